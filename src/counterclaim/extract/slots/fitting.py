"""Whether what an act is said to be done to is of the kind that its words take: a person, a place, a thing, a party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import acting, after, child
from counterclaim.extract.named.act import by_act, verbs
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.nouns import core, is_people, people_class, quantity, weapon_row
from counterclaim.extract.named.persons import single_person
from counterclaim.extract.named.places import BY_HAND
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, asset_of, ground, is_place, part_of_thing, thing
from counterclaim.extract.slots.causes import wields_force
from counterclaim.extract.slots.roles import subject
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place
from counterclaim.records.words import AgentKind

MOVES = frozenset({"withdraw", "retreat", "pull"})
_WON = frozenset({"capture", "recapture", "retake", "seize", "overrun", "liberate", "storm"})
ON_PERSONS = frozenset({"killing", "custody", "torture", "sexual_violence"})
_PERSONAL = frozenset({"he", "she", "him", "her", "me", "who", "whom"})
#: Who answers for something is "held" so.
BLAMED = frozenset({"responsible", "accountable", "liable", "culpable"})
_BEHEADING = frozenset({"behead", "decapitate"})
_DEAD = frozenset({"body", "corpse", "cadaver"})
_GARRISONS = frozenset({"garrison", "defender", "base", "outpost", "stronghold"})
#: What is fought against as an idea.
_EVILS = frozenset({"terror", "terrorism", "corruption", "poverty", "crime", "subversion", "communism", "impunity"}) | {
    "extremism",
    "drug",
    "hunger",
    "smuggling",
    "trafficking",
}
#: Who does this to people who fight, or with force, has put them to death or out of action.
_ENDING = frozenset({"eliminate", "neutralise", "neutralize"})
_BY_SUBJECT = frozenset({"flee", "disappear", "fall"})


def of_kind(found: Thing | None, row: dict[str, Any]) -> Thing | None:
    """Read a bare name as what its verb takes: a person is shot or seized, a place is captured or left."""
    if found is None or found.asset is not None or found.token.pos_ != "PROPN":
        return found
    if row["family"] in ON_PERSONS and found.place is not None and found.token.lemma_.lower() == found.token.lower_:
        return replace(found, place=None, people=True)
    if row["family"] == "killing" and row.get("object") == "person" and _nobody_else(found.token):
        return replace(found, people=True)
    if row["family"] == "territory" and found.token.dep_ == "dobj" and found.token.head.lemma_ in _WON:
        found = replace(found, people=False)  # nobody who is captured changes hands
    owned = any(known(t.text) is not None for t in core(found.token)[:-1])  # "ISIL HQ" names no place
    named = not owned and known(found.name) is None and kind_of_noun(found.token.lemma_.lower()) is None
    hit = row["family"] == "bombardment" and found.token.ent_type_ not in {"PERSON", "NORP"}
    if hit and _by_hand(found.token):
        return replace(found, place=None, people=True)
    hit = hit and not (found.token.head.lemma_ == "target" and found.token.lower_.endswith("s"))
    if (
        (row["family"] == "territory" or hit)
        and found.place is None
        and not found.people
        and named
        and not _telexed(found.token)
    ):
        return replace(found, place=Place(found.name))
    return found


def _by_hand(name: Any) -> bool:
    """Say whether a bare name is of who was hit "with a machete": no town is."""
    means = after(name.head, "with") or after(name, "with")
    return means is not None and means.lemma_.lower() in BY_HAND


def fitted(row: dict[str, Any], whole: Thing | None) -> dict[str, Any]:
    """Give the row of what is done to whom: beating persons is no offensive, who destroys a roof damages its church."""
    if whole is None:
        return row
    if row["words"] == "destruction" and part_of_thing(whole.token) is not None:
        return verbs()["damage"][0]
    if row["words"] != "offensive" or people_class(whole.token) == "combatant":
        return row
    return by_act("other") if whole.people or single_person(whole.token) else row  # "policemen assaulted 50 refugees"


def _telexed(token: Any) -> bool:
    return bool(token.doc.user_data.get("telex"))


def verb_fits(token: Any, target: Any | None, wanted: str | None, sentence: Sentence) -> bool:
    """Say whether a verb's object is of the kind its row asks for."""
    lemma = token.lemma_.lower()
    if lemma == "shell" and target is not None and target.lemma_.lower() in acting()["remains"]:
        return False  # "shell casings"
    if wanted == "party" or lemma in MOVES:
        own = child(token, "dobj", "nsubjpass")
        if lemma == "pull" and own is not None and is_people(own) and not wields_force(own):
            return False  # "pulled people out of the rubble"
        away = target is not None and lemma in MOVES and is_place(target, sentence)
        whom = after(target, "of") if target is not None and quantity(target) else None  # "most of its fighters"
        return target is None or away or is_people(whom or target) or known(target.text) is not None
    if lemma == "surrender":
        target = given_up(token, sentence) or target
    if lemma in _BY_SUBJECT:
        target = subject(token) if child(token, "acomp", "oprd") is None else None
        if lemma == "fall" and target is not None and _fell_to(token, target):
            return True
    if wanted is None or target is None:
        return wanted is None
    return _is_person(lemma, target, sentence) if wanted == "person" else _is_spot(lemma, target, wanted, sentence)


