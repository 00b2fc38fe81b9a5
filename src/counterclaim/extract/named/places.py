"""Words to places: the names in a sentence that stand for places, in capitals too, and no names of anything else."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from counterclaim.extract.grammar.clauses import act_nouns
from counterclaim.extract.named import agents
from counterclaim.extract.words.folding import fold
from counterclaim.extract.words.gazetteer import all_rows, at_home, index, look_up, nations, telexed
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place
from counterclaim.records.words import AgentKind

_WORD = r"[A-ZÀ-Þ][\w’'‘`]*"
_JOIN = r"(?:[- ](?:al|el|ez|ar|as|ad|an|at|az|ash|de|del|la|ed)(?=[- ]))"
_NAME = re.compile(rf"\b(?:(?:al|el|ar|as)-)?{_WORD}(?:{_JOIN}*[- ]{_WORD})*")
_BEFORE = re.compile(
    r"\b(?:in|near|at|from|of|on|to|around|outside|into|over|across)\s+(?:the\s+)?(?:\w+ern\s+|city\s+of\s+|town\s+of\s+|village\s+of\s+)?$",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:IN|NEAR|AT|FROM|OF|TO|AROUND|OUTSIDE|INTO|OVER)\s+(?:(?:THE\s+)?(?:CITY|TOWN|VILLAGE)\s+OF\s+)?"
    r"(?=([\w'’-]+(?:\s+[\w'’-]+){0,3}))"
)
#: After these words a name that no list knows is a place all the same.
_SETTLED = re.compile(
    r"\b(?:(?:village|town|city|suburb|hamlet|settlement|neighbou?rhood)\s+of|(?:in|from|at)\s+(?:neighbou?ring|nearby))"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: What tells what a name before it is: "Dorn, | a village in Lom".
_TOLD_OF = re.compile(
    r",?\s+an?\s+(?:[a-z-]+\s+){0,2}(?:village|hamlet|town|city|suburb|district|neighbou?rhood)"
    r"(?=\s*[,.;]|\s+(?:in|of|near|on|outside|that|which|where|held|controlled|under|about|some|\d))"
)
#: One is near a place, or outside of one.
_NEAR = re.compile(r"\b(?:near|outside)\s+$", re.IGNORECASE)
_COMMON = frozenset(
    {"eastern", "western", "southern", "northern", "central", "north", "south", "east", "west", "union", "of", "man"}
    | {"independence", "same", "most", "police", "date", "bush", "ali", "jesuit", "jesuits", "victoria", "liberty"}
    | {"progress", "best", "hill", "wells", "many", "this"}
)
_BEGINS = frozenset(
    {"san", "santa", "santo", "el", "la", "los", "las", "saint", "st", "new", "al", "tel", "tell", "khan", "port"}
    | {"fort", "abu", "beit", "deir", "kafr", "ein", "wadi"}
)
#: The tag of a name that the words beside it show to be a place's.
LOCALITY = "LOCALITY"
#: "Bab al-Nasr" is no part of Bab.
_ARTICLE = re.compile(r" (?:al|el|ar|as|an|at|ad|az|ash)-", re.IGNORECASE)
_NEXT_NAME = re.compile(r" ([A-ZÀ-Þ][a-zà-þ]+)\b")
_LEAD = re.compile(r"(?:In|Near|At|From|On|To|Outside|Around|Of)\s+(?=[A-ZÀ-Þ])")
#: "Old Lom", "East Lom" are of Lom.
_SIDED = re.compile(r"(?:Old|Central|Rural|Greater|(?:North|South|East|West)(?:ern)?)\s+(?=[A-ZÀ-Þ])")
_OWNED = re.compile(r"([A-ZÀ-Þ]\w{2,}?)(['’]?)s (?=[A-ZÀ-Þ])")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_SIDE = r"(?:north|south|east|west|(?:north|south)[-\s]?(?:east|west))(?:ern)?"
_BESIDE = re.compile(
    rf"\b(?:{_SIDE}|(?:km|kilomet(?:er|re)s?|miles?)(?:\s+away)?)\s+(?:of|from)\s+(?:the\s+(?:city|town|village)\s+of\s+)?$",
    re.IGNORECASE,
)
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
#: "Tripoli, Lebanon", "Tripoli in Lebanon".
_COUNTRY_AFTER = re.compile(r",?\s+(?:in\s+)?([A-ZÀ-Þ][\w’']+(?:\s+[A-ZÀ-Þ][\w’']+)?)")
_KINDS = frozenset(
    {"city", "province", "governorate", "district", "airport", "castle", "prison", "offensive", "area", "region"}
    | {"base", "countryside", "military", "suburbs", "road", "highway", "street", "hospital", "university", "museum"}
    | {"and"}
)
_NAMED_AFTER = frozenset({"hospital", "university", "museum", "street", "road", "school", "mosque", "church", "prison"})
_TIMES = frozenset({*calendar.month_name[1:], *calendar.day_name})
_PROVINCE = re.compile(r"['’]?s?\s+(?:province|governorate|countryside|region|oblast)\b", re.IGNORECASE)
_PROVINCE_OF = re.compile(r"\b(?:(?:province|governorate|countryside)\s+of|rural)\s+$", re.IGNORECASE)
#: "Bay of Bengal": the name goes on.
_GOES_ON = re.compile(r"\s+of\s+[A-ZÀ-Þ][a-zà-þ]")


@dataclass(frozen=True, slots=True)
class Found:
    """A place met in a text, with the offsets of its words; `beside` when the text only says "west of" it."""

    start: int
    end: int
    place: Place
    beside: bool = False


def _shown_as_place(text: str, start: int, end: int, tags: AbstractSet[str]) -> bool:
    """Say whether the words before a name show it to be a place, as far as a tagger agrees."""
    within = _SETTLED.search(text[:start]) is not None or _TOLD_OF.match(text, end) is not None
    within = within or (bool(tags) and _within(text, start, end, tags))
    return within or _sited(text, start, end, "PERSON" in tags)


def _sited(text: str, start: int, end: int, person: bool) -> bool:
    """Say whether a name tells where a thing or a piece of ground lies: "the quarry at Dorn".

    `person` says that a tagger takes it for somebody's: then only ground tells.
    """
    noun = _SITE.search(text[:start])
    grounds = frozenset(lexicon("grounds"))
    sited = noun is not None and noun[1].lower() in (grounds if person else grounds | _assets())
    return sited and agents.known(text[start:end]) is None


def _within(text: str, start: int, end: int, tags: AbstractSet[str]) -> bool:
    """Say whether a tagged name stands where only a place can: "in X", "recaptured X", "the strike on X"."""
    before = text[:start]
    taken = "PERSON" not in tags and _TAKEN.search(before) is not None
    hit = _HIT.search(before) is not None and _BEATEN.match(text, end) is None
    taken = taken or (not tags.isdisjoint({"GPE", "LOC"}) and hit)
    taken = taken or _SHELLED.search(before) is not None or ("PERSON" in tags and _STRUCK.search(before) is not None)
    # "The market of Lom" lies in Lom; "the church of Saint Ann in Lom" is named after her.
    of = _OF.search(before) if "GPE" in tags and not _IN_NAMED.match(text, end) else None
    held = of is not None and of[1].lower() in _assets()
    titled = "PERSON" in tags and text[start:end].split(maxsplit=1)[0].lower().rstrip(".") in agents.titles()
    inside = _IN.search(before) is not None and not titled and _BELIEVED.search(before) is None
    return (taken or held or inside) and agents.known(text[start:end]) is None


@cache
def _assets() -> frozenset[str]:
    """Give the nouns of things that stand in a town."""
    return frozenset(noun for nouns in lexicon("assets").values() for noun in nouns)


_SITE = re.compile(r"([a-z]+)\s+(?:at|in|near|outside|below|above|beside)\s+$")
_OF = re.compile(r"(\w+)\s+of\s+$")
#: "We trust in Varga" tells of no place.
_BELIEVED = re.compile(r"\b(?:believ\w+|trust\w*|faith|confiden\w+|hope)\s+in\s+$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|at|near|outside|inside|over|around|across|into)\s+$", re.IGNORECASE)
_TAKEN = re.compile(
    r"\b(?:(?:re)?captur(?:ed|ing|e)|(?:re)?tak(?:en|ing|e)|(?:re)?took|seiz(?:ed|ing|e)|liberat(?:ed|ing|e)|"
    r"overr[au]n|enter(?:ed|ing)?|control(?:s|led)?\s+(?:of|over)?|reach(?:ed|ing)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: What an act is aimed at, where a tagger calls it a place.
_HIT = re.compile(
    r"\b(?:(?:attack|strike|raid|assault|offensive|shelling|bombing|bombardment)s?\s+(?:on|of|against)|"
    r"(?:fired|launched|dropped)\s+(?:at|on|into)|hit|struck|bombed|shelled|raided|attacked|stormed)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: With what a person is hit, and no town: "hit Velna | with a machete".
BY_HAND = frozenset({"machete", "knife", "axe", "club", "stick", "sword", "baton", "hammer", "fist", "belt", "whip"})
_BEATEN = re.compile(rf"\s+with\s+(?:\w+\s+){{0,2}}(?:{'|'.join(sorted(BY_HAND))}|knive)s?\b", re.IGNORECASE)
#: Nobody is shelled or raided.
_SHELLED = re.compile(r"\b(?:(?:shelling|bombardment|raid)s?\s+(?:on|of)|shelled|bombarded|raided)\s+$", re.IGNORECASE)
#: An attack on one name alone, of nobody whom the report names in full.
_STRUCK = re.compile(
    r"\b(?:(?:attack|strike|assault|offensive|airstrike)s?\s+on|(?:fell|fallen|landed|rained)\s+(?:down\s+)?(?:on|in))\s+$",
    re.IGNORECASE,
)
_IN_NAMED = re.compile(r"\s+(?:in|at|near)\s+[A-ZÀ-Þ]")
#: "A Moscow-based analyst" tells where somebody comes from, not where something happened.
#: Last words of outlets' names that are no outlet by themselves.
_TITLES = frozenset({"courier", "observer", "mirror", "echo", "dispatch", "bulletin", "star", "sun", "independent"})
_OF_SOMEBODY = re.compile(
    r"[-‐‑–](?:based|born|backed|led|run|trained|funded|allied|aligned|educated)\b", re.IGNORECASE
)


@cache
def _spot() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:in|near|towards?|outside|inside|from|out\s+of|besieg(?:ed|ing)|fled|flee(?:ing)?|air\s?strikes?\s+on|"
        r"(?:village|town|city|control|siege|liberation|outskirts|shelling|bombing|bombardment)\s+of)\s+"
        rf"((?:(?:al|el|ar|as)-)?{_WORD}(?:{_JOIN}*[- ]{_WORD})*)"
    )


def spots(text: str) -> frozenset[str]:
    """Give the names that a report uses as places, whether or not a list knows them."""
    return frozenset(m[1] for m in _spot().finditer(text))


def places(
    text: str,
    labelled: Mapping[tuple[int, int], str],
    context: Counter[str],
    people: frozenset[str] = frozenset(),
    shown: str = "",
) -> tuple[Found, ...]:
    """Give the places of a sentence: spans a tagger calls places, and known capitalised names after "in", "near" ….

    `labelled` gives the tagger's label of a span. A name of a small place outside the countries of the context is not
    believed, nor the last name (in small letters) of one of `people` unless it stands after "in"; one that no list
    knows is a place where the words leave nothing else, and then has no coordinates. `shown` is a telex in
    ordinary case.
    """
    telex = telexed(text)
    found: list[Found] = []
    runs = (m.span(1) if telex else m.span() for m in (_AFTER if telex else _NAME).finditer(text))
    for first, last in (piece for run in runs for piece in _pieces(text, *run, labelled)):
        start, end = _begun(text, first, last), _named(first, last, labelled) or last
        led = _BEFORE.search(text[:start]) or _BEFORE.search(text[:first])
        after = telex or led is not None or _great(text[start:end], context)
        tags = {label for (a, b), label in labelled.items() if a < end and start < b}
        tagged = bool(tags)
        settled = _named(first, last, labelled) > 0 or _shown_as_place(text, start, end, tags)
        if text[start:end] in _TIMES or _of_a_body(text[start:end], telex):
            continue  # "rented in April", whatever the tagger takes it for
        if not (after or tagged or settled) or end - start < 3 or (found and start < found[-1].end):
            continue
        if text[start:end].lower() in people and _IN.search(text[:start]) is None:
            continue
        place = _longest(text[start:end], _told(text, end) or context)
        settled = settled or (_NEAR.search(text[:start]) is not None and agents.known(text[start:end]) is None)
        # "The al-Gharbiya quarter" is no far province.
        far = place is not None and place[0].level == "governorate" and not at_home(place[0].country, context)
        quarter = far and _named(first, last, labelled) > 0
        if place is None or quarter or not _believed(place[0], text[start : start + place[1]], context):
            if not telex and settled and _bears_a_name(text[start:end]):
                name = _cut(text[start:end]).removesuffix("'s").removesuffix("’s").rstrip("'’")
                bearing = place[0].candidates if place is not None else 1
                found.append(Found(start, start + len(name), Place(name, candidates=bearing)))
            continue
        hit, length = place
        if telex and _person(shown, start, length, people):
            continue
        if _GOES_ON.match(text, start + length) is not None and hit.level == "town":
            continue
        if _OF_SOMEBODY.match(text, start + length) is not None:
            continue
        rest = text[start + length : end].split()
        # "Al-Fatih hospital" is named after the man or the town, and stands where the report is about.
        if rest and rest[0].lower() in _NAMED_AFTER and hit.country and not at_home(hit.country, context):
            continue
        # "Central American University" begins like a town, and is none.
        if rest and not telex and not tagged and rest[0].lower() not in _KINDS and hit.level == "town":
            continue
        hit = _province(text, start, start + length, context, hit)
        found.append(Found(start, start + length, hit, _BESIDE.search(text[:start]) is not None))
    more = _unlisted(shown, labelled, context, people, found) if telex and shown else []
    return tuple(sorted([*found, *more], key=lambda f: f.start))


def _of_a_body(name: str, telex: bool) -> bool:
    """Say whether a name that a tagger may take for a place is an armed group's, or letters that stand for one."""
    listed = agents.known(name)
    armed = listed is not None and listed.kind is AgentKind.ARMED_ACTOR
    letters = (
        not telex and name.isupper() and name.isalpha() and name not in nations() and look_up(name, Counter()) is None
    )
    return armed or letters


