"""A made world told in texts, and traced: which reports of a question are one origin."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

import numpy as np

from counterclaim.records.extent import TimeRange
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.settings import Settings
from counterclaim.trace import report_origins
from counterclaim.tracing import lineage
from evals.reuse.edits import KINDS
from evals.reuse.made import DAY
from evals.reuse.words import Chain
from evals.truth.worlds import Made

WORDS = (120, 260)


@dataclass(frozen=True, slots=True)
class Told:
    """The origin of each report by source and question, and on how many questions two sources are one origin."""

    origin: dict[tuple[str, str], int]
    together: Counter[tuple[str, str]]

    def by_origins(self, made: Made) -> float:
        """Give the accuracy of one vote for each origin of a question: its most frequent answer."""
        groups: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for source, question, value, _ in made.rows:
            groups[question][self.origin[source, question]][value] += 1
        votes = {q: Counter(_first(c) for c in origins.values()) for q, origins in groups.items()}
        return float(np.mean([_first(votes[q]) == right for q, right in made.right.items() if q in votes]))

    def by_reports(self, made: Made) -> float:
        """Give the accuracy of one vote for each report."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for _, question, value, _ in made.rows:
            votes[question][value] += 1
        return float(np.mean([_first(votes[q]) == right for q, right in made.right.items() if q in votes]))

    def copies_found(self, made: Made) -> float:
        """Give the share of copied reports that are one origin with the hub's."""
        asked = [(s, q, h) for (s, q), h in made.taken.items() if (h, q) in self.origin]
        return sum(self.origin[s, q] == self.origin[h, q] for s, q, h in asked) / max(len(asked), 1)


def _first(counts: Counter[str]) -> str:
    """Give the most frequent value; of equal ones the first by name."""
    return min(counts, key=lambda v: (-counts[v], v))


def told(made: Made, chain: Chain, seed: int) -> Told:
    """Write a report for each answer, trace all of them, and give the origins."""
    draw = np.random.default_rng(seed + 1_000)
    value = {(s, q): v for s, q, v, _ in made.rows}
    kinds, shares = list(KINDS), np.array([share for share, _ in KINDS.values()])
    bodies: dict[tuple[str, str], list[str]] = {}
    reports = []
    hubs = set(made.taken.values())
    for source, question in sorted(value, key=lambda key: (key[1], key[0] not in hubs, key[0])):
        hub = (made.taken.get((source, question), ""), question)
        at = DAY + timedelta(days=int(question[1:]) % 300, minutes=int(draw.integers(0, 600)))
        answer = f"Asked about {question}, the clerk answered {value[source, question]}.".split()
        if hub in bodies:
            edit = KINDS[str(draw.choice(kinds, p=shares / shares.sum()))][1]
            swap = {f"{value[hub]}.": f"{value[source, question]}."}
            body = [swap.get(w, w) for piece, _ in edit(draw, chain, bodies[hub]) for w in piece]
            at = at.replace(hour=12) + timedelta(minutes=int(draw.integers(0, 2_000)))
        else:
            body = chain.prose(draw, int(draw.integers(*WORDS)))
            place = int(draw.integers(1, max(2, len(body) // 3)))
            body = body[:place] + answer + body[place:]
            bodies[source, question] = body
        day = at.date().isoformat()
        reports.append(
            Report(
                id=f"{source} {question}", capture="", locator="", path="", publisher=source, author=None,
                published=TimeRange(day, day, True), minute=at.strftime("%Y-%m-%dT%H:%MZ"), language="en", title=None,
                text=" ".join(body), sha256="",
            )
        )  # fmt: skip
    return _origins(reports)


def _origins(reports: list[Report]) -> Told:
    found = report_origins(reports, lineage(reports, (), Registry(), Settings()))
    origin: dict[tuple[str, str], int] = {}
    together: Counter[tuple[str, str]] = Counter()
    for number, one in enumerate(found):
        by_question: dict[str, list[str]] = defaultdict(list)
        for member in one.members:
            source, question = member.split(" ")
            origin[source, question] = number
            by_question[question].append(source)
        for sources in by_question.values():
            together.update(combinations(sorted(set(sources)), 2))
    return Told(origin, together)
