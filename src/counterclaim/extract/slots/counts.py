"""Counts: numbers with what they count, of whom, and whether of people or of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, after, child, nobody, of_none
from counterclaim.extract.named.nouns import is_people, people_class, vague
from counterclaim.extract.named.one_more import beside_one, of_them, with_others
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import asset_of
from counterclaim.extract.slots.aged import age
from counterclaim.extract.slots.counting_verbs import miscounted, verb_measure
from counterclaim.extract.slots.harmed import elsewhere, ill
from counterclaim.extract.slots.joined_counts import counts_on
from counterclaim.extract.slots.measuring import (
    NOUNS,
    RISING,
    among_those,
    figure,
    given_anew,
    measured,
    of_figure,
    of_share,
    of_told,
    of_wounds,
    partitive,
    put_right,
    revises,
    some_of_them,
    state,
)
from counterclaim.extract.slots.measuring import (
    counted as figure_of,
)
from counterclaim.extract.slots.reality import unreal
from counterclaim.extract.slots.victim_classes import class_of_all, classes_of
from counterclaim.extract.words.changed import came_from, former, from_to
from counterclaim.extract.words.gazetteer import nations
from counterclaim.extract.words.numbers import Quantity, quantities
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import Measure, VictimClass

THINGS = frozenset({Measure.DESTROYED, Measure.DAMAGED})
_LATER = re.compile(r"\b(?:then|later|finally|again|eventually|afterwards)\b", re.IGNORECASE)
#: Words between a number and one that counts a part of it.
_WITHIN = re.compile(r"\b(including|among them|among whom|of them|of whom)\b", re.IGNORECASE)
_ITEM = re.compile(r"\W*\d{1,2}[.)]$")
_AND = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:and|,)\s*", re.IGNORECASE)
_UNITS = frozenset(
    {"kilometre", "kilometer", "km", "metre", "meter", "mile", "hour", "minute", "day", "week", "month", "year"}
    | {"hectare", "ton", "tonne", "yard", "time", "point", "vote", "age", "occasion", "side", "front", "place", "case"}
    | {"dollar"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One number: the quantity, the noun counted, the word that says so, the measure and whom it counts.

    `part` says that it counts some of those that another number counts, `later` that they died later, `replaced` that
    its own words put another number in its place, `revises` that it is what a toll is said to have changed to,
    `refused` that its words say that it is another number ("13, not 16").
    """

    quantity: Quantity
    noun: Any
    trigger: Any
    measure: Measure
    victims: VictimClass
    unit: str
    range: NumberRange
    part: bool = False
    later: bool = False
    replaced: bool = False
    revises: bool = False
    refused: bool = False


def counts(sentence: Sentence) -> Iterator[Count]:
    """Give the counts of a sentence; dates, shares of nothing, ages and distances are not counts of people.

    Of a toll that goes up or down by steps ("to 31, and on Thursday to 29") all numbers but the last are replaced.
    """
    found = list(_each(sentence))
    for one, following in zip_longest(found, found[1:]):
        yield replace(one, replaced=True) if following is not None and _step(one, following, sentence) else one
        if one.revises and (old := former(one.quantity, sentence.plain, [c.quantity for c in found])) is not None:
            yield replace(one, quantity=old, range=old.range, replaced=True)


def _step(one: Count, following: Count, sentence: Sentence) -> bool:
    """Say whether the next number of a sentence is what a toll was changed to later."""
    alike = one.revises and following.revises and (one.measure, one.trigger) == (following.measure, following.trigger)
    changed = following.revises and one.measure is following.measure
    if changed and from_to(one.quantity, following.quantity, sentence.plain):
        return True  # "lowered its toll from 15 dead to 13"
    low, high = one.quantity.end, following.quantity.start
    dated = any(low <= w.start and w.end <= high for w in sentence.when)
    return alike and (dated or _LATER.search(sentence.plain, low, high) is not None)


