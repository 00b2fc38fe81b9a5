"""The published methods, beside counts by hand, a slow reference, and their own fixed points."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.cli import weighing
from counterclaim.errors import UsageError
from counterclaim.weigh.table import METHODS, NAMES, ClaimTable, claim_table, hierarchy, numbers, sets, told, weighed
from counterclaim.weigh.table.camps import roots
from counterclaim.weigh.table.generality import nothing
from counterclaim.weigh.table.methods import crh, dawid_skene, truthfinder
from counterclaim.weigh.table.methods.voices import votes

Row = tuple[str, str, str, bool]


def said(*rows: str) -> list[Row]:
    """Read `source object value` or `source object -value`."""
    cells = [row.split() for row in rows]
    return [(s, o, v.lstrip("-"), v.startswith("-")) for s, o, v in cells]


def best(rows: list[Row], method: str, **how: object) -> dict[str, str | None]:
    """Give each object's answer by a method."""
    found = weighed(claim_table(rows), method, **how)  # type: ignore[arg-type]
    table = found.table
    return {o: table.values[b] if b >= 0 else None for o, b in zip(table.objects, found.found.best, strict=True)}


def test_the_command_line_names_every_method() -> None:
    """The names stand there once more, since importing the methods is slow."""
    assert weighing.METHODS == NAMES


def test_votes_by_hand() -> None:
    """Three outlets of one origin have one vote; a denial takes one off; half of the origins is no majority."""
    rows = said("a q x", "b q x", "c q x", "d q y", "e q y", "f q -y")
    assert best(rows, "voting") == {"q": "x"}
    found = weighed(claim_table(rows), "voting", lineage=[("a", "b"), ("b", "c")])
    (one,) = told(found)
    assert {a["value"]: (a["probability"], a["origins"]) for a in one["answers"]} == {"x": (0.25, 1), "y": (0.25, 2)}
    assert not one["decided"]
    assert "the same support" in one["reason"]


def test_votes_for_a_region_count_for_each_place_in_it() -> None:
    """Once for each origin, even if it names both."""
    rows = said("a q Quay", "a q Harbour", "b q Harbour", "c q Hill", "d q Hill")
    found = weighed(claim_table(rows), "voting", generality=hierarchy([("Quay", "Harbour")]), kind="places")
    (one,) = told(found, explain=True)
    assert {a["value"]: a["probability"] for a in one["answers"]} == {"Quay": 0.5, "Hill": 0.5, "Harbour": 0.5}
    quay = next(a for a in one["answers"] if a["value"] == "Quay")
    assert [(v["sources"], v["says"]) for v in quay["for"]] == [(["a"], "it"), (["b"], "something more general")]


def test_crh_by_hand() -> None:
    """Two turns of the paper: a weight is minus the logarithm of a source's part of all losses."""
    rows = said("a p 1", "a q 1", "a r 1", "b p 1", "b q 1", "b r 2", "c p 2", "c q 2", "c r 2")
    found = weighed(claim_table(rows), "crh").found
    # The first answers are 1, 1, 2 by plain votes; losses are then 1/3, 0 (held at LOSS_MIN) and 2/3.
    loss = np.array([1 / 3, crh.LOSS_MIN, 2 / 3])
    expected = -np.log(loss / loss.sum())
    assert found.belief is not None
    weight = dict(zip(found.belief.voice.tolist(), found.belief.weight.tolist(), strict=True))
    assert [weight[n] for n in range(3)] == pytest.approx(expected.tolist())
    assert best(rows, "crh") == {"p": "1", "q": "1", "r": "2"}


def test_crh_of_numbers_is_a_weighted_median() -> None:
    """One absurd number moves nothing, and its source weighs less."""
    rows = said("a p 10", "b p 11", "c p 900", "a q 20", "b q 21", "c q 1", "a r 30", "b r 30", "c r 0")
    assert best(rows, "crh", generality=numbers, kind="numbers") == {"p": "10", "q": "20", "r": "30"}
    heard = weighed(claim_table(rows), "crh", generality=numbers, kind="numbers").found.belief
    assert heard is not None
    assert heard.weight[heard.voice == 2].max() < heard.weight[heard.voice == 0].min()


