"""What a case takes as known: "the offensive", "the massacre" and "the two cooks" are of the one that it tells of.

A report that comes later often gives neither day, place nor victims of what everybody knows. Such words stand alone
by their slots. They join an act that several reports tell with its day, where it is the only one that they can mean.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from counterclaim.align.apart import apart, in_general
from counterclaim.align.nucleus import Nucleus, act_nouns, target_words
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect

#: So many reports make an act one that others take as known.
KNOWN_MIN = 3
#: A word is one of its victims' if one in so many of its nuclei has it.
TELLING = 10
#: So many of its reports name one who died beside them.
BESIDE_MIN = 2
_ADDED = re.compile(r"\s*\[[^\]]*\]")


def known(clusters: Sequence[list[Nucleus]], reports: Sequence[Report], days_max: int) -> list[list[Nucleus]]:
    """Give the clusters, each that takes a known act for granted inside the only one that it can mean.

    Takes how many days apart the day of one act may be told.
    """
    wholes = [_whole(cluster) for cluster in clusters]
    texts = {r.id: r.text for r in reports}
    well = [i for i, whole in enumerate(wholes) if whole.times and len(_reports(whole)) >= KNOWN_MIN]
    campaigns = [i for i in well if wholes[i].family == "fighting" and _told_as_campaign(wholes[i])]
    dated = [i for i in well if any(t.precise for t in wholes[i].times)]  # "the 1980 murder" is not the one in the news
    killings = {i: _victims(clusters[i]) for i in dated if wholes[i].family == "killing"}
    out = [list(cluster) for cluster in clusters]
    for i, whole in enumerate(wholes):
        if whole.family == "statement":
            _judged(out, i, wholes, killings, texts)
            continue
        if i in campaigns or i in killings or len(_reports(whole)) >= KNOWN_MIN:
            continue
        if whole.family == "fighting":
            homes = [j for j in campaigns if _of_campaign(wholes[j], whole, days_max)]
        elif whole.family == "killing" and not in_general(whole):
            homes = [j for j in killings if _beside(wholes[j], whole)] or _meant(whole, wholes, killings, texts)
        else:
            continue
        if len(homes) == 1:
            out[homes[0]] += out[i]
            out[i] = []
    return [cluster for cluster in out if cluster]


def _judged(
    out: Sequence[list[Nucleus]],
    at: int,
    wholes: Sequence[Nucleus],
    killings: Mapping[int, frozenset[str]],
    texts: Mapping[str, str],
) -> None:
    """Move what only judges "this horrible crime" to the killing that it can mean, if its report tells of no other."""
    kept = list[Nucleus]()
    others = {c.report for i, w in enumerate(wholes) if w.family == "killing" and i not in killings for c in w.claims}
    for nucleus in out[at]:
        judging = [c for c in nucleus.claims if c.aspect is Aspect.CHARACTERISATION and _bare(c)]
        alone = Nucleus("killing", day=nucleus.day)
        alone.add([c for c in judging if c.report not in others])
        homes = _meant(alone, wholes, killings, texts) if alone.claims else []
        if len(homes) != 1:
            kept.append(nucleus)
            continue
        out[homes[0]].append(alone)
        rest = Nucleus(nucleus.family, day=nucleus.day)
        rest.add([c for c in nucleus.claims if c not in alone.claims])
        kept += [rest] if rest.claims else []
    out[at][:] = kept


def _whole(cluster: Sequence[Nucleus]) -> Nucleus:
    whole = Nucleus(cluster[0].family, day=cluster[0].day)
    for nucleus in cluster:
        whole.add(nucleus.claims)
    return whole


def _reports(whole: Nucleus) -> set[str]:
    return {c.report for c in whole.claims}


def _words(claim: Claim) -> str:
    """Give a claim's words without what an editor added in brackets."""
    return " ".join(_ADDED.sub("", claim.text).split())


def _own_places(whole: Nucleus) -> list[Place]:
    """Give the places that claims name, not those that stand in the text around them."""
    return [c.place for c in whole.claims if c.place is not None and "place" not in c.inferred]


@cache
def _campaign() -> re.Pattern[str]:
    """Give what an act of which a land has one for weeks looks like: "the guerrillas' largest offensive"."""
    nouns = "|".join(lexicon("happenings")["campaigns"])
    return re.compile(rf"\b({nouns})\b", re.IGNORECASE)


