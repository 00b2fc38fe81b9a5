"""Telegram's export: `result.json` of a chat or of an account, and `messages.html`. Service notices are no messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import lxml.html

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.chats.message import Message, drafts
from counterclaim.receive.decode import json_value
from counterclaim.receive.formats import PAGE_SECONDS, bounded
from counterclaim.receive.items import Item
from counterclaim.receive.markup import with_few_attributes
from counterclaim.records.source import Refusal

_AGAIN = "Export the chat again, as JSON with its files."
_ZONE = re.compile(r"UTC([+-]\d\d:?\d\d)?$")
_WRITTEN = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: (UTC\S*))?")
_FILES = ("photo", "file")


def telegram_json(item: Item) -> Iterator[Draft | Refusal]:
    """Read `result.json`: one chat, or all chats of an account."""
    text, encoding = item.text()
    try:
        whole = json_value(text)
    except (ValueError, RecursionError) as cause:
        raise Refused(item.label, "a Telegram export", "broken or cut JSON", _AGAIN) from cause
    chats = [whole]
    if isinstance(whole, dict) and isinstance(listed := whole.get("chats"), dict):
        chats = list(listed.get("list") or ())
    chats = [c for c in chats if isinstance(c, dict) and isinstance(c.get("messages"), list)]
    if not chats:
        raise Refused(item.label, "a Telegram export", "JSON without messages", _AGAIN)
    for number, chat in enumerate(chats, start=1):
        before = f"{number}." if len(chats) > 1 else ""
        yield from drafts(item, _messages(item, before, chat), encoding)


def _messages(item: Item, before: str, chat: Mapping[str, Any]) -> Iterator[Message | Refusal]:
    name = _said(chat.get("name"))
    channel = name if "channel" in _said(chat.get("type")) else ""
    seen: set[str] = set()
    for place, row in enumerate(chat["messages"], start=1):
        if not isinstance(row, dict):
            came = f"a {type(row).__name__} where a message was expected"
            yield Refusal(name=f"{item.label} message {before}#{place}", reason=came, todo=_AGAIN)
            continue
        number = _said(row.get("id")) or f"#{place}"
        number = f"{number}-{place}" if number in seen else number
        seen.add(number)
        yield Message(
            number=before + number,
            sender=_said(row.get("from")) or channel,
            channel=channel,
            day=_said(row.get("date"))[:10],
            minute=_minute(row.get("date_unixtime")),
            text=_words(row.get("text")) if row.get("type") != "service" else "",
            forwarded=_said(row.get("forwarded_from")),
            files=tuple(f for key in _FILES if (f := _said(row.get(key))) and not f.startswith("(")),
            notes=_notes(row, name if not channel else ""),
        )


def _notes(row: Mapping[str, Any], chat: str) -> tuple[str, ...]:
    said = {
        "chat": chat,
        "answers message": _said(row.get("reply_to_message_id")),
        "edited": _said(row.get("edited")),
        "via": _said(row.get("via_bot")),
    }
    return tuple(f"{name}: {words}" for name, words in said.items() if words)


def _words(text: Any) -> str:
    """Give a message's words: a string, or a list of strings and of pieces that have a kind and a text."""
    if isinstance(text, list):
        return "".join(_said(piece.get("text")) if isinstance(piece, dict) else _said(piece) for piece in text)
    return _said(text)


def _said(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _minute(seconds: Any) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%MZ")
    except (ValueError, TypeError, OverflowError, OSError):
        return ""


def telegram_html(item: Item) -> Iterator[Draft | Refusal]:
    """Read `messages.html`, as Telegram writes a chat for people."""
    bounded(item.label, item.data, item.settings.report_chars_max)
    text, encoding = item.text("utf-8")
    with_few_attributes(item.label, text)
    item.allowance.begun(item.label, PAGE_SECONDS)
    page = lxml.html.document_fromstring(text)
    if not page.find_class("history"):
        raise Refused(item.label, "a Telegram export", "a page without its messages", _AGAIN)
    yield from drafts(item, _shown_messages(page), encoding)


def _shown_messages(page: Any) -> Iterator[Message]:
    chat, sender = _text(page, "page_header"), ""
    for block in page.find_class("message"):
        if "default" not in block.classes:
            continue
        body = block.find_class("body")[0] if block.find_class("body") else block
        forwarded = block.find_class("forwarded")
        own = [n for n in body.find_class("from_name") if not any(f in n.iterancestors() for f in forwarded)]
        # A message that follows another of the same sender does not repeat the name.
        sender = " ".join(own[0].text_content().split()) if own else sender
        whom = forwarded[0].find_class("from_name") if forwarded else ()
        day, minute = _written(next((d.get("title", "") for d in block.find_class("date") if d.get("title")), ""))
        yield Message(
            number=str(block.get("id", "")).removeprefix("message"),
            sender=sender,
            day=day,
            minute=minute,
            text="\n".join(_lines(t) for t in block.find_class("text")),
            forwarded=" ".join((whom[0].text or "").split()) if whom else "",
            files=tuple(a.get("href") for a in block.iter("a") if "_wrap" in a.get("class", "") and a.get("href")),
            notes=(f"chat: {chat}",) if chat else (),
        )


def _text(page: Any, name: str) -> str:
    found = page.find_class(name)
    return " ".join(found[0].text_content().split()) if found else ""


def _lines(block: Any) -> str:
    for line in block.iter("br"):
        line.tail = "\n" + (line.tail or "")
    return str(block.text_content()).strip()


def _written(words: str) -> tuple[str, str]:
    """Give the day and, where the zone is written, the minute in UTC of `07.05.2031 10:11:12 UTC+03:00`."""
    match = _WRITTEN.match(words)
    if not match:
        return "", ""
    day, month, year, hour, minute, second, zone = match.groups()
    iso, at = f"{year}-{month}-{day}", f"T{hour}:{minute}:{second}"
    if not zone or not (offset := _ZONE.match(zone)):
        return iso, ""
    try:
        when = datetime.fromisoformat(f"{iso}{at}{offset.group(1) or '+00:00'}")
    except ValueError:
        return "", ""
    return iso, when.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
