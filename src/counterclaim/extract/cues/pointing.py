"""Which words point back to something said, and which predicates dismiss it."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.parsed.cue import by_agent
from counterclaim.extract.slots.measuring import counted
from counterclaim.lexicons import lexicon

_POINTING = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "such",
        "any",
        "all",
        "both",
        "its",
        "their",
        "his",
        "neither",
        "either",
        "no",
    }
)
_ALWAYS = frozenset({"every", "each", "always", "often", "usually", "daily", "regularly", "sometimes"})
_NONE = frozenset({"none", "neither", "either", "both", "all"})
_PRONOUNS = frozenset({"it", "this", "that", "they", "them", "these", "so", "which", "something"})
#: Words for what somebody says, with "of" of who says it.
_ASSERTED = frozenset({"claim", "allegation", "accusation", "charge", "version", "account", "assertion", "statement"})
_ACTS = frozenset({"operation", "attack", "strike", "raid", "mission", "sortie", "flight", "bombing", "shelling"})
#: By which words another number is set against one that was given.
_REAL = frozenset({"real", "actual", "true"})
_LESS = frozenset({"lower", "smaller", "less"})
#: What somebody has in an act: to deny it is to deny having done it.
PART = frozenset({"involvement", "responsibility", "blame", "role", "wrongdoing", "link", "part"})


def part(token: Any) -> bool:
    """Say whether a word stands for a part in an act told before: "denied any role", "denied firing"."""
    return token.lemma_.lower() in PART or bare_deed(token)


def bare_deed(token: Any) -> bool:
    """Say whether words name a deed alone, and neither how nor to whom: "firing", "had opened fire", "doing so".

    "Firing them from across the river" tells no more than what was told of the shells before; "we did this every day"
    is of no one deed.
    """
    if any(t.lower_ in _ALWAYS for c in token.children if c.dep_ in {"npadvmod", "advmod"} for t in c.subtree):
        return False
    kids = [c for c in token.children if c.dep_ in {"dobj", "prep", "advmod", "ccomp", "prt", "compound"}]
    if token.lemma_ == "fire" and any(c.dep_ == "dobj" and c.lower_ in {"it", "them"} for c in kids):
        kids = [c for c in kids if c.dep_ != "dobj" and c.lower_ != "from"]
    said = [token.lower_ if token.lower_ == "opening" else token.lemma_.lower(), *(c.lower_ for c in kids)]
    if token.tag_ in {"VBG", "VBN"} and token.lemma_.lower() in lexicon("acting")["performing"] and _any_act(token):
        return True
    done = token.tag_ in {"VBG", "VBN", "VBD", "NN"} and token.dep_ not in {"amod", "compound"}
    return done and " ".join(said) in lexicon("acting")["deeds"]


def _any_act(verb: Any) -> bool:
    """Say whether what is done is any act: "having conducted any operation", "carrying out such strikes"."""
    what = child(verb, "dobj")
    told = what is not None and what.lemma_.lower() in _ACTS
    return told and any(c.lower_ in {"any", "such"} for c in what.children)


def teller(noun: Any) -> Any:
    """Give who says it by a noun of saying: "the reports by activists", "the claims of the opposition"; else None."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "from"}), None)
    who = child(of, "pobj") if of is not None else None
    known = who is not None and (kind_of_noun(who.lower_) is not None or who.ent_type_ in {"PERSON", "ORG", "NORP"})
    return by_agent(noun) or (who if known and noun.lemma_.lower() in _ASSERTED else None)


def points_back(token: Any) -> bool:
    """Say whether a noun or pronoun stands for something said before, and says nothing itself."""
    inner = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    if token.lower_ in _NONE and inner:
        return points_back(inner[0])
    if token.pos_ in {"PRON", "DET"} or token.lower_ == "something":
        return token.lower_ in _PRONOUNS
    if part(token) or counted(token) is not None:
        return True
    if token.lemma_.lower() not in saying_nouns():
        return False
    # "A claim that the army denied", "an allegation rejected by the army": the parser may hang it on the verb.
    after = [c for c in token.children if c.dep_ in {"relcl", "acl"}]
    answered = any(c.lemma_.lower() in lexicon("cues")["denial"] and child(c, "mark") is None for c in after)
    aside = token.dep_ == "appos" and any(c.dep_ == "relcl" for c in after)
    if aside or (answered and token.left_edge.lower_ in {"a", "an"}):
        return True
    # "The charge, also made by the rebels" tells no more than "the charge".
    clauses = [c for c in token.children if c.dep_ in {"acl", "relcl", "ccomp"} and c.tag_ != "VBN"]
    # "The findings, which the army called one-sided" are the findings.
    told = any(c.lemma_.lower() not in lexicon("disbelief")["judging"] for c in clauses)
    of = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    told = told or any(p != teller(token) and not (figure(token) and _uncounted(p)) for p in of)
    first = token.doc[token.left_edge.i]
    # "Gave versions that nobody could confirm" are some versions, and not what was told last.
    told = told or (first.i == token.i and token.dep_ == "dobj" and any(c.dep_ == "relcl" for c in token.children))
    return not told and (first.lower_ in _POINTING or first.i == token.i or first.dep_ in {"poss", "amod", "compound"})


