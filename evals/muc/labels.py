"""From a document and its key to what the heads shall say: a tag for each piece, answers for spans and for pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.encoder import Pieces, pieces, trunk
from counterclaim.extract.incidents.crown import KINDS, QUESTIONS
from counterclaim.extract.incidents.spans import DAY, ROLES, Span, days, span, windows
from evals.muc import match
from evals.muc.reader import Document, Filler, Template

SLOT_OF = {
    "doer": "perp_individual",
    "organisation": "perp_organization",
    "thing": "phys_id",
    "name": "hum_name",
    "people": "hum_description",
    "tool": "instrument_id",
}
#: Questions about a span in a role, and the slot that answers them; where the key says nothing, "NONE" if there is one.
ASKED = {
    "organisation": {"confidence": "perp_confidence"},
    "thing": {"thing": "phys_type", "damage": "phys_effect", "count": "phys_number"},
    "name": {"person": "hum_type", "fate": "hum_effect"},
    "people": {"person": "hum_type", "fate": "hum_effect", "count": "hum_number"},
    "tool": {"tool": "instrument_type"},
}


@dataclass(slots=True)
class Marked:
    """A span with what the key says: the incidents (numbers of templates), the fillers, and answers to questions."""

    span: Span
    incidents: set[int] = field(default_factory=set)
    fillers: set[tuple[int, str, int]] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    #: Names that the key says this describes.
    names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Example:
    """One document ready to learn from."""

    doc: Document
    cut: Pieces
    windows: tuple[tuple[int, int], ...]
    tags: list[int]
    marked: list[Marked]
    keys: Sequence[Template]
    window_kinds: list[set[str]]


def example(doc: Document, keys: Sequence[Template]) -> Example:
    """Align the key of a document with its pieces."""
    cut = pieces(doc.text, trunk().vocabulary)
    marked = strings(doc, cut, keys)
    tags = [0] * len(cut.ids)
    for one in marked:
        role = ROLES.index(one.span.role)
        tags[one.span.first : one.span.last] = [2 * role + 2] * (one.span.last - one.span.first)
        tags[one.span.first] = 2 * role + 1
    marked += [judged(s, keys) for s in days(doc.text, cut, doc.date)]
    cuts = windows(doc.text, cut)
    about = [
        set().union(*(m.kinds for m in marked if a <= m.span.first < b and m.span.role not in {"place", DAY}))
        for a, b in cuts
    ]
    return Example(doc, cut, cuts, tags, marked, keys, about)


def strings(doc: Document, cut: Pieces, keys: Sequence[Template]) -> list[Marked]:
    """Find every place where a string of the key stands; the longest string wins, and the role it more often has."""
    wanted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key in keys:
        for role, slot in SLOT_OF.items():
            for filler in key.fillers(slot):
                for value in filler.values:
                    wanted[" ".join(value.split())][role] += 1
        for filler in key.fillers("location"):
            for path in filler.paths:
                for name in path:
                    wanted[name.split(" (")[0]]["place"] += 1
    out: list[Marked] = []
    taken = [False] * (len(doc.text) + 1)
    for value in sorted(wanted, key=lambda v: (-len(v), v)):
        pattern = r"\s+".join(re.escape(w) for w in value.split())
        if not pattern:
            continue
        role = max(sorted(wanted[value]), key=lambda r: (wanted[value][r], r != "place"))
        for hit in re.finditer(rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])", doc.text):
            inside = [i for i, s in enumerate(cut.starts) if hit.start() <= s < hit.end()]
            if inside and not any(taken[hit.start() : hit.end()]):
                taken[hit.start() : hit.end()] = [True] * (hit.end() - hit.start())
                out.append(judged(span(inside[0], inside[-1] + 1, role, doc.text, cut), keys))
    return sorted(out, key=lambda m: m.span)


def judged(one: Span, keys: Sequence[Template]) -> Marked:
    """Say of a span, found in whatever way, what the key says of it."""
    out = Marked(one)
    for number, key in enumerate(keys):
        for at, filler in enumerate(_fillers(one.role, key)):
            if _fits(one, filler):
                out.incidents.add(number)
                out.fillers.add((number, one.role, at))
                if one.role == "people":
                    out.names |= set(filler.refs)
        if number in out.incidents:
            out.kinds |= {f.values[0] for f in key.fillers("type") if f.values[0] in KINDS}
            for name, value in _answers(one, key).items():
                out.answers.setdefault(name, value)
    return out


def _fillers(role: str, key: Template) -> Sequence[Filler]:
    return key.fillers("date" if role == DAY else "location" if role == "place" else SLOT_OF[role])


def _fits(one: Span, filler: Filler) -> bool:
    if one.role == DAY:
        return any(first == last == one.day for first, last in filler.ranges)
    if one.role == "place":
        return any(one.words == name.split(" (")[0] for path in filler.paths for name in path)
    return match.best(one.words, filler.values) == match.FULL


def _answers(one: Span, key: Template) -> Mapping[str, str]:
    out = {}
    category = key.fillers("incident_category")
    stage = key.fillers("stage")
    if stage:
        out["stage"] = stage[0].values[0]
    out["category"] = category[0].values[0] if category else "NONE"
    if one.role in {"name", "people", "thing"}:
        # A tool that the report does not name ("shot dead") hangs on the ones it was used on.
        unnamed = [f.values[0] for f in key.fillers("instrument_type") if not f.refs]
        if not unnamed or unnamed[0] in QUESTIONS["tool"]:
            out["tool"] = unnamed[0] if unnamed else "NONE"
    for question, slot in ASKED.get(one.role, {}).items():
        found = [f for f in key.fillers(slot) if f.refs and match.best(one.words, f.refs) > 0]
        values = [f.values[0] for f in found] or (["NONE"] if "NONE" in QUESTIONS[question] else [])
        if question == "count" and values:
            values = [{"1": "ONE", "PLURAL": "PLURAL"}.get(values[0], "NUMERAL")]
        if values and values[0] in QUESTIONS[question]:
            out[question] = values[0]
    return out
