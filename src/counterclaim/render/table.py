"""All positions of a dossier as CSV, for those who count in their own sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from types import MappingProxyType

from counterclaim.records.dossier import Dossier, elsewhere, not_read
from counterclaim.records.words import Take
from counterclaim.render.visible import visible
from counterclaim.render.wording import answers_in, root

COLUMNS = ("question", "answer", "agent", "take", "origin", "claim", "words", "report", "start", "end", "sensitivity")
#: Nothing is marked.
OPEN: Mapping[str, str] = MappingProxyType({})
_REPORT = COLUMNS.index("report")
#: A cell that starts so is run as a formula by common spreadsheet programs (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(dossier: Dossier, marked: Mapping[str, str] = OPEN) -> str:
    """Give one line for each claim of each position, and one for each silent agent; RFC 4180 with a heading.

    Of who takes no stand but has sentences that may tell of it, each sentence is a line (`not read here`).

    `marked` are the reports that are not for everybody; `sensitivity` says of each line how that of its claim is.

    Of who is silent and answers in an event that may be this one, the words say so.
    `start` and `end` are code points in the report's text; line breaks in the words are spaces. A cell that a
    spreadsheet would run as a formula starts with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([*map(safe, row), marked.get(row[_REPORT], "")] for row in _rows(dossier))
    return out.getvalue()


def _rows(dossier: Dossier) -> list[tuple[str, ...]]:
    claims = {claim.id: claim for claim in dossier.claims}
    origins = {origin.id: origin for origin in (*dossier.origins, *dossier.finding.origins)}
    found: list[tuple[str, ...]] = []
    for question in dossier.finding.questions:
        for answer in question.answers:
            for p in answer.positions:
                voice = "no origin" if p.origin is None else root(origins.get(p.origin))
                head = (question.words, answer.value, p.agent.name, p.take.value, voice)
                for key in p.claims or ("",):
                    claim = claims.get(key)
                    if claim is None:
                        found.append((*head, key, "", "", "", ""))
                    else:
                        found.append((*head, key, claim.text, claim.report, str(claim.start), str(claim.end)))
        told: dict[str, list[str]] = {}
        for sibling, agents in elsewhere(dossier.siblings, question):
            for agent in agents:
                told.setdefault(agent.id, []).append(answers_in(sibling))
        unread = dict(not_read(dossier.coverage, question))
        for agent, row in unread.items():
            who = (question.words, "", agent.name, Take.NOT_READ.value, "", "")
            found += [(*who, span.words, span.report, str(span.start), str(span.end)) for span in row.spans]
        found += [
            (question.words, "", a.name, Take.SILENT.value, "", "", "; ".join(told.get(a.id, ())), "", "", "")
            for a in question.silent
            if a not in unread
        ]
    return found


def safe(cell: str) -> str:
    """Give a cell on one line, with an apostrophe before what a spreadsheet would run."""
    shown = " ".join(visible(cell).split())
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
