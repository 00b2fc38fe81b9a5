"""Who did it, told of one side in several names: "Karven air force", "Karven defence ministry" and "the regime".

Rival names of bodies of one side are one answer, called by the side, with each name kept in its own words. Only what is
on record makes a side: a camp or a tie of the registry, or names that say which state's bodies they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.offices import office_of, states_by_report
from counterclaim.records.claim import Claim
from counterclaim.records.registry import Registry
from counterclaim.records.ties import PART, reach
from counterclaim.weigh.interest import camps_of
from counterclaim.weigh.wordings import Wording, apart, wordings


def one_side(
    claims: Sequence[Claim], origin_of: Mapping[str, str], registry: Registry, near: Sequence[Claim]
) -> dict[str, str]:
    """Give the answer that each name of a doer stands on, by name; takes an event's claims of who did it.

    `near` are all claims of the event: in the words of a report that tells of the bodies of one state alone, a body
    without a state ("the regime") is of that one. Names that a voice tells apart stay apart.
    """
    found = wordings(claims, origin_of)
    if len(found) < 2:
        return {}
    camps, lands = camps_of(registry), states_by_report(near)
    sides: dict[str, list[Wording]] = defaultdict(list)
    for wording in found:
        if side := _side(wording, camps, registry, lands):
            sides[side].append(wording)
    called: dict[str, str] = {}
    for side, members in sides.items():
        together = [w for w in members if not any(apart(w, other) for other in members)]
        if len(together) > 1:
            name = side if side in camps.values() else _name(together)
            called |= {w.value: name for w in together}
    return {w.value: called.get(w.value, w.value) for w in found}


def _side(wording: Wording, camps: Mapping[str, str], registry: Registry, lands: Mapping[str, set[str]]) -> str:
    """Give the side of a doer: its camp by the registry, its own or that of what it is a part of; else its state."""
    for name in reach(wording.value, registry, PART):
        if name in camps:
            return camps[name]
    office = office_of(wording.value)
    if office is None:
        return ""
    state = office.state or _only(wording, lands)
    if not state:
        return ""
    # A state's camp is that of the bodies of it that the registry names.
    known = {camp for name, camp in camps.items() if (o := office_of(name.title())) is not None and o.state == state}
    return next(iter(known)) if len(known) == 1 else "" if known else f"state {state}"


def _only(wording: Wording, lands: Mapping[str, set[str]]) -> str:
    """Give the one state of whose bodies each report speaks that uses a name without a state; empty where not one."""
    states = set[str]().union(*(lands.get(c.report, {""}) for c in wording.claims))
    return next(iter(states)) if len(states) == 1 else ""


def _name(members: Sequence[Wording]) -> str:
    """Give what a state's side is called, with the state as most of its names write it."""
    written = Counter(_land(w.value) for w in members if _state(w.value))
    return f"{min(written, key=lambda land: (-written[land], -len(land), land))} side"


def _land(name: str) -> str:
    """Give the word of a name that says whose body it is, as written."""
    for word in name.replace("’", "'").split():
        bare = word.removesuffix("'s").removesuffix("'")
        if _state(f"{bare} army") == _state(name):
            return bare
    return name


def _state(name: str) -> str:
    found = office_of(name)
    return found.state if found is not None else ""
