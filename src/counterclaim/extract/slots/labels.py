"""Labels: the terms by which somebody characterises a happening, with of whom and against whom they are said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from counterclaim.extract.grammar.clauses import acting, after, child, clause, phrase
from counterclaim.extract.named.act import happening, meant_to_charge, noun_row
from counterclaim.extract.named.parties import holder, parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, thing
from counterclaim.extract.slots.carried import contested, support
from counterclaim.extract.slots.made_up import invented
from counterclaim.extract.slots.reality import negated, prevented, unreal
from counterclaim.extract.slots.roles import CHAINS, part_denied, subject
from counterclaim.extract.slots.works import noun_actor
from counterclaim.extract.words.held import held, longest_words
from counterclaim.lexicons import alternatives, lexicon

_NAME_AFTER = re.compile(r"^\s*(?:front|army|movement|party|organi[sz]ation|forces?|committee)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\bnational\s+$", re.IGNORECASE)
_GOING = frozenset({"escalate", "resort", "turn", "engage", "participate", "practise", "practice", "pursue"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "a", "an", "another"})
_STRUGGLES = frozenset({"fight", "war", "struggle", "battle", "combat", "campaign", "issue", "topic"})
_TOO_SOON = frozenset({"early", "premature", "soon"})
_WORDS = frozenset({"word", "term", "label", "expression", "language"})
_BREACHES = frozenset({"violation", "breach", "contravention", "defiance"})
_SAID = frozenset({"call", "describe", "label", "dub", "brand", "term", "denounce", "be", "amount", "constitute"})


@dataclass(frozen=True, slots=True)
class Label:
    """A term in use: the term, its token, who is said to have done it, to whom, its span, and whether it is denied."""

    term: str
    token: Any
    act: str | None
    actors: tuple[str, ...]
    target: Thing | None
    span: tuple[int, int]
    negated: bool


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    forms: dict[str, str] = {}
    for term, row in lexicon("labels").items():
        for form in (term, *row.get("forms", ())):
            forms |= {form: term, f"{form}s": term, re.sub(r"y$", "ies", form): term}
    return re.compile(rf"\b({alternatives(forms)})\b", re.IGNORECASE), forms


@cache
def _ends() -> frozenset[str]:
    return longest_words(_pattern()[1])


def labels(sentence: Sentence) -> Iterator[Label]:
    """Give each use of a term; one inside the name of a party ("National Liberation Front") is none."""
    doc = sentence.doc
    pattern, forms = _pattern()
    for match in pattern.finditer(sentence.plain) if not _ends().isdisjoint(held(sentence.plain)) else ():
        span = doc.char_span(*match.span(), alignment_mode="expand")
        named = _NAME_AFTER.match(doc.text[match.end() :]) or _NAME_BEFORE.search(doc.text[: match.start()])
        if span is None or named or sentence.hidden(span.root):
            continue
        token = span.root
        term = forms[" ".join(match.group(1).lower().split())]
        row = lexicon("labels")[term]
        target = _target(token, sentence)
        target = None if target is not None and span.start <= target.token.i < span.end else target
        if row.get("needs") == "place" and not scare_quoted(token) and not (target and (target.place or target.asset)):
            continue
        kept_off = token.pos_ == "NOUN" and prevented(token)
        if (_topic(token) and not scare_quoted(token)) or kept_off or _withheld(_verb_above(token)):
            continue
        planned = token.pos_ != "VERB" and unreal(token)
        if meant_to_charge(token) or not_known(token) or (planned and _any_one(token) and not scare_quoted(token)):
            continue
        actors = () if planned else _actors(token, sentence)
        if not (actors or target or _applied(token)):
            continue
        act = row.get("act") or _qualified(token)
        yield Label(term, token, act, actors, target, _span(token), _denied(token))


def _qualified(token: Any) -> str | None:
    """Give the act whose noun a term ends with or stands before ("the terrorist attack"), or None."""
    row = noun_row(token.head if token.dep_ in {"compound", "amod", "nmod"} else token)
    return str(row["act"]) if row is not None else None


def _applied(token: Any) -> bool:
    """Say whether a term is said of something: of what stands before it, or of one thing that it points at."""
    top = token.head if token.dep_ in {"compound", "amod", "nmod"} else token
    pointed = pointing(top)
    verb = _verb_above(token)
    told = verb is not None and (verb.lemma_ in _SAID | acting()["accusing"] or support(top) is not None)
    told = told or contested(top) or (top.dep_ == "pobj" and top.head.lower_ == "in" and top.lemma_ in _BREACHES)
    return scare_quoted(token) or pointed or told or token.pos_ in {"VERB", "ADJ"}


def pointing(token: Any) -> bool:
    """Say whether a noun points at one thing: by an article, a pronoun or an owner."""
    return any(c.lower_ in _POINTING or c.dep_ == "poss" for c in token.children)


def means_deed(noun: Any) -> bool:
    """Say whether a noun stands for the act told before: "this crime", "such a cowardly attack"."""
    if happening(noun):
        return any(c.lower_ == "such" for c in noun.children)
    return pointing(noun) and noun.lemma_.lower() in lexicon("matters")["deeds"]


def _topic(token: Any) -> bool:
    """Say whether a term names a subject of talk or policy: "counter-terrorism", "the fight against terrorism"."""
    if token.ent_type_ == "ORG" or (token.i and token.nbor(-1).lower_.rstrip("-") in {"counter", "anti"}):
        return True
    before = token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in {"counter", "anti"}
    against = token.dep_ == "pobj" and token.head.lower_ in {"against", "on", "with", "of"}
    return before or (against and token.head.head.lemma_.lower() in _STRUGGLES)


def _withheld(verb: Any | None) -> bool:
    """Say whether somebody will not use a term: "stopped short of calling it", "declined to use the word"."""
    used = verb is not None and verb.lemma_ == "use" and any(t.lemma_.lower() in _WORDS for t in verb.subtree)
    if verb is None or not (used or verb.lemma_.lower() in lexicon("cues")["naming"]):
        return False
    above = list(islice(verb.ancestors, 3)) if verb.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "advcl"} else []
    kept = any(t.lower_ == "short" or t.lemma_.lower() in {*lexicon("cues")["keeping"], *_TOO_SOON} for t in above)
    return kept or any(c.lower_ in {"short", *_TOO_SOON} for t in above for c in t.children)


def _denied(token: Any) -> bool:
    return any(c.lower_ in {"no", "not"} for c in token.children)


def not_known(token: Any) -> bool:
    """Say whether nobody is said to have done what a term is of: "is not known to have carried out repression"."""
    above = [t for t in islice(token.ancestors, 6) if t.dep_ == "xcomp" and t.pos_ == "VERB"]
    return any(c.dep_ == "neg" for t in above for c in t.head.children)


def _any_one(token: Any) -> bool:
    """Say whether a term is of no certain deed: "to carry out a general repression"."""
    top = token.head if token.dep_ in {"compound", "amod", "nmod"} else token
    article = child(top, "det")
    return support(top) is not None and (article is None or article.lower_ in {"a", "an", "any", "another"})


def _verb_above(token: Any) -> Any | None:
    """Give the verb that a term is an object or complement of, through prepositions and predicates."""
    at = token
    for _ in range(6):
        head = at.head
        if head.i == at.i or at.dep_ in {"nsubj", "nsubjpass", "relcl", "conj"}:
            return None
        if head.pos_ in {"VERB", "AUX"}:
            return head
        accused = head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_.lower() in acting()["accusing"]
        within = (
            at.dep_ == "prep"
            and at.lower_ != "as"
            and head.pos_ in {"NOUN", "PROPN"}
            and head.lemma_.lower() not in CHAINS
        )
        if within and not accused:
            return None  # "the masterminds of the massacre"
        at = head
    return None


def _actors(token: Any, sentence: Sentence) -> tuple[str, ...]:
    if (found := parties(noun_actor(token), sentence)) or (owner := holder(token, sentence)) is None:
        verb = _verb_above(token) if not found else None
        if verb is not None and verb.lemma_ in acting()["performing"] | _GOING:
            return parties(subject(verb), sentence)
        return found
    return (owner,)


def _target(token: Any, sentence: Sentence) -> Thing | None:
    """Give against whom: after "of" or "against" the term, or against the thing that was done."""
    found = after(token, "against", "of")
    if found is None and token.head.dep_ in {"prep"} and token.head.head.pos_ in {"ADJ", "VERB", "AUX"}:
        found = after(token.head.head, "against") or after(token.head.head.head, "against")
    if found is None and token.dep_ in {"compound", "nmod", "amod"}:
        found = after(token.head, "against", "of")
    owner = child(token, "poss") if found is None else None
    if owner is not None and holder(token, sentence) is not None:
        return None  # "the army's repression": who owns it did it
    return thing(found or owner, sentence)


def _span(token: Any) -> tuple[int, int]:
    """Give the clause where a term is said of something, and the noun's own phrase where it is only mentioned."""
    carried = support(token)
    verb = carried[0] if carried is not None else _verb_above(token)
    told = acting()["performing"] | acting()["accusing"] | _GOING | _SAID
    if verb is not None and (carried is not None or verb.lemma_ in told):
        first, last = clause(verb)
        if first <= token.i and token.doc[first].tag_ not in {"WP", "WRB"}:
            return first, max(last, token.i)
    top = token.head if token.dep_ in {"compound", "amod", "nmod"} else token
    first, last = phrase(top)
    return (first, last) if first <= token.i <= last else (token.i, token.i)


