"""Rumours that spread, and people in others' clothes, whose clause the parser hangs on the wrong word."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.lexicons import lexicon

#: What a rumour or a report does of itself.
_SPREADING = frozenset(
    {"spread", "emerge", "circulate", "surface", "swirl", "persist", "abound", "mount", "grow", "come", "arrive", "fly"}
    | {"appear", "break", "go", "reach", "begin", "start", "leak", "travel"}
)
_IN_CLOTHES = frozenset({"dress", "disguise", "pose", "masquerade", "clothe", "clad", "uniform"})


def mend_rumour(token: Any) -> None:
    """Correct in place the tree around a rumour or a disguise; any other token stays as it is.

    Of "rumours spread that the army had shelled it" the parser makes a spreading that tells; of "rebels dressed as
    soldiers shot them" soldiers who shot.
    """
    noun = child(token, "nsubj") if token.lemma_ in _SPREADING and token.pos_ == "VERB" else None
    clause = child(token, "ccomp") if noun is not None else None
    told = noun is not None and clause is not None and noun.lemma_.lower() in _told()
    if told and clause is not None and clause.i > token.i and child(clause, "mark") is not None:
        clause.dep_, clause.head = "acl", noun
    if token.lemma_ in _IN_CLOTHES and token.dep_ == "acl":
        _disguised(token)


def _told() -> frozenset[str]:
    return frozenset((*lexicon("cues")["nouns"], *lexicon("cues")["accounts"]))


def _disguised(verb: Any) -> None:
    """Give the deed to who wore others' clothes."""
    deed, who = child(verb, "advcl"), verb.head
    link, clothes = (child(deed, "mark"), child(deed, "nsubj")) if deed is not None else (None, None)
    if deed is None or link is None or clothes is None or link.lower_ != "as" or not verb.i < link.i < clothes.i:
        return
    deed.dep_, deed.head = ("ROOT", deed) if who.head == who else ("ccomp", who.head)
    who.dep_, who.head = "nsubj", deed
    link.dep_, link.head = "prep", verb
    clothes.dep_, clothes.head = "pobj", link
