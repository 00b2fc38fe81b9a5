"""Two verifiers, written apart, on the same random damage: both see it, and neither cries wolf.

Some hundred damages here; `python -m tests.mutations COUNT` does any number.
"""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.cli.exits import BAD
from counterclaim.ledger import Keys
from tests.damage import MORE, Damage, files_of
from tests.mutations import (
    STANDALONE,
    another_key,
    back_date,
    damaged_bundles,
    damaged_cases,
    made,
    ours,
    reshape,
    swap_reports,
    theirs,
    wrong,
)

LINES_MAX = 200
#: What the second verifier may import beside the standard library.
ALLOWED = {"cryptography", "verify"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[bytes]]]:
    place = tmp_path_factory.mktemp("verifiers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        yield made(place)


def test_neither_finds_anything_in_what_is_whole(whole: tuple[Path, list[bytes]], tmp_path: Path) -> None:
    case, bundles = whole
    own = Keys.own().signer().verifier
    assert ours(case, own) == theirs(case, own) == theirs(case) == []
    for number, data in enumerate(bundles):
        (tmp_path / f"{number}.zip").write_bytes(data)
        assert ours(tmp_path / f"{number}.zip", own) == theirs(tmp_path / f"{number}.zip", own) == []


def test_both_see_every_damage_to_a_case(whole: tuple[Path, list[bytes]]) -> None:
    assert [told for found in damaged_cases(whole[0], 60, 3) if (told := wrong(found))] == []


@pytest.mark.parametrize("damage", dict.fromkeys(MORE))
def test_both_see_what_one_does_who_knows_files_rows_or_the_ledger(
    whole: tuple[Path, list[bytes]], damage: Damage
) -> None:
    assert [told for found in damaged_cases(whole[0], 3, 7, (damage,)) if (told := wrong(found))] == []


@pytest.mark.parametrize("damage", [swap_reports, back_date, another_key, reshape])
def test_both_see_what_one_does_who_knows_the_program(
    whole: tuple[Path, list[bytes]], tmp_path: Path, damage: Damage
) -> None:
    """Rows changed and sealed anew, another key put in the place of ours, tables that nobody made."""
    own = Keys.own().signer().verifier
    for seed in range(4):
        case = tmp_path / str(seed)
        shutil.copytree(whole[0], case)
        told = damage(random.Random(seed), case)
        assert theirs(case, own), told
        assert ours(case, own), told


def test_each_file_cut_short_is_named_by_both(whole: tuple[Path, list[bytes]], tmp_path: Path) -> None:
    own, case = Keys.own().signer().verifier, tmp_path / "case"
    shutil.copytree(whole[0], case)
    for path in files_of(case):
        data, mode = path.read_bytes(), path.stat().st_mode
        path.chmod(0o644)
        path.write_bytes(data[: len(data) // 2])
        assert (ours(case, own), path) != ([], path)
        assert (theirs(case, own), path) != ([], path)
        path.write_bytes(data)
        path.chmod(mode)
    assert ours(case, own) == theirs(case, own) == []


@pytest.mark.parametrize("number", [0, 1], ids=["whole", "redacted"])
def test_both_see_every_damage_to_a_bundle(whole: tuple[Path, list[bytes]], number: int) -> None:
    assert [told for found in damaged_bundles(whole[1][number], 80, 4) if (told := wrong(found))] == []


@pytest.mark.parametrize("name", ["verify.py", "verify_case.py"])
def test_the_second_verifier_is_short_and_stands_alone(name: str) -> None:
    import sys

    text = (STANDALONE / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES_MAX
    nodes = list(ast.walk(ast.parse(text)))
    found = {a.name.partition(".")[0] for n in nodes if isinstance(n, ast.Import) for a in n.names}
    found |= {(n.module or "").partition(".")[0] for n in nodes if isinstance(n, ast.ImportFrom)}
    assert found - set(sys.stdlib_module_names) <= ALLOWED


@pytest.mark.parametrize("words", [[], ["--help"], ["nowhere.zip"]])
def test_who_gives_nothing_to_check_is_told_what_to_give(words: list[str]) -> None:
    """And does not read of an error of the program, or of a bundle that is not whole."""
    for program in STANDALONE.glob("verify*.py"):
        done = subprocess.run([sys.executable, program, *words], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("Expected a FILE.zip, or a case's folder")


def test_deriving_anew_is_not_pretended_of_a_bundle(whole: tuple[Path, list[bytes]], tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(whole[1][0])
    done = CliRunner().invoke(main, ["verify", str(tmp_path / "b.zip"), "--rerun"])
    assert done.exit_code == BAD
    assert "a case with --rerun" in done.output
