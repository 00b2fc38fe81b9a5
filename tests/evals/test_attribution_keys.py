"""The keys of attributions: their form and, where the texts are, their offsets."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path

import pytest
from evals.claims.key import FIRST, rows

from evals import claims, marked

DATA = Path(os.environ.get("COUNTERCLAIM_DATA", ""))
ALL = [row for name in marked.names() for row in marked.rows(name)]


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


@pytest.mark.parametrize("name", marked.names())
def test_spans_are_whole_words(name: str) -> None:
    if not (DATA / name).is_dir():
        pytest.skip(f"COUNTERCLAIM_DATA ({DATA}) lacks the texts of {name}")
    for row, text in marked.reports(name, DATA):
        for a, b in [p for one in [*row["attributions"], *row["inner"]] for p in pieces(one)]:
            assert text[a:b] == text[a:b].strip(), (row["doc"], text[a:b])
            assert not (text[a - 1 : a].isalnum() and text[a].isalnum()), (row["doc"], text[a:b])
            assert not (text[b - 1].isalnum() and text[b : b + 1].isalnum()), (row["doc"], text[a:b])


TOKENS = """A title without stop
May 1 , 2001
Orla Venn , who leads the Lom council , said `` We can't wait .
It 's late . ''
She called it " late " ( and `` dull '' ) .
It is."""
PROSE = """
Orla Venn, who leads the Lom council, said "We can't wait. It's late."

She called it "late" (and "dull").

It is."""


def test_tokens_are_set_as_prose_of_the_same_length() -> None:
    prose = marked.prose(TOKENS)
    assert len(prose) == len(TOKENS)
    assert [" ".join(p.split()) for p in prose.split("\n\n")] == [p.strip() for p in PROSE.split("\n\n")]
