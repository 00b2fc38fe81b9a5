"""Names of the bodies of a state, on invented and on known lands."""

from __future__ import annotations

import pytest

from counterclaim.offices import WHOLE, Office, can_be_one, office_of, owner_of, party_of


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Velarian army", Office("velar", "defence")),
        ("the army of Velaria", Office("velar", "defence")),
        ("Velaria’s General Staff", Office("velar", "defence")),
        ("Ministry of Defence of Velaria", Office("velar", "defence")),
        ("a spokesman for the Velarian defence minister", Office("velar", "defence")),
        ("General Command of the Army and Armed Forces", Office("", "defence")),
        ("Velarian air force", Office("velar", "air force")),
        ("Velarian Ministry of Health", Office("velar", "health")),
        ("Velarian police", Office("velar", "police")),
        ("the regime", Office("", WHOLE)),
        ("Velarian government", Office("velar", WHOLE)),
        ("Moscow", Office("russia", WHOLE)),
        ("British Ministry of Defence", Office("united kingdom", "defence")),
        ("Free Velarian Army", None),
        ("National Army", None),
        ("military source", None),
        ("Velarian jets", Office("velar", WHOLE)),
        ("Velarian army helicopters", Office("velar", "defence")),
        ("Velaria", None),
        ("jets", None),
        ("rebel jets", None),
        ("Apache helicopters", None),
        ("Army Group North", None),
        ("Lowland Observatory", None),
    ],
)
def test_whose_body_and_which_office(name: str, office: Office | None) -> None:
    """All words of the name must be of an office, of one land, or fill in between."""
    assert office_of(name) == office


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        ("Velarian army", "army", True),
        ("Velarian army", "Karven army", False),
        ("Velarian army", "Velarian police", False),
        ("Velarian Ministry of Health", "Velarian Ministry of Defence", False),
        ("Velarian air force", "Velarian Ministry of Defence", True),
        ("Velarian government", "Velarian police", True),
        ("Velarian government", "Karven army", False),
        ("regime", "Karven army", True),
    ],
)
def test_what_can_be_one_body(one: str, other: str, can: bool) -> None:
    """Names of one state and one office, a whole and its part, or a name that does not say whose body it is."""
    first, second = office_of(one), office_of(other)
    assert first is not None
    assert second is not None
    assert can_be_one(first, second) is can
    assert can_be_one(second, first) is can


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Orsk", "orsk"),
        ("the Orsk army", "orsk"),
        ("Orsk's defence ministry", "orsk"),
        ("the army of Orsk", "orsk"),
        ("Velno", "veln"),
        ("Velnian army", "veln"),
        ("Velnians", "veln"),
        ("South Orsk army", "south orsk"),
        ("Free Orsk Army", "free orsk"),
        ("the Tarn Front", "tarn front"),
        ("Tarn Front command", "tarn front"),
        ("Tarn Front fighters", "tarn front"),
        ("Orsk rebels", "orsk rebels"),
        ("rebels", ""),
        ("the army", ""),
    ],
)
def test_whose_party_a_name_says(name: str, party: str) -> None:
    """The party is what a name leaves once words for its offices and fighters are gone, lands under one key."""
    assert party_of(name) == party


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("the Tarn Front's Hill brigade", "Tarn Front"),
        ("Hill brigade of the Tarn Front", "Tarn Front"),
        ("Hill Brigade", ""),
        ("men of the hills", ""),
    ],
)
def test_whose_part_a_name_says(name: str, owner: str) -> None:
    assert owner_of(name) == owner
