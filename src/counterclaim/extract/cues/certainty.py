"""How sure a clause is of what its trigger names: only words that govern the trigger count, never others near it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.extract.cues.done_before import done_before
from counterclaim.extract.grammar.clauses import SUBJECTS
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.named.nouns import classes
from counterclaim.extract.parsed.doubted import judged
from counterclaim.extract.slots.counting_verbs import listed, table
from counterclaim.extract.slots.either import one_of_several
from counterclaim.extract.slots.roles import to_do_with
from counterclaim.extract.words.held import held, longest_words
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Factuality

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "acomp"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "hardly"})
#: Prepositions of when and why: what they name is taken for granted.
_CIRCUMSTANCE = frozenset({"because", "after", "before", "during", "following", "since", "amid", "despite", "until"})
#: Prepositions of what something is said to be tied to ("linked to", "connected with").
_DRAWING = frozenset({"involve", "implicate", "embroil"})
_TIES = frozenset({"to", "with"})
#: Verbs of which what stands after "in" is the outcome or the part taken.
_ENDING = frozenset({"result", "end", "culminate", "participate", "involve", "engage", "implicate"})
_STRIKING = frozenset({"hit", "strike", "target", "destroy", "damage", "reach", "violate", "cause"})
#: "If confirmed, the raid would be a crime."
_SO = frozenset({"confirmed", "verified", "proven", "proved", "true", "substantiated", "correct", "accurate"})
_BE = frozenset({"be", "constitute", "amount"})
_SHOWING = frozenset({"confirm", "verify", "prove", "establish", "substantiate", "be"})
#: What an act does that goes on.
_LASTING = frozenset({"stop", "end", "cease", "continue", "go"})
#: What is held into, or who pays for, an act that was done.
_INQUIRING = frozenset({"investigation", "inquiry", "probe", "trial", "prosecution", "punishment"})
_ANSWERING = frozenset({"bring", "try", "answer", "pay"})
#: A trigger's government is followed over this many words at most.
STEPS_MAX = 6


@dataclass(frozen=True, slots=True)
class Certainty:
    """The factuality a clause gives its trigger, the hedges that lower it, and whether a predicate noun is negated."""

    level: Factuality
    hedges: tuple[str, ...] = ()
    negated: bool = False


def certainty(trigger: Any, of_doer: bool = False) -> Certainty:
    """Give how sure a clause is of a trigger token: climb from it to what governs it, collecting hedges on the way.

    `of_doer` says that the question is who did it: "suspected involvement in the raid" doubts that, and not the raid.
    """
    if _taken_up(trigger) or done_before(trigger) or (not of_doer and _by_whom(trigger)):
        return Certainty(Factuality.CERTAIN)
    entries, parts, hedges = lexicon("hedges"), lexicon("acting")["part"], dict[str, str]()
    unreal, negated, spoken_of = _if_so(trigger), False, False
    # "If the talks fail, the murder of the six stays unpunished": what is known depends on nothing.
    known = any(c.lower_ in {"the", "this", "these", "those"} for c in trigger.children)
    token, steps = trigger, 0
    while steps < STEPS_MAX:
        for near in [token, *token.children]:
            level = _hedge(near, token, entries)
            if level:
                hedges.setdefault(near.lower_, level)
        asked = any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in token.children)
        unreal = unreal or (asked and not (known and _taken_for_granted(trigger, token)))
        open_one = token.pos_ in {"VERB", "AUX"} and not known and any(map(_condition, token.children))
        unreal = unreal or open_one
        # "The massacre was no accident" calls it one all the same.
        if (token.lemma_.lower() in _BE and not spoken_of) or token is trigger:
            negated = negated or any(c.dep_ == "neg" and c.lower_ in _NEGATIONS for c in token.children)
        up = _governor(token)
        part = token.dep_ == "pobj" and (up is None or token.head.lower_ == "behind" or _part(up, parts))
        if up is None or (part and not of_doer) or (token is trigger and _of_people(token)):
            break
        wished = up.lemma_.lower() in entries["unreal"] and not _was_able(up)
        if _infinitive(token) and (wished or token.dep_ == "advcl"):
            unreal = True
        if token.dep_ in {"xcomp", "acl"} and any(_unreal_subject(c, entries) for c in up.children):
            unreal = unreal or token.dep_ == "acl"
        if token.dep_ == "acl" and up.lemma_.lower() in entries["nouns"]:
            hedges.setdefault(up.lower_, "possible")  # "the possibility that rebels did it"
        if token.dep_ == "xcomp" and up.lemma_ == "know" and any(c.dep_ == "neg" for c in up.children):
            unreal = True  # "is not known to have ordered it"
        spoken_of = token.dep_ == "nsubj"
        token, steps = up, steps + 1
    if of_doer and one_of_several(trigger):
        hedges.setdefault("or", "possible")
    possible = any(level == "possible" for level in hedges.values())
    value = Factuality.POSSIBLE if possible else Factuality.PROBABLE if hedges else Factuality.CERTAIN
    return Certainty(
        Factuality.UNCOMMITTED if unreal else value, tuple(hedges), negated and trigger.pos_ not in {"VERB"}
    )


def _taken_for_granted(act: Any, verb: Any) -> bool:
    """Say whether an act stands below a noun of a condition, or is to stop: "if those in the murder are tried".

    "If the killing is confirmed" leaves it open.
    """
    if verb.lemma_.lower() in _SHOWING:
        return False
    return verb.lemma_.lower() in _LASTING or (act.dep_ == "pobj" and act.head.head not in (verb, *verb.children))


def _taken_up(act: Any) -> bool:
    """Say whether words are of what is to be done about an act known before: "a step to punish the murder"."""
    if act.pos_ != "NOUN" or act.dep_ not in {"dobj", "pobj"} or not _known(act):
        return False
    # "Promised to punish those responsible for the murder", "an inquiry into the murder", "brought to trial for it"
    over = act.head.head if act.dep_ == "pobj" and act.head.lower_ in {"for", "of", "into"} else act.head
    after_it = act.head.lower_ == "for" and over.lemma_.lower() in _ANSWERING
    return over.lemma_.lower() in lexicon("acting")["about_it"] or over.lemma_.lower() in _INQUIRING or after_it


def _known(act: Any) -> bool:
    """Say whether a noun is of an act known before: "the murder", "last Thursday's murder"."""
    return any(c.lower_ in {"the", "this", "these"} or c.dep_ == "poss" for c in act.children)


def _of_people(deed: Any) -> bool:
    """Say whether a deed only tells of whom words are: "this could save | those arrested | on Monday"."""
    named = deed.head.lemma_.lower() in classes() or deed.head.lower_ in {"those", "people", "persons"}
    return deed.dep_ == "acl" and deed.tag_ == "VBN" and named and deed.head.dep_ in {"pobj", "dobj"}


def _by_whom(act: Any) -> bool:
    """Say whether words leave open only who did what was done: "who could have committed the murders"."""
    known = act.pos_ == "NOUN" and any(c.lower_ in {"the", "this", "these"} for c in act.children)
    return known and act.dep_ == "dobj" and any(c.dep_ == "nsubj" and c.tag_ == "WP" for c in act.head.children)


def _part(word: Any, parts: Sequence[str]) -> bool:
    """Say whether a word is for a part taken in something, or is of who took it: "role of | rebels | in the raid"."""
    whose = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word
    return word.lemma_.lower() in parts or whose.lemma_.lower() in parts


def _condition(clause: Any) -> bool:
    """Say whether a clause is on what something depends: "if the army did it, it is a crime"; "even if" is none."""
    mark = next((c for c in clause.children if c.dep_ == "mark"), None) if clause.dep_ == "advcl" else None
    even = any(c.lower_ in {"even", "as"} for c in (*clause.children, *(mark.children if mark is not None else ())))
    return mark is not None and mark.lower_ in {"if", "unless"} and not even


def _if_so(trigger: Any) -> bool:
    """Say whether a sentence tells of something only "if confirmed", "if true"."""
    words = trigger.doc
    return any(t.lower_ == "if" and t.i + 1 < len(words) and t.nbor().lower_ in _SO for t in words)


def _was_able(word: Any) -> bool:
    """Say whether "was able to" tells what was done."""
    return bool(word.lemma_.lower() == "able" and word.head.tag_ == "VBD")


def _unreal_subject(token: Any, entries: Any) -> bool:
    return token.dep_ in SUBJECTS and token.lemma_.lower() in entries["unreal"]


def _hedge(near: Any, token: Any, entries: Any) -> str:
    """Give the class of a hedge at a governing token: a modal, an adverb, an adjective, or the token itself."""
    if near != token and near.dep_ not in {"aux", "advmod", "amod", "acomp", "neg"}:
        return ""
    if near is token and near.pos_ not in {"VERB", "ADJ", "AUX", "ADV"}:
        return ""
    if near.pos_ == "PROPN" or (near.dep_ == "aux" and near.tag_ != "MD"):
        return ""
    words = {near.lower_, near.lemma_.lower()}
    if near.lower_ == "certainly" and any(c.lower_ in {"almost", "nearly"} for c in near.children):
        return "probable"
    if words & set(entries["doubting"]) and any(c.dep_ == "neg" for t in (near, near.head) for c in t.children):
        return "possible"  # "it is not impossible that rebels did it"
    return next((name for name in ("possible", "probable") if words & set(entries[name])), "")


def _governor(token: Any) -> Any:
    """Give the next word that governs a token's certainty, or None at the clause's border."""
    up = token.head
    if up is token or (token.dep_ == "ccomp" and (_suggesting(up) or judged(token) is not None)):
        return up if up is not token else None
    if token.pos_ in {"VERB", "AUX"}:
        if token.dep_ == "conj" and up.pos_ in {"VERB", "AUX"}:
            own = any(c.dep_ in {"nsubj", "nsubjpass", "aux"} and c.lower_ != "to" for c in token.children)
            return None if own else up
        return up if token.dep_ in {"xcomp", "acl"} or (token.dep_ == "advcl" and _infinitive(token)) else None
    if token.dep_ in _ARGUMENTS:
        return up if up.pos_ in {"VERB", "AUX"} and _own_clause(up) else None
    part = up.head.lemma_.lower() in lexicon("acting")["part"]
    if token.dep_ == "pobj" and (part or up.head.pos_ in {"VERB", "AUX", "NOUN"}) and up.dep_ in {"prep", "agent"}:
        # "May have died in the raid" doubts no raid; "may have ended in deaths" doubts the deaths.
        held = up.lower_ == "in" and up.head.pos_ != "NOUN" and up.head.lemma_.lower() not in _ENDING
        return up.head if up.lower_ in {"in", "of", "by", "for", "behind"} and not held else None
    return up if token.dep_ in {"compound", "nmod"} or (token.dep_ == "conj" and up.pos_ == "NOUN") else None


def _suggesting(verb: Any) -> bool:
    """Say whether things only suggest what a clause says: "the evidence suggests that …" is not certain of it."""
    about = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    things = {*lexicon("disbelief")["bodies"], *lexicon("disbelief")["evidence"]}
    return verb.lemma_.lower() in {"suggest", "indicate"} and about is not None and about.lemma_.lower() in things


def _own_clause(verb: Any) -> bool:
    """Tell whether a verb's modal can be one of what its arguments name (not a verb of saying with a clause)."""
    return not any(c.dep_ == "ccomp" for c in verb.children)