def given_up(verb: Any, sentence: Sentence) -> Any | None:
    """Give the place that who surrenders held: "the garrison at Lom surrendered", "the town surrendered"; else None."""
    who = subject(verb) if child(verb, "dobj") is None else None
    if who is None or is_place(who, sentence):
        return who
    spot = after(who, "at", "in", "of") if who.lemma_.lower() in _GARRISONS else None
    return spot if spot is not None and is_place(spot, sentence) else None


def _fell_to(token: Any, target: Any) -> bool:
    """Say whether a name that no list has is of a place, since it "fell to" people who fight."""
    winner = after(token, "to")
    named = target.pos_ == "PROPN" and target.ent_type_ != "PERSON" and known(target.text) is None
    armed = winner is not None and kind_of_noun(winner.lower_) is AgentKind.ARMED_ACTOR
    return named and winner is not None and (armed or wields_force(winner))


def _is_person(lemma: str, target: Any, sentence: Sentence) -> bool:
    """Say whether an object is people; "seized" and "captured" take a name for a place unless it is a person's."""
    if lemma in {"capture", "seize"} and people_class(target) is None:
        if target.lower_ in _PERSONAL:
            return True
        place = is_place(target, sentence) or " ".join(t.text for t in core(target)) in sentence.memory.spots
        return lemma == "capture" and target.ent_type_ == "PERSON" and not place
    if lemma in _ENDING and not _ended(target.head, target):
        return False
    if (spot := ground(target, sentence)) is not None and spot.i != target.i:
        return False  # "most of the town was held by rebels"
    found = thing(target, sentence)
    somebody = is_people(target) or quantity(target) or target.lower_ in _PERSONAL | {"them", "us"}
    killing = any(row["family"] == "killing" for row in verbs().get(lemma, ()))
    somebody = somebody or (killing and (_slain(target) or _nobody_else(target)))
    return somebody or (found is not None and found.people)


def _ended(verb: Any, target: Any) -> bool:
    """Say whether people who fight were eliminated, or others by whoever wields force: a rival is only beaten."""
    who = subject(verb) if child(verb, "nsubjpass") is None else after(verb, "by")
    armed = who is not None and (wields_force(who) or weapon_row(who) is not None)
    armed = armed or (who is not None and kind_of_noun(who.lemma_.lower()) is AgentKind.ARMED_ACTOR)
    named = who is not None and who.lower_ in {"it", "they", "we"} and target.ent_type_ == "PERSON"
    return armed or named or people_class(target) == "combatant"


def _slain(target: Any) -> bool:
    """Say whether "they" were killed by somebody or shot dead, and no pictures "hanged on the wall"."""
    told = child(target.head, "agent") is not None or child(target.head, "oprd", "acomp") is not None
    return target.lower_ in {"they", "we"} and told


def _nobody_else(target: Any) -> bool:
    """Say whether who is shot or stabbed is a name that no list has: a person, whatever the parser takes it for."""
    name = " ".join(t.text for t in core(target))
    listed = known(name) is not None or kind_of_noun(target.lemma_.lower()) is not None
    return target.pos_ == "PROPN" and not listed and asset_of(target) is None


