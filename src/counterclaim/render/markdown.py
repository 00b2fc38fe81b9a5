"""The dossier as Markdown: the same findings for an editor, a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterclaim.records.dossier import Dossier, Sayable
from counterclaim.records.judgement import Question
from counterclaim.records.words import Take
from counterclaim.render import wording
from counterclaim.render.visible import visible_text

_ACTIVE = re.compile(r"([\\`*_{}\[\]#|~!])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_STARTS = re.compile(r"^(\d*)([-+=.)])(?=\s|$|[-=])")


def safe(text: str) -> str:
    """Give words of a report so that Markdown and HTML show them and do nothing else; one line."""
    flat = " ".join(visible_text(text).split()).translate(_HTML)
    return _STARTS.sub(r"\1\\\2", _ACTIVE.sub(r"\\\1", flat))


def page(dossier: Dossier) -> str:
    """Give the dossier of one event as Markdown; claims are numbered as on the HTML page."""
    claims = wording.numbered(dossier.claims, dossier.reports)
    numbers = {claim.id: number for number, claim in enumerate(claims, 1)}
    lines = [*_head(dossier), *_said(dossier, numbers), *_questions(dossier, numbers), *_figures(dossier, numbers)]
    lines += [*_grades(dossier), *_follow(dossier, numbers), *_claims(dossier, numbers), *_foot(dossier)]
    return "\n".join(lines).rstrip() + "\n"


def _refs(ids: Sequence[str], numbers: dict[str, int]) -> str:
    known = [str(numbers[key]) for key in ids if key in numbers]
    return f" (claim {', '.join(known)})" if known else ""


def _head(d: Dossier) -> Iterator[str]:
    acts = ", ".join(wording.plain(act) for act in d.event.act_types) or "unknown"
    yield f"# {safe(d.event.title)}"
    yield ""
    yield f"- What: {safe(acts)}"
    yield f"- When: {safe(wording.when(d.event.time))}"
    yield f"- Where: {safe(wording.where(d.event.place))}"
    yield f"- Sources: **{wording.triple(d.finding.tally)}**"
    yield ""
    yield wording.TRIPLE_WORDS
    yield ""


def _list(heading: str, items: Sequence[Sayable], numbers: dict[str, int], none: str) -> Iterator[str]:
    yield f"## {heading}"
    yield ""
    yield from [f"- {safe(item.words)}{_refs(item.claims, numbers)}" for item in items] or [none]
    yield ""


def _said(d: Dossier, numbers: dict[str, int]) -> Iterator[str]:
    none = "Nothing that these reports carry can be said with an attribution."
    yield from _list("What can be said, and how to attribute it", d.can_say, numbers, none)
    yield from _list("Agreed", d.agreed, numbers, "Nothing agreed.")
    yield from _list("Contested", d.contested, numbers, "Nothing contested.")


def _question(question: Question, numbers: dict[str, int]) -> Iterator[str]:
    state = "contested" if question.contested else "not contested"
    yield f"### {safe(question.words)} ({state})"
    yield ""
    if question.reason:
        yield safe(question.reason)
        yield ""
    for answer in question.answers:
        interest = "; against the speaker’s own interest" if answer.against_interest else ""
        yield f"- **{safe(answer.value)}** ({wording.triple(answer.tally)}{interest})"
        for take in (Take.ASSERTS, Take.HEDGES, Take.DENIES, Take.RELAYS):
            who = [p for p in answer.positions if p.take is take]
            if who:
                names = "; ".join(safe(p.agent.name) + _refs(p.claims, numbers) for p in who)
                yield f"  - {wording.SIGNS[take]} {take}: {names}"
    if question.silent:
        yield f"- silent: {'; '.join(safe(agent.name) for agent in question.silent)}"
    yield ""


def _questions(d: Dossier, numbers: dict[str, int]) -> Iterator[str]:
    yield "## Questions"
    yield ""
    for question in d.finding.questions:
        yield from _question(question, numbers)


def _figures(d: Dossier, numbers: dict[str, int]) -> Iterator[str]:
    if d.finding.ranges:
        yield "## Ranges"
        yield ""
        for group in d.finding.ranges:
            apart = f" Not comparable: {safe(group.not_comparable)}" if group.not_comparable else ""
            yield f"- {safe(group.label)}: **{group.range.words()}** {safe(group.unit)}.{apart}"
        yield ""
    yield "## Origins"
    yield ""
    names = {report.id: wording.report_name(report) for report in d.reports}
    for origin in d.origins:
        shown = "shown" if origin.shown else "not shown"
        members = "; ".join(safe(names.get(key, key)) for key in origin.reports)
        yield f"- **{safe(wording.root(origin))}** ({shown}): {members}"
        yield from (f"  - {safe(reason)}" for reason in origin.reasons)
    yield ""
    if d.timeline:
        yield "## Timeline"
        yield ""
        for moment in d.timeline:
            days = moment.start if moment.start == moment.end else f"{moment.start} to {moment.end}"
            yield f"- {days}: {safe(moment.words)}{_refs(moment.claims, numbers)}"
        yield ""


def _grades(d: Dossier) -> Iterator[str]:
    if not d.grades:
        return
    yield "## Grades"
    yield ""
    for grade in d.grades:
        subject = f"{safe(wording.plain(grade.standard))}, {safe(grade.mode)}, {safe(grade.subject)}"
        yield f"- {subject}: **{safe(grade.value)}** {safe(grade.label)} (rule {safe(grade.rule)})"
        yield from (f"  - Needs a person’s review: {safe(gate)}" for gate in grade.needs_review)
        yield from (f"  - Would change it: {safe(change)}" for change in grade.would_change)
    yield ""


def _follow(d: Dossier, numbers: dict[str, int]) -> Iterator[str]:
    if d.watch:
        yield "## Watch"
        yield ""
        yield from (f"- {safe(item.words)} ({item.days} days)" for item in d.watch)
        yield ""
    if d.decisions:
        yield "## Decisions"
        yield ""
        for item in d.decisions:
            subject = f"claim {numbers[item.subject]}" if item.subject in numbers else safe(item.subject)
            signed = f"{safe(item.who)}, {safe(item.at)}"
            yield f"- No. {item.number}: {item.kind} {subject}. {safe(item.reason)} ({signed})"
        yield ""


def _claims(d: Dossier, numbers: dict[str, int]) -> Iterator[str]:
    yield "## Claims, in their own words"
    yield ""
    names = {report.id: wording.report_name(report) for report in d.reports}
    for claim in sorted(d.claims, key=lambda c: numbers[c.id]):
        where = f"{safe(names.get(claim.report, claim.report))}, characters {claim.start} to {claim.end}"
        yield f"{numbers[claim.id]}. “{safe(claim.text)}”"
        yield f"   - {safe(wording.chain(claim))}; stance {claim.stance}; {where}; {safe(claim.id)}"
    yield ""
    yield "## Reports"
    yield ""
    for report in (*d.reports, *d.not_read):
        state = "" if report.read == "yes" else f"; kept, not yet read: {safe(report.read)}"
        name, days = safe(wording.report_name(report)), safe(wording.when(report.published))
        yield f"- {name}, {days}, SHA-256 {safe(report.sha256)}{state}"
    yield ""


def _foot(d: Dossier) -> Iterator[str]:
    yield "---"
    yield ""
    yield "Nothing was sent anywhere, and this file gives no verdict. A person decides."
    yield ""
    yield f"Run {safe(d.run)}, Counterclaim {safe(d.version)}. {safe(d.notice)}"
