"""Names to ids: one normalisation, so that one name is one agent wherever it is met."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from counterclaim.canonical import identifier
from counterclaim.records.claim import Agent
from counterclaim.records.words import AgentKind

#: Kinds that name nobody: the same words in two reports are two agents ("sources said" twice is not one source).
PER_REPORT = frozenset({AgentKind.UNNAMED_GROUP, AgentKind.GENERIC})
#: How the name begins under which a protected source is shown; a tag follows.
PROTECTED = "Protected source "
PLACEHOLDER = re.compile(rf"{PROTECTED}[0-9a-f]{{8}}", re.IGNORECASE)
_ARTICLE = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)
_REMARK = re.compile(r"(?:\s*\([^()]*\)|\s*\[[^\[\]]*\])+\s*$")
_NOT_LETTER = re.compile(r"[^\w]+")


@lru_cache(maxsize=65_536)
def normal_name(name: str) -> str:
    """Give a name folded for comparison: no article, no diacritics, no case, no possessive, single spaces."""
    folded = unicodedata.normalize("NFKD", name.replace("’", "'"))
    folded = "".join(c for c in folded if not unicodedata.combining(c)).casefold().strip()
    folded = _ARTICLE.sub("", folded.removesuffix("'s"))
    return _NOT_LETTER.sub(" ", folded).strip()


def without_remark(name: str) -> str:
    """Give a name without the remarks in brackets that stand after it: "Lom Herald (state-owned)"."""
    return _REMARK.sub("", name) or name


def agent(name: str, kind: AgentKind, report: str) -> Agent:
    """Give the agent called `name`; `report` is the id of the report whose words name it.

    Agents of the kinds in `PER_REPORT` are told apart by report; all others are the same agent everywhere.
    """
    parts = (normal_name(name), report) if kind in PER_REPORT else (normal_name(name),)
    return Agent(identifier("a", *parts), name, kind)


#: Letters and signs that fill a place and show nothing.
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def says(text: str) -> bool:
    """Tell whether a text holds anything that a reader sees."""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in FILLERS for c in text)
