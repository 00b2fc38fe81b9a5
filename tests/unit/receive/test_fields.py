"""Where a report's fields come from, and which source ranks first."""

from __future__ import annotations

import pytest

from counterclaim.receive import supplied
from counterclaim.records.extent import TimeRange
from tests.unit.receive.taking import STORY, came, one

DAY = TimeRange("2016-03-27", "2016-03-27", True)


@pytest.mark.parametrize("date", ["27 March 2016", "March 27, 2016", "2016-03-27T10:00Z", "27.03.2016", "2016-03-27"])
def test_front_matter_columns_and_feeds_read_the_same_dates(date: str) -> None:
    """One way of reading dates serves every format."""
    entry = f"<item><title>T</title><description>{STORY}</description><pubDate>{date}</pubDate></item>"
    cell = f'"{date}"'
    assert one("a.md", f"---\ndate: {date}\n---\n{STORY}").published == DAY
    assert one("a.csv", f'text,date\n"{STORY}",{cell}\n').published == DAY
    assert one("a.rss", f"<rss><channel>{entry}</channel></rss>").published == DAY


def test_an_ambiguous_date_is_noted_and_not_guessed() -> None:
    """The report has no day, says why, and takes the one the user supplies."""
    text = f"---\ndate: 03/04/2016\n---\n{STORY}"
    report = one("a.md", text)
    assert report.published is None
    assert "03/04/2016" in came(report, "note")
    assert "day or month first" in came(report, "note")
    mended = one("a.md", text, published=DAY)
    assert (mended.published, came(mended, "published")) == (DAY, "supplied")
    assert "03/04/2016" in came(mended, "note")


@pytest.mark.parametrize(
    ("said", "code"),
    [("Spanish", "es"), ("en-GB", "en"), ("rus", "ru"), ("español", "es"), ("no", "no"), ("zh_Hans", "zh")],
)
def test_language_names_become_codes(said: str, code: str) -> None:
    """Names, tags and three-letter codes are one language."""
    assert one("a.md", f"---\nlanguage: {said}\n---\n{STORY}").language == code


def test_a_language_that_is_none_is_told_from_the_text() -> None:
    """The words that were not understood stay visible."""
    report = one("a.md", f"---\nlanguage: Velmish\n---\n{STORY}")
    assert (report.language, came(report, "language"), report.read) == ("en", "content", "yes")
    assert "Velmish" in came(report, "note")


@pytest.mark.parametrize(
    ("line", "day"),
    [("VELM, March 27, 2016 (Coastline) — ", DAY), ("VELM, 27 MAR 16 (Coastline) -- ", DAY),
     ("PORT VELM, Northland, March 27, 2016 (Coastline) - ", DAY), ("VELM, March 27 (Coastline) — ", None)],
)  # fmt: skip
def test_datelines_give_day_and_agency(line: str, day: TimeRange | None) -> None:
    """The dateline's agency is the publisher of a text that names no other; a day without a year is none."""
    report = one("a.txt", line + STORY)
    assert (report.published, report.publisher, came(report, "publisher")) == (day, "Coastline", "dateline")
    assert came(report, "published") == ("dateline" if day else "")


def test_a_known_publisher_keeps_the_agency_as_credit() -> None:
    """Whoever took the copy stays the publisher, whether the file or the user names it; the agency is its credit."""
    line = "VELM, March 27, 2016 (Coastline) — " + STORY
    told = one("a.md", f"---\noutlet: Harbour Post\n---\n{line}", publisher="Somebody")
    given = one("a.txt", line, publisher="Harbour Post")
    for report, source in ((told, "front matter"), (given, "supplied")):
        assert (report.publisher, came(report, "publisher")) == ("Harbour Post", source)
        assert came(report, "credit") == "Coastline (dateline)"


def test_a_dateline_under_a_title_counts() -> None:
    """The title is the first line that stands alone, the dateline the line under it."""
    report = one("a.txt", f"Ships collide\n\nVELM, March 27, 2016 (Coastline) — {STORY}")
    assert (report.title, report.published, report.publisher) == ("Ships collide", DAY, "Coastline")


@pytest.mark.parametrize("line", ["NATO said on Monday — ", "VELM — ", "The town (Velm) — ", "March 27, 2016 — "])
def test_other_beginnings_are_no_datelines(line: str) -> None:
    """A dash in a first sentence gives neither day nor publisher."""
    report = one("a.txt", line + STORY)
    assert (report.published, report.publisher) == (None, None)


def test_an_address_gives_a_day_after_the_file_s_own() -> None:
    """Front matter, then the address, then what the user supplied."""
    front = "---\nurl: https://post.example/2016/03/27/ships\n{}---\n" + STORY
    other = supplied("2015", None, None, None).published
    assert came(one("a.md", front.format(""), published=other), "published") == "url"
    assert came(one("a.md", front.format("date: 2016-03-28\n"), published=other), "published") == "front matter"


def test_guessed_and_declared_encodings_are_told() -> None:
    """Where the bytes are not plain UTF-8 the report says how they were read."""
    text = "Der Bürgermeister von Velm sagte am Montag, der Hafen bleibe für größere Schiffe geschlossen. " * 3
    guessed = one("a.txt", text.encode("cp1252"))
    assert "Bürgermeister" in guessed.text
    assert "(guessed" in came(guessed, "encoding")
    assert came(guessed, "note").startswith("read as cp1252 (guessed): look whether names")
    assert came(one("a.txt", text), "encoding") == ""
    wide = one("a.txt", text.encode("utf-32"))
    assert (wide.text, came(wide, "encoding")) == (text, "utf-32 (byte-order mark)")


def test_latin_letters_are_in_no_language_of_other_letters() -> None:
    """A short message with a mail address was told as Russian, and so not read."""
    report = one("a.txt", "call me 0944 777 888 or orsa.velin@post.invalid")
    assert report.language not in {"ru", "hy", "cv", "ba"}
    assert one("b.txt", "Обстрел убил девять человек, сказал мэр города.").language == "ru"
