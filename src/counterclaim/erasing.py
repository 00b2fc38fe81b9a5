"""Erasing what came in a capture, where somebody has a duty to: what goes with it, and what may still tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.acting import in_turn
from counterclaim.errors import NotInCase, UsageError
from counterclaim.records.act import Act, ActKind
from counterclaim.records.returned import HERE
from counterclaim.records.source import Capture
from counterclaim.store import CaseFolder
from counterclaim.store.erasures import ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What goes when a capture is erased, and what stays though it may tell of it.

    `reports`, `artifacts`, `batches` and `runs` are counts; `same` are reports of other captures with the same text;
    `returned` are digests of this case's own exports that were taken into it; `decided` are the numbers of decisions
    about its reports and their claims, in which people wrote what they wrote.
    """

    capture: Capture
    reports: int
    artifacts: int
    batches: int
    runs: int
    same: tuple[str, ...]
    returned: tuple[str, ...]
    decided: tuple[int, ...]


def capture_of(case: CaseFolder, subject: str) -> Capture:
    """Give the capture that is meant: by its digest or how it begins, or by what `reports` prints of a report in it,
    its id or its text's digest. Raises NotInCase."""
    captures = case.captures()
    found = [c for c in captures if c.sha256.startswith(subject.lower())]
    if not found:
        of = {r.capture for r in case.reports() if subject.lower() in (r.id, r.sha256)}
        found = [c for c in captures if c.sha256 in of]
    if len(found) != 1:
        came = f"{subject} ({len(found)} captures)" if found else subject
        todo = "`counterclaim captures CASE` lists the digests, `counterclaim reports CASE` the ids."
        raise NotInCase("the digest of one capture, or the id of a report in it", came, todo)
    return found[0]


def going(case: CaseFolder, subject: str) -> Going:
    """Give what would go with the capture that is meant. Raises NotInCase; UsageError for one erased."""
    capture = capture_of(case, subject)
    if (act := case.erasures.of(capture.sha256)) is not None:
        raise UsageError("a capture that is there", f"one that {act.who} erased on {act.at}", "There is nothing to do.")
    numbers = set(case.erasures.rows(capture.sha256))
    kinds = [row["kind"] for row in case.journal.seals() if row["number"] in numbers]
    mine = [r for r in case.reports() if r.capture == capture.sha256]
    texts, ids = {r.sha256 for r in mine}, {r.id for r in mine}
    read = case.readings(case.runs.run().extractor)[1] if case.runs.current() else ()
    near = ids | {c.id for c in read if c.report in ids}
    about = [d for d in case.decisions() if {d.subject, *(v for _, f in d.fields for v in f.split(","))} & near]
    return Going(
        capture=capture,
        same=tuple(r.id for r in case.reports() if r.sha256 in texts and r.id not in ids),
        returned=tuple(sorted({r.capture for r in case.reports() if HERE in dict(r.came_from)} - {capture.sha256})),
        decided=tuple(d.number for d in about),
        **{name: kinds.count(name) for name in ("reports", "artifacts", "batches", "runs")},
    )


def erase(case: CaseFolder, capture: str, signed: tuple[str, str], why: str) -> Act:
    """Erase what came in a capture; give the act that tells of it. `signed` is who and when.

    Raises UsageError without a reason, and for a case whose record is shared: a database keeps what was in it.
    """
    if not why.strip():
        raise UsageError("a reason", "none", "Say with --reason on what ground it is erased; `verify` shows it.")
    if case.shared:
        todo = "Bring it home with `counterclaim unshare CASE`, erase, and drop the schema in the database."
        raise UsageError("a case whose record lies in its folder", "one that a team shares", todo)
    who, at = signed
    with in_turn(case):
        rows = ",".join(map(str, case.erasures.rows(capture)))
        act = Act(
            number=0, kind=ActKind.ERASE, subject=capture, fields=((ROWS, rows),), who=who, at=at, words=why.strip()
        )
        done = case.add_act(act)
        case.journal.catch_up()  # it stands in the ledger before anything goes
        case.erasures.carry_out()
    return done
