"""Office files, made here by hand of invented words: documents and slides are texts, sheets are tables."""

from __future__ import annotations

import io
import zipfile

import pytest

from counterclaim.records.source import Artifact, Refusal, Report
from tests.fuzz.books import a_binary_workbook
from tests.unit.receive.taking import STORY, came, one, refused, take, zipped
from tests.unit.receive.test_artifacts import drawn

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = {
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>Quay shut</w:t></w:r></w:p>"
    f"<w:p><w:r><w:t>{STORY}</w:t></w:r><w:del><w:r><w:delText>Nobody said so.</w:delText></w:r></w:del>"
    "<w:r><w:tab/><w:t>It opened</w:t></w:r><w:r><w:br/><w:t>again.</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a table.</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
    "word/footnotes.xml": f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"
    "</w:footnotes>",
    "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quay</dc:title>'
    "<dc:creator>Ana Orlu</dc:creator></c>",
    "word/media/image1.jpeg": drawn(),
}
O = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:draw="urn:d" xmlns:table="urn:b"'  # noqa: E741
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f"<office:document-content {O}><office:body><office:text><text:tracked-changes><text:deletion>"
    "<text:p>Struck.</text:p></text:deletion></text:tracked-changes><text:h>Quay shut</text:h>"
    f"<text:p>{STORY} <text:span>It<text:s/>opened</text:span> again.<office:annotation><text:p>A remark.</text:p>"
    "</office:annotation> Soon.</text:p></office:text></office:body></office:document-content>",
}


def a_deck() -> dict[str, bytes | str]:
    slide = '<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>'
    return {f"ppt/slides/slide{n}.xml": slide.format(f"Slide {n}. {STORY}") for n in (10, 2, 1)}


def test_a_document_is_a_text_with_its_title_and_author() -> None:
    """Paragraphs, tables and notes in order; its pictures are artifacts; deletions are noted."""
    found = take("a.docx", zipped(DOCX))  # type: ignore[arg-type]
    (report,) = (f for f in found if isinstance(f, Report))
    (picture,) = (f for f in found if isinstance(f, Artifact))
    assert report.text == f"Quay shut\n\n{STORY}\tIt opened\nagain.\n\nIn a table.\n\nA note."
    assert (report.title, report.author) == ("Quay", "Ana Orlu")
    assert "1 tracked deletions" in came(report, "note")
    assert (picture.path, picture.role) == ("a.docx!word/media/image1.jpeg", "picture")


def test_an_open_document_is_read_without_remarks_and_deletions() -> None:
    """Words that stand between elements are words too."""
    assert one("a.odt", zipped(ODT)).text == f"Quay shut\n\n{STORY} It opened again. Soon."  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "beside", "told"),
    [
        ("a.docx", {"word/comments.xml": "A remark."}, "comments"),
        ("a.docx", {"word/header1.xml": "A head.", "word/footer2.xml": "7"}, "heads and feet of pages"),
        ("a.docx", {"word/embeddings/sheet.bin": "x"}, "files inside of it"),
        ("a.docx", {"word/footer1.xml": "7"}, ""),
        ("a.pptx", {"ppt/notesSlides/notesSlide1.xml": "Say 14."}, "a speaker's notes"),
    ],
)
def test_what_stands_beside_a_text_and_is_not_read_is_noted(name: str, beside: dict[str, str], told: str) -> None:
    """Nothing of a file is left out in silence; a number of a page says nothing."""
    words = '<w:p xmlns:w="urn:w"><w:r><w:t>{}</w:t></w:r></w:p>'
    parts = {p: words.format(w) if p.endswith(".xml") else w for p, w in beside.items()}
    found = take(name, zipped({**(DOCX if name == "a.docx" else a_deck()), **parts}))  # type: ignore[dict-item]
    (report,) = (f for f in found if isinstance(f, Report))
    notes = [words for field, words in report.came_from if field == "note" and "not read:" in words]
    assert notes == ([f"in the file and not read: {told}"] if told else [])