def figurative(token: Any, row: dict[str, Any], target: Any | None) -> bool:
    """Say whether a general word is no act of war here: "attacked the policy", "a strike by teachers"."""
    if row["family"] == "destruction" and target is not None:
        said = {*lexicon("cues")["nouns"], *acting()["abstract"]}
        if token.lemma_.lower() == "level" and target.lemma_.lower() in said:
            return True  # "levelled charges at the army"
        no_thing = kind_of_noun(target.lemma_.lower()) is AgentKind.OFFICIAL_BODY or target.lemma_.lower() in _DEAD
        return no_thing and asset_of(target) is None
    if row["family"] == "custody" and token.lemma_.lower() == "hold":
        return any(t.lower_ in BLAMED for t in token.subtree)  # "held the rebels responsible"
    if row["words"] == "assault" or token.lemma_.lower() in _BEHEADING:
        # "The army beat the rebels", "the unions were beheaded".
        beaten = row["words"] == "assault"
        return target is not None and (people_class(target) == "combatant" if beaten else _body(target))
    idea = row["act"] == "clash" and target is not None and target.lemma_.lower() in _EVILS  # "the war on terror"
    ground = after(target, "of") if target is not None and target.lemma_.lower() in {"theater", "theatre"} else None
    idea = idea or (ground is not None and ground.lemma_.lower() in {"operation", "war"})
    if idea or not row.get("generic") or _in_words(token, target) or _fined(token):
        return idea or bool(row.get("generic"))
    # "A strike by bus drivers" is one of workers, "a strike on a bus" is none.
    hit = token.i + 1 < len(token.doc) and token.nbor().lower_ in {"on", "at", "against", "near", "in"}
    near = [t.lemma_.lower() for t in token.doc[max(0, token.i - 4) : token.i + (1 if hit else 5)]]
    idle = token.lemma_.lower() == "strike" and token.pos_ != "VERB" and bool(set(near) & acting()["striking"])
    return idle or (target is not None and target.lemma_.lower() in acting()["abstract"])


def _body(target: Any) -> bool:
    """Say whether what lost its heads is a body: "the unions were beheaded"."""
    return kind_of_noun(target.lemma_.lower()) in {AgentKind.ORGANISATION, AgentKind.OFFICIAL_BODY}


def _fined(verb: Any) -> bool:
    """Say whether somebody was only "hit with a fine"."""
    means = after(verb, "with")
    return means is not None and means.lemma_.lower() in acting()["penalties"]


def _in_words(token: Any, target: Any | None) -> bool:
    """Say whether an attack is one of words: "the radio launched fierce attacks on the bishops"."""
    verb = token if token.pos_ == "VERB" else token.head if token.dep_ == "dobj" else None
    who = child(verb, "nsubj") if verb is not None else None
    spoken = who is not None and kind_of_noun(who.lemma_.lower()) is AgentKind.OUTLET
    return spoken and (target is None or asset_of(target) is None)


def _is_spot(lemma: str, target: Any, wanted: str, sentence: Sentence) -> bool:
    """Say whether an object is a place or a thing; what is captured may be a place that no list knows."""
    found = thing(target, sentence)
    if found is not None and not found.people and (found.place is not None or found.asset is not None):
        return True
    name = target.pos_ == "PROPN" or (target.text[:1].isupper() and any(c.isdigit() for c in target.text))  # "T-3"
    named = lemma in _WON and name and known(target.text) is None and wanted == "place"
    spot = ground(target, sentence) or target  # "half of the town"
    return named or (is_place(spot, sentence) and not is_people(spot))


def noun_fits(row: dict[str, Any], target: Thing | None, actors: Sequence[str], carried: bool) -> bool:
    """Say whether a noun names an act and not a mere idea: somebody, something, or a verb that says it happened."""
    wanted = row.get("object")
    if wanted == "place":
        settled = target is not None and not target.people and (target.place is not None or target.asset is not None)
        return settled or (row.get("manner") == "withdrawal" and bool(actors))
    if wanted == "thing":
        return target is not None and (target.asset is not None or target.place is not None)
    if wanted == "person":
        return target is not None and target.people
    return bool(target or actors or carried)
