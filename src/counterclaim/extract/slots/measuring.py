"""What a number counts people or things as: the words around it that say killed, injured, missing …"""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, after, child, nobody, said_of
from counterclaim.extract.named.nouns import is_people, people_class
from counterclaim.extract.slots.counting_verbs import buried_alive, either, listed, table, verb_measure
from counterclaim.extract.slots.harmed import both, harmed
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Measure

NOUNS = frozenset({"NOUN", "PROPN"})
_FEARED = frozenset({"feared", "reported", "believed", "presumed", "confirmed", "still", "reportedly", "now"})
RISING = frozenset(
    {"rise", "reach", "stand", "climb", "exceed", "top", "pass", "hit", "be", "increase", "put", "go", "grow", "jump"}
    | {"fall", "drop", "number", "revise", "correct", "raise", "lower", "update"}
)
#: Verbs by which a number becomes another one, and how far above the number they stand.
_CHANGING = frozenset({"rise", "climb", "grow", "jump", "go", "fall", "drop", "increase"})
CHANGE_REACH = 4
_PUTTING = frozenset({"put", "place", "estimate"})
_SHARES = frozenset({"half", "third", "quarter", "majority", "most", "%", "percent", "thirds", "quarters"})
_OTHERS = frozenset({"more", "others"})


#: What stands for a toll told before.
_TOLD = frozenset({"it", "this", "that"})

#: Nouns of a figure that somebody keeps.
KEPT = frozenset((*lexicon("measures")["figures"], *lexicon("measures")["toll"]))


def measured(noun: Any, span: Any) -> tuple[Any, Measure] | None:
    """Give the token that says what is counted, and the measure, or None.

    In order: a state beside the noun ("12 dead", "30 people missing"); the noun itself ("45 bodies"); a noun before
    "of" ("the murder of six priests", "a death toll of 45"); the verb it is object or subject of ("killed 12").
    """
    if partitive(noun, span) and (found := verb_measure(_top(noun)) or verb_measure(noun)) is not None:
        return found  # "four of the wounded died"
    if (found := state(noun, span)) is not None:
        # "Six injured villagers died": what became of them is said after.
        return found if found[0].i > noun.i else verb_measure(_top(noun)) or found
    if (found := harmed(noun) or _among(_top(noun))) is not None:
        return found
    lemma = noun.lemma_.lower()
    if (name := table("nouns").get(noun.lower_) or table("nouns").get(lemma)) is not None:
        return (_became(noun) if name == Measure.DISPLACED.value else None) or (noun, Measure(name))
    if lemma in listed("casualties") and not verb_measure(_top(noun)):
        return noun, Measure.OTHER
    return _after_of(_top(noun)) or verb_measure(_top(noun)) or _toll(_top(noun)) or verb_measure(noun) or _linear(noun)


def _became(noun: Any) -> tuple[Any, Measure] | None:
    """Give what a verb says became of people who had fled: "nine refugees, who had come on Monday, were killed"."""
    top = _top(noun)
    of = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "of" else top
    who = of if nobody(of) else top
    found = verb_measure(who) or (_left_as(who.head) if who.dep_ in SUBJECTS else None)
    return found if found is not None and found[1] in {Measure.KILLED, Measure.INJURED, Measure.MISSING} else None


def _left_as(verb: Any) -> tuple[Any, Measure] | None:
    """Give the state that a passive verb names: "was hurt"."""
    name = table("states").get(verb.lower_) if verb.tag_ == "VBN" else None
    return (verb, Measure(name)) if name is not None else None


def names_measure(noun: Any) -> bool:
    """Say whether a noun counts by itself: "deaths", "injuries", "arrests"."""
    return noun.lower_ in table("nouns") or noun.lemma_.lower() in table("nouns")


def partitive(noun: Any, span: Any) -> bool:
    """Say whether a number counts some of whom a noun tells the state: "four of the wounded", "two wounded died"."""
    if _wounded(noun) and (became := verb_measure(noun)) is not None and became[1] is Measure.KILLED:
        return True
    between = [t.lower_ for t in noun.doc[span.end : noun.i]]
    known_one = between[:1] == ["of"] and bool({"the", "those", "these"} & set(between))
    told = {*table("states"), *table("nouns")}
    return known_one and bool({noun.lower_, noun.lemma_.lower()} & told)


