"""Two runs → what changed, from what to what, and through which report, decision, rule or version."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from counterclaim.brought import NONE, Judged, Near, Through, brought, either
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.judgement import Answer, Event, Finding, Grade, Question, RangeGroup, Tally
from counterclaim.records.words import Aspect, Take
from counterclaim.standards import names, standard, titled


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two runs.

    `importance` is 1 for what another reader must hear first (another grade of a leading standard, a dispute that came
    or went, another range, who accuses or denies), 2 for other news (an event, an answer, who is counted), 3 for what
    follows from it, 4 for the claims and edges themselves. `what` is added, removed or changed; `table` and `id` name
    the thing; `event` is the id of its event in the newer run (in the older for what is gone; empty for lineage);
    `about` says in words what `before` and `after` are values of; `through` names what brought it: `report r_…`,
    `decision N`, `version`, `extractor`, `settings`, `registry`.
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


def changes(old: Judged, new: Judged, decisions: Sequence[Decision]) -> tuple[Change, ...]:
    """Give what changed, the most important first: inside one importance event by event, then claims, then lineage.

    Takes two runs and all decisions of the case. An event of the older run is the one of the newer that holds most of
    its claims, so a new first report does not make another event of it. What an added or removed event holds is not
    told again thing by thing.
    """
    return tuple(sorted(chain(*stages(old, new, decisions)), key=lambda c: c.importance))


def stages(old: Judged, new: Judged, decisions: Sequence[Decision]) -> tuple[Iterator[Change], ...]:
    """Give what changed in the order in which it is told inside one importance.

    First of the events of the newer run, in its order, then those that are gone, then of claims and of lineage, by id.
    """
    through = brought(old, new, decisions)
    pairs = _pairs(old, new)
    return (
        _held(old, new, pairs, through),
        _gone(old, pairs, through),
        _claims(old, new, pairs, through),
        _lineage(old, new, through),
    )


def _held(old: Judged, new: Judged, pairs: Mapping[str, str], through: Through) -> Iterator[Change]:
    """Give what changed of each event of the newer run."""
    before, after = _view(old), _view(new)
    for event in new.events:
        was = pairs.get(event.id)
        near = through.near(was, event.id, [g.id for g in after.grades[event.id].values()])
        if was is None:
            words = ("", _triple(after.tally(event.id)))
            yield _change(2, "events", event.id, event.id, event.title, words, near.all)
        else:
            yield from _event(before, after, (was, event.id), near)


def _gone(old: Judged, pairs: Mapping[str, str], through: Through) -> Iterator[Change]:
    """Give the events of the older run that do not go on in the newer."""
    before, on = _view(old), set(pairs.values())
    for event in old.events:
        if event.id not in on:
            why = through.near(event.id, None, []).all
            words = (_triple(before.tally(event.id)), "")
            yield _change(2, "events", event.id, event.id, event.title, words, why)


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
    for grade in judged.grades:
        grades[grade.event][grade.standard, grade.mode, grade.subject] = grade
    return _View({e.id: e for e in judged.events}, {f.event: f for f in judged.findings}, grades)


def _pairs(old: Judged, new: Judged) -> dict[str, str]:
    """Give, for each event of the newer run, the one of the older that it goes on from."""
    home = {c: e.id for e in old.events for c in e.claims}
    return paired(Counter((e.id, home[c]) for e in new.events for c in e.claims if c in home))


def paired(shared: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Give, for events of a newer run, the one of the older that each goes on from: most claims shared first.

    Takes how many claims an event of the newer run shares with one of the older.
    """
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for (now, was), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if now not in pairs and was not in taken:
            pairs[now] = was
            taken.add(was)
    return pairs


