"""Across reports: nuclei gather into events, best fit first; every claim ends in exactly one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from counterclaim.align.apart import (
    apart,
    contradict,
    elsewhere,
    on_another_day,
    same_news,
    same_toll,
    spoken_elsewhere,
)
from counterclaim.align.called import called
from counterclaim.align.effects import absorbed
from counterclaim.align.grounded import grounded, joined
from counterclaim.align.held import with_taking
from counterclaim.align.known import known
from counterclaim.align.likeness import Likeness
from counterclaim.align.lists import unlisted
from counterclaim.align.nucleus import EFFECTS, Nucleus, asset_family, family_of, target_words
from counterclaim.align.numbers import numbers, same_numbers
from counterclaim.align.statements import nuclei
from counterclaim.align.subject import with_subject
from counterclaim.canonical import identifier
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.judgement import Event
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import ActType, Aspect, Stance
from counterclaim.settings import Settings

#: What a nucleus must share with an event to join it: one strong bond, or two weak ones (weights below).
BOND_MIN = 2
#: A victim of an event is told with its day by so many reports.
TOLD_MIN = 2
#: A word is one of a large event's if one in so many of its nuclei has it: what one report adds in passing is not.
TELLING = 20
#: A nucleus is compared with at most this many events of its keys, the largest first; past it, it stands alone.
EVENTS_COMPARED_MAX = 400


def align(
    claims: Sequence[Claim], reports: Sequence[Report], settings: Settings
) -> tuple[tuple[Event, ...], tuple[Claim, ...]]:
    """Give the events of a case, most reported first, and the claims with their event set."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    published = {r.id: r.published for r in reports}
    others, denials = grounded(called(claims), published, settings.event_days_apart_max)
    claims = [*others, *denials]
    for claim in sorted(others, key=lambda c: (c.report, c.start, c.end, c.id)):
        by_report[claim.report].append(claim)
    found = unlisted([n for report in sorted(by_report) for n in nuclei(by_report[report], published.get(report))])
    with_subject(found, reports)
    found.sort(key=lambda n: (not n.times, n.family, -len(_read(n)), _read(n)[0].id))
    likeness = Likeness(found, reports)
    clusters = with_taking(known(_clusters(found, settings, likeness), reports, settings.event_days_apart_max))
    joined(clusters, denials)
    events = [_event(cluster, published) for cluster in clusters]
    home = {claim: event for event in events for claim in event.claims}
    # What is merely said about a place comes after what happened there: it has no act to ask questions about.
    order = sorted(events, key=lambda e: (not e.act_types, -len(e.reports), -len(e.claims), e.id))
    return tuple(order), tuple(_at_home(c, home[c.id]) for c in sorted(claims, key=lambda c: c.id))


def _at_home(claim: Claim, event: Event) -> Claim:
    """Give a claim its event, without a place that it took from the text around it where the event's is another."""
    away = claim.place is not None and event.place is not None and "place" in claim.inferred
    if away and claim.place is not None and event.place is not None and apart([claim.place], [event.place]):
        inferred = tuple(name for name in claim.inferred if name != "place")
        return replace(claim, event=event.id, place=None, inferred=inferred)
    return replace(claim, event=event.id)


def _clusters(found: Sequence[Nucleus], settings: Settings, likeness: Likeness) -> list[list[Nucleus]]:
    """Join nuclei greedily; an event is compared by all it holds, its times by the first nucleus: days cannot drift."""
    clusters: list[list[Nucleus]] = []
    sums: list[Nucleus] = []
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    told: dict[tuple[int, str], list[Nucleus]] = defaultdict(list)
    dated: dict[int, Counter[str]] = defaultdict(Counter)
    named: dict[int, Counter[str]] = defaultdict(Counter)
    others, apart_from = _other_days(found), defaultdict[int, list[Nucleus]](list)
    for at, nucleus in enumerate(found):
        report = nucleus.claims[0].report
        keys = list(_keys(nucleus))
        near = sorted({i for key in keys for i in index[key]}, key=lambda i: (-len(sums[i].claims), i))
        best, bond = -1, 0
        for i in near[:EVENTS_COMPARED_MAX]:
            days = settings.event_days_apart_max
            if contradict(sums[i], nucleus, days) or _told_apart(nucleus, told[i, report], dated[i]):
                continue
            value = _bond(sums[i], nucleus)
            if elsewhere(sums[i], nucleus) and not _place_misread(sums[i], clusters[i][0], nucleus):
                continue
            rivals = [*((sums[i], other) for other in others[at]), *((nucleus, other) for other in apart_from[i])]
            if any(_fits_better(one, other, value, days) for one, other in rivals):
                continue
            # Where the slots leave it open, the words decide.
            if value == BOND_MIN - 1:
                value += likeness.one(clusters[i], nucleus)
            if value > bond:
                best, bond = i, value
        if bond < BOND_MIN:
            clusters.append([nucleus])
            whole = Nucleus(nucleus.family, day=nucleus.day)
            whole.add(nucleus.claims)
            sums.append(whole)
            best = len(sums) - 1
        else:
            times = list(sums[best].times)
            clusters[best].append(nucleus)
            sums[best].add(nucleus.claims)
            sums[best].times = times or sums[best].times
        named[best].update(nucleus.words)
        if len(clusters[best]) >= TELLING:
            sums[best].words = {w for w, n in named[best].items() if n * TELLING >= len(clusters[best])}
        told[best, report].append(nucleus)
        apart_from[best] += others[at]
        dated[best].update(nucleus.words if nucleus.times else ())
        for key in keys:
            if best not in index[key]:
                index[key].append(best)
    return absorbed(*_homed(clusters, sums, index, settings), likeness.one)


