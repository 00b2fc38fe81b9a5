"""Counts: numbers with what they count, of whom, and whether of people or of things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.extract.agents import known
from counterclaim.extract.slots.clauses import after, child
from counterclaim.extract.slots.numbers import Quantity, quantities
from counterclaim.extract.slots.parties import core, is_people, people_class, vague
from counterclaim.extract.slots.reality import unreal
from counterclaim.extract.slots.roles import passive
from counterclaim.extract.slots.sentence import Sentence
from counterclaim.extract.slots.things import asset_of
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import Measure, VictimClass

THINGS = frozenset({Measure.DESTROYED, Measure.DAMAGED})
_NOUN = frozenset({"NOUN", "PROPN"})
_FEARED = frozenset({"feared", "reported", "believed", "presumed", "confirmed", "still", "reportedly", "now"})
_RISING = frozenset(
    {"rise", "reach", "stand", "climb", "exceed", "top", "pass", "hit", "be", "increase", "put", "go", "number"}
)
_AND = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:and|,)\s*", re.IGNORECASE)
_UNITS = frozenset(
    {
        "kilometre",
        "kilometer",
        "km",
        "metre",
        "meter",
        "mile",
        "hour",
        "minute",
        "day",
        "week",
        "month",
        "year",
        "dollar",
    }
    | {"hectare", "ton", "tonne", "yard", "time", "point", "vote", "age", "occasion", "side", "front", "place", "case"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One number: the quantity, the noun counted, the word that says so, the measure and whom it counts."""

    quantity: Quantity
    noun: Any
    trigger: Any
    measure: Measure
    victims: VictimClass
    unit: str
    range: NumberRange


@cache
def _table(kind: str) -> dict[str, str]:
    entries = lexicon("measures")
    return {w: name for name, row in entries.items() if isinstance(row, dict) for w in row[kind]}


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(lexicon("measures")[name])


def counts(sentence: Sentence) -> Iterator[Count]:
    """Give the counts of a sentence; dates, shares of nothing, ages and distances are not counts of people."""
    doc, taken = sentence.doc, [(w.start, w.end) for w in sentence.when]
    last: Count | None = None
    waiting: tuple[Quantity, Any] | None = None
    for quantity in quantities(doc.text):
        span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        if any(quantity.start < b and a < quantity.end for a, b in taken) or span is None or sentence.hidden(span.root):
            continue
        noun = counted(doc, span) if not _idle(quantity, span) else None
        if noun is None or noun.lemma_.lower() in _UNITS or noun.ent_type_ in {"DATE", "TIME", "MONEY"}:
            continue
        part = last is not None and _included(noun, last.noun)
        hit = _hit(noun, span, quantity, sentence, last if part else None) or _alike(noun, last)
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
                sentence.memory.measure = made.measure if last is None else sentence.memory.measure
                last = last if part else made
                yield made


def _hit(
    noun: Any, span: Any, quantity: Quantity, sentence: Sentence, whole: Count | None
) -> tuple[Any, Measure] | None:
    """Give what says what a number counts; a part of `whole` counts the same unless its own state says otherwise."""
    if whole is not None:
        return _state(noun, span) or (whole.trigger, whole.measure)
    return measured(noun, span, quantity) or _figure(noun, sentence)


def _alike(noun: Any, last: Count | None) -> tuple[Any, Measure] | None:
    """Read the second number of "400 dead fighters on one side and 188 among the army's troops": it counts the same."""
    inner = after(noun, "among", "from")
    listed = noun.pos_ == "NUM" and inner is not None and people_class(inner) == "combatant"
    return (last.trigger, last.measure) if listed and last is not None else None


def _idle(quantity: Quantity, span: Any) -> bool:
    """Say whether a quantity counts nothing: "many", an ordinal, a pronoun "one"."""
    loose = quantity.words.lower().strip() in vague() or span[-1].lower_ in {"one", "a", "first", "second", "half"}
    return loose and quantity.unit is None and not _whole_noun(span.doc, span)


