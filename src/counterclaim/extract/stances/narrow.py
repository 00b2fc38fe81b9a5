"""Denials of a part: of how people died, of the purpose, of whom it was aimed at; the act itself stays open.

"No sign of an exchange of fire" denies that manner alone, "denied targeting civilians" no more than it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.disbelief import DISBELIEVE
from counterclaim.extract.cues.pointing import points_back
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.nouns import is_people, weapon_row
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.said.deaths import manner_named
from counterclaim.extract.slots.reality import PURPOSELY
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.anaphora import REACH
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.records.claim import Agent
from counterclaim.records.naming import normal_name
from counterclaim.records.words import ActType, Aspect

_NOT = re.compile(r"\b(?:not|never)\s+|n[’']t\b", re.IGNORECASE)


def narrowed(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give propositions without a denial of a killing by whoever tells another manner of the deaths.

    "No prisoner was executed: the men were killed when guards returned fire" denies the execution alone.
    """
    manners = [p for p in said if p.aspect is Aspect.MANNER and p.act_type is not None]
    told = [_teller(voices, p) for p in manners if not _denied(voices, p)]
    refused = [p for p in manners if _denied(voices, p)]
    denied = {p.trigger_start for p in refused if any(_same(_teller(voices, p), other) for other in told)}
    for one in said:
        if not (one.aspect is Aspect.OCCURRENCE and one.trigger_start in denied):
            yield one


def _denied(voices: Voices, said: Proposition) -> bool:
    through = voices.at(said.trigger_start)
    return said.negated != (bool(through) and through[0].cue.effect == "denial")


def _teller(voices: Voices, said: Proposition) -> str:
    """Give the name of who says a proposition, the report's own voice among them."""
    return (given_by(voices, said) or (voices.author,))[0].name


def _same(one: str, other: str) -> bool:
    """Say whether two names are one body's: "Ministry of Defence" is the Ostral Defence Ministry, in its statement."""
    first, second = set(normal_name(one).split()) - {"of"}, set(normal_name(other).split()) - {"of"}
    return first <= second or second <= first


def given_by(voices: Voices, said: Proposition) -> tuple[Agent, ...]:
    """Give who says a proposition; nobody for the report itself."""
    through = voices.at(said.trigger_start)
    return through[0].sources if through else ()


def manner_denied(voices: Voices, one: Attribution, said: Spans[Proposition]) -> Proposition | None:
    """Give the manner of death, or the weapon, of which there is no sign, for the act told last; else None."""
    if one.cue.lemma != DISBELIEVE:
        return None
    head = root(voices, one.start, one.end)
    if (weapon := weapon_row(head)) is not None:
        acts = [p for p in said.touching(one.start - REACH, one.start) if p.aspect is Aspect.OCCURRENCE and p.act_type]
        return _on(one, acts[-1], Aspect.WEAPON, weapon["name"]) if acts else None
    if points_back(head):
        return None
    value = manner_named(voices.report.text[one.start : one.end])
    near = said.touching(one.start - REACH, one.start) if value is not None else ()
    dead = [p for p in near if p.act_type == ActType.MASSACRE_EXECUTION and p.measure is None]
    if value is None or not dead:
        return None
    last = next((p for p in reversed(dead) if p.value == value), dead[-1])
    return _on(one, last, Aspect.MANNER, value)


def _on(one: Attribution, said: Proposition, aspect: Aspect, value: str) -> Proposition:
    """Give an answer on a content's own words, about what a proposition tells of."""
    made = replace(said, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start, actor=None)
    return replace(made, aspect=aspect, value=value, hedges=(), loaded=(), negated=False, leans=False)


def aim_denied(token: Any) -> bool:
    """Say whether an act is denied as one on purpose or at people: "deliberately shelling", "targeting civilians".

    Who denies that has not said that it did not do it.
    """
    if token is None or token.pos_ != "VERB":
        return False
    aimed = child(token, "dobj") if token.lemma_ in {"target", "aim"} else None
    return any(c.lower_ in PURPOSELY for c in token.children) or (aimed is not None and is_people(aimed))


def in_its_words(said: Proposition, content: str) -> Proposition | None:
    """Give what somebody denies in the words that deny it, for the act and its doer; None for its other parts."""
    if said.aspect not in {Aspect.OCCURRENCE, Aspect.PERPETRATOR}:
        return None
    words = _NOT.sub("", content) if said.negated else content
    value = words.strip(' .,;“”"').removeprefix("that ")
    return replace(said, aspect=Aspect.OCCURRENCE, value=value, actor=None, target=None)
