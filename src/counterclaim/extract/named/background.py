"""A time of the background: since when something holds, or when another clause's doing was, is not when an act was."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.named.act import noun_row, verbs


def of_background(at: Any, token: Any) -> bool:
    """Say whether a time is not that of an act: takes the time's token and the act's.

    "The deadliest since the truce collapsed in March" is not in March, and "the clinic, which opened in March, was
    shelled" tells nothing of when. What stands in those words itself has their time.
    """
    above = {t.i for t in (token, *token.ancestors)}
    chain = [at, *at.ancestors]
    return any(t.i not in above and (_since(t) or _aside(t)) for t in chain)


def _since(word: Any) -> bool:
    """Say whether a word is, or its clause begins with, "since"."""
    return word.lower_ == "since" or any(c.lower_ == "since" and c.dep_ == "mark" for c in word.children)


def _aside(verb: Any) -> bool:
    """Say whether a verb is that of a clause set off by a comma that tells of no act: "…, which opened in March, …"."""
    which = verb.left_edge
    apart = verb.dep_ == "relcl" and which.tag_ in {"WDT", "WP"} and which.i > 0 and which.nbor(-1).text == ","
    return apart and verb.lemma_.lower() not in verbs() and noun_row(verb.head) is None
