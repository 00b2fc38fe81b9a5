"""Verdicts and blame after a clause, which the parser hangs inside it: "described reports it did so as untrue"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import false_words
from counterclaim.lexicons import lexicon

_BLAMING = frozenset({"blame", "accuse"})
#: Families of acts by which people are harmed.
_HARM = frozenset({"bombardment", "explosion", "chemical", "fighting", "killing", "destruction"})


def mend_verdict(verb: Any) -> None:
    """Hang "as untrue" on the verb of judging, and blame on who speaks; any other token stays as it is.

    What is called so is something said with its clause: of "described claims it shelled Lom as baseless" the parser
    makes a town that was shelled as something baseless. Of "said rebels had shelled Lom, blaming their commander" it
    makes rebels who blame him.
    """
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.lemma_.lower() in _BLAMING:
        _blame(verb)
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon("disbelief")["judging"]:
        return
    noun = child(verb, "dobj")
    if noun is None or noun.lemma_.lower() not in _said() or child(verb, "oprd", "acomp") is not None:
        return
    for clause in [c for c in noun.children if c.dep_ in {"acl", "relcl", "ccomp"} and c.i > noun.i]:
        link = next((t for t in clause.subtree if t.lower_ == "as" and t.i > clause.i), None)
        word = _verdict(link) if link is not None else None
        if link is not None and word is not None:
            link.dep_, link.head = "prep", verb
            word.dep_, word.head = "pobj", link
            clause.dep_ = "acl"


def _blame(verb: Any) -> None:
    """Give blame after a comma to who told of the deed before it, and not to who did that."""
    deed = verb.head
    over = deed.head if deed.dep_ == "ccomp" and deed.head.i < deed.i else None
    done = any(deed.lemma_.lower() in r["verbs"] for r in lexicon("act_types") if r["family"] in _HARM)
    if over is None or not done or verb.left_edge.nbor(-1).text != "," or child(verb, "nsubj", "mark") is not None:
        return
    if over.lemma_.lower() in lexicon("cues")["neutral"]:
        verb.head = over


def _said() -> frozenset[str]:
    return frozenset((*lexicon("cues")["nouns"], *lexicon("dismissal")["sayings"]))


def _verdict(link: Any) -> Any | None:
    """Give the word after "as" that calls something said untrue, or None."""
    near = [*link.children, *([link.head] if link.dep_ in {"advmod", "mark"} else [])]
    near += [t for t in link.head.children if t.dep_ in {"amod", "acomp"}]
    return next((t for t in near if t.i > link.i and {t.lower_, t.lemma_.lower()} & false_words()), None)
