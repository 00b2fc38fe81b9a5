"""The dossier as Markdown: the same findings for an editor, a wiki or a mail. Claims have the numbers of the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from counterclaim import english
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow
from counterclaim.records.dossier import Dossier, Sayable, elsewhere, not_read, unheard
from counterclaim.records.judgement import Question
from counterclaim.records.words import Take
from counterclaim.render import gauge, matrix, sections, wording
from counterclaim.render.book import Book, publisher_of
from counterclaim.render.grades import GradeView, StandardView, grades
from counterclaim.render.visible import visible
from counterclaim.weigh import range_words

_ACTIVE = re.compile(r"([\\`*_{}\[\]#|~!])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_STARTS = re.compile(r"^(\d*)([-+=.)])(?=\s|$|[-=])")


def safe(text: str) -> str:
    """Give words of a report so that Markdown and HTML show them and do nothing else; one line."""
    flat = " ".join(visible(text).split()).translate(_HTML)
    return _STARTS.sub(r"\1\\\2", _ACTIVE.sub(r"\\\1", flat))


def page(dossier: Dossier, banner: str = "") -> str:
    """Give the dossier of one event as Markdown; `banner` stands above all else on it."""
    book = Book(dossier)
    parts = (
        _head(dossier), _said(dossier, book), _questions(dossier, book), _numbers(dossier), _origins(dossier, book),
        _timeline(dossier, book), _grades(dossier, book), _gauge(dossier), _watch(dossier, book),
        _decisions(dossier, book), _claims(dossier, book), _reports(dossier, book), _foot(dossier),
    )  # fmt: skip
    head = f"> **{safe(banner)}**\n\n" if banner else ""
    return head + "\n".join(line for part in parts for line in part).rstrip() + "\n"


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Give a heading with its lines, or nothing when there are none."""
    found = list(lines)
    if found:
        yield from (f"## {heading}", "", *found, "")


def _refs(ids: Sequence[str], book: Book) -> str:
    known = [str(book.number[key]) for key in ids if key in book.number]
    reports = [safe(book.publisher(key)) for key in ids if key in book.reports]
    words = ([f"claim {', '.join(known)}"] if known else []) + reports
    return f" ({'; '.join(words)})" if words else ""


def _head(d: Dossier) -> Iterator[str]:
    yield f"# {safe(d.event.title)}"
    yield ""
    yield f"- What: {safe(wording.acts_words(d.event.act_types))}"
    yield f"- When: {safe(wording.time_words(d.event.time))}"
    yield f"- Where: {safe(wording.place_words(d.event.place))}"
    if d.siblings:
        yield f"- {wording.SIBLINGS}: {'; '.join(f'“{safe(s.title)}”' for s in d.siblings)}"
    yield f"- Sources: **{wording.triple(d.finding.tally)}**"
    for kind, asked in wording.BRIEF.items():
        lines = [safe(line.words) for line in d.brief if line.kind == kind]
        if lines:
            yield f"- {asked}: {' '.join(lines)}"
    yield ""
    yield wording.TRIPLE_WORDS
    yield ""


def _said(d: Dossier, book: Book) -> Iterator[str]:
    def listed(items: Sequence[Sayable]) -> Iterator[str]:
        return (f"- {safe(item.words)}{_refs(item.claims, book)}" for item in items)

    yield from _section("What can be said, and how to attribute it", listed(d.can_say))
    yield from _section("Agreed", listed(d.agreed))
    yield from _section("Contested", listed(d.contested))


def _questions(d: Dossier, book: Book) -> Iterator[str]:
    found = matrix.build(d.finding, d.siblings, d.coverage)
    blocks = (*found.main, *found.rest)
    gone = {a for group in d.finding.ranges for a in group.superseded}
    yield from _section(
        "Who says what", (line for block in blocks for line in _question(block.question, book, gone, d))
    )