def scare_quoted(token: Any) -> bool:
    """Say whether a word stands in quotation marks of its own, as one does that the writer will not own."""
    doc = token.doc
    before = doc[token.i - 1].text if token.i else ""
    following = [t.text for t in doc[token.i + 1 : token.i + 3]]
    return before in {'"', "“", "‘", "'", "«"} and any(t and t[0] in "\"”’'»" for t in following)


def refused(token: Any) -> bool:
    """Say whether a noun is only named to refuse the word: "not a liberation", "the 'liberation'"."""
    carried = support(token)
    if ((carried is not None and carried[1] == "done") or part_denied(token)) and not scare_quoted(token):
        return False  # "had not carried out the attack", "had no part in it" deny who, and refuse no word
    plain = token.lemma_.lower() not in {*_pattern()[1], *lexicon("loaded_terms")} and not scare_quoted(token)
    if plain and (invented(token) or (carried is not None and carried[1] == "was")):
        return False  # "there was no attack": a word that judges nothing is denied, not refused
    verb = _verb_above(token)
    told = any(c.dep_ == "neg" or c.lower_ == "not" for c in [*token.children, *(verb.children if verb else ())])
    before = token.doc[max(0, token.left_edge.i - 3) : token.i]
    return (
        scare_quoted(token)
        or told
        or any(t.lower_ == "not" for t in before)
        or (child(token, "det") is not None and negated(token))
    )