def _event(before: _View, after: _View, ids: tuple[str, str], near: Near) -> Iterator[Change]:
    """Give what changed inside one event: its name, counts, questions, answers, ranges, grades."""
    was, now = ids
    event, earlier = after.events[now], before.events[was]
    if earlier.title != event.title:
        yield _change(3, "events", now, now, "what the event is called", (earlier.title, event.title), near.all)
    triples = _triple(before.tally(was)), _triple(after.tally(now))
    if triples[0] != triples[1]:
        yield _change(2, "events", now, now, "reports / origins / shown independent", triples, near.all)
    one, other = before.findings[was], after.findings[now]
    same = _same_answers(one, other) | {was: now}
    yield from _questions(one, other, (now, same), near)
    yield from _grades(before.grades[was], after.grades[now], (_subjects(one, other, ids), now, same), near)


def _grades(
    held: Mapping[tuple[str, str, str], Grade],
    given: Mapping[tuple[str, str, str], Grade],
    known: tuple[Mapping[str, str], str, Mapping[str, str]],
    near: Near,
) -> Iterator[Change]:
    """Give the grades that differ, each with that of the same subject: an answer goes on under another id."""
    words, event, same = known
    told = {(*key[:2], same.get(key[2], key[2])): grade for key, grade in held.items()}
    for key in sorted(told.keys() | given.keys(), key=lambda k: (*k[:2], words.get(k[2], k[2]), k[2])):
        one, other = told.get(key), given.get(key)
        graded = (_graded(one), _graded(other))
        if graded[0] != graded[1]:
            name, mode, subject = key
            why = near.through(_read(one), _read(other))
            about, rank = f"{titled(name, mode)}: {words.get(subject, subject)}", _weight(name, one, other)
            yield _change(rank, "grades", either(one, other).id, event, about, graded, why)


def _subjects(old: Finding, new: Finding, events: tuple[str, str]) -> dict[str, str]:
    """Give what a grade is of in words, by the id of its subject."""
    words = {a.id: f"{q.words} {a.words}" for f in (old, new) for q in f.questions for a in q.answers}
    return words | dict.fromkeys(events, "the event")


def _same_answers(old: Finding, new: Finding) -> dict[str, str]:
    """Give for each answer of the older finding that goes on the one of the newer that it is, by id.

    That is the one of the same value that counts the same; of those left over, the one that holds most of its claims.
    """
    found: dict[str, str] = {}
    asked = {(q.aspect, q.about): q for q in new.questions}
    for question in old.questions:
        other = asked.get((question.aspect, question.about))
        given = {(a.value, a.group): a.id for a in other.answers} if other else {}
        found |= {a.id: given[a.value, a.group] for a in question.answers if (a.value, a.group) in given}
        left = [a for a in other.answers if a.id not in found.values()] if other else []
        shared = sorted(
            (-len(set(a.claims) & set(b.claims)), a.id, b.id)
            for a in question.answers if a.id not in found
            for b in left if not set(a.claims).isdisjoint(b.claims)
        )  # fmt: skip
        for _, a, b in shared:
            if a not in found and b not in found.values():
                found[a] = b
    return found


def _weight(name: str, one: Grade | None, other: Grade | None) -> int:
    """Say how important another grade is: first where a leading standard gives another value, last where only its rule
    or a first grade is new."""
    if one is None or other is None or (one.value, one.label) == (other.value, other.label):
        return 3
    return 1 if name in names() and standard(name).get("page") == "first" else 2


def _read(grade: Grade | None) -> frozenset[str]:
    """Give the claims that a grade was given from."""
    return frozenset(text for step in grade.trace for text in step.inputs if text.startswith("c_")) if grade else NONE


def _questions(old: Finding, new: Finding, known: tuple[str, Mapping[str, str]], near: Near) -> Iterator[Change]:
    event, _ = known
    held = {(q.aspect, q.about): q for q in old.questions}
    given = {(q.aspect, q.about): q for q in new.questions}
    for key in sorted(held.keys() | given.keys()):
        one, other = held.get(key), given.get(key)
        question = either(one, other)
        words = _contest(one), _contest(other)
        if words[0] != words[1]:
            rank = 1 if "contested" in words else 4
            why = near.through(_asked(one), _asked(other))
            yield _change(rank, "questions", question.id, event, question.words, words, why)
        yield from _answers(one, other, known, near)
    ranges = ({_counts(r): r for r in old.ranges}, {_counts(r): r for r in new.ranges})
    claims = [{a.id: a.claims for q in f.questions for a in q.answers} for f in (old, new)]
    for counts in sorted(ranges[0].keys() & ranges[1].keys()):
        pair = (ranges[0][counts], ranges[1][counts])
        if pair[0].range.words() != pair[1].range.words():
            why = near.through(
                *(frozenset(c for a in r.answers for c in of[a]) for r, of in zip(pair, claims, strict=True))
            )
            words = pair[0].range.words(), pair[1].range.words()
            yield _change(1, "ranges", event, event, f"range of {pair[1].label}", words, why)


