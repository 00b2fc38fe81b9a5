"""Control: who holds a place, where the words say so outside any change of hands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.extract.grammar.clauses import after, child, clause, phrase, said_of
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.nouns import core, words
from counterclaim.extract.named.parties import party
from counterclaim.extract.named.sentence import Sentence, country_of
from counterclaim.extract.named.things import Thing, asset_of, ground, is_place, thing
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import subject, verb_roles
from counterclaim.records.extent import Place
from counterclaim.records.words import AgentKind

#: Verbs of being in control.
HOLD = frozenset({"hold", "control", "govern", "administer", "dominate"})
_GRIP = frozenset({"control", "hand", "rule", "occupation"})
_HELD = frozenset({"held", "controlled", "ruled", "run", "occupied"})


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds what: the party, the place, the token that says so, its span, and whether it is denied.

    `aside` says that words for something else only say so of a place: "hit the rebel-held town".
    """

    holder: str
    target: Thing | None
    token: Any
    span: tuple[int, int]
    negated: bool
    aside: bool = False


def controls(sentence: Sentence) -> Iterator[Control]:
    """Give the claims of control of a sentence, in order."""
    for token in sentence.doc:
        lemma = token.lemma_.lower()
        holds = token.pos_ == "VERB" and lemma in HOLD
        grips = token.pos_ in {"NOUN", "PROPN"} and lemma in _GRIP
        joined = token.lower_ in _HELD and token.i > 1 and token.doc[token.i - 1].text == "-"
        joined = joined and kind_of_noun(token.head.lower_) is None  # "the rebel-run health ministry in Lom"
        flag = _flag(token)
        if not (holds or grips or joined or flag) or sentence.hidden(token) or unreal(token):
            continue
        if flag is not None:
            yield from _flown(token, flag, sentence)
        if holds:
            yield from _verb(token, sentence)
        elif grips:
            yield from _noun(token, sentence)
        if joined:
            yield from _compound(token, sentence)


def _flag(token: Any) -> Any | None:
    """Give the flag that a verb says somebody raised over a place, or None."""
    flag = child(token, "dobj") if token.pos_ == "VERB" and token.lemma_ in {"raise", "hoist", "plant"} else None
    return flag if flag is not None and flag.lemma_.lower() == "flag" else None


def _flown(token: Any, flag: Any, sentence: Sentence) -> Iterator[Control]:
    """Read "raised its flag over Lom": whoever bears arms or governs, and flies a flag over a place, holds it."""
    over = ("in", "over", "above", "at", "on")
    where, actor = after(token, *over) or after(flag, *over), verb_roles(token)[0]
    place = ground(where, sentence) if where is not None else None
    kind = kind_of_noun(actor.lemma_.lower()) if actor is not None else None
    name = party(actor, sentence) if actor is not None else None
    listed = known(name) if name is not None else None
    kind = listed.kind if listed is not None else kind
    if name is not None and place is not None and kind in {AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY}:
        yield Control(name, thing(place, sentence), token, clause(token), negated(token))


def _verb(token: Any, sentence: Sentence) -> Iterator[Control]:
    actor, target = verb_roles(token)
    target = ground(target, sentence) if target is not None else None
    if actor is None or target is None or asset_of(target) is not None:
        return
    name = party(actor, sentence)
    if name is not None:
        yield Control(name, thing(target, sentence), token, clause(token), negated(token))


def _noun(token: Any, sentence: Sentence) -> Iterator[Control]:
    """Read "under X's control", "in X hands", "in the hands of X", "in control of Y", "lost control of Y to X"."""
    head = token.head
    if (
        token.dep_ == "dobj"
        and token.lemma_ == "control"
        and head.lemma_ in {"lose", "keep", "retain", "maintain", "have"}
    ):
        actor, where = verb_roles(head)[0], after(token, "of", "over") or after(head, "of", "over")
        name = party(actor, sentence) if actor is not None else None
        if name is not None and where is not None and ground(where, sentence) is not None:
            lost = head.lemma_ == "lose"
            yield Control(name, thing(where, sentence), token, clause(token), lost or negated(head))
        return
    if token.dep_ != "pobj" or head.lower_ not in {"under", "in", "within"}:
        return
    if head.lower_ == "in" and token.lemma_ == "control" and after(token, "of", "over") is not None:
        yield from _in_control(token, sentence)
        return
    if head.lower_ == "in" and token.lemma_ not in {"hand", "control"}:
        return
    holder = child(token, "poss") or after(token, "of")
    name = party(holder, sentence) if holder is not None else party_of_words(token, sentence)
    if name is None:
        return
    where = head.head if head.head.pos_ in {"NOUN", "PROPN"} else said_of(head.head)
    if where is None or not (is_place(where, sentence) or _bare_name(where, token)) or _nameless(where):
        return
    held = thing(where, sentence)
    if held is not None and held.place is None and not is_place(where, sentence):
        held = replace(held, place=Place(held.name))
    span = clause(token) if head.head.pos_ in {"VERB", "AUX"} else phrase(where)
    yield Control(name, held, token, span, negated(token, head.head if head.head.pos_ in {"VERB", "AUX"} else None))


def _in_control(token: Any, sentence: Sentence) -> Iterator[Control]:
    """Read "X is in full control of Y"."""
    verb, where = token.head.head, after(token, "of", "over")
    who = subject(verb) if verb.pos_ in {"VERB", "AUX"} else None
    held = ground(where, sentence) if where is not None else None
    name = party(who, sentence) if who is not None else None
    if name is not None and held is not None:
        yield Control(name, thing(held, sentence), token, clause(token), negated(token, verb))


def party_of_words(token: Any, sentence: Sentence) -> str | None:
    """Give the party among the words before "control" or "hands" ("in government hands", "under FMLN control")."""
    for t in reversed(core(token)[:-1]):
        if (name := country_of(t.text) or party(t, sentence)) is not None:
            return name
    return None


def _bare_name(where: Any, grip: Any) -> bool:
    """Say whether a name that no list has is of a place, since it "is under the control of" people who fight."""
    said = grip.head.head.lemma_ in {"be", "remain", "come", "fall"} and grip.lemma_ == "control"
    holder = child(grip, "poss") or after(grip, "of") or next(iter(core(grip)[:-1]), None)
    listed = known(words(core(holder))) if holder is not None else None
    named = where.pos_ == "PROPN" and len(core(where)) == 1 and known(where.text) is None
    if not said or not named or holder is None:
        return False
    kind = listed.kind if listed is not None else kind_of_noun(holder.lower_)
    return kind is AgentKind.ARMED_ACTOR


def _nameless(place: Any) -> bool:
    """Say whether words name no one place that anybody holds: "areas under its control", "rebel-held districts"."""
    named = any(t.pos_ == "PROPN" and t.i > place.i for t in place.subtree if t.dep_ in {"pobj", "appos", "conj"})
    return place.tag_ == "NNS" and place.pos_ == "NOUN" and not named


def _compound(token: Any, sentence: Sentence) -> Iterator[Control]:
    """Read "rebel-held Aleppo"."""
    doc = token.doc
    who = doc[token.i - 2]
    place = next(
        (t for t in doc[token.i + 1 : token.i + 4] if is_place(t, sentence) and t.pos_ in {"NOUN", "PROPN"}), None
    )
    many = f"{words([who])}s" if who.lower_ in {"rebel", "guerrilla", "insurgent", "militant", "militia"} else None
    name = many or country_of(who.text) or party(who, sentence)
    if name is not None and place is not None and not _nameless(place):
        yield Control(name, thing(place, sentence), token, (who.i, place.i), False, aside=True)
