"""Inside one report: claims gather into nuclei, each about one act on one thing at one time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from counterclaim.align.apart import contradict, elsewhere, near, within_a_country
from counterclaim.align.carried import away
from counterclaim.align.nucleus import CAUSES, EFFECTS, SEEN_ALIKE, Nucleus, family_of, target_words
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Measure, Stance

_GENERAL_FAMILIES = frozenset({"statement"})

#: A bundle's first and last letter, its family and its actor.
_Key = tuple[int, int, str, str]


def happenings(claims: Sequence[Claim], day: TimeRange | None) -> tuple[list[Nucleus], list[Claim]]:
    """Give the nuclei of one report's acts, in text order, and the claims that name no act.

    1 claims of one clause and one act are one bundle, with what the clause says that came of it; 2 a bundle joins the
    first nucleus of its family that nothing contradicts, one with the same winner before others. `day` is the report's
    day of publication, or None.
    """
    out: list[Nucleus] = []
    loose: list[Claim] = []
    bundles: dict[_Key, list[Claim]] = {}
    killings = any(family_of(c) == "killing" for c in claims)
    for claim in claims:
        family = "killing" if killings and _unharmed(claim) else family_of(claim)
        if family in _GENERAL_FAMILIES:
            loose.append(claim)
        else:
            bundles.setdefault((claim.start, claim.end, family, normal_name(claim.actor or "")), []).append(claim)
    for key in [k for k in bundles if k[2] in EFFECTS]:
        if (cause := _told_of(key, bundles)) is not None:
            bundles[cause] += bundles.pop(key)
    for (_, _, family, _), bundle in bundles.items():
        made = Nucleus(family, day=day)
        made.add(bundle)
        fitting = [n for n in out if n.family == family and not contradict(n, made, 0) and not away(n, made)]
        if _bare(made):
            fitting = [n for n in fitting if _kinds_of(n) & _kinds_of(made)] or fitting  # "the leaders", of all leaders
            fitting.sort(key=lambda n: -n.claims[-1].start)  # "they were killed": those told of last
        home = max(fitting, key=lambda n: _alike(n, made), default=None)  # the first of equals
        if home is None:
            home = next((n for n in out if _own_version(n, made)), None)
        if home is None:
            denied = [n for n in out if _denies_it_of_the_town(n, made)]
            home = denied[0] if len(denied) == 1 else None
        if home is None:
            out.append(made)
        else:
            home.add(bundle)
    return out, loose


def _unharmed(claim: Claim) -> bool:
    """Say whether a claim denies that people were killed in fighting: beside a killing it is told of that."""
    none = claim.range is not None and claim.range.high == 0 and claim.measure is Measure.KILLED
    return none and family_of(claim) == "fighting"


def _bare(made: Nucleus) -> bool:
    """Say whether claims name in their own words no victim, thing, number, day or town of their act."""
    told = [c for c in made.claims if c.range or (c.time and "time" not in c.inferred)]
    towns = (c.place for c in made.claims if c.place is not None and "place" not in c.inferred)
    return not (made.words or made.assets or told or any(p.level != "country" for p in towns))


def _kinds_of(told: Nucleus) -> set[str]:
    """Give every word for whom claims say that it was done to, general ones too."""
    return {w.removesuffix("s") for c in told.claims for w in normal_name(c.target or "").split()}


def _own_version(told: Nucleus, made: Nucleus) -> bool:
    """Say whether a report lets a party that is said to have done an act tell that it struck another thing.

    "The army denied hitting the hospital: it had struck a depot" is its account of one strike, unless it names another
    day or place; so is "it spoke of an explosion in a depot".
    """
    if told.family != "bombardment" or made.family not in SEEN_ALIKE or elsewhere(told, made):
        return False
    if told.times and made.times and min(x.days_apart(y) for x in told.times for y in made.times) > 0:
        return False
    if told.places and _in_words(made) and not any(near(x, y) for x in told.places for y in _in_words(made)):
        return False  # "the drone that fell on Lom" is no account of the strike on Velno, even where neither is known
    charged = {normal_name(c.value) for c in told.claims if c.aspect is Aspect.PERPETRATOR}
    speakers = {normal_name(c.originator.name) for c in made.claims}
    return all(any(_is_of(who, name) for name in charged) for who in speakers | made.actors)


def _in_words(made: Nucleus) -> list[Place]:
    """Give the places that stand in the claims' own words."""
    return [c.place for c in made.claims if c.place is not None and normal_name(c.place.name) in normal_name(c.text)]


def _denies_it_of_the_town(told: Nucleus, made: Nucleus) -> bool:
    """Say whether a denial, of no day, is of the attack told before on a thing in the town that it names.

    What it denies is shelling Dessin, where the market of Dessin was shelled.
    """
    if made.times or made.dated_in_words or made.assets or told.family != made.family or told.family not in CAUSES:
        return False
    towns = frozenset().union(*(target_words(p.name) for p in within_a_country(told.places)))
    denies = all(c.stance is Stance.DENY for c in made.claims)
    return denies and bool(made.words) and made.words <= towns and not elsewhere(told, made)


def _is_of(who: str, name: str) -> bool:
    """Say whether somebody is, or speaks for, the party of a name: "army spokesman" for "Karven army"."""
    words, roles = set(who.split()), set(lexicon("namesakes")["speakers"])
    return set(name.split()) <= words or bool(words - roles and words - roles <= set(name.split()))


def _alike(one: Nucleus, other: Nucleus) -> tuple[bool, int]:
    """Say in how much two nuclei of one report agree: the winner, then the place and what was hit."""
    places = {normal_name(p.name) for p in one.places} & {normal_name(p.name) for p in other.places}
    return bool(one.gainers & other.gainers), bool(places) + bool(one.words & other.words)


def _told_of(key: _Key, bundles: Mapping[_Key, list[Claim]]) -> _Key | None:
    """Give the attack within whose words, or around whose name, a bundle is told, or None; who did it, if said, is one.

    "The strike destroyed two houses", "it was damaged in the attack": what others did meanwhile is an act of its own,
    and so is it when people are detained after an attack.
    """
    start, end, family, actor = key
    near = [k for k in bundles if k[2] in CAUSES and start <= k[0] and k[1] <= end and actor in {"", k[3]}]
    if near and family == "custody" and not actor and _afterwards().search(bundles[key][0].text[: near[0][0] - start]):
        return None
    return near[0] if near else None


@cache
def _afterwards() -> re.Pattern[str]:
    """Give the words before an act's name that make what is told with it something that came later."""
    words = "|".join(lexicon("happenings")["afterwards"])
    return re.compile(rf"\b(?:{words})\s+(?:[\w'’-]+\s+){{0,3}}$", re.IGNORECASE)
