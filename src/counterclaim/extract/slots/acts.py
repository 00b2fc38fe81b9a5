"""Acts: the words that name something that happened, with who did it and to whom, from the dependency parse."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import (
    acting,
    after,
    child,
    clause,
    clause_head,
    done_against,
    phrase,
    whole_of,
)
from counterclaim.extract.named.act import CAUSES, Act, by_act, meant_to_charge, noun_row, noun_rows, verbs
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.nouns import core, weapon_row
from counterclaim.extract.named.parties import ARMS, holder, parties
from counterclaim.extract.named.seats import scene, seat
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, asset_of, ground, is_place, thing
from counterclaim.extract.slots.carried import contested, support, under
from counterclaim.extract.slots.carrying import borne, by_which, definite, fled, located, of_toll
from counterclaim.extract.slots.causes import DROPPING, costly, of_many, relative, settled, wields_force
from counterclaim.extract.slots.firing import (
    HITTING,
    LANDING,
    coming_down,
    filled,
    landed,
    sent_to,
    shot_at,
    stands_at,
    suicide_bomber,
)
from counterclaim.extract.slots.fitting import (
    MOVES,
    ON_PERSONS,
    figurative,
    fitted,
    given_up,
    noun_fits,
    of_kind,
    verb_fits,
)
from counterclaim.extract.slots.laid_deaths import laid_deaths
from counterclaim.extract.slots.leaving import away, left_behind
from counterclaim.extract.slots.made_up import offered
from counterclaim.extract.slots.phrased import begins_phrase, phrased
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import nominal, subject, verb_roles
from counterclaim.extract.slots.told_acts import told_before
from counterclaim.extract.slots.under_fire import under_fire
from counterclaim.extract.slots.works import attributed, called_work, noun_actor
from counterclaim.extract.slots.wounding import wounded
from counterclaim.records.words import AgentKind

#: Tokens between a noun and its relative clause.
NOUN_REACH = 4
#: Kinds of what is built, which does nothing to anybody.
_BUILT = frozenset({"prison", "health", "education", "residential", "religious", "heritage", "market", "camp"})
#: Families of acts that a day or a place makes one happening.
_HAPPEN = frozenset({*CAUSES, "killing"})
_PERSONS = frozenset({"we", "us", "i", "me", "he", "him", "she", "her", "they", "them"})
#: Fire is opened, weapons are resorted to, and somebody comes under fire.
_OPENING = frozenset({"open", "resort", "come"})
#: Kinds of words that tell when something was.
_WHEN = frozenset({"DATE", "TIME"})


def acts(sentence: Sentence) -> tuple[Act, ...]:
    """Give the acts of a sentence, in order; what is only wished, planned or supposed is left out."""
    found: dict[int, Act] = {}
    for token in sentence.doc:
        if token.pos_ not in {"VERB", "NOUN", "PROPN"} or sentence.hidden(token):
            continue
        named = token.pos_ != "VERB" or _gerund(token)
        made = (_noun_act(token, sentence) if named else None) or (
            _verb_act(token, sentence) if token.pos_ == "VERB" and token.lemma_.lower() in _telling() else None
        )
        if made is not None and not unreal(token) and not meant_to_charge(token):
            found[token.i] = made
    return tuple(settled(found, sentence)) or tuple(wounded(sentence))


def _gerund(token: Any) -> bool:
    """Say whether a verb's form stands as a noun with "of" ("Shelling of the market killed …")."""
    as_noun = token.tag_ == "VBG" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "pcomp", "dobj"}
    alone = token.dep_ == "nsubj" and not any(token.children)  # "Fighting raged in the town"
    return as_noun and child(token, "dobj") is None and (alone or after(token, "of") is not None)


@cache
def _telling() -> frozenset[str]:
    """Give the verbs that may tell of an act, by themselves or with the words beside them."""
    alone = (verb.split()[0] for verb in verbs())
    return begins_phrase() | DROPPING | LANDING | HITTING | _OPENING | {"shoot", *alone}


def _verb_act(token: Any, sentence: Sentence) -> Act | None:
    lemma, particle = token.lemma_.lower(), child(token, "prt") or away(token)
    rows = verbs().get(f"{lemma} {particle.lower_}") if particle is not None else None
    if rows is None:
        rows = verbs().get(lemma)
        # "The coalition fighting the rebels said": who they are, and nothing that happened.
        if rows and ((lemma == "take" and _taken_elsewhere(token)) or (lemma == "fight" and token.dep_ == "acl")):
            return None
        if rows and particle is not None and particle.lower_ in {"up", "on", "in", "down", "off"} and lemma != "kill":
            return None
    actor, target = verb_roles(token)
    actor = relative(token) or actor
    if lemma == "go" and (actor is None or weapon_row(actor) is None):
        rows = None  # "the sirens went off"
    rows, target = phrased(token, target, rows, sentence)
    fired = rows is None and (lemma in DROPPING or lemma in _OPENING)
    if fired or (lemma == "shoot" and target is None):
        return _fired(token, sentence) or shot_at(token, sentence) or under_fire(token, sentence)
    if (fell := coming_down(token, actor, target)) and (made := landed(token, fell, sentence)):
        return made
    for row in rows or () if token.dep_ not in {"amod", "compound"} else ():
        if verb_fits(token, target, row.get("object"), sentence) and not figurative(token, row, target):
            return _made(token, row, actor, target, sentence)
    return None


