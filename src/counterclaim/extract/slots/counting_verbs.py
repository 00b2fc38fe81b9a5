"""What became of those whom a verb takes: "killed 12", "47 were wounded", "took 20 prisoners", "rounded up 30 men"."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, after, child
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.nouns import is_people, people_class, weapon_row
from counterclaim.extract.slots.leaving import uprooted
from counterclaim.extract.slots.roles import passive, told_of
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind, Measure

#: A word before a verb tells how it was done where it stands less than so many words before it.
NEAR = 3
_CAPTIVES = frozenset({"prisoner", "hostage", "captive"})


@cache
def table(kind: str) -> dict[str, str]:
    """Give the words of one kind, each with the measure that it names."""
    entries = lexicon("measures")
    return {w: name for name, row in entries.items() if isinstance(row, dict) for w in row[kind]}


@cache
def listed(name: str) -> frozenset[str]:
    """Give a list of the lexicon of measures."""
    return frozenset(lexicon("measures")[name])


def verb_measure(noun: Any) -> tuple[Any, Measure] | None:
    """Find the verb that a counted noun is the object or the subject of; an actor is never counted."""
    verb = noun.head
    if verb.lower_ == "with" and verb.head.pos_ == "VERB" and _beside(verb):
        name = table("of_object").get(verb.head.lemma_) if passive(verb.head) else None
        name = name or table("of_subject").get(verb.head.lemma_)
        return (verb.head, Measure(name)) if name is not None else None
    if verb.lower_ == "on" and (done := _inflicted(verb)) is not None and is_people(noun):
        return done, Measure.OTHER
    found = _of_verb(noun, verb) if verb.pos_ in {"VERB", "ADJ"} and not buried_alive(verb) else None
    found = found or _said_of(noun, verb) or _of_wounds(noun, verb)
    return found or _left(noun, verb) or _reduced(noun)


def miscounted(noun: Any) -> bool:
    """Say whether a number is of those who were counted wrongly: "four of the wounded had been counted twice"."""
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    verb = top.head if top.dep_ in {"nsubj", "nsubjpass", "dobj"} else top
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in {*listed("recording"), "include", "list"}:
        return False
    links = (p for c in verb.children if c.dep_ in {"prep", "agent"} for p in c.children)
    near = (t for t in (*verb.children, *links) if t.i > verb.i - NEAR)  # "twice, the clinic recorded 12 dead"
    return any(t.lower_ in listed("miscounted") for t in near)


def _inflicted(on: Any) -> Any | None:
    """Give the verb of "inflicted harm on some 200 civilians", or None."""
    verb = on.head if on.head.pos_ == "VERB" else on.head.head
    what = child(verb, "dobj") if verb.lemma_ == "inflict" else None
    return verb if what is not None and what.lemma_.lower() in {"harm", "injury", "wound", "casualty"} else None


def _said_of(noun: Any, verb: Any) -> tuple[Any, Measure] | None:
    """Read "two men are said to have been killed" and "to have died"."""
    told = noun.dep_ in SUBJECTS and (
        verb.lemma_.lower() in lexicon("acting")["real_infinitives"] or (verb.lemma_ == "fear" and verb.tag_ == "VBN")
    )
    below = child(verb, "xcomp") if told else None
    if below is None:
        return None
    if passive(below):
        return _of_verb(noun, below)
    name = table("of_subject").get(below.lemma_.lower())
    return (below, Measure(name)) if name is not None else None


def _left(noun: Any, verb: Any) -> tuple[Any, Measure] | None:
    """Read "shot dead four people" and "left 12 people wounded"."""
    state = child(verb, "acomp", "oprd") if noun.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB" else None
    some = is_people(noun) or noun.like_num  # "shot dead 30 of them"
    name = table("states").get(state.lower_) if state is not None and some else None
    return (verb, Measure(name)) if name is not None else None


def _of_wounds(noun: Any, verb: Any) -> tuple[Any, Measure] | None:
    """Read "treated nine people with bullet wounds"."""
    if verb.lemma_.lower() != "treat" or noun.dep_ not in {"dobj", "nsubjpass"} or not is_people(noun):
        return None
    links = [c for t in (verb, noun) for c in t.children if c.lower_ in {"with", "for"}]
    told = any(p.lemma_.lower() in listed("ailments") for c in links for p in c.children)
    return (verb, Measure.INJURED) if told else None


def _of_verb(noun: Any, verb: Any) -> tuple[Any, Measure] | None:
    objects, lemma = table("of_object"), verb.lemma_.lower()
    if noun.dep_ in {"dobj", "nsubjpass"} or (noun.dep_ == "nsubj" and lemma in objects and passive(verb)):
        if either(verb):
            return verb, Measure.OTHER
        for one in (verb, *(_shared(verb) if noun.dep_ != "dobj" else ())):
            if (name := objects.get(_with_particle(one))) is not None and _plausible(one, noun):
                return one, Measure(name)
    if noun.dep_ in SUBJECTS and (name := table("of_subject").get(lemma) or _hurt(noun, verb)) is not None:
        return verb, Measure(name)
    harming = lemma in listed("harming") and (lemma != "affect" or _can_harm(child(verb, "nsubj")))
    if harming and noun.dep_ in {"dobj", "nsubjpass"} and is_people(after(noun, "of") or noun):
        return verb, Measure.OTHER
    lost = lemma in listed("lost") and is_people(noun)
    if noun.dep_ == "dobj" and (lost or (lemma in listed("lives") and _counts_lives(noun))):
        return verb, Measure.KILLED
    gone = is_people(noun) and people_class(noun) != "combatant" and uprooted(verb)
    return (verb, Measure.DISPLACED) if gone else taken(noun, verb)


def _hurt(noun: Any, verb: Any) -> str | None:
    """Give the measure of people who came to wounds: "two sustained injuries", "35 suffered from asphyxiation"."""
    what = child(verb, "dobj") or after(verb, "from")
    people = is_people(noun) or noun.like_num or noun.lemma_.lower() in {"other", "one"}
    wounds = what is not None and what.lemma_.lower() in listed("wounds")
    bore = verb.lemma_.lower() in {"suffer", "sustain", "receive", "incur"} and noun.dep_ == "nsubj"
    return Measure.INJURED.value if people and wounds and bore else None


def _shared(verb: Any) -> list[Any]:
    """Give the verbs that share a verb's subject; "ten were attacked and two guards were killed" kills no ten."""
    joined = (c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")
    return [c for c in joined if child(c, "nsubj", "nsubjpass", "expl") is None]


def _can_harm(subject: Any | None) -> bool:
    """Say whether what affects people harms them: an act, a weapon, gas or smoke, and not a new law or a transfer."""
    if subject is None:
        return True
    lemma = subject.lemma_.lower()
    return lemma in _harmful() or lemma in listed("harmful") or weapon_row(subject) is not None


@cache
def _harmful() -> frozenset[str]:
    """Give the nouns of acts that harm people."""
    kinds = {"bombardment", "explosion", "chemical", "fighting", "killing", "destruction", "siege"}
    return frozenset(noun for row in lexicon("act_types") if row["family"] in kinds for noun in row["nouns"])


def either(verb: Any) -> bool:
    """Say whether a verb is one of several that each count something else of the same people: "wounded or detained"."""
    first = verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else verb
    joined = [first, *(c for c in first.children if c.dep_ == "conj")]
    named = {table("of_object").get(_with_particle(t)) for t in joined}
    return len(named - {None}) > 1 and any(c.dep_ == "cc" and c.lower_ == "or" for t in joined for c in t.children)


def _with_particle(verb: Any) -> str:
    """Give a verb's lemma, with its particle where the two are one word for what is done ("round up")."""
    lemma, particle = str(verb.lemma_.lower()), child(verb, "prt", "advmod")
    both = f"{lemma} {particle.lower_}" if particle is not None else lemma
    return both if both in table("of_object") else lemma


def _beside(preposition: Any) -> bool:
    """Say whether "with" is "along with" or "together with"."""
    return preposition.i > 0 and preposition.doc[preposition.i - 1].lower_ in {"along", "together"}


def taken(noun: Any, verb: Any) -> tuple[Any, Measure] | None:
    """Read "lost their lives", "took 20 prisoners" and "were taken hostage"."""
    what = child(verb, "dobj", "oprd", "attr", "xcomp", "acomp", "advmod")
    if noun.dep_ == "nsubj" and verb.lemma_ == "lose" and what is not None and what.lemma_ == "life":
        return verb, Measure.KILLED
    held = noun if noun.dep_ == "dobj" else what
    captive = held is not None and any(t.lemma_ in _CAPTIVES for t in (held, *held.children, *verb.children))
    captive = captive or (verb.lemma_ == "take" and is_people(noun) and _led_off(noun, verb))
    return (verb, Measure.DETAINED) if verb.lemma_ in {"take", "hold"} and captive else None


def _led_off(noun: Any, verb: Any) -> bool:
    """Say whether people are taken by somebody who keeps them: "12 men were taken from their homes", "into custody".

    Where they are taken to, or out of, may be help: "taken to hospital", "taken from the rubble".
    """
    whither, whence = after(verb, "to", "into", "inside"), after(verb, "from", "out")
    if whither is not None:
        return whither.lemma_.lower() in listed("custody")
    saved = whence is not None and whence.lemma_.lower() in listed("saved_from")
    ill = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in {"ill", "sick", "unwell", "aback"}
    led = passive(verb) or (whence is not None and _captor(child(verb, "nsubj")))
    return led and not (saved or ill) and noun.dep_ in {"dobj", "nsubjpass", "nsubj"}


def _captor(noun: Any | None) -> bool:
    """Say whether who takes people away may keep them: armed people, a body of the state, or "they"."""
    if noun is None or noun.lower_ == "they":
        return noun is not None
    armed = kind_of_noun(noun.lower_) in {AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY}
    return armed or people_class(noun) == "combatant"


def _counts_lives(noun: Any) -> bool:
    """Say whether an object is "lives", or the number before "of lives"."""
    inner = after(noun, "of")
    return noun.lemma_.lower() == "life" or (inner is not None and inner.lemma_.lower() == "life")


def _plausible(verb: Any, noun: Any) -> bool:
    """Refuse "held talks", "captured two hills": a verb that also takes things counts only people."""
    if verb.lemma_ == "eliminate" and not is_people(noun):
        return False  # "eliminated three posts"
    # "12 soldiers were killed and four captured"
    shared = verb.dep_ == "conj" and noun.like_num and noun.dep_.startswith("nsubj")
    return verb.lemma_ not in {"hold", "capture", "evacuate", "hurt", "bury"} or is_people(noun) or shared


def buried_alive(verb: Any) -> bool:
    """Say whether people are buried under what fell on them: who is may be dug out."""
    over = after(verb, "under", "beneath", "underneath", "below", "in", "by")
    return verb.lemma_.lower() == "bury" and over is not None and over.lemma_.lower() in listed("saved_from")


def _reduced(noun: Any) -> tuple[Any, Measure] | None:
    """Find the participle or relative clause that says what became of a noun: "the 30 men killed"."""
    for one in noun.children:
        if one.dep_ not in {"acl", "relcl"} or one.i < noun.i:
            continue
        lemma = one.lemma_.lower()
        if one.dep_ == "acl" and child(one, "mark", "nsubjpass") is not None:
            continue  # "no evidence that 60 people were killed"
        if buried_alive(one):
            continue
        if (name := table("of_object").get(lemma)) is not None and passive(one):
            return one, Measure(name)
        if one.dep_ == "relcl" and (name := table("of_subject").get(lemma)) is not None:
            return one, Measure(name)
        done = told_of(one)  # "203 fighters the army said it had killed"
        if done is not None and (name := table("of_object").get(done.lemma_.lower())) is not None:
            return done, Measure(name)
    return None
