"""Cues to attributions, one sentence at a time: which words say that somebody says something, and what it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from counterclaim.extract.anaphora import dismissed, sayings
from counterclaim.extract.cue import Cue, by_agent, child, offsets
from counterclaim.extract.imagery import imagery
from counterclaim.extract.parse import Parsed
from counterclaim.extract.quotes import Quote
from counterclaim.extract.subjects import subject_of
from counterclaim.lexicons import lexicon

_TOPIC = frozenset({"of", "for", "about", "as", "that", "with"})
_CLASSES = ("denial", "conceding", "accusing", "retracting", "threatening", "distancing", "endorsing", "neutral")
_EFFECTS = {"denial": "denial", "admission": "conceding", "confirmation": "endorsing"}
_DISTANT = frozenset({"claim", "allegation", "accusation", "rumour", "rumor"})
_MODALS = frozenset({"could", "can", "unable"})


#: A quotation that starts within this many characters after "X said:" is what X said.
NEXT_CHARACTERS = 6


@cache
def effect_of(lemma: str) -> str | None:
    """Give the class of a cue verb, or None when the lemma is no cue."""
    entries = lexicon("cues")
    return next((name for name in _CLASSES if lemma in entries[name]), None)


def cues(parsed: Parsed, quoted: tuple[Quote, ...]) -> tuple[Cue, ...]:
    """Give the attributions of one sentence, in order of their cues."""
    found: list[Cue | None] = list(imagery(parsed))
    taken = {cue.start for cue in found if cue is not None}
    for token in parsed.doc:
        lemma = token.lemma_.lower()
        if parsed.offset(token.idx) in taken:
            continue
        if token.pos_ in {"VERB", "AUX"} and (effect_of(lemma) or lemma in lexicon("cues")["verifying"]):
            if found and (about := child(token, {"nsubj"})) is not None and parsed.offset(about.idx) in taken:
                continue
            cue = _unverified(parsed, token, lemma) or _verb(parsed, token, lemma, quoted)
            found += [cue, _rest(parsed, token, cue) if cue is not None else None]
        elif token.lower_ == "according" and (to := child(token, {"prep"})) is not None:
            found.append(_according(parsed, token, to))
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in lexicon("cues")["nouns"]:
            found.append(_noun(parsed, token))
        elif token.lower_ in lexicon("vague_sources"):
            found.append(_clause(parsed, token, token.head, None, "hearsay"))
        elif (mistaken := _mistaken(parsed, token)) is not None:
            found.append(mistaken)
    kept = [cue for cue in found if cue is not None and cue.content[0] < cue.content[1]]
    return tuple(sorted(kept, key=lambda c: (c.start, c.content)))


def _verb(parsed: Parsed, verb: Any, lemma: str, quoted: tuple[Quote, ...]) -> Cue | None:
    """Read an attribution with a verb; a weak verb needs a clause or a quotation for its content."""
    source, passive, until = subject_of(verb)
    if source is not None and source.lower_ == "that" and verb.dep_ != "relcl":
        return None
    entries, effect = lexicon("cues"), _effect(verb, lemma)
    after = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    clause = after or _before(verb) or _claimed(verb, effect) or _quoting(verb, lemma) or _written(verb, lemma)
    at = parsed.offset(verb.idx)
    inside = _near(parsed, at, quoted)
    if (figure := _figure(verb)) is not None:
        return Cue(source, at, at + len(verb.text), verb.text, "neutral", offsets(parsed, figure), lemma=lemma) if source else None
    strong = lemma not in entries["weak"] or effect == "accusing"
    complement = clause is not None or child(verb, {"xcomp", "oprd"}) is not None
    if source is None and (lemma == "ask" or not (passive and complement and (strong or clause is not None or lemma in _THOUGHT))):
        return None
    said = _said(verb, lemma, effect, passive, clause)
    if verb.dep_ in {"parataxis", "advcl", "ccomp"} and clause is None and (not said or lemma == "say"):
        said = _around(verb) or said
    said = _without_others(verb, _what(verb) or said)
    if effect == "neutral" and (false := _dismissed(verb, clause)) is not None:
        effect, said, inside, clause = "denial", false, [], clause or verb
    topic = _topic(verb) if lemma in entries["topics"] else []
    colon = parsed.passage.text.rstrip().endswith(":")
    if not strong and clause is None and not inside and not topic and not colon and not (passive and complement):
        return None
    if lemma == "call" and not inside and child(verb, {"oprd", "acomp", "ccomp"}) is None and not _calls_for(verb):
        return None
    content = offsets(parsed, said or topic)
    if inside and (lemma not in entries["labelling"] or not said):
        content = _cover(content, inside, at, bool(said) and clause is not None)
    if content[0] >= content[1] or (colon and not inside and clause is None):
        content = next(
            ((q.start, q.end) for q in quoted if 0 <= q.start - parsed.passage.end <= NEXT_CHARACTERS), content
        )
    if content[0] >= content[1]:
        return None
    denied = any(c.dep_ == "neg" for c in verb.children)
    accused = _accused(verb, passive) if effect == "accusing" else None
    cue = Cue(source, at, at + len(verb.text), verb.text, effect, content, _via(verb, lemma), denied, lemma)
    hearer = child(verb, {"dobj", "dative"}) if lemma in {"tell", "inform"} else None
    if passive and effect == "accusing" and source is not None:
        until = next((t.i - 2 for t in said if t.i > source.i), None)
    return replace(cue, until=until, accused=accused, hearer=hearer)


def _figure(verb: Any) -> list[Any] | None:
    """Give what "put the toll at 24" says: the object and the number after "at", or None for other verbs."""
    at = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at" and c.i > verb.i), None)
    noun = child(verb, {"dobj"})
    if verb.lemma_.lower() not in {"put", "place", "estimate", "give"} or at is None or noun is None:
        return None
    number = any(t.like_num or t.ent_type_ == "CARDINAL" for t in at.subtree)
    return [*noun.subtree, *at.subtree] if number else None


def _calls_for(verb: Any) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"for", "on"} for c in verb.children)


_THOUGHT = frozenset({"believe", "think", "report", "say", "understand", "suspect", "fear", "know"})


def _effect(verb: Any, lemma: str) -> str:
    """Give a verb's effect; a word by which the author stands behind it ("rightly") endorses."""
    effect = effect_of(lemma) or "neutral"
    behind = any(c.dep_ == "advmod" and c.lower_ in lexicon("endorsement") for c in verb.children)
    if lemma == "point" and child(verb, {"prt"}) is None:
        return "neutral"
    return "endorsing" if behind and effect == "neutral" else effect


