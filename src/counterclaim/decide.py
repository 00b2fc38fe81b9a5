"""Analysts' decisions laid over what the machine derived: replayed in order, undoable, never overwriting the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from counterclaim.canonical import identifier
from counterclaim.corrected import Called, corrected
from counterclaim.errors import NotInCase, UsageError
from counterclaim.records.attribution import Attribution, attribution
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.extent import WRITTEN_MAX, is_day, written
from counterclaim.records.judgement import Event
from counterclaim.records.naming import normal_name, says
from counterclaim.records.registry import Camp, Letter, Registry
from counterclaim.records.source import Report
from counterclaim.records.words import (
    ActType,
    AgentKind,
    Aspect,
    DecisionKind,
    Measure,
    Stance,
    Sure,
    VictimClass,
)
from counterclaim.standards import names, standard

#: What each kind of decision sets; a key that is not listed is refused when it is made.
FIELDS: dict[DecisionKind, tuple[str, ...]] = {
    DecisionKind.ACCEPT: (),
    DecisionKind.REJECT: (),
    DecisionKind.CORRECT: (
        *("aspect", "value", "stance", "actor", "target", "asset", "speaker", "kind", "measure", "victim"),
    ),
    DecisionKind.CLAIM: (
        *("text", "start", "end", "speaker", "kind", "via", "stance", "sure", "aspect", "value", "act", "actor"),
        *("target", "asset", "place", "day", "measure", "victim", "event"),
    ),
    DecisionKind.SPLIT_EVENT: ("claims",),
    DecisionKind.JOIN_EVENTS: ("with",),
    DecisionKind.SPLIT_ORIGIN: ("from",),
    DecisionKind.JOIN_ORIGINS: ("with",),
    DecisionKind.CAMP: ("camp", "from", "to"),
    DecisionKind.LETTER: ("letter", "topic", "from", "to"),
    DecisionKind.GRADE: ("value", "event"),
    DecisionKind.NEAR_ACTION: ("value", "event"),
    DecisionKind.SHOW_NAME: (),
    DecisionKind.UNDO: (),
}
_REQUIRED = {
    DecisionKind.CLAIM: "aspect",
    DecisionKind.SPLIT_EVENT: "claims",
    DecisionKind.JOIN_EVENTS: "with",
    DecisionKind.SPLIT_ORIGIN: "from",
    DecisionKind.JOIN_ORIGINS: "with",
    DecisionKind.CAMP: "camp",
    DecisionKind.LETTER: "letter",
    DecisionKind.GRADE: "value",
    DecisionKind.NEAR_ACTION: "value",
}
#: Fields whose values are words of a closed vocabulary.
_WORDS: dict[str, type[StrEnum]] = {
    "aspect": Aspect, "stance": Stance, "kind": AgentKind, "act": ActType, "measure": Measure, "victim": VictimClass,
    "sure": Sure,
}  # fmt: skip
#: Fields that name claims, reports or events, by kind; all others hold words.
_NAMING = {
    DecisionKind.SPLIT_EVENT: ("claims",),
    DecisionKind.JOIN_EVENTS: ("with",),
    DecisionKind.SPLIT_ORIGIN: ("from",),
    DecisionKind.JOIN_ORIGINS: ("with",),
    DecisionKind.CLAIM: ("event",),
}


def decision(
    kind: str, subject: str, fields: Sequence[tuple[str, str]], signed: tuple[str, str], reason: str
) -> Decision:
    """Give a decision, checked; its number is given when it is stored. `signed` is who and when.

    Raises UsageError for a kind, field or value that means nothing, and for a missing reason.
    """
    try:
        known = DecisionKind(kind.replace("-", "_"))
    except ValueError as cause:
        kinds = ", ".join(k.value.replace("_", "-") for k in DecisionKind)
        raise UsageError(f"one of {kinds}", kind, "Name the decision by one of these words.") from cause
    if not says(reason):
        raise UsageError("a reason", "none", "Write why (on the command line, with --reason); the dossier shows it.")
    allowed = FIELDS[known]
    for key, value in fields:
        if key not in allowed:
            came = f"{key}={value}"
            raise UsageError(
                f"one of {', '.join(allowed) or 'no fields'} for {kind}", came, "Leave it out or rename it."
            )
    given, (who, at) = dict(fields), signed
    wanted = _REQUIRED.get(known)
    if wanted and not given.get(wanted):
        raise UsageError(f"{wanted}=… for {kind}", "none", f"Add {wanted}=VALUE.")
    if known is DecisionKind.CORRECT and not fields:
        raise UsageError(f"at least one of {', '.join(allowed)}", "none", "For example value=destroyed.")
    _check_values(known, given)
    return Decision(
        number=0, kind=known, subject=subject, fields=tuple(sorted(fields)), who=who, at=at, reason=reason.strip()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a decision of one case can be about: ids, and names as they are normalised; `counts` are claims too.

    `grades` gives the standard of each grade by its id.
    """

    claims: Collection[str]
    reports: Collection[str]
    events: Collection[str]
    grades: Mapping[str, str]
    agents: Collection[str]
    decisions: Collection[str]
    counts: Collection[str] = ()


