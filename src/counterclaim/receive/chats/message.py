"""A message of a chat, whatever messenger it came from, and its draft of a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.records.source import CHAT_EXPORT, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a chat says of one message: `day` as ISO, `minute` in UTC or empty, `files` as the export names them.

    `channel` is who publishes where the chat is a channel, else empty.
    """

    number: str
    sender: str
    day: str
    text: str
    minute: str = ""
    channel: str = ""
    forwarded: str = ""
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def drafts(item: Item, messages: Iterator[Message | Refusal], encoding: str) -> Iterator[Draft | Refusal]:
    """Give a draft for each message with words; say how many have none, for they are no reports."""
    silent = 0
    for found in messages:
        if isinstance(found, Refusal):
            yield found
        elif found.text.strip():
            yield _draft(item, found, encoding)
        else:
            silent += 1
    if silent:
        reason = f"{silent:,} without words of their own: files alone, or notices such as who joined"
        yield Refusal(name=f"{item.label} messages", reason=reason, todo="Nothing to do; files beside them are kept.")


def _draft(item: Item, message: Message, encoding: str) -> Draft:
    draft = Draft(message.text, locator=f"message {message.number}", path=item.path, encoding=encoding)
    draft.put("publisher", message.channel, CHAT_EXPORT)
    draft.put("author", message.sender if message.sender != message.channel else "", CHAT_EXPORT)
    draft.put("published", message.day, CHAT_EXPORT)
    draft.put("forwarded", message.forwarded, CHAT_EXPORT)
    draft.minute = message.minute
    draft.pictures = message.files
    draft.notes += message.notes
    return draft
