"""What people say of an event beside deciding: comments, who is to look at it, and second reviews of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim import decide
from counterclaim.acting import act_on
from counterclaim.desk.opened import Opened
from counterclaim.desk.work.act import Act as Route
from counterclaim.desk.work.act import Done, Posted
from counterclaim.desk.work.deciding import back_to, called, near, opened
from counterclaim.errors import NotInCase, UsageError
from counterclaim.narrowed import WITHHELD_BY
from counterclaim.people import Permission, Sensitivity, roles
from counterclaim.records.act import Act, ActKind
from counterclaim.records.codec import to_plain
from counterclaim.records.decision import Decision
from counterclaim.records.naming import says

#: What a second reader says of a decision.
VERDICTS = ("agree", "disagree")
_NAME_MAX = 200
#: Comments that a page shows: the latest. Its twin has all.
SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of one event: comments in order, who is to look at it, and the second reviews of its decisions.

    `last_words` are the numbers of the reviews that stand: the last of each person on a decision; `waiting` are the
    numbers of the decisions that nobody but their maker has looked at.
    """

    comments: tuple[Act, ...]
    assigned: str
    reviews: tuple[Act, ...]
    last_words: tuple[int, ...]
    waiting: tuple[int, ...]

    @property
    def latest(self) -> tuple[Act, ...]:
        """Give the comments that a page shows."""
        return self.comments[-SHOWN:]


def said_on(case: Opened, event: str, decisions: Sequence[Decision]) -> Said:
    """Give what was said of an event."""
    acts = case.acts()
    around = near(case, event)
    mine = decide.since(decisions, 0, around)
    numbers = {str(d.number) for d in mine}
    reviews = tuple(a for a in acts if a.kind is ActKind.REVIEW and a.subject in numbers)
    standing = {d.number for d in decide.standing(decisions)}
    read = {a.subject for a in reviews}
    assigned = [a.field("to") for a in acts if a.kind is ActKind.ASSIGN and a.subject == event]
    return Said(
        comments=tuple(a for a in acts if a.kind is ActKind.COMMENT and a.subject in around),
        assigned=assigned[-1] if assigned else "",
        reviews=reviews,
        last_words=tuple(sorted({(a.subject, a.who): a.number for a in reviews}.values())),
        waiting=tuple(d.number for d in mine if d.number in standing and str(d.number) not in read),
    )


def kept(posted: Posted, kind: ActKind, subject: str, words: str, **fields: str) -> Done:
    """Keep an act of whoever sent a form, and lead back to where the form says.

    Raises UsageError where its words name somebody whom the case protects, as far as its sender sees the case.
    """
    posted.names_nobody("words", words)
    pairs = tuple(sorted(fields.items()))
    made = Act(number=0, kind=kind, subject=subject, fields=pairs, who=posted.reader.name, at=posted.at, words=words)
    with opened(posted.jobs.path) as case:
        stored = act_on(case, replace(made, subject=called(posted, case).get(subject, subject)), once=True)
    return Done(to=back_to(posted.text("back")), plain={"act": to_plain(stored)})


def _known(posted: Posted) -> str:
    """Give the event, report or claim that a form is about. Raises NotInCase for what the run does not hold."""
    subject = posted.needed("subject", "what it is about")
    index = posted.desk.open().index
    for table in ("events", "reports", "claims"):
        if index.one(f"SELECT 1 FROM {table} WHERE id = ?", (subject,)):  # noqa: S608 - one of three names above
            return subject
    raise NotInCase("an event, report or claim of this run", subject, "Open its page and send the form again.")


def commented(posted: Posted) -> Done:
    """Keep a comment."""
    words = posted.needed("words", "a comment")
    return kept(posted, ActKind.COMMENT, _known(posted), words)


def assigned(posted: Posted) -> Done:
    """Say who is to look at an event."""
    to = posted.text("to", _NAME_MAX)
    if posted.reader.team and to:
        with opened(posted.jobs.path) as case:
            here = roles(case.acts())
        if to not in here:
            raise UsageError(f"one of this desk: {', '.join(sorted(here))}", to, "Write the name as it stands there.")
    else:
        posted.names_nobody("a name", to)
    return kept(posted, ActKind.ASSIGN, _known(posted), posted.text("words"), to=to)


def classified(posted: Posted) -> Done:
    """Say who may see a report from now on."""
    report, level = posted.needed("subject", "a report"), posted.text("level")
    if level not in set(Sensitivity):
        raise UsageError(f"one of {', '.join(Sensitivity)}", level or "nothing", "Choose one.")
    if not posted.desk.folder.reports_of((report,)):
        raise NotInCase("a report of this case", report, "Open its page and send the form again.")
    why = posted.needed("words", "why")
    return kept(posted, ActKind.SENSITIVITY, report, why, level=level)


def reviewed(posted: Posted) -> Done:
    """Keep what a second person says of a decision. Raises UsageError where it is their own."""
    number, verdict = str(posted.names["number"]), posted.text("verdict")
    if verdict not in VERDICTS:
        raise UsageError("agree or disagree", verdict or "nothing", "Say which.")
    words = posted.text("words")
    if verdict == "disagree" and not says(words):
        todo = "Write it into the field beside the button, so that who decided can answer."
        raise UsageError("a reason in words why you do not agree", "no words", todo)
    made = next((d for d in posted.desk.decisions() if str(d.number) == number), None)
    if made is None or made.who == WITHHELD_BY:
        raise NotInCase("the number of a decision", number, "The list of decisions has them all.")
    if made.who == posted.reader.name:
        raise UsageError("a second person", "the one who decided", "Ask somebody else to look at it.")
    return kept(posted, ActKind.REVIEW, number, words, verdict=verdict)


ACTS = (
    Route(path="/comment", permission=Permission.COMMENT, do=commented),
    Route(path="/assign", permission=Permission.ASSIGN, do=assigned),
    Route(path="/classify", permission=Permission.CLASSIFY, do=classified),
    Route(path="/second/{number:number}", permission=Permission.REVIEW, do=reviewed),
)
