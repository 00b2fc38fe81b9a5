"""What became of one made sentence: a comparison of its claims with what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.records.claim import Claim
from evals.forms.made import Ask, Sentence

#: Stances that cannot both be right of one speaker and one thing said.
OPPOSITE = {"assert": ("deny",), "concede": ("deny",), "deny": ("assert", "concede")}


def verdict(sentence: Sentence, claims: Sequence[Claim]) -> frozenset[str]:
    """Give which of `right`, `wrong` and `missing` hold of a sentence; the last two may hold together."""
    asks = [a for a in sentence.asks if not a.never]
    said = any(_right(a, c) for a in sentence.asks if a.never for c in claims)
    tests = {
        "right": not said and all(any(_right(a, c) for c in claims) for a in asks),
        "wrong": said or any(_wrong(asks, c) for c in claims),
        "missing": any(not any(_topic(a, c) for c in claims) for a in asks),
    }
    return frozenset(name for name, holds in tests.items() if holds)


def _right(ask: Ask, claim: Claim) -> bool:
    place = ask.place is None or (claim.place is not None and ask.place in claim.place.name)
    return _topic(ask, claim) and _by(ask, claim) and _stance(ask, claim) and place and _when(ask, claim)


def _wrong(asks: Sequence[Ask], claim: Claim) -> bool:
    """Tell whether a claim of what is asked is of nobody who was asked, or the opposite of all that they say."""
    about = [a for a in asks if _topic(a, claim)]
    theirs = [a for a in about if _by(a, claim, first=True)]
    return bool(about) and all(any(claim.stance.value in OPPOSITE.get(s, ()) for s in a.stances or ()) for a in theirs)


def _topic(ask: Ask, claim: Claim) -> bool:
    """Tell whether a claim has the aspect and one of the words of the value."""
    value = claim.value.lower().replace(",", "")
    told = not ask.values or any(re.search(rf"\b{re.escape(word)}(?!\d)", value) for word in ask.values)
    return claim.aspect.value in ask.aspects and told


def _when(ask: Ask, claim: Claim) -> bool:
    """Tell whether a claim's time has the words asked for, or is the range asked for: "first day/last day"."""
    days = f"{claim.time.start}/{claim.time.end}" if claim.time is not None else ""
    return ask.when is None or ask.when in days or ask.when in (claim.time_words or "").lower()


def _stance(ask: Ask, claim: Claim) -> bool:
    return ask.stances is None or claim.stance.value in ask.stances


def _by(ask: Ask, claim: Claim, *, first: bool = False) -> bool:
    """Tell whether the chain begins with who is asked, each name with its key; `first` looks at the first hop alone."""
    names = [hop.agent.name.lower() for hop in claim.chain[:-1]]
    if not ask.by:
        return ask.by is None or not names
    keys = ask.by[:1] if first else ask.by
    return len(names) >= len(keys) and all(key in name for key, name in zip(keys, names, strict=False))
