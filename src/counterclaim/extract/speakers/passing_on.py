"""Messages that pass on somebody else's words: a messenger's forward, a forwarded mail, a post posted again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.extract.parsed.transcripts import Turn
from counterclaim.records.source import Report

#: A first line that names whose words follow.
_LINE = re.compile(
    r"\A\s*(?:forwarded(?: message)? from|fwd from|reposted from|shared from|RT)[: ]+"
    r"@?(?P<who>[^\n:<(]{2,60}?)\s*[:\n]",
    re.IGNORECASE,
)
#: The header that a mail program puts above what it forwards; a blank line ends it.
_MAIL = re.compile(
    r"^[-_ ]*(?:(?:begin )?forwarded message|original message)[-_: ]*$(?P<head>(?:\n+[\w-]+:[^\n]*)+)",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(r"^from:\s*[\"“]?(?P<who>[^<\n\"”]{2,60}?)[\"”]?\s*(?:<[^>\n]*>)?\s*$", re.IGNORECASE | re.MULTILINE)


def passed_on(report: Report) -> Iterator[Turn]:
    """Give whose words a report passes on, and from where to where: as its capture says, or as its text says."""
    text = report.text
    who = next((words for name, words in report.came_from if name == "forwarded"), "")
    if who:
        yield Turn(who, (0, 0), 0, len(text))
    elif (line := _LINE.match(text)) is not None:
        yield Turn(" ".join(line["who"].split()), line.span("who"), line.end(), len(text))
    elif (mail := _MAIL.search(text)) is not None and (sender := _FROM.search(text, *mail.span("head"))) is not None:
        yield Turn(" ".join(sender["who"].split()), sender.span("who"), mail.end(), len(text))
