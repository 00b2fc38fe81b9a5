"""An analyst's act: who, when, why. Append-only; `undo` names the act it takes back."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.records.words import DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    `number` is its place in the case's log, from 1; `subject` is the id or name it is about; `fields` are the values
    it sets, sorted by key; `reason` is never empty.
    """

    number: int
    kind: DecisionKind
    subject: str
    fields: tuple[tuple[str, str], ...]
    who: str
    at: str
    reason: str

    def field(self, key: str, default: str = "") -> str:
        """Give one of the values it sets."""
        return dict(self.fields).get(key, default)
