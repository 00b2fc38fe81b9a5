"""Whether an attack is only named as one that the reader knows: "the explosion in Lom", "Thursday's bombing"."""

from __future__ import annotations

import calendar
import re
from functools import cache

from counterclaim.align.nucleus import SEEN_ALIKE, Nucleus, act_nouns
from counterclaim.records.words import Aspect


def only_named(told: Nucleus) -> bool:
    """Say whether claims name an attack with an article or a day, and neither a thing hit nor who did it."""
    acts = [c for c in told.claims if c.aspect is Aspect.OCCURRENCE]
    bare = not (told.assets or told.words or told.actors)
    return bare and bool(acts) and all(_known().match(" ".join(c.text.split())) for c in acts)


@cache
def _known() -> re.Pattern[str]:
    """Give "the", "Thursday's" or "last week's", and at most one word more, before an attack's noun."""
    days = "|".join(calendar.day_name)
    known = rf"(?:the|this|that|(?:last |this )?(?:{days}|week|month|weekend)['’]?s)"
    return re.compile(rf"{known}\s+(?:[\w-]+\s+)?(?:{act_nouns(SEEN_ALIKE)})\b", re.IGNORECASE)
