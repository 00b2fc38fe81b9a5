"""A form that comes too late, from a session that ended: what was written into it is there, to be sent again.

All names are invented.
"""

from __future__ import annotations

import html
import re

from starlette.testclient import TestClient

from counterclaim.people import Role
from counterclaim.records.judgement import Event
from tests.unit.desk.work.test_door import PASSWORD, Team, team, token  # noqa: F401 - `team` is a fixture

WORDS = 'Ten minutes of work: "quoted" & <b>marked</b>.'
AS_A_BROWSER = {"Accept": "text/html,application/xhtml+xml"}


def _sent(client: TestClient, team: Team, shown: str) -> tuple[int, str]:  # noqa: F811
    event = team.desk.folder.runs.table("events", Event)[0].id
    given = {"token": shown, "subject": event, "words": WORDS, "back": f"/events/{event}/work"}
    answer = client.post("/comment", data=given, headers=AS_A_BROWSER)
    return answer.status_code, answer.text


def _fields(page: str) -> dict[str, str]:
    """Give the fields of the form by which it is sent again."""
    form = re.search(r'<form method="post" action="/comment" class="again">(.*?)</form>', page, re.DOTALL)
    assert form, page
    hidden = re.findall(r'name="([^"]+)" value="([^"]*)"', form[1])
    typed = re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form[1], re.DOTALL)
    return {name: html.unescape(value) for name, value in (*hidden, *typed)}


def test_what_was_written_when_the_session_ended_is_sent_after_signing_in_anew(team: Team) -> None:  # noqa: F811
    client = team.inside("Ada Tester")
    old = token(client)
    client.post("/sign-out", data={"token": old})
    status, page = _sent(client, team, old)
    assert status == 401
    assert "<b>marked" not in page
    assert _fields(page)["words"] == WORDS
    assert "token" not in _fields(page)
    assert f"<bdi>{team.desk.name}</bdi>" not in page, "who is not signed in is not told the name of a case"

    again = team.inside("Ada Tester")
    status, page = _sent(again, team, old)
    assert status == 403
    assert "as <bdi>Ada Tester</bdi>" in page
    assert team.desk.folder.acts()[-1].words != WORDS, "nothing is kept by a form of an earlier session"
    answer = again.post("/comment", data=_fields(page), headers=AS_A_BROWSER)
    assert answer.status_code == 303
    assert team.desk.folder.acts()[-1].words == WORDS


def test_no_secret_is_shown_again_and_a_page_of_elsewhere_is_shown_nothing(team: Team) -> None:  # noqa: F811
    client = team.inside("Ada Tester")
    given = {"token": "an old one", "old": PASSWORD, "new": "another password of words"}
    outside = team.outside()
    for one in (client, outside):
        answer = one.post("/account/password", data=given, headers=AS_A_BROWSER)
        assert answer.status_code in {401, 403}
        assert PASSWORD not in answer.text
        assert "another password" not in answer.text
    elsewhere = {**AS_A_BROWSER, "Origin": "https://elsewhere.example"}
    assert WORDS not in html.unescape(outside.post("/comment", data={"words": WORDS}, headers=elsewhere).text)
    answer = outside.post("/comment", data={f"f{n}": "x" for n in range(500)}, headers=AS_A_BROWSER)
    assert (answer.status_code, "What you wrote" in answer.text) == (401, False), "of a form without end nothing is"


def test_whose_role_does_less_by_now_does_not_lose_what_they_wrote(team: Team) -> None:  # noqa: F811
    client = team.inside("Ada Tester")
    shown = token(client)
    team.give("Ada Tester", Role.READER)
    status, page = _sent(client, team, shown)
    assert status == 403
    assert "the role of reader" in page


def test_the_door_says_what_led_to_it_and_not_whose_case_it_is(team: Team) -> None:  # noqa: F811
    client = team.inside("Ada Tester")
    out = client.post("/sign-out", data={"token": token(client)})
    page = client.get(out.headers["location"]).text
    assert "You are signed out." in page
    for path in ("/sign-in", "/welcome", "/sign-in?told=%3Cb%3E"):
        page = team.outside().get(path).text
        assert f"<bdi>{team.desk.name}</bdi>" not in page
        assert f"· {team.desk.name}" not in page
        assert 'href="/events"' not in page
        assert "<b>" not in page
    wrong = {"name": "Ada Tester", "password": "wrong", "code": "000000"}
    assert 'value="Ada Tester"' in team.outside().post("/sign-in", data=wrong).text


def test_an_account_tells_its_own_session_and_until_when_a_token_holds(team: Team) -> None:  # noqa: F811
    client = team.inside("Ada Tester")
    team.inside("Ada Tester")
    client.post("/account/token", data={"token": token(client), "label": "notebook", "days": "7"})
    page = client.get("/account").text
    assert page.count("<b>this one</b>") == 1
    assert re.search(r"notebook</bdi> <span class=\"dim\" dir=\"auto\">until 2023-11-2\d", page)
