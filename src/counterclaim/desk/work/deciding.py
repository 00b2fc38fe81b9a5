"""Deciding: a form is first shown with what it would change, then kept, then settled; each decision has its undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from counterclaim import decide
from counterclaim.acting import Looked, Overtaken, decide_on, known_in, selected
from counterclaim.changes import Change
from counterclaim.desk.answer import Plain
from counterclaim.desk.material import graded
from counterclaim.desk.opened import Opened
from counterclaim.desk.work.act import Act, Done, Posted, short
from counterclaim.desk.work.naming import in_words
from counterclaim.errors import NotInCase, UsageError
from counterclaim.narrowed import WITHHELD, WITHHELD_BY, names_in, renamed
from counterclaim.people import Permission
from counterclaim.previewing import Preview, preview
from counterclaim.protecting import written
from counterclaim.records.codec import to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.words import DecisionKind
from counterclaim.store import CaseFolder

#: What begins the name of a field that a decision sets.
SETS = "f."
#: Where a form may lead back to.
PLACES = ("/events", "/reports", "/agents", "/origins", "/review", "/work", "/")
#: The reason of what is only tried; it is never kept.
TRIED = "tried"
#: Letters of a reason, of the words that a claim is drawn from, and of anything else that a decision sets.
REASON_MAX, TEXT_MAX, VALUE_MAX = 2_000, 4_000, 500
#: Changes that a preview shows one by one.
SHOWN = 40
#: What stands for "nothing is set" in a choice.
NOTHING = ("", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A decision's form as it was sent, to be sent once more."""

    kind: str
    subject: str
    sets: tuple[tuple[str, str], ...]
    reason: str
    event: str
    back: str
    seen: int


def form_of(posted: Posted) -> Form:
    """Give the form of a decision. Raises UsageError where a part is missing."""
    sets = tuple(
        (key.removeprefix(SETS), value)
        for key in sorted(posted.fields)
        if key.startswith(SETS) and (value := ",".join(posted.all(key))) not in NOTHING
    )
    for key, value in sets:
        if key != "claims":  # as many as an event has
            short(value, key, TEXT_MAX if key == "text" else VALUE_MAX)
    seen = posted.text("seen") or "0"
    if not seen.isdecimal() or len(seen) > 18:
        raise UsageError("the number of decisions that were seen", seen[:20], "Open the page again.")
    kind, moved = posted.text("kind"), posted.text("move")
    if moved:
        verb, _, other = moved.partition(":")
        kind, sets = ("join-origins", (("with", other),)) if verb == "join" else ("split-origin", (("from", other),))
    return Form(
        kind=kind or posted.needed("kind", "what is decided"),
        subject=posted.needed("subject", "what it is decided on"),
        sets=sets,
        reason=posted.text("reason", REASON_MAX),
        event=posted.text("event"),
        back=back_to(posted.text("back")),
        seen=int(seen),
    )


def back_to(path: str) -> str:
    """Give a page of this desk to lead back to; whatever else was sent leads to the overview."""
    inside = path.startswith(PLACES) and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside else "/"


@contextmanager
def opened(path: Path) -> Iterator[CaseFolder]:
    """Open a case for one act: whoever writes opens it for themselves."""
    case = CaseFolder.open(path)
    try:
        yield case
    finally:
        case.close()


def called(posted: Posted, whole: CaseFolder) -> Mapping[str, str]:
    """Give what the events and grades that somebody sees are called in the whole case, where they see less of it."""
    return names_in(whole, posted.desk.folder) if posted.desk.folder.path != whole.path else {}


def near(case: Opened, event: str) -> frozenset[str]:
    """Give the ids around an event: itself, its claims, its grades, its reports, and what decisions call these."""
    if case.found is None or not event:
        return frozenset()
    return case.kept(("near", event), lambda: _near(case, event))


def _near(case: Opened, event: str) -> frozenset[str]:
    rows = case.index.rows("SELECT id, report FROM claims WHERE event = ?", (event,))
    ids = {event, *(r[0] for r in rows), *(r[1] for r in rows), *(g["id"] for g in graded(case, event))}
    return frozenset(ids | {was for was, now in case.settled.renamed if now in ids})


