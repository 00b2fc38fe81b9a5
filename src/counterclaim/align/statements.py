"""The nuclei of a report with what names no act: with the happening it is about, else a place's statements.

"The rebels had stored munitions there", "the attack was a war crime", "the killers came at night": the place or the
happening is the one told last before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from counterclaim.align.apart import near, on_others, within_a_country
from counterclaim.align.nuclei import happenings
from counterclaim.align.nucleus import CAUSES, EFFECTS, Nucleus, act_nouns, family_of, target_words
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import TimeRange
from counterclaim.records.words import ActType, Aspect, Measure, Stance

#: What is meant was told within this many characters before.
REACH = 900
#: A mention of an act has at most so many words: "this barbaric action".
MENTION_WORDS = 4
#: Harm told of more days than these is the toll of no one happening.
FEW_DAYS = 7
_HARMED = frozenset({Measure.KILLED, Measure.INJURED})
_VIOLENT = frozenset({*CAUSES, *EFFECTS, "killing"})
#: The place of a happening, and not "there was", "over there are" or "out there".
_THERE = re.compile(
    r"(?<!\bout )(?<!\bover )\bthere\b(?!\s+(?:is|are|was|were|be|been|has|have|had|will|would|may|might|can|could"
    r"|must|should|seems?|exists?|remains?)\b)(?!['’])",
    re.IGNORECASE,
)
#: A word of a name, as written.
_NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]{2,}")
#: A noun with its article, less what belongs to it, but for what is a part of a building.
_PARTS = "basement|cellar|roof|grounds|courtyard|wing|ward|upper floors|ground floor|corridors|rooms|premises"
_DEFINITE = re.compile(rf"\b(?:the|this|that|these|those)\s+(\w+)(?:(?!['’]s)\b|['’]s\s+(?:{_PARTS})\b)", re.IGNORECASE)
_BUILDING = re.compile(r"\b(?:the|this|that)\s+(?:building|facility|compound|complex)\b(?!['’]s)", re.IGNORECASE)


def nuclei(claims: Sequence[Claim], day: TimeRange | None) -> list[Nucleus]:
    """Give the nuclei of one report's claims, in text order: those of its acts, then those of its statements.

    A claim that names no act joins the act whose words it overlaps, else the one that its words point back to, else the
    report's statements on one place. `day` is the report's day of publication, or None.
    """
    leaning = [c for c in claims if _leans(c)]
    out, loose = happenings([c for c in claims if not _leans(c)], day)
    alone = []
    for claim in leaning:
        home = _pointed_at(out, claim)
        if home is None and _left_behind(claim):
            home = next((n for n in _before(out, claim) if n.family in {*CAUSES, "killing"}), None)
        if home is not None:
            home.claims.append(claim)
        else:
            out += happenings([claim], day)[0]
    for claim in loose:
        if (home := _overlapping(out, claim) or _of_its_day(out, claim)) is not None:
            home.add([claim])
        elif (home := _pointed_at(out, claim)) is not None:
            home.claims.append(claim)  # what is said of an act tells it from no other
        else:
            alone.append(claim)
    return [*out, *_statements(alone, day)]


def _leans(claim: Claim) -> bool:
    """Say whether a claim's act has no name of its own, or is on nothing named by who did the harm told before.

    "This barbaric action", "the killers detonated explosives", "the attackers burned the clinic".
    """
    words = claim.text.casefold().split()
    by = (claim.actor or "").casefold().removesuffix("s") in lexicon("acting")["doers"]
    if _left_behind(claim) or (by and family_of(claim) in {*EFFECTS, "looting"}):
        return True
    if claim.target or claim.range or not words:
        return False
    bare = claim.act_type == ActType.OTHER.value and len(words) <= MENTION_WORDS and claim.actor is None
    bare = bare and words[0] in {"this", "that", "these", "those", "the"}
    return bare or (by and family_of(claim) in CAUSES)


def _left_behind(claim: Claim) -> bool:
    """Say whether a claim tells, of no place, time or doer, what was found destroyed or searched through."""
    found = family_of(claim) in {"destruction", "looting"} and claim.aspect is not Aspect.PERPETRATOR
    named = _named().match(" ".join(claim.text.split())) is not None
    return found and not (named or claim.actor or claim.place or claim.time or claim.range)


@cache
def _named() -> re.Pattern[str]:
    """Give what an act told by its own name looks like: "the destruction of the dam"."""
    return re.compile(rf"(?:the |an? )?(?:[\w-]+ )?(?:{act_nouns(['destruction', 'looting'])}) of\b", re.IGNORECASE)


def _overlapping(found: Sequence[Nucleus], claim: Claim) -> Nucleus | None:
    """Give the nucleus whose words a claim overlaps most, or None; a list of several acts is of none of them."""
    best, most = None, 0
    within = [n for n in found if any(claim.start < c.start and c.end <= claim.end for c in n.claims)]
    if len({n.family for n in within}) < len(within):
        return None
    for nucleus in found:
        shared = max((min(c.end, claim.end) - max(c.start, claim.start) for c in nucleus.claims), default=0)
        if shared > most and nucleus.family != "statement":
            best, most = nucleus, shared
    return best


def _of_its_day(found: Sequence[Nucleus], claim: Claim) -> Nucleus | None:
    """Give the only harm of a claim's place and days, where it tells who or how many came to harm and no act."""
    time, harmed = claim.time, claim.measure in _HARMED or claim.aspect is Aspect.VICTIM_STATUS
    if not harmed or time is None or claim.place is None or claim.place.level == "country":
        return None
    if (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days > FEW_DAYS:
        return None
    fitting = [n for n in found if n.family in {*CAUSES, "killing"} and any(t.days_apart(time) == 0 for t in n.times)]
    fitting = [n for n in fitting if any(p.level != "country" and near(p, claim.place) for p in n.places)]
    return fitting[0] if len(fitting) == 1 else None


def _pointed_at(found: Sequence[Nucleus], claim: Claim) -> Nucleus | None:
    """Give the nucleus of an act that a claim without one points back to, or None.

    By the name of an act with an article that points back it is the last one of that act's family; by "the incident" or
    "the killers" the last that harmed somebody; by "there" the last that a thing or a place is told of; by "the mill"
    the one that is told to have hit it, by "the building" the last that hit one. What denies something of a victim by
    name is of the one killing of that name.
    """
    before = _before(found, claim)
    words = " ".join(claim.text.split())
    for family, pattern in _called().items():
        if pattern.search(words):
            return next((n for n in before if n.family in ({family} if family else _VIOLENT)), None)
    if claim.aspect is Aspect.OCCURRENCE and _THERE.search(words):
        return next((n for n in before if n.places or n.assets or n.words), None)
    things = frozenset().union(*map(target_words, _DEFINITE.findall(words)))
    hit = [n for n in before if n.words & things and n.family in _VIOLENT]
    if not hit and claim.aspect is Aspect.OCCURRENCE and _BUILDING.search(words):
        hit = [n for n in before if n.assets and n.family in _VIOLENT]
    if not hit and claim.stance is Stance.DENY:
        names = target_words(" ".join(_NAME.findall(words)))
        hit = [n for n in before if n.family == "killing" and names & _victims(n)]
    hit.sort(key=lambda n: n.family in EFFECTS)  # what became of it stands behind what did it
    return hit[0] if hit and not any(_other(hit[0], n) for n in hit[1:]) else None


def _other(a: Nucleus, b: Nucleus) -> bool:
    """Say whether what hit one thing by its noun may be two happenings: of other places, days or kinds of things."""
    pairs = [({p.name for p in a.places}, {p.name for p in b.places}), (a.assets, b.assets)]
    days = bool(a.times and b.times) and min(x.days_apart(y) for x in a.times for y in b.times) > 0
    return days or any(x and y and not x & y for x, y in pairs)


def _victims(nucleus: Nucleus) -> frozenset[str]:
    """Give the words of the names of those whom a nucleus tells as harmed."""
    return target_words(" ".join(word for c in nucleus.claims for word in _NAME.findall(c.target or "")))


def _before(found: Sequence[Nucleus], claim: Claim) -> list[Nucleus]:
    """Give the nuclei that tell of something not long before a claim, the last one first."""
    told = [(start, n) for n in found for start in [_last(n, claim)] if start >= 0 and claim.start - start <= REACH]
    return [n for _, n in sorted(told, key=lambda pair: -pair[0])]


def _last(nucleus: Nucleus, claim: Claim) -> int:
    """Give where the last claim of a nucleus before a claim starts, or -1."""
    return max((c.start for c in nucleus.claims if c.end <= claim.start), default=-1)


@cache
def _called() -> dict[str, re.Pattern[str]]:
    """Give, for each family of acts and for any (""), the words that call one told before: "the killing"."""
    any_act = {*lexicon("happenings")["any"], *lexicon("acting")["doers"]}
    nouns = {"": "|".join(sorted(map(re.escape, any_act)))}
    for family in sorted(_VIOLENT):
        nouns[family] = act_nouns([family])
    # "The masterminds of the massacre" are of that, whatever was told last.
    others = rf"(?!s?\s+(?:of|behind)\s+(?:the|this|that)\s+(?:\w+\s+)?(?:{act_nouns(_VIOLENT)}))"
    begin = r"\b(?:the|this|that|these|those)\s+(?:\w+\s+)?"
    ends = {family: r"s?\b" if family else rf"{others}s?\b" for family in nouns}
    return {family: re.compile(f"{begin}(?:{names}){ends[family]}", re.IGNORECASE) for family, names in nouns.items()}


def _statements(claims: Sequence[Claim], day: TimeRange | None) -> list[Nucleus]:
    """Give the nuclei of claims that name no act: those on each place; those on none go with them where it is one."""
    found: list[Nucleus] = []
    on_none: list[Claim] = []
    for claim in claims:
        made = Nucleus("statement", day=day)
        made.add([claim])
        if not within_a_country(made.places):
            on_none.append(claim)
        elif (home := next((n for n in found if not on_others(n, made)), None)) is not None:
            home.add([claim])
        else:
            found.append(made)
    if on_none and len(found) != 1:
        found.append(Nucleus("statement", day=day))
    if on_none:
        found[-1].add(on_none)
    return found
