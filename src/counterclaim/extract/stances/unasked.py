"""What is only a topic: "did not respond to a request for comment on the raid", "rejected the UN report on it"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.rejected_reports import FOUND, WRITTEN
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon

_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning", "into"})
_ASKED = frozenset({"question", "query", "inquiry"})
_ANSWERING = frozenset({"respond", "reply", "answer", "take", "address"})
_SEEKING = frozenset({"request", "ask", "contact", "reach", "approach", "seek", "available", "query", "plea"})


def only_asked(voices: Voices, said: Proposition) -> bool:
    """Say whether a proposition is only what a question that nobody answered, or a report that is rejected, is about.

    A clause of its own below the topic ("the strike, which killed nine") tells something.
    """
    token = voices.token(said.trigger_start)
    over = [token, *token.ancestors] if token is not None else []
    for at, link in enumerate(over):
        if link.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
            return False
        if link.dep_ == "prep" and link.lower_ in _ABOUT and at and _silent(link.head):
            return True
    return False


def _silent(word: Any) -> bool:
    """Say whether a word is a comment nobody makes, a question nobody answers, or a report that is rejected."""
    if word.lemma_.lower() == "comment":
        return _no_comment(word)
    if (told := _report(word)) is not None:
        return told.dep_ in {"dobj", "nsubjpass"} and effect_of(told.head.lemma_.lower()) == "denial"
    if word.lemma_.lower() not in _ASKED or word.dep_ not in {"pobj", "dobj"}:
        return False
    verb = word.head.head if word.dep_ == "pobj" else word.head
    return verb.lemma_.lower() in _ANSWERING and _not_done(verb)


def _report(word: Any) -> Any:
    """Give the report or finding that a topic hangs on, on whose it is, or on the verb it is the object of; or None."""
    up = word.head.head if word.dep_ == "pobj" and word.head.lower_ in {"of", "by"} else word
    noun = child(up, "dobj", "nsubjpass") if up.pos_ == "VERB" else up
    return noun if noun is not None and noun.lemma_.lower() in FOUND | WRITTEN else None


def _no_comment(word: Any) -> bool:
    if word.pos_ == "VERB":
        return _not_done(word)
    if any(c.lower_ == "no" for c in word.children):
        return True
    over = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "for" else None
    return over is not None and over.lemma_.lower() in _SEEKING


def _not_done(verb: Any) -> bool:
    """Say whether something was not done, or declined: "did not answer", "declined to comment"."""
    if child(verb, "neg") is not None:
        return True
    up = verb.head if verb.dep_ in {"xcomp", "ccomp"} else None
    cues = lexicon("cues")
    return up is not None and up.lemma_.lower() in {*cues["keeping"], *cues["failing"]} and child(up, "neg") is None