def _infinitive(token: Any) -> bool:
    return token.pos_ in {"VERB", "AUX"} and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def presupposed(trigger: Any, inside: range, aspect_of_doer: bool) -> bool:
    """Say whether a trigger in a saying only says what the saying is about, and is not itself what is said.

    Takes the tokens of the saying by index. "He denied that the talks had stopped because of the raid" denies no raid,
    and "she denied a part in the raid" only her part: what stands in a relative or adverbial clause, or after a
    preposition below a noun that is no word for something said, is taken for granted. `aspect_of_doer` says that the
    question is who did it, which a part in it answers.
    """
    token = trigger
    part, linking = set(lexicon("acting")["part"]), lexicon("acting")["linking"]
    while token.head.i != token.i and token.head.i in inside:
        up = token.head
        if token.dep_ == "relcl" and to_do_with(token) is not None:
            return not aspect_of_doer  # "had anything to do with the raid" is who did it
        if token.dep_ in {"relcl", "advcl"} and token.i > up.i and up.lemma_.lower() not in saying_nouns():
            return True
        known = token.dep_ == "acl" and token.tag_ == "VBN" and up.dep_ in SUBJECTS
        # "Denied that those killed in a raid were civilians".
        known = known and token.i != trigger.i and up.lemma_.lower() not in saying_nouns()
        below = known or (token.dep_ == "prep" and (token.lower_ in _CIRCUMSTANCE or _known_harm(trigger, up)))
        if below or (token.i == trigger.i and token.dep_ == "nsubj" and _known_harm(trigger, up)):
            return True
        # "Reports that involve the army in the raid" deny no raid.
        drawn = token.lower_ == "in" and up.lemma_ in _DRAWING and any(c.dep_ == "dobj" for c in up.children)
        if token.dep_ == "prep" and (drawn or (token.lower_ in _TIES and up.lemma_.lower() in linking)):
            return not (aspect_of_doer and up.pos_ == "VERB")
        if token.dep_ == "prep" and up.pos_ in {"NOUN", "PROPN"} and up.lemma_.lower() not in {*saying_nouns(), "use"}:
            return not (aspect_of_doer and up.lemma_.lower() in part)
        token = up
    return bool(trigger.dep_ == "amod" and trigger.tag_ == "VBN")  # "denied shelling the rebel-held town"