def _near(parsed: Parsed, at: int, quoted: tuple[Quote, ...]) -> list[Quote]:
    """Give the quotations of a sentence; none when the cue itself stands in one."""
    start, end = parsed.passage.start, parsed.passage.end
    inside = [q for q in quoted if q.start < end and start < q.end]
    if any(q.start <= at < q.end for q in inside):
        return []
    others = [parsed.offset(t.idx) for t in parsed.doc if t.pos_ == "VERB" and effect_of(t.lemma_.lower())]
    others = [o for o in others if o != at and not any(q.start <= o < q.end for q in inside)]
    return [q for q in inside if not any(min(q.end, at) <= o < max(q.start, at) for o in others)]


def _before(verb: Any) -> Any:
    """Give the clause before "X said"; one with a semicolon, or before a verb with an object of its own, is none."""
    found = next((c for c in reversed(list(verb.children)) if c.dep_ == "ccomp"), None)
    if found is None or found.i > verb.i:
        return found
    apart = any(t.text == ";" for t in verb.doc[found.i : verb.i])
    return None if apart or (child(verb, {"dobj"}) is not None and verb.lemma_ not in {"tell", "inform"}) else found


def _written(verb: Any, lemma: str) -> Any:
    """Give the clause in "said in a report that …", which the parser hangs on the document."""
    if lemma not in lexicon("cues")["neutral"] or child(verb, {"dobj", "ccomp"}) is not None:
        return None
    nouns = [p for c in verb.children if c.dep_ == "prep" and c.i > verb.i for p in c.children if p.dep_ == "pobj"]
    clauses = [c for n in nouns for c in n.children if c.dep_ in {"acl", "ccomp", "relcl"}]
    return next((c for c in clauses if (mark := child(c, {"mark"})) is not None and mark.lower_ == "that"), None)


