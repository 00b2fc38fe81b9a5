"""How old somebody is, told by a bare number: "Ann Bell, 19, was killed"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.named.nouns import people_class

#: Nobody is older.
AGE_MAX = 115
_CLOSING = frozenset({",", ".", ";", ")", "and", "of", "from", "who", "was"})

#: What stands between "aged" and the number.
_BOUNDS = frozenset({"under", "over", "between", "about", "around", "from", "at", "least", "only", "just"})


def age(span: Any) -> bool:
    """Say whether a bare number, set apart behind one person by a comma or a bracket, is how old that person is.

    So is "under the age of 10", "aged 10", "between the ages of 3 and 10". Takes the words of the number.
    Who is one person has a name, or is a noun for one with "a", "the" or "her".
    """
    doc, at = span.doc, span.start
    if _of_age(span):
        return True
    if len(span) != 1 or not span.text.isdigit() or int(span.text) > AGE_MAX or at < 2:
        return False
    if doc[at - 1].text not in {",", "("} or (span.end < len(doc) and doc[span.end].lower_ not in _CLOSING):
        return False
    who = doc[at - 2]
    if who.pos_ == "PROPN":
        alone = who.i == 0 or doc[who.i - 1].ent_type_ == "PERSON" or who.dep_ != "pobj"
        return bool(who.ent_type_ == "PERSON" and alone)
    single = any(c.lower_ in {"a", "an", "the"} or c.dep_ == "poss" for c in who.children)
    return who.tag_ == "NN" and single and people_class(who) is not None


def _of_age(span: Any) -> bool:
    """Say whether a number stands behind a word for an age: "under the age of 10", "aged between 3 and 10"."""
    before = [t.lower_ for t in span.doc[max(0, span.start - 6) : span.start]]
    if before[-1:] in (["and"], ["to"], ["or"], ["-"]) and len(before) > 1 and span.doc[span.start - 2].like_num:
        # Only of "between the ages of 3 and 10" the second is an age: of "under the age of 10 and 60 adults" it is not.
        ranged = before[-1] != "and" or "between" in before
        before = before[:-2] if ranged else []
    before = [w for w in before if w not in _BOUNDS]
    return before[-1:] == ["aged"] or before[-2:] in (["age", "of"], ["ages", "of"])
