"""The order and the words of denials on the first screen; all names are invented."""

from __future__ import annotations

from counterclaim.compose.denied import denied
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event
from counterclaim.records.words import AgentKind, Aspect, Stance
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import weigh
from tests.unit.builders import a_claim, a_report, an_agent


def said(who: str, aspect: Aspect, value: str, stance: Stance = Stance.DENY) -> Claim:
    """Give an invented claim of a speaker, in a report of its own."""
    report = a_report(f"{who} spoke of {value}", publisher=f"Paper of {who} on {value}")
    return a_claim(report, f"spoke of {value}", aspect, value, an_agent(who, AgentKind.ORGANISATION),
                   stance=stance, event="e_1")  # fmt: skip


def told(*claims: Claim) -> list[str]:
    """Give the denials of an event of some claims, in their order."""
    ids, reports = tuple(c.id for c in claims), tuple(sorted({c.report for c in claims}))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=reports)
    return [words for words, _ in denied(weigh(event, claims, [], origins(claims, ()), Settings()).questions)]


def test_the_accused_denies_the_deed_before_others_deny_other_things() -> None:
    """What else is denied comes after, in its own words and never as "this"."""
    assert told(
        said("Selm nurse", Aspect.OCCURRENCE, "there were weapons in the clinic"),
        said("Hill Front", Aspect.OCCURRENCE, "a rebel rocket fell short"),
        said("Hill Front", Aspect.PERPETRATOR, "rebels"),
        said("Mayor", Aspect.PERPETRATOR, "Karran army", Stance.ASSERT),
        said("Karran defence ministry", Aspect.PERPETRATOR, "Karran defence ministry"),
    ) == [
        "Karran defence ministry denies having done it",
        "Hill Front denies that it was done by rebels",
        "Hill Front denies “a rebel rocket fell short”",
        "Selm nurse denies that there were weapons in the clinic",
    ]


def test_of_two_who_deny_that_it_happened_the_accused_comes_first() -> None:
    """A body of the accused state is accused; who merely was there is not."""
    assert told(
        said("Bakers", Aspect.OCCURRENCE, "air strike on clinic"),
        said("Karran defence ministry", Aspect.OCCURRENCE, "shelling of school"),
        said("Mayor", Aspect.PERPETRATOR, "Karran army", Stance.ASSERT),
    ) == [
        "Karran defence ministry denies that this happened: shelling of the school",
        "Bakers denies that this happened: air strike on the clinic",
    ]


def test_who_names_itself_in_two_ways_denies_having_done_it() -> None:
    """The ministry in small letters in one report and in capitals in another is itself in both."""
    assert told(
        said("Defence Ministry", Aspect.PERPETRATOR, "Defence Ministry"),
        said("Defence Ministry", Aspect.PERPETRATOR, "defence ministry"),
    ) == ["Defence Ministry denies having done it"]
