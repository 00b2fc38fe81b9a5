"""Who says that it was not there: "its drones had not flown over Merrin", "denied having any unit in the square".

Whoever was not there did not do it: that is what such words answer, and no more is made of them than a denial by
implication of who did the act told last; where that act was done by other means than what was not there, of the weapon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import after, child, said_of
from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.named.nouns import people_class, weapon_row
from counterclaim.extract.named.things import asset_of
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.offices import office_of
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.words import ACTING_BODIES, AgentKind, Aspect

#: The act that somebody was not there for was told within this many characters before.
REACH = 600
_OWN = frozenset({"its", "our", "their", "his", "we", "it", "they"})
#: Of whose troops a person speaks, as who commands them.
_THEIRS = frozenset({"his", "her"})
_TOLD = frozenset({Aspect.OCCURRENCE, Aspect.MANNER})
_NOWHERE = frozenset(
    {"position", "favour", "favor", "charge", "doubt", "touch", "contact", "possession", "agreement", "line", "power"}
    | {
        "mood",
        "place",
        "hurry",
        "breach",
        "violation",
        "question",
        "dispute",
        "alliance",
        "league",
        "talk",
        "negotiation",
    }
)
_NONE = re.compile(r"^(?:no|any)\s+", re.IGNORECASE)
#: What is done to a building by such as are not in it.
_FROM_AFAR = frozenset({"shelling", "air_strike", "drone_strike", "missile_strike", "chemical_attack"})
#: Acts that do not tell from where they were done.
_UNSAID_HOW = frozenset({"property_destruction", "other"})
_INSIDE = frozenset({"in", "inside", "within"})
_FLOWN = frozenset({"air_strike", "drone_strike", "other"})


def absent(voices: Voices, said: Spans[Proposition]) -> Iterable[Proposition]:
    """Give what each saying that somebody was not there denies; nothing where no act was told before."""
    for one in (*voices.attributions, *_own(voices)):
        head = root(voices, one.start, one.end)
        if (
            head is None
            or one.cue.effect not in {"neutral", "denial", "distancing", "endorsing"}
            or one.cue.self_denied
        ):
            continue
        found = _who(head, one)
        denied = one.cue.effect == "denial"
        if found is None or found[1] == denied or said.touching(*_verb_span(voices, one, head)):
            continue
        near = said.touching(one.start - REACH, one.end)
        acts = [p for p in near if p.aspect in _TOLD and p.act_type is not None]
        acts = [p for p in acts if p.aspect is Aspect.MANNER or not p.negated]
        act = max(acts, key=lambda p: (p.act_type != "other", p.trigger_start), default=None)
        found = (_as_charged(found[0], near), found[1])
        if act is not None and (found[0][0] or weapon_row(found[0][1]) is not None) and not _within(head, act, near):
            used = {p.value for p in near if p.aspect is Aspect.WEAPON and not p.negated}
            yield _denied(one, act, found[0], denied, used)


def _as_charged(who: tuple[str, Any], near: Iterable[Proposition]) -> tuple[str, Any]:
    """Give a person's troops by the name under which they are told to have done it: "Colonel X's men" for "X's men"."""
    owner, _, own = who[0].rpartition("'s ")
    doers = [p.actor for p in near if p.aspect is Aspect.PERPETRATOR and p.actor is not None]
    told = [d for d in doers if owner and own and owner.split()[-1] in d.replace("'s", "").split()]
    return (told[-1], who[1]) if told else who


def _within(head: Any, act: Proposition, near: Iterable[Proposition]) -> bool:
    """Say whether somebody was not inside a building that was struck from afar, or that others are told to have struck.

    "We deny that our fighters were in the hospital" answers what the hospital was, and not who shelled it.
    """
    inside = [c for t in (head, *head.children) for c in t.children if c.lower_ in _INSIDE]
    noun = next((n for c in inside if (n := child(c, "pobj")) is not None and asset_of(n) is not None), None)
    doers = {p.actor for p in near if p.aspect is Aspect.PERPETRATOR and p.actor}
    return noun is not None and (act.act_type in _FROM_AFAR or (act.act_type in _UNSAID_HOW and bool(doers)))


