"""Words in sentences: topics, loaded terms, lethal words and named victims, each with its exact span."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from counterclaim.lexicons import any_of, lexicon
from counterclaim.records.coverage import SpanRef
from counterclaim.records.source import Passage

_FIRST = r"(?!(?:In|The|On|At|From|When|After|Mr|Mrs|Dr)\b)[A-Z][\w’'-]+"
_NAME = _FIRST + r"(?:\s+(?:al-|bin\s|ibn\s|von\s|de\s)?[A-Z][\w’'-]+){1,3}"
_AGED = re.compile(rf"\b({_NAME}),\s+(?:aged\s+)?\d{{1,2}}\b(?!\s*(?:people|civilians|killed|dead|were))")
_YEARS_OLD = re.compile(rf"\b\d{{1,2}}-year-old\s+(?:[a-z]+\s+){{0,2}}({_NAME})")
_FELL = re.compile(
    rf"\b({_NAME}),?\s+(?:who\s+)?(?:was|were)\s+(?:also\s+)?(?:killed|shot|murdered|executed|wounded)\b"
)
_DIED = re.compile(rf"\b({_NAME}),?\s+(?:who\s+)?(?:died|perished)\b")
_OF = re.compile(rf"\b(?:killing|death|murder|execution|body|funeral|loss)\s+of\s+({_NAME})")
_NAMED = (_AGED, _YEARS_OLD, _FELL, _DIED, _OF)


def span(passage: Passage, start: int = 0, end: int | None = None) -> SpanRef:
    """Give a part of a passage (the whole by default) as a reference into its report."""
    stop = len(passage.text) if end is None else end
    return SpanRef(
        report=passage.report,
        start=passage.start + start,
        end=passage.start + stop,
        words=passage.text[start:stop],
    )


@cache
def topics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give each topic with the pattern of its words, in the lexicon's order."""
    return tuple((name, any_of(f for w in words for f in _plural(w))) for name, words in _entries().items())


def _entries() -> dict[str, list[str]]:
    return dict(lexicon("coverage_topics"))


def _plural(word: str) -> tuple[str, ...]:
    return word, f"{word}s", f"{word}es", re.sub(r"y$", "ies", word)


@cache
def _loaded() -> re.Pattern[str]:
    return any_of(lexicon("loaded_terms"))


def loaded(passage: Passage) -> Iterator[tuple[str, SpanRef]]:
    """Give each loaded term of a passage, in lower case, with its span."""
    for match in _loaded().finditer(passage.text):
        yield " ".join(match[1].casefold().split()), span(passage, match.start(), match.end())


@cache
def _contrasts() -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    """Give the pattern of all forms of the contrast sets, and the set and term that each form stands for."""
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, row in lexicon("contrasts").items():
        for term, forms in row["terms"].items():
            for form in forms:
                named[form].append((name, term))
    return re.compile(any_of(named).pattern + r"(?!\s+\d)", re.IGNORECASE), dict(named)


@cache
def _places(name: str) -> re.Pattern[str] | None:
    words = lexicon("contrasts")[name].get("places")
    return any_of(f for w in words for f in _plural(w)) if words else None


def contrasts(passage: Passage, places: Iterable[str]) -> Iterator[tuple[str, str, SpanRef]]:
    """Give each term of a contrast set in a passage: the set, the term and the words.

    Takes the names of the places the event is told of; a set that needs a place counts beside one of them only.
    """
    forms, named = _contrasts()
    for match in forms.finditer(passage.text):
        for name, term in named[" ".join(match[1].casefold().split())]:
            needed = _places(name)
            if needed is None or needed.search(passage.text) or any(p in passage.text for p in places):
                yield name, term, span(passage, match.start(), match.end())


@cache
def _lethal() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = lexicon("lethal_verbs")
    helpers, done = ("|".join(map(re.escape, rows[key])) for key in ("auxiliaries", "participles"))
    passive = re.compile(rf"\b(?:{helpers})\s+(?:\w+ly\s+|also\s+|all\s+|\w+\s+)?(?:{done})\b", re.IGNORECASE)
    by, tool = ("|".join(map(re.escape, rows[key])) for key in ("agent_words", "instruments"))
    means = rf"(?:an?\s+|the\s+)?(?:[a-z-]+\s+){{0,2}}?(?:{tool})\b"
    agent = re.compile(rf"\b(?:{by})\s+(?!\d|then\b|now\b|mistake\b|accident\b|the\s+time\b|{means})")
    anyway = any_of([*rows["intransitive"], *rows["active"], *rows["participles"]])
    return passive, agent, anyway


@cache
def _intransitive() -> re.Pattern[str]:
    return any_of(lexicon("lethal_verbs")["intransitive"])


def lethal(passage: Passage) -> bool:
    """Say whether a passage speaks of killing or destroying."""
    return _lethal()[2].search(passage.text) is not None


def without_agent(passage: Passage) -> bool:
    """Say whether every lethal verb of a passage stands in a form that names no doer.

    A passive followed by an agent phrase names one; a lethal verb that is neither passive nor intransitive has its
    doer as subject.
    """
    passive, agent, anyway = _lethal()
    covered = [m.span() for m in passive.finditer(passage.text)]
    covered += [m.span() for m in _intransitive().finditer(passage.text)]
    if not covered or any(agent.search(passage.text, end) for _, end in covered):
        return False
    verbs = [m.span() for m in anyway.finditer(passage.text)]
    return all(any(start < b and a < end for a, b in covered) for start, end in verbs)


@cache
def _numbered() -> tuple[re.Pattern[str], re.Pattern[str]]:
    numbers, rows = lexicon("quantities"), lexicon("lethal_verbs")
    words = [
        f for group in ("number_words", "scales", "vague") for w in numbers[group] for f in (w, f"{w}s") if w != "no"
    ]
    number = rf"(?:\d[\d,.]*|(?i:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}))"
    people = {f for nouns in lexicon("victims").values() for n in nouns for f in _plural(n)}
    ends = "|".join(map(re.escape, sorted({*people, *rows["of_people"]}, key=lambda w: (-len(w), w))))
    before = re.compile(rf"(?<![\w-]){number}\s+(?:[a-z][\w’'-]*\s+){{0,3}}?(?:{ends})(?![\w-])")
    verbs = "|".join(map(re.escape, rows["of_people"]))
    after = re.compile(
        rf"\b(?:{verbs})\s+(?:(?:at least|more than|up to|about|around|some|over|nearly)\s+)?{number}(?![\w-])"
    )
    return before, after


def numbered_victims(passage: Passage) -> bool:
    """Say whether a lethal passage gives a number of people harmed, in figures or in words."""
    return lethal(passage) and any(rule.search(passage.text) for rule in _numbered())


def named_victims(passage: Passage) -> tuple[SpanRef, ...]:
    """Give the people that a lethal passage names or ages as victims."""
    if not lethal(passage):
        return ()
    found = {m.span(1) for rule in _NAMED for m in rule.finditer(passage.text)}
    return tuple(span(passage, a, b) for a, b in sorted(found))
