"""Claims that analysts draw: words selected in a report, and what a person says of them, as a decision holds it.

A drawn claim stands beside those that were read, and everything after reading takes it for one of them. Its `extractor`
names who drew it and by which decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from counterclaim.canonical import identifier
from counterclaim.errors import UsageError
from counterclaim.extract.named.authors import author, called
from counterclaim.extract.slots.counted import counted
from counterclaim.extract.words.gazetteer import countries, look_up
from counterclaim.extract.words.times import times
from counterclaim.records.claim import DRAWN, Agent, Claim, Hop
from counterclaim.records.decision import Decision
from counterclaim.records.extent import NumberRange, TimeRange, written
from counterclaim.records.source import Report
from counterclaim.records.words import (
    AgentKind,
    Aspect,
    ClaimAct,
    DecisionKind,
    Factuality,
    Measure,
    Speech,
    Stance,
    Sure,
    VictimClass,
)

#: How sure a speaker is in the words of a form, with and without a denial.
SURE = {
    Sure.CERTAIN: (Factuality.CERTAIN, Factuality.CERTAIN_NOT),
    Sure.PROBABLE: (Factuality.PROBABLE, Factuality.PROBABLE_NOT),
    Sure.POSSIBLE: (Factuality.POSSIBLE, Factuality.POSSIBLE_NOT),
}
W = TypeVar("W", bound=StrEnum)
#: Stances that leave open whether what is said is so.
_OPEN = frozenset({Stance.QUESTION, Stance.RETRACT, Stance.THREATEN})


def placed(text: str, words: str, near: int = 0) -> tuple[int, int] | None:
    """Give where words stand in a text, the first place from `near` on, else the first; white space may differ.

    None where they stand nowhere, or where there are none.
    """
    parts = words.split()
    if not parts:
        return None
    found = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, parts)), text)]
    return next((span for span in found if span[0] >= near), found[0] if found else None)


def drawn(decisions: Iterable[Decision], reports: Iterable[Report]) -> tuple[Claim, ...]:
    """Give the claims that decisions draw in some reports, in order; one that is drawn twice is given once."""
    by_id = {r.id: r for r in reports}
    found: dict[str, Claim] = {}
    for made in decisions:
        if made.kind is DecisionKind.CLAIM and made.subject in by_id:
            claim = claim_of(made, by_id[made.subject])
            found.setdefault(claim.id, claim)
    return tuple(found.values())


def checked(made: Decision, report: Report) -> None:
    """Refuse a drawn claim whose words are not where it says, or whose day cannot be read. Raises UsageError."""
    start, end = _span(made)
    if made.field("text") != report.text[start:end] or start >= end:
        came = report.text[start:end][:80] or "no words"
        raise UsageError(f"the words {made.field('text')[:80]!r} at {start}–{end}", repr(came), "Select them anew.")
    if (words := made.field("day")) and _time(words, report) is None:
        raise UsageError("a day that can be read, such as 2016-03-27 or 27 March 2016", words, "Write it so.")
    if made.field("value") == "" and made.field("aspect") != Aspect.COUNT:
        raise UsageError("value=… for claim", "none", "Say what the words give as the answer.")


def claim_of(made: Decision, report: Report) -> Claim:
    """Give the claim that a decision draws in its report. Takes a decision that was checked when it was made."""
    (start, end), own = _span(made), author(report)
    stance, aspect = Stance(made.field("stance") or Stance.ASSERT), Aspect(made.field("aspect"))
    hops = _chain(made, report, own, stance)
    numbers = written(made.field("value")) if aspect is Aspect.COUNT else None
    measure = _word(Measure, made, "measure") or (Measure.KILLED if numbers is not None else None)
    victim = _word(VictimClass, made, "victim")
    value = " ".join(made.field("value").split())
    if numbers is not None and measure is not None:  # what the id is made of, as it always was
        plain = numbers if numbers.low else replace(numbers, named=None)
        value = f"{plain.words()} {measure.value}" + (f" ({victim.value})" if victim else "")
    target, asset = made.field("target") or None, made.field("asset") or None
    speakers = [h.agent.id for h in hops]
    what = counted(numbers, measure, victim, asset) if numbers is not None and measure is not None else None
    act_type, where, day = made.field("act") or None, made.field("place"), made.field("day")
    parts = [report.id, start, end, aspect.value, value, speakers, stance.value, [target, asset], act_type, where]
    return Claim(
        id=identifier("c", "drawn", *parts),
        report=report.id,
        start=start,
        end=end,
        text=report.text[start:end],
        chain=hops,
        stance=stance,
        claim_act=_act(stance, aspect, (numbers, measure, act_type), alone=len(hops) == 1),
        aspect=aspect,
        value=what.value if what else value,
        extractor=f"{DRAWN}{made.who}, decision {made.number}",
        act_type=act_type,
        actor=made.field("actor") or None,
        target=target,
        place=look_up(where, countries(report.text)) if where else None,
        time=_time(day, report) if day else None,
        time_words=day or None,
        measure=measure,
        victim_class=what.victim_class if what else victim,
        range=numbers,
        unit=what.unit if what else None,
        asset=what.asset if what else asset,
    )


def _span(made: Decision) -> tuple[int, int]:
    try:
        return int(made.field("start")), int(made.field("end"))
    except ValueError as cause:
        came = f"{made.field('start')!r} and {made.field('end')!r}"
        raise UsageError("start=… and end=…, numbers", came, "Say text=WORDS; they are looked up.") from cause


def _chain(made: Decision, report: Report, own: Agent, stance: Stance) -> tuple[Hop, ...]:
    """Give who holds the claim: the speaker, through whom, and the report itself as the last."""
    kind = _word(AgentKind, made, "kind")
    names = [made.field("speaker"), *made.field("via").split(";")]
    agents: list[Agent] = []
    for name in (" ".join(n.split()) for n in names):
        who = called(name, kind if not agents else None, report.id) if name else own
        if who.id != own.id and who not in agents:
            agents.append(who)
    sure = (
        Factuality.UNCOMMITTED
        if stance in _OPEN
        else SURE[Sure(made.field("sure") or Sure.CERTAIN)][stance is Stance.DENY]
    )
    hops = [
        Hop(agent=a, speech=Speech.INDIRECT, factuality=Factuality.UNCOMMITTED if n else sure)
        for n, a in enumerate(agents)
    ]
    return (*hops, Hop(agent=own, speech=Speech.OWN, factuality=Factuality.UNCOMMITTED if hops else sure))


def _word(kind: type[W], made: Decision, key: str) -> W | None:
    return kind(made.field(key)) if made.field(key) else None


def _act(
    stance: Stance, aspect: Aspect, harm: tuple[NumberRange | None, Measure | None, str | None], *, alone: bool
) -> ClaimAct:
    """Give the kind of act (standards §11.3)."""
    if stance is Stance.DENY:
        denied = {Aspect.PERPETRATOR: ClaimAct.DENY_RESPONSIBILITY, Aspect.COUNT: ClaimAct.DENY_HARM}
        return denied.get(aspect, ClaimAct.DENY_HARM if aspect is Aspect.DAMAGE else ClaimAct.DENY_EVENT)
    if stance is Stance.CONCEDE:
        harmed = aspect is Aspect.DAMAGE or any(one is not None for one in harm)
        return ClaimAct.CONCEDE_HARM if harmed else ClaimAct.CONFIRM_OWN_EARLIER
    if stance is Stance.RETRACT:
        return ClaimAct.RETRACT
    if stance is Stance.QUESTION:
        return ClaimAct.CANNOT_VERIFY
    if aspect is Aspect.COUNT:
        return ClaimAct.GIVE_NUMBER
    return ClaimAct.ATTRIBUTE_TO_OTHER if aspect is Aspect.PERPETRATOR and not alone else ClaimAct.REPORT


def _time(words: str, report: Report) -> TimeRange | None:
    """Read a day: as a date, as two with `/` between them, or as a report writes it."""
    try:
        first, _, last = words.partition("/")
        days = sorted(date.fromisoformat(d.strip()).isoformat() for d in (first, last or first))
        return TimeRange(days[0], days[1], days[0] == days[1])
    except ValueError:
        found = times(words, report.published)
        return found[0].range if found else None
