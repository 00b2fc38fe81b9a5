"""To what or whom it was done: the place, the thing or the people that a token heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, after, child, clause_head, whole_of
from counterclaim.extract.grammar.once import once
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.governments import governs
from counterclaim.extract.named.localities import smallest
from counterclaim.extract.named.nouns import core, is_people, of_whom, quantity, words
from counterclaim.extract.named.parties import NAME_WORDS_MAX
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.words import damage
from counterclaim.extract.words.telex import peoples
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place
from counterclaim.records.words import AgentKind

#: How a make of aircraft is written ("F-16", "Su-24", "MiG-29").
_AIRCRAFT = re.compile(r"(?:F|A|B|C|Su|SU|MiG|MIG|Il|An|Tu)-\d{1,3}[A-Z]{0,3}s?")
#: Parts that what moves has as well as what stands.
_OF_VEHICLES = frozenset({"door", "window", "roof"})
#: What strikes by itself as a weapon, and is shot down as an aircraft.
_FLYING_ARMS = frozenset({"drone", "uav"})
_TOWN = frozenset({"city", "town", "village", "capital"})
#: A name that begins with one of these says what it is.
_HEIGHTS = frozenset({"jabal", "jebel", "mount", "mt", "wadi", "tell", "tel"})
PLACE_NOUNS = _TOWN | frozenset(
    {"area", "region", "site", "district", "airport", "base", "airbase", "territory", "hill", "hilltop", "mountain"}
    | {"crossing", "junction", "neighbourhood", "neighborhood", "suburb", "quarter", "governorate", "province", "land"}
    | {"outskirts", "stronghold", "checkpoint", "headquarters", "position", "settlement", "highway", "road", "castle"}
    | {
        "countryside",
        "pocket",
        "field",
        "oilfield",
        "ground",
        "peak",
        "enclave",
        "island",
        "facility",
        "barracks",
        "centre",
        "center",
    }
    | {*lexicon("grounds")}
)
SHARES = (
    frozenset(
        {
            "number",
            "ten",
            "score",
            "dozen",
            "hundred",
            "thousand",
            "group",
            "part",
            "rest",
            "majority",
            "string",
            "series",
            "block",
            "row",
        }
    )
    | _TOWN
    | {"district"}
)
#: Words for how much of a place, beside those for a share of things.
MUCH = frozenset({"most", "much", "all", "some", "half", "bulk", "remainder", "whole"}) | frozenset(
    {"percent", "%", "third", "fifth", "portion", "swathe", "swath", "chunk", "stretch"}
    | {"kilometer", "kilometre", "km", "mile", "hectare", "acre"}
)
_TIMES = frozenset(
    {"hour", "day", "week", "month", "year", "minute", "time", "night", "dawn", "dusk", "noon", "midday", "midnight"}
    | {"sunrise", "sunset", "daybreak", "nightfall"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_HOW = frozenset({"foot", "horseback", "total", "all", "turn", "response", "retaliation", "camera", "video", "sight"})
_PRONOUNS = frozenset({"it", "them", "itself", "they"})


@dataclass(frozen=True, slots=True)
class Thing:
    """What an act was done to: its name as a value, its asset (family's canonical noun), its place, its noun."""

    name: str
    token: Any
    asset: damage.Asset | None = None
    place: Place | None = None
    people: bool = False


@cache
def _spellings() -> dict[str, str]:
    return dict(lexicon("spellings"))


def spelled(noun: str) -> str:
    """Give a noun in the spelling that is shown."""
    return _spellings().get(noun, noun)


def plural(noun: str) -> str:
    """Give the plural of a regular noun; one that ends in "s" by itself is its own ("barracks", "headquarters")."""
    if noun.endswith(("ks", "rs")):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ch", "sh", "s", "x")) else f"{noun}s"


@once
def asset_of(token: Any) -> damage.Asset | None:
    """Give the asset that a token heads, or None; "the market district" is the market."""
    if (inner := _within(token)) is not None:
        found = asset_of(inner)
        return replace(found, end=token.idx + len(token.text)) if found is not None else None
    if _flight(token) or _AIRCRAFT.fullmatch(token.text):
        return damage.Asset("plane", "transport", token.idx, token.idx + len(token.text))
    if token.lemma_.lower() in _FLYING_ARMS and not _downed(token):
        return None  # a drone strikes, and is no thing but where it is shot down
    span = core(token) if damage.may_end_asset(token.text) else []
    if not span:
        return None
    doc, start = token.doc, span[0].idx
    end = token.idx + len(token.text)
    for found in damage.assets(doc[span[0].i : token.i + 1].text):
        if start + found.end == end:
            return damage.Asset(spelled(found.name), found.family, start + found.start, end)
    return None


def _downed(token: Any) -> bool:
    """Say whether a noun is of what somebody shot down."""
    verb = token.head
    down = verb.lemma_ == "down" or any(c.lower_ == "down" for c in verb.children)
    return down and token.dep_ in {"dobj", "nsubjpass"}


def _flight(token: Any) -> bool:
    """Say whether a token is the number of a flight or its word before one: "flight KX17", "Flight 17"."""
    word = token.nbor(-1) if token.i else token
    number = token if word.lower_ == "flight" else token.nbor() if token.i + 1 < len(token.doc) else token
    word = word if word.lower_ == "flight" else token
    return word.lower_ == "flight" and any(c.isdigit() for c in number.text)


def _within(token: Any) -> Any | None:
    """Give the noun of the thing, no dwelling, that a word for the ground around one stands behind, or None."""
    inner = token.nbor(-1) if token.i and token.lemma_.lower() in lexicon("damage")["around"] else None
    if inner is None or inner.head.i != token.i or inner.dep_ not in {"compound", "nmod", "amod"}:
        return None
    found = asset_of(inner)
    return inner if found is not None and found.family != "residential" else None


def is_place(token: Any, sentence: Sentence) -> bool:
    """Say whether a token heads a place: a place noun, a place of the sentence or the report, a name tagged as one."""
    if token.lemma_.lower() in PLACE_NOUNS or token.i in sentence.place_of:
        return True
    if token.pos_ != "PROPN" or known(token.text) is not None:
        return False
    return token.ent_type_ in {"GPE", "LOC", "FAC"} or " ".join(t.text for t in core(token)) in sentence.memory.spots


def ground(token: Any, sentence: Sentence) -> Any | None:
    """Give the token of the place or standing thing that a noun, or a share of one, is: "most of the town", or None."""
    inner = after(token, "of")
    part = inner is not None and (quantity(token) or token.lemma_.lower() in SHARES | MUCH)
    if part and inner is not None:
        return ground(inner, sentence)  # "much of the western parts of Lom"
    return token if is_place(token, sentence) or asset_of(token) is not None else None


def thing(token: Any | None, sentence: Sentence) -> Thing | None:
    """Give what a token heads; a pronoun is looked up in the sentence, a share of things is those things."""
    if token is None or _idle(token) or sentence.hidden(token):
        return None
    if token.pos_ in {"PRON", "DET"} and not quantity(token):
        return _referred(token, sentence)
    inner, part = after(token, "of"), part_of_thing(token)
    share = quantity(token) or (token.lemma_.lower() in SHARES and not _kind_of_quarter(token))
    share = share or (token.lemma_.lower() in MUCH and ground(token, sentence) is not None)
    if part is not None or (inner is not None and share):
        found = thing(part or inner, sentence)
        return replace(found, token=token) if found is not None else None
    whole = _whole(token, sentence)
    return replace(whole, token=token) if whole is not None else _by_name(token, sentence)


def _by_name(token: Any, sentence: Sentence) -> Thing | None:
    """Give the thing, the place or the people that a noun names by itself, or None."""
    if (asset := asset_of(token)) is not None and (token.i not in sentence.place_of or asset.family != "residential"):
        return Thing(_asset_name(token, asset), token, asset, _place(token, sentence))
    if is_place(token, sentence):
        named = [sentence.place_of[c.i].place for c in token.children if c.dep_ == "appos" and c.i in sentence.place_of]
        if named and token.i not in sentence.place_of and token.tag_ in {"NN", "NNP"}:
            return Thing(named[0].name, token, None, named[0])  # "the largest city, Lom, was hit"
        place = _place(token, sentence)
        inside = place is not None and place.level in {"country", "governorate"} and token.i not in sentence.place_of
        general = inside or token.lemma_.lower() in PLACE_NOUNS - _TOWN  # "the largest city in X" is not X
        name = _numbered(token) if place is None or general else place.name
        if place is None and name.lower() not in PLACE_NOUNS and _proper(token):
            place = Place(name)  # a named place that no gazetteer row fits is still where it was, not the last town
        return Thing(name, token, None, place) if name else None
    name = "" if quantity(token) else _short(token)
    return Thing(name, token, None, None, is_people(token)) if name else None


def _kind_of_quarter(token: Any) -> bool:
    """Say whether a part of a town is one by its kind: the "market district" of a town is not the town."""
    return asset_of(token) is not None and any(
        c.dep_ in {"compound", "nmod"} and c.tag_ == "NN" for c in token.children
    )


def part_of_thing(token: Any) -> Any | None:
    """Give the noun of what stands of which a noun is a part: "the roof of the church", "its walls"; or None."""
    if token.lemma_.lower() not in lexicon("damage")["parts"]:
        return None
    owner = after(token, "of") or next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None and owner.lower_ in {"its", "their"}:
        before = reversed(token.doc[: token.i])
        owner = next((t for t in before if t.pos_ in {"NOUN", "PROPN"} and asset_of(t) is not None), None)
    return owner if owner is not None and asset_of(owner) is not None else None


def _whole(token: Any, sentence: Sentence) -> Thing | None:
    """Give the thing told of before of which only a part or its ground is named: "the surgical ward", after a hospital.

    "The building" is that thing too; None where nothing before can be meant.
    """
    words, known_one = lexicon("damage"), token.doc[token.left_edge.i].lower_ == "the"
    bare = token.lemma_.lower() in words["around"] and [t.i for t in core(token)] == [token.i]
    if not known_one or not (bare or (token.lemma_.lower() in words["parts"] and asset_of(token) is None)):
        return None
    if token.i in sentence.place_of or any(t.pos_ == "PROPN" for t in core(token)) or after(token, "of") is not None:
        return None
    verb = clause_head(token)
    back = [t for t in sentence.doc[: token.i] if t.pos_ in {"NOUN", "PROPN"} and clause_head(t).i != verb.i]
    told = last_thing([t for t in back if asset_of(t) is not None], sentence) or sentence.memory.thing
    # "Jets hit the hospital … the wing for children was destroyed": no jet has one.
    fits = (
        told is None or told.asset is None or told.asset.family != "transport" or token.lemma_.lower() in _OF_VEHICLES
    )
    return told if fits else None


def site_of(token: Any) -> Thing | None:
    """Give the one thing, no dwelling, in or at which people came to harm by a verb's own words, or None.

    Who "died in a hospital" was mostly hit elsewhere.
    """
    for at in token.children if token.pos_ == "VERB" else ():
        spot = child(at, "pobj") if at.lower_ in {"in", "at", "inside"} else None
        asset = asset_of(spot) if spot is not None and spot.tag_ in {"NN", "NNP"} else None
        if spot is not None and asset is not None and asset.family != "residential":
            elsewhere = asset.family == "health" and token.lemma_.lower() == "die"
            return None if elsewhere else Thing(_asset_name(spot, asset), spot, asset)
    return None


def _idle(token: Any) -> bool:
    """Say whether a token names nothing that anything is done to: a time, nobody, half of "counter-fire".

    "One of its officers" is somebody.
    """
    half = token.i + 1 < len(token.doc) and token.nbor().text in {"-", "‐"}
    nobody = token.lower_ in {"nobody", "none"} or (token.lower_ == "one" and after(token, "of") is None)
    how = token.lower_ in _HOW and not any(token.children)  # "raids on foot", "dropped six bombs in total"
    return half or nobody or how or token.ent_type_ in {"DATE", "TIME"} or token.lemma_.lower() in _TIMES


def _proper(token: Any) -> bool:
    """Say whether a place noun has a name of its own: "Lom barracks", but not "the army's base", "rebel-held hills"."""
    before = [t for t in core(token) if t.i != token.i]
    owned = any(known(t.text) is not None or t.nbor().tag_ == "POS" for t in before if t.pos_ == "PROPN")
    held = any(t.text == "-" and t.nbor().lower_ in {"held", "controlled"} for t in before)
    plain = token.tag_ in {"NNS", "NNPS"} and token.lemma_.lower() in PLACE_NOUNS
    # Of a text in capitals the parser takes a "parish center" for a name.
    named = any(t.pos_ == "PROPN" and not t.text[:1].islower() and t.lower_ not in peoples() for t in (*before, token))
    return named and not (owned or held or plain)


def _numbered(token: Any) -> str:
    """Give a place noun's words with the number that names it: "Hill 800"."""
    number = token.nbor() if token.i + 1 < len(token.doc) and token.nbor().like_num else None
    # The parser may hang the number on the verb beside its noun.
    own = number is not None and (number.head == token or (number.head == token.head and token.pos_ == "PROPN"))
    tail = f" {number.text}" if own and number is not None else ""
    said = [t for t in core(token) if t.tag_ not in {"POS", "JJS"}]  # nor is the "second-largest city" the largest
    said = [t for t in said if t.text != "-" or t.nbor().tag_ != "JJS"]
    if len(said) > 2 and said[0].lower_ in _HEIGHTS and said[-1].text.islower():
        said = said[:-1]  # "Jabal Hara mountain" is Jabal Hara
    return words(said) + tail


def _short(token: Any) -> str:
    tokens = [t for t in core(token) if t.tag_ != "POS"]
    if len(tokens) > 1 and tokens[0].tag_ in {"NNS", "NNPS"} and tokens[1].ent_type_ == token.ent_type_ == "PERSON":
        tokens = tokens[1:]  # "monks Ann Bell, Petr Lem and …": who each is, and no part of the first one's name
    name = words(tokens)
    if (listed := known(name)) is not None:
        return listed.name
    return (name if len(name.split()) <= NAME_WORDS_MAX else words([token])) + of_whom(token)


def _asset_name(token: Any, asset: damage.Asset) -> str:
    """Give an asset with the proper names before it: "Tadmur prison", "temples"."""
    around = f"{asset.name} {token.lemma_.lower()}" if _within(token) is not None else asset.name
    noun = plural(around) if token.tag_ in {"NNS", "NNPS"} else around
    names: list[Any] = []
    for t in core(token):
        if t.tag_ == "POS":
            names = []
        elif t.idx < asset.start and t.text[:1].isupper() and t.dep_ != "poss" and t.nbor().text != "-":
            names.append(t)
    return " ".join([*(t.text for t in names), noun])


def _place(token: Any, sentence: Sentence) -> Place | None:
    """Give the place a noun phrase lies at: its own name, the name inside it, or for "the city" the last town."""
    if token.i in sentence.place_of:
        return sentence.place_of[token.i].place
    where = {"of", "in", "near", "at", "around"}
    own = [t.i for t in token.subtree if t.i in sentence.place_of and (t.i < token.i or t.head.lower_ in where)]
    if own:
        return smallest(sentence.plain, [sentence.place_of[i] for i in own])[0].place
    if token.lemma_.lower() in {"village", "town", "hamlet"} and (name := own_name(token)) is not None:
        return Place(name)
    if token.lemma_.lower() in _TOWN and token.tag_ not in {"NNS", "NNPS"}:
        return town_before(token, sentence) or sentence.memory.carried()
    return None


def own_name(token: Any) -> str | None:
    """Give the name that stands right before a noun of a place: "Velm village", "the Gate district"; else None."""
    name = [t for t in core(token)[:-1] if t.pos_ == "PROPN" and t.ent_type_ != "NORP" and known(t.text) is None]
    bare = name and name[-1].i + 1 == token.i and token.tag_ in {"NN", "NNP"}
    return words(name) if bare else None


def town_before(token: Any, sentence: Sentence) -> Place | None:
    """Give the town or site that a sentence named last before a token."""
    ruling = [f for i, f in sentence.place_of.items() if governs(sentence.doc[i])]
    near = [f.place for f in sentence.where if f.start < token.idx and f not in ruling]
    return next((p for p in reversed(near) if p.level in {"town", "site", "unknown"}), None)


def _referred(token: Any, sentence: Sentence) -> Thing | None:
    """Give the thing, place or people that a pronoun stands for inside its sentence, or None."""
    verb = clause_head(token)
    if token.lower_ in {"who", "which", "that"}:
        noun = verb.head if verb.dep_ == "relcl" else None
        return thing(whole_of(noun), sentence) if noun is not None and noun.pos_ in {"NOUN", "PROPN"} else None
    if token.lower_ in {"him", "her"}:
        return _one_met(token, sentence)
    if token.lower_ not in _PRONOUNS:
        return None
    back = [t for t in sentence.doc[: token.i] if t.pos_ in {"NOUN", "PROPN"} and clause_head(t).i != verb.i]
    if token.lower_ in {"it", "itself"}:
        before = sentence.memory.thing
        return last_thing(back, sentence) or (replace(before, token=token) if before is not None else None)
    many = [t for t in back if t.tag_ in {"NNS", "NNPS"} and (is_people(t) or asset_of(t) or is_place(t, sentence))]
    return thing(many[-1], sentence) if many else None


def _one_met(token: Any, sentence: Sentence) -> Thing | None:
    """Give the one person whom the verb before was about: "they found the wife of a mayor and killed her"; or None."""
    verb = clause_head(token)
    before = [t for t in sentence.doc[: token.i] if t.dep_ in {"dobj", "nsubjpass"} and clause_head(t).i != verb.i]
    ones = [t for t in before if t.tag_ in {"NN", "NNP"} and (t.ent_type_ == "PERSON" or is_people(t))]
    return _by_name(ones[0], sentence) if len(ones) == 1 else None


def last_thing(back: Sequence[Any], sentence: Sentence) -> Thing | None:
    """Give the last asset or place among nouns: a subject first, and no body that does or says something."""
    back = [t for t in back if t.dep_ != "nsubj" or kind_of_noun(t.lower_) is not AgentKind.OFFICIAL_BODY]
    # "Denied Orsk's claim, accusing Dorn of shelling it": neither is what was shelled.
    # "Used it as a base … it was shelled" is not the base.
    back = [t for t in back if not governs(t) and t.head.lower_ != "as"]
    subjects = [t for t in back if t.dep_ in SUBJECTS]
    found = [
        t
        for t in back
        if asset_of(t) is not None or (is_place(t, sentence) and t.ent_type_ != "ORG" and t.dep_ != "compound")
    ]
    # "The church in the north of Lom … it was bombed" is the church.
    within = {t.i for up in found for t in up.subtree if t.i != up.i}
    found = [t for t in found if t.i not in within]
    last = [t for t in found if t in subjects] or found
    return thing(last[-1], sentence) if last else None
