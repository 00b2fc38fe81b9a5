"""Inputs that bytes changed at random never become: archives, pictures, files of the ledger; texts from beside."""

# ruff: noqa: E501 - tables of inputs
# fmt: off
from __future__ import annotations

import base64
import gzip
import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.fuzz import shapes_of_text as of
from tests.fuzz.books import an_old_workbook, binary
from tests.fuzz.held import EVERY as GIVEN
from tests.fuzz.shapes_of_text import STORY, deep_json, many

Shape = Callable[[random.Random], bytes]


# Archives -----------------------------------------------------------------------------------------------------------


def _packed(members: Mapping[str, bytes] | list[tuple[str, bytes]], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", kind) as made:
        warnings.simplefilter("ignore")
        for name, data in members.items() if isinstance(members, Mapping) else members:
            made.writestr(zipfile.ZipInfo(name), data, kind)
    return out.getvalue()


_NAMES = ("../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt", "a\\..\\b.txt", "", "/", ".", "..", "a/", "a" * 300, "a/" * 2_000 + "b.txt",
          "\u202etxt.a", "CON", "a\nb.txt", "a\x1b[2J.txt", "con.txt", "\ud800.txt", "a.txt\u0000.html", "~/.ssh/a.txt", "-rf", "a?.txt")


@cache
def _bomb(pack: Callable[[bytes], bytes], size: int) -> bytes:
    return pack(bytes(size))


@cache
def _zip_bomb(size: int, count: int) -> bytes:
    return _packed([(f"{n}.txt", bytes(size)) for n in range(count)])


def _zip(drawn: random.Random) -> bytes:
    count = many(drawn, 20_000)
    inner = _packed({"a.txt": STORY.encode()})
    for _ in range(drawn.choice((1, 5, 30, 200))):
        inner = _packed({"b.zip": inner}, zipfile.ZIP_STORED)
    name = drawn.choice(_NAMES).encode("utf-8", "replace").decode() or "x"
    made = drawn.choice((
        lambda: _packed([(f"{n}.txt", b"") for n in range(count)]), lambda: _packed([(f"{n}.txt", STORY.encode()) for n in range(min(count, 900))]), lambda: inner,
        lambda: _zip_bomb(drawn.choice((10**6, 10**8, 3 * 10**8)), 1), lambda: _zip_bomb(10**7, 30),
        lambda: _packed([(name, STORY.encode()), ("a.txt", STORY.encode())]), lambda: _packed([("a.txt", b"a"), ("A.TXT", b"b"), ("a.txt", b"c"), ("a.txt/b", b"d")]),
        lambda: _packed({"a.gz": _bomb(gzip.compress, 10**8), "b.txt": b"x"}), lambda: _packed({"a.json": of.a_json(drawn), "b.html": of.page(drawn), "c.eml": of.letter(drawn)}),
        lambda: _packed({"datapackage.json": of.a_json(drawn), "pages/pages.jsonl": of.lines(drawn), "archive/a.warc.gz": _warc(drawn)}),
    ))()
    return _lied(drawn, made) if drawn.random() < 0.4 else made


def _lied(drawn: random.Random, data: bytes) -> bytes:
    """Change the numbers in the headers of a ZIP file: sizes, offsets, flags, methods, counts."""
    out = bytearray(data)
    for signature, places in ((b"PK\x03\x04", (6, 8, 14, 18, 22, 26, 28)), (b"PK\x01\x02", (8, 10, 16, 20, 24, 28, 30, 32, 42)), (b"PK\x05\x06", (8, 10, 12, 16, 20))):
        at = out.find(signature)
        if at >= 0 and drawn.random() < 0.6:
            place = at + drawn.choice(places)
            value = drawn.choice((b"\xff\xff", b"\xff\xff\xff\xff", b"\0\0", b"\x01\0", b"\x63\0", drawn.randbytes(2)))
            out[place : place + len(value)] = value
    return bytes(out)


def _office(drawn: random.Random, part: str, body: str, more: Mapping[str, str] = {}) -> bytes:
    members = {name: text.encode() for name, text in more.items()} | {part: of.xml_of(drawn, body).encode("utf-8", "replace")}
    return _lied(drawn, _packed(members)) if drawn.random() < 0.15 else _packed(members)


_W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
_TYPES = {"[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"}


def _docx(drawn: random.Random) -> bytes:
    count = many(drawn, 30_000)
    body = drawn.choice((
        f"<w:document {_W}><w:body><w:p><w:r><w:t>{STORY}</w:t></w:r></w:p></w:body></w:document>", f"<w:document {_W}><w:body>{'<w:p><w:r><w:t>x</w:t></w:r></w:p>' * count}</w:body></w:document>",
        f"<w:document {_W}><w:body>{'<w:tbl><w:tr><w:tc>' * min(count, 5_000)}{'</w:tc></w:tr></w:tbl>' * min(count, 5_000)}</w:body></w:document>", f"<w:document {_W}>{'<w:sdt>' * count}",
    ))
    return _office(drawn, "word/document.xml", body, _TYPES)


def _pptx(drawn: random.Random) -> bytes:
    slide = f"<p:sld xmlns:p='p' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:p><a:r><a:t>{STORY}</a:t></a:r></a:p></p:sld>"
    more = {f"ppt/slides/slide{n}.xml": slide for n in range(2, drawn.choice((2, 3, 900)))}
    return _office(drawn, f"ppt/slides/slide{drawn.choice(('1', '9' * 400, '0', '-1', ''))}.xml", slide, _TYPES | {"ppt/presentation.xml": "<p/>"} | more)


def _xlsx(drawn: random.Random) -> bytes:
    count = many(drawn, 30_000)
    place = drawn.choice(("A1", "XFD1048576", "ZZZZZZZZ9", "A" + "9" * 400, "", "A0", "1A", "A-1"))
    cells = drawn.choice((f"<c r='{place}' t='inlineStr'><is><t>text</t></is></c>", "<c><v>1</v></c>" * count, f"<c r='A1' t='s'><v>{'9' * 400}</v></c>", "<c t='s'><v>-1</v></c>", "<c t='e'><v>#REF!</v></c>", "<c t='d'><v>9999-99-99</v></c>", "<c s='99999'><v>1e308</v></c>"))
    sheet = f"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><dimension ref='A1:XFD1048576'/><sheetData><row r='{drawn.choice(('1', '1048576', '9' * 99, '-1'))}'>{cells}</row></sheetData></worksheet>"
    book = "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='a' sheetId='1' r:id='rId1'/></sheets></workbook>"
    kinds = "http://schemas.openxmlformats.org"
    more = {
        "[Content_Types].xml": f"<Types xmlns='{kinds}/package/2006/content-types'><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>",
        "xl/workbook.xml": book, "_rels/.rels": f"<Relationships xmlns='{kinds}/package/2006/relationships'><Relationship Id='r' Type='{kinds}/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{kinds}/package/2006/relationships'><Relationship Id='rId1' Type='{kinds}/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        "xl/sharedStrings.xml": of.xml_of(drawn, "<sst><si><t>text</t></si></sst>"),
    }
    part = "xl/worksheets/sheet1.xml"
    return _packed({n: t.encode("utf-8", "replace") for n, t in more.items()} | {part: sheet.encode()}) if drawn.random() < 0.6 else _office(drawn, part, sheet, more)


def _odt(drawn: random.Random) -> bytes:
    count = many(drawn, 30_000)
    body = drawn.choice((f"<text:p>{STORY}</text:p>", f"<text:s text:c='{'9' * 12}'/>", f"<text:p>a<text:s text:c='{'9' * count}'/></text:p>", "<text:p>a</text:p>" * count, f"<table:table-cell table:number-columns-repeated='{'9' * 9}'/>", "<text:list>" * count))
    whole = f"<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return _office(drawn, "content.xml", whole, {"mimetype": "application/vnd.oasis.opendocument.text"})


def _warc(drawn: random.Random) -> bytes:
    count = many(drawn, 60_000)
    body = drawn.choice((
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + of.page(drawn), b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n" + _bomb(gzip.compress, drawn.choice((10**5, 10**8, 3 * 10**8))),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * count, b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * count + b"\r\n<p>a", b"HTTP/1.1 " + b"9" * count + b" OK\r\n\r\n<p>a",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: " + drawn.choice((b"br", b"deflate", b"zstd", b"gzip, gzip", b"x")) + b"\r\nContent-Type: text/html\r\n\r\n" + _bomb(zlib.compress, 10**6), b"",
    ))
    length = drawn.choice((str(len(body)), str(len(body)), str(len(body)), "0", "-1", "9" * 30, str(len(body) + 9), "x", "\u0661"))
    kind = drawn.choice(("response", "response", "response", "revisit", "resource", "conversion", "warcinfo", "metadata", "continuation", "x" * 999))
    head = f"WARC/1.{drawn.choice('019')}\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Refers-To: <urn:uuid:1>\r\nWARC-Date: {drawn.choice(('2031-05-07T10:11:12Z', '9999', 'x', ''))}\r\nWARC-Target-URI: {drawn.choice(('https://post.example/a', 'http://[', 'x' * 9_000, 'file:///etc/passwd', 'https://a b/'))}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    record = head.encode() + body + b"\r\n\r\n"
    made = record * drawn.choice((1, 1, 2, 300 if len(record) < 9_000 else 1))
    return gzip.compress(made, 1) if drawn.random() < 0.5 else made


# PDF, pictures ------------------------------------------------------------------------------------------------------


def _pdf(drawn: random.Random) -> bytes:
    count = many(drawn, 200_000)
    bomb = zlib.compress(_bomb(zlib.compress, drawn.choice((10**6, 10**8))))
    content = drawn.choice((b"BT (a) Tj ET", b"BT " + b"(a) Tj " * count + b"ET", b"[" * count, b"q " * count, b"/X Do " * min(count, 999), b"BI /W 99999 /H 99999 ID x EI", b"BT /F1 " + b"9" * count + b" Tf (a) Tj ET"))
    stream, how = drawn.choice(((content, b""), (zlib.compress(content), b"/Filter /FlateDecode"), (bomb, b"/Filter [/FlateDecode /FlateDecode]"), (content, b"/Filter [" + b"/ASCIIHexDecode " * min(count, 9_000) + b"]"), (content, b"/Filter /LZWDecode /DecodeParms << /Predictor 15 /Columns 999999999 >>")))
    box = drawn.choice((b"0 0 200 200", b"0 0 99999999999 99999999999", b"0 0 0 0", b"a b c d", b"0 0 -1 -1", b"0 0 1e38 1e38"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R" + drawn.choice((b"", b" /Names 1 0 R", b" /Outlines 1 0 R", b" /AcroForm 1 0 R")) + b" >>",
        drawn.choice((b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", b"<< /Type /Pages /Kids [" + b"3 0 R " * min(count, 30_000) + b"] /Count " + str(count).encode() + b" >>", b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", b"<< /Type /Pages /Kids 2 0 R /Parent 2 0 R >>", b"[" * count)),
        b"<< /Type /Page /Parent " + drawn.choice((b"2 0 R", b"3 0 R", b"9 0 R")) + b" /MediaBox [" + box + b"] /Contents " + drawn.choice((b"4 0 R", b"[" + b"4 0 R " * min(count, 9_000) + b"]", b"3 0 R")) + b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 4 0 R >> >> >>",
        b"<< " + how + b" /Type /XObject /Subtype /Form /Resources << /XObject << /X 4 0 R >> >> /Length " + drawn.choice((str(len(stream)).encode(), b"4 0 R", b"-1", b"9999999999")) + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype " + drawn.choice((b"/Type1", b"/Type3", b"/Type0 /DescendantFonts [5 0 R]")) + b" /BaseFont /Helvetica /ToUnicode 4 0 R >>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    more = drawn.choice((b"", b" /Prev %d" % at, b" /XRefStm %d" % at, b" /Encrypt 4 0 R", b" /Size 99999999999"))
    return bytes(out + b"trailer << /Size 6 /Root 1 0 R" + more + b" >>\nstartxref\n%d\n%%%%EOF\n" % at)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _picture(drawn: random.Random) -> bytes:
    wide, high = (drawn.choice((0, 1, 9, 4_000, 20_000, 65_535, 2**31 - 1, 2**32 - 1)) for _ in range(2))
    return drawn.choice((_png, _tiff, _jpeg, _gif, _bmp, _webp))(drawn, wide, high)


def _png(drawn: random.Random, wide: int, high: int) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, drawn.choice((1, 8, 16)), drawn.choice((0, 2, 3, 6)), 0, 0, drawn.choice((0, 1))))
    more = drawn.choice((
        b"", _chunk(b"zTXt", b"Comment\0\0" + _bomb(zlib.compress, 10**8)), _chunk(b"iCCP", b"a\0\0" + _bomb(zlib.compress, 10**7)), _chunk(b"tEXt", b"a\0b") * many(drawn, 50_000),
        _chunk(b"eXIf", _tiff(drawn, wide, high)), _chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)), _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + of.xml_of(drawn, "<a/>").encode()), _chunk(b"PLTE", b"a" * 769), _chunk(b"caBX", drawn.randbytes(60)),
    ))
    return b"\x89PNG\r\n\x1a\n" + head + more + _chunk(b"IDAT", _bomb(zlib.compress, drawn.choice((10, 10**6, 10**8)))) + _chunk(b"IEND", b"")


