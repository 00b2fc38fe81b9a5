"""Bundles: one file that verifies anywhere, the same bytes each time, and from which no withheld name comes back."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import re
import shutil
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result

from counterclaim.canonical import canonical_bytes, digest, identifier
from counterclaim.cli import main
from counterclaim.ledger import Keys, Verifier, bag
from counterclaim.records.naming import agent
from counterclaim.records.words import AgentKind
from counterclaim.store import CaseFolder
from tests.invented import NAME, TEXTS, settled, stamped
from tests.mutations import theirs

_FLAG = "unconfirmed_publish_only_with_a_banner"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a settled case of invented texts, seen by a witness and stamped."""
    place = tmp_path_factory.mktemp("bundles")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        made = settled(place / "case")
        stamped(made, place)
        made.close()
        yield place / "case"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def written(case: Path, to: Path, *words: str) -> Path:
    found = run("bundle", case, "--event", "all", "--to", to, *words)
    assert found.exit_code == 0, found.output
    return to


def opened(file: Path) -> dict[str, bytes]:
    return bag.unzipped(file.read_bytes())


@pytest.mark.parametrize("words", [("--persons-shown",), ("--withhold", NAME)])
def test_it_verifies_elsewhere_by_three_programs(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """By ours, by the short one that lies in it, and as a bag by the Library of Congress's."""
    file = written(case, tmp_path / "b.zip", *words)
    own = json.loads(run("keys", "show", "--json").stdout.splitlines()[0])["key"]
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "elsewhere"))
    found = run("verify", file, "--json")
    checks = [json.loads(line) for line in found.stdout.splitlines()]
    assert (found.exit_code, {c["state"] for c in checks}) == (0, {"intact"})
    assert any("existed by" in c["came"] for c in checks)
    assert run("verify", file, "--key", own).exit_code == 0
    stranger = json.loads(run("keys", "show", "--json").stdout.splitlines()[0])["key"]
    assert run("verify", file, "--key", stranger).exit_code == 1
    assert theirs(file) == []
    with zipfile.ZipFile(file) as held:
        held.extractall(tmp_path / "out")
    assert bagit.Bag(str(tmp_path / "out" / bag.BAG)).is_valid()


def test_who_else_signed_and_to_which_key_the_old_one_handed_over(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the old key alone is told of the new one, by name and in full; a stranger's key stays a failure."""
    copy = shutil.copytree(case, tmp_path / "case")
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    shutil.copytree(case.parent / "keys", tmp_path / "keys")
    old = Keys.own().signer().verifier
    new = Keys.own().rotate().verifier
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "institute"))
    witness = Keys.own().signer().verifier
    assert run("ledger", "cosign", copy).exit_code == 0
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    written(copy, tmp_path / "a.zip", "--persons-shown")  # the next change hands over
    file = written(copy, tmp_path / "b.zip", "--persons-shown")

    def told(*keys: Verifier) -> dict[str, tuple[str, str]]:
        words = run("verify", file, "--json", *(w for k in keys for w in ("--key", str(k)))).stdout.splitlines()
        return {c["subject"]: (c["state"], c["came"]) for c in map(json.loads, words)}

    Keys.own().trust(witness, "the institute")
    assert any(witness.name in came.partition(";")[0] for what, (_, came) in told().items() if "kept" in what)
    found = told(old)
    for what in ("signature of the bundle", "signature of the ledger"):
        state, came = found.pop(what)
        assert state == "unexpected"
        assert f"to which {old.name}, the key that you named, handed over" in came
        assert str(new) in came
    assert {state for state, _ in found.values()} == {"intact"}
    assert {state for state, _ in told(new).values()} == {"intact"}
    assert told(witness)["signature of the ledger"][0] == "damaged"
    signed, ledger = theirs(file, old)
    assert f"{new} signed it, no key given" in signed
    assert "a key given kept it before" in ledger


