"""Drawing a claim at the desk, comparing runs, and where the address of an event of before leads."""

from __future__ import annotations

import re
from collections.abc import Callable

from counterclaim.case import settle
from counterclaim.desk.opened import Desk
from counterclaim.records.judgement import Event
from tests.unit.desk.conftest import clock
from tests.unit.desk.work.conftest import At

By = Callable[[str], At]


def a_report(me: At) -> tuple[str, list[dict[str, object]]]:
    """Give a report that has claims, and its sentences."""
    rows = me.client.get("/reports.json").json()["reports"]
    ident = max(rows, key=lambda r: int(r["claims"]))["id"]
    return ident, me.client.get(f"/reports/{ident}/draw.json").json()["sentences"]


def test_a_sentence_is_taken_by_its_number_and_shown_as_chosen(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    report, sentences = a_report(me)
    second = sentences[1]
    told = me.client.get(f"/reports/{report}/draw.json", params={"from": second["start"]}).json()
    assert told["chosen"] == {"start": second["start"], "words": second["text"]}
    page = me.get(f"/reports/{report}/draw?from={second['start']}")
    assert 'class="chosen"' in page
    some = " ".join(str(second["text"]).split()[1:3])
    narrowed = me.client.get(f"/reports/{report}/draw.json", params={"words": some, "from": second["start"]}).json()
    assert narrowed["chosen"]["words"].split() == some.split()
    assert narrowed["chosen"]["start"] >= second["start"]


def test_a_title_leads_on_and_words_stand_by_their_own_direction(worked: Desk, idle: By) -> None:
    """The link of a report holds its title; a sentence to draw from takes its direction, its number's place too, from
    its words and from nothing around them."""
    me = idle("A. Tester")
    report, _ = a_report(me)
    titled = re.findall(r'<a class="named" href="/reports/[^"]+">(.*?)</a>', me.get("/reports"), re.DOTALL)
    assert any('<span class="headline" dir="auto"' in one for one in titled)
    page = me.get(f"/reports/{report}/draw")
    (told,) = re.findall(r'<ol class="sentences"([^>]*)>(.*?)</ol>', page, re.DOTALL)
    assert "dir=" not in told[0]
    assert re.findall(r'<li id="at-\d+" dir="auto"', told[1])
    assert not re.search(r'class="words"[^>]*dir=', told[1])


def test_a_claim_is_drawn_said_to_be_missing_from_the_figures_then_there_and_taken_back(worked: Desk, at: By) -> None:
    me = at("A. Tester")
    report, sentences = a_report(me)
    words = " ".join(str(sentences[0]["text"]).split()[:4])
    form = {
        "kind": "claim", "subject": report, "seen": "0", "reason": "nobody read it", "back": f"/reports/{report}/draw",
        "f.text": words, "f.start": "0", "f.aspect": "damage", "f.value": "destroyed", "f.speaker": "Ilan Brodek",
    }  # fmt: skip
    assert me.send("/decide", step="preview", **form)["status"] == 200
    assert worked.folder.decisions() == ()
    assert me.send("/decide", **{**form, "f.text": "words of nobody"})["status"] == 400
    done = me.send("/decide", **form)
    fields = dict(done["decision"]["fields"])  # type: ignore[index]
    text = worked.folder.reports_of((report,))[0].text
    assert text[int(fields["start"]) : int(fields["end"])] == fields["text"]
    me.app.state.jobs.wait()
    page = me.get(f"/reports/{report}")
    assert "drawn by <bdi>A. Tester, decision 1</bdi>" in page
    assert "These figures are from before" not in page
    claims = me.client.get(f"/reports/{report}.json").json()["claims"]
    assert [c["chain"][0]["agent"]["name"] for c in claims if c["extractor"].startswith("analyst ")] == ["Ilan Brodek"]
    assert me.send("/undo/1", reason="read twice")["status"] == 200
    me.app.state.jobs.wait()
    assert "drawn by" not in me.get(f"/reports/{report}")


def test_every_page_says_what_its_figures_lack(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    event = worked.folder.runs.table("events", Event)[0]
    assert "not_settled" not in me.client.get(f"/events/{event.id}.json").json()
    me.send("/decide", kind="accept", subject=event.claims[0], event=event.id, seen="0", reason="read")
    for path in (f"/events/{event.id}", f"/events/{event.id}/work", "/events", "/"):
        assert "These figures are from before 1 decision." in me.get(path), path
    told = me.client.get("/events.json").json()["not_settled"]
    assert told == {"decisions": 1, "reports": 0}


def test_the_address_of_a_joined_event_leads_to_the_one_it_is_part_of(worked: Desk, at: By) -> None:
    me = at("A. Tester")
    first, second = worked.folder.runs.table("events", Event)[:2]
    form = {"kind": "join-events", "subject": first.id, "f.with": second.id, "event": first.id, "reason": "one"}
    assert me.send("/decide", seen="0", **form)["status"] == 200
    me.app.state.jobs.wait()
    for path in (f"/events/{second.id}", f"/events/{second.id}.json", f"/events/{second.id}/work"):
        answer = me.client.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"] == path.replace(second.id, first.id) + f"?was={second.id}"
    assert "now part of this one" in me.get(f"/events/{first.id}?was={second.id}")
    assert second.title in me.get(f"/events/{first.id}/work"), "the decision names it by its title"
    assert me.client.get("/events/e_0000").status_code == 404
    assert "now part of this one" not in me.get(f"/events/{first.id}?was=%3Cb%3E")


def test_two_runs_are_compared_and_a_change_names_its_decision(worked: Desk, idle: By) -> None:
    me = idle("A. Tester")
    alone = me.client.get("/compare.json").json()
    assert (len(alone["runs"]), alone["changes"]) == (1, 0)
    assert "There is one run so far" in me.get("/compare")
    event = max(worked.folder.runs.table("events", Event), key=lambda e: len(e.claims))
    old = worked.folder.runs.current()
    for n, claim in enumerate(event.claims[:6]):
        me.send("/decide", kind="reject", subject=claim, event=event.id, seen=str(n), reason="misread")
    settle(worked.folder, clock)
    worked.renew()
    while (answer := me.client.get("/compare.json")).status_code == 503:
        assert answer.headers["Retry-After"] == "2"
    told = answer.json()
    assert told["old"] == old
    through = {one for g in told["events"] for c in g["changes"] for one in c["through"]}
    assert "decision 1" in through
    assert told["shown"] <= told["changes"]
    page = me.get("/compare?show=all")
    assert "decision 1 of" in page
    assert me.client.get("/compare?old=run_0").status_code == 404
