"""The keys of attributions: their form and, where the texts are, their offsets."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from evals.claims.key import FIRST, rows

from evals import claims, weights

DATA = Path(os.environ.get("COUNTERCLAIM_DATA", ""))
KEYS = sorted(weights.KEYS.glob("attributions_*.jsonl"))
ROWS = {key.stem: [json.loads(line) for line in key.read_text(encoding="utf-8").splitlines()] for key in KEYS}
ALL = [row for rows in ROWS.values() for row in rows]


def pieces(one: list[list[list[int]]]) -> list[tuple[int, int]]:
    return [(a, b) for role in one for a, b in role]


def test_each_report_is_there_once_and_has_been_read() -> None:
    ids = [row["doc"] for row in ALL]
    assert len(ids) == len(set(ids)) >= 150
    assert all(set(row) == {"doc", "read", "attributions", "inner"} and row["read"] for row in ALL)


def test_roles_do_not_overlap_and_stand_where_the_report_was_read() -> None:
    for row in ALL:
        for one in [*row["attributions"], *row["inner"]]:
            assert one[1], row["doc"]
            assert one[2], row["doc"]
            spans = pieces(one)
            assert all(a < b and any(c <= a and b <= d for c, d in row["read"]) for a, b in spans), row["doc"]
            assert all(b <= c or d <= a for (a, b), (c, d) in combinations(spans, 2)), row["doc"]


def test_an_inner_attribution_is_inside_the_content_of_an_outer_one() -> None:
    for row in ALL:
        extents = [(content[0][0], content[-1][1]) for _, _, content in row["attributions"]]
        for one in row["inner"]:
            low, high = min(a for a, _ in pieces(one)), max(b for _, b in pieces(one))
            assert any(a <= low and high <= b for a, b in extents), row["doc"]


def test_contents_and_cues_belong_to_one_outermost_attribution() -> None:
    for row in ALL:
        for one, other in combinations(row["attributions"], 2):
            taken = [*one[1], *one[2]]
            assert all(b <= c or d <= a for a, b in taken for c, d in [*other[1], *other[2]]), row["doc"]


def test_the_key_of_claims_is_kept_apart() -> None:
    """What a figure is taken on is not trained on."""
    claimed = {row["doc"] for path in FIRST.glob("*.jsonl") for row in rows(path.stem)}
    assert claimed >= claims.CHECK
    assert not claimed & {row["doc"] for row in ALL}


def texts(name: str) -> Iterator[tuple[dict[str, Any], str]]:
    path = DATA / name.removeprefix("attributions_") / "documents.jsonl"
    if not path.is_file():
        pytest.skip(f"COUNTERCLAIM_DATA ({DATA}) lacks the texts of {name}")
    with path.open(encoding="utf-8") as lines:
        held = {row["id"]: row["text"] for row in map(json.loads, lines)}
    yield from ((row, held[row["doc"]]) for row in ROWS[name])


@pytest.mark.parametrize("name", ROWS)
def test_spans_are_whole_words(name: str) -> None:
    for row, text in texts(name):
        for a, b in [p for one in [*row["attributions"], *row["inner"]] for p in pieces(one)]:
            assert text[a:b] == text[a:b].strip(), (row["doc"], text[a:b])
            assert not (text[a - 1 : a].isalnum() and text[a].isalnum()), (row["doc"], text[a:b])
            assert not (text[b - 1].isalnum() and text[b : b + 1].isalnum()), (row["doc"], text[a:b])
