"""One reading of a registry's ties: what an agent speaks for, and what it is a part of. Dates: see `holding`."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Registry, Same, Tie
from counterclaim.records.words import Relation

#: Ties that make two agents one voice; owning does not.
VOICE = frozenset({Relation.ALIAS_OF, Relation.SPOKESPERSON_OF})
#: Ties that make one agent a voice or a part of another.
PART = VOICE | {Relation.MEMBER_OF, Relation.PARENT_UNIT_OF}


@lru_cache(maxsize=1024)
def _above(same: Same) -> dict[str, list[tuple[str, Tie]]]:
    """Give for each name those directly above it, with the tie; other names of one agent stand above one another."""
    out: dict[str, list[tuple[str, Tie]]] = {}
    for tie in same.registry.ties:
        part, whole = normal_name(tie.agent), normal_name(tie.other)
        if tie.relation == Relation.PARENT_UNIT_OF:
            part, whole = whole, part
        out.setdefault(part, []).append((whole, tie))
        if tie.relation == Relation.ALIAS_OF:
            out.setdefault(whole, []).append((part, tie))
    return out


def reach(name: str, registry: Registry, relations: Collection[str]) -> dict[str, Tie | None]:
    """Give the names that an agent reaches upwards over some relations, with the tie that led there; itself first."""
    above, found = _above(Same(registry)), dict[str, Tie | None]({normal_name(name): None})
    todo = list(found)
    for at in todo:
        for whole, tie in above.get(at, ()):
            if tie.relation in relations and whole not in found:
                found[whole] = tie
                todo.append(whole)
    return found


def house(name: str, registry: Registry, relations: Collection[str] = VOICE) -> tuple[str, Tie | None]:
    """Give whom an agent speaks for in the end, and the tie that leads there: None when it speaks for itself.

    Of several, the one under the fewest; of these the first by name. Members of a circle have one house.
    """
    found = reach(name, registry, relations)
    if len(found) == 1:
        return normal_name(name), None
    top = min(found, key=lambda n: (len(reach(n, registry, relations)), n))
    return top, found[top] or next(t for t in found.values() if t is not None)
