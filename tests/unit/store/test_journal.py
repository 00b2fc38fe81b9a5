"""The ledger of a case: what whoever edits the record, the seals and the ledger cannot hide from its keeper."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterclaim.canonical import canonical_bytes, digest
from counterclaim.errors import Damaged
from counterclaim.ledger import COSIGNATURE, Keys, Log, Note, Signer, Verifier, proven
from counterclaim.ledger.note import Signature
from counterclaim.store import CaseFolder, Trust, schema, seals, verify
from counterclaim.store.journal import entry_of
from tests.mutations import theirs
from tests.unit.store.samples import a_decision, fill, not_intact, opened, stopped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a case with one of each thing, closed."""
    with opened(tmp_path / "case") as case:
        fill(case)
    return tmp_path / "case"


def check(folder: Path, *trusted: Verifier) -> list[tuple[str, str]]:
    """Give what verifying finds."""
    case = CaseFolder.open(folder)
    found = [(c.subject, c.state) for c in verify(case, Trust(keys=trusted)) if c.state != "intact"]
    case.close()
    return found


def entries(folder: Path) -> list[dict[str, Any]]:
    """Give the entries of a case's ledger."""
    return [json.loads(e) for e in Log(folder / "ledger").entries()]


def told_of(folder: Path, subject: str) -> str:
    """Give what verifying says of one thing."""
    case = CaseFolder.open(folder)
    (came,) = [c.came for c in verify(case) if c.subject == subject]
    case.close()
    return came


_TRIGGERS = ("reports_no_update", "seals_no_update")


