"""Exports of messengers: a report a message, with sender, day, whom it forwards and what it shows. All are invented."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest

from counterclaim.receive.pictures import attached
from counterclaim.records.source import Artifact, Found, Refusal, Report
from tests.unit.receive.taking import STORY, came, refused, take, zipped
from tests.unit.receive.test_artifacts import drawn

MESSAGES = [
    {"id": 1, "type": "service", "date": "2031-05-07T09:00:00", "actor": "Orvane Watch", "text": ""},
    {"id": 2, "type": "message", "date": "2031-05-07T10:11:12", "date_unixtime": "1935907872", "from": "Orvane Watch",
     "forwarded_from": "Harbour Post", "text": [STORY, {"type": "bold", "text": " Twelve"}, " were hurt."],
     "photo": "photos/a.jpg"},
    {"id": 3, "type": "message", "date": "2031-05-07T10:12:12", "from": "Orvane Watch", "photo": "photos/b.jpg",
     "text": ""},
    {"id": 4, "type": "message", "date": "2031-05-08T10:12:12", "from": "Ana Orlu", "text": STORY,
     "reply_to_message_id": 2, "file": "(File not included. Change data exporting settings to download.)"},
]  # fmt: skip


def export(kind: str = "public_channel", messages: Any = MESSAGES) -> str:
    return json.dumps({"name": "Orvane Watch", "type": kind, "id": 77, "messages": messages}, indent=1)


def split(found: list[Found]) -> tuple[list[Report], list[Refusal]]:
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Refusal)]


def test_each_message_of_a_channel_is_a_report() -> None:
    """With its number, its minute in UTC, whom it forwards, and its picture; what has no words is counted."""
    reports, (silent,) = split(take("result.json", export()))
    first, second = reports
    assert (first.locator, first.publisher, first.author) == ("message 2", "Orvane Watch", None)
    assert first.text == f"{STORY} Twelve were hurt."
    assert first.published is not None
    assert (first.published.start, first.minute) == ("2031-05-07", "2031-05-07T08:11Z")
    assert came(first, "forwarded") == "Harbour Post"
    assert first.pictures == ("photos/a.jpg",)
    assert (second.author, second.pictures) == ("Ana Orlu", ())
    assert "answers message: 2" in came(second, "note")
    assert silent.reason.startswith("2 without words")


def test_a_group_has_senders_and_no_publisher() -> None:
    """Who speaks there is each sender; the group is named in a note."""
    reports, _ = split(take("result.json", export("private_supergroup")))
    assert [(r.author, r.publisher) for r in reports] == [("Orvane Watch", None), ("Ana Orlu", None)]
    assert "chat: Orvane Watch" in came(reports[0], "note")


def test_an_account_holds_many_chats() -> None:
    """Messages are told apart by chat and number."""
    chat = json.loads(export("personal_chat"))
    whole = json.dumps({"about": "Here is the data", "chats": {"about": "x", "list": [chat, chat | {"name": "B"}]}})
    reports, _ = split(take("result.json", whole))
    assert [r.locator for r in reports] == ["message 1.2", "message 1.4", "message 2.2", "message 2.4"]


def test_broken_messages_are_named() -> None:
    """A message that is none is refused by number; cut files are refused whole; numbers seen before are told apart."""
    twice = [MESSAGES[1], "words", MESSAGES[1] | {"text": "Other words of the harbour at Velm."}]
    reports, refusals = split(take("result.json", export(messages=twice)))
    assert [r.locator for r in reports] == ["message 2", "message 2-3"]
    assert [r.name for r in refusals] == ["result.json message #2"]
    assert "cut" in refused("result.json", export()[:-40]).reason


HTML = f"""<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header">
<div class="text bold">Orvane Watch</div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">7 May 2031</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="07.05.2031 23:30:00 UTC-03:00">23:30</div>
<div class="from_name">Orvane Watch</div>
<div class="forwarded body"><div class="from_name">Harbour Post
<span class="date details" title="06.05.2031 10:00:00">x</span></div>
<div class="text">{STORY}<br>It opened again.</div>
<div class="media_wrap"><a class="photo_wrap clearfix pull_left" href="photos/a.jpg"></a></div></div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="08.05.2031 10:00:00">10:00</div><div class="text">{STORY}</div></div></div>
</div></div></div></body></html>"""


def test_the_page_that_telegram_writes_for_people_is_read_too() -> None:
    """A message that follows another of one sender has that sender; line breaks stay."""
    reports, refusals = split(take("messages.html", HTML))
    assert not refusals
    assert [(r.locator, r.author) for r in reports] == [("message 2", "Orvane Watch"), ("message 3", "Orvane Watch")]
    assert reports[0].text == f"{STORY}\nIt opened again."
    assert (came(reports[0], "forwarded"), reports[0].pictures) == ("Harbour Post", ("photos/a.jpg",))
    assert reports[0].published is not None
    assert (reports[0].published.start, reports[0].minute) == ("2031-05-07", "2031-05-08T02:30Z")
    assert reports[1].minute == ""


IOS = (
    "\u200e[07/05/2031, 10:11:12] Quay group: \u200eMessages and calls are end-to-end encrypted.\n"
    f"[07/05/2031, 10:12:00] Ana Orlu: {STORY}\nIt opened again.\n"
    "[14/05/2031, 10:13:00] \u202aBo Quell\u202c: The council shut the bridge.\u200e<attached: 0001-PHOTO.jpg>\n"
    "[14/05/2031, 10:14:00] Ana Orlu: \u200e<attached: 0002-PHOTO.jpg>\n"
)
ANDROID = (
    "5/7/31, 9:11\u202fPM - Messages are end-to-end encrypted. Tap to learn more.\n"
    f"5/7/31, 9:12\u202fPM - Ana Orlu: {STORY}\nIt opened again.\n"
    "5/14/31, 9:13\u202fPM - Bo Quell: IMG-20310514-WA0001.jpg (file attached)\nThe council shut the bridge.\n"
    "5/14/31, 9:14\u202fPM - Ana Orlu: <Media omitted>\n"
)


@pytest.mark.parametrize(("text", "picture"), [(IOS, "0001-PHOTO.jpg"), (ANDROID, "IMG-20310514-WA0001.jpg")])
def test_whatsapp_tells_by_the_whole_chat_which_figure_is_the_day(text: str, picture: str) -> None:
    """Two forms of one chat give the same reports; notices and files alone are counted."""
    reports, (silent,) = split(take("_chat.txt", text))
    first, second = (r for r in reports if not r.text.startswith("Messages and calls"))
    assert (first.author, first.text) == ("Ana Orlu", f"{STORY}\nIt opened again.")
    assert (second.author, second.text, second.pictures) == ("Bo Quell", "The council shut the bridge.", (picture,))
    assert [r.published.start for r in (first, second) if r.published] == ["2031-05-07", "2031-05-14"]
    assert "without words" in silent.reason


def test_a_day_that_may_be_a_month_is_not_guessed() -> None:
    """Nothing in this chat tells; each message says so."""
    (report,), _ = split(take("_chat.txt", f"07/05/2031, 10:12 - Ana Orlu: {STORY}\n"))
    assert report.published is None
    assert "day or month first" in came(report, "note")
    (report,), _ = split(take("_chat.txt", f"2031-05-07, 10:12 - Ana Orlu: {STORY}\n"))
    assert report.published is not None
    assert report.published.start == "2031-05-07"


@pytest.mark.parametrize(
    "stamps",
    [
        ("[٧\u200f/٥\u200f/٢٠٢١، ١٠:١٢:٠٠ ص] ", "[٢٣\u200f/٥\u200f/٢٠٢١، ١:١٢:٠٠ م] "),
        ("7\u200f/5\u200f/2021, 10:12 ص - ", "23\u200f/5\u200f/2021, 1:12 م - "),
        ("7/5/21, 10:12 a.\u00a0m. - ", "23/5/21, 1:12 p. m. - "),
        ("7.5.2021 klo 10.12 - ", "23.5.2021 klo 1.12 - "),
        ("07/05/2021 à 10:12 - ", "23/05/2021 à 13:12 - "),
        ("2021. 05. 07. 10:12 - ", "2021. 05. 23. 13:12 - "),
        ("2021/5/7 上午10:12 - ", "2021/5/23 下午1:12 - "),
        ("[2021. 5. 7. 오전 10:12:00] ", "[2021. 5. 23. 오후 1:12:00] "),
    ],
)
def test_a_chat_is_one_in_whatever_language_its_program_runs(stamps: tuple[str, str]) -> None:
    """Taken for a text, a chat would be one report of nobody, with its senders' names in the open."""
    lines = f"{stamps[0]}\u2068+00 944 1\u2069: {STORY}\n{stamps[1]}~\u202fBo Quell: The council shut the bridge.\n"
    (first, second), _ = split(take("_chat.txt", lines))
    assert (first.author, first.text, second.author) == ("+00 944 1", STORY, "Bo Quell")
    assert [r.published and r.published.start for r in (first, second)] == ["2021-05-07", "2021-05-23"]
    assert "the sender chose" in came(second, "note")


