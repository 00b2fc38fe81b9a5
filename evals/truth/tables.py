"""The public tables, each as rows, a comparison of its values, and what counts as right."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.weigh.table import ClaimTable, Generality, hierarchy, numbers, sets
from evals.sets import Missing

Row = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Question:
    """A table to settle: `gold` gives each object the values that are right, the exact one first; `kind` as `weigh`."""

    rows: Sequence[Row]
    generality: Callable[[ClaimTable], Generality]
    gold: Mapping[str, Sequence[str]]
    kind: str = "names"


def load(split: str, data: Path) -> Question:
    """Read one table. Raises Missing when it is not there."""
    folder = data / split if (data / split).is_dir() else data
    readers = {"book": _books, "population": _population}
    name = split.split("_", maxsplit=1)[0]
    try:
        return readers.get(name, _places)(folder)
    except FileNotFoundError as cause:
        raise Missing(f"Expected the table {split} in {folder}; {cause.filename} is not there.") from cause


def _rows(path: Path, sign: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=sign))


def _places(folder: Path) -> Question:
    claims = [(r["src"], r["obj"], r["value"], False) for r in _rows(folder / "claims.csv")]
    nodes = _rows(folder / "hierarchy.csv")
    name = {n["ID"]: n["name"] for n in nodes}
    root = {n["ID"] for n in nodes if n["name"] == "Root"}
    parents = [(n["name"], name[n["parentID"]]) for n in nodes if n["parentID"] in name and n["parentID"] not in root]
    golds = sorted(folder.glob("gold*.csv"))
    if not golds:
        raise Missing(f"Expected gold*.csv in {folder}; there is none.")
    claimed: dict[str, set[str]] = {}
    for _, obj, value, _ in claims:
        claimed.setdefault(obj, set()).add(value)
    gold: dict[str, Sequence[str]] = {}
    for row in (r for path in golds for r in _rows(path)):
        path = next(csv.reader([row["value"]]))
        cut = next((n for n, value in enumerate(path) if value in claimed.get(row["obj"], ())), len(path))
        gold[row["obj"]] = path[cut:]
    return Question(claims, hierarchy(parents), gold, "places")


_BRACKET = re.compile(r"\(.*?\)")
_AND = re.compile(r"\b(?:and|with)\b|[&/]")


def surnames(authors: str) -> str:
    """Give the set of surnames of an author list, by the cleaning that the set's README publishes."""
    plain = _AND.sub(";", _BRACKET.sub(" ", authors.lower()))
    parts = [p for p in plain.split(";") if p.strip(" .,")]
    if len(parts) == 1 and parts[0].count(",") > 1:
        parts = parts[0].split(",")
    found = set()
    for part in parts:
        words = part.split(",")[0].split() if "," in part else part.split()[-1:]
        letters = re.sub(r"[^a-z]", "", words[-1]) if words else ""
        if len(letters) > 1:
            found.add(letters)
    return ";".join(sorted(found))


def _books(folder: Path) -> Question:
    rows: list[Row] = []
    for r in _rows(folder / "claims.tsv", "\t"):
        names = surnames(r["authors"])
        if r["isbn13"] and names and "not available" not in r["authors"].lower():
            rows.append((r["source"], r["isbn13"], names, False))
    gold = {r["isbn13"]: (surnames(r["authors"]),) for r in _rows(folder / "gold.tsv", "\t")}
    return Question(rows, sets, gold, "lists")


#: A population within this share of the gold figure is right.
WITHIN = 0.01


def _population(folder: Path) -> Question:
    rows = [(r["source"], r["object"], r["population"], False) for r in _rows(folder / "claims.csv")]
    said: dict[str, set[str]] = {}
    for _, obj, value, _ in rows:
        said.setdefault(obj, set()).add(value)
    gold: dict[str, Sequence[str]] = {}
    for r in _rows(folder / "gold.csv"):
        right = float(r["population"])
        near = [v for v in said.get(r["object"], ()) if abs(float(v) - right) <= WITHIN * right]
        if r["object"] in said:
            gold[r["object"]] = near or [r["population"]]
    return Question(rows, numbers, gold, "numbers")
