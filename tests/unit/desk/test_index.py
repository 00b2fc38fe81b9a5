"""The parts of a run's index: who speaks, how records are packed, and searches that find very many."""

import json
from pathlib import Path

import pytest

from counterclaim.desk.index import shape, texts
from counterclaim.desk.index.speakers import Speakers
from counterclaim.desk.index.texts import Hits, Texts
from counterclaim.progress import Quiet
from counterclaim.store import Made
from tests.unit.builders import a_report


def told(*names: str) -> list[dict[str, dict[str, str]]]:
    """Give a chain of agents by name."""
    return [{"agent": {"id": f"a_{name}", "name": name, "kind": "outlet"}} for name in names]


def test_those_who_say_most_come_first_and_whoever_starts_a_claim_does_not_pass_it_on() -> None:
    heard = Speakers()
    heard.hear(1, told("Post", "Wire"))
    heard.hear(2, told("Wire", "Post", "Wire"))
    heard.hear(3, told("Wire"))
    assert [(n, name, said, passed) for n, _, name, _, _, said, passed, _ in heard.agents({})] == [
        (1, "Wire", 2, 1),
        (2, "Post", 1, 1),
    ]
    assert list(heard.said()) == [(1, 0, 2), (1, 0, 3), (1, 1, 1), (2, 0, 1), (2, 1, 2)]
    assert list(heard.named()) == [(1, "Wire"), (2, "Post")]


def test_a_run_in_which_nobody_speaks_has_no_agents() -> None:
    heard = Speakers()
    assert (list(heard.agents({})), list(heard.said())) == ([], [])


def test_records_come_back_as_they_were_packed() -> None:
    rows = [{"id": "c_1", "text": "город ≠ مدينة"}, {"id": "c_2"}]
    assert shape.unpacked(shape.packed(json.dumps(rows[0]))) == rows[0]
    assert shape.unpacked(shape.packed_list(json.dumps(r, ensure_ascii=False) for r in rows)) == rows


def test_words_of_very_many_reports_are_counted_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "COUNTED_MAX", 3)
    held = Texts(tmp_path / "texts.sqlite", Made("a case"))
    made = [a_report(f"Shells fell on harbour number {n}.", id=f"r_{n}") for n in range(5)]
    held.add(made, len(made), Quiet())
    assert held.find('"harbour"', 0, 2) == Hits(held.find('"harbour"', 0, 2).reports, 3, more=True)
    assert held.find('"4"', 0, 2) == Hits(("r_4",), 1)


def test_a_file_of_texts_that_was_removed_is_not_read_any_more(tmp_path: Path) -> None:
    held = Texts(tmp_path / "texts.sqlite", Made("a case"))
    held.add([a_report("Shells fell.", id="r_1")], 1, Quiet())
    assert held.find('"shells"', 0, 2).total == 1
    for path in tmp_path.iterdir():
        path.unlink()
    assert held.find('"shells"', 0, 2) == Hits((), 0)
