"""What was only asked about, and nobody answered: "did not respond to a request for comment on the raid"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon

_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
_ASKED = frozenset({"question", "query", "inquiry"})
_ANSWERING = frozenset({"respond", "reply", "answer", "take", "address"})
_SEEKING = frozenset({"request", "ask", "contact", "reach", "approach", "seek", "available", "query", "plea"})


def only_asked(voices: Voices, said: Proposition) -> bool:
    """Say whether a proposition is only the topic of a question that nobody is told to have answered.

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
    """Say whether a word is a comment that nobody makes, or a question that nobody answers."""
    if word.lemma_.lower() == "comment":
        return _no_comment(word)
    if word.lemma_.lower() not in _ASKED or word.dep_ not in {"pobj", "dobj"}:
        return False
    verb = word.head.head if word.dep_ == "pobj" else word.head
    return verb.lemma_.lower() in _ANSWERING and _not_done(verb)


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
