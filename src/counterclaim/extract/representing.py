"""For which body somebody speaks, by the title beside the name: "army spokesman X", "Orsk's envoy, X"."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract import agents
from counterclaim.extract.attributed import Attribution
from counterclaim.extract.cue import child
from counterclaim.extract.phrase import phrase_words
from counterclaim.offices import WHOLE, office_of
from counterclaim.records.words import AgentKind

#: Who answers for the state, the body or the force that stands before the title.
_HEADS = frozenset({"president", "premier", "envoy", "ambassador", "leader", "general", "official"})
_OWNED = re.compile(r"(?P<owner>.+?)['’]s? (?:\S+ )*?(?P<title>[\w-]+)(?: (?:to|for|at|in) .+)?", re.IGNORECASE)


def represented(one: Attribution) -> str | None:
    """Give the body that the one source of a saying speaks for by its title, or None where no title tells."""
    who, source = one.cue.source, one.sources[0]
    if who is None or len(one.sources) != 1:
        return None
    titles = _titles(who, source.name) if source.kind is AgentKind.PERSON else [source.name]
    return next((body for title in titles if title and (body := _body(title)) is not None), None)


def _titles(who: Any, name: str) -> list[str]:
    """Give the titles of a person: before the name, after it between commas, or the words that the name explains."""
    beside = child(who, {"appos"})
    over = who.head if who.dep_ == "appos" else None
    said = [phrase_words(who).removesuffix(name), *(phrase_words(t) for t in (beside, over) if t is not None)]
    return [re.sub(r"^(?:the|an?) ", "", title.strip(), flags=re.IGNORECASE) for title in said]


def _body(title: str) -> str | None:
    """Give the body of a title: "Defence Minister", "army spokesman", "Orsk's envoy"; None where it names none."""
    office = office_of(title) if title.casefold().endswith("minister") else None
    if office is not None and office.office != WHOLE:
        return agents.canonical(f"{title.rpartition(' ')[0]} Ministry")
    owned = _OWNED.fullmatch(title)
    before, _, last = title.rpartition(" ") if owned is None else (owned["owner"], "", owned["title"])
    heads = last.lower() in _HEADS | agents.speaking_for()
    if heads and (land := agents.state_of(before)) is not None:
        return land
    body = before if heads else agents.body_of(title)
    kind = agents.kind_of_noun(body.rpartition(" ")[2]) if body != title else None
    return agents.canonical(body) if body != title and (kind in agents.BODIES or agents.known(body)) else None
