"""What would change a grade: every listed change, alone and two together, tried with the standard's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from counterclaim.grade.evaluator import Fact, Facts, Row, Table, fired, holds, label, read
from counterclaim.standards import standard

#: The values of some facts, by name, sorted.
Values = tuple[tuple[str, float | str], ...]
#: How many sets of facts are remembered: events of a large case share few.
REMEMBERED = 4096
#: How many changes are tried together.
STEPS = 2


def would_change(name: str, mode: str, values: Values) -> tuple[str, ...]:
    """Say which smallest changes give another value under one reading of a standard, and which value.

    Takes a standard's name, a mode and the values of the facts collected, sorted. Changes that do so alone come first,
    in the table's order; a value that none gives alone is reached by the first two that give it together, where two do.
    """
    most = _most(name)
    return _would_change(name, mode, tuple((key, _bounded(value, most)) for key, value in values))


@cache
def _most(name: str) -> float:
    """Give a number past which no rule of a standard tells numbers apart, after any two changes."""
    table = standard(name)
    cases = [c for form in table.get("derived", {}).values() for c in form.get("cases", ())]
    tried = [c for row in (*table["rules"], *table.get("changes", ()), *cases) for c in row.get("when", ())]
    return 2 * STEPS + max((v for c in tried for v in c.values() if isinstance(v, int | float)), default=0)


def _bounded(value: float | str, most: float) -> float | str:
    return value if isinstance(value, str) else min(value, most)


@lru_cache(maxsize=REMEMBERED)
def _would_change(name: str, mode: str, values: Values) -> tuple[str, ...]:
    table, facts = standard(name), {key: Fact(value=value) for key, value in values}
    rule = fired(table, mode, facts)
    now, said = str(rule["gives"]), _told(table, mode, rule, facts)
    firsts = [(change, after, fired(table, mode, after)) for change, after in _each(table, mode, facts)]
    told = [(str(c["words"]), rule["gives"], _told(table, mode, rule, after)) for c, after, rule in firsts]
    # A figure is a value too: "12" becomes another one by the same rule.
    out = [f"{words} → {after}" for words, gives, after in told if gives != now or (_figure(table) and after != said)]
    reached = {now, *(str(rule["gives"]) for *_, rule in firsts)}
    for first, after, _ in firsts:
        for second, both in _each(table, mode, after):
            rule = fired(table, mode, both)
            if rule["gives"] not in reached:
                reached.add(str(rule["gives"]))
                words = f"{first['words']}, twice" if first is second else f"{first['words']}, and {second['words']}"
                out.append(f"{words} → {_told(table, mode, rule, both)}")
    return tuple(out)


def _figure(table: Table) -> bool:
    return str(table["key"]) == "figure"


def _told(table: Table, mode: str, rule: Row, facts: Facts) -> str:
    return label(table, mode, rule, read(table, mode, facts))


def _each(table: Table, mode: str, facts: Facts) -> Iterator[tuple[Row, Facts]]:
    """Give each change that can be made to some facts, with the facts after it."""
    seen = read(table, mode, facts)
    for change in table.get("changes", ()):
        if holds(change.get("when", ()), seen):
            yield change, changed(facts, change["set"])


def changed(facts: Facts, settings: Mapping[str, Any]) -> dict[str, Fact]:
    """Give the facts after one change: a new value, or a sum (`add` a number or a fact), at nought or above."""
    after = dict(facts)
    for name, new in settings.items():
        value = new
        if isinstance(new, Mapping):
            more = facts[new["add"]].value if isinstance(new["add"], str) else new["add"]
            value = max(0.0, float(facts[name].value) + float(more))
        after[name] = replace(facts[name], value=value)
    return after
