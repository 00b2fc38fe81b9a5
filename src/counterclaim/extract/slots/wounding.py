"""Who wounded whom, where no other act of the sentence is told: "gunmen wounded a teacher"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import child, clause
from counterclaim.extract.named.act import Act
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.parties import parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import thing
from counterclaim.extract.slots.causes import wields_force
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import verb_roles
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind

_WOUNDING = frozenset({"wound", "injure", "maim"})
#: Where a verb tells for itself what somebody did; a second verb may only add to what the first told.
_TELLING = frozenset({"ROOT", "ccomp", "relcl", "pcomp", "xcomp"})


def wounded(sentence: Sentence) -> Iterator[Act]:
    """Give the woundings that a sentence says somebody who bears arms did."""
    for verb in sentence.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _WOUNDING or verb.dep_ not in _TELLING:
            continue
        actor, whom = verb_roles(verb)
        hurt = thing(whom, sentence)
        if actor is None or hurt is None or not hurt.people or sentence.hidden(verb) or unreal(verb):
            continue
        names = parties(actor, sentence) if _armed(actor) else ()
        if names and child(verb, "conj") is None:
            yield Act(token=verb, row=_row(), actors=names, target=hurt, negated=negated(verb), span=clause(verb))


def _armed(actor: Any) -> bool:
    return wields_force(actor) or kind_of_noun(actor.lower_) is AgentKind.ARMED_ACTOR


@cache
def _row() -> dict[str, Any]:
    return next(row for row in lexicon("act_types") if row["words"] == "wounding")
