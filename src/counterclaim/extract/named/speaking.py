"""Who can speak: persons, bodies, documents and pictures; what happened or is meant never does."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.named.act import happening
from counterclaim.extract.named.nouns import weapon_row
from counterclaim.extract.named.persons import person_nouns
from counterclaim.lexicons import lexicon


def speaks(token: Any) -> bool:
    """Tell whether a noun can be one who speaks: a person, a party or a word for a kind of speaker."""
    if token.ent_type_ in {"PERSON", "ORG", "NORP"} or agents.known(token.text) is not None:
        return True
    return token.pos_ in {"NOUN", "PROPN"} and _kind_that_tells(token)


def keeps_figures(token: Any) -> bool:
    """Say whether a noun is one who counts and tells: a person, a body, a word for a kind of speaker; never a place."""
    return token.ent_type_ not in {"GPE", "LOC", "FAC"} and speaks(token)


def can_speak(token: Any) -> bool:
    """Say whether a noun is one who speaks, a document or a picture, and not a thing from which something follows."""
    if token.pos_ != "NOUN" or token.ent_type_:
        return True
    cues, low = lexicon("cues"), token.lower_
    spoken = {low, token.lemma_} & {*cues["documents"]} or token.lemma_ in {*cues["imagery_nouns"], *cues["weighed"]}
    return bool(spoken) or _kind_that_tells(token) or agents.known(phrase_words(token)) is not None


def _kind_that_tells(token: Any) -> bool:
    """Say whether a noun is a word for a person or a body that can say something."""
    entries = lexicon("agents")
    person = token.lemma_.lower() in person_nouns() or token.lower_ in entries["tellers"]
    return person or agents.kind_of_noun(token.text) is not None


def no_doer(token: Any) -> bool:
    """Say whether a noun is of what happened or was used, which did nothing itself: "blamed shelling", "a rocket"."""
    return mute(token) or (weapon_row(token) is not None and not token.ent_type_)


def mute(token: Any) -> bool:
    """Say whether a noun is of what happened or is meant, which never speaks: "these acts of violence", "its aim".

    "According to preliminary results of the inquiry" goes by what was found.
    """
    to = token.head
    if to.lower_ == "to" and to.head.lower_ == "according" and token.lemma_.lower() in lexicon("cues")["examined"]:
        return False
    return happening(token) or token.lemma_.lower() in {*lexicon("cues")["mute"], *lexicon("acting")["motives"]}