def _tiff(drawn: random.Random, wide: int, high: int) -> bytes:
    """Give directories that lead to themselves or each other, with counts that nothing holds."""
    tags = [(256, 4, 1, wide), (257, 4, 1, high), (258, 3, 1, 8), (259, 3, 1, drawn.choice((1, 5, 7, 8, 32_773))), (262, 3, 1, 1), (273, 4, drawn.choice((1, 2**32 - 1)), 8), (278, 4, 1, high), (279, 4, 1, drawn.choice((1, 2**32 - 1)))]
    tags += drawn.sample([(34_665, 4, 1, 8), (34_853, 4, 1, 8), (330, 4, 2**16, 8), (36_867, 2, 2**32 - 1, 8), (271, 2, 2**31, 0), (40_965, 4, 1, 8), (700, 1, 2**30, 8), (306, 2, 20, 0), (34_675, 7, 2**31, 8), (2, 10, 3, 8), (513, 4, 1, 8)], 4)
    body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *(v & (2**16 - 1) if i < 2 else v for i, v in enumerate(t))) for t in sorted(tags))
    return b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", drawn.choice((0, 8, 2**32 - 1, 10))) + bytes(40)


def _jpeg(drawn: random.Random, wide: int, high: int) -> bytes:
    exif = b"Exif\0\0" + _tiff(drawn, wide, high)
    size = struct.pack(">HH", high % 65_536, wide % 65_536)
    segment = b"\xff\xe1" + struct.pack(">H", min(65_535, len(exif) + 2)) + exif
    more = drawn.choice((b"", b"\xff\xfe\xff\xff" + bytes(65_533), b"\xff\xe2\x00\x10ICC_PROFILE\0\x01\xff" * 99, b"\xff\xeb\x00\x20JP\x00\x01\0\0\0\x01\xff\xff\xff\xffjumb" + bytes(16), b"\xff\xdd\0\4\0\0"))
    return b"\xff\xd8" + segment * drawn.choice((1, 200)) + more + b"\xff\xc0\x00\x11\x08" + size + b"\x03\x01\x22\0\x02\x11\1\x03\x11\1" + b"\xff\xda\0\x0c\x03\1\0\2\x11\3\x11\0\x3f\0" + drawn.randbytes(99) + drawn.choice((b"\xff\xd9", b""))


