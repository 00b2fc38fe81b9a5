"""The tables of the published standards as a reader sees them: each rule with what it gives, when, and where from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.standards import names, standard

#: Of what a table grades each one, by its key.
KEYS = {
    "belligerent": "each party that claims of harm name",
    "position": "each party that claims of harm name, by its own words",
    "event": "the event, where harm of its kind is claimed",
    "extent": "the event, by when and where it was",
    "figure": "the event, by its number of dead",
    "answer": "each contested answer, and the most told one of an important question",
    "originator": "each source that a graded answer goes back to",
    "probability": "a probability in percent",
}
_BOUNDS = {"at_least": "≥", "at_most": "≤", "below": "<", "above": ">"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule: what it gives, under which conditions, what it says, where from, and in which readings only."""

    id: str
    gives: str
    flags: tuple[str, ...]
    when: str
    words: str
    source: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """One standard with its clause and edition, its readings and rules, and what is tried to change a grade."""

    name: str
    title: str
    clause: str
    edition: str
    date: str
    licence: str
    publisher: str
    provenance: str
    subject: str
    readings: tuple[tuple[str, str], ...]
    sums: tuple[tuple[str, str], ...]
    rules: tuple[RuleView, ...]
    notes: tuple[str, ...]
    changes: tuple[str, ...]


@cache
def tables() -> tuple[TableView, ...]:
    """Give every table that is shipped, by name."""
    return tuple(_table(name, standard(name)) for name in names())


def _table(name: str, table: Mapping[str, Any]) -> TableView:
    titles = (("A person must review", "review"), ("Flags", "flags"))
    notes = [
        f"Derived: {table['facts'][f]} is {_derived(table, form)}." for f, form in table.get("derived", {}).items()
    ]
    notes += [f"{t}: {r['words']} (when {_when(table, r['when'])})." for t, key in titles for r in table.get(key, ())]
    totals = table.get("totals", {})
    return TableView(
        name=name,
        title=table["title"],
        clause=table["clause"],
        edition=table["edition"],
        date=str(table["date"]),
        licence=table["licence"],
        publisher=table["publisher"],
        provenance=table["provenance"].strip(),
        subject=KEYS[table["key"]],
        readings=tuple((mode, reading["words"]) for mode, reading in table["modes"].items()),
        sums=tuple((total, ", ".join(table["values"][v] for v in values)) for total, values in totals.items()),
        rules=tuple(_rule(table, rule) for rule in table["rules"]),
        notes=tuple(notes),
        changes=tuple(change["words"] for change in table.get("changes", ())),
    )


#: A fact that the words of a rule quote.
_FACT = re.compile(r"\{(\w+)\}")


def _rule(table: Mapping[str, Any], rule: Mapping[str, Any]) -> RuleView:
    gives = str(rule.get("label") or table["values"][rule["gives"]]).replace("{", "(").replace("}", ")")
    return RuleView(
        id=rule["id"],
        gives=gives,
        flags=tuple(rule.get("flags", ())),
        when=_when(table, rule["when"]),
        words=_FACT.sub(lambda m: str(table["facts"][m[1]]), rule["words"]),
        source=rule["from"],
        modes=tuple(rule.get("modes", ())),
    )


def _when(table: Mapping[str, Any], conditions: Sequence[Mapping[str, Any]]) -> str:
    """Give conditions in the words of their facts."""
    words = table["facts"] | {"value": "the grade"}
    return "; ".join(f"{words[c['fact']]} {_asked(c)}" for c in conditions) or "otherwise"


def _derived(table: Mapping[str, Any], form: Mapping[str, Any]) -> str:
    """Give how a fact is made from others."""
    if "greatest" in form:
        return "the greatest of: " + "; ".join(table["facts"][name] for name in form["greatest"])
    return ", else ".join(f"{case['gives']} when {_when(table, case['when'])}" for case in form["cases"])


def _asked(condition: Mapping[str, Any]) -> str:
    if "in" in condition:
        return "is " + " or ".join(map(str, condition["in"]))
    return " and ".join(f"{sign} {condition[key]:,}" for key, sign in _BOUNDS.items() if key in condition)
