"""Persons by the nouns that describe them: "the mayor of Lom, Ann Bell", "the mayor", "Mayor: …"."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.english import head, is_plural
from counterclaim.extract.grammar.phrase import entity, phrase
from counterclaim.lexicons import lexicon
from counterclaim.records import naming
from counterclaim.records.claim import Agent


@cache
def person_nouns() -> frozenset[str]:
    """Give the nouns for one person who can speak."""
    return frozenset(lexicon("agents")["persons"])


def entitled(agent: Agent, ent: Any, titles: dict[str, list[tuple[frozenset[str], Agent]]]) -> None:
    """File an agent under the nouns that describe its name, with the words before them."""
    before = [t for t in ent.doc[ent.root.left_edge.i : ent.start] if t.is_alpha]
    phrases = [before, *(phrase(c) for c in ent.root.children if c.dep_ == "appos" and _described_by(c))]
    if ent.root.dep_ == "appos" and ent.root.head.i < ent.start:
        top = ent.root.head
        while top.dep_ == "pobj" and top.head.dep_ == "prep" and top.head.head.pos_ == "NOUN":
            top = top.head.head  # the parser hangs the name on "Lom" in "the mayor of Lom, Ann Bell"
        phrases.append([t for t in ent.doc[top.left_edge.i : ent.start] if t.is_alpha])
    for words in phrases:
        low = [t.lower_ for t in words]
        for noun in set(low) & person_nouns():
            if (frozenset(low), agent) not in titles.setdefault(noun, []):
                titles[noun].append((frozenset(low), agent))


def _described_by(token: Any) -> bool:
    """Say whether an apposition describes a person; a telex's "a Lom church bishop" may be tagged a name."""
    return token.pos_ == "NOUN" or (token.text.islower() and token.lower_ in person_nouns())


def is_one(agent: Agent) -> bool:
    """Say whether an agent without a name is a single person ("nurse"), whom "they" does not mean."""
    return agent.kind in naming.PER_REPORT and not is_plural(agent.name) and bool(_nouns_of(agent) & person_nouns())


def _nouns_of(agent: Agent) -> frozenset[str]:
    return frozenset(head(agent.name).lower().split()[-1:])


def bare_title(token: Any) -> bool:
    """Say whether a noun for a person stands alone, as in a heading ("Mayor: …")."""
    return token.left_edge.i == token.i and token.tag_ in {"NN", "NNP"} and token.lower_ in person_nouns()


def single_person(token: Any) -> bool:
    """Say whether a noun is a single speaker without a name ("an army officer", "the mayor", "one of the guards")."""
    if token.lower_ == "one":
        whom = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        return any(p.tag_ == "NNS" and p.lemma_.lower() in person_nouns() for p in whom)
    if token.tag_ != "NN" or token.ent_type_ in {"ORG", "GPE"}:
        return False
    return token.lower_ in person_nouns()


def named_after(token: Any) -> str | None:
    """Give the person's name in apposition to a description ("the minister, Ann Bell", "a spokesman for X, Ann Bell").

    The parser hangs the name on the last noun of the description; a comma before it says that it is none of that noun.
    """
    if token.pos_ != "NOUN" and token.lower_ not in person_nouns():
        return None
    for one in token.subtree:
        named = entity(one) if one.dep_ == "appos" and one.ent_type_ == "PERSON" else None
        if named is None or named.root.i != one.i:
            continue
        apart = named.start > 0 and token.doc[named.start - 1].text == ","
        if one.head.i == token.i or (apart and one.head.i > token.i and token.lower_ in person_nouns()):
            return str(named.text)
    other = same_person(token)
    return str(entity(other).text) if other is not None else None


def same_person(token: Any) -> Any | None:
    """Give the name between commas that the parser takes for a second subject beside the description of one person.

    "A weapons expert who saw the pictures, Piet Lorr of the Hald Institute, said …" names one who speaks.
    """
    verb, doc = token.head, token.doc
    if token.dep_ != "nsubj" or not single_person(token) or token.i > verb.i:
        return None
    for one in verb.children:
        named = one.dep_ == "nsubj" and token.i < one.i < verb.i and one.ent_type_ == "PERSON"
        if not named or entity(one) is None or any(c.dep_ in {"cc", "conj"} for c in one.children):
            continue
        last = max(t.i for t in one.subtree if not t.is_punct)
        if doc[one.left_edge.i - 1].text == doc[last + 1].text == ",":
            return one
    return None
