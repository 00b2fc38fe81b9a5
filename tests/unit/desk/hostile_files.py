"""An attack in every field of the formats that are no plain text: archives of pages, PDF, Office, chats, pictures.

All texts and names are invented.
"""

from __future__ import annotations

import io
import json
import plistlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path

from PIL import Image

from tests.unit.desk.hostile_formats import SAFE, SAID
from tests.unit.receive.taking import a_pdf, zipped
from tests.unit.receive.test_neighbours import ACLED, AIRWARS, REVIEW, UCDP, table
from tests.unit.receive.test_office import W, a_workbook
from tests.unit.receive.web_archives import a_wacz, a_warc

#: The fields of a picture that its page tells: description, maker, camera, software, artist, rights.
_TOLD = (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298)
#: Columns of coders' tables that hold numbers, days and codes.
_CODES = (
    "year date_start date_end event_date date latitude longitude country iso relid id type_of_violence where_prec "
    "number_of_sources date_prec event_clarity deaths_civilians deaths_unknown low best high event_id_cnty "
    "time_precision event_type sub_event_type geo_precision source_scale fatalities timestamp grading strike_status "
    "unique_reference_code civilians_killed_min civilians_killed_max belligerent_list geolocation_accuracy"
)


def write(inbox: Path, n: int, attack: str) -> None:
    """Write one attack into a file of each format."""
    for kind, data in _files(n, attack):
        name = f"f{n} {attack.translate(SAFE)[:40]}{kind}"
        (inbox / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def _files(n: int, attack: str) -> Iterator[tuple[str, bytes | str]]:
    told, words = f"{SAID.format(attack)} File {n}.", escape(f"{SAID.format(attack)} File {n}.")
    # The texts differ by their format, so that each is a report of its own.
    yield ".pdf", _pdf(attack, f"{told} PDF.")
    yield ".docx", zipped(dict(_document(attack, words)))
    yield ".pptx", zipped({"ppt/slides/slide1.xml": _slide(f"{words} Slides.")})
    yield ".odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _open(f"{words} ODT.")})
    row = [f"{told} Sheet.", f"Sheet {attack}", "2031-05-07", attack, attack, attack]
    yield ".xlsx", a_workbook([["text", "publisher", "date", "title", "author", "url"], [escape(w) for w in row]])
    yield ".telegram.json", _telegram(attack, told)
    yield ".telegram.html", _telegram_page(escape(attack), words)
    yield ".chat.txt", f"2031-05-07, 10:12 - {_line(attack)}: {_line(told)} Chat.\n" * 2
    yield ".zip", zipped({"_chat.txt": f"2031-05-07, 10:12 - A. {_line(attack)}: {_line(told)} Zipped.\n"})
    yield ".jpg", _picture(attack)
    page = _page(escape(attack), f"{words} Archived.", attack)
    # An address is bytes without blanks; whatever else it holds is kept as it came.
    address = f"https://archive.example/{n}/{re.sub(r'[^!-~]', '', attack)}"
    yield ".warc", a_warc((address, "text/html", page.encode()), gzip=False)
    yield ".wacz", a_wacz(a_warc((address + "?2", "text/html", page.replace("Archived", "Packed").encode())), [address])
    yield ".mhtml", _mhtml(attack, page.replace("Archived", "Saved"))
    yield ".webarchive", plistlib.dumps({"WebMainResource": {
        "WebResourceData": page.replace("Archived", "Kept").encode(), "WebResourceURL": address,
        "WebResourceTextEncodingName": "UTF-8", "WebResourceMIMEType": "text/html",
    }})  # fmt: skip
    yield ".atom", _atom(escape(attack), words)
    for name, known in (("ucdp", UCDP), ("acled", ACLED), ("airwars", AIRWARS)):
        # Once where a table is still one, once in every cell.
        for kind, kept in (("", _CODES), (".all", "")):
            cells = {k: v if k in kept.split() or not v else f"{v} {attack}" for k, v in known.items()}
            yield f".{name}{kind}.csv", table(cells)
    yield ".jsonld", json.dumps(_everywhere(REVIEW, attack))
    yield (
        ".archiver.csv",
        table({"status": "archived", "metadata": repr({"content": told, attack: attack}), "media": attack}),
    )
    yield ".html", page.replace("Archived", "Plain").replace("<title>", f'<meta name="{escape(attack)}"><title>')


def _line(words: str) -> str:
    return " ".join(words.split())


def _pdf(attack: str, told: str) -> bytes:
    def literal(words: str) -> str:
        return re.sub(r"([()\\])", r"\\\1", words.encode("latin-1", "replace").decode("latin-1"))

    info = f"<< /Title ({literal(attack)}) /Author ({literal('PDF ' + attack)}) >>".encode("latin-1")
    made = a_pdf(*(literal(part) for part in re.findall(r".{1,80}(?: |$)", told)))
    body, _, rest = made.partition(b"xref\n")
    place = len(body)
    body += b"6 0 obj\n" + info + b"\nendobj\n"
    listed = rest.replace(b"0 6\n", b"0 7\n").replace(b"trailer", b"%010d 00000 n \ntrailer" % place)
    listed = listed.replace(b"/Size 6 /Root 1 0 R", b"/Size 7 /Root 1 0 R /Info 6 0 R")
    return body + b"xref\n" + re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(body), listed)


