"""What is said, clause by clause: acts, damage, counts, control and labels, one aspect a proposition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.extract.parse import Parsed
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.slots import counts, damage
from counterclaim.extract.slots.acts import Act, acts, is_place, name_of
from counterclaim.extract.slots.places import Found, countries, places
from counterclaim.extract.slots.times import When, times
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, Aspect, Measure

_WEAPON = re.compile(
    r"\b(cluster|barrel|car|vacuum|phosphorus) bombs?\b|\bcluster munitions?\b|\bbombs?\b|\bmortars?\b|\bmissiles?\b"
    r"|\bartillery\b|\bchlorine\b|\bsarin\b|\bexplosives\b|\bmachine ?guns?\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:in an? (?:apparent )?attempt to|in order to|so as to|aimed at|(?:another|the) motive|meant to|intended to)\b"
    r"[^.;]*",
    re.IGNORECASE,
)
_TERRITORY = {ActType.TERRITORY_CHANGE_FORCE.value, ActType.TERRITORY_CHANGE_PEACEFUL.value}
_CLAUSE = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "conj", "relcl", "acl", "parataxis", "pcomp", "appos"})
_MANNERS = {"hand": "handed over", "cede": "handed over", "surrender": "surrendered", "handover": "handed over"}
_LEAVING = frozenset({"withdraw", "retreat", "abandon", "vacate", "pull", "withdrawal", "pullout", "pull-out"})


@dataclass(slots=True)
class Scene:
    """One sentence with its surroundings: times, places, and the place the text was last about."""

    parsed: Parsed
    when: tuple[When, ...]
    where: tuple[Found, ...]
    last_place: Place | None


def propositions(report: Report, parsed: Sequence[Parsed]) -> tuple[Proposition, ...]:
    """Give all propositions of a report, in text order, without duplicates."""
    context = countries(report.text)
    last: Place | None = None
    out: list[Proposition] = []
    for one in parsed:
        labelled = [(e.start_char, e.end_char) for e in one.doc.ents if e.label_ in {"GPE", "LOC", "FAC", "PERSON"}]
        where = places(one.doc.text, labelled, context)
        scene = Scene(one, times(one.doc.text, report.published), where, last)
        out += _sentence(scene)
        last = next((f.place for f in where if f.place.level in {"town", "site", "unknown"}), last)
    return tuple(dict.fromkeys(out))


def _sentence(scene: Scene) -> Iterator[Proposition]:
    found = list(acts(scene.parsed.doc))
    specific = {a.token.i for a in found if not a.row.get("generic")}
    for act in found:
        near = any(abs(act.token.i - i) <= 3 for i in specific)
        if not (act.row.get("generic") and (near or not (act.target or act.actor))):
            yield from _of_act(scene, act)
    yield from _undamaged(scene)
    yield from _counts(scene, found)
    yield from _labels(scene)


def _base(scene: Scene, token: Any) -> Proposition:
    """Give an empty proposition at a token's clause, with time, place, hedges and loaded words filled."""
    head = token
    while head.dep_ not in _CLAUSE and head.head.i != head.i:
        head = head.head
    inside = [t for t in head.subtree if not any(a.dep_ in _CLAUSE and a.i > head.i for a in _between(t, head))]
    inside = inside if token in inside else [token]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    if token.i < first.i or token.i > last.i:
        first = last = token
    text = scene.parsed.doc.text
    start, end = first.idx, last.idx + len(last.text)
    when = _nearest(scene.when, start, end, token.idx)
    where = _nearest(scene.where, start, end, token.idx)
    place = where.place if where else scene.last_place
    words = text[start:end]
    return Proposition(
        start=scene.parsed.offset(start),
        end=scene.parsed.offset(end),
        trigger_start=scene.parsed.offset(token.idx),
        trigger_end=scene.parsed.offset(token.idx + len(token.text)),
        aspect=Aspect.OCCURRENCE,
        value="",
        time=when.range if when else None,
        time_words=when.words if when else None,
        place=place,
        hedges=_in(words, lexicon("modality")),
        loaded=_in(words, lexicon("loaded_terms")),
    )


def _between(token: Any, head: Any) -> Iterator[Any]:
    """Give the tokens from one up to, and without, a clause's head."""
    while token.i not in {head.i, token.head.i}:
        yield token
        token = token.head


def _nearest(found: Sequence[Any], start: int, end: int, at: int) -> Any | None:
    """Give what stands nearest to `at`, inside the clause before elsewhere in the sentence."""
    return min(found, key=lambda f: (not (start <= f.start < end), abs(f.start - at), f.start), default=None)


def _in(words: str, entries: Any) -> tuple[str, ...]:
    low = words.casefold()
    return tuple(sorted(e for e in entries if re.search(rf"\b{re.escape(e)}\b", low)))


