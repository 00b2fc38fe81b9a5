"""The timeline: what happened on which day by whose word, when it was said, and when it was published."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.compose.material import Material
from counterclaim.compose.saying import short
from counterclaim.english import sentence, together
from counterclaim.records.claim import Claim
from counterclaim.records.dossier import Moment
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, Stance, Take
from counterclaim.weigh import clause, stand, verb

#: Which date a point of the timeline stands on.
HAPPENED, SAID, PUBLISHED = "happened", "said", "published"
#: Aspects whose claims stand in the timeline, in the order of one day; stances that give no word for an answer.
_NO_WORD = frozenset({Stance.RETRACT, Stance.QUESTION})
_DATED = (Aspect.OCCURRENCE, Aspect.CONTROL, Aspect.DAMAGE, Aspect.COUNT)


def timeline(material: Material) -> tuple[Moment, ...]:
    """Give the days of happening by the claims, of publication, and of saying where a source changed its word."""
    # The order in which they are given is that of one day: what happened, who changed its word, what was published.
    moments = [*_happened(material), *_said(material), *_published(material)]
    return tuple(sorted(moments, key=lambda m: (m.start, m.end)))


def _happened(material: Material) -> Iterator[Moment]:
    """Give one point for each answer on each range of days that claims date it to, and one for who denies it."""
    # A number that its source has replaced did not happen: the days on which it was said stand beside.
    gone = {a for group in material.finding.ranges for a in group.superseded}
    answers = {c: (q, a) for q in material.finding.questions for a in q.answers if a.id not in gone for c in a.claims}
    seen: dict[tuple[int, str, bool], list[Claim]] = {}
    days: dict[tuple[int, str, bool], tuple[str, str]] = {}
    for claim in material.claims:
        # Who takes an answer back, or asks, has not given its word for it.
        if claim.time and claim.id in answers and claim.aspect in _DATED and claim.stance not in _NO_WORD:
            question, answer = answers[claim.id]
            denied = stand(claim) is Take.DENIES
            words = clause(question.aspect, answer.as_said((claim.id,)) if denied else answer, question.about)
            key = (_DATED.index(claim.aspect), f"{claim.time.start} {claim.time.end} {words}", denied)
            seen.setdefault(key, []).append(claim)
            days[key] = (claim.time.start, claim.time.end)
    for key, claims in sorted(seen.items(), key=lambda s: (s[0][2], s[0])):
        (start, end), words = days[key], key[1].split(" ", 2)[2]
        who = together(c.originator.who for c in claims)
        told = f"{who.does('denies', 'deny')} that {words}" if key[2] else f"{words}, by the word of {who.words}"
        ids = tuple(c.id for c in claims)
        yield Moment(start=start, end=end, precise=start == end, words=sentence(told), kind=HAPPENED, claims=ids)


def _said(material: Material) -> Iterator[Moment]:
    """Give the days on which a source first gave each of the answers that it gave one after another, under its name."""
    speakers = {c.id: c.originator for c in material.claims}
    for history in material.finding.histories:
        for stage in history.stages:
            if stage.said is not None:
                who = together(speakers.get(c, history.agent).who for c in stage.claims)
                words = f"{who.does(*verb(stage))} “{stage.words}”"
                yield Moment(
                    start=stage.said.start, end=stage.said.end, precise=stage.said.precise, words=sentence(words),
                    kind=SAID, claims=stage.claims,
                )  # fmt: skip


def _published(material: Material) -> Iterator[Moment]:
    mine = set(material.event.reports)
    order = sorted(material.reports, key=lambda r: (r.minute or "~", r.publisher or "", r.id))
    for report in order:
        if report.published and report.id in mine:
            yield Moment(
                start=report.published.start, end=report.published.end, precise=report.published.precise,
                words=_publication(report), kind=PUBLISHED, claims=(),
            )  # fmt: skip


def _publication(report: Report) -> str:
    """Say what was published; a file's name is no publisher."""
    what, who = report.title or short(report.text), report.publisher or report.author
    return sentence(f"{who} publishes “{what}”" if who else f"“{what}” is published")
