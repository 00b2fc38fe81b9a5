"""A small case with one of each thing, made of invented texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from counterclaim.canonical import digest, identifier
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Run
from counterclaim.records.source import Artifact, Capture, Passage, Report
from counterclaim.records.words import ArtifactRole, Aspect, DecisionKind
from counterclaim.store import CaseFolder, verify
from tests.unit.builders import a_claim, a_report

NOON = "2031-05-04T12:00:00+00:00"
EXTRACTOR = "hand 1"


@contextmanager
def opened(path: Path) -> Iterator[CaseFolder]:
    """Open a case, make it if needed, hold it for writing, close it."""
    case = CaseFolder.open(path, create=True)
    try:
        with case.writing():
            yield case
    finally:
        case.close()


def stopped(path: Path, work: Callable[[CaseFolder], object]) -> None:
    """Do some work on a case as a writer that is then stopped."""
    with suppress(KeyboardInterrupt), opened(path) as case:
        work(case)
        raise KeyboardInterrupt


def a_capture(data: bytes, name: str = "a.txt", **fields: Any) -> Capture:
    """Give the capture of some bytes."""
    values: dict[str, Any] = {
        "sha256": digest(data), "byte_count": len(data), "name": name, "media_type": "text/plain", "method": "file",
        "taken_at": NOON, "tool": "test",
    }  # fmt: skip
    return Capture(**(values | fields))


def an_artifact(capture: str) -> Artifact:
    """Give a picture that lies in a capture."""
    return Artifact(
        id=identifier("a", capture), capture=capture, locator="attachment 1", path="a.txt attachment 1",
        media_type="image/png", role=ArtifactRole.PICTURE, byte_count=3, sha256=digest(b"png"),
    )  # fmt: skip


def a_decision(subject: str = "e_1") -> Decision:
    """Give a decision that has no number yet."""
    return Decision(
        number=0, kind=DecisionKind.ACCEPT, subject=subject, fields=(), who="M. Orr", at=NOON, reason="read it"
    )


def a_run(run_id: str = "run_1") -> Run:
    """Give a run without tables."""
    return Run(
        id=run_id, version="1", settings="s", evidence="e", decisions="d", extractor=EXTRACTOR, counts=(), tables=()
    )


def a_passage(report: Report) -> Passage:
    """Give the whole text of a report as its one passage."""
    return Passage(identifier("p", report.id), report.id, 0, 0, 0, len(report.text), report.text)


def take(case: CaseFolder, text: str, **fields: Any) -> Report:
    """Keep a text, note it, and store the one report in it."""
    data = text.encode()
    address = case.evidence.keep(data)
    report = a_report(text, capture=address, **fields)
    case.add_capture(a_capture(data, f"{address[:8]}.txt"))
    case.add_reports(address, [report, an_artifact(address)])
    return report


def a_reading(report: Report) -> dict[str, tuple[list[Passage], list[Claim]]]:
    """Give the readings of one report: one passage and one claim, on all its words."""
    return {report.id: ([a_passage(report)], [a_claim(report, report.text, Aspect.DAMAGE, "none")])}


def fill(case: CaseFolder) -> Report:
    """Put one of each thing into a case; give its report."""
    report = take(case, "The mill at Orvane stands, its keeper told the Harbour Post.")
    case.save_readings(EXTRACTOR, a_reading(report))
    case.save_run(a_run(), {"claims": case.readings(EXTRACTOR)[1]}, NOON)
    case.add_decision(a_decision())
    case.add_decision(a_decision("e_2"))
    return report


def not_intact(case: CaseFolder) -> list[tuple[str, str]]:
    """Give (subject, state) of what verifying finds wrong."""
    return [(check.subject, check.state) for check in verify(case) if check.state != "intact"]
