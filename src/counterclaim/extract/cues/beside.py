"""Attributions that stand beside what somebody says, without a verb: "according to X", "in the opinion of X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.set_apart import without_others
from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

#: Of whom these are, with the preposition before them, what the rest of the clause says is: "by the army's account".
_VIEWS = {
    "in": frozenset({"opinion", "view", "judgment", "judgement", "words", "telling", "version", "account"}),
    "by": frozenset({"account", "accounts", "count", "estimate", "estimates", "reckoning", "tally", "telling"}),
}


def beside(parsed: Parsed, token: Any) -> Cue | None:
    """Read "according to X" and "in the opinion of X", which stand beside what X says."""
    to = child(token, "prep") if token.lower_ == "according" else None
    if to is not None:
        return _according(parsed, token, to)
    return _in_view(parsed, token) if token.lower_ in _VIEWS.get(token.head.lower_, ()) else None


def told_by_others(found: Sequence[Cue]) -> list[Cue]:
    """Give cues with the words of each kept apart from "according to X" after them, where X tells all of it.

    "Were reported killed, according to X" is X's alone: nobody else is told to have reported it.
    """
    outer = [c for c in found if c.lemma == "according"]
    kept = [c for c in found if not (c.source is None and c.lemma == "report" and any(_around(o, c) for o in outer))]
    return [_without(c, next((o for o in outer if _around(o, c)), None)) for c in kept]


def _around(outer: Cue, cue: Cue) -> bool:
    """Say whether what X tells holds a cue whose words the parser lets run on over "according to X"."""
    over = outer.content[0] <= cue.start < outer.content[1]
    return outer is not cue and over and cue.content[0] < outer.content[1] <= outer.start < cue.content[1]


def _without(cue: Cue, outer: Cue | None) -> Cue:
    return cue if outer is None else replace(cue, content=(cue.content[0], outer.content[1]))


def _in_view(parsed: Parsed, token: Any) -> Cue | None:
    """Read "in the opinion of X" and "by X's account" beside a clause: what the clause says is X's."""
    over, of = token.head, child(token, "prep")
    source = child(token, "poss") or (child(of, "pobj") if of is not None and of.lower_ == "of" else None)
    if token.dep_ != "pobj" or source is None or over.head.pos_ not in {"VERB", "AUX"}:
        return None
    apart = over.i == 0 or over.nbor(-1).text in {",", "–", "—", "("}
    if not apart and (over.lower_ != "in" or token.lower_ in {"words", "account", "version", "telling"}):
        return None  # "was killed by the army's count", "left out in the army's account"
    if token.i == over.i + 1 and child(token, "poss") is None:
        return None  # "in view of their losses": nobody's view
    own = set(over.subtree)
    content = offsets(parsed, [t for t in over.head.subtree if t not in own])
    return Cue(source, *parsed.word(over), "neutral", content, lemma="according")


def _according(parsed: Parsed, token: Any, to: Any) -> Cue | None:
    """Read "according to X": what the rest of its clause says is X's."""
    source = child(to, "pobj")
    if source is None:
        return None
    own = set(token.subtree)
    top = token.head
    while top.dep_ not in {"ROOT", "ccomp", "relcl", "advcl"} and top.pos_ not in {"VERB", "AUX"} and top.head != top:
        top = top.head
    # "Gunmen entered the village and burned houses, according to X": set off by a comma, it stands beside both.
    while token.i > top.i and ((token.nbor(-1).text == "," and (_second(top) or _said(top, source))) or _left_so(top)):
        top = top.head
    if (told := _told_from(source, top, token)) is not None:
        top = told
    if _gathered(source, top):
        own |= set(top.subtree)
        top = top.head
    content = offsets(parsed, without_others(token, [t for t in top.subtree if t not in own]))
    at = parsed.offset(token.idx)
    end = parsed.offset(to.idx + len(to.text))
    words = parsed.passage.text[at - parsed.passage.start : end - parsed.passage.start]
    return Cue(source, at, end, words, "neutral", content, lemma="according")


def _gathered(source: Any, verb: Any) -> bool:
    """Say whether a clause only says whence its source comes ("according to testimony the panel took, the mill …")."""
    subject = said_of(verb)
    after_it = subject is not None and subject.left_edge.i == source.i + 1
    last = verb.doc[max(t.i for t in verb.subtree) + 1 :]
    return bool(after_it and verb.dep_ in {"ccomp", "advcl"} and verb.head.i > verb.i and last and last[0].text == ",")


def _examined(source: Any) -> bool:
    """Say whether a source is what somebody examined, and goes by."""
    return source.lemma_.lower() in lexicon("cues")["examined"]


def _said(verb: Any, source: Any) -> bool:
    """Say whether a clause is what somebody is said to have said before it: "residents said P, according to X".

    Of "the doctor said P, according to hospital records" the records are what the doctor goes by.
    """
    if _examined(source):
        return False
    over = verb.head
    own = said_of(over) if verb.dep_ == "ccomp" and over.i < verb.i else None
    return own is not None and own.i < over.i and effect_of(over.lemma_.lower()) is not None


def _told_from(source: Any, saying: Any, according: Any) -> Any:
    """Give what a speaker goes by findings for: "she said, adding that six died, according to tests"; else None."""
    if not _examined(source) or effect_of(saying.lemma_.lower()) is None:
        return None
    told = [t for t in saying.subtree if t.dep_ == "ccomp" and saying.i < t.i < according.i]
    near = [t for t in told if all(c.is_punct for c in t.doc[max(c.i for c in t.subtree) + 1 : according.i])]
    first = [t for t in saying.children if t.dep_ == "ccomp" and t.i < saying.i]  # "six died, she said, according to …"
    return near[0] if near else first[0] if first and not told else None


def _left_so(verb: Any) -> bool:
    """Say whether a verb only says what nobody named reports: "three were reported killed, according to X"."""
    return (
        verb.dep_ in {"oprd", "xcomp"} and verb.head.tag_ == "VBN" and effect_of(verb.head.lemma_.lower()) is not None
    )


def _second(verb: Any) -> bool:
    """Say whether a verb is its subject's second one."""
    return verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and said_of(verb) is None


def own_caution(one: Cue, others: Sequence[Cue]) -> bool:
    """Say whether "allegedly" is the caution of who says the clause, and no word of others."""
    careful = one.effect == "hearsay" and one.words.lower() == "allegedly"
    told = (c for c in others if c.source is not None and c.effect in {"neutral", "accusing"})
    return careful and any(c.content[0] <= one.start < c.content[1] for c in told)
