"""A model's answer to claims: what is not in the text, or not a word of the vocabulary, is dropped and counted.

Nothing of an answer is believed: every span is looked up in the text, offsets are computed here, ids are ours.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from counterclaim.canonical import identifier
from counterclaim.extract.slots.counted import counted
from counterclaim.extract.words.gazetteer import countries, look_up
from counterclaim.extract.words.numbers import quantities
from counterclaim.extract.words.times import times
from counterclaim.records import naming
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.extent import NumberRange, TimeRange
from counterclaim.records.source import Report
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

#: Bounds of one answer: claims, hops of a chain, characters of a span.
CLAIMS_MAX = 100
HOPS_MAX = 8
SPAN_MAX = 1_500
W = TypeVar("W", bound=StrEnum)
_FENCE = "```"


class _Dropped(Exception):
    """A proposed claim is not taken; the text is the reason it is counted under."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report that was sent, `report.text[start:end]`; `author` is the report's own voice."""

    report: Report
    start: int
    end: int
    author: Agent
    extractor: str

    @property
    def text(self) -> str:
        """Give the words of the stretch."""
        return self.report.text[self.start : self.end]

    def find(self, words: str, near: int = 0) -> int | None:
        """Give the report offset of the occurrence of some words nearest to an offset, or None."""
        found = [m.start() + self.start for m in re.finditer(re.escape(words), self.text)]
        return min(found, key=lambda at: (abs(at - near), at), default=None)


def claims(answer: str, piece: Piece, tally: Counter[str]) -> tuple[Claim, ...]:
    """Give the claims of an answer that stand in the text; `tally` counts proposals, claims and each reason to drop."""
    proposals = _proposals(answer)
    if proposals is None:
        tally["answers that are not the JSON asked for"] += 1
        return ()
    tally["proposed"] += len(proposals)
    if beyond := len(proposals[CLAIMS_MAX:]):
        tally["dropped: beyond the bound of one answer"] += beyond
    found: dict[str, Claim] = {}
    for proposal in proposals[:CLAIMS_MAX]:
        try:
            claim = _claim(proposal, piece)
        except _Dropped as why:
            tally[f"dropped: {why}"] += 1
            continue
        tally["dropped: said twice" if claim.id in found else "claims"] += 1
        found.setdefault(claim.id, claim)
    return tuple(found.values())


def _proposals(answer: str) -> list[Any] | None:
    """Give the list of proposed claims in an answer, or None."""
    try:
        plain = json.loads(_unfenced(answer))
    except (ValueError, RecursionError):
        return None
    listed = plain.get("claims") if isinstance(plain, dict) else None
    return listed if isinstance(listed, list) else None


def _unfenced(answer: str) -> str:
    """Give an answer without the fence that models like to put around JSON."""
    bare = answer.strip()
    if len(bare) < 2 * len(_FENCE) or not (bare.startswith(_FENCE) and bare.endswith(_FENCE)):
        return answer
    return bare.removeprefix(_FENCE).removesuffix(_FENCE).removeprefix("json")


def _claim(proposal: Any, piece: Piece) -> Claim:
    """Build one claim. Raises _Dropped with the reason."""
    if not isinstance(proposal, dict):
        raise _Dropped("not an object")
    text = _words(proposal, "text", piece)
    value = _words(proposal, "value", piece)
    start = piece.find(text, near=piece.start)
    if text is None or start is None or value is None or value not in text:
        raise _Dropped("words that are not in the text")
    sure = _word(Factuality, proposal, "factuality")
    hops = _chain(proposal.get("chain"), piece, start, sure)
    stance, aspect = _word(Stance, proposal, "stance"), _word(Aspect, proposal, "aspect")
    place, when = _optional(proposal, "place", piece), _optional(proposal, "time", piece)
    target, asset = _optional(proposal, "target", piece), _optional(proposal, "asset", piece)
    measure, victims = _maybe(Measure, proposal, "measure"), _maybe(VictimClass, proposal, "victim_class")
    numbers = _range(text) if measure is not None or aspect is Aspect.COUNT else None
    what = counted(numbers, measure, victims, asset) if numbers is not None and measure is not None else None
    named = naming.normal_name(value) or value
    parts = [piece.report.id, start, start + len(text), aspect.value, named, [h.agent.id for h in hops], stance.value]
    return Claim(
        id=identifier("c", *parts, [target, asset], piece.extractor),
        report=piece.report.id,
        start=start,
        end=start + len(text),
        text=text,
        chain=hops,
        stance=stance,
        claim_act=_word(ClaimAct, proposal, "claim_act"),
        aspect=aspect,
        value=what.value if what else named,
        extractor=piece.extractor,
        act_type=_maybe(ActType, proposal, "act_type"),
        actor=_optional(proposal, "actor", piece),
        target=target,
        place=look_up(place, countries(piece.report.text)) if place else None,
        time=_time(when, piece.report),
        time_words=when,
        measure=measure,
        victim_class=what.victim_class if what else victims,
        range=numbers,
        unit=what.unit if what else None,
        asset=what.asset if what else asset,
    )


