"""What a number counts people or things as: the words around it that say killed, injured, missing …"""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.agents import kind_of_noun
from counterclaim.extract.slots.clauses import after, child
from counterclaim.extract.slots.parties import is_people, people_class
from counterclaim.extract.slots.roles import passive
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind, Measure

NOUNS = frozenset({"NOUN", "PROPN"})
_FEARED = frozenset({"feared", "reported", "believed", "presumed", "confirmed", "still", "reportedly", "now"})
RISING = frozenset(
    {
        "rise",
        "reach",
        "stand",
        "climb",
        "exceed",
        "top",
        "pass",
        "hit",
        "be",
        "increase",
        "put",
        "go",
        "grow",
        "jump",
        "fall",
        "drop",
        "number",
        "revise",
        "correct",
        "raise",
        "lower",
        "update",
    }
)
#: Verbs by which a number becomes another one, and how far above the number they stand.
_CHANGING = frozenset({"rise", "climb", "grow", "jump", "go", "fall", "drop", "increase"})
CHANGE_REACH = 4
_OTHERS = frozenset({"more", "others"})
_CAPTIVES = frozenset({"prisoner", "hostage", "captive"})


#: What stands for a toll told before.
_TOLD = frozenset({"it", "this", "that"})

#: Nouns of a figure that somebody keeps.
KEPT = frozenset((*lexicon("measures")["figures"], *lexicon("measures")["toll"]))


@cache
def _table(kind: str) -> dict[str, str]:
    entries = lexicon("measures")
    return {w: name for name, row in entries.items() if isinstance(row, dict) for w in row[kind]}


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon("measures")[name])


def measured(noun: Any, span: Any) -> tuple[Any, Measure] | None:
    """Give the token that says what is counted, and the measure, or None.

    In order: a state beside the noun ("12 dead", "30 people missing"); the noun itself ("45 bodies"); a noun before
    "of" ("the murder of six priests", "a death toll of 45"); the verb it is object or subject of ("killed 12").
    """
    if partitive(noun, span) and (found := _verb_measure(_top(noun)) or _verb_measure(noun)) is not None:
        return found  # "four of the wounded died"
    if (found := state(noun, span)) is not None:
        # "Six injured villagers died": what became of them is said after.
        return found if found[0].i > noun.i else _verb_measure(_top(noun)) or found
    if (found := _among(_top(noun))) is not None:
        return found
    lemma = noun.lemma_.lower()
    if (name := _table("nouns").get(noun.lower_) or _table("nouns").get(lemma)) is not None:
        return noun, Measure(name)
    if lemma in _list("casualties") and not _verb_measure(_top(noun)):
        return noun, Measure.OTHER
    return (
        _after_of(_top(noun)) or _verb_measure(_top(noun)) or _toll(_top(noun)) or _verb_measure(noun) or _linear(noun)
    )


def names_measure(noun: Any) -> bool:
    """Say whether a noun counts by itself: "deaths", "injuries", "arrests"."""
    return noun.lower_ in _table("nouns") or noun.lemma_.lower() in _table("nouns")


def partitive(noun: Any, span: Any) -> bool:
    """Say whether a number counts some of those whose state its noun tells: "four of the wounded"."""
    between = [t.lower_ for t in noun.doc[span.end : noun.i]]
    known_one = between[:1] == ["of"] and bool({"the", "those", "these"} & set(between))
    return known_one and (noun.lower_ in _table("states") or noun.lower_ in _table("nouns"))


def some_of_them(noun: Any) -> bool:
    """Say whether a number tells of the state some of the dead are in: "five bodies remained unidentified"."""
    listed = noun.lower_ in _table("nouns") or noun.lemma_.lower() in _table("nouns")
    verb = noun.head
    if not listed or noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    near = [verb, *(c for c in verb.children if c.dep_ in {"xcomp", "acomp", "oprd", "attr"})]
    return any(t.lemma_.lower() in _list("of_some") or t.lower_ in _list("of_some") for t in near)


