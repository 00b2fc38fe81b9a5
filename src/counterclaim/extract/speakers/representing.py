"""For which body somebody speaks, by the title beside the name: "army spokesman X", "Orsk's envoy, X"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.offices import WHOLE, force_of, office_of
from counterclaim.records.naming import normal_name
from counterclaim.records.words import BODIES, AgentKind

#: Who answers for the state, the body or the force that stands before the title.
_HEADS = frozenset({"president", "premier", "envoy", "ambassador", "leader", "general", "official"})
#: Of these a land that no list knows has one: "Orsk's president".
_OF_LANDS = frozenset({"president", "premier", "envoy", "ambassador", "leader"})
#: Who are an army's own where it speaks of them without saying whose they are.
_TROOPS = frozenset({"forces", "troops", "soldiers"})
#: Where somebody speaks for it: "a Karven army spokesman | in Dornel".
_SEATED = re.compile(r"(?<=[a-z]) in [A-Z][\w-]+$")
_LAND = re.compile(r"[A-Z][a-z-]{3,}")
_LED = re.compile(r"(?:\S+ )?(?P<title>\S+) (?:of|for) (?:the )?(?P<body>.+)", re.IGNORECASE)
_OWNED = re.compile(r"(?P<owner>.+?)['’]s? (?:\S+ )*?(?P<title>[\w-]+)(?: (?:to|for|at|in) .+)?", re.IGNORECASE)


def represented(one: Attribution) -> str | None:
    """Give the body that the one source of a saying speaks for by its title, or None where no title tells."""
    who, source = one.cue.source, one.sources[0]
    if who is None or len(one.sources) != 1:
        return None
    titles = _titles(who, source.name) if source.kind is AgentKind.PERSON else [source.name]
    return next((body for title in titles if title and (body := _body(title)) is not None), None)


def spoken_for(one: Attribution, others: Iterable[Attribution]) -> str | None:
    """Give the body that a saying's one source speaks for, by its title here or where another saying names it so.

    "… ," army spokesman X said. "We did not shell it," he said later.
    """
    body = represented(one)
    if body is not None or len(one.sources) != 1 or one.sources[0].kind is not AgentKind.PERSON:
        return body
    return next((b for o in others if o.sources == one.sources and (b := represented(o)) is not None), None)


def of_body(actor: str | None, body: str | None) -> bool:
    """Say whether a doer is the body that somebody speaks for, or its own forces: "the army", "troops" of an army."""
    if actor is None or body is None:
        return False
    mine, its = office_of(actor), office_of(body)
    told = normal_name(actor)
    bare = told in _TROOPS and its is not None and its.over == "defence"
    whole = mine is not None and its is not None and not mine.state and mine.over == its.over
    own = agents.one_side(actor, body) or force_of(actor, [body]) == body
    return own or bare or whole or normal_name(body).endswith(f" {told}")


def short_for(actor: str | None, body: str, speaker: str) -> bool:
    """Say whether a doer is called by a shorter name than the body: by who speaks for it, or by its noun alone."""
    told = normal_name(actor or "")
    return told == normal_name(speaker) or told in _TROOPS or normal_name(body).endswith(f" {told}")


def _titles(who: Any, name: str) -> list[str]:
    """Give the titles of a person: before the name, after it between commas, or the words that the name explains."""
    beside = child(who, "appos")
    over = who.head if who.dep_ == "appos" else None
    before, _, after = phrase_words(who).partition(name)  # "General Oren Tal of the Orsk army"
    said = [f"{before.strip()} {after.strip()}".strip(), *(phrase_words(t) for t in (beside, over) if t is not None)]
    return [re.sub(r"^(?:the|an?) ", "", title.strip(), flags=re.IGNORECASE) for title in said]


def _body(title: str) -> str | None:
    """Give the body of a title: "Defence Minister", "army spokesman", "Orsk's envoy"; None where it names none."""
    title = _SEATED.sub("", title)
    office = office_of(title) if title.casefold().endswith("minister") else None
    if office is not None and office.office != WHOLE:
        return agents.canonical(f"{title.rpartition(' ')[0]} Ministry")
    owned, led = _OWNED.fullmatch(title), _LED.fullmatch(title)
    before, _, last = title.rpartition(" ") if owned is None else (owned["owner"], "", owned["title"])
    heads = last.lower() in _HEADS | agents.speaking_for()
    if led is not None and not heads and led["title"].lower() in _HEADS | agents.speaking_for():
        before, last, heads = led["body"], led["title"], True
    if heads and (land := agents.state_of(before)) is not None:
        return land
    if last.lower() in _OF_LANDS and _LAND.fullmatch(before):
        return agents.canonical(before)
    body = before if heads else agents.body_of(title)
    kind = agents.kind_of_noun(body.rpartition(" ")[2]) if body != title else None
    return agents.canonical(body) if body != title and (kind in BODIES or agents.known(body)) else None