def check(made: Decision, known: Known) -> None:
    """Refuse a decision about what the case does not hold. Raises NotInCase, saying how to list what it does."""
    claims = ("a claim of this case", known.claims, "`counterclaim claims CASE` lists them.")
    events = ("an event of the current run", known.events, "`counterclaim events CASE` lists them.")
    voices = (
        "a claim or report",
        {*known.claims, *known.reports},
        "`counterclaim claims CASE` and `reports` list them.",
    )
    grades = ("a grade of the current run", known.grades, "`counterclaim grades CASE` lists them.")
    past = (
        "the number of a decision that nobody took back",
        known.decisions,
        "`counterclaim decisions CASE` lists them.",
    )
    names = ("somebody named in this case", known.agents, "`counterclaim claims CASE` shows who speaks.")
    of_subject = {
        DecisionKind.SPLIT_EVENT: events, DecisionKind.JOIN_EVENTS: events, DecisionKind.NEAR_ACTION: (
            "an event or grade of the current run", {*known.events, *known.grades}, events[2]),
        DecisionKind.SPLIT_ORIGIN: voices, DecisionKind.JOIN_ORIGINS: voices, DecisionKind.GRADE: grades,
        DecisionKind.CLAIM: ("a report of this case", known.reports, "`counterclaim reports CASE` lists them."),
        DecisionKind.UNDO: past, DecisionKind.CAMP: names, DecisionKind.LETTER: names,
        DecisionKind.SHOW_NAME: names,
    }  # fmt: skip
    of_field = {
        (DecisionKind.SPLIT_EVENT, "claims"): claims,
        (DecisionKind.JOIN_EVENTS, "with"): events,
        **{(kind, "event"): events for kind in (DecisionKind.CLAIM, DecisionKind.GRADE, DecisionKind.NEAR_ACTION)},
        (DecisionKind.SPLIT_ORIGIN, "from"): voices,
        (DecisionKind.JOIN_ORIGINS, "with"): voices,
    }
    expected, held, todo = of_subject.get(made.kind, claims)
    subject = normal_name(made.subject) if held is known.agents else made.subject
    if subject not in held:
        raise NotInCase(expected, made.subject, todo)
    corrects = made.kind is DecisionKind.CORRECT and made.subject in known.counts
    counting = {"measure", "victim"} & dict(made.fields).keys()
    if made.kind is DecisionKind.CORRECT and counting and not (corrects or made.field("aspect") == "count"):
        raise UsageError("a claim that gives a number", f"{min(counting)}=", "Only a number has a measure and a class.")
    number = made.field("value") if corrects else ""
    draws = made.kind is DecisionKind.CLAIM and made.field("aspect") == "count"
    if draws or (number and made.field("aspect", "count") == "count"):
        number = number or made.field("value") or "none"
    else:
        number = ""
    if number and written(number) is None:
        raise UsageError(
            f"a count up to {WRITTEN_MAX:,}: 3, 3-5, at least 6, more than 6, fewer than 6, up to 6 or about 450",
            number[:40],
            "Write the number alone, the smaller one first.",
        )
    if made.kind is DecisionKind.GRADE:
        _check_grade(known.grades[made.subject], made.field("value"))
    for key, value in made.fields:
        expected, held, todo = of_field.get((made.kind, key), ("", (), ""))
        for one in value.split(",") if expected else ():
            if one not in held:
                raise NotInCase(expected, one, todo)
            if one == made.subject:
                raise UsageError(f"two different ones for {made.kind.value.replace('_', '-')}", one, "Name another.")


def named_in(name: str, reports: Sequence[Report]) -> bool:
    """Say whether some report has a name in its text or signature: a victim may be named who never speaks."""
    told = normal_name(name)
    return bool(told) and any(told in normal_name(words) for r in reports for words in (r.text, r.author or ""))


