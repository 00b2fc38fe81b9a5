"""Who holds a report, in which camp, and in which role its voices speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath

from counterclaim.lexicons import any_of, lexicon
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import SURE_BODIES

OUTLET, CAMP, SPEAKER = "outlet", "camp", "speaker"
OWN_VOICE = "own voice"


def author(report: Report, claims: Sequence[Claim]) -> str:
    """Give the name of a report's own author: its claims' last hop, else publisher, author, or a name for nobody."""
    names = sorted({c.chain[-1].agent.name for c in claims if c.report == report.id})
    if names:
        return names[0]
    title = report.title or PurePosixPath(report.path).name
    return report.publisher or report.author or f"unnamed author of “{title}”"


def camps(name: str, day: str, registry: Registry) -> tuple[str, ...]:
    """Give the camps an agent belongs to on a day, sorted; an empty day meets every row."""
    wanted = normal_name(name)
    found = {
        row.camp
        for row in registry.camps
        if normal_name(row.agent) == wanted
        and (not day or ((not row.start or row.start <= day) and (not row.end or day <= row.end)))
    }
    return tuple(sorted(found))


def role(agent: Agent) -> str:
    """Give the role in which an agent speaks."""
    kinds = lexicon("voice_roles")["kinds"]
    # A kind that is sure says the role by itself; the others are read by the words of the name first.
    if agent.kind not in SURE_BODIES:
        for name, words in _roles():
            if words.search(agent.name):
                return name
    return str(kinds[agent.kind.value])


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, any_of(words)) for name, words in lexicon("voice_roles")["roles"].items())
