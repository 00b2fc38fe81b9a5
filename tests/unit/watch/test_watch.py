"""Watch: which sentences raise a standing question, about what, and for which event."""

from __future__ import annotations

import pytest

from counterclaim.read.sentences import passages
from counterclaim.records.coverage import WatchCandidate
from counterclaim.records.judgement import Event
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect
from counterclaim.settings import Settings
from counterclaim.watch import candidates
from counterclaim.watch.triggers import raised
from tests.unit.builders import a_claim, a_place, a_report


@pytest.mark.parametrize(
    ("sentence", "act", "days"),
    [
        ("Aid groups called for an investigation into the raid.", "statement", 180),
        ("Residents fear reprisals against the Weavers in Varan.", "massacre_execution", 30),
        ("The envoy warned that a new offensive could begin.", "clash", 30),
        ("The ministry promised an inquiry within two weeks.", "statement", 14),
        ("We hope the papers give the same attention to arrests in the coming days.", "detention", 14),
        ("The general vowed revenge.", "abduction", 30),
        ("The council urged both sides to respect the truce for 48 hours.", "ceasefire_agreement", 2),
        ("Further displacement is feared.", "displacement", 30),
        ("Monitors feared that more villages would be emptied by expulsion.", "displacement", 60),
        ("Doctors warned of a siege.", "siege_blockade", 60),
        ("Varan announced a full inquiry.", "statement", 180),
        ("The broadcaster pledged a correction.", "statement", 30),
    ],
)
def test_sentences_that_look_ahead(sentence: str, act: str, days: int) -> None:
    """An appeal, fear, warning, promise or threat raises a question when what is watched follows it."""
    found = raised(sentence)
    assert found is not None
    assert act in found.act_types
    assert found.days == days


@pytest.mark.parametrize(
    "sentence",
    [
        "The Guard arrested ten people on Monday.",
        "Investigators arrived.",
        "An inquiry found that the market was hit.",
        "He warned reporters that the shelling had killed ten people.",
        "The Guard announced the taking of Varan after the bombing of its port.",
        "She called him a coward.",
        "They promised to come for dinner.",
    ],
)
def test_sentences_that_only_look_back(sentence: str) -> None:
    """What already happened, or a promise of nothing watched, raises no question."""
    assert raised(sentence) is None


def test_target_and_place_are_read_from_the_words() -> None:
    """Whom it would hit and where come from the sentence, quotation marks or not."""
    found = raised("Many fear reprisals and “cleansing” campaigns against Hill Weavers in Port Varan next month.")
    assert found is not None
    assert (found.target, found.place, found.days) == ("Hill Weavers", "Port Varan", 60)
    assert {"massacre_execution", "displacement"} <= set(found.act_types)


def case(report: Report) -> tuple[tuple[WatchCandidate, ...], tuple[Event, ...]]:
    """Make two events from the claims of a report: one in Varan, one in Lorne."""
    first = a_claim(report, "The Guard took Varan", Aspect.CONTROL, "Guard", place=a_place("Varan"))
    other = a_claim(report, "Lorne was shelled", Aspect.OCCURRENCE, "shelling", place=a_place("Lorne"))
    events = tuple(
        Event(id=f"e_{c.value}", title="", act_types=(), place=c.place, time=None, claims=(c.id,), reports=(report.id,))
        for c in (first, other)
    )
    read = {report.id: passages(report, Settings())}
    return candidates([report], read, events, [other, first]), events


def test_a_question_is_tied_to_the_event_of_its_place_or_nearest_claim() -> None:
    """The place that the sentence names decides; without one, the nearest claim of the report does."""
    text = "The Guard took Varan. Lorne was shelled. Residents fear reprisals{}."
    (named,), _ = case(a_report(text.format(" in Varan"), "Harbour Post"))
    (bare,), _ = case(a_report(text.format(""), "Harbour Post"))
    assert (named.event, named.place) == ("e_Guard", "Varan")
    assert (bare.event, bare.place) == ("e_shelling", "Lorne")


def test_words_are_the_exact_sentence() -> None:
    """A candidate's words are the slice of the report it points at."""
    report = a_report("The Guard took Varan. Lorne was shelled. Residents fear reprisals.", "Harbour Post")
    (found,), _ = case(report)
    assert report.text[found.span.start : found.span.end] == found.words == "Residents fear reprisals."


def test_a_copied_sentence_raises_its_question_once() -> None:
    """The earliest report that carries a sentence raises it; a question with no event says so."""
    words = "Residents fear reprisals."
    late, early = (a_report(words, p, d) for p, d in (("Hill Times", "2031-05-03"), ("Dune Radio", "2031-05-02")))
    read = {r.id: passages(r, Settings()) for r in (late, early)}
    found = candidates([late, early], read, (), ())
    assert [(w.span.report, w.event, w.target) for w in found] == [(early.id, "", "")]
    assert found == candidates([early, late], read, (), ())
