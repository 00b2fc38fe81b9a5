"""The truth set: made worlds leak nothing, and the scorer counts as its docstring says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from evals.sets import Missing
from evals.truth.score import calibration_error, score
from evals.truth.tables import Question, load, surnames
from evals.truth.worlds import Camp, World, make

from counterclaim.weigh.table import answers, claim_table, nothing


def test_worlds_leak_nothing() -> None:
    """Neither the order of values nor of sources tells which answer is right."""
    made = make(World(questions=400, camps=(Camp(5, 0.3, 0.9, 0.05),)), 1)
    place = [int(v[1:]) for v in made.right.values()]
    assert 8 < np.mean(place) < 12
    first = [rows for rows in made.rows if rows[0] == "s000"]
    assert first
    assert make(World(questions=50), 3).rows == make(World(questions=50), 3).rows


def test_few_questions_are_enough_where_lineage_is_known() -> None:
    """Copiers outnumber the independent; names, which tell nothing in such a world, must not be learnt from."""
    for seed in range(3):
        made = make(World(questions=120, camps=(Camp(25, 0.3, 0.9, 0.05),)), seed)
        hubs = sorted({(min(a, h), max(a, h)) for (a, _), h in made.taken.items()})
        table = claim_table(made.rows)
        best = answers(table, hubs).best.tolist()
        right = [table.values[b] == made.right[o] for b, o in zip(best, table.objects, strict=True)]
        assert np.mean(right) > 0.9


def test_score() -> None:
    """Exact asks for the first gold value, ancestor for any."""
    rows = [("a", "x", "town", False), ("b", "x", "town", False), ("a", "y", "land", False)]
    found = score(Question(rows, nothing, {"x": ["town", "land"], "y": ["village", "land"], "z": ["else"]}))
    assert (round(found["exact_accuracy"], 3), round(found["ancestor_accuracy"], 3)) == (0.333, 0.667)


def test_calibration_error() -> None:
    """Certainty that is met costs nothing; half-right certainty costs half."""
    assert calibration_error(np.array([1.0, 1.0]), np.array([True, True])) == 0
    assert calibration_error(np.array([1.0, 1.0]), np.array([True, False])) == 0.5


def test_surnames() -> None:
    """The published cleaning of author lists."""
    assert surnames("Brook, Ann;  Vale, Tom (editor)") == "brook;vale"
    assert surnames("Ann Brook and Tom Vale") == "brook;vale"
    assert surnames("Ann Brook, Tom Vale, Joe Stone") == "brook;stone;vale"


def test_copiers_of_an_accurate_hub_are_seen() -> None:
    """Who follows a good source passes for reliable until the pairs that follow are left out of reliability."""
    world = World(camps=(Camp(12, 0.9, 0.9, 0.05),))
    for seed in (100, 101):
        made = make(world, seed)
        table = claim_table(made.rows)
        found = answers(table)
        good = np.array([table.values[b] == made.right[o] for b, o in zip(found.best, table.objects, strict=True)])
        assert found.camps is not None
        assert np.bincount(found.camps.of[found.camps.of >= 0]).tolist() == [13]
        assert good.mean() > 0.98
        assert calibration_error(found.probability[found.best][found.decided], good[found.decided]) < 0.02


def test_a_table_of_another_shape_is_read(tmp_path: Path) -> None:
    """Columns by other names, tabs, no hierarchy, an unknown split: all is read, and what is missing is told."""
    folder = tmp_path / "harbours_held"
    folder.mkdir()
    (folder / "claims.tsv").write_text("Item\tWebsite\tValue\nq\ta\t40\nq\tb\t40\nr\ta\t7\nr\tb\t8\n", encoding="utf-8")
    with pytest.raises(Missing, match="gold"):
        load("harbours_held", tmp_path)
    (folder / "gold_test.csv").write_text("item,value\nq,40.2\nr,7\nsilent,1\n", encoding="utf-8-sig")
    read = load("harbours_held", tmp_path)
    assert (read.kind, dict(read.gold)) == ("numbers", {"q": ["40"], "r": ["7"]})
    assert load("test", folder).gold == read.gold
    (folder / "claims.tsv").write_text("Item\tWebsite\tValue\nq\ta\tQuay\nq\tb\tHarbour\n", encoding="utf-8")
    (folder / "gold_test.csv").write_text('item,value\nq,"Pier,Harbour,Coast"\n', encoding="utf-8")
    assert load("x", folder).gold == {"q": ["Harbour", "Coast"]}
    (folder / "claims.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    with pytest.raises(Missing, match="column called source"):
        load("x", folder)
