"""How something came about that was nobody's deed: "crashed because of a technical fault", "caused by a gas leak"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import clause, clause_head
from counterclaim.extract.named.act import Act, noun_row
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import asset_of, thing
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import subject
from counterclaim.extract.words.held import held, longest_words
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.words import ActType, Aspect


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lexicon("mishaps")
    names = {form: name for name, forms in rows["causes"].items() for form in forms}
    before = rf"\b(?:{alternatives(rows['links'])})\s+(?:(?:an?|the|some)\s+)?(?:[\w-]+\s+){{0,2}}?"
    return re.compile(rf"{before}(?P<cause>{alternatives(names)})s?\b", re.IGNORECASE), names


@cache
def _causes() -> frozenset[str]:
    names = _pattern()[1]
    return longest_words((*names, *(f"{name}s" for name in names)))


def mishaps(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give each cause that a sentence names and that nobody did on purpose, as how its happening came about.

    Takes the sentence, its offset in the report, and its acts; where it has none, the act told last is meant.
    """
    pattern, names = _pattern()
    for match in pattern.finditer(sentence.plain) if not _causes().isdisjoint(held(sentence.plain)) else ():
        span = sentence.doc.char_span(*match.span("cause"), alignment_mode="expand")
        verb = clause_head(span.root) if span is not None else None
        about = subject(verb) if verb is not None else None
        if span is None or verb is None or about is None or not _harmed(about) or sentence.hidden(verb) or unreal(verb):
            continue
        act = found[-1] if found else sentence.memory.act
        hit = thing(about, sentence) if asset_of(about) is not None else act.target if act is not None else None
        first, last = clause(verb)
        base = frame(sentence, start, verb, (first, max(last, span.end - 1)), hit)
        yield replace(
            base,
            aspect=Aspect.MANNER,
            value=names[" ".join(match["cause"].lower().split())],
            act_type=act.told.act_type if act is not None else ActType.OTHER.value,
            negated=negated(verb, verb),
            leans=not found and act is not None,
        )


def _harmed(token: Any) -> bool:
    """Say whether a noun is what may have come about so: a thing, an act, one that points back to it."""
    low = {token.lower_, token.lemma_.lower()}
    return asset_of(token) is not None or noun_row(token) is not None or bool(low & {*lexicon("mishaps")["happenings"]})
