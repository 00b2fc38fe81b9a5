"""Where a token hangs in the parse: under which arm of the cue or the verb above it, and what hangs on it itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: What the columns say: the arm of the outermost cue above with the token's place in it; that arm with the kind of the
#: cue; the arm of the nearest verb above; that verb; what hangs on the token; its lemma.
ARMS = ("arm", "arm_cue", "near", "near_verb", "children", "lemma")
_VERBS = frozenset({"VERB", "AUX"})
_TOLD = frozenset({"nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "prep", "acl", "agent", "advcl"})


def arms(kept: Sequence[Any], kinds: Sequence[str]) -> list[tuple[str, ...]]:
    """Give what each column says of each token of a sentence, whose kinds of cue are given."""
    kind = {t.i: k for t, k in zip(kept, kinds, strict=True) if k and t.pos_ != "ADV"}
    return [_row(token, kind) for token in kept]


def _row(token: Any, kind: Mapping[int, str]) -> tuple[str, ...]:
    path = [token, *token.ancestors]
    top = next((n for n in range(len(path) - 1, 0, -1) if path[n].i in kind), 0)
    verb = next((n for n in range(1, len(path)) if path[n].pos_ in _VERBS), 0)
    arm = path[top - 1].dep_ if top else ""
    children = token.pos_ in _VERBS or token.pos_ == "NOUN"
    return (
        arm + _place(token, path[top - 1]) if top else "",
        arm + kind[path[top].i] if top else "",
        path[verb - 1].dep_ + _place(token, path[verb - 1]) if verb else "",
        (kind.get(path[verb].i) or path[verb].tag_) + path[verb].dep_ if verb else "",
        "".join(sorted({c.dep_[:5] for c in token.children if c.dep_ in _TOLD})) + "|" + token.pos_ if children else "",
        token.lemma_.lower() if token.pos_ in {"VERB", "ADP", "NOUN"} else "",
    )


def _place(token: Any, arm: Any) -> str:
    """Tell whether a token is the whole of an arm, begins it, ends it or stands in it."""
    low, high = arm.left_edge.i, arm.right_edge.i
    return "S" if low == high else "B" if token.i == low else "E" if token.i == high else "I"
