"""Who did it behind words set apart: "60 people were killed, most of them women, | by government troops"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child

_MARKS = frozenset({",", "-", "–", "—", "--", ")"})
_OPENING = _MARKS | {"("}
_DAYS = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT"})
#: "By the time they fled", "by midday", "by mistake" name nobody.
_NOBODY = frozenset({"time", "end", "day", "midday", "noon", "dawn", "dusk", "night", "morning", "evening", "way"}) | {
    "mistake",
    "accident",
    "contrast",
    "comparison",
    "far",
    "name",
    "law",
}


def mend_agent_behind(by: Any) -> None:
    """Hang on a passive verb a "by" behind words set apart, which the parser hangs on these; others stay."""
    if by.lower_ != "by" or by.dep_ not in {"prep", "agent"} or by.i < 2 or by.nbor(-1).text not in _MARKS:
        return
    who = child(by, "pobj")
    if who is None or who.ent_type_ in _DAYS or who.lemma_.lower() in _NOBODY or by.head.pos_ in {"VERB", "AUX"}:
        return
    verb = next((t for t in by.ancestors if t.pos_ == "VERB"), None)
    before = [t for t in by.doc[: by.i] if t.pos_ in {"VERB", "AUX"}]
    verb = next((t for t in (verb, *before[-1:]) if t is not None and _passive(t) and t.i < by.head.i), None)
    if verb is not None and any(t.text in _OPENING for t in verb.doc[verb.i + 1 : by.i - 1]):
        by.head, by.dep_ = verb, "agent"


def _passive(verb: Any) -> bool:
    """Say whether a verb is a passive that names nobody yet."""
    return verb.tag_ == "VBN" and child(verb, "auxpass") is not None and child(verb, "agent") is None
