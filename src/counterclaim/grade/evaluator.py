"""One evaluator for every standard: facts and a table in, the rule that fired and what would change it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.records.judgement import TraceStep

FIRED, NEARLY, NOT_FIRED = "fired", "nearly fired", "did not fire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One input of a rule: its value, who stands behind it, and the claims it was counted from."""

    value: int | str
    who: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a table gives for some facts; fields as in `records.judgement.Grade`."""

    value: str
    label: str
    rule: str
    trace: tuple[TraceStep, ...]
    would_change: tuple[str, ...]
    needs_review: tuple[str, ...]
    flags: tuple[str, ...]


Facts = Mapping[str, Fact]
Table = Mapping[str, Any]


def evaluate(table: Table, mode: str, facts: Facts) -> Verdict:
    """Give what one reading of a standard makes of some facts.

    Takes the standard's table, one of its `modes` and the facts its rules name. Rules are tried from the top; the
    first whose conditions all hold fires. Raises KeyError for a fact the table names and nobody gave.
    """
    seen = _read(table, mode, facts)
    trace, fired = _try(table, seen)
    value = str(fired["gives"])
    known = {**seen, "value": Fact(value=value)}
    flags = [*fired.get("flags", ()), *_standing(table.get("flags", ()), known)]
    return Verdict(
        value=value,
        label=_label(table, mode, fired),
        rule=str(fired["id"]),
        trace=trace,
        would_change=_changes(table, mode, facts, fired),
        needs_review=_standing(table.get("review", ()), known),
        flags=tuple(dict.fromkeys(flags)),
    )


def _read(table: Table, mode: str, facts: Facts) -> dict[str, Fact]:
    """Add the names under which a mode reads some facts."""
    aliases = table["modes"][mode].get("reads", {})
    return {**facts, **{alias: facts[source] for alias, source in aliases.items()}}


def _try(table: Table, facts: Facts) -> tuple[tuple[TraceStep, ...], Mapping[str, Any]]:
    """Try the rules from the top; give a step for each rule tried, and the one that fired."""
    steps = []
    for rule in table["rules"]:
        step = _step(table, rule, facts)
        steps.append(step)
        if step.outcome == FIRED:
            return tuple(steps), rule
    raise ValueError(f"no rule of “{table['title']}” fits; its last rule must have no conditions")


def _step(table: Table, rule: Mapping[str, Any], facts: Facts) -> TraceStep:
    """Try one rule. It nearly fires when it has two conditions or more and exactly one of them fails."""
    met = [_holds(c, facts) for c in rule["when"]]
    nearly = len(met) > 1 and met.count(False) == 1
    outcome = FIRED if all(met) else NEARLY if nearly else NOT_FIRED
    inputs: list[str] = []
    for name in dict.fromkeys(str(c["fact"]) for c in rule["when"]):
        fact = facts[name]
        who = f" ({'; '.join(fact.who)})" if fact.who else ""
        inputs += [f"{table['facts'][name]}: {fact.value}{who}", *fact.claims]
    return TraceStep(
        rule=str(rule["id"]), words=str(rule["words"]), outcome=outcome, inputs=tuple(dict.fromkeys(inputs))
    )


def _holds(condition: Mapping[str, Any], facts: Facts) -> bool:
    value = facts[str(condition["fact"])].value
    if "in" in condition:
        return value in condition["in"]
    if isinstance(value, str):
        raise ValueError(f"the fact “{condition['fact']}” is a word; a number was expected")
    low, below = condition.get("at_least"), condition.get("below")
    return (low is None or value >= low) and (below is None or value < below)


def _standing(rows: Sequence[Mapping[str, Any]], facts: Facts) -> tuple[str, ...]:
    return tuple(str(row["words"]) for row in rows if all(_holds(c, facts) for c in row["when"]))


def _label(table: Table, mode: str, rule: Mapping[str, Any]) -> str:
    """Give the words for a value: the rule's own, else the mode's, else the standard's."""
    words = {**table["values"], **table["modes"][mode].get("values", {})}
    return str(rule.get("label") or words[rule["gives"]])


def _changes(table: Table, mode: str, facts: Facts, fired: Mapping[str, Any]) -> tuple[str, ...]:
    """Evaluate again after each change the table lists, and keep those that give another value."""
    out = []
    for change in table.get("changes", ()):
        if all(_holds(c, facts) for c in change.get("when", ())):
            _, other = _try(table, _read(table, mode, _changed(facts, change["set"])))
            if other["gives"] != fired["gives"]:
                out.append(f"{change['words']} → {_label(table, mode, other)}")
    return tuple(out)


def _changed(facts: Facts, settings: Mapping[str, Any]) -> dict[str, Fact]:
    """Give the facts after one change: a new value, a sum (`add`), or the value of another fact (`take`)."""
    after = dict(facts)
    for name, new in settings.items():
        if isinstance(new, Mapping) and "take" in new:
            new = facts[str(new["take"])].value  # noqa: PLW2901 - the three forms meet in one value
        elif isinstance(new, Mapping):
            new = int(facts[name].value) + int(new["add"])  # noqa: PLW2901
        after[name] = replace(facts[name], value=new)
    return after