def _bears_a_name(words: str) -> bool:
    """Say whether words may name a place that no list knows: not "Central", not "Syrian Turkish"."""
    return words.lower() not in _COMMON and not all(word in nations() for word in words.split())


def _cut(words: str) -> str:
    """Give a name up to a word that begins no place's: an act, a body, a day ("Orst IS Attack", "North Orst Today")."""
    kept = words.split(" ")
    for n, word in enumerate(kept[1:], start=1):
        if word.lower() in act_nouns() or word.lower() == "today" or word in _TIMES or agents.known(word) is not None:
            return " ".join(kept[:n])
    return words


def _unlisted(
    shown: str,
    labelled: Mapping[tuple[int, int], str],
    context: Counter[str],
    people: frozenset[str],
    listed: Iterable[Found],
) -> list[Found]:
    """Give the places of a telex that no list knows, as its text in ordinary case tells them: "SHELLED DORVALE"."""
    taken = [(f.start, f.end) for f in listed]
    new = (f for f in places(shown, labelled, context, people) if f.place.level == "unknown" and f.place.lat is None)
    apart = (f for f in new if not any(f.start < end and start < f.end for start, end in taken))
    return [f for f in apart if not _person(shown, f.start, f.end - f.start, people)]


def _province(text: str, start: int, end: int, context: Counter[str], hit: Place) -> Place:
    """Give the province that a town's name stands for ("Dorn province", "rural Dorn"); any other place as it is."""
    named = _PROVINCE_OF.search(text[:start]) or _PROVINCE.match(text, end)
    wide = look_up(text[start:end], context, "governorate") if named and hit.level == "town" else None
    return wide if wide is not None and (wide.country == hit.country or at_home(wide.country, context)) else hit


