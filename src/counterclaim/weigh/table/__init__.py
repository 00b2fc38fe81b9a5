"""A table of claims, in; answers with probabilities and origins, out: a service to the analyst, never the grade.

Values of one object can be one another's generality: "Homs province" of "Homs", "at least 40" of "45", a list of names
of a longer one. A claim of the general value supports every special one, by a source's own habit of being general.
"""

from counterclaim.weigh.table.answers import answers, pick
from counterclaim.weigh.table.claims import ClaimTable, claim_columns, claim_table
from counterclaim.weigh.table.generality import Generality, hierarchy, is_number, nothing, numbers, sets
from counterclaim.weigh.table.told import told

__all__ = [
    "ClaimTable",
    "Generality",
    "answers",
    "claim_columns",
    "claim_table",
    "hierarchy",
    "is_number",
    "nothing",
    "numbers",
    "pick",
    "sets",
    "told",
]