def forge_row(folder: Path) -> None:
    """Edit a row and its seal together, as one who knows the program would."""
    with sqlite3.connect(folder / "case.sqlite") as raw:
        kept = [raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", [n]).fetchone()[0] for n in _TRIGGERS]
        for name in _TRIGGERS:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE reports SET record = json_set(record, '$.title', 'Another')")
        names = [c.name for c in schema.REPORTS.columns]
        row = dict(zip(names, raw.execute("SELECT id, capture, record FROM reports").fetchone(), strict=True))
        (salt,) = raw.execute("SELECT salt FROM seals WHERE kind = 'reports'").fetchone()
        made = seals.seal(schema.REPORTS, row, salt)
        raw.execute("UPDATE seals SET digest = :digest, sealed = :sealed WHERE kind = 'reports'", made)
        for sql in kept:
            raw.execute(sql)
    raw.close()


def forge_ledger(folder: Path, signer: Signer) -> None:
    """Write a ledger anew that fits the record, under the same name, and let nothing tell how the record was."""
    (folder / "lock").write_bytes(b"at rest\n" + b" " * 64 + b"\n")
    name = Log(folder / "ledger").checkpoint
    assert name is not None
    shutil.rmtree(folder / "ledger")
    with sqlite3.connect(folder / "case.sqlite") as raw:
        raw.row_factory = sqlite3.Row
        rows = [entry_of(row) for row in raw.execute("SELECT * FROM seals ORDER BY number")]
    raw.close()
    made = [{"key": str(signer.verifier), "state": "begins"}, *rows]
    Log(folder / "ledger").append(name.origin, [canonical_bytes(e) for e in made], [signer])


def test_each_row_is_entered_once(folder: Path) -> None:
    found = entries(folder)
    assert [e["row"] for e in found[1:]] == list(range(1, len(found)))
    assert found[0]["state"] == "begins"
    assert all(set(e) == {"row", "sealed"} for e in found[1:])
    assert check(folder) == []
    with opened(folder):
        pass
    assert Log(folder / "ledger").size == len(found)


def test_a_row_edited_with_its_seal_is_named(folder: Path) -> None:
    forge_row(folder)
    found = check(folder)
    assert any(subject.startswith("reports r_") for subject, _ in found)
    with opened(folder) as case:
        case.add_decision(a_decision())
    assert any(subject.startswith("reports r_") for subject, _ in check(folder))


def test_a_ledger_made_anew_by_another_key_is_named(folder: Path) -> None:
    thief = Signer("desk-000000000000", Ed25519PrivateKey.generate())
    forge_row(folder)
    forge_ledger(folder, thief)
    assert ("what was signed here before", "damaged") in check(folder)
    shutil.copytree(folder, folder.parent / "moved")
    moved = check(folder.parent / "moved")
    assert moved == []
    own = Keys.own().signer().verifier
    assert check(folder.parent / "moved", own) == [("signature of the ledger", "damaged")]
    assert check(folder.parent / "moved", thief.verifier) == []


def test_another_key_named_in_the_checkpoint_alone_is_named(folder: Path) -> None:
    log = Log(folder / "ledger")
    assert log.note is not None
    thief = Signer("desk-000000000000", Ed25519PrivateKey.generate())
    forged = type(log.note)(log.note.text, (thief.sign(log.note.text),))
    (folder / "ledger/checkpoint").write_bytes(bytes(forged))
    assert check(folder) == [("signature of the ledger", "damaged")]


def test_an_older_copy_put_back_is_named(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "older")
    with opened(folder) as case:
        case.add_decision(a_decision())
    shutil.rmtree(folder)
    (folder.parent / "older").rename(folder)
    assert check(folder) == [("what was signed here before", "damaged")]


def test_a_copy_that_goes_on_says_that_it_parts(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "copy")
    for name, subject in (("case", "e_1"), ("copy", "e_2")):
        with opened(folder.parent / name) as case:
            case.add_decision(a_decision(subject))
    first, second = (Log(folder.parent / name / "ledger") for name in ("case", "copy"))
    assert first.checkpoint is not None
    assert second.checkpoint is not None
    assert first.checkpoint.origin != second.checkpoint.origin
    parted = [json.loads(e) for e in second.entries() if b'"fork"' in e]
    assert [e["fork"] for e in parted] == [first.checkpoint.origin]
    assert check(folder) == check(folder.parent / "copy") == []


def test_rows_put_in_at_rest_are_named_and_nobody_writes_on(folder: Path) -> None:
    with sqlite3.connect(folder / "case.sqlite") as raw:
        raw.execute("INSERT INTO supplied (number, record) VALUES (9, '{}')")
        made = seals.seal(schema.SUPPLIED, {"number": 9, "record": "{}"})
        raw.execute("INSERT INTO seals (kind, subject, digest) VALUES (:kind, :subject, :digest)", made)
    raw.close()
    assert ("rows of the record", "damaged") in check(folder)
    with pytest.raises(Damaged, match="rows"), opened(folder):
        pass


@pytest.mark.parametrize("what", ["ledger", "ledger/checkpoint", "ledger/tile"])
def test_a_ledger_taken_away_is_named(folder: Path, what: str) -> None:
    gone = folder / what
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    assert any(subject.startswith("ledger") and state == "missing" for subject, state in check(folder))
    with pytest.raises(Damaged), opened(folder) as case:
        case.add_decision(a_decision())
    shutil.rmtree(folder / "ledger", ignore_errors=True)
    (folder / "case.json").write_bytes((folder / "case.json").read_bytes().replace(b"2", b"1"))
    assert ("ledger", "missing") in check(folder)


def test_a_stopped_writer_is_caught_up_with(tmp_path: Path) -> None:
    stopped(tmp_path / "case", fill)
    assert Log(tmp_path / "case" / "ledger").size == 1
    assert check(tmp_path / "case") == []
    assert Log(tmp_path / "case" / "ledger").size > 1


def test_a_rotated_key_signs_once_more_beside_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "case"
    with opened(folder) as case:
        fill(case)
    old, new = Keys.own().signer(), Keys.own().rotate()
    with opened(folder) as case:
        case.add_decision(a_decision())
    kept = dict(Log(folder / "ledger").kept())
    (note,) = map(Note.parse, kept.values())
    assert set(note.by([old.verifier, new.verifier])) == {old.verifier, new.verifier}
    assert check(folder) == []
    assert check(folder, old.verifier) == [("signature of the ledger", "unexpected")]
    (told,) = theirs(folder, old.verifier)
    assert "a key given kept it before" in told
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "elsewhere"))
        Keys.own().trust(old.verifier, "the first desk")
        told = told_of(folder, "signature of the ledger")
        assert f"to which {old.name}, which is known here, handed over" in told
        assert str(new.verifier) in told
    with opened(folder) as case:
        case.add_decision(a_decision())
    assert check(folder) == []
    file = folder / "ledger/kept" / next(iter(kept))
    whole = file.read_bytes()
    assert [e for e in entries(folder) if "kept" in e] == [{"kept": int(file.name), "digest": digest(whole)}]
    file.write_bytes(whole.replace(b"counterclaim/", b"counterclaim-"))
    assert check(folder) == [(f"ledger/kept/{file.name}", "damaged")]
    assert theirs(folder)
    file.unlink()
    assert check(folder) == [(f"ledger/kept/{file.name}", "missing")]
    assert theirs(folder)
    file.write_bytes(whole)
    (file.parent / f"{file.name}0").write_bytes(whole)
    assert check(folder) == [(f"ledger/kept/{file.name}0", "damaged")]
    assert theirs(folder)


def test_what_is_given_out_after_a_rotation_is_entered_by_the_new_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A case knows its own exports again whichever of its keeper's keys signed last; a witness enters nothing."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "case"
    with opened(folder) as case:
        fill(case)
    Keys.own().rotate()
    with opened(folder) as case, case.writing():
        assert case.journal.note_given(["0" * 64])
        assert "0" * 64 in case.journal.given_out()
    assert check(folder) == []
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "others"))
    with opened(folder) as case, case.writing():
        assert not case.journal.note_given(["1" * 64])