def _wounded(number: Any) -> bool:
    """Say whether a number that is a subject by itself is of the wounded: "two wounded"."""
    states = (table("states").get(c.lower_) for c in number.children if c.dep_ == "amod")
    return number.dep_ == "nsubj" and number.like_num and Measure.INJURED.value in states


def some_of_them(noun: Any) -> bool:
    """Say whether a number tells of the state some of the dead are in: "five bodies remained unidentified"."""
    verb = noun.head
    if not names_measure(noun) or noun.dep_ not in SUBJECTS or verb.pos_ not in {"VERB", "AUX"}:
        return False
    near = [verb, *(c for c in verb.children if c.dep_ in {"xcomp", "acomp", "oprd", "attr", "advmod"})]
    return any(t.lemma_.lower() in listed("of_some") or t.lower_ in listed("of_some") for t in near)


def figure(number: Any) -> Any | None:
    """Give the noun of a figure whose size a number is ("put the count at 36", "the figure rose to 15"), or None."""
    raised = number.dep_ == "pobj" and number.head.lower_ in {"at", "to", "between"}
    verb = number.head.head if raised else None
    if verb is None or verb.lemma_ not in RISING | {"place", "estimate", *listed("revising")}:
        return None
    said = child(verb, "dobj") or said_of(verb)
    means = said is not None and (said.lemma_.lower() in listed("figures") or stands_for_toll(said))
    return said if means else None


def given_anew(number: Any) -> bool:
    """Say whether a plain number is one that somebody gives now or later: "now says 14", "later said it was 14"."""
    verb = number.head
    if number.like_num and number.dep_ == "attr" and verb.lemma_ == "be":
        about = child(verb, "nsubj")
        means = about is not None and (about.lower_ in _TOLD or about.lemma_.lower() in listed("figures"))
        verb = verb.head if means and verb.dep_ == "ccomp" else None
    # Before "14", a parse may take the object of "says" for its subject.
    elif not number.like_num or number.dep_ not in {"dobj", "nsubj"} or number.i < verb.i:
        return False
    told = verb is not None and verb.lemma_.lower() in listed("telling")
    return told and any(c.lower_ in listed("anew") for c in verb.children)


def put_right(number: Any) -> bool:
    """Say whether a plain number is said to be the right one: "the correct number is 14"."""
    about = child(number.head, "nsubj") if number.like_num and number.dep_ == "attr" else None
    if about is None or about.lemma_.lower() not in KEPT or number.head.lemma_ != "be":
        return False
    return any(c.lower_ in listed("right") for c in about.children)


def stands_for_toll(noun: Any) -> bool:
    """Say whether "it" means the toll told before: "lowered it to 29", a plain number and nothing counted by it."""
    verb = noun.head
    if noun.lower_ not in _TOLD or noun.dep_ != "dobj" or verb.lemma_.lower() not in listed("revising"):
        return False
    to = after(verb, "to")
    return to is not None and to.like_num and not to.ent_type_.startswith(("MONEY", "PERCENT", "DATE", "TIME"))


def counted(noun: Any) -> Measure | None:
    """Give whom a figure counts that says no number: "the number of wounded", "a tally of the dead"; else None."""
    if noun.lemma_.lower() not in listed("figures") or any(t.like_num for t in noun.subtree):
        return None
    found = _number_of(noun, noun.right_edge.i + 1) if after(noun, "of") is not None else None
    return found[1] if found is not None else None


def changes_toll(verb: Any) -> bool:
    """Say whether a verb tells that a toll became another: "revised the number of dead", "the count rose"."""
    lemma = verb.lemma_.lower()
    noun = child(verb, "dobj", "nsubjpass") if lemma in listed("revising") else child(verb, "nsubj")
    if noun is None or lemma not in {*_CHANGING, *listed("revising")}:
        return False
    return noun.lemma_.lower() in KEPT or stands_for_toll(noun)


def revises(number: Any) -> bool:
    """Say whether a number is what a toll is said to have changed to: "revised it to 31", "the right number is 31"."""
    if put_right(number):
        return True
    if number.dep_ != "pobj" or number.head.lower_ != "to":
        return False
    above = list(number.ancestors)[:CHANGE_REACH]
    return any(t.lemma_.lower() in _CHANGING or t.lemma_.lower() in listed("revising") for t in above)