def _check_grade(name: str, value: str) -> None:
    """Refuse a word that the standard of a grade does not have: nobody could read it back under that standard."""
    words = {str(code): str(label) for code, label in (standard(name)["values"] if name in names() else {}).items()}
    if words and value not in words:
        listed = "; ".join(code if "{" in label else f"{code} ({label})" for code, label in words.items())
        raise UsageError(f"a value of the standard {name}", value, f"One of: {listed}.")


def _check_values(kind: DecisionKind, given: dict[str, str]) -> None:
    if kind is DecisionKind.LETTER and given["letter"] not in set("ABCDEF"):
        raise UsageError("an Admiralty letter, A to F", given["letter"], "F means: no basis to judge.")
    if kind is DecisionKind.NEAR_ACTION and given["value"] not in {"declared", "likely", "none"}:
        raise UsageError("declared, likely or none", given["value"], "Say which.")
    if kind in {DecisionKind.CAMP, DecisionKind.LETTER}:
        _check_dates(kind, given)
    for key, words in _WORDS.items():
        says = kind in {DecisionKind.CORRECT, DecisionKind.CLAIM} and key in given
        if says and given[key] not in {w.value for w in words}:
            raise UsageError(
                f"a word of the vocabulary for {key}", given[key], f"One of {', '.join(w.value for w in words)}."
            )


def _check_dates(kind: DecisionKind, given: dict[str, str]) -> None:
    """Refuse a bound that is no day of the calendar, and a time that ends before it begins."""
    told = [(key, given[key]) for key in ("from", "to") if given.get(key)]
    for key, value in told:
        if not is_day(value):
            raise UsageError(f"{key}= to be a day, as 2016-03-27", value[:40], "Leave it out where it has no bound.")
    if len(told) == 2 and told[0][1] > told[1][1]:
        raise UsageError(f"a {kind.value} that ends after it begins", f"{told[0][1]} to {told[1][1]}", "Exchange them.")


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Give the decisions that stand: not undone, and no undo itself; an undo may be undone."""
    return tuple(d for d in not_undone(decisions) if d.kind is not DecisionKind.UNDO)


def not_undone(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Give the decisions that nobody took back, those that take others back with them."""
    undone: set[int] = set()
    for made in reversed(decisions):
        if made.kind is DecisionKind.UNDO and made.number not in undone and made.subject.isdigit():
            undone.add(int(made.subject))
    return tuple(d for d in decisions if d.number not in undone)


def about(made: Decision) -> frozenset[str]:
    """Give the ids and names that a decision is about."""
    named = (made.field(key) for key in _NAMING.get(made.kind, ()))
    return frozenset((made.subject, *(one for value in named for one in value.split(",") if one)))


def last(decisions: Sequence[Decision]) -> int:
    """Give the number of the latest decision, 0 where there is none."""
    return max((d.number for d in decisions), default=0)


def since(decisions: Sequence[Decision], seen: int, near: Collection[str]) -> tuple[Decision, ...]:
    """Give the decisions after number `seen` that are about some ids and names; an undo is about what it undoes."""
    past = {str(d.number): d for d in decisions}

    def meant(made: Decision) -> frozenset[str]:
        undone = past.get(made.subject) if made.kind is DecisionKind.UNDO else None
        return about(made) | (meant(undone) if undone is not None and undone.number < made.number else frozenset())

    return tuple(d for d in decisions if d.number > seen and meant(d) & set(near))


#: What a correction says of all claims of an attribution.
_OF_ALL: tuple[str, ...] = ("speaker", "kind")


def over_claims(claims: Sequence[Claim], decisions: Sequence[Decision], called: Called) -> tuple[Claim, ...]:
    """Give the claims as analysts left them: rejected ones are out, corrected ones changed; ids stay.

    `called` gives the agent whom an analyst names as the speaker, of all claims of that attribution.
    """
    rejected: set[str] = set()
    values: dict[str, dict[str, str]] = {}
    of_claim = {c.id: attribution(c) for c in claims}
    spoken: dict[Attribution, dict[str, str]] = {}
    for made in decisions:
        if made.kind is DecisionKind.REJECT:
            rejected.add(made.subject)
        elif made.kind is DecisionKind.ACCEPT:
            rejected.discard(made.subject)
        elif made.kind is DecisionKind.CORRECT:
            given = dict(made.fields)
            said = {key: given.pop(key) for key in _OF_ALL if key in given}
            values.setdefault(made.subject, {}).update(given)
            if said and made.subject in of_claim:
                spoken.setdefault(of_claim[made.subject], {}).update(said)
    return tuple(
        corrected(c, values.get(c.id, {}) | spoken.get(of_claim[c.id], {}), called)
        for c in claims
        if c.id not in rejected
    )


