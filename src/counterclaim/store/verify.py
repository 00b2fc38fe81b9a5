"""Checks everything a case holds against the digests it recorded, and says which item fails and how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from counterclaim import durable
from counterclaim.canonical import digest, text_digest
from counterclaim.errors import CounterclaimError
from counterclaim.ledger.sized import beginning
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Run
from counterclaim.records.source import Passage
from counterclaim.store.checks import Check, Trust, compared, in_words
from counterclaim.store.folder import EXTRACTOR, ROOT, CaseFolder
from counterclaim.store.lock import lock_of
from counterclaim.store.marker import FORMAT, MARKER, marked
from counterclaim.store.runs import CURRENT
from counterclaim.store.shared import SHARED, planted
from counterclaim.store.threshold import RECORD
from counterclaim.store.verify_ledger import ledger
from counterclaim.store.verify_made import made

T = TypeVar("T")
#: Folders that may be empty: a stopped write or an erasure leaves those; what lies in the last is named, or made again.
_FOLDERS = re.compile(
    r"evidence(/[0-9a-f]{2}){1,2}|ledger/(kept|stamps|tile|tile/(\d|entries)(/x\d{3})*(/\d{3}\.p)?)|(readings|runs|reuse)/.+"
)
_WHOLE = "each row as it was added"
_SHAPED = "the tables, indexes and triggers of this version, and no others"


def _failed(subject: str, error: CounterclaimError, state: str = "damaged") -> Check:
    return Check(subject=subject, state=state, expected=error.expected, came=error.came)


def _file(subject: str, path: Path, expected: str) -> Check:
    """Check the bytes of a file against their digest."""
    try:
        with path.open("rb") as opened:
            return compared(subject, expected, file_digest(opened, "sha256").hexdigest())
    except FileNotFoundError:
        return Check(subject=subject, state="missing", expected=expected, came="no file")
    except OSError as error:
        return Check(subject=subject, state="damaged", expected=expected, came=str(error.strerror))


def verify(case: CaseFolder, trust: Trust | None = None) -> Iterator[Check]:
    """Check a case.

    1 the lock's word, the record itself, its shape, the seal of each of its rows, and the ledger over them; 2 every
    original; 3 every arrival, report and refusal; 4 decisions without a gap, the registry and acts; 5 every batch of
    readings and its words, and kept answers of a model; 6 every run, its tables, and the current one; 7 the words of
    every claim of the current run; 8 that nothing else lies in the case's folder, that what is made from it is as it
    was signed, and that the record is, byte for byte, as the last writer left it. `trust` names the only keys and
    authorities that may have signed; without any, those count that this user knows, and one that nobody here knows is
    said to be that.
    """
    failed = False
    if odd := tuple(_odd(case.path)):
        yield from odd  # whoever reads a pipe waits for who writes it: nothing is opened
        return
    for check in _contents(case, trust or Trust()):
        failed = failed or check.state != "intact"
        yield check
    if not failed:  # what is no part of any row: of what is, the item itself was named
        yield from _guarded("case.sqlite", partial(_bytes, case))


def _odd(folder: Path) -> Iterator[Check]:
    """Name what is no file and no folder."""
    for path in sorted(folder.rglob("*")):
        if path.exists() and not (path.is_file() or path.is_dir()):
            name, came = path.relative_to(folder).as_posix(), "a pipe, a socket or a device"
            yield Check(subject=name, state="unexpected", expected="a file of the case itself", came=came)


def _contents(case: CaseFolder, trust: Trust) -> Iterator[Check]:
    yield from _guarded(lock_of(case.path), partial(_lock, case))
    shape = list(_guarded("shape of case.sqlite", partial(_shape, case)))
    if all(c.state == "intact" for c in shape):  # an index or a column of another's making is code, which SQLite runs
        whole = compared("case.sqlite", "ok", case.integrity())
        yield whole
        if whole.state != "intact":
            return
    yield from shape
    told = shape[:-1] or [c for c in shape if c.state != "intact"]
    if any(c.subject.startswith(("table ", "shape ")) and c.state in {"damaged", "missing"} for c in told):
        return  # rows cannot be read from a table that is another
    texts: dict[str, str] = {}
    steps = (
        ("seals", partial(_seals, case)),
        ("ledger", partial(ledger, case, trust)),
        ("captures", partial(_captures, case, texts)),
        ("decisions", partial(_decisions, case)),
        ("registry", lambda: _rows("registry", lambda: (case.registry(),))[1]),
        ("acts", lambda: _rows("acts", case.acts)[1]),
        ("readings", partial(_readings, case, texts)),
        ("answers", partial(_answers, case)),
        ("runs", partial(_runs, case)),
        (CURRENT, partial(_current, case, texts)),
        (MARKER, partial(_root, case)),
        ("files made from the case", partial(made, case, trust)),
    )
    for name, step in steps:
        yield from _guarded(name, step)


def _guarded(subject: str, step: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """Give the checks of a step; what was altered so that it cannot be read fails in words, and the rest goes on."""
    try:
        yield from step()
    except CounterclaimError as error:
        yield _failed(subject, error)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as bad:
        came = in_words(bad)
        yield Check(subject=subject, state="damaged", expected="what this program writes", came=came)


def _lock(case: CaseFolder) -> Iterator[Check]:
    if (wrong := case.unrested()) is not None:
        (state, came), name = wrong, lock_of(case.path)
        yield Check(subject=name, state=state, expected="word of the last writer, who was done", came=came)


def _bytes(case: CaseFolder) -> Iterator[Check]:
    """Check the record's bytes: SQLite's file has some that no row is made of."""
    noted, came = case.rested()
    words = "no digest of them was noted: others read when the last writer was done, or an older version wrote"
    yield compared("bytes of case.sqlite", *((noted, came) if noted else (words, words)))


def _shape(case: CaseFolder) -> Iterator[Check]:
    shape = case.misshapen()
    yield from (Check(subject=n, state=s, expected=_SHAPED, came=c) for n, s, c in shape)
    yield compared("shape of case.sqlite", _SHAPED, "others, see above" if shape else _SHAPED)


def _seals(case: CaseFolder) -> Iterator[Check]:
    broken = case.unsealed()
    yield from (Check(subject=n, state=s, expected="as it was added", came=c) for n, s, c in broken)
    yield compared("seals", _WHOLE, "other rows, see above" if broken else _WHOLE)


def _captures(case: CaseFolder, texts: dict[str, str]) -> Iterator[Check]:
    captures, found = _rows("captures", case.captures)
    yield from found
    yield from _originals(case, {c.sha256 for c in captures})
    yield from _received(case, {c.sha256 for c in captures}, texts)


def _decisions(case: CaseFolder) -> Iterator[Check]:
    decisions, found = _rows("decisions", case.decisions)
    yield from found
    for position, decision in enumerate(decisions, start=1):
        yield compared(f"decision {position}", str(position), str(decision.number))


def _answers(case: CaseFolder) -> Iterator[Check]:
    wrong = dict(case.answers.wrong())
    for name, digests in sorted(case.batches.answers().items()):
        file, subject = case.answers.file(name), f"answers/{name}.json"
        if not file.is_file():
            expected = "the kept answer of a model, by which a report was read"
            yield Check(subject=subject, state="missing", expected=expected, came="no file")
        elif digests and file.name not in wrong and (came := digest(file.read_bytes())) not in digests:
            yield compared(subject, " or ".join(sorted(digests)), came)
    for name, came in wrong.items():
        yield Check(subject=f"answers/{name}", state="damaged", expected="as written", came=came)


def _root(case: CaseFolder) -> Iterator[Check]:
    """Check what lies in the case's folder itself."""
    form = FORMAT if case.journal.log().checkpoint else case.format()  # a case that has a ledger is of this format
    yield compared(MARKER, *(m.decode(errors="replace") for m in (marked(form), case.marker())))
    if (wrong := planted(case.path, case.path / RECORD, case.marked())) is not None:
        yield Check(subject=SHARED, state=wrong[0], expected="the schema that the record is shared in", came=wrong[1])
    known = {*ROOT, lock_of(case.path)} - (set() if case.older() else {EXTRACTOR})
    yield from _strangers(case.path, {case.path / name for name in known}, "")
    for path in sorted(case.path.rglob("*")):
        name, came = path.relative_to(case.path).as_posix(), ""
        if path.is_symlink():
            came = "a link to elsewhere"
        elif case.path / "desk" in path.parents:  # a desk makes its indexes there, whoever writes the case
            continue
        elif path.name.startswith(durable.UNFINISHED) and case.resting() and path.exists():
            came = "a file as a writer has it while it writes, and none is writing"
        elif "/" in name and not _FOLDERS.fullmatch(name) and path.is_dir() and not any(path.iterdir()):
            came = "an empty folder, as no writer leaves one there"
        if came:
            yield Check(subject=name, state="unexpected", expected="a file of the case itself", came=came)


