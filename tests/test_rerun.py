"""`verify --rerun`: the run is derived anew, and the first row that differs is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim import receive
from counterclaim.case import settle, take
from counterclaim.cli import main
from counterclaim.progress import Quiet
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Grade
from counterclaim.records.words import DecisionKind
from counterclaim.rerun import rerun
from counterclaim.store import CaseFolder
from tests.conftest import clock

#: Invented texts about an invented place.
TEXTS = (
    "Orvane, 3 May 2031. Twelve people were killed when shells hit the market in Orvane, the mayor said on Saturday.",
    "Orvane, 3 May 2031. The army denied that it had shelled the market in Orvane. Residents said nine people died.",
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFolder]:
    made = CaseFolder.open(tmp_path / "case", create=True)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, text in enumerate(TEXTS):
        (inbox / f"{number}.txt").write_text(text)
    take(made, [inbox], receive.supplied(None, None, None, None), clock, Quiet())
    settle(made, clock)
    yield made
    made.close()


def verified(case: CaseFolder) -> tuple[int, str, list[dict[str, str]]]:
    found = CliRunner().invoke(main, ["verify", str(case.path), "--rerun", "--json"])
    return found.exit_code, found.stderr, [json.loads(line) for line in found.stdout.splitlines()]


def test_the_same_run_comes_out_and_the_case_is_left_alone(case: CaseFolder) -> None:
    before = {p: p.read_bytes() for p in case.path.rglob("*") if p.is_file()}
    code, _, checks = verified(case)
    names = {c["subject"] for c in checks if "anew" in c["subject"]}
    assert code == 0
    assert {"claims read anew", "table grades derived anew", "table lineage derived anew"} <= names
    after = {p: p.read_bytes() for p in case.path.rglob("*") if p.is_file()}
    assert {p for p in after if after[p] != before.get(p) and not p.name.startswith("case.sqlite-")} == set()


def test_a_table_that_the_program_would_not_give_is_named_with_its_row(case: CaseFolder) -> None:
    """Whoever holds the key can note a run of their own; deriving it anew shows it."""
    from dataclasses import replace

    held = case.runs.run()
    grades = list(case.runs.table("grades", Grade))
    assert len(grades) > 1
    grades[1] = replace(grades[1], value="something else")
    _, tables = _tables(case)
    shutil.rmtree(case.runs.folder / held.id)
    with case.writing():
        case.save_run(replace(held, tables=()), tables | {"grades": grades}, clock())
    wrong = [c for c in rerun(case, Quiet()) if c.state != "intact"]
    assert [c.subject for c in wrong] == ["table grades derived anew, row 2"]
    assert "something else" in wrong[0].came


def _tables(case: CaseFolder) -> tuple[object, dict[str, object]]:
    import tempfile
    from functools import partial

    from counterclaim.case import settled
    from counterclaim.reuse_index import shared_in
    from counterclaim.settings import Settings
    from counterclaim.store import Made

    run = case.runs.run()
    where = Path(tempfile.mkdtemp()), Made.of(case.journal)
    compare = partial(shared_in, where, settings=Settings(), progress=Quiet())
    return settled(case, run.extractor, case.readings(run.extractor), (compare, Quiet()))


def test_what_cannot_be_compared_is_said(case: CaseFolder) -> None:
    made = Decision(number=0, kind=DecisionKind.ACCEPT, subject="c", fields=(), who="M. Orr", at=clock(), reason="read")
    with case.writing():
        case.add_decision(made)
    code, words, _ = verified(case)
    assert (code, "added since" in words) == (2, True)
