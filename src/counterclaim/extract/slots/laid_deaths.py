"""Deaths that are laid to somebody: who is "responsible for the deaths of twelve" is held to have killed them."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.act import noun_row, verbs
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.slots.causes import wields_force
from counterclaim.extract.slots.roles import answerable, leading
from counterclaim.lexicons import lexicon
from counterclaim.records.words import ACTING_BODIES

#: What people who died came to, by a word that names no act of its own.
_DEATHS = frozenset({"death", "bloodshed", "carnage"})


def laid_deaths(noun: Any) -> list[dict[str, Any]]:
    """Give the rows of the act by which those died whose "deaths" somebody answers for or is blamed for.

    It must be somebody with a name, or who wields force: nothing is killed by a flood, or by who drove a bus. Of
    "deaths in its air strike" the strike is what is told.
    """
    link = leading(noun) if noun.lemma_.lower() in _DEATHS else None
    if link is None or link.lower_ != "for" or any(t.i > noun.i and noun_row(t) is not None for t in noun.subtree):
        return []
    verb = link.head if link.head.pos_ == "VERB" else link.head.head
    accusing = verb.lemma_.lower() in lexicon("cues")["accusing"]
    who = child(verb, "nsubjpass", "dobj") if accusing else answerable(link)
    return verbs()["kill"] if who is not None and _could(who) else []


def _could(who: Any) -> bool:
    return who.pos_ in {"PROPN", "PRON"} or wields_force(who) or kind_of_noun(who.lower_) in ACTING_BODIES
