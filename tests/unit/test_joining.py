"""Decisions on voices reach all that they stand for; all texts and names are invented."""

from __future__ import annotations

from counterclaim import joining
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Origin
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, DecisionKind, LineageKind
from counterclaim.trace import origins
from counterclaim.trace.case import edge
from tests.unit.builders import a_claim, a_report, an_agent

PERSON, UNNAMED = AgentKind.PERSON, AgentKind.UNNAMED_GROUP


def said(report: Report, name: str, kind: AgentKind, value: str, event: str = "e_1") -> Claim:
    """Give the claim of a speaker in a report, on its first word."""
    speaker = an_agent(name, kind, report.id)
    return a_claim(report, report.text.split()[0], Aspect.OCCURRENCE, value, speaker, event=event)


def act(number: int, kind: DecisionKind, subject: str, *fields: tuple[str, str]) -> Decision:
    """Give a decision."""
    return Decision(
        number=number, kind=kind, subject=subject, fields=fields, who="ana", at="2031-05-01T00:00:00Z", reason="heard"
    )


def voices(claims: list[Claim], *made: Decision, event: str = "e_1") -> tuple[Origin, ...]:
    """Give the voices of an event after some decisions."""
    mine = [c for c in claims if c.event == event]
    return origins(mine, joining.over_lineage((), made, claims), joining.apart(made, claims))


WIRE, POST = (
    a_report("Shells fell, residents said.", "Ostra News Agency"),
    a_report("Residents said shells fell.", "Post"),
)
FOLK = [
    said(WIRE, "residents", UNNAMED, "shelling"),
    said(POST, "Residents", UNNAMED, "shelling"),
    said(POST, "Residents", UNNAMED, "attack"),
    said(WIRE, "residents", UNNAMED, "flight", "e_2"),
    said(POST, "Residents", UNNAMED, "flight", "e_2"),
]


def test_reports_that_are_joined_have_one_voice_of_residents() -> None:
    """Two reports joined as copies: their residents are one voice in every event, and why."""
    assert len(voices(FOLK)) == 2
    join = act(1, DecisionKind.JOIN_ORIGINS, POST.id, ("with", WIRE.id))
    for event in ("e_1", "e_2"):
        (only,) = voices(FOLK, join, event=event)
        assert only.reasons == ("Joined by ana: heard",)


def test_claims_that_are_joined_join_their_speakers_in_every_event() -> None:
    """A decision on one claim of each of two speakers is one on the speakers."""
    join = act(1, DecisionKind.JOIN_ORIGINS, FOLK[1].id, ("with", FOLK[0].id))
    assert len(voices(FOLK, join)) == len(voices(FOLK, join, event="e_2")) == 1
    split = act(2, DecisionKind.SPLIT_ORIGIN, FOLK[1].id, ("from", FOLK[0].id))
    found = voices(FOLK, join, split)
    assert (len(found), shown_independent(found)) == (2, 2)


def test_who_is_split_from_one_may_still_be_another() -> None:
    """Residents of three reports, two of whom are decided to be two: the third can still be either."""
    third = said(a_report("Shells, residents said.", "Mill Post"), "residents", UNNAMED, "shelling")
    split = act(1, DecisionKind.SPLIT_ORIGIN, FOLK[1].id, ("from", FOLK[0].id))
    before, after = voices([*FOLK, third]), voices([*FOLK, third], split)
    assert [(len(v), shown_independent(v)) for v in (before, after)] == [(3, 1), (3, 2)]


def test_one_name_that_is_split_is_two_voices_with_all_their_claims() -> None:
    """Two doctors of one name: what one report has from his leaves together, and both are counted."""
    claims = [
        said(WIRE, "Ilan Marsh", PERSON, "shelling"),
        said(POST, "Ilan Marsh", PERSON, "shelling"),
        said(POST, "Ilan Marsh", PERSON, "attack"),
    ]
    assert len(voices(claims)) == 1
    found = voices(claims, act(1, DecisionKind.SPLIT_ORIGIN, claims[1].id, ("from", claims[0].id)))
    assert {frozenset(o.members) for o in found} == {
        frozenset({claims[0].id}),
        frozenset({claims[1].id, claims[2].id}),
    }
    assert shown_independent(found) == 2


def test_one_split_is_enough_whatever_else_joins_the_two() -> None:
    """Two speakers whom several edges join, one of them through a third, are two after one decision."""
    texts = [a_report(f"Shells fell, said {n}.", f"Paper {n}") for n in ("Ann Orlu", "Ben Orsk", "Cem Lom")]
    a, b, c = claims = [
        said(r, n, PERSON, "shelling") for r, n in zip(texts, ("Ann Orlu", "Ben Orsk", "Cem Lom"), strict=True)
    ]
    kinds = (LineageKind.SAME_TEXT, LineageKind.QUOTES)
    edges = [edge(k, (x.id, y.id), None, "they share words") for x, y in ((a, b), (a, c), (c, b)) for k in kinds]
    assert len(origins(claims, edges)) == 1
    made = [act(1, DecisionKind.SPLIT_ORIGIN, b.id, ("from", a.id))]
    found = origins(claims, joining.over_lineage(edges, made, claims), joining.apart(made, claims))
    assert not any({a.id, b.id} <= set(o.members) for o in found)