def _claimed(verb: Any, effect: str) -> Any:
    """Give the clause of a noun that a denial rejects: "rejected claims that …"."""
    noun = child(verb, {"dobj"}) if effect in {"denial", "retracting"} else None
    if noun is None or noun.lemma_.lower() not in lexicon("cues")["nouns"]:
        return None
    return child(noun, {"acl", "ccomp", "relcl"})


def _quoting(verb: Any, lemma: str) -> Any:
    """Give the verb in "quoted X as saying …"."""
    if lemma not in {"quote", "cite"}:
        return None
    return next((p for c in verb.children if c.lower_ == "as" for p in c.children if p.dep_ == "pcomp"), None)


def _charged(verb: Any) -> list[Any]:
    """Give what somebody "is accused by X of": the phrase may hang on the verb or, by the parser's mistake, on X."""
    preps = [t for t in verb.subtree if t.i > verb.i and t.dep_ == "prep" and t.lower_ in {"of", "for", "with"}]
    first = next((p for p in preps if p.head == verb or (p.head.dep_ == "pobj" and p.head.head.lower_ == "by")), None)
    return [t for t in first.subtree if t is not first] if first is not None else []


def _via(verb: Any, lemma: str) -> tuple[Any, ...]:
    """Give the nouns that may name a medium: "on X", "in an interview with X", "told X", "carried by X"."""
    found: list[Any] = []
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in {"on", "via", "in", "to", "with", "through", "for"}:
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    found.append(noun)
                    found += [p for c in noun.children if c.lower_ in {"with", "to", "on"} for p in c.children]
                    found += [w for c in noun.children if c.dep_ == "acl" and (w := by_agent(c)) is not None]
    told = child(verb, {"dobj", "dative"})
    return (*found, told) if lemma in {"tell", "inform"} and told is not None else tuple(found)


def _accused(verb: Any, passive: bool) -> Any:
    """Give whom an accusation names."""
    return child(verb, {"nsubjpass"}) if passive else child(verb, {"dobj"})


def _around(verb: Any) -> list[Any]:
    """Give what a parenthetical "she said" or "as she said" stands in, less the clause of another speaker after it."""
    own = set(verb.subtree)
    for other in verb.head.children:
        if other.dep_ == "conj" and other.i > verb.i and _speaking(other):
            own |= set(other.subtree)
    return [t for t in verb.head.subtree if t not in own]


def _dismissed(verb: Any, clause: Any) -> list[Any] | None:
    """Give what is rejected by "called the report a lie" and "said claims that … were baseless", or None."""
    said = clause if clause is not None else verb
    if said == verb and verb.lemma_.lower() not in lexicon("cues")["labelling"]:
        return None
    noun = child(said, {"nsubj", "dobj", "nsubjpass"} if said != verb else {"dobj", "nsubjpass"})
    if noun is None or noun.lemma_.lower() not in sayings() or not dismissed(said):
        return None
    told = child(noun, {"acl", "ccomp"})
    return list((told if told is not None else noun).subtree)


def _what(verb: Any) -> list[Any]:
    """Give what follows "what X says is …", which the parser takes for the main clause."""
    what, up = child(verb, {"dobj"}), verb.head
    if verb.dep_ != "csubj" or what is None or what.lower_ != "what" or up.lemma_ != "be" or up.i < verb.i:
        return []
    return [t for t in up.subtree if t.i > up.i]


def _speaking(verb: Any) -> bool:
    """Say whether a verb is one of saying with a subject of its own."""
    return effect_of(verb.lemma_.lower()) is not None and child(verb, {"nsubj", "nsubjpass"}) is not None


_AGAINST = frozenset({"while", "whereas", "although", "though"})


def _without_others(verb: Any, said: list[Any]) -> list[Any]:
    """Leave out of a content the clause by which another speaker is set against it ("… while Y said …")."""
    dropped: set[int] = set()
    for token in said:
        mark = child(token, {"mark"}) if token.dep_ == "advcl" and token.i > verb.i else None
        if mark is not None and mark.lower_ in _AGAINST and _speaking(token):
            dropped |= {t.i for t in token.subtree}
    return [t for t in said if t.i not in dropped]


