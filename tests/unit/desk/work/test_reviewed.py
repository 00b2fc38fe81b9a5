"""What a second reader sees of a decision: what was read before it, and which word of each person stands."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import main
from counterclaim.desk.opened import Desk
from counterclaim.desk.work.naming import claim_words, in_words
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect
from tests.unit.desk.work.conftest import At

By = Callable[[str], At]


def words_of(page: str) -> str:
    """Give a page as it is read."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def a_number(desk: Desk) -> Claim:
    """Give a claim of a number that stands in an event."""
    return next(c for c in desk.folder.runs.table("claims", Claim) if c.event and c.aspect is Aspect.COUNT)


def test_a_correction_is_shown_on_what_was_read_after_it_is_settled_too(worked: Desk, at: By) -> None:
    me, claim = at("A. Tester"), a_number(worked)
    form = {"subject": claim.id, "event": claim.event or "", "seen": "0", "reason": "read again"}
    assert me.send("/decide", kind="correct", **form, **{"f.value": "987"})["status"] == 200
    me.app.state.jobs.wait()
    after = next(c for c in worked.folder.runs.table("claims", Claim) if c.id == claim.id)
    assert after.value != claim.value
    page = words_of(me.get(f"/events/{after.event}/work"))
    assert f"correct as it was read: {claim_words(claim)}"[:80] in page
    assert "; value: 987" in page


def test_a_rejected_claim_is_told_by_what_was_read(worked: Desk, at: By) -> None:
    me, claim = at("A. Tester"), a_number(worked)
    form = {"subject": claim.id, "event": claim.event or "", "seen": "0", "reason": "another town"}
    assert me.send("/decide", kind="reject", **form)["status"] == 200
    me.app.state.jobs.wait()
    (told,) = in_words(worked.open(), worked.folder.decisions())
    assert told.subject.words.endswith(f"that is out: {claim_words(claim)}")


def test_the_last_word_of_each_reviewer_stands_and_all_are_dated(worked: Desk, idle: By) -> None:
    me, other, claim = idle("A. Tester"), idle("B. Second"), a_number(worked)
    form = {"subject": claim.id, "event": claim.event or "", "seen": "0", "reason": "read"}
    assert me.send("/decide", kind="accept", **form)["status"] == 200
    refused = other.send("/second/1", verdict="disagree", words=" ")
    assert "a reason in words why you do not agree" in str(refused["error"])
    page = other.client.post("/second/1", data={"token": other.token(), "verdict": "disagree"}).text
    assert "This was not done" in page
    assert other.send("/second/1", verdict="disagree", words="the other bank")["status"] == 200
    assert other.send("/second/1", verdict="agree")["status"] == 200
    page = words_of(me.get(f"/events/{claim.event}/work"))
    assert re.search(r"Disagreed: B\. Second , \d+ \w+ \d{4}, \d\d:\d\d UTC, “ the other bank ” overtaken", page)
    assert re.search(r"Agreed: B\. Second , \d+ \w+ \d{4}, \d\d:\d\d UTC(?! overtaken)", page)
    assert page.count("overtaken: what they said later stands") == 1


def test_a_text_with_a_name_replaced_is_not_said_to_be_as_received(
    worked: Desk, idle: By, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is invented."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    text = "Publisher: Harbour Post\nAuthor: Orsa Velin\n\nShelling killed three in Orvane, Orsa Velin writes."
    (path := tmp_path / "a.txt").write_text(text, encoding="utf-8")
    before = {r.id for r in worked.folder.reports()}
    done = CliRunner().invoke(main, ["take", str(worked.folder.path), str(path), "--protect", "author"])
    assert done.exit_code == 0, done.output
    (new,) = (r for r in worked.folder.reports() if r.id not in before)
    me = idle("A. Tester")
    assert "Not as received: 1 mention of who is protected was replaced" in me.get(f"/reports/{new.id}")
    assert "Not as received" not in me.get(f"/reports/{min(before)}")
