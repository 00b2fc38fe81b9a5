"""Voices to chains: the hops from the originator to the report's own author, each with how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterclaim.extract.cues.bidden import GRANTING
from counterclaim.extract.cues.certainty import Certainty
from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.cue import Cue, disbelieved
from counterclaim.extract.speakers.heard import SCARE_WORDS, Voices
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent, Hop
from counterclaim.records.naming import normal_name
from counterclaim.records.words import BODIES, Aspect, Factuality, Speech

_MINUS = {
    Factuality.CERTAIN: Factuality.CERTAIN_NOT,
    Factuality.PROBABLE: Factuality.PROBABLE_NOT,
    Factuality.POSSIBLE: Factuality.POSSIBLE_NOT,
}
MINUS = frozenset(_MINUS.values())
#: So many words of a body's name, without these, tell it from others.
SHORT_WORDS = 3
_SMALL = frozenset({"of", "the", "s", "and", "for", "in"})
_OPEN = frozenset({"unverified", "retracting", "threatening"})
Held = tuple[Attribution, ...]


#: By this word whoever says a clause keeps from being sure of it.
_ALLEGED = "allegedly"


@dataclass(frozen=True, slots=True)
class Reading:
    """One proposition as one way through its voices holds it; `denied` by a phrase, `distanced` by an adjective.

    `granted` says that the innermost saying takes it for granted, and so does not deny, concede or doubt it.
    """

    said: Proposition
    held: Held
    sure: Certainty
    denied: bool = False
    distanced: bool = False
    granted: bool = False

    @property
    def cue(self) -> Cue | None:
        """Give the innermost cue where it bears on the proposition: none for the author, none for what is granted."""
        return self.held[0].cue if self.held and not self.granted else None


def paths(held: Held, denied: bool) -> Iterable[tuple[Held, bool]]:
    """Give the ways through some attributions, each with whether it is denied by a phrase (as `denied` says of all).

    "X rejected Y's claim that …" and "there is no truth to Y's claim that …, X said" are Y's claim, and X's denial;
    so is what X could not verify. What an outlet takes back of another's words nobody says any more.
    """
    if any(one.cue.effect == "retracting" and one.sources != held[0].sources for one in held[1:]):
        return
    held = tuple(one for depth, one in enumerate(held) if not (depth and _beside(held[depth - 1], one)))
    # "Said claims that … were false" denies them once: by what the saying itself says of them.
    denied = denied and not any(h.cue.effect == "denial" and effect_of(h.cue.lemma) == "neutral" for h in held)
    if denied and held and held[0].cue.noun:
        yield held, False
        yield held[1:], True
        return
    for depth, one in enumerate(held):
        inner = held[depth - 1]
        # "Denied responsibility for the raid, which X blamed on it": X's charge is no word of the denial.
        apart = inner.cue.noun or not one.start <= inner.cue.start < one.end or _answered(inner.cue, one.cue)
        if depth and one.cue.effect in {"denial", "unverified"} and apart:
            yield (*held[:depth], *held[depth + 1 :]), denied
            yield held[depth:], denied
            return
    yield held, denied


def _answered(said: Cue, denied: Cue) -> bool:
    """Say whether what somebody denies is itself who says it: "rejected a UN report that said the army did it"."""
    who, by = said.source, denied.source
    return who is not None and by is not None and who.dep_ == "dobj" and who.head == by.head


def _beside(inner: Attribution, one: Attribution) -> bool:
    """Say whether what somebody says of a thing stands only beside what another denies or condemns, or is rumoured.

    "Denied it was behind a blast that residents say killed 12", "condemned the raid, which residents say killed 12".
    """
    aside = one.cue.effect in {"denial", "unverified", "hearsay"} or one.cue.lemma in GRANTING
    who = inner.cue.source
    inside = one.start <= inner.cue.start < one.end
    return aside and inside and who is not None and who.dep_ == "nsubj" and who.head.dep_ == "relcl"


def base(reading: Reading) -> Factuality:
    """Give how sure the innermost speaker is."""
    cue = reading.cue
    if cue is not None and disbelieved(cue):
        return Factuality.PROBABLE_NOT
    if reading.said.replaced or (cue is not None and (cue.self_denied or cue.effect in _OPEN)):
        return Factuality.UNCOMMITTED
    if reading.distanced:
        return Factuality.UNCOMMITTED
    if cue is not None and cue.effect == "neutral" and cue.lemma in lexicon("cues")["wishing"]:
        return Factuality.UNCOMMITTED
    level = reading.sure.level
    if cue is not None and cue.lemma in lexicon("hedges")["probable"] and level is Factuality.CERTAIN:
        level = Factuality.PROBABLE
    if level is Factuality.CERTAIN and cue is not None and cue.effect != "hearsay" and _ALLEGED in reading.said.hedges:
        level = Factuality.POSSIBLE  # "X allegedly did it, the group said": its own caution
    if level is Factuality.UNCOMMITTED and reading.said.aspect is Aspect.MOTIVE:
        level = Factuality.PROBABLE if reading.sure.hedges else Factuality.CERTAIN
    labelled = reading.said.aspect is Aspect.CHARACTERISATION and reading.sure.negated
    minus = (reading.said.negated or labelled) != (cue is not None and cue.effect == "denial")
    return _MINUS.get(level, level) if minus != reading.denied else level


def chain(voices: Voices, reading: Reading, ways: tuple[Agent, ...]) -> tuple[Hop, ...]:
    """Build the hops from the originator to the report's author; `ways` is one source of each attribution."""
    said, held, sure = reading.said, reading.held, base(reading)
    hops: list[Hop] = []
    for depth, (one, agent) in enumerate(zip(held, ways, strict=True)):
        cue = one.cue
        hop = Hop(
            agent=agent,
            speech=_speech(voices, said, one) if depth == 0 else Speech.INDIRECT,
            factuality=sure if depth == 0 else _endorsed(held[depth - 1], sure),
            cue=cue.words or None,
            cue_start=cue.start if cue.words else None,
            cue_end=cue.end if cue.words else None,
        )
        if agent not in [h.agent for h in hops]:
            hops.append(hop)
        carried = [m for m in one.via if m not in [h.agent for h in hops]]
        hops += [Hop(agent=m, speech=Speech.INDIRECT, factuality=Factuality.UNCOMMITTED) for m in carried]
    hops = [h for h in hops if h.agent != voices.author]
    hops = _once(hops)
    scare = not hops and any(
        q.start <= said.trigger_start < q.end and len(voices.report.text[q.start : q.end].split()) <= SCARE_WORDS
        for q in voices.quoted(said.trigger_start, said.trigger_start + 1)
    )
    own = _endorsed(held[-1], sure) if hops else sure
    if scare and sure is Factuality.CERTAIN and said.aspect is Aspect.CHARACTERISATION:
        own = Factuality.UNCOMMITTED
    return (*hops, Hop(agent=voices.author, speech=Speech.SCARE if scare else Speech.OWN, factuality=own))


