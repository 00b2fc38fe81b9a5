"""The development key itself: its form, its splits and, where the texts are, its offsets."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from evals.claims import CHECK, SPLITS, documents, report
from evals.claims.agreement import measured
from evals.claims.key import FIRST, SECOND, as_record, askew, claim, keyed, rows
from evals.claims.score import score
from evals.sets import Missing

DATA = os.environ.get("COUNTERCLAIM_DATA", "")
ABSENT = [
    p.stem for p in FIRST.glob("*.jsonl") if not any((h / p.stem).is_dir() for h in (Path(DATA), Path(DATA).parent))
]
needs_texts = pytest.mark.skipif(
    not DATA or bool(ABSENT),
    reason=f"COUNTERCLAIM_DATA ({DATA or 'not set'}) lacks annotated texts: {', '.join(ABSENT)}",
)
ROWS = [row for path in sorted(FIRST.glob("*.jsonl")) for row in rows(path.stem)]


def test_enough_is_annotated_and_each_document_once() -> None:
    ids = [row["doc"] for row in ROWS]
    assert len(ids) == len(set(ids)) >= 40
    assert all(row["claims"] for row in ROWS)


def test_the_key_holds_no_texts() -> None:
    """A value or a name is a phrase: nothing in the key is as long as a sentence."""
    for row in ROWS:
        assert re.fullmatch("[0-9a-f]{64}", row["sha256"])
        for one in map(claim, row["claims"]):
            words = [one.value, one.actor, one.target, one.asset, one.label, *(n for h in one.chain for n in h.names)]
            assert max(len(w.split()) for w in words if w) <= 12


def test_a_claim_is_not_annotated_twice() -> None:
    for row in ROWS:
        kept = [str(sorted(c.items())) for c in row["claims"]]
        assert len(kept) == len(set(kept)), row["doc"]


def test_a_third_is_kept_untouched() -> None:
    ids = {row["doc"] for row in ROWS}
    assert ids >= CHECK
    assert abs(len(CHECK) / len(ids) - 1 / 3) < 0.01
    assert SPLITS == {"dev": "development", "check": "untouched"}


def test_the_second_pass_covers_a_quarter() -> None:
    second = {row["doc"] for path in SECOND.glob("*.jsonl") for row in rows(path.stem, SECOND)}
    assert second <= {row["doc"] for row in ROWS}
    assert len(second) >= len(ROWS) / 4


def test_an_absent_text_or_split_is_told(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="COUNTERCLAIM_DATA"):
        list(keyed(tmp_path))
    with pytest.raises(Missing, match="dev, check"):
        documents("test", tmp_path)


def test_another_edition_of_a_text_is_refused(tmp_path: Path) -> None:
    row = next(rows("jesuits"))
    (tmp_path / "jesuits" / "reports").mkdir(parents=True)
    (tmp_path / "jesuits" / "reports" / f"{row['doc']}.md").write_text('---\nid: "x"\n---\n\nAnother text.\n')
    with pytest.raises(Missing, match="annotated text"):
        list(keyed(tmp_path))


@needs_texts
def test_offsets_fall_on_words_and_a_key_scores_itself() -> None:
    for one in keyed(Path(DATA)):
        assert [w for c in one.claims if (w := askew(one.text, c))] == [], one.doc
        found = score([(one.claims, [as_record(c, one.doc, one.text) for c in one.claims])])
        assert {v for k, v in found.items() if not k.startswith("claims_")} == {1.0}, one.doc


@needs_texts
def test_reports_are_taken_with_their_texts() -> None:
    made = [report(d) for d in documents("dev", Path(DATA))]
    assert sum(r.published is not None for r in made) > 10
    assert {r.read for r in made} == {"yes"}


@needs_texts
def test_the_passes_agree_as_the_readme_says() -> None:
    said = (FIRST.parent / "README.md").read_text(encoding="utf-8")
    found = measured(Path(DATA))
    for name in ("span_f1", "claim_f1", "originator", "claim_act_kappa", "factuality_kappa", "aspect_kappa"):
        assert f"{found[name]:.3f}".lstrip("0") in said, name
