"""What is said × who says it → claims, each anchored to its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from counterclaim.canonical import identifier
from counterclaim.extract.proposition import Proposition
from counterclaim.extract.voices import Attribution, Voices
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim, Hop
from counterclaim.records.words import Aspect, Basis, ClaimAct, Factuality, Speech, Stance

#: A report gives at most this many claims; the ones that stand first in the text are kept.
CLAIMS_MAX = 2_000
#: Sources of one saying that are told apart; the rest of a longer list is left out.
TOGETHER_MAX = 6
VALUE_WORDS = 12
SCARE_WORDS = 4
_STANCES = {
    "denial": Stance.DENY,
    "conceding": Stance.CONCEDE,
    "retracting": Stance.RETRACT,
    "threatening": Stance.THREATEN,
}
_MINUS = {
    Factuality.CERTAIN: Factuality.CERTAIN_NOT,
    Factuality.PROBABLE: Factuality.PROBABLE_NOT,
    Factuality.POSSIBLE: Factuality.POSSIBLE_NOT,
}
_PURPOSE = re.compile(
    r"\b(in order to|attempt to|so as to|motive|aimed at|used for|being used|exploited to)\b", re.IGNORECASE
)
_LABELS = frozenset(
    {"call", "label", "dub", "brand", "term", "describe", "characterise", "portray", "hail", "crow", "denounce"}
)
_IMAGERY = re.compile(r"\b(footage|video|photo(?:graph)?s?|images?|imagery|pictures?)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(no|not|never|n['’]t|none)\b|n['’]t\b", re.IGNORECASE)
_RESPONSIBILITY = re.compile(r"\bresponsibility\b", re.IGNORECASE)
#: Fields that a claim takes from its proposition as they are.
_CARRIED = (
    *("act_type", "actor", "target", "place", "time", "time_words", "measure", "victim_class"),
    *("range", "unit", "asset", "label", "loaded"),
)
_EDGES = " \t\n\r\"“”‘’'«»„,;:()[]–—-"


def claims(voices: Voices, said: Sequence[Proposition], extractor: str) -> tuple[Claim, ...]:
    """Give a report's claims in text order, without duplicates.

    Takes the report's voices, its propositions and the extractor's name. A content that no proposition's trigger
    touches gives one claim of its own. At `CLAIMS_MAX` the rest is dropped.
    """
    found: dict[str, Claim] = {}
    everything = [*said, *_uncovered(voices, said), *_scare(voices, said)]
    for proposition in sorted(everything, key=lambda p: (p.start, p.end, p.aspect, p.value)):
        for claim in _spoken(voices, proposition, extractor):
            found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.aspect, c.id))[:CLAIMS_MAX])


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Move a span's ends off spaces, quotation marks and stray punctuation."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES + ".!?":
        end -= 1
    return start, end


def _value(words: str) -> str:
    """Give a content as a short normalised phrase."""
    return " ".join(re.sub(r"[^\w%$'’-]+", " ", words.casefold()).split()[:VALUE_WORDS])


def _loaded(words: str) -> tuple[str, ...]:
    """List the loaded terms in some words, if that lexicon is shipped."""
    try:
        entries = lexicon("loaded_terms")
    except FileNotFoundError:
        return ()
    terms = entries if isinstance(entries, dict) else {str(e): e for e in entries if isinstance(e, str)}
    low = words.casefold()
    return tuple(sorted(t for t in terms if re.search(rf"\b{re.escape(str(t).casefold())}\b", low)))


def _uncovered(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give a proposition for each innermost content that no proposition covers."""
    for one in voices.attributions:
        inner = any(
            other is not one
            and one.start <= other.cue.start < one.end
            and one.start <= other.start
            and other.end <= one.end
            for other in voices.attributions
        )
        if inner or any(one.start <= p.trigger_start < one.end for p in said):
            continue
        start, end = _trim(voices.report.text, one.start, one.end)
        words = voices.report.text[start:end]
        if len(words) < 2:
            continue
        yield _made(voices, one, start, end)


