"""Names of the bodies of a state: whose state, and which office, as the words of a name alone tell it.

"Karven army", "the army's General Command", "Ministry of Defence of Karven" and "the Karven defence minister" name one
office; "Karven air force" obeys it; "Karven government" can be any office of Karven; "army" does not say whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect

#: What stands for all offices of a state together.
WHOLE = "whole"
#: The state of bodies of which no claim says whose they are.
UNNAMED = "?"
_OWNED = re.compile(r"(?:[Tt]he )?(?P<owner>.+?)[’']s? \S.*")
_BELONGING = re.compile(r"\S.* (?:of|from) (?:the )?(?P<owner>[A-Z].*)")
#: A land that no list knows has so many letters at least, and so many before the ending of its people.
_LEAST, _STEM = 4, 3


@dataclass(frozen=True, slots=True)
class Office:
    """A body of a state: the state, empty where the name does not say it, and the office (`WHOLE` for the state)."""

    state: str
    office: str

    @property
    def over(self) -> str:
        """Give the office that this one obeys; itself where it obeys none."""
        return str(lexicon("offices")["under"].get(self.office, self.office))


def one_chain(a: Office, b: Office) -> bool:
    """Say whether two bodies are of one state, and one of them is the other, obeys it or stands for the whole state."""
    return bool(a.state) and a.state == b.state and can_be_one(a, b)


def can_be_one(a: Office, b: Office) -> bool:
    """Say whether two names of a state's bodies can mean one body, or one that obeys the other."""
    if a.state and b.state and a.state != b.state:
        return False
    return WHOLE in {a.office, b.office} or a.over == b.over


@lru_cache(maxsize=65_536)
def office_of(name: str) -> Office | None:
    """Give the office that a name is of; None for any other name.

    Takes the name as written. All words must be of an office, fill in between, or be the one land: "Free Karven Army"
    is no body of Karven.
    """
    words = normal_name(name)
    office, rest = _office(f" {words} ")
    written = {normal_name(w) for w in name.replace("-", " ").split() if w[:1].isupper()}
    if office is None:
        whole = _lands().get(words)
        return Office(whole, WHOLE) if whole else None
    left = " ".join(w for w in rest.split() if w not in _table()["filling"])
    if not left or (office != WHOLE and _office(f" {left} ") == (WHOLE, " ")):  # "the regime's air force"
        # "Forces" or "side" alone are nobody's; "Karven forces" are of Karven.
        nobody = {*_table()["with_a_land"], *_table()["filling"]}
        return None if set(words.split()) <= nobody else Office("", office)
    unknown = " " not in left and len(left) >= _LEAST and left in written and left not in _table()["not_lands"]
    land = _lands().get(left) or (land_key(left) if unknown else "")
    return Office(land, office) if land else None


def land_key(word: str) -> str:
    """Give one key for a land, its people and what belongs to it: "veln" of "Velno", "Velnian" and "Velnians"."""
    for ending in _table()["peoples"]:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=65_536)
def party_of(name: str) -> str:
    """Give the party that a name names, or says its body is of, as one key; empty where it says none.

    "orsk" of "Orsk", "Orsk's defence ministry" and "the army of Orsk", "tarn front" of "the Tarn Front command"; and
    "south orsk" of "the South Orsk army". Takes the name as written: in small letters it names nobody.
    """
    if name == name.lower():
        return ""
    if (office := office_of(name)) is not None:
        return office.state
    _, rest = _office(f" {normal_name(name)} ")
    rest = _without(rest, _table()["services"])
    left = [w for w in rest.split() if w not in _table()["filling"]]
    # "Tarn Front fighters" are the Front's; "Orsk rebels" may be against Orsk.
    people, body = {*lexicon("victims")["combatant"]}, {*lexicon("voice_roles")["armed_bodies"]}
    if len(left) > 1 and left[-2] in body and {left[-1], left[-1].removesuffix("s")} & people:
        left.pop()
    return " ".join(left) if len(left) > 1 else land_key("".join(left))


def owner_of(name: str) -> str:
    """Give whose a body with a name of its own is, as written: "Tarn Front" of "the Tarn Front's Hill brigade"."""
    found = _OWNED.fullmatch(name) or _BELONGING.fullmatch(name)
    return found["owner"] if found is not None else ""


def force_of(name: str, speakers: Collection[str] = ()) -> str:
    """Give the force whose members a name tells of ("police officers"); the name itself where it tells of none.

    Members without their force ("officers") are those of the only body of a state among `speakers`, who speak of them.
    """
    words, members = name.split(), _table()["members"]
    while words and words[-1].casefold() in members:
        words.pop()
    if len(words) == len(name.split()):
        return name
    if not [w for w in words if normal_name(w) not in {"", "a", "an", "the"}]:
        bodies = {speaker for speaker in speakers if office_of(speaker) is not None}
        return next(iter(bodies)) if len(bodies) == 1 else name
    force = " ".join(words)
    return force if office_of(force) is not None else name