def of_figure(number: Any, trigger: Any) -> Any | None:
    """Give whom a plain number counts in "lowered the number of civilians killed to 29", or None."""
    whom = trigger.head if number.like_num and trigger.dep_ == "acl" else None
    of = whom is not None and whom.dep_ == "pobj" and whom.head.head.lemma_.lower() in {"number", *KEPT}
    return whom if of else None


def of_share(span: Any) -> bool:
    """Say whether a number is what a share is of: "half of the 200 homes", "18 of 31 trucks"."""
    before = [t.lower_ for t in span.doc[max(0, span.start - 4) : span.start]]
    if before[-1:] == ["of"] and span.start > 1 and span.doc[span.start - 2].like_num:
        return True
    share = bool(set(before[:-2]) & _SHARES) or (len(before) > 2 and span.doc[span.start - 3].like_num)
    return before[-2:] in (["of", "the"], ["of", "its"], ["of", "their"]) and share


def of_told(noun: Any, span: Any) -> bool:
    """Say whether a number counts some of those told of before: "seven of them were children"."""
    some = noun.doc[span.end : span.end + 2].text.lower() in {"of them", "of these", "of those"}
    if some and span.start and noun.doc[span.start - 1].text == ",":
        return True  # "six priests, five of them of Spanish background"
    verb = noun.head
    return some and verb.lemma_ == "be" and noun.dep_ in {"attr", "nsubj"} and is_people(child(verb, "attr") or noun)


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
        elif (whole := _listed_after(noun)) is not None:
            noun = whole
        elif noun.dep_ in {"conj", "appos"} and head.pos_ in {*NOUNS, "NUM"} and noun.pos_ not in {"VERB", "AUX"}:
            noun = head
        else:
            return noun
    return noun


def _listed_after(noun: Any) -> Any | None:
    """Give the people whom a list after a comma breaks up, where the parse hangs it on another word; else None.

    "Nineteen people were killed in the strike, 12 civilians and 7 fighters".
    """
    edge = noun.left_edge.i
    apart = edge > 0 and noun.doc[edge - 1].text in {",", ":", "–", "—"} and noun.dep_ in {"conj", "appos"}
    if not apart or people_class(noun) is None or people_class(noun.head) is not None:
        return None
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    whole = (child(verb, "nsubjpass") or child(verb, "dobj")) if verb is not None and verb.i < edge else None
    counted = whole is not None and any(c.like_num for c in whole.children) and people_class(whole) is not None
    return whole if counted else None


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
    low = noun.i if noun.i == low + 1 and doc[low].lower_ == "of" else low  # "hundreds of people wounded"
    of = doc[low] if low < len(doc) and doc[low].lower_ == "of" and doc[low].head.i < low else None
    if of is not None and of.right_edge.i + 1 < len(doc):  # "two of the hostages | were found dead"
        low, high = of.right_edge.i + 1, of.right_edge.i + 3
    high += low < len(doc) and doc[low].lower_ in _OTHERS  # "20 more were hurt"
    while high < len(doc) and (doc[high - 1].lemma_ in {"be", "have"} or doc[high - 1].lower_ in _FEARED):
        high += 1  # "had been confirmed dead"
    for t in doc[low : min(high, len(doc))]:
        if t.lemma_ in {"be", "have"} or t.lower_ in _FEARED:
            continue
        if t.text in {",", ";", ".", ":", "("} or t.pos_ in {"CCONJ", "ADP", "AUX", "SCONJ"}:
            return None
        name = table("states").get(t.lower_)
        if name is not None and not (t.pos_ == "VERB" and child(t, "dobj") is not None):
            return t, Measure.OTHER if either(t) or (t.pos_ != "VERB" and both(t)) else Measure(name)
        if t.pos_ == "VERB":
            return _left_so(t)
    return None


def _left_so(verb: Any) -> tuple[Any, Measure] | None:
    """Find the state that a passive verb brings about or tells of: "were shot dead", "was found dead"."""
    after_it = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    name = table("states").get(after_it.lower_) if after_it is not None and verb.tag_ in {"VBN", "VBD"} else None
    return (after_it, Measure(name)) if name is not None else None