def _pieces(text: str, start: int, end: int, labelled: Mapping[tuple[int, int], str]) -> list[tuple[int, int]]:
    """Give a run of words as one name, or as two where the first owns a small place: "Lom's Dorn quarter"."""
    owned = (a for (a, _), label in labelled.items() if label == LOCALITY and start < a < end)
    cut = next((a for a in owned if text[:a].endswith(("'s ", "’s "))), None)
    return [(start, end)] if cut is None else [(start, cut - 1), (cut, end)]


def _named(start: int, end: int, labelled: Mapping[tuple[int, int], str]) -> int:
    """Give where a name ends that the words beside it show to be a place's: "Dorn | District"; 0 for any other."""
    return next((b for (a, b), label in labelled.items() if label == LOCALITY and start <= a and b <= end), 0)


def _begun(text: str, start: int, end: int) -> int:
    """Give where a name begins: after a preposition in capitals or a country's name ("Orsk's Lom", "Orsks Lom")."""
    if (lead := _LEAD.match(text[start:end])) is not None:
        start += lead.end()
    sided = _SIDED.match(text, start, end)
    if (
        sided is not None
        and look_up(text[start:end], Counter()) is None
        and look_up(text[sided.end() : end], Counter())
    ):
        return sided.end()
    owned = _OWNED.match(text, start, end)
    if owned is None or (land := nations().get(owned[1])) is None:
        return start
    town = _longest(text[owned.end() : end], Counter({land: 1}))
    return owned.end() if not owned[2] or (town is not None and town[0].country == land) else start


