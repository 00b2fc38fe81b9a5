"""What a sentence counts, as propositions: each number with the act, the place and the people that it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import clause, clause_head, phrase
from counterclaim.extract.named.act import Act
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import asset_of, spelled
from counterclaim.extract.said.base import frame
from counterclaim.extract.said.deaths import manner_verbs
from counterclaim.extract.slots.count_of import counted_thing, own_place
from counterclaim.extract.slots.counts import THINGS, Count, counts
from counterclaim.extract.slots.harmed import elsewhere
from counterclaim.extract.slots.measuring import KEPT
from counterclaim.extract.slots.sides import side_of
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.claim import PART
from counterclaim.records.words import ActType, Aspect, Measure, VictimClass

DEADLY = frozenset({"killing", "bombardment", "explosion", "chemical", "fighting"})

#: A number that may count the people of an armed party.
_FIGHTING = frozenset({VictimClass.COMBATANT, VictimClass.UNKNOWN})

#: What a number counts that is the effect of an act told elsewhere.
_SUFFERED = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING})


def numbers(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give each number of a sentence; takes the sentence, its offset in the report, and its acts."""
    for count in counts(sentence):
        act = _act_of(count, found)
        if _victims_of_else(count, found) or _none_by(count, found):
            continue
        whole = act.told if act is not None else None
        about = counted_thing(count, whole, sentence)
        base = of_act(frame(sentence, start, count.trigger, _span(sentence.doc, count), about), act)
        if (own := own_place(count, sentence)) is not None:
            base = replace(base, place=own)
        base = replace(base, leans=count.measure in _SUFFERED and (act is None or act.leans))
        if elsewhere(count.trigger):
            there = (sentence.place_of.get(count.trigger.i + by) for by in (2, 3))
            base = replace(base, place=next((f.place for f in there if f is not None), None))
        if count.later or _counted_when(count, sentence):
            base = replace(base, time=None, time_words=None)  # when they died is not when it was done
        if base.act_type is None and count.measure in {Measure.KILLED, Measure.INJURED}:
            base = replace(base, act_type=ActType.MASSACRE_EXECUTION.value)
        elif base.act_type is None and count.measure is Measure.DETAINED:
            base = replace(base, act_type=ActType.DETENTION.value)
        people = count.measure not in THINGS
        side = side_of(count, sentence) if people and count.victims in _FIGHTING else None
        victims = VictimClass.COMBATANT if side is not None else count.victims
        asset = asset_of(count.noun)
        name = spelled(asset.name) if asset and not people else None
        value = f"{count.range.words()}{'%' if count.unit == 'percent' else ''} {count.measure.value}"
        value += f" ({victims.value})" if people else f" ({asset.family})" if asset else ""
        yield replace(
            base,
            aspect=Aspect.COUNT,
            value=value,
            measure=count.measure,
            victim_class=victims if people else None,
            range=count.range,
            unit=f"{count.unit}{PART}" if count.part else count.unit,
            replaced=count.replaced,
            negated=base.negated or count.refused,
            revises=count.revises,
            asset=name,
            target=side or base.target,
        )


def _counted_when(count: Count, sentence: Sentence) -> bool:
    """Say whether a time is only that of the counting ("the toll rose to 13 on Friday") and not of what it counts."""
    if count.trigger.lemma_.lower() not in KEPT and not count.revises:
        return False
    inside = {t.idx for t in count.trigger.subtree}
    return not any(any(w.start <= i < w.end for i in inside) for w in sentence.when)


def _none_by(count: Count, found: Sequence[Act]) -> bool:
    """Say whether "none was killed by army fire" only denies that somebody killed, and counts no dead."""
    act = next((a for a in found if a.token.i == count.trigger.i), None)
    # "No prisoner was executed" tells how they did not die, and not that none did.
    narrow = count.measure is Measure.KILLED and count.trigger.lemma_.lower() in manner_verbs()
    return count.range.high == 0 and (narrow or (act is not None and act.told is act and bool(act.actors)))


def _victims_of_else(count: Count, found: Sequence[Act]) -> bool:
    """Say whether a number only calls people displaced to whom something else was done ("attacked 50 refugees")."""
    hit = next((a for a in found if a.target is not None and a.target.token.i == count.noun.i), None)
    named = count.measure is Measure.DISPLACED and count.trigger.pos_ != "VERB"
    return named and hit is not None and hit.act_type != ActType.DISPLACEMENT.value


def _span(doc: Any, count: Count) -> tuple[int, int]:
    """Give the words of a count: the trigger's clause if the number stands in it, else from the one to the other."""
    span = doc.char_span(count.quantity.start, count.quantity.end, alignment_mode="expand")
    low, high = span.start, max(span.end - 1, count.noun.i)
    first, last = clause(count.trigger) if count.trigger.pos_ == "VERB" else phrase(count.trigger)
    if first <= high and low <= last:
        return min(first, low), max(last, high)
    first, last = clause(count.trigger)
    if first <= high and low <= last:
        return min(first, low), max(last, high)
    return (min(low, count.trigger.i), max(high, count.trigger.i)) if count.trigger.i > low else (low, high)


def _act_of(count: Count, found: Sequence[Act]) -> Act | None:
    """Give the act of its sentence that a number is about: the trigger's own, the one around it, the nearest."""
    at = count.trigger.i
    own = next((a for a in found if a.token.i == at or (_deaths(count) and _told_of(count.noun, a))), None)
    around = [a for a in found if a.span[0] <= at <= a.span[1] and a.row["family"] in DEADLY]
    best = own or min(around, key=lambda a: abs(a.token.i - at), default=None)
    # "400 deaths since the offensive began": what a clause below tells is not what they died of.
    above = {count.trigger.i, *(t.i for t in count.trigger.ancestors)}
    near = [a for a in found if clause_head(a.token).i in above or not _deaths(count)]
    return best or min(near, key=lambda a: abs(a.token.i - at), default=None)


def _told_of(noun: Any, act: Act) -> bool:
    """Say whether a clause tells what was done to those counted: "the death of six priests who were murdered"."""
    top = clause_head(act.token)
    return act.row["family"] in DEADLY and top.dep_ == "relcl" and top.head.i == noun.i


def _deaths(count: Count) -> bool:
    """Say whether a number counts people by a noun that tells what became of them ("deaths", "the dead")."""
    return count.trigger.pos_ != "VERB" and count.measure in {Measure.KILLED, Measure.INJURED}


def of_act(base: Proposition, act: Act | None) -> Proposition:
    """Give a proposition the act it is about."""
    if act is None:
        return base
    act = act.told
    return replace(base, act_type=act.act_type, actor=act.actors[0] if act.actors else None)
