"""Places that a sentence names and that are not where it happened: where words were said, roads lead, wounded went."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, act_nouns, child, clause_head
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named.act import verbs
from counterclaim.extract.named.agents import kind_of_noun, known
from counterclaim.extract.named.localities import smallest
from counterclaim.extract.named.nouns import is_people, weapon_row
from counterclaim.extract.named.persons import person_nouns
from counterclaim.extract.named.places import Found
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.slots.own_days import token_at
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind

_ROUTES = frozenset({"highway", "motorway", "road", "route", "line", "railway", "pipeline", "corridor"})
#: Words between "from" and "to" where a road's two ends are named.
ROUTE_WORDS = 6
_MODIFYING = frozenset({"compound", "nmod", "amod", "conj", "punct", "npadvmod"})
_TOWN_NOUNS = frozenset({"town", "village", "city", "hamlet", "settlement", "suburb", "port"})
#: Where those stand who fire from it.
_GROUND = frozenset({"position", "base", "hill", "post", "camp", "barrack", "airfield", "airbase", "territory", "area"})
_WITHIN = frozenset({"in", "at", "from", "near", "around", "outside", "inside"})
_TELLING = frozenset({"tell", "brief", "inform"})
_JUDGING = frozenset({"court", "tribunal", "jury"})
_SPEAKING = frozenset({"speak", "talk", "brief", "address", "testify", "lecture"})
#: To whom, or at what, something is said.
_HEARERS = frozenset(
    {
        "reporter",
        "journalist",
        "correspondent",
        "conference",
        "briefing",
        "summit",
        "interview",
        "council",
        "parliament",
    }
    | {"rally", "session", "congress", "forum", "audience", "lawmaker", "deputy", "meeting", "gathering", "crowd"}
    | {"telephone", "phone", "agency", "ceremony", "hearing", "panel", "talk", "statement", "speech"}
)
_MEETINGS = frozenset({"summit", "conference", "talk", "negotiation", "forum", "congress"})
_CONFLICTS = frozenset({"war", "conflict", "crisis", "dispute", "ceasefire", "truce", "insurgency"})
_TALKS = frozenset({"talk", "negotiation"})
#: Whence something flies or is fired is not where it comes down.
_SENDING = frozenset({"fire", "launch", "shoot", "lob", "fly", "take", "depart", "come", "originate", "send", "rain"})
#: Where people set out from or come to: "left the country from the airport at Lom".
_STOPS = frozenset({"airport", "port", "harbour", "harbor", "station", "airfield", "airstrip", "terminal"})
_SETTING_OUT = frozenset({"leave", "depart", "fly", "take", "sail", "travel", "come"})
_ARRIVING = frozenset({"arrive", "land", "dock"})
_NAMED = frozenset({"PERSON", "ORG"})
_MOVED = frozenset({"evacuee", "refugee", "displaced", "migrant", "returnee"})
_LEAVING = frozenset({"evacuate", "flee", "displace", "escape", "uproot"})
_FIRED = frozenset({"fire", "shelling", "bombardment", "shot", "jet", "warplane", "plane", "bomber", "aircraft"})
#: Where the wounded and the dead are brought.
_BRINGING = frozenset({"take", "rush", "bring", "transfer", "airlift", "carry", "move", "transport", "ferry"})
_DYING = frozenset({"die", "succumb"})
_TENDING = frozenset({"treat", "hospitalise", "hospitalize", "admit", "bury", "operate"})
_BEDS = frozenset(
    {"hospital", "clinic", "treatment", "morgue", "surgery", "ward", "infirmary", "mortuary", "operation"}
)
_HARMED = frozenset({"wounded", "injured", "body", "casualty", "victim", "dead", "patient", "survivor", "remains"})
_MISSIONS = frozenset({"embassy", "consulate", "mission", "legation"})
#: Who tells of what was done where they are.
_LOCAL = frozenset(
    {"resident", "witness", "villager", "doctor", "medic", "survivor", "activist", "inhabitant", "local", "police"}
    | {"mayor", "rescuer", "teacher", "farmer", "neighbour", "neighbor", "nurse", "shopkeeper", "eyewitness"}
)
#: Where words were said or heard, and where somebody is based, is not where anything happened.
_WORDS_GIVEN = frozenset(
    {
        "issue",
        "publish",
        "release",
        "broadcast",
        "meet",
        "arrive",
        "travel",
        "fly",
        "visit",
        "return",
        "host",
        "train",
        "educate",
        "position",
        "base",
        "station",
        "deploy",
        "entrench",
        "headquarter",
    }
)


def there(sentence: Sentence, found: Iterable[Found], token: Any, low: int, high: int) -> list[Found]:
    """Leave out the places that are not where an act happened; its clause has the characters `low` to `high`."""
    names = [f for f in found if not _hangs_on(sentence, f, _WORDS_GIVEN) and not of_route(sentence, f)]
    names = [f for f in names if not _elsewhere(sentence, f) and not _left(sentence, f, token)]
    names = [f for f in names if low <= f.start < high or not posted(sentence, f, _spoken_for())]
    names = smallest(sentence.plain, names)
    # "Rebels in Dorn shelled Lom", "a farmer from Dorn": where people are or are from holds if no other place is told.
    apart = [f for f in names if _of_doer(sentence, f) or _come_from(sentence, f)]
    others = [f for f in names if low <= f.start < high and f not in apart and f.place.level != "country"]
    return [f for f in names if f not in apart] if others else names


def aside(sentence: Sentence, found: Found) -> bool:
    """Say whether a sentence names a place without telling of anything that happened there."""
    return _hangs_on(sentence, found, _WORDS_GIVEN | saying_verbs()) or _elsewhere(sentence, found)


def _elsewhere(sentence: Sentence, found: Found) -> bool:
    where = _spoken_at(sentence, found) or _whence(sentence, found) or _brought_to(sentence, found)
    return where or _met_at(sentence, found) or _names_conflict(sentence, found)


def _names_conflict(sentence: Sentence, found: Found) -> bool:
    """Say whether a place only names a conflict that is wider than any act in it: "an escalation of the Lom war"."""
    at = token_at(sentence.doc, found.start, found.end)
    over = at.head if at is not None and at.dep_ in {"compound", "nmod", "amod", "poss"} else None
    return at is not None and over is not None and over.i > at.i and over.lemma_.lower() in _CONFLICTS


def _met_at(sentence: Sentence, found: Found) -> bool:
    """Say whether a place is only where people met: "the talks in Lom failed after rebels killed a judge"."""
    hung = _over(sentence, found)
    if hung is None or hung[1].lemma_.lower() not in _MEETINGS or hung[0].lower_ not in {"in", "at"}:
        return False
    over, verb = hung[1], clause_head(hung[1])
    at = over.dep_ in SUBJECTS or (over.dep_ == "pobj" and over.head.lower_ in {"at", "during", "for"})
    return at and (verb.lemma_.lower() not in verbs() or (over.dep_ == "pobj" and over.lemma_.lower() in _TALKS))


def _over(sentence: Sentence, found: Found) -> tuple[Any, Any] | None:
    """Give the preposition that a place's name hangs on and the word above that; None where it hangs on no such."""
    at = token_at(sentence.doc, found.start, found.end)
    while at is not None and at.dep_ in {"compound", "nmod"} and at.head is not at:
        at = at.head
    while at is not None and at.dep_ == "pobj" and _wider(at.head):
        at = at.head.head  # "from | the town of Lom", "from | positions in Lom"
    if at is None or at.dep_ != "pobj":
        return None
    over = at.head.head
    while over.dep_ == "prep" and over.head is not over:
        over = over.head
    return at.head, over


