"""A bag (BagIt, RFC 8493) in one ZIP file, which is the same bytes for the same content on every machine.

Nothing in it is compressed, so that no library's version shows. Whoever reads one writes it anew in memory and
compares: no byte of the file is without meaning.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from counterclaim.english import counted

BAG = "counterclaim-bundle"
DATA = "data/"
SIGNATURE = "signature.note"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_INFO, _OXUM = "bag-info.txt", "Payload-Oxum"
_MANIFEST, _TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
#: Lists whose lines hold an entry or a path of the ledger.
_SHORT_LINES = {f"{DATA}ledger/entries.jsonl", f"{DATA}ledger/growth.jsonl"}
#: What a file in a bag may be called: what is one file on every machine, and leads nowhere else.
_NAME = re.compile(r"(?:\w[\w-]*/)*\w[\w-]*(?:\.\w[\w-]*)*", re.ASCII)
#: A bundle is read in memory; one that is larger is no bundle of this program.
BYTES_MAX, FILES_MAX = 4 * 1024**3, 200_000
#: Bytes that the list of files has for each: 46, and its name of some 110.
_LISTED_BYTES = 200
#: Its lists are parsed here, which takes many times their bytes. The longest line is the row of a report of two million
#: letters, in pieces of a sentence each with its salt; a list has as many lines as what was chosen has rows.
LINE_BYTES_MAX, LIST_BYTES_MAX = 64 * 1024**2, 1024**3
#: A small value takes some twenty times its bytes once it is parsed. A sentence of a report has seven and its commas,
#: with a salt of 64 letters; a row has a thousand bytes.
LINE_VALUES_MAX, LINES_MAX = 8_000_000, 2_000_000
#: An entry has some 200 letters, 65,535 at most, each escaped to six; its path has at most 64 steps of 67.
ENTRY_LINE_BYTES_MAX, ENTRY_LINE_VALUES_MAX = 512 * 1024, 4096
#: What reading a ZIP file that is none, or broken, ends with.
_NOT_WHOLE = (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError)


class BadBag(ValueError):
    """Bytes that are no bag as this program writes it; its words say what came, `failed` which of its files are not so.

    Of each failed file: its name, its state, what was expected, what came.
    """

    def __init__(self, came: str, failed: Sequence[tuple[str, str, str, str]] = ()) -> None:
        super().__init__(came)
        self.failed = failed


def bagged(payload: Mapping[str, bytes], info: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """Give all files of a bag, but for what signs it; `payload` is what lies in `data/`, `info` describes it."""
    files = {DATA + name: data for name, data in payload.items()}
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in (*info, (_OXUM, _oxum(files))))
    tags = {"bagit.txt": _DECLARATION, _INFO: lines.encode(), _MANIFEST: _manifest(files)}
    return files | tags | {_TAGS: _manifest(tags)}


def signed_text(files: Mapping[str, bytes]) -> str:
    """Give the text by whose signature the whole bag is signed."""
    return f"counterclaim bundle\n{sha256(files[_TAGS]).hexdigest()}\n"


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Give a bag as a ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{BAG}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            made.writestr(entry, files[name])
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Give the files of a bag. Raises BadBag for bytes that this program would not have written so."""
    if (listed := _directory(data)) > FILES_MAX * _LISTED_BYTES:
        raise BadBag(f"a ZIP file whose list of files has {listed:,} bytes, more than {FILES_MAX:,} files need")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            entries = held.infolist()
            if len(entries) > FILES_MAX or any(e.compress_type != zipfile.ZIP_STORED for e in entries):
                raise BadBag("a ZIP file that was zipped again, with compressed files in it, or with too many")
            if sum(max(e.file_size, e.compress_size) for e in entries) > len(data):
                raise BadBag("a ZIP file that lists more bytes than it has")
            found = {e.filename.removeprefix(f"{BAG}/"): _content(held, e) for e in entries}
    except _NOT_WHOLE as cause:
        raise cause if isinstance(cause, BadBag) else BadBag(f"no whole ZIP file ({str(cause)[:120]})") from cause
    if broken := sorted(name for name, content in found.items() if content is None):
        came = [(name, "damaged", "the bytes that it was written with", "others") for name in broken]
        raise BadBag(f"a ZIP file in which bytes of {counted(len(broken), 'file')} were changed", came)
    files = {name: content for name, content in found.items() if content is not None}
    if zipped(files) != data:
        came = too_long(files) or wrong(files)
        raise BadBag("a ZIP file that another program wrote, or wrote into", came)
    return files


