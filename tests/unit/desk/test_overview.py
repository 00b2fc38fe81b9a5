"""The overview's cards, on the invented dossier of the renderers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from counterclaim.compose import Material, compose
from counterclaim.desk.pages import overview
from counterclaim.desk.rows import EventRow
from counterclaim.records.registry import Registry
from tests.unit.render import sample
from tests.unit.test_compose import RUN


def test_a_card_names_every_contested_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first two stand with their reasons, and those after them by name: none is left out."""
    questions = tuple(replace(q, contested=True, reason="two say otherwise") for q in sample.FINDING.questions)
    material = Material(
        event=sample.a_dossier().event, finding=replace(sample.FINDING, questions=questions), claims=sample.CLAIMS,
        reports=sample.REPORTS, origins=(), lineage=(), grades=(), coverage=(), watch=(), decisions=(),
        registry=Registry(), run=RUN,
    )  # fmt: skip
    found = compose(material)
    assert len(questions) > overview.CONTESTED
    monkeypatch.setattr(overview, "dossier", lambda case, event: found)
    card = overview._card(cast("Any", None), cast("EventRow", found.event))
    told = " ".join((*card.contested, *card.also)).lower()
    assert len(card.contested) + len(card.also) == len(questions)
    assert all(overview.topic(q).lower() in told for q in questions)
