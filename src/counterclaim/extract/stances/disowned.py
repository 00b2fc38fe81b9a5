"""A part in an act, denied or taken back by who speaks: the act itself is left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.certainty import presupposed
from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.mutual import EACH
from counterclaim.extract.cues.pointing import PART
from counterclaim.extract.grammar.clauses import SUBJECTS, clause_head
from counterclaim.extract.named import agents
from counterclaim.extract.named.parties import commanded
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.slots.carried import support
from counterclaim.extract.slots.made_up import invented
from counterclaim.extract.slots.roles import answerable, part_denied, part_words
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent
from counterclaim.records.words import Aspect

#: Verbs by which something is called something.
_CALLED = frozenset({"be", "amount", "constitute", "represent", "violate", "breach"})


def disowned(voices: Voices, said: Proposition, one: Attribution) -> bool:
    """Say whether a proposition is of an act that somebody denies a part in: "denied responsibility for the raid"."""
    head = root(voices, one.start, one.end) if one.cue.effect == "denial" and not one.cue.self_denied else None
    named = said.trigger_end > said.trigger_start
    token = voices.token(said.trigger_start) if named else None
    if unaccused(one) or (token is not None and part_denied(token)):
        return named  # who takes an accusation back takes nothing else of the act back
    if token is not None and head is not None and (_taken_for_granted(token, head) or part_words(token)):
        return True  # "denied that it was behind the raid"
    return named and head is not None and head.pos_ == "NOUN" and head.lemma_.lower() in PART


def known_deed(voices: Voices, said: Proposition, one: Attribution) -> bool:
    """Say whether a denial is only of what somebody's own deed is called: "denied that its raid was illegal"."""
    deed = voices.token(said.trigger_start) if said.trigger_end > said.trigger_start else None
    head = root(voices, one.start, one.end) if one.cue.effect == "denial" and not one.cue.self_denied else None
    own = deed is not None and any(c.dep_ == "poss" for c in deed.children)
    return own and head is not None and _taken_for_granted(deed, head)


def _taken_for_granted(deed: Any, verb: Any) -> bool:
    """Say whether a denial is only of what a deed is called: "denied that the shelling was deliberate"."""
    known_one = any(c.lower_ in {"the", "this", "that"} or c.dep_ == "poss" for c in deed.children)
    called = verb.lemma_ in _CALLED and deed.head == verb and deed.dep_ in SUBJECTS
    return deed.pos_ == "NOUN" and known_one and called and support(deed) is None and not invented(deed)


def unaccused(one: Attribution) -> bool:
    """Say whether somebody takes back whom it accused."""
    return one.cue.effect == "retracting" and one.cue.accused is not None


def of_side(said: Proposition, one: Attribution) -> bool:
    """Say whether the doer that a proposition names is of the side of who speaks."""
    return said.actor is not None and any(agents.one_side(said.actor, s.name) for s in one.sources)


def each_own(voices: Voices, said: Proposition, held: Sequence[Attribution], ways: Sequence[Agent]) -> bool:
    """Say whether a deed is that of another of those who deny or admit it together, or one's own where two accuse."""
    if held and held[0].accused == EACH and said.aspect is Aspect.PERPETRATOR:
        return agents.one_side(str(said.actor), ways[0].name)
    effect = held[0].cue.effect if held else ""
    told = said.aspect is Aspect.PERPETRATOR or (said.aspect is Aspect.OCCURRENCE and effect == "denial")
    token = voices.token(said.trigger_start) if told and effect in {"denial", "conceding"} else None
    own = token is not None and (_of_theirs(token) or disowned(voices, said, held[0]))
    if not own or not of_side(said, held[0]):
        return False  # "the ministry and the army denied that the army had shelled it"
    return not agents.one_side(str(said.actor), ways[0].name)


def _of_theirs(deed: Any) -> bool:
    """Say whether a deed is told without a doer, or as that of them all: "shelling it", "having" or "they shelled"."""
    near = (*deed.children, *clause_head(deed).children)
    own = any(c.lower_ == "having" or (c.lower_ == "they" and c.dep_ == "nsubj") for c in near)
    return deed.tag_ == "VBG" or own


def without_doer(said: Proposition, one: Attribution) -> Proposition:
    """Give a proposition without the doer that its own denial names."""
    return replace(said, actor=None) if of_side(said, one) or unaccused(one) else said


def charge_denied(voices: Voices, said: Proposition, one: Attribution) -> bool:
    """Say whether a deed is what a charge is of that somebody denies: "denied charges that blame X for the murder"."""
    token = voices.token(said.trigger_start) if said.trigger_end > said.trigger_start else None
    if token is None or one.cue.effect != "denial" or one.cue.self_denied:
        return False
    base = said.trigger_start - token.idx
    above = [t for t in token.ancestors if one.start <= base + t.idx < one.end]
    accusing = {*lexicon("cues")["accusing"], *lexicon("acting")["accusing"]}
    return any(t.pos_ == "VERB" and t.lemma_.lower() in accusing and t.dep_ in {"relcl", "acl"} for t in above)


def carried_out(token: Any) -> bool:
    """Say whether an act known before is only said to have been carried out: "that the army had staged the attack".

    So it is in "that it was soldiers who fired" (see `mend_cleft`).
    """
    if token is not None and any(c.dep_ == "dep" and c.lower_ in {"who", "that", "which"} for c in token.children):
        return True
    known_one = token is not None and any(c.lower_ in {"the", "this", "that"} for c in token.children)
    return known_one and token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_ in lexicon("acting")["performing"]


def mine(token: Any) -> bool:
    """Say whether the subject of an act is the speaker's own: "we", "our men", "its aircraft"."""
    if token is None:
        return False
    near = [token, token.head] if token.pos_ not in {"VERB", "AUX"} or token.dep_ == "xcomp" else [token]
    verbs = [t for t in near if t.pos_ in {"VERB", "AUX"}]
    subjects = [c for t in verbs for c in t.children if c.dep_ == "nsubj"]
    # "A spokesman denied carrying out the attack": who denies is who would have done it.
    if any(t.dep_ == "xcomp" and t.tag_ == "VBG" and effect_of(t.head.lemma_.lower()) == "denial" for t in verbs):
        return True
    return any(
        s.lower_ in {"we", "i"}
        or any(c.lower_ in {"its", "our", "their", "my"} and c.dep_ == "poss" for c in s.children)
        or (commanded(s) and any(c.lower_ in {"his", "her"} and c.dep_ == "poss" for c in s.children))
        for s in subjects
    )


def part_only(voices: Voices, said: Proposition) -> bool:
    """Say whether words deny a part in an act, and not that it was done: "unlikely that X was behind the raid"."""
    token = voices.token(said.trigger_start) if said.trigger_end > said.trigger_start else None
    if token is None or token.dep_ != "pobj":
        return False
    doer = said.aspect is Aspect.PERPETRATOR
    spans = voices.denied.touching(said.trigger_start, said.trigger_start + 1)
    base = said.trigger_start - token.idx
    held = [t.i for t in token.doc for low, high in spans if low <= base + t.idx < high]
    # "Nothing indicates that there will be punishment for the masterminds of the massacre": it was one.
    granted = bool(held) and presupposed(token, range(held[0], held[-1] + 1), doer)
    return granted or (not doer and answerable(token.head) is not None)
