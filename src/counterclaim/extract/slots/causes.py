"""Acts of one sentence that are one: a general word and a particular one, an outcome and what brought it about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import acting, after, child, clause_head
from counterclaim.extract.named.act import CAUSES, Act, by_act, noun_row
from counterclaim.extract.named.agents import known
from counterclaim.extract.named.nouns import core, people_class, quantity, weapon_row, words
from counterclaim.extract.named.parties import holder
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import thing
from counterclaim.extract.slots.firing import filled, suicide_bomber
from counterclaim.extract.slots.roles import subject
from counterclaim.extract.words.telex import adjectives
from counterclaim.records.words import AgentKind

#: What an act is done with stands after one of these.
MEANS = ("with", "in", "by", "during", "from", "using", "through", "amid")
#: Verbs of making a weapon go off, and of what a weapon does that comes down.
DROPPING = frozenset(
    {"drop", "fire", "launch", "use", "rain", "detonate", "plant", "lob", "explode", "lay", "release", "misfire"}
    | {"unleash", "hurl", "throw"}
)
#: Nouns between a relative clause and the act's noun that it goes on from.
CLIMB_MAX = 4
#: What stands between an act and another that it only has to do with: "in the wake of the raid".
_SET_APART = frozenset({"wake", "aftermath", "addition", "contrast", "connection", "protest", "anticipation", "view"})
_WHEN = frozenset({"when", "after", "as"})
#: What goes on around a single attack.
_WIDER = frozenset({"fighting", "siege"})
#: What a bomber wears or drives.
_CARRYING = frozenset({"suicide", "car", "truck", "lorry", "female", "male", "lone"})
#: The words for what a state fights with, beside the adjective of its land.
_OF_A_STATE = frozenset({"army", "military", "air", "armed", "force", "forces", "navy", "warplanes", "jets", "planes"})
_LATER = frozenset({"then", "later", "afterwards", "subsequently"})


def _planted(act: Act, sentence: Sentence) -> Act:
    """Give "the bombing" as the explosion that its report told before, where it told of nothing from the air."""
    told = sentence.memory.acts
    bare = act.token.lemma_.lower() in {"bombing", "bomb"} and act.row["act"] == "air_strike"
    bare = bare and not (act.token.pos_ == "VERB" and _flown(act.token))
    from_above = "bombardment" in told and told["bombardment"].token.lemma_.lower() not in {"bombing", "bomb"}
    if bare and "explosion" in told and not from_above:
        return replace(act, row=told["explosion"].row)
    return act


def _dropped(act: Act) -> Act:
    """Give a "bomb attack" of an army or an air force as bombing: it plants no device."""
    plain = act.token.lemma_.lower() == "attack" and [t.lower_ for t in core(act.token)][-2:-1] == ["bomb"]
    state = any({w.lower() for w in name.split()} <= _OF_A_STATE | adjectives() for name in act.actors)
    alone = not any(t.lower_ in _CARRYING for t in core(act.token))
    return replace(act, row=by_act("air_strike")) if plain and state and alone else act


def settled(found: dict[int, Act], sentence: Sentence) -> list[Act]:
    """Join each general word with the particular one beside it, and each outcome with what brought it about."""
    dropped: set[int] = set()
    for at in sorted(found):
        act = found[at] = _dropped(_planted(found[at], sentence))
        thrown = child(act.token, "dobj", "nsubjpass") if act.token.lemma_ in DROPPING else None
        dropped |= {thrown.i} if thrown is not None and act.token.pos_ == "VERB" else set()
        means = _means(act.token, found) if act.token.pos_ == "VERB" else None
        if means is None and act.row.get("generic") and act.token.pos_ == "VERB":
            who = after(act.token, "by") or subject(act.token)
            blown_up = who is not None and suicide_bomber(who)
            kind = "suicide_bomb" if blown_up else "air_strike" if _flown(act.token) else None
            found[at] = replace(act, row=by_act(kind)) if kind is not None else act
        if means is None:
            continue
        other, fired = found.get(means.i), _fired(means, found)
        actors = act.actors or (other.actors if other is not None else fired.actors if fired is not None else ())
        dropped |= {fired.token.i} if fired is not None else set()
        if act.row.get("generic") and means.i not in dropped:
            found[at] = _done_with(replace(act, actors=actors), means, other, sentence)
            dropped |= {means.i} if other is not None else set()
        elif other is not None and _caused(act, other):
            if other.target is None and (hit := thing(after(act.token, "on", "against"), sentence)) is not None:
                found[means.i] = other = replace(other, target=hit)
            if other.target is None and act.target is not None and not act.target.people:
                found[means.i] = other = replace(other, target=act.target)
            found[at] = replace(act, actors=actors, cause=other)
        elif other is not None and means.dep_ == "nsubj":
            found[at] = replace(act, actors=actors)
        elif other is None and act.row.get("result") and (kind := (weapon_row(means) or {}).get("act")) is not None:
            made = _of_weapon(act, means, by_act(kind), sentence)
            # "Killed by rockets fired by rebels"
            found[means.i] = made = replace(made, actors=made.actors or (fired.actors if fired is not None else ()))
            found[at] = replace(act, actors=made.actors, cause=made)
    for at, act in found.items():
        if act.row.get("result") and act.cause is None and (other := _brought_about(act, found, sentence)) is not None:
            found[at] = replace(act, cause=other)
    return [found[i] for i in sorted(found) if i not in dropped]


def _done_with(act: Act, means: Any, other: Act | None, sentence: Sentence) -> Act:
    """Give an attack as the act that its means tell; fighting amid which it hit what it was aimed at is none."""
    row = _row_of(means, other)
    if act.target is not None and row["family"] in _WIDER:
        return act
    owner = holder(means, sentence) if not act.actors and weapon_row(means) is not None else None
    return replace(act, row=row, actors=(owner,) if owner is not None else act.actors)


def _fired(weapon: Any, found: dict[int, Act]) -> Act | None:
    """Give the act of "bombs dropped by helicopters | hit a market", which is that of the main verb, or None."""
    made = weapon.children if weapon_row(weapon) is not None else ()
    told = (found.get(c.i) for c in made if c.dep_ == "acl" and c.lemma_ in DROPPING)
    return next((a for a in told if a is not None and a.target is None), None)


def _of_weapon(act: Act, weapon: Any, row: dict[str, Any], sentence: Sentence) -> Act:
    """Give the act that an outcome tells by its weapon: "shells killed twelve people in the market"."""
    where = thing(after(act.token, "in", "at", "on", "near", "inside"), sentence)
    hit = where if where is not None and not where.people and (where.asset or where.place) else None
    owner = holder(weapon, sentence)
    return replace(act, token=weapon, row=row, actors=(owner,) if owner is not None else (), target=hit)


def _brought_about(act: Act, found: dict[int, Act], sentence: Sentence) -> Act | None:
    """Give the act of the same sentence that an outcome came of: "killed when shells hit", "shelled it and killed six".

    What the same party did later or in another place is an act of its own.
    """
    verb = clause_head(act.token)
    told = {verb.i, *(t.i for t in verb.conjuncts)}  # the parse may hang "when shells hit" on "killed and six wounded"
    for other in found.values():
        if other.row["family"] not in CAUSES or other is act:
            continue
        over = clause_head(other.token)
        if act.actors and (act.actors != other.actors or _another(act, other, sentence)):
            continue
        when = over.dep_ == "advcl" and over.head.i in told and _when(over)
        joined = over.i in _joined_to(verb) or (not act.actors and verb.dep_ == "conj" and verb.head.i == over.i)
        told_of = verb.dep_ == "relcl" and other.token.i in {verb.head.i, *(t.i for t in verb.head.ancestors)}
        if when or joined or told_of:
            return other
    return None


def _when(verb: Any) -> bool:
    return any(c.lower_ in _WHEN for c in verb.children)


def _joined_to(verb: Any) -> set[int]:
    """Give the verbs before one to which "and" or "wounding nine and" joins it, without a subject of its own."""
    found: set[int] = set()
    while verb.head.pos_ == "VERB" and subject(verb, own=True) is None and _goes_on(verb):
        verb = verb.head
        found.add(verb.i)
    return found


def _goes_on(verb: Any) -> bool:
    return bool(verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG"))


def _another(act: Act, cause: Act, sentence: Sentence) -> bool:
    """Say whether a killing is told of another place or time than the attack that it is joined to."""
    own, its = (sentence.doc[low : high + 1] for low, high in (act.span, cause.span))
    dated = any(own.start_char <= w.start < own.end_char for w in sentence.when)
    towns, others = (
        {sentence.place_of[t.i].place.name for t in span if t.i in sentence.place_of} for span in (own, its)
    )
    return dated or bool(towns - others) or any(t.lower_ in _LATER for t in own)


def relative(verb: Any) -> Any | None:
    """Give the act's noun that a relative clause goes on from: "the attack on the mill, which killed ten"."""
    own = child(verb, "nsubj")
    if own is None or own.lower_ not in {"which", "that"} or verb.dep_ != "relcl":
        return None
    noun, climbed = verb.head, [verb.head]
    # "Attacks in the north of the city, which killed ten": places kill nobody.
    while climbed[-1].dep_ == "pobj" and len(climbed) <= CLIMB_MAX and climbed[-1].head.head.pos_ in {"NOUN", "PROPN"}:
        climbed.append(climbed[-1].head.head)
    found = next((t for t in climbed if t.pos_ == "NOUN" and noun_row(t) is not None), None)
    return found if found is noun or not parties_of_force(noun) else None


