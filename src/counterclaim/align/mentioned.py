"""Whether an attack is only named as one that the reader knows: "the explosion in Lom", "Thursday's bombing"."""

from __future__ import annotations

import calendar
import re
from functools import cache

from counterclaim.align.nucleus import SEEN_ALIKE, Nucleus, act_nouns, target_words
from counterclaim.records.words import Aspect


def only_named(told: Nucleus) -> bool:
    """Say whether claims name an attack or a killing with an article or a day, as one that their reader knows."""
    return any(c.aspect is Aspect.OCCURRENCE and _known().match(" ".join(c.text.split())) for c in told.claims)


def only_called(told: Nucleus) -> bool:
    """Say whether claims of an attack on nothing call it "the assault" or "the attack", and nothing else."""
    acts = [c for c in told.claims if c.aspect is Aspect.OCCURRENCE]
    towns = frozenset().union(*(target_words(p.name) for p in told.places))
    nothing = not (told.assets or told.words - towns or told.actors)
    return nothing and bool(acts) and all(_CALLED.search(" ".join(c.text.split())) for c in acts)


def tells_of(told: Nucleus, named: Nucleus) -> bool:
    """Say whether an attack's claims hold the words for what another is named with: "the bombing of the bus"."""
    words = frozenset().union(*(target_words(c.text) for c in told.claims))
    towns = frozenset().union(*(target_words(p.name) for p in named.places))
    return named.words - towns <= words


#: "The assault", "the Lom attack".
_CALLED = re.compile(r"\b(?:the|this|that)\s+(?:[\w-]+\s+)?(?:assault|attack|raid)$", re.IGNORECASE)


@cache
def _known() -> re.Pattern[str]:
    """Give "the", "Thursday's" or "last week's", and at most one word more, before an attack's noun."""
    days = "|".join(calendar.day_name)
    known = rf"(?:the|this|that|(?:last |this )?(?:{days}|week|month|weekend)['’]?s)"
    return re.compile(rf"{known}\s+(?:[\w-]+\s+)?(?:{act_nouns({*SEEN_ALIKE, 'killing'})})\b", re.IGNORECASE)