def _own(voices: Voices) -> Iterable[Attribution]:
    """Give the sentences that a body says in its own statement, as sayings of it."""
    last = agents.kind_of_noun(voices.author.name.rpartition(" ")[2])
    if not {voices.author.kind, last} & ACTING_BODIES:
        return
    for sentence in voices.parsed:
        start, end = sentence.passage.start, sentence.passage.end
        if not any(voices.at(sentence.offset(t.idx)) for t in sentence.doc if t.dep_ == "ROOT"):
            yield Attribution((voices.author,), Cue(None, start, start, "", "neutral", (start, end)))


def _denied(one: Attribution, act: Proposition, who: tuple[str, Any], denied: bool, used: set[str]) -> Proposition:
    """Give what was not there as a denial: of the weapon where the act is told of others, else of who did it.

    Who has no forces of its own says of what was not there no more than that it was not done with that.
    """
    name, force = who
    made = replace(act, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)
    made = replace(made, hedges=(), loaded=(), negated=not denied, implied=True, leans=False)
    weapon = weapon_row(force)
    other = act.act_type not in _FLOWN and weapon is not None and weapon["name"] not in used
    if weapon is not None and (other or not name):
        return replace(made, aspect=Aspect.WEAPON, value=weapon["name"], actor=None)
    return replace(made, aspect=Aspect.PERPETRATOR, value=name, actor=name)


def _verb_span(voices: Voices, one: Attribution, head: Any) -> tuple[int, int]:
    """Give where the head's own word stands in the report."""
    first = voices.token(one.start)
    base = one.start - first.idx if first is not None and first.doc is head.doc else one.start - head.left_edge.idx
    return base + head.idx, base + head.idx + 1


def _who(head: Any, one: Attribution) -> tuple[tuple[str, Any], bool] | None:
    """Give who a clause says was there, with the word for it, and whether the clause denies it; else None."""
    words = lexicon("presence")
    verb = head if head.pos_ in {"VERB", "AUX"} else None
    force = None
    if verb is None:
        # "Denied any presence in the town"
        force = head if head.lemma_.lower() in words["presence"] else None
        if (of := after(head, "of")) is not None and not _force(of):
            return None  # "evidence of the presence of military objectives"
        whose = _of_others(of, after(of, "from") or after(head, "from") or after(head.head, "from")) if of else ""
        whose = whose or (agents.body_of(one.sources[0].name) if one.sources else "")
        return ((whose, head), False) if force is not None and whose else None
    lemma = verb.lemma_.lower()
    subject = said_of(verb)
    there = child(verb, "expl") is not None
    if there:
        force = child(verb, "attr", "dobj", "nsubj")
    elif lemma in {"have", "possess", "own"}:
        held = child(verb, "dobj")
        force = held if held is not None and _force(held) else None
        own = (
            subject is None or subject.lower_ in _OWN or (one.sources and phrase_words(subject) in one.sources[0].name)
        )
        missions = force is not None and force.lemma_.lower() in words["presence"] and not own and _force(subject)
        force = force if own else subject if missions else None  # "the army's planes had no missions over the town"
    elif lemma == "be" and subject is not None and not _somewhere(verb):
        return None
    elif lemma in words["verbs"] or lemma == "be":
        force = subject
    elif (made := child(verb, "dobj")) is not None and made.lemma_.lower() in words["presence"]:
        force = subject  # "carried out no flights"
    if force is not None and force.lower_ in {"any", "one", "some"} and (of := after(force, "of")) is not None:
        force = of
    if force is None or not (_force(force) or force.lower_ in {"none", "neither"} or force.lower_ in _OWN):
        return None
    if force.lower_ in {"none", "neither"} and (of := after(force, "of")) is not None:
        return (_name(of, one, there), of), True
    near = (verb, force, *(c for c in verb.children if c.dep_ == "dobj"))
    denied = any(c.dep_ == "neg" or c.lower_ in {"no", "never", "neither"} for t in near for c in t.children)
    made = (_name(force, one, there), force)
    # A lone person's "we" names nobody; "his troops" are those of whom speaks.
    alone = one.sources and one.sources[0].kind is AgentKind.PERSON and made[0] == one.sources[0].name
    theirs = force.pos_ == "NOUN" and any(c.lower_ in _THEIRS and c.dep_ == "poss" for c in force.children)
    made = (f"{made[0]}'s {force.lower_}", force) if alone and theirs else made
    return None if alone and not theirs else (made, denied)


