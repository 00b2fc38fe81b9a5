"""Aligning and tracing: what joins, what stays apart, and that order and copies change nothing they should not."""

from __future__ import annotations

import random
from dataclasses import replace

from counterclaim import decide, joining
from counterclaim.align import align
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.registry import Registry, Tie
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, AgentKind, Aspect, DecisionKind
from counterclaim.settings import Settings
from counterclaim.trace import origins, report_origins
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_day, a_place, a_report, an_agent

WIRE = (
    "Shells fell on the harbour market of Dunmore on Friday morning, port officials said, and the fire that followed "
    "burned eleven stalls before the rain put it out. The harbour master told reporters that nobody was hurt."
)


def shelling(report: Report, words: str, *, day: str, asset: str = "market") -> Claim:
    """Give a claim that a thing in Dunmore was shelled on a day."""
    return a_claim(
        report,
        words,
        Aspect.OCCURRENCE,
        f"shelling of {asset}",
        an_agent(f"{report.publisher} source", AgentKind.ORGANISATION),
        act_type=ActType.SHELLING.value,
        asset=asset,
        target=asset,
        place=a_place("Dunmore"),
        time=a_day(day),
    )


def a_small_case() -> tuple[list[Report], list[Claim]]:
    """Give three reports: two of one shelling, one of another a month later."""
    reports = [
        a_report("Shells hit the market.", "Harbour Post", "2021-05-07"),
        a_report("The market was shelled.", "Northern Ledger", "2021-05-08"),
        a_report("Shells hit the market again.", "Harbour Post", "2021-06-09"),
    ]
    days = ["2021-05-07", "2021-05-07", "2021-06-08"]
    claims = [shelling(r, r.text.rstrip("."), day=d) for r, d in zip(reports, days, strict=True)]
    return reports, claims


def test_one_day_joins_and_a_month_keeps_apart() -> None:
    """Claims of one place, thing and day are one event; a month later is another."""
    reports, claims = a_small_case()
    events, homed = align(claims, reports, Settings())
    assert [len(e.reports) for e in events] == [2, 1]
    assert {c.event for c in homed} == {e.id for e in events}


def test_the_day_and_the_place_join_whichever_is_read_first() -> None:
    """The army tells at length of a strike on a depot, two papers of the market, the first of them without its town:
    all of one day in one town, and no two events because the depot was read before the town of the market.
    """
    reports = [
        a_report(
            "The army struck a depot in Dunmore, destroying it, and none of ours fell.", "Guard Gazette", "2021-05-07"
        ),
        a_report("The market was shelled at noon, burning eleven stalls there.", "Northern Ledger", "2021-05-08"),
        a_report("The market of Dunmore was shelled.", "Harbour Post", "2021-05-08"),
    ]
    long = [
        shelling(reports[0], w, day="2021-05-07", asset="depot")
        for w in ("The army struck a depot", "a depot", "struck a depot in Dunmore")
    ]
    bare = [
        replace(shelling(reports[1], w, day="2021-05-07"), place=None)
        for w in ("The market was shelled", "The market was shelled at noon", "The market", "shelled at noon")
    ]
    last = shelling(reports[2], "The market of Dunmore was shelled", day="2021-05-07")
    no_asset = [replace(c, asset=None) for c in long]
    assert len(align([*no_asset, *bare, last], reports, Settings())[0]) == 1


def test_order_of_claims_changes_nothing() -> None:
    """Events are the same however the claims come."""
    reports, claims = a_small_case()
    first = align(claims, reports, Settings())
    for seed in range(5):
        mixed = claims[:]
        random.Random(seed).shuffle(mixed)
        assert align(mixed, reports, Settings()) == first


def test_an_unrelated_report_does_not_rename_an_event() -> None:
    """The ids of events stay when a report about something else is added."""
    reports, claims = a_small_case()
    before = {e.id for e in align(claims, reports, Settings())[0]}
    extra = a_report("Shells hit the school in Ferry.", "Ferry Times", "2022-01-01")
    more = shelling(extra, "Shells hit the school", day="2022-01-01", asset="school")
    after = {e.id for e in align([*claims, more], [*reports, extra], Settings())[0]}
    assert before < after


def test_a_rival_account_does_not_split_an_event() -> None:
    """Two perpetrators named for one shelling are two answers, not two events."""
    reports, claims = a_small_case()
    rivals = [
        replace(c, id=f"{c.id}x", aspect=Aspect.PERPETRATOR, value=v) for c, v in zip(claims[:2], "AB", strict=True)
    ]
    events, _ = align([*claims[:2], *rivals], reports[:2], Settings())
    assert len(events) == 1


