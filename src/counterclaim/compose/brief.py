"""The finding in words, for the first screen: who says so, how many, who is accused, who denies, grade, caveat."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.compose.denied import denied
from counterclaim.compose.instead import instead
from counterclaim.compose.material import Material
from counterclaim.compose.saying import all_claims, with_parties
from counterclaim.english import counted, listed, sentence
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import PART
from counterclaim.records.dossier import Brief
from counterclaim.records.judgement import Answer, Grade, Question, RangeGroup
from counterclaim.records.words import NOT_NAMED, Aspect, Measure, Take, VictimClass
from counterclaim.standards import names, standard
from counterclaim.weigh import assertions, clause, sayers, subject, topic

#: The aspect whose answer says what happened: the first of these that somebody asserts.
_HAPPENED = (Aspect.OCCURRENCE, Aspect.CONTROL, Aspect.DAMAGE, Aspect.CHARACTERISATION)
#: Numbers, accusations and denials the first screen holds; the rest stands below.
NUMBERS_MAX, ACCUSED_MAX, DENIALS_MAX, INSTEAD_MAX, GRADES_MAX = 3, 3, 2, 1, 1
#: What the program did not read it does not take for unsaid.
UNSAID, UNDENIED = "No report was read to say who did it.", "No report was read to deny any of it."
READ_BY_RULES = (
    "These sentences were read out of the reports by a machine, and some are read wrongly: follow a figure to its "
    "words before you use it."
)


def brief(material: Material) -> tuple[Brief, ...]:
    """Give the lines of the first screen in their order; a line without anything to say is left out."""
    tally = material.finding.tally
    return (
        *_said(material),
        *_numbers(material),
        *_accused(material),
        *_denied(material),
        *_instead(material),
        Brief(kind="voices", words=with_parties(tally, material.finding), claims=()),
        *_grade(material),
        _caveat(material),
    )


def _said(material: Material) -> Iterator[Brief]:
    """Say who asserts the answer of most voices to the question that tells what happened."""
    for aspect in _HAPPENED:
        asked = [q for q in material.finding.questions if q.aspect is aspect and not q.of_another_deed]
        found = [(q, a) for q in asked for a in q.answers if _held(a)]
        if found:
            question, answer = min(found, key=lambda x: (-x[1].tally.origins, -x[1].tally.reports, x[1].id))
            claims = tuple(dict.fromkeys(c for p in sayers(answer) for c in p.claims))
            yield Brief(kind="said", words=sentence(assertions(question, answer)), claims=claims)
            return


def _numbers(material: Material) -> Iterator[Brief]:
    """Give the lowest and the highest figure of each group of numbers with whose they are, the killed first."""
    answers = {a.id: (q, a) for q in material.finding.questions for a in q.answers}
    found = material.finding.ranges
    # A part, or what counts more or less than the event, stands here only where no number counts the event.
    groups = [g for g in found if PART not in g.unit and not g.area and not g.period] or found
    for group in sorted(groups, key=_weight)[:NUMBERS_MAX]:
        given = [row for key in group.answers if (row := answers.get(key)) and row[1].range is not None]
        rows = [row for row in given if row[1].id in group.current and _held(row[1])]
        rows.sort(key=_size)
        if rows:
            claims = tuple(dict.fromkeys(c for _, a in rows for c in a.claims))
            old = sorted((row for row in given if row[1].id in group.superseded), key=_size)
            before = list(dict.fromkeys(a.range.words() for _, a in old if a.range is not None))
            told = f" Replaced or taken back: {listed(before)}." if before else ""
            yield Brief(kind="number", words=_figures(group, rows) + told, claims=claims)


def _weight(group: RangeGroup) -> tuple[bool, bool, bool, bool, int, str]:
    """Order groups: all who were harmed before a part or share of them and before none, the killed first, of these the
    civilians.
    """
    part = group.unit == "percent" or group.victim_class not in {"", VictimClass.UNKNOWN, VictimClass.CIVILIAN}
    civilian = group.victim_class == VictimClass.CIVILIAN
    return (
        part,
        group.measure != Measure.KILLED,
        group.range.high == 0,
        not civilian,
        -len(group.answers),
        group.label,
    )


def _held(answer: Answer) -> bool:
    """Say whether somebody gives a figure, were it with reserve; who only cannot confirm it does not."""
    given = (p for p in answer.positions if p.take in {Take.ASSERTS, Take.HEDGES})
    return any(not p.unverified and not p.taken_back for p in given)


def _size(row: tuple[Question, Answer]) -> tuple[float, float, str]:
    found = row[1].range
    high = found.high if found is not None and found.high is not None else float("inf")
    low = found.low if found is not None and found.low is not None else 0.0
    low = high if found is not None and found.ceiling else low  # "up to 100" is no lowest figure
    return (low, high, row[1].id)


def _figures(group: RangeGroup, rows: list[tuple[Question, Answer]]) -> str:
    (question, first), (_, last) = rows[0], rows[-1]
    if len(rows) == 1:
        who = subject(sayers(first))
        return sentence(f"{who.does('says', 'say')} that {clause(question.aspect, first, question.about)}")
    # What a group counts stands before the comma; what is not said of it stands in the section of numbers.
    ends = [
        f"{a.range.words() if a.range else a.value} ({_by(a)})" for a in (first, last)
    ]  # fmt: skip
    label = group.label.split(",", 1)[0]
    return sentence(f"{counted(len(rows), 'figure')} for {label}, from {ends[0]} to {ends[1]}; none is averaged")


def _by(answer: Answer) -> str:
    return subject(sayers(answer)).words


def _accused(material: Material) -> Iterator[Brief]:
    """Say whom somebody names as who did it, and by whose word: first whom most voices name, last who leaves it open.

    That nobody is named is said of what somebody tells as done; of an event of other questions nothing is said.
    """
    asked = [q for q in material.finding.questions if q.asks_who]
    found = [(q, a) for q in asked for a in q.answers if _held(a)]
    found.sort(key=lambda x: (x[1].value == NOT_NAMED, -x[1].tally.origins, -x[1].tally.reports, x[1].id))
    for question, answer in found[:ACCUSED_MAX]:
        claims = tuple(dict.fromkeys(c for p in sayers(answer) for c in p.claims))
        yield Brief(kind="accused", words=sentence(assertions(question, answer)), claims=claims)
    if len(found) > ACCUSED_MAX:
        more = counted(len(found) - ACCUSED_MAX, "further answer stands", "further answers stand")
        yield Brief(kind="accused", words=sentence(f"{more} below"), claims=())
    if not found and (asked or any(q.aspect is Aspect.OCCURRENCE for q in material.finding.questions)):
        yield Brief(kind="accused", words=UNSAID + _beside(material), claims=())


def _denied(material: Material) -> Iterator[Brief]:
    """Say who denies what, the accused the deed first; and that no report was read to, where none was."""
    found = [Brief(kind="denied", words=sentence(words), claims=claims)
             for words, claims in denied(material.finding.questions)]  # fmt: skip
    yield from found[:DENIALS_MAX]
    if len(found) > DENIALS_MAX:
        more = counted(len(found) - DENIALS_MAX, "further denial stands", "further denials stand")
        yield Brief(kind="denied", words=sentence(f"{more} below"), claims=())
    if not found:
        yield Brief(kind="denied", words=UNDENIED + _beside(material), claims=())


def _instead(material: Material) -> Iterator[Brief]:
    """Say what those who deny the happening say took place, in the answer of most voices."""
    for words, claims in list(instead(material.finding.questions))[:INSTEAD_MAX]:
        yield Brief(kind="instead", words=sentence(words), claims=claims)


def _beside(material: Material) -> str:
    """Name the events that may be this one and in which somebody speaks of who did it: nothing where none does."""
    asked = str(lexicon("questions")["words"][Aspect.PERPETRATOR])
    told = [f"“{s.title}”" for s in material.siblings if asked in {words for words, _ in s.answers}]
    return f" Who did it is spoken of in {listed(told)}, which may be the same." if told else ""


def _grade(material: Material) -> Iterator[Brief]:
    """Give what the standard gives that a reader sees first; readings that differ are joined by "or"."""
    rank = {"first": 0, "main": 1}
    shown = [(rank.get(str(standard(g.standard).get("page", "main")), 2), n, g)
             for n, g in enumerate(material.grades) if g.standard in names()]  # fmt: skip
    found = sorted((row for row in shown if row[0] < 2), key=lambda row: row[:2])
    if not found:
        return
    name = found[0][2].standard
    by_subject: dict[str, list[str]] = {}
    for _, _, grade in found:
        if grade.standard == name:
            by_subject.setdefault(grade.subject, []).append(_label(grade))
    told = [f"{' or '.join(dict.fromkeys(labels))} ({_about(material, key)})" for key, labels in by_subject.items()]
    more = [f"{counted(len(told) - GRADES_MAX, 'more grade')} below"] if len(told) > GRADES_MAX else []
    words = f"{standard(name)['title']}: {'; '.join([*told[:GRADES_MAX], *more])}"
    yield Brief(kind="grade", words=sentence(words), claims=())


def _label(grade: Grade) -> str:
    """Give what a grade says; what a person set is not the standard's own word, and stands so."""
    label = grade.label or grade.value
    if not grade.override and not grade.machine_value:
        return label
    given = str(standard(grade.standard)["values"].get(grade.machine_value, grade.machine_value)).split(" (", 1)[0]
    return f"{label}, set by a person where the rules give {given or 'none'}"


