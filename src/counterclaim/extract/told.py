"""Acts that a report tells as done: who denies that somebody did one of them denies who, and not that it was done."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from counterclaim.extract.proposition import Proposition
from counterclaim.extract.voices import Voices
from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect

#: What words tell that take an act back, doubt it or deny it.
_OPEN = frozenset({"denial", "unverified", "retracting"})


def told(voices: Voices, said: Iterable[Proposition]) -> tuple[Proposition, ...]:
    """Give the acts that are told as done, by the report or by whoever speaks in it."""
    acts = (p for p in said if p.aspect is Aspect.OCCURRENCE and p.act_type is not None and not p.negated)
    return tuple(p for p in acts if not _doubted(voices, p))


def elsewhere(acts: Iterable[Proposition], said: Proposition) -> bool:
    """Say whether the act a proposition is about is told as done in other words, which do not name the same doer.

    What only an accuser tells, with the accused as its doer, is not known to have been done.
    """
    return any(
        p.trigger_start != said.trigger_start
        and _family(p.act_type) == _family(said.act_type)
        and (p.actor is None or p.actor != said.actor)
        and _alike(p.target, said.target)
        for p in acts
    )


def _doubted(voices: Voices, one: Proposition) -> bool:
    """Say whether the words of an act deny it, doubt it or take it back."""
    at = one.trigger_start
    denied = bool(voices.denied.touching(at, at + 1))
    return denied or any(a.cue.effect in _OPEN or a.cue.self_denied for a in voices.at(at))


@cache
def _family(act: str | None) -> str | None:
    return next((str(row["family"]) for row in lexicon("act_types") if row["act"] == act), act)


def _alike(one: str | None, other: str | None) -> bool:
    """Say whether two targets can be one: by one's words inside the other's, or one that is not named."""
    if one is None or other is None:
        return True
    first, second = set(normal_name(one).split()), set(normal_name(other).split())
    return first <= second or second <= first
