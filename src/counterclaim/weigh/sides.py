"""Who did it, told of one side in several names: "Karven air force", "Karven defence ministry" and "the regime".

Rival names of bodies of one side are one answer, with each name kept in its own words. Only what is on record makes a
side: a camp or a tie of the registry, or names that say which state's bodies they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.english import is_plural
from counterclaim.lexicons import lexicon
from counterclaim.offices import UNNAMED, Office, force_of, office_of, owner_of, party_of, resolved
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Answer
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.ties import PART, house, reach
from counterclaim.records.words import Relation, Take
from counterclaim.weigh.interest import camps_of
from counterclaim.weigh.positions import stand
from counterclaim.weigh.wordings import Wording, apart, wordings

#: How the ties that put names on one side read.
_READS: dict[str, str] = {
    Relation.ALIAS_OF: "is another name of",
    Relation.SPOKESPERSON_OF: "speaks for",
    Relation.MEMBER_OF: "is a part of",
    Relation.PARENT_UNIT_OF: "is the unit above",
}
#: So many ties are told.
TIES_MAX = 5


def one_side(
    claims: Sequence[Claim],
    origin_of: Mapping[str, str],
    registry: Registry,
    near: Sequence[Claim],
    spoken: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Give the answer that each name of a doer stands on, by name; takes an event's claims of who did it.

    `near` are all claims of the event: they tell whose a body is that is named without its state ("the regime").
    `spoken` gives by folded name the body for which somebody speaks. Names that a voice tells apart stay apart. Names
    of one body are called by the one of them that is told most among those that say whose it is; names of several
    bodies by their side.
    """
    found = wordings(claims, origin_of)
    if len(found) < 2:
        return {}
    houses = lexicon("namesakes")["houses"]
    forces = {w.value: houses.get(normal_name(w.value), force_of(w.value, _deniers(w))) for w in found}
    reports: dict[str, set[str]] = defaultdict(set)
    for wording in found:
        reports[forces[wording.value]] |= {c.report for c in wording.claims}
    known = resolved(reports, near, anywhere=False)
    offices = {value: known[force] for value, force in forces.items() if force in known}
    keys = Sides(registry, offices, spoken or {})
    mine = {w.value: keys.of(w.value) for w in found}
    sides: dict[str, list[Wording]] = defaultdict(list)
    for wording in found:
        if side := _over(wording, mine, keys) or mine[wording.value]:
            sides[side].append(wording)
    called: dict[str, str] = {}
    for side, members in sides.items():
        together = [w for w in members if not any(apart(w, other) for other in members)]
        if len(together) > 1:
            first = [w for w in together if mine[w.value] == side] or together
            name = _name(together, offices, side if side in keys.camps.values() else "", first)
            called |= {w.value: name for w in together}
    return {w.value: called.get(w.value, w.value) for w in found}


def ties_told(answers: Sequence[Answer], registry: Registry) -> str:
    """Tell the ties of the registry by which names of several bodies stand on one answer to who did it."""
    found: dict[str, None] = {}
    for answer in answers:
        names = [words for words, _ in answer.wordings]
        for tie in (t for n in names for t in reach(n, registry, PART).values() if t is not None):
            basis = f" ({tie.basis})" if tie.basis else ""
            found[f"{tie.agent} {_READS[tie.relation]} {tie.other}{basis}"] = None
    return f"On record: {'; '.join(list(found)[:TIES_MAX])}." if found else ""


def _deniers(wording: Wording) -> set[str]:
    """Give who denies a doer: a force denies of its own officers that they did it."""
    return {c.originator.name for c in wording.claims if stand(c) is Take.DENIES}


def _over(wording: Wording, mine: Mapping[str, str], keys: Sides) -> str:
    """Give the side of another doer of the event that the registry puts above one: the highest; empty for none.

    Whoever is accused of a deed is accused as a part of that side; a part that denies it denies it for itself alone.
    """
    others = {side for value, side in mine.items() if side and value != wording.value}
    above = keys.above(wording.value) if wording.asserted else []
    return next((side for side in reversed(above) if side in others), "")


class Sides:
    """On which side a name stands: its camp by the registry, else whose body its words say it is."""

    def __init__(self, registry: Registry, offices: Mapping[str, Office], spoken: Mapping[str, str]) -> None:
        self.camps = camps_of(registry)
        self._registry = registry
        self._offices = offices
        self._spoken = spoken

    def of(self, value: str) -> str:
        """Give the side of a doer: its camp, its own or that of what it is a part of; else its party."""
        for name in reach(value, self._registry, PART):
            if name in self.camps:
                return self.camps[name]
        office = self._offices.get(value)
        if office is not None and office.state == UNNAMED:
            return f"office {office.over}"
        if office is not None and office.state:
            return self._party(office.state)
        spoken = self._spoken.get(normal_name(value), value)
        top, tie = house(spoken, self._registry)
        return self._party(party_of(top.title() if tie is not None else spoken))

    def above(self, value: str) -> list[str]:
        """Give the sides of those that a doer is a part of, by its name and by the registry, from below."""
        ties = (tie for tie in reach(value, self._registry, PART).values() if tie is not None)
        written = (owner_of(value), *(n for tie in ties for n in (tie.agent, tie.other)))
        return list(dict.fromkeys(self.of(n) for n in written if n and normal_name(n) != normal_name(value)))

    def _party(self, party: str) -> str:
        """Give the side of a party: the one camp of those bodies of it that the registry names, else itself."""
        known = {camp for name, camp in self.camps.items() if party and party_of(name.title()) == party}
        return next(iter(known)) if len(known) == 1 else "" if known or not party else f"party {party}"


def _name(members: Sequence[Wording], offices: Mapping[str, Office], camp: str, first: Sequence[Wording]) -> str:
    """Give what names of one side are called: by one of them where they are of one body, else by camp, state or party.

    `first` are the members that name the side itself, and no part of it: nobody is told to have named another body.
    """
    bodies, houses = {offices.get(w.value) for w in members}, lexicon("namesakes")["houses"]
    lands = Counter(_land(w.value) for w in members if _state(houses.get(normal_name(w.value), w.value)))
    one_body = len(bodies) == 1 and None not in bodies
    if camp and not one_body:
        return camp
    if lands and not one_body:
        return f"{min(lands, key=lambda land: (-lands[land], -len(land), land))} side"
    most = min(
        members if one_body else first,
        key=lambda w: (_order(w.value), -len(w.asserted), -w.reports, not is_plural(w.value), w.value),
    )
    return most.value if one_body else f"{most.value} side"


def _order(name: str) -> tuple[bool, bool]:
    """Order names of one body: those that say whose it is before others, a land before its people ("Russians")."""
    office = office_of(name)
    people = office is not None and name.endswith("s") and office_of(name.removesuffix("s")) == office
    return not _state(name), people


def _land(name: str) -> str:
    """Give the word of a name that says whose body it is, as written."""
    name = lexicon("namesakes")["houses"].get(normal_name(name), name)
    for word in name.replace("’", "'").split():
        bare = word.removesuffix("'s").removesuffix("'")
        # "Karvens" and "the Karven army" are the Karven side.
        if bare.endswith("s") and office_of(bare) == office_of(bare[:-1]) is not None:
            bare = bare[:-1]
        if _state(f"{bare} army") == _state(name):
            return bare
    return name


def _state(name: str) -> str:
    found = office_of(name)
    return found.state if found is not None else ""
