"""What a report's propositions tell of a word: whether it is the doer, the target or the thing harmed of which act.

These are plain values, for readers that stand below the propositions (`incidents`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from counterclaim.extract.words.proposition import Proposition

#: Fields of a proposition that name somebody or something.
_NAMING = ("actor", "target", "asset", "unit", "value")
#: How old what is told is, in days: each name up to its bound.
_AGES = ((0, "future"), (3, "days"), (10, "week"), (61, "weeks"), (400, "months"))


def said_of(word: Any, at: int, said: Sequence[Proposition], day: str | None) -> tuple[tuple[str, ...], ...]:
    """Give what the propositions of a word's sentence tell of it; `at` is where it stands, `day` when it was told."""
    return tuple(dict.fromkeys(_told(word, at, said, day))) if said else (("unsaid",),)


def _told(word: Any, at: int, said: Sequence[Proposition], day: str | None) -> Iterator[tuple[str, ...]]:
    low = word.text.casefold()
    called = "NAME" if word.tag_.startswith("NNP") else word.lemma_.lower()
    for one in said:
        act, measure = one.act_type or "", one.measure.value if one.measure else ""
        fields = [f for f in _NAMING if low in str(getattr(one, f) or "").casefold().split()]
        for field in fields:
            yield from ((field,), (field, act), (field, act, one.aspect.value), (field, "not", str(one.negated)))
            yield from ((field, "called", act, called), (field, "measure", measure))
        yield from (("beside", act), ("beside", "measure", measure))
        if at == one.trigger_start:
            yield ("telling", act, one.aspect.value)
        if one.time is not None and day is not None:
            age = _age(one.time.start, day)
            yield from (("age", age), ("age", age, str(bool(fields))))


def _age(start: str, day: str) -> str:
    try:
        days = (date.fromisoformat(day) - date.fromisoformat(start)).days
    except ValueError:
        return ""
    return next((name for bound, name in _AGES if days < bound), "years")
