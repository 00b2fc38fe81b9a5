"""Whom an accusation names, and for which act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.mutual import EACH
from counterclaim.extract.cues.pointing import bare_deed, part, pointing
from counterclaim.extract.grammar.clauses import clause_head
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.slots.fitting import BLAMED
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.anaphora import REACH, charged, tells
from counterclaim.extract.stances.claimed import claimed
from counterclaim.extract.stances.falsified import falsifying, number
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.stances.told import charged_with
from counterclaim.extract.stances.unharmed import anchored
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Aspect

#: A longer name of an accused is a clause that the parser took for a name.
NAME_WORDS_MAX = 8
#: The parser may take "both sides fully responsible" for one name.
_HELD = re.compile(rf"\s+(?:\w+ly\s+)?(?:{'|'.join(sorted(BLAMED))})$", re.IGNORECASE)
_OWNED = re.compile(r"^(?:their|his|her|its|our|my)\s+", re.IGNORECASE)
#: "Blamed others for it" names nobody.
_NOBODY = frozenset({"others", "other people", "someone else", "somebody else"})


def accused(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give the perpetrator that an accusation names for each act in its content; `places` are the acts told."""
    yield from claimed(voices, places)
    for one in voices.attributions:
        for name in names(one):
            yield from _named(voices, one, name, places)


def names(one: Attribution) -> list[str]:
    """Give whom an accusation names; two who accuse one another name both."""
    if one.accused is None or len(one.accused.split()) > NAME_WORDS_MAX or one.accused.casefold() in _NOBODY:
        return []
    if one.accused == EACH:  # of three, nobody can tell who means whom
        return [a.name for a in one.sources] if len(one.sources) == 2 else []
    return [_HELD.sub("", _OWNED.sub("", one.accused))]


def of_accused(said: Proposition, held: Sequence[Attribution]) -> Proposition:
    """Make whom an accusation names the doer of the act told before it, where words around that name another.

    "Denied responsibility for the raid, which X blamed on Y": by X's words Y did it.
    """
    one = held[0] if held else None
    if one is None or one.cue.effect != "accusing" or one.end > one.cue.start or len(names(one)) != 1:
        return said
    name = names(one)[0]
    if said.act_type is None or said.actor in {None, name} or said.aspect is Aspect.WEAPON:
        return said
    return replace(said, actor=name, value=name if said.aspect is Aspect.PERPETRATOR else said.value)


def _named(voices: Voices, one: Attribution, name: str, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give one name as the perpetrator of each act in the content of an accusation, or of the act told before it."""
    inside = places.touching(one.start, one.end)
    acts = [p for p in inside if p.aspect is Aspect.OCCURRENCE and p.act_type is not None]
    if not acts and not any(p.aspect is Aspect.PERPETRATOR for p in inside) and not _for_more(voices, one, name):
        yield from charged(voices, replace(one, accused=name), places)
    yield from _number(voices, one, name, places)
    for act in acts:
        named = any(p.aspect is Aspect.PERPETRATOR and p.trigger_start == act.trigger_start for p in inside)
        if not named and _laid(voices, one, act):
            yield replace(act, aspect=Aspect.PERPETRATOR, value=name, actor=name)


def _number(voices: Voices, one: Attribution, name: str, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give as denied the one number of the accused's own that it is said to have falsified, where it gave but one."""
    head = root(voices, one.start, one.end)
    if head is None or not falsifying(head) or number(head) is None:
        return
    near = places.touching(one.cue.start - REACH, one.cue.start)
    given = [p for p in near if p.aspect is Aspect.COUNT and not p.negated and tells(voices, name, p)]
    if len(given) == 1:
        yield replace(anchored(given[0], one), hedges=(), loaded=(), negated=True)


def _laid(voices: Voices, one: Attribution, act: Proposition) -> bool:
    """Say whether an act in the words of an accusation is what somebody is accused of."""
    token = voices.token(act.trigger_start) if act.trigger_end > act.trigger_start else None
    if token is None:
        return True
    verb = clause_head(token)
    if verb.lemma_ in lexicon("acting")["performing"] and any(
        c.dep_ == "nsubj" and c.tag_ == "WDT" for c in verb.children
    ):
        return False  # "accused of a part in the raid by the Front, which launched an offensive"
    base = act.trigger_start - token.idx
    held = [t.i for t in token.doc if one.start <= base + t.idx < one.end]
    return not held or charged_with(token, range(held[0], held[-1] + 1))


def _for_more(voices: Voices, one: Attribution, name: str) -> bool:
    """Say whether an accusation tells for what in words that are no act ("for much of the bloodshed")."""
    head = voices.token(one.start)
    words = head.doc if head is not None else ()
    base = one.start - head.idx if head is not None else 0
    inside = [t for t in words if one.start <= base + t.idx < one.end and t.pos_ in {"NOUN", "PROPN"}]
    inside = [t for t in inside if not any(up.dep_ == "relcl" for up in t.ancestors)]
    doing = {*lexicon("acting")["doers"], *lexicon("cues")["documents"], "person", "one", "order"}
    inside = [t for t in inside if t.lemma_.lower() not in doing]  # "as the person who gave the order"
    inside = [t for t in inside if not any(_deaths(up) for up in (t, *t.ancestors))]  # "for the deaths of the men"
    if head is not None and bare_deed(head):  # "of firing them from across the river"
        inside = [t for t in inside if not any(up.lower_ == "from" for up in t.ancestors)]
    # "Accused the ministry of lying" is of what it said, and of no act told before.
    lying = head is not None and head.pos_ == "VERB" and head.dep_ in {"pcomp", "xcomp"} and not _of_deed(head)
    return lying or any(t.text not in name and pointing(t) is None and not _deed(t) for t in inside)


def _deaths(token: Any) -> bool:
    """Say whether a noun means deaths told of before: "the deaths of the men"."""
    return token.lemma_.lower() in {"death", "killing"} and any(
        c.lower_ in {"the", "these", "their"} for c in token.children
    )


def _of_deed(verb: Any) -> bool:
    """Say whether a verb tells of a part in an act: doing, carrying out, giving an order, being behind it."""
    acting, lemma = lexicon("acting"), verb.lemma_.lower()
    doing = {*acting["performing"], *acting["joining"], "do", "be", "have", "give", "stand"}
    return lemma in doing or part(verb)


def names_no_act(head: Any) -> bool:
    """Say whether what somebody is held responsible for is no act by its own words: "this crime", "the death"."""
    return _deed(head) or (head.lower_ == "death" and _deaths(head)) or head.lower_ in BLAMED


def _deed(token: Any) -> bool:
    """Say whether a noun stands for the act told last ("the crime")."""
    return token.lemma_.lower() in lexicon("matters")["deeds"] and any(
        c.lower_ in {"the", "this", "that", "these", "such"} for c in token.children
    )
