"""At whose hands somebody is told to have died or suffered, where the words name no act of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import clause, clause_head
from counterclaim.extract.named.act import Act
from counterclaim.extract.named.nouns import is_people
from counterclaim.extract.named.parties import parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import at_hands
from counterclaim.extract.words.in_short import in_short
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import ActType, Aspect

#: Who dies at somebody's hands was killed by them.
_DYING = frozenset({"die", "perish", "death"})
_SUFFERING = frozenset({"suffer", "suffering", "ill-treatment", "mistreatment", "abuse"})
#: Words between people and what is said of them.
REACH = 6
#: A match or a vote is lost at somebody's hands too.
_LOSING = frozenset({"defeat", "loss", "setback", "reverse", "humiliation"})


def suffered(sentence: Sentence, start: int, found: Sequence[Act]) -> Iterator[Proposition]:
    """Give who is told to have killed or harmed people by "at the hands of", and that they suffered."""
    told = {a.token.i for a in found}
    for token in sentence.doc:
        lemma = token.lemma_.lower()
        if (lemma not in _DYING and lemma not in _SUFFERING) or token.i in told or sentence.hidden(token):
            continue
        by = at_hands(token)
        if by is None or unreal(token) or _lost(token):
            continue
        names = parties(by, sentence)
        if not names:
            continue
        kind = ActType.MASSACRE_EXECUTION.value if lemma in _DYING else None
        first, last = clause(token)
        first = _whom(token, first)
        base = replace(frame(sentence, start, token, (first, last)), act_type=kind, actor=names[0])
        base = replace(base, negated=negated(token))
        if lemma in _SUFFERING:
            yield replace(base, value=in_short(sentence.shown[base.start - start : base.end - start], sentence.shown))
        for name in names:
            yield replace(base, aspect=Aspect.PERPETRATOR, value=name, actor=name)


def _whom(token: Any, first: int) -> int:
    """Give where the words begin of whom a clause that begins with "who" is said."""
    if clause_head(token).dep_ != "relcl" or token.doc[first].tag_ not in {"WP", "WDT"}:
        return first
    before = (t for t in reversed(token.doc[max(0, first - REACH) : first]) if t.tag_ == "NNS" or is_people(t))
    noun = next(before, None)
    return first if noun is None else noun.i


def _lost(token: Any) -> bool:
    return any(c.lemma_.lower() in _LOSING for c in token.children)