def _topic(verb: Any) -> list[Any]:
    """Give what follows "about" or "of" after a verb of speaking."""
    near = [*verb.children, *(g for c in verb.children if c.dep_ in {"prep", "dobj"} for g in c.children)]
    near += [t for t in verb.subtree if t.lower_ in {"about", "against"}]
    preps = [t for t in near if t.i > verb.i and t.dep_ == "prep" and t.lower_ in {"about", "of", "against"}]
    first = min(preps, key=lambda t: t.i, default=None)
    return [t for t in first.subtree if t is not first] if first is not None else []


def _said(verb: Any, lemma: str, effect: str, passive: bool, clause: Any) -> list[Any]:
    """Give the tokens of what a verb's source says."""
    if clause is not None and lemma not in {"quote", "cite"}:
        return _clauses(verb, clause)
    if lemma in {"quote", "cite"}:
        kids = [c for c in verb.children if c.dep_ in {"dobj"} or (c.dep_ == "prep" and c.lower_ == "as" and _tells(c))]
        return [t for c in kids for t in c.subtree]
    if effect == "accusing" and passive and (charged := _charged(verb)):
        return charged
    if passive or effect == "accusing":
        kids = [c for c in verb.children if c.dep_ in {"prep", "xcomp", "oprd"} and c.lower_ != "by" and c.i > verb.i]
        kids += [c for c in verb.children if c.dep_ == "dobj"]
        after = [t for c in kids for t in c.subtree]
        return after or [t for c in verb.children if c.dep_ == "nsubjpass" for t in c.subtree]
    kids = [c for c in verb.children if c.dep_ in {"dobj", "xcomp", "oprd", "acomp", "attr"}]
    if lemma in {"tell", "inform"}:
        kids = [c for c in kids if c.dep_ == "xcomp"]
    kids += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _TOPIC and c.i > verb.i]
    return [t for c in kids for t in c.subtree]


def _tells(preposition: Any) -> bool:
    """Say whether "as saying" goes on with what is said."""
    verb = child(preposition, {"pcomp"})
    return verb is None or any(c.dep_ in {"ccomp", "dobj", "xcomp"} for c in verb.children)


_GOES_ON = frozenset(
    {"when", "because", "if", "although", "unless", "until", "where", "since", "once", "that", "though"}
)


def _clauses(verb: Any, clause: Any) -> list[Any]:
    """Give the tokens of what is said: all clauses after the verb, with what the parser hung on the verb instead."""
    after = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    if clause.dep_ != "ccomp" or clause.head != verb or not after:
        return list(clause.subtree)
    for extra in verb.children:
        mark = child(extra, {"mark", "advmod"})
        goes_on = extra.dep_ == "advcl" and mark is not None and mark.lower_ in _GOES_ON
        new = (
            extra.dep_ == "conj"
            and child(extra, {"nsubj", "nsubjpass"}) is not None
            and not effect_of(extra.lemma_.lower())
        )
        if extra.i > after[0].i and (goes_on or new):
            after.append(extra)
    return [t for c in after for t in c.subtree]


def _rest(parsed: Parsed, verb: Any, cue: Cue) -> Cue | None:
    """Give the second half of "P, X said, and Q": a clause with its own subject after words of saying in its middle."""
    if cue.content[1] > cue.start:
        return None
    for extra in verb.children:
        own = extra.dep_ in {"conj", "ccomp"} and child(extra, {"nsubj", "nsubjpass"}) is not None
        if own and extra.i > verb.i and effect_of(extra.lemma_.lower()) is None:
            return replace(cue, content=offsets(parsed, list(extra.subtree)))
    return None


def _cover(content: tuple[int, int], inside: list[Quote], cue: int, clause: bool) -> tuple[int, int]:
    """Widen a content to the quotations it touches; without a clause, to those on both sides of the cue."""
    if content[0] >= content[1] or not (clause or any(q.start < content[1] and content[0] < q.end for q in inside)):
        near = min(inside, key=lambda q: min(abs(q.start - cue), abs(q.end - cue)))
        return near.start, near.end
    for quote in inside:
        if quote.start < content[1] and content[0] < quote.end:
            content = min(content[0], quote.start), max(content[1], quote.end)
    return content


