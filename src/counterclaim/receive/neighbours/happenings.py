"""What a map, a tagged sheet, a timeline or a threat graph tells of a happening: its names to the parts of a record.

Nothing of it is guessed from a cell's content: a part is read from the name of its column, property or hashtag alone.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from counterclaim.errors import Refused
from counterclaim.lexicons import neighbours
from counterclaim.receive.build import ONE_DAY, Draft
from counterclaim.receive.columns import NAMES, Columns
from counterclaim.receive.items import Item, refusal, refusing
from counterclaim.receive.markup import words_of
from counterclaim.receive.neighbours.checked import is_number, iso
from counterclaim.receive.neighbours.known import day
from counterclaim.records.extent import written
from counterclaim.records.returned import CLAIM, DOUBTS, EVENT, NUMBER, REPORTS, UNNAMED, UNSHOWN, VOICE, ids_in
from counterclaim.records.source import Refusal

#: The table of names, and what the record of such a report is called.
TABLE = "happenings"
#: The speaker of what comes back from an export of this program.
OURS = "Counterclaim's export as a"
_WORD = re.compile(r"[a-z]+|\d+", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINT = re.compile(r"[\s_-]+")
_MARKUP = re.compile(r"<(?:p|div|br|span|ul|ol|li|b|i|a|h\d)\b[^<>]{0,500}>", re.IGNORECASE)
_UNSAID = r"(?:, of whom it is not said[a-z ]+)?"
_SAID = re.compile(rf"(?P<range>.*\d)\s+(?P<label>[a-z ]+?){_UNSAID}(?: \(contested\))?", re.IGNORECASE)
_STANDING = re.compile(r" \(\d+ [a-z]+(?:, \d+ [a-z]+)*\)$")
_VALUE = re.compile(r"(?P<range>[^()]*\d) (?P<measure>\w+) \((?P<victims>\w+)\)")
_ADDRESS = re.compile(r"(?:https?:)?//\S|www\.", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*[;|]\s*")
_DOUBT = re.compile(rf"{UNSHOWN}|{UNNAMED}|d_[0-9a-f]{{16}}")
_DEPTH_MAX = 8
#: Reports of one file: about half of what a capture's time of work is enough for.
REPORTS_MAX = 500_000
_OWN_MAX = 60
#: How a cell begins that holds more than words or a number.
_NESTED = ("[{", "[[", '{"')
_LISTED_MAX = 40
_SHOWN_MAX = 60


class Passed(NamedTuple):
    """A thing in a file that is nobody's words and claims nothing: what it is, and where it stands."""

    kind: str
    where: str


#: What there is to say of one entry of a file: a report, why it is none, or that it is nobody's.
Found = Draft | Refusal | Passed | None
#: An entry's place in its file, and what reads it. Each is read by itself, so that one that fails costs itself alone.
Entry = tuple[str, Callable[[], Found]]


@dataclass(slots=True)
class Told:
    """One thing that a file tells: its place in it, its cells by their own names, and what reader `kind` knows of it.

    `parts` are cells that the reader itself has read as parts of the record: part → (their name, cell). `names` says
    which part a name is, in place of the table's own; `ours` marks what this program exported, `ids` what it was there.
    """

    where: str
    kind: str
    cells: dict[str, str]
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] | None = None
    notes: list[str] = field(default_factory=list)
    ours: bool = False
    columns: Columns = ()
    ids: dict[str, str] = field(default_factory=dict)


def flat(value: Any, before: str = "", depth: int = 0) -> dict[str, str]:
    """Give what an object holds as cells: what is nested under `outer.inner`, lists joined by `; `, blanks left out."""
    out: dict[str, str] = {}
    for key, one in value.items() if isinstance(value, dict) else ():
        name = f"{before}{key}"
        if isinstance(one, dict) and depth < _DEPTH_MAX:
            out |= flat(one, f"{name}.", depth + 1)
        elif isinstance(one, list) and all(isinstance(v, str | int | float) for v in one):
            out[name] = "; ".join(map(_plain, one))
        elif isinstance(one, list | dict):
            out[name] = json.dumps(one, ensure_ascii=False, sort_keys=True)
        else:
            out[name] = _plain(one)
    return {k: v for k, v in out.items() if v.strip()}