def test_truthfinder_is_a_fixed_point(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust is the mean confidence of what is said, and confidence the published curve of the sum of τ."""
    monkeypatch.setattr(truthfinder, "STILL", 1e-15)
    rows = said("a p x", "b p x", "c p y", "a q x", "c q z", "b r x", "c r x")
    table = claim_table(rows)
    found = weighed(table, "truthfinder").found
    claims = [(table.sources[s], v) for s, v in zip(table.source.tolist(), table.value.tolist(), strict=True)]
    trust = {s: np.mean([found.probability[v] for one, v in claims if one == s]) for s in "abc"}
    for value, sure in enumerate(found.probability.tolist()):
        score = sum(-math.log(1 - trust[s]) for s, v in claims if v == value)
        assert sure == pytest.approx(1 / (1 + math.exp(-truthfinder.GAMMA * score)), abs=1e-5)
    assert best(rows, "truthfinder")["p"] == "x"


def _slow(rows: list[Row], turns: int) -> dict[tuple[str, str], float]:
    """Dawid and Skene's turns in plain loops, as the paper writes them."""
    sources, objects, labels = (sorted({r[n] for r in rows}) for n in range(3))
    right = {}
    for o in objects:
        mine = [v for _, x, v, _ in rows if x == o]
        right |= {(o, j): mine.count(j) / len(mine) for j in labels}
    for _ in range(turns):
        often = {j: sum(right[o, j] for o in objects) / len(objects) for j in labels}
        rate = {}
        for s in sources:
            for j in labels:
                told_ = {m: sum(right[o, j] for x, o, v, _ in rows if x == s and v == m) for m in labels}
                total = max(sum(told_.values()), dawid_skene.LEAST)
                rate |= {(s, j, m): max(told_[m] / total, dawid_skene.LEAST) for m in labels}
        for o in objects:
            each = {
                j: max(often[j], dawid_skene.LEAST) * math.prod(rate[s, j, v] for s, x, v, _ in rows if x == o)
                for j in labels
            }
            right |= {(o, j): each[j] / sum(each.values()) for j in labels}
    return right


def test_dawid_skene_is_the_slow_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same probabilities after as many turns, on made claims of sources that confuse two labels."""
    draw = np.random.default_rng(4)
    rows: list[Row] = []
    for q in range(25):
        true = "uvw"[q % 3]
        for s, good in (("a", 0.9), ("b", 0.7), ("c", 0.6), ("d", 0.3)):
            if draw.random() < 0.8:
                rows.append((s, f"q{q:02}", true if draw.random() < good else "uvw"[(q + 1) % 3], False))
    monkeypatch.setattr(dawid_skene, "TURNS", 6)
    monkeypatch.setattr(dawid_skene, "STILL", 0.0)
    table = claim_table(rows)
    found = dawid_skene.dawid_skene(table, votes(table, roots(table, ())), nothing(table), len(table.sources))
    slow = _slow(rows, 6)
    told_ = [slow[table.objects[o], table.names[n]] for o, n in zip(table.value_object, table.name, strict=True)]
    assert found.probability.tolist() == pytest.approx(told_, abs=1e-9)
    assert not found.converged


def test_ltm_believes_several_answers() -> None:
    """Parts of a list are judged by themselves: what most name is right, what one adds is not."""
    rows = [(s, f"q{n:02}", f"brook{n};vale{n}", False) for n in range(30) for s in "abcefghi"]
    rows += [("d", f"q{n:02}", f"vale{n};stone{n}", False) for n in range(30)]
    one = next(iter(told(weighed(claim_table(rows), "ltm", generality=sets, kind="lists"))))
    assert {a["value"]: a["probability"] >= 0.5 for a in one["answers"]} == {
        "brook0": True,
        "vale0": True,
        "stone0": False,
    }
    assert one["decided"]
    assert one["reason"].startswith("Likelier right than not, each by itself")


def test_two_chains_of_ltm_that_differ_are_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chains that end apart give a result that says so in every row."""
    from counterclaim.weigh.table.methods import ltm

    monkeypatch.setattr(ltm, "chain", lambda sides, count, seed: np.full(sides.start.size - 1, float(seed - 1)))
    rows = list(told(weighed(claim_table(said("a q x", "b q y")), "ltm")))
    assert [row["converged"] for row in rows] == [False]


@pytest.mark.parametrize(
    ("method", "rows", "how", "what"),
    [
        ("dawid-skene", said("a q 3"), {"generality": numbers, "kind": "numbers"}, "values that are numbers"),
        ("dawid-skene", said("a q -x"), {}, "denials"),
        ("crh", said("a q >3"), {"generality": numbers, "kind": "numbers"}, "ranges such as “>3”"),
        ("crh", said("a q -3"), {"generality": numbers, "kind": "numbers"}, "denials of numbers"),
        ("crh", said("a q x"), {"generality": sets, "kind": "lists"}, "values that are lists"),
        ("ltm", said("a q x"), {"generality": hierarchy([]), "kind": "places"}, "values that are places"),
    ],
)
def test_what_a_method_cannot_express_is_refused(
    method: str, rows: list[Row], how: dict[str, object], what: str
) -> None:
    """With what it is, and the methods that can."""
    with pytest.raises(UsageError, match=what) as raised:
        weighed(claim_table(rows), method, **how)  # type: ignore[arg-type]
    assert "--method origins" in raised.value.todo


def test_dawid_skene_wants_labels_that_objects_share() -> None:
    """A table of names by the thousand is refused, not filled into tables of errors."""
    rows = [(f"s{n}", f"q{n}", f"name {n}", False) for n in range(500)]
    with pytest.raises(UsageError, match="a short list of labels"):
        weighed(claim_table(rows), "dawid-skene")


ROWS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("pqr"), st.sampled_from("xyz"), st.booleans()),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize("method", [m for m in METHODS if m != "ltm"])
@settings(max_examples=40, deadline=None, derandomize=True)
@given(rows=ROWS, seed=st.integers(0, 99))
def test_names_and_order_tell_nothing(method: str, rows: list[Row], seed: int) -> None:
    """With sources, objects and values renamed and rows shuffled, every answer is as likely as before."""
    rows = [(s, o, v, d and METHODS[method].denials) for s, o, v, d in rows]
    draw = np.random.default_rng(seed)
    other = {letter: f"n{number}" for letter, number in zip("abcdepqrxyz", draw.permutation(11), strict=True)}
    again = [(other[s], other[o], other[v], d) for s, o, v, d in (rows[n] for n in draw.permutation(len(rows)))]
    first, second = (_likely(claim_table(r), method) for r in (rows, again))
    assert {(other[o], other[v]): p for (o, v), p in first.items()} == pytest.approx(second, abs=1e-6)


def _likely(table: ClaimTable, method: str) -> dict[tuple[str, str], float]:
    found = weighed(table, method).found
    names = zip((table.objects[o] for o in table.value_object), table.values, strict=True)
    return dict(zip(names, found.probability.tolist(), strict=True))
