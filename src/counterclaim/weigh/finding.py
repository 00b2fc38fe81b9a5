"""One event's finding: every question with all its answers, who is silent, and whether and why it is contested."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.canonical import identifier
from counterclaim.exclusive import of_death
from counterclaim.lexicons import asset_families, lexicon
from counterclaim.records.claim import PART, Agent, Claim
from counterclaim.records.granted import granted
from counterclaim.records.headlines import summed_up
from counterclaim.records.independence import parties_among, shown_independent
from counterclaim.records.judgement import ANOTHER_DEED, Answer, Event, Finding, Origin, Position, Question, Tally
from counterclaim.records.naming import PER_REPORT
from counterclaim.records.registry import Registry
from counterclaim.records.returned import returned
from counterclaim.records.source import Report
from counterclaim.records.withdrawn import superseded, taken_back
from counterclaim.records.words import Aspect, Measure, Stance, Take, VictimClass
from counterclaim.settings import Settings
from counterclaim.weigh import numbers, sums
from counterclaim.weigh.belligerents import parties
from counterclaim.weigh.clashing import clash, names_nobody
from counterclaim.weigh.clauses import DEATHS
from counterclaim.weigh.contest import contest
from counterclaim.weigh.happenings import one_happening
from counterclaim.weigh.histories import histories, speakers_of
from counterclaim.weigh.holders import alike
from counterclaim.weigh.implied import with_denials
from counterclaim.weigh.interest import camps_of
from counterclaim.weigh.own_deeds import of_others
from counterclaim.weigh.parts import parts
from counterclaim.weigh.positions import positions, stand, unverified
from counterclaim.weigh.replaced import passed_on, told_as_earlier
from counterclaim.weigh.scopes import OWN, Scope, scopes
from counterclaim.weigh.sides import one_side, ties_told
from counterclaim.weigh.targets import one_target
from counterclaim.weigh.together import together

#: A registry that holds no rows.
NOBODY = Registry()
#: What a question is about that numbers of several kinds of things answer.
_OTHER_THINGS = "other things"
_ORDER = {aspect: n for n, aspect in enumerate(Aspect)}


@dataclass(frozen=True, slots=True)
class Voices:
    """The origins of an event, by id and by claim; who speaks in each; the scopes of numbers that count more.

    `mentioned` are the claims that nobody means to say: what a denial takes for granted, what a
    headline sums up; `parts` those whose number is a part of a toll;
    `spoken` gives the bodies for which somebody speaks; `belligerents` are the ids of who is a party to the event.
    """

    by_id: Mapping[str, Origin]
    of_claim: Mapping[str, str]
    speakers: Mapping[str, set[str]]
    scopes: Mapping[str, Scope]
    mentioned: frozenset[str]
    parts: frozenset[str]
    spoken: Mapping[str, str]
    belligerents: frozenset[str]


def weigh(  # noqa: PLR0913 - an event is weighed from seven things
    event: Event,
    claims: Sequence[Claim],
    reports: Sequence[Report],
    origins: Sequence[Origin],
    settings: Settings,
    registry: Registry = NOBODY,
    spoken: Mapping[str, str] | None = None,
) -> Finding:
    """Give the finding of one event.

    Takes the event's claims (interest marked), its reports and origins, the settings, and the registry as it held at
    the time of the event: its camps tell which sides contradict themselves. `spoken` gives by folded name the bodies
    for which those speak who deny, admit or explain something.
    """
    claims = alike(claims)
    of_claim = {c: o.id for o in origins for c in o.members}
    speakers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        speakers[of_claim.get(claim.id, "")].add(claim.originator.id)
    by_id = {r.id: r for r in reports}
    belligerents = parties(claims, registry, spoken or {})
    voices = Voices({o.id: o for o in origins}, of_claim, speakers, scopes(event, claims, by_id),
                    granted(claims) | summed_up(claims, by_id), parts(claims, by_id), spoken or {},
                    frozenset(a.id for a in belligerents))  # fmt: skip
    grouped = _grouped(claims, of_others(claims, registry, spoken or {}, by_id))
    covering = sorted({a for c in claims for a in _takers(c) if a.kind not in PER_REPORT})
    questions = [
        _question(
            event, key, grouped[key], (voices, covering, settings, _one_answer(key[0], grouped, voices, registry))
        )
        for key in sorted(grouped, key=lambda k: (_ORDER[k[0]], k[1]))
    ]
    questions = with_denials(questions, claims, registry, spoken or {}, settings)
    telling = {c.id: c for c in claims if c.id not in voices.mentioned}
    speaker_of = speakers_of(claims, origins)
    known = camps_of(registry), speaker_of, (earlier := told_as_earlier(claims, by_id))
    said = histories(questions, telling, {r.id: (r.published, r.minute) for r in reports},
                     lambda aspect, a, b: clash(aspect, a, b, settings), known)  # fmt: skip
    # Who has no history (unnamed officials) may still say that a number took another's place.
    gone = superseded(said) | taken_back(claims) | earlier
    gone |= passed_on(claims, gone, (of_claim, speaker_of), by_id)
    if gone:
        questions = [_settled(q, (claims, gone), voices, settings) for q in questions]
    questions = [_with_ties(q, registry) for q in questions]
    counted = [a for q in questions if q.aspect is Aspect.COUNT for a in q.answers]
    replaced, unheld = _left(counted, {c.id for c in claims if _gives(c) and c.id not in voices.mentioned}, gone)
    first = _first(claims, reports)
    return Finding(
        event=event.id,
        questions=tuple(sorted(questions, key=lambda q: (not q.contested, -len(q.answers), _ORDER[q.aspect], q.about))),
        ranges=numbers.groups(counted, settings, replaced, unheld),
        origins=tuple(origins),
        tally=_tally(claims, voices),
        first_reported_by=first[0] if first else None,
        sums=sums.notes(claims),
        histories=said,
        first_too=first[1] if first else (),
        parties=belligerents,
    )


def _left(counted: Sequence[Answer], given: set[str], gone: set[str] | frozenset[str]) -> tuple[set[str], set[str]]:
    """Give the numbers whose sources have replaced them, and those that nobody gives."""
    unheld = {a.id for a in counted if given.isdisjoint(a.claims) and gone.isdisjoint(a.claims)}
    # Who doubts a number that its source has replaced does not keep it up.
    return {a.id for a in counted if a.id not in unheld and gone.issuperset(given.intersection(a.claims))}, unheld


def _settled(
    question: Question, said: tuple[Sequence[Claim], frozenset[str]], voices: Voices, settings: Settings
) -> Question:
    """Ask again whether a question is contested, and who stands behind each answer, without what its own sources have
    replaced or taken back; an answer that nobody gives any more keeps those who gave it.
    """
    claims, gone = said
    answers = [_held(a, [c for c in claims if c.id in a.claims and c.id not in gone], voices) for a in question.answers]
    standing = [replace(a, positions=_positions(a, gone)) for a in answers]
    contested, reason = contest(question.aspect, standing, settings)
    return replace(question, answers=tuple(answers), contested=contested, reason=reason)


def _with_ties(question: Question, registry: Registry) -> Question:
    """Add to why it is contested who did it the ties by which those accused and those who deny are of one side."""
    told = ties_told(question.answers, registry) if question.aspect is Aspect.PERPETRATOR else ""
    return replace(question, reason=f"{question.reason} {told}") if question.contested and told else question


def _held(answer: Answer, left: Sequence[Claim], voices: Voices) -> Answer:
    """Give an answer with the voices of the claims that are left of it."""
    asserting = _asserting(left, voices) if len(left) < len(answer.claims) else []
    return (
        replace(answer, tally=_tally(asserting, voices), origins=_origins(asserting, voices)) if asserting else answer
    )


def _asserting(claims: Sequence[Claim], voices: Voices) -> list[Claim]:
    """Give the claims that say their answer; who takes an answer back is no voice for it."""
    said = [c for c in claims if c.id not in voices.mentioned and not unverified(c)]
    return [c for c in said if stand(c) is not Take.DENIES and c.stance is not Stance.RETRACT]


def _origins(claims: Sequence[Claim], voices: Voices) -> tuple[str, ...]:
    return tuple(sorted({voices.of_claim[c.id] for c in claims if c.id in voices.of_claim}))


def _positions(answer: Answer, gone: frozenset[str]) -> tuple[Position, ...]:
    return tuple(p for p in answer.positions if not gone.issuperset(p.claims))


def _gives(claim: Claim) -> bool:
    """Say whether a claim gives its answer, were it with reserve: a denial, a question and "cannot confirm" do not."""
    said = claim.stance in {Stance.ASSERT, Stance.CONCEDE} and not unverified(claim)
    return said and stand(claim) is not Take.DENIES


def _takers(claim: Claim) -> tuple[Agent, ...]:
    return (claim.originator, *claim.relays)


def _grouped(claims: Sequence[Claim], other_deeds: frozenset[str]) -> dict[tuple[Aspect, str], list[Claim]]:
    """Put claims together by the question they answer; what the accused says of another deed answers one of its own."""
    grouped: dict[tuple[Aspect, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        grouped[claim.aspect, ANOTHER_DEED if claim.id in other_deeds else _about(claim)].append(claim)
    return grouped


def _about(claim: Claim) -> str:
    """Give what a question is about beside its aspect: a damaged thing's family, a number's measure, deaths."""
    if claim.aspect is Aspect.MANNER:
        return DEATHS if of_death(claim.value) else ""
    if claim.aspect is Aspect.DAMAGE:
        return asset_families().get(claim.asset or "", claim.asset or "")
    if claim.aspect is Aspect.COUNT:
        return f"{claim.measure or 'number'}{' in percent' if claim.unit == 'percent' else ''}"
    return ""


def _question(
    event: Event,
    key: tuple[Aspect, str],
    claims: Sequence[Claim],
    known: tuple[Voices, Sequence[Agent], Settings, Mapping[str, str]],
) -> Question:
    (aspect, about), (voices, covering, settings, called) = key, known
    by_value: dict[tuple[str, Scope, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        scope = voices.scopes.get(claim.id, OWN)
        by_value[called.get(claim.value, claim.value), scope, _group(claim, scope, voices.parts)].append(claim)
    alike = Counter(given[:2] for given in by_value)
    answers = [
        _answer(event, key, (*given, alike[given[:2]] > 1), members, voices) for given, members in by_value.items()
    ]
    answers = together(answers, claims) if aspect is Aspect.PERPETRATOR else answers
    answers.sort(key=lambda a: (-a.tally.origins, -a.tally.reports, a.value, a.group))
    positions = [p for a in answers for p in a.positions]
    # Whoever speaks under several names is not silent under one of them.
    speaking = {p.origin for p in positions if p.take is not Take.RELAYS}
    standing = {p.agent.id for p in positions} | {
        a for o, named in voices.speakers.items() if o in speaking for a in named
    }
    contested, reason = contest(aspect, answers, settings)
    table = lexicon("questions")
    asked = DEATHS if about == DEATHS else aspect.value
    words, what = str(table["words"][asked]), "" if about == DEATHS else str(table["things"].get(about, about))
    what = _things(claims) if aspect is Aspect.COUNT and about == Measure.OTHER else what
    return Question(
        id=identifier("q", event.id, aspect.value, about),
        aspect=aspect,
        about=what,
        words=f"{words} ({what})" if what else words,
        answers=tuple(answers),
        silent=() if about == ANOTHER_DEED else tuple(a for a in covering if a.id not in standing),
        contested=contested,
        reason=reason,
    )


def _things(claims: Sequence[Claim]) -> str:
    """Name what numbers count that were neither killed nor hurt: their one unit ("rockets"), else other things."""
    units = {(c.unit or "").removesuffix(PART) for c in claims}
    return units.pop() or _OTHER_THINGS if len(units) == 1 else _OTHER_THINGS


def _one_answer(
    aspect: Aspect,
    grouped: Mapping[tuple[Aspect, str], Sequence[Claim]],
    voices: Voices,
    registry: Registry,
) -> dict[str, str]:
    """Give the answer on which each value of a question stands where several words say one thing."""
    mine = grouped.get((aspect, ""), ())
    if aspect is Aspect.OCCURRENCE:
        return _in_one_case(mine) | one_happening(mine, voices.of_claim)
    if aspect in {Aspect.PERPETRATOR, Aspect.CONTROL}:
        return one_side(mine, voices.of_claim, registry, [c for some in grouped.values() for c in some], voices.spoken)
    if aspect is Aspect.TARGET:
        return one_target(mine, voices.of_claim)
    return _in_one_case(mine)


def _in_one_case(claims: Sequence[Claim]) -> dict[str, str]:
    """Give for each value that others write with other capitals the way most claims write it."""
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        ways[claim.value.casefold()][claim.value] += 1
    several = [found for found in ways.values() if len(found) > 1]
    return {way: min(found, key=lambda w: (-found[w], w)) for found in several for way in found}


def _group(claim: Claim, scope: Scope, parts: frozenset[str]) -> str:
    """Give the set of comparable numbers that a claim's number belongs to; empty for what is no number."""
    if claim.range is None:
        return ""
    unit = f"{claim.unit or 'people'}{PART if claim.id in parts else ''}"
    what = (claim.measure or "number", claim.victim_class or "", unit, _side(claim))
    return "|".join((*what, *scope) if scope != OWN else what)


