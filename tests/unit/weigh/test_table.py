"""Weighing a table: lineage counts a voice once, generality supports the special, and what cannot be told is not."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.weigh.table import (
    agreement,
    answers,
    claim_table,
    hierarchy,
    numbers,
    pick,
    sets,
    settling,
    told,
    weighed,
)
from counterclaim.weigh.table.agreement import pairs
from counterclaim.weigh.table.claims import bounds
from counterclaim.weigh.table.generality import interval
from counterclaim.weigh.table.told import rounded

Row = tuple[str, str, str, bool]


def best(rows: list[Row], lineage: list[tuple[str, str]] | None = None, **kinds: object) -> dict[str, str | None]:
    """Settle rows and give each object's answer."""
    table = claim_table(rows)
    found = answers(table, lineage or (), **kinds)  # type: ignore[arg-type]
    return {o: table.values[b] if b >= 0 else None for o, b in zip(table.objects, found.best.tolist(), strict=True)}


def test_copies_outvote_until_lineage_is_known() -> None:
    """Three that share an origin outvote two others by number, and no longer once that is known."""
    rows = [("c1", "q", "x", False), ("c2", "q", "x", False), ("c3", "q", "x", False)]
    rows += [("a", "q", "y", False), ("b", "q", "y", False)]
    assert best(rows) == {"q": "x"}
    assert best(rows, [("c1", "c2"), ("c2", "c3")]) == {"q": "y"}
    assert best(rows, [("c1", "agency"), ("agency", "c2"), ("c3", "agency")]) == {"q": "y"}


def test_origins_are_counted_by_lineage() -> None:
    """An answer's origins are its voices, whatever the number of its sources."""
    rows = [(s, "q", "x", False) for s in "abcde"]
    table = claim_table(rows)
    (one,) = told(weighed(table, lineage=[("a", "b"), ("b", "c")]))
    assert (one["answers"][0]["sources"], one["answers"][0]["origins"]) == (5, 3)


def test_general_supports_special() -> None:
    """Those who say the region support the town in it rather than another town."""
    rows = [("a", "q", "Lower Quay", False), ("b", "q", "Harbour District", False), ("c", "q", "Mill Hill", False)]
    assert best(rows, generality=hierarchy([("Lower Quay", "Harbour District")])) == {"q": "Lower Quay"}


def test_range_supports_number_within() -> None:
    """“At least 40” is no rival to 45."""
    rows = [("a", "q", "45", False), ("b", "q", "at least 40", False), ("c", "q", "12", False)]
    assert best(rows, generality=numbers) == {"q": "45"}


def test_part_supports_list() -> None:
    """Whoever names one of two names supports both."""
    rows = [("a", "q", "brook;vale", False), ("b", "q", "vale", False), ("c", "q", "stone", False)]
    assert best(rows, generality=sets) == {"q": "brook;vale"}


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("45", 45, 45), ("1,200", 1200, 1200), ("40-60", 40, 60), ("40–60", 40, 60), ("up to 6", 0, 6)],
)
def test_interval(words: str, low: float, high: float) -> None:
    """The words of a number give its range."""
    assert interval(words) == (low, high)


def test_interval_open_and_none() -> None:
    """A lower bound is open above; words without a number, or with three, give none."""
    assert interval("at least 6") == (6, float("inf"))
    assert interval("dozens") is None
    assert interval("3, of them 2 on day 1") is None
    assert [interval(day) for day in ("27.3.2016", "2016-03-27", "27/3/2016", "1:30")] == [None] * 4
    assert interval("1e3") == (1000, 1000)


def test_denial_weighs_against() -> None:
    """Denied by two and said by one, an answer loses to a rival; only denied, it is never given."""
    rows = [("a", "q", "x", False), ("b", "q", "x", True), ("c", "q", "x", True), ("d", "q", "y", False)]
    assert best(rows) == {"q": "y"}
    assert best([("a", "q", "x", True)]) == {"q": None}


