"""What is said, clause by clause: acts, damage, counts, control and labels, one aspect a proposition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.parse import Parsed
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.slots import damage, victims
from counterclaim.extract.slots.acts import CAUSES, Act, acts
from counterclaim.extract.slots.base import frame, last_place
from counterclaim.extract.slots.clauses import clause, clause_head, conjuncts, phrase
from counterclaim.extract.slots.control import controls
from counterclaim.extract.slots.counts import THINGS, Count, counts
from counterclaim.extract.slots.deeds import decisive, deed
from counterclaim.extract.slots.gazetteer import countries, mostly
from counterclaim.extract.slots.labels import labels, refused
from counterclaim.extract.slots.motives import motives
from counterclaim.extract.slots.narrative import story
from counterclaim.extract.slots.parties import last_armed, last_subject
from counterclaim.extract.slots.places import Found, again, places, spots
from counterclaim.extract.slots.roles import subject
from counterclaim.extract.slots.sentence import Memory, Sentence, owner
from counterclaim.extract.slots.sides import side_of
from counterclaim.extract.slots.things import asset_of, spelled, thing
from counterclaim.extract.slots.times import times, year_named
from counterclaim.records.claim import PART
from counterclaim.records.extent import Place
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, Aspect, Measure, VictimClass

#: A number without an act of its own is that of an act told at most so many sentences before.
TOLD_SENTENCES = 3
#: A number that may count the people of an armed party.
_FIGHTING = frozenset({VictimClass.COMBATANT, VictimClass.UNKNOWN})
_DEADLY = frozenset({"killing", "bombardment", "explosion", "chemical", "fighting"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "PERSON"})


def propositions(report: Report, parsed: Sequence[Parsed]) -> tuple[Proposition, ...]:
    """Give all propositions of a report, in text order, without duplicates."""
    context = countries(report.text)
    memory = Memory(owner(report.text, context), lands=mostly(context), spots=spots(report.text))
    undated = report.published is None
    memory.year = _title_year(report.title or "") if undated else None
    out: list[Proposition] = []
    texts = [report.text[p.passage.start : p.passage.start + len(p.doc.text)] for p in parsed]
    people = _surnames(parsed)
    found = [
        places(text, _labelled(one), context, people, one.doc.text) for one, text in zip(parsed, texts, strict=True)
    ]
    names = _names(texts, found)
    memory.towns = len({f.place.name for where in found for f in where if f.place.level in {"town", "site"}})
    for one, text, where in zip(parsed, texts, found, strict=True):
        memory.year = (year_named(text) if undated else None) or memory.year
        when = times(text, report.published, memory.year, memory.day)
        sentence = Sentence(one.doc, text, when, again(text, where, names), memory, one.passage.paragraph)
        out += _sentence(sentence, one.passage.start)
        memory.day = next((w.range for w in reversed(when) if w.range is not None), memory.day)
        memory.party = last_subject(sentence) or memory.party
        memory.armed = last_armed(sentence) or memory.armed
        memory.number += 1
        if (place := last_place(sentence)) is not None:
            memory.place, memory.placed = place, memory.number
            memory.written = all(f.start < sentence.body for f in sentence.where if f.place == place)
    return tuple(dict.fromkeys(out))


def _title_year(title: str) -> int | None:
    """Give the one year that a title names, or None."""
    years = set(re.findall(r"\b(?:1[89]|20)\d\d\b", title))
    return int(years.pop()) if len(years) == 1 else None


def _labelled(one: Parsed) -> dict[tuple[int, int], str]:
    # A person's full name is none: "Khalil" is a town, "Khalil Bell" is not.
    ents = [e for e in one.doc.ents if e.label_ in _PLACES and not (e.label_ == "PERSON" and len(e) > 1)]
    return {(e.start_char, e.end_char): e.label_ for e in ents}


def _surnames(parsed: Sequence[Parsed]) -> frozenset[str]:
    """Give the last words of the full names of a report's persons: alone they are no places."""
    ents = [e for one in parsed for e in one.doc.ents if e.label_ == "PERSON" and len(e) > 1]
    return frozenset(e[-1].lower_ for e in ents)