def _question(question: Question, book: Book, replaced: Collection[str], d: Dossier) -> Iterator[str]:
    yield f"### {safe(question.words)}{' (contested)' if question.contested else ''}"
    yield ""
    yield f"{wording.triple(book.tally(question))}"
    yield ""
    # Why a question is contested stands once, in its own section.
    if question.reason and not question.contested:
        yield safe(question.reason)
        yield ""
    for answer in question.answers:
        interest = "; against the speaker’s own interest" if answer.against_interest else ""
        held = "; no longer held by its source" if answer.id in replaced else ""
        yield f"- **{safe(answer.words)}** ({wording.triple(answer.tally)}{interest}{held})"
        if answer.wordings:
            yield f"  - in the words {', '.join(f'“{safe(words)}”' for words, _ in answer.wordings)}"
        gone = {p.agent for p in answer.positions if p.taken_back}
        for take in matrix.ORDER:
            who = [p for p in answer.positions if p.take is take]
            if who:
                names = "; ".join(
                    safe(p.called)
                    + (" (takes it back)" if p.taken_back else " (leaves it open)" if p.unverified else "")
                    + (" (since taken back)" if p.take is Take.ASSERTS and p.agent in gone else "")
                    + _refs(p.claims, book)
                    for p in who
                )
                yield f"  - {wording.MARKS[take]} {take.value}: {names}"
    mark = wording.MARKS[Take.SILENT]
    if quiet := unheard(d.siblings, question, d.coverage):
        yield f"- {mark} silent: {'; '.join(safe(agent.name) for agent in quiet)}"
    yield from (line for agent, row in not_read(d.coverage, question) for line in _unread(agent.name, row, book))
    for sibling, agents in elsewhere(d.siblings, question):
        yield f"- {mark} {safe(wording.answers_in(sibling))}: {'; '.join(safe(agent.name) for agent in agents)}"
    yield ""


def _unread(name: str, row: CoverageRow, book: Book) -> Iterator[str]:
    """Give who may tell of something where nothing on it was read, with the sentences and where they stand."""
    yield f"- {wording.MARKS[Take.NOT_READ]} {wording.may_tell(row.count)}: {safe(name)}"
    for span in row.spans:
        where = f"{safe(book.publisher(span.report))}, characters {span.start} to {span.end}"
        yield f"  - “{safe(span.words)}” ({where})"


def _numbers(d: Dossier) -> Iterator[str]:
    def listed() -> Iterator[str]:
        for group in d.finding.ranges:
            apart = f". Not comparable: {safe(group.not_comparable)}" if group.not_comparable else ""
            yield f"- {safe(group.label)}: **{range_words(d.finding, group)}** {safe(group.unit)}{apart}"
        yield from (f"- {safe(words)}" for words in d.finding.sums)
        yield from (f"- {safe(history.words)}" for history in d.finding.histories)

    yield from _section("Numbers", listed())


def _origins(d: Dossier, book: Book) -> Iterator[str]:
    def listed() -> Iterator[str]:
        found = sections.origins(d, book)
        if d.finding.tally.reports > 1:
            yield from (f"- {safe(step)}" for step in found.steps)
        for origin in found.origins:
            members = "; ".join(safe(book.publisher(key)) for key in origin.reports)
            party = f"; {book.party(origin)}" if book.party(origin) else ""
            yield f"- **{safe(wording.root(origin))}** ({origin.independence}{party}): {members}"
            yield from (f"  - {safe(reason)}" for reason in origin.reasons)
            yield from (f"  - not shown to be another voice: {safe(doubt.words)}" for doubt in origin.perhaps)
        for edge in d.lineage:
            pair = f"{safe(book.subject(edge.a))} and {safe(book.subject(edge.b))}"
            words = f" “{safe(edge.words)}”" if edge.words else ""
            yield f"- {wording.LINEAGE[edge.kind]}: {pair}. {safe(edge.evidence)}{words}"

    yield from _section("Origins and lineage", listed())


def _timeline(d: Dossier, book: Book) -> Iterator[str]:
    yield from _section(
        "Timeline",
        (f"- {safe(wording.moment_words(m))}: {safe(m.words)}{_refs(m.claims, book)}" for m in d.timeline),
    )


