"""Acts told by how many days they were from another: "the raid came six days after a shell hit the town"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, acting, child
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.words.times import When, times

_SPANS = frozenset({"day", "week", "month", "year"})
_COMING = frozenset({"come", "follow"})


def days_apart(token: Any) -> Any | None:
    """Give the head of the words by which an act was some days before or after another: "a day after a raid"."""
    found = _apart(token)
    return found[0] if found is not None else None


def days_before(sentence: Sentence, token: Any) -> When | None:
    """Give the day of what another act came days after, counted back from the day last named.

    Only where the other act is the one known: "the attack came six days after", and not "rebels came".
    """
    found = _apart(token)
    if found is None or found[1].lower_ != "after" or found[0].dep_ != "advcl":
        return None
    clause, after, span = found
    over = clause.head
    known_one = child(over, "nsubj")
    told = known_one is not None and known_one.lemma_.lower() in act_nouns()
    occurs = over.lemma_.lower() in {*acting()["occurring"], *_COMING} and child(over, "dobj") is None
    if not told or not occurs or not clause.left_edge.i <= span.i < after.i:
        return None
    low, high = span.left_edge.idx, after.idx + len(after)
    days = [w.range for w in sentence.when if w.end <= low and w.range is not None]
    day = days[-1] if days else sentence.memory.day
    if day is None:
        return None
    back = times(f"{sentence.doc.text[low : span.idx + len(span)]} earlier", None, told=day)
    return When(low, high, sentence.doc.text[low:high], back[0].range) if back else None


def _apart(token: Any) -> tuple[Any, Any, Any] | None:
    """Give the head of such words, their "after" or "before", and the noun of the span."""
    for up in (token, *token.ancestors):
        mark = up if up.dep_ == "prep" else next((c for c in up.children if c.dep_ == "mark"), None)
        # The parser hangs "after" on the day, or the day on "after" or on its clause.
        over = [mark.head] if mark is not None and mark.dep_ == "prep" and mark.head.dep_ == "npadvmod" else []
        near = (*over, *(c for t in (up, mark) if t is not None for c in t.children if c.dep_ == "npadvmod"))
        span = next((c for c in near if c.lemma_ in _SPANS), None)
        if mark is not None and mark.lower_ in {"after", "before"} and span is not None:
            return up, mark, span
    return None
