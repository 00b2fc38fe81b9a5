"""Events, claims and origins, in; findings out: all answers with their positions. Must never return one winner."""

from counterclaim.weigh.clauses import assertions, clause, denials, range_words, stands, topic
from counterclaim.weigh.finding import weigh
from counterclaim.weigh.histories import verb
from counterclaim.weigh.holders import sayers, subject
from counterclaim.weigh.interest import mark_interest
from counterclaim.weigh.positions import stand

__all__ = [
    "assertions",
    "clause",
    "denials",
    "mark_interest",
    "range_words",
    "sayers",
    "stand",
    "stands",
    "subject",
    "topic",
    "verb",
    "weigh",
]
