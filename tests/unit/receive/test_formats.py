"""Single texts, pages, PDFs and feeds, and how their kind is told."""

from __future__ import annotations

from time import process_time

import pytest

from counterclaim.receive import formats, misdated
from counterclaim.receive.markup import attributes, words_of
from counterclaim.records.source import Refusal, Report
from tests.unit.receive.taking import STORY, a_pdf, came, one, pdf_of, refused, take

SECOND = "Divers from the coast guard searched the water near the old quay until the evening and found nobody there."
BODY = f"<article><h1>Ships collide</h1><p>{STORY}</p><p>{SECOND}</p><p>{STORY.upper()}</p></article>"
PAGE = f'<!DOCTYPE html><html lang="en-GB"><head><title>Ships collide</title></head><body>{BODY}</body></html>'


def test_paragraphs_of_a_page_are_parted_by_blank_lines() -> None:
    """A paragraph of the page is a paragraph of the report."""
    report = one("a.html", PAGE)
    assert report.text.split("\n\n") == ["Ships collide", STORY, SECOND, STORY.upper()]
    assert (report.title, report.language, came(report, "language")) == ("Ships collide", "en", "metadata")


def test_a_page_dated_after_today_says_that_its_day_was_not_taken() -> None:
    """Nothing was published in days to come: the page has no day, and a note that counts among dates not read."""
    ahead, past = (
        one("a.html", PAGE.replace("</title>", f'</title><meta property="article:published_time" content="{day}">'))
        for day in ("2431-05-01T10:00:00Z", "2016-05-01T10:00:00Z")
    )
    assert (ahead.published, misdated(ahead)) == (None, True)
    assert "`2431-05-01` lies after today" in came(ahead, "note")
    assert past.published is not None
    assert not misdated(past)
    assert not misdated(one("a.html", PAGE))  # which names no day at all


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a", "a.xml"])
@pytest.mark.parametrize("prolog", ["", "\ufeff", '<?xml version="1.0" encoding="utf-8"?>\n', "<!-- saved -->\n"])
def test_a_page_is_told_by_its_first_bytes(name: str, prolog: str) -> None:
    """Whatever its name, a page is read as one."""
    assert one(name, prolog + PAGE).text.startswith(f"Ships collide\n\n{STORY}")


def test_a_page_in_the_encoding_it_declares() -> None:
    """Windows-1251 declared in the page is read, whether or not an XML declaration stands before it."""
    words = "Порт закрыли в понедельник после столкновения двух судов, сообщил мэр города на встрече с жителями."
    body = f"<body><article>{f'<p>{words}</p>' * 3}</article></body>"
    page = f'<html><head><meta charset="windows-1251"></head>{body}</html>'
    for prolog in ("", '<?xml version="1.0" encoding="windows-1251"?>'):
        report = one("a.html", (prolog + page).encode("cp1251"))
        assert report.text.startswith(words)
        assert came(report, "encoding") == "cp1251 (declared)"
    wrong = one("a.html", page.replace("windows-1251", "utf-16").encode())
    assert wrong.text.startswith(words)


def test_a_page_is_measured_before_it_is_parsed() -> None:
    """Markup without end is refused by its size alone."""
    assert "bytes of markup" in refused("a.html", "<html><body>" + "<b>" * 3_000_000).reason


def test_a_text_without_suffix_is_a_text_when_it_decodes() -> None:
    """No suffix, or a tail that no program gives, is no reason to refuse words; bytes are refused."""
    assert one("report", STORY).text == STORY
    assert one("report.2016", STORY).text == STORY
    assert refused("report", b"\x00\x01\x02" * 40).reason.startswith("binary data")
    assert "another kind" in refused("script.py", STORY).reason
    assert "another kind" in refused(".hidden", STORY).reason


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [("a.docx", b"PK\x03\x04x", "again"), ("a.doc", b"x", "PDF or .txt"),
     ("a", b"PK\x03\x04\0\0[Content_Types].xml", "office"),
     ("a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "office"), ("a", b"{\\rtf1 words}", "office"),
     ("a.numbers", b"PK\x03\x04x", "CSV"),
     ("a.msg", b"x", ".eml"), ("a.tar.gz", b"\x1f\x8b", "Unpack"), ("a.mht", b"From: x", "HTML")],
)  # fmt: skip
def test_known_kinds_that_are_not_read_come_with_advice(name: str, data: bytes, advice: str) -> None:
    """Each is refused by name with what to do."""
    found = refused(name, data)
    assert advice in found.reason + found.todo


