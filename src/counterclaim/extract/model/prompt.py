"""The versioned prompt: a data file filled in with the closed vocabularies and a piece of a report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from counterclaim.canonical import digest
from counterclaim.records.words import (
    ActType,
    AgentKind,
    Aspect,
    ClaimAct,
    Factuality,
    Measure,
    Speech,
    Stance,
    VictimClass,
)

Messages = tuple[tuple[str, str], ...]


@cache
def _file() -> Any:
    return yaml.safe_load((files(__package__) / "prompts" / "claims.yaml").read_text(encoding="utf-8"))


@cache
def version() -> str:
    """Give the prompt's version and the digest of what is really sent, without a report's words."""
    return f"{_file()['version']}.{digest(repr(messages('')).encode())[:12]}"


def messages(text: str) -> Messages:
    """Give the (role, content) pairs that ask for the claims of a text, which goes in as a JSON string."""
    words = {
        "kinds": AgentKind,
        "speech": (s for s in Speech if s is not Speech.OWN),
        "factuality": Factuality,
        "stances": Stance,
        "claim_acts": ClaimAct,
        "aspects": Aspect,
        "act_types": ActType,
        "measures": Measure,
        "victims": VictimClass,
    }
    system = str(_file()["system"])
    for name, values in words.items():
        system = system.replace("{{" + name + "}}", _listed(values))
    return (
        ("system", system),
        ("user", str(_file()["user"]).replace("{{text}}", json.dumps(text, ensure_ascii=False))),
    )


def _listed(values: Iterable[StrEnum]) -> str:
    return ", ".join(f'"{value}"' for value in values)