def _taken_elsewhere(verb: Any) -> bool:
    """Say whether "take" captures nothing: "taken to hospital", "took office"."""
    noun = child(verb, "dobj")
    office = noun is not None and noun.lower_ == "office" and noun.left_edge.i == noun.i
    return office or (child(verb, "dative", "prep") is not None and after(verb, "to") is not None)


def _made(token: Any, row: dict[str, Any], actor: Any, target: Any, sentence: Sentence) -> Act | None:
    lemma = token.lemma_.lower()
    if lemma == "fall":
        actor, target = after(token, "to", "into"), actor
    elif lemma == "surrender" and (held := given_up(token, sentence)) is not None:
        actor, target = None, held
    elif lemma in {"flee", "disappear"}:
        actor, target = None, subject(token)
    elif lemma in MOVES and (left := left_behind(token)) is not None:
        if ground(left, sentence) is None:
            return None  # "withdrew from the talks"
        target = left
    elif row["words"] == "explosion" and (target is None or weapon_row(target)):
        actor, target = (actor if target is not None else None), after(token, "at", "in", "near", "outside")
    if row.get("result") and actor is not None and suicide_bomber(actor):
        row, target = {**by_act("suicide_bomb"), "result": True}, None
    whole = of_kind(thing(target, sentence), row)
    row = fitted(row, whole)
    names = _doers(token, actor, whole, sentence)
    if lemma == "evacuate" and row.get("manner") == "withdrawal" and not names:
        return None  # a shelter that was evacuated changed no hands
    if whole is None and (row.get("generic") or row["words"] == "fighting") and not (names and _somebody(target, row)):
        return None
    if row.get("result") and target is None and not names:
        return None
    span = _with_noun(token, _with_object(token, target), {t.i for t in (actor, target) if t is not None})
    return Act(token=token, row=row, actors=names, target=whole, negated=negated(token), span=span)


def _doers(token: Any, actor: Any, whole: Thing | None, sentence: Sentence) -> tuple[str, ...]:
    """Give the parties who did an act, less what it was done to."""
    asset = asset_of(actor) if actor is not None else None
    if asset is not None and asset.family in _BUILT and actor.pos_ == "NOUN":
        return ()  # "the prison held 170 detainees"
    names = parties(actor, sentence)
    if not names and actor is not None and token.dep_ == "acl" and _armed(actor):
        owner = holder(actor, sentence)  # "no army munitions targeting the area"
        names = (owner,) if owner is not None else ()
    return tuple(n for n in names if whole is None or n != whole.name)


def _armed(noun: Any) -> bool:
    """Say whether a noun is of what is fired, or of what fires."""
    return weapon_row(noun) is not None or noun.lemma_.lower() in ARMS


def _somebody(target: Any, row: dict[str, Any]) -> bool:
    """Say whether a fight, or an attack on people whom only a pronoun names, is told ("he was attacked by rebels")."""
    return row["words"] == "fighting" or (target is not None and target.lower_ in _PERSONS)


def _with_object(token: Any, target: Any) -> tuple[int, int]:
    """Give a verb's clause as far as the object that it shares with the next verb: "abducted and killed villagers"."""
    first, last = clause(token)
    shared = target is not None and target.i > last and target.head.dep_ == "conj" and target.head.head.i == token.i
    return first, max(last, phrase(target)[1]) if shared else last


def _with_noun(token: Any, span: tuple[int, int], roles: set[int]) -> tuple[int, int]:
    """Widen a relative clause to the noun it tells of: "six priests who were murdered"."""
    top = clause_head(token)
    noun = whole_of(top.head)
    if top.dep_ not in {"relcl", "acl"} or noun.i not in roles or noun.i >= span[0]:
        return span
    gap = span[0] - noun.i
    return (core(noun)[0].i if core(noun) else noun.i, span[1]) if gap <= NOUN_REACH else span