def test_a_bag_of_another_program_is_checked_alike(tmp_path: Path) -> None:
    """The Library of Congress's program writes version 0.97 of the format, which is said; all else is checked alike."""
    for name, data in {"a.txt": b"quay", "b/c.txt": b"bridge"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    made = bagit.make_bag(str(tmp_path), checksums=["sha256"])

    def files() -> dict[str, bytes]:
        return {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}

    assert made.is_valid()
    assert [name for name, *_ in bag.wrong(files())] == ["bagit.txt"]
    (tmp_path / "data/a.txt").write_bytes(b"quaY")
    (tmp_path / "data/d.txt").write_bytes(b"more")
    assert not made.is_valid()
    assert [name for name, *_ in bag.wrong(files())] == ["bagit.txt", "bag-info.txt", "data/a.txt", "data/d.txt"]


def test_the_same_case_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    one, two = (written(case, tmp_path / f"{n}.zip", "--withhold", NAME) for n in "ab")
    before, after = opened(one), opened(two)
    assert {n for n in before if before[n] != after[n]} <= {
        # The first bundle was entered in the ledger before the second was made; the bag tells its size.
        "bag-info.txt", "data/ledger/checkpoint", "data/ledger/entries.jsonl", "data/ledger/growth.jsonl",
        "manifest-sha256.txt", "tagmanifest-sha256.txt", "signature.note",
    }  # fmt: skip


def test_what_is_given_to_others_is_entered(case: Path, tmp_path: Path) -> None:
    file = written(case, tmp_path / "b.zip", "--persons-shown")
    folder = CaseFolder.open(case)
    entries = [json.loads(e) for e in folder.journal.log().entries()]
    folder.close()
    assert entries[-1] == {"bundle": digest(file.read_bytes())}
    assert run("verify", case).exit_code == 0


def test_a_person_is_not_shown_by_oversight(case: Path, tmp_path: Path) -> None:
    found = run("bundle", case, "--event", "all", "--to", tmp_path / "b.zip")
    assert (found.exit_code, "Vantongeren" in found.output) == (2, True)
    assert not (tmp_path / "b.zip").exists()


def test_an_event_that_is_none_is_refused(case: Path, tmp_path: Path) -> None:
    assert run("bundle", case, "--event", "e_0", "--to", tmp_path / "b.zip").exit_code == 2


def test_the_banner_stands_on_the_pages_of_what_no_standard_concludes(case: Path, tmp_path: Path) -> None:
    """On the index, on both kinds of page of just those events, and in what is read first."""
    files = opened(written(case, tmp_path / "b.zip", "--persons-shown"))
    given = json.loads("[" + ",".join(run("grades", case, "--json").stdout.splitlines()) + "]")
    events = {json.loads(line)["id"] for line in run("events", case, "--json").stdout.splitlines()}
    held = {e for e in events if any(g["event"] == e and _FLAG in g["flags"] for g in given)}
    assert held
    for event in events:
        page, text = (files[f"data/dossier/{event}.{suffix}"].decode() for suffix in ("html", "md"))
        body = page.partition("<body>")[2]
        assert (event in held) == ('<p class="banner" role="note">UNCONFIRMED' in body)
        assert (event in held) == text.startswith("> **UNCONFIRMED")
    assert '<p class="banner" role="note">UNCONFIRMED' in files["data/dossier/index.html"].decode()
    assert files["data/READ-ME.txt"].startswith(b"UNCONFIRMED")


@pytest.fixture(scope="module")
def redacted(case: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return opened(written(case, tmp_path_factory.mktemp("out") / "b.zip", "--withhold", NAME))


def test_no_word_of_a_name_is_in_it(redacted: dict[str, bytes]) -> None:
    for name, data in redacted.items():
        for part in ("samira", "vantongeren"):
            assert part not in name.lower()
            assert part not in data.decode("utf-8", "replace").lower(), name


#: What differs from case to case by chance: salts and what is made with them, keys, signatures, names of ledgers.
_SALTED = re.compile("[0-9a-f]{64}|(?<=_)[0-9a-f]{16}|[A-Za-z0-9+/]{43,}=*|desk-[0-9a-f]{12}|counterclaim/[0-9a-f]{32}")


def guesses() -> Iterator[str]:
    """Give a dictionary that holds the name among a hundred others."""
    firsts = [NAME.split()[0], *["Ada", "Bela", "Cora", "Dina", "Elis", "Fara", "Gila", "Hana", "Ilse"]]
    lasts = [
        NAME.split()[1],
        *["Aldorf", "Bertani", "Corvino", "Dahlke", "Estévan", "Farrugia", "Gundal", "Holmqvist", "Ibarra"],
    ]
    return (f"{a} {b}" for a, b in itertools.product(firsts, lasts))


def test_a_dictionary_of_names_finds_nothing(case: Path, redacted: dict[str, bytes]) -> None:
    """Who knows every word of the case but the name tries names on every id, digest and commitment in the bundle.

    The attack is shown to work: against the case itself, it finds the name.
    """
    folder = CaseFolder.open(case)
    reports, rows = folder.reports(), folder.sealed(lambda *_: True)
    folder.close()
    everything = b"\n".join(redacted.values()).decode("utf-8", "replace")
    tokens = set(re.findall(r"[0-9a-f]{64}|[a-z]+_[0-9a-f]{16}", everything))
    known = {r.id for r in reports} | {r.capture for r in reports}

    def tried(name: str) -> set[str]:
        """Give all that the program would make of the case if the witness had this name."""
        first, last = NAME.split()
        a, b = name.split()

        def as_if(text: str) -> str:
            return text.replace(first, a).replace(last, b).replace(last.lower(), b.lower())

        out = {agent(name, AgentKind.PERSON, "").id}
        for text in map(as_if, TEXTS.values()):
            out |= {digest(text.encode()), identifier("r", digest(text.encode()), "")}
        for report in reports:
            out |= {digest(as_if(report.text).encode())}
        for row in rows:
            parts = [as_if(p) for p in row.parts]
            out |= {digest(p.encode()) for p in parts} | {digest(canonical_bytes(p)) for p in parts}
            out |= {hashlib.sha256(bytes(32) + p.encode()).hexdigest() for p in parts}
            columns = [[c, as_if(v) if isinstance(v, str) else v] for c, v in row.columns]
            out |= {digest(canonical_bytes([row.kind, *columns]))}
        return out

    plain = {name: tried(name) for name in guesses()}
    assert plain[NAME] & known, "the attack works on the case, whose ids are made from what it says"
    everyone = set.intersection(*plain.values())
    hits = {name: (found - everyone) & tokens for name, found in plain.items()}
    assert not any(hits.values()), {name: found for name, found in hits.items() if found}


def test_nothing_tells_the_length_of_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cases that differ in the name alone show the same texts and rows, but for what salts make."""
    shapes = []
    for number, name in enumerate((NAME, "Annabellamarie Oberndorferinger")):
        place = tmp_path / str(number)
        place.mkdir()
        monkeypatch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        first, last = name.split()
        changed = {
            ("witness.txt" if "vanton" in file else file): text.replace("Samira", first).replace("Vantongeren", last)
            for file, text in TEXTS.items()
        }
        monkeypatch.setattr("tests.invented.TEXTS", changed)
        settled(place / "case").close()
        files = opened(written(place / "case", place / "b.zip", "--withhold", name, "--persons-shown"))
        told = [files[f"data/{n}"].decode() for n in ("reports.jsonl", "rows.jsonl", "READ-ME.txt")]
        # The time at which bytes came is the program's clock.
        shapes.append([sorted(re.sub(r"20\d\d-[^\"]*", "#", _SALTED.sub("#", t)).splitlines()) for t in told])
    assert shapes[0] == shapes[1]


def test_the_rest_of_a_redacted_text_is_proven_word_for_word(redacted: dict[str, bytes]) -> None:
    """Of a report with a name, every other sentence stands under its salt, and joins to what the pages quote."""
    rows = [json.loads(line) for line in redacted["data/rows.jsonl"].splitlines()]
    pieces = [json.loads(p[1]) for row in rows if "told" in row for p in row["parts"] if len(p) == 2]
    texts = [p[3] for p in pieces if len(p) == 4]
    assert any("The army denied that it had shelled the market." in t for t in texts)
    assert any("[withheld] said" in t for row in rows for t in row.get("told", {}).values())


@pytest.mark.parametrize(
    "bad",
    [b"", b"PK", b"x" * 100, b"PK\x05\x06" + bytes(18)],
)
def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, bad: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(bad)
    assert run("verify", tmp_path / "x.zip").exit_code == 1
    assert theirs(tmp_path / "x.zip")


def test_a_hostile_zip_file_is_refused(tmp_path: Path) -> None:
    """Compressed, climbing out, twice under one name: nothing is unpacked, all is named."""
    for number, names in enumerate((["../x"], ["a", "a"], [f"{bag.BAG}/bagit.txt"])):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if number == 2 else zipfile.ZIP_STORED) as made:
            for name in names:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", UserWarning)  # that a name is there twice is the point
                    made.writestr(name, b"0" * 100_000)
        (tmp_path / "x.zip").write_bytes(out.getvalue())
        assert run("verify", tmp_path / "x.zip").exit_code == 1
        assert theirs(tmp_path / "x.zip")


def test_a_stamp_that_is_longer_than_any_is_not_put_in(case: Path, tmp_path: Path) -> None:
    """It is read no further than shows that, and the command says which file and what to do."""
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    stamp = next((copy / "ledger" / "stamps").glob("*.ots"))
    stamp.write_bytes(b"a" * 10_000_000)
    found = run("bundle", copy, "--event", "all", "--to", tmp_path / "a.zip", "--persons-shown")
    assert (found.exit_code, "at most 65,536 bytes" in " ".join(found.output.split())) == (1, True)
    assert stamp.name in "".join(found.output.split())


def test_a_bundle_tells_who_handed_over_to_whom(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another desk goes on with a case: it is said when it signs, and to whoever has the bundle."""
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "others"))
    assert "last signed by" not in run("verify", copy).output
    said = run("settle", copy)
    assert "The case was last signed by desk-" in said.stderr
    assert "your key, now" in " ".join(said.stderr.split())
    assert "last signed by" not in run("settle", copy).output
    file = written(copy, tmp_path / "b.zip", "--persons-shown")
    words = [json.loads(line)["came"] for line in run("verify", file, "--json").stdout.splitlines()]
    assert [w for w in words if "hands over to" in w and "whether it agreed is not shown" in w]