def _content(held: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """Give the bytes of a file in a ZIP file; None for those that its own checksum is not of."""
    try:
        return held.read(entry)
    except zipfile.BadZipFile as bad:
        if "CRC" in str(bad):
            return None
        raise


def _directory(data: bytes) -> int:
    """Give how many bytes the list of files has, by the end of a ZIP file as this program writes it (APPNOTE 4.3)."""
    if data[-22:-18] != b"PK\5\6" or data[-2:] != b"\0\0":
        raise BadBag("no whole ZIP file (it does not end as one that this program writes)")
    at = -58 if data[-42:-38] == b"PK\6\7" else -10  # of many files, or large ones, a longer record tells it
    return int.from_bytes(data[at : at + (8 if at == -58 else 4)], "little")


def wrong(files: Mapping[str, bytes]) -> list[tuple[str, str, str, str]]:
    """Give (file, state, what was expected, what came) of whatever makes a bag incomplete or invalid."""
    found: list[tuple[str, str, str, str]] = []
    if files.get("bagit.txt") != _DECLARATION:
        found.append(("bagit.txt", "damaged", "BagIt-Version: 1.0", "another text"))
    for line in files.get(_INFO, b"").decode("utf-8", "replace").splitlines():
        label, _, count = line.partition(":")
        if label.lower() == _OXUM.lower() and count.strip() != (expected := _oxum(files)):
            found.append((_INFO, "damaged", f"{_OXUM}: {expected}", count.strip()[:80]))
    ours, seen = {"bagit.txt", _INFO, _MANIFEST, _TAGS, SIGNATURE}, set[str]()
    for name in sorted(files):
        if not _NAME.fullmatch(name) or name.lower() in seen or not (name in ours or name.startswith(DATA)):
            found.append((name, "unexpected", "a file of a bundle, under a plain name of its own", "another name"))
        seen.add(name.lower())
    for manifest, names in (
        (_MANIFEST, {n for n in files if n.startswith(DATA)}),
        (_TAGS, {n for n in files if not n.startswith(DATA)} - {_TAGS, SIGNATURE}),
    ):
        try:
            listed = _listed(files.get(manifest, b""))
        except BadBag as bad:
            found.append((manifest, "damaged", "a manifest of BagIt", str(bad)))
            continue
        for name in sorted(names | listed.keys()):
            if name not in listed:
                found.append((name, "unexpected", f"a file that {manifest} lists", "another file"))
            elif name not in files:
                found.append((name, "missing", f"a file that {manifest} lists", "no file"))
            elif (came := sha256(files[name]).hexdigest()) != listed[name]:
                found.append((name, "damaged", listed[name], came))
    return found


def otherwise(files: Mapping[str, bytes]) -> list[str]:
    """Give the lists of a valid bag that are written in another way than this program's, or in another order."""
    tags = {n: d for n, d in files.items() if not n.startswith(DATA) and n not in {_TAGS, SIGNATURE}}
    whole = {_MANIFEST: {n: d for n, d in files.items() if n.startswith(DATA)}, _TAGS: tags}
    return [name for name, listed in whole.items() if files[name] != _manifest(listed)]


def _oxum(files: Mapping[str, bytes]) -> str:
    """Give the bytes and the number of the files in `data/`."""
    payload = [data for name, data in files.items() if name.startswith(DATA)]
    return f"{sum(map(len, payload))}.{len(payload)}"


def too_long(files: Mapping[str, bytes]) -> list[tuple[str, str, str, str]]:
    """Give (file, state, what was expected, what came) of what a verifier parses and is longer than any honest one."""
    found = []
    for name in sorted(n for n in files if n.endswith((".json", ".jsonl", ".txt"))):
        most, count = LINE_BYTES_MAX if name.endswith(".json") else LIST_BYTES_MAX, files[name].count(b"\n")
        short = name in _SHORT_LINES
        line = ENTRY_LINE_BYTES_MAX if short else LINE_BYTES_MAX
        values = ENTRY_LINE_VALUES_MAX if short else LINE_VALUES_MAX
        if len(files[name]) > most:
            found.append((name, "damaged", f"at most {most:,} bytes", f"{len(files[name]):,}"))
        elif count > LINES_MAX:
            found.append((name, "damaged", f"at most {LINES_MAX:,} lines", f"{count:,}"))
        elif (came := max((end - at for at, end in _lines(files[name])), default=0)) > line:
            found.append((name, "damaged", f"lines of at most {line:,} bytes", f"one of {came:,}"))
        elif (came := max((_values(files[name], *span) for span in _lines(files[name])), default=0)) > values:
            found.append((name, "damaged", f"lines of at most {values:,} values", f"one of {came:,}"))
    return found


def _lines(data: bytes) -> Iterator[tuple[int, int]]:
    """Give where lines begin and end."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        yield at, end
        at = end + 1


def _values(data: bytes, at: int, end: int) -> int:
    """Give how many values of JSON a line can have: signs that begin or part them, those in words too."""
    return sum(data.count(sign, at, end) for sign in (b",", b"[", b"{"))


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{sha256(files[n]).hexdigest()}  {n}\n" for n in sorted(files)).encode()


def _listed(manifest: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in manifest.decode("utf-8", "replace").splitlines():
        # Programs write one blank or two; RFC 8493 §2.1.3 allows any number.
        digest, _, name = line.partition(" ")
        if not digest or not (name := name.lstrip(" \t")) or name in found:
            raise BadBag(f"the line {line[:80]!r}")
        found[name] = digest
    return found
