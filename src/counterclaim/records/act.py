"""What a person does beside deciding: it changes no judgement, and it is kept and sealed as decisions are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActKind(StrEnum):
    """What can be done to a case beside deciding on it."""

    #: Words on an event, report, claim or decision.
    COMMENT = "comment"
    #: Somebody is to look at an event, report or claim; nobody, where `to` is empty.
    ASSIGN = "assign"
    #: A second person agrees with a decision, or does not.
    REVIEW = "review"
    #: From now on only some roles see a report, or it is open again.
    SENSITIVITY = "sensitivity"
    #: A standing question that a person asks.
    WATCH = "watch"
    #: A standing question that is asked no more.
    UNWATCH = "unwatch"
    #: What a person may do here from now on; nothing, where `role` is empty.
    ROLE = "role"
    #: What a person took out of the case.
    EXPORT = "export"
    #: What came in one capture was erased, and why.
    ERASE = "erase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act.

    `number` is its place in the case's log of acts, from 1; `subject` is the id or name it is about; `fields` are the
    values it sets, sorted by key; `words` are what its doer said.
    """

    number: int
    kind: ActKind
    subject: str
    fields: tuple[tuple[str, str], ...]
    who: str
    at: str
    words: str

    def field(self, key: str, default: str = "") -> str:
        """Give one of the values it sets."""
        return dict(self.fields).get(key, default)
