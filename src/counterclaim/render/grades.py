"""The grades of a dossier as a page draws them: under their standard, with its clause; profiles in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from counterclaim.english import capital
from counterclaim.records.dossier import GradeThen
from counterclaim.records.judgement import Grade, TraceStep
from counterclaim.render.wording import plain
from counterclaim.standards import names, standard

#: What the marks on a rule mean, for a reader.
FROM = {
    "read": "read in a public source",
    "second-hand": "read second-hand",
    "to be checked": "from general knowledge, to be checked",
    "proposal": "this project’s proposal; no standard says so",
}
#: What two readings of one standard must share to stand in one line.
_SAME = attrgetter("subject", "value", "label", "rule", "override", "machine_value", "flags", "needs_review")
#: What would change a grade, and under which readings only.
Change = tuple[str, str]
#: Where a page shows a standard, by the word `page` of its table; `profile` is a line of the table at the end.
ORDER = ("first", "main", "profile")


@dataclass(frozen=True, slots=True)
class GradeView:
    """One grade with the readings that give it alike, the rule that fired, what was read, and what it was before.

    `read` has each fact once, with the claims it was counted from. `changes` are what would change it, each with the
    readings it is true of, empty for all of them; where nothing would, `tried` are the changes that were tried.
    """

    grade: Grade
    modes: tuple[str, ...]
    readings: tuple[str, ...]
    fired: TraceStep | None
    read: tuple[tuple[str, tuple[str, ...]], ...]
    provenance: str
    before: tuple[GradeThen, ...]
    changes: tuple[Change, ...]
    tried: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandardView:
    """One standard: its title, its clause and edition, where its table comes from, and what it gives."""

    title: str
    clause: str
    source: str
    grades: tuple[GradeView, ...]
    page: str


def grades(found: Sequence[Grade], then: Sequence[GradeThen] = ()) -> list[StandardView]:
    """Give the grades under the standard each comes from, profiles last; readings that give the same are one line."""
    before: dict[str, list[GradeThen]] = {}
    for one in then:
        before.setdefault(one.grade, []).append(one)
    groups: dict[str, dict[tuple[Any, ...], GradeView]] = {}
    for grade in found:
        views, words = groups.setdefault(grade.standard, {}), _reading(grade)
        held = views.get(same := _SAME(grade))
        if held is None:
            views[same] = _view(grade, words, before.get(grade.id, ()))
        else:
            views[same] = replace(
                held,
                modes=(*held.modes, grade.mode),
                readings=(*held.readings, words),
                changes=_joined(held, grade),
            )
    given = [_standard(name, tuple(members.values())) for name, members in groups.items()]
    return sorted(given, key=lambda view: ORDER.index(view.page))


def _joined(view: GradeView, grade: Grade) -> tuple[Change, ...]:
    """Give what would change a view and one more reading of it; what changes only some says which."""
    mine = dict(view.changes)
    only = {words: by or ", ".join(view.modes) for words, by in mine.items() if words not in grade.would_change}
    added = {words: mine.get(words, grade.mode) for words in grade.would_change}
    return tuple((mine | added | only).items())


def _view(grade: Grade, words: str, before: Sequence[GradeThen]) -> GradeView:
    fired = next((s for s in grade.trace if s.outcome == "fired"), None)
    rules = {str(r["id"]): r for r in _table(grade.standard).get("rules", ())}
    mark = str(rules.get(grade.rule, {}).get("from", ""))
    return GradeView(
        grade=grade,
        modes=(grade.mode,),
        readings=(words,) if words else (),
        fired=fired,
        read=_read(grade.trace),
        provenance=FROM.get(mark, mark),
        before=tuple(before),
        changes=tuple((change, "") for change in grade.would_change),
        tried=() if grade.would_change else _tried(grade.standard),
    )


def _read(trace: Sequence[TraceStep]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give each fact that rules read, once, with its claims: in a trace they follow it."""
    found: dict[str, list[str]] = {}
    for step in trace:
        fact = ""
        for text in step.inputs:
            if ": " in text:
                fact = text
                found.setdefault(fact, [])
            elif fact and text not in found[fact]:
                found[fact].append(text)
    return tuple((fact, tuple(ids)) for fact, ids in found.items())


def _tried(name: str) -> tuple[str, ...]:
    """Give the changes that a standard's table lists, each once."""
    return tuple(dict.fromkeys(str(row["words"]) for row in _table(name).get("changes", ())))


def _table(name: str) -> Mapping[str, Any]:
    """Give a standard's table; a grade of a standard this version does not hold has none."""
    return standard(name) if name in names() else {}


def _standard(name: str, views: tuple[GradeView, ...]) -> StandardView:
    table = _table(name)
    title = str(table.get("title", capital(plain(name))))
    clause = f"{table['clause']}; {table['edition']}" if table else ""
    source = f"{table['publisher']}; {table['provenance']}" if table else ""
    return StandardView(title, clause, source, views, str(table.get("page", "main")))


def _reading(grade: Grade) -> str:
    known = _table(grade.standard).get("modes", {}).get(grade.mode)
    return f"{grade.mode}: {known['words']}" if known else "" if grade.mode == "every" else grade.mode
