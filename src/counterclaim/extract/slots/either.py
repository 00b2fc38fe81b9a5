"""Who is named as one of several that may have done a thing: "either the army or the rebels shelled it"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import conjuncts
from counterclaim.extract.slots.reality import negated
from counterclaim.extract.slots.roles import verb_roles
from counterclaim.extract.slots.works import noun_actor


def one_of_several(deed: Any) -> bool:
    """Say whether words leave open which of those that they name did a deed; who denies it of all leaves nothing."""
    who = verb_roles(deed)[0] if deed.pos_ == "VERB" else noun_actor(deed)
    if who is None or negated(deed):
        return False
    return any(c.lower_ == "or" and c.dep_ == "cc" for t in conjuncts(who) for c in t.children)