def _each(sentence: Sentence) -> Iterator[Count]:
    """Give the counts of a sentence one by one, as its words stand."""
    doc, taken = sentence.doc, [(w.start, w.end) for w in sentence.when]
    last: Count | None = None
    waiting: tuple[Quantity, Any] | None = None
    for said in quantities(sentence.plain):
        span = doc.char_span(said.start, said.end, alignment_mode="expand")
        if _ITEM.match(sentence.plain, 0, said.end + 1):
            continue  # the number of an item in a list
        if any(said.start < b and a < said.end for a, b in taken) or span is None or sentence.hidden(span.root):
            continue
        if age(span) or (of_share(span) and not _told_there(span)):
            continue
        toll = last is not None and last.noun.like_num and not last.replaced and not last.part
        if last is not None and toll and came_from(last.quantity, said, sentence.plain):
            yield replace(last, quantity=said, range=said.range, replaced=True)
            continue
        quantity = _risen(said, span)
        refused = _refused(said, span)
        noun = _noun(quantity, span, refused)
        if noun is None or (noun.lemma_.lower() in _UNITS and not ill(noun)) or _of_time_or_money(noun, span):
            continue
        part = last is not None and _included(noun, last.noun)
        hit = _hit(noun, span, sentence, last if part else None) or _alike(noun, last, refused)
        if hit is None or unreal(hit[0]):
            waiting = (quantity, noun) if hit is None and is_people(noun) else None
            continue
        first = _count(*waiting, *hit) if waiting is not None and _joined(waiting[1], quantity) else None
        if first is not None:
            yield first
        waiting = None
        for measure in (
            (Measure.KILLED, Measure.INJURED) if hit[1] is Measure.OTHER and quantity.range.high == 0 else (hit[1],)
        ):
            made = _count(quantity, noun, hit[0], measure)
            if made is not None:
                alike = part and quantity.unit is None and _same(made, last)
                share = partitive(noun, span) or of_wounds(made.trigger) or among_those(noun) or some_of_them(noun)
                share = share or _peoples_of(noun) or of_them(noun, span)
                some = (share or of_told(noun, span)) and made.victims is VictimClass.UNKNOWN
                late = of_wounds(made.trigger) or (partitive(noun, span) and made.trigger.pos_ == "VERB")
                some = some or (quantity.unit is None and (_of_those_told(made, said) or beside_one(noun)))
                made = replace(made, part=alike or some, later=late, revises=revises(noun), refused=refused)
                made = replace(made, victims=last.victims) if last is not None and _of_those(made, last) else made
                sentence.memory.counting(made.measure, first=last is None)
                last = last if part or (refused and last is not None) else made
                yield made
                if quantity is not said and said.words.lower().startswith("from"):
                    yield replace(made, range=NumberRange(said.range.low, said.range.low), replaced=True)


def _of_those(made: Count, last: Count) -> bool:
    """Say whether a number alone is of those counted before it."""
    fighters = (made.victims, last.victims) == (VictimClass.UNKNOWN, VictimClass.COMBATANT)
    return made.noun.like_num and (made.refused or (fighters and counts_on(made.noun, made.trigger, last.trigger)))


def _noun(quantity: Quantity, span: Any, refused: bool) -> Any | None:
    """Give the noun that a number counts, None where it counts nothing; for one refused, at worst the number itself."""
    if elsewhere(span[-1]):
        return span[-1]
    noun = counted(span.doc, span) if not _idle(quantity, span) else None
    noun = noun if noun is None or not miscounted(noun) else None
    # "On 3 May, not sixteen": the parse may hang the number on the day.
    return span.root if refused and (noun is None or noun.i < span.start) else noun


