"""What an outlet says of its own report: "that figure was incorrect" after "we reported that P" takes P back."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.extract.cues.disbelief import DISBELIEVE
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.words.spans import Spans
from counterclaim.records.claim import Agent

#: What is taken back was said within this many characters before.
_REACH = 900


def taken_back(cue: Cue, author: Agent, told: Spans[Attribution]) -> Cue:
    """Give the report's own disbelief as a retraction where what it told last before, in words of saying, is its own.

    Takes the cue, the report's author and the attributions read so far.
    """
    if cue.lemma != DISBELIEVE or cue.source is not None:
        return cue
    before = [a for a in told.touching(cue.start - _REACH, cue.start) if a.end <= cue.start]
    last = max(before, key=lambda a: a.end, default=None)
    own = last is not None and last.sources == (author,) and last.cue.effect == "neutral"
    return replace(cue, effect="retracting", lemma="retract") if own else cue
