"""What somebody is said to have falsified: to inflate a number, lie about a raid or make it up is not to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.grammar.clauses import child, with_particle
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.slots.roles import nominal
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Aspect

_SAYING = frozenset({"neutral", "distancing", "endorsing"})


def falsified(voices: Voices, said: Proposition, through: Sequence[Attribution]) -> Any | None:
    """Give the word by which a charge, or the denial of one, calls the words about a proposition false, or None."""
    at = said.trigger_start if said.trigger_end > said.trigger_start else said.start
    token = voices.token(at) if not said.negated else None
    if token is None:
        return None
    base = at - token.idx
    held = [a for a in through if a.cue.effect in {"accusing", "denial"}]
    above = [t for t in (token, *token.ancestors) if falsifying(t)]
    return next(
        (t for t in above if _charged(t) or _lied(t, token) or any(a.start <= base + t.idx < a.end for a in held)), None
    )


def _lied(word: Any, token: Any) -> bool:
    """Say whether somebody is told, by whoever says so, to have lied about what a token tells, or made it up."""
    if word.pos_ != "VERB" or with_particle(word) not in {"lie", *lexicon("dismissal")["inventing"]}:
        return False
    to_come = any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)
    way = next((t for t in (token, *token.ancestors) if t.head == word), word)
    # "Will make up the commission which is to look into the murder": that is no murder made up.
    itself = way in (token, nominal(token)) if way.dep_ == "dobj" else way.dep_ in {"advcl", "prep", "ccomp"}
    return word != token and itself and not to_come


def _charged(word: Any) -> bool:
    """Say whether a word is what somebody is accused of: "accused X of lying when it said that P"."""
    up = word.head if word.pos_ == "VERB" else word.head.head
    near = (up.head, up.head.head) if up.dep_ == "prep" else ()
    return any(t.lemma_.lower() in lexicon("acting")["accusing"] for t in near)


def falsifying(word: Any) -> bool:
    """Say whether a word is a verb of making words false, of saying what one is accused of, or a false saying."""
    if word.pos_ in {"NOUN", "PROPN"}:
        false = lexicon("dismissal")["predicates"]
        spread = word.dep_ == "dobj" and word.head.dep_ in {"pcomp", "xcomp"}
        return spread and word.lemma_.lower() in saying_nouns() and any(c.lower_ in false for c in word.children)
    words = lexicon("dismissal")
    # "Accused X of claiming that P": X says so, and has done nothing.
    effect = effect_of(word.lemma_.lower()) if word.dep_ == "pcomp" else None
    said = effect in _SAYING and child(word, "ccomp") is not None
    # So has who is accused of accusing: "accused X of blaming them for the raid".
    said = (said or (effect == "accusing" and child(word, "dobj") is not None)) and _charged(word)
    return word.pos_ == "VERB" and (said or with_particle(word) in {*words["falsifying"], *words["inventing"]})


def number(verb: Any) -> Any | None:
    """Give the number that a verb of falsifying makes false: "inflating the toll", "lying about the number of dead"."""
    about = next((p for c in verb.children if c.lower_ == "about" for p in c.children if p.dep_ == "pobj"), None)
    what = child(verb, "dobj") or about
    measures = lexicon("measures")
    return what if what is not None and what.lemma_.lower() in {*measures["figures"], *measures["toll"]} else None


def belied(voices: Voices, said: Proposition, word: Any, one: Attribution) -> Proposition | None:
    """Give what a charge of falsehood says of a proposition: that a deed made up was not done; nothing else."""
    token = voices.token(said.trigger_start)
    top = nominal(token) if token is not None and token.pos_ == "NOUN" else None
    made_up = word.pos_ == "VERB" and with_particle(word) in lexicon("dismissal")["inventing"]
    itself = top is not None and top.dep_ == "dobj" and top.head.i == word.i
    # Of "a massacre" only the word may be told.
    named = said.aspect is Aspect.CHARACTERISATION and said.act_type is not None
    if not (made_up and itself and one.cue.effect != "denial" and (named or said.aspect is Aspect.OCCURRENCE)):
        return None
    return replace(said, aspect=Aspect.OCCURRENCE, negated=True, actor=None, label=None)
