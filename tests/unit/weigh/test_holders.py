"""Who contests what, in the words of the reason; every name is invented."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Origin, Position
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Stance, Take
from counterclaim.settings import Settings
from counterclaim.weigh.clauses import stands
from counterclaim.weigh.contest import _opposed
from counterclaim.weigh.finding import weigh
from counterclaim.weigh.holders import alike, sayers
from tests.unit.builders import a_claim, a_report, an_agent
from tests.unit.test_weigh import finding, said

BRIGADE, MINISTRY, VARDA = "Kesh Brigade", "Defence Ministry", "Selim Varda"


def denies(claim: Claim) -> Claim:
    return replace(claim, stance=Stance.DENY)


def test_who_denies_an_act_of_its_own_denies_having_done_it() -> None:
    """The reason names the accused once and never says that something was done by itself."""
    found = finding(said(MINISTRY, Aspect.PERPETRATOR, BRIGADE), denies(said(BRIGADE, Aspect.PERPETRATOR, BRIGADE)))
    assert found.questions[0].reason == "Kesh Brigade denies having done it; Defence Ministry says so."


def test_the_denial_of_another_names_what_is_denied() -> None:
    """A denial of what somebody else is said to have done names the one, with the article of a common noun."""
    found = finding(said(MINISTRY, Aspect.PERPETRATOR, "army"), denies(said(VARDA, Aspect.PERPETRATOR, "army")))
    assert found.questions[0].reason == "Selim Varda denies that it was done by the army; Defence Ministry says so."


def test_answers_that_clash_are_two_clauses() -> None:
    """Each side is a clause of its own."""
    found = finding(said(MINISTRY, Aspect.CONTROL, "Army of Kesh"), said(VARDA, Aspect.CONTROL, BRIGADE))
    assert found.questions[0].reason == (
        "Defence Ministry says that control went to Army of Kesh; Selim Varda says that control went to Kesh Brigade."
    )


def test_nobody_contests_herself_under_two_names() -> None:
    """A voice that goes by a short and a full name is named once, and only against another voice."""
    report = a_report("The mayor told us so.", "Kesh Radio")
    claims = [
        a_claim(report, "told us so", Aspect.DAMAGE, value, an_agent(name, AgentKind.PERSON), asset="temple")
        for name, value in (("Varda", "destroyed"), (VARDA, "no damage"))
    ]
    other = said(MINISTRY, Aspect.DAMAGE, "no damage")
    event = an_event(*claims, other)
    origins = [
        Origin(id="o_1", root=claims[1].originator, members=tuple(c.id for c in claims), reports=(report.id,),
               shown=True, reasons=()),
        Origin(id="o_2", root=other.originator, members=(other.id,), reports=(other.report,), shown=True, reasons=()),
    ]  # fmt: skip
    alone = weigh(an_event(*claims), claims, [report], origins[:1], Settings())
    assert not alone.questions[0].contested
    both = weigh(event, [*claims, other], [report], origins, Settings()).questions[0]
    assert both.reason == (
        "Defence Ministry says that it was left in this condition: no damage; "
        "Varda says that it was left in this condition: destroyed."
    )


def an_event(*claims: Claim) -> Event:
    return Event(
        id="e_1", title="t", act_types=(), place=None, time=None, claims=tuple(c.id for c in claims),
        reports=tuple(sorted({c.report for c in claims})),
    )  # fmt: skip


def test_one_name_is_one_agent_whatever_kind_a_report_reads() -> None:
    """An outlet that one report reads as an organisation revises its own number, and holds one column."""
    first = said("Kesh Monitor", Aspect.OCCURRENCE, "shelling")
    report = a_report("We saw it.", "Kesh Monitor")
    own = a_claim(report, "saw it", Aspect.OCCURRENCE, "shelling")
    assert first.originator.id == own.originator.id
    assert first.originator != own.originator
    agents = {c.originator for c in alike([first, own])}
    assert len(agents) == 1
    held = [p for p in finding(first, own).questions[0].answers[0].positions if p.agent.name == "Kesh Monitor"]
    assert [p.take for p in held] == [Take.ASSERTS]


def test_two_sides_of_the_same_voices_oppose_nobody() -> None:
    """What two voices both assert and deny is told as their own contradiction, not as a contest."""

    def at(origin: str) -> Position:
        return Position(agent=an_agent(origin), take=Take.ASSERTS, claims=("c",), origin=origin)

    a, b, c = at("o_a"), at("o_b"), at("o_c")
    assert _opposed([a, b], [b, a]) == ([], [])
    assert _opposed([a], [a, b]) == ([a], [b])
    assert _opposed([a, b], [a, c]) == ([b], [c])
    assert _opposed([a], [c]) == ([a], [c])
    assert not all(_opposed([], [c]))


def test_who_cannot_confirm_a_number_does_not_give_it() -> None:
    """An outlet that could not verify a toll neither says it with reserve nor adds a voice to it."""
    value = "19 killed (unknown)"
    given = said(MINISTRY, Aspect.COUNT, value)
    unsure = replace(said(VARDA, Aspect.COUNT, value), stance=Stance.QUESTION, claim_act=ClaimAct.CANNOT_VERIFY)
    (question,) = finding(given, unsure).questions
    (answer,) = question.answers
    assert [p.agent.name for p in sayers(answer)] == [MINISTRY]
    assert answer.tally.reports == 1
    assert any(words.startswith(f"{VARDA} leaves open whether") for words in stands(question, answer))
    assert not any("with reserve" in words for words in stands(question, answer))
    (alone,) = finding(unsure).questions
    assert sayers(alone.answers[0]) == []
