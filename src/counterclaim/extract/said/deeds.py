"""What one act gives: that it happened, who did it, to what, how, with what, to whom, and who holds the place now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, acting, after, child, clause, conjuncts
from counterclaim.extract.named.act import Act
from counterclaim.extract.named.nouns import weapon_row
from counterclaim.extract.named.parties import parties
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import asset_of, part_of_thing, thing
from counterclaim.extract.said.base import frame
from counterclaim.extract.slots import means, victims
from counterclaim.extract.slots.carried import raised
from counterclaim.extract.slots.roles import part_denied
from counterclaim.extract.words import damage
from counterclaim.extract.words.proposition import Proposition
from counterclaim.records.words import ActType, Aspect

_TAKING = ActType.TERRITORY_CHANGE_FORCE.value
_FORCE = "by force"
_HITS = frozenset({"bombardment", "explosion", "chemical"})
_ARMED = _HITS | {"destruction", "killing", "fighting"}
_NOBODY = frozenset({"ceasefire"})
_TOWNS = frozenset({"town", "city", "settlement", "suburb", "quarter", "hamlet", "area", "countryside"})
_STATES = {"destruction": "destroyed", "burning": "burned", "looting": "looted"}


def deed(sentence: Sentence, start: int, act: Act) -> Iterator[Proposition]:
    """Give the propositions of one act; what an outcome shares with its cause is left to the cause."""
    apart = part_denied(act.token)
    base = replace(
        frame(sentence, start, act.token, act.span, act.target),
        act_type=act.told.act_type,
        actor=act.actors[0] if act.actors and not apart else None,
        negated=act.negated,
        means_alone=means.alone(act),
        leans=act.leans,
    )
    # "The army did not bomb it" denies who, not that it was bombed.
    if act.told is act and not (act.negated and act.actors):
        yield replace(base, value=act.words)
    if (act.told is act or not act.told.actors) and _has_doer(act) and act.act_type != _TAKING:
        # "The raid is believed to have been carried out by rebels": that it was is not what is believed.
        done = raised(act.token)
        by = base if done is None else _told_at(base, start, done, act.span)
        for name in act.actors:  # who took a place holds it: that is its control
            yield replace(by, aspect=Aspect.PERPETRATOR, value=name, actor=name, negated=act.negated != apart)
    if act.told is act:
        yield from _territory(sentence, act, base)
        yield from _aims(act, base, sentence)
    yield from _damage(act, base)
    if act.told.span != act.span or act.told is act:
        yield from _weapon(sentence, start, act, base)
    yield from _people(act, base)


def _told_at(base: Proposition, start: int, done: Any, span: tuple[int, int]) -> Proposition:
    """Give a proposition at the verb by which it is told; its words are that verb's where it stands apart."""
    made = replace(base, trigger_start=start + done.idx, trigger_end=start + done.idx + len(done.text))
    if span[0] <= done.i <= span[1]:
        return made
    last = done.right_edge
    return replace(made, start=start + done.left_edge.idx, end=start + last.idx + len(last.text))


def _has_doer(act: Act) -> bool:
    peaceful = act.row["act"] == ActType.TERRITORY_CHANGE_PEACEFUL.value
    return act.row["family"] not in _NOBODY and not peaceful and act.row["words"] != "fighting"


def _territory(sentence: Sentence, act: Act, base: Proposition) -> Iterator[Proposition]:
    """Give how a place changed hands and who holds it since."""
    if act.row["family"] != "territory":
        return
    manner = act.row.get("manner") or (_FORCE if act.act_type == _TAKING and _forced(act) else None)
    if manner:
        yield replace(base, aspect=Aspect.MANNER, value=str(manner))
    if act.act_type == _TAKING:
        holders = act.actors
    else:
        moved = act.row["words"] == "handover"
        holders = parties(after(act.token, "to") or child(act.token, "dative"), sentence) if moved else ()
    for name in holders[:1]:
        yield replace(base, aspect=Aspect.CONTROL, value=name)


def _forced(act: Act) -> bool:
    """Say whether words tell that a place was taken "by force" or "by storm"."""
    by = (child(c, "pobj") for c in act.token.children if c.lower_ == "by")
    return any(how is not None and how.lemma_.lower() in {"force", "storm"} for how in by)


def _aims(act: Act, base: Proposition, sentence: Sentence) -> Iterator[Proposition]:
    """Give what was hit, and how people were made to leave."""
    # Who was hit is told as who the victims were.
    people = act.target if act.target is not None and act.target.people else None
    told = people is not None and victims.status_of(people.token) not in {None, "combatants"}
    if act.target is not None and act.row["family"] in _HITS and not told:
        yield replace(base, aspect=Aspect.TARGET, value=act.target.name)
        # "Two schools and a clinic were hit"
        others = [t for t in conjuncts(act.target.token) if t.i != act.target.token.i and asset_of(t) is not None]
        for hit in (thing(t, sentence) for t in others if act.target.asset is not None):
            if hit is not None:
                asset = hit.asset.name if hit.asset is not None else None
                yield replace(base, aspect=Aspect.TARGET, value=hit.name, target=hit.name, asset=asset)
    if mode := act.row.get("mode"):
        yield replace(base, aspect=Aspect.DISPLACEMENT, value=str(mode))


