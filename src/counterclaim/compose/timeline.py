"""The timeline: what happened on which day by whose word, when it was said, and when it was published."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.compose.material import Material
from counterclaim.compose.saying import short
from counterclaim.english import sentence, together
from counterclaim.records.claim import Claim
from counterclaim.records.dossier import Moment
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect
from counterclaim.weigh import clause

#: Which date a point of the timeline stands on.
HAPPENED, SAID, PUBLISHED = "happened", "said", "published"
#: Aspects whose claims stand in the timeline.
_DATED = frozenset({Aspect.OCCURRENCE, Aspect.CONTROL, Aspect.DAMAGE, Aspect.COUNT})


def timeline(material: Material) -> tuple[Moment, ...]:
    """Give the days of happening by the claims, of publication, and of saying where a source changed its word."""
    moments = [*_happened(material), *_said(material), *_published(material)]
    return tuple(sorted(moments, key=lambda m: (m.start, m.end, m.kind, m.words)))


def _happened(material: Material) -> Iterator[Moment]:
    """Give one point for each answer on each range of days that claims date it to."""
    told = {c: clause(q.aspect, a, q.about) for q in material.finding.questions for a in q.answers for c in a.claims}
    seen: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in material.claims:
        if claim.time and claim.id in told and claim.aspect in _DATED:
            seen.setdefault((claim.time.start, claim.time.end, told[claim.id]), []).append(claim)
    for (start, end, words), claims in seen.items():
        who = together(c.originator.who for c in claims)
        ids = tuple(c.id for c in claims)
        told_by = sentence(f"{words}, by the word of {who.words}")
        yield Moment(start=start, end=end, precise=start == end, words=told_by, kind=HAPPENED, claims=ids)


def _said(material: Material) -> Iterator[Moment]:
    """Give the days on which a source first gave each of the answers that it gave one after another."""
    for history in material.finding.histories:
        for stage in history.stages:
            if stage.said is not None:
                words = f"{history.agent.who.does('says', 'say')} “{stage.words}”"
                yield Moment(
                    start=stage.said.start, end=stage.said.end, precise=stage.said.precise, words=sentence(words),
                    kind=SAID, claims=stage.claims,
                )  # fmt: skip


def _published(material: Material) -> Iterator[Moment]:
    mine = set(material.event.reports)
    for report in material.reports:
        if report.published and report.id in mine:
            yield Moment(
                start=report.published.start, end=report.published.end, precise=report.published.precise,
                words=_publication(report), kind=PUBLISHED, claims=(),
            )  # fmt: skip


def _publication(report: Report) -> str:
    """Say what was published; a file's name is no publisher."""
    what, who = report.title or short(report.text), report.publisher or report.author
    return sentence(f"{who} publishes “{what}”" if who else f"“{what}” is published")
