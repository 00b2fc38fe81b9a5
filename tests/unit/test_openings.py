"""Originals that hold a withheld name in a code stay out of a bundle, and so do those of reports that hold it. All is
invented."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from counterclaim import receive
from counterclaim.bundling import bundle
from counterclaim.case import settle, take
from counterclaim.ledger import Keys, bag
from counterclaim.name_matching import Names
from counterclaim.openings import decoded
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder
from tests.invented import NAME, clock

FIRST, FAMILY = NAME.split()
SAID = "Orvane, 3 May 2031. Twelve people were killed when shells hit the market in Orvane, the council said."
CODED = base64.b64encode(NAME.encode()).decode()

PACKED = base64.encodebytes(f"{SAID} {NAME}.".encode()).decode()


def mail(head: str, body: str = SAID, coding: str = "8bit") -> str:
    return (
        f"{head}\nTo: desk@post.example\nDate: Sat, 3 May 2031 10:00:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {coding}\n\n{body}\n"
    )


def page(more: str) -> str:
    return f"<html><body><p>{SAID}</p><p>{more} Nine people were hurt in Orvane.</p></body></html>"


ORIGINALS = {
    "from.eml": mail(f"From: =?utf-8?B?{CODED}?= <press@post.example>\nSubject: Orvane"),
    "subject.eml": mail(f"From: press@post.example\nSubject: =?utf-8?b?{CODED}?="),
    "unread.eml": mail(f"From: press@post.example\nSubject: Orvane\nX-Sender: =?utf-8?B?{CODED}?="),
    "body.eml": mail("From: press@post.example\nSubject: Orvane", PACKED, "base64"),
    "tags.html": page(f"{FAMILY[:3]}<b>{FAMILY[3:6]}</b>&#{ord(FAMILY[6])};{FAMILY[7:]} said so."),
    "comment.html": page(f"{FAMILY[:3]}<!-- > -->{FAMILY[3:]} said so."),
    "quoted.html": page(f"{FAMILY[:3]}<i title='>'>{FAMILY[3:]}</i> said so."),
    "hidden.html": page(f"<i data-by='&#37;{ord(FAMILY[0]):x}{FAMILY[1:]}'></i>"),
    "script.html": page(f"<script>var by = '\\\\x{ord(FAMILY[0]):x}{FAMILY[1:]}'</script>"),
    "data.html": page(f"<i data-by='{CODED}'></i>"),
}  # fmt: skip


@pytest.mark.parametrize("name", ORIGINALS)
def test_no_original_with_the_name_in_a_code_is_in_a_redacted_bundle(name: str, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / name).write_text(ORIGINALS[name], encoding="utf-8")
    (tmp_path / "inbox" / "plain.txt").write_text(SAID.replace("Twelve", "Ten"), encoding="utf-8")
    case = CaseFolder.open(tmp_path / "case", create=True)
    take(case, [tmp_path / "inbox"], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    whole = bag.unzipped(bundle(case, ["all"], [], Keys.own().signer(), persons=True).data)
    redacted = bag.unzipped(bundle(case, ["all"], [NAME], Keys.own().signer(), persons=True).data)
    case.close()
    originals = [{d for n, d in files.items() if "/evidence/" in n} for files in (whole, redacted)]
    assert originals[0] >= {ORIGINALS[name].encode()}
    assert originals[1] == originals[0] - {ORIGINALS[name].encode()}
    assert len(originals[1]) == 1, "what has nothing to do with the name is in it"


@pytest.mark.parametrize(
    "text", ['<a href="' * 20_000, "<!--" * 20_000, "=?utf-8?B?" * 20_000, "&#" * 20_000, "<" * 40_000]
)
def test_hostile_pages_are_read_in_bounded_work(text: str) -> None:
    assert sum(1 for _ in decoded(text)) < 40


def test_a_text_of_codes_without_a_blank_is_read_in_bounded_work() -> None:
    """The ends of the words near each code are looked for near it, and the name behind them all is found."""
    codes = "&amp;" * 40_000
    assert Names([NAME]).spans(f"{codes} said %56{FAMILY[1:]} today.")
    assert not Names([NAME]).spans(f"{codes} said the council today.")