def _once(hops: Sequence[Hop]) -> list[Hop]:
    """Give the steps, a body that two name in turn once: by its longer name, and as sure as it first said it."""
    out: list[Hop] = []
    for hop in hops:
        if out and _again(out[-1].agent, hop.agent):
            out[-1] = replace(out[-1], agent=hop.agent)
        else:
            out.append(hop)
    return out


def _again(one: Agent, on: Agent) -> bool:
    """Say whether a hop only names the next body again, in fewer words ("legal aid office", "Lom legal aid office")."""
    few, more = ({w for w in normal_name(a.name).split() if w not in _SMALL} for a in (one, on))
    return one.kind in BODIES and on.kind in BODIES and len(few) >= SHORT_WORDS and few <= more


def _speech(voices: Voices, said: Proposition, one: Attribution) -> Speech:
    """Tell how a speaker's words are given; a short quotation after a distancing cue is the author's scare quote."""
    short = any(
        q.start <= said.trigger_start < q.end and len(voices.report.text[q.start : q.end].split()) <= SCARE_WORDS
        for q in voices.quoted(said.trigger_start, said.trigger_start + 1)
    )
    return Speech.SCARE if short and one.cue.effect == "distancing" else voices.speech(said.start, said.end)


def _endorsed(inner: Attribution, sure: Factuality) -> Factuality:
    """Give a carrier's own commitment: the speaker's when the cue endorses, else none."""
    return (
        sure if inner.cue.effect in {"endorsing", "conceding"} and not inner.cue.self_denied else Factuality.UNCOMMITTED
    )
