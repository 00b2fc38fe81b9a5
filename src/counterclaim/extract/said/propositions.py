"""What is said, clause by clause: acts, damage, counts, control and labels, one aspect a proposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, clause, phrase
from counterclaim.extract.grammar.general import general, of_teller, since, turns_away
from counterclaim.extract.named.act import Act, told_aside
from counterclaim.extract.named.localities import by_kind, quartered
from counterclaim.extract.named.over_time import told_over
from counterclaim.extract.named.parties import parties
from counterclaim.extract.named.places import Found, again, places, spots
from counterclaim.extract.named.sentence import Memory, Sentence, owner
from counterclaim.extract.named.set_aside import kept
from counterclaim.extract.named.so_far import so_far
from counterclaim.extract.named.things import asset_of, last_thing, site_of
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.said.base import frame, last_place, with_name
from counterclaim.extract.said.belonging import TITLE, Told, belonging, brings_about, long
from counterclaim.extract.said.deaths import deaths
from counterclaim.extract.said.deeds import decisive, deed
from counterclaim.extract.said.doings import doings
from counterclaim.extract.said.mishaps import mishaps
from counterclaim.extract.said.munitions import munitions
from counterclaim.extract.said.numbered import DEADLY, numbers, of_act
from counterclaim.extract.said.states import states
from counterclaim.extract.said.suffered import suffered
from counterclaim.extract.said.wrongs import wrongs
from counterclaim.extract.slots import victims
from counterclaim.extract.slots.acts import acts
from counterclaim.extract.slots.aims import aims, signs, used, used_again
from counterclaim.extract.slots.attackers import but_attackers
from counterclaim.extract.slots.control import controls
from counterclaim.extract.slots.labels import labels, means_deed, refused
from counterclaim.extract.slots.last_named import last_armed, last_subject
from counterclaim.extract.slots.motives import motives
from counterclaim.extract.slots.narrative import dates_report, story, unstamped
from counterclaim.extract.slots.origins import origins, thought_of
from counterclaim.extract.slots.own_days import until_now
from counterclaim.extract.slots.reality import negated
from counterclaim.extract.slots.roles import part_denied
from counterclaim.extract.slots.somewhere import somewhere
from counterclaim.extract.words.gazetteer import countries, mostly
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.times import times, title_year, year_named
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, Aspect, Measure

_PLACES = frozenset({"GPE", "LOC", "FAC", "PERSON"})


def propositions(report: Report, parsed: Sequence[Parsed], title: Sequence[Parsed] = ()) -> tuple[Proposition, ...]:
    """Give all propositions of a report, in text order, without duplicates.

    `title` is the report's title, parsed: it gives none, but tells what the report is about and which names are places.
    """
    context = countries(report.text)
    people = _surnames(parsed)
    memory = Memory(owner(report.text, context), lands=mostly(context), spots=spots(report.text), people=people)
    undated = report.published is None
    memory.year = title_year(report.title or "") if undated else None
    out: list[Told] = []
    read = [*title, *parsed]
    # A report whose text begins with its title tells it once.
    texts = [one.passage.text[: len(one.doc.text)] for one in read]
    found = [places(text, _labelled(one), context, people, one.doc.text) for one, text in zip(read, texts, strict=True)]
    found = [quartered(text, where) for text, where in zip(texts, found, strict=True)]
    names = _names(texts, found)
    memory.towns = len(
        {f.place.name for where in found[len(title) :] for f in where if f.place.level in {"town", "site"}}
    )
    for number, (one, text, where) in enumerate(zip(read, texts, found, strict=True), start=-len(title)):
        when = times(text, report.published, memory.year, memory.day)
        memory.year = (year_named(text) if undated else None) or memory.year
        words, when = unstamped(text, when, report.published) if number < 1 else (text, when)
        spotted = quartered(text, kept(words, again(text, where, names)), memory.carried())
        spots_here = but_attackers(one.doc, spotted)
        sentence = Sentence(one.doc, words, kept(words, when), spots_here, memory, one.passage.paragraph)
        here = frozenset(normal_name(f.place.name) for f in sentence.where)
        away = turns_away(one.doc)
        begun = len(out)
        for read_here in _sentence(sentence, one.passage.start):
            token = next((t for t in one.doc if one.passage.start + t.idx == read_here.trigger_start), None)
            said = so_far(sentence, _over_time(read_here, token))
            said = until_now(one.doc, when, said, token, report.published)
            leaning = said.leans and not brings_about(said) and token is not None
            # "Over 7,000 died in the war, and most of them were civilians"
            share = (said.unit or "").startswith("percent") and any(t.general for t in out[begun:])
            many = leaning and token is not None and (general(token) or long(said) or share)
            site = site_of(token) if said.leans and token is not None else None
            at = one.passage.start if token is not None and told_aside(token) else None
            told = Told(said, max(number, TITLE), one.passage.paragraph, here | _site(said), many, away, at, site)
            out.append(replace(told, said=_of_many(told, since(token))) if many else told)
        if number < 0:
            continue
        if not dates_report(one.doc, when):
            told_days = [w.range for w in when if w.range is not None and w.start >= sentence.body]  # no dateline's
            memory.day = told_days[-1] if told_days else memory.day
        memory.party = last_subject(sentence)
        memory.armed = last_armed(sentence) or memory.armed
        memory.thing = last_thing(_things(one.doc), sentence)
        memory.number += 1
        if (place := last_place(sentence)) is not None:
            memory.written = all(f.start < sentence.body for f in sentence.where if f.place == place)
            far = memory.written and _far(place, [f.place for those in found for f in those])
            memory.acted = any(told.said.act_type is not None for told in out[begun:])
            memory.at(None if far else place)
    return tuple(dict.fromkeys(belonging(out, memory.towns)))


def _things(doc: Any) -> list[Any]:
    """Give the things of a sentence that "it" may mean in the next one: its subjects, else its only one."""
    found = [t for t in doc if t.pos_ in {"NOUN", "PROPN"} and asset_of(t) is not None]
    subjects = [t for t in found if t.dep_ in SUBJECTS]
    return subjects or (found if len(found) == 1 else [])


def _far(place: Place, named: Sequence[Place]) -> bool:
    """Say whether a report written in a place tells of another country alone: "MOSCOW (X) -- … in Velarian towns"."""
    towns = {normal_name(p.name) for p in named if p.country == place.country and p.level != "country"}
    others = {p.country for p in named if p.country} - {place.country}
    return bool(place.country and others) and towns <= {normal_name(place.name)}


def _over_time(said: Proposition, token: Any) -> Proposition:
    """Give a proposition with the stretch of time over which its act is told ("has bombed it since 2021")."""
    span = told_over(token, said.act_type) if token is not None and said.time is None else None
    return replace(said, time_words=span) if span is not None else said


def _of_many(told: Told, span: str | None) -> Proposition:
    """Give the toll of a war or since a time without the act, place and day of what else the report tells."""
    time, words = (told.time, told.said.time_words) if span is None else (None, span)
    return replace(told.said, act_type=None, place=told.place, time=time, time_words=words)


def _site(said: Proposition) -> frozenset[str]:
    """Give the name of the site a proposition is placed at: it stands in its own words."""
    return frozenset({normal_name(said.place.name)} if said.place is not None and said.place.level == "site" else ())


def _labelled(one: Parsed) -> dict[tuple[int, int], str]:
    # A person's full name is none: "Khalil" is a town, "Khalil Bell" is not.
    ents = [e for e in one.doc.ents if e.label_ in _PLACES and not (e.label_ == "PERSON" and len(e) > 1)]
    found = {(e.start_char, e.end_char): e.label_ for e in ents}
    # A word that the tagger calls a body, or nothing at all, where a place stands.
    plain = (t for t in one.doc if t.ent_type_ == "ORG" or (t.ent_type_ == "" and t.tag_ == "NNP"))
    return found | {(t.idx, t.idx + len(t.text)): "ORG" for t in plain if somewhere(t)} | by_kind(one.doc)


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
    found = [
        a
        for a in acts(sentence)
        if (a.token.pos_ == "VERB" or not refused(a.token)) and not of_teller(a, sentence.memory.act)
    ]
    for act in found:
        yield from deed(sentence, start, act)
        other = next((a for a in found if a.row["family"] == "territory" and a is not act), None)
        yield from decisive(sentence, start, act, other)
    yield from doings(sentence, start, found)
    yield from suffered(sentence, start, found)
    yield from wrongs(sentence, start)
    yield from deaths(sentence, start, found)
    yield from _aimed(sentence, start, found)
    yield from _motives(sentence, start, found)
    yield from states(sentence, start)
    yield from numbers(sentence, start, found)
    yield from munitions(sentence, start, found)
    yield from mishaps(sentence, start, found)
    yield from _controls(sentence, start)
    yield from _victims(sentence, start, found)
    yield from _labels(sentence, start, found)
    yield from _judged(sentence, start, found)
    if found:
        in_order = sorted(found, key=lambda a: not told_aside(a.token))
        sentence.memory.act = in_order[-1]
        sentence.memory.acts |= {a.row["family"]: a for a in in_order if not a.negated or a.again}
        sentence.memory.named |= {a.row["words"]: a for a in found if not a.negated and a.target is not None}
    last = story(sentence, [*(t for t in sentence.doc if t.dep_ == "ROOT"), *(a.token for a in found)])
    if last is not None or any(w.range is not None for w in sentence.when):
        sentence.memory.story, sentence.memory.paragraph = last, sentence.paragraph


def _aimed(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give the target that is said to have been one, and whose the ground is that a weapon came from."""
    act = found[-1] if found else sentence.memory.act
    for token, hit, denied in aims(sentence):
        # Another target is another answer of one happening: its own target stays that of the act.
        base = of_act(frame(sentence, start, token, clause(token), act.target if act is not None else hit), act)
        yield replace(base, aspect=Aspect.TARGET, value=hit.name, negated=denied)
    for token, weapon in used(sentence):
        base = of_act(frame(sentence, start, token, clause(token), act.target if act is not None else None), act)
        yield replace(base, aspect=Aspect.WEAPON, value=weapon, negated=negated(token))
    for token, row in signs(sentence):
        base = of_act(frame(sentence, start, token, clause(token), act.target if act is not None else None), act)
        kind = base.act_type or row.get("act")
        if not found:
            base = replace(base, time=None, time_words=None, leans=act is not None)  # when they were seen is not when
        if kind is not None:
            yield replace(base, aspect=Aspect.WEAPON, value=row["name"], act_type=kind, implied=True)
    for token, who in used_again(sentence) if act is not None else ():
        base = of_act(frame(sentence, start, token, clause(token)), act)
        for name in parties(who, sentence)[:1]:
            yield replace(base, aspect=Aspect.PERPETRATOR, value=name, actor=name)
    for token, name in (*origins(sentence), *thought_of(sentence)):
        target = act.target if act is not None else None
        base = of_act(frame(sentence, start, token, clause(token), target), act)
        yield replace(base, aspect=Aspect.PERPETRATOR, value=name, actor=name, implied=True, negated=negated(token))


