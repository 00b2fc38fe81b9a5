"""What earlier versions made verifies still: a case of format 2 with a rotated key, and a bundle. All is invented.

`tests/golden/case-format-2.zip` holds a case as the first version with a ledger wrote it: its kept checkpoint has no
entry. `bundle-1.zip` holds a bundle as the first version with bundles wrote it; `bundle-2.zip` two as a later one
wrote them, whole and without a name, with a change of key, a witness, time stamps and a web archive. `signers.keys`
are the public keys, `standalone.zip` the short verifiers of four earlier versions, the last of them of 27 November
2026: what is made now must verify with yesterday's. The promise that this holds is told in docs/reference/contract.md.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.desk.opened import Desk
from counterclaim.ledger import Log, Verifier, bag
from counterclaim.progress import Quiet
from tests.mutations import made, ours, theirs

GOLDEN = Path(__file__).parents[1] / "golden"
LINES = (GOLDEN / "signers.keys").read_text(encoding="utf-8").splitlines()
SIGNERS = tuple(Verifier.parse(line) for line in LINES if not line.startswith("#"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the user be one who never saw these cases."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with zipfile.ZipFile(GOLDEN / "case-format-2.zip") as held:
        held.extractall(tmp_path / "case")
    (tmp_path / "case/.lock").write_bytes(b"at rest\n")  # it was packed without hidden files
    return tmp_path / "case"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    with zipfile.ZipFile(GOLDEN / "bundle-1.zip") as held:
        held.extractall(tmp_path)
    return tmp_path / "bundle.zip"


def test_a_case_of_an_older_version_verifies_by_both(case: Path) -> None:
    assert theirs(case, *SIGNERS) == ours(case, *SIGNERS) == theirs(case, *SIGNERS) == []
    assert theirs(case, SIGNERS[0])
    assert ours(case, SIGNERS[0])
    found = CliRunner().invoke(main, ["verify", str(case), "--json"])
    assert found.exit_code == 0
    assert "no entry names it yet" in found.stdout


def test_it_is_read_and_goes_on(case: Path) -> None:
    """Its pages are written, a decision is added by another desk, and what that desk cannot show is said."""
    claims = CliRunner().invoke(main, ["claims", str(case), "--json"])
    subject = json.loads(claims.stdout.splitlines()[0])["id"]
    done = CliRunner().invoke(main, ["decide", str(case), "accept", subject, "--reason", "read again", "--who", "desk"])
    assert done.exit_code == 0, done.output
    assert [json.loads(e)["kept"] for e in Log(case / "ledger").entries() if b'"kept"' in e] == [13]
    found = CliRunner().invoke(main, ["verify", str(case), "--json"])
    assert found.exit_code == 0, found.output
    assert "no entry names it yet" not in found.stdout
    assert "whether it agreed is not shown" in found.stdout


def test_damage_to_it_is_named_by_both(case: Path) -> None:
    kept = case / "ledger/kept/13"
    kept.write_bytes(kept.read_bytes().replace(b"counterclaim/", b"counterclaim-"))
    assert theirs(case, *SIGNERS)
    assert ours(case, *SIGNERS) == ["ledger/kept/13"]


def test_a_bundle_of_an_older_version_verifies_by_both(bundle: Path) -> None:
    assert theirs(bundle, SIGNERS[1]) == ours(bundle, SIGNERS[1]) == []
    assert theirs(bundle, SIGNERS[0])
    assert ours(bundle, SIGNERS[0])


@pytest.mark.parametrize("name", ["whole.zip", "redacted.zip"])
def test_bundles_of_this_version_will_verify(name: str, tmp_path: Path) -> None:
    """By whatever comes later; by both verifiers, and with damage named."""
    with zipfile.ZipFile(GOLDEN / "bundle-2.zip") as held:
        data = held.read(name)
    (tmp_path / name).write_bytes(data)
    assert theirs(tmp_path / name, SIGNERS[2]) == ours(tmp_path / name, SIGNERS[2]) == []
    assert theirs(tmp_path / name, SIGNERS[1])
    assert ours(tmp_path / name, SIGNERS[1])
    (tmp_path / name).write_bytes(data[:-1000] + b"x" + data[-999:])
    assert theirs(tmp_path / name, SIGNERS[2])
    assert ours(tmp_path / name, SIGNERS[2])


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[bytes]]:
    """Give a case that this program makes now, with all that one can hold and a desk's index, and bundles of it."""
    place = tmp_path_factory.mktemp("fresh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        found = made(place)
        desk = Desk(found[0])
        desk.prepare(Quiet())
        desk.close()
        return found


@pytest.fixture
def fresh(both: tuple[Path, list[bytes]]) -> list[bytes]:
    """Give the bundles: whole, and without a name."""
    return both[1]


@pytest.fixture(scope="module")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of short verifiers as earlier versions had them, by number."""
    place = tmp_path_factory.mktemp("standalone")
    with zipfile.ZipFile(GOLDEN / "standalone.zip") as held:
        held.extractall(place)
    return place


def found(program: Path, subject: Path, *keys: str) -> tuple[int, str]:
    """Run a verifier of an earlier version; give how it ends and what it says."""
    done = subprocess.run([sys.executable, program, subject, *keys], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.parametrize("release", ["0", "1", "2", "3", "4"])
def test_a_bundle_made_now_verifies_with_the_verifier_of_an_earlier_version(
    release: str, fresh: list[bytes], bundle: Path, standalone: Path, tmp_path: Path
) -> None:
    """That which lies in the first bundles (0) and those since; with the public key that lies in it; no damaged one."""
    program = standalone / release / "verify.py"
    if release == "0":
        program = tmp_path / "verify.py"
        program.write_bytes(bag.unzipped(bundle.read_bytes())["data/verify.py"])
    for number, data in enumerate(fresh):
        path, key = tmp_path / f"{number}.zip", bag.unzipped(data)["data/keys.txt"].decode().strip()
        path.write_bytes(data)
        assert found(program, path, key) == (0, found(program, path, key)[1])
        assert "FAILS" not in found(program, path, key)[1]
        path.write_bytes(data.replace(b"Orvane", b"Orvene", 1))
        assert found(program, path, key)[0] == 1


def test_a_case_made_now_verifies_with_the_verifier_of_yesterday(
    both: tuple[Path, list[bytes]], standalone: Path, tmp_path: Path
) -> None:
    program = standalone / "4" / "verify_case.py"
    assert found(program, both[0]) == (0, found(program, both[0])[1])
    shutil.copytree(both[0], tmp_path / "case")
    original = next(p for p in sorted((tmp_path / "case/evidence").rglob("*")) if p.is_file())
    original.write_bytes(original.read_bytes() + b"x")
    assert found(program, tmp_path / "case")[0] == 1


def test_a_case_that_goes_on_here_verifies_with_the_verifier_of_the_version_before(
    case: Path, standalone: Path
) -> None:
    """What an earlier version made and this one writes in keeps its lock, and is read by both."""
    program = standalone / "3" / "verify_case.py"
    claims = CliRunner().invoke(main, ["claims", str(case), "--json"])
    subject = json.loads(claims.stdout.splitlines()[0])["id"]
    done = CliRunner().invoke(main, ["decide", str(case), "accept", subject, "--reason", "read again", "--who", "desk"])
    assert done.exit_code == 0, done.output
    assert found(program, case) == (0, found(program, case)[1])
    assert not (case / "lock").exists()
    (case / "case.json").write_bytes(b"{}")
    assert found(program, case)[0] == 1
