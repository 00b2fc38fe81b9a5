"""WARC, WACZ and pages in one file: pages are reports with their address, the rest is kept, damage is named."""

from __future__ import annotations

import io
import json
import plistlib
import zipfile

import pytest

from counterclaim.records.source import Artifact, Found, Refusal, Report
from tests.unit.receive.taking import STORY, came, refused, take
from tests.unit.receive.test_artifacts import drawn
from tests.unit.receive.web_archives import HOME, OTHER, PAGE, a_wacz, a_warc, signature


def sorted_out(found: list[Found]) -> tuple[list[Report], dict[str, Artifact], dict[str, str]]:
    """Give reports, artifacts by what they are about, and refusals by name."""
    return (
        [f for f in found if isinstance(f, Report)],
        {dict(f.facts).get("address", f.path.rpartition("!")[2]): f for f in found if isinstance(f, Artifact)},
        {f.name: f.reason for f in found if isinstance(f, Refusal)},
    )


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_warc_are_reports(packed: bool) -> None:
    """Each with its address and when it was captured; pictures, styles and the archive's own note are artifacts."""
    answers = ((HOME, "text/html; charset=utf-8", PAGE), (HOME + "?b", "text/html", OTHER),
               ("https://harbour-post.example/a.jpg", "image/jpeg", drawn()),
               ("https://harbour-post.example/a.css", "text/css", b"p {}"))  # fmt: skip
    name = "a.warc.gz" if packed else "a.warc"
    reports, artifacts, refusals = sorted_out(take(name, a_warc(*answers, gzip=packed)))
    assert [(r.url, r.locator) for r in reports] == [(HOME, "record 2"), (HOME + "?b", "record 3")]
    assert came(reports[0], "url") == "web archive"
    assert reports[0].published is not None
    assert reports[0].published.start == "2031-05-07"  # by its address; the day of capture is not one of publication
    assert "captured: 20" in came(reports[0], "note")
    assert artifacts["https://harbour-post.example/a.jpg"].role == "picture"
    assert artifacts["https://harbour-post.example/a.css"].role == "part"
    assert not refusals


def test_an_answer_that_is_no_page_is_no_report() -> None:
    """What a server says when it has nothing is kept with its status."""
    reports, artifacts, _ = sorted_out(take("a.warc", a_warc((HOME, "text/html", PAGE), status="404 Not Found")))
    assert not reports
    assert dict(artifacts[HOME].facts)["status"] == "404"


def test_a_changed_record_is_refused_by_number() -> None:
    """Its digest does not fit; the record after it is read."""
    whole = a_warc((HOME, "text/html", PAGE), (HOME + "?b", "text/html", OTHER), gzip=False)
    reports, _, refusals = sorted_out(take("a.warc", whole.replace(b"Monday", b"Sunday", 1)))
    assert [r.url for r in reports] == [HOME + "?b"]
    assert "digest" in refusals["a.warc record 2"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_gives_what_lies_before_the_cut(packed: bool) -> None:
    """And a refusal that says where it ends."""
    whole = a_warc((HOME, "text/html", PAGE), (HOME + "?b", "text/html", OTHER), gzip=packed)
    reports, _, refusals = sorted_out(take("a.warc.gz" if packed else "a.warc", whole[:-150]))
    assert [r.url for r in reports] == [HOME]
    assert refusals


def test_what_is_no_web_archive_is_refused() -> None:
    """With what to do."""
    assert "broken" in refused("a.warc", b"words").reason
    assert "without any" in refused("a.warc.gz", b"\x1f\x8b\x08\0words").reason


@pytest.mark.parametrize("form", ["der", "browser", ""])
def test_a_wacz_is_checked_and_its_pages_are_read(form: str) -> None:
    """Pages that its index names are reports; other HTML is a part; the signature is checked and says whose it is."""
    warc = a_warc((HOME, "text/html", PAGE), ("https://ads.example/frame", "text/html", OTHER))
    reports, artifacts, refusals = sorted_out(take("a.wacz", a_wacz(warc, [HOME], sign=form)))
    assert not refusals
    assert [r.url for r in reports] == [HOME]
    assert artifacts["https://ads.example/frame"].role == "part"
    facts = dict(artifacts["datapackage-digest.json"].facts)
    assert facts["digest of the list"] == "as stated"
    assert facts["signature"].startswith("holds; by the key " if form else "none")


def test_a_wacz_whose_resource_was_changed_names_it() -> None:
    """The changed one is not read, one that nobody listed is named, the rest is read."""
    warc, other = a_warc((HOME, "text/html", PAGE)), a_warc((HOME, "text/html", OTHER))
    changed = a_wacz(warc, [HOME], changed={"archive/data.warc.gz": other})
    reports, _, refusals = sorted_out(take("a.wacz", changed))
    assert not reports
    assert "changed or damaged" in refusals["a.wacz!archive/data.warc.gz"]
    added = a_wacz(warc, [HOME], changed={"archive/more.warc.gz": other})
    reports, _, refusals = sorted_out(take("a.wacz", added))
    assert len(reports) == 1
    assert "added later" in refusals["a.wacz!archive/more.warc.gz"]


@pytest.mark.parametrize("sign", ["", "der"])
def test_a_wacz_whose_list_was_changed_is_refused(sign: str) -> None:
    """Whoever changes a resource and its digest in the list would have to change the seal over the list too."""
    warc = a_warc((HOME, "text/html", PAGE))
    forged = a_wacz(a_warc((HOME, "text/html", OTHER)), [HOME], sealed=False)
    members = {n: zipfile.ZipFile(io.BytesIO(forged)).read(n) for n in ("datapackage.json", "archive/data.warc.gz")}
    assert "list of resources was changed" in refused("a.wacz", a_wacz(warc, [HOME], sign=sign, changed=members)).reason


def test_a_signature_over_something_else_is_refused() -> None:
    """A signature that does not hold is worse than none."""
    warc = a_warc((HOME, "text/html", PAGE))
    digest = json.loads(zipfile.ZipFile(io.BytesIO(a_wacz(warc, [HOME]))).read("datapackage-digest.json"))
    wrong = signature("sha256:" + "0" * 64, "der") | {"hash": digest["hash"]}
    changed = {"datapackage-digest.json": json.dumps(digest | {"signedData": wrong}).encode()}
    assert "does not hold" in refused("a.wacz", a_wacz(warc, [HOME], changed=changed)).reason


MHTML = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: %s\r\nDate: Wed, 7 May 2031 10:00:00 -0000\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n"
    b"--b\r\nContent-Type: text/css\r\nContent-Location: https://harbour-post.example/a.css\r\n\r\np {}\r\n--b--\r\n"
) % (HOME.encode(), PAGE)


