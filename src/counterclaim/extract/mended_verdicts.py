"""What "described the reports it had done so as untrue" is called, which the parser hangs inside what was reported."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.slots.clauses import child
from counterclaim.lexicons import lexicon


def mend_verdict(verb: Any) -> None:
    """Hang "as untrue" on the verb of judging; any other token stays as it is.

    What is called so is something said with its clause: of "described claims it shelled Lom as baseless" the parser
    makes a town that was shelled as something baseless.
    """
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


def _said() -> frozenset[str]:
    return frozenset((*lexicon("cues")["nouns"], *lexicon("dismissal")["sayings"]))


def _verdict(link: Any) -> Any | None:
    """Give the word after "as" that calls something said untrue, or None."""
    near = [*link.children, *([link.head] if link.dep_ in {"advmod", "mark"} else [])]
    bad = {*lexicon("disbelief")["false"], *lexicon("dismissal")["predicates"]}
    near += [t for t in link.head.children if t.dep_ in {"amod", "acomp"}]
    return next((t for t in near if t.i > link.i and {t.lower_, t.lemma_.lower()} & bad), None)
