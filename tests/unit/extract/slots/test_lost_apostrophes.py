"""Places in copies that lost their apostrophes, and those where a report was only written; invented sentences."""

from __future__ import annotations

from tests.unit.extract.test_whose_words import claims_of

from counterclaim.extract.named.places import places
from counterclaim.extract.words.gazetteer import countries


def places_of(text: str) -> set[str]:
    """Give the names of the places of a text's claims."""
    return {c.place.name for c in claims_of(text) if c.place is not None}


def test_the_owner_of_a_town_is_no_part_of_its_name() -> None:
    """“Syrias Aleppo” is Aleppo."""
    text = "Shells hit a market in Syrias Aleppo and killed nine people."
    assert [f.place.name for f in places(text, {}, countries(text))] == ["Aleppo"]


def test_where_a_report_was_written_is_not_where_another_country_was_hit() -> None:
    """A dateline of another country is carried to nothing."""
    text = "MOSCOW (UNA) -- Shells hit a market in Aleppo in Syria. Nine tanks were destroyed, the army said."
    assert "Moscow" not in places_of(text)
