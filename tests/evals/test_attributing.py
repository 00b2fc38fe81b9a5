"""Scores of attribution: each metric on a text of two sentences that nobody wrote."""

import json
import sys
from pathlib import Path

import pytest
from evals.attributing import Sheet

from counterclaim.encoder import pack
from counterclaim.extract.attribution.columns import windows
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.attribution.tagger import OTHER, tag
from evals import attributing, gum, gum_documents, polnear, sets, tagging, weights

TEXT = "“The bridge is gone,” Ann said. Police deny that it fell."
MARKED = (
    Saying(((22, 25),), ((26, 30),), ((0, 21),)),
    Saying(((32, 38),), ((39, 43),), ((44, 56),)),
)
SHEET = Sheet(TEXT, MARKED)


def test_all_right() -> None:
    """What was marked scores 1 everywhere."""
    scores = attributing.score([SHEET], [MARKED])
    assert {name for name, value in scores.items() if value != 1} == set()
    assert {f"exact_f1_{r}" for r in attributing.ROLES} | {"chars_f1", "speaker_on_matched", "direct_recall"} <= set(
        scores
    )


def test_nothing_found() -> None:
    """Nothing found scores 0 everywhere, without dividing by nothing."""
    assert set(attributing.score([SHEET], [()]).values()) == {0.0}


def test_a_near_miss() -> None:
    """A content one character short is no exact span, but is matched, and its speaker counts."""
    near = Saying(((32, 38),), ((39, 43),), ((0, 20),))
    scores = attributing.score([SHEET], [(near,)])
    assert scores["exact_f1_content"] == 0
    assert scores["direct_recall"] == 1
    assert scores["speaker_on_matched"] == 0
    assert scores["exact_f1_source"] == pytest.approx(2 / 3)
    assert scores["chars_precision"] == 1
    assert scores["chars_recall"] == pytest.approx(20 / 33)


def test_each_mark_is_matched_once() -> None:
    """Two found contents over one marked content make one pair."""
    assert len(attributing.matches(SHEET, [MARKED[0], MARKED[0]])) == 1


def test_polnear_reads_any_split(tmp_path: Path) -> None:
    """Each annotator is a sheet; marks without content are left out; a split that is not there is said."""
    mark = {"source": [[22, 25]], "cue": [[26, 30]], "content": [[0, 21]]}
    row = {
        "text": TEXT,
        "attributions": [mark, {**mark, "content": []}],
        "other_annotators": {"b": {"attributions": [mark]}},
    }
    (tmp_path / "test.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert polnear.sheets("test", tmp_path) == [Sheet(TEXT, MARKED[:1])] * 2
    with pytest.raises(sets.Missing, match="dev"):
        polnear.sheets("dev", tmp_path)
    assert sets.kind("polnear", "test") == "untouched"


def test_gum_goes_by_both_names(tmp_path: Path) -> None:
    """The set is `gum`, its folder `gum_news`; either name finds both."""
    (tmp_path / "gum_news").mkdir()
    assert sets.folder("gum", tmp_path) == sets.folder("gum_news", tmp_path) == tmp_path / "gum_news"
    assert sets.module("gum_news") is gum


def test_gum_units_become_spans() -> None:
    """Stops are trimmed, pieces that touch are joined, and the cue is the phrase without its source."""
    row = {
        "text": "It fell, and broke, Ann said.",
        "attributions": [
            {
                "source": {"spans": [[20, 23]]},
                "phrase": {"spans": [[20, 29]]},
                "content": {"spans": [[0, 8], [9, 19]]},
            }
        ],
    }
    assert gum_documents.sayings(row) == (Saying(((20, 23),), ((24, 28),), ((0, 18),)),)


def test_lessons() -> None:
    """A lesson has a row of vectors, of places and a label for each token."""
    (window,) = windows(attributing.parsed(TEXT), ())
    one = tagging.lesson(TEXT, window, MARKED)
    assert len(one.seen) == len(one.places) == len(one.labels) == len(window.spans)
    assert {int(n) for n in one.labels} >= {1, 3, 5}


def test_labels_are_lawful() -> None:
    """A content that goes on after its source, which was marked as one piece around it, begins anew there."""
    (window,) = windows(attributing.parsed(TEXT), ())
    start, end = int(window.spans[0, 0]), int(window.spans[-1, 1])
    inner = (int(window.spans[2, 0]), int(window.spans[2, 1]))
    marked = [Saying((), (), ((start, end),)), Saying((inner,), (), ())]
    assert [int(n) for n in tagging.labels(window.spans, marked)][:5] == [5, 6, 1, 5, 6]


def test_the_tagger_learns() -> None:
    """Weights learned from a few sentences label those sentences as marked, and come out the same again."""
    pytest.importorskip("torch", reason="learning needs the train extra")
    (window,) = windows(attributing.parsed(TEXT), ())
    lessons = [tagging.lesson(TEXT, window, MARKED)] * 3
    learned = tagging.learn(lessons, rounds=40)
    assert tag(TEXT, window, learned) == list(lessons[0].labels)
    assert pack(learned.arrays) == pack(tagging.learn(lessons, rounds=40).arrays)


def test_gum_says_when_it_cannot_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without torch and without named weights GUM is not scored, rather than with weights that have seen it."""
    monkeypatch.delenv(OTHER, raising=False)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(sets.Missing, match="train"):
        weights.by_turns([], {}, Path("nowhere"))