def _made(voices: Voices, one: Attribution, start: int, end: int) -> Proposition:
    """Make the proposition of a content that is read as a whole."""
    words = voices.report.text[start:end]
    quoted = [
        voices.report.text[q.start : q.end] for q in voices.quoted(start, end) if q.start >= start and q.end <= end
    ]
    aspect, label = Aspect.OCCURRENCE, None
    if one.cue.lemma in _LABELS:
        aspect, label = Aspect.CHARACTERISATION, quoted[-1] if quoted else words
    elif _PURPOSE.search(words):
        aspect = Aspect.MOTIVE
    elif quoted and len(quoted[0].split()) <= SCARE_WORDS:
        aspect, label = Aspect.CHARACTERISATION, quoted[0]
    value = _value(label or words)
    made = Proposition(
        start=start, end=end, trigger_start=start, trigger_end=end, aspect=aspect, value=value, label=label
    )
    return replace(made, negated=bool(_NEGATIVE.search(words)), hedges=_hedges(words)[1], loaded=_loaded(words))


def _scare(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give a characterisation for each short quotation that nobody's saying explains: the author's scare quotes."""
    for quote in voices.quotes:
        start, end = _trim(voices.report.text, quote.start, quote.end)
        words = voices.report.text[start:end]
        if not words or len(words.split()) > SCARE_WORDS or voices.at(start):
            continue
        if any(p.aspect is Aspect.CHARACTERISATION and p.start <= start < p.end for p in said):
            continue
        made = Proposition(
            start=start,
            end=end,
            trigger_start=start,
            trigger_end=end,
            aspect=Aspect.CHARACTERISATION,
            value=_value(words),
        )
        yield replace(made, label=words, loaded=_loaded(words))


def _hedges(words: str) -> tuple[Factuality, tuple[str, ...]]:
    """Give how sure some words are, and the hedges in them."""
    entries, tokens = lexicon("hedges"), [w.casefold() for w in re.findall(r"[A-Za-z]+", words) if w != "May"]
    stems = {t: t.removesuffix("ed").removesuffix("s") for t in tokens}
    possible = [t for t in tokens if t in entries["possible"]]
    probable = [t for t in tokens if t in entries["probable"] or stems[t] in {"appear", "seem"}]
    level = Factuality.POSSIBLE if possible else Factuality.PROBABLE if probable else Factuality.CERTAIN
    return level, tuple(dict.fromkeys([*possible, *probable]))


def _spoken(voices: Voices, said: Proposition, extractor: str) -> Iterable[Claim]:
    """Give the claims of one proposition: one for each way through the sources that speak together."""
    if not said.value or said.start >= said.end:
        return
    held = voices.at(said.trigger_start)
    for ways in product(*(a.sources[:TOGETHER_MAX] for a in held)) if held else [()]:
        yield _claim(voices, said, held, _chain(voices, said, held, ways), extractor)


def _chain(
    voices: Voices, said: Proposition, held: tuple[Attribution, ...], ways: tuple[object, ...]
) -> tuple[Hop, ...]:
    """Build the hops from the originator to the report's author."""
    clause = voices.report.text[said.start : said.end]
    level, _ = _hedges(clause if not said.hedges else clause + " " + " ".join(said.hedges))
    negated = said.negated or (bool(held) and held[0].cue.effect == "denial" and not held[0].cue.self_denied)
    base = _MINUS[level] if negated else level
    speech = voices.speech(said.start, said.end)
    hops: list[Hop] = []
    for depth, (one, agent) in enumerate(zip(held, ways, strict=True)):
        sure = base if depth == 0 else _endorsed(held[depth - 1], base)
        cue = one.cue
        hop = Hop(
            agent=agent,  # type: ignore[arg-type]
            speech=speech if depth == 0 else Speech.INDIRECT,
            factuality=sure,
            cue=cue.words,
            cue_start=cue.start,
            cue_end=cue.end,
        )
        if not hops or hops[-1].agent != hop.agent:
            hops.append(hop)
        hops += [Hop(agent=m, speech=Speech.INDIRECT, factuality=Factuality.UNCOMMITTED) for m in one.via]
    scare = not held and any(q.start <= said.start and said.end <= q.end for q in voices.quotes)
    own = _endorsed(held[-1], base) if held else Factuality.UNCOMMITTED if scare else base
    hops = [h for h in hops if h.agent != voices.author or h is hops[0]]
    if not hops or hops[-1].agent != voices.author:
        hops.append(Hop(agent=voices.author, speech=Speech.SCARE if scare else Speech.OWN, factuality=own))
    return tuple(hops)


def _endorsed(inner: Attribution, base: Factuality) -> Factuality:
    """Give a carrier's own commitment: the speaker's when the cue endorses, else none."""
    return base if inner.cue.effect in {"endorsing", "conceding"} else Factuality.UNCOMMITTED


def _act(said: Proposition, stance: Stance, effect: str) -> ClaimAct:
    """Give the kind of act (standards §11.3)."""
    if stance is Stance.DENY:
        by_aspect = {
            Aspect.PERPETRATOR: ClaimAct.DENY_RESPONSIBILITY,
            Aspect.COUNT: ClaimAct.DENY_HARM,
            Aspect.DAMAGE: ClaimAct.DENY_HARM,
        }
        return by_aspect.get(said.aspect, ClaimAct.DENY_EVENT)
    if stance is Stance.RETRACT:
        return ClaimAct.RETRACT
    if stance is Stance.CONCEDE:
        return ClaimAct.CONCEDE_HARM if said.measure or said.aspect is Aspect.DAMAGE else ClaimAct.CONFIRM_OWN_EARLIER
    if effect == "accusing" or (said.aspect is Aspect.PERPETRATOR and effect != "author"):
        return ClaimAct.ATTRIBUTE_TO_OTHER
    if said.aspect is Aspect.COUNT:
        return ClaimAct.GIVE_NUMBER
    return ClaimAct.ALLEGE if effect in {"distancing", "hearsay"} else ClaimAct.REPORT


def _claim(
    voices: Voices, said: Proposition, held: tuple[Attribution, ...], chain: tuple[Hop, ...], extractor: str
) -> Claim:
    """Write one claim."""
    cue = held[0].cue if held else None
    effect = cue.effect if cue else "author"
    stance = Stance.ASSERT if cue is None or cue.self_denied else _STANCES.get(effect, Stance.ASSERT)
    text = voices.report.text[said.start : said.end]
    act = _act(said, stance, effect)
    if cue is not None and stance is Stance.ASSERT and _RESPONSIBILITY.search(text):
        act = {"claim": ClaimAct.CLAIM_RESPONSIBILITY, "accept": ClaimAct.ACCEPT_RESPONSIBILITY}.get(cue.lemma, act)
    shared = {name: getattr(said, name) for name in _CARRIED}
    parts = [
        voices.report.id,
        said.start,
        said.end,
        said.aspect.value,
        said.value,
        [h.agent.id for h in chain],
        stance.value,
    ]
    basis = Basis.IMAGERY if _IMAGERY.search(text) else Basis.HEARSAY if len(held) > 1 else Basis.UNDISCLOSED
    return Claim(
        id=identifier("c", *parts),
        report=voices.report.id,
        start=said.start,
        end=said.end,
        text=text,
        chain=chain,
        stance=stance,
        claim_act=act,
        aspect=said.aspect,
        value=said.value,
        extractor=extractor,
        hedges=tuple(dict.fromkeys([*said.hedges, *_hedges(text)[1]])),
        basis=basis,
        **shared,
    )
