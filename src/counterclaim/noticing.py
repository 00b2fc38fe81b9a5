"""What is to be noticed in a case: questions that reports answer, and pages that were changed or taken down.

Each becomes one small Markdown file, whose name and words depend on what happened alone: a folder of notices can be
filled again and again, and holds each once. The folder is for others to look at: names that the case protects are not
in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim import durable, watch
from counterclaim.canonical import identifier
from counterclaim.english import counted, day_words
from counterclaim.records.claim import Claim
from counterclaim.render.book import publisher_of
from counterclaim.store import CaseFolder
from counterclaim.watch.pages import EDITED, folded
from counterclaim.withholding import gate

#: Stretches of a changed page that a notice holds, and letters of what is the same between them.
STRETCHES, SAME = 40, 80


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to notice: the name of its file, the day and the words of its title, its text."""

    name: str
    day: str
    title: str
    text: str


def changed_pages(case: CaseFolder) -> tuple[watch.PageChange, ...]:
    """Give what changed of pages that the case saw more than once, and which are gone, the latest first."""
    shared: dict[str, list[str]] = {}
    for key, address in case.addresses():
        shared.setdefault(folded(address), []).append(key)
    missing = [(dict(a.facts).get("address", ""), a) for a in case.not_there(watch.GONE_STATUS)]
    lost = {folded(address) for address, _ in missing}
    wanted = [key for page, keys in shared.items() if len(keys) > 1 or page in lost for key in keys]
    if not wanted:
        return ()
    first: dict[str, str] = {}
    for sha256, _, at in case.arrivals():
        first[sha256] = min(first.get(sha256, at), at)
    reports = case.reports_of(wanted)
    came = {r.id: first.get(r.capture, "") for r in reports}
    gone = [(address, first.get(a.capture, ""), dict(a.facts).get("status", "")) for address, a in missing if address]
    return watch.page_changes(reports, came, gone)


def answers(case: CaseFolder, today: str) -> tuple[watch.Answered, ...]:
    """Give what answers the questions that people ask, from the current run; nothing before the first."""
    questions = watch.asked(case.acts())
    if not questions or case.runs.current() is None:
        return ()
    reports = {r.id: r for r in case.reports()}
    days = [r.published.start for r in reports.values() if r.published is not None]
    claims = [c for c in case.runs.table("claims", Claim) if c.event is not None]

    def count(start: str, end: str) -> int:
        return sum(start <= day <= end for day in days)

    published = {key: r.published for key, r in reports.items()}
    return tuple(watch.answered(q, claims, published, today, count) for q in questions)


def notices(case: CaseFolder, today: str) -> tuple[Notice, ...]:
    """Give all there is to notice, the latest first."""
    found = [*_of_pages(case), *_of_questions(case, today)]
    return tuple(sorted(found, key=lambda n: (n.day, n.name), reverse=True))


def write(case: CaseFolder, today: str, folder: Path) -> tuple[Path, ...]:
    """Write the notices that a folder does not hold yet, without what the case protects; give their files.

    Raises CounterclaimError without the key of what is protected.
    """
    shown = gate(case, (), persons=True).withheld
    durable.make_folder(folder)
    new = [(folder / one.name, one) for one in notices(case, today) if not (folder / one.name).exists()]
    for path, one in new:
        durable.write(path, shown.text(one.text).encode())
    return tuple(path for path, _ in new)


def _of_questions(case: CaseFolder, today: str) -> Iterator[Notice]:
    reports = {r.id: r for r in case.reports()}
    for one in answers(case, today):
        q = one.question
        for report, day, claims in one.matches:
            title = f"{publisher_of(reports[report])}: {q.words}"
            text = [
                f"# {title}",
                f"Question {q.number}, asked by {q.who}, for {counted(q.days, 'day')} from {day_words(q.start)} on.",
                f"Report {report}, published on {day_words(day)}, answers it with {counted(len(claims), 'claim')}: "
                f"{', '.join(claims)}.",
            ]
            yield Notice(f"{day}-question-{q.number}-{report}.md", day, title, _joined(text))


def _of_pages(case: CaseFolder) -> Iterator[Notice]:
    changes = changed_pages(case)
    reports = {r.id: r for r in case.reports_of({c.earlier for c in changes})}
    for one in changes:
        day, who = one.again[:10], publisher_of(reports[one.earlier])
        key = identifier("n", one.kind, one.address, one.earlier, one.later, one.again)
        title = f"{who}: {page_words(one)}"
        text = [
            f"# {title}",
            f"Address (not a link): `{one.address}`",
            f"Seen on {day_words(one.seen)} as report {one.earlier}; asked for again on {day_words(one.again)}"
            + (f", as report {one.later}." if one.later else f": the server said {one.status}."),
            *_stretches(one),
        ]
        yield Notice(f"{day}-page-{one.kind}-{key}.md", day, title, _joined(text))


def page_words(one: watch.PageChange) -> str:
    """Say in a few words what happened to a page."""
    if one.kind != EDITED:
        return "a page is gone"
    said = {
        "silent": "a page was changed and does not say so",
        "announced": f"a page was changed, and says so (“{one.says}”)",
    }
    return said.get(one.silence, "a page was changed; whether it says so cannot be judged")


def _stretches(one: watch.PageChange) -> Iterator[str]:
    lines = []
    for piece in one.pieces[:STRETCHES]:
        if piece.kind == "same":
            words = piece.words if len(piece.words) <= 2 * SAME else f"{piece.words[:SAME]} … {piece.words[-SAME:]}"
            lines.append(f"  {words}")
        else:
            lines.append(f"{'-' if piece.kind == 'out' else '+'} {piece.words}")
    if lines:
        yield "```diff\n" + "\n".join(line.replace("```", "'''") for line in lines) + "\n```"


def _joined(text: Sequence[str]) -> str:
    return "\n\n".join(text) + "\n"
