"""Who did it, left open: "could not confirm who fired", "was unable to identify the unit responsible"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import after
from counterclaim.extract.named.nouns import weapon_row
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.slots.control import HOLD
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.anaphora import REACH
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.stances.unharmed import anchored
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.words import NOT_NAMED, Aspect

_ORDER = re.compile(
    r"(?<!\bbeen )(?<!\bwas )(?<!\bwere )\b(?:order(?:s|ed|ing)?|command(?:ed|ing)?|authori[sz](?:ed|ing))\b",
    re.IGNORECASE,
)
_KINDS = frozenset({"type", "kind", "sort", "nature", "origin", "composition"})
_MEANS = frozenset({"weapon", "munition", "substance", "chemical", "agent", "ammunition", "device", "explosive", "gas"})
#: Of which kind a gas was that nobody could tell.
_GASES = frozenset({"gas", "chemical", "agent", "substance"})
_CHEMICAL = "chemical weapon"
_WHO = re.compile(r"(?:who|whose|which (?:side|part(?:y|ies)|group|army|forces?|unit)s?)\b", re.IGNORECASE)


def left_open(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give who did it as the question that "could not confirm who fired" leaves open: of whoever was named last."""
    for one in voices.attributions:
        if weapon_open(voices, one) is not None:
            yield from _weapon(voices, one, places)
            continue
        if (
            not leaves_open(voices, one)
            or _nobodys_charge(one)
            or _asks_who_holds(voices, one)
            or _of_orders(voices, one)
        ):
            continue  # who holds a place, or who gave an order, is not the question who did something
        near = places.touching(one.cue.start - REACH, min(one.start, one.cue.start))
        # Who does not know, or does not say, who did it bears on nobody named before; nor does what nobody claims.
        named = near if one.cue.effect == "unverified" and one.cue.lemma != "claim" else ()
        last = next((p for p in reversed(named) if p.aspect is Aspect.PERPETRATOR), None)
        inside = next((p for p in places.touching(one.start, one.end) if p.aspect is Aspect.OCCURRENCE), None)
        before = next((p for p in reversed(near) if p.aspect is Aspect.OCCURRENCE and p.act_type), None)
        if inside is not None and before is not None and _bare(inside, before):
            inside = before  # "shells hit the market on Friday … could not tell who fired the shells"
        act = last or inside or before
        if act is not None:
            name = last.value if last is not None else NOT_NAMED
            made = replace(act, aspect=Aspect.PERPETRATOR, value=name, actor=last.actor if last is not None else None)
            made = replace(made, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)
            yield replace(made, hedges=(), loaded=(), negated=False)


def _bare(inside: Proposition, before: Proposition) -> bool:
    """Say whether an act asked about tells nothing beyond one of its kind told before."""
    return inside.act_type == before.act_type and inside.target is None and inside.time is None


def weapon_open(voices: Voices, one: Attribution) -> Any:
    """Give the weapon whose kind somebody could not tell ("the type of gas", "what weapon was used"), or None."""
    head = root(voices, one.start, one.end) if one.cue.effect == "unverified" else None
    what = (
        next((c for c in head.children if c.dep_ in {"nsubjpass", "dobj", "nsubj"}), None) if head is not None else None
    )
    kind = what if head is not None and head.pos_ == "VERB" else head
    if kind is None:
        return None
    of = after(kind, "of") if kind.lemma_.lower() in _KINDS else None
    asked = any(c.lower_ in {"what", "which"} for c in kind.children)
    used = any(c.lemma_ == "use" and c.dep_ in {"acl", "relcl"} for c in kind.children)
    weapon = of if of is not None else kind if asked or used else None
    return weapon if weapon is not None and (weapon_row(weapon) or weapon.lemma_.lower() in _MEANS) else None


def _weapon(voices: Voices, one: Attribution, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give the weapon whose kind could not be told, as a question of the act told last."""
    weapon, near = weapon_open(voices, one), places.touching(one.cue.start - REACH, one.end)
    act = next((p for p in reversed(near) if p.aspect is Aspect.OCCURRENCE and p.act_type), None)
    used = next((p.value for p in reversed(near) if p.aspect is Aspect.WEAPON and not p.negated), None)
    row = weapon_row(weapon)
    gas = weapon.lemma_.lower() in _GASES
    told = used if not gas else _CHEMICAL if act is not None and act.act_type == "chemical_attack" else None
    name = str(row["name"]) if row is not None else told
    if act is not None and name is not None:
        yield replace(anchored(act, one), aspect=Aspect.WEAPON, value=name, negated=False, hedges=(), loaded=())


def _of_orders(voices: Voices, one: Attribution) -> bool:
    """Say whether what is left open is who gave an order, and not which of those who were given one did it."""
    return _ORDER.search(voices.report.text, one.start, one.end) is not None


def _asks_who_holds(voices: Voices, one: Attribution) -> bool:
    """Say whether what is left open is who is in control."""
    head = root(voices, one.start, one.end)
    return head is not None and head.lemma_.lower() in HOLD


def leaves_open(voices: Voices, one: Attribution) -> bool:
    """Say whether a saying only leaves open who did something: "could not confirm who fired"."""
    unsaid = one.cue.effect == "unverified" or (one.cue.self_denied and one.cue.lemma in {"know", "say", "tell"})
    nobodys = one.cue.effect == "unverified" and one.cue.lemma == "claim" and one.cue.source is None
    if weapon_open(voices, one) is not None or _nobodys_charge(one) or nobodys:
        return True
    asked = _WHO.match(voices.report.text, one.start, one.end) is not None
    return unsaid and (asked or _names_doer(voices, one))


def _nobodys_charge(one: Attribution) -> bool:
    """Say whether nobody is told to have charged somebody: "no government blamed the army for killing civilians"."""
    return one.cue.effect == "unverified" and one.cue.lemma in lexicon("cues")["accusing"]


def _names_doer(voices: Voices, one: Attribution) -> bool:
    """Say whether what could not be found out is a doer: "the unit responsible", "whose the planes were"."""
    head = root(voices, one.start, one.end)
    if head is not None and head.lemma_ in {"be", "belong"}:
        about = next((c for c in head.children if c.dep_ == "nsubj"), None)
        return about is not None and about.lemma_.lower() in {*lexicon("acting")["flying"], *lexicon("acting")["doers"]}
    if head is None or head.pos_ not in {"NOUN", "DET", "PRON"}:
        return False
    at_fault = re.search(r"\b(?:responsible|involved)\b", voices.report.text[one.start : one.end].casefold())
    return at_fault is not None or head.lemma_.lower() in {*lexicon("acting")["doers"], "responsibility"}
