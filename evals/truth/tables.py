"""The public tables, each as rows, a comparison of its values, and what counts as right."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.weigh.table import ClaimTable, Generality, hierarchy, is_number, nothing, numbers, sets
from evals.sets import Missing

Row = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class Question:
    """A table to settle: `gold` gives each object the values that are right, the exact one first; `kind` as `weigh`."""

    rows: Sequence[Row]
    generality: Callable[[ClaimTable], Generality]
    gold: Mapping[str, Sequence[str]]
    kind: str = "names"


#: What a column may be called in a table that we do not know; an answer is in the last column otherwise.
SOURCE, OBJECT, VALUE = (
    ("source", "src", "website"),
    ("object", "obj", "item", "question"),
    ("value", "answer", "claim"),
)
#: A number within this share of the right one is right: a population, or any number of a table that we do not know.
WITHIN = 0.01


def load(split: str, data: Path) -> Question:
    """Read one table. Raises Missing when it is not there, or when its columns are not found."""
    folder = next((f for f in (data / split, data) if any(f.glob("claims.*"))), data / split)
    readers = {"book": _books, "population": _population}
    name = split.split("_", maxsplit=1)[0]
    try:
        return readers.get(name, _any)(folder)
    except FileNotFoundError as cause:
        raise Missing(f"Expected the table {split} in {folder}; {cause.filename} is not there.") from cause


def _rows(path: Path, sign: str | None = None) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=sign or ("\t" if path.suffix == ".tsv" else ",")))


def _any(folder: Path) -> Question:
    """Read `claims.*` and `gold*.*`; with `hierarchy.csv` values are places, and where all are numbers, numbers."""
    golds = sorted(folder.glob("gold*.?sv"))
    if not golds:
        raise Missing(f"Expected gold*.csv in {folder}; there is none.")
    told = _rows(next(iter(sorted(folder.glob("claims.?sv"))), folder / "claims.csv"))
    claims = [(_cell(r, SOURCE, folder), _cell(r, OBJECT, folder), _cell(r, VALUE, folder), False) for r in told]
    claimed: dict[str, set[str]] = defaultdict(set)
    for _, obj, value, _ in claims:
        claimed[obj].add(value)
    gold = ((_cell(r, OBJECT, folder), _cell(r, VALUE, folder)) for path in golds for r in _rows(path))
    # What nobody speaks of cannot be answered; the four tables that we know have none, or leave it out.
    right = {obj: value for obj, value in gold if obj in claimed}
    places = (folder / "hierarchy.csv").is_file()
    paths = {o: next(csv.reader([v])) if places or v not in claimed[o] else [v] for o, v in right.items()}
    if places:
        return Question(claims, hierarchy(_parents(folder)), _cut(paths, claimed), "places")
    if claims and all(is_number(value) for _, _, value, _ in claims):
        return Question(claims, numbers, {o: _near(v, claimed[o]) for o, v in right.items()}, "numbers")
    return Question(claims, nothing, _cut(paths, claimed))


def _cell(row: dict[str, str], names: Sequence[str], folder: Path) -> str:
    name = next((n for n in row if n and n.strip().lower() in names), None)
    if name is None and names == VALUE:
        name = list(row)[-1]
    if name is None:
        raise Missing(f"Expected a column called {' or '.join(names)} in {folder}; got {', '.join(map(str, row))}.")
    return row[name] or ""


def _parents(folder: Path) -> list[tuple[str, str]]:
    nodes = _rows(folder / "hierarchy.csv")
    name = {n["ID"]: n["name"] for n in nodes}
    root = {n["ID"] for n in nodes if n["name"] == "Root"}
    return [(n["name"], name[n["parentID"]]) for n in nodes if n["parentID"] in name and n["parentID"] not in root]


def _cut(paths: Mapping[str, Sequence[str]], claimed: Mapping[str, set[str]]) -> dict[str, Sequence[str]]:
    """Cut each path at its first value that any source claims."""
    return {
        obj: path[next((n for n, v in enumerate(path) if v in claimed.get(obj, ())), len(path)) :]
        for obj, path in paths.items()
    }


def _near(right: str, said: Iterable[str]) -> Sequence[str]:
    """Give what is said that is near enough, else the right number."""
    if not is_number(right):
        return [right]
    aim = float(right)
    return [v for v in sorted(said) if is_number(v) and abs(float(v) - aim) <= WITHIN * abs(aim)] or [right]


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


def _population(folder: Path) -> Question:
    rows = [(r["source"], r["object"], r["population"], False) for r in _rows(folder / "claims.csv")]
    said: dict[str, set[str]] = {}
    for _, obj, value, _ in rows:
        said.setdefault(obj, set()).add(value)
    gold = {
        r["object"]: _near(r["population"], said[r["object"]])
        for r in _rows(folder / "gold.csv")
        if r["object"] in said
    }
    return Question(rows, numbers, gold, "numbers")
