"""The frame of a proposition: its span, trigger, hedges, loaded words, and the time and place that hold for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from counterclaim.extract.agents import known
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.slots.clauses import clause_head, hedges, loaded
from counterclaim.extract.slots.places import Found
from counterclaim.extract.slots.sentence import Sentence
from counterclaim.extract.slots.things import Thing
from counterclaim.extract.slots.times import When
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place
from counterclaim.records.words import Aspect

_DATELINE = re.compile(r"^.{0,90}?\s--\s", re.DOTALL)
_TOWNS = frozenset({"town", "site", "unknown"})


@cache
def _sayings() -> frozenset[str]:
    entries = lexicon("cues")
    return frozenset(w for k in ("neutral", "endorsing", "distancing", "denial", "accusing") for w in entries[k])


def frame(sentence: Sentence, start: int, token: Any, span: tuple[int, int], thing: Thing | None = None) -> Proposition:
    """Give an empty proposition at a token: `start` is the sentence's offset in the report, `span` its tokens."""
    doc = sentence.doc
    first, last = doc[span[0]], doc[span[1]]
    low, high = first.idx, last.idx + len(last.text)
    when = _when(sentence, token, low, high)
    words = sentence.text[low:high] if not sentence.text.isupper() else doc.text[low:high]
    return Proposition(
        start=start + low,
        end=start + high,
        trigger_start=start + token.idx,
        trigger_end=start + token.idx + len(token.text),
        aspect=Aspect.OCCURRENCE,
        value="",
        time=when.range if when else None,
        time_words=" ".join(when.words.split()) if when else None,
        place=where(sentence, token, low, high, thing),
        target=thing.name if thing else None,
        asset=thing.asset.name if thing and thing.asset else None,
        hedges=hedges(words),
        loaded=loaded(words),
    )


def _token_at(doc: Any, start: int, end: int) -> Any | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None


def _when(sentence: Sentence, token: Any, low: int, high: int) -> When | None:
    """Give the time inside the clause, else the one that governs it; the day of a saying is not that of the act."""
    line = _DATELINE.match(sentence.doc.text)
    body = [w for w in sentence.when if line is None or w.start >= line.end()]
    inside = [w for w in body if low <= w.start < high]
    if not inside:
        top = clause_head(token)
        above = {top.i, *(t.i for t in top.ancestors)}
        for when in body:
            at = _token_at(sentence.doc, when.start, when.end)
            verb = clause_head(at) if at is not None else None
            if verb is not None and verb.i in above and verb.lemma_ not in _sayings():
                inside.append(when)
    if not inside and not sentence.when and _told(token):
        return sentence.memory.frame
    return min(inside, key=lambda w: (abs(w.start - token.idx), w.start), default=None)


def _told(token: Any) -> bool:
    """Say whether a clause goes on telling: its finite verb is in the simple past ("seized", "was hit", not "had")."""
    verb = clause_head(token)
    while verb.tag_ in {"VBG", "NN", "NNS", "VB"} and verb.head.i != verb.i:
        verb = clause_head(verb.head)
    auxiliaries = [t for t in verb.children if t.dep_ in {"aux", "auxpass"}]
    if verb.tag_ == "VBD":
        return not auxiliaries
    return verb.tag_ == "VBN" and any(t.lower_ in {"was", "were"} for t in auxiliaries) and len(auxiliaries) == 1


def _doer(sentence: Sentence, found: Found) -> bool:
    """Say whether a place's name stands for a party here: a country as subject or owner, or part of a body's name."""
    at = _token_at(sentence.doc, found.start, found.end)
    if at is None:
        return False
    body = any(
        e.label_ == "ORG" and e.start <= at.i < e.end and len(e) > found.end - found.start for e in sentence.doc.ents
    )
    body = body or any(
        e.label_ == "ORG" and e.start_char <= found.start and found.end < e.end_char for e in sentence.doc.ents
    )
    acts = at.dep_ in {"nsubj", "poss", "amod"} or at.head.dep_ == "agent" or at.head.lower_ == "by"
    return body or (found.place.level == "country" and acts) or (acts and known(at.text) is not None)


def where(sentence: Sentence, token: Any, low: int, high: int, thing: Thing | None) -> Place | None:
    """Give the place: the target's own, else the nearest in the clause, else the one the text was last about."""
    if thing is not None and thing.place is not None:
        return thing.place
    names = [f for f in sentence.where if not _doer(sentence, f)]
    inside = [f for f in names if low <= f.start < high]
    best = _nearest(inside, token)
    if best is not None and best.level != "country":
        return best
    line = _DATELINE.match(sentence.doc.text)
    before = [f for f in names if f.start < low and (line is None or f.start >= line.end()) and f.place.level in _TOWNS]
    governing = _governing(names, sentence, token)
    if best is None and (governing or before):
        return (governing or before)[-1].place
    last, lands = sentence.memory.place, sentence.memory.lands
    # Where a report was written, or stopped by the way, is not where its subject happened: "CARACAS, 3 May (X) -- …".
    last = None if last is not None and last.country and lands and last.country not in lands else last
    return last if best is None or (last is not None and last.country == best.country) else best


def _governing(names: Sequence[Found], sentence: Sentence, token: Any) -> list[Found]:
    """List the towns that stand in the clause around a token, or in one that governs it."""
    top = clause_head(token)
    above = {top.i, *(t.i for t in top.ancestors)}
    line = _DATELINE.match(sentence.doc.text)
    towns = [f for f in names if f.place.level in _TOWNS and (line is None or f.start >= line.end())]
    spots = [(f, _token_at(sentence.doc, f.start, f.end)) for f in towns]
    return [f for f, at in spots if at is not None and clause_head(at).i in above]


def _nearest(found: Sequence[Found], token: Any) -> Place | None:
    best = min(
        found, key=lambda f: (f.place.level not in _TOWNS, f.beside, abs(f.start - token.idx), f.start), default=None
    )
    return best.place if best else None


def last_place(sentence: Sentence) -> Place | None:
    """Give the town or site that a sentence leaves the reader at, or None."""
    towns = [f.place for f in sentence.where if f.place.level in {*_TOWNS, "unknown"} and not _doer(sentence, f)]
    return towns[-1] if towns else None