def test_a_page_in_one_file_is_a_report_with_its_address() -> None:
    """MHTML of browsers and Safari's archive; their parts are artifacts."""
    safari = plistlib.dumps(
        {
            "WebMainResource": {"WebResourceData": PAGE, "WebResourceURL": HOME, "WebResourceMIMEType": "text/html"},
            "WebSubresources": [{"WebResourceData": b"p {}", "WebResourceURL": "https://harbour-post.example/a.css"}],
        },
        fmt=plistlib.FMT_BINARY,
    )
    for name, data in (("a.mhtml", MHTML), ("a.webarchive", safari)):
        (report,), artifacts, refusals = sorted_out(take(name, data))
        assert (report.url, report.locator) == (HOME, "page")
        assert STORY in report.text
        assert artifacts["https://harbour-post.example/a.css"].role == "part"
        assert not refusals
    report, _ = take("a.mht", MHTML)
    assert isinstance(report, Report)
    assert "saved: Wed, 07 May 2031" in came(report, "note")


def test_a_broken_page_in_one_file_is_refused() -> None:
    """Cut before its page, or no such file at all."""
    assert "HTML part" in refused("a.mhtml", MHTML[:250]).reason
    assert "broken" in refused("a.webarchive", b"bplist00words").reason


def test_an_archive_cut_anywhere_within_a_record_says_so() -> None:
    """Also where the cut lies in a record's own header, which is why it seemed to have no length and no content."""
    whole = a_warc((HOME, "text/html", PAGE), gzip=False)
    begin = whole.rindex(b"WARC/1.")
    for at in range(begin + 9, len(whole) - 8, 5):
        _, _, refusals = sorted_out(take("a.warc", whole[:at]))
        assert any("cut" in why or "broken" in why for why in refusals.values()), whole[begin:at]


def test_records_without_content_of_their_own_are_counted() -> None:
    """An empty answer is no page; that it was there is said."""
    whole = a_warc((HOME, "text/html", b""), (HOME + "?b", "text/html", PAGE))
    reports, _, refusals = sorted_out(take("a.warc", whole))
    assert len(reports) == 1
    assert refusals["a.warc records"].startswith("1 without content of their own")


def test_an_archive_that_holds_nothing_is_said_to_hold_nothing() -> None:
    """A record without content gives no item; a file never vanishes without a word."""
    assert (
        "nothing in it"
        in refused("a.warc", b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n").reason
    )


def test_a_record_without_what_it_must_have_ends_the_archive_by_number() -> None:
    """What stood before it is taken; one that says no kind is kept, and is no page."""
    whole = a_warc((HOME, "text/html", PAGE), gzip=False)
    at = whole.rindex(b"WARC-Target-URI")
    info, broken = take("a.warc", whole[:at] + b"X" + whole[at:])
    assert isinstance(info, Artifact)
    assert isinstance(broken, Refusal)
    assert "after record 1" in broken.reason
    at = whole.rindex(b"WARC-Type")
    info, kept = take("a.warc", whole[:at] + b"X" + whole[at:])
    assert isinstance(kept, Artifact)
    assert dict(kept.facts)["record"] == "of no kind"