def _camps(follow: int, alone: int, questions: int, seed: int = 5) -> list[Row]:
    """Make `alone` sources right two times in three, and `follow` that repeat one of them who is mostly wrong."""
    draw = np.random.default_rng(seed)
    rows: list[Row] = []
    for q in range(questions):
        hub = "right" if draw.random() < 0.3 else f"w{draw.integers(9)}"
        rows += [(f"f{n:02}", f"q{q:03}", hub, False) for n in range(follow)]
        for n in range(alone):
            value = "right" if draw.random() < 0.67 else f"w{draw.integers(9)}"
            rows.append((f"i{n:02}", f"q{q:03}", value, False))
    return rows


def test_majority_that_follows_is_not_believed() -> None:
    """Where followers outnumber the rest, claims alone do not decide; with lineage the rest is heard."""
    rows = _camps(follow=14, alone=11, questions=150)
    table = claim_table(rows)
    right = [table.values[b] == "right" for b in answers(table).best.tolist()]
    undecided = ~answers(table).decided
    wrong = ~np.array(right)
    assert undecided[wrong].mean() > 0.9
    told_who = answers(table, [("f00", f"f{n:02}") for n in range(1, 14)])
    assert np.mean([table.values[b] == "right" for b in told_who.best.tolist()]) > 0.9


def test_reason_names_both_accounts() -> None:
    """An undecided answer of two camps says so, and what could decide it."""
    rows = _camps(follow=14, alone=11, questions=150)
    table = claim_table(rows)
    reasons = [one["reason"] for one in told(weighed(table)) if not one["decided"]]
    assert any("by the one account" in r and "--lineage" in r for r in reasons)


ROWS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("pq"), st.sampled_from("xyz"), st.booleans()), max_size=25
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(rows: list[Row], shuffle: object) -> None:
    """The same rows in any order give the same, and probabilities of an object never add up to more than 1."""
    table = claim_table(rows)
    found = list(told(weighed(table)))
    other = list(rows)
    shuffle.shuffle(other)  # type: ignore[attr-defined]
    again = claim_table(other)
    assert found == list(told(weighed(again)))
    assert all(sum(a["probability"] for a in one["answers"]) <= 1 + 1e-5 for one in found)


def test_tie_goes_to_more_voices_then_to_the_first_by_words() -> None:
    """The rule for ties is stated and kept."""
    table = claim_table([("a", "q", "x", False), ("b", "q", "y", False)])
    assert pick(table, np.array([0.4, 0.4]), np.array([1.0, 2.0])).tolist() == [1]
    assert pick(table, np.array([0.4, 0.4]), np.array([1.0, 1.0])).tolist() == [0]