def costly(token: Any) -> bool:
    """Say whether a relative clause tells what came of an act: "fighting that left 40 dead"."""
    clauses = [c for c in token.children if c.dep_ == "relcl" and c.lemma_ in {"leave", "kill", "claim"}]
    return any((own := child(c, "nsubj")) is not None and own.lower_ in {"that", "which"} for c in clauses)


def parties_of_force(token: Any) -> bool:
    """Say whether a noun names who can kill by itself: fighters, an armed party."""
    return people_class(token) == "combatant" or wields_force(token)


def wields_force(token: Any) -> bool:
    """Say whether a noun names who wields force, so that "its killings" are by it and not of it."""
    found = known(words(core(token)))
    armed = found is not None and found.kind in {AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY}
    return armed or people_class(token) == "combatant"


def _row_of(means: Any, act: Act | None) -> dict[str, Any]:
    """Give the row of a particular word: of its act, its noun or its weapon."""
    if act is not None:
        return act.row
    return noun_row(means) or by_act(str((filled(means) or {}).get("act", "other")))


def _caused(act: Act, cause: Act) -> bool:
    outcome = act.row.get("result") or act.row["family"] == "destruction"
    return bool(outcome) and cause.row["family"] in CAUSES


def _means(verb: Any, found: dict[int, Act]) -> Any | None:
    """Give the noun of the act or weapon that a verb's act was done with: its subject, or after "with", "in", "by"."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i in found:
        return verb.head
    # "Killed and injured in the bombing": the words after the second verb are those of the first.
    shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and subject(c, own=True) is None]
    nouns = [relative(verb) or subject(verb), *(after(v, word) for v in (verb, *shared) for word in MEANS)]
    # "Killed along with six teachers in the raid": the parser hangs the raid on those who died too.
    along = [verb, *(c for c in verb.children if c.lower_ in {"along", "together"})]
    beside = [p for v in along if (p := after(v, "with")) is not None and people_class(p) is not None]
    nouns += [after(p, "in", "during") for p in beside]
    # "Struck a depot in response to the gas attack" was done in no gas attack.
    nouns = [n for n in nouns if n is not None and n.lemma_.lower() not in acting()["answers"] | _SET_APART]
    for noun in (of_many(n) for n in nouns):
        for one in (noun, *(t for t in noun.subtree if t.dep_ in {"pobj", "conj"})):
            if one.i != verb.i and (one.i in found or (one.pos_ == "NOUN" and noun_row(one) is not None)):
                return one
        if (row := weapon_row(noun)) is not None and row.get("act"):
            return noun
    return None


def of_many(noun: Any) -> Any:
    """Give what is counted in "one of its drones"; any other noun as it is."""
    return (after(noun, "of") or noun) if quantity(noun) or noun.lemma_.lower() == "number" else noun


def _flown(verb: Any) -> bool:
    """Say whether a strike was flown: by planes, or by an air force ("its aircraft struck the mill")."""
    told = verb.lemma_ != "come" and child(verb, "nsubjpass") is None  # what "came under fire" flew no strike
    by = after(verb, "by") or (subject(verb) if told else None)
    noun = of_many(by) if by is not None else None
    force = noun is not None and noun.lemma_ == "force" and any(c.lower_ == "air" for c in noun.children)
    return force or (noun is not None and noun.lemma_.lower() in acting()["flying"] and not _bomber(noun))


def _bomber(noun: Any) -> bool:
    """Say whether a bomber is somebody, and no plane: "a suicide bomber", "the bomber"."""
    beside = {c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod", "poss", "punct"}}
    bare = noun.lower_ == "bomber" and not beside
    return noun.lemma_.lower() == "bomber" and (bare or bool(beside & _CARRYING))