def _wider(link: Any) -> bool:
    """Say whether what a name's preposition hangs on stands for it: a town of that name, a fighter's ground in it."""
    noun = link.head
    town = link.lower_ == "of" and noun.lemma_.lower() in _TOWN_NOUNS
    return noun.dep_ == "pobj" and (town or (noun.head.lower_ == "from" and noun.lemma_.lower() in _GROUND))


def _spoken_at(sentence: Sentence, found: Found) -> bool:
    """Say whether a place is where words were said or heard: "told reporters in Lom", "said from Lom that"."""
    hung = _over(sentence, found)
    if hung is None or hung[0].lower_ not in {"in", "at", "from"}:
        return False
    link, over = hung
    if over.pos_ in {"VERB", "AUX"}:
        return _says_there(over, link) or _at_seat(sentence, found, over, link)
    verb = clause_head(over)
    if over.lemma_.lower() in act_nouns():
        return False
    if over.lemma_.lower() in _JUDGING or (verb.lemma_ in saying_verbs() and _sits(sentence, found, over, verb)):
        return True
    if over.dep_ == "nsubjpass" and verb.lemma_ in _TELLING:
        return True  # "the council in Lom was told"
    says = verb.lemma_ in _SPEAKING or (verb.lemma_ in saying_verbs() and _told_beside(verb, link))
    subject = next((t for t in (over, *over.ancestors) if t.dep_ in SUBJECTS), None)
    return _hears(over) and says and (subject is None or subject.head != verb)