def draft(item: Item, told: Told) -> Draft | None:
    """Give the draft of a report from what is told; None where it holds neither words nor a claim."""
    parts, notes = _parts(told)
    counts = _counts(told, {own for own, _ in parts.values()}, notes)
    parts = counts | parts
    said = parts.get("text", ("", ""))[1] or parts.get("title", ("", ""))[1]
    text = "" if told.ours else _words(said)
    claimed = any(p in ("act", "accused", "aspect") or p.endswith((" low", " high")) for p in parts)
    if not text and not claimed:
        return None
    stands = claimed or {"latitude", "place"} <= set(parts)
    shown = [p for p in _order(parts) if stands]
    if not shown and not told.ours:
        _as_elsewhere(parts)
    record = "\n".join(_line(part, *parts[part]) for part in shown)
    made = Draft("\n\n".join(filter(None, (text, record))), locator=told.where, path=item.path)
    fields = [f for f in ("title", "url", "author", "publisher", "published", "language") if f in parts]
    for name in fields if not told.ours else [f for f in fields if f != "publisher"]:
        made.put(name, day(parts[name][1]) if name == "published" else parts[name][1], "column")
    # Who signs speaks; only where nobody does, and nobody publishes, is it the file.
    made.speaker = f"{OURS} {told.kind}" if told.ours else "" if "author" in parts else told.kind
    if record:
        made.put("record", "yes", TABLE)
        if not text:
            made.put("language", "en", "names of columns")
    held = [parts[p] for p in (*shown, *fields, "text") if p in parts and (p != "text" or text)]
    whole = {own for own, cell in held if told.cells.get(own) == cell}
    _about(made, told, {k: v for k, v in told.cells.items() if k not in whole}, notes)
    return made


def _as_elsewhere(parts: dict[str, tuple[str, str]]) -> None:
    """Where words alone are told, their `date` and `source` are the report's own, as in a table of any kind."""
    for part, field_ in (("first day", "published"), ("source", "publisher")):
        if part in parts and parts[part][0].strip().lower() in NAMES[field_]:
            parts.setdefault(field_, parts.pop(part))


def read(item: Item, entries: Iterable[Entry], encoding: str) -> Iterator[Draft | Refusal]:
    """Give what each entry tells, or why it is no report; what is nobody's words comes last, once for each kind."""
    passed: dict[str, list[str]] = defaultdict(list)
    taken = left = 0
    for where, reads in entries:
        if taken >= REPORTS_MAX:
            left += 1
            continue
        try:
            with refusing(f"{item.label} {where}".strip()):
                found = reads()
        except Refused as error:
            found = refusal(error)
        if isinstance(found, Passed):
            passed[found.kind].append(found.where)
        elif found is not None:
            if isinstance(found, Draft):
                found.encoding = encoding
                taken += 1
            yield found
    yield from passed_over(item, passed)
    if left:
        reason = f"{left:,} entries after {REPORTS_MAX:,} reports; expected at most as many in one file"
        yield Refusal(name=item.label, reason=reason, todo="Split the file.")


def passed_over(item: Item, passed: Mapping[str, list[str]]) -> Iterator[Refusal]:
    """Say of each kind of thing how many of it are no reports, and where they stand."""
    for kind, places in sorted(passed.items()):
        listed = ", ".join(places[:_LISTED_MAX]) + (", …" if len(places) > _LISTED_MAX else "")
        reason = f"{len(places):,} that hold neither words of anybody nor a claim ({listed}); expected a text, or a"
        reason += " kind of act, a number of people or who is accused"
        todo = "Nothing to do: they stay in the original. A column map (`text: …`) tells where words are."
        yield Refusal(name=f"{item.label} {kind}", reason=reason, todo=todo)


def unlike(words: str) -> list[str]:
    """Give the names in words for who is accused, each without how many say so."""
    return [_STANDING.sub("", one).strip() for one in re.split(r"\s*[;|]\s*", words) if one.strip()]


def ranges(words: str) -> dict[str, str]:
    """Give the numbers in words for ranges (`9–12 civilians killed; …`) by part; what is not of one class is none."""
    found: dict[str, str] = {}
    for one in re.split(r"\s*[;|]\s*", words):
        match = _SAID.fullmatch(one.strip())
        known = counted(match["label"]) if match else None
        if match and known and not known[2]:
            numbers = written(match["range"])
            low, high = (numbers.low, numbers.high) if numbers else (None, None)
            found |= {f"{known[0]} {known[1]} low": f"{low:.0f}"} if low is not None else {}
            found |= {f"{known[0]} {known[1]} high": f"{high:.0f}"} if high is not None else {}
    return found


