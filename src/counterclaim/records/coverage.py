"""What reports dwell on and what they raise: measures of coverage and standing questions, each with its words."""

from __future__ import annotations

from dataclasses import dataclass

#: The measure of sentences that may tell of a question and out of which nothing on it was read.
NOT_READ = "not_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRef:
    """Words in a report that a measure or a list points at."""

    report: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One measure for one holder: a share or a count, with the spans behind it.

    `holder` is an agent name or a camp; `measure` is `text` (its amount), `text_on`, `voices_by_role`, `loaded`,
    `contrast`, `agentless_harm`, `victims_named`, `left_out` or `not_read`; `item` is the topic, role, word, set and
    term (`government: regime`), a question with the answer that others told (`left_out`), or the question of which
    sentences may tell out of which nothing on it was read here (`not_read`); `count` of `total`.
    """

    holder: str
    holder_kind: str
    measure: str
    item: str
    count: int
    total: int
    spans: tuple[SpanRef, ...] = ()
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchCandidate:
    """A standing question that a report raises: act types to watch for, place, target, window in days, the words."""

    id: str
    event: str
    words: str
    act_types: tuple[str, ...]
    target: str
    place: str
    days: int
    span: SpanRef