def _grade(view: StandardView, one: GradeView, book: Book) -> Iterator[str]:
    """Give one grade: a profile in a line, with what a person must see; the others with what would change them."""
    grade = one.grade
    about = f"{safe(view.title)}, {safe(book.subject(grade.subject))}"
    yield f"- {about}: **{safe(grade.label or grade.value)}** (rule {safe(grade.rule)}; {safe(view.clause)})"
    if view.page != "profile" and one.fired is not None:
        # Without what was read, nobody can count a grade again.
        yield f"  - Why: {safe(one.fired.words)}"
        yield from (f"  - What was read: {safe(fact)}{_refs(ids, book)}" for fact, ids in one.read)
    yield from (f"  - Read: {safe(words)}" for words in one.readings)
    if grade.override or grade.machine_value:
        yield f"  - Set by a person; the rules gave {safe(grade.machine_value)}. {safe(grade.override)}"
    yield from (
        f"  - Before: {safe(then.label)} ({safe(then.at[:10])}, run {safe(then.run)})" for then in one.before[:-1]
    )
    yield from (f"  - A person must review: {safe(gate)}" for gate in grade.needs_review)
    if view.page != "profile":
        for words, only in one.changes:
            yield f"  - Would change it: {safe(words)}{f' (read {safe(only)})' if only else ''}"


def _grades(d: Dossier, book: Book) -> Iterator[str]:
    def listed() -> Iterator[str]:
        for view in grades(d.grades, d.grades_then):
            for one in view.grades:
                yield from _grade(view, one, book)

    yield from _section("What published standards give", listed())


def _gauge(d: Dossier) -> Iterator[str]:
    def listed() -> Iterator[str]:
        found = gauge.view(d.finding)
        if found is None:
            return
        yield gauge.LEAD
        yield ""
        for row in found.rows:
            yield f"- {safe(row.question.words)} **{safe(row.answer.words)}** ({row.voices}): {safe(row.says)}"
            yield from (f"  - {safe(words)}" for words in row.beside)
        yield from (f"- {safe(words)}" for words in found.notes)

    yield from _section(gauge.TITLE, listed())


def _watch(d: Dossier, book: Book) -> Iterator[str]:
    yield from _section(
        "To watch",
        (
            f"- {safe(item.words)} ({english.counted(item.days, 'day')}; “{safe(item.span.words)}”, "
            f"{safe(book.publisher(item.span.report))})"
            for item in d.watch
        ),
    )


def _decisions(d: Dossier, book: Book) -> Iterator[str]:
    yield from _section(
        "Decisions of analysts",
        (
            f"- No. {act.number}: {wording.plain(act.kind.value)}, {safe(book.subject(act.subject))}. "
            f"{safe(act.reason)} ({safe(act.who)}, {safe(act.at)}){_unapplied(d, act.number)}"
            for act in d.decisions
        ),
    )


def _unapplied(d: Dossier, number: int) -> str:
    """Say that a decision stands and changes nothing, where that is so."""
    why = dict(d.unapplied).get(number)
    return f" **Not applied:** {safe(why)}." if why else ""


def _claims(d: Dossier, book: Book) -> Iterator[str]:
    def listed() -> Iterator[str]:
        for claim in sorted(d.claims, key=lambda c: book.number[c.id]):
            where = f"{safe(book.publisher(claim.report))}, characters {claim.start} to {claim.end}"
            yield f"{book.number[claim.id]}. “{safe(claim.text)}”"
            yield f"   - {_chain(claim)}; {wording.STANCES[claim.stance]}; {where}; {safe(claim.id)}"

    yield from _section("Claims, in their own words", listed())


def _chain(claim: Claim) -> str:
    """Give a claim's chain on one line, the originator first."""
    return " → ".join(safe(h.agent.name) + (f" “{safe(h.cue)}”" if h.cue else "") for h in claim.chain)


def _reports(d: Dossier, book: Book) -> Iterator[str]:
    def listed() -> Iterator[str]:
        for report in (*book.reports.values(), *d.not_read):
            state = "" if report.read == "yes" else f"; kept, not yet read: {safe(report.read)}"
            days = safe(wording.time_words(report.published))
            yield f"- {safe(publisher_of(report))}, {days}, SHA-256 {safe(report.sha256)}{state}"

    yield from _section("Reports", listed())


def _foot(d: Dossier) -> Iterator[str]:
    yield "---"
    yield ""
    yield "Nothing was sent anywhere, and this file gives no verdict. A person decides."
    yield ""
    yield f"Run {safe(d.run)}, Counterclaim {safe(d.version)}. {safe(d.notice)}"
