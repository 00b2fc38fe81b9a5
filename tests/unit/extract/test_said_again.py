"""Which deed words mean that were told before: all texts are invented."""

from tests.unit.extract.test_prose import claims_of, rows_of

from counterclaim.records.words import Aspect


def test_the_shelling_is_no_hit_told_after_it() -> None:
    """Who is blamed for the shelling is not blamed for what somebody else says to have hit."""
    text = "Rebels shelled a market in Aleppo on Monday. The rebels said they had hit a command post. "
    found = claims_of(text + "The mayor blamed the shelling on the Orvan Front.")
    blamed = [c for c in found if c.originator.name == "mayor"]
    assert {c.value for c in blamed if c.aspect is Aspect.TARGET} == {"market"}


def test_what_was_done_every_day_is_of_no_one_deed() -> None:
    """A farmer who tells of his days did not attack the village."""
    rows = rows_of("The village was attacked on Monday. “We did this every day,” a farmer said.")
    assert not [r for r in rows if r[3] == "perpetrator"]


def test_no_coalition_is_earlier() -> None:
    """The word before who speaks tells when."""
    rows = rows_of("Earlier the coalition denied it had bombed the hospital in Aleppo.")
    assert {r[1] for r in rows} == {"coalition"}