def _gif(drawn: random.Random, wide: int, high: int) -> bytes:
    frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0" + struct.pack("<HH", wide % 65_536, high % 65_536) + b"\0\x02\x02\x44\x01\0"
    return b"GIF89a" + struct.pack("<HH", wide % 65_536, high % 65_536) + b"\0\0\0" + frame * many(drawn, 50_000) + b";"


def _bmp(drawn: random.Random, wide: int, high: int) -> bytes:
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + struct.pack("<IIIHHIIIIII", 40, wide, high, 1, drawn.choice((1, 4, 8, 24, 32)), drawn.choice((0, 1, 2, 3)), 0, 0, 0, drawn.choice((0, 2**32 - 1)), 0) + drawn.randbytes(99)


def _webp(drawn: random.Random, wide: int, high: int) -> bytes:
    body = b"VP8X" + struct.pack("<I", 10) + drawn.choice((b"\x02", b"\x2c", b"\0")) + bytes(3) + struct.pack("<I", wide % 2**24)[:3] + struct.pack("<I", high % 2**24)[:3]
    body += b"ANIM" + struct.pack("<I", 6) + bytes(6) + (b"ANMF" + struct.pack("<I", 24) + bytes(24)) * many(drawn, 9_000) + b"EXIF" + struct.pack("<I", 2**31 - 1) + _tiff(drawn, 1, 1)
    return b"RIFF" + struct.pack("<I", drawn.choice((len(body) + 4, 2**32 - 1, 0))) + b"WEBP" + body


