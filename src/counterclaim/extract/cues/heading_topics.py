"""Headings that name a deed before a colon and tell behind it whom somebody charges: "Lom shelling: army blames X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extract.cues.headings import HEADING_WORDS
from counterclaim.extract.grammar.clauses import act_nouns
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.parse import Parsed

_TOPIC = re.compile(r"^[#>*\s]*(?P<topic>[^:\"“”.!?;]{3,60}):\s+(?=\S)")


def over_topic(parsed: Parsed, found: Sequence[Cue]) -> tuple[Cue, ...]:
    """Give the sayings of a heading, with the deed before the colon as what a charge without a deed is for.

    A sentence with a full stop is no heading.
    """
    text = parsed.passage.text.rstrip()
    match = _TOPIC.match(text) if len(text.split()) <= HEADING_WORDS and text[-1:] not in ".!?…" else None
    if match is None:
        return tuple(found)
    start, end = match.span("topic")
    last = next((t for t in reversed(parsed.doc) if start <= t.idx < end), None)
    if last is None or last.lower_ not in act_nouns():
        return tuple(found)
    topic = parsed.passage.start + start, parsed.passage.start + end
    return tuple(replace(c, content=topic) if c.start >= topic[1] and _bare(parsed, c) else c for c in found)


def _bare(parsed: Parsed, cue: Cue) -> bool:
    """Say whether a saying is a charge that names no deed: "blames rebels"."""
    low, high = (at - parsed.passage.start for at in cue.content)
    inside = [t for t in parsed.doc if low <= t.idx < high]
    charged = set(cue.accused.subtree) if cue.effect == "accusing" and cue.accused is not None else set()
    return bool(charged) and all(t in charged for t in inside)
