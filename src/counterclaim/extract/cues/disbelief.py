"""Who does not believe what somebody said: "does not find this account credible", "found no evidence for that version".

Four families of wordings, whoever speaks: a verdict on something said ("considers the explanation implausible"), a
predicate of it ("that story is inconsistent with the wounds"), what contradicts it ("radar data refute the claim"), and
evidence that is not there ("no sign of an exchange of fire").
"""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.cues.contained import cue_lemma, deed_told, effect_of
from counterclaim.extract.cues.pointing import figure
from counterclaim.extract.cues.scant import scant_evidence
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.named.act import happening
from counterclaim.extract.named.speaking import speaks
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

#: The lemma of a cue of this module; without a source it is the report's own.
DISBELIEVE = "disbelieve"
_NEG = frozenset({"no", "not", "n't", "n’t", "never", "little", "nor", "neither", "unable"})
_MADE_UP = frozenset({"lie", "fabrication", "invention", "hoax", "fiction", "myth", "fantasy", "fake", "falsehood"})
_PREDICATES = frozenset({"acomp", "attr", "oprd", "ccomp", "xcomp", "dobj", "advmod"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("disbelief")[name])


def disbelief(parsed: Parsed, token: Any) -> Cue | None:
    """Read one token as a word by which somebody does not believe what was said, or None."""
    if token.pos_ not in {"VERB", "AUX"} or _wished(token):
        return None
    if (left := scant_evidence(token)) is not None:
        content = offsets(parsed, list(left.subtree))
        return Cue(speaker(token), *parsed.word(token), "unverified", content, lemma=DISBELIEVE)
    lemma = token.lemma_.lower()
    what = (
        (_judged(token) if lemma in _words("judging") else None)
        or (_accepted(token) if lemma in _words("accepting") else None)
        or (_contradicted(token) if lemma in _words("contradicting") else None)
        or _ruled_out(token)
        or _no_evidence(token)
        or _not_so(token)
    )
    if what is None:
        return None
    return Cue(speaker(token), *parsed.word(token), "denial", offsets(parsed, _content(what)), lemma=DISBELIEVE)


def _wished(verb: Any) -> bool:
    """Say whether a verb tells what may or should be, and not what is."""
    return any(
        c.dep_ == "aux" and c.lower_ in {"should", "would", "may", "might", "will", "must"} for c in verb.children
    )


def _negated(*tokens: Any) -> bool:
    """Say whether an odd number of negations bears on some words."""
    found = {
        c.i for t in tokens for c in t.children if c.dep_ == "neg" or (c.lower_ in _NEG and c.dep_ in {"det", "amod"})
    }
    found |= {t.head.i for t in tokens if t.dep_ == "xcomp" and (t.head.lower_ == "unable" or t.head.lemma_ == "fail")}
    return len(found) % 2 == 1


def _saying(token: Any) -> bool:
    """Say whether a noun is something that was said; a denial that is not believed is no denial."""
    return token is not None and token.pos_ == "NOUN" and token.lemma_.lower() in saying_nouns() - {"denial"}


def _judged(verb: Any) -> Any | None:
    """Give what a verdict is on: "find this account not credible", "regards the claim as baseless"."""
    small = child(verb, "ccomp", "xcomp", "oprd", "acomp", "dobj")
    # "Called the prison's explanation implausible": the parser makes one noun of the two.
    run = child(small, "compound", "nmod") if small is not None and not _saying(small) else None
    # … and "the allegations | outrageous lies"
    beside = run is not None and all(t.dep_ == "amod" and t.head == small for t in small.doc[run.i + 1 : small.i])
    if beside and _saying(run) and _verdict(small, verb):
        return run
    small = child(verb, "ccomp", "xcomp", "oprd", "acomp")
    inner = child(small, "nsubj") if small is not None else None
    noun = next((n for n in (inner, child(verb, "dobj", "nsubjpass"), _which(verb)) if _saying(n)), None)
    if noun is None:
        return None
    said = [small] if small is not None else []
    said += [
        c
        for t in (verb, noun)
        for p in t.children
        if p.lower_ == "as"
        for c in p.children
        if c.dep_ in {"pobj", "amod", "prep"}
    ]
    said += [c for c in noun.children if c.dep_ in {"amod", "acl", "relcl"} and c.i > noun.i]
    too_much = lexicon("dismissal")["too_much"] if figure(noun) else ()
    return next((noun for one in said if _verdict(one, verb) or (one.lower_ in too_much and not _negated(verb))), None)


def _which(verb: Any) -> Any:
    """Give the noun before a relative clause that calls it something: "findings, which the army called one-sided"."""
    which = next((c for c in verb.children if c.tag_ == "WDT" and c.i < verb.i), None) if verb.dep_ == "relcl" else None
    return verb.head if which is not None and which.dep_ not in SUBJECTS else None


def judged(noun: Any) -> bool:
    """Say whether a noun of saying is the object of a verb by which it is not believed: "called the claim a lie"."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in _words("judging") and _judged(noun.head) == noun


def _verdict(word: Any, verb: Any) -> bool:
    """Say whether a predicate, with the negations on it and its verb, means that something is not so."""
    near = [word, *(c for c in word.children if c.dep_ in _PREDICATES)]
    if word.lemma_ == "lack":  # "found such claims lacking in credibility"
        held = [c for p in (word, *word.children) for c in p.children if c.dep_ in {"dobj", "pobj"}]
        return any(_low(c) & _words("true") for c in held) and not _negated(verb, word)
    bad = next((t for t in near if _low(t) & {*_words("false"), *lexicon("dismissal")["predicates"]}), None)
    good = next((t for t in near if _low(t) & _words("true")), None)
    told = bad if bad is not None else good
    if told is None:
        return False
    denied = _negated(*{t.i: t for t in (verb, word, told)}.values())
    return denied == (bad is None)


def _low(token: Any) -> set[str]:
    return {token.lower_, token.lemma_.lower()}


def _accepted(verb: Any) -> Any | None:
    """Give what is not accepted or believed: "does not accept this version", "gives no credence to the claim"."""
    whom = child(verb, "dobj", "nsubjpass")
    if _saying(whom) or (whom is not None and whom.lower_ in {"this", "that"} and whom.pos_ == "PRON"):
        return whom if _negated(verb) else None
    weight = whom is not None and whom.lemma_.lower() in _words("weight")
    to = next((p for t in (verb, *([whom] if weight else [])) for c in t.children if c.lower_ in {"to", "in", "on"}
               for p in c.children if p.dep_ == "pobj"), None)  # fmt: skip
    return to if weight and _saying(to) and _negated(verb, whom) != (whom.lemma_ == "doubt") else None


def _contradicted(verb: Any) -> Any | None:
    """Give what is contradicted, by evidence or in the passive."""
    noun = child(verb, "nsubjpass") or child(verb, "dobj")
    return noun if _saying(noun) and not _negated(verb) else None


def _ruled_out(verb: Any) -> Any | None:
    """Give the clause of what nobody named is said to have ruled out: "the possibility that … was ruled out"."""
    noun = child(verb, "nsubjpass")
    if noun is None or effect_of(cue_lemma(verb)) != "denial" or by_agent(verb) is not None or _negated(verb):
        return None
    return _clause(noun) if _saying(noun) or noun.lemma_ == "possibility" else None


def _no_evidence(verb: Any) -> Any | None:
    """Give of what there is no evidence, or none was found."""
    if verb.lemma_.lower() not in _words("seeking"):
        return None
    noun = child(verb, "dobj", "nsubjpass", "attr")
    if noun is None or noun.lemma_.lower() not in _words("evidence") or _negated(verb) == _negated(noun):
        return None
    for one in (*noun.children, *(c for c in verb.children if c.i > noun.i)):
        if one.dep_ == "prep" and one.lower_ in {"of", "for"} and (what := child(one, "pobj", "pcomp")) is not None:
            return what
        if one.dep_ in {"acl", "relcl", "xcomp", "advcl"} and one.lemma_.lower() in _words("supporting"):
            return child(one, "dobj", "ccomp")
        listed = f"no {noun.lower_} that" in lexicon("denial") and any(c.lower_ == "no" for c in noun.children)
        if one.dep_ in {"acl", "ccomp"} and child(one, "mark") is not None and not listed:
            return one
    return None


def _not_so(verb: Any) -> Any | None:
    """Give what is said not to be so, by a predicate of it: "is not credible", "does not match the wounds"."""
    noun = said_of(verb)
    if noun is not None and verb.dep_ == "relcl" and noun.lower_ in {"that", "which"}:
        noun = verb.head
    over = verb.head if verb.dep_ == "ccomp" else None
    if noun is not None and noun.lemma_.lower() in _words("bodies") and verb.lemma_ == "be":
        return _unlike(verb)
    if noun is not None and noun.pos_ == "NOUN" and happening(noun) and verb.lemma_ == "be":
        made_up = child(verb, "attr")  # "the massacre is a fabrication"
        return (
            noun if made_up is not None and made_up.lemma_.lower() in _MADE_UP and not _negated(verb, made_up) else None
        )
    if (
        not _saying(noun)
        or _clause(noun) is not None
        or (over is not None and over.lemma_.lower() in _words("judging"))
    ):
        return None
    if verb.lemma_.lower() in {"be", "seem", "appear", "remain", "look", "prove"}:
        said = [c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd", "prep", "xcomp"}]
        said += [p for c in said if c.dep_ == "prep" for p in c.children]
        return noun if any(_verdict(one, verb) for one in said) else None
    lacking = verb.lemma_ == "lack" and (what := child(verb, "dobj")) is not None and what.lemma_ in _words("true")
    return noun if lacking or (verb.lemma_.lower() in _words("fitting") and _negated(verb)) else None


def _unlike(verb: Any) -> Any | None:
    """Give what wounds or traces are said not to be like: "the wounds are inconsistent with a fall"."""
    said = child(verb, "acomp")
    what = (
        next((p for c in said.children if c.lower_ == "with" for p in c.children if p.dep_ == "pobj"), None)
        if said is not None
        else None
    )
    return what if what is not None and _verdict(said, verb) else None


def _clause(noun: Any) -> Any | None:
    """Give the clause of what was said ("the claim that …"), or None."""
    return next((c for c in noun.children if c.dep_ in {"acl", "ccomp"} and child(c, "mark") is not None), None)


def _content(what: Any) -> list[Any]:
    """Give the words of what is denied: the clause of a claim, or what stands for something said."""
    clause = _clause(what) or deed_told(what) if _saying(what) else None
    if clause is None and what.dep_ in {"compound", "nmod"}:
        return [what]
    # "The findings, which the army called one-sided": the verdict itself is none of what it is on.
    aside = {t.i for c in what.children if c.dep_ == "relcl" and _which(c) is not None for t in c.subtree}
    return [t for t in (clause if clause is not None else what).subtree if clause is not None or t.i not in aside]


def speaker(verb: Any) -> Any:
    """Give whose disbelief it is: the verb's subject if it can speak, else who says the clause; None for the report."""
    lemma = verb.lemma_.lower()
    own = (
        subject_of(verb)[0]
        if lemma in {*_words("judging"), *_words("accepting"), *_words("contradicting"), *_words("seeking")}
        else None
    )
    if own is None and verb.dep_ == "xcomp":
        own = child(verb.head, "nsubj") or child(verb.head.head, "nsubj")
    thinking = lemma not in _words("contradicting") and own is not None and own.lemma_.lower() not in _words("bodies")
    if own is None or _saying(own) or own.dep_ == "expl" or (own.pos_ == "NOUN" and happening(own)):
        own = None
    if own is not None and (thinking or speaks(own) or own.pos_ in {"PRON", "PROPN"}):
        return own
    for up in verb.ancestors:
        if up.pos_ == "VERB" and effect_of(up.lemma_.lower()) is not None and (said := subject_of(up)[0]) is not None:
            return said
    return None
