"""What a statement that names no act is about, and which killings one event takes in."""

from __future__ import annotations

import pytest

from counterclaim import read
from counterclaim.align import align
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, Aspect
from counterclaim.settings import Settings
from tests.unit.builders import a_claim, a_day, a_place, a_report, an_agent

MILL = "Shells struck a mill in Lom on 1 June 2031, killing four people. "


def events_of(text: str) -> dict[str, str]:
    """Give the title of the event of each claim's words in an invented report."""
    report = a_report(text)
    events, claims = align(RuleExtractor().claims(report, read.passages(report, Settings())), [report], Settings())
    titles = {e.id: e.title for e in events}
    return {c.text: titles[c.event] for c in claims if c.event is not None}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("The ministry said the rebels had stored munitions there.", "the rebels had stored munitions there"),
        ("The governor said the killers came at night.", "the killers came at night"),
        (
            "The governor said soldiers had hidden evidence of the incident.",
            "soldiers had hidden evidence of the incident",
        ),
        ("The army said it had found cartridges at the mill.", "it had found cartridges at the mill"),
        ("The army said the mill had been turned into a depot.", "the mill had been turned into a depot"),
        ("The army said rebels used the mill's basement as a post.", "rebels used the mill's basement as a post"),
        ("The governor blamed the rebels for the attack.", "the attack"),
    ],
)
def test_words_that_point_back_lie_in_what_they_point_to(said: str, words: str) -> None:
    """"There", "the attackers", "the incident" and "the mill" mean the happening told before."""  # fmt: skip
    assert "Bombardment" in events_of(MILL + said)[words]


def test_the_building_is_the_one_that_was_hit_last() -> None:
    """"The building" means the clinic; where no building was hit it means nothing told."""  # fmt: skip
    said, words = "The mayor said fighters had slept inside the building.", "fighters had slept inside the building"
    assert "Bombardment" in events_of(MILL.replace("mill", "clinic") + said)[words]
    assert "Bombardment" not in events_of(MILL.replace("a mill in Lom", "Lom") + said)[words]


def test_a_thing_that_two_sides_tell_was_hit_is_still_one_thing() -> None:
    """Who denies having hit the mill does not make it two; a mill in another town does."""
    denied = "The army denied that it had targeted the mill. The mayor said the mill had been turned into a depot."
    other = "Shells struck a mill in Dorn on 4 June 2031. The mayor said the mill had been turned into a depot."
    words = "the mill had been turned into a depot"
    assert "Bombardment" in events_of(MILL + denied)[words]
    assert "Lom" not in events_of(MILL + other)[words]


@pytest.mark.parametrize(
    "said",
    [
        "The ministry said there were no witnesses to the talks on weapons.",
        "The ministry said that rebels had withdrawn from the border.",
    ],
)
def test_other_statements_stay_statements(said: str) -> None:
    """"There were" is no place, and what points back to nothing is of no happening."""  # fmt: skip
    assert all(
        "Bombardment" not in title
        for words, title in events_of(MILL + said).items()
        if "ment" not in words[:4] and words in said
    )


def test_who_did_the_harm_did_the_rest_of_it() -> None:
    """What the killers did besides is no happening of its own."""
    text = "Six monks were murdered in Lom on 3 May 2031. The killers detonated explosives."
    assert len(set(events_of(text).values())) == 1


@pytest.mark.parametrize(
    "said",
    [
        "The radio said that the army was committing massacres.",
        "The radio said that the army was killing the Syrian people.",
        "The front said that it had killed 37 soldiers.",
    ],
)
def test_killings_in_general_are_not_the_one(said: str) -> None:
    """A people, "massacres" and dead fighters are of no killing of persons named who were none."""
    found = events_of("Six monks were murdered in Lom on 3 May 2031. " + said)
    assert len(set(found.values())) == 2


