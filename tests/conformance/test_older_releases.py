"""What earlier versions made verifies still: a case of format 2 with a rotated key, and a bundle. All is invented.

`tests/golden/case-format-2.zip` holds a case as the first version with a ledger wrote it: its kept checkpoint has no
entry. `bundle-1.zip` holds a bundle as the first version with bundles wrote it; `bundle-2.zip` two as this version
writes them, whole and without a name, with a change of key, a witness, time stamps and a web archive. `signers.keys`
are the public keys. The promise that this holds is told in docs/reference/contract.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.ledger import Log, Verifier, bag
from tests.mutations import ours, theirs

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


def test_what_this_version_makes_verifies_with_the_verifier_of_an_older_one(bundle: Path, tmp_path: Path) -> None:
    """The program that lies in an older bundle checks the new ones: whole, without a name, and damaged."""
    (tmp_path / "older.py").write_bytes(bag.unzipped(bundle.read_bytes())["data/verify.py"])
    with zipfile.ZipFile(GOLDEN / "bundle-2.zip") as held:
        held.extractall(tmp_path)

    def found(name: str) -> tuple[int, str]:
        words = [sys.executable, str(tmp_path / "older.py"), str(tmp_path / name), str(SIGNERS[2])]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    for name in ("whole.zip", "redacted.zip"):
        assert found(name)[0] == 0, found(name)[1]
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data.replace(b"Orvane", b"Orvene", 1))
        assert found(name)[0] == 1