def _known_harm(act: Any, verb: Any) -> bool:
    """Say whether an act known before is where harm was done: who denies that any died in "the raid" or "its raid",
    or that it killed civilians, denies no raid.
    """
    own = any(c.dep_ == "poss" for c in act.children)
    known = own or any(c.lower_ in {"the", "this", "that"} for c in act.children)
    known = known and verb.pos_ in {"VERB", "AUX"} and act.pos_ == "NOUN"
    lemma = verb.lemma_.lower()
    if own and (lemma in _STRIKING or (lemma in _BE and act.dep_ == "pobj")):
        return True  # "that its raid had hit a school", "that children were among the dead in its raid"
    return (
        known
        and verb.pos_ == "VERB"
        and (lemma in table("of_object") or lemma in table("of_subject") or lemma in listed("harming"))
    )


#: What may stand inside a phrase that denies: "no truth whatsoever to".
_AT_ALL = r"(?:\s+whatsoever|\s+at\s+all)?"
#: What stands right before such a phrase and undoes it.
_NOT_BEFORE = re.compile(r"(?:\bnot|n['’]t|\bnever|\bhardly)\s+\Z", re.IGNORECASE)
#: "Denied claims that its men did it and said the images were staged": what is staged is no claim; of "X claims that
#: P and that reports of Q are false" P is not false.
_SAYS_MORE = re.compile(
    r"\band\s+(?:\w+ly\s+)?(?:said|suggested|claimed|insisted|argued|maintained|stated|called|dismissed|alleged|added)\b"
    r"|\band\s+that\s+(?:\w+\s+){0,2}(?:claim|report|allegation|accusation|charge|statement|rumou?r)s?\b"
)
#: "Is a complete lie", "a pack of lies".
_WHOLLY = "complete|pure|total|utter|sheer|blatant|outright|absolute|big"
_HEAP = r"(?:pack|tissue|bunch|web|string|lot|piece)\s+of"
#: "The claim that … is baseless": its clause has at most this many characters.
CLAUSE_CHARACTERS = 600