def _plist(drawn: random.Random) -> bytes:
    """Give a property list in XML, or one of bytes whose objects lie in each other, or count what is not there."""
    count = many(drawn, 60_000)
    if drawn.random() < 0.5:
        body = drawn.choice(("<array>" * count, "<dict><key>WebMainResource</key>" * min(count, 9_000), f"<data>{'A' * count}</data>", f"<integer>{'9' * min(count, 9_000)}</integer>", f"<date>{'9' * 99}</date>", f"<real>{'9' * count}</real>"))
        return of.xml_of(drawn, f"<plist version='1.0'>{body}</plist>").encode("utf-8", "replace")
    objects = drawn.choice((b"\xa1\x00", b"\xaf\x11\xff\xff", b"\xd1\x00\x00", b"\x4f\x13" + b"\x7f" * 8, b"\x6f\x12\xff\xff\xff\xff", b"\x14" + bytes(16), b"\x23\x7f\xf0" + bytes(6), b"\x33" + b"\x7f" * 8, b"\x80\xff")) * min(count, 9_000)
    tail = bytes(6) + bytes((drawn.choice((0, 1, 2, 8, 255)), drawn.choice((0, 1, 2, 8, 255)))) + struct.pack(">QQQ", drawn.choice((1, 9, 2**40, 2**63)), drawn.choice((0, 5, 2**40)), drawn.choice((8, len(objects) + 8, 2**40)))
    return b"bplist00" + objects + bytes(range(8, 8 + min(200, count))) + tail


