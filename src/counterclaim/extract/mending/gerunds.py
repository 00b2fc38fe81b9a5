"""What somebody denies, admits or is accused of doing: "denied on Saturday shelling it", "accused of bombing it"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import ANY_SUBJECT, act_nouns, child
from counterclaim.extract.named.act import verbs
from counterclaim.extract.named.nouns import is_people
from counterclaim.extract.named.things import asset_of
from counterclaim.lexicons import lexicon

#: What is somebody's whom a bombing has harmed, and what one is made of: no people are bombed in "bombing victims".
_OF_DEED = frozenset({"victim", "survivor", "suspect", "casualty"})


def mend_gerund(deed: Any) -> None:
    """Hang a deed on the verb that denies or admits it, of which the parser makes what was done meanwhile.

    Takes the deed; any other token stays as it is, and so does a deed behind a comma ("denied it, shelling the town").
    Of "denied bombing Lom" and "accused of bombing schools" it makes a Lom and schools of bombing.
    """
    if deed.dep_ == "compound" and deed.lower_ in act_nouns() and deed.lower_.endswith("ing"):
        _of_what(deed)
    if deed.dep_ != "advcl" or deed.tag_ != "VBG" or deed.head.i > deed.i:
        return
    verb = deed.head
    if verb.lemma_.lower() not in {*lexicon("cues")["denial"], *lexicon("cues")["conceding"]}:
        return
    between = deed.doc[verb.i + 1 : deed.left_edge.i]
    dated = len(between) > 0 and between[-1].ent_type_ in {"DATE", "TIME"} and not any(t.is_punct for t in between)
    own = child(deed, *ANY_SUBJECT, "mark") is not None or child(verb, "dobj", "ccomp", "xcomp") is not None
    if dated and not own:
        deed.dep_ = "xcomp"


def _of_what(deed: Any) -> None:
    """Make what somebody denies, or is accused of or blamed for, of a deed that is joined to what it was done to."""
    what, stem = deed.head, deed.lower_.removesuffix("ing")
    over, cues = what.head, lexicon("cues")
    lemma = next((v for v in (stem, f"{stem}e", stem[:-1]) if v in verbs()), None)
    if lemma is None or what.left_edge != deed or what.lemma_.lower() in _OF_DEED or not _done_to(what):
        return
    charged = over.dep_ == "prep" and what.dep_ == "pobj"
    answered = what.dep_ == "dobj" and over.lemma_.lower() in {*cues["denial"], *cues["conceding"]}
    if charged or answered:
        deed.dep_, deed.head = "pcomp" if charged else "xcomp", over
        deed.pos_, deed.tag_, deed.lemma_ = "VERB", "VBG", lemma
        what.dep_, what.head = "dobj", deed


def _done_to(noun: Any) -> bool:
    """Say whether something can be what a deed was done to: a name, a thing of value, people."""
    named = noun.pos_ == "PROPN" or asset_of(noun) is not None or is_people(noun)
    return named and noun.lemma_.lower() not in act_nouns()