def a_killing(report: Report, words: str, town: str) -> Claim:
    """Give a claim that ferry pilots were killed; the town is what the reader found."""
    return a_claim(
        report,
        words,
        Aspect.OCCURRENCE,
        "killing of ferry pilots",
        act_type=ActType.MASSACRE_EXECUTION.value,
        target="ferry pilots",
        place=a_place(town),
        time=a_day("2021-05-07"),
    )


def test_a_place_from_the_text_around_splits_no_killing_of_the_same_persons() -> None:
    """A dateline is no second killing; a town that the claim itself names is."""
    around = [
        a_report("The ferry pilots were killed.", "Harbour Post", "2021-05-07"),
        a_report("The ferry pilots were murdered.", "Northern Ledger", "2021-05-07"),
    ]
    found = [a_killing(r, r.text.rstrip("."), t) for r, t in zip(around, ("Dunmore", "Velmark"), strict=True)]
    assert len(align(found, around, Settings())[0]) == 1
    spoken = [
        a_report(f"The ferry pilots of {t} were killed.", p, "2021-05-07")
        for t, p in (("Dunmore", "Harbour Post"), ("Velmark", "Northern Ledger"))
    ]
    found = [a_killing(r, r.text.rstrip("."), t) for r, t in zip(spoken, ("Dunmore", "Velmark"), strict=True)]
    assert len(align(found, spoken, Settings())[0]) == 2


def test_a_credited_copy_is_one_voice_with_its_source() -> None:
    """A shortened copy with a credit line joins its source; the evidence names both; the credited one is first."""
    wire = a_report(WIRE, "Coast Wire", "2021-05-07")
    copy = a_report(WIRE.split(". ", maxsplit=1)[0] + ".\n\n(Coast Wire)", "Northern Ledger", "2021-05-08")
    other = a_report("The council met on Friday about the new ferry and the price of its tickets.", "Ferry Times")
    edges = lineage([wire, copy, other], [], Registry(), Settings())
    joined = [o for o in report_origins([wire, copy, other], edges) if len(o.reports) > 1]
    assert [set(o.reports) for o in joined] == [{wire.id, copy.id}]
    assert edges[0].first == wire.id
    assert "Coast Wire" in edges[0].evidence


TWO_VOICES = (
    "Fourteen people died when shells hit the harbour market of Dunmore, the harbour master said on Friday, and more "
    "are lost under the roof of the hall. Residents said that two boats circled before the shells fell on the market."
)


def copies_of_two_voices() -> tuple[list[Report], list[Claim]]:
    """Give a wire in which two speak, and copies under headlines of their own, one with a word changed."""
    texts = [
        TWO_VOICES,
        f"Fourteen dead\n{TWO_VOICES}",
        "Fourteen dead\n" + TWO_VOICES.replace("the market.", "the pier."),
    ]
    reports = [
        a_report(t, p, f"2021-05-{7 + n:02}")
        for n, (t, p) in enumerate(zip(texts, ("Zenith Wire", "Ferry Times", "Quay News"), strict=True))
    ]
    master, claims = an_agent("Harbour Master", AgentKind.PERSON), []
    for report in reports:
        residents = an_agent("Residents", AgentKind.UNNAMED_GROUP, report.id)
        value = "shelling of pier" if "pier" in report.text else "shelling of market"
        claims += [
            a_claim(report, "Fourteen people died", Aspect.COUNT, "14", master, event="e_1"),
            a_claim(report, "the shells fell", Aspect.OCCURRENCE, value, residents, event="e_1"),
        ]
        if report.text.startswith("Fourteen dead"):
            claims.append(a_claim(report, "Fourteen dead", Aspect.COUNT, "14", event="e_1"))
    return reports, claims


def test_a_headline_makes_no_one_voice_of_two_and_a_changed_word_no_third() -> None:
    """A copy's own headline goes back to what leads its source; unnamed speakers of copied words stay who they were."""
    reports, claims = copies_of_two_voices()
    voices = origins(claims, lineage(reports, claims, Registry(), Settings()))
    assert sorted((o.root.name, len(o.reports)) for o in voices if o.root) == [("Harbour Master", 3), ("Residents", 3)]


