"""Writes docs/reference/standards.md from the tables in src/counterclaim/standards; `--check` only compares.

Exit 1 when the page is not what the tables give.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from counterclaim.render.standards import TableView, tables

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


def page() -> str:
    """Give the whole page."""
    parts = [HEAD]
    for table in tables():
        parts += section(table)
    return "\n".join(parts) + "\n"


def section(table: TableView) -> Iterator[str]:
    """Write one table."""
    yield f"\n## {table.title} (`{table.name}`)\n"
    yield f"* Clause: {table.clause}. Edition: {table.edition}. Table of {table.date}, {table.licence}."
    yield f"* Publisher: {table.publisher}."
    yield f"* Provenance: {table.provenance}."
    yield f"* Subject: {table.subject}."
    for mode, words in table.readings:
        yield f"* Reading `{mode}`: {words}."
    for total, values in table.sums:
        yield f"* Sum `{total}`: over {values}."
    yield "\n| rule | gives | when | says | from |\n| --- | --- | --- | --- | --- |"
    for rule in table.rules:
        only = f" (only `{'`, `'.join(rule.modes)}`)" if rule.modes else ""
        flags = f"; flag {', '.join(rule.flags)}" if rule.flags else ""
        yield _row(f"`{rule.id}`{only}", f"{rule.gives}{flags}", rule.when, rule.words, rule.source)
    for note in table.notes:
        yield f"\n{note}"
    if table.changes:
        yield "\nChanges that are tried: " + "; ".join(table.changes) + "."


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