def _names(texts: Sequence[str], found: Sequence[Sequence[Found]]) -> dict[str, Place]:
    """Give the town names that a report uses as places, for the sentences where nothing else tells."""
    pairs = [(text[f.start : f.end], f.place) for text, where in zip(texts, found, strict=True) for f in where]
    return {
        name: place for name, place in sorted(pairs, key=lambda p: p[0]) if place.level in {"town", "site", "unknown"}
    }


def _sentence(sentence: Sentence, start: int) -> Iterator[Proposition]:
    found = [a for a in acts(sentence) if a.token.pos_ == "VERB" or not refused(a.token)]
    for act in found:
        yield from deed(sentence, start, act)
        other = next((a for a in found if a.row["family"] == "territory" and a is not act), None)
        yield from decisive(sentence, start, act, other)
    yield from _motives(sentence, start, found)
    yield from _undamaged(sentence, start)
    yield from _counts(sentence, start, found)
    yield from _controls(sentence, start)
    yield from _victims(sentence, start, found)
    yield from _labels(sentence, start)
    if found:
        sentence.memory.act, sentence.memory.told_in = found[-1], sentence.paragraph
        sentence.memory.told_at = sentence.memory.number
    told = story(sentence, [*(t for t in sentence.doc if t.dep_ == "ROOT"), *(a.token for a in found)])
    if told is not None or any(w.range is not None for w in sentence.when):
        sentence.memory.story, sentence.memory.paragraph = told, sentence.paragraph


def _of(base: Proposition, act: Act | None) -> Proposition:
    """Give a proposition the act it is about."""
    if act is None:
        return base
    act = act.told
    return replace(base, act_type=act.act_type, actor=act.actors[0] if act.actors else None)


