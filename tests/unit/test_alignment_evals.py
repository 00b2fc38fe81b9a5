"""The alignment scorer on cases worked by hand, the kernel and the gathering on invented sentences."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest
from evals.clusters import _best_pairing, score
from evals.sets import Missing

from counterclaim.align.fitted import ANY, FEATURES, ONE_SUBJECT, Fitted
from counterclaim.align.gather import gather
from counterclaim.align.identity import Kernel, akin
from counterclaim.align.meaning import akin_in_meaning
from counterclaim.align.mention import Mention, mention, stems
from counterclaim.align.topics import Topics
from evals import alignment, ecb, meantime

TEXTS = {
    "a": "Gunmen shot two guards at the Dunmore ferry port on Friday .",
    "b": "Two guards were killed by gunmen at the ferry port of Dunmore .",
    "c": "The council of Velmark opened a library with nine thousand books .",
}


def of(*clusters: str) -> dict[str, int]:
    """Give a clustering; each text names the mentions of one cluster, a letter each."""
    return {m: n for n, cluster in enumerate(clusters) for m in cluster}


def test_the_three_measures_worked_by_hand() -> None:
    """Gold {a b c} {d e} {f}; found {a b} {c d e} {f}: MUC 2/3, B-cubed 34/45, CEAF-e (0.8 + 0.8 + 1) / 3."""
    found = score(of("abc", "de", "f"), of("ab", "cde", "f"))
    assert found.muc == pytest.approx(2 / 3)
    precision = (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6
    recall = (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6
    assert found.b_cubed == pytest.approx(2 * precision * recall / (precision + recall))
    assert found.ceaf_e == pytest.approx(2.6 / 3)
    assert found.conll == pytest.approx((found.muc + found.b_cubed + found.ceaf_e) / 3)


def test_perfect_and_all_alone() -> None:
    """The gold clusters score one; singletons keep no link."""
    gold = of("abc", "de", "f")
    perfect = score(gold, gold)
    assert (perfect.muc, perfect.b_cubed, perfect.ceaf_e) == pytest.approx((1, 1, 1))
    assert score(gold, {m: m for m in gold}).muc == 0


def test_other_mentions_are_refused() -> None:
    """Both clusterings must hold the same mentions."""
    with pytest.raises(ValueError, match="same mentions"):
        score(of("ab"), of("abc"))


@pytest.mark.parametrize("seed", range(30))
def test_the_pairing_is_the_best_there_is(seed: int) -> None:
    """The pairing of clusters equals the best of all pairings, ties included."""
    numbers = np.random.default_rng(seed)
    table = np.round(numbers.random(numbers.integers(1, 6, 2)) * 4) / 4
    wide = table if table.shape[0] <= table.shape[1] else table.T
    rows, columns = wide.shape
    best = max(wide[range(rows), list(p)].sum() for p in itertools.permutations(range(columns), rows))
    assert _best_pairing(table) == pytest.approx(best)


def mentions() -> list[Mention]:
    """Give one mention of each invented text."""
    heads = {"a": "shoot", "b": "kill", "c": "open"}
    at = {"a": 1, "b": 3, "c": 4}
    return [
        mention(id=d, document=d, sentence=0, head=heads[d], tokens=t.split(), at=[at[d]]) for d, t in TEXTS.items()
    ]


def test_one_act_in_other_words_beats_another_act() -> None:
    """The shooting and the killing of the guards are likelier one happening than either and the library."""
    kernel = Kernel(mentions(), Topics(TEXTS, lambda d: stems(TEXTS[d].split())))
    assert len(kernel.features(0, 1)) == len(FEATURES)
    assert kernel.probability(0, 1) > kernel.probability(0, 2)
    assert kernel.probability(0, 1) == kernel.probability(1, 0)
    assert all(0 <= kernel.probability(i, j) <= 1 for i in range(3) for j in range(3))


@pytest.mark.parametrize("fitted", [ANY, ONE_SUBJECT])
def test_two_sayings_are_less_likely_one_than_two_deeds(fitted: Fitted) -> None:
    """A word for saying, shared by two reports that otherwise share little, says less than a word for a deed."""

    def chance(head: str) -> float:
        told = {"a": f"The mayor of Tarmin {head} on Friday .", "b": f"Two of the guards {head} later ."}
        found = [
            mention(id=d, document=d, sentence=0, head=head, tokens=t.split(), at=[t.split().index(head)])
            for d, t in told.items()
        ]
        return Kernel(found, Topics(TEXTS, lambda d: stems(TEXTS[d].split())), fitted).probability(0, 1)

    assert chance("shoot") > chance("say")


def test_words_near_in_meaning() -> None:
    """Two words for one act are nearer than two that tell of different acts; what is no word is near nothing."""
    assert akin_in_meaning("quake", "earthquake") > akin_in_meaning("quake", "election")
    assert akin_in_meaning("quake", "earthquake") == akin_in_meaning("earthquake", "quake")
    assert akin_in_meaning("", "quake") == 0.0


def test_pairs_of_one_group_of_documents() -> None:
    """With groups, no pair leaves its group."""
    kernel = Kernel(mentions(), Topics(TEXTS, lambda d: stems(TEXTS[d].split())))
    assert set(kernel.pairs({"a": "x", "b": "x", "c": "y"})) <= {(0, 1)}
    assert set(kernel.pairs(dict.fromkeys("abc", "x"))) == set(kernel.pairs())


def test_order_of_mentions_changes_no_score() -> None:
    """The kernel numbers mentions by id."""
    first = Kernel(mentions(), Topics(TEXTS, lambda d: stems(TEXTS[d].split()))).scores()
    for seed in range(5):
        mixed = mentions()
        random.Random(seed).shuffle(mixed)
        assert Kernel(mixed, Topics(TEXTS, lambda d: stems(TEXTS[d].split()))).scores() == first


def test_words_of_one_family() -> None:
    """A long common beginning makes two words akin; a short one does not."""
    assert akin("announce", "announcement")
    assert akin("investigate", "investigation")
    assert not akin("kill", "kick")


def test_average_link_joins_by_the_mean_and_heeds_refusal() -> None:
    """A weak third pair keeps a cluster open; a refusal keeps apart whatever the score."""
    scores = {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.1}
    assert gather(4, scores, 0.35) == [[0, 1, 2], [3]]
    assert gather(4, scores, 0.5) == [[0, 1], [2], [3]]
    assert gather(4, scores, 0.35, lambda a, b: 2 in a + b) == [[0, 1], [2], [3]]


def a_set(folder: Path) -> None:
    """Write a set of invented documents in the form of both sets."""
    documents = [
        {"id": d, "topic": 1, "subtopic": "1x", "part": "p", "split": "test", "sentences": [{"tokens": t.split()}]}
        for d, t in TEXTS.items()
    ]
    found = [
        {"id": f"{m.id}1", "doc": m.document, "sentence": 0, "tokens": [1], "kind": "event", "text": m.head,
         "cluster": "x" if m.id < "c" else "y", "head_lemma": m.head}
        for m in mentions()
    ]  # fmt: skip
    for name, rows in (("documents", documents), ("mentions", found)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(text)
        (folder / f"{name}_nl.jsonl").write_text(text)


@pytest.mark.parametrize(("module", "split"), [(ecb, "test"), (meantime, "nl")])
def test_a_set_gives_every_metric(module: object, split: str, tmp_path: Path) -> None:
    """Each setting has our score and the same-lemma baseline, from 0 to 100."""
    a_set(tmp_path)
    metrics = module.evaluate(split, tmp_path)  # type: ignore[attr-defined]
    assert set(metrics) == {f"{p}conll_f1_{s}" for p in ("", "lemma_") for s in alignment.SETTINGS}
    assert all(0 <= v <= 100 for v in metrics.values())


def test_a_split_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The error names the splits that the data holds."""
    a_set(tmp_path)
    with pytest.raises(Missing, match="there are test"):
        ecb.evaluate("dev", tmp_path)
    with pytest.raises(Missing, match="documents_xx"):
        meantime.evaluate("xx", tmp_path)
