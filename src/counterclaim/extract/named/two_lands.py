"""Forces of two lands that share their noun: "Ethiopian and Eritrean troops" are two parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.extract.named.agents import canonical, kind_of_noun, known, state_of
from counterclaim.extract.words.telex import adjectives
from counterclaim.records.words import ACTING_BODIES


def of_two_lands(noun: Any) -> tuple[str, ...]:
    """Give the forces or bodies of each land by whose adjectives a noun is described, none where only one is."""
    lands = [t for t in noun.lefts if t.dep_ in {"amod", "nmod"}]
    lands = [t for land in lands for t in (land, *land.children) if t.pos_ != "CCONJ" and state_of(t.text)]
    if len(lands) != 2 or noun.doc[lands[0].i + 1].lower_ != "and" or lands[0].i + 2 != lands[1].i:
        return ()
    rest = noun.doc[lands[1].i + 1 : noun.i + 1].text
    names = [f"{land.text} {rest}" for land in lands]
    short = [f"{land.text} {noun.text}" for land in lands]  # "military forces" are forces
    names = short if all(known(name) is not None for name in short) else names
    acts = kind_of_noun(noun.lower_) in ACTING_BODIES or all(known(name) is not None for name in names)
    return tuple(canonical(name) for name in names) if acts else ()


def left_of(name: str, told: Sequence[Any]) -> bool:
    """Say whether a name is only an adjective that the parser left of "forces of the French and German right"."""
    return name.lower() in adjectives() and name.lower() not in {t.lower_ for t in told}
