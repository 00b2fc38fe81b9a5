"""Across reports: a bare killing is the effect of one attack of its day and place; all claims are invented."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.align import align
from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, AgentKind, Aspect, Measure, VictimClass
from counterclaim.settings import Settings
from tests.unit.builders import a_claim, a_day, a_place, a_report, an_agent

SHELLING, KILLING, BLAST = ActType.SHELLING.value, ActType.MASSACRE_EXECUTION.value, ActType.IED_MINE.value
MONDAY, TUESDAY = "2031-03-03", "2031-03-04"


def attack(words: str, dead: int, thing: str = "market", act: str = SHELLING, day: str = MONDAY) -> list[Claim]:
    """Give a report's claims that a thing in Velno was attacked, and of how many died of it."""
    report = a_report(f"{words} killed {dead}", f"{words} Post", TUESDAY)
    common = {"act_type": act, "asset": thing, "target": thing, "place": a_place("Velno"), "time": a_day(day)}
    told = a_claim(report, words, Aspect.OCCURRENCE, f"attack on {thing}", **common)
    count = {"measure": Measure.KILLED, "victim_class": VictimClass.UNKNOWN, "unit": "people"}
    number = NumberRange(float(dead), float(dead))
    return [
        told,
        a_claim(report, f"killed {dead}", Aspect.COUNT, f"{dead} killed", range=number, **(common | count)),
    ]


def bare(words: str, dead: int, day: str | None = MONDAY, town: str = "Velno", **more: object) -> Claim:
    """Give a report's claim that people were killed in a town, and no more."""
    report = a_report(words, f"{words} Gazette", TUESDAY)
    return a_claim(
        report,
        words,
        Aspect.COUNT,
        f"{dead} killed",
        act_type=KILLING,
        place=a_place(town),
        time=a_day(day) if day else None,
        measure=Measure.KILLED,
        victim_class=VictimClass.UNKNOWN,
        unit="people",
        range=NumberRange(float(dead), float(dead)),
        **more,
    )


def reports(claims: list[Claim]) -> list[Report]:
    """Give a report of the day after for each that claims stand in."""
    texts = {c.report: c.text for c in claims}
    return [replace(a_report(text, "Post", TUESDAY), id=key) for key, text in sorted(texts.items())]


def events(*claims: Claim) -> list[set[str]]:
    """Give the texts of the claims of each event, the largest first."""
    _, homed = align(list(claims), reports(list(claims)), Settings())
    by: dict[str | None, set[str]] = {}
    for claim in homed:
        by.setdefault(claim.event, set()).add(claim.text)
    return sorted(by.values(), key=lambda texts: (-len(texts), sorted(texts)))


def test_a_bare_killing_of_the_day_and_place_joins() -> None:
    """Whatever the number: a toll that differs is what contested means."""
    assert len(events(*attack("Shells fell", 12), bare("13 people died", 13))) == 1


def test_a_toll_without_a_day_is_news() -> None:
    """Told the day after, without a day of its own, it is that of the attack."""
    assert len(events(*attack("Shells fell", 12), bare("13 people died", 13, day=None))) == 1


def test_what_is_not_of_the_attack_stays_apart() -> None:
    """Another town or day, a named doer, a word of deliberate killing, a span of time."""
    told = attack("Shells fell", 12)
    others = [
        bare("13 people died", 13, town="Tarsk"),
        bare("14 people died", 14, day="2031-03-01"),
        bare("15 people died", 15, actor="Third Brigade"),
        bare("16 people were executed", 16),
        replace(bare("17 people died", 17, day=None), time_words="since January"),
    ]
    for other in others:
        assert len(events(*told, other)) == 2


def test_between_two_attacks_the_figure_decides() -> None:
    """A market and a bridge were hit on one day: twelve dead are the market's, thirteen nobody's."""
    two = [*attack("Shells fell", 12), *attack("Rockets fell", 5, "bridge")]
    assert any("12 people died" in e and "Shells fell" in e for e in events(*two, bare("12 people died", 12)))
    assert {"13 people died"} in events(*two, bare("13 people died", 13))


def test_a_blast_and_a_shelling_of_one_thing_are_one() -> None:
    """Two reports saw it differently; a report that tells both tells of two."""
    shelled, blast = attack("Shells fell", 12), attack("An explosion came", 9, act=BLAST)
    assert len(events(*shelled, *blast)) == 1
    both = [replace(c, report=shelled[0].report) for c in blast]
    assert len(events(*shelled, *both)) == 2


def test_the_same_thing_is_hit_on_two_days() -> None:
    """The market on Monday and on Tuesday: two events, where no name says that it is one."""
    assert len(events(*attack("Shells fell", 12), *attack("Rockets fell", 3, day=TUESDAY))) == 2


