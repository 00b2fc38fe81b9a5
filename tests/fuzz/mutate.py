"""Changes of bytes: blind ones, ones that know the words of a kind, and ones that open an archive and pack it again."""

from __future__ import annotations

import gzip
import io
import lzma
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence

#: No input grows beyond this; bombs are made of repetition below it.
BYTES_MAX = 2 << 20
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483648",
    b"4294967295",
    b"9223372036854775808",
    b"1e308",
    b"9" * 400,
)
_FIGURES = re.compile(rb"\d+")
Change = Callable[[random.Random, bytearray, Sequence[bytes]], None]


def _flip(drawn: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    for _time in range(drawn.choice((1, 1, 1, 4, 16))):
        data[drawn.randrange(len(data))] ^= 1 << drawn.randrange(8)


def _put(drawn: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = drawn.randrange(len(data))
    data[at : at + drawn.choice((0, 1, 4))] = drawn.choice(
        (b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x80\0\0\0", b"\xed\xa0\x80", drawn.randbytes(8))
    )


def _drop(drawn: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    begin, end = _range(drawn, data)
    del data[begin:end]


def _double(drawn: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    begin, end = _range(drawn, data)
    times = drawn.choice((1, 1, 2, 8, 64, 1_000, 20_000))
    data[begin:begin] = bytes(data[begin:end]) * min(times, max(1, BYTES_MAX // (end - begin + 1)))


def _move(drawn: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    begin, end = _range(drawn, data)
    part = bytes(data[begin:end])
    del data[begin:end]
    at = drawn.randrange(len(data) + 1)
    data[at:at] = part


def _cut(drawn: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    del data[drawn.randrange(len(data)) :]


def _word(drawn: random.Random, data: bytearray, words: Sequence[bytes]) -> None:
    at = drawn.randrange(len(data) + 1)
    data[at : at + drawn.choice((0, 0, 4))] = drawn.choice(words) * drawn.choice((1, 1, 1, 3, 5_000))


def _number(drawn: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    if chosen := _FIGURES.search(data, drawn.randrange(len(data) + 1)) or _FIGURES.search(data):
        data[chosen.start() : chosen.end()] = drawn.choice(_NUMBERS)


def _grown(drawn: random.Random, data: bytearray, words: Sequence[bytes]) -> None:
    """Write anew, from the words of the kind and bits of the file."""
    parts = [*words, *(bytes(data[slice(*_range(drawn, data))]) for _ in range(4))]
    data[:] = b"".join(drawn.choices(parts, k=drawn.choice((3, 20, 200))))


_CHANGES: tuple[Change, ...] = (
    _flip,
    _flip,
    _put,
    _drop,
    _double,
    _move,
    _cut,
    _word,
    _word,
    _word,
    _number,
    _number,
    _grown,
)


def _range(drawn: random.Random, data: bytearray) -> tuple[int, int]:
    begin = drawn.randrange(len(data) + 1)
    return begin, min(len(data), begin + drawn.choice((1, 2, 4, 16, 64, 400)))


def mutated(
    drawn: random.Random, seeds: Sequence[bytes], words: Sequence[bytes], *, packed: bool = False, most: int = BYTES_MAX
) -> bytes:
    """Give a changed seed of at most `most` bytes.

    Of archives, half of the time one whose members are changed and which is packed again.
    """
    data = bytearray(drawn.choice(seeds))
    if packed and drawn.random() < 0.6:
        return _repacked(drawn, bytes(data), words)
    if data[:2] == b"\x1f\x8b" and drawn.random() < 0.7:
        return gzip.compress(_changed(drawn, bytearray(_inflated(bytes(data))), seeds, words), 1)
    return _changed(drawn, data, seeds, words, most)


def _changed(
    drawn: random.Random, data: bytearray, seeds: Sequence[bytes], words: Sequence[bytes], most: int = BYTES_MAX
) -> bytes:
    for _ in range(drawn.choice((1, 1, 2, 3, 6))):
        if not data:
            data += drawn.choice(words)
        if drawn.random() < 0.05:
            other = drawn.choice(seeds)
            data += other[drawn.randrange(len(other) + 1) :]
        drawn.choice(_CHANGES)(drawn, data, words)
        del data[most:]
    return bytes(data)


def _inflated(data: bytes) -> bytes:
    out, left = b"", data
    while left[:2] == b"\x1f\x8b" and len(out) < BYTES_MAX:
        reader = zlib.decompressobj(31)
        try:
            out += reader.decompress(left, BYTES_MAX)
        except zlib.error:
            break
        left = reader.unused_data
    return out or data


def _repacked(drawn: random.Random, data: bytes, words: Sequence[bytes]) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            members = [(e.filename, held.read(e)) for e in held.infolist()] or [("x", b"")]
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error, lzma.LZMAError):
        return _changed(drawn, bytearray(data), [data], words)
    for _ in range(drawn.choice((1, 1, 2))):
        at = drawn.randrange(len(members))
        name, content = members[at]
        match drawn.randrange(10):
            case 0:
                members.append((name, content))
            case 1:
                members.append((drawn.choice(words).decode("latin-1")[:200] or "x", drawn.choice(words) * 50))
            case 2:
                members[at] = (
                    _changed(drawn, bytearray(name.encode()), [data], words).decode("latin-1")[:300],
                    content,
                )
            case 3:
                del members[at]
                members = members or [("x", b"")]
            case _:
                members[at] = (name, _changed(drawn, bytearray(content), [content], words))
    out = io.BytesIO()
    kind = drawn.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", kind) as made:
        warnings.simplefilter("ignore")  # two members of one name are what is wanted
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name.replace("\0", "") or "x"), content[:BYTES_MAX], kind)
    return out.getvalue()
