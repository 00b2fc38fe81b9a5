"""What a denial, an admission or a doubt takes for granted: who denies the strike that killed five denies no deaths."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.certainty import presupposed
from counterclaim.extract.cues.done_before import known_ones, only_describes
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.disowned import disowned, known_deed, of_side, unaccused
from counterclaim.extract.stances.left_open import leaves_open
from counterclaim.extract.stances.told import known_one
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Aspect

#: Effects of a cue that bear on what is said alone, and not on what it takes for granted.
_BEARING = frozenset({"denial", "conceding", "retracting", "threatening", "unverified"})


def granted(voices: Voices, said: Proposition, one: Attribution, token: Any) -> bool:
    """Say whether a denial, admission or doubt only takes a proposition for granted."""
    return known_deed(voices, said, one) or _beside(voices, said, one, token)


def _beside(voices: Voices, said: Proposition, one: Attribution, token: Any) -> bool:
    cue = one.cue
    wished = cue.lemma in lexicon("cues")["wishing"]
    if wished and (token.dep_ == "relcl" or (token.pos_ == "NOUN" and _head_start(said, token) != cue.start)):
        return token.dep_ == "relcl" or known_one(token)
    on = cue.effect == "conceding" and (token.dep_, token.tag_) == ("advcl", "VBG")  # "admitted …, killing four"
    if on or (cue.effect not in _BEARING and not cue.self_denied):
        return False
    if said.aspect is Aspect.PERPETRATOR and of_side(said, one) and disowned(voices, said, one):
        return False  # "denied responsibility for the strike that hit the market": its own part in all of it
    if leaves_open(voices, one) or unaccused(one):
        return said.aspect is not Aspect.PERPETRATOR and said.trigger_end > said.trigger_start
    base = said.trigger_start - token.idx if said.trigger_end > said.trigger_start else said.start - token.idx
    inside = [t.i for t in token.doc if one.start <= base + t.idx < one.end]
    if not inside or said.trigger_start == said.trigger_end:
        return False
    return presupposed(token, range(inside[0], inside[-1] + 1), said.aspect is Aspect.PERPETRATOR)


def _head_start(said: Proposition, token: Any) -> int:
    """Give where in the report the head of a proposition's token starts."""
    return int(said.trigger_start - token.idx + token.head.idx)


def not_its_own(voices: Voices, said: Proposition, one: Attribution) -> bool:
    """Say whether a relative clause tells a proposition beside what somebody denies: it is the author's.

    "The army denied it had hit the market, where nine were killed": the army does not tell of nine.
    """
    token = voices.token(said.trigger_start) if one.cue.effect == "denial" and not one.cue.self_denied else None
    if token is None or token.pos_ == "PROPN" or not granted(voices, said, one, token):
        return False
    base = said.trigger_start - token.idx
    over = [t for t in (token, *token.ancestors) if one.start <= base + t.idx < one.end]
    return any(t.dep_ in {"relcl", "advcl"} for t in over)


def within_denied(voices: Voices, said: Proposition, one: Attribution) -> bool:
    """Say whether a harm is one of a deed denied, which nobody tells: "denied it had hit the market, killing nine"."""
    token = voices.token(said.trigger_start) if one.cue.effect == "denial" and not one.cue.self_denied else None
    return token is not None and (token.dep_, token.tag_) == ("advcl", "VBG") and not_its_own(voices, said, one)


def beside_threat(voices: Voices, said: Proposition, one: Attribution) -> bool | None:
    """Say whether a threat only names those to whom something was done before ("to kill 12 hostages seized in Lom").

    True for some that are counted or known, False for any that may be ("to shoot men caught there"), None where the
    threat is of the act itself.
    """
    token = voices.token(said.trigger_start) if one.cue.effect == "threatening" else None
    return known_ones(token.head) if token is not None and only_describes(token) else None
