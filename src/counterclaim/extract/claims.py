"""What is said × who says it → claims, each anchored to its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from counterclaim.canonical import identifier
from counterclaim.extract.correction_notes import without_noted
from counterclaim.extract.cues.certainty import Certainty, certainty
from counterclaim.extract.cues.disbelief import DISBELIEVE
from counterclaim.extract.named import agents
from counterclaim.extract.parsed.cue import disbelieved
from counterclaim.extract.speakers.chains import MINUS, Held, Reading, base, chain, paths
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.speakers.own_corrections import still_told
from counterclaim.extract.speakers.representing import of_body, short_for, spoken_for
from counterclaim.extract.stances.accused import of_accused
from counterclaim.extract.stances.bearing import bearing, in_somebodys_words
from counterclaim.extract.stances.contents import everything
from counterclaim.extract.stances.disowned import carried_out, each_own, mine, of_side, part_only
from counterclaim.extract.stances.granted import granted
from counterclaim.extract.stances.narrow import aim_denied, in_its_words
from counterclaim.extract.stances.own_part import denies_its_deed, own_deed
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.stances.selves import named_selves
from counterclaim.extract.stances.superseded import superseded
from counterclaim.extract.stances.told import elsewhere, family, told
from counterclaim.extract.stances.unasked import only_asked
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.short_forms import bodies_named
from counterclaim.extract.words.spans import Spans
from counterclaim.offices import WHOLE, office_of
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.words import NOT_NAMED, AgentKind, Aspect, Basis, ClaimAct, Factuality, Measure, Stance

#: A report gives at most this many claims; the ones that stand first in the text are kept.
CLAIMS_MAX = 2_000
#: Sources of one saying that are told apart; the rest of a longer list is left out.
TOGETHER_MAX = 6
_STANCES = {
    "denial": Stance.DENY,
    "conceding": Stance.CONCEDE,
    "retracting": Stance.RETRACT,
    "threatening": Stance.THREATEN,
    "unverified": Stance.QUESTION,
}
MENTION_WORDS = 3  # an act's name with an article before it: "the air strike", "this car bombing"
_BACK = frozenset({"the", "this", "that", "these", "those", "such"})
#: What a party leaves open that denies having done something.
_NOT_DENIED = frozenset({Aspect.OCCURRENCE, Aspect.TARGET, Aspect.DAMAGE, Aspect.COUNT, Aspect.VICTIM_STATUS}) | {
    Aspect.WEAPON
}
#: A negation in these words is their answer, and no denial of one.
_SAID_OTHERWISE = frozenset({Aspect.MOTIVE})
_VICTIMS = frozenset({Aspect.VICTIM_STATUS, Aspect.VICTIM_IDENTITY})
_WITNESSES = frozenset({"witness", "witnesses", "eyewitness", "eyewitnesses", "survivors", "survivor"})
_HARM = frozenset({Aspect.COUNT, Aspect.DAMAGE, Aspect.OCCURRENCE, Aspect.WEAPON, Aspect.PERPETRATOR, *_VICTIMS})
_IMAGERY = re.compile(r"\b(footage|video|photo(?:graph)?s?|images?|imagery|pictures?)\b", re.IGNORECASE)
_RESPONSIBILITY = re.compile(r"\b(?:responsib(?:ility|le)|blame)\b", re.IGNORECASE)
_OWNING = {"claim": ClaimAct.CLAIM_RESPONSIBILITY, "accept": ClaimAct.ACCEPT_RESPONSIBILITY}
_HEARSAY = frozenset({"reportedly", "allegedly", "alleged", "purportedly", "supposedly", "so-called"})
_TAIL = re.compile(r"(?:[\s,;:(—–]+(?:and|but|or|that)?)+$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:[\s,;:)—–]+|\[TEXT\]|(?:and|but|or|that)\b(?=\s))+", re.IGNORECASE)
#: What is said to come is not certain.
_AHEAD = frozenset({"will", "shall", "would"})
#: Fields that a claim takes from its proposition as they are.
_CARRIED = (
    *("act_type", "actor", "target", "place", "time", "time_words", "measure", "victim_class"),
    *("range", "unit", "asset", "label", "loaded"),
)


def claims(voices: Voices, said: Sequence[Proposition], extractor: str) -> tuple[Claim, ...]:
    """Give a report's claims in text order, without duplicates.

    Takes the report's voices, its propositions and the extractor's name. A content that no proposition's trigger
    touches gives one claim of its own. At `CLAIMS_MAX` the rest is dropped.
    """
    found: dict[str, Claim] = {}
    ordered = sorted(
        everything(voices, list(bodies_named(named_selves(voices, said), voices.report.text))),
        key=lambda p: (p.start, p.end, p.aspect, p.value),
    )
    acts = told(voices, ordered)
    for proposition in superseded(voices, ordered):
        for claim in _spoken(voices, proposition, acts, extractor):
            found.setdefault(claim.id, claim)
    kept = without_noted(_told_anew(still_told(_once(found.values()))), voices.report.text)
    return tuple(sorted(kept, key=lambda c: (c.start, c.end, c.aspect, c.id))[:CLAIMS_MAX])


def _once(found: Iterable[Claim]) -> list[Claim]:
    """Keep one of the claims that say the same of the same on touching words, the one that says most."""
    kept: dict[tuple[object, ...], Spans[Claim]] = {}
    for claim in sorted(found, key=lambda c: (-_fullness(c), c.start, -c.end, c.id)):
        named = agents.canonical(claim.value) if claim.aspect is Aspect.PERPETRATOR else claim.value
        key = (claim.aspect, named, claim.stance, tuple(h.agent.id for h in claim.chain))
        same = kept.setdefault(key, Spans(lambda c: (c.start, c.end)))
        if not any(not _differ(o, claim) for o in same.touching(claim.start, claim.end)):
            same.extend([claim])
    return [c for group in kept.values() for c in group]


def _told_anew(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out what only mentions again ("the attack", "this crime") an act that the same speaker tells of."""
    full: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.aspect is Aspect.OCCURRENCE and not _mention(claim):
            full.setdefault(_told_by(claim), []).append(claim)
    return [c for c in claims if not (_mention(c) and any(o.id != c.id for o in full.get(_told_by(c), ())))]