def _joined(noun: Any, quantity: Quantity) -> bool:
    """Say whether only "and", a comma or a bracket stands between a counted noun and the next number."""
    return bool(_AND.fullmatch(noun.doc.text[noun.idx + len(noun.text) : quantity.start]))


def _whole_noun(doc: Any, span: Any) -> bool:
    """Say whether "one" counts a noun of people right after it ("one civilian"), and is no pronoun."""
    following = doc[span.end] if span.end < len(doc) else None
    return following is not None and span[-1].lower_ == "one" and (is_people(following) or following.pos_ == "ADJ")


def _count(quantity: Quantity, noun: Any, trigger: Any, measure: Measure) -> Count | None:
    asset = asset_of(noun)
    if (measure in THINGS) != (asset is not None) and measure is not Measure.OTHER:
        return None
    victims = victim_class(noun)
    unit = quantity.unit or (asset.name if asset else "people")
    if measure is Measure.OTHER:
        unit = "casualties"
    return Count(
        quantity=quantity, noun=noun, trigger=trigger, measure=measure, victims=victims, unit=unit, range=quantity.range
    )


def counted(doc: Any, span: Any) -> Any | None:
    """Give the noun that a number counts: the one it stands before or after "of", else the number itself."""
    root = span.root
    following = [t for t in doc[span.end : span.end + 5] if not t.is_space]
    if following and following[0].lower_ == "of":
        of = following[0]
        inner = child(of, "pobj")
        if inner is not None and inner.pos_ == "PRON":
            return next((t for t in doc[inner.i + 1 : inner.i + 3] if is_people(t)), root)
        return inner if inner is not None else root
    if (
        following
        and following[0].lower_ in {"in", "more", "others", "other", "additional"}
        and root.head.pos_ not in _NOUN
    ):
        return root
    if root.dep_ in {"nummod", "quantmod", "det", "compound", "amod", "nmod"} and root.head.pos_ in {*_NOUN, "ADJ"}:
        return root.head
    for t in following:
        if t.pos_ in _NOUN and t.left_edge.i <= span.start:
            return t
        if t.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"} and t.text not in {"-", '"', "“"}:
            break
    return root if root.pos_ in {*_NOUN, "NUM", "ADJ", "DET", "PRON"} else None


def measured(noun: Any, span: Any, quantity: Quantity) -> tuple[Any, Measure] | None:
    """Give the token that says what is counted, and the measure, or None.

    In order: a state beside the noun ("12 dead", "30 people missing"); the noun itself ("45 bodies"); a noun before
    "of" ("the murder of six priests", "a death toll of 45"); the verb it is object or subject of ("killed 12").
    """
    del quantity
    if (found := _state(noun, span)) is not None:
        return found
    lemma = noun.lemma_.lower()
    if (name := _table("nouns").get(noun.lower_) or _table("nouns").get(lemma)) is not None:
        return noun, Measure(name)
    if lemma in _list("casualties") and not _verb_measure(_top(noun)):
        return noun, Measure.OTHER
    return (
        _after_of(_top(noun)) or _verb_measure(_top(noun)) or _toll(_top(noun)) or _verb_measure(noun) or _linear(noun)
    )


def _top(noun: Any) -> Any:
    """Climb from a counted noun to the head of its phrase: out of "dozens of", coordination and apposition."""
    for _ in range(6):
        head = noun.head
        chained = noun.dep_ == "pobj" and head.lower_ == "of" and _is_number(head.head)
        if chained:
            noun = head.head
        elif noun.dep_ in {"conj", "appos"} and head.pos_ in {*_NOUN, "NUM"} and noun.pos_ not in {"VERB", "AUX"}:
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