def figure(number: Any) -> Any | None:
    """Give the noun of a figure whose size a number is ("put the count at 36", "the figure rose to 15"), or None."""
    raised = number.dep_ == "pobj" and number.head.lower_ in {"at", "to"}
    verb = number.head.head if raised else None
    if verb is None or verb.lemma_ not in RISING | {"place", "estimate", *_list("revising")}:
        return None
    said = child(verb, "dobj") or child(verb, "nsubj", "nsubjpass")
    means = said is not None and (said.lemma_.lower() in _list("figures") or stands_for_toll(said))
    return said if means else None


def stands_for_toll(noun: Any) -> bool:
    """Say whether "it" means the toll told before: "lowered it to 29", a plain number and nothing counted by it."""
    verb = noun.head
    if noun.lower_ not in _TOLD or noun.dep_ != "dobj" or verb.lemma_.lower() not in _list("revising"):
        return False
    to = after(verb, "to")
    return to is not None and to.like_num and not to.ent_type_.startswith(("MONEY", "PERCENT", "DATE", "TIME"))


def changes_toll(verb: Any) -> bool:
    """Say whether a verb tells that a toll became another: "revised the number of dead", "the count rose"."""
    lemma = verb.lemma_.lower()
    noun = child(verb, "dobj", "nsubjpass") if lemma in _list("revising") else child(verb, "nsubj")
    if noun is None or lemma not in {*_CHANGING, *_list("revising")}:
        return False
    return noun.lemma_.lower() in KEPT or stands_for_toll(noun)


def revises(number: Any) -> bool:
    """Say whether a number is what a toll is said to have changed to: "revised it to 31", "had risen to 31"."""
    if number.dep_ != "pobj" or number.head.lower_ != "to":
        return False
    above = list(number.ancestors)[:CHANGE_REACH]
    return any(t.lemma_.lower() in _CHANGING or t.lemma_.lower() in _list("revising") for t in above)


def among_those(noun: Any) -> bool:
    """Say whether a number counts some of those told of: "two nurses were among the injured"."""
    noun = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    verb = noun.head
    among = after(verb, "among") if noun.dep_ in {"nsubj", "attr"} and verb.lemma_ == "be" else None
    return among is not None and any(c.lower_ in {"the", "those"} for c in among.children)


def of_wounds(trigger: Any) -> bool:
    """Say whether a verb tells who died later, of what was done before: "six died of their wounds"."""
    noun = after(trigger, "of", "from")
    return noun is not None and noun.lemma_.lower() in {"wound", "injury"}


def _top(noun: Any) -> Any:
    """Climb from a counted noun to the head of its phrase: out of "dozens of", coordination and apposition."""
    for _ in range(6):
        head = noun.head
        chained = noun.dep_ == "pobj" and head.lower_ == "of" and _is_number(head.head)
        if chained:
            noun = head.head
        elif noun.dep_ in {"conj", "appos"} and head.pos_ in {*NOUNS, "NUM"} and noun.pos_ not in {"VERB", "AUX"}:
            noun = head
        else:
            return noun
    return noun


def _is_number(token: Any) -> bool:
    low = token.lower_
    many = low in {
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "tens",
        "%",
        "percent",
        "most",
        "half",
        "group",
        "total",
    }
    return (
        many or token.pos_ == "NUM" or token.ent_type_ in {"CARDINAL", "PERCENT"} or token.lemma_ in {"number", "group"}
    )


def state(noun: Any, span: Any) -> tuple[Any, Measure] | None:
    """Find "dead", "wounded" or "missing" right after a number's noun or between the two."""
    doc = noun.doc
    low, high = span.end, max(noun.i, span.end - 1) + 3
    high += low < len(doc) and doc[low].lower_ in _OTHERS  # "20 more were hurt"
    for t in doc[low : min(high, len(doc))]:
        if t.lemma_ == "be" or t.lower_ in _FEARED:
            continue
        if t.text in {",", ";", ".", ":", "("} or t.pos_ in {"CCONJ", "ADP", "AUX", "SCONJ"}:
            return None
        name = _table("states").get(t.lower_)
        if name is not None and not (t.pos_ == "VERB" and child(t, "dobj") is not None):
            return t, Measure(name)
        if t.pos_ == "VERB":
            return _left_so(t)
    return None


