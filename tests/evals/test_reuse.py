"""The made archives and their scores, on invented words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from evals.headline.told import told
from evals.reuse import ours, peers, real
from evals.reuse.edits import KINDS
from evals.reuse.made import Archive
from evals.reuse.score import FoundEdge, clusters, edges, labels
from evals.reuse.words import Chain
from evals.truth.worlds import Camp, World, make

from tests.unit.trace.test_brute_force import VOCABULARY


@pytest.fixture(scope="module")
def invented() -> Chain:
    """Give a chain over invented words, in which every word may follow every other."""
    draw = np.random.default_rng(1)
    numbers = draw.integers(len(VOCABULARY), size=40_000)
    order = np.argsort(numbers[:-1], kind="stable")
    first = np.concatenate(([0], np.cumsum(np.bincount(numbers[:-1], minlength=len(VOCABULARY)))))
    return Chain(VOCABULARY, numbers, order, first)


def test_planted_passages_stand_where_the_archive_says(invented: Chain) -> None:
    """Each planted passage is the same words in the source and in the copy, but for the marks of a quotation."""
    made = Archive(invented, 3, hard=True).fill(400)
    planted = [(made[p.source].text[slice(*p.there)], r.text[slice(*p.here)]) for r in made for p in r.planted]
    assert len(planted) > 100
    assert [(a, b) for a, b in planted if a != b] == []
    assert {r.kind for r in made} >= {*KINDS, "single", "source", "rival", "merged"}


def test_the_truth_scores_one_and_no_answer_scores_nought(invented: Chain) -> None:
    """Groups and edges as they were made are right throughout; none at all find nothing."""
    made = Archive(invented, 4, hard=False).fill(300)
    family = [r.family if r.family >= 0 else made[r.sources[0]].family if r.kind == "merged" else -9 - n
              for n, r in enumerate(made)]  # fmt: skip
    best = clusters(made, family)
    assert (best["pair_f1"], best["b3_f1"], best["joined_rival"]) == (1.0, 1.0, 0.0)
    none = clusters(made, list(range(len(made))))
    assert none["pair_recall"] == none["joined_copied"] == 0.0
    true = [
        FoundEdge(p.source, n, p.source, r.kind == "rival", (p.there + p.here,))
        for n, r in enumerate(made)
        for p in r.planted
    ]
    scores = edges(made, true)
    assert scores["edge_precision"] == scores["direction_right"] == scores["passages_within_5_words"] == 1.0
    turned = [replace(e, first=e.b) for e in true]
    assert edges(made, turned)["direction_right"] == 0.0


def test_the_product_finds_what_was_made(invented: Chain) -> None:
    """Every kind of copy but the shortest excerpts is joined with its source, rivals are not; so in any order."""
    made = Archive(invented, 5, hard=False).fill(500)
    found, groups = ours.traced(ours.reports(made, named=False, dated=True))
    scores = clusters(made, labels(groups, len(made)))
    assert scores["pair_precision"] > 0.99
    assert (
        min(v for k, v in scores.items() if k.startswith("joined_") and k not in {"joined_rival", "joined_excerpt_035"})
        > 0.9
    )
    assert scores["joined_rival"] < 0.05
    assert edges(made, found)["direction_right"] == 1.0


@pytest.mark.parametrize("name", peers.installed())
def test_a_peer_groups_equal_texts_and_no_others(name: str, invented: Chain) -> None:
    """Each peer does its work: a copy is grouped, another text is not."""
    draw = np.random.default_rng(6)
    one, other = " ".join(invented.prose(draw, 200)), " ".join(invented.prose(draw, 200))
    group = peers.PEERS[name]([one, other, one], 0.7)
    assert group[0] == group[2] != group[1]


def test_the_key_of_real_pairs_is_whole() -> None:
    """Two readings and a label for each pair of ids, and no words of any report."""
    rows = real.key()
    assert len(rows) == 90
    assert {label for row in rows.values() for label in row} == {"reuse", "quotation", "background"}
    assert all(" " not in a + b for a, b in rows)
    assert all(label in (one, other) for one, other, label in rows.values())


def test_a_told_world_is_traced_to_its_hub(invented: Chain) -> None:
    """Copiers of a small world are one origin with their hub on the questions they copied, and nobody else is."""
    made = make(World(questions=6, independent=3, coverage=(0.6, 0.9), camps=(Camp(4, 0.3, 0.9, 0.05),)), 1)
    found = told(made, invented, 1)
    assert found.copies_found(made) > 0.7
    camp = {s for (s, _), h in made.taken.items()} | set(made.taken.values())
    assert all({a, b} <= camp for a, b in found.together)
