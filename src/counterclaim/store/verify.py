"""Checks everything a case holds against the digests it recorded, and says which item fails and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.canonical import digest, text_digest
from counterclaim.errors import CounterclaimError
from counterclaim.records.claim import Claim
from counterclaim.store.folder import CaseFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing checked; `state` is intact, damaged, missing or unexpected."""

    subject: str
    state: str
    expected: str
    came: str


def _check(subject: str, expected: str, came: str, bad: str = "damaged") -> Check:
    return Check(subject=subject, state="intact" if expected == came else bad, expected=expected, came=came)


def verify(case: CaseFolder) -> Iterator[Check]:
    """Check a case.

    1 the record itself; 2 every original; 3 every report's text; 4 decisions without a gap; 5 every run's tables;
    6 every claim's words against its report.
    """
    yield _check("case.sqlite", "ok", case.integrity())
    yield from _originals(case)
    texts = {}
    for report in case.reports():
        texts[report.id] = report.text
        yield _check(f"text of report {report.id}", report.sha256, text_digest(report.text))
    for position, decision in enumerate(case.decisions(), start=1):
        yield _check(f"decision {position}", str(position), str(decision.number))
    yield from _runs(case, texts)


def _originals(case: CaseFolder) -> Iterator[Check]:
    listed = {c.sha256 for c in case.captures()}
    held = set(case.evidence.addresses())
    for address in sorted(listed):
        try:
            came = digest(case.evidence.read(address))
        except CounterclaimError as error:
            yield Check(
                subject=f"original {address}",
                state="damaged" if address in held else "missing",
                expected=address,
                came=error.came,
            )
        else:
            yield _check(f"original {address}", address, came)
    for address in sorted(held - listed):
        # A crash between keeping and noting leaves bytes that no row names: kept, reported, harmless.
        yield Check(
            subject=f"original {address}", state="unexpected", expected="a capture row", came="none; take it again"
        )


def _runs(case: CaseFolder, texts: dict[str, str]) -> Iterator[Check]:
    for run_id in sorted({run for run, _ in case.run_times()}):
        folder = case.runs.folder / run_id
        try:
            run = case.runs.run(run_id)
        except CounterclaimError as error:
            yield Check(subject=f"run {run_id}", state="missing", expected=error.expected, came=error.came)
            continue
        for name, expected in run.tables:
            path = folder / f"{name}.parquet"
            if path.is_file():
                yield _check(f"table {name} of run {run_id}", expected, digest(path.read_bytes()))
            else:
                yield Check(subject=f"table {name} of run {run_id}", state="missing", expected=expected, came="no file")
    current = case.runs.current()
    if current is None or not (case.runs.folder / current / "claims.parquet").is_file():
        return
    try:
        claims = case.runs.table("claims", Claim)
    except (CounterclaimError, OSError, ValueError, KeyError) as error:
        yield Check(subject="claims of the current run", state="damaged", expected="readable claims", came=str(error))
        return
    for claim in claims:
        slice_now = texts.get(claim.report, "")[claim.start : claim.end]
        yield _check(f"words of claim {claim.id}", text_digest(claim.text), text_digest(slice_now))