def _motives(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    for one in motives(sentence, found):
        about = one.act.target if one.act is not None else None
        if one.act is None:
            continue  # a purpose without an act is a plan or a wish, not why something happened
        base = frame(sentence, start, sentence.doc[one.first], (one.first, one.last), about)
        yield replace(of_act(base, one.act), aspect=Aspect.MOTIVE, value=one.value, hedges=one.hedges)


def _controls(sentence: Sentence, start: int) -> Iterator[Proposition]:
    for one in controls(sentence):
        base = frame(sentence, start, one.token, one.span, one.target)
        loose = one.target is not None and one.target.place is None and one.target.token.tag_ == "NNS"
        # "Struck the rebel-held town on Friday": not on Friday did rebels take it.
        base = replace(base, time=None, time_words=None) if one.aside else base
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
        base = frame(sentence, start, token, clause(token))
        base = replace(base, aspect=Aspect.VICTIM_IDENTITY, value=name, target=name)
        base = with_name(sentence, base, name, start)
        yield replace(of_act(base, act), leans=not found or found[-1].leans)
    # "The number of dead at four, all of them fighters" is of no torture told before.
    other = act is not None and act.row["family"] not in DEADLY and sentence.memory.measure is Measure.KILLED
    for token, value, denied in victims.status(sentence):
        base = frame(sentence, start, token, clause(token))
        base = replace(base, aspect=Aspect.VICTIM_STATUS, value=value, negated=denied)
        base = replace(base, act_type=ActType.MASSACRE_EXECUTION.value) if other else of_act(base, act)
        yield replace(base, leans=not found or found[-1].leans)


def _judged(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give the adjectives by which a sentence judges an act or the deed told before ("this savage act")."""
    acts = {a.token.i: a for a in found}
    for token in sentence.doc:
        if token.dep_ != "amod" or token.lower_ not in lexicon("judging") or sentence.hidden(token):
            continue
        act = acts.get(token.head.i)
        if act is None and not means_deed(token.head):
            continue
        base = frame(sentence, start, token, phrase(token.head), act.target if act is not None else None)
        base = of_act(base, act if act is not None else sentence.memory.act)
        yield replace(base, aspect=Aspect.CHARACTERISATION, value=token.lower_, label=token.lower_, actor=None)


def _labels(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    for one in labels(sentence):
        # "Not responsible for the massacre" calls it one, and lays it to nobody.
        actors = () if part_denied(one.token) else one.actors
        actor = " and ".join(actors) or None
        base = frame(sentence, start, one.token, one.span, one.target)
        base = replace(base, act_type=one.act, actor=actor, label=one.term, negated=one.negated)
        # "The massacre" that means the raid told before calls that one.
        meant = next((a for a in found if a.again and a.token.i == one.token.i), None)
        if meant is not None:
            base = replace(base, act_type=meant.act_type, leans=True)
        yield replace(base, aspect=Aspect.CHARACTERISATION, value=one.term)
        if meant is None and one.act in {ActType.MASSACRE_EXECUTION.value, ActType.DISPLACEMENT.value, None}:
            for name in actors:
                yield replace(base, aspect=Aspect.PERPETRATOR, value=name, actor=name)
