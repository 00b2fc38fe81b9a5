"""Who the header of a statement or the tag of a conversation names."""

from __future__ import annotations

import re

from counterclaim.extract.named import agents
from counterclaim.extract.parsed.transcripts import HEADER, PARTS, Turn
from counterclaim.lexicons import lexicon
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import ACTING_BODIES, AgentKind

#: A first word of a header's name that is this short and in capitals is an acronym.
SHORT_NAME = 5
#: Tags of who asks and of who answers, where nobody is named.
_ASKING = frozenset({"q", "question"})
_ANSWERING = frozenset({"a", "answer"})
#: What whoever asks in a conversation is called.
ASKS = frozenset({"interviewer", "reporter", "moderator"})
#: Whose answers a text says that it gives.
_ANSWERS_OF = re.compile(
    r"\b(?:[Ii]nterview(?:ed|s)?|Q ?& ?A|[Qq]uestions|[Cc]onversation|[Tt]alk(?:s|ed)?|[Ss]poke|[Ss]peaks)\b"
    r"[^.\n]{0,40}?(?:\bwith|\bto|:)\s[^\n]{0,60}?(?P<who>\b[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3})",
)


def named_by(one: Turn, report: Report) -> Agent:
    """Give the agent that a header or a tag names."""
    words = one.who.split()
    if words[-1].casefold().rstrip("s") in PARTS:
        return _part(one.who.casefold(), report)
    if one.who.isupper():
        words = [w if w == words[0] and len(w) < SHORT_NAME and not one.turn else w.capitalize() for w in words]
    name, persons = " ".join(words), lexicon("agents")["persons"]
    if agents.known(name) is not None:
        return agents.resolve(name, report)
    party = next(
        (p for p in _of(words) if (known := agents.known(p)) is not None and known.kind in ACTING_BODIES), None
    )
    if party is not None:
        return agents.resolve(party, report)
    titled_at = max((i for i, w in enumerate(words[:-1]) if w.lower() in persons), default=-1)
    rest = words[titled_at + 1 :]
    if one.turn or (titled_at >= 0 and agents.kind_of_noun(rest[0]) is None):
        return agents.resolve(" ".join(rest), report, "PERSON")
    return agents.resolve(name, report, "ORG")


def _part(tag: str, report: Report) -> Agent:
    """Give who takes part in a conversation under a tag: of "A", the person whose answers the text says it gives."""
    told = _ANSWERS_OF.search(f"{report.title or ''}\n{report.text[:HEADER]}") if tag in _ANSWERING else None
    if told is not None:
        return agents.resolve(told["who"], report, "PERSON")
    name = "interviewer" if tag in _ASKING else "interviewee" if tag in _ANSWERING else tag
    return naming.agent(name, AgentKind.UNNAMED_GROUP, report.id)


def _of(words: list[str]) -> list[str]:
    """Give the parts of "the general command of X" and "X general command" that can name whose it is."""
    if not any(w.lower() in lexicon("agents")["organs"] for w in words):
        return []
    after = [" ".join(words[i + 1 :]) for i, w in enumerate(words) if w.lower() == "of"]
    return [*after, *(" ".join(words[:i]) for i in range(len(words) - 1, 0, -1))]
