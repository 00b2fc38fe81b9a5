"""Passages to claims: who says it (voices) × what is said (propositions)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim import lexicons
from counterclaim.canonical import digest
from counterclaim.extract.attribution import attributions
from counterclaim.extract.claims import claims
from counterclaim.extract.drawn import checked, drawn
from counterclaim.extract.drawn import placed as found_in
from counterclaim.extract.extractor import Extractor
from counterclaim.extract.model.endpoint import EndpointExtractor
from counterclaim.extract.named.authors import author, called, is_agency, signed_by_body
from counterclaim.extract.parsed.parse import model_name, parse_each, title_of
from counterclaim.extract.recorded import RECORD, placed, recorded, words_of
from counterclaim.extract.said.propositions import propositions
from counterclaim.extract.speakers.full_names import (
    beside_protected,
    is_given,
    is_title,
    known_party,
    persons_in,
    plain_word,
)
from counterclaim.extract.speakers.signed import bearing, is_body, names_person
from counterclaim.extract.speakers.voices import voices
from counterclaim.extract.unmarked import unmarked
from counterclaim.records.claim import Claim
from counterclaim.records.source import Passage, Report
from counterclaim.settings import Settings

__all__ = [
    "RECORD",
    "EndpointExtractor",
    "Extractor",
    "RuleExtractor",
    "attributions",
    "author",
    "bearing",
    "beside_protected",
    "called",
    "checked",
    "drawn",
    "found_in",
    "is_agency",
    "is_body",
    "is_given",
    "is_title",
    "known_party",
    "names_person",
    "persons_in",
    "placed",
    "plain_word",
    "recorded",
    "signed_by_body",
    "words_of",
]

#: Hex digits by which an extractor's name tells its lexicons and settings from others.
DATA_DIGITS = 12


@cache
def _name(settings: Settings, data: str) -> str:
    data = digest(f"{data} {settings.digest()}".encode())[:DATA_DIGITS]
    return f"rules-en/25 {model_name()} data {data}"


class RuleExtractor:
    """The embedded extractor: rules over a dependency parse; needs no network and gives the same claims each time."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()

    @property
    def name(self) -> str:
        """Name the extractor with all that can change its claims: its model, its lexicons, the settings."""
        return _name(self._settings, lexicons.version())

    def claims(self, report: Report, passages: Sequence[Passage]) -> tuple[Claim, ...]:
        """Give the claims of one English report; raises ModelMismatch for other model files."""
        return next(self.each([(report, passages)]))

    def each(self, reports: Sequence[tuple[Report, Sequence[Passage]]]) -> Iterator[tuple[Claim, ...]]:
        """Give the claims of English reports, one after the other, as `claims` does; together they cost less."""
        shown = [unmarked(report, passages) for report, passages in reports]
        parsed = parse_each([part for s in shown for part in (s.passages, title_of(s.report))], telex_names=True)
        for one in shown:
            body, title = next(parsed), next(parsed)
            yield one.published(claims(voices(one.report, body), propositions(one.report, body, title), self.name))