def _counts(group: RangeGroup) -> tuple[str, ...]:
    """Give what a range counts: two that a reader would call alike can count different things."""
    return (group.measure, group.victim_class, group.unit, group.area, group.period, group.label)


def _asked(question: Question | None) -> frozenset[str]:
    return frozenset(c for answer in question.answers for c in answer.claims) if question else NONE


def _answers(
    one: Question | None, other: Question | None, known: tuple[str, Mapping[str, str]], near: Near
) -> Iterator[Change]:
    event, same = known
    held = {same.get(a.id, a.id): a for a in one.answers} if one else {}
    given = {a.id: a for a in other.answers} if other else {}
    question = either(one, other)
    named = {key: either(held.get(key), given.get(key)).words for key in held.keys() | given.keys()}
    for key, words in sorted(named.items(), key=lambda pair: (pair[1], pair[0])):
        was, now = held.get(key), given.get(key)
        stood = _stands(was), _stands(now)
        if was and now and was.words != now.words:
            stood = f"{was.words}: {stood[0]}", f"{now.words}: {stood[1]}"
        if stood[0] != stood[1]:
            told = (Take.ASSERTS, Take.DENIES) if question.aspect is Aspect.PERPETRATOR else (Take.DENIES,)
            moved = _taking(was, told) != _taking(now, told)
            rank = 1 if moved else 2 if was is None or now is None else 3
            why = near.through(*(frozenset(a.claims) if a else NONE for a in (was, now)))
            yield _change(rank, "answers", either(was, now).id, event, f"{question.words} {words}", stood, why)


def _taking(answer: Answer | None, told: tuple[Take, ...]) -> frozenset[tuple[Take, str]]:
    """Give who takes one of some stands on an answer today, and which; who took it back does not."""
    found = answer.positions if answer else ()
    return frozenset((p.take, p.agent.id) for p in found if p.take in told and not p.taken_back)


def _claims(old: Judged, new: Judged, pairs: Mapping[str, str], through: Through) -> Iterator[Change]:
    """Give claims that came, went, say something else or moved to another event."""
    held, given = {c.id: c for c in old.claims}, {c.id: c for c in new.claims}
    titles = {e.id: e.title for e in (*old.events, *new.events)}
    for key in sorted(held.keys() | given.keys()):
        was, now = held.get(key), given.get(key)
        event = either(was, now).event or ""
        if was and now:
            if replace(was, event=None) != replace(now, event=None):
                words = _said(was), _said(now)
            elif was.event != pairs.get(now.event or "", None if now.event is None else ""):
                words = titles.get(was.event or "", "no event"), titles.get(now.event or "", "no event")
            else:
                continue
        else:
            words = _said(was), _said(now)
        about = f"what {either(was, now).originator.who.does('says', 'say')}"
        yield _change(4, "claims", key, event, about, words, through.claim(was, now))


def _lineage(old: Judged, new: Judged, through: Through) -> Iterator[Change]:
    held, given = {e.id: e for e in old.lineage}, {e.id: e for e in new.lineage}
    for key in sorted(held.keys() ^ given.keys()):
        was, now = held.get(key), given.get(key)
        edge = either(was, now)
        words = (was.evidence if was else "", now.evidence if now else "")
        yield _change(4, "lineage", key, "", f"one voice ({edge.kind.value})", words, through.edge(edge))


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
