"""Who goes back on what they said: "backtracked on its claim that P", "rowed back on it", "reversed its finding"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import told_nouns

#: Verbs by which somebody goes back on what stands after "on" or "from", with the word they need beside them.
_GOING = {
    "backtrack": frozenset[str](),
    "backpedal": frozenset[str](),
    "retreat": frozenset[str](),
    "row": frozenset({"back"}),
    "walk": frozenset({"back"}),
    "roll": frozenset({"back"}),
    "step": frozenset({"back"}),
    "climb": frozenset({"down"}),
    "back": frozenset({"away", "off", "down"}),
}
_FROM = frozenset({"on", "from", "off"})
_TURNING = frozenset({"reverse", "undo", "revoke"})


def mend_backtracking(verb: Any) -> None:
    """Make a verb of going back on something said one of retracting it, with what was said for its object."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in _TURNING | {*_GOING}:
        return
    link, noun = None, child(verb, "dobj")
    if lemma in _GOING:
        link = next((c for c in verb.subtree if c.dep_ == "prep" and c.lower_ in _FROM and c.i > verb.i), None)
        beside = {c.lower_ for c in verb.children if c.i > verb.i and c.dep_ in {"advmod", "prt", "prep"}}
        noun = child(link, "pobj") if link is not None and verb in {link.head, link.head.head} else None
        if _GOING[lemma] and not _GOING[lemma] & beside:
            return
    if noun is None or noun.lemma_.lower() not in told_nouns():
        return
    if link is not None:
        link.dep_, link.head = "prt", verb
        noun.dep_, noun.head = "dobj", verb
    verb.lemma_ = "retract"