def is_land(name: str) -> bool:
    """Say whether a name is that of a land, its people, its capital or its ruler alone, as far as the lexicon knows."""
    return normal_name(name) in _lands()


def states_by_report(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Give the states whose bodies the claims of each report name, as speakers, as doers or as harmed."""
    found: dict[str, set[str]] = {}
    for report, office in _named(claims):
        found.setdefault(report, set()).add(office.state)
    return found


def _named(claims: Iterable[Claim]) -> Iterator[tuple[str, Office]]:
    """Give the bodies that claims name with their state, each with the report."""
    for claim in claims:
        names = [hop.agent.name for hop in claim.chain] + [n for n in (claim.actor, claim.target) if n]
        for name in [*names, claim.value] if claim.aspect in {Aspect.PERPETRATOR, Aspect.CONTROL} else names:
            office = office_of(name)
            if office is not None and office.state:
                yield claim.report, office


def resolved(
    names: Mapping[str, Collection[str]], near: Iterable[Claim], *, anywhere: bool = True
) -> dict[str, Office]:
    """Give the office of each name of a body of a state in one event; takes the reports that use each name.

    A name that does not say whose body it is ("army") has the only state of whose bodies these reports speak, else the
    only one that the event's claims, `near`, name; of several the only one that they name a body of its office of ("the
    air force", beside one land's army and another's border guard); none where several can be meant. Without `anywhere`
    words for a whole state ("the regime") have no state that their own reports do not tell. Bodies of an event whose
    claims name no state are of one state, which nobody names.
    """
    known = {name: office for name in names if (office := office_of(name)) is not None}
    if not known:
        return {}
    near = list(near)
    lands, bodies = states_by_report(near), {office for _, office in _named(near)}
    here = set[str]().union(*lands.values())
    found = {}
    for name, office in known.items():
        told = set[str]().union(*(lands.get(report, set()) for report in names[name]))
        if not told and (anywhere or office.office != WHOLE):
            told = here or {UNNAMED}
        if len(told) > 1:
            told = {b.state for b in bodies if b.state in told and b.over == office.over} or told
        found[name] = Office(office.state or (next(iter(told)) if len(told) == 1 else ""), office.office)
    return found


def _office(words: str) -> tuple[str | None, str]:
    """Give the office that some words name, and what else stands there."""
    for office, names in _rows():
        rest, found = words, False
        for name in names:
            if f" {name} " in rest:
                rest, found = rest.replace(f" {name} ", " "), True
        if found:
            return office, _without(rest, _table()["services"])
    return None, words


def _without(words: str, names: list[str]) -> str:
    for name in sorted(names, key=lambda n: -len(n)):
        words = words.replace(f" {name} ", " ")
    return words


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = lexicon("offices")
    return table


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give each office with the words that name it, longest first; a ministry by its matter and its head."""
    table = lexicon("offices")
    # "A military junta" is no military.
    taken = [f" {w} " for names in table["offices"].values() for w in names]
    rows = [(WHOLE, tuple(n for n in table["whole"] if any(w in f" {n} " for w in taken)))]
    for matter in sorted(table["ministries"], key=lambda m: (-len(m), m)):
        heads = sorted(table["heads"], key=lambda h: (-len(h), h))
        forms = [form for h in heads for form in (f"{matter} {h}", f"{h} of {matter}", f"{h} of the {matter}")]
        rows.append((table["spelled"].get(matter, matter), tuple(forms)))
    # "Military junta" before "military": several words for a state may hold the name of one of its offices.
    rows.append((WHOLE, tuple(sorted((n for n in table["whole"] if " " in n), key=lambda n: -len(n)))))
    rows += [(office, tuple(sorted(names, key=lambda n: -len(n)))) for office, names in table["offices"].items()]
    rows.append((WHOLE, tuple(sorted((*table["whole"], *table["with_a_land"]), key=lambda n: -len(n)))))
    return tuple(rows)


@cache
def _lands() -> dict[str, str]:
    """Give the key of each known land under all forms of its name: country, people, capital, ruler."""
    agents, table = lexicon("agents"), dict[str, str]()
    adjectives: dict[str, str] = {}
    for line in agents["countries"]:
        country, adjective, *others = (form.strip() for form in line.split("|"))
        adjectives[normal_name(adjective)] = normal_name(country)
        # "Karvens", as a name, are their state: who wants to tell people says "Karven residents".
        people = f"{adjective}s" if adjective.endswith(tuple(_table()["of_a_land"])) else adjective
        for form in (country, adjective, people, *others):
            table.setdefault(normal_name(form), normal_name(country))
    for line in agents["rulers"]:
        ruler, adjective = (form.strip() for form in line.split("|"))
        if (country := adjectives.get(normal_name(adjective))) is not None:
            table.setdefault(normal_name(ruler), country)
    return table
