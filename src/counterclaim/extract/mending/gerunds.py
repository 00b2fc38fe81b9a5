"""What somebody denies or admits doing, behind the day on which that is said: "denied on Saturday shelling it"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import ANY_SUBJECT, child
from counterclaim.lexicons import lexicon


def mend_gerund(deed: Any) -> None:
    """Hang a deed on the verb that denies or admits it, of which the parser makes what was done meanwhile.

    Takes the deed; any other token stays as it is, and so does a deed behind a comma ("denied it, shelling the town").
    """
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