def _told_by(claim: Claim) -> tuple[object, ...]:
    return (family(claim.act_type), claim.stance, *(h.agent.id for h in claim.chain))


def _mention(claim: Claim) -> bool:
    """Say whether a claim is no more than an act's name with an article that points back."""
    words = claim.text.casefold().split()
    bare = claim.aspect is Aspect.OCCURRENCE and claim.act_type is not None and len(words) <= MENTION_WORDS
    bare = bare and not any("'" in w or "’" in w for w in words)
    return bare and words[0] in _BACK and claim.stance is Stance.ASSERT and claim.actor is None


def _differ(one: Claim, other: Claim) -> bool:
    """Tell whether two claims name different targets, things or places of the same act."""
    pairs = ((one.target, other.target), (one.asset, other.asset))
    return any(a is not None and b is not None and a != b for a, b in pairs)


def _fullness(claim: Claim) -> int:
    """Count what a claim's words fill in."""
    return sum(getattr(claim, name) not in (None, ()) for name in _CARRIED)


def _spoken(voices: Voices, said: Proposition, acts: Sequence[Proposition], extractor: str) -> Iterable[Claim]:
    """Give the claims of one proposition: one for each way through the sources that speak together."""
    if not said.value or said.start >= said.end:
        return
    at = said.trigger_start
    through = voices.at(at)
    if through and through[0].cue.effect == "unverified" and through[0].cue.source is None:
        through = through[:1]
    if not through and (in_somebodys_words(voices, at) or only_asked(voices, said)):
        return
    if through:
        told_by = bearing(voices, said, acts, through)
        if told_by is None:
            return
        said, through = told_by
    unsaid = bool(voices.denied.touching(at, at + 1)) and not part_only(voices, said)
    for held, denied in paths(through, unsaid):
        within = of_accused(_clamped(voices, said, held), held)
        if within.start >= within.end:
            continue
        reading = _read(voices, within, held, denied)
        for ways in product(*(a.sources[:TOGETHER_MAX] for a in held)):
            if each_own(voices, said, held, ways):
                continue
            narrow = _narrowed(voices, reading, ways, acts, held)
            if narrow is not None:
                yield _claim(voices, narrow, chain(voices, narrow, ways), extractor)


