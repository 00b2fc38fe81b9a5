"""A table of claims, in; answers with probabilities and origins, out: a service to the analyst, never the grade.

Values of one object can be one another's generality: "Homs province" of "Homs", "at least 40" of "45", a list of names
of a longer one. A claim of the general value supports every special one, by a source's own habit of being general.
"""

from counterclaim.weigh.table.answers import answers
from counterclaim.weigh.table.claims import ClaimTable, claim_coded, claim_columns, claim_table
from counterclaim.weigh.table.generality import Generality, hierarchy, is_number, nothing, numbers, sets
from counterclaim.weigh.table.methods import METHODS, NAMES, OURS
from counterclaim.weigh.table.picking import pick
from counterclaim.weigh.table.told import plain, told
from counterclaim.weigh.table.weighing import Weighed, weighed

__all__ = [
    "METHODS",
    "NAMES",
    "OURS",
    "ClaimTable",
    "Generality",
    "Weighed",
    "answers",
    "claim_coded",
    "claim_columns",
    "claim_table",
    "hierarchy",
    "is_number",
    "nothing",
    "numbers",
    "pick",
    "plain",
    "sets",
    "told",
    "weighed",
]