def _according(parsed: Parsed, token: Any, to: Any) -> Cue | None:
    """Read "according to X": what the rest of its clause says is X's."""
    source = child(to, {"pobj"})
    if source is None:
        return None
    own = set(token.subtree)
    top = token.head
    while (
        top.dep_ not in {"ROOT", "ccomp", "relcl", "advcl"} and top.pos_ not in {"VERB", "AUX"} and top.head != top
    ):
        top = top.head
    content = offsets(parsed, [t for t in top.subtree if t not in own])
    at = parsed.offset(token.idx)
    end = parsed.offset(to.idx + len(to.text))
    words = parsed.passage.text[at - parsed.passage.start : end - parsed.passage.start]
    return Cue(source, at, end, words, "neutral", content, lemma="according")


def _unverified(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "could not be independently verified" and "X was unable to confirm …"."""
    if lemma not in lexicon("cues")["verifying"]:
        return None
    up = verb.head if verb.dep_ == "xcomp" else verb
    near = [*verb.children, *(up.children if up != verb else ()), up]
    unable = up.lower_ in {"unable", "impossible"} or any(c.lower_ in {"unable", "impossible"} for c in near)
    negated = any(c.dep_ == "neg" for c in near)
    if not (unable or (negated and any(c.lower_ in {*_MODALS, "been", "independently", "yet"} for c in near))):
        return None
    source, passive, _ = subject_of(verb)
    if not passive and source is None:
        source = child(up, {"nsubj"}) or child(up.head, {"nsubj"})
    said = [t for c in verb.children if c.dep_ in {"dobj", "ccomp", "nsubjpass"} for t in c.subtree]
    at = parsed.offset(verb.idx)
    return Cue(source, at, at + len(verb.text), verb.text, "unverified", offsets(parsed, said), lemma=lemma)


def _noun(parsed: Parsed, noun: Any) -> Cue | None:
    """Read "X's claim that …", "a claim by X that …", "allegations that …"."""
    lemma = noun.lemma_.lower()
    clause = child(noun, {"acl", "ccomp", "relcl"})
    source = child(noun, {"poss"}) or by_agent(noun)
    if clause is None or clause.dep_ == "relcl" or child(clause, {"mark"}) is None:
        return None
    if source is None and noun.dep_ == "dobj" and effect_of(noun.head.lemma_.lower()) in {"denial", "retracting"}:
        return None
    up = noun.head.head
    if source is None and noun.dep_ == "pobj" and up.pos_ == "VERB" and effect_of(up.lemma_.lower()) is not None:
        return None
    effect = _EFFECTS.get(lemma, "distancing" if lemma in _DISTANT else "neutral")
    at = parsed.offset(noun.idx)
    content = offsets(parsed, list(clause.subtree))
    return Cue(source, at, at + len(noun.text), noun.text, effect, content, lemma=lemma, noun=True)


def _clause(parsed: Parsed, token: Any, head: Any, source: Any, effect: str) -> Cue | None:
    """Read a word of hearsay: its clause is what nobody named says."""
    content = offsets(parsed, [t for t in head.subtree if t.i != token.i])
    at = parsed.offset(token.idx)
    return Cue(source, at, at + len(token.text), token.text, effect, content)


def _mistaken(parsed: Parsed, token: Any) -> Cue | None:
    """Read a verb of saying that the parser took for a noun, in a sentence left without a verb."""
    if token.pos_ not in {"NOUN", "PROPN"} or any(t.pos_ in {"VERB", "AUX"} for t in parsed.doc):
        return None
    lemma = token.lower_ if effect_of(token.lower_) else token.lower_.removesuffix("s")
    if effect_of(lemma) is None or token.head == token or token.head.i > token.i or token.dep_ == "compound":
        return None
    said = [t for c in token.children if c.i > token.i for t in c.subtree]
    at = parsed.offset(token.idx)
    effect = str(effect_of(lemma))
    return Cue(token.head, at, at + len(token.text), token.text, effect, offsets(parsed, said), lemma=lemma)