def test_a_word_of_one_report_is_no_word_of_a_large_event() -> None:
    """A list that names another victim in one of many reports draws no killing of that victim in."""
    who = an_agent("Harbour Post")
    reports = [a_report(f"Wire {i}.", publisher=f"Paper {i}") for i in range(25)]

    def killing(report: Report, target: str, *, dated: bool) -> Claim:
        return a_claim(
            report,
            report.text,
            Aspect.OCCURRENCE,
            "killing",
            who,
            act_type=ActType.MASSACRE_EXECUTION.value,
            target=target,
            time=a_day("2031-05-03") if dated else None,
        )

    told = [killing(r, "monks and ferryman" if i == 3 else "monks", dated=True) for i, r in enumerate(reports[:24])]
    _, claims = align([*told, killing(reports[24], "ferryman", dated=False)], reports, Settings())
    other = next(c for c in claims if c.target == "ferryman")
    assert other.event not in {c.event for c in claims if c.target == "monks"}


def test_what_was_found_destroyed_lies_in_what_was_done_there() -> None:
    """A burned library of no place, time or doer is part of the killing told before it."""
    text = "Gunmen murdered six monks on 3 May 2031. A monk said that the library was burned."
    assert len(set(events_of(text).values())) == 1


SHOT = "The mayor said Ilse Markand was killed by a bullet in Sarn on 20 May 2031. "


def test_what_denies_something_of_a_victim_by_name_is_of_the_killing() -> None:
    """Whatever its words for the act: it stood among statements, and the killing's page said that nobody denied any."""
    found = events_of(SHOT + "The police denied that officers were behind the death of Markand.")
    assert "Killing" in found["officers were behind the death of Markand"]


def test_a_denial_of_somebody_else_stays_a_statement() -> None:
    """Another name, or the name of two victims' killings, says nothing."""
    found = events_of(SHOT + "The police denied that officers were behind the death of Orm Tesk.")
    assert "Killing" not in found["officers were behind the death of Orm Tesk"]


def test_accusation_and_denial_of_a_shooting_lie_in_the_killing() -> None:
    """What a union, a witness and the police say of one victim is of one happening."""
    found = events_of(
        SHOT + "The Teachers Union said police officers shot Ilse Markand in Sarn on 20 May 2031. "
        "A witness, Nadja Orlo, told Vesper Times that she saw a police officer shoot Markand. "
        "Orvanian police denied that officers had shot Markand."
    )
    assert len(set(found.values())) == 1


MARKET = (
    "Shelling killed 17 people at the Tarrow market in Dessin on 14 May 2031, the Dessin council said. "
    "The council accused the Kelmar army of firing six rockets at the market. "
)


@pytest.mark.parametrize(
    ("denied", "joins"),
    [("Dessin", True), ("Dessin on 3 May 2031", False), ("Lunet", False), ("the school in Dessin", False)],
)
def test_a_denial_of_the_town_without_a_day_is_of_the_one_attack_on_a_thing_in_it(denied: str, joins: bool) -> None:
    """Another day, another town and another thing keep it an attack of its own."""
    found = events_of(MARKET + f"The Kelmar Ministry of Defence denied that its forces had shelled {denied}.")
    assert (len(set(found.values())) == 1) is joins
    assert "Bombardment of market, Dessin, 14 May 2031" in found.values()


def test_a_denial_of_the_town_is_of_neither_of_two_attacks_in_it() -> None:
    """Where a report tells two, which of them is denied stays open."""
    found = events_of(
        MARKET + "On 2 May 2031 shelling hit a school in Dessin, the council said. "
        "The Kelmar Ministry of Defence denied that its forces had shelled Dessin."
    )
    assert found["its forces had shelled Dessin"] == "Bombardment, Dessin"


def test_what_reports_say_of_one_place_is_of_no_one_happening() -> None:
    """Words of two reports that name no act are one only where one copies the other, whatever place they have."""
    one = a_report("Nothing has changed since the talks in Lom.", publisher="One")
    two = a_report("The bishop has had threats in Lom.", publisher="Two")
    lom = a_place("Lom", 13.0, 44.0)
    claims = [a_claim(r, r.text, Aspect.OCCURRENCE, r.text, place=lom, target="church") for r in (one, two)]
    events, _ = align(claims, [one, two], Settings())
    assert len(events) == 2


