"""Did it happen, as the sentence says: scores people gave to predicates, from −3 (did not) to +3 (did).

Each annotated predicate is found in our parse by its characters, and our own reading of certainty and negation is put
on the scale by `SCALE`. The files hold normalised scores (most within ±2), so `mae` is not comparable with figures on
the raw scale; `pearson_r` is what to read. Half of the texts are letters, reviews and questions, which we do not read.
"""

from evals.sets import Beside
from evals.uds_factuality.scoring import evaluate

__all__ = ["BESIDE", "SPLITS", "evaluate"]

SPLITS = {"dev": "development", "test": "untouched"}
_ANCHOR = "a published supervised model, quoted from memory in the set's README and on the raw scale: unchecked"
BESIDE = (Beside("supervised (unchecked)", "test", "pearson_r", 0.77, _ANCHOR),)