def _narrowed(
    voices: Voices, reading: Reading, ways: tuple[Agent, ...], acts: Sequence[Proposition], held: Held
) -> Reading | None:
    """Keep a denial of one's own deed to who did it: that it was done stays open, and so do its other parts.

    So does a denial that somebody did what the report tells as done. One of the means alone is one of the weapon.
    """
    said = reading.said
    # Who denies that prisoners were shot does not deny that they were prisoners.
    beside = said.aspect in _VICTIMS and said.trigger_end > said.trigger_start and not said.negated
    beside = beside or (said.means_alone and said.aspect is not Aspect.WEAPON)
    if beside and _stance(reading) is Stance.DENY:
        return None
    denies = ways and not said.means_alone and (said.aspect in _NOT_DENIED or said.aspect is Aspect.PERPETRATOR)
    # Of what no act is told, nobody says yet that anybody did it.
    denies = denies and not (said.aspect is Aspect.OCCURRENCE and said.act_type is None and said.actor is not None)
    if not denies or _stance(reading) is not Stance.DENY:
        return reading
    token = voices.token(said.trigger_start) if said.trigger_end > said.trigger_start else None
    if aim_denied(token):
        narrow = in_its_words(said, voices.report.text[held[0].start : held[0].end])
        return replace(reading, said=narrow) if narrow is not None else None
    speaker = ways[0].name
    body = spoken_for(held[0], voices.attributions) or agents.body_of(speaker)
    own = of_side(said, reading.held[0]) or (said.actor is not None and agents.one_side(said.actor, body))
    known = said.actor is not None and (carried_out(token) or elsewhere(acts, said))
    if held[0].cue.lemma == DISBELIEVE and held[0].accused is not None:
        # "Was wrongly accused of shelling it": that it was shelled stays open.
        return _of_doer(reading, held[0].accused)
    only = own or mine(token) or known or denies_its_deed(token, said, held[0])
    # "Our army", and "we" of a minister, name a body already.
    office = office_of(said.actor) if said.actor is not None else None
    known = said.actor is not None and (own or not mine(token) or (office is not None and office.office != WHOLE))
    # "A spokesman for the army, X, denied shelling it", "that the army had": who speaks, and the noun, are the army.
    name = str(said.actor) if known and not short_for(said.actor, body, speaker) else body
    # "The group denied responsibility for it", whoever else "the group" could mean.
    theirs = token is not None and not own and own_deed(token, held[0])
    if only or (said.aspect is Aspect.PERPETRATOR and (theirs or of_body(said.actor, body))):
        return _of_doer(reading, body if theirs else name)
    return reading


def _of_doer(reading: Reading, name: str) -> Reading | None:
    """Make what is said the answer who did it; None where it tells neither an act nor its doer."""
    if reading.said.aspect not in {Aspect.OCCURRENCE, Aspect.PERPETRATOR}:
        return None
    return replace(reading, said=replace(reading.said, aspect=Aspect.PERPETRATOR, value=name, actor=name))


def _clamped(voices: Voices, said: Proposition, held: Held) -> Proposition:
    """Keep a proposition's words inside the content that holds its trigger, and out of contents that do not."""
    start, end = said.start, said.end
    if held:
        start, end = max(start, held[0].start), min(end, held[0].end)
    for one in voices.attributions.touching(start, end):
        if one.sources == (voices.author,) or any(one is h or one == h for h in held):
            continue
        low, high = one.extent
        if max(said.trigger_end, said.trigger_start + 1) <= low < end and not start <= low < high <= end - 1:
            end = low
        if start < high <= said.trigger_start:
            start = high
    end = start + len(_TAIL.sub("", voices.report.text[start:end]))
    start += len(voices.report.text[start:end]) - len(_LEAD.sub("", voices.report.text[start:end]))
    return said if (start, end) == (said.start, said.end) else replace(said, start=start, end=end)


def _read(voices: Voices, said: Proposition, held: Held, denied: bool) -> Reading:
    """Read how sure the words are of a proposition, and whether a phrase denies or distances it."""
    whole = said.trigger_start == said.trigger_end or said.aspect is Aspect.MOTIVE
    token = root(voices, said.start, said.end) if whole else voices.token(said.trigger_start)
    sure = certainty(token, said.aspect is Aspect.PERPETRATOR) if token is not None else Certainty(Factuality.CERTAIN)
    planned = whole and token is not None and any(c.lower_ in _AHEAD and c.dep_ == "aux" for c in token.children)
    if (said.implied or planned) and sure.level is Factuality.CERTAIN:
        sure = Certainty(Factuality.PROBABLE, sure.hedges)
    if said.actor is not None and said.aspect is Aspect.OCCURRENCE and sure.level is Factuality.CERTAIN:
        by = certainty(token, of_doer=True).level if token is not None else sure.level
        # "The possible part of rebels in the murder": that it was done is told, and not that they did it.
        said = replace(said, actor=None) if by in {Factuality.POSSIBLE, Factuality.UNCOMMITTED} else said
    at = said.trigger_start
    return Reading(
        said,
        held,
        sure,
        denied=denied,
        distanced=bool(voices.distanced.touching(at, at + 1)),
        granted=bool(held) and token is not None and granted(voices, said, held[0], token),
    )


def _stance(reading: Reading) -> Stance:
    """Give what the innermost speaker does."""
    cue = reading.cue
    if reading.said.replaced:
        return Stance.RETRACT
    if cue is not None and disbelieved(cue):
        return Stance.DENY
    if cue is not None and cue.self_denied and cue.effect != "unverified":
        return Stance.QUESTION
    stance = _STANCES.get(cue.effect, Stance.ASSERT) if cue is not None else Stance.ASSERT
    if stance is Stance.DENY and _counts_none(reading.said) and reading.said.negated:
        return Stance.ASSERT  # "denied that any civilian was killed": none was
    minus = base(reading) in MINUS and reading.said.aspect not in _SAID_OTHERWISE
    return Stance.DENY if (reading.denied or minus) and stance is Stance.ASSERT else stance


