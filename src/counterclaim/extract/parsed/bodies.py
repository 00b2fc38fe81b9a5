"""Bodies by the nouns that describe them: "the opposition Northern Front", "the monitor, the Lom Observatory"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.phrase import called, entity, phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.named.persons import person_nouns
from counterclaim.records.words import BODIES, AgentKind


def named_beside(token: Any) -> str | None:
    """Give the name of a body right after its noun, without a comma: "the opposition Northern Front"; else None."""
    if token.pos_ != "NOUN" or token.lower_ in person_nouns():
        return None
    if (name := called(token)) is not None:
        return name
    if (land := _land(token)) is not None:
        return land
    near = [c for c in token.children if c.dep_ == "appos" and c.ent_type_ in {"ORG", "NORP"}]
    # "The channel Lom Today reported": the parser takes the name for a day.
    near += [c for c in token.head.children if c.dep_ in {"npadvmod", "nsubj"} and c.ent_type_ == "ORG"]
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    if after.pos_ == "PROPN" and after.head == token.head and (one := agents.known(after.text)) is not None:
        return one.name  # "the state news agency SANA gave": the parser makes two subjects
    named = (c for c in near if entity(c).start == token.i + 1 and entity(c).root.i == c.i)
    return next((extended(c, entity(c)) for c in named), None) or _named_aside(token)


def land_by_adjective(token: Any) -> str | None:
    """Give the state whose adjective a word before a noun is ("Velnian denials"), or None."""
    before = token.ent_type_ == "NORP" and token.dep_ in {"amod", "compound", "nmod"}
    return agents.state_of(token.text) if before else None


def _land(token: Any) -> str | None:
    """Give the state that a noun tells to be another's: "its ally Orsk", "its main backer, Orsk"; else None."""
    aside = child(token, "appos") if child(token, "poss") is not None else None
    known = agents.known(aside.text) if aside is not None and aside.ent_type_ == "GPE" else None
    return known.name if known is not None and known.kind is AgentKind.OFFICIAL_BODY else None


def _named_aside(token: Any) -> str | None:
    """Give the name of a body set off by commas: "the British-based monitor, the Lom Observatory, said"; else None."""
    if agents.kind_of_noun(token.lower_) not in BODIES or token.doc[token.left_edge.i].lower_ not in {"the", "its"}:
        return None
    aside = [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ != "PERSON"]
    names = (
        (c, agents.canonical(phrase_words(c))) for c in aside if c.left_edge.i and c.left_edge.nbor(-1).text == ","
    )
    return next((n for c, n in names if c.ent_type_ == "ORG" or agents.kind_of_noun(c.lower_) in BODIES), None)


def several(doc: Any) -> Iterator[Any]:
    """Give the subject of a sentence that is about people who tell and bear no arms: "activists", "residents"."""
    for token in doc:
        about = token.dep_ == "nsubj" and token.tag_ == "NNS" and token.head.dep_ == "ROOT"
        if about and agents.kind_of_noun(token.text) is AgentKind.UNNAMED_GROUP:
            yield token


def extended(token: Any, entity: Any) -> str:
    """Give an entity's words, or the longer noun phrase when the lexicon knows that one."""
    phrase = phrase_words(token)
    longer = agents.known(phrase) is not None or entity.label_ == "NORP"
    return phrase if longer else str(entity.text)