@cache
def _definite() -> re.Pattern[str]:
    """Give what makes one of its kind the one that everybody knows: "the", "its", "the rebels'", "the largest"."""
    nouns = "|".join(lexicon("happenings")["campaigns"])
    sure = r"(?:the|this|that|its|their|our|his|her|[\w-]+['’]s|[\w-]+s['’]|largest|biggest)"
    return re.compile(rf"\b{sure} (?:[\w()-]+ ){{0,8}}?(?:{nouns})\b", re.IGNORECASE)


def _told_as_campaign(whole: Nucleus) -> bool:
    return len({c.report for c in whole.claims if _campaign().search(c.text)}) >= KNOWN_MIN


def _of_campaign(campaign: Nucleus, whole: Nucleus, days_max: int) -> bool:
    """Say whether claims of fighting tell of a known campaign: by its name, of its days, side and places if any."""
    named = [c for c in whole.claims if c.act_type is not None and "act_type" not in c.inferred]
    if not named or not all(_campaign().search(c.text) for c in named) or whole.dated_in_words:
        return False
    if apart(_own_places(whole), campaign.places) or _before(whole, campaign):
        return False
    if whole.times and min(t.days_apart(u) for t in whole.times for u in campaign.times) > days_max:
        return False
    sure = whole.times or all(_definite().search(_words(c)) for c in named)
    return bool(sure) and _of_side(campaign, whole)


def _of_side(campaign: Nucleus, whole: Nucleus) -> bool:
    """Say whether nobody else is said to have led it: whom two reports name, or fighters against a state like them."""
    if not whole.actors:
        return True
    told: dict[str, set[str]] = defaultdict(set)
    for claim in campaign.claims:
        for word in _side(claim.actor):
            told[word].add(claim.report)
    sides = {word for word, found in told.items() if len(found) >= BESIDE_MIN}
    return all(sides & _side(actor) for actor in whole.actors)


def _side(actor: str | None) -> set[str]:
    """Give the words that tell a side, fighters against a state by one word for all of them."""
    rising = lexicon("happenings")["rising"]
    words = {w.removesuffix("s") for w in normal_name(actor or "").split()}
    return {rising[0] if w in rising else w for w in words}


def _before(whole: Nucleus, act: Nucleus) -> bool:
    """Say whether a report came out before an act happened."""
    start = min(date.fromisoformat(t.start) for t in act.times)
    return whole.day is not None and date.fromisoformat(whole.day.end) < start


def _victims(cluster: Sequence[Nucleus]) -> frozenset[str]:
    """Give the words by which a killing's victims are called again and again."""
    counted: Counter[str] = Counter(word for nucleus in cluster for word in nucleus.words)
    return frozenset(w for w, n in counted.items() if n * TELLING >= len(cluster) and n >= BESIDE_MIN)


def _beside(killing: Nucleus, whole: Nucleus) -> bool:
    """Say whether a report that tells of a killing tells apart only who died beside its victims, as others do too."""
    if not whole.words or whole.times or whole.dated_in_words or not _reports(whole) <= _reports(killing):
        return False
    if apart(_own_places(whole), killing.places):
        return False
    told: dict[str, set[str]] = defaultdict(set)
    for claim in killing.claims:
        told[claim.report] |= target_words(claim.target)
    return sum(whole.words <= words for report, words in told.items() if report not in _reports(whole)) >= BESIDE_MIN


def _meant(
    whole: Nucleus, wholes: Sequence[Nucleus], killings: Mapping[int, frozenset[str]], texts: Mapping[str, str]
) -> list[int]:
    """Give the known killings that claims of one report can mean that name no victim: those its text is about."""
    if whole.words or whole.assets or whole.dated_in_words or _own_places(whole) or not all(map(_bare, whole.claims)):
        return []
    found = frozenset().union(*(target_words(normal_name(texts.get(r, ""))) for r in _reports(whole)))
    return [
        j
        for j, victims in killings.items()
        if victims & found and not _before(whole, wholes[j]) and _of_days(whole.times, wholes[j].times)
    ]


def _of_days(one: Sequence[TimeRange], other: Sequence[TimeRange]) -> bool:
    return not one or any(t.days_apart(u) == 0 for t in one for u in other)


def _bare(claim: Claim) -> bool:
    """Say whether words call a killing by its name alone: "the massacre", "the murder was committed by soldiers"."""
    return claim.range is None and _the_killing().search(_words(claim)) is not None


@cache
def _the_killing() -> re.Pattern[str]:
    # Of a claim that was read as one of a killing, "the operation" is that too.
    nouns = f"{act_nouns(['killing'])}|{'|'.join(lexicon('happenings')['any'])}"
    return re.compile(rf"\b(?:the|this|such an?) (?:[\w-]+ ){{0,2}}?(?:{nouns})\b(?! of (?!\d))", re.IGNORECASE)
