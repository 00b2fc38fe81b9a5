"""What is left undecided: "neither confirmed nor denied", "is investigating whether", "refused to say whether"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.bidden import bound
from counterclaim.extract.cues.contained import cue_lemma
from counterclaim.extract.cues.scant import lacking
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

_BEING = frozenset({"be", "remain", "seem", "appear"})
_CONFIRMING = frozenset({"confirm", "verify"})
_DENYING = frozenset({"deny", "rule out", "refute"})


def undecided(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read a verb by which its subject leaves open whether something is so, or None for another verb."""
    if verb.pos_ == "NOUN" and (asked := _asked_about(verb)) is not None:
        return Cue(None, *parsed.word(verb), "unverified", offsets(parsed, list(asked.subtree)), lemma="ask")
    if verb.pos_ == "NOUN" and (left := lacking(verb)) is not None:
        source = subject_of(verb.head)[0] if verb.dep_ == "dobj" else None
        return Cue(source, *parsed.word(verb), "unverified", offsets(parsed, list(left.subtree)), lemma="lack")
    about = said_of(verb)
    if verb.pos_ != "VERB" or (about is not None and about.lower_ == "it" and lemma in _BEING):
        return None  # "it remains uncertain whether": nobody leaves it open but who tells so
    said = _neither(verb, lemma) or _whether(verb) or _examined(verb, lemma)
    source, passive, until = subject_of(verb) if said is not None else (None, True, None)
    bidden = said is not None and _bidden(verb)
    if said is None or passive or (source is None and not bidden):
        return None
    source, until = (None, None) if bidden else (source, until)
    content = offsets(parsed, list(said.subtree))
    return Cue(source, *parsed.word(verb), "unverified", content, lemma=lemma, until=until)


def _asked_about(noun: Any) -> Any:
    """Give what "answered a question on the possibility that …" only asks about, or None."""
    clause = child(noun, "acl", "ccomp") if noun.lemma_.lower() == "possibility" else None
    if clause is None:
        return None
    over = [t.lemma_.lower() for t in noun.ancestors][:3]
    asked = child(clause, "mark") is not None and {"question", "ask", "query"} & {*over}
    return clause if asked else None


def _bidden(verb: Any) -> bool:
    """Say whether somebody is only to find out or to tell: "ask whether …", "the judge must say whether …"."""
    helper, subject = child(verb, "aux"), said_of(verb)
    if helper is not None:
        return bound(helper)
    return (
        verb.tag_ in {"VB", "VBP"} and verb.dep_ in {"ROOT", "conj"} and subject is None and verb.left_edge.i == verb.i
    )


def _neither(verb: Any, lemma: str) -> Any:
    """Give what is neither confirmed nor denied; the last of the two verbs has it."""
    first = verb.head if verb.dep_ == "conj" else None
    both = {lemma, cue_lemma(first)} if first is not None else set()
    if first is None or len(both) != 2 or not (both & _CONFIRMING and both & _DENYING):
        return None
    joint = child(first, "cc") or child(verb, "cc")
    what = child(verb, "ccomp", "xcomp", "dobj")
    return what if joint is not None and joint.lower_ in {"or", "nor"} else None


def _whether(verb: Any) -> Any:
    """Give the clause with "whether" that a verb governs, less one of what to do ("decide whether to attack")."""
    clause = child(verb, "ccomp")
    if clause is None or clause.i < verb.i or clause.left_edge.lower_ != "whether":
        return None
    return None if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children) else clause


def _examined(verb: Any, lemma: str) -> Any:
    """Give the clause of something said that is looked into: "is investigating reports that …"."""
    noun = child(verb, "dobj") if lemma in lexicon("cues")["examining"] else None
    clause = child(noun, "acl", "ccomp") if noun is not None and _bare_saying(noun) else None
    return clause if clause is not None and child(clause, "mark") is not None else None


def _bare_saying(noun: Any) -> bool:
    """Say whether a noun is of something said by nobody named."""
    return noun.lemma_.lower() in lexicon("cues")["nouns"] and child(noun, "poss") is None


def looked_into(noun: Any) -> bool:
    """Say whether a noun of saying by nobody named is the object of a verb of examining."""
    return noun.dep_ == "dobj" and _examined(noun.head, noun.head.lemma_.lower()) is not None


def asks_which(act: Any) -> bool:
    """Say whether a question about an act is only which of several did it: "whether X or Y shot them"."""
    marked = [t for t in (act, *act.ancestors) if (mark := child(t, "mark")) and mark.lower_ in {"whether", "if"}]
    by = by_agent(marked[0]) or child(marked[0], "nsubj") if marked else None
    near = [by, by.head] if by is not None and by.dep_ == "pobj" else [by] if by is not None else []  # "by X or by Y"
    return any(child(t, "conj") is not None and any(c.lower_ == "or" for c in t.children) for t in near)