def _other_days(found: Sequence[Nucleus]) -> list[list[Nucleus]]:
    """Give for each nucleus those of its report that are attacks of other days."""
    of_report: dict[str, list[Nucleus]] = defaultdict(list)
    for one in found:
        of_report[one.claims[0].report].append(one)
    return [[o for o in of_report[n.claims[0].report] if o.family == n.family and on_another_day(o, n)] for n in found]


def _fits_better(event: Nucleus, other: Nucleus, bond: int, days: int) -> bool:
    """Say whether an event is rather what a report tells of another day: it has more in common with that."""
    return not contradict(event, other, days) and _bond(event, other) > bond


def _homed(
    clusters: list[list[Nucleus]],
    sums: list[Nucleus],
    index: Mapping[tuple[str, str], Sequence[int]],
    settings: Settings,
) -> tuple[list[list[Nucleus]], list[Nucleus]]:
    """Give the events after each of one nucleus has joined the one it fits now: which was read first decides nothing.

    Of its day and its place, or of more in common, since what an event holds has grown when all is read.
    """
    gone: set[int] = set()
    for i, cluster in enumerate(clusters):
        if len(cluster) != 1 or not cluster[0].times:
            continue
        near = sorted({j for key in _keys(cluster[0]) for j in index[key] if j != i and j not in gone})
        fitting = [
            (_bond(sums[j], cluster[0]), -j)
            for j in near[:EVENTS_COMPARED_MAX]
            if len(clusters[j]) > 1
            and not contradict(sums[j], cluster[0], settings.event_days_apart_max)
            and not elsewhere(sums[j], cluster[0])
            and cluster[0].claims[0].report not in {c.report for c in sums[j].claims if c.time}
        ]
        bond, home = max(fitting, default=(0, 0))
        if bond > BOND_MIN:
            clusters[-home] += cluster
            sums[-home].add(cluster[0].claims)
            gone.add(i)
    left = [i for i in range(len(clusters)) if i not in gone]
    return [clusters[i] for i in left], [sums[i] for i in left]


def _told_apart(nucleus: Nucleus, own: Sequence[Nucleus], dated: Counter[str]) -> bool:
    """Say whether a report tells a nucleus apart from an event that it also tells of: by the day or a victim's name.

    Takes what its report has in the event, and how often whom is told there with a day: a list that names both victims,
    for whoever draws it, is no reason to take two murders for one.
    """
    if any(on_another_day(other, nucleus) for other in own):
        return True
    named = any(c.aspect is Aspect.VICTIM_IDENTITY for c in nucleus.claims)
    known = any(dated[word] >= TOLD_MIN for word in nucleus.words)
    return named and not known and any(contradict(other, nucleus, 0) for other in own)


def _place_misread(event: Nucleus, founder: Nucleus, other: Nucleus) -> bool:
    """Say whether the places that differ may be misread: taken from the text around claims of harm to the same persons.

    A dateline or a passing mention is often the nearest place. A thing named by its kind stands in every town, so that
    for things the place alone tells one happening from another.
    """
    things = (event.assets or other.assets) and event.family != "killing"  # where people died is not who they were
    return bool(founder.words & other.words) and not things and not spoken_elsewhere(event, other)