def test_slides_stand_in_the_order_of_their_numbers() -> None:
    """Ten comes after two."""
    assert [p[:8] for p in one("a.pptx", zipped(a_deck())).text.split("\n\n")] == ["Slide 1.", "Slide 2.", "Slide 10"]


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def a_workbook(rows: list[list[str]]) -> bytes:
    """Give an .xlsx of one sheet, its cells as inline words."""
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{w}</t></is></c>' for c, w in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, start=1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped({
        "_rels/.rels": f'<Relationships xmlns="{packed}"><Relationship Id="r1" Type="{rel}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="Reports" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packed}"><Relationship Id="r1" Type="{rel}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": SHEET.format(cells),
    })  # fmt: skip


def test_a_sheet_is_a_table() -> None:
    """With its name in the place of each report."""
    report = one("a.xlsx", a_workbook([["text", "publisher", "date"], [STORY, "Harbour Post", "2031-05-07"]]))
    assert (report.text, report.publisher, report.locator) == (STORY, "Harbour Post", "sheet Reports row 1")
    assert report.published is not None


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.docx", zipped(DOCX)[:-40], "broken"),  # type: ignore[arg-type]
        ("a.docx", zipped({"x.xml": "<x/>"}), "without the part"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("a.odt", zipped({"content.xml": '<!DOCTYPE x [<!ENTITY a "zz">]><x>&a;</x>'}), "trap"),
        ("a.odt", zipped({"content.xml": "<x"}), "broken XML"),
        ("a.xlsx", zipped({"xl/workbook.xml": "<x/>"}), "broken"),
        ("a.xlsx", zipped({"xl/worksheets/sheet1.xml": b" " * 40_000_000}), "zip bomb"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "broken"),
        ("a.xlsx", a_workbook([]), "empty"),
    ],
)
def test_broken_office_files_are_refused(name: str, data: bytes, why: str) -> None:
    """Cut, empty, with a password, with a trap or a bomb in them."""
    assert why in refused(name, data).reason


def test_a_deeply_nested_document_is_bounded() -> None:
    """A hundred thousand elements in each other are read or refused, never fatal."""
    deep = "<x>" * 100_000 + "</x>" * 100_000
    assert all(isinstance(f, Report | Refusal) for f in take("a.docx", zipped({"word/document.xml": deep})))


def test_a_library_that_panics_fails_on_its_file_alone() -> None:
    """What a library in Rust raises then is no `Exception`: the head of an old workbook, cut behind it."""
    head = "d0cf11e0a1b11ae1" + "00" * 16 + "3e000300feff0900060000000000000001000000010000000000000000100000"
    data = bytes.fromhex(head).ljust(72, b"\0") + bytes(4) + b"\xff" * 436
    found = take("a.zip", zipped({"a.xls": data, "b.txt": STORY}))
    assert [f.name for f in found if isinstance(f, Refusal)] == ["a.zip!a.xls"]
    assert [f.text for f in found if isinstance(f, Report)] == [STORY]


def test_a_binary_workbook_is_a_table() -> None:
    report = one("a.xlsb", a_binary_workbook())
    assert (report.text[:8], report.publisher, report.locator) == ("The quay", "Post", "sheet a row 1")


@pytest.mark.parametrize("last", ["XFD1048576", "zz100000"])
def test_a_cell_far_from_the_others_is_told(last: str) -> None:
    """Its reader makes a table of all between them, and ended for want of memory; no other word came of it."""
    far = f'<row r="9"><c r="{last}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    with zipfile.ZipFile(io.BytesIO(a_workbook([["text"], [STORY]]))) as held:
        files = {n: held.read(n).replace(b"</sheetData>", far.encode()) for n in held.namelist()}
    assert "at most 20,000,000 cells" in refused("a.xlsx", zipped(files)).reason
