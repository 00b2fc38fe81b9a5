"""Hostile and broken bytes: whatever a parser does, one item is refused and the take goes on."""

from __future__ import annotations

from typing import Any

import pytest
import trafilatura
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.receive import mail
from counterclaim.records.source import Refusal, Report
from tests.unit.receive.taking import STORY, a_pdf, refused, take, zipped

ENTITIES = '<!DOCTYPE x [<!ENTITY a "zzzzzzzzzz"><!ENTITY b "&a;&a;&a;">]>'
FEED = f"<rss><channel><item><title>&b;</title><description>{STORY}</description></item></channel></rss>"
PAGE = f"<html><body><article>{f'<p>{STORY} &b;</p>' * 4}</article></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize(("name", "content"), [("a.rss", FEED), ("a.html", PAGE), ("a.xml", FEED), ("a.htm", PAGE)])
def test_markup_that_declares_entities_is_refused(name: str, content: str, encoding: str) -> None:
    """In whatever encoding the declaration hides."""
    assert "entities" in refused(name, (ENTITIES + content).encode(encoding)).reason
    assert "entities" in refused(name, (ENTITIES.lower() + content).encode(encoding)).reason


def test_a_file_of_a_machine_is_never_read_through_a_feed(tmp_path: Any) -> None:
    """An external document type is inert: nothing it points to is loaded."""
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY a "SECRET">')
    found = take("a.rss", f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">' + FEED.replace("&b;", "&a;"))
    assert "SECRET" not in str(found)


NESTED = b"From: a@b.example\n" + b"".join(
    b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (level, level) for level in range(3_000)
)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.json", "[" * 100_000), ("a.json", '{"a":' * 100_000), ("a.md", f"---\na: {'[' * 20_000}\n---\n{STORY}"),
     ("a.eml", NESTED)],
)  # fmt: skip
def test_deep_nesting_is_refused(name: str, data: bytes | str) -> None:
    """No depth of nesting ends the program."""
    assert all(isinstance(f, Refusal) for f in take(name, data))


def test_deep_markup_is_bounded() -> None:
    """A page of a hundred thousand open elements is refused or read, never fatal."""
    assert take("a.html", "<html><body>" + "<div>" * 100_000 + STORY)


