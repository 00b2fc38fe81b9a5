"""Analysts' decisions on voices: which claims, speakers and reports are one, and which are not.

A decision on two claims is one on their speakers, in every event in which both speak; one on two reports is one on what
they say themselves or have from people without a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.canonical import identifier
from counterclaim.english import head
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Lineage
from counterclaim.records.naming import PER_REPORT, normal_name
from counterclaim.records.words import COPIES, DecisionKind, LineageKind

#: Claims of one speaker by event, each in the order of their ids.
_Said = dict[str, list[str]]


def over_lineage(
    lineage: Sequence[Lineage], decisions: Sequence[Decision], claims: Sequence[Claim] = ()
) -> tuple[Lineage, ...]:
    """Give the edges after analysts split and joined origins.

    `split-origin A from=B` takes out every edge between two claims or reports, and between two reports also those that
    say that claims of one are copied from the other; `join-origins A with=B` puts one in, and one in each event between
    what the two stand for.
    """
    edges, home, told = list(lineage), {c.id: c.report for c in claims}, _Told(claims)
    for made in decisions:
        if made.kind is DecisionKind.SPLIT_ORIGIN:
            ends = {made.subject, made.field("from")}
            edges = [
                e for e in edges
                if {e.a, e.b} != ends and not (e.kind in COPIES and {home.get(e.a), home.get(e.b)} == ends)
            ]  # fmt: skip
        elif made.kind is DecisionKind.JOIN_ORIGINS:
            text = f"Joined by {made.who}: {made.reason}"
            for other in made.field("with").split(","):
                # A report joined with another is taken as its copy; a claim, as going back to the same speaker.
                kind = LineageKind.QUOTES if made.subject in home and other in home else LineageKind.SAME_TEXT
                for a, b in dict.fromkeys([(made.subject, other), *told.alike(made.subject, other)]):
                    key = identifier("l", "decision", a, b)
                    edges.append(Lineage(id=key, kind=kind, a=a, b=b, first=None, evidence=text))
    return tuple(edges)


def apart(decisions: Sequence[Decision], claims: Sequence[Claim] = ()) -> tuple[tuple[str, str], ...]:
    """Give the pairs that analysts split and nobody joined again: the first leaves the origin of the second.

    They are the claims or reports that a decision names, and the claims that these stand for.
    """
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    told = _Told(claims)
    for made in decisions:
        if made.kind is DecisionKind.SPLIT_ORIGIN:
            pair = (made.subject, made.field("from"))
            pairs[frozenset(pair)] = pair
        elif made.kind is DecisionKind.JOIN_ORIGINS:
            for other in made.field("with").split(","):
                pairs.pop(frozenset((made.subject, other)), None)
    return tuple(sorted({p for pair in pairs.values() for p in (pair, *told.against(*pair))}))


class _Told:
    """The claims of a case, by what a decision on one of them, or on a report, is about."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._by_id = {c.id: c for c in claims}
        self._of_report: dict[str, list[Claim]] = defaultdict(list)
        self._of_speaker: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=lambda c: c.id):
            self._of_report[claim.report].append(claim)
            self._of_speaker[claim.originator.id].append(claim)

    def alike(self, subject: str, other: str) -> Iterator[tuple[str, str]]:
        """Give, for each event, claims that are one voice where the subject and the other are."""
        for mine, theirs in self._sides(subject, other):
            for event in sorted(mine.keys() & theirs.keys()):
                yield mine[event][0], theirs[event][0]

    def against(self, subject: str, other: str) -> Iterator[tuple[str, str]]:
        """Give the claims that leave where the subject does, each with one in its event that stays."""
        sides = list(self._sides(subject, other))
        stay: dict[str, set[str]] = defaultdict(set)
        for _, theirs in sides:
            for event, ids in theirs.items():
                stay[event].add(ids[0])
        for mine, _ in sides:
            for event, ids in mine.items():
                yield from ((a, b) for a in ids for b in sorted(stay.get(event, ())) if a != b)

    def _sides(self, subject: str, other: str) -> Iterator[tuple[_Said, _Said]]:
        """Give what two things stand for: two speakers for two claims; for two reports, those that they share."""
        if subject in self._by_id and other in self._by_id:
            one, two = self._by_id[subject], self._by_id[other]
            mine, theirs = self._of_speaker[one.originator.id], self._of_speaker[two.originator.id]
            if one.originator == two.originator:  # one name: what the first report has from it leaves
                mine = [c for c in mine if c.report == one.report]
                theirs = [c for c in theirs if c.report != one.report]
            yield _by_event(mine), _by_event(theirs)
        elif subject in self._of_report and other in self._of_report:
            mine_of, theirs_of = _unnamed(self._of_report[subject]), _unnamed(self._of_report[other])
            for who in sorted(mine_of.keys() & theirs_of.keys()):
                yield _by_event(mine_of[who]), _by_event(theirs_of[who])


def _by_event(claims: Iterable[Claim]) -> _Said:
    found: _Said = defaultdict(list)
    for claim in claims:
        if claim.event is not None:
            found[claim.event].append(claim.id)
    return dict(found)


def _unnamed(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    """Give what a report says itself and has from people without a name, by the noun that tells these."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if len(claim.chain) == 1:
            found[""].append(claim)
        elif claim.originator.kind in PER_REPORT:
            found[normal_name(head(claim.originator.name)).rsplit(" ", 1)[-1].removesuffix("s")].append(claim)
    return found