def _document(attack: str, words: str) -> Iterator[tuple[str, bytes | str]]:
    inside = f"<w:p><w:r><w:t>{words} Document.</w:t></w:r></w:p>"
    yield "[Content_Types].xml", "<Types/>"
    yield "word/document.xml", f"<w:document {W}><w:body>{inside}</w:body></w:document>"
    yield (
        "docProps/core.xml",
        (
            f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(attack)}</dc:title>'
            f"<dc:creator>{escape(attack)}</dc:creator></c>"
        ),
    )
    yield f"word/media/{attack.translate(SAFE)}.jpeg", _picture(attack)


def _slide(words: str) -> str:
    return f'<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>'


def _open(words: str) -> str:
    spaces = 'xmlns:office="urn:o" xmlns:text="urn:t"'
    return (
        f"<office:document-content {spaces}><office:body><office:text><text:p>{words}</text:p></office:text>"
        "</office:body></office:document-content>"
    )


def _telegram(attack: str, told: str) -> str:
    message = {
        "id": 2, "type": "message", "date": "2031-05-07T10:11:12", "from": attack, "forwarded_from": attack,
        "text": [f"{told} Channel.", {"type": "text_link", "text": attack, "href": f"javascript:alert(1)//{attack}"}],
        "photo": f"photos/{attack}.jpg", "author": attack, "actor": attack, attack: attack,
    }  # fmt: skip
    return json.dumps({"name": f"Channel {attack}", "type": "public_channel", "id": 7, "messages": [message]})


def _telegram_page(words: str, told: str) -> str:
    return (
        '<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="text bold">'
        f'{words}</div></div><div class="page_body chat_page"><div class="history"><div class="message default" '
        'id="message2"><div class="body"><div class="pull_right date details" title="07.05.2031 23:30:00 UTC-03:00">'
        f'23:30</div><div class="from_name">{words}</div><div class="forwarded body"><div class="from_name">{words}'
        f'</div><div class="text">{told} Exported.</div><a class="photo_wrap" href="photos/{words}.jpg"></a></div>'
        "</div></div></div></div></div></body></html>"
    )


def _picture(attack: str) -> bytes:
    exif = Image.Exif()
    for n, tag in enumerate(_TOLD):
        exif[tag] = f"{n} {attack}"
    exif.get_ifd(0x8769)[0x9003] = f"2031:05:07 {attack}"
    out = io.BytesIO()
    Image.linear_gradient("L").resize((48, 36)).save(out, "JPEG", exif=exif, comment=attack.encode())
    return out.getvalue()


def _page(words: str, told: str, attack: str) -> str:
    return (
        f'<html lang="{words}"><head><title>{words}</title><meta name="author" content="{words}">'
        f'<meta property="og:site_name" content="{words}"></head><body><article><h1>{words}</h1><p>{told} On a page of '
        f"several sentences, so that it is read as one.</p><p>{words}</p>{attack}</article></body></html>"
    )


def _mhtml(attack: str, page: str) -> bytes:
    made = EmailMessage()
    made["Subject"] = _line(attack)
    made["Snapshot-Content-Location"] = f"https://saved.example/{_line(attack)}"
    made["Date"] = "Sun, 04 May 2031 10:00:00 +0000"
    made.set_content(page, subtype="html")
    made.add_related(_picture(attack), maintype="image", subtype="jpeg", filename=_line(attack))
    made.replace_header("Content-Type", 'multipart/related; type="text/html"; boundary="=b="')
    made.set_boundary("=b=")
    return bytes(made)


def _atom(words: str, told: str) -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{words}</title><id>{words}</id><updated>2031-05-07T10:00:00Z</updated><author><name>{words}</name></author>"
        f'<entry><title type="html">{escape(words)}</title><id>{words}</id><link href="javascript:alert(1)//{words}"/>'
        f"<updated>2031-05-07T10:00:00Z</updated><author><name>{words}</name></author>"
        f'<content type="html">{escape(told)} Atom.</content></entry></feed>'
    )


def _everywhere(value: object, attack: str) -> object:
    """Give a document with an attack at the end of each of its words, but for its kinds and days."""
    if isinstance(value, dict):
        kept = {"@type", "@context", "datePublished"}
        return {k: v if k in kept else _everywhere(v, attack) for k, v in value.items()}
    if isinstance(value, list):
        return [_everywhere(v, attack) for v in value]
    return f"{value} {attack}" if isinstance(value, str) else value