def _person(shown: str, start: int, length: int, people: frozenset[str]) -> bool:
    """Say whether a name in a telex is a person's: known as such, or followed by another word of a name."""
    if shown[start : start + length].lower() in people and _IN.search(shown[:start]) is None:
        return True
    more = _NEXT_NAME.match(shown, start + length)
    return more is not None and more[1].lower() not in _KINDS and more[1] not in nations()


def _told(text: str, end: int) -> Counter[str] | None:
    """Give the country that stands after a name and settles which place is meant ("Tripoli, Lebanon"), or None."""
    match = _COUNTRY_AFTER.match(text, end)
    pair = match[1].title() if match is not None else ""
    code = nations().get(pair) or nations().get(pair.split(" ")[0]) if pair else None
    return Counter({code: 1}) if code is not None else None


def again(text: str, found: Iterable[Found], names: dict[str, Place]) -> tuple[Found, ...]:
    """Add to a sentence's places the names that another sentence of the report has shown to be places."""
    have = list(found)
    for name, place in names.items():
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            taken = any(match.start() < f.end and f.start < match.end() for f in have)
            if not (taken or _OF_SOMEBODY.match(text, match.end()) or _of_outlet(text, match.end())):
                have.append(Found(match.start(), match.end(), place))
    return tuple(sorted(have, key=lambda f: f.start))


