"""What fuzzing starts from: small whole files of each kind, and words that their parsers act on. All is invented."""

# ruff: noqa: E501 - tables of words
from __future__ import annotations

import json
import plistlib
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from counterclaim.canonical import digest
from tests.fuzz.books import a_binary_workbook, an_old_workbook
from tests.fuzz.held import EVERY as GIVEN
from tests.unit.receive.taking import STORY, a_pdf, zipped
from tests.unit.receive.test_artifacts import PAGE, drawn
from tests.unit.receive.test_chats import ANDROID, IOS, export
from tests.unit.receive.test_neighbours import ACLED, AIRWARS, UCDP, table
from tests.unit.receive.test_neighbours import PAGE as ARCHIVED
from tests.unit.receive.test_office import DOCX, ODT, a_deck, a_workbook
from tests.unit.receive.web_archives import HOME, OTHER, a_wacz, a_warc
from tests.unit.receive.web_archives import PAGE as WEB_PAGE

Seeds = tuple[bytes, ...]

_HTML = (
    "<html lang='ar'>|<head>|<meta charset='utf-16'>|<meta charset=latin1>|<title>|</title>|<article>|</article>|<p>|</p>|"
    "<table>|<tr>|<td>|<svg>|<math>|<template>|<script>|</script>|<!--|-->|<![CDATA[|]]>|&lt;|&#0;|&#xD800;|&#1114112;|"
    "<meta property='article:published_time' content='2031-99-99'>|<time datetime='9999-12-31'>|<a href='javascript:x'>|"
    "<!DOCTYPE html>|<!ENTITY a 'b'>|<base href='//x'>|<img src='file:///etc/passwd'>|<frameset>|<plaintext>|<ruby>|<rt>"
)
_MAIL = (
    "From: a@b.example\n|To: \n|Subject: =?utf-8?B?zzz?=\n|Subject: =?x?q?=\n|Date: Wed, 99 May 20311 25:61:61 +9999\n|\n\n|"
    "MIME-Version: 1.0\n|Content-Type: multipart/mixed; boundary=b\n\n|--b\n|--b--\n|Content-Transfer-Encoding: base64\n\n|"
    'Content-Transfer-Encoding: quoted-printable\n\n|=FF=|Content-Type: text/html; charset="utf-7"\n\n|Content-ID: <a>\n|'
    "Content-Type: message/rfc822\n\n|Content-Disposition: attachment; filename*=utf-8''%FF%00../x\n|Content-Location: x\n|"
    'Content-Type: multipart/related; type="text/html"; boundary=b\n\n|filename*0*=a; filename*1*=b\n|From \n'
)
_XML = (
    "<?xml version='1.1' encoding='utf-16'?>|<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>|&b;|<rss>|<channel>|<item>|"
    "<title>|</title>|<pubDate>Mon, 32 Foo 2031 25:00:00 ZZZ</pubDate>|<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>|"
    "<content type='xhtml'>|<link href='x' rel='alternate'/>|<published>2031-13-45T99:99:99Z</published>|</entry>|<rdf:RDF>|"
    "<w:p>|</w:p>|<w:t>|</w:t>|<w:del>|<text:p>|</text:p>|<text:s text:c='9999999999'/>|<a:t>|<!--|-->|<![CDATA["
)
_JSON = (
    '{"text":|"outlet":|"date":"2031-99-99"|"id":1e999|-0|NaN|[[[|]]]|{}|null|true|"\\ud800"|"\\u0000"|99999999999999999999|'
    '"messages":[|"type":"service"|"type":"message"|"date_unixtime":"99999999999999"|"text":[{"type":"link"}]|"chats":{"list":'
    '|"from":null|"photo":"../../x"|"reply_to_message_id":[]|"forwarded_from":{}|,|:|"name":"x","type":"public_channel"'
)
_CSV = (
    'text,date,outlet\n|"|""|\r\n|;|\t|=cmd()|\0|\ufeff|2031-05-07|05/07/31|\'|,,,,,,|text\ttext\n|text;text\n|"a\nb"'
)
_CHAT = (
    "[07/05/2031, 10:11:12] |31/12/2031, 25:61 - |: |<attached: |<Media omitted>|\u200e|\u202e|(file attached)|0/0/00, 0:00 - |"
    "2031-05-07, 10:12 - |\n[|12.31.9999, 9:99\u202fPM - |IMG-1.jpg (file attached)"
)
_WARC = (
    "WARC/1.0\r\n|WARC/9.9\r\n|WARC-Type: response\r\n|WARC-Type: revisit\r\n|Content-Length: -1\r\n|Content-Length: 99999999999\r\n|"
    "WARC-Payload-Digest: sha1:AAAA\r\n|WARC-Block-Digest: md5:x\r\n|HTTP/1.1 200 OK\r\n|Content-Encoding: br\r\n|\r\n\r\n|"
    "Content-Encoding: gzip\r\n|Transfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n|WARC-Target-URI: \x00\r\n|Content-Type: text/html\r\n|"
    "filedesc://x 0.0.0.0 20310507 text/plain 10\n"
)
_PGP = "-----BEGIN PGP SIGNATURE-----\n\n|-----END PGP SIGNATURE-----|\xc2\x5d\x04|\x99\x01\x0d\x04|=AAAA|Hash: SHA1\n|pubkey.asc|.asc"
_ARMOUR = "-----BEGIN PGP {0}-----\n\niHUEABYKAB0WIQTFFF4FFF4FFF4FFF4FFF4FFF4FFAUCZAAAAAAKCRAAAAAAAAAA\nAAAA=AAAA\n-----END PGP {0}-----\n"
_PDF = (
    "<<|>>|[|]|/Length 999999999|/Filter /FlateDecode|/Filter [/ASCIIHexDecode /ASCII85Decode]|/Kids [2 0 R]|/Parent 3 0 R|"
    "/Count -1|obj\n|endobj\n|stream\n|endstream\n|xref\n0 99999\n|trailer\n|startxref\n0\n|/Encrypt 1 0 R|/Type /ObjStm|(|)|Tj"
)
_PACKED = "datapackage.json|../../x|word/document.xml|xl/worksheets/sheet1.xml|pages/pages.jsonl|columns.yaml|content.xml|PK\x05\x06"
_PROVEN = "counterclaim/|\n\n|\u2014 |\n|index |0|18446744073709551616|-1|+AAAA|=|A|c2sp.org/tlog-proof@v1\n|extra "
_TEXT = "---\n|publisher: |Published: |author: [|{|*a|&a|!!python/object:os.system|\x1b[2J|\u202e|\0|\ufeff|text: |date: 9999-99-99\n"

