"""Which act told before an act's noun means: "the attack", "the massacre"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterclaim.extract.grammar.clauses import acting
from counterclaim.extract.named.act import Act, told_aside
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.slots.carrying import definite
from counterclaim.extract.slots.own_days import of_another_day
from counterclaim.lexicons import lexicon

#: Families of acts that "the attack" means where one was told last, whatever was shelled or struck before it.
_OWN_KIND = frozenset({"explosion", "chemical"})
_ATTACKS = frozenset({"bombardment", "explosion", "chemical"})
_SETTING = frozenset({"GPE", "LOC", "FAC", "DATE"})


def told_before(token: Any, row: dict[str, Any], names: Sequence[str], sentence: Sentence) -> Act | None:
    """Give the act told before that "the strike" or "the attack" means, if it has a target.

    Takes the parties that the noun's own words name as doing it.
    """
    told: dict[str, Act] = sentence.memory.acts
    last = sentence.memory.act.told if sentence.memory.act is not None else None
    passing = last is not None and (told_aside(last.token) or (last.row["family"] == "chemical" and not _set(last)))
    # "The attack" was that; but not the one that "the strike was a response to".
    blast = last is not None and row.get("generic") and _of_own_kind(last.row) and not passing
    act = last if blast else told.get(row["family"])
    if act is not None and act.row.get("generic") and not row.get("generic"):
        act = sentence.memory.named.get(row["words"], act)  # "the shelling" is no hit on a post told after it
    if (bloody := _bloody(token, told, last)) is not None:
        return bloody
    unmet = act is None or (act.target is None and act.row["words"] != "ambush")
    if not definite(token) or act is None or unmet or of_another_day(token, act.token.doc):
        return None
    killed = last.actors if last is not None and row.get("generic") and last.row["family"] == "killing" else ()
    if killed and act.actors and not set(killed) & set(act.actors):
        return None  # "gunmen killed ten": the attack is that, and not the shelling told before
    if token.tag_ in {"NNS", "NNPS"} and act.token.pos_ != "VERB" and act.token.tag_ not in {"NNS", "NNPS"}:
        return None  # "the recent attacks" are not the one told before
    if names and act.actors and not set(names) & set(act.actors) and not _laid_to(token):
        return None  # "the guerrilla offensive" is not that of the police told before
    return act if row.get("generic") or act.row.get("generic") or row["words"] == act.row["words"] else None


def _bloody(token: Any, told: Mapping[str, Act], last: Act | None) -> Act | None:
    """Give the attack of which people died that "the massacre" means, where no killing by hand was told, or None."""
    killing = told.get("killing")
    if not definite(token) or token.lemma_.lower() not in lexicon("happenings")["bloody"]:
        return None
    if killing is not None and killing.cause is None and (not killing.outcome or _set(killing, people=False)):
        return None
    causes = [act for family, act in told.items() if family in _ATTACKS]
    attack = last if last is not None and last.row["family"] in _ATTACKS else causes[0] if len(causes) == 1 else None
    return attack if attack is not None and attack.target is not None else None


def _of_own_kind(row: dict[str, Any]) -> bool:
    """Say whether "the attack" means an act of a kind where one was told last: an explosion, an ambush."""
    return row["family"] in _OWN_KIND or row["words"] == "ambush"


def _set(act: Act, people: bool = True) -> bool:
    """Say whether an act has a target, place or day of its own: "chemical weapons were used" only tells of the last."""
    return (people and act.target is not None) or any(t.ent_type_ in _SETTING for t in act.token.doc)


def _laid_to(token: Any) -> bool:
    """Say whether somebody denies having done what a noun names, or is held to have: "responsible for the strike"."""
    verb = token.head if token.dep_ == "dobj" else token
    verb = verb if verb.dep_ not in {"xcomp", "ccomp"} else verb.head
    held = token.dep_ == "pobj" and token.head.head.lemma_.lower() in {*acting()["part"], *acting()["accusing"]}
    return held or verb.lemma_.lower() in lexicon("cues")["denial"]