def _of_outlet(text: str, end: int) -> bool:
    """Say whether a name that ends somewhere begins that of an outlet: the "Lom Courier" is not in Lom."""
    following = re.match(r" ([A-Z][a-z]+)", text[end:])
    last = following[1].lower() if following is not None else ""
    return last in _TITLES or agents.kind_of_noun(last) is AgentKind.OUTLET


def _great(words: str, context: Counter[str]) -> bool:
    """Say whether a name is that of a large town of the report's countries, which needs no "in" before it."""
    if " " in words or words.lower() in _COMMON:
        return False
    place = look_up(words, context)
    return place is not None and place.level == "town" and bool(context[place.country]) and _large(place, words)


def _believed(place: Place, words: str, context: Counter[str]) -> bool:
    """Say whether a name is meant as a place: towns only in the report's countries, or great cities by their own name.

    A byname elsewhere is most often something else: a person, a verb, the beginning of a longer name.
    """
    if words.lower() in _COMMON:
        return False
    if place.level != "town":
        return True
    if place.country in _ENGLISH:
        return _large(place, words)
    own = fold(_POSSESSIVE.sub("", words)) == fold(place.name)
    return at_home(place.country, context) or (own and _large(place, words))


def _longest(words: str, context: Counter[str]) -> tuple[Place, int] | None:
    """Give the place of the longest beginning of some words that is known, and its length; a site's town counts.

    "San" or "New" alone begins a name that no list knows.
    """
    ends = [len(words), *[m.start() for m in reversed(list(re.finditer(r"[ ]", words)))]]
    for end in ends:
        if words[:end].rpartition(" ")[2].lower() in {"at", "an", "as"}:
            continue  # a preposition of what follows, which the folding would take for an article
        name = _POSSESSIVE.sub("", words[:end])
        lost = name.endswith("s") and name not in nations() and name[:-1] in nations()  # "Syrias northern town"
        place = look_up(name[:-1] if lost else name, context)
        goes_on = words[:end].lower() in _BEGINS or _ARTICLE.match(words, end) is not None
        if place is not None and not (end < len(words) and goes_on):
            return place, end
    return None


def _large(place: Place, words: str) -> bool:
    """Tell whether a town is known enough to be meant without its country being named."""
    return (
        any(int(all_rows()[n][5]) >= 100_000 for n in index().get(fold(_POSSESSIVE.sub("", words)), ()))
        or not place.country
    )