def _of_time_or_money(noun: Any, span: Any) -> bool:
    """Say whether a noun is of a time or a sum; a plain number that is a toll is none ("the toll was 14, not 17")."""
    other = noun.ent_type_ in {"DATE", "TIME", "MONEY"}
    plain = noun.like_num and noun.i < span.end
    return other and not (
        plain and (elsewhere(noun) or measured(noun, span) is not None or given_anew(noun) or put_right(noun))
    )


def _hit(noun: Any, span: Any, sentence: Sentence, whole: Count | None) -> tuple[Any, Measure] | None:
    """Give what says what a number counts; a part of `whole` counts the same unless its own words say otherwise.

    "Arrested 50 and killed 30 of them" counts 30 killed.
    """
    if whole is not None:
        own = verb_measure(noun) if noun.like_num else None
        return state(noun, span) or own or (whole.trigger, whole.measure)
    told = (noun.head, sentence.memory.measure) if of_told(noun, span) and sentence.memory.measure else None
    return measured(noun, span) or _figure(noun, sentence) or told


def _same(one: Count, other: Count | None) -> bool:
    """Say whether two counts are of the same kind, so that the one is a part of the other."""
    return other is not None and (one.measure, one.victims) == (other.measure, other.victims)


def _told_there(span: Any) -> bool:
    """Say whether what a share is of is told with it: "four of the 12 people killed"."""
    noun = counted(span.doc, span)
    return noun is not None and is_people(noun) and verb_measure(noun) is not None


def _of_those_told(made: Count, said: Quantity) -> bool:
    """Say whether a number is out of one that is told right after it: "three of the 12 soldiers killed"."""
    noun = made.noun
    whole = noun.dep_ == "pobj" and any(c.like_num and said.end <= c.idx < noun.idx for c in noun.children)
    same = verb_measure(made.noun) if whole else None
    return same is not None and same[1] is made.measure and class_of_all(made.noun) is made.victims


def _risen(quantity: Quantity, span: Any) -> Quantity:
    """Read "rose from 12 to 15", "rose by 3 to 15" and "revised it down from 12 to 9": the number is the later one."""
    last = span.doc[span.start - 1] if span.start else span[0]
    before = {last.lemma_, span[0].head.lemma_}
    raised = last.lower_ == "by" and any(t.lemma_ in RISING | {"cut"} for t in last.ancestors)
    if not raised and not (before & RISING and quantity.words.lower().startswith("from")):
        return quantity
    return replace(quantity, range=NumberRange(quantity.range.high, quantity.range.high))


def _alike(noun: Any, last: Count | None, refused: bool) -> tuple[Any, Measure] | None:
    """Read the second number of "400 dead fighters on one side and 188 among the army's troops", or of "13 were killed,
    not 16": it counts the same.
    """
    inner = after(noun, "among", "from")
    listed = noun.pos_ == "NUM" and inner is not None and people_class(inner) == "combatant"
    if last is not None and elsewhere(noun):
        return noun, last.measure
    same = listed or (refused and (noun.like_num or is_people(noun)))
    return (last.trigger, last.measure) if same and last is not None else None


def _refused(said: Quantity, span: Any) -> bool:
    """Say whether a number is named as the one that is not so: "not sixteen"; "not a few" is many."""
    before = [t.lower_ for t in span.doc[max(span.start - 2, 0) : span.start]]
    return (before[-1:] == ["not"] or before == ["not", "the"]) and said.range.low == said.range.high


def _idle(quantity: Quantity, span: Any) -> bool:
    """Say whether a quantity counts nothing: "many", an ordinal, a pronoun "one"."""
    words = quantity.words.lower().strip()
    following = span.doc[span.end : span.end + 2].text.lower()
    bodies = span.doc[span.end : span.end + 3].text.lower() == "of the bodies"
    if span.start > 1 and span.doc[span.start - 2 : span.start].text.lower() == "all but":
        return True  # "all but two of them children"
    told = span.doc[span.end + 2].head if bodies else None
    if told is not None and told.lemma_ != "be":
        return True  # "three of the bodies were dragged out": of so many as were told before
    if words == "all" and (bodies or following in {"of them", "of whom", "of these"}):
        return True  # "all of them women" says who they were, and not how many
    loose = words in vague() or span[-1].lower_ in {"one", "a", "first", "second", "half"}
    return loose and quantity.range.high != 0 and quantity.unit is None and not _whole_noun(span.doc, span)