def test_what_was_destroyed_in_the_shelling_is_of_it() -> None:
    """Houses that another report has destroyed "in the shelling" of the day and town are asked about in its event."""
    report = a_report("four houses were destroyed in the shelling; a bridge was destroyed", "Hill Post", TUESDAY)
    common = {"act_type": ActType.PROPERTY_DESTRUCTION.value, "place": a_place("Velno"), "time": a_day(MONDAY)}
    houses = a_claim(
        report, "four houses were destroyed in the shelling", Aspect.DAMAGE, "destroyed", asset="house", **common
    )
    bridge = a_claim(report, "a bridge was destroyed", Aspect.DAMAGE, "destroyed", asset="bridge", **common)
    told = attack("Shells hit the market", 12)
    events, _ = align([*told, houses, bridge], [], Settings())
    homes = {c: e.id for e in events for c in e.claims}
    assert homes[houses.id] == homes[told[0].id] != homes[bridge.id]


def test_what_the_mayor_of_a_town_tells_without_a_place_is_of_the_town() -> None:
    """The dead that the mayor of Velno counts on the day of its shelling are of it; those of another mayor are not."""
    told = attack("Shells hit the market", 12)
    common = {"act_type": KILLING, "measure": Measure.KILLED, "unit": "people", "range": NumberRange(8.0, 8.0)}
    found = []
    for mayor in ("mayor of Velno", "mayor of Tarsk"):
        report = a_report(f"eight were killed, the {mayor} said", f"{mayor} Post", TUESDAY)
        who = an_agent(mayor, AgentKind.PERSON, report.id)
        found.append(a_claim(report, "eight were killed", Aspect.COUNT, "8 killed", who, time=a_day(MONDAY), **common))
    events, _ = align([*told, *found], [], Settings())
    homes = {c: e.id for e in events for c in e.claims}
    assert homes[found[0].id] == homes[told[0].id] != homes[found[1].id]


def test_what_an_accused_party_says_it_struck_instead_is_of_the_event() -> None:
    """“We struck a depot” by a spokesman of the accused army is its account of the strike; another party's is not."""
    words = "Shells hit the hospital. The army denied it. We struck a depot."
    report = a_report(words, "Post", TUESDAY)
    common = {"act_type": SHELLING, "place": a_place("Velno"), "time": a_day(MONDAY)}
    army = an_agent("army", AgentKind.ARMED_ACTOR)
    told = a_claim(report, "Shells hit the hospital", Aspect.TARGET, "hospital", asset="hospital", target="hospital",
                   **common)  # fmt: skip
    denied = a_claim(report, "denied it", Aspect.PERPETRATOR, "army", army, actor="army", target="hospital", **common)
    for name, homes in (("army spokesman", 1), ("Northern Front", 2)):
        speaker = an_agent(name, AgentKind.UNNAMED_GROUP, report.id)
        own = a_claim(report, "We struck a depot", Aspect.TARGET, "depot", speaker, asset="depot", target="depot",
                      act_type=SHELLING)  # fmt: skip
        found, _ = align([told, denied, own], [report], Settings())
        assert len(found) == homes, name


def test_who_is_detained_after_a_strike_is_another_happening() -> None:
    """Men held "after the strike", by somebody or nobody named, are no part of it; men held "during the raid" are."""
    for words, actor, events in (
        ("Three men were detained after the shelling", None, 2),
        ("Police detained three men after the shelling", "police", 2),
        ("Three men were detained during the shelling", None, 1),
    ):
        report = a_report(f"{words} of the market", "Hill Radio", TUESDAY)
        common = {"place": a_place("Velno"), "time": a_day(MONDAY)}
        strike = {"act_type": SHELLING, "asset": "market", "target": "market"}
        claims = [
            a_claim(report, words, Aspect.OCCURRENCE, "detention", act_type="detention", actor=actor, **common),
            a_claim(report, "the shelling of the market", Aspect.OCCURRENCE, "shelling", **strike, **common),
        ]
        first = attack("Shells on the market", 4)
        found, _ = align(
            [*claims, *first], [report, a_report("Shells on the market killed 4", "x", TUESDAY)], Settings()
        )
        assert len(found) == events, words


def murder(text: str, words: str, target: str, day: str | None = None) -> list[Claim]:
    """Give a report's claims that somebody of a name, or some of a kind, were murdered in Velno."""
    report = a_report(text, "Post", TUESDAY)
    common = {"act_type": KILLING, "target": target, "place": a_place("Velno"), "time": a_day(day) if day else None}
    told = a_claim(report, words, Aspect.OCCURRENCE, "killing", **common)
    named = a_claim(report, words, Aspect.VICTIM_IDENTITY, target, **common)
    return [told, named] if target.istitle() else [told]


def test_a_list_of_two_murders_does_not_make_one_of_them() -> None:
    """A report that tells a bishop's murder apart from the monks' keeps it apart, whatever another report lists."""
    first = "monks were murdered and Bishop Harsk was slain"
    listed = "trials for the murder of Bishop Harsk and of monks"
    claims = [
        *murder(first, "monks were murdered", "monks", MONDAY),
        *murder(first, "Bishop Harsk was slain", "Bishop Harsk"),
        *murder(listed, "the murder of Bishop Harsk and of monks", "monks", MONDAY),
        *murder(listed, "the murder of Bishop Harsk and of monks", "Bishop Harsk", MONDAY),
    ]
    assert {"Bishop Harsk was slain"} in events(*claims)
