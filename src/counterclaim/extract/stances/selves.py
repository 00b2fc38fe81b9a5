"""Deeds that speakers tell of themselves ("we attacked the barracks"): whose they are is known once the voices are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.extract.named import agents
from counterclaim.extract.named.parties import OURS, SELF
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.speakers.representing import spoken_for
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import ACTING_BODIES, AgentKind, Aspect

_WHO = frozenset({Aspect.PERPETRATOR, Aspect.CONTROL})


def named_selves(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give propositions with the speaker in the place of "we"; who did it is left out where no one speaker is known."""
    for one in said:
        if not {one.actor, one.value} & {SELF, OURS}:
            yield one
        elif (name := _speaker(voices, one)) is not None:
            yield replace(one, actor=name, value=name if one.aspect in _WHO else one.value)
        elif one.aspect not in _WHO:
            yield replace(one, actor=None)


def _speaker(voices: Voices, said: Proposition) -> str | None:
    """Give whose words a proposition's are: who speaks, or for "we" the body that speaks or is spoken for, or None."""
    through = voices.at(said.trigger_start)
    if said.actor == OURS and through and _reported(voices, said, through[0]):
        through = ()
    sources = through[0].sources if through else (voices.author,)
    if len(sources) != 1 or sources[0].kind is AgentKind.GENERIC:
        return None
    # A newspaper's "we" did nothing, and who else a person's are is not said.
    name = agents.body_of(sources[0].name)
    told = agents.kind_of_noun(name.rpartition(" ")[2]) if sources[0].kind is AgentKind.OUTLET else None
    if said.actor == SELF or {sources[0].kind, told} & ACTING_BODIES:
        return name
    return spoken_for(through[0], voices.attributions) if through else None


def _reported(voices: Voices, said: Proposition, one: Attribution) -> bool:
    """Say whether words are told with "that" and in no quotation: "they claim that we did it" means who writes.

    A telex leaves the marks of quotations out.
    """
    if voices.cased is not voices.report:
        return False
    before = voices.report.text[: one.start].rstrip().casefold()
    return before.endswith(" that") and not voices.quoted(said.trigger_start, said.trigger_end)
