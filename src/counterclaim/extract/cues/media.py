"""Through which medium or to whom something is said: "on X", "in an interview with X", "told a Reuters reporter"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.mending.hearers import STAFF
from counterclaim.extract.parsed.carriers import carrier
from counterclaim.extract.parsed.cue import by_agent


def media(verb: Any, lemma: str) -> tuple[Any, ...]:
    """Give the nouns that may name a medium: "on X", "in an interview with X", "told X", "carried by X"."""
    found: list[Any] = []
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in {"on", "via", "in", "to", "with", "through", "for"}:
            for noun in prep.children:
                if noun.dep_ == "pobj":
                    found.append(noun)
                    found += [p for c in noun.children if c.lower_ in {"with", "to", "on"} for p in c.children]
                    found += [w for c in noun.children if c.dep_ == "acl" and (w := by_agent(c)) is not None]
                    found += [w for w in (carrier(noun),) if w is not None]
    told = child(verb, "dobj", "dative")
    return (*found, told, *_outlets(told)) if lemma in {"tell", "inform"} and told is not None else tuple(found)


def _outlets(staff: Any) -> list[Any]:
    """Give for whom a reporter works: "told a Reuters photographer", "Reuters' team", "a reporter from Reuters"."""
    if staff.lemma_.lower() not in STAFF:
        return []
    own = [c for c in staff.children if c.dep_ in {"compound", "nmod", "poss", "amod"} and c.ent_type_]
    near = [*staff.children, *(c for c in staff.head.children if c.i == staff.i + 1)]
    of = [c for c in near if c.dep_ == "prep" and c.lower_ in {"of", "from", "for", "with"}]
    return own + [p for c in of for p in c.children if p.dep_ == "pobj"]
