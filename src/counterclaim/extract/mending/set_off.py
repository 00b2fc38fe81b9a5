"""What a comma sets off after what is said or denied, which the parser makes part of it: it is the teller's own."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named.speaking import speaks
from counterclaim.lexicons import lexicon

#: What opens a clause of another who speaks.
_BESIDE = frozenset({"after", "before", "as", "while", "although", "though", "when", "since"})


def mend_set_off(verb: Any) -> None:
    """Hang a saying behind a comma on the verb of saying above what is said; takes that saying's verb.

    "Denied that it had shelled it, hours after | X alleged that P", "denied that its men had done it, | accusing Y",
    "with the minister | calling it a lie", "said tanks did not fire, | adding that P": tanks add nothing. So too behind
    "and": "denied that its men had bombed it and | said P".
    """
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in saying_verbs():
        return
    if verb.dep_ == "conj":
        _joined(verb)
        return
    link = verb.head if verb.dep_ == "pcomp" and verb.head.lower_ == "with" else verb
    first, up = link.left_edge, link.head
    if link.dep_ not in {"advcl", "prep"} or not first.i or first.nbor(-1).text != "," or up.i > first.i:
        return
    own, mark = child(verb, *SUBJECTS), child(verb, "mark")
    beside = own is not None and (link is not verb or (mark is not None and mark.lower_ in _BESIDE))
    if not (beside or (own is None and verb.tag_ == "VBG")):
        return
    over = _teller(up, told=beside or _mute(up))
    if over is not None:
        link.head = over


def _joined(verb: Any) -> None:
    """Join a second verb of saying to the one above the clause whose verb cannot share its subject with it."""
    up, first = verb.head, verb.left_edge
    joint = first.nbor(-1) if first.i else first
    bare = child(verb, "aux", "auxpass", "mark", *SUBJECTS) is None and verb.tag_ in {"VBD", "VBZ", "VBP"}
    if not bare or joint.dep_ != "cc" or joint.lower_ not in {"and", "but"} or up.pos_ not in {"VERB", "AUX"}:
        return
    who = said_of(up)
    own = who is not None and any(c.lower_ in {"its", "their"} and c.dep_ == "poss" for c in who.children)
    over = _teller(up, told=own or _mute(up) or _counts(verb)) if up.dep_ in {"ccomp", "acl"} else None
    if over is not None and over.tag_ == verb.tag_:
        verb.head = joint.head = over


def _teller(up: Any, told: bool) -> Any | None:
    """Give the verb above by which somebody denies what a clause is of, or, if `told`, says it; None where none is."""
    denial = lexicon("cues")["denial"]
    below = up
    for verb in up.ancestors:
        if below.dep_ not in {"ccomp", "xcomp", "conj", "acl", "advcl", "dobj", "relcl", "prep", "pobj"}:
            return None
        lemma = verb.lemma_.lower()
        who = child(verb, "nsubj") if verb.pos_ == "VERB" and verb.i < up.i else None
        if who is not None and who.i < verb.i and (lemma in denial or (told and lemma in saying_verbs())):
            named = who.pos_ in {"PRON", "PROPN"} or who.lemma_.lower() in lexicon("cues")["documents"]
            return verb if named or speaks(who) else None
        if verb.pos_ == "VERB" and lemma in saying_verbs() and who is not None and speaks(who) and verb.tag_ != "VBZ":
            return None  # another speaks in between
        below = verb
    return None


def _counts(verb: Any) -> bool:
    """Say whether a verb gives a number, as those who are counted do not: "and | put the number of wounded at 12"."""
    what, measures = child(verb, "dobj"), lexicon("measures")
    return what is not None and what.lemma_.lower() in {*measures["toll"], *measures["figures"], "number"}


def _mute(verb: Any) -> bool:
    """Say whether who does a verb can say nothing: a thing, or whom something was done to."""
    while verb.dep_ == "conj" and said_of(verb) is None and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    who = said_of(verb)
    return who is not None and who.pos_ == "NOUN" and (child(verb, "auxpass") is not None or not speaks(who))
