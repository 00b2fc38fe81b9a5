"""What earlier versions made verifies still: a case of format 2 with a rotated key, and a bundle. All is invented.

`tests/golden/case-format-2.zip` holds a case as the first version with a ledger wrote it: its kept checkpoint has no
entry. `bundle-1.zip` holds a bundle as the first version with bundles wrote it. `signers.keys` are the public keys.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.ledger import Log, Verifier
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