def test_the_first_reasons_bring_in_a_report_each() -> None:
    """Whoever reads as many sentences as there are further reports has read of each why it is this voice."""
    reports, claims = copies_of_two_voices()
    more = [
        a_report(f"The harbour master said that fourteen people died. {n}", f"Paper {n}", "2021-05-09")
        for n in range(5)
    ]
    master = an_agent("Harbour Master", AgentKind.PERSON)
    claims += [a_claim(r, "fourteen people died", Aspect.COUNT, "14", master, event="e_1") for r in more]
    voices = origins(claims, lineage([*reports, *more], claims, Registry(), Settings()))
    widest = voices[0]
    assert len(widest.reports) == 8
    assert len(widest.reasons) > 7
    names = [r.publisher or "" for r in (*reports[1:], *more)]
    assert all(any(name in reason for reason in widest.reasons[:7]) for name in names)


def test_a_copy_never_adds_an_origin() -> None:
    """The same claim of the same first speaker in one more report leaves the number of voices as it was."""
    speaker = an_agent("Harbour Master", AgentKind.PERSON)
    texts = [a_report(f"The market burned. {n}", f"Paper {n}", "2021-05-07") for n in range(4)]
    claims = [a_claim(r, "The market burned", Aspect.OCCURRENCE, "fire", speaker) for r in texts]
    for count in range(1, 5):
        assert len(origins(claims[:count], lineage(texts[:count], claims[:count], Registry(), Settings()))) == 1


def test_unnamed_sources_of_two_reports_are_two_voices_none_shown() -> None:
    """ "Sources said" twice is 2 origins, 0 shown independent (standards §13.4)."""
    from counterclaim.records.independence import shown_independent

    reports = [a_report(f"The market burned. {n}", f"Paper {n}") for n in range(2)]
    claims = [
        a_claim(r, "The market burned", Aspect.OCCURRENCE, "fire", an_agent("sources", AgentKind.GENERIC, r.id))
        for r in reports
    ]
    voices = origins(claims, lineage(reports, claims, Registry(), Settings()))
    assert (len(voices), shown_independent(voices)) == (2, 0)


def test_the_same_sentence_speaks_of_the_same_happening() -> None:
    """A copied sentence of which the reader found nothing but the act joins its original."""
    words = "Shells fell all night on the lower town"
    reports = [a_report(f"{words}.", p, "2021-05-07") for p in ("Harbour Post", "Northern Ledger")]
    found = [a_claim(r, words, Aspect.OCCURRENCE, "shelling", act_type=ActType.SHELLING.value) for r in reports]
    assert len(align(found, reports, Settings())[0]) == 1


def test_who_speaks_for_another_is_one_voice_with_it() -> None:
    """The registry's spokesperson and body are one origin, with the registry's basis as the reason; owners are not."""
    reports = [a_report("The gate was shelled.", p, "2021-05-07") for p in ("Harbour Post", "Northern Ledger")]
    speakers = [an_agent("Ann Brook", AgentKind.PERSON), an_agent("Quay Watch", AgentKind.ORGANISATION)]
    found = [
        replace(a_claim(r, "The gate was shelled", Aspect.OCCURRENCE, "shelling", s), event="e_1")
        for r, s in zip(reports, speakers, strict=True)
    ]

    def counted(relation: str) -> int:
        registry = Registry(
            ties=(Tie(agent="Ann Brook", relation=relation, other="Quay Watch", basis="its letterhead"),)
        )
        return len(origins(found, lineage(reports, found, registry, Settings())))

    assert counted("spokesperson_of") == 1
    assert counted("owns") == 2


def test_ties_count_at_the_date_of_the_report() -> None:
    """A spokesperson is one voice with a body while in office, and one of their own after."""
    ties = (Tie(agent="Ann Brook", relation="spokesperson_of", other="Quay Watch", basis="x", end="2021-01-31"),)

    def counted(day: str) -> int:
        reports = [a_report("The gate was shelled.", p, day) for p in ("Harbour Post", "Northern Ledger")]
        speakers = [an_agent("Ann Brook", AgentKind.PERSON), an_agent("Quay Watch", AgentKind.ORGANISATION)]
        found = [
            replace(a_claim(r, "The gate was shelled", Aspect.OCCURRENCE, "shelling", s), event="e_1")
            for r, s in zip(reports, speakers, strict=True)
        ]
        return len(origins(found, lineage(reports, found, Registry(ties=ties), Settings())))

    assert (counted("2021-01-15"), counted("2021-02-15")) == (1, 2)


def test_a_text_printed_again_by_its_own_publisher_is_one_text() -> None:
    """An update of most of the same words, hours later, joins the first print; a shared footer does not."""
    first = a_report(WIRE, "Coast Wire", "2021-05-07")
    again = a_report(f"Update. {WIRE} A third bridge was closed at noon.", "Coast Wire", "2021-05-08")
    edges = lineage([first, again], [], Registry(), Settings())
    assert [len(o.reports) for o in report_origins([first, again], edges)] == [2]


