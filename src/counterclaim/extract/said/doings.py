"""What armed parties are told to have done in words that name no act of the lexicon ("cut the last supply road")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.contained import cue_lemma, effect_of
from counterclaim.extract.grammar.clauses import acting, child, clause, clause_head
from counterclaim.extract.named.act import Act
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.parties import parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots.causes import wields_force
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import verb_roles
from counterclaim.extract.words.in_short import in_short
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import ActType, AgentKind, Aspect

_WHICH = re.compile(r"^(?:that|which|who)\s+", re.IGNORECASE)


def doings(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give each thing that a party has done by a verb of moving or meeting in arms, where no act tells it."""
    told = {clause_head(a.token).i for a in found} | {a.token.i for a in found}
    for token in sentence.doc:
        if not _done(token) or token.lemma_.lower() not in acting()["military"] or sentence.hidden(token):
            continue
        if token.i in told or clause_head(token).i in told or unreal(token) or effect_of(cue_lemma(token)) is not None:
            continue
        actor, target = verb_roles(token)
        names = parties(actor, sentence) if actor is not None and _armed(actor) else ()
        if not names or (target is None and child(token, "prep") is None):
            continue
        base = frame(sentence, start, token, clause(token))
        # "Forces that had entered the town": what is told of them stands with who they are.
        words = _WHICH.sub(f"{names[0]} ", sentence.shown[base.start - start : base.end - start])
        fought = token.lemma_.lower() in acting()["repelling"]
        base = replace(base, act_type=ActType.CLASH.value if fought else None, actor=names[0], negated=negated(token))
        yield replace(base, value=in_short(words, sentence.shown))
        for name in names if fought else ():
            yield replace(base, aspect=Aspect.PERPETRATOR, value=name, actor=name)


def _done(token: Any) -> bool:
    """Say whether a verb tells what was done, or was not: a past form, or "did not cross"."""
    past = token.tag_ in {"VBD", "VBN"} or any(c.dep_ == "aux" and c.lower_ == "did" for c in token.children)
    return token.pos_ == "VERB" and past and token.dep_ != "amod"


def _armed(token: Any) -> bool:
    """Say whether a noun names who bears arms; a pronoun is left to what it stands for."""
    kind = kind_of_noun(token.lemma_.lower())
    return token.pos_ in {"PRON", "DET"} or kind is AgentKind.ARMED_ACTOR or wields_force(token)
