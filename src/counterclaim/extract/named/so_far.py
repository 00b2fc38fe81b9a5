"""Numbers up to a day: "as of 14 March, 80 shells had hit the town" counts from the day that was told last."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.times import When
from counterclaim.records.extent import TimeRange
from counterclaim.records.words import Aspect

#: A count goes back to a day told before it that lies no further back than this.
BACK_DAYS = 62
_OF_DAY = r"\s+(?:the\s+)?(?:(?:early|late)\s+)?(?:(?:morning|evening|night|end|afternoon|dawn)\s+of\s+)?(?:the\s+)?"
_UP_TO = re.compile(rf"\b(?:as\s+of|up\s+to|until){_OF_DAY}$", re.IGNORECASE)
_BY = re.compile(rf"\bby{_OF_DAY}$", re.IGNORECASE)


def so_far(sentence: Sentence, said: Proposition) -> Proposition:
    """Give a proposition of what had happened "as of" a day, or a number reached "by" it, all days up to that day."""
    if said.time is None or not said.time.precise:
        return said
    when = next((w for w in sentence.when if w.range == said.time and _ends(sentence, w, said)), None)
    begun = _begun(sentence, when) if when is not None else None
    if begun is None:
        return said
    return replace(said, time=TimeRange(begun, said.time.end, begun == said.time.end))


def _ends(sentence: Sentence, when: When, said: Proposition) -> bool:
    """Say whether a time only ends what is counted or told: "by the next day" of a number, "as of" of anything."""
    before = sentence.text[: when.start]
    return bool(_UP_TO.search(before) or (said.aspect is Aspect.COUNT and _BY.search(before)))


def _begun(sentence: Sentence, when: When) -> str | None:
    """Give the first day that was told last before a time, in its sentence or before it, or None."""
    earlier = [w.range for w in sentence.when if w.range is not None and w.end <= when.start]
    last = earlier[-1] if earlier else sentence.memory.day
    if last is None or when.range is None:
        return None
    days = (date.fromisoformat(when.range.end) - date.fromisoformat(last.start)).days
    return last.start if 0 < days <= BACK_DAYS else None
