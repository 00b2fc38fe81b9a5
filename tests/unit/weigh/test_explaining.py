"""What explains an answer, and how sure answers may be by what others bear out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.weigh.table import NAMES, claim_table, hierarchy, told, weighed
from counterclaim.weigh.table.explaining import explained, ours
from counterclaim.weigh.table.heldout import HeldOut, curve, tempered

Row = tuple[str, str, str, bool]


def test_the_strongest_voice_is_named_with_what_hangs_on_it() -> None:
    """Two against two of one origin and one of another: without the denial's target nothing else changes."""
    rows = [("a", "q", "x", False), ("b", "q", "x", False), ("c", "q", "y", False), ("d", "q", "y", True)]
    (one,) = told(weighed(claim_table(rows), lineage=[("a", "b")]), explain=True)
    first = next(a for a in one["answers"] if a["value"] == "x")
    second = next(a for a in one["answers"] if a["value"] == "y")
    assert [v["sources"] for v in first["for"]] == [["a", "b"]]
    assert [(v["sources"], v["says"]) for v in second["against"]] == [(["d"], "not it")]
    assert second["against"][0]["weight"] < 0 < first["for"][0]["weight"]
    assert one["without_strongest"]["sources"] == ["a", "b"]
    assert one["without_strongest"]["value"] == "y"
    assert "“a”, “b”, counted as one; without it the answer would be “y”" in one["explanation"]


def test_nobody_speaks_for_what_is_only_denied() -> None:
    """Then nothing hangs on a voice."""
    (one,) = told(weighed(claim_table([("a", "q", "x", True)])), explain=True)
    assert one["without_strongest"] is None
    assert "Nobody speaks" in one["explanation"]


ROWS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("pqr"), st.sampled_from(["x", "y", "z"]), st.booleans()),
    min_size=1,
    max_size=30,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ROWS)
def test_weights_add_up_to_the_score(rows: list[Row]) -> None:
    """What voices add is the whole of a value's score: nothing else weighs; a region supports what lies in it."""
    asked = weighed(claim_table(rows), lineage=[("a", "b")], generality=hierarchy([("x", "z")]), kind="places")
    belief, _ = ours(asked)
    score = np.bincount(belief.value, belief.weight, asked.table.name.size)
    assert asked.found.settled is not None
    assert score.tolist() == pytest.approx(asked.found.settled.score.tolist(), abs=1e-6)
    everything = belief.again(np.ones(belief.value.size, np.bool_))
    assert everything[0].tolist() == pytest.approx(asked.found.probability.tolist(), abs=1e-6)


@pytest.mark.parametrize("method", [m for m in NAMES if m != "ltm"])
@settings(max_examples=25, deadline=None, derandomize=True)
@given(rows=ROWS)
def test_without_the_strongest_fewer_speak(method: str, rows: list[Row]) -> None:
    """The voice taken away speaks for the best answer, and what is left is never more than 1."""
    rows = [(s, o, v, d and method != "dawid-skene") for s, o, v, d in rows]
    asked = weighed(claim_table(rows), method)
    why = explained(asked)
    for at, best in enumerate(asked.found.best.tolist()):
        if best >= 0:
            names = why.members[int(why.strongest[at])]
            assert any(s in names and v == asked.table.values[best] and not d for s, _, v, d in rows)
        assert 0 <= why.probability[at] <= 1 + 1e-9


def _held(rate: dict[float, float], count: int, seed: int, sources: int = 500) -> HeldOut:
    """Make claims held out: `rate` gives for each log odds how often the answer is right; sources are right .7."""
    draw = np.random.default_rng(seed)
    sure = np.repeat(list(rate), count).astype(float)
    right = draw.random(sure.size) < np.repeat(list(rate.values()), count)
    said = draw.random(sure.size) < 0.7
    borne_out, by = (right & said).astype(float), np.arange(sure.size) % sources
    return HeldOut(np.arange(sure.size), by, sure, borne_out, np.full(sure.size, 0.7))


def test_answers_are_no_surer_than_others_bear_out() -> None:
    """Answers held for nearly certain that are right in three of five cases are not held for certain any more."""
    found = curve(_held({3.0: 0.6, 8.0: 1.0}, 2_000, 1))
    assert found is not None
    probability = np.array([0.95, 0.02, 0.9997, 0.0002])
    out = tempered(found, probability, np.array([0, 2]), np.array([0, 2, 4]))
    assert out[0] == pytest.approx(0.6, abs=0.06)
    assert out[1] == pytest.approx(0.02 * out[0] / 0.95)
    assert out[2] == pytest.approx(0.9997, abs=0.02)


def test_the_surest_answers_are_no_surer_than_the_middle_of_what_can_be_meant() -> None:
    """Where sources bear the surest out far less often than they are right elsewhere, half of that is believed."""
    found = curve(_held({2.0: 0.6, 6.0: 0.6, 9.0: 0.6}, 1_000, 3))
    assert found is not None
    assert found.part[-1] == pytest.approx(0.8, abs=0.03)


def test_a_few_sources_do_not_tell_what_the_surest_are_worth() -> None:
    """The same shortfall, all of it of one source of four: that source may be bad, so nothing is lowered for it."""
    held = _held({2.0: 1.0, 6.0: 1.0, 9.0: 1.0}, 1_000, 3, sources=4)
    found = curve(held._replace(borne_out=held.borne_out * (held.source > 0)))
    assert found is not None
    assert found.part[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(5))
def test_chance_lowers_no_answer(seed: int) -> None:
    """Where all answers are right, the curve is flat but for a rare step of few claims."""
    found = curve(_held({2.0: 1.0, 5.0: 1.0, 9.0: 1.0}, 1_000, seed))
    assert found is not None
    assert found.part.mean() > 0.99


def test_few_claims_tell_nothing() -> None:
    """Below two steps' worth of claims there is no curve."""
    assert curve(_held({2.0: 0.5, 5.0: 0.9}, 40, 0)) is None
