"""Which answers to one question cannot both be so: numbers, names of a doer, words that exclude each other."""

from __future__ import annotations

from functools import cache

from counterclaim.exclusive import incompatible, none_of
from counterclaim.lexicons import lexicon
from counterclaim.offices import office_of
from counterclaim.records.claim import PART
from counterclaim.records.judgement import Answer
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, VictimClass
from counterclaim.settings import Settings
from counterclaim.weigh import numbers

#: How many strokes a group of numbers has that counts the event: of what measure, whom, in what unit, of which side.
LAST = 3


def clash(aspect: Aspect, a: Answer, b: Answer, settings: Settings) -> bool:
    """Say whether two answers to a question on one aspect cannot both be so."""
    table = lexicon("questions")
    if aspect.value in table["exclusive"]:
        # "Troops" is no rival to a named army: only answers that name somebody exclude one another.
        if b.id in a.together or a.id in b.together:
            return False
        if aspect is Aspect.PERPETRATOR and (names_no_doer(a.value) or names_no_doer(b.value)):
            return _of_two_sides(a.value, b.value) or _of_two_sides(b.value, a.value)
        return not (names_nobody(a.value) or names_nobody(b.value))
    if aspect is Aspect.COUNT and a.range is not None and b.range is not None:
        if none_of(a, b) or none_of(b, a) or _more_of(a, b, settings) or _more_of(b, a, settings):
            return True
        # Two parts of a toll are of other people each: "five were nurses", "nine were named".
        return (
            a.group == b.group
            and PART not in a.group
            and numbers.radius([a.range, b.range]) > settings.admit_round_share / 2
        )
    return incompatible(aspect, a.value, b.value)


def _more_of(some: Answer, every: Answer, settings: Settings) -> bool:
    """Say whether one number counts more of a class than another counts in all: 34 civilians of 19 people."""
    (measure, who, unit, *_), (other, whom, people, *_) = (f"{a.group}||".split("|") for a in (some, every))
    if some.range is None or every.range is None or not some.range.low or every.range.high is None:
        return False
    # Of another area or period, or of a side, the two need not be of the same dead.
    alone = all(a.group.count("|") <= LAST and a.group.endswith("|") for a in (some, every))
    alike = (measure, unit) == (other, people) and PART not in unit and unit != "percent"
    nobody = {"", VictimClass.UNKNOWN.value}
    more = some.range.low > every.range.high
    wide = numbers.radius([some.range, every.range]) > settings.admit_round_share / 2
    return alone and alike and who not in nobody and whom in nobody and more and wide


@cache
def _general() -> frozenset[str]:
    victims, means = lexicon("victims"), lexicon("voice_roles")["not_a_party"]
    state = lexicon("voice_roles")["state_words"]
    people = (*lexicon("happenings")["general"], *victims["combatant"], *victims.get("people", ()))
    return frozenset((*people, *(w for w in means if w not in state)))


def names_nobody(value: str) -> bool:
    """Say whether an answer names a kind of people only ("troops", "gunmen")."""
    general = _general()
    return all(word in general or word.removesuffix("s") in general for word in value.lower().split())


def names_no_doer(value: str) -> bool:
    """Say whether an answer to who did it names a kind of people or one side only ("rebels", "opposition fighters")."""
    sides = {*lexicon("voice_roles")["against_the_state"], *lexicon("voice_roles")["side_words"]}
    return names_nobody(" ".join(w for w in value.lower().replace("-", " ").split() if w not in sides))


def can_mean(words: str, body: str) -> bool:
    """Say whether words for those who fight ("rebels") can mean a named body: one that fights, and is no state's.

    Words for a thing that flies or explodes mean no body, and a name in small letters is none.
    """
    told = {form for w in words.lower().replace("-", " ").split() for form in (w, w.removesuffix("s"))}
    people = {*lexicon("voice_roles")["against_the_state"], *lexicon("victims")["combatant"]}
    if told.isdisjoint(people) or body == body.lower() or office_of(body) is not None:
        return False
    name = normal_name(body)
    return name in _fighting() or not set(lexicon("voice_roles")["armed_bodies"]).isdisjoint(name.split())


@cache
def _fighting() -> frozenset[str]:
    """Give the names of known bodies that fight."""
    return frozenset(normal_name(form) for line in lexicon("agents")["armed_actor"] for form in line.split("|"))


def _of_two_sides(state: str, others: str) -> bool:
    """Say whether one answer is a body of a state and the other words for those who fight it: "army" and "rebels"."""
    against = not {*others.lower().split()}.isdisjoint(lexicon("voice_roles")["against_the_state"])
    return against and names_no_doer(others) and office_of(state) is not None
