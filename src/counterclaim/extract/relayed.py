"""Through whom a paragraph came by a note in brackets: "(Via X)", "(h/t X)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.extract import agents
from counterclaim.extract.parse import Parsed
from counterclaim.extract.spans import Spans
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.words import AgentKind

if TYPE_CHECKING:
    from counterclaim.extract.attributed import Attribution
    from counterclaim.extract.voices import Voices

_RELAY = re.compile(r"\((?:via|h/t|hat tip(?: to)?|source:)\s+([^)]{2,60})\)", re.IGNORECASE)
#: "(Via X)" is about sayings of its paragraph that end this near before it.
RELAY_CHARACTERS = 2_000


def relays(found: Voices, parsed: Sequence[Parsed]) -> None:
    """Add the relay that a paragraph's "(Via X)" names to what the paragraph's last outermost speaker says."""
    carried: dict[Attribution, tuple[Agent, ...]] = {}
    for relay in _RELAY.finditer(found.report.text):
        at = bisect_right(parsed, relay.start(), key=lambda p: p.passage.end)
        paragraph = parsed[at].passage.paragraph if at < len(parsed) else None
        near = found.attributions.touching(max(0, relay.start() - RELAY_CHARACTERS), relay.start())
        before = [a for a in near if a.paragraph == paragraph and a.cue.start < relay.start()]
        outer = [a for a in before if not [o for o in found.at(a.cue.start) if o.sources != a.sources]]
        outer = [a for a in outer if a.sources != (found.author,)]
        if not outer:
            continue
        speaker = outer[-1].sources
        agent = naming.agent(agents.canonical(relay[1].strip()), AgentKind.OUTLET, found.report.id)
        carried |= {a: (*carried.get(a, a.via), agent) for a in outer if a.sources == speaker}
    if carried:
        changed = [replace(a, via=carried.get(a, a.via)) for a in found.attributions]
        found.attributions = Spans(lambda a: a.extent, changed)