def test_front_matter_is_read_as_written() -> None:
    """`no` is Norwegian and not false; several authors are one line; null is no value; rules in a text are text."""
    report = one("a.md", f"---\nlanguage: no\nauthors: [Ana Lund, Bo Vik]\ntitle: null\n---\n{STORY}")
    assert (report.language, report.author, report.title) == ("no", "Ana Lund, Bo Vik", None)
    ruled = f"---\nJust words.\n---\n{STORY}"
    assert one("a.md", ruled).text == ruled


def test_a_pdf_gives_its_text_layer() -> None:
    """A page with words is read; one without is refused."""
    assert "quay of Velm" in one("a.pdf", a_pdf("The quay of Velm is shut.")).text
    assert "pictures only" in refused("a.pdf", a_pdf()).reason
    assert "broken" in refused("a.pdf", a_pdf("words")[:60]).reason


def test_what_is_attached_to_a_pdf_is_an_item_of_its_own() -> None:
    """A text is a report, and a name that leads out of the file names nothing."""
    data = f"The ferry of Velm is shut. {STORY}".encode()
    made = pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length 60 >>\nstream\nBT /F1 12 Tf 40 700 Td (The quay of Velm is shut today.) Tj ET   \nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Filespec /F (../inner.txt) /UF (../inner.txt) /EF << /F 7 0 R >> >>",
        b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream" % (len(data), data),
    )
    inner, outer = (f for f in take("a.pdf", made) if isinstance(f, Report))
    assert (inner.locator, "ferry of Velm" in inner.text) == ("attachment 1 .._inner.txt", True)
    assert "quay of Velm" in outer.text


