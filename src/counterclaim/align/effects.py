"""What came of an attack is part of it: a bare killing of its day and place joins it, and so does "a blast" a strike.

One report tells a strike, the next only that twelve people were killed there on Monday, a third an explosion. They are
one happening where day and place are the same, nothing tells them apart, and no other happening claims the same. A
later report that names neither day nor place ("denied the attack", "the toll rose to 13") tells of the attack of the
days before it, where only one fits and something that both tell, or their words, speak for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from counterclaim.align.accounts import other_account
from counterclaim.align.apart import contradict, elsewhere, of_a_war
from counterclaim.align.mentioned import only_called, only_named, tells_of
from counterclaim.align.nucleus import CAUSES, EFFECTS, SEEN_ALIKE, Nucleus, act_nouns
from counterclaim.lexicons import lexicon
from counterclaim.offices import office_of
from counterclaim.records.claim import Claim
from counterclaim.records.extent import TimeRange
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Measure, Stance

#: A killing told without a day is news of at most so many days before the report.
NEWS_DAYS = 3
#: A report that names neither day nor place tells of an attack of at most so many days before it.
AFTERMATH_DAYS = 7
_TOLL = re.compile(
    r"the (?:[\w'’-]+ ){0,2}?(?:toll|count|tally|number of (?:dead|deaths|those killed))\b", re.IGNORECASE
)
#: A killing told of more days than these is the toll of no one happening.
TOLL_DAYS = 7


def absorbed(
    clusters: Sequence[list[Nucleus]], sums: Sequence[Nucleus], alike: Callable[[Sequence[Nucleus], Nucleus], bool]
) -> list[list[Nucleus]]:
    """Give the clusters with each effect inside the one happening it can be of; the others stay as they are.

    Takes the clusters, what each holds in sum, and what tells whether a nucleus is likely of a cluster by its words.
    """
    by_town: dict[str, list[int]] = defaultdict(list)
    for i, whole in enumerate(sums):
        if whole.family in CAUSES:
            for name in _towns(whole):
                by_town[name].append(i)
    into: dict[int, int] = {}
    # Attacks that are one come first: what two of them could claim then belongs to the one they are.
    for i, whole in enumerate(sums):
        if whole.family in SEEN_ALIKE:
            rivals = {into.get(j, j) for name in _towns(whole) for j in by_town[name] if j < i}
            home = _one([j for j in sorted(rivals) if _seen_alike(sums[j], whole)], sums, whole)
            into |= {i: home} if home is not None else {}
    for i, whole in enumerate(sums):
        if whole.family == "killing":
            rivals = {j for name in _towns(whole) for j in by_town[name] if _of_day(sums[j], whole)}
            homes = {into.get(j, j) for j in rivals if _deadly(sums[j]) and _bare(whole, sums[j])}
            homes = {j for j in homes if not of_a_war(whole, sums[j])}
            home = _one(sorted(homes), sums, whole)
            into |= {i: home} if home is not None else {}
    for i, whole in enumerate(sums):
        if whole.family in EFFECTS and any(_attack(whole.family).search(c.text.casefold()) for c in whole.claims):
            rivals = {into.get(j, j) for name in _towns(whole) for j in by_town[name] if _of_day(sums[j], whole)}
            home = _one(sorted(rivals), sums, whole)
            into |= {i: home} if home is not None else {}
    into |= _accounts(sums, by_town, into)
    told = [j for j, s in enumerate(sums) if j not in into and s.family in CAUSES and s.times and _towns(s)]
    into |= _as_known(sums, into)
    for i, whole in enumerate(sums):
        after = [j for j in told if _aftermath(sums[j], whole)] if i not in into and _unplaced(whole) else []
        if len(after) == 1 and _of_one(sums[after[0]], whole, alike(clusters[after[0]], clusters[i][0])):
            into[i] = after[0]
    return _moved(clusters, into)


def _accounts(sums: Sequence[Nucleus], by_town: Mapping[str, Sequence[int]], into: Mapping[int, int]) -> dict[int, int]:
    """Give, for each happening that somebody tells instead of an attack that they deny, that attack, if it is one."""
    found: dict[int, int] = {}
    for i, whole in enumerate(sums):
        if i in into or i in into.values() or whole.family not in SEEN_ALIKE:
            continue
        near = {into.get(j, j) for name in _towns(whole) for j in by_town[name]} - {i}
        homes = [j for j in sorted(near) if j not in found and other_account(sums[j], whole)]
        found |= {i: homes[0]} if len(homes) == 1 else {}
    return found


def _as_known(sums: Sequence[Nucleus], into: Mapping[int, int]) -> dict[int, int]:
    """Give, for each attack or killing only named as known ("the explosion in Lom"), the one told of its town and time.

    A killing is one of its own kind; an attack may have been seen otherwise, and where its reports tell of no attack
    but of a killing, "the assault" is that.
    """
    found: dict[int, int] = {}
    kinds = {**dict.fromkeys(SEEN_ALIKE, SEEN_ALIKE), "killing": frozenset({"killing"})}
    told: dict[int, set[str]] = defaultdict(set)
    for j, whole in enumerate(sums):
        told[into.get(j, j)] |= _reports(whole)
    for i, whole in enumerate(sums):
        if i not in into and i not in into.values() and only_called(whole) and _towns(whole):
            homes = [j for j, s in enumerate(sums) if s.family == "killing" and _told_with(s, whole)]
            found |= {i: homes[0]} if len(homes) == 1 else {}
    for i, whole in enumerate(sums):
        if i in {*into, *into.values(), *found} or not (whole.family in kinds and _towns(whole) and only_named(whole)):
            continue
        near = [j for j, s in enumerate(sums) if s.family in kinds[whole.family] and j not in {i, *into, *found}]
        here = [j for j in near if {*_towns(sums[j])} & {*_towns(whole)}]
        # However late a report comes, it names what it tells.
        late = frozenset(j for j in here if sums[j].times and not whole.times and _reports(whole) <= told[j])
        days = [j for j in here if j in late or _days_before(sums[j], whole)]
        homes = [j for j in days if tells_of(sums[j], whole) and not contradict(sums[j], whole, 0)]
        found |= {i: homes[0]} if len(days) == len(homes) == 1 else {}
    return found


def _reports(whole: Nucleus) -> set[str]:
    return {c.report for c in whole.claims}


def _told_with(killing: Nucleus, named: Nucleus) -> bool:
    """Say whether the reports that only name an attack tell of a killing in its town and of its time."""
    here = _reports(named) <= _reports(killing) and bool(killing.times)
    days = all(min(t.days_apart(u) for u in killing.times) == 0 for t in named.times) if here else False
    return days and not {*_towns(killing)}.isdisjoint(_towns(named)) and not named.dated_in_words


def _days_before(cause: Nucleus, whole: Nucleus) -> bool:
    """Say whether an attack can be of the day of another, or, where that has none, of the days before its report."""
    if whole.times and cause.times:
        return min(t.days_apart(u) for t in whole.times for u in cause.times) == 0
    after = [(date.fromisoformat(whole.day.end) - date.fromisoformat(t.end)).days for t in cause.times if whole.day]
    return any(0 <= days <= AFTERMATH_DAYS for days in after)


def _moved(clusters: Sequence[list[Nucleus]], into: Mapping[int, int]) -> list[list[Nucleus]]:
    """Give the clusters after each that has a home moved there."""
    out = [list(cluster) for cluster in clusters]
    for i, home in sorted(into.items()):
        out[home] += out[i]
        out[i] = []
    return [cluster for cluster in out if cluster]


@cache
def _attack(family: str) -> re.Pattern[str]:
    """Give the words by which an effect names the attack it came of: "destroyed in the shelling".

    Who is detained after an attack is mostly held because of it, and by others: that is another happening.
    """
    joints = "in|by|during" if family == "custody" else "in|by|during|after"
    return re.compile(rf"\b(?:{joints}) (?:the|a|an|[\w’']+) (?:\w+ )?(?:{act_nouns(CAUSES)})s?\b")


def _one(fitting: Sequence[int], sums: Sequence[Nucleus], whole: Nucleus) -> int | None:
    """Give the only happening that fits, or the only one of them that tells of as many dead."""
    if len(fitting) > 1:
        fitting = [j for j in fitting if _dead(sums[j]) & _dead(whole)]
    return fitting[0] if len(fitting) == 1 else None


def _unplaced(whole: Nucleus) -> bool:
    """Say whether an attack, or what came of one, is told without a place, by a report whose own day is known."""
    attack = whole.family in CAUSES or (whole.family == "killing" and _bare(whole))
    return attack and not whole.places and not whole.dated_in_words and whole.day is not None


def _aftermath(cause: Nucleus, whole: Nucleus) -> bool:
    """Say whether an attack told without a place can be one of its day or of the days before, of one kind and thing."""
    general = {"other"} & {c.act_type for c in (*cause.claims, *whole.claims)}
    kinds = whole.family == cause.family or (whole.family == "killing" and _deadly(cause))
    kinds = kinds or (bool(general) and {whole.family, cause.family} <= SEEN_ALIKE)
    things = [(cause.assets, whole.assets), (cause.words, whole.words)]
    if not kinds or any(a and b and not a & b for a, b in things) or whole.day is None:
        return False
    if whole.times:
        same_day = all(min(t.days_apart(u) for u in cause.times) == 0 for t in whole.times)
        return same_day and not contradict(cause, whole, 0)
    after = [(date.fromisoformat(whole.day.end) - date.fromisoformat(t.end)).days for t in cause.times]
    return any(0 <= days <= AFTERMATH_DAYS for days in after)


def _of_one(cause: Nucleus, whole: Nucleus, alike: bool) -> bool:
    """Say whether anything speaks for one happening: a toll that is taken as known, what both tell, or the words.

    So does one report that tells of the attack, and names for the other nobody and nothing.
    """
    return alike or _known(whole) or _shares(cause, whole) or _told_beside(cause, whole)


def _told_beside(cause: Nucleus, whole: Nucleus) -> bool:
    """Say whether a report that tells of an attack denies it, or tells of its dead, without saying what it was on."""
    denies = all(c.stance is Stance.DENY for c in whole.claims)
    named = whole.words or whole.assets or (whole.actors and not denies) or any(c.range for c in whole.claims)
    one = {c.report for c in whole.claims} <= {c.report for c in cause.claims}
    return one and not named and not contradict(cause, whole, 0)


def _known(whole: Nucleus) -> bool:
    """Say whether claims tell of a toll that their reader is taken to know ("the death toll rose to 13")."""
    return any(c.measure is Measure.KILLED and _TOLL.match(c.text) for c in whole.claims)


def _shares(cause: Nucleus, whole: Nucleus) -> bool:
    """Say whether two tell of one thing hit, one doer, one weapon or as many dead."""
    same = cause.assets & whole.assets or cause.words & whole.words or cause.actors & whole.actors
    return bool(same or _weapons(cause) & _weapons(whole) or _dead(cause) & _dead(whole))


def _weapons(whole: Nucleus) -> set[str]:
    return {c.value for c in whole.claims if c.aspect is Aspect.WEAPON}


def _towns(whole: Nucleus) -> list[str]:
    return sorted({normal_name(p.name) for p in whole.places if p.level != "country"})


def _bare(whole: Nucleus, cause: Nucleus | None = None) -> bool:
    """Say whether claims of killing tell only what became of people: no word says how, of one day.

    Nobody is said to have done it, or only who by the attack's own claims made that: "the air force massacred them".
    """
    told = {o for name in cause.actors if (o := office_of(name)) is not None} if cause is not None else set()
    own = {o.office for o in told} | (cause.actors if cause is not None else set())
    others = [name for name in whole.actors if name not in own and _office(name) not in own]
    return not others and not any((_deliberate(c) and not _flown(c)) or _of_long(c) for c in whole.claims)


def _flown(claim: Claim) -> bool:
    """Say whether those who are said to kill do so from the air, whatever the killing is called."""
    last = normal_name(claim.actor or "").split()[-1:]
    flying = {word.removesuffix("s") for word in last} & {*lexicon("acting")["flying"]}
    return bool(flying) or _office(claim.actor or "") == "air force"


def _office(name: str) -> str:
    found = office_of(name)
    return found.office if found is not None else ""


def _deliberate(claim: Claim) -> bool:
    """Say whether a claim tells of a killing as an act of its own; a word that judges, or what shells do, is none."""
    if claim.aspect is Aspect.CHARACTERISATION:
        return False
    by_hand = claim.aspect is Aspect.WEAPON and claim.value not in _fired()
    return by_hand or any(w.startswith(_stems()) for w in claim.text.casefold().split())


@cache
def _fired() -> frozenset[str]:
    """Give the weapons whose use is an attack: rockets, gas, any bomb."""
    return frozenset(row["name"] for row in lexicon("weapons") if "act" in row or row["name"].endswith("bomb"))


@cache
def _stems() -> tuple[str, ...]:
    """Give the first letters of the words for killing that are acts of their own ("murder", "execution")."""
    return tuple(lexicon("belonging")["deliberate"])


def _of_long(claim: Claim) -> bool:
    """Say whether a claim is told of a span of time: "since January", "last year"."""
    time = claim.time
    if time is not None:
        return _days(time) > TOLL_DAYS
    return claim.time_words is not None


def _of_day(cause: Nucleus, effect: Nucleus) -> bool:
    """Say whether a killing can be of the days of an attack, and in its place."""
    if not cause.times or elsewhere(cause, effect):
        return False
    if effect.times:
        # "At least 33 were killed in Lom between Monday and Wednesday" counts more than Tuesday's shelling.
        if min(map(_days, effect.times)) > max(1, *map(_days, cause.times)):
            return False
        return all(min(t.days_apart(u) for u in cause.times) == 0 for t in effect.times)
    after = [(date.fromisoformat(effect.day.start) - date.fromisoformat(t.end)).days for t in cause.times if effect.day]
    return any(0 <= days <= NEWS_DAYS for days in after)


def _days(time: TimeRange) -> int:
    return (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days


def _deadly(cause: Nucleus) -> bool:
    return any(c.measure is Measure.KILLED and c.range is not None and c.range.high != 0 for c in cause.claims)


def _dead(whole: Nucleus) -> set[object]:
    return {(c.victim_class, c.range) for c in whole.claims if c.measure is Measure.KILLED and c.range is not None}


def _seen_alike(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two attacks of different kinds are one that was seen differently: of one thing, and no other day.

    Two reports tell it so of one day; of one town, they need not say the day, and one report may hold both.
    """
    one = bool(a.assets & b.assets or a.words & b.words) and a.family != b.family and not elsewhere(a, b)
    timed = a.times and b.times and all(min(t.days_apart(u) for u in a.times) == 0 for t in b.times)
    apart = {c.report for c in a.claims} & {c.report for c in b.claims}
    known = {*_towns(a)} & {*_towns(b)} and a.assets & b.assets and (a.times or b.times) and not contradict(a, b, 0)
    return one and bool((timed and not apart) or (known and not (a.times and b.times)))
