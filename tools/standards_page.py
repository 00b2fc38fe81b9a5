"""Writes docs/reference/standards.md from the tables in src/counterclaim/standards; `--check` only compares.

Exit 1 when the page is not what the tables give.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.standards import names, standard

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "standards.md"
HEAD = """# Standards: every table with its rules

This page is written from the tables in `src/counterclaim/standards` by `python tools/standards_page.py`; do not edit
it. One evaluator reads them all and knows none by name ([decision 0006](../decisions/0006-standards-are-data.md),
[decision 0028](../decisions/0028-what-would-change-it-is-tried.md)).

* Rules are tried from the top; the first whose conditions all hold fires. A rule *nearly fires* when exactly one of
  several conditions is not met; a grade lists what each unmet condition asks for and what there is.
* *From* says where a rule comes from: **read** in a public source; read **second-hand** in one that renders the
  standard; **to be checked** against the original, from general knowledge; or this project's **proposal**, which no
  standard says.
* *What would change it* is not written beforehand: each change a table lists is applied to the facts, alone and with
  another, and the rules are evaluated again. The grade shows those that give another value.
* A rule or gate that waits for a person never lets the program decide: `counterclaim decide CASE grade ID value=…`.
"""
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
BOUNDS = {"at_least": "≥", "at_most": "≤", "below": "<", "above": ">"}


def page() -> str:
    """Give the whole page."""
    parts = [HEAD]
    for name in names():
        parts += section(name, standard(name))
    return "\n".join(parts) + "\n"


def section(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    """Write one table."""
    yield f"\n## {table['title']} (`{name}`)\n"
    yield f"* Clause: {table['clause']}. Edition: {table['edition']}. Table of {table['date']}, {table['licence']}."
    yield f"* Publisher: {table['publisher']}."
    yield f"* Provenance: {table['provenance'].strip()}."
    yield f"* Subject: {KEYS[table['key']]}."
    for mode, reading in table["modes"].items():
        yield f"* Reading `{mode}`: {reading['words']}."
    for total, values in table.get("totals", {}).items():
        yield f"* Sum `{total}`: over {', '.join(table['values'][v] for v in values)}."
    yield "\n| rule | gives | when | says | from |\n| --- | --- | --- | --- | --- |"
    for rule in table["rules"]:
        gives = str(rule.get("label") or table["values"][rule["gives"]]).replace("{", "(").replace("}", ")")
        only = f" (only `{'`, `'.join(rule['modes'])}`)" if "modes" in rule else ""
        flags = f"; flag {', '.join(rule['flags'])}" if "flags" in rule else ""
        yield _row(f"`{rule['id']}`{only}", f"{gives}{flags}", _when(table, rule["when"]), rule["words"], rule["from"])
    for fact, form in table.get("derived", {}).items():
        yield f"\nDerived: *{table['facts'][fact]}* is {_derived(table, form)}."
    for title, key in (("A person must review", "review"), ("Flags", "flags")):
        for row in table.get(key, ()):
            yield f"\n{title}: {row['words']} (when {_when(table, row['when'])})."
    if table.get("changes"):
        yield "\nChanges that are tried: " + "; ".join(change["words"] for change in table["changes"]) + "."


def _when(table: Mapping[str, Any], conditions: list[dict[str, Any]]) -> str:
    """Write conditions in the words of their facts."""
    words = table["facts"] | {"value": "the grade"}
    return "; ".join(f"{words[c['fact']]} {_asked(c)}" for c in conditions) or "otherwise"


def _derived(table: Mapping[str, Any], form: Mapping[str, Any]) -> str:
    """Write how a fact is made from others."""
    if "greatest" in form:
        return "the greatest of: " + "; ".join(table["facts"][name] for name in form["greatest"])
    return ", else ".join(f"{case['gives']} when {_when(table, case['when'])}" for case in form["cases"])


def _asked(condition: Mapping[str, Any]) -> str:
    if "in" in condition:
        return "is " + " or ".join(map(str, condition["in"]))
    return " and ".join(f"{sign} {condition[key]:,}" for key, sign in BOUNDS.items() if key in condition)


def _row(*cells: str) -> str:
    return "| " + " | ".join(str(c).replace("|", "/") for c in cells) + " |"


def main() -> int:
    """Write or compare."""
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
