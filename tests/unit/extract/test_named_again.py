"""What a report names a second time in fewer words: a body by its noun, a bomb by "the bombing"; texts are invented."""

from __future__ import annotations

import random

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.extract.words.short_forms import spelled_out
from counterclaim.records.words import Aspect

SHELLED = "Shells hit a school in Tarsk on 10 March 2031. "


def test_the_front_is_the_one_front_of_its_report() -> None:
    """The spokesman of the Velan Front says what the Front did; the Front denies: one party, under its whole name."""
    text = SHELLED + "A spokesman for the Velan Front, Rem Askel, said the Front had shelled an army post in Tarsk."
    assert {c.value for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR} == {"Velan Front"}
    text = SHELLED + "The Velan Front held Tarsk. The Front denied shelling the school."
    assert "Velan Front" in {c.originator.name for c in claims_of(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Velan Front came. The Front left.", "Velan Front"),
        ("The Velan Front met the Orden Front. The Front left.", "Front"),
        ("The Front left.", "Front"),
        ("The Velan Front Council met. The Front left.", "Front"),
    ],
)
def test_a_noun_stands_for_the_only_body_of_it(text: str, name: str) -> None:
    """Two fronts, or none: then the noun stays what it is."""
    assert spelled_out("Front", text) == name


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ("A roadside bomb hit a bus near Ludda on 19 March 2031.", "ied_mine"),
        ("Jets struck a bus near Ludda on 19 March 2031.", "air_strike"),
    ],
)
def test_the_bombing_is_what_was_told_before(before: str, act: str) -> None:
    """A planted bomb that somebody takes on as "the bombing" did not fall from the air."""
    claims = claims_of(f"{before} The Velan Front claimed responsibility for the bombing of the bus.")
    assert {c.act_type for c in claims if c.originator.name == "Velan Front"} == {act}


def test_whose_a_ministry_is_is_no_place() -> None:
    """What the ministry of a land says did not happen at that land's name."""
    text = "The market of Lom was hit on 4 March. The interior ministry of Karra said rebels had blown up the market."
    assert "Karra" not in {c.place.name for c in claims_of(text) if c.place is not None}


def test_a_name_that_repeats_itself_is_one_name() -> None:
    """Found whole and in parts, it made two entities of the same words, and the report was not read."""
    names = ["X" * random.Random(i).randint(1, 9) for i in range(300)]
    assert isinstance(claims_of(" ".join(names)), tuple)