def _about(material: Material, key: str) -> str:
    """Name the subject of a grade: an agent, an answer, or the event."""
    agents = {h.agent.id: h.agent.name for c in material.claims for h in c.chain}
    topics = {a.id: topic(q).lower() for q in material.finding.questions for a in q.answers}
    known = {material.event.id: "this event", "unknown": "a party that nobody names"} | agents | topics
    return known.get(key, key)


def _caveat(material: Material) -> Brief:
    """Give the single caveat that weighs most; what every page must say stands where nothing weighs more."""
    tally, event = material.finding.tally, material.event
    doubted = [q for q in material.finding.questions if q.contested]
    unread = [r for r in material.reports if r.read != "yes"]
    if tally.origins <= 1 < tally.reports:
        words = "all reports go back to one voice: their number adds nothing to what it says"
    elif tally.reports <= 1:
        words = "one report alone speaks of this: nothing here is confirmed by another"
    elif material.several is not None:
        return Brief(kind="caveat", words=material.several.words, claims=material.several.claims)
    elif not tally.shown_independent:
        words = "no voice is shown to be independent of the others: several reports are no confirmation here"
    elif doubted:
        words = f"{listed([topic(q).lower() for q in doubted])} {'is' if len(doubted) == 1 else 'are'} contested"
        return Brief(kind="caveat", words=sentence(words), claims=all_claims(doubted[0]))
    elif unread:
        words = counted(len(unread), "report of this case is", "reports of this case are")
        words = f"{words} kept but not read: what they say is not in here"
    elif event.place is not None and event.place.lat is None and event.place.candidates == 1:
        words = f"the place stands as reported, {event.place.words}: no map was asked"
    elif event.place is not None and event.place.candidates > 1:
        words = f"{event.place.candidates} places bear the name {event.place.name}: check which is meant"
    else:
        words = READ_BY_RULES
    return Brief(kind="caveat", words=sentence(words), claims=())
