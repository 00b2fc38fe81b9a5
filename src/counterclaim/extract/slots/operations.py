"""In whose operation somebody was killed or taken: "were killed in an army operation", "in a sweep by the police"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.nouns import core, people_class, words
from counterclaim.records.words import AgentKind

_OPERATIONS = frozenset({"operation", "sweep", "crackdown", "incursion", "swoop"})
_SERVING = frozenset({"soldier", "troop", "policeman", "officer", "marine", "serviceman", "guard", "ranger", "force"})
_ARMED = frozenset({AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY})


def in_operation(verb: Any, harmed: Any | None) -> Any | None:
    """Give whose operation something was done in that a passive tells, where the words name who wields force.

    Of soldiers who were killed in one, it may be their own.
    """
    work = after(verb, "in", "during")
    own = harmed is not None and harmed.lemma_.lower() in _SERVING
    if work is None or own or work.lemma_.lower() not in _OPERATIONS:
        return None
    owners = [after(work, "by"), after(work, "of"), child(work, "poss"), child(work, "compound")]
    return next((o for o in owners if o is not None and _armed(o)), None)


def _armed(owner: Any) -> bool:
    listed = known(words(core(owner)))
    kind = listed.kind if listed is not None else kind_of_noun(owner.lemma_.lower())
    return kind in _ARMED or people_class(owner) == "combatant"
