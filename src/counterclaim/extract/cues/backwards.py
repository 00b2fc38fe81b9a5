"""Sentences that say whose the words before them were: "This was reported by X", "that statement was made by X"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.parsed.cue import Cue, by_agent
from counterclaim.extract.parsed.parse import Parsed

_POINTING = frozenset({"this", "that", "these", "those"})
_EARLIER = frozenset({"previous", "preceding", "above", "foregoing", "abovementioned"})
_GIVING = frozenset({"make", "give", "issue", "provide", "express", "furnish", "release", "formulate"})


def backwards(parsed: Parsed, before: Parsed | None) -> Cue | None:
    """Give the attribution of the sentence before to whom a sentence names as having said it, or None."""
    for verb in parsed.doc:
        subject = child(verb, "nsubjpass") if verb.pos_ == "VERB" and before is not None else None
        source = _by_whom(verb) if subject is not None and _means_the_words(subject, verb) else None
        if source is not None and before is not None:
            said = (before.passage.start, before.passage.end)
            return Cue(source, *parsed.word(verb), "neutral", said, lemma=verb.lemma_.lower())
    return None


def _by_whom(verb: Any) -> Any:
    """Give who stands after "by", also where the parser hangs it on whom it was told ("to the paper by X")."""
    return next((found for t in (verb, *verb.subtree) if (found := by_agent(t)) is not None), None)


def _means_the_words(subject: Any, verb: Any) -> bool:
    """Say whether a subject stands for what was told just before, and its verb for telling it."""
    told = effect_of(verb.lemma_.lower()) == "neutral"
    if subject.pos_ in {"PRON", "DET"}:
        return told and subject.lower_ in {"this", "that"}
    noun = subject.lemma_.lower() in {*saying_nouns(), "information", "word"}
    pointed = any(c.lower_ in _POINTING | _EARLIER for c in subject.children)
    return noun and pointed and (told or verb.lemma_.lower() in _GIVING)