def _nothing_to_it(noun: Any) -> bool:
    """Say whether an object is "no basis", "no foundation" and the like."""
    no = any(c.lower_ == "no" for c in noun.children)
    return bool(noun.dep_ == "dobj" and no and noun.lemma_.lower() in lexicon("dismissal")["grounds"])


_HEAPS = frozenset({"pack", "tissue", "bunch", "web", "string", "lot", "piece", "load", "stream", "catalogue"})


def dismissed(token: Any) -> bool:
    """Say whether a verb or a predicate dismisses its subject or object ("was a lie", "called it absurd")."""
    words = lexicon("dismissal")["predicates"]
    near = [token, *token.children]
    if any(figure(t) for t in near):
        words = [*words, *lexicon("dismissal")["too_much"]]
    near += [
        g
        for c in token.children
        if c.dep_ in {"acomp", "attr", "oprd", "prep", "ccomp", "xcomp", "dobj"}
        for g in c.children
    ]
    near += [t for c in near if c.lower_ in _HEAPS for of in c.children for t in of.children]  # "a pack of lies"
    said = [t for t in near if t.dep_ in {"acomp", "attr", "oprd", "pobj", "amod", "ccomp"} or t.i == token.i]
    real = any(figure(t) and any(c.lower_ in _REAL for c in t.children) for t in token.children if t.dep_ == "nsubj")
    if real and any(t.lower_ in _LESS for t in near):
        return True  # "the real figure was far lower"
    if token.lemma_ == "have" and any(_nothing_to_it(c) for c in token.children):
        return True  # "the charge has no basis"
    denied = any(c.dep_ == "neg" for c in token.children)
    return not denied and any(t.lower_ in words or t.lemma_.lower() in words for t in said if t.dep_ != "nsubj")


def figure(token: Any) -> bool:
    """Say whether a noun is of a number that somebody gave: "the toll", "the figure"."""
    measures = lexicon("measures")
    return token.pos_ == "NOUN" and token.lemma_.lower() in {*measures["figures"], *measures["toll"]}


def _uncounted(noun: Any) -> bool:
    """Say whether a noun has no number of its own: "the number of dead"."""
    return not any(t.like_num for t in noun.subtree)


def too_much(clause: Any) -> Any:
    """Give something said that a clause calls exaggerated: "reports of looting were exaggerated"; else None."""
    noun = said_of(clause) if clause is not None else None
    if noun is None or noun.lemma_.lower() not in saying_nouns() or figure(noun) or child(clause, "neg") is not None:
        return None
    near = [clause, *(c for c in clause.children if c.dep_ in {"acomp", "attr", "oprd"})]
    return noun if any(t.lower_ in lexicon("dismissal")["too_much"] for t in near) else None


def groundless(verb: Any) -> Any:
    """Give what a clause says that there is nothing to: "there was no truth at all to the claims"; else None."""
    noun = next((c for c in verb.children if c.dep_ in {"attr", "nsubj"} and c.pos_ == "NOUN"), None)
    empty = any(c.dep_ == "expl" for c in verb.children)
    if noun is None or not empty or noun.lemma_.lower() not in lexicon("dismissal")["grounds"]:
        return None
    near = [*noun.children, *verb.children]
    links = [c for c in near if c.dep_ == "prep" and c.lower_ in {"to", "in", "for", "behind"} and c.i > noun.i]
    none = any(c.lower_ == "no" or c.dep_ == "neg" for c in near)
    return next((p for c in links for p in c.children if p.dep_ == "pobj"), None) if none else None


def pointing(head: Any) -> Any:
    """Give the noun of a content that only points back: the content itself, or what it says is baseless."""
    if head is None:
        return None
    subject = (
        next((c for c in head.children if c.dep_ in SUBJECTS), None) if head.pos_ in {"AUX", "VERB", "ADJ"} else None
    )
    if subject is not None:
        return subject if dismissed(head) and points_back(subject) else None
    return head if points_back(head) else None


def no_such(head: Any) -> Any:
    """Give the noun of "no such event took place", or None."""
    verb = head if head is not None and head.lemma_.lower() in {"take", "occur", "happen", "be"} else None
    noun = next((c for c in verb.children if c.dep_ in {"nsubj", "attr"} and c.pos_ == "NOUN"), None) if verb else None
    kids = {c.lower_ for c in noun.children} if noun is not None else set()
    deed = noun is not None and noun.lemma_.lower() in {*lexicon("matters")["deeds"], "event", "thing", "attack"}
    return noun if deed and {"no", "such"} <= kids else None