def _motives(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    for one in motives(sentence, found):
        about = one.act.target if one.act is not None else None
        if one.act is None:
            continue  # a purpose without an act is a plan or a wish, not why something happened
        base = frame(sentence, start, sentence.doc[one.first], (one.first, one.last), about)
        yield replace(_of(base, one.act), aspect=Aspect.MOTIVE, value=one.value, hedges=one.hedges)


def _undamaged(sentence: Sentence, start: int) -> Iterator[Proposition]:
    """Give "no damage" for each thing that words deny damage of."""
    doc = sentence.doc
    for low, high in damage.undamaged(sentence.plain):
        span = doc.char_span(low, high, alignment_mode="expand")
        if span is None:
            continue
        first, last = clause(span.root)
        near = [t for t in doc[first : last + 1] if t.pos_ in {"NOUN", "PROPN"} and asset_of(t) is not None]
        noun = min(near, key=lambda t: (abs(t.i - span.root.i), t.i), default=None) or _spared(span.root)
        if noun is None:
            continue
        run = (min(span.start, noun.left_edge.i if noun.i < span.start else noun.i), max(span.end - 1, noun.i))
        base = frame(sentence, start, span.root, run, thing(noun, sentence))
        yield replace(
            base,
            aspect=Aspect.DAMAGE,
            value=damage.NO_DAMAGE,
            label=damage.NO_DAMAGE,
            act_type=ActType.PROPERTY_DESTRUCTION.value,
        )


def _spared(token: Any) -> Any | None:
    """Give the asset that is the subject of words some way off: "the hospital is standing and undamaged"."""
    noun = subject(clause_head(token))
    return noun if noun is not None and asset_of(noun) is not None else None


def _counts(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    for count in counts(sentence):
        act = _act_of(count, sentence, found)
        if _victims_of_else(count, found):
            continue
        whole = act.told if act is not None else None
        about = thing(count.noun, sentence) if count.measure in THINGS or _beside(count, whole) else None
        about = about or (whole.target if whole else None)
        base = _of(frame(sentence, start, count.trigger, _span(sentence.doc, count), about), act)
        if base.act_type is None and count.measure in {Measure.KILLED, Measure.INJURED}:
            base = replace(base, act_type=ActType.MASSACRE_EXECUTION.value)
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
            asset=name,
            target=side or base.target,
        )


def _victims_of_else(count: Count, found: Sequence[Act]) -> bool:
    """Say whether a number only calls people displaced to whom something else was done ("attacked 50 refugees")."""
    hit = next((a for a in found if a.target is not None and a.target.token.i == count.noun.i), None)
    named = count.measure is Measure.DISPLACED and count.trigger.pos_ != "VERB"
    return named and hit is not None and hit.act_type != ActType.DISPLACEMENT.value


def _beside(count: Count, act: Act | None) -> bool:
    """Say whether a number counts others than the first of an act's victims: "six priests and two women"."""
    first = act.target.token if act is not None and act.target is not None else None
    return first is not None and count.noun.i != first.i and any(t.i == count.noun.i for t in conjuncts(first))


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


def _act_of(count: Count, sentence: Sentence, found: Sequence[Act]) -> Act | None:
    """Give the act that a number is about: the trigger's own, the one around it, the nearest, the last deadly one."""
    at = count.trigger.i
    own = next((a for a in found if a.token.i == at), None)
    around = [a for a in found if a.span[0] <= at <= a.span[1] and a.row["family"] in _DEADLY]
    best = own or min(around, key=lambda a: abs(a.token.i - at), default=None)
    # "400 deaths since the offensive began": what a clause below tells is not what they died of.
    above = {count.trigger.i, *(t.i for t in count.trigger.ancestors)}
    near = [a for a in found if clause_head(a.token).i in above or not _deaths(count)]
    best = best or min(near, key=lambda a: abs(a.token.i - at), default=None)
    last: Act | None = sentence.memory.act
    recent = sentence.memory.number - sentence.memory.told_at <= TOLD_SENTENCES
    before = last if last is not None and recent and last.row["family"] in _DEADLY else None
    if best is None or before is None:
        return best or before
    # "Jets bombed the market. Twelve people were killed": the toll is that of the bombing.
    mere = bool(best.row.get("result")) and best.cause is None and not best.actors
    return before if mere and before.told.row["family"] in CAUSES and _near(sentence) else best


def _near(sentence: Sentence) -> bool:
    """Say whether the act told last stands in this paragraph or the one before."""
    return sentence.paragraph - sentence.memory.told_in <= 1


def _deaths(count: Count) -> bool:
    """Say whether a number counts people by a noun that tells what became of them ("deaths", "the dead")."""
    return count.trigger.pos_ != "VERB" and count.measure in {Measure.KILLED, Measure.INJURED}


def _controls(sentence: Sentence, start: int) -> Iterator[Proposition]:
    for one in controls(sentence):
        base = frame(sentence, start, one.token, one.span, one.target)
        loose = one.target is not None and one.target.place is None and one.target.token.tag_ == "NNS"
        yield replace(
            base,
            aspect=Aspect.CONTROL,
            value=one.holder,
            actor=one.holder,
            negated=one.negated,
            place=None if loose else base.place,
            act_type=None,
        )


def _victims(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give the victims that a sentence names or describes without an act's own words."""
    act = found[-1] if found else sentence.memory.act
    for token, name in victims.named(sentence):
        yield _of(
            replace(
                frame(sentence, start, token, clause(token)), aspect=Aspect.VICTIM_IDENTITY, value=name, target=name
            ),
            act,
        )
    for token, value, denied in victims.status(sentence):
        base = frame(sentence, start, token, clause(token))
        yield _of(replace(base, aspect=Aspect.VICTIM_STATUS, value=value, negated=denied), act)


def _labels(sentence: Sentence, start: int) -> Iterator[Proposition]:
    for one in labels(sentence):
        actor = " and ".join(one.actors) or None
        base = replace(
            frame(sentence, start, one.token, one.span, one.target),
            act_type=one.act,
            actor=actor,
            label=one.term,
            negated=one.negated,
        )
        yield replace(base, aspect=Aspect.CHARACTERISATION, value=one.term)
        if one.act in {ActType.MASSACRE_EXECUTION.value, ActType.DISPLACEMENT.value}:
            for name in one.actors:
                yield replace(base, aspect=Aspect.PERPETRATOR, value=name, actor=name)
