"""How the case was settled: the rules, tables and versions in force, in words that a report can quote."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from counterclaim import lexicons
from counterclaim.desk.answer import Page
from counterclaim.desk.asked import Asked
from counterclaim.desk.opened import Opened
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import Run
from counterclaim.render.standards import TableView, tables
from counterclaim.settings import VERSION, Settings


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One table of words or names that reading uses."""

    name: str
    language: str
    title: str
    source: str
    licence: str
    date: str
    rule: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the current run was settled by; `older` says that another version of the program settled it."""

    run: Run | None
    extractor: tuple[str, str, str]
    version: str
    older: bool
    lexicon_digest: str
    settings: tuple[tuple[str, float], ...]
    standards: tuple[TableView, ...]
    lexicons: tuple[Lexicon, ...]
    decisions: int


def view(case: Opened, asked: Asked) -> View:  # noqa: ARG001 - every page is asked alike
    """Give the method of the current run."""
    return View(
        run=case.run,
        extractor=case.folder.extractor(),
        version=VERSION,
        older=case.run is not None and (case.run.version, case.run.settings) != (VERSION, Settings().digest()),
        lexicon_digest=lexicons.version(),
        settings=tuple(asdict(Settings()).items()),
        standards=tables(),
        lexicons=_lexicons(),
        decisions=dict(case.run.counts).get("decisions", 0) if case.run else 0,
    )


@cache
def _lexicons() -> tuple[Lexicon, ...]:
    """Give every table of words with where it comes from."""
    found = []
    for folder in sorted(files(lexicons.__name__).iterdir(), key=lambda f: f.name):
        if not folder.is_dir():
            continue
        for one in sorted(folder.iterdir(), key=lambda f: f.name):
            if one.name.endswith(".yaml"):
                table = yaml.load(one.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
                told = {k: str(table.get(k, "")).strip() for k in ("title", "source", "licence", "date", "rule")}
                count = len(table.get("entries") or ())
                found.append(Lexicon(name=one.name.removesuffix(".yaml"), language=folder.name, entries=count, **told))
    return tuple(found)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it; `run` stays the run's id, its record stands under `settled`."""
    told = dict(to_plain(view))
    told["settled"] = told.pop("run")
    return told


PAGE = Page(path="/method", section="method", view=view, template="method.html", plain=plain)
