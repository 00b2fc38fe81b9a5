"""Reports not yet read → passages and claims, kept: by the embedded rules, or by a model whose answers are kept too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counterclaim import extract, read, remote
from counterclaim.engine import map_batches, workers_for
from counterclaim.errors import Unread, UsageError
from counterclaim.progress import Progress
from counterclaim.records.claim import Claim
from counterclaim.records.source import Passage, Refusal, Report
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder

#: Reports read together by one worker; small enough that a killed run loses little, large enough to pay the start.
BATCH = 16
#: Below this many unread reports a second process costs more than it saves.
PARALLEL_FROM = 60
#: Requests in a row that get no answer before a model's server is taken to be down.
FAILURES_MAX = 3

Readings = dict[str, tuple[tuple[Passage, ...], tuple[Claim, ...]]]


def reader(case: CaseFolder, named: str | None = None, *, endpoint: remote.Endpoint | None = None) -> extract.Extractor:
    """Give the extractor that is `named`, or that the case names; without `endpoint`, a model's kept answers alone.

    Raises UsageError for a model that has never read this case.
    """
    used, _, model = case.extractor()
    if (named or used) == "rules":
        return extract.RuleExtractor(Settings())
    if not model:
        raise UsageError("a case that a model has read", "none did", "`counterclaim take … --extractor endpoint` asks.")
    failures = 0

    def ask(messages: tuple[tuple[str, str], ...]) -> str:
        nonlocal failures
        kept = case.answers.get(model, messages)
        if kept is not None:
            return kept
        if endpoint is None:
            raise Unread("a kept answer of the model", "none", "`counterclaim take … --extractor endpoint` asks it.")
        if failures >= FAILURES_MAX:
            raise Unread("an answer", f"none to {FAILURES_MAX} requests in a row", "Run `take` again when it answers.")
        failures += 1
        case.answers.keep(model, messages, remote.ask(endpoint, messages))
        failures = 0
        return case.answers.get(model, messages) or ""

    return extract.EndpointExtractor(model, ask)


def bounded_in(case: CaseFolder) -> Mapping[str, str]:
    """Give how reading was bounded, in words, by report, for the extractor that reads the case now."""
    return case.reading_notes(reader(case).name)


def read_new(
    case: CaseFolder, settings: Settings, progress: Progress, by: extract.Extractor
) -> tuple[int, tuple[Refusal, ...]]:
    """Read and extract the reports that this extractor has not read; give how many, and those that could not be."""
    done = case.read_already(by.name)
    new = [r for r in case.reports() if r.id not in done]
    if isinstance(by, extract.EndpointExtractor):
        return _asked(case, (settings, progress), by, new)
    lengths = {r.id: len(r.text) for r in new}
    batches = [(tuple(new[i : i + BATCH]), settings) for i in range(0, len(new), BATCH)]
    for number, readings in enumerate(map_batches(read_batch, batches, workers_for(len(new), PARALLEL_FROM)), start=1):
        case.save_readings(by.name, readings, _notes(readings, lengths))
        progress.step("read", min(number * BATCH, len(new)), len(new))
    return len(new), ()


def read_all(
    case: CaseFolder, settings: Settings, progress: Progress, by: extract.Extractor
) -> tuple[tuple[Passage, ...], tuple[Claim, ...]]:
    """Read every report anew and keep nothing; ordered as kept readings are. A model reads by its kept answers."""
    reports = case.reports()
    batches = [(tuple(reports[i : i + BATCH]), settings) for i in range(0, len(reports), BATCH)]
    if isinstance(by, extract.EndpointExtractor):
        done = case.read_already(by.name)
        made: Iterable[Readings] = (read_batch(((r,), settings), by) for r in reports if r.id in done)
    else:
        made = map_batches(read_batch, batches, workers_for(len(reports), PARALLEL_FROM))
    passages: list[Passage] = []
    claims: list[Claim] = []
    for number, readings in enumerate(made, start=1):
        for found in readings.values():
            passages += found[0]
            claims += found[1]
        progress.step("read anew", min(number * BATCH, len(reports)), len(reports))
    return (
        tuple(sorted(passages, key=lambda p: (p.report, p.index))),
        tuple(sorted(claims, key=lambda c: (c.report, c.start, c.end, c.id))),
    )


def _asked(
    case: CaseFolder, how: tuple[Settings, Progress], by: extract.EndpointExtractor, new: Sequence[Report]
) -> tuple[int, tuple[Refusal, ...]]:
    """Read reports one by one with a model; one that gets no answer stays unread, and the others go on."""
    settings, progress = how
    unread: list[Refusal] = []
    for number, report in enumerate(new, start=1):
        case.answers.given.clear()
        try:
            found = read_batch(((report,), settings), by)
            notes = _notes(found, {report.id: len(report.text)})
            case.save_readings(by.name, found, notes, case.answers.given)
        except Unread as why:
            unread.append(Refusal(name=report.path, reason=f"expected {why.expected}; got {why.came}", todo=why.todo))
        progress.step("read", number, len(new))
    return len(new) - len(unread), tuple(unread)


def read_batch(batch: tuple[tuple[Report, ...], Settings], by: extract.Extractor | None = None) -> Readings:
    """Give the passages and claims of some reports; a language not read yet gives passages and records."""
    reports, settings = batch
    extractor = by or extract.RuleExtractor(settings)
    cut = {report.id: read.passages(report, settings) for report in reports}
    readable = [(r, extract.words_of(r, cut[r.id])) for r in reports if r.read == "yes"]
    said = dict(zip((r.id for r, _ in readable), extractor.each(readable), strict=True))
    return {
        r.id: (cut[r.id], (*extract.placed(r, said.get(r.id, ())), *extract.recorded(r, extractor.name)))
        for r in reports
    }


def _notes(readings: Readings, lengths: Mapping[str, int]) -> dict[str, str]:
    """Say how reading was bounded, by report; takes how many characters each report has."""
    return {report: read.bounded(passages, lengths[report]) for report, (passages, _) in readings.items()}
