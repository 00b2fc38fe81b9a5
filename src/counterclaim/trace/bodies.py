"""One office of a state under several names: an army, its command, its ministry and its minister are one voice.

Only names that say whose body they are, or leave it to the only state whose body can be meant, are joined; bodies that
contradict one another are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.offices import WHOLE, Office, office_of
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Factuality, Stance

_NOT_SO = frozenset({Factuality.CERTAIN_NOT, Factuality.PROBABLE_NOT, Factuality.POSSIBLE_NOT})
#: What a body says: aspect, value, and whether it denies it.
Said = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Body:
    """A name of an event's source that is a body of a state, and what it says.

    The office has the state that the name says, or that alone can be meant; none where several can.
    """

    name: str
    office: Office
    said: frozenset[Said]
    tells_state: bool


def bodies(
    claims: Mapping[str, Sequence[Claim]], titles: Mapping[str, str], states: Mapping[str, set[str]]
) -> list[Body]:
    """Give the bodies of states among an event's sources.

    Takes the claims of each folded name, the names as written, and the states of whose bodies each report speaks. A
    name that does not say whose body it is has the only state of the reports that use it, else of the event's bodies.
    """
    known = {n: o for n in sorted(claims) if (o := office_of(titles.get(n, n))) is not None}
    here = {o.state for o in known.values() if o.state}
    found = []
    for name, office in known.items():
        state = office.state or _only([states.get(c.report, set()) for c in claims[name]]) or _only([here])
        said = frozenset(_said(c) for c in claims[name])
        found.append(Body(name, Office(state, office.office), said, bool(office.state)))
    return found


def _only(found: Sequence[set[str]]) -> str:
    """Give the one state that each of some sets holds alone, or an empty text."""
    states = set[str]().union(*found)
    return next(iter(states)) if len(states) == 1 and all(found) else ""


def _said(claim: Claim) -> Said:
    denies = claim.stance is Stance.DENY or claim.chain[0].factuality in _NOT_SO
    # A happening is denied in other words than it is told in.
    return claim.aspect, "" if claim.aspect is Aspect.OCCURRENCE else claim.value, denies


def one_office(found: Iterable[Body]) -> dict[str, str]:
    """Give for each name of an office the name that stands for it; nothing for a name that stands alone.

    That is the name of most words among those that say whose body it is. A body that denies what another of its office
    asserts is not joined.
    """
    by_office: dict[Office, list[Body]] = defaultdict(list)
    for body in found:
        if body.office.state and body.office.office != WHOLE:
            by_office[body.office].append(body)
    out: dict[str, str] = {}
    for members in by_office.values():
        joined = [b for b in members if not any(_contradict(b, other) for other in members)]
        first = min(joined, key=lambda b: (not b.tells_state, -len(b.name.split()), b.name), default=None)
        out |= {b.name: first.name for b in joined if first is not None and len(joined) > 1}
    return out


def _contradict(one: Body, other: Body) -> bool:
    return one != other and bool({(a, v, not d) for a, v, d in one.said} & other.said)
