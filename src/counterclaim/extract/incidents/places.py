"""Names of places to paths from the country down, out of the gazetteer and what the report says around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.extract.words.folding import fold
from counterclaim.lexicons import lexicon
from counterclaim.lexicons.gazetteer import rows

#: How much a name in the dateline counts, beside 1 for a name that the incident's place surely is.
_DATELINE = 0.5
#: How much each mention of a country or its people counts, and how many mentions do.
_MENTION, _MENTIONS = 0.05, 10
_WORD = re.compile(r"[^\W\d_]+(?:[.'][^\W\d_]+)*\.?")
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Places:
    """The gazetteer by folded name: countries; the words that speak for a country; where towns and divisions lie.

    `towns` gives the countries that have a town or division of the name, the largest first.
    """

    countries: Mapping[str, str]
    peoples: Mapping[str, str]
    towns: Mapping[str, tuple[str, ...]]
    divisions: frozenset[tuple[str, str]]

    def mentions(self, text: str) -> Counter[str]:
        """Count how often a text names each country or its people."""
        words = [m.group().lower().rstrip(".") for m in _WORD.finditer(text)]
        out: Counter[str] = Counter()
        at = 0
        while at < len(words):
            for size in range(_LONGEST, 0, -1):
                name = self.peoples.get(" ".join(words[at : at + size]))
                if name:
                    out[name] += 1
                    at += size - 1
                    break
            at += 1
        return out

    def country(self, named: Sequence[tuple[str, float]], dateline: str, text: str) -> str | None:
        """Give the country that the weighed names speak for, beside the dateline and the countries the text names."""
        votes: dict[str, float] = defaultdict(float)
        mentions = self.mentions(text)
        for name, count in mentions.items():
            votes[name] += _MENTION * min(count, _MENTIONS)
        for words, weight in (*named, *((part, _DATELINE) for part in _parts(dateline))):
            key = fold(" ".join(words.split()))
            if key in self.countries:
                votes[self.countries[key]] += weight
            else:
                having = self.towns.get(key, ())
                spoken = [name for name in having if name in mentions]
                for rank, name in enumerate((spoken or having)[:3]):
                    votes[name] += weight / (rank + 2)
        return min(votes, key=lambda c: (-votes[c], c)) if votes else None

    def path(self, words: str, country: str | None) -> tuple[str, ...]:
        """Give the path of a name: a country by itself, else a place in the country given; () without a country."""
        key = fold(words)
        if key in self.countries:
            return (self.countries[key],)
        return (country, words.upper()) if country else ()

    def listed(self, words: str) -> bool:
        """Tell whether the gazetteer has a country, town or division of this name."""
        return fold(words) in self.countries or fold(words) in self.towns

    def people(self, words: str) -> bool:
        """Tell whether words name a people, not a place ("Peruvian")."""
        low = words.lower()
        return low in self.peoples and fold(low) not in self.countries and fold(low) not in self.towns

    def foreign(self, told: Iterable[str], country: str | None) -> str | None:
        """Give the first country other than the incident's that texts name, or the people of."""
        return next((c for words in told for c in self.mentions(words) if country and c != country), None)

    def level(self, words: str, country: str) -> str:
        """Say what a name is in a country: `town`, `division` (that no town is called by) or `site` (not listed)."""
        key = fold(words)
        if country in self.towns.get(key, ()):
            return "division" if (key, country) in self.divisions else "town"
        return "site"


def _parts(dateline: str) -> Iterable[str]:
    """Give the names of a dateline: "TOWN (COUNTRY), 3 MAY 31 …" has two."""
    top = re.split(r"\b\d|\[|--|NO DATE", dateline, maxsplit=1)[0]
    return [p.strip() for p in re.split(r"[,()]", top) if p.strip()]


@cache
def places() -> Places:
    """Read the gazetteer's countries and names."""
    codes = {row[2]: row[0].upper() for row in rows() if row[1] == "country"}
    countries = {
        key: codes[row[2]] for row in rows() if row[1] == "country" for key in {fold(row[0]), *row[7].split("|")} if key
    }
    peoples = {name.lower(): name for name in codes.values()}
    for code, words in lexicon("demonyms").items():
        if code in codes:
            peoples |= {w.lower(): codes[code] for w in words}
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows():
        if row[1] != "country" and row[2] in codes:
            name = codes[row[2]]
            for key in {fold(row[0]), *row[7].split("|")}:
                sizes[key][name] = max(sizes[key].get(name, 0), int(row[5] or 0))
                kinds[key, name].add(row[1])
    towns = {key: tuple(sorted(found, key=lambda c: (-found[c], c))) for key, found in sizes.items()}
    return Places(countries, peoples, towns, frozenset(k for k, found in kinds.items() if "town" not in found))
