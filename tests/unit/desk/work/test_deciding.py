"""Deciding at the desk: shown before, kept once, taken back, and never over what one has not seen."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable

import pytest

from counterclaim.changes import Change
from counterclaim.desk.asked import Asked
from counterclaim.desk.opened import Desk
from counterclaim.desk.work import acts
from counterclaim.desk.work import event as working_on
from counterclaim.desk.work.deciding import Row, back_to, once
from counterclaim.desk.work.naming import claim_words
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Finding
from tests.unit.desk.work.conftest import ADDRESS, At

By = Callable[[str], At]


def wide(desk: Desk) -> tuple[str, str, str]:
    """Give an event, a claim of a voice that several reports carry, and another claim of that voice."""
    for finding in desk.folder.runs.table("findings", Finding):
        for origin in finding.origins:
            if len(origin.reports) > 1:
                return finding.event, origin.members[0], origin.members[-1]
    raise AssertionError("the demo has such a voice")


def test_a_split_is_shown_then_made_then_settled_then_taken_back(worked: Desk, at: By) -> None:
    me = at("A. Tester")
    event, claim, other = wide(worked)
    page = me.get(f"/events/{event}/work")
    assert "Not this voice?" in page
    before = next(f for f in worked.folder.runs.table("findings", Finding) if f.event == event).tally.origins
    form = {"subject": claim, "move": f"split:{other}", "event": event, "seen": "0", "reason": "two witnesses"}
    shown = me.send("/decide", step="preview", **form)
    assert shown["status"] == 200
    assert shown["others"]
    assert worked.folder.decisions() == ()
    done = me.send("/decide", **form)
    assert done["decision"]["who"] == "A. Tester"  # type: ignore[index]
    me.app.state.jobs.wait()
    after = next(f for f in worked.folder.runs.table("findings", Finding) if f.event == event).tally.origins
    assert after == before + 1
    assert "Take it back" in me.get(f"/events/{event}/work")
    assert "does not agree" not in me.get(f"/events/{event}")
    assert at("B. Tester").send("/second/1", verdict="disagree", words="both name one witness")["status"] == 200
    assert "does not agree with" in (page := me.get(f"/events/{event}"))
    assert "both name one witness" in page
    assert [a["who"] for a in me.client.get(f"/events/{event}.json").json()["disagreed"]] == ["B. Tester"]
    out = me.client.post(f"/events/{event}/export", data={"token": me.token()})
    text = (files := zipfile.ZipFile(io.BytesIO(out.content))).read(min(files.namelist(), key=len)).decode()
    assert "A second reader, B. Tester, does not agree with decision 1: “both name one witness”." in text
    assert at("B. Tester").send("/second/1", verdict="agree")["status"] == 200
    assert "does not agree" not in me.get(f"/events/{event}"), "the last word of each counts"
    refused = me.send("/undo/1")
    assert refused["status"] == 400
    assert refused["error"]["expected"] == "a reason"  # type: ignore[index]
    assert me.send("/undo/1", reason="one witness after all")["status"] == 200
    me.app.state.jobs.wait()
    again = next(f for f in worked.folder.runs.table("findings", Finding) if f.event == event).tally.origins
    assert again == before
    assert [d.number for d in worked.folder.decisions()] == [1, 2]


def test_two_who_decide_on_one_event_are_both_in_the_log_and_the_second_is_told(worked: Desk, idle: By) -> None:
    first, second = idle("A. First"), idle("B. Second")
    event = worked.folder.runs.table("events", Event)[0]
    form = {"kind": "accept", "event": event.id, "seen": "0", "reason": "read"}
    assert first.send("/decide", subject=event.claims[0], **form)["status"] == 200
    told = second.send("/decide", subject=event.claims[1], **form)
    assert told["status"] == 409
    assert "A. First" in str(told["error"])
    page = second.client.post("/decide", data={"token": second.token(), "subject": event.claims[1], **form}).text
    claim = next(c for c in worked.folder.runs.table("claims", Claim) if c.id == event.claims[0])
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert f"accept {claim_words(claim)}." in shown, "a person reads what was decided, not the id of a claim"
    assert second.send("/decide", subject=event.claims[1], **{**form, "seen": str(told["seen"])})["status"] == 200
    assert [(d.who, d.subject) for d in worked.folder.decisions()] == [
        ("A. First", event.claims[0]),
        ("B. Second", event.claims[1]),
    ]


def test_ones_own_decisions_overtake_nobody(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    event = worked.folder.runs.table("events", Event)[0]
    for claim in event.claims[:3]:
        assert (
            me.send("/decide", kind="accept", subject=claim, event=event.id, seen="0", reason="read")["status"] == 200
        )


def test_of_very_many_comments_a_page_shows_the_latest(worked: Desk, idle: By, monkeypatch: pytest.MonkeyPatch) -> None:
    """With thousands it would be some megabytes; who writes them out of sight is in the twin."""
    monkeypatch.setattr(acts, "SHOWN", 2)
    me, event = idle("A. Tester"), worked.folder.runs.table("events", Event)[0].id
    for words in ("One.", "Two.", "Three \u202edetrever."):
        assert me.send("/comment", subject=event, words=words)["status"] == 200
    page = me.get(f"/events/{event}/work")
    assert ("One.</span>" in page, "Two.</span>" in page, "The latest 2 of 3" in page) == (False, True, True)
    assert "Three ⟦U+202E⟧detrever." in page
    told = me.client.get(f"/events/{event}/work.json").json()["said"]["comments"]
    assert [c["words"] for c in told] == ["One.", "Two.", "Three \u202edetrever."]


def test_a_form_that_is_sent_twice_decides_and_says_once(worked: Desk, idle: By) -> None:
    """A double click, or the way back in a browser; what was taken back, or said otherwise since, is done anew."""
    me = idle("A. Tester")
    event = worked.folder.runs.table("events", Event)[0]
    form = {"kind": "accept", "subject": event.claims[0], "event": event.id, "seen": "0", "reason": "read"}
    assert [me.send("/decide", **form)["decision"]["number"] for _ in range(2)] == [1, 1]  # type: ignore[index]
    assert me.send("/undo/1", reason="too soon")["status"] == 200
    assert me.send("/decide", **form)["decision"]["number"] == 3  # type: ignore[index]
    assert me.send("/decide", **form | {"kind": "reject"})["decision"]["number"] == 4  # type: ignore[index]
    assert me.send("/decide", **form)["decision"]["number"] == 5  # type: ignore[index]
    for who, words, number in (("A. Tester", "Look.", 1), ("A. Tester", "Look.", 1), ("A. Tester", "Look again.", 2)):
        told = idle(who).send("/comment", subject=event.id, words=words)
        assert told["act"]["number"] == number  # type: ignore[index]
    assert idle("B. Tester").send("/comment", subject=event.id, words="Look.")["status"] == 200
    assert me.send("/comment", subject=event.id, words="Look.")["act"]["number"] == 4  # type: ignore[index]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "accept", "subject": "c_0", "reason": "read"}, 404),
        ({"kind": "accept", "subject": "", "reason": "read"}, 400),
        ({"kind": "burn", "subject": "c_0", "reason": "read"}, 400),
        ({"kind": "accept", "subject": "c_0", "reason": " "}, 400),
        ({"kind": "accept", "subject": "c_0", "reason": "read", "seen": "x"}, 400),
    ],
)
def test_what_means_nothing_is_refused_and_not_kept(
    worked: Desk, idle: By, fields: dict[str, str], status: int
) -> None:
    assert idle("A. Tester").send("/decide", **fields)["status"] == status
    assert worked.folder.decisions() == ()


def test_the_queue_shows_each_claim_beside_its_sentence(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    told = me.client.get("/review.json").json()
    first = told["queue"][0]
    assert first["moves"]
    report = worked.folder.reports_of([first["claim"]["report"]])[0]
    assert first["before"] + first["claim"]["text"] + first["after"] in report.text
    assert 'lang="' in me.get("/review")
    done = me.send("/decide", kind="accept", subject=first["claim"]["id"], seen="0", reason="read")
    assert done["status"] == 200
    waits = {row["claim"]["id"] for row in me.client.get("/review.json").json()["queue"]}
    assert first["claim"]["id"] not in waits


def test_who_reviews_one_event_sees_its_claims_alone(worked: Desk, idle: By) -> None:
    event = worked.folder.runs.table("events", Event)[0]
    told = idle("A. Tester").client.get(f"/review.json?event={event.id}").json()
    assert {row["claim"]["event"] for row in told["queue"]} == {event.id}


@pytest.mark.parametrize(
    "path",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:1", "", "/events\n/x"],
)
def test_a_form_leads_back_to_this_desk_alone(path: str) -> None:
    assert back_to(path) == "/"


def test_a_form_without_scripts_gets_pages(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    event, claim, other = wide(worked)
    form = {"subject": claim, "move": f"split:{other}", "event": event, "seen": "0", "reason": "two witnesses"}
    page = me.client.post("/decide", data={"token": me.token(), "step": "preview", **form})
    assert page.status_code == 200
    assert "Nothing is written yet" in page.text
    gone = me.client.post("/decide", data={"token": me.token(), "back": f"/events/{event}/work#voices", **form})
    assert gone.status_code == 303
    assert gone.headers["location"] == f"/events/{event}/work?decided=1#voices"
    assert me.get("/work")
    late = idle("B. Late")
    told = late.client.post("/decide", data={"token": late.token(), **form})
    assert told.status_code == 409
    assert "Somebody decided meanwhile" in told.text


def test_what_comes_from_elsewhere_changes_nothing(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    claim = worked.folder.runs.table("events", Event)[0].claims[0]
    form = {"kind": "accept", "subject": claim, "reason": "read", "seen": "0"}
    good = me.token()
    tries = [
        ({"Origin": "https://elsewhere.example"}, good),
        ({"Origin": "null"}, good),
        ({"Origin": "http://127.0.0.1:9"}, good),
        ({"Origin": ADDRESS}, "another"),
        ({"Origin": ADDRESS}, ""),
    ]
    for headers, token in tries:
        answer = me.client.post("/decide", data={"token": token, **form}, headers=headers)
        assert answer.status_code == 403, headers
    assert worked.folder.decisions() == ()


def test_a_camp_and_a_letter_are_set_on_the_page_of_who_speaks(worked: Desk, idle: By) -> None:
    """The page sends what it shows; a day that is none is refused with what is meant, and the page is led back to."""
    me = idle("A. Tester")
    agent = worked.open().index.one("SELECT id, name FROM agents WHERE kind = 'armed_actor' LIMIT 1")
    page = me.get(f"/agents/{agent['id']}")
    assert f'name="subject" value="{html.escape(agent["name"])}"' in page
    about = {"subject": agent["name"], "seen": "0", "reason": "an armed force of it", "back": f"/agents/{agent['id']}"}
    wrong = me.send("/decide", kind="camp", **about, **{"f.camp": "a side", "f.from": "spring"})
    assert (wrong["status"], "to be a day" in str(wrong["error"])) == (400, True)
    form = {
        "token": me.token(),
        "kind": "letter",
        **about,
        "f.letter": "B",
        "f.topic": "losses",
        "f.from": "2016-03-01",
    }
    answer = me.client.post("/decide", data=form)
    assert answer.headers["location"] == f"/agents/{agent['id']}?decided=1"
    assert dict(worked.folder.decisions()[0].fields) == {"letter": "B", "topic": "losses", "from": "2016-03-01"}


def _graded(about: str, before: str = "", after: str = "F, no basis to judge (LF)") -> Change:
    return Change(
        importance=3, what="added", table="grades", id="g_1", event="e_1", about=about, before=before, after=after,
        through=(),
    )  # fmt: skip


def test_what_is_said_of_grades_is_said_once_with_all_modes_that_say_it() -> None:
    letter = "Admiralty system, reliability of a source"
    told = once(
        [
            _graded(f"{letter} (fm2-22.3): Mara Tessel"),
            _graded(f"{letter} (stanag2511): Mara Tessel"),
            _graded(f"{letter} (fm2-22.3): Mara Tessel"),
            _graded(f"{letter} (fm2-22.3): Ilan Brodek"),
            _graded("One mode: How many? (killed) 9"),
        ]
    )
    after = "F, no basis to judge (LF)"
    assert told == [
        Row(f"{letter} (fm2-22.3, stanag2511): Mara Tessel", "", after),
        Row(f"{letter} (fm2-22.3): Ilan Brodek", "", after),
        Row("One mode: How many? (killed) 9", "", after),
    ]


@pytest.mark.parametrize("most", [1, 5, 25])
def test_voices_stand_whole_on_a_page_and_every_claim_on_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Pages were once cut every so many claims, in the middle of a voice, and counted claims."""
    monkeypatch.setattr(working_on, "CLAIMS", most)
    case = desk.open()
    event = max(desk.folder.runs.table("events", Event), key=lambda e: len(e.claims)).id

    def view(page: int) -> working_on.View:
        return working_on.view(case, Asked(names={"event": event}, query={"voices": str(page)}))

    views = [view(n + 1) for n in range(view(1).voices_paging.pages)]
    shown = [m.claim.id for v in views for voice in v.voices for m in voice.members]
    assert sorted(shown) == sorted(c for o in views[0].origins for c in o.members)
    for one in views:
        assert sum(len(voice.members) for voice in one.voices) <= most
        cut = [voice for voice in one.voices if len(voice.members) < len(voice.origin.members)]
        assert all(len(voice.origin.members) > most for voice in cut)
        assert one.voices_paging.total == len(one.origins)
    assert views[-1].voices_paging.last == len(views[0].origins)
