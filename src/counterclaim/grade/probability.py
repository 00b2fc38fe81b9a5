"""The word that a named scale has for a probability, or that it has none; scales are never mixed in one product."""

from __future__ import annotations

from counterclaim.grade.evaluator import Fact, evaluate
from counterclaim.standards import standard


def word_for(scale: str, percent: float) -> str:
    """Give the term of a scale (`probability_icd203`, `probability_phia`, `probability_kent`) for 0 to 100 percent.

    `no term` where the scale leaves a gap: the number is then printed as it is. Source: standards §6.3. The words that
    a source uses are its own certainty, and are never read with this.
    """
    return evaluate(standard(scale), "scale", {"percent": Fact(value=percent)}).label
