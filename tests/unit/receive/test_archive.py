"""Archives: every member is a report, an item of its own or a refusal by name."""

from __future__ import annotations

import pytest

from counterclaim.records.source import Refusal, Report
from counterclaim.settings import Settings
from tests.unit.receive.taking import STORY, refused, take, zipped


def names(found: list[Report | Refusal]) -> dict[str, str]:
    """Give reports by path and refusals by name, with locator or reason."""
    return {f.path: f.locator if isinstance(f, Report) else f.reason for f in found if isinstance(f, Report)} | {
        f.name: f.reason for f in found if isinstance(f, Refusal)
    }


def test_leftovers_of_operating_systems_are_named() -> None:
    """`__MACOSX`, `._x` and `.DS_Store` are refused by name and not read as texts."""
    data = zipped({"a.txt": STORY, "__MACOSX/._a.txt": "x", "._b.txt": "x", "c/.DS_Store": "x"})
    found = names(take("z.zip", data))
    assert found.pop("z.zip!a.txt") == "member a.txt"
    assert list(found) == ["z.zip!__MACOSX/._a.txt", "z.zip!._b.txt", "z.zip!c/.DS_Store"]
    assert all("operating system" in reason for reason in found.values())


def test_one_archive_inside_another_is_read_and_a_third_refused() -> None:
    """One level of nesting is what people do; more is refused by name."""
    third = zipped({"c.txt": STORY})
    found = names(take("z.zip", zipped({"in.zip": zipped({"b.txt": STORY, "third.zip": third}), "a.txt": STORY})))
    assert found["z.zip!in.zip!b.txt"] == "member in.zip member b.txt"
    assert found["z.zip!a.txt"] == "member a.txt"
    assert "one deeper" in found["z.zip!in.zip!third.zip"]


def test_bounds_hold_over_all_levels() -> None:
    """What inner archives inflate to counts with the rest."""
    inner = zipped({"b.txt": STORY * 5})
    settings = Settings(archive_bytes_max=len(STORY) * 5 + 100)
    data = zipped({"1.zip": inner, "2.zip": inner, "a.txt": STORY})
    assert "zip bomb" in " ".join(f.reason for f in take("z.zip", data, settings) if isinstance(f, Refusal))


@pytest.mark.parametrize("folder", ["", "tables/"])
def test_a_column_map_in_an_archive_counts_for_its_folder(folder: str) -> None:
    """The map is no report; tables beside and below it are read with it."""
    (found,) = take("z.zip", zipped({f"{folder}t.csv": f'Body,Medium\n"{STORY}",Harbour Post\n',
                                     f"{folder}columns.yaml": "text: Body\npublisher: Medium\n"}))  # fmt: skip
    assert isinstance(found, Report)
    assert found.publisher == "Harbour Post"


def test_a_broken_column_map_is_refused_by_name() -> None:
    """The other members go on."""
    found = names(take("z.zip", zipped({"columns.yaml": "Body: text", "a.txt": STORY})))
    assert "`Body`" in found["z.zip!columns.yaml"]
    assert found["z.zip!a.txt"] == "member a.txt"


def test_an_empty_archive_is_refused() -> None:
    """Nothing in it is said, not passed over."""
    assert "empty" in refused("z.zip", zipped({})).reason
