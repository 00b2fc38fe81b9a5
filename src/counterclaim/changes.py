"""Two runs → what changed, from what to what, and through which report, decision, rule or version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from counterclaim.decide import about
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Answer, Event, Finding, Grade, Lineage, Question, Run, Tally
from counterclaim.records.words import DecisionKind, Take
from counterclaim.standards import names, standard, titled

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two runs.

    `importance` is 1 for what another reader must hear first (another grade of a leading standard, a dispute that came
    or went, another range), 2 for other news (an event, an answer, a denial, who is counted), 3 for what follows from
    it, 4 for the claims and edges themselves. `what` is added, removed or changed; `table` and `id` name the thing;
    `event` is the id of its event in the newer run (in the older for what is gone; empty for lineage); `about` says in
    words what `before` and `after` are values of; `through` names what brought it: `report r_…`, `decision N`,
    `version`, `extractor`, `settings`, `registry`.
    """

    importance: int
    what: str
    table: str
    id: str
    event: str
    about: str
    before: str
    after: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One run with what it says."""

    run: Run
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    grades: tuple[Grade, ...]
    lineage: tuple[Lineage, ...]


def changes(old: Judged, new: Judged, decisions: Sequence[Decision]) -> tuple[Change, ...]:
    """Give what changed, the most important first: inside one importance event by event, then claims, then lineage.

    Takes two runs and all decisions of the case. An event of the older run is the one of the newer that holds most of
    its claims, so a new first report does not make another event of it. What an added or removed event holds is not
    told again thing by thing.
    """
    through = _through(old, new, decisions)
    pairs = _pairs(old, new)
    out: list[Change] = []
    before, after = _view(old), _view(new)
    for event in new.events:
        was = pairs.get(event.id)
        near = through.near(was, event.id, [g.id for g in after.grades[event.id].values()])
        if was is None:
            words = ("", _triple(after.tally(event.id)))
            out.append(_change(2, "events", event.id, event.id, event.title, words, near.all))
        else:
            out += _event(before, after, (was, event.id), near)
    gone = {e.id for e in old.events} - set(pairs.values())
    for event in old.events:
        if event.id in gone:
            why = through.near(event.id, None, []).all
            words = (_triple(before.tally(event.id)), "")
            out.append(_change(2, "events", event.id, event.id, event.title, words, why))
    out += _claims(old, new, pairs, through)
    out += _lineage(old, new, through)
    return tuple(sorted(out, key=lambda c: c.importance))


@dataclass(frozen=True, slots=True)
class _View:
    """What one run says, by event."""

    events: Mapping[str, Event]
    findings: Mapping[str, Finding]
    grades: Mapping[str, Mapping[tuple[str, str, str], Grade]]

    def tally(self, event: str) -> Tally:
        return self.findings[event].tally


def _view(judged: Judged) -> _View:
    grades: dict[str, dict[tuple[str, str, str], Grade]] = defaultdict(dict)
    # The ids of answers and events may differ between runs that mean the same; their words do not.
    subjects = {a.id: f"{q.words} {a.words}" for f in judged.findings for q in f.questions for a in q.answers}
    subjects |= {e.id: "the event" for e in judged.events}
    for grade in judged.grades:
        grades[grade.event][grade.standard, grade.mode, subjects.get(grade.subject, grade.subject)] = grade
    return _View({e.id: e for e in judged.events}, {f.event: f for f in judged.findings}, grades)


def _pairs(old: Judged, new: Judged) -> dict[str, str]:
    """Give, for each event of the newer run, the one of the older that it goes on from: most claims shared first."""
    home = {c: e.id for e in old.events for c in e.claims}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for event in new.events:
        for claim in event.claims:
            if claim in home:
                shared[event.id, home[claim]] += 1
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for (now, was), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if now not in pairs and was not in taken:
            pairs[now] = was
            taken.add(was)
    return pairs


def _event(before: _View, after: _View, ids: tuple[str, str], near: _Near) -> Iterator[Change]:
    """Give what changed inside one event: its name, counts, questions, answers, ranges, grades."""
    was, now = ids
    event, earlier = after.events[now], before.events[was]
    if earlier.title != event.title:
        yield _change(3, "events", now, now, "what the event is called", (earlier.title, event.title), near.all)
    triples = _triple(before.tally(was)), _triple(after.tally(now))
    if triples[0] != triples[1]:
        yield _change(2, "events", now, now, "reports / origins / shown independent", triples, near.all)
    yield from _questions(before.findings[was], after.findings[now], now, near)
    held, given = before.grades[was], after.grades[now]
    for key in sorted(held.keys() | given.keys()):
        one, other = held.get(key), given.get(key)
        words = (_graded(one), _graded(other))
        if words[0] != words[1]:
            why = near.through(_read(one), _read(other))
            about, rank = f"{titled(*key[:2])}: {key[2]}", _weight(key[0], one, other)
            yield _change(rank, "grades", _either(one, other).id, now, about, words, why)


def _weight(name: str, one: Grade | None, other: Grade | None) -> int:
    """Say how important another grade is: first where a leading standard gives another value, last where only its rule
    or a first grade is new."""
    if one is None or other is None or (one.value, one.label) == (other.value, other.label):
        return 3
    return 1 if name in names() and standard(name).get("page") == "first" else 2


def _read(grade: Grade | None) -> frozenset[str]:
    """Give the claims that a grade was given from."""
    return frozenset(text for step in grade.trace for text in step.inputs if text.startswith("c_")) if grade else _NONE


def _questions(old: Finding, new: Finding, event: str, near: _Near) -> Iterator[Change]:
    held = {(q.aspect, q.about): q for q in old.questions}
    given = {(q.aspect, q.about): q for q in new.questions}
    for key in sorted(held.keys() | given.keys()):
        one, other = held.get(key), given.get(key)
        question = _either(one, other)
        words = _contest(one), _contest(other)
        if words[0] != words[1]:
            rank = 1 if "contested" in words else 4
            why = near.through(_asked(one), _asked(other))
            yield _change(rank, "questions", question.id, event, question.words, words, why)
        yield from _answers(one, other, event, near)
    ranges = ({r.label: r for r in old.ranges}, {r.label: r for r in new.ranges})
    claims = [{a.id: a.claims for q in f.questions for a in q.answers} for f in (old, new)]
    for label in sorted(ranges[0].keys() & ranges[1].keys()):
        pair = (ranges[0][label], ranges[1][label])
        if pair[0].range.words() != pair[1].range.words():
            why = near.through(
                *(frozenset(c for a in r.answers for c in of[a]) for r, of in zip(pair, claims, strict=True))
            )
            words = pair[0].range.words(), pair[1].range.words()
            yield _change(1, "ranges", event, event, f"range of {label}", words, why)


def _asked(question: Question | None) -> frozenset[str]:
    return frozenset(c for answer in question.answers for c in answer.claims) if question else _NONE


def _answers(one: Question | None, other: Question | None, event: str, near: _Near) -> Iterator[Change]:
    held = {a.words: a for a in one.answers} if one else {}
    given = {a.words: a for a in other.answers} if other else {}
    question = _either(one, other)
    for words in sorted(held.keys() | given.keys()):
        was, now = held.get(words), given.get(words)
        stood = _stands(was), _stands(now)
        if stood[0] != stood[1]:
            answer = _either(was, now)
            rank = 2 if was is None or now is None or _denying(was) != _denying(now) else 3
            why = near.through(*(frozenset(a.claims) if a else _NONE for a in (was, now)))
            yield _change(rank, "answers", answer.id, event, f"{question.words} {words}", stood, why)


def _denying(answer: Answer) -> frozenset[str]:
    return frozenset(p.agent.id for p in answer.positions if p.take is Take.DENIES)


_NONE = frozenset[str]()


def _claims(old: Judged, new: Judged, pairs: Mapping[str, str], through: _Through) -> Iterator[Change]:
    """Give claims that came, went, say something else or moved to another event."""
    held, given = {c.id: c for c in old.claims}, {c.id: c for c in new.claims}
    titles = {e.id: e.title for e in (*old.events, *new.events)}
    for key in sorted(held.keys() | given.keys()):
        was, now = held.get(key), given.get(key)
        event = _either(was, now).event or ""
        if was and now:
            if replace(was, event=None) != replace(now, event=None):
                words = _said(was), _said(now)
            elif was.event != pairs.get(now.event or "", None if now.event is None else ""):
                words = titles.get(was.event or "", "no event"), titles.get(now.event or "", "no event")
            else:
                continue
        else:
            words = _said(was), _said(now)
        about = f"what {_either(was, now).originator.who.does('says', 'say')}"
        yield _change(4, "claims", key, event, about, words, through.claim(was, now))


def _lineage(old: Judged, new: Judged, through: _Through) -> Iterator[Change]:
    held, given = {e.id: e for e in old.lineage}, {e.id: e for e in new.lineage}
    for key in sorted(held.keys() ^ given.keys()):
        was, now = held.get(key), given.get(key)
        edge = _either(was, now)
        words = (was.evidence if was else "", now.evidence if now else "")
        yield _change(4, "lineage", key, "", f"one voice ({edge.kind.value})", words, through.edge(edge))


@dataclass(frozen=True, slots=True)
class _Through:
    """What brings a change: the reports and decisions behind it, else what differs of the runs as a whole.

    `report_of` gives the report of each claim of either run, `both` the reports that both have claims of.
    """

    old: Mapping[str | None, Sequence[Claim]]
    new: Mapping[str | None, Sequence[Claim]]
    report_of: Mapping[str, str]
    both: frozenset[str]
    decisions: Sequence[Decision]
    touched: Mapping[int, frozenset[str]]
    general: tuple[str, ...]
    grew: bool

    def near(self, was: str | None, now: str | None, grades: Sequence[str]) -> _Near:
        """Give what brought changes to one event, as a whole and for some of its claims."""
        before = {c.id: c for c in self.old.get(was, ())} if was else {}
        after = {c.id: c for c in self.new.get(now, ())} if now else {}
        moved = [c for key, c in (before | after).items() if key not in before or key not in after]
        names = {hop.agent.name for c in (before | after).values() for hop in c.chain}
        subjects = {was, now, *before, *after, *grades, *names, *(c.report for c in (before | after).values())}
        return _Near(self, self._named({c.report for c in moved if not self._had(c.report)}, subjects))

    def moved(self, before: frozenset[str], after: frozenset[str]) -> tuple[str, ...]:
        """Give the reports that brought or took some claims, and the decisions on these; nothing where none did."""
        claims = before ^ after
        reports = {self.report_of[c] for c in claims if c in self.report_of}
        found = self._named({r for r in reports if not self._had(r)}, {*claims, *reports})
        return () if found == self.general else found

    def claim(self, was: Claim | None, now: Claim | None) -> tuple[str, ...]:
        one = _either(was, now)
        reports = set() if (was and now) or self._had(one.report) else {one.report}
        drawn = {one.report} if one.drawn_by else set()
        return self._named(reports, {one.id, *drawn, *(c.event for c in (was, now) if c)})

    def edge(self, edge: Lineage) -> tuple[str, ...]:
        ends: set[str | None] = {edge.a, edge.b}
        reports = {edge.a, edge.b} | {self.report_of[e] for e in (edge.a, edge.b) if e in self.report_of}
        return self._named({r for r in reports if r.startswith("r_") and not self._had(r)}, ends | reports)

    def _had(self, report: str) -> bool:
        """Tell whether both runs have claims of a report, or no report came between them."""
        return not self.grew or report in self.both

    def _named(self, reports: set[str], subjects: set[str | None]) -> tuple[str, ...]:
        acts = [d for d in self.decisions if subjects & self.touched[d.number]]
        found = (*(f"report {r}" for r in sorted(reports)), *(f"decision {d.number}" for d in acts))
        return found or self.general


@dataclass(frozen=True, slots=True)
class _Near:
    """What brought changes to one event: `all` of it, where nothing nearer can be shown for a thing."""

    found: _Through
    all: tuple[str, ...]

    def through(self, before: frozenset[str], after: frozenset[str]) -> tuple[str, ...]:
        """Give what brought a change of something that stands on some claims."""
        return self.found.moved(before, after) or self.all


def _through(old: Judged, new: Judged, decisions: Sequence[Decision]) -> _Through:
    first, last = sorted(dict(j.run.counts).get("decisions", 0) for j in (old, new))
    touched: dict[int, frozenset[str]] = {}
    for made in decisions:
        own = about(made)
        undone = made.kind is DecisionKind.UNDO and made.subject.isdigit()
        touched[made.number] = own | (touched.get(int(made.subject), frozenset()) if undone else frozenset())
    between = [d for d in decisions if first < d.number <= last]
    grew = dict(old.run.counts).get("reports") != dict(new.run.counts).get("reports")
    general = _general(old.run, new.run)
    report_of = {c.id: c.report for c in (*old.claims, *new.claims)}
    both = frozenset(c.report for c in old.claims) & frozenset(c.report for c in new.claims)
    events = _by_event(old.claims), _by_event(new.claims)
    return _Through(*events, report_of, both, between, touched, general, grew)


def _general(old: Run, new: Run) -> tuple[str, ...]:
    """Name what differs between two runs as a whole."""
    named = (("version", old.version, new.version), ("extractor", old.extractor, new.extractor))
    out = [f"{name} {a} → {b}" for name, a, b in named if a != b]
    out += ["settings"] if old.settings != new.settings else []
    out += ["registry"] if dict(old.counts).get("registry") != dict(new.counts).get("registry") else []
    return tuple(out) or ("other reports of the case",)


def _by_event(claims: Sequence[Claim]) -> Mapping[str | None, Sequence[Claim]]:
    out: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        out[claim.event].append(claim)
    return out


def _change(  # noqa: PLR0913 - the fields of one row
    importance: int, table: str, key: str, event: str, about: str, words: tuple[str, str], through: tuple[str, ...]
) -> Change:
    what = "added" if not words[0] else "removed" if not words[1] else "changed"
    return Change(importance=importance, what=what, table=table, id=key, event=event, about=about, before=words[0],
                  after=words[1], through=through)  # fmt: skip


def _triple(tally: Tally) -> str:
    return f"{tally.reports} / {tally.origins} / {tally.shown_independent}"


def _contest(question: Question | None) -> str:
    return "" if question is None else "contested" if question.contested else "not contested"


def _stands(answer: Answer | None) -> str:
    """Say who stands where on an answer: "asserts: A, B; denies: C"."""
    if answer is None:
        return ""
    by = {take: sorted({p.agent.name for p in answer.positions if p.take is take}) for take in Take}
    stands = "; ".join(f"{take.value}: {', '.join(names)}" for take, names in by.items() if names)
    return f"{stands} ({_triple(answer.tally)})"


def _graded(grade: Grade | None) -> str:
    if grade is None:
        return ""
    by = f"set by {grade.override}" if grade.override else grade.rule
    return f"{grade.label or grade.value} ({by})" if by else grade.label or grade.value


def _said(claim: Claim | None) -> str:
    return "" if claim is None else f"{claim.stance.value} {claim.aspect.value} = {claim.value}"


def _either(was: R | None, now: R | None) -> R:
    """Give the later of two records of which one may be missing."""
    found = was if now is None else now
    assert found is not None  # noqa: S101 - keys come from one of the two runs
    return found