def _act(reading: Reading, stance: Stance, text: str) -> ClaimAct:
    """Give the kind of act (standards §11.3)."""
    cue = reading.cue
    effect, own = (
        ("neutral", False)
        if reading.granted
        else (cue.effect, _RESPONSIBILITY.search(text) is not None)
        if cue
        else ("author", False)
    )
    mine = cue is not None and reading.said.actor == reading.held[0].sources[0].name
    if effect == "unverified" or (reading.said.aspect is Aspect.PERPETRATOR and reading.said.value == NOT_NAMED):
        return ClaimAct.CANNOT_VERIFY
    if stance in {Stance.DENY, Stance.RETRACT, Stance.CONCEDE}:
        return _taken_back(reading.said, stance, _RESPONSIBILITY.search(text) is not None)
    if cue is not None and (own or mine) and stance is Stance.ASSERT and cue.lemma in _OWNING:
        return _OWNING[cue.lemma]
    if effect == "accusing" or (reading.said.aspect is Aspect.PERPETRATOR and effect != "author"):
        return ClaimAct.CLAIM_RESPONSIBILITY if mine and effect != "accusing" else ClaimAct.ATTRIBUTE_TO_OTHER
    if reading.said.aspect is Aspect.COUNT:
        return ClaimAct.DENY_HARM if _counts_none(reading.said) else ClaimAct.GIVE_NUMBER
    return ClaimAct.ALLEGE if effect in {"distancing", "hearsay"} or reading.distanced else ClaimAct.REPORT


def _counts_none(said: Proposition) -> bool:
    """Say whether a number says that none of some people was killed or injured."""
    harm = said.measure in {Measure.KILLED, Measure.INJURED}
    return said.aspect is Aspect.COUNT and harm and said.range is not None and said.range.high == 0


def _taken_back(said: Proposition, stance: Stance, responsibility: bool) -> ClaimAct:
    """Give the act of who denies, retracts or concedes."""
    if stance is Stance.RETRACT:
        return ClaimAct.RETRACT
    if stance is Stance.DENY:
        if said.aspect is Aspect.PERPETRATOR or responsibility:
            return ClaimAct.DENY_RESPONSIBILITY
        return ClaimAct.DENY_HARM if said.aspect in {Aspect.COUNT, Aspect.DAMAGE} else ClaimAct.DENY_EVENT
    if responsibility:
        return ClaimAct.ACCEPT_RESPONSIBILITY
    harm = said.measure or said.act_type or said.aspect is Aspect.DAMAGE
    return ClaimAct.CONCEDE_HARM if harm and said.aspect in _HARM else ClaimAct.CONFIRM_OWN_EARLIER


def _basis(reading: Reading, hops: tuple[Hop, ...], text: str) -> Basis:
    """Give what the innermost speaker's knowledge rests on, as far as the words say."""
    told = next((a.cue.basis for a in reading.held if a.cue.basis is not None), None)
    if told is not None:
        return told
    if set(hops[0].agent.name.lower().split()) & _WITNESSES and hops[0].agent.kind is AgentKind.UNNAMED_GROUP:
        return Basis.WITNESSED
    if _IMAGERY.search(text):
        return Basis.IMAGERY
    return Basis.HEARSAY if len({a.sources for a in reading.held}) > 1 else Basis.UNDISCLOSED


def _claim(voices: Voices, reading: Reading, hops: tuple[Hop, ...], extractor: str) -> Claim:
    """Write one claim."""
    said = reading.said
    stance, text = _stance(reading), voices.report.text[said.start : said.end]
    speakers = [h.agent.id for h in hops]
    parts = [voices.report.id, said.start, said.end, said.aspect.value, said.value, speakers, stance.value]
    if said.target is not None or said.asset is not None:
        parts.append([said.target, said.asset])
    low = text.casefold()
    hearsay = [h for h in said.hedges if h in _HEARSAY and h in low]
    return Claim(
        id=identifier("c", *parts),
        report=voices.report.id,
        start=said.start,
        end=said.end,
        text=text,
        chain=hops,
        stance=stance,
        claim_act=_act(reading, stance, text),
        aspect=said.aspect,
        value=said.value,
        extractor=extractor,
        hedges=tuple(dict.fromkeys([*reading.sure.hedges, *hearsay])),
        basis=_basis(reading, hops, text),
        inferred=said.inferred,
        **{name: getattr(said, name) for name in _CARRIED},
    )
