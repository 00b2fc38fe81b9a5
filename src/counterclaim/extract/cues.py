"""Cues to attributions, one sentence at a time: which words say that somebody says something, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.extract.parse import Parsed
from counterclaim.extract.quotes import Quote
from counterclaim.lexicons import lexicon

_SUBJECTS = frozenset({"nsubj", "csubj"})
_NOT_SAID = frozenset(
    {"nsubj", "nsubjpass", "csubj", "aux", "auxpass", "punct", "cc", "conj", "mark", "advmod", "neg", "agent"}
)
_TOPIC = frozenset({"of", "for", "about", "as", "that", "with"})
_CLASSES = ("denial", "endorsing", "conceding", "accusing", "retracting", "threatening", "distancing", "neutral")


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution as the words give it; `source` is a parser token, or None for words of hearsay."""

    source: Any
    start: int
    end: int
    words: str
    effect: str
    content: tuple[int, int]
    via: tuple[Any, ...] = ()
    self_denied: bool = False
    lemma: str = ""


@cache
def effect_of(lemma: str) -> str | None:
    """Give the class of a cue verb, or None when the lemma is no cue."""
    entries = lexicon("cues")
    return next((name for name in _CLASSES if lemma in entries[name]), None)


def cues(parsed: Parsed, quoted: tuple[Quote, ...]) -> tuple[Cue, ...]:
    """Give the attributions of one sentence, in order of their cues."""
    found: list[Cue | None] = []
    for token in parsed.doc:
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"} and effect_of(lemma):
            found.append(_verb(parsed, token, lemma, quoted))
        elif token.lower_ == "according" and (to := _child(token, {"prep"})) is not None:
            found.append(_according(parsed, token, to))
        elif token.pos_ == "NOUN" and lemma in lexicon("cues")["nouns"]:
            found.append(_noun(parsed, token))
        elif token.lower_ in lexicon("vague_sources"):
            found.append(_clause(parsed, token, token.head, None, "hearsay"))
    return tuple(cue for cue in found if cue is not None)


def _child(token: Any, relations: set[str]) -> Any:
    """Give a token's first child of one of the relations, or None."""
    return next((c for c in token.children if c.dep_ in relations), None)


