"""Which sayings bear on a proposition: what somebody denies, charges or leaves open is not all that is told there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.extract.cues.barred import BARRED
from counterclaim.extract.cues.undecided import asks_which
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.speakers.heard import SCARE_WORDS, WHOLE, Voices
from counterclaim.extract.speakers.tags import ASKS
from counterclaim.extract.stances.disowned import charge_denied, disowned, without_doer
from counterclaim.extract.stances.falsified import belied, falsified
from counterclaim.extract.stances.granted import beside_threat, not_its_own, within_denied
from counterclaim.extract.stances.left_open import leaves_open, weapon_open
from counterclaim.extract.stances.told import elsewhere, only_charged
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import Aspect


def bearing(
    voices: Voices, said: Proposition, acts: Sequence[Proposition], through: tuple[Attribution, ...]
) -> tuple[Proposition, tuple[Attribution, ...]] | None:
    """Give a proposition and the sayings that bear on it, less a doer whom they only charge; None where none do."""
    if _put_as_question(voices, said.trigger_start, through):
        return None
    if through[0].cue.lemma == BARRED:
        untold = said.aspect is Aspect.PERPETRATOR or said.negated
        return None if untold else (replace(said, actor=None), through[1:])
    act = voices.token(said.trigger_start) if through[0].cue.effect == "unverified" else None
    if act is not None and said.aspect is not Aspect.PERPETRATOR and asks_which(act):
        return None  # "whether X or Y shot them" asks who did, and takes the shooting for granted
    if (known := beside_threat(voices, said, through[0])) is not None:
        return (said, through[1:]) if known else None  # whom somebody threatens was seized before
    if (word := falsified(voices, said, through)) is None:
        return _bearing(voices, said, acts, through)
    none_such = belied(voices, said, word, through[0])
    return (none_such, through) if none_such is not None else None


def _bearing(
    voices: Voices, said: Proposition, acts: Sequence[Proposition], through: tuple[Attribution, ...]
) -> tuple[Proposition, tuple[Attribution, ...]] | None:
    first, at = through[0], said.trigger_start
    if charge_denied(voices, said, first):
        # "Denied charges that blame X for the murder" tells of the murder, and not that X did it.
        return None if said.aspect is Aspect.PERPETRATOR else (replace(said, actor=None), through)
    if said.aspect is Aspect.PERPETRATOR or (said.aspect is Aspect.WEAPON and weapon_open(voices, first) is not None):
        return said, through
    no_part = disowned(voices, said, first)
    if no_part or leaves_open(voices, first):
        # Who denies a part in an act, or cannot say who did it, says nothing of the act itself.
        if elsewhere(acts, said):
            return None
        said = without_doer(said, first) if no_part else said
        # "X said it was not clear who shelled the market": that it was shelled is still X's.
        return said, tuple(a for a in through[1:] if not no_part or a.sources != first.sources)
    if only_charged(voices, said, first):
        # Was accused of a "massacre": nobody named says the word.
        return None if voices.quoted(at, at + 1) else (replace(said, actor=None), through[1:])
    return _beyond_denial(voices, said, through)


def _beyond_denial(
    voices: Voices, said: Proposition, through: tuple[Attribution, ...]
) -> tuple[Proposition, tuple[Attribution, ...]] | None:
    """Give a proposition with the sayings that bear on it where the first denies another and takes it for granted."""
    if within_denied(voices, said, through[0]):
        return None
    at = said.trigger_start
    beyond = not_its_own(voices, said, through[0]) and not voices.quoted(at, at + 1)
    return said, through[1:] if beyond else through


def in_somebodys_words(voices: Voices, at: int) -> bool:
    """Say whether a place stands in a longer quotation of which nothing tells whose it is: no words of the author's."""
    return any(len(voices.report.text[q.start : q.end].split()) > SCARE_WORDS for q in voices.quoted(at, at + 1))


def _put_as_question(voices: Voices, at: int, through: Sequence[Attribution]) -> bool:
    """Say whether a place stands in a question of who asks in a conversation, who says nothing by it."""
    turn = through[-1]
    if turn.cue.effect != WHOLE or turn.sources[0].name not in ASKS:
        return False
    sentence = voices.sentence(at)
    return sentence is not None and sentence.passage.text.rstrip().endswith("?")