def _keys(nucleus: Nucleus) -> Iterable[tuple[str, str]]:
    for name in sorted(_places(nucleus)):
        yield nucleus.family, f"place {name}"
    for asset in sorted(nucleus.assets):
        yield nucleus.family, f"asset {asset}"
    for word in sorted(nucleus.words):
        yield nucleus.family, f"word {word}"
    for text in sorted(nucleus.texts):
        yield nucleus.family, f"said {text}"
    if nucleus.family == "legal":
        yield nucleus.family, "any"
    for number in sorted(numbers(nucleus)) if nucleus.family == "custody" else ():
        yield nucleus.family, f"number {number[:2]}"


def _bond(a: Nucleus, b: Nucleus) -> int:
    """Give how much two nuclei have in common that tells happenings apart."""
    names_a, names_b = _places(a), _places(b)
    bond = 3 if a.texts & b.texts else 0
    if a.family == "statement":
        return bond  # what reports say of one place, or of the church, is not of one happening
    bond += 3 if a.words & b.words or same_numbers(a, b) else 0
    bond += 2 if a.gainers & b.gainers else 0
    bond += 2 if a.times and b.times else 0
    here = {*map(_name, a.places)} & {*map(_name, b.places)}
    # What a report is about is not where all is that it tells: beside a day or a number that both tell, it counts.
    here = here or (names_a & names_b if bond or same_toll(a, b) else here)
    bond += 1 if here else 0
    bond += 1 if a.assets & b.assets else 0
    if a.family in lexicon("happenings")["again"] and not (a.times and b.times):
        # Neither place, doer nor weeks make two of them one, unless one denies what the other says.
        bond += 1 if same_toll(a, b) or (a.actors & b.actors and (_denies(a) or _denies(b))) else 0
    else:
        bond += 1 if a.actors & b.actors else 0
        # What was damaged is what tells one damage from another: of one town and those weeks there are many.
        things = a.family != "destruction" or a.assets & b.assets
        bond += 1 if things and same_news(a, b) and not a.words & b.words else 0
    if a.family == "legal" and bool(a.actors) != bool(b.actors) and not (a.words & b.words or (a.times and b.times)):
        return 3 if a.texts & b.texts else 0  # both sides say "genocide": of whose deeds, who names nobody leaves open
    if a.family == "legal":
        bond += 1 if names_a & names_b else 0
    # The change of control of one place is one story unless times or winners say otherwise.
    return bond + (1 if a.family == "territory" and names_a & names_b else 0)


def _places(nucleus: Nucleus) -> set[str]:
    return {_name(p) for p in (*nucleus.places, *([nucleus.about] if nucleus.about else []))}


def _name(place: Place) -> str:
    return normal_name(place.name)


def _denies(nucleus: Nucleus) -> bool:
    return any(c.stance is Stance.DENY for c in nucleus.claims)


def _event(cluster: Sequence[Nucleus], published: dict[str, TimeRange | None]) -> Event:
    claims = sorted({c.id: c for n in cluster for c in n.claims}.values(), key=lambda c: c.id)
    anchor = _read(cluster[0])[0]
    # Words that name no act have a place and a day in common only where all of them do.
    loose = cluster[0].family == "statement"
    place = _place(claims) if not loose or len({c.place for c in claims}) == 1 else None
    time = _time(claims) if not loose or len({c.time for c in claims}) == 1 else None
    acts = Counter(c.act_type for c in claims if c.act_type)
    reports = tuple(sorted({c.report for c in claims}))
    return Event(
        # The id comes from the anchor alone, so that no unrelated report and no drawn claim renames an event.
        id=identifier("e", anchor.id),
        title=_title(cluster[0].family, claims, place, time, [p for r in reports if (p := published.get(r))]),
        act_types=tuple(a for a, _ in sorted(acts.items(), key=lambda x: (-x[1], x[0]))),
        place=place,
        time=time,
        claims=tuple(c.id for c in claims),
        reports=reports,
    )


def _read(nucleus: Nucleus) -> Sequence[Claim]:
    """Give the claims that were read; where a person drew all of them, those."""
    return [c for c in nucleus.claims if not c.drawn_by] or nucleus.claims


def _place(claims: Sequence[Claim]) -> Place | None:
    """Give the place most claims name, of equals one in their own words; a town before its country."""
    counted = Counter(c.place for c in claims if c.place)
    own = Counter(c.place for c in claims if c.place and "place" not in c.inferred)
    order = sorted(counted.items(), key=lambda x: (x[0].level == "country", -x[1], not own[x[0]], x[0].name))
    return order[0][0] if order else None