def _fired(token: Any, sentence: Sentence) -> Act | None:
    """Give the act of dropping, firing or using a weapon."""
    weapon = after(token, "to") if token.lemma_ == "resort" else verb_roles(token)[1]
    row = filled(weapon := of_many(weapon)) if weapon is not None else None
    if row is not None and token.lemma_ in {"drop", "rain"}:
        row = {"act": "air_strike"} | row  # a bomb of any make
    elif row is not None and token.lemma_ in {"plant", "lay"}:
        row = {"act": "ied_mine"} | row
    if row is None or "act" not in row:
        return None
    made = _made(token, by_act(row["act"]), verb_roles(token)[0], None, sentence)
    where = sent_to(token, weapon)
    if where is not None and stands_at(token, where):
        where = None
    if where is not None and noun_row(where) is not None:
        where = after(where, "on", "at", "against", "of")  # "used rockets in the attack on the mill"
    return replace(made, target=of_kind(thing(where, sentence), made.row)) if made is not None else None


def _noun_act(token: Any, sentence: Sentence) -> Act | None:
    if token.lemma_.lower() == "surrender" and token.dep_ == "compound":
        return None
    for row in noun_rows(token) or laid_deaths(token):
        if (made := _named_act(token, row, sentence)) is not None:
            return made
    return None


def _named_act(token: Any, row: dict[str, Any], sentence: Sentence) -> Act | None:
    """Give the act of a noun as one row reads it, or None where its target is of another kind."""
    carried = support(token)
    held = carried is not None and carried[0].lemma_ == "carry" and child(carried[0], "prt") is None
    hits = token.dep_ == "nsubj" and token.head.lemma_.lower() in verbs() and token.head.lemma_ != "take"
    unaimed = token.lemma_ == "launch" and not hits  # "condemned the missile launch"
    if unaimed or offered(token) or (held and weapon_row(token) is not None):
        return None  # "rockets carrying chemical agents"
    names, whole = _noun_roles(token, row, sentence)
    row = fitted(row, whole)
    if figurative(token, row, whole.token if whole is not None else None):
        return None
    if row.get("manner") == "withdrawal" and whole is not None and ground(whole.token, sentence) is None:
        return None  # "the withdrawal from the talks"
    same = told_before(token, row, names, sentence) if whole is None else None
    if same is not None:
        row, whole = row if same.row.get("result") else same.row, same.target
    met = whole is None and not names and row["family"] in CAUSES
    met = met and (borne(token) or fled(token, row, sentence) or by_which(token))
    used = nominal(token).lemma_ in {"use", "release"}  # "the use of chemical weapons in Lom"
    if carried is None and not (met or used) and weapon_row(token) is not None:
        return None  # "its chemical weapons", "the UN report on chlorine": a weapon is no act until it is used
    listed = _listed(token)
    told = (
        carried is not None
        or met
        or contested(nominal(token))
        or (row["family"] in CAUSES and costly(token))
        or (row["family"] in _HAPPEN and located(token, sentence))
    )
    if not noun_fits(row, whole, names, told or listed is not None):
        return None
    span = clause(carried[0]) if carried is not None else phrase(nominal(token) if listed is None else listed)
    span = span if span[0] <= token.i <= span[1] else phrase(token)
    done = tuple(n for n in names if whole is None or n != whole.name)
    if done and (work := called_work(token) or attributed(token)) is not None:
        span = (span[0], max(span[1], phrase(work)[1]))
    said = negated(token, carried[0] if carried is not None else None)
    again = (same is not None or (met and definite(token))) and row["family"] in CAUSES
    return Act(token=token, row=row, actors=done, target=whole, negated=said, span=span, again=again)


def _listed(token: Any) -> Any | None:
    """Give the noun of wrongs that an act is named as one of ("abuses such as torture and executions"), or None."""
    top = nominal(token)
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    joint = top.head if top.dep_ == "pobj" else None
    such = joint is not None and joint.lower_ == "as" and any(c.lower_ == "such" for c in joint.children)
    if joint is None or not (such or joint.lower_ in {"including", "like"}):
        return None
    over = joint.head
    while over.lemma_.lower() not in acting()["wrongs"] and over.dep_ == "pobj":
        over = over.head.head
    return over if over.lemma_.lower() in acting()["wrongs"] else None