def _joined(noun: Any, quantity: Quantity) -> bool:
    """Say whether only "and", a comma or a bracket stands between a counted noun and the next number."""
    return bool(_AND.fullmatch(noun.doc.text[noun.idx + len(noun.text) : quantity.start]))


def _whole_noun(doc: Any, span: Any) -> bool:
    """Say whether "one" counts a noun of people right after it ("one civilian"), and is no pronoun."""
    following = doc[span.end] if span.end < len(doc) else None
    return following is not None and span[-1].lower_ == "one" and (is_people(following) or following.pos_ == "ADJ")


def _count(quantity: Quantity, noun: Any, trigger: Any, measure: Measure) -> Count | None:
    asset = asset_of(noun)
    if quantity.range.high != 0 and of_none(noun, trigger):
        return None
    # "Four of the 12 people killed were children": the 12 were not.
    own = noun.dep_ == "pobj" and any(c.like_num and quantity.start <= c.idx < quantity.end for c in noun.children)
    being = (None if own else _being(noun, quantity.range.high == 0)) or of_figure(noun, trigger) or noun
    if quantity.unit == "percent" and len(set(classes_of(being))) > 1:
        return None  # "most of the dead were women and children": neither most women nor most children
    if quantity.unit == "percent" and measure is Measure.OTHER and being is noun:
        return None  # "which received most of the casualties" tells of no number of them
    if (measure in THINGS) != (asset is not None) and measure is not Measure.OTHER:
        return None
    victims = class_of_all(being)
    victims = _topic(noun) or victims if victims is VictimClass.UNKNOWN else victims
    share = quantity.unit if quantity.range.high != 0 else None  # "none of the officers" is a number of them
    unit = share or (asset.name if asset else "people")
    if measure is Measure.OTHER:
        unit = share or "casualties"
    whole = (
        with_others(quantity.range, noun, victims) if unit == "people" and quantity.range.high != 0 else quantity.range
    )
    return Count(
        quantity=quantity, noun=noun, trigger=trigger, measure=measure, victims=victims, unit=unit, range=whole
    )


def _being(noun: Any, none: bool) -> Any | None:
    """Give what some of the dead are said to have been: "two of the dead were children"; `none` of them, if so."""
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    verb = top.head
    said = child(verb, "attr") if top.dep_ == "nsubj" and verb.lemma_ == "be" else None
    if not none and (child(verb, "neg") is not None or nobody(top)):
        return None  # "none of the 14 dead was a fighter": of the fighters none, and the 14 are no fighters
    return said if said is not None and is_people(said) else None


def _topic(noun: Any) -> VictimClass | None:
    """Give whom "among the rebels there are 12 dead" and "as for the civilians, 5 died" are about, or None."""
    for token in noun.doc[: noun.i]:
        over = token.head.lower_ if token.dep_ == "pobj" else ""
        if over == "among" or (over == "for" and token.head.i > 0 and token.head.nbor(-1).lower_ == "as"):
            name = people_class(token)
            return VictimClass(name) if name is not None and name != "people" else None
    return None


