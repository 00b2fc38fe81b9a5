"""Header lines ("Publisher: …") at the head of a text say what it is, whatever its format."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.receive.taking import STORY, a_pdf, came, one, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINES = ("Publisher: Vale Post (invented)", "Published: 2031-05-04", "Title: Ships collide", STORY)


def test_one_line_that_names_the_publisher_or_the_day_is_enough() -> None:
    """`take` advises these lines, so each counts alone; a title alone is the text's own."""
    report = one("a.txt", f"Publisher: Vale Post\n\n{STORY}")
    assert (report.publisher, report.text) == ("Vale Post", STORY)
    assert one("b.txt", f"Published: 2031-05-04\n\n{STORY}").published is not None


def a_document(*lines: str) -> bytes:
    """Give a word processor's file with a paragraph for each line, and a writer in its properties."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    about = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ana Orlu</dc:creator></c>'
    text = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": text, "docProps/core.xml": about})


def an_open_document(*lines: str) -> bytes:
    """Give the same as an Open Document text."""
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    text = f'<office:d xmlns:office="urn:o" xmlns:text="urn:t"><office:text>{body}</office:text></office:d>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text})


def a_mail(*lines: str) -> bytes:
    """Give a mail with the lines as its body."""
    head = "From: Ana Orlu <ana@post.example>\nSubject: Note\nDate: Sun, 27 Mar 2016 23:30:00 -0500\n\n"
    return (head + "\n".join(lines[:-1]) + "\n\n" + lines[-1]).encode()


def a_page(*lines: str) -> bytes:
    """Give a web page with a paragraph for each line."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><article>{body}<p>{STORY} {STORY}</p></article></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "made"),
    [("a.docx", a_document), ("a.odt", an_open_document), ("a.eml", a_mail), ("a.pdf", a_pdf), ("a.html", a_page)],
)
def test_header_lines_count_in_every_format(name: str, made: Callable[..., bytes]) -> None:
    """They name the report in a document, a mail's body, a PDF and a page, and are no part of its words."""
    report = one(name, made(*LINES))
    assert (report.publisher, report.title) == ("Vale Post (invented)", "Ships collide")
    assert came(report, "publisher") == "header lines"
    assert report.published is not None
    assert report.published.start == "2031-05-04"
    assert not report.minute
    assert "Publisher:" not in report.text
    assert STORY[:30] in report.text


def test_an_author_whom_the_file_names_stays_its_author() -> None:
    """Whoever wrote may have to be protected: a line that names another is told beside it."""
    report = one("a.docx", a_document("Author: The desk", *LINES))
    assert report.author == "Ana Orlu"
    assert "The desk" in came(report, "note")


def test_a_paragraph_with_a_colon_stays_text() -> None:
    """A line whose name is none of ours ends the head; a paragraph after `Source:` is no name."""
    assert one("a.docx", a_document("Update: all is well", *LINES)).text.startswith("Update: all is well")
    assert one("b.docx", a_document(f"Source: {STORY}", f"Date: {STORY * 4}")).text.startswith("Source: ")