def own_ids(claim: str, voice: str, event: str, report: Iterable[str], doubts: Iterable[str] = ()) -> dict[str, str]:
    """Give what a claim of ours was in the case that it was exported from, by what cells say of its report.

    `doubts` are why its voice was not shown independent there.
    """
    why = " ".join(one for one in doubts if _DOUBT.fullmatch(one))
    held = {CLAIM: claim, VOICE: voice, EVENT: event, REPORTS: ids_in(report).get(REPORTS, ""), DOUBTS: why}
    return {name: one for name, one in held.items() if one}


def stated(terms: Mapping[str, str], value: str, own: str, term: str) -> dict[str, tuple[str, str]]:
    """Give what one claim of ours says besides its value: who is accused, or what its number counts.

    `terms` are its aspect and the parts of its number, `own` and `term` the names of value and terms in the file. An
    export of an older version has the number in the words of its value alone.
    """
    aspect = terms.get("aspect", "")
    if aspect == "perpetrator":
        return {"accused": (own, value)}
    if aspect == "count" and terms.get("measure"):
        return {part: (term, terms[part]) for part in NUMBER if terms.get(part)}
    match = _VALUE.fullmatch(value) if aspect == "count" else None
    if match is None:
        return {}
    victims = "" if match["victims"] == "unknown" else match["victims"]
    words = f"{match['range']} {victims} {match['measure']}"
    return {part: (own, cell) for part, cell in ranges(" ".join(words.split())).items()}


@lru_cache(maxsize=4096)
def counted(name: str) -> tuple[str, str, str] | None:
    """Give the measure, the class of people and the bound that a name says a number is of; None for another name."""
    table = neighbours.tables()[TABLE]["counts"]
    found: dict[str, str] = {}
    for word in (w.lower() for w in _WORD.findall(_CAMEL.sub(" ", name))):
        kind = next(
            ((k, v) for k in ("measures", "victims", "bounds") for v, words in table[k].items() if word in words), None
        )
        if kind is None and word not in table["aside"]:
            return None
        if kind is not None:
            if kind[0] in found:
                return None
            found[kind[0]] = kind[1]
    if "measures" not in found:
        return None
    return found["measures"], found.get("victims", "unknown"), found.get("bounds", "")


def _parts(told: Told) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """Give the parts, each with its own name and cell, and what could not be read so."""
    parts, notes = dict(told.parts), []
    mapped = {column.strip().lower(): part for part, column in told.columns}
    ranked: dict[str, tuple[int, str]] = {}
    for own, cell in told.cells.items():
        part, rank = _part(own, told, mapped)
        if (
            part
            and not cell.startswith(_NESTED)
            and part not in told.parts
            and (part not in ranked or rank < ranked[part][0])
        ):
            if trouble := _trouble(part, cell):
                notes.append(f"`{own}` is kept and not read: `{cell[:_SHOWN_MAX]}` is not {trouble}")
            else:
                ranked[part] = (rank, own)
    parts |= {part: (own, told.cells[own]) for part, (_, own) in ranked.items()}
    for part in [p for p in told.parts if (trouble := _trouble(p, parts[p][1]))]:
        notes.append(f"`{parts[part][0]}` is not read: `{parts[part][1][:_SHOWN_MAX]}` is not what its name says")
        del parts[part]
    for part in ("first day", "last day"):
        if part in parts:
            parts[part] = (parts[part][0], _day(parts[part][1]))
    _one_place(parts, notes)
    own, cell = parts.pop("kind", ("", ""))
    acts = "; ".join(w for w in _SEVERAL.split(cell) if neighbours.act_of(w))
    if acts:
        parts.setdefault("act", (own, acts))
    if "source" in parts and _ADDRESS.match(parts["source"][1]):
        # Where something stands is not who says it.
        parts.setdefault("url", parts.pop("source"))
    if "accused" in parts:
        parts["accused"] = (parts["accused"][0], "; ".join(unlike(parts["accused"][1])))
    return parts, notes


