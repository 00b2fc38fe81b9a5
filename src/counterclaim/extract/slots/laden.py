"""What was made a bomb of: "a truck loaded with explosives", "an explosives-packed car"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child

_FILLING = frozenset({"load", "pack", "rig", "fill", "stuff", "laden", "lade", "strap", "cram", "wire", "booby-trap"})
_CHARGES = frozenset({"explosive", "explosives", "bomb", "dynamite", "tnt", "munition"})


def laden(thing: Any | None) -> bool:
    """Say whether a noun is a thing that carries the charge which goes off."""
    if thing is None:
        return False
    for word in thing.children:
        if word.dep_ not in {"acl", "amod", "relcl", "compound"} or not _filled(word):
            continue
        inside = after(word, "with") or child(word, "npadvmod", "compound", "nmod", "dep")
        # "With a large quantity of explosives"
        inside = (after(inside, "of") or inside) if inside is not None else None
        before = word.nbor(-2) if word.i > 1 and word.nbor(-1).text == "-" else None
        if any(c is not None and c.lemma_.lower() in _CHARGES for c in (inside, before)):
            return True
    return False


def _filled(word: Any) -> bool:
    return not _FILLING.isdisjoint({word.lemma_.lower(), word.lower_.removesuffix("ed")})
