"""Which of two texts that share words is the earlier one, and how that is known; otherwise nothing is said.

In this order: a credit line or a declared source; the time of publication; containment, where a third text holds both
of two unrelated ones whole; damage, where one of two texts has words that occur nowhere else in place of common ones.
Which of a long and a short text was cut or lengthened nothing in them shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.records.source import Report
from counterclaim.trace.case import Case
from counterclaim.trace.reuse import Shared

#: A text of which another holds this share is held whole.
WHOLE = 0.8
#: Words that occur nowhere else, from which on a text is taken as damaged, and how many fewer the other may have.
ODD_MIN, ODD_RATIO = 6, 4


class Directions:
    """What the pairs of a body of texts show together."""

    def __init__(self, case: Case, shared: Sequence[Shared]) -> None:
        self._case = case
        #: For each text, the texts that it holds whole, and where.
        self._whole: dict[str, dict[str, tuple[tuple[int, int], ...]]] = defaultdict(dict)
        for one in shared:
            if self._dated(one) is not None:
                continue
            if one.share_a >= WHOLE and one.share_b < WHOLE:
                self._whole[one.b][one.a] = tuple((s.b_start, s.b_end) for s in one.spans)
            elif one.share_b >= WHOLE and one.share_a < WHOLE:
                self._whole[one.a][one.b] = tuple((s.a_start, s.a_end) for s in one.spans)

    def of(self, shared: Shared) -> tuple[str | None, str]:
        """Give the id of the earlier one of a pair, or None, and the words that say how it is known."""
        a, b = self._case.reports[shared.a], self._case.reports[shared.b]
        if (found := self._said(a, b)) is not None:
            return found
        if (first := self._dated(shared)) is not None:
            return first, ", which was published earlier"
        for whole, part in ((b.id, a.id), (a.id, b.id)):
            if self._beside(part, self._whole.get(whole, {})):
                return part, ", and holds another text whole besides"
        odd = {a.id: shared.odd_a, b.id: shared.odd_b}
        sound, damaged = sorted(odd, key=lambda id_: odd[id_])
        if odd[damaged] >= ODD_MIN and odd[sound] * ODD_RATIO <= odd[damaged]:
            return sound, ", with damaged words in place of its words"
        return None, ""

    def _said(self, a: Report, b: Report) -> tuple[str, str] | None:
        """Give the one that the other credits or says it takes words from, where only one of them does."""
        crediting = [one for one, other in ((a, b), (b, a)) if self._case.credit(other, one)]
        if len(crediting) == 1:
            return crediting[0].id, ""
        citing = [(one, m) for one, other in ((a, b), (b, a)) if (m := self._case.citing(other, one))]
        if len(citing) == 1:
            return citing[0][0].id, f", from which it says it takes words (“{citing[0][1].words}”)"
        return None

    def _dated(self, shared: Shared) -> str | None:
        """Give the one that was published earlier: on an earlier day, or at an earlier minute where both are known."""
        a, b = self._case.reports[shared.a], self._case.reports[shared.b]
        if _before(a, b):
            return a.id
        return b.id if _before(b, a) else None

    def _beside(self, part: str, held: Mapping[str, tuple[tuple[int, int], ...]]) -> bool:
        """Say whether a text that holds another whole holds a third one whole elsewhere."""
        mine = held.get(part, ())
        return bool(mine) and any(
            all(end <= low or high <= start for start, end in mine for low, high in places)
            for other, places in held.items()
            if other != part
        )


def _before(one: Report, other: Report) -> bool:
    if one.published is None or other.published is None:
        return False
    if one.minute and other.minute:
        return one.minute < other.minute
    return one.published.end < other.published.start