def _rows(subject: str, read: Callable[[], tuple[T, ...]]) -> tuple[tuple[T, ...], list[Check]]:
    """Give the rows of a table, or the check that says why they cannot be read."""
    try:
        return read(), []
    except CounterclaimError as error:
        return (), [_failed(subject, error)]


def _originals(case: CaseFolder, listed: set[str]) -> Iterator[Check]:
    yield from _astray(case)
    held, resting, gone = set(case.evidence.addresses()), case.resting(), case.erasures.all()
    for address in sorted(listed | held):
        subject = f"original {address}"
        if address in gone:
            act = gone[address]
            words = f"erased by {act.who} on {act.at}: {act.words}"
            yield compared(subject, words, "a file, which was to be erased" if address in held else words, "unexpected")
            continue
        if address in held and address not in listed and not resting and case.evidence.intact(address):
            # Kept this moment by another process, which notes it next.
            yield Check(subject=f"{subject}, not yet noted", state="intact", expected=address, came=address)
            continue
        if address not in listed:
            if address not in {c.sha256 for c in case.captures()}:  # a writer may have noted it meanwhile
                yield Check(subject=subject, state="unexpected", expected="originals only", came="another file")
            continue
        try:
            yield compared(subject, address, digest(case.evidence.read(address)))
        except CounterclaimError as error:
            yield _failed(subject, error, "damaged" if address in held else "missing")


