"""Mail: no byte is replaced, and each attachment is an item of its own."""

from __future__ import annotations

import base64

import pytest

from counterclaim.records.source import Artifact, Refusal, Report
from tests.unit.receive.taking import STORY, a_pdf, came, one, refused, take, zipped

HEAD = b"From: Ana Lund <ana@post.example>\nSubject: Ships collide\nDate: Sun, 27 Mar 2016 23:30:00 -0500\n"


def a_part(kind: str, data: bytes | str, name: str = "") -> bytes:
    """Give one part of a multipart mail, in base64."""
    content = data.encode() if isinstance(data, str) else data
    place = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    return f"--=b\nContent-Type: {kind}\n{place}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(
        content
    )


def a_mail(*parts: bytes, kind: str = "mixed", end: bytes = b"--=b--\n") -> bytes:
    """Give a multipart mail."""
    return (
        HEAD + f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="=b"\n\n'.encode() + b"".join(parts) + end
    )


def test_a_mail_gives_sender_subject_and_the_day_written() -> None:
    """The day is the sender's own, not that of another time zone."""
    report = one("a.eml", HEAD + b"\n" + STORY.encode())
    assert (report.title, report.author, report.text) == ("Ships collide", "Ana Lund", f"Ships collide\n\n{STORY}")
    assert report.published is not None
    assert report.published.start == "2016-03-27"


@pytest.mark.parametrize("charset", ["x-nobody-knows", "unicode_escape", "hex", "utf-7"])
def test_an_unknown_charset_does_not_stop_a_mail(charset: str) -> None:
    """Bytes that are UTF-8 are read as that, and the misfit is told."""
    head = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode()
    report = one("a.eml", head + "The gate of Velm is shut – nobody passes: \\u0041.".encode())
    assert "shut – nobody passes: \\u0041" in report.text
    assert charset in came(report, "encoding")


def test_bytes_that_fit_no_charset_are_refused_not_replaced() -> None:
    """A mail whose bytes cannot be told is refused by name; none of its characters becomes a question mark."""
    assert "cannot be told" in refused("a.eml", HEAD + b"\nShut \xff\xfe\x81!").reason


def test_a_subject_with_bad_bytes_is_left_out_and_noted() -> None:
    """The text goes on; the note says which header was lost."""
    mail = HEAD.replace(b"Ships collide", b"=?utf-8?q?Ships_=ff=fe?=") + b"\n" + STORY.encode()
    report = one("a.eml", mail)
    assert report.text == STORY
    assert "Subject" in came(report, "note")


def test_attachments_are_items_or_refused_by_name() -> None:
    """Text, HTML, PDF, archives and mails are read; the rest is named."""
    page = f"<html><body><article>{f'<p>{STORY}</p>' * 4}</article></body></html>"
    inner = HEAD.replace(b"Ships collide", b"Earlier") + b"\n" + STORY.encode()
    found = take("a.eml", a_mail(
        a_part("text/plain", STORY), a_part("application/octet-stream", STORY + " Twice.", "note.txt"),
        a_part("text/html", page, "page.html"), a_part("application/pdf", a_pdf("The quay of Velm is shut."), "q.pdf"),
        a_part("image/png", b"\x89PNG\r\n\x1a\n\0\0", "photo.png"), a_part("application/x", b"PK\x03\x04x", "b.docx"),
        a_part("application/zip", zipped({"c.txt": STORY}), "d.zip"), a_part("text/calendar", "BEGIN:VCALENDAR"),
        b"--=b\nContent-Type: message/rfc822\n\n" + inner + b"\n",
    ))  # fmt: skip
    reports = {r.locator: r for r in found if isinstance(r, Report)}
    assert list(reports) == [
        "", "attachment 1 note.txt", "attachment 2 page.html", "attachment 3 q.pdf", "attachment 6 d.zip member c.txt",
        "attachment 8",
    ]  # fmt: skip
    assert reports["attachment 6 d.zip member c.txt"].path == "a.eml attachment 6 d.zip!c.txt"
    assert reports["attachment 8"].title == "Earlier"
    refusals = [r.name for r in found if isinstance(r, Refusal)]
    assert refusals == ["a.eml attachment 5 b.docx", "a.eml attachment 7"]
    assert [f.path for f in found if isinstance(f, Artifact)] == ["a.eml attachment 4 photo.png"]


def test_an_html_twin_is_no_attachment_and_a_blank_text_gives_way_to_it() -> None:
    """Of two forms of the same words one is read: the plain one, unless it is blank."""
    html = f"<style>p {{}}</style><p>{STORY}</p><p>Second.</p>"
    both = a_mail(a_part("text/plain", STORY), a_part("text/html", html), kind="alternative")
    assert one("a.eml", both).text.endswith(STORY)
    blank = a_mail(a_part("text/plain", "\n"), a_part("text/html", html), kind="alternative")
    assert one("a.eml", blank).text == f"Ships collide\n\n{STORY}\n\nSecond."


def test_a_cut_mail_is_noted() -> None:
    """What is there is read, and the report says that the end is missing."""
    report = one("a.eml", a_mail(b"--=b\nContent-Type: text/plain\n\n" + STORY.encode(), end=b""))
    assert STORY in report.text
    assert "last boundary" in came(report, "note")
    assert "cut" in refused("a.eml", a_mail(end=b"")).reason


def test_damaged_base64_is_refused() -> None:
    """A part that lost bytes on its way is no evidence."""
    bad = b"--=b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nQUJD\xe9!!QUJDR\n"
    assert "base64" in refused("a.eml", a_mail(bad)).reason


def test_an_mbox_gives_its_messages_and_a_bad_one_does_not_stop_the_rest() -> None:
    """Messages are told by number, and a line that begins with `From` in a text ends none."""
    line, good = b"From ana@post.example Sun Mar 27 23:30:00 2016\n", HEAD + b"\n" + STORY.encode() + b"\nFrom Velm\n\n"
    found = take("box.mbox", line + good + line + b"Subject: nobody\n\nx\n\n" + line + good)
    assert [getattr(f, "locator", "refused") for f in found] == ["message 1", "refused", "message 3"]
    assert found[1].name == "box.mbox message 2"  # type: ignore[union-attr]
    assert "From `" in refused("box.mbox", "no separator").reason


@pytest.mark.parametrize("date", ["Wed, 07 May 99999999999 10:11:12 +0000", "Wed, 07 May 2031 10:11:12 +99999999999"])
def test_a_date_that_no_clock_shows_loses_no_letter(date: str) -> None:
    """The library fails on it; the words stay, and the day is said to be unknown."""
    report = one("a.eml", f"From: Ana Orlu <a@b.example>\nDate: {date}\nSubject: Quay\n\n{STORY}")
    assert report.text.endswith(STORY)
    assert report.published is None
    assert "no date that can be read" in came(report, "note")


def test_a_line_that_a_mailbox_marked_is_as_its_sender_wrote_it() -> None:
    """With the mark it would be somebody else's words, quoted."""
    mail = f"From: ana@velm.example\nSubject: Quay\n\n>From the roof: {STORY}\n>>From afar too.\n> quoted\n"
    (report,) = take("box.mbox", f"From ana@velm.example Wed May  7 10:12:00 2031\n{mail}")
    assert isinstance(report, Report)
    assert f"\n\nFrom the roof: {STORY}\n>From afar too.\n> quoted" in report.text
