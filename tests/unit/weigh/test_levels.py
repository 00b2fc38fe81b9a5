"""How general an object is told, lists of names that all objects share, and a camp that may be the one that follows."""

from __future__ import annotations

import numpy as np
import pytest
from evals.truth import worlds

from counterclaim.weigh.table import answers, claim_table, hierarchy, nothing, sets
from counterclaim.weigh.table.levels import ALIKE

Row = tuple[str, str, str, bool]


def _places(objects: int, alike: float, seed: int = 4) -> tuple[list[Row], list[tuple[str, str]], dict[str, str]]:
    """Make towns in regions: five of sixty sources speak of each; with `alike`, objects are told alike."""
    draw = np.random.default_rng(seed)
    rows: list[Row] = []
    parents = [(f"town {r}.{t}", f"region {r}") for r in range(40) for t in range(9)]
    right = {}
    for o in range(objects):
        region = int(draw.integers(40))
        town = f"town {region}.{draw.integers(9)}"
        general = draw.beta(0.3 * alike, 0.7 * alike) if alike else 0.3
        said = set()
        for one in draw.choice(60, 5, replace=False):
            value = town if draw.random() < 0.8 else f"town {draw.integers(40)}.{draw.integers(9)}"
            value = f"region {value.split()[1].split('.')[0]}" if draw.random() < general else value
            rows.append((f"s{one:02}", f"q{o:03}", value, False))
            said.add(value)
        right[f"q{o:03}"] = town if town in said else f"region {region}"
    return rows, parents, right


def _right(rows: list[Row], parents: list[tuple[str, str]], gold: dict[str, str]) -> tuple[float, float]:
    table = claim_table(rows)
    found = answers(table, generality=hierarchy(parents))
    words = [table.values[b] if b >= 0 else None for b in found.best.tolist()]
    assert found.settled is not None
    return float(np.mean([w == gold[o] for o, w in zip(table.objects, words, strict=True)])), found.settled.levels.alike


def test_who_names_the_town_is_heard_where_the_others_name_the_region() -> None:
    """Objects of which all but one source name the region are many: that one is no error."""
    share, alike = _right(*_places(400, alike=1.0))
    assert alike < 8
    assert share > 0.93


def test_where_claims_are_each_by_itself_nothing_is_added() -> None:
    """How alike objects are told is learnt: here they are not."""
    assert _right(*_places(400, alike=0.0))[1] == ALIKE[-1]


def test_a_list_without_a_name_says_something_against_it() -> None:
    """Lists are not places: leaving a name out is no mere want of precision."""
    rows = [(s, "q", "brook;vale", False) for s in "abc"]
    assert not sets(claim_table(rows)).by_object
    assert hierarchy([])(claim_table(rows)).by_object


def test_a_short_list_of_names_has_no_more_wrong_answers() -> None:
    """Yes and no: one of them is wrong. Names that come up only for a few objects may not be all."""
    rows = [(s, f"q{n}", v, False) for n in range(5) for s, v in (("a", "yes"), ("b", "no"))]
    assert nothing(claim_table(rows)).wrong_answers == 1
    assert nothing(claim_table(rows[:8])).wrong_answers == 10
    assert nothing(claim_table([*rows, ("c", "q0", "perhaps", False)])).wrong_answers == 10


@pytest.mark.parametrize("seed", range(3))
def test_of_two_answers_the_right_one_is_found(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two answers, twenty sources, nobody copies: no worse than a vote, and no name is preferred to the other."""
    monkeypatch.setattr(worlds, "WRONG", 1)
    made = worlds.make(worlds.World(questions=600), seed)
    table = claim_table(made.rows)
    found = answers(table)
    words = [table.values[b] for b in found.best.tolist()]
    assert np.mean([made.right[o] == w for o, w in zip(table.objects, words, strict=True)]) > 0.78
    assert 0.4 < np.mean([w == table.names[0] for w in words]) < 0.6


@pytest.mark.parametrize("seed", range(3, 8))
def test_a_small_table_whose_majority_follows_is_not_decided(seed: int) -> None:
    """Fourteen repeat one source that is mostly wrong, against eleven: what is wrong is not decided, in every world."""
    draw = np.random.default_rng(seed)
    rows: list[Row] = []
    for q in range(150):
        hub = "right" if draw.random() < 0.3 else f"w{draw.integers(9)}"
        rows += [(f"f{n:02}", f"q{q:03}", hub, False) for n in range(14)]
        for n in range(11):
            value = "right" if draw.random() < 0.67 else f"w{draw.integers(9)}"
            rows.append((f"i{n:02}", f"q{q:03}", value, False))
    table = claim_table(rows)
    found = answers(table)
    wrong = np.array([table.values[b] != "right" for b in found.best.tolist()])
    assert (~found.decided)[wrong].mean() > 0.95