def _left_so(verb: Any) -> tuple[Any, Measure] | None:
    """Find the state that a passive verb brings about or tells of: "were shot dead", "was found dead"."""
    after_it = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    name = _table("states").get(after_it.lower_) if after_it is not None and verb.tag_ in {"VBN", "VBD"} else None
    return (after_it, Measure(name)) if name is not None else None


def _among(noun: Any) -> tuple[Any, Measure] | None:
    """Find whom "among the dead were two children" counts."""
    verb = noun.head
    listed = noun.dep_ == "dobj" and verb.lemma_ == "include"
    if not (listed or noun.dep_ in {"attr", "nsubj"}) or verb.lemma_ not in {"be", "include"}:
        return None
    among = after(verb, "among") if verb.lemma_ == "be" else child(verb, "nsubj")
    if among is None or among.i == noun.i:
        return None
    name = _table("states").get(among.lower_) or _table("nouns").get(among.lower_)
    if name is None and among.lemma_ in {"victim", "casualty"}:
        name = Measure.KILLED.value if among.lemma_ == "victim" else None
    return (among, Measure(name)) if name is not None else None


def _after_of(noun: Any) -> tuple[Any, Measure] | None:
    """Find the noun before "of": "the bodies of 45 people", "the arrest of 12 men", "a toll of 45"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    if noun.head.head.lemma_ == "life" and noun.head.head.head.lemma_ in _list("lives"):
        return noun.head.head.head, Measure.KILLED
    for head in (noun.head.head, *(c for c in noun.head.head.children if c.dep_ == "conj")):
        name = _table("nouns").get(head.lemma_.lower())
        if name is not None:
            return head, Measure(name)
    return _toll_of(noun.head.head)


def _toll(noun: Any) -> tuple[Any, Measure] | None:
    """Find the toll whose size a number is: "the death toll rose to 45", "put the number of dead at 30"."""
    # "Rose from 9 to 12" may hang 12 on "from"; the 9 of "rose to 12 from 9" is no toll.
    raised = noun.head.lower_ in {"to", "at"} or (noun.i > 0 and noun.nbor(-1).lower_ == "to")
    under = noun.head.head if noun.dep_ == "pobj" and raised else noun.head
    if under.lemma_ not in RISING and not raised:
        return None
    for t in reversed(noun.doc[: noun.i]):
        if t.lemma_ == "number":
            return _number_of(t, noun.i)
        if (found := _toll_of(t)) is not None:
            return found
    return None


def _toll_of(token: Any) -> tuple[Any, Measure] | None:
    if token.lemma_.lower() not in _list("toll"):
        return None
    before = {c.lemma_.lower() for c in token.children}
    return token, Measure.OTHER if before & {"casualty", "injury"} else Measure.KILLED


def _number_of(token: Any, end: int) -> tuple[Any, Measure] | None:
    """Read "the number of dead": the noun after "of" says what is counted."""
    for one in token.doc[token.i + 1 : end]:
        name = _table("states").get(one.lower_) or _table("nouns").get(one.lemma_.lower())
        if name is not None:
            return one, Measure(name)
    return None


def _verb_measure(noun: Any) -> tuple[Any, Measure] | None:
    """Find the verb that a counted noun is the object or the subject of; an actor is never counted."""
    verb = noun.head
    if verb.lower_ == "with" and verb.head.pos_ == "VERB" and _beside(verb):
        name = _table("of_object").get(verb.head.lemma_) if passive(verb.head) else None
        name = name or _table("of_subject").get(verb.head.lemma_)
        return (verb.head, Measure(name)) if name is not None else None
    found = _of_verb(noun, verb) if verb.pos_ in {"VERB", "ADJ"} else None
    return found or _reduced(noun)


def _of_verb(noun: Any, verb: Any) -> tuple[Any, Measure] | None:
    objects, lemma = _table("of_object"), verb.lemma_.lower()
    if noun.dep_ in {"dobj", "nsubjpass"} or (noun.dep_ == "nsubj" and lemma in objects and passive(verb)):
        for one in (verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and noun.dep_ != "dobj")):
            if (name := objects.get(_with_particle(one))) is not None and _plausible(one, noun):
                return one, Measure(name)
    if noun.dep_ in {"nsubj", "nsubjpass"} and (name := _table("of_subject").get(lemma)) is not None:
        return verb, Measure(name)
    if lemma in _list("harming") and noun.dep_ in {"dobj", "nsubjpass"} and is_people(noun):
        return verb, Measure.OTHER
    lost = lemma in _list("lost") and is_people(noun)
    if noun.dep_ == "dobj" and (lost or (lemma in _list("lives") and _counts_lives(noun))):
        return verb, Measure.KILLED
    return _taken(noun, verb)


def _with_particle(verb: Any) -> str:
    """Give a verb's lemma, with its particle where the two are one word for what is done ("round up")."""
    lemma, particle = str(verb.lemma_.lower()), child(verb, "prt", "advmod")
    both = f"{lemma} {particle.lower_}" if particle is not None else lemma
    return both if both in _table("of_object") else lemma


