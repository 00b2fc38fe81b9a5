"""What a clause after an adjective says where somebody does not think so: "it is unlikely that rebels shelled it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, child
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

#: Verbs of what befell people, in an act that is told beside it.
_HARMED = frozenset({"die", "perish", "kill", "wound", "injure", "hurt"})
_THOSE = frozenset({"the", "this", "that"})
_BELIEVING = frozenset({"believe", "credit", "imagine", "accept"})
#: Words after which what is to be believed is not: "it is hard to believe that rebels did it".
_HARD = frozenset({"hard", "difficult", "impossible"})


def judged(clause: Any) -> Any | None:
    """Give the adjective that says how likely a clause is ("it is likely that rebels shelled it"), or None."""
    over = clause.head
    adjective = child(over, "acomp") if over.lemma_ == "be" else over
    if clause.dep_ != "ccomp" or adjective is None or adjective.dep_ != "acomp" or adjective.i > clause.i:
        return None
    likely = {*_levels("probable"), *_levels("possible"), *_levels("doubting")} - {"unclear"}
    return adjective if adjective.lower_ in likely else None


def doubted(parsed: Sequence[Parsed]) -> Iterator[tuple[int, int]]:
    """Give the clauses of a report that are called unlikely, impossible, not likely or hard to believe.

    Who says so denies them; of "not impossible that rebels did it" nothing is denied.
    """
    for sentence in parsed:
        for token in sentence.doc:
            if _not_so(token):
                for piece in _told(token):
                    start = sentence.passage.start
                    yield start + piece[0].idx, start + piece[-1].idx + len(piece[-1].text)


def _told(verb: Any) -> Iterator[Sequence[Any]]:
    """Give the words of a clause without an act that it takes for granted: "that so many had died in the raid"."""
    known: set[int] = set()
    for told in verb.children if verb.lemma_ in _HARMED else ():
        act = child(told, "pobj") if told.dep_ == "prep" else None
        if act is not None and act.lemma_.lower() in act_nouns() and _THOSE & {d.lower_ for d in act.children}:
            known |= {t.i for t in told.subtree}
    for apart, words in groupby(sorted(verb.subtree, key=lambda t: t.i), key=lambda t: t.i in known):
        if not apart:
            yield list(words)


def _not_so(verb: Any) -> bool:
    """Say whether what a clause tells is told as not so."""
    doubting = _levels("doubting")
    if any(c.dep_ == "advmod" and c.lower_ in doubting for c in verb.children):
        return True  # "rebels are unlikely to have shelled it", as `mended_likely` has it
    if verb.dep_ != "ccomp":
        return False
    if verb.head.lemma_ in _BELIEVING and verb.head.dep_ in {"xcomp", "advcl"}:
        up = verb.head.head  # the parser hangs "to believe" on "hard", or on its "is"
        hard = up if up.lower_ in _HARD else child(up, "acomp", "oprd")
        if hard is not None and hard.lower_ in _HARD:
            return not any(c.dep_ == "neg" for c in (*hard.children, *hard.head.children))
    adjective = judged(verb)
    if adjective is None:
        return False
    beside = [*adjective.children, *adjective.head.children]
    not_so = any(c.dep_ == "neg" or c.lower_ in {"hardly", "never"} for c in beside)
    return not_so != (adjective.lower_ in doubting)


def _levels(name: str) -> frozenset[str]:
    return frozenset(lexicon("hedges")[name])
