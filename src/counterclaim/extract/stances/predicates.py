"""A content read as a whole: the token that heads it, what it judges of its subject, and what negates it."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.telling import NO_JUDGEMENT, happened

_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
#: "There is no doubt that …" denies nothing.
_UNDOUBTED = frozenset({"doubt", "question", "denying"})


def root(voices: Voices, start: int, end: int) -> Any:
    """Give the token of a span whose head stands outside it, or None."""
    token = voices.token(start)
    if token is None:
        return None
    base = start - token.idx
    inside = [t for t in token.doc if start <= base + t.idx < end]
    # Tokens of a span stand together, so two bounds tell which head is outside.
    first, last = (inside[0].i, inside[-1].i) if inside else (0, -1)
    top = next((t for t in inside if t.head == t or not first <= t.head.i <= last), token)
    return next((c for c in top.children if c.dep_ == "pobj"), top) if top.dep_ == "prep" else top


def predicate(voices: Voices, start: int, end: int) -> tuple[int, int] | None:
    """Give the words by which a content judges its subject ("people seem more concerned …"), or None."""
    head = root(voices, start, end)
    if head is None or head.lemma_ not in {"be", "seem", "appear", "look"}:
        return None
    said = next((c for c in head.children if c.dep_ in {"acomp", "oprd", "attr"} and c.i > head.i), None)
    if said is None or said.lower_ in NO_JUDGEMENT or any(c.dep_ in {"ccomp", "xcomp"} for c in said.children):
        return None
    if said.pos_ == "NOUN" and _which(said):
        return None
    if any(c.dep_ in {"expl", "neg"} for c in head.children) or said.pos_ not in {"ADJ", "NOUN"}:
        return None
    offset = start - voices.token(start).idx
    words = list(said.subtree)
    return max(start, offset + words[0].idx), min(end, offset + words[-1].idx + len(words[-1].text))


def _which(noun: Any) -> bool:
    """Say whether a noun only tells which or what something is: "their third and last plan", "an army whose …"."""
    if any(c.dep_ == "poss" or c.ent_type_ == "ORDINAL" for c in noun.children):
        return True
    words = [c for c in noun.children if c.dep_ in {"amod", "compound"}]
    return not words and any(c.dep_ == "relcl" for c in noun.children)


def negator(voices: Voices, start: int, end: int) -> tuple[int, int] | None:
    """Give the offsets of the word that negates a content's main clause, or None."""
    head = root(voices, start, end)
    if head is None:
        return None
    if not (happened(head) or any(c.dep_ == "expl" for c in head.children)) or head.lemma_ == "have":
        return None  # "cannot tolerate", "had no proof": how things stand, and nothing that did not happen
    near = [head, *(c for c in head.children if c.dep_ in _ROLES), *(h for h in [head.head] if head.dep_ in _ROLES)]
    near = [t for t in near if t.lemma_.lower() not in _UNDOUBTED]
    found = [c for t in near for c in t.children if c.dep_ == "neg" or (c.lower_ == "no" and c.dep_ == "det")]
    offset = start - voices.token(start).idx
    # "Was carrying soldiers, not civilians" negates what follows alone.
    found = [t for t in found if not (t.i > head.i + 1 and t.nbor(-1).text == ",")]
    spots = [(offset + t.idx, offset + t.idx + len(t.text)) for t in found]
    return next((s for s in sorted(spots) if start <= s[0] and s[1] <= end), None)
