"""Texts as pages have them: lost marks, dates, background and explanations; invented sentences, and what each gives."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of, said
from tests.unit.extract.test_prose import claims_of

from counterclaim.extract.words.in_short import in_short
from counterclaim.extract.words.quotes import quotes
from counterclaim.records.words import Aspect

SHELLS = "Shells hit the town of Velno on Monday. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('Orr called it an "outrage" and a crime." The army left. "We saw it," she said.', ["outrage", "We saw it,"]),
        ('The toll may rise" a nurse said. The army left. "We saw it," she said.', ["We saw it,"]),
        ('"We saw it," she said. "It burned."', ["We saw it,", "It burned."]),
        ('He said ("we saw it") and left.', ["we saw it"]),
    ],
)
def test_a_mark_that_only_closes_opens_nothing(text: str, told: list[str]) -> None:
    """One lost mark does not turn the rest of a page inside out."""
    assert [text[q.start : q.end] for q in quotes(text)] == told


def test_nobody_goes_on_speaking_after_a_lost_mark() -> None:
    """What the page tells after it is the page's own."""
    text = (
        'Minister Olo Brandt called the airstrikes on Velno an "outrage" tantamount to a war crime." The Dorn Helmets '
        "have said that the attack was a double tap. A warplane bombed Velno again on Monday."
    )
    assert [c.originator.name for c in of(text, Aspect.PERPETRATOR)] == ["Harbour Post"]
    assert all(len(c.chain) == 2 for c in of(text, Aspect.OCCURRENCE) if c.originator.name == "Dorn Helmets")


@pytest.mark.parametrize(
    "text",
    [
        "A double tap occurs when a warplane carries out a raid on a hospital and waits for rescuers.",
        "This happens when rebels shell the village.",
        "A wider agreement struck in May set up a safe zone.",
        "The firm was hit with a fine by the authorities.",
        "Brandt was there. He did not give a casualty figure.",
    ],
)
def test_no_deed_is_told(text: str) -> None:
    """What a word means, a deal, a fine and a figure that nobody gave are no claims of an act."""
    assert [(c.aspect.value, c.value) for c in claims_of(text)] == []


def test_what_is_only_a_pretext_was_not_done() -> None:
    """Who shelled on the pretext that the other side had fired tells of its own doing alone."""
    text = (
        "The army fired 36 shells at posts under the pretext that the rebels fired one shell at the village, Orr said."
    )
    assert "rebels" not in {c.value for c in of(text, Aspect.PERPETRATOR)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("25-04-2016 Eight Killed in Car Bomb near Velno.", ["8 killed (unknown)"]),
        ("More than a quarter of a million people have been killed.", ["more than 250,000 killed (unknown)"]),
    ],
)
def test_days_and_parts_of_a_million(text: str, told: list[str]) -> None:
    """A day counts nobody, and a quarter of a million is one number."""
    assert [c.value for c in of(text, Aspect.COUNT)] == told


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The army shelled Dorn village.", "Dorn"),
        ("The army shelled the village.", "Velno"),
        ("The army shelled the Gate district.", "Gate"),
        ("Millions of people have been displaced by the violence.", None),
        ("More than 30 people were killed in two blasts that rocked the city of Homs.", "Homs"),
        ("Nine people were killed in air strikes on a school in rebel-held Idlib province.", "Idlib"),
        ("Government forces backed by ally Russia have waged an assault since May.", "Velno"),
    ],
)
def test_where_it_was(text: str, where: str | None) -> None:
    """What names its own place is not where the page was before, and no town is meant by the toll of a land."""
    told = [c for c in claims_of(SHELLS + text) if c.start >= len(SHELLS)]
    assert told
    assert {c.place.name if c.place else None for c in told} == {where}


def test_a_body_has_its_whole_name() -> None:
    """ "The Army of Concord" is not the army."""
    text = "The town of Velno is controlled by the Army of Concord, an alliance of rebel groups."
    assert [c.value for c in of(text, Aspect.CONTROL)] == ["Army of Concord"]


def test_one_of_several_is_he() -> None:
    """A pronoun after "one of the guards said" is that guard, and not the reporter met before."""
    text = (
        "The bomb struck a checkpoint, a correspondent reported. One of the guards told the agency a truck pulled up. "
        "“They detonated the car. My colleagues were killed,” he said."
    )
    assert {who for _, _, who in said(text, Aspect.OCCURRENCE) if who != "correspondent"} >= {"One of the guards"}
    assert [c.originator.name for c in of(text, Aspect.OCCURRENCE) if c.value == "killing"] == ["One of the guards"]


def test_a_date_of_publication_speaks_not() -> None:
    """The head of a page is no part of a speaker's name."""
    text = "Date of publication 18 July 2016 Norland activist groups say airstrikes killed at least 21 civilians."
    assert {c.originator.name for c in of(text, Aspect.COUNT)} == {"Norland activist groups"}


def test_a_phrase_that_is_cut_off_ends_on_a_full_word() -> None:
    """Forty words at most, and no word that leads on to one left out."""
    begun = (
        "the victims who had run down to the cellar when the first of the shells came down on the street behind the"
        " market began to choke and to vomit within minutes as the others saw with white foam coming"
    )
    words = f"{begun} out of their mouths and noses."
    assert in_short(words, words) == begun
    assert in_short(f"{begun}.", begun) == begun
