"""States: the condition a thing is said to be in where no act tells it: "no damage", "suffered heavy damage"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import after, child, clause, clause_head
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import asset_of, is_place, thing
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import subject
from counterclaim.extract.words import damage
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import ActType, Aspect

_BEARING = frozenset({"suffer", "sustain", "incur", "receive", "take", "show", "bear"})
_DOING = frozenset({"cause", "inflict", "do", "bring"})
_FALLING = frozenset({"collapse", "crumble"})


def states(sentence: Sentence, start: int) -> Iterator[Proposition]:
    """Give the conditions that a sentence tells of things, in three passes: by phrases, of damage, of what fell."""
    told = list(damage.stated(sentence.plain))
    yield from _stated(sentence, start, told)
    for token in sentence.doc:
        harm = token.pos_ == "NOUN" and token.lower_ == "damage"
        if not harm and not (token.pos_ == "VERB" and token.lemma_.lower() in _FALLING):
            continue
        if sentence.hidden(token) or unreal(token) or any(low <= token.idx < high for low, high, _ in told):
            continue
        yield from _damage(token, sentence, start) if harm else _fallen(token, sentence, start)


def _stated(sentence: Sentence, start: int, told: Sequence[tuple[int, int, str]]) -> Iterator[Proposition]:
    """Give "no damage" for each thing that words deny damage of, and what lies in ruins as destroyed."""
    doc = sentence.doc
    for low, high, state in told:
        span = doc.char_span(low, high, alignment_mode="expand")
        if span is None:
            continue
        first, last = clause(span.root)
        near = [t for t in doc[first : last + 1] if not low <= t.idx < high and t.pos_ in {"NOUN", "PROPN"}]
        near = [t for t in near if asset_of(t) is not None]
        noun = min(near, key=lambda t: (abs(t.i - span.root.i), t.i), default=None) or _spared(span.root, sentence)
        if noun is None and span.root.lower_ == "damage":
            yield from _damage(span.root, sentence, start)  # "the strike caused no damage", to no thing
        if noun is None:
            continue
        run = (min(span.start, noun.left_edge.i if noun.i < span.start else noun.i), max(span.end - 1, noun.i))
        yield _made(frame(sentence, start, span.root, run, thing(noun, sentence)), state)


def _spared(token: Any, sentence: Sentence) -> Any | None:
    """Give the asset that is the subject of words some way off: "the hospital is standing and undamaged"."""
    noun = subject(clause_head(token))
    if noun is not None and noun.lower_ == "it" and (meant := thing(noun, sentence)) is not None and meant.asset:
        return noun
    return noun if noun is not None and asset_of(noun) is not None else None


def _damage(noun: Any, sentence: Sentence, start: int) -> Iterator[Proposition]:
    """Read "heavy damage to the church", and the church that "sustained" it."""
    verb = noun.head if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.pos_ == "VERB" else None
    hit = after(noun, "to") or (after(verb, "to", "at") if verb is not None else None)
    if hit is None and verb is not None and noun.dep_ == "dobj" and verb.lemma_.lower() in _BEARING:
        hit = subject(verb)
    whole = thing(hit, sentence) if hit is not None else None
    # "There is material damage", "caused heavy damage": of what, the words leave open.
    done = noun.dep_ == "dobj" and verb is not None and verb.lemma_.lower() in _DOING
    done = done or (noun.dep_ == "attr" and child(noun.head, "expl") is not None)
    open_one = hit is None and done and any(c.dep_ in {"amod", "compound"} or c.lower_ == "no" for c in noun.children)
    if not open_one and (whole is None or hit is None or not (whole.asset or is_place(hit, sentence))):
        return
    run = clause(verb) if verb is not None else (noun.left_edge.i, noun.right_edge.i)
    state = damage.NO_DAMAGE if negated(noun, verb) else "damaged"
    yield _made(frame(sentence, start, noun, run, whole), state)


def _fallen(verb: Any, sentence: Sentence, start: int) -> Iterator[Proposition]:
    """Read "the building collapsed" as its destruction, and "its roof collapsed" as damage to it."""
    noun = child(verb, "nsubj")
    whole = thing(noun, sentence) if noun is not None else None
    if whole is None or whole.asset is None or negated(verb):
        return
    state = "destroyed" if asset_of(noun) is not None else "damaged"
    yield _made(frame(sentence, start, verb, clause(verb), whole), state)


def _made(base: Proposition, state: str) -> Proposition:
    return replace(base, aspect=Aspect.DAMAGE, value=state, label=state, act_type=ActType.PROPERTY_DESTRUCTION.value)
