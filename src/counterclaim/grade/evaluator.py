"""One evaluator for every standard: facts and a table in, the rule that fired, what it read and what it lacked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from counterclaim.records.judgement import TraceStep

FIRED, NEARLY, NOT_FIRED = "fired", "nearly fired", "did not fire"
#: Two distinct marks of a step: what a condition on a number asks for, in words.
_BOUNDS = {"at_least": "at least {}", "at_most": "at most {}", "below": "less than {}", "above": "more than {}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One input of a rule: its value, who stands behind it, and the claims it was counted from."""

    value: float | str
    who: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a table gives for some facts; fields as in `records.judgement.Grade`."""

    value: str
    label: str
    rule: str
    trace: tuple[TraceStep, ...]
    needs_review: tuple[str, ...]
    flags: tuple[str, ...]


Facts = Mapping[str, Fact]
Table = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """What a table gives for the values of some facts, whoever stands behind them: a verdict without its inputs.

    `steps` are the rules tried, without inputs, each with the names of the facts it read; the last rule, which has no
    conditions, with those that all before it read.
    """

    value: str
    label: str
    rule: str
    steps: tuple[tuple[TraceStep, tuple[str, ...]], ...]
    needs_review: tuple[str, ...]
    flags: tuple[str, ...]


def evaluate(table: Table, mode: str, facts: Facts) -> Verdict:
    """Give what one reading of a standard makes of some facts.

    Takes the standard's table, one of its `modes` and the facts its rules name. Rules are tried from the top; the
    first whose conditions all hold fires. Raises KeyError for a fact the table names and nobody gave.
    """
    return explained(reckon(table, mode, facts), table, mode, facts)


def reckon(table: Table, mode: str, facts: Facts) -> Reckoned:
    """Try the rules on the values of some facts."""
    seen = read(table, mode, facts)
    steps: list[tuple[TraceStep, tuple[str, ...]]] = []
    for rule in rules(table, mode):
        step, names = _step(table, rule, seen)
        # A rule without conditions fires because none above it does: what these read is what it rests on.
        steps.append((step, names or tuple(dict.fromkeys(n for _, above in steps for n in above))))
        if steps[-1][0].outcome == FIRED:
            break
    else:
        raise _no_rule(table)
    value = str(rule["gives"])
    known = {**seen, "value": Fact(value=value)}
    warned = [row for row in table.get("flags", ()) if holds(row["when"], known)]
    flags = [*rule.get("flags", ()), *(str(row["words"]) for row in warned)]
    # What a warning stands on, and each number that the words of the value hold, is read beside what the rule read.
    step, names = steps[-1]
    shown = [name for _, name, _, _ in Formatter().parse(_words(table, mode, rule)) if name]
    beside = [str(c["fact"]) for r in warned for c in r["when"] if c["fact"] != "value"]
    steps[-1] = (step, tuple(dict.fromkeys((*names, *beside, *shown))))
    return Reckoned(
        value=value,
        label=label(table, mode, rule, seen),
        rule=str(rule["id"]),
        steps=tuple(steps),
        needs_review=_standing(table.get("review", ()), known),
        flags=tuple(dict.fromkeys(flags)),
    )


def explained(found: Reckoned, table: Table, mode: str, facts: Facts) -> Verdict:
    """Write into what was reckoned from the values of some facts who and which claims stand behind these."""
    seen, written = read(table, mode, facts), dict[str, tuple[str, ...]]()

    def inputs(name: str) -> tuple[str, ...]:
        if name not in written:
            fact = seen[name]
            who = f" ({'; '.join(fact.who)})" if fact.who else ""
            written[name] = (f"{table['facts'][name]}: {_plain(fact.value)}{who}", *fact.claims)
        return written[name]

    together = dict[tuple[str, ...], tuple[str, ...]]()
    for _, names in found.steps:
        # Each fact is followed by its own claims, so that it can be counted again from them.
        if names not in together:
            together[names] = inputs(names[0]) if len(names) == 1 else tuple(text for n in names for text in inputs(n))
    trace = tuple(
        TraceStep(rule=s.rule, words=s.words, outcome=s.outcome, inputs=together[names], missing=s.missing)
        for s, names in found.steps
    )
    return Verdict(
        value=found.value,
        label=found.label,
        rule=found.rule,
        trace=trace,
        needs_review=found.needs_review,
        flags=found.flags,
    )


def rules(table: Table, mode: str) -> Sequence[Row]:
    """Give the rules of one reading: those that name no `modes`, or name this one."""
    return [rule for rule in table["rules"] if mode in rule.get("modes", (mode,))]


def fired(table: Table, mode: str, facts: Facts) -> Row:
    """Give the rule that fires, without a trace."""
    seen = read(table, mode, facts)
    for rule in rules(table, mode):
        if holds(rule["when"], seen):
            return rule
    raise _no_rule(table)


def _no_rule(table: Table) -> ValueError:
    return ValueError(f"no rule of “{table['title']}” fits; its last rule must have no conditions")


def read(table: Table, mode: str, facts: Facts) -> dict[str, Fact]:
    """Add to the facts collected those the table derives from them, and the names a mode reads some by."""
    seen = dict(facts)
    for name, form in table.get("derived", {}).items():
        seen[name] = _derived(form, seen)
    seen.update({alias: seen[source] for alias, source in table["modes"][mode].get("reads", {}).items()})
    return seen


def _derived(form: Any, facts: Facts) -> Fact:
    """Give a fact made from others: the `greatest` of some numbers, or what the first of some cases gives."""
    if "greatest" in form:
        parts = [facts[name] for name in form["greatest"]]
        best = max(parts, key=lambda fact: float(fact.value))
        return Fact(value=best.value, who=best.who, claims=best.claims)
    case = next(c for c in form["cases"] if holds(c["when"], facts))
    behind = [facts[str(c["fact"])] for c in case["when"]]
    return Fact(
        value=case["gives"],
        who=tuple(dict.fromkeys(w for f in behind for w in f.who)),
        claims=tuple(dict.fromkeys(c for f in behind for c in f.claims)),
    )


def _step(table: Table, rule: Row, facts: Facts) -> tuple[TraceStep, tuple[str, ...]]:
    """Try one rule. It nearly fires when it has two conditions or more and exactly one of them fails."""
    unmet = [c for c in rule["when"] if not holds((c,), facts)]
    nearly = len(rule["when"]) > 1 and len(unmet) == 1
    step = TraceStep(
        rule=str(rule["id"]),
        words=filled(str(rule["words"]), facts),
        outcome=NEARLY if nearly else NOT_FIRED if unmet else FIRED,
        inputs=(),
        missing=tuple(_lack(table, condition, facts) for condition in unmet),
    )
    return step, tuple(dict.fromkeys(str(c["fact"]) for c in rule["when"]))


def _lack(table: Table, condition: Row, facts: Facts) -> str:
    """Say what an unmet condition asks for and what there is."""
    name = str(condition["fact"])
    asked = " and ".join(words.format(_plain(condition[key])) for key, words in _BOUNDS.items() if key in condition)
    asked = asked or " or ".join(map(str, condition["in"]))
    return f"{table['facts'][name]}: {_plain(facts[name].value)}, where the rule asks for {asked}"


def _plain(value: float | str) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def holds(conditions: Sequence[Row], facts: Facts) -> bool:
    """Say whether every condition holds; one on a word lists the words it admits, one on a number its bounds."""
    return all(_holds(c, facts[str(c["fact"])].value) for c in conditions)


def _holds(condition: Row, value: float | str) -> bool:
    if "in" in condition:
        return value in condition["in"]
    if isinstance(value, str):
        raise ValueError(f"the fact “{condition['fact']}” is a word; a number was expected")
    return (
        value >= condition.get("at_least", value)
        and value <= condition.get("at_most", value)
        and ("below" not in condition or value < condition["below"])
        and ("above" not in condition or value > condition["above"])
    )


def _standing(rows: Sequence[Row], facts: Facts) -> tuple[str, ...]:
    return tuple(str(row["words"]) for row in rows if holds(row["when"], facts))


def label(table: Table, mode: str, rule: Row, facts: Facts) -> str:
    """Give the words for a value: the rule's own, else the mode's, else the standard's."""
    return filled(_words(table, mode, rule), facts)


def _words(table: Table, mode: str, rule: Row) -> str:
    words = {**table["values"], **table["modes"][mode].get("values", {})}
    return str(rule.get("label") or words[rule["gives"]])


def filled(text: str, facts: Facts) -> str:
    """Give words of a table with the facts in them that stand there as `{name}`."""
    return text.format_map({name: _plain(fact.value) for name, fact in facts.items()}) if "{" in text else text
