"""By which verb an act's noun is told: "a raid was carried out", "took place", "came under fire"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, acting, after, child
from counterclaim.extract.grammar.laying import laid_for
from counterclaim.extract.named.seats import seat, shown_by
from counterclaim.extract.slots.outcomes import outcome_told
from counterclaim.extract.slots.roles import nominal, passive, subject
from counterclaim.lexicons import lexicon

_RELATIVE = frozenset({"who", "which", "that"})


def _performed(deed: Any) -> Any | None:
    """Give the verb of "the raid carried out by X" and "the crimes that it has committed", or None."""
    below = [c for c in deed.children if c.lemma_.lower() in acting()["performing"]]
    done = next((c for c in below if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    told = (c for c in below if c.dep_ == "relcl" and _of_it(c))
    return done if done is not None else next(told, None)


def support(token: Any) -> tuple[Any, str] | None:
    """Give the verb that says an act's noun was done (`done`) or took place (`was`), or None."""
    top = nominal(token)
    if (done := _performed(top) or raised(top)) is not None:
        return done, "done"
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    verb = _raised(top)
    lemma = verb.lemma_.lower()
    if (top.dep_ in {"dobj", "nsubjpass"} or verb.i != top.head.i) and lemma in acting()["performing"]:
        return verb, "done"
    if top.dep_ == "attr" and lemma == "be" and any(c.dep_ == "expl" for c in verb.children):
        return verb, "was"
    if top.dep_ in SUBJECTS and (lemma in acting()["occurring"] or seat(top) is not None or _going_on(verb)):
        return verb, "was"
    told = _heard(top, verb) or outcome_told(top)
    if (shown := shown_by(top) or ((told, "was") if told is not None else None)) is not None:
        return shown
    used = top.dep_ == "pobj" and verb.lower_ == "for" and verb.head.lemma_ == "use" and passive(verb.head)
    used = used or (top.dep_ == "pobj" and verb.lower_ == "in" and _engaged(top, verb.head))
    siege = top.lemma_.lower() == "siege" and verb.lower_ == "under"  # "the town is under siege"
    return (verb.head, "was") if used or siege or under(top) is not None else None


def _engaged(deed: Any, verb: Any) -> bool:
    """Say whether sides "engaged in clashes"; a battle may be one of words."""
    return bool(verb.lemma_ == "engage" and deed.lemma_.lower() != "battle")


def _going_on(verb: Any) -> bool:
    """Say whether a verb only says that something goes on: "clashes were under way", "are ongoing"."""
    said = after(verb, "under") or child(verb, "acomp", "advmod")
    return verb.lemma_ in {"be", "remain"} and said is not None and said.lower_ in {"way", "underway", "ongoing"}


def _heard(deed: Any, verb: Any) -> Any | None:
    """Give the verb by which somebody is told to have heard of an act: "blasts were heard", "clashes were reported"."""
    told = [verb] if deed.dep_ == "nsubjpass" else [c for c in deed.children if c.dep_ == "acl" and c.tag_ != "VBG"]
    told = [v for v in told if child(v, "xcomp", "ccomp") is None]  # "was reported to be in preparation"
    return next((v for v in told if v.lemma_.lower() in {"hear", "witness", "report"}), None)


def _of_it(verb: Any) -> bool:
    """Say whether a relative clause tells who did its noun: "that it has committed", "which was mounted by rebels"."""
    done = child(verb, "nsubjpass") or child(verb, "dobj")
    which = done is None or done.lower_ in _RELATIVE
    return which and child(verb, "nsubj", "nsubjpass") is not None


def raised(deed: Any) -> Any | None:
    """Give the "carried out" of "the raid is believed to have been carried out by rebels", or None.

    So too of "the raid, believed to have been carried out by rebels" and "which activists said was carried out by".
    """
    deed = nominal(deed)
    above = [deed.head] if deed.dep_ in SUBJECTS else []
    told = [v for v in (*above, *deed.children) if v in above or v.dep_ in {"acl", "relcl"}]
    below = [c for v in told if v.lemma_.lower() in acting()["real_infinitives"] for c in v.children]
    known = (c for c in below if c.dep_ == "xcomp" or (c.head.dep_ == "relcl" and _of_which(c)))
    return next((c for c in known if c.lemma_.lower() in acting()["performing"] and passive(c)), None)


def _of_which(verb: Any) -> bool:
    """Say whether a clause inside a relative one is of its noun: "which activists said was carried out by rebels"."""
    return verb.dep_ == "ccomp" and any(c.lower_ in _RELATIVE and c.dep_ in SUBJECTS for c in verb.children)


def under(deed: Any) -> Any | None:
    """Give what "came under heavy shelling" or "is under siege" says was attacked, or None."""
    over = deed.head.head if deed.dep_ == "pobj" and deed.head.lower_ == "under" else None
    return subject(over) if over is not None and over.lemma_ in {"come", "be", "remain"} else None


def _raised(deed: Any) -> Any:
    """Give the verb of which a deed is an argument: "the raid is believed to have been | carried out by X"."""
    below = child(deed.head, "xcomp") if deed.dep_ in {"nsubjpass", "nsubj"} else None
    done = below is not None and below.lemma_.lower() in acting()["performing"] and passive(below)
    return below if done else deed.head


def contested(noun: Any) -> bool:
    """Say whether a noun is what somebody denies, or a charge of it: "rejected claims of genocide", "denies raid".

    So is what blame is laid for: "placed blame for the strike on the rebels".
    """
    if laid_for(noun) is not None:
        return True
    if noun.dep_ == "dobj" and noun.head.lemma_ == "deny":
        return True
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "about"}:
        return False
    charge = noun.head.head
    laid = charge.dep_ in {"dobj", "nsubjpass"} and charge.lemma_.lower() in {*lexicon("cues")["charges"], "report"}
    return laid and charge.head.lemma_.lower() in lexicon("cues")["denial"]