def denied(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of a text that a phrase denies ("there is no truth to …", "claims that … are baseless")."""
    # "It is not untrue that": two negations deny nothing.
    spans = [m.span(1) for m in _found(_denying(), text) if not _NOT_BEFORE.search(text, 0, m.start())]
    called = (m for m in _found(_rejecting(), text) if not _SAYS_MORE.search(m[1]))
    return (*spans, *(m.span(1) for m in called))


def _found(sought: tuple[re.Pattern[str], frozenset[str]], text: str) -> Iterator[re.Match[str]]:
    """Give what a pattern finds; takes with it the words of which each find holds one."""
    pattern, words = sought
    return pattern.finditer(text) if not words.isdisjoint(held(text)) else iter(())


@cache
def _denying() -> tuple[re.Pattern[str], frozenset[str]]:
    """Give the pattern of phrases that deny, with what is denied, and their words."""
    # "No evidence or indication that" denies as "no evidence that" does.
    more = "|".join(lexicon("disbelief")["evidence"])
    more = rf"(?:\s+n?or\s+(?:(?:any|even)\s+)?(?:{more})s?)?"
    whole = [re.escape(p) for p in lexicon("denial")]
    whole = [p.replace(r"\ that", rf"{more}\ that") if p.startswith("no") else p for p in whole]
    phrases = "|".join(p.replace(r"\ ", rf"{_AT_ALL}\s+") for p in whole)
    return re.compile(rf"\b(?:{phrases})\b([^.;!?]*)", re.IGNORECASE), longest_words(lexicon("denial"))


@cache
def _rejecting() -> tuple[re.Pattern[str], frozenset[str]]:
    """Give the pattern of what is said, with its clause, that is called untrue, and the words that call it so."""
    verdicts = lexicon("dismissal")["predicates"]
    predicates = "|".join(re.escape(p) for p in verdicts)
    # "Their denial that they shelled it is a lie" says that they did.
    nouns = "|".join(re.escape(n) for n in lexicon("cues")["nouns"] if n != "denial")
    being = rf"\b(?:is|are|was|were|be)(?:\s+\w+ly|\s+an?|\s+(?:{_WHOLLY}|{_HEAP}))*\s+[\"“‘']?"
    clause = rf"(?:\b(?:{nouns})s? that|(?:\A|[.!?\n]\s*)That)\b([^.;!?\"“”]{{0,{CLAUSE_CHARACTERS}}}?)"
    return re.compile(rf"{clause}{being}(?:{predicates})\b", re.IGNORECASE), longest_words(verdicts)


@cache
def _distancing() -> tuple[re.Pattern[str], frozenset[str]]:
    words = lexicon("distancing")
    pattern = rf"\b(?:{'|'.join(map(re.escape, words))})\b[\s\"“‘']+((?:[\w’'-]+[\s\"”]*){{1,3}})"
    return re.compile(pattern, re.IGNORECASE), longest_words(words)


def distanced(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of a text that a distancing adjective governs: the three words after it."""
    return tuple(m.span(1) for m in _found(_distancing(), text))
