"""What fails in a bundle is named, in words, by both verifiers. All is invented."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from counterclaim.ledger import bag
from counterclaim.store import Trust
from counterclaim.store.verify_bundle import verify_bundle
from tests.mutations import SECOND, made, ours, theirs

CLAIMS = "data/claims.jsonl"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    place = tmp_path_factory.mktemp("named")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        case, bundles = made(place)
        return case, bundles[0]


def flipped(data: bytes) -> bytes:
    """Change one byte of the claims where they lie in the ZIP file."""
    at = data.index(bag.unzipped(data)[CLAIMS][:200]) + 100
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def zipped_again(data: bytes, how: int, *, changed: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made_anew:
        for name, content in bag.unzipped(data).items():
            now = content.replace(b"Shelling", b"Shooting") if changed and name == CLAIMS else content
            made_anew.writestr(f"{bag.BAG}/{name}", now)
    return out.getvalue()


def test_the_file_that_was_changed_in_place_is_named(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    (file := tmp_path / "b.zip").write_bytes(flipped(whole[1]))
    assert ours(file) == ["bundle", CLAIMS]
    assert any(line.startswith(f"FAILS {CLAIMS}: ") for line in theirs(file))


def test_the_file_that_was_changed_is_named_though_all_was_zipped_again(
    whole: tuple[Path, bytes], tmp_path: Path
) -> None:
    (file := tmp_path / "b.zip").write_bytes(zipped_again(whole[1], zipfile.ZIP_STORED, changed=True))
    assert ours(file) == ["bundle", CLAIMS]
    assert any(line.startswith(f"FAILS {CLAIMS}: ") for line in theirs(file))


def test_what_was_zipped_again_with_compression_is_told_in_words(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    (file := tmp_path / "b.zip").write_bytes(zipped_again(whole[1], zipfile.ZIP_DEFLATED, changed=False))
    (told,) = verify_bundle(file.read_bytes(), Trust(), strict=Trust())
    assert "zipped again" in told.came
    assert theirs(file) == ["FAILS b.zip: there is no 'manifest-sha256.txt', or a bundle was zipped anew"]


def test_a_bundle_that_was_unpacked_is_asked_for_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"Expected a FILE\.zip, or"):
        SECOND.main([str(tmp_path)], SECOND.bundle)


def test_no_word_of_python_is_said(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    files = bag.unzipped(whole[1])
    note = files[bag.SIGNATURE]
    broken = bag.zipped(files | {bag.SIGNATURE: note[:-20] + (b"A" if note[-20:-19] != b"A" else b"B") + note[-19:]})
    less = bag.zipped({n: d for n, d in files.items() if n != CLAIMS})
    for number, data in enumerate((broken, less, b"PK", whole[1][:-400])):
        (file := tmp_path / f"{number}.zip").write_bytes(data)
        told = "\n".join(theirs(file))
        assert told
        assert not any(word in told for word in ("Error", "Signature(", "Exception", "BadZip")), told


#: Words by which Python's errors, and no sentence of ours, are known.
RAW = (
    "Error",
    "object",
    "subscript",
    "recursion",
    "sys.",
    "codec",
    "literal",
    "unpack",
    "iterable",
    "index out",
    "attribute",
)


@pytest.mark.parametrize("line", [b"1" * 5_000, b"[" * 90_000, b"null", b'"\\ud800"', b"\xff", b"{}", b"[1]", b""])
@pytest.mark.parametrize("name", ["data/ledger/entries.jsonl", "data/rows.jsonl", CLAIMS, "data/ledger/checkpoint"])
def test_what_cannot_be_read_is_told_in_words(
    whole: tuple[Path, bytes], tmp_path: Path, name: str, line: bytes
) -> None:
    files = bag.unzipped(whole[1])
    files[name] = line + b"\n" + files[name]
    (file := tmp_path / "b.zip").write_bytes(bag.zipped(files))
    told = [c.came for c in verify_bundle(file.read_bytes(), Trust(), strict=Trust()) if c.state != "intact"]
    assert told
    assert not [t for t in (*told, *theirs(file)) if any(word in t for word in RAW)]