def _part(own: str, told: Told, mapped: Mapping[str, str]) -> tuple[str, int]:
    """Give which part a name is, and its rank among the names of that part: the user's own map comes first."""
    if own.strip().lower() in mapped:
        return mapped[own.strip().lower()], -2
    if told.names is not None:
        return told.names.get(own, ""), -1
    return _by_name().get(_JOINT.sub("_", own.strip().lower()), ("", 0))


def _one_place(parts: dict[str, tuple[str, str]], notes: list[str]) -> None:
    """Take out half a point, and a last day before the first: neither says anything."""
    for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if one in parts and other not in parts:
            notes.append(f"`{parts[one][0]}` is kept and not read: there is no {other}")
            del parts[one]
    first, last = (iso(parts[p][1]) if p in parts else "" for p in ("first day", "last day"))
    if last and (not first or last < first):
        notes.append(f"`{parts['last day'][0]}` is kept and not read: it is no day after the first")
        del parts["last day"]


def _trouble(part: str, cell: str) -> str:
    """Say what a cell should have been and is not; empty for one in order."""
    bounds = {"latitude": 90.0, "longitude": 180.0, "precision in metres": 4e7}
    if part in bounds and not (is_number(cell) and abs(float(cell)) <= bounds[part]):
        return f"a number up to {bounds[part]:,.0f}"
    return ONE_DAY if part.endswith(" day") and not iso(_day(cell)) else ""


def _day(cell: str) -> str:
    words = day(cell.strip())
    return words[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d[T ].*", words) else words


def _counts(told: Told, used: Collection[str], notes: list[str]) -> dict[str, tuple[str, str]]:
    """Give the numbers of people by part; a name without a bound gives both."""
    found: dict[str, tuple[str, str]] = {}
    for own, cell in told.cells.items():
        known = counted(own) if own not in used else None
        if known is None:
            continue
        if not is_number(cell) or float(cell) < 0 or not float(cell).is_integer():
            notes.append(f"`{own}` is kept and not read: `{cell[:_SHOWN_MAX]}` is not a whole number from 0")
            continue
        for side in (known[2],) if known[2] else ("low", "high"):
            found.setdefault(f"{known[0]} {known[1]} {side}", (own, cell.strip()))
    for high in [p for p in found if p.endswith(" high")]:
        low = high.removesuffix("high") + "low"
        if low in found and float(found[low][1]) > float(found[high][1]):
            notes.append(f"`{found[high][0]}` is below `{found[low][0]}`: both are kept and not read")
            del found[high], found[low]
    return found


def _order(parts: Mapping[str, tuple[str, str]]) -> list[str]:
    """Give the parts that stand in a record, in its order; numbers come last."""
    counts = sorted(p for p in parts if p.endswith((" low", " high")))
    return [*(p for p in neighbours.tables()[TABLE]["record"] if p in parts), *counts]


def _line(part: str, own: str, cell: str) -> str:
    """Give the line of a record: the part, the name it has in the file, and its cell."""
    shown = " ".join(own.replace(": ", ":").split())[:_OWN_MAX]
    also = iso(cell) if part.endswith(" day") else ""
    words = " ".join(cell.split()) + (f" ({also})" if also and also not in cell else "")
    return f"{part} [{shown}]: {words}" if shown and shown != part else f"{part}: {words}"


def _about(made: Draft, told: Told, rest: Mapping[str, str], notes: list[str]) -> None:
    """Note what it is, what could not be read, and each cell that has no place of its own."""
    made.notes.append(f"one entry of a {told.kind}")
    if told.ours:
        made.notes.append("a row that Counterclaim exported: what it tells is what the reports of that case tell")
        for name, one in (told.ids or ids_in(told.cells.values())).items():
            made.put(name, "yes", one)
    made.notes += dict.fromkeys((*told.notes, *notes))
    made.kept += list(rest.items())
    if rest:
        names = ", ".join(k or "a column without a name" for k in rest)
        made.notes.append(f"kept, without a place of their own: {names}")


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, int]]:
    names: Iterator[tuple[str, tuple[str, int]]] = (
        (_JOINT.sub("_", name), (part, rank))
        for part, of in neighbours.tables()[TABLE]["names"].items()
        for rank, name in enumerate(of)
    )
    return dict(names)


def _words(cell: str) -> str:
    return (words_of(cell) if _MARKUP.search(cell) else cell.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.10g}" if isinstance(value, float) and value.is_integer() else str(value)