def _answer(
    event: Event, key: tuple[Aspect, str], given: tuple[str, Scope, str, bool], claims: Sequence[Claim], voices: Voices
) -> Answer:
    value, scope, group, several = given
    asserting = _asserting(claims, voices) or list(claims)
    # One number of two things is two answers; what it counts is a part of their ids.
    parts = (*(scope if scope != OWN else ()), *((group,) if several else ()))
    return Answer(
        id=identifier("n", event.id, key[0].value, key[1], value, *parts),
        value=value,
        positions=positions(claims, voices.of_claim, voices.mentioned, voices.spoken),
        tally=_tally(asserting, voices),
        against_interest=any(c.against_interest for c in asserting),
        claims=tuple(c.id for c in claims),
        range=claims[0].range,
        group=group,
        origins=_origins(asserting, voices),
        wordings=_wordings(value, claims),
    )


def _wordings(value: str, claims: Sequence[Claim]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give each wording of an answer with its claims, its own first; nothing where all claims use its own."""
    said: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        said[claim.value].append(claim.id)
    order = sorted(said, key=lambda v: (v != value, -len(said[v]), v))
    return tuple((v, tuple(said[v])) for v in order) if order != [value] else ()


def _side(claim: Claim) -> str:
    """Give the side whose combatants a number counts, where the words name it: the dead of two sides never compare."""
    if claim.victim_class is not VictimClass.COMBATANT or not claim.target or names_nobody(claim.target):
        return ""
    # Where they were killed, or in what, is no side: "12 fighters were killed in the strike on Osmer", "on the market".
    place = claim.place.name if claim.place is not None else ""
    hit = claim.target == place or not asset_families().keys().isdisjoint(claim.target.lower().split())
    return "" if hit else claim.target.replace("|", " ")


def _tally(claims: Sequence[Claim], voices: Voices) -> Tally:
    found = sorted({voices.of_claim[c.id] for c in claims if c.id in voices.of_claim})
    origins = [voices.by_id[o] for o in found]
    return Tally(
        reports=len({c.report for c in claims}),
        origins=len(found),
        shown_independent=shown_independent(origins),
        parties=parties_among(origins, voices.belligerents),
    )


def _first(claims: Sequence[Claim], reports: Sequence[Report]) -> tuple[tuple[str, str], tuple[str, ...]] | None:
    """Give who reported the event first and on which day, and who did on that day too; None when no report is dated.

    A report whose days or minute are later than another's is not the first.
    """
    used = {c.report: c.chain[-1].agent.name for c in claims}
    # An entry of an export was written after the reports that it tells of.
    own = [r for r in reports if r.id in used and returned(r) is None]
    dated = [(r.published, r.minute, used[r.id]) for r in own if r.published]
    first = [
        name
        for days, minute, name in dated
        if not any(d.end < days.start or (d == days and "" < m < minute) for d, m, _ in dated)
    ]
    names = sorted(set(first))
    return ((names[0], min(d.start for d, _, _ in dated)), tuple(names[1:])) if names else None
