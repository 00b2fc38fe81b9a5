"""Hostile files of neighbouring tools: each is named with what is wrong, and what stands beside it is taken."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from counterclaim.extract import recorded
from counterclaim.receive import attached
from counterclaim.receive.neighbours import happenings
from counterclaim.records.source import Artifact, Refusal, Report
from tests.unit.receive.taking import came, take, zipped
from tests.unit.receive.test_maps_and_timelines import EVENT, STRIKE, a_bundle, a_feature, a_map, sdo
from tests.unit.receive.test_neighbours import ATLOS, BULLETIN, PAGE, table
from tests.unit.trace.test_footage import picture

WORDS = "The quay of Velm was shut, the mayor said."
NOTE = sdo("note", 8, content=WORDS, object_refs=[STRIKE["id"]])
KINDS: dict[str, tuple[str, str]] = {
    "map": ("a.geojson", a_map(a_feature({"description": WORDS}))),
    "timemap": ("a.json", json.dumps([EVENT | {"description": WORDS}])),
    "stix": ("a.json", a_bundle(NOTE)),
    "hxl": ("a.csv", f'What,When\r\n#description,#date\r\n"{WORDS}",2031-05-16\r\n'),
    "linked": ("a.jsonld", json.dumps({"@context": {}, "@type": "Claim", "text": WORDS})),
    "atlos": ("a.csv", table(ATLOS | {"description": WORDS})),
    "bayanat": ("a.json", json.dumps({"bulletins": [BULLETIN | {"description": WORDS}]})),
    "auto-archiver": ("a.json", json.dumps({"status": "x", "metadata": {"content": WORDS}, "media": []})),
}


def words(found: list[Any]) -> list[str]:
    return [f.text.split("\n")[0] for f in found if isinstance(f, Report)]


@pytest.mark.parametrize("kind", KINDS)
def test_encodings(kind: str) -> None:
    """A mark is believed; bytes that are no UTF-8 refuse the file by name, or are read in another and that is said."""
    name, text = KINDS[kind]
    assert words(take(name, text.encode("utf-16"))) == [WORDS]
    assert words(take(name, b"\xef\xbb\xbf" + text.encode())) == [WORDS]
    (found,) = take(name, text.encode().replace(b"quay", b"qu\xff\xc3ay"))
    assert came(found, "encoding") if isinstance(found, Report) else found.name.startswith(name)  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [k for k in KINDS if KINDS[k][0] != "a.csv"])
def test_cut_short(kind: str) -> None:
    """Cut in the middle, a file is named; it is never taken for a smaller one."""
    name, text = KINDS[kind]
    for share in (0.3, 0.9):
        found = take(name, text[: int(len(text) * share)])
        assert all(isinstance(f, Refusal) and f.name.startswith(name) for f in found), found


@pytest.mark.parametrize("levels", [50, 900, 200_000])
def test_depth(levels: int) -> None:
    """Nested as deep as one likes: it costs what is nested, or the file by name, and never the process."""
    text = a_map(a_feature({"description": WORDS, "x": 0}), a_feature({"description": WORDS}))
    found = take("a.geojson", text.replace('"x": 0', '"x": ' + "[" * levels + "]" * levels))
    assert found
    assert all(isinstance(f, Report) or f.name.startswith("a.geojson") for f in found)
    assert levels > 100 or words(found) == [WORDS, WORDS]


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        True,
        7,
        -1.5,
        1e308,
        "",
        [],
        {},
        [[]],
        ["x"],
        {"a": {"b": []}},
        "\u202e\u2066",
        "x" * 100_000,
        float("nan"),
    ],
)
@pytest.mark.parametrize("kind", ["map", "timemap", "stix", "linked", "bayanat", "auto-archiver"])
def test_any_value_in_any_place(kind: str, wrong: object) -> None:
    """Every value of an entry in turn replaced by one of another type: taken or named, with claims that can be read."""
    name, text = KINDS[kind]
    whole = json.loads(text)
    for change in _changed(whole, wrong):
        for found in take(name, json.dumps(change)):
            assert isinstance(found, Report) or "parser fails" not in found.reason, (change, found)
            if isinstance(found, Report):
                recorded(found, "x")


def _changed(value: Any, wrong: object, depth: int = 0) -> list[Any]:
    """Give a value once for each place in it, with something else there."""
    if depth > 4 or not isinstance(value, dict | list):
        return [wrong]
    places = list(value) if isinstance(value, dict) else list(range(len(value)))
    out: list[Any] = []
    for place in places:
        for inner in _changed(value[place], wrong, depth + 1):
            copy: Any = dict(value) if isinstance(value, dict) else list(value)
            copy[place] = inner
            out.append(copy)
    return out


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd", "/etc/passwd", "..\\..\\smoke.jpg", "\u202egpj.ekoms", "a/" * 3000 + "smoke.jpg", "."],
)
def test_names_of_files_that_lead_elsewhere(name: str) -> None:
    """A name in a file opens nothing: only what lies in the same capture can belong to a report."""
    shown = io.BytesIO()
    picture(7).save(shown, "JPEG")
    page = PAGE.replace('href="smoke.jpg"', f'href="{name}"')
    bulletin = BULLETIN | {"medias": [{"id": 1, "filename": name}]}
    packed = zipped({"post/page.html": page, "post/b.json": json.dumps(bulletin), "post/smoke.jpg": shown.getvalue()})
    found = take("out.zip", packed)
    reports = [f for f in found if isinstance(f, Report)]
    artifacts = [f for f in found if isinstance(f, Artifact)]
    assert len(reports) == 2
    assert [a.path for a in artifacts] == ["out.zip!post/smoke.jpg"]
    assert {a.name for a in attached(reports, artifacts)} <= {"out.zip!post/smoke.jpg"}


def test_many_entries_without_words_are_one_line() -> None:
    """Twenty thousand features of nothing: told once, with the first places."""
    found = take("a.geojson", a_map(*[{"type": "Feature", "geometry": None, "properties": None}] * 20_000))
    (named,) = found
    assert isinstance(named, Refusal)
    assert "20,000" in named.reason
    assert len(named.reason) < 2_000


def test_more_reports_than_one_file_may_give(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those within the bound are taken, and the rest is counted by name."""
    monkeypatch.setattr(happenings, "REPORTS_MAX", 2)
    found = take("a.geojson", a_map(*[a_feature({"description": WORDS})] * 5))
    assert words(found) == [WORDS, WORDS]
    assert isinstance(found[-1], Refusal)
    assert "3 entries after 2 reports" in found[-1].reason
