"""Names become places, by spelling and by the countries of the report."""

from collections import Counter

import pytest

from counterclaim.extract.named.places import places, spots
from counterclaim.extract.words.folding import fold
from counterclaim.extract.words.gazetteer import countries, look_up

SYRIA = countries("Syrian forces in Syria")


@pytest.mark.parametrize("name", ["Palmyra", "Tadmur", "Tadmor"])
def test_spellings_lead_to_one_town(name: str) -> None:
    """With Syria in the report, each spelling is the Syrian town."""
    place = look_up(name, SYRIA)
    assert place is not None
    assert (place.name, place.country, place.level) == ("Palmyra", "SY", "town")


@pytest.mark.parametrize(
    ("name", "shown", "country"),
    [
        ("Gaza", "Gaza Strip", "PS"),
        ("Gaza Strip", "Gaza Strip", "PS"),
        ("Gaza City", "Gaza City", "PS"),
        ("Golan Heights", "Golan Heights", "SY"),
        ("Karabakh", "Nagorno-Karabakh", "AZ"),
        ("Dagestan", "Dagestan", "RU"),
    ],
)
def test_lands_that_reports_name(name: str, shown: str, country: str) -> None:
    """A land is what its name alone means, and not the town that is called so too."""
    place = look_up(name, countries("Israeli jets"))
    assert place is not None
    assert (place.name, place.country) == (shown, country)


def test_a_province_of_the_report_s_land_stays() -> None:
    """Gaza in a report on Mozambique is a province there."""
    place = look_up("Gaza", countries("Police in Mozambique said Mozambican troops were in Gaza"))
    assert place is not None
    assert (place.name, place.country) == ("Gaza", "MZ")


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
    assert places("They met in Qwertyville.", {}, SYRIA) == ()


def test_village_no_list_knows() -> None:
    """A name after "the village of" is a place all the same, without coordinates."""
    (found,) = places("Shells hit the village of Kolmarra.", {}, Counter())
    assert (found.place.name, found.place.lat, found.place.level) == ("Kolmarra", None, "unknown")


def test_a_country_is_known_by_its_people_beside_another_word() -> None:
    """ "Syrian Army" is Syria's; "South Sudan" is not Sudan; telex capitals count too."""
    assert countries("The Syrian Army fired.") == {"SY": 1}
    assert countries("South Sudan and Sudan") == {"SS": 1, "SD": 1}
    assert countries("THE SYRIAN ARMY LEFT EL SALVADOR.") == {"SY": 1, "SV": 1}


@pytest.mark.parametrize(
    "text",
    [
        "Khalil Rodan fired.",
        "THEY FAILED TO TURN IT OVER.",
        "Gen. Orvan Lyons said so.",
        "THE BISHOP OF SAN RODAN'S CALL.",
    ],
)
def test_a_byname_elsewhere_is_no_place(text: str) -> None:
    """Outside the report's countries a town goes by its own name."""
    whole = {(0, len(text)): "GPE"}
    assert places(text, whole, SYRIA) == ()


def test_a_possessive_in_capitals_is_no_part_of_a_name() -> None:
    (found,) = places("THE ARCHBISHOPRIC OF SAN SALVADOR'S CALL WENT OUT.", {}, countries("SALVADORAN PEOPLE"))
    assert found.place.name == "San Salvador"


@pytest.mark.parametrize("way", ["west of", "north-east of", "northwest of", "20 km from", "five miles south of"])
def test_a_direction_from_a_town_is_beside_it(way: str) -> None:
    (found,) = places(f"They fought {way} Palmyra.", {}, SYRIA)
    assert found.beside


def test_of_and_from_alone_are_not_beside() -> None:
    assert not any(f.beside for f in places("the fall of Palmyra, after they left from Homs", {}, SYRIA))


def test_a_name_that_an_army_takes_is_a_place() -> None:
    """A name no list knows, tagged as a place and recaptured, is one without coordinates; a person is none."""
    text = "Later the brigade recaptured Kolmarra."
    spot = {(text.index("Kolmarra"), len(text) - 1): "GPE"}
    (found,) = places(text, spot, Counter())
    assert (found.place.name, found.place.lat) == ("Kolmarra", None)
    assert places(text, dict.fromkeys(spot, "PERSON"), Counter()) == ()


@pytest.mark.parametrize(
    ("name", "text", "country"),
    [
        ("San José", "Costa Rica and El Salvador spoke.", "CR"),
        ("San José", "El Salvador spoke to the Americans.", "CR"),
        ("Paris", "Syria spoke.", "FR"),
        ("Tripoli", "Lebanon spoke.", "LB"),
        ("New York", "Ukraine and the Ukrainian army spoke.", "US"),
    ],
)
def test_which_place_of_a_name_is_meant(name: str, text: str, country: str) -> None:
    """The report's lands first, a power abroad last; else the nearer and the greater; a great city by its own name."""
    place = look_up(name, countries(text))
    assert place is not None
    assert place.country == country


def test_a_country_after_a_name_settles_it() -> None:
    """ "Tripoli, Lebanon" is not the capital of Libya in a report on Libya."""
    (found,) = places("They met in Tripoli, Lebanon.", {}, countries("Libya and the Libyan army"))[:1]
    assert found.place.country == "LB"


def test_a_scholarly_spelling_is_shown_plain() -> None:
    """A reader gets the name without the marks of a transliteration."""
    place = look_up("Fallujah", countries("Iraq"))
    assert place is not None
    assert place.name == "Fallujah"


def test_what_the_gazetteer_leaves_out_has_coordinates_of_ours() -> None:
    """A village or a region of our own list stands on the map with its radius."""
    place = look_up("Ghouta", SYRIA)
    assert place is not None
    assert (place.name, place.level, place.country) == ("Eastern Ghouta", "district", "SY")
    assert place.precision_m == 12_000


def test_the_last_name_of_a_person_is_no_place() -> None:
    """ "Mr Homs", named in full elsewhere in the report, is none, but "in Homs" is one."""
    whole = {(0, 4): "GPE"}
    assert places("Homs denied it.", whole, SYRIA, frozenset({"homs"})) == ()
    assert places("It was in Homs.", {(10, 14): "GPE"}, SYRIA, frozenset({"homs"})) != ()


def test_a_name_that_goes_on_is_another() -> None:
    """The bay of somewhere is no town called Bay."""
    assert places("It came from the Bay of Rodan.", {(17, 20): "LOC"}, countries("Philippine")) == ()


def test_names_that_a_report_uses_as_places() -> None:
    """What stands after "near" or "the village of" is a place, whether a list knows it or not."""
    assert spots("Shells fell near Tel Orvan and in the village of Kolm.") == {"Tel Orvan", "Kolm"}
