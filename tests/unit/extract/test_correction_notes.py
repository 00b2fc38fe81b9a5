"""A note of correction counts nobody whom its report's source counts; all texts are invented."""

from __future__ import annotations

from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect

NOTE = "(Corrects toll in paragraph one to 29 from 34)\n\n"


def counts(text: str) -> set[tuple[str, str, str]]:
    """Give who says which number in a text, and with which stance."""
    found = (c for c in claims_of(text) if c.aspect is Aspect.COUNT)
    return {(c.originator.name, c.value.split()[0], c.stance.value) for c in found}


def test_the_source_of_the_number_says_it_and_the_outlet_does_not() -> None:
    """What the text below gives to a group, new number and old, is the group's alone."""
    group, what = "Karven Monitoring Group", "the number of civilians killed in the shelling of the market in Osmer"
    assert counts(f"{NOTE}The {group} lowered {what} to 29 from 34.") == {
        (group, "29", "assert"),
        (group, "34", "retract"),
    }


def test_a_number_of_no_source_stays_the_outlets() -> None:
    """Where the text names nobody, the outlet takes its own number back."""
    found = counts(NOTE + "Twenty-nine people were killed in the shelling of the market in Osmer.")
    assert found == {("Harbour Post", "29", "assert"), ("Harbour Post", "34", "retract")}