_FEED = (
    f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title><item><title>Quay</title><description>{STORY}"
    "</description><pubDate>Wed, 07 May 2031 10:11:12 GMT</pubDate><link>https://post.example/2031/05/07/a</link></item>"
    "</channel></rss>"
)
_ATOM = (
    f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><entry><title>Quay</title><summary>{STORY}</summary>"
    "<updated>2031-05-07T10:11:12Z</updated></entry></feed>"
)
_LETTER = (
    "From: Ana Orlu <a@post.example>\nTo: b@post.example\nSubject: =?utf-8?q?Quay_shut?=\nDate: Wed, 07 May 2031 10:11:12 +0000\n"
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
    f"{STORY}\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>{STORY}=C3=A9</p>\n--b\n"
    "Content-Type: message/rfc822\n\nFrom: c@d.example\nSubject: In it\n\nThe bridge stands.\n--b\nContent-Type: image/png; name=a.png\n"
    "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n"
)
_MHTML = (
    "From: <Saved>\nSnapshot-Content-Location: https://post.example/a\nSubject: Quay\nDate: Wed, 7 May 2031 10:11:12 -0000\n"
    'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
    f"Content-ID: <f@m>\nContent-Transfer-Encoding: binary\nContent-Location: https://post.example/a\n\n{PAGE}\n--b\n"
    "Content-Type: image/png\nContent-Location: https://post.example/a.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n"
)
_TELEGRAM_PAGE = (
    '<html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Orvane Watch</div></div>'
    '<div class="page_body chat_page"><div class="history"><div class="message default clearfix" id="message2"><div class="body">'
    '<div class="date details" title="07.05.2031 10:11:12 UTC+02:00">10:11</div><div class="from_name">Ana</div>'
    f'<div class="text">{STORY}</div></div></div></div></div></div></body></html>'
)