def _astray(case: CaseFolder) -> Iterator[Check]:
    """Name what lies beside the places of originals: a second copy, or one under another folder."""
    for path in case.evidence.astray():
        name = path.relative_to(case.path).as_posix()
        yield Check(subject=name, state="unexpected", expected="originals, each in its place", came="another file")


def _received(case: CaseFolder, captures: set[str], texts: dict[str, str]) -> Iterator[Check]:
    """Check reports and what else names a capture; fills `texts` with the text of each report."""
    for sha256 in sorted({sha256 for sha256, _, _ in case.arrivals()} - captures):
        yield Check(subject=f"capture {sha256}", state="missing", expected="a row for its arrival", came="none")
    reports, found = _rows("reports", case.reports)
    yield from found
    for report in reports:
        texts[report.id] = report.text
        yield compared(f"text of report {report.id}", report.sha256, text_digest(report.text))
        if report.capture not in captures:
            came = f"capture {report.capture}, which is not there"
            yield Check(subject=f"capture of report {report.id}", state="missing", expected="its capture", came=came)
    artifacts, found = _rows("artifacts", case.artifacts)
    yield from found
    for artifact in artifacts:
        if artifact.capture not in captures:
            came = f"capture {artifact.capture}, which is not there"
            yield Check(
                subject=f"capture of artifact {artifact.id}", state="missing", expected="its capture", came=came
            )
    yield from _rows("refusals", case.refusals)[1]


def _readings(case: CaseFolder, texts: Mapping[str, str]) -> Iterator[Check]:
    known = {case.path / "readings"}
    for batch, of_passages, of_claims in case.batches.noted():
        checks = []
        for name, expected in (("passages", of_passages), ("claims", of_claims)):
            known.add(case.batches.file(batch, name))
            checks.append(_file(f"{name} of readings {batch}", case.batches.file(batch, name), expected))
        yield from checks
        if all(c.state == "intact" for c in checks):
            passages, claims = case.batches.read(batch, of_passages, of_claims)
            yield from _words("passage", passages, texts)
            yield from _words("claim", claims, texts)
    for name, state, came in case.batches.wrong():
        yield Check(subject=name, state=state, expected="as its batch says", came=came)
    superseded = {case.batches.file(b, n) for b in case.batches.ever() for n in ("passages", "claims")}
    yield from _strangers(case.path / "readings", known | superseded, "readings/")


def _words(kind: str, items: Iterable[Passage | Claim], texts: Mapping[str, str], where: str = "") -> Iterator[Check]:
    for item in items:
        now = texts.get(item.report, "")[item.start : item.end]
        yield compared(f"words of {kind} {item.id}{where}", text_digest(item.text), text_digest(now))


def _runs(case: CaseFolder) -> Iterator[Check]:
    noted = {run: recorded for run, _, recorded in case.run_notes()}
    for run_id in sorted(noted):
        if not case.runs.run_file(run_id).is_file():
            yield Check(subject=f"run {run_id}", state="missing", expected="its run.json", came="no file")
            continue
        if noted[run_id]:
            yield _file(f"run {run_id}", case.runs.run_file(run_id), noted[run_id])
        try:
            run = case.runs.run(run_id)
        except CounterclaimError as error:
            yield _failed(f"run {run_id}", error)
        else:
            yield from _tables(case.runs.folder / run_id, run)
    for run_id in case.runs.held():
        if run_id not in noted:
            yield Check(subject=f"run {run_id}", state="unexpected", expected="a note of it", came="none")


def _tables(folder: Path, run: Run) -> Iterator[Check]:
    for name, expected in run.tables:
        yield _file(f"table {name} of run {run.id}", folder / f"{name}.parquet", expected)
    known = {folder / "run.json", *(folder / f"{name}.parquet" for name, _ in run.tables)}
    yield from _strangers(folder, known, f"runs/{run.id}/")


def _strangers(folder: Path, known: set[Path], where: str) -> Iterator[Check]:
    for path in sorted(folder.iterdir()):
        if path not in known and not path.name.startswith(durable.UNFINISHED):
            yield Check(
                subject=f"{where}{path.name}", state="unexpected", expected="files of this case", came="another file"
            )


def _current(case: CaseFolder, texts: Mapping[str, str]) -> Iterator[Check]:
    noted = [run for run, _, _ in case.run_notes()]
    current = case.runs.current()
    if current is None:
        if noted:
            yield Check(subject=CURRENT, state="missing", expected=f"a run such as {noted[-1]}", came="no file")
        return
    last = noted[-1] if noted else "no run before the first settlement"
    came = beginning(case.runs.folder / CURRENT, 200).decode(errors="backslashreplace")
    yield compared(CURRENT, f"the run settled last, {last}", f"the run settled last, {came}")
    try:
        named = "claims" in dict(case.runs.run().tables)
        claims = case.runs.table("claims", Claim) if named else ()
    except CounterclaimError as error:
        yield _failed("claims of the current run", error)
    else:
        yield from _words("claim", claims, texts, f" in run {current}")