def _noun_roles(token: Any, row: dict[str, Any], sentence: Sentence) -> tuple[tuple[str, ...], Thing | None]:
    """Give actors and target of an act's noun, from what stands before and after it and the verb it hangs on."""
    of = ("of",) if row["family"] != "explosion" else ()  # "an explosion of stored fuel" hits no fuel
    blamed = token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_ == "blame"  # "blamed the shelling on the army"
    blamed = blamed and after(token.head, "on") is None
    aim = after(token, *(() if blamed else ("on",)), "against", "at", "upon", "over", *of)
    if aim is None and row["family"] in {*CAUSES, "siege"}:
        aim = under(nominal(token)) or _aim_of_verb(token, row) or seat(nominal(token)) or _scene(token)
    if aim is None and row["family"] in CAUSES and token.dep_ == "nsubj" and token.head.lemma_ in acting()["rocking"]:
        aim = child(token.head, "dobj") or after(token.head, "through", "into", "across")
    aim = aim or done_against(token)
    names = parties(noun_actor(token), sentence)
    if not names and row["family"] == "territory" and row.get("manner") != "withdrawal":
        names = _announcing(token, sentence)
    if row["family"] in {"bombardment", "fighting"} or row.get("manner") == "withdrawal":
        done_by = after(token, "of")
        if not names and done_by is not None and known_or_armed(done_by, sentence) and not _mere_name(done_by):
            names, aim = parties(done_by, sentence), after(token, "on", "against", "at")
    if row.get("manner") == "withdrawal":
        aim = after(token, "from")
    whole = thing(aim, sentence)
    whole = of_kind(whole, row) if row["family"] == "bombardment" else whole
    owner, poss = holder(token, sentence), child(token, "poss")
    harmed = poss is not None and row["family"] in ON_PERSONS and whole is None and not wields_force(poss)
    if owner is not None and not names and not harmed:
        names = (owner,)
    elif whole is None and poss is not None:
        whole = thing(poss, sentence)
    if whole is None and (near := _place_before(token, row, sentence)) is not None:
        whole = near
    return names, whole


def _scene(token: Any) -> Any | None:
    """Give the place or thing that a noun's verb says was the scene of an act."""
    shown = scene(nominal(token))
    return shown[1] if shown is not None else None


def _aim_of_verb(token: Any, row: dict[str, Any]) -> Any | None:
    """Give what "denied an air strike on the mill" says was hit, where the parse hangs it on the verb.

    What an attack was "launched against" hangs there too.
    """
    carried = support(token)
    if carried is not None and carried[1] == "done" and (hit := after(carried[0], "against")) is not None:
        return hit
    if token.dep_ != "dobj" or row["family"] != "bombardment" or token.head.lemma_ == "blame":
        return None
    spot = after(token.head, "at")
    near = (spot, *(c for c in spot.children if c.dep_ == "compound")) if spot is not None else ()  # "a market place"
    said = after(token.head, "on", "against") or (spot if any(asset_of(t) is not None for t in near) else None)
    if said is None or said.ent_type_ in _WHEN:
        return None
    between = token.doc[token.i + 1 : said.head.i]  # "condemned the attack this morning at a market"
    return said if all(t.ent_type_ in _WHEN for t in between) and said.head.i > token.i else None


def _announcing(token: Any, sentence: Sentence) -> tuple[str, ...]:
    """Give who announces a place's taking as its own: a fighting party, or the report's own government."""
    if token.dep_ != "dobj" or token.head.lemma_ not in {"announce", "declare", "proclaim", "claim"}:
        return ()
    names = parties(subject(token.head), sentence)
    own = [n for n in names if sentence.memory.owner and n.startswith(f"{sentence.memory.owner} ")]
    armed = [n for n in names if (k := known(n)) is not None and k.kind is AgentKind.ARMED_ACTOR]
    return tuple(dict.fromkeys([*own, *armed]))


def known_or_armed(token: Any, sentence: Sentence) -> bool:
    """Say whether a noun is a party rather than a place or a thing."""
    return not is_place(token, sentence) and asset_of(token) is None and bool(parties(token, sentence))


def _mere_name(token: Any) -> bool:
    """Say whether a noun is a name of which nothing shows that it fights: "the shelling of Velno" is not by it."""
    return token.pos_ == "PROPN" and kind_of_noun(token.lemma_.lower()) is None and not wields_force(token)


def _place_before(token: Any, row: dict[str, Any], sentence: Sentence) -> Thing | None:
    """Give the place or thing that stands before an act's noun ("the Palmyra offensive", "the Lom market strike")."""
    for noun in token.children:
        named = row["family"] in CAUSES and noun.dep_ in {"compound", "nmod"} and asset_of(noun) is not None
        if named and noun.i < token.i and (hit := thing(noun, sentence)) is not None:
            spots = (sentence.place_of[t.i].place for t in token.subtree if t.i < noun.i and t.i in sentence.place_of)
            town = hit.place or next((p for p in spots if p.level != "country"), None)
            return replace(hit, place=town) if town is not None or of_toll(token) else None
        if noun.dep_ in {"compound", "nmod", "amod"} and noun.i in sentence.place_of and noun.i < token.i:
            found = sentence.place_of[noun.i].place
            return Thing(found.name, noun, None, found) if found.level != "country" else None
    return None