def _state(noun: Any, span: Any) -> tuple[Any, Measure] | None:
    """Find "dead", "wounded" or "missing" right after a number's noun or between the two."""
    doc = noun.doc
    low, high = span.end, max(noun.i, span.end - 1) + 3
    for t in doc[low : min(high, len(doc))]:
        if t.lemma_ == "be" or t.lower_ in _FEARED:
            continue
        if t.text in {",", ";", ".", ":", "("} or t.pos_ in {"CCONJ", "ADP", "AUX", "SCONJ"}:
            return None
        name = _table("states").get(t.lower_)
        if name is not None and not (t.pos_ == "VERB" and child(t, "dobj") is not None):
            return t, Measure(name)
        if t.pos_ == "VERB":
            return None
    return None


def _after_of(noun: Any) -> tuple[Any, Measure] | None:
    """Find the noun before "of": "the bodies of 45 people", "the arrest of 12 men", "a toll of 45"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    for head in (noun.head.head, *(c for c in noun.head.head.children if c.dep_ == "conj")):
        name = _table("nouns").get(head.lemma_.lower())
        if name is not None:
            return head, Measure(name)
    return _toll_of(noun.head.head)


def _toll(noun: Any) -> tuple[Any, Measure] | None:
    """Find the toll whose size a number is: "the death toll rose to 45", "put the number of dead at 30"."""
    under = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"to", "at", "by"} else noun.head
    if under.lemma_ not in _RISING and noun.head.lower_ not in {"to", "at"}:
        return None
    for t in reversed(noun.doc[: noun.i]):
        if t.lemma_ == "number":
            return _number_of(t, noun.i)
        if (found := _toll_of(t)) is not None:
            return found
    return None


def _figure(noun: Any, sentence: Sentence) -> tuple[Any, Measure] | None:
    """Read "put the figure at 36": the number counts what the report's last number counted."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "at" else None
    said = child(verb, "dobj") if verb is not None and verb.lemma_ in {"put", "place", "estimate"} else None
    if (
        said is None
        or sentence.memory.measure is None
        or said.lemma_ not in {"figure", "number", "count", "tally", "total"}
    ):
        return None
    return said, sentence.memory.measure


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
    verb, lemma = noun.head, noun.head.lemma_.lower()
    if verb.pos_ not in {"VERB", "ADJ"}:
        return _reduced(noun)
    objects = _table("of_object")
    if noun.dep_ in {"dobj", "nsubjpass"} or (noun.dep_ == "nsubj" and lemma in objects and passive(verb)):
        for one in (verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and noun.dep_ != "dobj")):
            if (name := objects.get(one.lemma_.lower())) is not None and _plausible(one, noun):
                return one, Measure(name)
    if noun.dep_ in {"nsubj", "nsubjpass"} and (name := _table("of_subject").get(lemma)) is not None:
        return verb, Measure(name)
    if noun.dep_ == "dobj" and lemma in _list("lost") and is_people(noun):
        return verb, Measure.KILLED
    if noun.dep_ == "dobj" and lemma in _list("lives") and _counts_lives(noun):
        return verb, Measure.KILLED
    return _reduced(noun)


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


def _included(noun: Any, whole: Any) -> bool:
    """Say whether a noun is a part of what was counted before it: "including two children", "among them six women"."""
    between = noun.doc[whole.i + 1 : noun.i].text.lower()
    near = noun.i - whole.i <= 12 and is_people(noun)
    return near and bool(re.search(r"\b(including|among them|among whom|of them|of whom)\b", between))


def victim_class(noun: Any) -> VictimClass:
    """Give whom a noun counts; members of an armed party are combatants."""
    for token in (noun, *(t for t in reversed(core(noun)) if t.i != noun.i)):
        name = people_class(token)
        if name is not None and name != "people":
            return VictimClass(name)
        if token.i == noun.i and name == "people" and noun.lemma_ != "member":
            continue
    named: Sequence[Any] = [t for t in core(noun) if t.pos_ == "PROPN"]
    armed = any((k := known(t.text)) is not None and k.kind.value == "armed_actor" for t in named)
    return VictimClass.COMBATANT if armed and noun.lemma_ in {"member", "operative", "man"} else VictimClass.UNKNOWN