def put_into(claims: Sequence[Claim], decisions: Sequence[Decision]) -> dict[int, str]:
    """Give the drawn claims that are said to be of some event, by the number of the decision that drew them."""
    said = {made.number for made in decisions if made.kind is DecisionKind.CLAIM and made.field("event")}
    drawn = ((int(c.drawn_by.rpartition(" ")[2]), c.id) for c in claims if c.drawn_by)
    return {number: claim for number, claim in drawn if number in said}


def events_in(made: Decision) -> tuple[str, ...]:
    """Give the ids of the events that a decision splits, joins or puts a claim into, and of those that it grades."""
    if made.kind is DecisionKind.NEAR_ACTION and not made.field("event"):
        return (made.subject,) if made.subject.startswith("e_") else ()
    if made.kind in {DecisionKind.CLAIM, DecisionKind.GRADE, DecisionKind.NEAR_ACTION}:
        return tuple(one for one in (made.field("event"),) if one)
    if made.kind is DecisionKind.JOIN_EVENTS:
        return made.subject, *made.field("with").split(",")
    return (made.subject,) if made.kind is DecisionKind.SPLIT_EVENT else ()


#: Kinds of decisions after which claims are of another event.
_MOVING = frozenset({DecisionKind.CLAIM, DecisionKind.JOIN_EVENTS, DecisionKind.SPLIT_EVENT})


def over_events(
    events: Sequence[Event],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    stood: Mapping[str, Sequence[str]] | None = None,
) -> tuple[tuple[Event, ...], tuple[Claim, ...]]:
    """Give events and claims after analysts split and joined them, and put those they drew into one.

    `stood` gives the claims of events that decisions name and that are called otherwise now.
    """
    now = {e.id: e for e in events}
    home = {c: e.id for e in events for c in e.claims}
    own, held = put_into(claims, decisions), stood or {}
    for made in decisions:
        named = [called_now(one, now, home, held) for one in events_in(made)] if made.kind in _MOVING else []
        if not named or named[0] not in now:
            continue
        if made.kind is DecisionKind.CLAIM and made.number in own:
            home[own[made.number]] = named[0]
        elif made.kind is DecisionKind.JOIN_EVENTS:
            for other in named[1:]:
                if other in now and other != named[0]:
                    home.update(dict.fromkeys(now.pop(other).claims, named[0]))
        elif made.kind is DecisionKind.SPLIT_EVENT:
            apart = [c for c in made.field("claims").split(",") if home.get(c) == named[0]]
            if apart:
                new = identifier("e", "split", *sorted(apart))
                now[new] = replace(now[named[0]], id=new, title=f"{now[named[0]].title} (split off)")
                home.update(dict.fromkeys(apart, new))
        now = {k: _refilled(e, claims, home) for k, e in now.items()}
    kept = [e for e in now.values() if e.claims]
    order = tuple(sorted(kept, key=lambda e: (not e.act_types, -len(e.reports), -len(e.claims), e.id)))
    return order, tuple(replace(c, event=home.get(c.id)) for c in claims)


def called_now(event: str, now: Mapping[str, Event], home: Mapping[str, str], held: Mapping[str, Sequence[str]]) -> str:
    """Give the event that an event of before is part of now: the one that holds most of its claims."""
    if event in now:
        return event
    homes = Counter(home[c] for c in held.get(event, ()) if c in home)
    return min(homes, key=lambda e: (-homes[e], e), default="")


def _refilled(event: Event, claims: Sequence[Claim], home: dict[str, str]) -> Event:
    mine = [c for c in claims if home.get(c.id) == event.id]
    return replace(event, claims=tuple(sorted(c.id for c in mine)), reports=tuple(sorted({c.report for c in mine})))


def over_registry(registry: Registry, decisions: Sequence[Decision]) -> Registry:
    """Give the registry with the camps and letters that analysts set; the later one of an agent counts."""
    camps, letters = list(registry.camps), list(registry.letters)
    for made in decisions:
        start, end = made.field("from"), made.field("to")
        if made.kind is DecisionKind.CAMP:
            row = Camp(agent=made.subject, camp=made.field("camp"), basis=made.reason, start=start, end=end)
            camps = [c for c in camps if normal_name(c.agent) != normal_name(made.subject)] + [row]
        elif made.kind is DecisionKind.LETTER:
            letter = Letter(
                agent=made.subject,
                letter=made.field("letter"),
                basis=made.reason,
                assessor=made.who,
                topic=made.field("topic"),
                start=start,
                end=end,
            )
            letters.append(letter)
    return replace(registry, camps=tuple(camps), letters=tuple(letters))
