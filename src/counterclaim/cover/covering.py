"""Coverage: what each outlet and camp dwells on and leaves out, in counts; never a score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from counterclaim.cover import measures, text
from counterclaim.cover.holders import CAMP, OUTLET, SPEAKER, author, camps
from counterclaim.cover.measures import Holder, Material
from counterclaim.cover.omitted import Fact, facts, lacking, left_out
from counterclaim.cover.unread import Told, Unread, not_read, said_on, speakers_not_read
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow, SpanRef
from counterclaim.records.judgement import Question
from counterclaim.records.registry import Registry
from counterclaim.records.source import Passage, Report
from counterclaim.settings import Settings

#: Nothing was read of other events.
NOTHING = Told()


def cover(  # noqa: PLR0913 - what an event's coverage is measured by
    reports: Sequence[Report],
    passages: Mapping[str, Sequence[Passage]],
    claims: Sequence[Claim],
    registry: Registry,
    settings: Settings,
    questions: Sequence[Question] = (),
    read: Told = NOTHING,
) -> tuple[CoverageRow, ...]:
    """Give every measure of every outlet and camp over one event's reports.

    Takes the event's reports, the passages of each by report id, the claims (those in other reports are left out),
    the registry, the settings, the questions of the event's finding, and all that was read in
    these reports. Rows come sorted by holder kind, holder, measure and item.
    """
    material = _material(reports, passages, claims)
    least, told = settings.coverage_sentences_min, facts(material, questions, settings.coverage_facts_max)
    unread = Unread(material, read, {c.id: c for found in material.claims.values() for c in found})
    rows = [*_loaded(material, registry), *_contrasts(material, registry), *speakers_not_read(unread, questions)]
    for holder in _holders(material, registry):
        rows += measures.amount(material, holder)
        rows += measures.text_on(material, holder, least)
        rows += measures.voices_by_role(material, holder)
        rows += measures.victims_named(material, holder)
        rows += measures.agentless_harm(material, holder, least)
        rows += _missing(unread, holder, told, questions)
    return tuple(sorted(rows, key=lambda r: (r.holder_kind, r.holder, r.measure, r.item)))


def _missing(
    unread: Unread, holder: Holder, told: Sequence[Fact], questions: Sequence[Question]
) -> Iterator[CoverageRow]:
    """Give what a holder left out; where a sentence of it may tell of a question, that instead."""
    missing, mine = lacking(holder, told), said_on(unread, holder)
    asked = {fact.question.id for fact in missing}
    found = tuple(
        not_read(unread, holder, [q for q in questions if q.id in asked or mine.isdisjoint(unread.topics(q))])
    )
    yield from found
    perhaps = {row.item for row in found}
    yield from left_out(unread.material, holder, [fact for fact in missing if fact.question.words not in perhaps])


def _material(
    reports: Sequence[Report], passages: Mapping[str, Sequence[Passage]], claims: Sequence[Claim]
) -> Material:
    by_report: dict[str, list[Claim]] = {r.id: [] for r in sorted(reports, key=lambda r: r.id)}
    for claim in sorted(claims, key=lambda c: (c.start, c.end, c.id)):
        if claim.report in by_report:
            by_report[claim.report].append(claim)
    return Material(
        reports={r.id: r for r in sorted(reports, key=lambda r: r.id)},
        passages={r.id: passages.get(r.id, ()) for r in reports},
        claims=by_report,
        authors={r.id: author(r, by_report[r.id]) for r in reports},
    )


def _holders(material: Material, registry: Registry) -> Iterator[Holder]:
    """Give each outlet with its reports, and each camp with the reports of its outlets."""
    outlets: dict[str, list[str]] = defaultdict(list)
    sides: dict[str, list[str]] = defaultdict(list)
    for number, report in material.reports.items():
        name = material.authors[number]
        outlets[name].append(number)
        for camp in camps(name, _day(report), registry):
            sides[camp].append(number)
    for kind, table in ((OUTLET, outlets), (CAMP, sides)):
        for name in sorted(table):
            yield Holder(name=name, kind=kind, reports=tuple(table[name]))


def _day(report: Report) -> str:
    return report.published.end if report.published is not None else ""


def _loaded(material: Material, registry: Registry) -> Iterator[CoverageRow]:
    """Give each loaded word by who uses it: a quoted speaker's words are the speaker's, the rest the outlet's own."""
    return _used(material, registry, "loaded", lambda p: (("", word, where) for word, where in text.loaded(p)))


def _contrasts(material: Material, registry: Registry) -> Iterator[CoverageRow]:
    """Give by who uses it each term of the sets of which the event's reports use two terms or more."""
    places = {c.place.name for found in material.claims.values() for c in found if c.place is not None}
    rows = list(_used(material, registry, "contrast", lambda p: text.contrasts(p, places)))
    terms = Counter(name for name, _ in {tuple(r.item.split(": ")) for r in rows})
    return (r for r in rows if terms[r.item.split(": ")[0]] > 1)


def _used(
    material: Material, registry: Registry, measure: str, find: Callable[[Passage], Iterable[tuple[str, str, SpanRef]]]
) -> Iterator[CoverageRow]:
    """Give each word that `find` finds by who uses it, out of all that this user has of the same set."""
    used: dict[tuple[str, str, str], dict[str, list[SpanRef]]] = defaultdict(lambda: defaultdict(list))
    for number, report in material.reports.items():
        for passage in material.passages[number] if report.language in measures.MEASURED else ():
            for name, word, where in find(passage):
                for user in _users(material, registry, report, where):
                    used[*user, name][word].append(where)
    for kind, who, name in sorted(used):
        words = used[kind, who, name]
        total = sum(len(spans) for spans in words.values())
        holder = Holder(name=who, kind=kind, reports=())
        for word in sorted(words):
            item = f"{name}: {word}" if name else word
            yield holder.row(measure, item, words[word], len(words[word]), total)


def _users(material: Material, registry: Registry, report: Report, where: SpanRef) -> Iterable[tuple[str, str]]:
    """Give who uses some words, with camps: the voice of the shortest claim around them, else the author."""
    own = material.authors[report.id]
    around = [c for c in material.claims[report.id] if c.start <= where.start and where.end <= c.end and _pure(c)]
    inner = min(around, key=lambda c: (c.end - c.start, c.id), default=None)
    name = inner.originator.name if inner is not None else own
    yield (OUTLET if name == own else SPEAKER), name
    for camp in camps(name, _day(report), registry):
        yield CAMP, camp


def _pure(claim: Claim) -> bool:
    """Say whether a claim's span is what was said alone; one that holds its cue also holds the teller's words."""
    cue = claim.chain[0].cue_start
    return cue is None or not claim.start <= cue < claim.end
