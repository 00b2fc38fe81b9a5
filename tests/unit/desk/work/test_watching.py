"""A standing question asked at the desk: answered on its page, in its twin and in its feed; then ended."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import feedparser

from counterclaim.desk.opened import Desk
from tests.unit.desk.work.conftest import At


def test_a_question_is_asked_answered_and_ended(worked: Desk, idle: Callable[[str], At]) -> None:
    me = idle("A. Tester")
    index = worked.open().index
    event, act = index.one(
        "SELECT e.id, a.act FROM acts a JOIN events e ON e.n = a.event JOIN claims c ON c.event = e.id "
        "JOIN reports r ON r.id = c.report WHERE a.act <> 'statement' AND r.day <> '' "
        "GROUP BY e.id ORDER BY count(*) DESC"
    )
    form = {
        "subject": event,
        "words": "Is there\r\n<more>?",
        "acts": act,
        "place": "",
        "from": "2016-01-01",
        "days": "3000",
    }
    assert me.send("/watch", **form)["status"] == 200
    (told,) = me.client.get("/watch/standing.json").json()["standing"]
    assert told["act_types"] == [act]
    assert told["matches"]
    assert told["over"]
    page = me.get("/watch/standing")
    assert "&lt;more&gt;?" in page
    atom = me.client.get("/watch.atom")
    assert atom.headers["content-type"].startswith("application/atom+xml")
    ElementTree.fromstring(atom.content)  # noqa: S314 - our own feed
    feed = feedparser.parse(atom.content)
    assert not feed.bozo
    assert re.fullmatch(r"urn:[\w:%.-]+", feed.feed.id)
    assert {e.link.rsplit("/", 1)[1] for e in feed.entries} == {m["report"] for m in told["matches"]}
    assert feed.entries[0].title.endswith("Is there <more>?")
    assert me.send("/watch", **{**form, "days": "0"})["status"] == 400
    assert me.send("/watch", **{**form, "subject": "e_0"})["status"] == 404
    assert me.send("/watch/1/end")["status"] == 200
    assert me.send("/watch/1/end")["status"] == 404
    assert me.client.get("/watch/standing.json").json()["standing"] == []


def test_a_question_at_the_ends_of_the_calendar_takes_no_page_from_anybody(
    worked: Desk, idle: Callable[[str], At]
) -> None:
    me = idle("A. Tester")
    event = worked.open().index.one("SELECT id FROM events LIMIT 1")[0]
    form = {"subject": event, "words": "More?", "acts": "looting", "days": "3000"}
    for day in ("9999-12-30", "0001-01-01"):
        assert me.send("/watch", **form, **{"from": day})["status"] == 200
        for path in ("/watch/standing", "/watch/standing.json", "/watch.atom"):
            me.get(path)
