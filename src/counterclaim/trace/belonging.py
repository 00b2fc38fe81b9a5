"""Whose people or part a name tells of: "UN investigators" and "the UN rights body" are of the United Nations.

Nothing shows such voices to be independent of one another or of the body; who is only backed by it is none of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent
from counterclaim.records.naming import normal_name
from counterclaim.records.words import AgentKind

_BODIES = ("organisation", "official_body", "armed_actor")
#: Who is told by these is nobody's people, or is carried by outlets that anybody writes in.
_NO_PART = frozenset({AgentKind.GENERIC, AgentKind.OUTLET})


@lru_cache(maxsize=65_536)
def bodies_over(agent: Agent, spoken: str = "") -> frozenset[str]:
    """Give the known bodies that an agent is, or is a part or a member of, by its name or whom it speaks for; folded.

    A body whose name begins with another's is a part of that one: "UN human rights office".
    """
    name = normal_name(spoken or agent.name)
    if agent.kind in _NO_PART:
        return frozenset()
    padded = f" {name} "
    found = (form for form in _forms() if f" {form} " in padded and not _beside(form, padded))
    body = _names().get(name) or _names().get(next(found, ""), "")
    return _wider()[body] if body else frozenset()


def is_of_several(name: str) -> bool:
    """Say whether a name means the parties of a fight together ("both sides"): none of them, and no other."""
    return _several().match(normal_name(name)) is not None


def _beside(form: str, name: str) -> bool:
    """Say whether a body is named only to tell how others stand to it: "UN-backed", "anti-Front"."""
    words = lexicon("namesakes")["not_of_it"]
    before, after = (rf" (?:{'|'.join(words['before'])}) ", rf" (?:{'|'.join(words['after'])})\b")
    return bool(re.search(rf"{before}{re.escape(form)} | {re.escape(form)}{after}", name))


@cache
def _names() -> dict[str, str]:
    """Give the first name of each known body under all of its names, folded."""
    agents, table = lexicon("agents"), dict[str, str]()
    for line in (line for kind in _BODIES for line in agents.get(kind, ())):
        forms = [normal_name(form) for form in line.split("|")]
        for form in forms:
            table.setdefault(form, forms[0])
    return table


@cache
def _forms() -> tuple[str, ...]:
    return tuple(sorted(_names(), key=lambda form: (-len(form), form)))


@cache
def _wider() -> dict[str, frozenset[str]]:
    """Give each known body with those that it is a part of, by its first name."""
    names, found = _names(), dict[str, set[str]]()
    for form, body in names.items():
        words = form.split()
        openings = (" ".join(words[:n]) for n in range(1, len(words)))
        found.setdefault(body, {body}).update(names[o] for o in openings if o in names)
    return {body: frozenset(those) for body, those in found.items()}


@cache
def _several() -> re.Pattern[str]:
    words = lexicon("namesakes")["several"]
    return re.compile(rf"(?:the )?(?:{'|'.join(words['first'])}) (?:\w+ )?(?:{'|'.join(words['nouns'])})\b")
