"""Which parts of persons' names are withheld where they stand alone: "Kolin" of "Marta Kolin".

Every part is, that is no title, no plain word, no place that claims tell of, and no word of a body's name. One of
those is too where it stands for the person: somebody speaks under it alone, or a report that names the person writes it
alone and nothing else in the case is called so. More may be withheld than must be: that is the side to err on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from counterclaim.extract import is_title, known_party, plain_word
from counterclaim.name_matching import Names
from counterclaim.noticed import Agents, Met, like_name
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import SURE_BODIES

_PART, _SMALL = re.compile(r"[^\W\d_]{3,}"), re.compile(r"(?<![\w'’-])[a-z]{3,}\b")
_TOLD = re.compile(r"[^\W\d_]+")
#: Links inside of names, which name nobody.
_LINKS = frozenset({"abu", "umm", "bin", "bint", "ibn", "del", "der", "dos", "las", "los", "van", "von", "the", "and"})
_WHERE = frozenset({"in", "at", "near", "from", "to", "into", "around", "outside", "inside", "across", "over", "of"})
#: Letters from which on a part of a name is looked for inside of words.
_INSIDE = 4


@dataclass(frozen=True, slots=True)
class Lone:
    """Parts that are withheld wherever they are written, and parts that are as words of their own with a capital."""

    anywhere: frozenset[str]
    apart: frozenset[str]


def lone_parts(persons: Collection[str], met: Met) -> Lone:
    """Give the parts of persons' names that are withheld alone, from what claims and reports say beside them."""
    agents, claims, reports = met.agents.but(persons), met.claims, met.reports
    parts: dict[str, list[frozenset[str]]] = defaultdict(list)
    for name in persons:
        whole = frozenset(p.casefold() for p in _PART.findall(name)) - _LINKS
        for part in whole:
            parts[part].append(whole)
    small = _plain(reports)
    placed: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for word in _PART.findall(claim.place.name) if claim.place is not None else ():
            placed[word.casefold()].add(claim.report)
    known = {part for part in parts if known_party(part)}
    kept = {part for part in parts if is_title(part)}
    doubtful = {p for p in parts if p in small or p in placed or p in agents.words or p in known} - kept
    alone, holding = _written({p: parts[p] for p in doubtful}, agents, reports)
    stand = set()
    for part in doubtful:
        spoken = agents.met.get(normal_name(part), set())
        by_name = part not in agents.short and any(kind not in SURE_BODIES for kind, _ in spoken)
        also = bool(placed[part] - holding[part]) or any(report not in holding[part] for _, report in spoken)
        if part not in known and (by_name or (part in alone and not also)):
            stand.add(part)
    clear = parts.keys() - doubtful - kept
    inside = {p for p in clear | stand if p in small or (len(p) >= _INSIDE and _within(p, agents.words))}
    return Lone(frozenset((clear | stand) - inside), frozenset(inside))


def _within(part: str, words: Mapping[str, set[str]]) -> bool:
    """Say whether a part stands inside of a word of a body's name: "Sardov" in "Sardovian army"."""
    return any(part in word and (part != word or len(beside) > 1) for word, beside in words.items())


def _written(
    parts: dict[str, list[frozenset[str]]], agents: Agents, reports: Collection[Report]
) -> tuple[set[str], dict[str, set[str]]]:
    """Give which parts a report that names the person writes alone, and by part the reports that name the person."""
    alone: set[str] = set()
    holding: dict[str, set[str]] = {part: set() for part in parts}
    for report in reports if parts else ():
        told = [(m[0].casefold(), m[0][0].islower()) for m in _TOLD.finditer(f"{report.title or ''}\n{report.text}")]
        words = {word for word, _ in told}
        here = {p for p in words & parts.keys() if any(whole <= words for whole in parts[p])}
        for part in here:
            holding[part].add(report.id)
        for at, (word, is_small) in enumerate(told):
            if word in here and not is_small:
                before, after = told[at - 1][0] if at else "", told[at + 1][0] if at + 1 < len(told) else ""
                beside = frozenset[str]().union(*parts[word], agents.words.get(word, ())) - {word}
                if not {before, after} & beside and before not in _WHERE:
                    alone.add(word)
    return alone, holding


def names_of(persons: Collection[str], met: Met, protected: tuple[Iterable[str], Iterable[str]]) -> Names:
    """Give what to look for: names whole, and each part that is withheld alone.

    Takes what leaves. `protected` are the names and phrases that a case protects: of those names each part is looked
    for, whatever it is.
    """
    names, phrases = protected
    if not persons:
        return Names(names, phrases, plain=plain_word, role=is_title)
    lone = lone_parts(persons, met)
    return Names(
        names, [*persons, *phrases], words=lone.anywhere, apart=lone.apart, persons=persons, plain=plain_word,
        role=is_title,
    )  # fmt: skip


def told_apart(given: Iterable[str], met: Met, persons: Iterable[str]) -> tuple[list[str], list[str]]:
    """Give the names among what somebody withholds, and the words that describe one, which go as they stand.

    A description is what is not written as a name and has as many words that the texts write small, or more: "a seller
    at the Orl market". A person who is noticed, and whose name stands in a description, goes by the name too.
    """
    small, noticed = _plain(met.reports), {name.casefold(): name for name in persons}
    names, phrases = [], []
    for words in given:
        parts = _PART.findall(words)
        if like_name(words) or 2 * sum(p in small for p in parts) < max(len(parts), 1):
            names.append(words)
        else:
            phrases.append(words)
            names += [name for folded, name in noticed.items() if folded in words.casefold()]
    return names, phrases


def _plain(reports: Iterable[Report]) -> set[str]:
    """Give the words that texts write small."""
    return {word for r in reports for word in _SMALL.findall(r.text)}
