"""Events, claims and origins, in; findings out: all answers with their positions. Must never return one winner."""

from counterclaim.weigh.clauses import (
    assertion,
    assertions,
    clause,
    denials,
    is_none,
    of_itself,
    range_words,
    stands,
    topic,
)
from counterclaim.weigh.contest import in_sets
from counterclaim.weigh.finding import weigh
from counterclaim.weigh.happenings import is_act
from counterclaim.weigh.histories import verb
from counterclaim.weigh.holders import sayers, subject, voice_of
from counterclaim.weigh.interest import mark_interest
from counterclaim.weigh.positions import stand

__all__ = [
    "assertion",
    "assertions",
    "clause",
    "denials",
    "in_sets",
    "is_act",
    "is_none",
    "mark_interest",
    "of_itself",
    "range_words",
    "sayers",
    "stand",
    "stands",
    "subject",
    "topic",
    "verb",
    "voice_of",
    "weigh",
]
