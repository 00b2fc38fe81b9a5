"""Whose own voice a report is: its publisher's, its author's, or that of nobody named."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from counterclaim.extract.named import agents
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import CHAT_EXPORT, Report
from counterclaim.records.words import BODIES, AgentKind

#: What stands where a writer's name does, of an interview: "with X by Y".
_WITH = re.compile(r"with\s", re.IGNORECASE)
#: Words in the name under which an outlet sends mail.
_MAILINGS = frozenset(
    {"newsletter", "newsdesk", "newsroom", "desk", "bulletin", "alerts", "digest", "dispatch", "updates"}
)
#: Who writes for an outlet together.
_STAFF = frozenset({"staff", "newsroom", "newsdesk", "desk", "reporters", "correspondents", "editors", "team"})


def author(report: Report) -> Agent:
    """Give the agent of a report's own voice: the publisher, else the author, else a generic one."""
    if report.publisher:
        found = agents.known(report.publisher)
        name, kind = (found.name, found.kind) if found else (report.publisher, AgentKind.OUTLET)
        return naming.agent(name, kind, report.id)
    if report.author and not _WITH.match(report.author):
        kind = _sender(report.author) if ("author", CHAT_EXPORT) in report.came_from else _writer(report.author)
        return naming.agent(report.author, kind, report.id)
    title = report.title or PurePosixPath(report.path).name
    return naming.agent(f"unnamed author of “{title}”", AgentKind.GENERIC, report.id)


def signed_by_body(report: Report) -> bool:
    """Say whether the author of a report is a listed body, armed group or outlet, or its staff: no person to protect.

    That a name ends in a body's noun tells nothing: "Anna Post" and "Lt. Odeh, Homs Police" are persons. "Lakeside
    staff" of the "Lakeside Courier" is nobody: the words before are the outlet's own.
    """
    *before, last = (report.author or "").casefold().split() or [""]
    if last in _STAFF and before and set(before) - {"the"} <= set((report.publisher or "").casefold().split()):
        return True
    found = agents.listed(report.author or "")
    return found is not None and found.kind in BODIES


def is_agency(words: str) -> bool:
    """Say whether a credit line names an agency, by the list, its nouns or capitals alone ("SNA"): no person."""
    return _writer(words) in BODIES or (words.isupper() and words.isalpha())


def called(name: str, kind: AgentKind | None, report: str) -> Agent:
    """Give the agent whom a person names for a report with this id, of `kind`, else of the kind that its words tell."""
    found = agents.known(name)
    told = agents.kind_of_noun(name.rpartition(" ")[2])
    return naming.agent(
        found.name if found else name, kind or (found.kind if found else told or AgentKind.PERSON), report
    )


def _sender(name: str) -> AgentKind:
    """Give the kind of who sends a message: a person, whatever words stand in the name, unless it is a listed one's."""
    found = agents.known(name)
    return found.kind if found is not None else AgentKind.PERSON


def _writer(name: str) -> AgentKind:
    """Give the kind of who signs: a person, unless the name is a body's or an outlet's ("Lom Herald Newsletter")."""
    found = agents.known(name)
    if found is not None:
        return found.kind
    kinds = [agents.kind_of_noun(w) for w in name.split()]
    outlet = AgentKind.OUTLET in kinds or bool({w.casefold() for w in name.split()} & _MAILINGS)
    body = kinds[-1] if kinds and kinds[-1] not in {None, *naming.PER_REPORT} else None
    return body or (AgentKind.OUTLET if outlet else AgentKind.PERSON)