def _ole(drawn: random.Random) -> bytes:
    """Give an old workbook whose sectors, folders or records lead to themselves or nowhere."""
    out = bytearray(an_old_workbook())
    for _ in range(drawn.choice((1, 1, 2, 6))):
        at = drawn.choice((30, 32, 44, 48, 56, 60, 64, 68, 72, 76, 80, 512 + 4 * drawn.randrange(12), 1024 + 128 * drawn.randrange(3) + drawn.choice((64, 66, 68, 72, 76, 116, 120)), 1536 + drawn.randrange(300)))
        value = drawn.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\2\0\0\0", b"\xfe\xff\xff\xff", drawn.randbytes(2), drawn.randbytes(1)))
        out[at : at + len(value)] = value
    return bytes(out)


def _boxes(drawn: random.Random) -> bytes:
    """Give a recording of boxes in boxes, with a manifest that is none."""
    out = b"jumdc2pa\0\x11\0\x10\x80\0\0\xaa\08\x9bq\x03c2pa\0" + drawn.randbytes(40)
    for _ in range(many(drawn, 3_000)):
        kind = drawn.choice((b"jumb", b"jumd", b"uuid", b"moov", b"cbor", b"json"))
        out = drawn.choice((struct.pack(">I", len(out) + 8), b"\xff\xff\xff\xff", bytes(4), b"\0\0\0\1")) + kind + out
    return b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + out + b"jumb" * many(drawn)