def _damage(act: Act, base: Proposition) -> Iterator[Proposition]:
    if act.target is None or act.target.asset is None:
        yield from _ground(act, base)
        return
    state = damage.condition(act.token) if act.token.pos_ == "VERB" else _STATES.get(str(act.row["words"]))
    if state is None:
        return
    state = "damaged" if state == "destroyed" and part_of_thing(act.target.token) is not None else state
    spared = act.negated and state == "damaged"
    value = damage.NO_DAMAGE if spared else state
    yield replace(base, aspect=Aspect.DAMAGE, value=value, label=value, negated=act.negated and not spared)


def _ground(act: Act, base: Proposition) -> Iterator[Proposition]:
    """Give in what condition a whole town was left: "the settlement was severely damaged"."""
    state = damage.condition(act.token) if act.token.pos_ == "VERB" and not act.negated else None
    noun = child(act.token, "nsubjpass", "dobj") if state in {"damaged", "destroyed"} else None
    placed = act.target is not None and act.target.place is not None and act.target.token == noun
    if noun is not None and (placed or noun.lemma_.lower() in _TOWNS):
        yield replace(base, aspect=Aspect.DAMAGE, value=str(state), label=state)


def _weapon(sentence: Sentence, start: int, act: Act, base: Proposition) -> Iterator[Proposition]:
    if act.row["family"] not in _ARMED:
        return
    doc, (first, last) = sentence.doc, act.span
    seen: list[Any] = []
    named = means.cleft(act)
    for token in [named] if named is not None else doc[first : last + 1]:
        row = weapon_row(token)
        if act.row["family"] == "destruction" and named is None and not _means(token):
            continue
        if row is None or token.pos_ not in {"NOUN", "PROPN"} or not _own_word(token, act.token):
            continue
        if _harmed(token) or (act.target is not None and act.target.token.i == token.i):
            continue
        if row["name"] not in seen:
            seen.append(row["name"])
            begun = min(base.start, start + token.head.idx) if named is not None else base.start
            yield replace(base, start=begun, aspect=Aspect.WEAPON, value=row["name"], negated=means.denied(token))


def _own_word(weapon: Any, act: Any) -> bool:
    """Say whether a weapon's noun stands for itself or names the act it was used in ("a nerve gas attack").

    So it does where that act's noun is the subject ("a mortar attack hit the school").
    """
    hit = weapon.head.dep_ == "nsubj" and weapon.head.head.i == act.i and weapon.head.lemma_.lower() in act_nouns()
    named = act if hit else weapon.head
    return weapon.dep_ not in {"compound", "amod", "nmod"} or (named.i == act.i and weapon.i < act.i)


def _harmed(token: Any) -> bool:
    """Say whether a weapon is what was destroyed or damaged, and did nothing itself ("three tanks destroyed")."""
    verb = token.head
    suffers = token.dep_ in {"dobj", "nsubjpass"} or (token.dep_ == "nsubj" and verb.tag_ == "VBN")
    told = [verb] if suffers and verb.pos_ == "VERB" else []
    told += [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    return any(damage.condition(one) is not None for one in told)


def _means(token: Any) -> bool:
    """Say whether a weapon stands after "by", "with" or "in": it was used, and not itself destroyed."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in acting()["vessels"]:
        token = token.head.head  # "a salvo of missiles destroyed it"
    return any(t.lower_ in {"by", "with", "using", "in", "from"} for t in token.ancestors if t.pos_ != "VERB") or (
        token.dep_ == "nsubj"
    )


def _people(act: Act, base: Proposition) -> Iterator[Proposition]:
    """Give who the victims were, by name, and what they were."""
    if (
        act.negated
        or act.row["family"] not in victims.HARM | _HITS
        or act.target is None
        or act.target.asset
        or act.target.place
        or act.target.token.doc is not act.token.doc
    ):
        return
    token = act.target.token
    for name in dict.fromkeys(victims.names(token)) if act.row["family"] in victims.HARM else ():
        yield replace(base, aspect=Aspect.VICTIM_IDENTITY, value=name, target=name)
    if (status := victims.status_of(token)) is not None:
        yield replace(base, aspect=Aspect.VICTIM_STATUS, value=status)


def decisive(sentence: Sentence, start: int, act: Act, explained: Act | None) -> Iterator[Proposition]:
    """Give "air strikes appear to have been the decisive factor": how the other act of the sentence came about."""
    verb = act.token.head
    if act.token.dep_ != "nsubj" or act.token.pos_ == "VERB":
        return
    for one in (verb, *(c for c in verb.children if c.dep_ == "xcomp")):
        said = child(one, "attr")
        if said is None or said.lemma_.lower() not in acting()["decisive"]:
            continue
        base = frame(sentence, start, act.token, clause(verb), explained.target if explained else act.target)
        by = f" by {act.actors[0]}" if act.actors else ""
        made = replace(base, aspect=Aspect.MANNER, value=f"{act.row['words']}{by}")
        yield replace(
            made, act_type=(explained or act).act_type, actor=act.actors[0] if act.actors else None, negated=act.negated
        )
