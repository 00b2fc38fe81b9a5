"""Reports as texts, read and aligned: what a reader of several reports would see. All texts are invented."""

from __future__ import annotations

from collections import defaultdict

from counterclaim import read
from counterclaim.align import align
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.source import Report
from counterclaim.settings import Settings
from tests.unit.builders import a_report


def told(*texts: tuple[str, str], title: str | None = None) -> dict[str, set[tuple[int, str]]]:
    """Give, by the title and id of each event with an act, the words of its claims, each with its report's number.

    Takes the day and the words of each report.
    """
    reports = [a_report(text, f"Post {n}", day, title=title) for n, (day, text) in enumerate(texts)]
    claims = [c for r in reports for c in _claims(r)]
    events, homed = align(claims, reports, Settings())
    number = {r.id: n for n, r in enumerate(reports)}
    titles = {e.id: f"{e.title} {e.id}" for e in events if e.act_types}
    out: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for claim in homed:
        if claim.event in titles:
            out[titles[claim.event]].add((number[claim.report], claim.text))
    return dict(out)


def together(*texts: tuple[str, str], title: str | None = None) -> list[list[int]]:
    """Give the numbers of the reports of each event with an act, the largest first."""
    found = [sorted({n for n, _ in claims}) for claims in told(*texts, title=title).values()]
    return sorted(found, key=lambda one: (-len(one), one))


def _claims(report: Report) -> tuple[Claim, ...]:
    return tuple(RuleExtractor().claims(report, read.passages(report, Settings())))
