"""Who speaks together: lists of speakers as the parser hangs them, names in brackets, and who cites a source."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.named.persons import person_nouns, same_person
from counterclaim.extract.parsed.cue import by_agent
from counterclaim.lexicons import lexicon

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
#: How many of some people speak, beside numbers.
_PARTS = frozenset({"some", "many", "most", "several", "few", "both", "all", "half", "dozens", "others"})
#: Where people belong that a list names after it.
_HOUSES = frozenset({"university", "college", "academy", "school", "hospital", "clinic", "seminary"})
#: Who "residents cited by X" and "records seen by X" came through.
_PASSED_ON = frozenset({"cite", "quote", "interview", "see", "obtain", "review"})


def speakers(token: Any) -> list[Any]:
    """Give the heads of all sources that a token begins the list of: "A, the B and the C said".

    The parser joins some with "and", takes the second of three for an apposition, or hangs each on the verb. An
    apposition ends in a comma before what follows it; a list does not.
    """
    found = [token, *(t for t in token.conjuncts if t.i > token.i and t.pos_ in _NOMINAL and not _also(token, t))]
    for other in _beside(token):
        found += [other, *(t for t in other.conjuncts if t.i > other.i and t.pos_ in _NOMINAL)]
    return list({t.i: t for t in found}.values())


def _also(token: Any, other: Any) -> bool:
    """Say whether a second noun is only what one person also is: "the party's leader and retired officer said"."""
    persons = all(t.tag_ == "NN" and t.lower_ in person_nouns() for t in (token, other))
    return persons and not any(c.dep_ in {"det", "poss", "nummod"} for c in other.children)


def _beside(token: Any) -> list[Any]:
    """Give what the parser took for an apposition or for a second subject and is the next of a list."""
    listed = [c for c in token.children if c.dep_ == "appos" and c.i > token.i and _listed(c)]
    verb = token.head
    if token.dep_ == "nsubj" and token.i < verb.i and same_person(token) is None:
        more = [c for c in verb.children if c.dep_ == "nsubj" and token.i < c.i < verb.i and c.pos_ in _NOMINAL]
        listed += [c for c in more if token.doc[c.left_edge.i - 1].text in {",", "and", "&"}]
    return listed


def _listed(token: Any) -> bool:
    """Say whether an apposition goes on with "and" and another speaker of its own, and no comma closes it."""
    more = [t for t in token.conjuncts if t.i > token.i and t.pos_ in _NOMINAL]
    if not more or any(t.lower_ in {"a", "an"} for t in token.doc[token.left_edge.i : token.i]):
        return False
    own = all(t.pos_ == "PROPN" or any(c.dep_ in {"det", "poss"} for c in t.children) for t in more)
    last = max(t.right_edge.i for t in more)
    closed = last + 1 < len(token.doc) and token.doc[last + 1].text == ","
    return own and not closed


def names_side(word: Any) -> bool:
    """Say whether a word before a noun says of which side it is: "rebel", "opposition", "government"."""
    low = word.lower_
    return agents.kind_of_noun(low) is not None or low in lexicon("voice_roles")["against_the_state"]


def some_of(token: Any) -> tuple[Any, str] | None:
    """Give the noun of those of whom "two of the residents", "one of its doctors" speaks, with the words; else None."""
    many = token.pos_ == "NUM" or token.lower_ in _PARTS
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None) if many else None
    whom = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if whom is None or whom.tag_ not in {"NNS", "NNPS"} or agents.kind_of_noun(whom.lower_) is None:
        return None
    return whom, f"{token.text} of {phrase_words(whom)}"


def of_each(token: Any) -> tuple[str, ...]:
    """Give the bodies that "army and rebel forces" names as one, each with the noun of both; else nothing."""
    first = next((c for c in token.children if c.i < token.i and c.dep_ in {"compound", "amod", "nmod"}), None)
    if first is None or token.tag_ not in {"NNS", "NNPS"}:
        return ()
    if house := _of_one_house(token):
        return house
    owners = [first, *(t for t in first.conjuncts if first.i < t.i < token.i)]
    bodies = all(t.ent_type_ in {"NORP", "GPE", "ORG"} or names_side(t) for t in owners)
    return tuple(f"{t.text} {token.text}" for t in owners) if bodies and len(owners) > 1 else ()


def _of_one_house(token: Any) -> tuple[str, ...]:
    """Give those of one house whom a list names after it: "the Lom university professors, workers and students"."""
    house = [t for t in token.lefts if t.dep_ in {"compound", "nmod"}]
    others = [t for t in token.conjuncts if t.i > token.i]
    bare = all(t.tag_ == "NNS" and all(c.dep_ in {"cc", "conj", "punct"} for c in t.children) for t in others)
    if not others or not bare or not any(t.lower_ in _HOUSES for t in house):
        return ()
    named = phrase_words(token).rpartition(" ")[0]
    return tuple(f"{named} {t.text}" for t in (token, *others))


def bracketed(token: Any) -> tuple[str, ...]:
    """Give the known outlets and bodies listed in brackets right after a noun: "state media (A, B)"."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].text not in {"(", "["}:
        return ()
    close = next((t.i for t in doc[token.i + 2 :] if t.text in {")", "]"}), None)
    if close is None:
        return ()
    names = [n.strip() for n in re.split(r",|;|/|\band\b", doc[token.i + 2 : close].text)]
    listed = [n for n in names if n and agents.known(n) is not None]
    return tuple(listed) if len(listed) == len(names) and agents.known(phrase_words(token)) is None else ()


def resting_on(token: Any | None) -> Any | None:
    """Give the noun of whom a speaker rests on ("citing officials, the radio said that …"), or None."""
    verb = token.head if token is not None and token.dep_ == "nsubj" else None
    # "According to the governor, who cited the police"
    beside = token is not None and token.dep_ == "pobj" and token.head.head.lower_ == "according"
    near = [] if token is None or (verb is None and not beside) else [*(verb.children if verb else ()), *token.children]
    cited = [c for c in near if c.dep_ in {"advcl", "acl"} and c.lower_ in {"citing", "quoting"}]
    # "Reuters, which cited officials, said that …"
    which = [c for c in near if c.dep_ == "relcl" and c.lemma_ in {"cite", "quote"} and c.tag_ == "VBD"]
    found = next((n for c in (*cited, *which) for n in c.children if n.dep_ == "dobj" and not _suffered(n)), None)
    return found or next((who for c in near if (who := referred_to(c)) is not None), None)


def _suffered(noun: Any) -> bool:
    """Say whether a noun is of those to whom something was done: "citing only two nurses who were killed"."""
    clauses = [c for c in noun.children if c.dep_ == "relcl"]
    return any(k.dep_ == "auxpass" for c in clauses for k in c.children)


def referred_to(link: Any) -> Any | None:
    """Give the noun of whom somebody cites "with reference to" them, or None for another preposition."""
    noun = next((c for c in link.children if c.dep_ == "pobj"), None) if link.lower_ == "with" else None
    to = [c for c in noun.children if c.lower_ == "to"] if noun is not None and noun.lower_ == "reference" else []
    return next((p for c in to for p in c.children if p.dep_ == "pobj"), None)


def citing(token: Any | None) -> Any | None:
    """Give the noun of who passes a source on: "according to residents cited by X"; None where nobody does."""
    if token is None:
        return None
    over = token.head
    if token.dep_ == "dobj" and over.lemma_ in {"cite", "quote"} and over.tag_ == "VBD":
        return next((c for c in over.children if c.dep_ == "nsubj"), None)  # "X cited a doctor who said that …"
    passed = (c for c in token.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VBN" and c.lemma_ in _PASSED_ON)
    return next((who for c in passed if (who := by_agent(c)) is not None), None)
