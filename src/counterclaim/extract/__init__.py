"""Passages to claims: who says it (voices) × what is said (propositions)."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.attribution import attributions
from counterclaim.extract.claims import claims
from counterclaim.extract.endpoint import EndpointExtractor
from counterclaim.extract.extractor import Extractor
from counterclaim.extract.parse import parse, pipeline
from counterclaim.extract.propositions import propositions
from counterclaim.extract.voices import voices
from counterclaim.records.claim import Claim
from counterclaim.records.source import Passage, Report

__all__ = ["EndpointExtractor", "Extractor", "RuleExtractor", "attributions"]


class RuleExtractor:
    """The embedded extractor: rules over a dependency parse; needs no network and gives the same claims each time."""

    @property
    def name(self) -> str:
        """Name the extractor with its model's version, as each claim does."""
        meta = pipeline().meta
        return f"rules-en/5 {meta['lang']}_{meta['name']} {meta['version']}"

    def claims(self, report: Report, passages: Sequence[Passage]) -> tuple[Claim, ...]:
        """Give the claims of one English report; raises ModelMismatch for other model files."""
        parsed = parse(passages, telex_names=True)
        return claims(voices(report, parsed), propositions(report, parsed), self.name)