def _time(claims: Sequence[Claim]) -> TimeRange | None:
    """Give the time most claims name, the more precise first among equals; "in May" counts for a day of May too."""
    told = [c.time for c in claims if c.time]
    days = Counter(t for t in told if t.precise)
    counted = Counter(
        {t: n + sum(u.start <= t.start and t.end <= u.end for u in told if not u.precise) for t, n in days.items()}
    )
    counted |= Counter(t for t in told if not t.precise)
    order = sorted(counted.items(), key=lambda x: (-x[1], not x[0].precise, x[0].start, x[0].end))
    return order[0][0] if order else None


def _title(
    family: str, claims: Sequence[Claim], place: Place | None, time: TimeRange | None, published: Sequence[TimeRange]
) -> str:
    assets = Counter(asset_family(c.asset) for c in claims if asset_family(c.asset))
    own = [c for c in claims if family in EFFECTS or family_of(c) not in EFFECTS]
    words = str(lexicon("happenings")["titles"].get(_named_by(family, own), "Happening"))
    targets = Counter(c.target for c in own if c.target and c.aspect.value in {"occurrence", "perpetrator"})
    if family == "destruction" and assets:
        words = f"Damage to {_damaged(claims, assets.most_common(1)[0][0])}"
    elif family in lexicon("happenings")["titles_of"] and targets:
        # "Shelled Dessin" names the place again, where another claim names what was hit in it.
        town = target_words(place.name) if place else frozenset[str]()
        reporting = {t: len(_telling_of(t, own)) for t in targets}
        target = min(targets, key=lambda t: (_only_of(t, town), -reporting[t], -targets[t], t))
        # What one report among several names is no name for all of them.
        naming = {c.report for c in own if c.target and target_words(c.target) and not _only_of(c.target, town)}
        if not _only_of(target, town) and (len(naming) == 1 or reporting[target] > 1):
            words = f"{lexicon('happenings')['titles_of'][_named_by(family, own)]} {_in_full(target, own)}"
    if place:
        words += f", {place.name}"
    if time:
        words += f", {_when(time)}"
    elif published and family == "statement":
        words += f", reported {_when(min(published, key=lambda p: p.start))}"
    return words


def _damaged(claims: Sequence[Claim], family: str) -> str:
    """Name what was damaged: the one thing of its family that all claims name, else the family's own words.

    Homes are seldom one, and an asset's name does not tell whether it is.
    """
    named = {c.asset for c in claims if c.asset and asset_family(c.asset) == family}
    one = len(named) == 1 and family != "residential"
    return named.pop() if one else str(lexicon("questions")["things"].get(family, family))


def _in_full(target: str, claims: Sequence[Claim]) -> str:
    """Give the fullest name that claims give to the person whom a target names ("bishop bell"); any other as it is."""
    named = {c.value: target_words(c.value) for c in claims if c.aspect is Aspect.VICTIM_IDENTITY}
    words, last = target_words(target), target.casefold().split()[-1]
    one = {name: n for name, n in named.items() if n and words}
    own = [n for name, n in one.items() if n <= words or words <= n or name.casefold().split()[-1] == last]
    full = [name for name, n in named.items() if any(o <= n for o in own)]
    return min(full, key=lambda name: (-len(name.split()), name), default=target)


def _only_of(target: str, town: frozenset[str]) -> bool:
    """Say whether a target is no more than the town ("Osmer", "the village of Osmer")."""
    return bool(town) and target_words(target) <= town and bool(target_words(target))


def _telling_of(target: str, claims: Sequence[Claim]) -> set[str]:
    """Give the reports that name a target, by itself or with more words: "market", of the market district."""
    words = target_words(target)
    return {c.report for c in claims if c.target == target or (words and words <= target_words(c.target))}


def _named_by(family: str, claims: Sequence[Claim]) -> str:
    """Give the key of a happening's title: its family, or `attack` where no claim says how the attack was made."""
    acts = {c.act_type for c in claims if family_of(c) == family}
    return "attack" if acts == {ActType.OTHER.value} else family


def _when(time: TimeRange) -> str:
    first, last = date.fromisoformat(time.start), date.fromisoformat(time.end)
    if time.start == time.end:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month, first.day, last.month, last.day) == (last.year, 1, 1, 12, 31):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}" if first.day == 1 and last.day > 27 else f"{first.day}–{last.day} {first:%B %Y}"
    return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