@pytest.mark.parametrize("stamp", ["[۱۴۰۰/۲/۱۷،\u200f ۱۰:۱۲:۰۰] ", "23/5/2564 10:12 - "])
def test_a_year_of_another_calendar_is_no_day(stamp: str) -> None:
    """What is 2021 there is neither 1400 nor 2564."""
    (report,), _ = split(take("_chat.txt", f"{stamp}Ana Orlu: {STORY}\n"))
    assert (report.author, report.published) == ("Ana Orlu", None)
    assert "another calendar" in came(report, "note")


def test_marks_without_end_are_gone_over_once() -> None:
    """Two rows of them beside each other were gone over once for each mark."""
    begin = process_time()
    take("_chat.txt", f"7/5/2021, 10:12 - Ana Orlu: {STORY}\n" + "\u200f" * 100_000)
    assert process_time() - begin < 3


def test_a_name_of_thousands_of_letters_takes_no_words_away() -> None:
    """Whose words they are is not told; that they were written is."""
    (report,), refusals = split(take("_chat.txt", f"07/05/2031, 10:12 - {'Zo' * 2500}: {STORY}\n"))
    assert refusals == []
    assert report.author is None
    assert report.text.endswith(STORY)
    assert "too long for a name" in came(report, "note")


def test_the_pictures_of_a_zipped_chat_belong_to_its_messages() -> None:
    """They are artifacts, and are joined to the message that shows them by name."""
    found = take("WhatsApp Chat.zip", zipped({"_chat.txt": IOS, "0001-PHOTO.jpg": drawn()}))
    reports, _ = split(found)
    pictures = attached(reports, [f for f in found if isinstance(f, Artifact)])
    assert [(p.name, p.report) for p in pictures] == [
        ("WhatsApp Chat.zip!0001-PHOTO.jpg", next(r.id for r in reports if r.pictures))
    ]


def test_a_text_that_begins_like_nothing_of_this_is_a_text() -> None:
    """A dateline is no line of a chat."""
    (report,), _ = split(take("a.txt", f"7 May 2031, ORVANE: {STORY}"))
    assert report.author is None
