"""`keys` and `ledger` on the command line: what an institution, a court's expert and a witness do with a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from counterclaim.cli import main
from tests.unit.store.samples import a_decision, opened

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def own_key() -> str:
    return str(json.loads(run("keys", "show", "--json").stdout.splitlines()[0])["key"])


def test_lines_are_of_their_schemas(case: Path) -> None:
    for kind, words in (("key", ["keys", "show"]), ("checkpoint", ["ledger", "show", case])):
        schema = json.loads((REFERENCE / f"{kind}.schema.json").read_text(encoding="utf-8"))
        found = run(*words, "--json")
        assert found.exit_code == 0, found.output
        for line in found.stdout.splitlines():
            Draft202012Validator(schema).validate(json.loads(line))


def test_the_own_key_is_the_result_and_a_revoked_one_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    old = own_key()
    assert run("keys", "show").stdout == f"{old}\n"
    assert run("keys", "rotate").exit_code == 0
    assert "revoked" not in run("keys", "show").output
    assert run("keys", "revoke", old.partition("+")[0]).exit_code == 0
    told = run("keys", "show").stdout
    assert told.splitlines()[0] == own_key()
    assert "revoked" in told
    rows = [json.loads(line) for line in run("keys", "show", "--json").stdout.splitlines()]
    assert [(row["key"] == old, row["signs"], row["revoked"]) for row in rows] == [
        (False, True, False),
        (True, False, True),
    ]


def test_an_expert_elsewhere_checks_with_the_key_alone(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, out = own_key(), tmp_path / "proof"
    with opened(case) as made:
        report = made.reports()[0].id
    assert run("ledger", "prove", case, report, "--out", out).exit_code == 0
    entry, proof = next(out.glob("*.entry.json")), next(out.glob("*.proof"))
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "elsewhere"))
    unknown = run("ledger", "check", entry, proof)
    assert (unknown.exit_code, "not known" in unknown.output) == (1, True)
    assert run("ledger", "check", entry, proof, "--key", key).exit_code == 0
    assert run("verify", case).exit_code == 0
    assert run("verify", case, "--key", key).exit_code == 0
    assert run("verify", case, "--key", own_key()).exit_code == 1
    assert run("keys", "trust", key, "--whose", "the harbour archive, by telephone").exit_code == 0
    assert run("ledger", "check", entry, proof).exit_code == 0
    row = next(out.glob("*.row.json"))
    assert run("ledger", "check", entry, proof, "--row", row).exit_code == 0
    row.write_bytes(row.read_bytes().replace(b"stands", b"burned"))
    assert run("ledger", "check", entry, proof, "--row", row).exit_code == 1
    entry.write_bytes(entry.read_bytes().replace(b"row", b"now"))
    changed = run("ledger", "check", entry, proof)
    assert (changed.exit_code, "Not proven" in changed.output) == (1, True)


def test_a_witness_signs_only_what_is_whole(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "institute"))
    assert run("ledger", "cosign", case).exit_code == 0
    assert len(list((case / "ledger" / "kept").iterdir())) == 1
    (case / "evidence" / "x").write_text("x")
    refused = run("ledger", "cosign", case)
    assert (refused.exit_code, "1 failure" in refused.output) == (2, True)


def test_keys_are_rotated_and_revoked(case: Path) -> None:
    old = own_key()
    assert run("keys", "rotate").exit_code == 0
    assert own_key() != old
    with opened(case) as made:
        made.add_decision(a_decision())
    assert run("verify", case).exit_code == 0
    assert run("keys", "revoke", old.split("+")[0]).exit_code == 0
    assert run("verify", case).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["keys", "trust", "no key", "--whose", "x"],
        ["keys", "revoke", "desk-1"],
        ["verify", "CASE", "--key", "x"],
        ["ledger", "prove", "CASE", "r_none", "--out", "OUT"],
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], case: Path, tmp_path: Path) -> None:
    place = {"CASE": str(case), "OUT": str(tmp_path / "out")}
    found = run(*(place.get(w, w) for w in words))
    assert (found.exit_code, "expected" in found.output.lower()) == (2, True)


def test_it_is_said_which_signature_was_checked(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name under a checkpoint shows nothing by itself."""
    own = own_key()
    told = json.loads(run("ledger", "show", case, "--json").stdout)
    assert told["checked"] == told["signed_by"] == [own.partition("+")[0]]
    assert "(checked)" in run("ledger", "show", case).output
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "others"))
    assert json.loads(run("ledger", "show", case, "--json").stdout)["checked"] == []
    assert "not checked, its key is not known here" in " ".join(run("ledger", "show", case).output.split())
    assert run("keys", "trust", own, "--whose", "the office, by telephone").exit_code == 0
    file = case / "ledger" / "checkpoint"
    begin, dash, coded = file.read_text().rpartition(" ")
    file.write_text(f"{begin}{dash}{coded[:20]}{'A' if coded[20] != 'A' else 'B'}{coded[21:]}")
    assert "WRONG" in run("ledger", "show", case).output
