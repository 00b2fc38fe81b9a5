"""How what others said is answered, left open or counted in other words; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_rival_accounts import rows

from counterclaim.records.words import Aspect

GASSED = "Activists said the army used poison gas in Velno on 4 March 2031. "


@pytest.mark.parametrize(
    "answer",
    [
        "The minister said the accusations were invented and absurd.",
        "The minister said there was no truth at all to the claims.",
        "There was no truth whatsoever in the reports, the minister said.",
        "The minister dismissed as baseless the reports by activists.",
        "The minister rejected as fabricated the claims of the activists.",
    ],
)
def test_what_was_said_is_denied_in_other_words(answer: str) -> None:
    """Without a verb of denial, or with its judgement before what it judges."""
    assert ("minister", "deny", "army") in rows(GASSED + answer, Aspect.PERPETRATOR)


def test_a_report_called_false_is_denied_once() -> None:
    """The predicate denies it, and the verb of saying does not turn the denial round."""
    told = rows("Reports that the army shelled Velno are entirely untrue, the ministry said.", Aspect.PERPETRATOR)
    assert told == {("ministry", "deny", "army")}


def test_the_reports_are_of_the_attack_and_not_of_the_last_number() -> None:
    """A plural account, or a charge, means what was done; a number, or who is said to hold a town, only where alone."""
    text = GASSED + "Sixteen bodies lay in the rebel-held suburb. The minister said the reports were false."
    assert ("minister", "deny", "army") in rows(text, Aspect.PERPETRATOR)
    assert not {r for r in rows(text, Aspect.COUNT, Aspect.CONTROL) if r[0] == "minister"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The commission said the army shelled Velno, contradicting repeated denials by the president.", "president"),
        ("Despite denials from the president, the commission said the army shelled Velno.", "president"),
        (
            "The monitor examined claims that the army shelled Velno and found such claims lacking in credibility.",
            "monitor",
        ),
    ],
)
def test_denials_that_a_sentence_only_mentions(text: str, who: str) -> None:
    """Who denied it before, and who examined a claim and does not believe it."""
    assert (who, "deny", "army") in rows(text, Aspect.PERPETRATOR)


def test_who_would_never_do_it_denies_it() -> None:
    """A promise to keep a town denies nothing."""
    assert rows("The army said it would never shell a hospital.", Aspect.PERPETRATOR) == {("army", "deny", "army")}
    assert not rows("The rebels said they would never hand over the town.", Aspect.MANNER, Aspect.CONTROL)


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("The envoy said he was not in a position to confirm the reports.", "envoy"),
        ("It was impossible to confirm the reports, the envoy said.", "envoy"),
        ("The claims have yet to be independently confirmed, the envoy said.", "envoy"),
        ("The envoy said the reports still needed to be verified.", "envoy"),
        ("The information requires verification, the envoy said.", "envoy"),
        ("The authenticity of the video could not be confirmed, the envoy said.", "envoy"),
    ],
)
def test_what_was_said_is_left_open(answer: str, who: str) -> None:
    """By whoever says so; nobody denies it by that."""
    found = rows(GASSED + answer, Aspect.OCCURRENCE)
    assert (who, "question", "chemical attack on Velno") in found
    assert not {r for r in rows(GASSED + answer, Aspect.PERPETRATOR) if r[0] == who}


def test_a_weapon_is_left_open() -> None:
    """Whose kind could not be told; that it was used is the report's."""
    text = GASSED + "Rescuers were not able to determine what gas was used."
    assert ("Rescuers", "question", "chemical weapon") in rows(text, Aspect.WEAPON)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The mayor said 12 people were killed in Velno, 67 in Orst.", {"12 killed (unknown)", "67 killed (unknown)"}),
        ("The mayor reported 30 cases of suffocation after the strike on Velno.", {"30 injured (unknown)"}),
        ("The mayor said hundreds of dead and wounded people lay there.", {"at least 100 other (unknown)"}),
        ("The mayor said there were three children among the dead.", {"3 killed (children)"}),
        ("The mayor cited a death toll of 15.", {"15 killed (unknown)"}),
    ],
)
def test_numbers_without_a_verb_that_counts(text: str, numbers: set[str]) -> None:
    """Of other places, of cases, of dead and wounded alike, of a toll that somebody cites."""
    assert {(who, value) for who, _, value in rows(text, Aspect.COUNT)} == {("mayor", n) for n in numbers}


def test_who_is_reported_killed_killed_nobody() -> None:
    """The participle is what they underwent."""
    assert not rows("Twelve soldiers were reported killed in an attack on the base.", Aspect.PERPETRATOR)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The strike caused material damage, the mayor said.", "damaged"),
        ("There is heavy damage in Velno, the mayor said.", "damaged"),
        ("The town was severely damaged by the strike, the mayor said.", "damaged"),
        ("The mayor said the strike caused no damage.", "no damage"),
    ],
)
def test_damage_to_no_thing_named(text: str, state: str) -> None:
    """Of a town, or of what the words leave open; a strike without damage was a strike all the same."""
    assert ("mayor", "assert", state) in rows(text, Aspect.DAMAGE)
    assert not {r for r in rows(text, Aspect.OCCURRENCE) if r[1] == "deny"}


def test_signs_of_a_weapon_make_it_probable() -> None:
    """What wounds or remains point to; what they are not like is denied."""
    assert ("doctors", "assert", "sarin") in rows("The symptoms pointed to sarin, doctors said.", Aspect.WEAPON)


def test_such_weapons_are_those_told_of() -> None:
    """Who is said to have used them is said to have done it."""
    text = GASSED + "The ministry said rebels had used such weapons."
    assert ("ministry", "assert", "rebels") in rows(text, Aspect.PERPETRATOR)