def _of_others(force: Any, home: Any) -> str:
    """Give whose the troops are whose presence is denied: "the presence of Eritrean troops"; empty: nobody else's."""
    words = phrase_words(force)
    if _of_a_land(words):
        return agents.canonical(words)
    army = agents.known(f"{home.text}'s army") if home is not None else None
    return army.name if army is not None else ""


def _somewhere(verb: Any) -> bool:
    """Say whether somebody is said to be at a place, or active there."""
    place = any(
        c.dep_ == "prep" and c.lower_ in {"in", "at", "near", "over", "inside", "around", "on"} and _is_place(c)
        for c in verb.children
    )
    there = any(c.lower_ in {"there", "present", "active", "nearby", "airborne"} for c in verb.children)
    return place or there


def _is_place(prep: Any) -> bool:
    """Say whether what follows a preposition can be a place: "in the square", and not "in a position to confirm"."""
    noun = child(prep, "pobj")
    return noun is None or noun.lemma_.lower() not in _NOWHERE


def _force(token: Any) -> bool:
    """Say whether a noun is one of those who bear arms, or what they fly or drive."""
    lemma = token.lemma_.lower()
    armed = agents.kind_of_noun(token.lower_) is AgentKind.ARMED_ACTOR or people_class(token) == "combatant"
    return (
        armed
        or lemma in lexicon("presence")["forces"]
        or weapon_row(token) is not None
        or lemma in lexicon("acting")["flying"]
        or (token.lower_ == "men" and any(c.lower_ in _THEIRS | {"its"} for c in token.children))
    )


def _name(force: Any, one: Attribution, there: bool) -> str:
    """Give whose force it is: the owner's by name, "police" of a police unit, else the speaker's; empty: nobody's."""
    owner = child(force, "poss")
    if owner is not None and owner.lower_ not in _OWN:
        return agents.canonical(phrase_words(owner))
    if owner is None and _of_a_land(_NONE.sub("", phrase_words(force))):
        return agents.canonical(_NONE.sub("", phrase_words(force)))  # "no Karran aircraft"
    body = agents.kind_of_noun(force.lower_) in {AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY}
    if owner is None and not there and body and force.dep_ == "nsubj" and force.tag_ in {"NN", "NNP", "NNS"}:
        return agents.canonical(
            re.sub(r"^(?:no|any|none of)\s+(?:the\s+)?", "", phrase_words(force), flags=re.IGNORECASE)
        )
    kinds = [
        c
        for c in force.children
        if c.dep_ in {"compound", "amod"}
        and agents.kind_of_noun(c.lower_) in {AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY}
    ]
    if there and kinds:
        return agents.canonical(kinds[-1].text)
    if not one.sources:
        return str(force.text)
    return agents.body_of(one.sources[0].name) if owner is not None or _has_forces(one.sources[0]) else ""


def _of_a_land(words: str) -> bool:
    """Say whether the words for a force say whose state's it is."""
    office = office_of(words)
    return office is not None and bool(office.state)


def not_flown(head: Any, one: Attribution) -> str:
    """Give whose aircraft a clause says were not there, where no act may be told for it; empty: nobody's."""
    found = _who(head, one) if head is not None and one.cue.effect != "unverified" else None
    if found is None or found[1] == (one.cue.effect == "denial") or one.cue.self_denied:
        return ""
    return found[0][0] if found[0][1].lemma_.lower() in lexicon("acting")["flying"] else ""


def _has_forces(speaker: Agent) -> bool:
    """Say whether a speaker may mean its own forces by such as nobody is said to own ("no drone was in the air").

    A body may, whoever is described as one of a body's, and a person by name; sources, residents, monitors and outlets
    only tell what they saw.
    """
    if speaker.kind in naming.PER_REPORT:
        words = speaker.name.lower().split()
        return any(agents.kind_of_noun(w) in ACTING_BODIES or w in agents.speaking_for() for w in words)
    return speaker.kind is not AgentKind.OUTLET and _watching().isdisjoint(speaker.name.lower().split())


@cache
def _watching() -> frozenset[str]:
    """Give the words for who watches a war that others wage: "observatory", "monitor", "charity"."""
    roles = lexicon("voice_roles")["roles"]
    watching = ("monitor or aid body", "activist", "medic or rescuer", "media")
    return frozenset(w for role in watching for w in roles[role])
