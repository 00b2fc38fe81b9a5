"""The registry: rows read at a date, ties followed, and CSV that is refused by its line."""

from __future__ import annotations

import pytest

from counterclaim.errors import UsageError
from counterclaim.lexicons import registry as shipped
from counterclaim.records.registry import Camp, Letter, Registry, Tie, holding
from counterclaim.records.registry_rows import registry_rows
from counterclaim.records.ties import PART, VOICE, house, reach
from counterclaim.records.words import Relation
from tests.unit.builders import a_day


def tie(agent: str, relation: str, other: str, start: str = "", end: str = "") -> Tie:
    return Tie(agent=agent, relation=relation, other=other, basis="exercise", start=start, end=end)


def test_rows_hold_between_their_days() -> None:
    """Ends count; an open side holds; where the time is not known every row counts."""
    row = tie("Ann Brook", "spokesperson_of", "Quay Watch", "2020-01-01", "2020-12-31")
    registry = Registry(ties=(row,))
    days = ("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01")
    assert [bool(holding(registry, a_day(d)).ties) for d in days] == [False, True, True, False]
    assert holding(registry, a_day("2020-12-01", "2021-03-01")).ties == (row,)
    assert holding(registry, None) == registry


def test_a_house_is_found_through_aliases_and_circles() -> None:
    """A spokesperson, another name and the body itself are one; owning and membership are no voice."""
    registry = Registry(
        ties=(
            tie("Ann Brook", "spokesperson_of", "QW"), tie("QW", "alias_of", "Quay Watch"),
            tie("Harbour Trust", "owns", "Quay Watch"), tie("Ben Dale", "member_of", "Quay Watch"),
            tie("Harbour Guard", "parent_unit_of", "Third Boat"),
        )
    )  # fmt: skip
    houses = {house(n, registry)[0] for n in ("Ann Brook", "QW", "the Quay Watch")}
    assert len(houses) == 1
    assert house("Ben Dale", registry) == ("ben dale", None)
    assert "quay watch" in reach("Ben Dale", registry, PART)
    assert "harbour guard" in reach("Third Boat", registry, PART)
    assert "quay watch" not in reach("Harbour Trust", registry, PART | VOICE)


def test_a_voice_of_two_bodies_does_not_make_them_one() -> None:
    """Who speaks for two is one voice with the first by name; the bodies stay two."""
    registry = Registry(ties=(tie("Ann", "spokesperson_of", "Quay Watch"), tie("Ann", "spokesperson_of", "Mill Union")))
    assert house("Quay Watch", registry)[0] != house("Mill Union", registry)[0]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (Tie, "agent,relation,other,basis\nA,owner,B,x\n", ["owner in ties.csv line 2", "owns"]),
        (Tie, "agent,relation,other,basis\nA,owns,B,\n", ["basis", "ties.csv line 2"]),
        (Tie, "agent,relation,other,basis,since\nA,owns,B,x,\n", ["since"]),
        (Tie, "agent,relation,other,basis,start\nA,owns,B,x,2016\n", ["2016 in ties.csv line 2"]),
        (Tie, "agent,relation,other,basis,start,end\nA,owns,B,x,,\nA,owns,C,x,2016-02-01,2016-01-01\n", ["line 3"]),
        (Tie, "agent,relation,other,basis\nA,state_media,private,x\n", ["private in ties.csv line 2", "state_agency"]),
        (Tie, "agent,relation,other,basis\nThe A,alias_of,a,x\n", ["twice"]),
        (Tie, "agent,relation,other,basis\nA,owns,B,x,y,z\n", ["line 2", "more"]),
        (Camp, "agent,camp\nA,B\n", ["basis"]),
        (Letter, "agent,letter,basis,assessor\nA,AB,x,me\n", ["AB in ties.csv line 2"]),
    ],
)
def test_a_wrong_row_is_named(kind: type[Camp] | type[Tie] | type[Letter], text: str, said: list[str]) -> None:
    """The message names the line, what came and what was expected."""
    with pytest.raises(UsageError) as raised:
        registry_rows(text.splitlines(keepends=True), "ties.csv", kind)  # type: ignore[type-var]
    assert [word for word in said if word not in str(raised.value)] == []


def test_the_shipped_registry_never_reaches_a_verdict() -> None:
    """It holds owners and states only, which no grade and no origin reads; a case's own row replaces one of its."""
    rows = shipped.ties()
    assert len(rows) >= 40
    assert {r.relation for r in rows} <= {Relation.OWNS, Relation.EDITS, Relation.WIRE_OF, Relation.STATE_MEDIA}
    assert not {r.relation for r in rows} & PART
    own = tie("Thomson Reuters", "owns", "Reuters", "2010-01-01")
    merged = [t for t in shipped.beside(Registry(ties=(own,))).ties if t.other == "Reuters"]
    assert merged == [own]