def _among(noun: Any) -> tuple[Any, Measure] | None:
    """Find whom "among the dead were two children" counts."""
    verb = noun.head
    included = noun.dep_ == "dobj" and verb.lemma_ == "include"
    if not (included or noun.dep_ in {"attr", "nsubj"}) or verb.lemma_ not in {"be", "include"}:
        return None
    among = after(verb, "among") or after(noun, "among") if verb.lemma_ == "be" else child(verb, "nsubj")
    if among is None or among.i == noun.i:
        return None
    name = table("states").get(among.lower_) or table("nouns").get(among.lower_)
    if name is None and among.lemma_ in {"victim", "casualty"}:
        name = Measure.KILLED.value if among.lemma_ == "victim" else None
    if name is None and (so := _suffered(among)) is not None:
        return so
    return (among, Measure(name)) if name is not None else None


def _suffered(noun: Any) -> tuple[Any, Measure] | None:
    """Find what a noun's own participle says became of it: "the 126 people killed"."""
    made = [c for c in noun.children if c.dep_ in {"acl", "relcl", "amod"} and c.lower_ in table("states")]
    return (made[0], Measure(table("states")[made[0].lower_])) if made else None


def _after_of(noun: Any) -> tuple[Any, Measure] | None:
    """Find the noun before "of": "the bodies of 45 people", "the arrest of 12 men", "a toll of 45"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    if noun.head.head.lemma_ == "life" and noun.head.head.head.lemma_ in listed("lives"):
        return noun.head.head.head, Measure.KILLED
    for head in (noun.head.head, *(c for c in noun.head.head.children if c.dep_ == "conj")):
        name = table("nouns").get(head.lemma_.lower())
        if name is not None:
            return head, Measure(name)
    return _toll_of(noun.head.head)


def _toll(noun: Any) -> tuple[Any, Measure] | None:
    """Find the toll whose size a number is: "the death toll rose to 45", "put the number of dead at 30"."""
    # "Rose from 9 to 12" may hang 12 on "from"; the 9 of "rose to 12 from 9" is no toll.
    raised = noun.head.lower_ in {"to", "at", "between"} or (noun.i > 0 and noun.nbor(-1).lower_ == "to")
    under = noun.head.head if noun.dep_ == "pobj" and raised else noun.head
    if under.lemma_ not in RISING and not raised:
        return None
    for t in reversed(noun.doc[: noun.i]):
        if t.lemma_ == "number":
            return _number_of(t, noun.i)
        if (
            (name := table("states").get(t.lower_))
            and t.dep_ == "dobj"
            and t.head == under
            and under.lemma_ in _PUTTING
        ):
            return t, Measure(name)  # "put the dead at 12"
        if (found := _toll_of(t)) is not None:
            return found
    return None


def _toll_of(token: Any) -> tuple[Any, Measure] | None:
    if token.lemma_.lower() not in listed("toll"):
        return None
    before = {c.lemma_.lower() for c in token.children}
    if "casualty" in before:
        return token, Measure.OTHER
    # A toll counts the dead unless its own words say whom else: "the toll of those detained", "the injury toll".
    whom = after(token, "of", "among")
    words = [c for c in token.children if c.i < token.i] + (list(whom.subtree) if whom is not None else [])
    said = [n for t in words if (n := table("states").get(t.lower_) or table("nouns").get(t.lemma_.lower()))]
    return token, Measure(said[0]) if said else Measure.KILLED


def _number_of(token: Any, end: int) -> tuple[Any, Measure] | None:
    """Read "the number of dead": the noun after "of" says what is counted."""
    for one in token.doc[token.i + 1 : end]:
        name = table("states").get(one.lower_) or table("nouns").get(one.lemma_.lower())
        if name is None and one.lemma_ == "victim":
            name = Measure.KILLED.value
        if name is not None:
            return one, Measure(name)
    return None


def _linear(noun: Any) -> tuple[Any, Measure] | None:
    """Find the verb right after a counted noun, where the parse has lost it: "47 persons have died"."""
    if not is_people(noun) or buried_alive(noun.head):
        return None
    been = False
    for t in noun.doc[noun.i + 1 : noun.i + 6]:
        been = been or t.lower_ in {"was", "were", "been", "being", "are", "is"}
        lemma = t.lemma_.lower()
        if t.pos_ == "VERB":
            name = table("of_subject").get(lemma) or (table("of_object").get(lemma) if been else None)
            return (t, Measure(name)) if name is not None else None
        if t.pos_ not in {"AUX", "ADV", "SPACE"}:
            return None
    return None
