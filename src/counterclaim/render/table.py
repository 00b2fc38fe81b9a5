"""All positions of a dossier as CSV, for those who count in their own sheet."""

from __future__ import annotations

import csv
import io

from counterclaim.records.dossier import Dossier
from counterclaim.records.words import Take
from counterclaim.render.visible import visible_text
from counterclaim.render.wording import root

COLUMNS = (
    "question",
    "aspect",
    "answer",
    "agent",
    "agent_kind",
    "take",
    "against_interest",
    "origin",
    "claims",
    "words",
)
#: A cell that starts so is run as a formula by common spreadsheet programs (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(cell: str) -> str:
    shown = visible_text(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def rows(dossier: Dossier) -> str:
    """Give one line for each position, the silent included; RFC 4180 with a heading.

    `claims` are ids and `words` their texts, both joined by ` | `. A cell that a spreadsheet would run as a formula
    starts with an apostrophe.
    """
    words = {claim.id: " ".join(claim.text.split()) for claim in dossier.claims}
    roots = {origin.id: root(origin) for origin in (*dossier.origins, *dossier.finding.origins)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in dossier.finding.questions:
        ask = (question.words, str(question.aspect))
        for answer in question.answers:
            for position in answer.positions:
                said = " | ".join(words.get(claim, "") for claim in position.claims)
                origin = "" if position.origin is None else roots.get(position.origin, position.origin)
                interest = "yes" if position.against_interest else "no"
                who = (position.agent.name, str(position.agent.kind), str(position.take), interest)
                cells = (*ask, answer.value, *who, origin, " | ".join(position.claims), said)
                writer.writerow([_safe(cell) for cell in cells])
        for agent in question.silent:
            who = (agent.name, str(agent.kind), str(Take.SILENT), "no")
            writer.writerow([_safe(cell) for cell in (*ask, "", *who, "", "", "")])
    return out.getvalue()