def test_a_page_of_tags_without_end_is_not_searched_for_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are taken as they stand, with a note; the search would take minutes."""
    monkeypatch.setattr(trafilatura, "bare_extraction", None)
    (found,) = take("a.html", f"<html><body><p>{STORY}" + "<p>x " * 30_000)
    assert isinstance(found, Report)
    assert found.text.startswith(STORY)
    assert any("tags" in words for name, words in found.came_from if name == "note")


@pytest.mark.parametrize(
    "error", [KeyError("x"), RecursionError(), AssertionError("y"), MemoryError(), OSError(5, "no")]
)
def test_whatever_a_parser_raises_is_a_refusal_of_that_item(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other members of the archive go on."""

    def fails(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(trafilatura, "bare_extraction", fails)
    found = take("z.zip", zipped({"a.html": PAGE.replace("&b;", ""), "b.txt": STORY}))
    assert [type(f) for f in found] == [Refusal, Report]
    assert found[0].name == "z.zip!a.html"  # type: ignore[union-attr]


def test_a_message_whose_parser_fails_is_named_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The messages after it are read."""
    whole = mail.message_from_bytes

    def fails(data: bytes, **options: Any) -> Any:
        if b"bad" in data:
            raise IndexError("string index out of range")
        return whole(data, **options)

    monkeypatch.setattr(mail, "message_from_bytes", fails)
    line = "From ana@post.example Sun Mar 27 23:30:00 2016\n"
    found = take("b.mbox", f"{line}From: bad\n\nx\n\n{line}From: ana@post.example\n\n{STORY}\n")
    assert found[0].name == "b.mbox message 1"  # type: ignore[union-attr]
    assert isinstance(found[1], Report)


def test_archives_that_lie_are_refused() -> None:
    """Bombs, cut files, members that lead out, and wrong checksums."""
    assert "zip bomb" in refused("z.zip", zipped({"a.txt": b"\0" * 40_000_000})).reason
    assert "broken" in refused("z.zip", zipped({"a.txt": STORY})[:-20]).reason
    assert "leads out" in refused("z.zip", zipped({"../a.txt": STORY})).reason
    whole = bytearray(zipped({"a.txt": STORY}))
    whole[40] ^= 0xFF
    assert "broken" in refused("z.zip", bytes(whole)).reason


def test_a_mail_inside_a_mail_without_end_is_refused() -> None:
    """Depth is bounded, and what lies deeper is named."""
    data = b"From: a@b.example\n\n" + STORY.encode()
    for number in range(12):
        head = f'From: a@b.example\nContent-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
        data = f"{head}Content-Type: message/rfc822\n\n".encode() + data
    assert any("deeper" in f.reason for f in take("a.eml", data) if isinstance(f, Refusal))


def test_work_on_a_mail_is_bounded() -> None:
    """Headers and markup that parsers take the square of their length for are cut short; the rest is read."""
    subject = b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 9_000
    (found,) = take("a.eml", subject + b"\nContent-Type: text/html\n\n<p>words" + b"<a " * 9_000)
    assert isinstance(found, Report)
    assert found.title is None
    assert found.text.count("<a") == 9_000
    assert "longer" in refused("a.eml", b"From: a@b.example\nContent-Type: text/plain; " + b"a=b; " * 9_000).reason


SEEDS = {
    "a.txt": STORY.encode(), "a.md": f"---\ndate: 2016-03-27\n---\n{STORY}".encode(), "a.html": PAGE.encode(),
    "a.json": b'[{"text": "a b c"}]', "a.jsonl": b'{"text": "a"}\n{"text": "b"}\n', "a.csv": b'text,by\n"a b",c\n',
    "a.rss": FEED.replace("&b;", "t").encode(), "a.pdf": a_pdf("words"),
    "a.zip": zipped({"a.txt": STORY, "b.csv": "x"}),
    "a.eml": b"From: a@b.example\nDate: x\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n\nwords\n--bb--\n",
    "a.mbox": b"From a@b.example Sun Mar 27 23:30:00 2016\nFrom: a@b.example\n\nwords\n", "a": b"words",
}  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(SEEDS)),
    st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=12),
    st.integers(0, 2_000),
)
def test_no_damage_ends_a_take(name: str, changes: list[tuple[int, int]], cut: int) -> None:
    """Bytes changed or cut give reports or refusals with names and advice: never an error, never nothing."""
    data = bytearray(SEEDS[name])
    for place, value in changes:
        data[place % len(data)] = value
    found = take(name, bytes(data[: max(1, len(data) - cut // 4)]))
    assert found
    assert all(f.text.encode() for f in found if isinstance(f, Report))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.binary(max_size=300))
def test_no_bytes_end_a_take(name: str, data: bytes) -> None:
    """Bytes without any form, under any name."""
    assert take(name, data)


def test_a_zip_with_members_of_one_name() -> None:
    """The second is named and not read in place of the first."""
    data = zipped({"a.txt": STORY, "b.txt": "other"}).replace(b"b.txt", b"a.txt")
    assert [type(f) for f in take("z.zip", data)] == [Report, Refusal]


def test_a_mail_of_thousands_of_parts_is_read_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each header is taken apart once, and nobody looks through all parts for each of them."""
    from counterclaim.receive import headers

    headers._parsed.cache_clear()
    part = "--b\nContent-Type: text/html; charset=utf-8; name=a\n\n<p>x</p>\n"
    found = take("a.eml", f"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n{part * 1_500}--b--\n")
    assert len(found) > 1_400
    assert headers._parsed.cache_info().misses < 10