def _hears(noun: Any) -> bool:
    """Say whether something may be said to somebody, or at something: "reporters", "a conference"."""
    told = noun.dep_ in {"dobj", "dative"} and (is_people(noun) or noun.ent_type_ in _NAMED)
    return told or noun.lemma_.lower() in _HEARERS


def _sits(sentence: Sentence, found: Found, who: Any, verb: Any) -> bool:
    """Say whether a place is only where a speaker sits: abroad, or in a capital, unless that is a local one."""
    speaks = is_people(who) or who.ent_type_ in _NAMED or kind_of_noun(who.lemma_.lower()) is not None
    if who.dep_ != "nsubj" or who.head != verb or not (speaks or who.lemma_.lower() in person_nouns()):
        return False
    lands, place = sentence.memory.lands, found.place
    abroad = bool(place.country and lands) and place.country not in lands
    return abroad or (known(place.name) is not None and who.lemma_.lower() not in _LOCAL)


def _says_there(verb: Any, link: Any) -> bool:
    """Say whether a preposition right after a verb of saying tells where it was said, and not what."""
    if verb.lemma_ in _SPEAKING:
        return True
    # "In Lom, police said …" tells where the rest was.
    if verb.lemma_ not in saying_verbs() or link.i < verb.i or any(t.is_punct for t in verb.doc[verb.i + 1 : link.i]):
        return False
    whom = child(verb, "dobj", "dative")
    return (whom is None or _hears(whom)) and _told_beside(verb, link)


def _at_seat(sentence: Sentence, found: Found, verb: Any, link: Any) -> bool:
    """Say whether a state's body speaks at its seat of what was done elsewhere: "In Lom, the ministry said …"."""
    who, town = child(verb, "nsubj"), sentence.memory.place
    if link.i > verb.i or verb.lemma_ not in saying_verbs() or who is None or town is None or found.place == town:
        return False
    if sentence.memory.written or town.level == "country":
        return False
    body = kind_of_noun(who.lemma_.lower()) in {AgentKind.OFFICIAL_BODY, AgentKind.ARMED_ACTOR}
    return known(found.place.name) is not None and body and who.lemma_.lower() not in _LOCAL


def _told_beside(verb: Any, link: Any) -> bool:
    """Say whether what is told stands before a verb of saying, or after the words that hang on it."""
    told = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
    before = verb.dep_ in {"parataxis", "conj"} or any(c.i < verb.i for c in told)
    return before or any(c.left_edge.i > link.i for c in told)


def _whence(sentence: Sentence, found: Found) -> bool:
    """Say whether a place is only where something was fired from, or somebody left: "rockets fired from Lom"."""
    hung = _over(sentence, found)
    if hung is not None and hung[1].lemma_.lower() in _STOPS and hung[1].dep_ == "pobj":
        link, over = hung[1].head, hung[1].head.head
        ways = {"from": _SETTING_OUT, "at": _ARRIVING, "in": _ARRIVING}
        return over.pos_ == "VERB" and over.lemma_ in ways.get(link.lower_, ())
    if hung is None or hung[0].lower_ != "from":
        return False
    over = hung[1]
    if over.lemma_.lower() in _MOVED:
        return True
    armed = over.pos_ in {"NOUN", "PROPN"} and (weapon_row(over) is not None or over.lemma_.lower() in _FIRED)
    return armed or (over.pos_ == "VERB" and over.lemma_ in _SENDING)


def _left(sentence: Sentence, found: Found, token: Any) -> bool:
    """Say whether a place is only what those had left to whom something else was done: "evacuated from Lom"."""
    hung = _over(sentence, found)
    if hung is None or hung[0].lower_ != "from" or hung[1].lemma_ not in _LEAVING:
        return False
    return hung[1].dep_ in {"acl", "relcl"} and hung[1] != token