def counted(doc: Any, span: Any) -> Any | None:
    """Give the noun that a number counts: the one it stands before or after "of", else the number itself."""
    # "Rose from 12 to 15": the preposition heads the words, the last number counts.
    root = span.root if span.root.pos_ != "ADP" else next((t for t in reversed(span) if t.like_num), span.root)
    following = [t for t in doc[span.end : span.end + 5] if not t.is_space]
    plain = bool(following) and following[0].lower_ in {"others", "people", "persons"}
    dated = root.head.ent_type_ in {"DATE", "TIME"} and root.head.i < span.start  # "on Monday 22 people died"
    dated = dated and root.head.pos_ != "ADP"  # "in Lom to 29" can be taken for one
    if plain or dated:
        return next((t for t in following if plain or is_people(t)), None)
    if following and following[0].lower_ == "of":
        inner = child(following[0], "pobj")
        if inner is not None and inner.pos_ == "PRON" and verb_measure(inner) is None:
            apart = (
                doc[inner.i + 1 : inner.i + 2].text == ","
            )  # "killed 12 of them, residents said" counts no residents
            return root if apart else next((t for t in doc[inner.i + 1 : inner.i + 3] if is_people(t)), root)
        return inner if inner is not None else root
    more = bool(following) and following[0].lower_ in {"in", "more", "others", "other", "additional"}
    return root if more and root.head.pos_ not in NOUNS else _headed(root, span, following)


def _headed(root: Any, span: Any, following: Sequence[Any]) -> Any | None:
    """Give the noun that heads a number, by the parse or by standing next, else the number itself."""
    if root.dep_ in {"nummod", "quantmod", "det", "compound", "amod", "nmod"} and root.head.pos_ in {*NOUNS, "ADJ"}:
        return root.head
    for t in following:
        if t.pos_ in NOUNS and t.left_edge.i <= span.start:
            return t
        if t.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"} and t.text not in {"-", '"', "“"}:
            break
    return root if root.pos_ in {*NOUNS, "NUM", "ADJ", "DET", "PRON"} else None


def _figure(noun: Any, sentence: Sentence) -> tuple[Any, Measure] | None:
    """Read "put the figure at 36", "its count rose to 15", "now says 14": it counts what the last number did."""
    said = figure(noun) or (noun if given_anew(noun) or put_right(noun) else None)
    memory = sentence.memory
    if given_anew(noun) and len(memory.measures) > 1:
        return None  # of the dead or of the missing that were counted: nothing tells
    # "Raised its count of the dead to 15"
    what = (figure_of(said) or memory.measure) if said is not None else None
    return (said, what) if what is not None else None


def _included(noun: Any, whole: Any) -> bool:
    """Say whether a noun is a part of what was counted before it: "including two children", "among them six women"."""
    between = noun.doc[whole.i + 1 : noun.i]
    following = noun.doc[noun.i + 1 : noun.i + 3].text.lower()
    of_them = noun.like_num and (following in {"of them", "of whom", "of these"} or _out_of(noun, whole))
    said = _WITHIN.search(between.text) if is_people(noun) else None
    within = said is not None and not _anew(t for t in between if t.idx >= between.start_char + said.end())
    return noun.i - whole.i <= 12 and (within or of_them)


def _peoples_of(noun: Any) -> bool:
    """Say whether a noun of a people only says who others were: "six priests, five Spaniards and one Salvadoran"."""
    top = noun
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    beside = top.dep_ == "appos" and (is_people(top.head) or top.head.tag_ in {"NNS", "NNPS"})
    return beside and all(t.ent_type_ == "NORP" or t.text.title() in nations() for t in (noun, top))


def _anew(words: Iterable[Any]) -> bool:
    """Say whether another verb begins to count: "including five children, and wounding 60 others"."""
    verbs = [t for t in words if t.pos_ == "VERB"]
    return any(t.dep_ not in {"acl", "relcl", "amod"} or child(t, "dobj") is not None for t in verbs)


def _out_of(noun: Any, whole: Any) -> bool:
    """Say whether a number alone is out of the one before it: "of the 31 dead, 12 were women"."""
    listed = whole.dep_ == "pobj" and whole.head.lower_ == "of" and whole.head.head.i == noun.head.i
    return bool(listed and noun.dep_ in SUBJECTS) and _being(noun, none=False) is not None