def test_a_kept_checkpoint_without_an_entry_is_entered_with_the_next_change(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a witness signed, as what an older version kept, is intact; what cannot be shown is said until then."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "institute"))
        with opened(folder) as case:
            size = case.journal.witness(1_900_000_000).size
    assert not [e for e in entries(folder) if "kept" in e]
    assert "no entry names it yet" in told_of(folder, f"ledger/kept/{size}")
    assert theirs(folder) == []
    with opened(folder):
        pass
    assert [e["kept"] for e in entries(folder) if "kept" in e] == [size]
    assert "no entry" not in told_of(folder, f"ledger/kept/{size}")
    before = Log(folder / "ledger").size
    with opened(folder):
        pass
    assert Log(folder / "ledger").size == before


def test_a_key_that_took_over_without_the_one_before_is_said_to_have(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "another desk"))
    with opened(folder) as case:
        case.add_decision(a_decision())
    (index,) = [n for n, e in enumerate(entries(folder)) if "key" in e and n]
    assert "whether it agreed is not shown" in told_of(folder, f"key of entry {index} of the ledger")
    assert check(folder) == []


def test_a_witness_signs_what_it_saw(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Keys.own().signer().verifier
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "institute"))
        witness = Keys.own().signer().verifier
        with opened(folder) as case:
            seen = case.journal.witness(1_900_000_000)
            case.journal.witness(1_900_000_001)
        assert check(folder) == []
    ((name, raw),) = Log(folder / "ledger").kept()
    note = Note.parse(raw)
    assert (name, len(note.signatures)) == (str(seen.size), 2)
    assert note.by([own, Verifier(witness.name, witness.key, COSIGNATURE)])
    with opened(folder) as case:
        case.add_decision(a_decision())
    assert check(folder) == []
    file = folder / "ledger/kept" / name
    changed = bytearray(file.read_bytes())
    at = changed.index(b"\n\n") - 3
    # Another root, in base64 as before: a flipped bit may leave something that is none.
    changed[at] = ord("B" if changed[at] == ord("A") else "A")
    file.write_bytes(bytes(changed))
    assert check(folder) == [(f"ledger/kept/{name}", "damaged")]


def test_what_a_witness_signed_on_a_copy_comes_home_as_one_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the case went on meanwhile; the next change enters it."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "institute"))
        witness = Keys.own().signer().verifier
        with opened(copy) as case:
            case.journal.witness(1_900_000_000)
    (file,) = (copy / "ledger/kept").iterdir()
    with opened(folder) as case:
        case.add_decision(a_decision())
    (folder / "ledger/kept").mkdir(exist_ok=True)
    shutil.copy(file, folder / "ledger/kept" / file.name)
    Keys.own().trust(witness, "the institute")
    assert witness.name in told_of(folder, f"ledger/kept/{file.name}")
    with opened(folder) as case:
        case.add_decision(a_decision())
    assert [e["kept"] for e in entries(folder) if "kept" in e] == [int(file.name)]
    assert (check(folder), theirs(folder)) == ([], [])


def test_a_name_under_a_kept_checkpoint_whose_key_nobody_knows_is_not_said_to_have_signed(folder: Path) -> None:
    """Anybody can write a line with the name of a court under a checkpoint."""
    log = Log(folder / "ledger")
    assert log.note is not None
    log.keep(Note(log.note.text, (*log.note.signatures, Signature("court-of-orvane", b"abcd", bytes(72)))))
    ((name, _),) = log.kept()
    signed, _, rest = told_of(folder, f"ledger/kept/{name}").partition(";")
    assert "signed by desk-" in signed
    assert "court-of-orvane" not in signed
    assert "not known here, which shows nothing: court-of-orvane" in rest


def test_a_key_nobody_knows_is_said_to_be_that(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Keys.own().signer().verifier
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "elsewhere"))
    case = CaseFolder.open(folder)
    told = [c for c in verify(case) if c.subject == "signature of the ledger"]
    case.close()
    assert [(c.state, str(own) in c.came) for c in told] == [("intact", True)]
    assert check(folder, own) == []


def test_one_entry_is_proven_with_the_key_alone(folder: Path) -> None:
    log = Log(folder / "ledger")
    entry = next(e for e in log.entries() if b'"sealed"' in e)
    index = list(log.entries()).index(entry)
    _, note = proven(log.prove(index), entry)
    assert note.by([Keys.own().signer().verifier])


def test_edits_outside_of_the_record_are_named(folder: Path) -> None:
    with sqlite3.connect(folder / "case.sqlite") as raw:
        raw.execute("UPDATE readings SET note = 'other'")
    raw.close()
    assert any(subject.startswith("reading of r_") for subject, _ in check(folder))
    with sqlite3.connect(folder / "case.sqlite") as raw:
        raw.execute("DELETE FROM readings")
    raw.close()
    assert any(subject.startswith("reading of r_") and state == "missing" for subject, state in check(folder))
    (folder / "notes.txt").write_text("x")
    (folder / "case.json").write_text('{"format": 2}')
    found = check(folder)
    assert ("notes.txt", "unexpected") in found
    assert ("case.json", "damaged") in found


def test_a_case_of_the_older_format_begins_its_ledger_with_the_next_change(folder: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    shutil.rmtree(older / "ledger")
    (older / "case.json").write_bytes((older / "case.json").read_bytes().replace(b"2", b"1"))
    assert check(older) == []
    with opened(older) as case:
        case.add_decision(a_decision())
        assert not not_intact(case)
    assert b'"format":2' in (older / "case.json").read_bytes()
    assert check(older) == []
