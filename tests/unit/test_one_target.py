"""One thing hit, told in more or fewer words, is one event; things of two towns, or two things of one, stay two."""

from __future__ import annotations

import pytest

from counterclaim import read
from counterclaim.align import align
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event
from counterclaim.records.words import Aspect, Stance
from counterclaim.settings import Settings
from counterclaim.weigh.targets import one_target
from tests.unit.builders import a_claim, a_place, a_report, an_agent

#: Invented reports: publisher, day, text.
Told = tuple[str, str, str]
MONDAY = "2031-06-03"


def events_of(*told: Told) -> tuple[list[Event], dict[str, list[Claim]]]:
    """Give the events of some reports, and the claims of each."""
    reports = [a_report(text, paper, day) for paper, day, text in told]
    read_of = [c for r in reports for c in RuleExtractor().claims(r, read.passages(r, Settings()))]
    events, claims = align(read_of, reports, Settings())
    return list(events), {e.id: [c for c in claims if c.event == e.id] for e in events}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Shells struck the market district of Osmer", "had shelled the market in Osmer"),
        ("Rockets hit the market square in Osmer", "had shelled the market in Osmer"),
        ("Rockets hit the school compound in Osmer", "had shelled a school building in Osmer"),
        ("Air strikes hit Osmer hospital", "had bombed the hospital in Osmer"),
        ("The army shelled the village of Osmer", "had shelled Osmer"),
    ],
)
def test_the_denial_stands_with_the_charge(first: str, second: str) -> None:
    """A thing and the ground around it, a town's hospital and the hospital in it, a village and its name are one."""
    events, claims = events_of(
        ("Post", MONDAY, f"{first} on Monday, killing 12 people, residents said."),
        ("Voice", MONDAY, f"The Hill Front denied on Monday that its fighters {second}."),
    )
    assert len(events) == 1
    assert Stance.DENY in {c.stance for c in claims[events[0].id]}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Air strikes hit Osmer hospital", "Air strikes hit Velno hospital"),
        ("Shells hit the market in Osmer", "Shells hit the hospital in Osmer"),
    ],
)
def test_two_targets_are_two_events(first: str, second: str) -> None:
    """Hospitals called by two towns, and a market and a hospital of one, are hit on one day and are two events."""
    events, _ = events_of(
        ("Post", MONDAY, f"{first} on Monday, killing 12 people, residents said."),
        ("Wire", MONDAY, f"{second} on Monday, killing three people, residents said."),
    )
    assert [len(e.reports) for e in events] == [1, 1]


def test_who_died_in_the_market_is_not_of_the_hospital_told_before() -> None:
    """A toll, an open question and a denial go with the thing in which people died, not with the shelling told last."""
    events, claims = events_of(
        ("Post", MONDAY, "A hospital in Osmer was damaged in shelling on Monday, a doctor said. The Karven Observatory "
         "said that 34 civilians had died in the market. It said it could not determine who had fired the shells. "
         "The Hill Front denied responsibility."),
        ("Wire", MONDAY, "Shells hit the market in Osmer on Monday, killing 34 civilians, the observatory said."),
        ("Later", "2031-06-05", "The Karven Observatory says that 34 civilians died in the market."),
    )  # fmt: skip
    market = next(e for e in events if "market" in e.title)
    stances = {c.stance for c in claims[market.id] if c.aspect is Aspect.PERPETRATOR}
    assert len(market.reports) == 3
    assert stances == {Stance.DENY, Stance.QUESTION}


@pytest.mark.parametrize("died", ["died in the hospital", "had died of their wounds in a clinic"])
def test_who_died_in_a_hospital_was_hit_elsewhere(died: str) -> None:
    """The wounded die in hospitals: that is where they were taken."""
    events, claims = events_of(
        ("Post", MONDAY, f"Shells hit the market in Osmer on Monday, residents said. They said that 12 people {died}.")
    )
    assert {c.target for c in claims[events[0].id] if c.aspect is Aspect.COUNT} == {"market"}


def test_a_part_alone_is_of_the_thing_told_before() -> None:
    """ "The surgical ward" is the hospital's, and "the building" is the museum whose guard speaks."""
    ward, building = (
        events_of(("Post", MONDAY, text))[1]
        for text in (
            "The hospital of Osmer was damaged on Monday, a doctor said. Two shells hit the surgical ward, he said.",
            "A guard at the museum of Osmer told the Post that rockets hit the roof of the building on Monday.",
        )
    )
    hit = [{c.value for cs in those.values() for c in cs if c.aspect is Aspect.TARGET} for those in (ward, building)]
    assert hit == [{"hospital"}, {"museum"}]


def test_an_event_is_called_by_what_most_of_its_reports_name() -> None:
    """Reports that name nothing do not take the name away; a village hit as a whole is not named twice."""
    events, _ = events_of(
        ("Post", MONDAY, "Shells struck the market district of Osmer on Monday, killing 12 people, residents said."),
        ("Wire", MONDAY, "Shells struck the market in Osmer on Monday, killing 12 people, the mayor said."),
    )
    assert [e.title for e in events] == ["Bombardment of market, Osmer, 2 June 2031"]
    events, _ = events_of(("Post", MONDAY, "The army shelled Osmer on Monday, killing 12 people, residents said."))
    assert [e.title for e in events] == ["Bombardment, Osmer, 2 June 2031"]


def test_what_was_hit_is_one_answer_in_more_or_fewer_words() -> None:
    """ "Market", "market district" and "Osmer market" in Osmer are one answer; the mill is another."""
    names = ("market", "market district", "Osmer market", "mill")
    claims = [
        a_claim(a_report(f"Shells hit the {name}.", f"Paper of {name}"), f"the {name}", Aspect.TARGET, name,
                an_agent(f"Voice of {name}"), place=a_place("Osmer"))
        for name in names
    ]  # fmt: skip
    called = one_target(claims, {})
    assert [called.get(n, n) for n in names] == ["market", "market", "market", "mill"]


def test_numbers_of_one_sentence_are_of_the_place_that_it_names() -> None:
    """Two of the wounded died elsewhere: they are of the market's dead, and not of the museum told before."""
    _, claims = events_of(
        ("Post", MONDAY, "On Monday rockets hit the museum in Osmer, the mayor said. The mayor said that the number of "
         "civilians killed in the market stood at 31 after two of the wounded died in a hospital."),
    )  # fmt: skip
    counts = [c for cs in claims.values() for c in cs if c.aspect is Aspect.COUNT]
    assert {c.target for c in counts} == {"market"}
    assert {c.range.low for c in counts if c.range} == {31, 2}


def test_missing_soldiers_are_not_of_a_bombing() -> None:
    """Soldiers go missing in battle; civilians may be missing after a strike."""
    for who, act in (("soldiers", None), ("villagers", "air_strike")):
        _, claims = events_of(
            (
                "Post",
                MONDAY,
                f"On Monday aircraft bombed the museum in Osmer. The mayor said that 37 {who} were missing.",
            )
        )
        (count,) = (c for cs in claims.values() for c in cs if c.aspect is Aspect.COUNT)
        assert count.act_type == act


def test_a_toll_of_several_days_is_none_of_one_days_attack() -> None:
    """Who was killed in a town between Monday and Wednesday is more than who was killed in Monday's shelling."""
    events, _ = events_of(
        ("Post", "2031-06-05", "Shells hit the market in Osmer on Monday, killing 12 people, the mayor said."),
        ("Wire", "2031-06-05", "At least 33 people were killed in Osmer between 2 June and 4 June, the ministry said."),
    )
    assert [len(e.reports) for e in events] == [1, 1]