def _of_act(scene: Scene, act: Act) -> Iterator[Proposition]:
    base = _base(scene, act.token)
    actor = name_of(act.actor) if act.actor is not None else None
    if actor is not None and act.actor is not None and is_place(act.actor) and act.token.pos_ == "NOUN":
        actor = None
    target = name_of(act.target) if act.target is not None else None
    text = scene.parsed.doc.text
    asset = damage.named_asset(act.target, text) if act.target is not None else None
    base = replace(
        base,
        act_type=act.act_type,
        actor=actor,
        target=target,
        negated=act.negated,
        asset=asset.name if asset else None,
    )
    yield replace(base, value=act.row["words"])
    if actor:
        yield replace(base, aspect=Aspect.PERPETRATOR, value=actor)
    if act.act_type in _TERRITORY:
        yield from _territory(act, base, actor)
    state = damage.condition(act.token) if act.token.pos_ == "VERB" else None
    if asset and state:
        value = damage.NO_DAMAGE if act.negated else state
        yield replace(base, aspect=Aspect.DAMAGE, value=value, label=value, negated=False)
    words = text[base.start - scene.parsed.passage.start : base.end - scene.parsed.passage.start]
    if (weapon := _WEAPON.search(words)) and act.row["family"] in {
        "bombardment",
        "explosion",
        "destruction",
        "killing",
    }:
        yield replace(base, aspect=Aspect.WEAPON, value=weapon.group().lower().removesuffix("s"))
    for purpose in _PURPOSE.finditer(text, act.token.idx):
        start, end = scene.parsed.offset(purpose.start()), scene.parsed.offset(purpose.end())
        value = " ".join(purpose.group().lower().split()[:12])
        yield replace(
            base, aspect=Aspect.MOTIVE, value=value, start=start, end=end, hedges=_in(value, lexicon("modality"))
        )
        break


def _territory(act: Act, base: Proposition, actor: str | None) -> Iterator[Proposition]:
    """Give who holds the place, and how it changed hands."""
    lemma = act.token.lemma_.lower()
    receiver = next(
        (c for p in act.token.children if p.dep_ in {"prep", "dative"} and p.lower_ == "to" for c in p.children), None
    )
    if lemma in _LEAVING:
        yield replace(base, aspect=Aspect.MANNER, value="withdrawal")
    elif lemma in _MANNERS:
        yield replace(base, aspect=Aspect.MANNER, value=_MANNERS[lemma])
        if receiver is not None and (name := name_of(receiver)):
            yield replace(base, aspect=Aspect.CONTROL, value=name)
    else:
        yield replace(base, aspect=Aspect.MANNER, value="by force")
        if actor and lemma != "fall":
            yield replace(base, aspect=Aspect.CONTROL, value=actor)


def _undamaged(scene: Scene) -> Iterator[Proposition]:
    """Give "no damage" for each thing that words deny damage of."""
    doc = scene.parsed.doc
    for start, end in damage.undamaged(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        near = min(damage.assets(doc.text), key=lambda a: min(abs(a.start - end), abs(start - a.end)), default=None)
        if span is None:
            continue
        base = replace(_base(scene, span.root), act_type=ActType.PROPERTY_DESTRUCTION.value)
        left = min(start, near.start) if near else start
        right = max(end, near.end) if near else end
        yield replace(
            base,
            aspect=Aspect.DAMAGE,
            value=damage.NO_DAMAGE,
            label=damage.NO_DAMAGE,
            asset=near.name if near else None,
            target=near.name if near else None,
            start=scene.parsed.offset(left),
            end=scene.parsed.offset(right),
        )


def _counts(scene: Scene, found: Sequence[Act]) -> Iterator[Proposition]:
    text = scene.parsed.doc.text
    for count in counts.counts(scene.parsed.doc, [(w.start, w.end) for w in scene.when]):
        base = _base(scene, count.trigger)
        nearest = min(found, key=lambda a: abs(a.token.i - count.trigger.i), default=None)
        start, end = scene.parsed.offset(count.quantity.start), scene.parsed.offset(count.quantity.end)
        unit = count.unit
        asset = next((a for a in damage.assets(text) if count.quantity.end <= a.start <= count.quantity.end + 40), None)
        if count.measure in {Measure.DESTROYED, Measure.DAMAGED} and asset is None:
            continue
        people = count.measure not in {Measure.DESTROYED, Measure.DAMAGED}
        value = f"{count.quantity.range.words()}{'%' if unit == 'percent' else ''} {count.measure.value}"
        value += f" ({count.victims.value})" if people else f" ({asset.family})" if asset else ""
        made = replace(
            base,
            start=min(base.start, start),
            end=max(base.end, end),
            aspect=Aspect.COUNT,
            value=value,
            measure=count.measure,
            victim_class=count.victims if people else None,
            range=count.quantity.range,
            unit=unit if people or unit == "percent" else asset.name if asset else unit,
            act_type=nearest.act_type if nearest else None,
            asset=asset.name if asset and not people else None,
        )
        if nearest is not None and nearest.actor is not None:
            made = replace(made, actor=name_of(nearest.actor))
        yield made


def _labels(scene: Scene) -> Iterator[Proposition]:
    """Give a characterisation for each term of law or label that somebody uses of a happening."""
    doc = scene.parsed.doc
    for term in lexicon("labels"):
        plural = re.sub(r"y$", "ie", term)
        for match in re.finditer(rf"\b({re.escape(term)}|{re.escape(plural)}s)\b", doc.text, re.IGNORECASE):
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is not None:
                base = replace(_base(scene, span.root), aspect=Aspect.CHARACTERISATION, value=term, label=term)
                yield replace(base, negated=False)
