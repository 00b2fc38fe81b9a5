"""Words of saying: the verbs and nouns that tell of something said."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.lexicons import lexicon

#: What these nouns are of is not said to be so.
_AHEAD = frozenset({"promise", "threat", "hope", "fear", "wish"})


def says(verb: Any) -> bool:
    """Say whether a word is a plain verb of saying ("said", "told"), without a view of what is said."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon("cues")["neutral"]


@cache
def saying_verbs() -> frozenset[str]:
    """Give the verbs of saying, of whatever view."""
    entries = lexicon("cues")
    return frozenset(
        w for k in ("neutral", "endorsing", "distancing", "conceding", "denial", "accusing") for w in entries[k]
    )


@cache
def saying_nouns() -> frozenset[str]:
    """Give the nouns that stand for something said."""
    return frozenset((*lexicon("cues")["nouns"], *lexicon("dismissal")["sayings"]))


@cache
def told_nouns() -> frozenset[str]:
    """Give the nouns of something said to be so, which can be denied and taken back: no promise, and no fear."""
    return saying_nouns() - _AHEAD


@cache
def false_words() -> frozenset[str]:
    """Give the words by which something said is called false: "fabricated", "baseless"."""
    return frozenset((*lexicon("disbelief")["false"], *lexicon("dismissal")["predicates"]))
