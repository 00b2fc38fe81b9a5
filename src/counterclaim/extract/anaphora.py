"""What "the claim", "it" and "involvement" stand for: the proposition that was said last before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from counterclaim.extract import pointing
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Measure

if TYPE_CHECKING:
    from counterclaim.extract.attributed import Attribution
    from counterclaim.extract.voices import Voices

#: What is meant was said within this many characters before.
REACH = 900
#: Which question a denial of "the claim" answers first, and which an inability to verify "the report".
_DENIED = (Aspect.PERPETRATOR, Aspect.CONTROL, Aspect.DAMAGE, Aspect.OCCURRENCE, Aspect.COUNT, Aspect.MANNER)
_UNVERIFIED = (Aspect.OCCURRENCE, Aspect.DAMAGE, Aspect.COUNT, Aspect.CONTROL, Aspect.PERPETRATOR)
_NUMBERS = frozenset({"figure", "number", "toll", "count", "tally", "estimate"})
#: Words that name nobody as the one who is accused.
_EACH = frozenset({"each other", "one another", "it", "them", "him", "her", "themselves", "itself"})


#: What is denied by who is charged with an act: that it did it.
_CHARGES = frozenset({"accusation", "charge"})


def meant(voices: Voices, one: Attribution, head: Any, said: Spans[Proposition]) -> Iterable[Proposition]:
    """Give what a content that points back means, on the content's own words; nothing where nothing fits.

    Takes the attribution, the content's head token and the report's propositions by their triggers. Whoever denies
    involvement is the answer to who did it.
    """
    before = said.touching(one.start - REACH, min(one.start, one.cue.start))
    order: tuple[Aspect, ...] = _UNVERIFIED if one.cue.effect == "unverified" else _DENIED
    if head.lemma_.lower() in _NUMBERS:
        order = (Aspect.COUNT,)
    part = pointing.part(head)
    charge = head.lemma_.lower() in _CHARGES and one.cue.effect == "denial"
    before = [p for p in before if p.aspect in order and (p.act_type or p.aspect is not Aspect.OCCURRENCE)]
    if head.lemma_.lower() in lexicon("measures")["toll"]:
        # A toll is that of the dead, whatever was counted last.
        before = [p for p in before if p.measure is Measure.KILLED] or before
    before = [p for p in before if p.target or p.act_type != "other"] or before
    others = [p for p in before if not _own(voices, one, p)] or before
    if not others:
        return
    last = voices.sentence(others[-1].trigger_start)
    found = [p for p in others if last is None or p.trigger_start >= last.passage.start]
    best = min(found, key=lambda p: (order.index(p.aspect), -p.trigger_start))
    if (part or (charge and best.aspect is Aspect.OCCURRENCE)) and one.sources:
        name = one.sources[0].name
        best = replace(best, aspect=Aspect.PERPETRATOR, value=name, actor=name)
    best = replace(best, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)
    yield replace(best, hedges=(), loaded=(), negated=False)


def charged(voices: Voices, one: Attribution, said: Spans[Proposition]) -> Iterable[Proposition]:
    """Give whom an accusation names that does not say for what: for the act that was told last before it.

    What the accused itself tells ("it spoke of an explosion") is its own account, and not what it is accused of.
    """
    near = said.touching(one.cue.start - REACH, min(one.start, one.cue.start))
    name = one.accused
    before = [p for p in near if p.aspect is Aspect.OCCURRENCE and p.act_type and not p.negated]
    before = [p for p in before if name is None or not _tells(voices, name, p)]
    if name is None or name.casefold() in _EACH or not before:
        return
    last = max(before, key=lambda p: (p.act_type != "other", p.trigger_start))
    made = replace(last, aspect=Aspect.PERPETRATOR, value=name, actor=name, hedges=(), loaded=())
    yield replace(made, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)


def _tells(voices: Voices, name: str, said: Proposition) -> bool:
    """Say whether the party of a name, or who speaks for it, tells a proposition."""
    through = voices.at(said.trigger_start)
    words = set(normal_name(name).split())
    return bool(through) and any(words <= set(normal_name(a.name).split()) for a in through[0].sources)


def _own(voices: Voices, one: Attribution, said: Proposition) -> bool:
    """Say whether the same source said it."""
    return any(set(a.sources) & set(one.sources) for a in voices.at(said.trigger_start)[:1])
