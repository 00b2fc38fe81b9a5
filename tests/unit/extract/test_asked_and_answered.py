"""Questions and answers under "Q:" and "A:", and towns and persons after "in". All texts are invented."""

from __future__ import annotations

from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings

TALK = """Interview with the mayor of Lom, Ann Bell

Q: Who shelled the market on Friday?
A: I saw it myself. The army shelled the market.
Q: The army says it did not shell the market.
A: We counted eleven dead."""


def _claims(text: str) -> tuple[Claim, ...]:
    report = a_report(text)
    return RuleExtractor().claims(report, read.passages(report, Settings()))


def test_a_question_says_nothing_and_an_answer_is_of_whom_the_text_names() -> None:
    """What the one who asks tells in a sentence is that one's."""
    said = {(c.originator.name, c.aspect, c.value, c.stance.value) for c in _claims(TALK)}
    assert ("Ann Bell", Aspect.PERPETRATOR, "army", "assert") in said
    assert ("Ann Bell", Aspect.COUNT, "11 killed (unknown)", "assert") in said
    assert ("army", Aspect.PERPETRATOR, "army", "deny") in said
    assert not [s for s in said if s[0] == "interviewer"]


def test_answers_of_nobody_named_are_an_interviewee_s() -> None:
    names = {c.originator.name for c in _claims(TALK.partition("\n\n")[2])}
    assert names == {"interviewee", "army"}


def test_a_town_before_those_who_did_it_is_where_they_did() -> None:
    """ "Lom soldiers" are nobody's."""
    (one,) = [c for c in _claims("In Lom soldiers shot a man.") if c.aspect is Aspect.PERPETRATOR]
    assert (one.value, one.place and one.place.name) == ("soldiers", "Lom")


def test_whom_one_trusts_in_is_no_place() -> None:
    for lead in ("They trusted in Mr Varga.", "We have faith in Varga."):
        assert all(c.place is None for c in _claims(f"{lead} The rebels killed two priests."))