def test_a_day_of_some_words_is_not_that_of_all() -> None:
    """Words of one report that name no act have a day and a place only where all of them do."""
    one = a_report("Nothing has changed since 3 May in Lom. The threats go on.", publisher="One")
    lom = a_place("Lom", 13.0, 44.0)
    words = ("Nothing has changed since 3 May in Lom", "The threats go on")
    claims = [
        a_claim(one, words[0], Aspect.OCCURRENCE, words[0], place=lom, time=a_day("2031-05-03")),
        a_claim(one, words[1], Aspect.OCCURRENCE, words[1]),
    ]
    (event,), _ = align(claims, [one], Settings())
    assert (event.place, event.time) == (None, None)


def test_a_place_taken_from_around_gives_way_to_the_events() -> None:
    """Where a minister spoke is not where the monks were killed, where other reports say where that was."""
    one = a_report("Six monks were killed in Lom on 1 June.", publisher="One")
    two = a_report("The minister spoke in Dorn. The murder of the six monks was condemned.", publisher="Two")
    lom, dorn = a_place("Lom", 13.0, 44.0), a_place("Dorn", 38.0, -77.0)
    told = a_claim(
        one, one.text, Aspect.OCCURRENCE, "killing", act_type=ActType.MASSACRE_EXECUTION, target="six monks", place=lom
    )
    carried = a_claim(
        two,
        "The murder of the six monks",
        Aspect.OCCURRENCE,
        "killing",
        act_type=ActType.MASSACRE_EXECUTION,
        target="six monks",
        place=dorn,
        inferred=("place",),
    )
    events, claims = align([told, carried], [one, two], Settings())
    (event,) = events
    assert event.place == lom
    assert {c.place for c in claims} == {lom, None}


def test_the_rebels_attacks_are_not_the_killing_told_before() -> None:
    """Who is named with attacks in passing did not do those told before."""
    text = "Six monks were murdered in Lom on 1 June 2031. The general spoke of the guerrilla attacks."
    assert "Killing" not in events_of(text).get("the guerrilla attacks", "")


def test_two_fights_of_other_parties() -> None:
    """An invasion abroad and an offensive at home are two, though one report tells both without a place."""
    text = (
        "The world was surprised by the Russian invasion of Ukraine. The Karven rebels launched an offensive on 3 May."
    )
    titles = events_of(text)
    assert len({t for w, t in titles.items() if "invasion" in w or "offensive" in w}) == 2


def test_a_list_of_murders_lies_in_each() -> None:
    """Victims whom the case mostly tells of apart are not of one murder because somebody lists them."""
    apart = [f"The murder of {who} was condemned by {by}." for who in NAMES for by in ("Bell", "Sel", "Orvan", "Tolm")]
    texts = [*apart, f"The front recalls the murder of {NAMES[0]} and {NAMES[1]}."]
    reports = [a_report(text, publisher=f"Paper {n}") for n, text in enumerate(texts)]
    claims = [murder(r, who) for r, who in zip(reports, [n for n in NAMES for _ in range(4)], strict=False)]
    listed = reports[-1]
    claims += [murder(listed, NAMES[0]), murder(listed, NAMES[0], Aspect.VICTIM_IDENTITY)]
    claims += [murder(listed, NAMES[1], Aspect.VICTIM_IDENTITY)]
    events, told = align(claims, reports, Settings())
    by_victim = {name: {c.event for c in told if c.target == name} for name in NAMES}
    assert len(events) == 2
    assert all(len(ids) == 1 for ids in by_victim.values())


NAMES = ("Oscar Lumen", "Hector Quell")


def murder(report: Report, victim: str, aspect: Aspect = Aspect.OCCURRENCE) -> Claim:
    """Give a claim that somebody was murdered."""
    return a_claim(report, report.text[:-1], aspect, victim, act_type=ActType.MASSACRE_EXECUTION, target=victim)


def test_who_died_together_with_others_is_of_their_killing() -> None:
    """"Two cooks were killed together with the monks" is of the murder of the monks."""  # fmt: skip
    one = a_report("Six monks were murdered in Lom.", publisher="One")
    two = a_report("Two cooks were killed together with the monks.", publisher="Two")
    claims = [
        a_claim(one, one.text, Aspect.OCCURRENCE, "killing", act_type=ActType.MASSACRE_EXECUTION, target="monks"),
        a_claim(two, two.text, Aspect.OCCURRENCE, "killing", act_type=ActType.MASSACRE_EXECUTION, target="cooks"),
    ]
    events, _ = align(claims, [one, two], Settings())
    assert len(events) == 1