def test_pages_of_a_pdf_read_until_the_bound_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its other pages are refused by number, and the report says so; with no page of words the PDF is refused whole."""
    two = a_pdf("The quay is shut.").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 3 0 R] /Count 2")
    for clock, named in (([0.0, 0.0, 61.0], "a.pdf from page 2 on"), ([0.0, 61.0], "a.pdf")):
        monkeypatch.setattr(formats, "process_time", iter(clock).__next__)
        *reports, left_out = take("a.pdf", two)
        assert isinstance(left_out, Refusal)
        assert left_out.name == named
        assert "those before took more than 60 s of work" in left_out.reason
        assert [r.text for r in reports if isinstance(r, Report)] == ["The quay is shut."] * (len(clock) - 2)
    monkeypatch.undo()
    monkeypatch.setattr(formats, "_PAGES_MAX", 1)
    report, left_out = take("a.pdf", two)
    assert isinstance(report, Report)
    assert isinstance(left_out, Refusal)
    assert (left_out.name, left_out.reason) == ("a.pdf from page 2 on", "one of 2; expected at most 1 pages")
    assert ("note", "from page 2 on not read: one of 2") in report.came_from


def test_a_feed_of_tags_without_end_is_refused_before_it_is_read() -> None:
    """Its parser takes as long as there are tags."""
    came = refused("a.rss", f"<feed xmlns='http://www.w3.org/2005/Atom'>{'<entry>' * 200_001}</feed>".encode()).reason
    assert came == "one of 200,003; expected a feed of at most 200,000 tags"


def test_an_element_of_attributes_without_end_is_not_given_to_the_parser() -> None:
    """It compares each with all before it. The words are read; the pages that programs write are refused by name."""
    many = " ".join(f"a{n}='>'" for n in range(6_000))
    report = one("a.html", f"<html><body><p {many}>{STORY}</p></body></html>")
    assert report.text == STORY
    assert "an element with 6,000 attributes" in came(report, "note")
    posts = f'<body class="page_body chat_page"><div {many}><div class="history">{STORY}</div></div></body>'
    archived = (
        f'<h2>Archived media for <b></b></h2><table class="metadata"><tr {many}><td>url</td><td>x</td></tr></table>'
    )
    for name, page in (("messages.html", posts), ("post.html", archived)):
        told = refused(name, f"<html>{page}</html>")
        assert (told.name, told.reason) == (name, "6,000; expected at most 5,000 attributes on one element")


@pytest.mark.parametrize(
    ("html", "most"),
    [
        ("<p a b=c d='e f=g' h = \"i>j\" k>l m</p>", 5),
        ("<br/><p\n  a=b/c d>", 2),
        ("<!-- <p a b c> --><script a>if (1 <b c d e) {}</script><p a>", 1),
        ("<script a b>", 2),
        ("<p a=' b c d", 5),
        ("<p =a b=>c d e</p>", 2),
        ("1 < 2 and 3 > 2", 0),
    ],
)
def test_attributes_are_counted_as_a_browser_cuts_them(html: str, most: int) -> None:
    """In quotation marks nothing ends, and what is in a comment or a script is no tag."""
    assert attributes(html) == most


@pytest.mark.parametrize("begins", ["<!--!>", "<svg><![CDATA[", "<![if a"])
def test_what_begins_without_end_is_looked_for_once(begins: str) -> None:
    """A comment that begins 200,000 times took minutes: its end was sought from each beginning."""
    before = process_time()
    assert words_of(begins * 200_000 + f"<p>{STORY}</p>").endswith(STORY)
    assert process_time() - before < 10


def test_a_page_of_many_tables_is_gone_through_once() -> None:
    """Each row was compared with all before it, table by table: 20,000 took more than a minute."""
    table = f'<table class="metadata"><tr><td>content</td><td>{STORY}</td></tr></table>'
    before = process_time()
    assert STORY in one("post.html", f"<html><h2>Archived media for <b></b></h2>{table * 20_000}</html>").text
    assert process_time() - before < 10


def test_comments_and_sections_that_end_are_no_words() -> None:
    """What ends is left out as before; what has no end stands as words, as it did."""
    page = f"<!-- a --><p>{STORY}<!-- b --></p><![if !IE]><p>c</p><![endif]><![CDATA[d]]><p>e<!-- f"
    assert words_of(page) == f"{STORY}\n\nc\n\ne<!-- f"


def test_an_ordinary_heavy_page_is_read_by_its_article() -> None:
    """Thousands of tags, each with some attributes, and a script of many words between a `<` and a `>`."""
    paragraphs = f"<p class='a b c' data-x='1 2 3' id=p>{STORY}</p>" * 900
    script = f"<script>for (i=0;i <n;i++) {{{'x y ' * 9_000}}}</script>"
    page = f"<html><body>{script}<article>{paragraphs}</article></body></html>"
    report = one("a.html", page)
    assert report.text.count(STORY) == 900
    assert "attributes" not in came(report, "note")


def test_feeds_in_any_encoding_with_entries_in_paragraphs() -> None:
    """RSS in UTF-16 and Atom in UTF-8 are read alike; the day is the one written."""
    rss = (
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE rss PUBLIC "x" "http://feed.example/rss.dtd"><rss><channel>'
        f"<title>Harbour Post</title><item><title>Ships</title><description>&lt;p&gt;{STORY}&lt;/p&gt;&lt;p&gt;{SECOND}"
        "&lt;/p&gt;</description><pubDate>Sun, 27 Mar 2016 23:30:00 -0500</pubDate></item></channel></rss>"
    )
    for data in (rss.encode("utf-16"), rss.replace("utf-16", "utf-8").encode(), rss.replace("utf-16", "utf-8")):
        report = one("a.rss", data)
        assert report.text == f"Ships\n\n{STORY}\n\n{SECOND}"
        assert (report.publisher, report.locator) == ("Harbour Post", "entry 1")
        assert report.published is not None
        assert report.published.start == "2016-03-27"


def test_a_cut_feed_is_noted() -> None:
    """Entries before the damage are read, and each says that others may be missing."""
    entry = f"<item><title>Ships</title><description>{STORY}</description></item>"
    found = take("a.rss", f"<rss><channel>{entry}{entry[:60]}")
    reports = [f for f in found if isinstance(f, Report)]
    assert reports
    assert all("not well formed" in came(r, "note") for r in reports)


def test_header_lines_above_a_blank_are_no_part_of_the_text() -> None:
    """ "Title: …", "Publisher: …" above a blank line say what the report is, as mail and wire printouts do."""
    report = one("a.txt", f"Title: Ships collide\nPublisher: Vale Post\nDate: 2031-05-04\n\n{STORY}")
    assert (report.title, report.publisher, report.text) == ("Ships collide", "Vale Post", STORY)
    assert report.published is not None
    assert came(report, "publisher") == "header lines"


@pytest.mark.parametrize("head", ["Title: a story\n\n", "Title: x\nWeather: fine\n\n", "Title: x\nAuthor: y\n"])
def test_what_only_looks_like_header_lines_stays_text(head: str) -> None:
    """One line alone, a name that is none of ours, or no blank line below: all of it is the report's text."""
    assert one("a.txt", head + STORY).text.startswith(head.strip("\n")[:8])
