"""A surname that a tagger takes for a body or a land: the one person whom the report has named by it before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from counterclaim.english import head, is_plural
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.phrase import entity
from counterclaim.extract.named import agents
from counterclaim.extract.named.persons import person_nouns
from counterclaim.extract.parsed.bodies import land_by_adjective
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind


def mistagged(token: Any, met: Sequence[Agent], report: Report) -> Agent | None:
    """Give whom a source means whose name is short, or taken for a body's or a land's; None where it may be right.

    The person met by that surname, the person named after a title, the whole of a body's name that the parser cuts
    ("the U.S. | Congress said"), the state of an adjective ("Velnian denials").
    """
    if (land := land_by_adjective(token)) is not None:
        return agents.resolve(land, report, "GPE")
    if (name := _after_body(token)) is not None:
        return agents.resolve(name, report, "PERSON")
    named = entity(token) if token.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"} else None
    if named is None or (named.label_ == "PERSON" and len(named) > 1):
        return None
    if token.i != named.root.i:
        whole = len(named) > 1 and agents.known(named.text) is not None
        return agents.resolve(named.text, report) if whole else None
    name = after_title(named) if named.label_ != "PERSON" else None
    return by_surname(named.text, met) or (agents.resolve(name, report, "PERSON") if name is not None else None)


def _after_body(office: Any) -> str | None:
    """Give the name that ends "spokesman for the Security Service Ira Tolm", where a tagger takes all for the body."""
    link = child(office, "prep") if office.lower_ in person_nouns() else None
    last = child(link, "pobj") if link is not None and link.lower_ in {"for", "of"} else None
    if last is None or last.pos_ != "PROPN":
        return None
    parts = list(last.doc[link.i + 1 : last.i + 1]) if link is not None else []
    spots = [n for n, t in enumerate(parts) if agents.kind_of_noun(t.lower_) is AgentKind.OFFICIAL_BODY]
    rest = parts[spots[-1] + 1 :] if spots else []
    named = all(t.pos_ == "PROPN" and t.is_alpha and t.text.istitle() for t in rest)
    known = agents.known(" ".join(t.text for t in parts if t.dep_ != "det")) is not None
    return " ".join(t.text for t in rest) if len(rest) in {2, 3} and named and not known else None


def by_surname(words: str, met: Iterable[Agent]) -> Agent | None:
    """Give the one person met whose name holds a single word after its first ("Sel" for "Ira Sel Mora"), or None."""
    word = words.strip().casefold()
    if not word or " " in word or agents.known(words) is not None:
        return None
    named = {a for a in met if a.kind is AgentKind.PERSON and word in a.name.casefold().split()[1:]}
    return named.pop() if len(named) == 1 else None


def after_title(named: Any) -> str | None:
    """Give the person's name after a title in what a tagger takes for a body or a land, or right before it, or None.

    "Lom president ira tolm", "Senator Kent"; never "the minister's office", nor "the Lom bishop" that ends in a title.
    """
    parts = [str(t.text) for t in named]
    spots = [n for n, part in enumerate(parts[:-1]) if part.lower() in {*person_nouns(), "president", "minister"}]
    before = named.doc[named.start - 1].lower_ if named.start else ""
    rest = parts[spots[-1] + 1 :] if spots else parts if len(parts) == 1 and before in person_nouns() else []
    words = all(part.isalpha() and agents.kind_of_noun(part) is None for part in rest)
    return " ".join(rest) if rest and words and agents.known(" ".join(rest)) is None else None


def people(agent: Agent) -> bool:
    """Say whether "they" can mean an agent: a body, or somebody described by a noun that is listed for people."""
    if agent.kind not in naming.PER_REPORT:
        return True
    noun = head(agent.name).split()[-1:]
    return any(agents.kind_of_noun(word) is not None or is_plural(word) for word in noun)