# The ledger ---------------------------------------------------------------------------------------------------------


def _note(drawn: random.Random) -> bytes:
    count = many(drawn, 60_000)
    size = drawn.choice(("0", "1", "9" * count, "-1", "01", "+1", "\u0661", "18446744073709551616", "1_0", " 1"))
    root = base64.b64encode(drawn.randbytes(drawn.choice((0, 31, 32, 33)))).decode()
    line = f"\u2014 a.example/w {base64.b64encode(drawn.randbytes(drawn.choice((0, 3, 4, 67, 68, 76, 9_000)))).decode()}\n"
    return drawn.choice((
        lambda: f"a.example/log\n{size}\n{root}\n\n{line}", lambda: f"a.example/log\n{size}\n{root}\n" + "x\n" * count + f"\n{line}", lambda: f"a\n{size}\n{root}\n\n" + line * min(count, 5_000),
        lambda: "\n" * count, lambda: f"{'a' * count}\n1\n{root}\n\n{line}", lambda: "\u2014 " * count,
    ))().encode()[:140_000]


def _proof(drawn: random.Random) -> bytes:
    count = many(drawn, 60_000)
    steps = (base64.b64encode(drawn.randbytes(32)).decode() + "\n") * drawn.choice((0, 1, 63, 64, 65, count))
    return f"c2sp.org/tlog-proof@v1\nindex {drawn.choice(('0', '-1', '9' * count, '18446744073709551615'))}\n{steps}\n".encode() + _note(drawn)


def _tile(drawn: random.Random) -> bytes:
    entry = drawn.choice((b"{}", b"[]", b"", deep_json(drawn).encode()[:65_535], b'{"row":' + b"9" * 5_000 + b"}", b'{"key":1}', b'{"stamp":[],"of":{}}', b'{"kept":"../../x","digest":1}', b'{"key":"a+b+c"}', b"\xff"))
    return (len(entry).to_bytes(2, "big") + entry) * drawn.choice((1, 2, 40)) if drawn.random() < 0.8 else drawn.randbytes(many(drawn, 9_000))


def _der(drawn: random.Random) -> bytes:
    out = drawn.choice((b"\x02\x01\x00", b"\x06\x80" + b"\xff" * 99, b"\x05\x00", b"\x18\x0f99999999999999Z", drawn.randbytes(20), b"\x02\x82\x27\x10" + b"\x7f" * 10_000))
    for _ in range(many(drawn, 5_000)):
        tag = drawn.choice((b"\x30", b"\x30", b"\x31", b"\xa0", b"\x04"))
        size = len(out)
        out = tag + (bytes([size]) if size < 128 else b"\x84" + size.to_bytes(4, "big")) + out
        if drawn.random() < 0.01:
            out = tag + drawn.choice((b"\x80", b"\x84\xff\xff\xff\xff", b"\x88" + b"\xff" * 8, b"\x81\x01")) + out
    return out


