"""One claim as a person corrected it: its answer, its speaker, its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from counterclaim.records.claim import PART, Agent, Claim, Hop
from counterclaim.records.extent import written
from counterclaim.records.words import AgentKind, Aspect, Factuality, Measure, Speech, Stance, VictimClass

#: A name, its kind where a person said it, and the id of the report whose words name it → the agent.
Called = Callable[[str, AgentKind | None, str], Agent]


def corrected(claim: Claim, values: Mapping[str, str], called: Called) -> Claim:
    """Give a claim with what a person says of it instead, by the fields of a decision; without any, as it is.

    `called` gives the agent whom the person names as the speaker.
    """
    if not values:
        return claim
    plain = {k: v for k, v in values.items() if k in {"value", "actor", "target", "asset"}}
    changed = replace(claim, **plain)  # type: ignore[arg-type]
    if name := " ".join(values.get("speaker", "").split()):
        kind = AgentKind(values["kind"]) if "kind" in values else None
        changed = replace(changed, chain=_spoken_by(called(name, kind, claim.report), claim.chain))
    changed = replace(changed, aspect=Aspect(values.get("aspect", claim.aspect)))
    if changed.aspect is Aspect.COUNT:
        changed = _recounted(changed, claim, values)
    return replace(changed, stance=Stance(values.get("stance", claim.stance)))


def _recounted(changed: Claim, claim: Claim, values: Mapping[str, str]) -> Claim:
    """Give a count with another number, another measure or another class of those it counts."""
    number = written(values.get("value", "")) or claim.range
    if "measure" in values or "victim" in values:
        measure = Measure(values.get("measure") or claim.measure or Measure.OTHER)
        victims = VictimClass(values["victim"]) if "victim" in values else claim.victim_class
        unit = claim.unit.removesuffix(PART) if claim.unit else None  # read anew, it is no part of another number
        changed = replace(changed, measure=measure, victim_class=victims, unit=unit)
        what = f"{measure}{f' ({victims})' if victims else ''}"
        return replace(changed, range=number, value=f"{number.words()} {what}" if number else claim.value)
    if "value" in values and number is not None:
        return replace(changed, range=number, value=f"{number.words()} {_counts(claim)}")
    return changed


def _counts(claim: Claim) -> str:
    """Give what a number counts, as its claim has it behind the number."""
    old = claim.range.words() if claim.range is not None else ""
    if old and claim.value.startswith(f"{old} "):
        return claim.value.removeprefix(f"{old} ")
    return f"{claim.measure or 'number'}{f' ({claim.victim_class})' if claim.victim_class else ''}"


def _spoken_by(speaker: Agent, chain: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """Give a chain that begins with another speaker; the report itself stays the last, and may be the only one."""
    first, *between, last = chain if len(chain) > 1 else (chain[0], chain[0])
    if speaker.id == last.agent.id:
        return (replace(last, factuality=first.factuality),)
    speech = Speech.INDIRECT if first.speech is Speech.OWN else first.speech
    rest = [hop for hop in (*between, last) if hop.agent != speaker]
    begun = replace(first, agent=speaker, speech=speech)
    return (begun, *(replace(h, factuality=Factuality.UNCOMMITTED) if len(chain) == 1 else h for h in rest))
