"""At what an act is said to have been: "the explosion was at a depot", "the blast occurred in a garage"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named.things import PLACE_NOUNS, asset_of

_BEING = frozenset({"be", "occur", "happen", "take"})
#: What a place does to which something was done: "Lom saw heavy shelling".
_SEEING = frozenset({"see", "witness", "suffer", "endure", "experience"})
_SCENES = frozenset({"scene", "site", "target"})
_SPOTS = frozenset({"GPE", "LOC", "FAC"})
_AT = ("at", "in", "inside", "on", "against")


def seat(deed: Any) -> Any | None:
    """Give the thing at which an act's noun is said to have been or taken place; None where no thing is named.

    "The strike was not on a school" says where it was not, and so gives none.
    """
    verb = deed.head
    if deed.dep_ != "nsubj" or verb.lemma_ not in _BEING or child(verb, "attr", "acomp", "neg") is not None:
        return None
    spot = after(verb, *_AT)
    return spot if spot is not None and asset_of(spot) is not None else None


def scene(deed: Any) -> tuple[Any, Any] | None:
    """Give the verb by which an act's noun is told of a place or thing, and that place or thing; else None.

    "Lom saw heavy shelling", "the mill was the scene of clashes", "was subjected to shelling", "laid siege to Lom".
    """
    over = deed.head
    if deed.dep_ == "dobj" and over.lemma_ in _SEEING:
        spot = child(over, "nsubj")
        return (over, spot) if spot is not None and _spot(spot) else None
    if deed.dep_ == "dobj" and over.lemma_ == "lay" and (spot := after(over, "to")) is not None:
        return over, spot
    if deed.dep_ != "pobj" or over.lower_ not in {"of", "to"}:
        return None
    above = over.head
    if over.lower_ == "of" and above.lemma_ in _SCENES and above.dep_ == "attr" and child(above.head, "neg") is None:
        spot = child(above.head, "nsubj")
        return (above.head, spot) if spot is not None and _spot(spot) else None
    spot = child(above, "dobj", "nsubjpass") if over.lower_ == "to" and above.lemma_ == "subject" else None
    return (above, spot) if spot is not None and spot.lemma_ != "area" else None  # "the area" may be any told before


def shown_by(deed: Any) -> tuple[Any, str] | None:
    """Give the verb of an act's noun that is told of its scene, and whether it was `done` or `was`, or None."""
    shown = scene(deed)
    return (shown[0], "done" if shown[0].lemma_ in {"subject", "lay"} else "was") if shown is not None else None


def _spot(token: Any) -> bool:
    """Say whether a token is a place or a thing that stands, and nobody who sees: "residents saw clashes"."""
    return token.ent_type_ in _SPOTS or token.lemma_.lower() in PLACE_NOUNS or asset_of(token) is not None