def _brought_to(sentence: Sentence, found: Found) -> bool:
    """Say whether a place is only where wounded or dead people were brought, treated or buried."""
    at = token_at(sentence.doc, found.start, found.end)
    verb = next((t for t in at.ancestors if t.pos_ == "VERB"), None) if at is not None else None
    if at is None or verb is None or at.i < verb.i:
        return False
    way = [t for t in at.ancestors if t.dep_ == "prep" and verb.is_ancestor(t)]
    if not way or way[-1].lower_ not in {"to", "in", "at", "into", "across"}:
        return False
    if verb.lemma_ in _TENDING:
        return True
    whom = child(verb, "nsubj" if verb.lemma_ in _DYING else "nsubjpass", "dobj")
    harmed = whom is not None and any(t.lower_ in _HARMED or t.lemma_.lower() in _HARMED for t in whom.subtree)
    beds = any(t.lemma_.lower() in _BEDS for t in verb.doc[verb.i : at.i + 3])
    if verb.lemma_ in _DYING:
        return beds and harmed  # "two of the wounded died in a hospital in Lom"
    return verb.lemma_ in _BRINGING and (beds or (harmed and way[-1].lower_ in {"to", "into", "across"}))


def _of_doer(sentence: Sentence, found: Found) -> bool:
    """Say whether a place tells where those who did something are: "rebels in Lom", "by militants near Lom"."""
    hung = _over(sentence, found)
    over = hung[1] if hung is not None else None
    if hung is None or over is None or hung[0].lower_ not in _WITHIN or over.pos_ not in {"NOUN", "PROPN"}:
        return False
    if over.lemma_.lower() in act_nouns():
        return False
    acts = over.dep_ == "nsubj" and over.head.pos_ == "VERB" and over.head.lemma_ not in saying_verbs()
    by = over.dep_ == "pobj" and over.head.lower_ == "by"
    return (acts and is_people(over)) or by


def _come_from(sentence: Sentence, found: Found) -> bool:
    """Say whether a place tells where somebody is from: "a farmer from Lom"."""
    hung = _over(sentence, found)
    return hung is not None and hung[0].lower_ == "from" and hung[1].pos_ == "NOUN" and is_people(hung[1])


@cache
def _spoken_for() -> frozenset[str]:
    """Give the nouns of who speaks for others, wherever they are: "a spokesman in Lom"."""
    return frozenset(word for word in lexicon("namesakes")["speakers"] if word.startswith("spokes"))


def posted(sentence: Sentence, found: Found, persons: frozenset[str] | None = None) -> bool:
    """Say whether a place only tells where somebody works: "a spokesman in Lom", "the regime in Damascus"."""
    at = token_at(sentence.doc, found.start, found.end)
    over = at.head.head if at is not None and at.dep_ == "pobj" and at.head.lower_ in {"in", "at"} else None
    if over is None or over.pos_ != "NOUN" or over.dep_ == "nsubjpass":
        return False
    noun = over.lemma_.lower()
    if any(c.lemma_.lower() in _MISSIONS for c in over.children if c.dep_ in {"compound", "nmod"}):
        return True  # "embassy officials in Lom"
    if persons is not None:
        return noun in persons
    seat = known(found.place.name) is not None and kind_of_noun(noun) is AgentKind.OFFICIAL_BODY
    return seat or noun in person_nouns()


def of_route(sentence: Sentence, found: Found) -> bool:
    """Say whether a place is only where a road begins or ends: "the Lom–Velno highway", "the supply line to Lom"."""
    at = token_at(sentence.doc, found.start, found.end)
    if at is None:
        return False
    over = at
    while over.dep_ in _MODIFYING and over.head is not over:
        over = over.head
    if over is not at and over.lemma_.lower() in _ROUTES:
        return True
    link = over.head
    return over.dep_ == "pobj" and link.lower_ in {"to", "from", "between"} and _on_road(link)


def _on_road(link: Any) -> bool:
    """Say whether a preposition leads from a road, or after one to where it ends: "the road from Dorn to Lom"."""
    before = link.doc[max(0, link.i - ROUTE_WORDS) : link.i] if link.lower_ == "to" else ()
    first = next((t for t in before if t.lower_ == "from" and t.head.lemma_ in _ROUTES), link)
    return bool(first.head.lemma_ in _ROUTES)


def _hangs_on(sentence: Sentence, found: Found, verbs: frozenset[str]) -> bool:
    """Say whether a place hangs on one of some verbs: where something was said, or somebody went."""
    at = token_at(sentence.doc, found.start, found.end)
    if at is not None and at.dep_ == "dobj" and at.head.lemma_ == "visit":
        return "visit" in verbs
    over = at.head.head if at is not None and at.dep_ == "pobj" else None
    # "A base in Lom", "a bus station in Lom": those nouns are no verbs of where somebody is kept.
    return over is not None and over.pos_ in {"VERB", "AUX"} and over.lemma_ in verbs