def _by(token: Any) -> Any:
    """Give the noun after "by" below a token, or None."""
    by = next((c for c in token.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by"), None)
    return None if by is None else _child(by, {"pobj"})


def _subject(verb: Any) -> tuple[Any, bool]:
    """Give who does a verb, and whether it is passive; looks through co-ordination and relative clauses."""
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    if passive or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return _by(verb), True
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None and verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head is not verb:
        return _subject(verb.head)
    if subject is None and verb.dep_ == "acl":
        return verb.head, False
    if subject is not None and subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head, False
    return subject, False


def _span(parsed: Parsed, tokens: list[Any]) -> tuple[int, int]:
    """Give the report offsets from the first to the last of some tokens, without punctuation at the edges."""
    kept = sorted(tokens, key=lambda t: t.i)
    while kept and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    while kept and (kept[0].is_punct or kept[0].is_space or kept[0].lower_ == "that"):
        kept.pop(0)
    if not kept:
        return (0, 0)
    return parsed.offset(kept[0].idx), parsed.offset(kept[-1].idx + len(kept[-1].text))


def _verb(parsed: Parsed, verb: Any, lemma: str, quoted: tuple[Quote, ...]) -> Cue | None:
    """Read an attribution with a verb; a weak verb needs a clause or a quotation for its content."""
    source, passive = _subject(verb)
    entries, effect = lexicon("cues"), str(effect_of(lemma))
    clause = _child(verb, {"ccomp"})
    start, end = parsed.passage.start, parsed.passage.end
    inside = [q for q in quoted if q.start < end and start < q.end]
    at = parsed.offset(verb.idx)
    if any(q.start <= at < q.end for q in inside):
        inside = []
    strong = lemma not in entries["weak"] or effect == "accusing"
    if source is None and not (
        passive and strong and (clause is not None or _child(verb, {"xcomp", "oprd"}) is not None)
    ):
        return None
    said = _said(verb, lemma, effect, passive, clause)
    if not said and verb.dep_ in {"parataxis", "advcl", "relcl"} and _child(verb, {"mark", "advmod"}) is not None:
        said = [t for t in verb.head.subtree if t not in set(verb.subtree)] if verb.dep_ != "relcl" else []
    if not strong and clause is None and not inside:
        return None
    content = _span(parsed, said)
    if inside and (lemma not in entries["factual_only"] or not said):
        near = [q for q in inside if q.start >= at or verb.dep_ == "ROOT" or q.end <= at]
        content = _cover(content, near, at)
    if content[0] >= content[1]:
        return None
    via = tuple(
        p
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in {"on", "via", "in"}
        for p in c.children
        if p.dep_ == "pobj"
    )
    denied = any(c.dep_ == "neg" for c in verb.children)
    told = _child(verb, {"dobj", "dative"})
    via += (told,) if lemma == "tell" and told is not None and told.pos_ == "PROPN" else ()
    return Cue(source, at, at + len(verb.text), verb.text, effect, content, via, denied, lemma)


def _said(verb: Any, lemma: str, effect: str, passive: bool, clause: Any) -> list[Any]:
    """Give the tokens of what a verb's source says."""
    if clause is not None:
        return list(clause.subtree)
    if passive or effect == "accusing":
        kids = [c for c in verb.children if c.dep_ in {"prep", "xcomp", "oprd"} and c.lower_ != "by"]
        kids += [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
        return [t for c in kids for t in c.subtree]
    kids = [c for c in verb.children if c.dep_ in {"dobj", "xcomp", "oprd", "acomp", "attr"}]
    if lemma == "tell":
        kids = [c for c in kids if c.dep_ == "xcomp"]
    kids += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _TOPIC]
    return [t for c in kids for t in c.subtree]


def _cover(content: tuple[int, int], inside: list[Quote], cue: int) -> tuple[int, int]:
    """Widen a content to the quotations on its side of the cue."""
    if content[0] >= content[1]:
        if not inside:
            return content
        near = min(inside, key=lambda q: min(abs(q.start - cue), abs(q.end - cue)))
        return near.start, near.end
    for quote in inside:
        if quote.start < content[1] and content[0] < quote.end:
            content = min(content[0], quote.start), max(content[1], quote.end)
    return content


def _according(parsed: Parsed, token: Any, to: Any) -> Cue | None:
    """Read "according to X": what the rest of its clause says is X's."""
    source = _child(to, {"pobj"})
    if source is None:
        return None
    own = set(token.subtree)
    top = token.head
    while (
        top.dep_ not in {"ROOT", "ccomp", "relcl", "advcl"} and top.pos_ not in {"VERB", "AUX"} and top.head is not top
    ):
        top = top.head
    content = _span(parsed, [t for t in top.subtree if t not in own])
    at = parsed.offset(token.idx)
    end = parsed.offset(to.idx + len(to.text))
    return Cue(
        source, at, end, parsed.passage.text[at - parsed.passage.start : end - parsed.passage.start], "neutral", content
    )


def _noun(parsed: Parsed, noun: Any) -> Cue | None:
    """Read "X's claim that …", "a claim by X that …", "allegations that …"."""
    clause = _child(noun, {"acl", "ccomp", "relcl"})
    source = _child(noun, {"poss"}) or _by(noun)
    if clause is None or clause.dep_ == "relcl" or _child(clause, {"mark"}) is None:
        return None
    effects = {"denial": "denial", "admission": "conceding", "confirmation": "endorsing"}
    effect = effects.get(
        noun.lemma_, "distancing" if noun.lemma_ in {"claim", "allegation", "accusation"} else "neutral"
    )
    at = parsed.offset(noun.idx)
    return Cue(source, at, at + len(noun.text), noun.text, effect, _span(parsed, list(clause.subtree)))


def _clause(parsed: Parsed, token: Any, head: Any, source: Any, effect: str) -> Cue | None:
    """Read a word of hearsay: its clause is what nobody named says."""
    content = _span(parsed, list(head.subtree))
    at = parsed.offset(token.idx)
    return Cue(source, at, at + len(token.text), token.text, effect, content) if content[0] < content[1] else None