def _chain(plain: Any, piece: Piece, at: int, sure: Factuality) -> tuple[Hop, ...]:
    """Build the chain, the report's own author last. Raises _Dropped when a speaker or a cue is not in the text."""
    if not isinstance(plain, list) or len(plain) > HOPS_MAX:
        raise _Dropped("a chain that is not a short list")
    hops: list[Hop] = []
    for row in plain:
        if not isinstance(row, dict):
            raise _Dropped("a chain that is not a short list")
        name, cue = _words(row, "agent", piece), _optional(row, "cue", piece, strict=True)
        kind, speech = _word(AgentKind, row, "kind"), _word(Speech, row, "speech")
        where = piece.find(cue, near=at) if cue else None
        who = naming.agent(name, kind, piece.report.id)
        if speech is Speech.OWN or who.id == piece.author.id or who in [h.agent for h in hops]:
            raise _Dropped("a chain that names one speaker twice or the author as a source")
        hops.append(
            Hop(
                agent=who,
                speech=speech,
                factuality=_word(Factuality, row, "factuality") if hops else sure,
                cue=cue,
                cue_start=where,
                cue_end=where + len(cue) if cue and where is not None else None,
            )
        )
    own = Factuality.UNCOMMITTED if hops else sure
    return (*hops, Hop(agent=piece.author, speech=Speech.OWN, factuality=own))


def _words(row: Mapping[str, Any], key: str, piece: Piece) -> str:
    """Give words that stand in the text. Raises _Dropped otherwise."""
    words = row.get(key)
    if not isinstance(words, str):
        raise _Dropped(f"`{key}` is missing or no text")
    if not words.strip() or len(words) > SPAN_MAX or words != words.strip() or words not in piece.text:
        raise _Dropped("words that are not in the text")
    if not any(map(str.isalnum, words)):
        raise _Dropped("marks that are no words")
    return words


def _optional(row: Mapping[str, Any], key: str, piece: Piece, *, strict: bool = False) -> str | None:
    """Give words that stand in the text, or None where none are given; invented ones drop the claim they describe."""
    if row.get(key) is None or (row.get(key) == "" and not strict):
        return None
    return _words(row, key, piece)


def _word(kind: type[W], row: Mapping[str, Any], key: str) -> W:
    """Give a word of a closed vocabulary. Raises _Dropped for any other."""
    value = row.get(key)
    if not isinstance(value, str) or value not in set(kind):
        raise _Dropped(f"`{key}` is no word of the vocabulary")
    return kind(value)


def _maybe(kind: type[W], row: Mapping[str, Any], key: str) -> W | None:
    """Give a word of a closed vocabulary, or None where none is given. Raises _Dropped for any other."""
    return None if row.get(key) in (None, "") else _word(kind, row, key)


def _time(words: str | None, report: Report) -> TimeRange | None:
    """Read a time expression with our own reader, against the report's date."""
    found = times(words, report.published) if words else ()
    return found[0].range if found else None


def _range(text: str) -> NumberRange | None:
    """Read the number with our own reader; a clause with several is ambiguous and gives none."""
    found = quantities(text)
    return found[0].range if len(found) == 1 else None