@pytest.mark.parametrize("square", [0, 1_000])
def test_pairs_counts_who_met_and_agreed(square: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every two sources that met often enough stand once, with how often they met and agreed, however it is counted."""
    monkeypatch.setattr(agreement, "SQUARE_MAX", square)
    rows = [(s, f"q{n}", "x" if s != "c" or n % 2 else "y", False) for s in "abc" for n in range(6)]
    found = pairs(claim_table(rows))
    told = list(zip(*(c.tolist() for c in (found.first, found.second, found.met, found.agreed)), strict=True))
    assert told == [(0, 1, 6, 6), (0, 2, 6, 3), (1, 2, 6, 3)]
    assert pairs(claim_table(rows[:4])).met.size == 0
    assert bounds(np.array([3, 3, 5])).tolist() == [0, 2, 3]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("pqrstuvw"), st.sampled_from("xy"))))
def test_few_and_many_sources_are_counted_alike(rows: list[tuple[str, str, str]]) -> None:
    """A square of sources and one row of it at a time give the same pairs, rows that contradict themselves included."""
    table = claim_table([(*row, False) for row in rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agreement, "MET_FOR_DEPENDENCE", 2)
        some = pairs(table)
        patch.setattr(agreement, "SQUARE_MAX", 0)
        for one, other in zip(astuple(some), astuple(pairs(table)), strict=True):
            assert one.tolist() == other.tolist()


def test_of_many_objects_some_are_settled_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is learnt on a part of the objects is where the turns over all begin, and they come to the same."""
    table = claim_table(_camps(follow=6, alone=11, questions=400))
    whole = answers(table)
    monkeypatch.setattr(settling, "MANY", 100)
    begun = answers(table)
    assert begun.settled is not None
    assert whole.settled is not None
    assert begun.settled.turns <= whole.settled.turns
    assert (begun.best == whole.best).mean() > 0.99
    assert np.abs(begun.probability - whole.probability).max() < 0.05


def test_single_origin_decides_nothing() -> None:
    """However often a source is right, what it alone says is not decided; nor what one origin says in many mouths."""
    rows = [(s, f"q{n:02}", "x", False) for s in "abc" for n in range(20)] + [("a", "alone", "x", False)]
    table = claim_table(rows)
    decided = dict(zip(table.objects, answers(table).decided.tolist(), strict=True))
    assert not decided["alone"]
    assert decided["q00"]
    assert not answers(table, [("a", "b"), ("b", "c")]).decided.any()


def test_name_often_wrong_elsewhere_counts_for_less() -> None:
    """Of two answers said by one source each, the one whose name is given wrongly for other objects loses."""
    rows = [(s, f"q{n:02}", f"p{n}", False) for s in "abc" for n in range(20)]
    rows += [(f"z{n:02}", f"q{n:02}", "Anywhere", False) for n in range(20)]
    rows += [("y", "asked", "Anywhere", False), ("x", "asked", "Brook", False)]
    assert best(rows)["asked"] == "Brook"


def test_copies_of_a_line_are_one_voice() -> None:
    """Followers of one line come to about one voice for it; a follower that speaks for itself is one more."""
    rows = _camps(follow=8, alone=11, questions=150)
    table = claim_table(rows)
    found = answers(table, [("f00", f"f{n:02}") for n in range(1, 8)])
    first = np.bincount(table.value, weights=[s.startswith("f") for s in np.array(table.sources)[table.source]])
    own = np.bincount(table.value, minlength=first.size) - first
    repeated = first == 8
    assert repeated.any()
    assert np.abs(found.voices - own - 1)[repeated].mean() < 0.5


@given(st.lists(st.floats(0, 40_000) | st.integers(0, 10_000).map(lambda n: n / 1000 + 0.005), max_size=40),
       st.sampled_from([2, 6]))  # fmt: skip
def test_figures_are_rounded_all_at_once_as_one_by_one(figures: list[float], digits: int) -> None:
    """The bytes of a table's lines are those of rounding each figure."""
    assert rounded(np.array(figures, np.float64), digits) == [round(f, digits) for f in figures]


def _two_lines(seed: int, pushed: float) -> list[Row]:
    """Invent eighty sources that each speak of one question in ten; half of them push one wrong answer on a part."""
    draw = np.random.default_rng(seed)
    line, follows = draw.integers(1, 21, 1500), draw.random(1500) < pushed
    rows: list[Row] = []
    for source in range(80):
        at = np.flatnonzero(draw.random(1500) < 0.1)
        own = np.where(draw.random(at.size) < 0.7, 0, draw.integers(1, 21, at.size))
        told = np.where((source < 40) & follows[at] & (draw.random(at.size) < 0.9), line[at], own)
        rows += [
            (f"s{source:02}", f"q{q:04}", f"v{a:02}", False) for q, a in zip(at.tolist(), told.tolist(), strict=True)
        ]
    return rows


def test_a_line_that_no_pair_shows_is_not_decided() -> None:
    """No two sources met often enough; all pairs together show that one of two sides follows, and not which."""
    table = claim_table(_two_lines(1, 0.5))
    found = answers(table)
    wrong = np.array([name != "v00" for name in table.values])[found.best]
    assert (found.decided & wrong).mean() < 0.03
    assert found.decided.mean() > 0.4
    reasons = [one["reason"] for one in told(weighed(table)) if not one["decided"]]
    assert sum("claims alone cannot tell" in reason for reason in reasons) > 300


def test_sources_that_push_nothing_are_no_blocs() -> None:
    """Sources that are right or wrong each by itself are not parted."""
    for seed in range(4):
        table = claim_table(_two_lines(seed, 0.0))
        found = answers(table)
        assert (found.best == found.rival).all()
