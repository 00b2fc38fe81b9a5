"""Names become places, by spelling and by the countries of the report."""

from collections import Counter

import pytest

from counterclaim.extract.slots.folding import fold
from counterclaim.extract.slots.places import countries, look_up, places

SYRIA = countries("Syrian forces in Syria")


@pytest.mark.parametrize("name", ["Palmyra", "Tadmur", "Tadmor"])
def test_spellings_lead_to_one_town(name: str) -> None:
    """With Syria in the report, each spelling is the Syrian town."""
    place = look_up(name, SYRIA)
    assert place is not None
    assert (place.name, place.country, place.level) == ("Palmyra", "SY", "town")


def test_homonyms_are_counted() -> None:
    """Palmyra is also a town elsewhere, and that is kept."""
    place = look_up("Palmyra", SYRIA)
    assert place is not None
    assert place.candidates > 1


def test_the_article_is_folded() -> None:
    """An Arabic article and diacritics do not make another place."""
    assert fold("Al-Ḩasakah") == fold("el Hasaka") == fold("Hasakah")


def test_unknown_names_are_refused() -> None:
    """A name that the gazetteer lacks gives no place, and months are not towns."""
    assert look_up("Qwertyville", SYRIA) is None
    assert places("They met in Qwertyville.", [], SYRIA) == ()


def test_village_no_list_knows() -> None:
    """A name after "the village of" is a place all the same, without coordinates."""
    (found,) = places("Shells hit the village of Kolmarra.", [], Counter())
    assert (found.place.name, found.place.lat, found.place.level) == ("Kolmarra", None, "unknown")
