"""Acts: the words that name something that happened, with who did it and to whom, from the dependency parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.extract.agents import canonical
from counterclaim.extract.slots.places import look_up
from counterclaim.lexicons import lexicon

_UNREAL = frozenset({"will", "shall", "would"})
_PLACE_NOUNS = frozenset(
    {"city", "town", "village", "area", "region", "site", "district", "airport", "base", "territory"}
)
_PEOPLE = frozenset({"PERSON", "NORP"})
#: A name longer than this is a clause that the parser took for a name.
NAME_WORDS_MAX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One trigger: its token, its lexicon row, its head words and its roles as spans of tokens (None when not said)."""

    token: Any
    row: dict[str, Any]
    actor: Any | None
    target: Any | None
    negated: bool

    @property
    def act_type(self) -> str:
        """Give the act type's word."""
        return str(self.row["act"])


@cache
def _verbs() -> dict[str, list[dict[str, Any]]]:
    table: dict[str, list[dict[str, Any]]] = {}
    for row in lexicon("act_types"):
        for verb in row["verbs"]:
            table.setdefault(verb, []).append(row)
    return table


@cache
def _nouns() -> dict[tuple[str, ...], dict[str, Any]]:
    table: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in lexicon("act_types"):
        for noun in row["nouns"]:
            table.setdefault(tuple(noun.replace("-", " - ").split()), row)
    return table


def acts(doc: Any) -> Iterator[Act]:
    """Give the acts of a parsed sentence, in order; what is only wished, planned or supposed is left out."""
    for token in doc:
        row = (
            _verb_row(token) if token.pos_ == "VERB" else _noun_row(token) if token.pos_ in {"NOUN", "PROPN"} else None
        )
        if row is not None and not _unreal(token):
            actor, target = _verb_roles(token) if token.pos_ == "VERB" else _noun_roles(token)
            yield Act(token=token, row=row, actor=actor, target=target, negated=_negated(token))


def _verb_row(token: Any) -> dict[str, Any] | None:
    rows = _verbs().get(token.lemma_.lower())
    if not rows:
        return None
    particle = any(c.dep_ == "prt" and c.lower_ in {"up", "over", "out"} for c in token.children)
    if token.lemma_ in {"blow", "hand", "pull"} and not particle and not (token.lemma_ == "hand" and _passive(token)):
        return None
    _, target = _verb_roles(token)
    for row in rows:
        wanted = row.get("object")
        if wanted is None or _fits(token, target, wanted):
            return row
    return None


def _fits(token: Any, target: Any | None, wanted: str) -> bool:
    """Say whether a verb's object is of the kind its row asks for."""
    if wanted == "place":
        if token.lemma_ in {"withdraw", "retreat", "pull"}:
            return True
        if token.lemma_ == "fall":
            target = next((c for c in token.children if c.dep_ == "nsubj"), None)
        return target is not None and is_place(target)
    return target is not None and not is_place(target)


def is_place(token: Any) -> bool:
    """Say whether a token heads a place: a place noun, a recognised place, or a gazetteer name in capitals."""
    if token.lemma_.lower() in _PLACE_NOUNS or token.ent_type_ in {"GPE", "LOC", "FAC"}:
        return True
    from collections import Counter

    return bool(token.text[:1].isupper() and token.pos_ == "PROPN" and look_up(token.text, Counter()))


def _noun_row(token: Any) -> dict[str, Any] | None:
    """Find the longest lexicon noun that ends at this token."""
    doc, lemma = token.doc, token.lemma_.lower()
    for length in (4, 3, 2, 1):
        first = token.i - length + 1
        if first < 0:
            continue
        words = (*(t.lower_ for t in doc[first : token.i]), lemma)
        if (row := _nouns().get(words)) is not None:
            return row if length > 1 or token.dep_ != "compound" else None
    return None


def _passive(token: Any) -> bool:
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children) or (
        token.tag_ == "VBN" and token.dep_ in {"acl", "relcl"} and not any(c.dep_ == "nsubj" for c in token.children)
    )


def _child(token: Any, *deps: str) -> Any | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _by(token: Any, *words: str) -> Any | None:
    """Give the object of a preposition under a token."""
    for child in token.children:
        if child.dep_ in {"agent", "prep"} and child.lower_ in words:
            return _child(child, "pobj")
    return None


def _verb_roles(token: Any) -> tuple[Any | None, Any | None]:
    head = token
    while head.dep_ == "conj" and head.head.pos_ == "VERB" and not _child(head, "nsubj", "nsubjpass"):
        head = head.head
    if _passive(token) or _passive(head):
        target = _child(token, "nsubjpass") or _child(head, "nsubjpass")
        if target is None and token.dep_ in {"acl", "relcl"}:
            target = token.head
        return _by(token, "by"), target
    actor = _child(token, "nsubj") or _child(head, "nsubj")
    if actor is not None and actor.lower_ in {"who", "which", "that"} and token.dep_ == "relcl":
        actor = token.head
    return actor, _child(token, "dobj") or _child(head, "dobj")


def _noun_roles(token: Any) -> tuple[Any | None, Any | None]:
    actor = _by(token, "by") or _child(token, "poss")
    target = _by(token, "on", "of", "against", "at")
    return actor, target


def _negated(token: Any) -> bool:
    near = [*token.children, *([token.head] if token.dep_ == "dobj" else [])]
    subject = _child(token, "nsubj", "nsubjpass")
    words = [*near, *(subject.children if subject is not None else [])]
    return any(t.dep_ == "neg" or t.lower_ in {"no", "never", "without"} for t in words)


def _unreal(token: Any) -> bool:
    """Say whether an act is only planned, wished or supposed."""
    verb = token if token.pos_ in {"VERB", "AUX"} else token.head
    modal = any(c.dep_ == "aux" and c.lower_ in _UNREAL for c in verb.children)
    supposed = any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.children)
    purpose = verb.pos_ == "VERB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return modal or supposed or purpose


def words_of(token: Any) -> tuple[int, int]:
    """Give the character span of a noun phrase: its modifiers before and an `of` phrase after, no clauses."""
    start = min(
        (c.left_edge.idx for c in token.children if c.i < token.i and c.dep_ not in {"punct"}), default=token.idx
    )
    end = token.idx + len(token.text)
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is not None and (inner := _child(of, "pobj")) is not None:
        end = max(end, inner.idx + len(inner.text))
    return start, end


def name_of(token: Any) -> str | None:
    """Give the party or thing a token heads, under its canonical name; None for a pronoun."""
    if token.pos_ in {"PRON", "DET"}:
        return None
    start, end = words_of(token)
    words = token.doc.text[start:end].strip(' "“”‘’,.;')
    return canonical(words) if words and len(words.split()) <= NAME_WORDS_MAX else canonical(token.text)