def _chain(drawn: random.Random) -> bytes:
    body = base64.encodebytes(_der(drawn)).decode()
    return (f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n" * drawn.choice((1, 2, 300))).encode()[: 2 << 20]


def _ots(drawn: random.Random) -> bytes:
    head = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08" + drawn.randbytes(32)
    count = many(drawn)
    step = drawn.choice((b"\x08", b"\xff\x08", b"\xff", b"\xf0\x01a", b"\xf1\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", b"\xf0\x80" + b"\x80" * 99, b"\x67", b"\xf2", b"\xf3", b"\x02", b"\x03"))
    end = b"\x00" + drawn.choice((b"\x05\x88\x96\x0d\x73\xd7\x19\x01", b"\x83\xdf\xe3\x0d\x2e\xf9\x0c\x8e", drawn.randbytes(8))) + drawn.choice((b"\x03\x01\x02\x03", b"\xff" * 30, b"\x00", b"\xff\xff\x7f" + bytes(99)))
    return head + step * count + end


def _manifest(drawn: random.Random) -> bytes:
    """Give a bag whose lists name what is not there, twice, or elsewhere."""
    name = drawn.choice(("data/../../x", "/etc/passwd", "data/a", "data/A", "data/\u00e9", "data/e\u0301", "x" * 9_000, "data/a%0Ab", ""))
    line = f"{drawn.choice(('0' * 64, '0' * 63, 'Z' * 64, ''))}  {name}\n"
    members = [("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"), ("bag-info.txt", of.a_row(drawn, ("a", "b")).encode()), ("manifest-sha256.txt", (line * many(drawn, 20_000)).encode()), ("tagmanifest-sha256.txt", line.encode()), ("data/keys.txt", _note(drawn)), ("signature.note", _note(drawn)), ("data/rows.jsonl", of.lines(drawn)), ("data/ledger/checkpoint", _note(drawn)), ("data/ledger/entries.jsonl", of.lines(drawn))]
    members = members[: drawn.randrange(1, len(members) + 1)]
    from counterclaim.ledger import bag

    return bag.zipped(dict(members)) if drawn.random() < 0.7 else _packed([(f"counterclaim-bundle/{n}", d) for n, d in members], zipfile.ZIP_STORED)


def _http(drawn: random.Random) -> bytes:
    count = many(drawn, 60_000)
    return drawn.choice((b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * count + b"\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * count + b"\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * min(count, 9_000), b"HTTP/1.1 302 Found\r\nLocation: " + b"/a" * count + b"\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1;" + b"x" * count + b"\r\na\r\n0\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * min(count, 9_000) + b"0\r\n\r\n", b"9" * count, b"\r\n" * count))


#: kind → what makes its inputs.
SHAPES: Mapping[str, Shape] = {
    "text": of.front, "html": of.page, "telegram_html": of.page, "mhtml": of.saved, "eml": of.letter, "mbox": of.letters, "warc": _warc, "wacz": _zip, "zip": _zip,
    "proofmode": _zip, "docx": _docx, "pptx": _pptx, "odt": _odt, "xlsx": _xlsx, "pdf": _pdf, "picture": _picture, "csv": of.sheet, "json": of.a_json,
    "scan": lambda drawn: drawn.choice((_pdf, _picture))(drawn), "coded": of.coded, "archived": of.page, "webarchive": _plist, "ods": _odt, "xls": _ole, "xlsb": binary, "recording": _boxes,
    "jsonl": of.lines, "feed": of.feed, "telegram": of.telegram, "whatsapp": of.chat, "http": _http, "note": _note, "proof": _proof, "tiles": _tile,
    "opentimestamps": _ots, "rfc3161": _der, "chain": _chain, "bundle": _manifest,
}


def shaped(kind: str, drawn: random.Random) -> bytes:
    """Give a structured input of a kind."""
    return GIVEN[kind].shape(drawn) if kind in GIVEN else SHAPES[kind](drawn)