_ODS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'><office:body><office:spreadsheet><table:table table:name='a'><table:table-row>"
    "<table:table-cell office:value-type='string'><text:p>text</text:p></table:table-cell><table:table-cell table:number-columns-repeated='2'/></table:table-row>"
    f"<table:table-row><table:table-cell office:value-type='string'><text:p>{STORY}</text:p></table:table-cell></table:table-row></table:table>"
    "</office:spreadsheet></office:body></office:document-content>",
    "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>",
}


def _encoded(*texts: str) -> Callable[[], Seeds]:
    return lambda: tuple(t.encode() for t in texts)


def _pictures() -> Seeds:
    return tuple(drawn(kind, told=kind in {"JPEG", "WEBP"}) for kind in ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"))


def _warcs() -> Seeds:
    answers = ((HOME, "text/html", WEB_PAGE), (f"{HOME}.css", "text/css", b"a{}"))
    return (a_warc(*answers), a_warc(*answers, gzip=False), a_warc((HOME, "text/html", OTHER), status="404 Not Found"))


def _proofs() -> dict[str, bytes | str]:
    picture = drawn(told=True)
    name = digest(picture)
    return {
        "IMG.jpg": picture, f"{name}.proof.json": json.dumps({"File Hash SHA256": name}), f"{name}.asc": _ARMOUR.format("SIGNATURE"),
        f"{name}.proof.json.asc": _ARMOUR.format("SIGNATURE"), "pubkey.asc": _ARMOUR.format("PUBLIC KEY BLOCK"),
    }  # fmt: skip


def _tables() -> Seeds:
    row = {"text": STORY, "outlet": "Post", "date": "2031-05-07"}
    return (json.dumps(row).encode(), json.dumps([row, row]).encode(), json.dumps({"rows": [row]}).encode())


def _coded() -> Seeds:
    rows = [table(row).encode() for row in (UCDP, ACLED, AIRWARS)]
    return (*rows, b"When,What,Dead\n#date,#description,#affected+killed\n2031-05-07,The quay was hit,4\n")


def _webarchives() -> Seeds:
    page = {
        "WebResourceData": PAGE.encode(),
        "WebResourceURL": HOME,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "utf-8",
    }
    whole = {
        "WebMainResource": page,
        "WebSubresources": [{"WebResourceData": b"p {}", "WebResourceURL": f"{HOME}a.css"}],
    }
    return tuple(plistlib.dumps(whole, fmt=kind) for kind in (plistlib.FMT_BINARY, plistlib.FMT_XML))


def _recordings() -> Seeds:
    box = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
    claim = b"\0\0\0\x40jumb\0\0\0\x1ejumdc2pa\0\x11\0\x10\x80\0\0\xaa\08\x9bq\x03c2pa\0" + bytes(34)
    return (
        box + b"\0\0\0\x08mdat",
        box + (len(claim) + 8).to_bytes(4, "big") + b"uuid" + claim,
        b"ID3\x04\0\0\0\0\0\0" + claim,
    )


#: kind → the name under which its files are taken, its seeds, and words of it.
RECEIVED: Mapping[str, tuple[str, Callable[[], Seeds], str]] = {
    "text": (
        "a.md",
        _encoded(
            f"---\npublisher: Post\npublished: 2031-05-07\n---\n{STORY}", f"Publisher: Post\nDate: 2031\n\n{STORY}"
        ),
        _TEXT,
    ),
    "html": ("a.html", _encoded(PAGE, WEB_PAGE.decode()), _HTML),
    "mhtml": ("a.mhtml", _encoded(_MHTML), _MAIL + "|" + _HTML),
    "eml": ("a.eml", _encoded(_LETTER), _MAIL),
    "mbox": (
        "a.mbox",
        _encoded(f"From a@b Wed May  7 10:11:12 2031\n{_LETTER}\nFrom c@d Wed May  7 10:11:12 2031\n{_LETTER}"),
        _MAIL,
    ),
    "warc": ("a.warc.gz", _warcs, _WARC),
    "wacz": (
        "a.wacz",
        lambda: (a_wacz(_warcs()[0], [HOME]), a_wacz(_warcs()[0], [HOME], sign="der")),
        _PACKED + "|" + _JSON,
    ),
    "zip": ("a.zip", lambda: (zipped({"a.txt": STORY, "b/c.html": PAGE, "d.zip": zipped({"e.txt": STORY})}),), _PACKED),
    "proofmode": ("proof.zip", lambda: (zipped(_proofs()),), _PACKED + "|" + _JSON + "|" + _PGP),
    "docx": ("a.docx", lambda: (zipped(DOCX),), _PACKED + "|" + _XML),  # type: ignore[arg-type]
    "pptx": ("a.pptx", lambda: (zipped(a_deck()),), _PACKED + "|" + _XML),
    "odt": ("a.odt", lambda: (zipped(ODT),), _PACKED + "|" + _XML),  # type: ignore[arg-type]
    "xlsx": (
        "a.xlsx",
        lambda: (a_workbook([["text", "publisher", "date"], [STORY, "Post", "2031-05-07"]]),),
        _PACKED + "|" + _XML,
    ),
    "pdf": ("a.pdf", lambda: (a_pdf(STORY[:60], "It opened again."),), _PDF),
    "picture": ("a.jpg", _pictures, "Exif\0\0|II*\0|MM\0*|\xff\xd8|\xff\xe1|IHDR|IDAT|acTL|jumb|jumdc2pa|WEBP|GIF89a"),
    "csv": (
        "a.csv",
        _encoded(f'text,outlet,date\n"{STORY}",Post,2031-05-07\n', f"text\tdate\n{STORY}\t7 May 2031\n"),
        _CSV,
    ),
    "coded": (
        "a.csv",
        _coded,
        _CSV + "|latitude|999|-1|2031-05-08|best|low|#affected+killed|#date|[]|{'a': 1}|NA|1e999",
    ),
    "json": ("a.json", _tables, _JSON),
    "jsonl": ("a.jsonl", lambda: (b"\n".join(_tables()[:1] * 3),), _JSON),
    "feed": ("a.rss", _encoded(_FEED, _ATOM), _XML),
    "telegram": (
        "result.json",
        _encoded(
            export(), export("personal_chat"), json.dumps({"about": "", "chats": {"list": [json.loads(export())]}})
        ),
        _JSON,
    ),
    "telegram_html": ("messages.html", _encoded(_TELEGRAM_PAGE), _HTML),
    "archived": (
        "a.html",
        _encoded(ARCHIVED),
        _HTML + '|<table class="metadata">|<tr><td>url</td><td>|<a download href="../../x">',
    ),
    "webarchive": (
        "a.webarchive",
        _webarchives,
        "bplist00|<dict>|<key>WebMainResource</key>|<data>|</data>|<array>|\xd1|\xaf\x12|\xff\xff\xff\xff|\x08",
    ),
    "ods": (
        "a.ods",
        lambda: (zipped(_ODS),),
        _PACKED + "|" + _XML + "|table:number-rows-repeated='99999999'|office:value-type='float'",
    ),
    "xls": (
        "a.xls",
        lambda: (an_old_workbook(),),
        "\x09\x08|\x0a\0|\xfc\0|\x85\0|\x04\x02|\x3c\0|\xff\xff|\xfe\xff\xff\xff",
    ),
    "xlsb": (
        "a.xlsb",
        lambda: (a_binary_workbook(),),
        _PACKED + "|xl/workbook.bin|xl/worksheets/sheet1.bin|\x9c\x01|\x94\x01|\x91\x01|\x92\x01|\x06|\xff\xff\xff\x7f",
    ),
    "recording": ("a.mp4", _recordings, "ftyp|moov|uuid|jumb|jumdc2pa|mdat|\0\0\0\1|\xff\xff\xff\xff|c2pa"),
    "whatsapp": ("_chat.txt", _encoded(IOS, ANDROID), _CHAT),
}
#: Kinds whose files are ZIP archives: their members are changed too, and packed again.
PACKED = frozenset({"wacz", "zip", "proofmode", "docx", "pptx", "odt", "ods", "xlsx", "xlsb", "bundle"})


@cache
def kept() -> tuple[Path, Mapping[str, Seeds]]:
    """Give the folder of a case, and seeds of notes, checkpoints, proofs, stamps and bundles, from one invented case."""
    import os

    from tests.mutations import made

    place = Path(tempfile.mkdtemp(prefix="fuzz-"))
    before = os.environ.get("COUNTERCLAIM_KEYS")
    os.environ["COUNTERCLAIM_KEYS"] = f"{place}/keys"
    try:
        case, bundles = made(place)
    finally:
        os.environ.pop("COUNTERCLAIM_KEYS")
        if before is not None:
            os.environ["COUNTERCLAIM_KEYS"] = before
    from counterclaim.ledger import Log

    ledger, log = case / "ledger", Log(case / "ledger")
    stamps = sorted((ledger / "stamps").iterdir())
    seeds = {
        "note": tuple(p.read_bytes() for p in (ledger / "checkpoint", *sorted((ledger / "kept").iterdir()))),
        "proof": tuple(log.prove(n) for n in (0, log.size - 1)),
        "tiles": tuple(p.read_bytes() for p in sorted((ledger / "tile").rglob("*")) if p.is_file()),
        "opentimestamps": tuple(p.read_bytes() for p in stamps if p.suffix == ".ots"),
        "rfc3161": tuple(p.read_bytes() for p in stamps if p.suffix == ".tsr"),
        "chain": tuple(p.read_bytes() for p in stamps if p.suffix == ".pem"),
        "bundle": tuple(bundles),
    }
    return case, {name: found for name, found in seeds.items() if found}


#: What a server answers, for `take --capture`.
_ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>a\n"
_MOVED = "HTTP/1.1 302 Found\r\nLocation: /b\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
ANSWERS: Seeds = (_ANSWER.encode(), _MOVED.encode())
_HTTP = (
    "HTTP/1.1 |HTTP/9.9 999 \r\n|\r\n\r\n|\n\n|Location: http://[\r\n|Location: //a:b@c/\r\n|Location: \xff\r\n|Content-Length: -1\r\n|"
    "Content-Length: 99999999999999\r\n|Transfer-Encoding: chunked\r\n|FFFFFFFFFFFFFFFF\r\n|HTTP/1.1 100 Continue\r\n\r\n|: \r\n|Set-Cookie: a\r\n"
)
#: Of these no more is read (decision 0081): longer inputs would cost time and reach nothing.
MOST = {"note": 70_000, "proof": 140_000, "opentimestamps": 70_000, "rfc3161": 270_000, "key": 1_100}
#: Kinds that the ledger reads.
LEDGER = ("note", "proof", "tiles", "opentimestamps", "rfc3161", "chain", "bundle")


def words(kind: str) -> Seeds:
    """Give the words of a kind that its parser acts on."""
    told = (
        GIVEN[kind].words
        if kind in GIVEN
        else RECEIVED[kind][2]
        if kind in RECEIVED
        else _PDF
        if kind == "scan"
        else _HTTP
        if kind == "http"
        else _PROVEN + "|" + _JSON
    )
    return tuple(w.encode() for w in told.split("|") if w)
