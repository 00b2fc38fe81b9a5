"""Who did it, left open: "could not confirm who fired", "was unable to identify the unit responsible"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from counterclaim.extract.anaphora import REACH
from counterclaim.extract.attributed import Attribution
from counterclaim.extract.predicates import root
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.slots.control import HOLD
from counterclaim.extract.spans import Spans
from counterclaim.extract.voices import Voices
from counterclaim.lexicons import lexicon
from counterclaim.records.words import NOT_NAMED, Aspect

_ORDER = re.compile(
    r"(?<!\bbeen )(?<!\bwas )(?<!\bwere )\b(?:order(?:s|ed|ing)?|command(?:ed|ing)?|authori[sz](?:ed|ing))\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:who|whose|which (?:side|part(?:y|ies)|group|army|forces?|unit)s?)\b", re.IGNORECASE)


def left_open(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give who did it as the question that "could not confirm who fired" leaves open: of whoever was named last."""
    for one in voices.attributions:
        if not leaves_open(voices, one) or _asks_who_holds(voices, one) or _of_orders(voices, one):
            continue  # who holds a place, or who gave an order, is not the question who did something
        near = places.touching(one.cue.start - REACH, min(one.start, one.cue.start))
        # Who does not know, or does not say, who did it bears on nobody named before; nor does what nobody claims.
        named = near if one.cue.effect == "unverified" and one.cue.lemma != "claim" else ()
        last = next((p for p in reversed(named) if p.aspect is Aspect.PERPETRATOR), None)
        inside = next((p for p in places.touching(one.start, one.end) if p.aspect is Aspect.OCCURRENCE), None)
        before = next((p for p in reversed(near) if p.aspect is Aspect.OCCURRENCE and p.act_type), None)
        act = last or inside or before
        if act is not None:
            name = last.value if last is not None else NOT_NAMED
            made = replace(act, aspect=Aspect.PERPETRATOR, value=name, actor=last.actor if last is not None else None)
            made = replace(made, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)
            yield replace(made, hedges=(), loaded=(), negated=False)


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
    asked = _WHO.match(voices.report.text, one.start, one.end) is not None
    return unsaid and (asked or _names_doer(voices, one))


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