def test_a_split_holds_against_paths_through_others() -> None:
    """Who is split from one leaves its whole group, even where one name or a third report would join them again."""
    speaker = an_agent("Harbour Master", AgentKind.PERSON)
    texts = [a_report(f"The market burned. {n}", f"Paper {n}", "2021-05-07") for n in range(4)]
    claims = [a_claim(r, "The market burned", Aspect.OCCURRENCE, "fire", speaker) for r in texts]
    edges = lineage(texts, claims, Registry(), Settings())
    found = origins(claims, edges, [(claims[0].id, claims[2].id)])
    assert sorted(len(o.members) for o in found) == [1, 3]
    assert next(o.members for o in found if len(o.members) == 1) == (claims[0].id,)


def test_splits_and_joins_are_replayed_and_undone() -> None:
    """A join makes two texts one with the analyst's reason; a split takes a copy out; undo restores either."""
    wire = a_report(WIRE, "Coast Wire", "2021-05-07")
    copy = a_report(f"{WIRE}\n\n(Coast Wire)", "Northern Ledger", "2021-05-08")
    other = a_report("The council met on Friday about the new ferry and the price of its tickets.", "Ferry Times")
    reports = [wire, copy, other]
    base = lineage(reports, [], Registry(), Settings())

    def sizes(*made: Decision) -> list[int]:
        stand = decide.standing(made)
        edges = joining.over_lineage(base, stand)
        return sorted(len(o.reports) for o in report_origins(reports, edges, joining.apart(stand)))

    def act(number: int, kind: DecisionKind, subject: str, *fields: tuple[str, str]) -> Decision:
        return Decision(number=number, kind=kind, subject=subject, fields=fields, who="A", at="", reason="seen alike")

    split = act(1, DecisionKind.SPLIT_ORIGIN, copy.id, ("from", wire.id))
    join = act(2, DecisionKind.JOIN_ORIGINS, other.id, ("with", wire.id))
    assert sizes() == [1, 2]
    assert sizes(split) == [1, 1, 1]
    assert sizes(split, join) == [1, 2]
    assert sizes(split, join, act(3, DecisionKind.UNDO, "1")) == [3]
    assert sizes(split, act(3, DecisionKind.UNDO, "1")) == [1, 2]
    joined = report_origins(reports, joining.over_lineage(base, (join,)))[0]
    assert any("Joined by A: seen alike" in reason for reason in joined.reasons)


def test_statements_on_two_towns_are_two_events_and_unlike_ones_no_heap() -> None:
    """What is said of one town is not told with what is said of another, nor with what has only its week in common."""
    texts = {
        "Harbour Post": "The mayor spoke of Lom. He called its governor a butcher. She called Dorle brave.",
        "Upland Echo": "The harbour master called the new tax a robbery.",
    }
    one, two = (a_report(text, paper, "2031-06-03") for paper, text in texts.items())
    mayor, master = an_agent("Ina Hark", AgentKind.PERSON), an_agent("Pavo Sellin", AgentKind.PERSON)
    said = Aspect.CHARACTERISATION
    claims = [
        a_claim(one, "a butcher", said, "a butcher", mayor, place=a_place("Lom")),
        a_claim(one, "brave", said, "brave", mayor, place=a_place("Dorle")),
        a_claim(two, "a robbery", said, "a robbery", master),
    ]
    events, _ = align(claims, [one, two], Settings())
    assert sorted(len(e.claims) for e in events) == [1, 1, 1]
    again, _ = align(claims[:1] + claims[2:], [one, two], Settings())
    assert len(again) == 2


def taking(publisher: str, winner: str) -> tuple[Report, Claim]:
    """Give a report with a claim that a side holds Dunmore, and that claim."""
    report = a_report(f"{winner} holds Dunmore, the radio of {publisher} said.", publisher=publisher)
    fields = {"act_type": ActType.TERRITORY_CHANGE_FORCE.value, "place": a_place("Dunmore"), "actor": winner}
    speaker = an_agent(f"{publisher} radio", AgentKind.ORGANISATION)
    return report, a_claim(report, f"{winner} holds Dunmore", Aspect.CONTROL, winner, speaker, **fields)


def test_what_bodies_of_one_land_took_is_one_change_of_control() -> None:
    """A land, its army, its ministry and the house of its ruler won it together; another land did not."""
    told = [taking("A", "Russia"), taking("B", "Russian army"), taking("C", "Kremlin"), taking("D", "Ukrainian army")]
    events, _ = align([c for _, c in told], [r for r, _ in told], Settings())
    assert sorted(len(e.claims) for e in events) == [1, 3]
