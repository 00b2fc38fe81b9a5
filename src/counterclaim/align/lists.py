"""A list that names the victims of several killings: each lies in its own, where the case tells them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from counterclaim.align.nucleus import Nucleus, target_words
from counterclaim.align.numbers import of_several_towns
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect

#: Two are of one killing if they are told of together more than this part of the times that either is alone.
TOGETHER = 2
_Words = frozenset[str]


def unlisted(found: Sequence[Nucleus]) -> list[Nucleus]:
    """Give a case's nuclei, those that list victims of several killings split by victim.

    "The murders of Bishop Ann Bell, of teachers and of Dr Ira Kent" are two where other words tell mostly of Bell alone
    and mostly of Kent alone; those who died together are told of together.
    """
    told: dict[str, set[int]] = defaultdict(set)
    for i, nucleus in enumerate(found):
        for word in nucleus.words if nucleus.family == "killing" else ():
            told[word].add(i)
    apart = cache(partial(_told_apart, told))  # the same names stand in report after report
    out: list[Nucleus] = []
    for nucleus in found:
        victims = [c for c in nucleus.claims if c.aspect is Aspect.VICTIM_IDENTITY]
        others = _others(nucleus, victims, apart) if len(victims) > 1 and nucleus.family == "killing" else []
        others += of_several_towns(nucleus)
        if not others:
            out.append(nucleus)
            continue
        kept = Nucleus(nucleus.family, day=nucleus.day)
        kept.add([c for c in nucleus.claims if c not in others])
        out.append(kept)
        for claim in others:
            alone = Nucleus(nucleus.family, day=nucleus.day)
            alone.add([claim])
            alone.texts.clear()  # the list's own sentence says of no two that they are one
            alone.times, alone.places = [], alone.places if claim.range is not None else []
            out.append(alone)
    return out


def _others(nucleus: Nucleus, victims: Sequence[Claim], apart: Callable[[_Words, _Words], bool]) -> list[Claim]:
    """Give the victims who are told apart from the one that a nucleus's own act names, or from the first."""
    acts = [target_words(c.target) for c in nucleus.claims if c.aspect is Aspect.OCCURRENCE]
    first = next((c for c in victims if any(a & target_words(c.target) for a in acts)), victims[0])
    return [c for c in victims if apart(target_words(first.target), target_words(c.target))]


def _told_apart(told: Mapping[str, set[int]], one: _Words, other: _Words) -> bool:
    """Say whether two victims are mostly told of without each other; `told` are the nuclei that have a word."""
    if not one or not other or one & other:
        return False
    here, there = (set[int]().union(*(told.get(w, ()) for w in words)) for words in (one, other))
    together = len(here & there)
    return TOGETHER * together < min(len(here), len(there)) - together