def _beside(preposition: Any) -> bool:
    """Say whether "with" is "along with" or "together with"."""
    return preposition.i > 0 and preposition.doc[preposition.i - 1].lower_ in {"along", "together"}


def _taken(noun: Any, verb: Any) -> tuple[Any, Measure] | None:
    """Read "lost their lives", "took 20 prisoners" and "were taken hostage"."""
    what = child(verb, "dobj", "oprd", "attr", "xcomp", "acomp", "advmod")
    if noun.dep_ == "nsubj" and verb.lemma_ == "lose" and what is not None and what.lemma_ == "life":
        return verb, Measure.KILLED
    held = noun if noun.dep_ == "dobj" else what
    captive = held is not None and (held.lemma_ in _CAPTIVES or any(t.lemma_ in _CAPTIVES for t in held.children))
    captive = captive or (verb.lemma_ == "take" and is_people(noun) and _led_off(noun, verb))
    return (verb, Measure.DETAINED) if verb.lemma_ in {"take", "hold"} and captive else None


def _led_off(noun: Any, verb: Any) -> bool:
    """Say whether people are taken by somebody who keeps them: "12 men were taken from their homes", "into custody".

    Where they are taken to, or out of, may be help: "taken to hospital", "taken from the rubble".
    """
    whither, whence = after(verb, "to", "into", "inside"), after(verb, "from", "out")
    if whither is not None:
        return whither.lemma_.lower() in _list("custody")
    saved = whence is not None and whence.lemma_.lower() in _list("saved_from")
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


def _linear(noun: Any) -> tuple[Any, Measure] | None:
    """Find the verb right after a counted noun, where the parse has lost it: "47 persons have died"."""
    if not is_people(noun):
        return None
    been = False
    for t in noun.doc[noun.i + 1 : noun.i + 6]:
        been = been or t.lower_ in {"was", "were", "been", "being", "are", "is"}
        lemma = t.lemma_.lower()
        if t.pos_ == "VERB":
            name = _table("of_subject").get(lemma) or (_table("of_object").get(lemma) if been else None)
            return (t, Measure(name)) if name is not None else None
        if t.pos_ not in {"AUX", "ADV", "SPACE"}:
            return None
    return None


def _plausible(verb: Any, noun: Any) -> bool:
    """Refuse "held talks", "captured two hills": a verb that also takes things counts only people."""
    return verb.lemma_ not in {"hold", "capture", "evacuate", "hurt", "bury"} or is_people(noun)


def _reduced(noun: Any) -> tuple[Any, Measure] | None:
    """Find the participle or relative clause that says what became of a noun: "the 30 men killed"."""
    for one in noun.children:
        if one.dep_ not in {"acl", "relcl"} or one.i < noun.i:
            continue
        lemma = one.lemma_.lower()
        if (name := _table("of_object").get(lemma)) is not None and passive(one):
            return one, Measure(name)
        if one.dep_ == "relcl" and (name := _table("of_subject").get(lemma)) is not None:
            return one, Measure(name)
    return None
