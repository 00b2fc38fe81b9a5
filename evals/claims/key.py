"""The key: claims annotated by hand, as offsets and values; the texts stay where the data is."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from counterclaim.records.claim import Claim, Hop
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.naming import agent
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
from evals.sets import Missing

FIRST = Path(__file__).parent / "key"
SECOND = Path(__file__).parent / "second"
#: Fields that the key and the record hold alike.
_SAME = (
    *("start", "end", "stance", "claim_act", "aspect", "value", "act_type", "actor", "target", "measure"),
    *("victim_class", "unit", "asset", "label", "hedges", "loaded"),
)


@dataclass(frozen=True, slots=True)
class KeyHop:
    """One holder of a claim: all names that name it in this report, the first being the chosen one."""

    names: tuple[str, ...]
    kind: AgentKind
    factuality: Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyClaim:
    """One annotated claim; fields as in `counterclaim.records.claim.Claim`, places and times as plain values."""

    start: int
    end: int
    chain: tuple[KeyHop, ...]
    stance: Stance
    claim_act: ClaimAct
    aspect: Aspect
    value: str
    act_type: ActType | None = None
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    time: tuple[str, str] | None = None
    measure: Measure | None = None
    victim_class: VictimClass | None = None
    range: tuple[float | None, float | None] | None = None
    unit: str | None = None
    asset: str | None = None
    label: str | None = None
    hedges: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keyed:
    """One annotated document: its text as the data has it, what its source says of it, and its claims."""

    source: str
    doc: str
    text: str
    about: Mapping[str, str]
    claims: tuple[KeyClaim, ...]


def rows(source: str, folder: Path = FIRST) -> Iterator[dict[str, Any]]:
    """Give the rows of one source's key as they stand in the file of one annotation pass."""
    for line in (folder / f"{source}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def keyed(data: Path, folder: Path = FIRST) -> Iterator[Keyed]:
    """Give every document of one annotation pass with its text from `data` (the folder of all sets).

    Raises Missing where a text is not there or is not, byte for byte, the one that was annotated.
    """
    for source in sorted(p.stem for p in folder.glob("*.jsonl")):
        for row in rows(source, folder):
            text, about = _text(data, source, row["doc"])
            if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
                raise Missing(
                    f"Expected the annotated text of {source} {row['doc']} ({row['sha256'][:12]}…); another is there. "
                    "Offsets would not hold: use the edition that evals/claims/README.md names."
                )
            yield Keyed(source, row["doc"], text, about, tuple(claim(c) for c in row["claims"]))


def claim(row: Mapping[str, Any]) -> KeyClaim:
    """Read one claim of a key; a word outside the closed vocabularies raises ValueError."""
    plain = {n: row[n] for n in ("actor", "target", "place", "unit", "asset", "label") if n in row}
    return KeyClaim(
        start=row["start"],
        end=row["end"],
        chain=tuple(
            KeyHop((h["name"], *h.get("also", ())), AgentKind(h["kind"]), Factuality(h["factuality"]))
            for h in row["chain"]
        ),
        stance=Stance(row["stance"]),
        claim_act=ClaimAct(row["claim_act"]),
        aspect=Aspect(row["aspect"]),
        value=row["value"],
        time=(row["time"][0], row["time"][1]) if "time" in row else None,
        range=(row["range"][0], row["range"][1]) if "range" in row else None,
        hedges=tuple(row.get("hedges", ())),
        loaded=tuple(row.get("loaded", ())),
        act_type=ActType(row["act_type"]) if "act_type" in row else None,
        measure=Measure(row["measure"]) if "measure" in row else None,
        victim_class=VictimClass(row["victim_class"]) if "victim_class" in row else None,
        **plain,
    )


def as_record(one: KeyClaim, report: str, text: str) -> Claim:
    """Give an annotated claim as the record that an extractor would give; cues and speech are not annotated."""
    plain = {n: getattr(one, n) for n in _SAME}
    return Claim(
        id=f"{report}:{one.start}:{one.end}:{one.aspect}:{one.value}",
        report=report,
        text=text[one.start : one.end],
        extractor="annotated",
        chain=tuple(
            Hop(agent=agent(h.names[0], h.kind, report), speech=Speech.INDIRECT, factuality=h.factuality)
            for h in one.chain
        ),
        place=Place(one.place) if one.place else None,
        time=TimeRange(*one.time, precise=one.time[0] == one.time[1]) if one.time else None,
        range=NumberRange(*one.range) if one.range else None,
        **plain,
    )


def askew(text: str, one: KeyClaim) -> str:
    """Tell what is wrong with a claim's offsets ("" for nothing): a span begins and ends at the edge of a word."""
    if not 0 <= one.start < one.end <= len(text):
        return f"{one.start}:{one.end} lies outside a text of {len(text)} characters"
    cut_left = one.start > 0 and text[one.start - 1].isalnum() and text[one.start].isalnum()
    cut_right = one.end < len(text) and text[one.end].isalnum() and text[one.end - 1].isalnum()
    blank = text[one.start].isspace() or text[one.end - 1].isspace()
    return f"{one.start}:{one.end} does not stand on whole words" if cut_left or cut_right or blank else ""


def _text(data: Path, source: str, doc: str) -> tuple[str, dict[str, str]]:
    """Give a document's text, without blank lines around it, and what its source says of it."""
    if source == "jesuits":
        whole = _read(data / "jesuits" / "reports" / f"{doc}.md")
        front, _, text = whole.partition("\n---\n")
        about = dict(re.findall(r'^(\w+): "(.*)"$', front, re.MULTILINE))
    elif source == "re3d":
        row = _re3d(data / "re3d" / "documents.jsonl").get(doc)
        if row is None:
            raise Missing(f"Expected the document {doc} in re3d; it is not there.")
        text, about = row["text"], {"outlet": row["source"], "title": row["title"].strip()}
    elif source == "wikipedia_conflict":
        article, _, heading = doc.partition("#")
        whole = _read(data / "wikipedia_conflict" / "articles" / f"{article}.md")
        title = re.search(r'^title: "?(.*?)"?$', whole, re.MULTILINE)
        text = _section(whole, heading)
        about = {"outlet": "Wikipedia", "title": title[1] if title else heading}
    else:
        homes = (data / "seeds", data.parent / "seeds")
        found = next((h / f"{doc}.txt" for h in homes if (h / f"{doc}.txt").is_file()), homes[0] / f"{doc}.txt")
        text, about = _read(found), {}
    return text.strip("\n"), about


def _section(article: str, heading: str) -> str:
    """Give the words between a heading and the next one."""
    parts = re.split(r"^#{1,4} (.+)$", article, flags=re.MULTILINE)
    found = next((body for name, body in zip(parts[1::2], parts[2::2], strict=True) if name == heading), None)
    if found is None:
        raise Missing(f"Expected a section {heading!r} in an article of wikipedia_conflict; it is not there.")
    return found


@lru_cache(maxsize=4)
def _re3d(path: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in map(json.loads, _read(path).splitlines())}


def _read(path: Path) -> str:
    if not path.is_file():
        raise Missing(f"Expected a text at {path}; there is none. Set COUNTERCLAIM_DATA to the folder of all sets.")
    return path.read_text(encoding="utf-8")
