"""Who takes an accusation back: "withdraws its attribution of the raid to X", "no longer blames X for the raid"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import stood_by
from counterclaim.extract.cues.pointing import points_back
from counterclaim.extract.cues.subjects import short_of, subject_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.nouns import people_class
from counterclaim.extract.named.speaking import speaks
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

#: What is told to have been taken back by nobody named ("the finding was withdrawn") is, by whoever said it last.
GONE = "taken back"
#: What leads from an accusation to whom it names, and from it to what it is for.
_WHOM = frozenset({"to", "against", "at", "on"})
_FOR = frozenset({"of", "for", "over", "about", "in", "concerning", "regarding"})
_DELETING = frozenset({"delete", "remove", "pull", "take down"})
_POSTED = frozenset({"post", "tweet", "message", "report", "story", "article", "item", "video", "statement"})
_QUESTIONS = frozenset({"who", "whom", "whose", "which", "what", "whether", "if", "how", "why", "when", "where"})


def taking_back(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "withdrew its accusation against X over the raid": who laid it to X takes that back.

    Takes a sentence, a verb of it and its lemma with its particle. One that names nobody must point back ("withdrew the
    accusation"). Gives nothing for one that tells in a clause what it is; that clause is what is taken back.
    """
    words = lexicon("cues")
    noun = child(verb, "dobj", "nsubjpass") if lemma in words["retracting"] else None
    report = noun is not None and noun.dep_ == "nsubjpass" and noun.lemma_ == "report"
    if noun is None or stood_by(verb) or not (report or noun.lemma_.lower() in words["charges"]):
        return None
    if child(noun, "acl", "ccomp") is not None:
        return None
    source = by_agent(verb) if noun.dep_ == "nsubjpass" else subject_of(verb)[0]
    if noun.dep_ == "nsubjpass" and source is None and points_back(noun) and verb.dep_ in {"ROOT", "conj"}:
        return Cue(None, *parsed.word(verb), "retracting", offsets(parsed, list(noun.subtree)), lemma=GONE)
    below = [c for t in (noun, verb, *noun.subtree) for c in t.children if c.dep_ in {"prep", "dative"}]
    accused = next((p for c in below if c.lower_ in _WHOM and (p := child(c, "pobj")) is not None and _party(p)), None)
    if source is None or (accused is None and not points_back(noun)):
        return None
    said = [t for c in below if c.lower_ in _WHOM | _FOR for t in c.subtree if t.i != c.i]
    said = said if accused is not None else list(noun.subtree)
    content = offsets(parsed, said)
    return Cue(source, *parsed.word(verb), "retracting", content, lemma=lemma, accused=accused)


def deleting(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "deleted its post about four dead": whoever had said it takes it back; None for another verb."""
    noun = child(verb, "dobj", "nsubjpass") if lemma in _DELETING and verb.pos_ == "VERB" else None
    if noun is None or noun.lemma_.lower() not in _POSTED or child(verb, "neg") is not None:
        return None
    source = by_agent(verb) if noun.dep_ == "nsubjpass" else subject_of(verb)[0]
    said = [t for t in verb.subtree if t.i > max(noun.i, verb.i)]  # the parser may hang "about four dead" on the verb
    if source is None or not said or said[0].lower_ not in {"about", "that", "saying", "on", "of", "claiming"}:
        return None
    return Cue(source, *parsed.word(verb), "retracting", offsets(parsed, said), lemma=lemma)


def no_longer(verb: Any, effect: str) -> bool:
    """Say whether a verb of saying has "no longer" or "not … any longer" by it, so that what it said is taken back."""
    if effect not in {"neutral", "accusing", "distancing", "endorsing"} or verb.tag_ == "VBG":
        return False
    clause = child(verb, "ccomp")
    first = verb.doc[clause.left_edge.i : clause.left_edge.i + 2] if clause is not None else ()
    if verb.lemma_.lower() in lexicon("cues")["wishing"] or any(t.lower_ in _QUESTIONS for t in first):
        return False  # "no longer says who fired" leaves it open
    return any(_ended(c) for c in verb.children if c.dep_ in {"advmod", "npadvmod"})


def unsaid(verb: Any, effect: str) -> bool:
    """Say whether words were not said: "did not deny", "refused to admit", "has yet to deny", "no longer denies"."""
    if any(c.dep_ == "neg" for c in verb.children) or _not_its_words(verb) or short_of(verb) is not None or _yet(verb):
        return True
    if effect not in {"denial", "conceding"}:
        return False
    if any(_ended(c) for c in verb.children):
        return True
    up = verb.head
    held = up.lemma_.lower() in {*lexicon("cues")["keeping"], *lexicon("cues")["failing"]}
    if up.lower_ == "without":
        return bool(verb.dep_ == "pcomp")
    return held and verb.dep_ in {"xcomp", "ccomp"} and not any(c.dep_ == "neg" for c in up.children)


def _yet(verb: Any) -> bool:
    """Say whether somebody has yet to say something: "has yet to comment on claims that P", "is yet to deny it"."""
    up = verb.head
    still = up.lemma_ in {"have", "be"} and any(c.lower_ == "yet" for c in up.children)
    return still and verb.dep_ in {"xcomp", "ccomp"} and not any(c.dep_ == "neg" for c in up.children)


def _not_its_words(verb: Any) -> bool:
    """Say whether somebody denies having said something, or was misquoted as saying it."""
    up = verb.head
    if verb.dep_ == "pcomp" and up.lower_ == "as":
        return bool(up.head.lemma_.lower() == "misquote")
    denied = verb.dep_ in {"xcomp", "ccomp"} and up.lemma_.lower() in {"deny", "disavow", "repudiate"}
    subject = child(verb, "nsubj")
    return denied and (subject is None or subject.lower_ in {"he", "she", "it", "they", "i", "we"})


def _ended(adverb: Any) -> bool:
    kids = {c.lower_ for c in adverb.children}
    return adverb.lower_ == "anymore" or (adverb.lower_ == "longer" and bool(kids & {"no", "any"}))


def _party(token: Any) -> bool:
    return bool(speaks(token)) or token.ent_type_ in {"GPE", "NORP", "ORG"} or people_class(token) is not None
