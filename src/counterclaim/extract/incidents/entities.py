"""Phrases to entities: what a report calls by one name or one noun is one entity, with all that speaks for it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.extract.incidents.phrases import Phrase, governors
from counterclaim.extract.parse import Parsed

_WINDOW = 5


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its fullest words, its phrases in text order, and their features together."""

    kind: str
    words: str
    head: str
    phrases: tuple[Phrase, ...]
    features: frozenset[str]

    @property
    def sentences(self) -> frozenset[int]:
        """Give the sentences it is named in."""
        return frozenset(p.sentence for p in self.phrases)


def entities(found: Sequence[Phrase]) -> tuple[Entity, ...]:
    """Group phrases: noun phrases by head and plural, names by their last word or as a part of a longer one."""
    groups: dict[tuple[str, ...], list[Phrase]] = {}
    longest = sorted((p for p in found if p.kind == "name"), key=lambda p: -len(p.words))
    for phrase in found:
        if phrase.kind == "name":
            words = set(phrase.words.split())
            full = next((p for p in longest if words <= set(p.words.split())), phrase)
            groups.setdefault(("name", full.words), []).append(phrase)
        else:
            groups.setdefault(("np", phrase.head, str(phrase.plural)), []).append(phrase)
    return tuple(_entity(g) for g in groups.values())


def _entity(group: list[Phrase]) -> Entity:
    fullest = max(group, key=lambda p: (len(p.words.split()) <= 7, len(p.words)))
    features = {f for p in group for f in p.features}
    first = min(p.sentence for p in group)
    features |= {f"first={min(first, 4)}", f"times={min(len(group), 4)}"}
    return Entity(fullest.kind, fullest.words, fullest.head, tuple(group), frozenset(features))


_CUES = re.compile(
    r"\b(claim\w*|responsib\w*|accus\w*|blam\w*|attribut\w*|suspect\w*|den(?:y|ied|ies)|presum\w*|alleg\w*|apparent\w*"
    r"|admit\w*|acknowledg\w*|believ\w*|possib\w*|probabl\w*|report\w*|charg\w*|authorit\w*|police|spokesm\w*|minister"
    r"|government|president|order\w*|murder\w*|kill\w*|kidnap\w*|bomb\w*|attack\w*|link\w*|connect\w*|threat\w*)\b"
)


def organisations(parsed: Sequence[Parsed], known: Sequence[tuple[str, ...]]) -> tuple[Entity, ...]:
    """Find the organisations that are known by name; the names of one group are one entity, called by its fullest."""
    whole = [(" ".join(p.passage.text.split()), p) for p in parsed]
    everything = " ".join(text for text, _ in whole).lower()
    out = []
    taken: set[tuple[int, int]] = set()
    for names in known:
        features: set[str] = {f"org={names[0]}"}
        found: list[Phrase] = []
        for name in names:
            if name.lower() not in everything:
                continue
            pattern = re.compile(rf"(?<![\w'-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
            for number, (text, one) in enumerate(whole):
                hits = [m for m in pattern.finditer(text) if not _covered(taken, number, m)]
                for hit in hits:
                    taken |= {(number, i) for i in range(hit.start(), hit.end())}
                    found.append(Phrase("org", name, name, number, 0, one.passage.start, one.passage.end))
                    features |= _around(text, hit, one)
        if found:
            first = min(p.sentence for p in found)
            features |= {f"first={min(first, 4)}", f"times={min(len(found), 4)}"}
            fullest = max(found, key=lambda p: len(p.words)).words
            out.append(Entity("org", fullest, names[0], tuple(found), frozenset(features)))
    return tuple(out)


def _covered(taken: set[tuple[int, int]], number: int, hit: re.Match[str]) -> bool:
    return any((number, i) in taken for i in range(hit.start(), hit.end()))


def _around(text: str, hit: re.Match[str], one: Parsed) -> set[str]:
    """Give what stands around an organisation: words before and after, its governors, the sentence's cues."""
    before = re.findall(r"[\w']+", text[: hit.start()].lower())[-_WINDOW:]
    after = re.findall(r"[\w']+", text[hit.end() :].lower())[:_WINDOW]
    out = {f"w-={w}" for w in before} | {f"w+={w}" for w in after}
    out |= {f"l={w}" for w in before[-1:]} | {f"r={w}" for w in after[:1]}
    out |= {f"lb={'_'.join(before[-2:])}", f"rb={'_'.join(after[:2])}"}
    out |= {f"cue={m.group()}" for m in _CUES.finditer(text.lower())}
    # Line breaks inside a sentence have the length of a blank, so words are found by themselves in the parse.
    last = hit.group().split()[-1].lower()
    for token in one.doc:
        if token.lower_ == last or token.lower_.startswith(last):
            out |= {f"g={g}" for g in governors(token)}
            up = token.head
            out |= {f"up={up.lemma_.lower()}"} | {f"g2={g}" for g in governors(up)}
            break
    return out


def bag(parsed: Iterable[Parsed]) -> frozenset[str]:
    """Give the features of a whole report: its words and pairs of words, the first sentences' once more."""
    out: set[str] = set()
    for number, one in enumerate(parsed):
        words = [t.lemma_.lower() for t in one.doc if t.is_alpha]
        out |= {f"d={w}" for w in words}
        pairs = {f"{a}_{b}" for a, b in itertools.pairwise(words)}
        out |= {f"d2={p}" for p in pairs}
        if number < 3:
            out |= {f"top={w}" for w in words} | {f"top2={p}" for p in pairs}
        for token in one.doc:
            if token.pos_ == "VERB":
                out |= {
                    f"v={token.lemma_.lower()}>{c.dep_}:{c.lemma_.lower()}"
                    for c in token.children
                    if c.dep_ in {"dobj", "nsubj", "nsubjpass"}
                }
    return frozenset(out)