def decided(posted: Posted) -> Done:
    """Show what a decision would change, or make it."""
    form = form_of(posted)
    posted.names_nobody("a decision", form.reason, *written(form.kind, form.subject, form.sets))
    if form.kind == DecisionKind.CLAIM:
        form = replace(form, sets=selected(posted.desk.folder, form.subject, form.sets))
    # What a decision would change may be looked at before its reason is written; only making it needs one.
    why = form.reason or (TRIED if posted.text("step") == "preview" else "")
    made = decide.decision(form.kind, form.subject, form.sets, (posted.reader.name, posted.at), why)
    past = posted.desk.folder.decisions()
    with opened(posted.desk.folder.path) as seen:
        # What its maker may not see is not there to be decided on, and changes nothing in a preview.
        decide.check(made, known_in(seen, made)(past))
        if posted.text("step") == "preview":
            return _shown(form, made, preview(seen, made, form.event), decide.last(past))
    looked = Looked(form.seen, near(posted.desk.open(), form.event))
    try:
        with opened(posted.jobs.path) as case:
            stored = decide_on(case, renamed(made, called(posted, case)), looked)
    except Overtaken as error:
        return _overtaken(posted, form, made, error)
    job = posted.jobs.settle(posted.reader.name)
    mark = "&" if "?" in form.back else "?"
    page, _, part = form.back.partition("#")
    back = f"{page}{mark}decided={stored.number}" + (f"#{part}" if part else "")
    return Done(to=back, plain={"decision": to_plain(stored), "job": job.id})


def _shown(form: Form, made: Decision, found: Preview, seen: int) -> Done:
    grades = sorted(found.grades, key=lambda c: c.importance)
    rows = once(grades)
    others = [c for c in found.changes if c.table != "grades" and c.importance <= 3]
    values = {
        "form": form,
        "seen": seen,
        "made": made,
        "grades": rows[:SHOWN],
        "others": others[:SHOWN],
        "more": max(0, len(rows) - SHOWN) + max(0, len(others) - SHOWN),
        "whole": found.whole,
    }
    plain = {
        "whole": found.whole,
        "grades": [plain_change(c) for c in grades],
        "rows": [to_plain(row) for row in rows],
        "others": [plain_change(c) for c in others],
    }
    return Done(page=("previewed.html", "review", values), plain=plain)


@dataclass(frozen=True, slots=True)
class Row:
    """A grade before and after, as a person reads it: once, with all the modes of its standard that say the same."""

    about: str
    before: str
    after: str


def once(grades: Sequence[Change]) -> list[Row]:
    """Give what changes of grades, each once: a source has one letter, in each mode and wherever it speaks."""
    told: dict[tuple[str, ...], dict[str, None]] = {}
    for c in grades:
        of, _, what = c.about.partition(": ")
        title, bracket, mode = of.rpartition(" (")
        key = (title if bracket else of, what, c.before, c.after)
        told.setdefault(key, {})[mode.rstrip(")") if bracket else ""] = None
    rows = []
    for (title, what, before, after), modes in told.items():
        way = f" ({', '.join(modes)})" if any(modes) else ""
        rows.append(Row(f"{title}{way}: {what}" if what else f"{title}{way}", before, after))
    return rows


def plain_change(change: Change) -> Plain:
    """Give a change as a program reads it."""
    told: Plain = to_plain(change)
    return told


def _overtaken(posted: Posted, form: Form, made: Decision, error: Overtaken) -> Done:
    seen, by = decide.last(error.by), error.by
    told = {"expected": error.expected, "came": error.came, "todo": error.todo}
    if posted.desk.folder.path != posted.jobs.path:
        # Not all of them may be for this person: what they decided is on the page of the event, as far as it is.
        by = tuple(replace(d, subject="", fields=(), reason=WITHHELD) for d in by)
        told["came"] = f"decision {seen}, by {by[-1].who}"
    values = {"form": form, "seen": seen, "made": made, "by": in_words(posted.desk.open(), by)}
    plain = {"error": told, "by": [to_plain(d) for d in by], "seen": seen}
    return Done(page=("overtaken.html", "review", values), plain=plain, status=409)


def undone(posted: Posted) -> Done:
    """Take a decision back by a decision of its own."""
    number = str(posted.names["number"])
    by, why = (posted.reader.name, posted.at), posted.text("reason", REASON_MAX)
    posted.names_nobody("a reason", why)
    made = decide.decision(DecisionKind.UNDO.value, number, (), by, why)
    if all(str(d.number) != number or d.who == WITHHELD_BY for d in posted.desk.folder.decisions()):
        raise NotInCase("the number of a decision", number, "The page of its event names it.")
    with opened(posted.jobs.path) as case:
        stored = decide_on(case, made)
    posted.jobs.settle(posted.reader.name)
    return Done(to=back_to(posted.text("back")), plain={"decision": to_plain(stored)})


ACTS = (
    Act(path="/decide", permission=Permission.DECIDE, do=decided),
    Act(path="/undo/{number:number}", permission=Permission.DECIDE, do=undone),
)
