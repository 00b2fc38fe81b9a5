"""Through whom a paragraph came by a note in brackets: "(Via X)", "(h/t X)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from counterclaim.extract.named import agents
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.words.spans import Spans
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind

_RELAY = re.compile(r"\((?:via|h/t|hat tip(?: to)?|source:)\s+([^)]{2,60})\)", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:[-–—•*]|\d{1,2}[.)])\s")
#: "(Via X)" is about sayings of its paragraph that end this near before it.
RELAY_CHARACTERS = 2_000


def relayed(
    report: Report,
    author: Agent,
    told: Spans[Attribution],
    at: Callable[[int], Sequence[Attribution]],
    parsed: Sequence[Parsed],
) -> dict[Attribution, tuple[Agent, ...]]:
    """Give what a paragraph's last outermost speaker says with the relay that the paragraph's "(Via X)" names.

    Takes the report, its author, its attributions, those that hold an offset, and its sentences.
    """
    carried: dict[Attribution, tuple[Agent, ...]] = {}
    for relay in _RELAY.finditer(report.text):
        place = bisect_right(parsed, relay.start(), key=lambda p: p.passage.end)
        passage = parsed[place].passage if place < len(parsed) else None
        paragraph = passage.paragraph if passage is not None else None
        # The note on an item of a list is of that item alone.
        listed = passage is not None and _ITEM.match(passage.text) is not None
        low = passage.start if passage is not None and listed else max(0, relay.start() - RELAY_CHARACTERS)
        near = told.touching(low, relay.start())
        before = [a for a in near if a.paragraph == paragraph and low <= a.cue.start < relay.start()]
        outer = [a for a in before if not [o for o in at(a.cue.start) if o.sources != a.sources]]
        outer = [a for a in outer if a.sources != (author,)]
        if outer:
            agent = naming.agent(agents.canonical(relay[1].strip()), AgentKind.OUTLET, report.id)
            carried |= {a: (*carried.get(a, a.via), agent) for a in outer if a.sources == outer[-1].sources}
    return carried
