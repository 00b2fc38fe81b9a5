"""Who is behind a document, and the body for which an unnamed spokesman speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.carriers import is_outlet
from counterclaim.extract.parsed.cue import by_agent
from counterclaim.lexicons import lexicon
from counterclaim.records.words import ACTING_BODIES, BODIES

#: How a word before a noun hangs on it.
_BEFORE = frozenset({"compound", "nmod", "amod"})
#: What is done with a document by whom it is.
_ISSUING = frozenset({"issue", "release", "publish", "put", "circulate", "post", "distribute", "send", "read"})
#: What is done with a document by others than whose it is.
_PASSING = frozenset({"carry", "relay", "rebroadcast", "receive", "obtain", "see", "quote", "cite", "intercept"})
#: What is done only with words of one's own, whatever stands before the document ("a Lom dateline item filed by X").
_FILING = frozenset({"transmit", "file", "wire", "cable", "write", "sign"})


def spoken_for(token: Any) -> Any:
    """Give the body for which an unnamed spokesman speaks ("a spokesman for X", "X's spokeswoman"), or None."""
    if not token.lower_.startswith("spokes") or token.lower_.endswith("men"):
        return None
    preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in {"for", "of"}]
    held = [p for c in preps for p in c.children if p.dep_ == "pobj"]
    held += [c for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"]
    body = held[0] if held else None
    fits = body is not None and (
        body.ent_type_ in {"ORG", "NORP", "GPE"} or agents.known(phrase_words(body)) is not None
    )
    return body if fits or (body is not None and agents.kind_of_noun(body.text) in BODIES) else None


def maker_of(token: Any) -> Any:
    """Give who is behind a document: "a statement by X", "X's letter", "the government communiqué", or None."""
    if token.lower_.startswith("spokes"):
        return None
    return _named_maker(token) or _holding_maker(token) or _issuer(token)


def behind(token: Any) -> Any:
    """Give who is behind a document or a spokesman ("an army spokesman's letter": the army), or None."""
    maker = maker_of(token) or spoken_for(token)
    if maker is None and token.lower_.startswith("spokes"):
        return next((b for c in token.children if c.dep_ in _BEFORE and (b := _body_before(c)) is not None), None)
    spokesman = maker is not None and maker.lower_.startswith("spokes")
    return (behind(maker) if spokesman else None) or maker


def _named_maker(token: Any) -> Any:
    """Give the owner of a document, or who stands after "by" or "from", or who wrote or filed it."""
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_.lower() in _FILING and (by := by_agent(child)) is not None:
            return by
        if child.dep_ == "poss" and child.pos_ != "PRON":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
            # "The toll from the strike" is nobody's word, and "a dispatch from Lom" is written there.
            there = child.lower_ == "from" and found is not None and _only_place(found)
            if found is not None and not happening(found) and not there:
                return found
    return None


def _only_place(token: Any) -> bool:
    """Say whether a name is of a place that is no state whose body speaks under its name."""
    return token.ent_type_ in {"GPE", "LOC", "FAC"} and agents.known(phrase_words(token)) is None


def _holding_maker(token: Any) -> Any:
    """Give who is said to have what is told, or the body before the noun."""
    for child in token.children:
        # "Information that the order had received": who has it tells it.
        if child.dep_ == "relcl" and child.lemma_ in {
            "receive",
            "obtain",
            "gather",
            "have",
            "release",
            "collect",
            "issue",
            "write",
        }:
            fits = (c for c in child.children if c.pos_ in {"NOUN", "PROPN"} or c.lower_ in {"we", "i"})
            found = next((c for c in fits if c.dep_ == "nsubj"), None)
            if found is not None:
                return found
        if child.dep_ in _BEFORE and (body := _body_before(child)) is not None:
            return body
    return None


def _issuer(token: Any) -> Any:
    """Give who issues a document: "a statement issued by X", "X has released a note denying that …"."""
    if token.dep_ == "dobj" and token.head.lemma_ in _ISSUING:
        found = next((c for c in token.head.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
        if found is not None and not _passes_on(token, found):
            return found
    for child in token.children:
        if child.dep_ in {"acl"} and child.tag_ == "VBN" and child.lemma_.lower() not in _PASSING:
            by = next((c for c in child.children if c.lower_ == "by"), None)
            found = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
            if found is not None and not _passes_on(token, found):
                return found
    return None


def _passes_on(document: Any, issuer: Any) -> bool:
    """Say whether an outlet only passes on what is not its own: "the radio read out a statement", no "report"."""
    return document.lemma_.lower() in {*lexicon("cues")["statements"], "dispatch"} and is_outlet(issuer)


def gives_findings(token: Any) -> bool:
    """Say whether a noun is of what somebody found and gave out: "preliminary results issued by the commission"."""
    given = any(c.dep_ == "acl" and c.lemma_.lower() in _ISSUING for c in token.children)
    return given and token.lemma_.lower() in lexicon("cues")["examined"] and _issuer(token) is not None


def issued(doc: Any) -> Iterator[tuple[Any, Any]]:
    """Give each document that a sentence says somebody issued, with its issuer ("the army put out a statement")."""
    for noun in doc:
        verb, documents = noun.head, lexicon("cues")["documents"]
        if (
            noun.dep_ not in {"dobj", "nsubjpass"}
            or noun.lemma_.lower() not in documents
            or verb.lemma_ not in _ISSUING
        ):
            continue
        roles = {"agent"} if noun.dep_ == "nsubjpass" else {"nsubj"}
        # "The office issues the following note": the parser takes the verb for a noun.
        roles |= {"compound"} if verb.tag_ == "NNS" else set()
        by = next((c for c in verb.children if c.dep_ in roles), None)
        by = next(iter(by.children), None) if by is not None and by.dep_ == "agent" else by
        if by is not None:
            yield noun, by


def _body_before(modifier: Any) -> Any:
    """Give the body among the words before a document's noun ("the Lom ministry news release"), or None."""
    for token in (modifier, *modifier.lefts):
        named = token.pos_ == "PROPN" and (token.ent_type_ == "ORG" or agents.known(phrase_words(token)) is not None)
        # "A rebel statement" is by rebels.
        several = f"{token.lower_}s" if token.dep_ in {"amod", "compound", "nmod"} else token.text
        if named or {agents.kind_of_noun(w) for w in (token.text, several)} & (ACTING_BODIES):
            return token
    return None
