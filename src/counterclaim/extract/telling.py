"""Which sayings tell something of a conflict: not wishes, demands, open questions, courtesies or bare topics."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from counterclaim.extract import agents
from counterclaim.extract.phrase import phrase_words
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.voices import Attribution, Voices
from counterclaim.lexicons import lexicon

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "attr"})
_COMMITTED = frozenset({"denial", "conceding", "retracting", "accusing", "threatening", "unverified"})
#: A quotation this near to an act may be said of it.
NEAR_CHARACTERS = 600
_EMPTY = frozenset({"it", "that", "this", "there", "i", "we", "you"})


@cache
def _matters() -> frozenset[str]:
    """Give the lemmas that show that words are about a conflict."""
    words = {str(w) for w in lexicon("matters")["words"]}
    for row in lexicon("act_types"):
        words |= {str(w) for kind in ("verbs", "nouns") for w in row.get(kind, ()) if " " not in str(w)}
    words |= {str(f) for row in lexicon("weapons") for f in row["forms"] if " " not in str(f)}
    words |= {str(w) for w in lexicon("loaded_terms") if " " not in str(w)}
    words |= {str(w) for rows in lexicon("assets").values() for w in rows if " " not in str(w)}
    words |= {str(w) for w in lexicon("agents")["roles"]["armed_actor"]}
    return frozenset(w.casefold() for w in words)


@cache
def _acts() -> frozenset[str]:
    """Give the nouns that name an act."""
    return frozenset(str(w) for row in lexicon("act_types") for w in row.get("nouns", ()) if " " not in str(w))


def concerns(tokens: list[Any]) -> bool:
    """Say whether some words are about a conflict: by one of the listed words, or by a party that fights."""
    for token in tokens:
        if token.lemma_.lower() in _matters() or token.lower_ in _matters():
            return True
        if token.pos_ == "PROPN" and (found := agents.known(phrase_words(token))) is not None:
            if found.kind is agents.AgentKind.ARMED_ACTOR:
                return True
    return False


def tells(voices: Voices, one: Attribution, head: Any, span: tuple[int, int], said: Sequence[Proposition]) -> bool:
    """Say whether a saying without an act of its own is a claim: somebody tells, as a fact, what concerns a conflict.

    Takes its head token, its span in the report, and the report's propositions. A wish, a demand, a question left open and a bare noun phrase are
    none; a denial, an admission and a label are claims where they concern one.
    """
    if head is None or one.cue.lemma in lexicon("cues")["wishing"]:
        return False
    words, (start, end) = lexicon("matters"), span
    base = start - voices.token(start).idx
    inside = [t for t in head.doc if start <= base + t.idx < end]
    if len(inside) < 2 or inside[0].lower_ in words["open"]:
        return False
    quoted = bool(voices.quoted(start, end))
    about = concerns(inside)
    if one.cue.effect in _COMMITTED or any(low < end and start < high for low, high in voices.denied):
        return about
    if one.cue.self_denied:
        return False
    if one.cue.lemma in lexicon("cues")["labelling"]:
        return about or quoted
    if head.pos_ == "NOUN":
        return head.lemma_.lower() in _acts() and one.cue.effect == "neutral"
    if not _stated(head, inside):
        return False
    return about or (quoted and (_happened(head) or _of_something(head)) and _near(start, said))


def _near(start: int, said: Sequence[Proposition]) -> bool:
    """Say whether an act was told close by, so that what is quoted is said of it."""
    return any(p.act_type is not None and abs(p.trigger_start - start) < NEAR_CHARACTERS for p in said)


def _of_something(head: Any) -> bool:
    """Say whether a clause is about something that it names."""
    return any(c.dep_ in _SUBJECTS and c.pos_ in {"NOUN", "PROPN"} for c in head.children)


def _stated(head: Any, inside: list[Any]) -> bool:
    """Say whether words state something: a finite clause that is no demand and no judgement of "it"."""
    if head.pos_ not in {"VERB", "AUX"}:
        return False
    kids = list(head.children)
    subject = next((c for c in kids if c.dep_ in _SUBJECTS and c.i < head.i), None)
    if subject is None or subject not in inside:
        return False
    words = lexicon("matters")
    finite = {"VBD", "VBZ", "VBP", "MD"} & {head.tag_, *(c.tag_ for c in kids if c.dep_ in {"aux", "auxpass"})}
    duty = any(c.lower_ in words["duty"] for c in kids)
    duty = duty or (head.lemma_ in words["duties"] and any(c.dep_ == "xcomp" for c in kids))
    if not finite or duty:
        return False
    judged = head.lemma_ in {"be", "seem", "appear"} and subject.lower_ in _EMPTY
    clausal = any(g.dep_ in {"ccomp", "xcomp", "relcl", "acl", "advcl"} for c in kids for g in [c, *c.children])
    return not (judged and (clausal or any(c.lower_ == "would" for c in kids)) and subject.lower_ != "there")


def _happened(head: Any) -> bool:
    """Say whether a clause tells what happened: its verb stands in the past or the perfect."""
    near = {head.tag_, *(c.tag_ for c in head.children if c.dep_ in {"aux", "auxpass"})}
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in head.children)
    own = not any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in {"i", "we"} for c in head.children)
    # "We did not operate there" answers somebody.
    own = own or any(c.dep_ == "neg" for c in head.children)
    return own and (perfect or "VBD" in near) and head.lemma_ != "be"
