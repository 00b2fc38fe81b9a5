"""The registry that ships with the program (see about.yaml and docs/reference/registry.md), and what reads it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files

from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry, Tie
from counterclaim.records.registry_rows import registry_rows


@cache
def ties() -> tuple[Tie, ...]:
    """Give the shipped ties."""
    text = (files(__package__) / "ties.csv").read_text(encoding="utf-8")
    return registry_rows(text.splitlines(keepends=True), "ties.csv", Tie)


def beside(own: Registry) -> Registry:
    """Give a case's registry with the shipped ties that it does not hold itself."""
    held = {_told(tie) for tie in own.ties}
    return replace(own, ties=(*own.ties, *(t for t in ties() if _told(t) not in held)))


def _told(tie: Tie) -> tuple[str, str, str]:
    return normal_name(tie.agent), tie.relation, normal_name(tie.other)
