"""What "the claim", "it" and "involvement" stand for: the proposition that was said last before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from counterclaim.extract import agents, pointing
from counterclaim.extract.phrase import phrase_words
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.slots.measuring import counted
from counterclaim.extract.slots.roles import spoken_for
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
_WHOSE = frozenset({"their", "his", "her", "its"})
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
        before = [p for p in before if p.victim_class is not None] or before
    if (whom := counted(head)) is not None:
        order, before = (Aspect.COUNT,), [p for p in before if p.measure is whom]
    part = pointing.part(head)
    charge = head.lemma_.lower() in _CHARGES and one.cue.effect == "denial"
    theirs = one.cue.effect == "unverified" and any(c.lower_ in _WHOSE and c.dep_ == "poss" for c in head.children)
    # "Open Road called this false": what stands right before, even where nothing of it is read.
    if theirs or (head.lower_ in {"this", "that"} and one.cue.lemma not in lexicon("cues")["denial"]):
        before = _said_last(voices, one, before)
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
        party = spoken_for(one.cue.source)
        name = one.sources[0].name if party is None else agents.canonical(phrase_words(party))
        best = replace(best, aspect=Aspect.PERPETRATOR, value=name, actor=name)
    best = replace(best, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)
    yield replace(best, hedges=(), loaded=(), negated=False)


def _said_last(voices: Voices, one: Attribution, before: list[Proposition]) -> list[Proposition]:
    """Give what the speaker before said of some propositions: "their accounts" are of nobody else."""
    near = voices.attributions.touching(one.cue.start - REACH, one.cue.start)
    others = [a for a in near if a.end <= one.cue.start and not set(a.sources) & set(one.sources)]
    last = max(others, key=lambda a: a.end, default=None)
    return before if last is None else [p for p in before if last.start <= p.trigger_start < last.end]


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
