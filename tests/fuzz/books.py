"""Old and binary workbooks, written byte by byte: seeds, and shapes that lead nowhere. All is invented."""

# ruff: noqa: E501 - tables of words

from __future__ import annotations

import random
import struct

from tests.fuzz.shapes_of_text import STORY, many
from tests.unit.receive.taking import zipped

_RELATIONS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' "
    "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.bin'/>"
    "</Relationships>"
)


def an_old_workbook() -> bytes:
    """Give a sheet of one row as Excel 97 kept it: a file of sectors, in one of which the book lies (MS-CFB, MS-XLS)."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin = struct.pack("<HHHHII", 0x600, 5, 0xDBB, 0x7CC, 0, 6)
    sheet = begin[:2] + struct.pack("<H", 0x10) + begin[4:]
    cells = [(0, "text"), (1, "date")]
    body = record(0x809, sheet) + b"".join(
        record(0x204, struct.pack("<HHHHB", 0, c, 0, len(w), 0) + w.encode()) for c, w in cells
    )
    body += b"".join(
        record(0x204, struct.pack("<HHHHB", 1, c, 0, len(w), 0) + w.encode())
        for c, w in ((0, STORY[:60]), (1, "2031-05-07"))
    ) + record(0x0A, b"")
    name = b"a"
    head = record(0x809, begin)
    at = len(head) + 4 + 8 + len(name) + 4
    book = head + record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name) + record(0x0A, b"") + body
    book = book.ljust(4096, b"\0")
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [fat, end, *range(3, 10), end]
    table = b"".join(struct.pack("<I", x) for x in chain + [free] * (128 - len(chain)))

    def entry(words: str, kind: int, start: int, size: int, child: int = free) -> bytes:
        told = (words + "\0").encode("utf-16-le")
        return (
            told.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(told), kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    folder = (
        entry("Root Entry", 5, end, 0, 1) + entry("Workbook", 2, 2, 4096) + (bytes(68) + b"\xff" * 12 + bytes(48)) * 2
    )
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    )
    return header + struct.pack("<I", 0) + b"\xff" * (4 * 108) + table + folder + book


def _part(kind: int, data: bytes = b"", length: int | None = None) -> bytes:
    """Give one record of a binary part (MS-XLSB §2.1.4): its kind and length in sevens of bits, its bytes."""
    number = bytes((kind,)) if kind < 128 else bytes((kind & 127 | 128, kind >> 7))
    size, out = len(data) if length is None else length, b""
    while True:
        out += bytes((size & 127 | (128 if size > 127 else 0),))
        size >>= 7
        if not size:
            return number + out + data


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def _row(number: int, *words: str) -> bytes:
    cells = (_part(6, struct.pack("<II", place, 0) + _wide(one)) for place, one in enumerate(words))
    return _part(0, struct.pack("<I", number) + bytes(21)) + b"".join(cells)


def a_binary_workbook(sheet: bytes | None = None, book: bytes | None = None) -> bytes:
    """Give a workbook of one sheet as `.xlsb`; its sheet or its book of other records where those are given."""
    own = _part(0x9C, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("a"))
    own = _part(0x83) + _part(0x8F) + own + _part(0x90) + _part(0x84)
    rows = _row(0, "text", "publisher", "date") + _row(1, STORY[:200], "Post", "2031-05-07")
    rows = _part(0x81) + _part(0x94, struct.pack("<IIII", 0, 1, 0, 2)) + _part(0x91) + rows + _part(0x92) + _part(0x82)
    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "xl/workbook.bin": own if book is None else book,
            "xl/_rels/workbook.bin.rels": _RELATIONS,
            "xl/worksheets/sheet1.bin": rows if sheet is None else sheet,
        }
    )


def binary(drawn: random.Random) -> bytes:
    """Give a binary workbook whose records are of other lengths, counts and places than they say."""
    count, far = many(drawn, 30_000), drawn.choice((0, 1, 16_383, 2**20, 2**31 - 1, 2**32 - 1))
    dims = _part(0x94, struct.pack("<IIII", *(drawn.choice((0, 1, far)) for _ in range(4))))
    cell = struct.pack("<II", far, 0)
    one = drawn.choice(
        (
            _part(6, cell + _wide("a")), _part(6, cell + struct.pack("<I", far) + b"a\0"), _part(7, cell + struct.pack("<I", far)), _part(5, cell + drawn.randbytes(8)),
            _part(2, cell + b"\xff\xff\xff\x7f"), _part(0, struct.pack("<I", far) + bytes(21)), _part(0, b"", far), _part(6, b"", far), _part(drawn.randrange(600), drawn.randbytes(20)), b"\xff" * 9, _part(8, cell + _wide("a" * 99) + b"\xff" * 9),
        )
    )  # fmt: skip
    sheet = (
        _part(0x81) + dims + _part(0x91) + _row(0, "text") + one * min(count, 9_000) + drawn.choice((_part(0x92), b""))
    )
    book = _part(
        0x9C,
        struct.pack("<II", 0, 1) + drawn.choice((_wide("rId1"), struct.pack("<I", far))) + _wide("a" * min(count, 999)),
    )
    return a_binary_workbook(sheet, book * drawn.choice((1, 1, 300)) if drawn.random() < 0.3 else None)
