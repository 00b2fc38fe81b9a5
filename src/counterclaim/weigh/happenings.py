"""One happening in several wordings: "air strike" asserted and "attack" denied are one answer to "did it happen?".

A claim of an event names the act in its own words. Wordings of one act on one thing stand on one answer, so that a
denial meets what it denies. A denial of another thing or act, or by who says that it was another act, stays its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from counterclaim.lexicons import asset_families, general_words, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.naming import normal_name
from counterclaim.weigh.wordings import Wording, apart, wordings


@dataclass(slots=True)
class _Told:
    """How one wording names a happening: the act, what it was done to, and who stands where on it."""

    wording: Wording
    act: str
    family: str
    target: str = ""
    #: Words of the things that its claims name as hit, and families of these things.
    words: set[str] = field(default_factory=set)
    assets: set[str] = field(default_factory=set)
    #: Whether it names the whole place ("shelling of Ostrel") and not a thing in it.
    wide: bool = False


def one_happening(claims: Sequence[Claim], origin_of: Mapping[str, str]) -> dict[str, str]:
    """Give the answer that each wording of an act stands on, by wording; takes an event's claims that it happened.

    Wordings of one act join where they can mean one thing, the most told first. An answer is called by its most told
    wording, or by the general word for an attack where some tell one kind of attack and some another.
    """
    found = [_told(w) for w in wordings(claims, origin_of)]
    kinds = {t.act for t in found if t.family in _attacks() and t.act != _general()["words"]}
    found.sort(
        key=lambda t: (-len(t.wording.asserted), t.act == _general()["words"], -t.wording.reports, t.wording.value)
    )
    groups: list[list[_Told]] = []
    for told in found:
        home = next((g for g in groups if all(_one(told, other, kinds) for other in g)), None)
        if home is None:
            groups.append([told])
        else:
            home.append(told)
    return {t.wording.value: _called(g) for g in groups for t in g}


def _told(wording: Wording) -> _Told:
    row = next((r for r in _rows() if _names(r, wording.value)), None)
    if row is None:
        return _Told(wording, wording.value, "")
    told = _Told(
        wording, row["words"], row["family"], wording.value[len(row["words"]) :].removeprefix(f" {row['link']} ")
    )
    for claim in wording.claims:
        if claim.asset and not _whole(claim.asset):
            told.assets.add(asset_families().get(claim.asset, claim.asset))
        if claim.asset or row["family"] in _attacks():
            place = normal_name(claim.place.name).split() if claim.place else []
            told.words |= {w for w in _telling(claim.target) if w not in place}
    told.wide = bool(told.target) and not told.assets
    if told.wide:
        told.words.clear()
    return told


def _one(a: _Told, b: _Told, kinds: set[str]) -> bool:
    """Say whether two wordings can be of one happening."""
    return _one_act(a, b, kinds) and _one_thing(a, b) and not apart(a.wording, b.wording)


def _one_act(a: _Told, b: _Told, kinds: set[str]) -> bool:
    if a.act == b.act or any(a.act in row and b.act in row for row in lexicon("questions")["one_act"]):
        return True
    general = _general()["words"]
    special = a if b.act == general else b
    # "The attack" is whatever attack the event is about; a bare killing only where no other is told.
    return general in {a.act, b.act} and special.family in _attacks() and (
        special.family != "killing" or not kinds - {special.act}
    )  # fmt: skip


def _one_thing(a: _Told, b: _Told) -> bool:
    """Say whether two wordings can be of one thing hit.

    Who names none speaks of whatever was hit. Of things in one place, those of one kind are one where no report tells
    of both. A place as a whole was hit where a thing in it was; who only denies the thing leaves the place open.
    """
    if a.words & b.words:
        return True
    if a.words and b.words:
        reports = {c.report for c in a.wording.claims} & {c.report for c in b.wording.claims}
        return bool(a.assets & b.assets) and not reports
    narrow, other = (a, b) if a.words else (b, a)
    return not (narrow.words and other.wide and not narrow.wording.asserted)


def _called(group: Sequence[_Told]) -> str:
    first = group[0]
    kinds = {t.act for t in group if t.wording.asserted} - {_general()["words"]}
    # Who says that a store was hit does not say that the market was: what they agree on names neither.
    things = [t.words for t in group if t.words and t.wording.asserted]
    agreed = not things or bool(set.intersection(*things))
    # Who tells of shelling does not agree that it was an air strike.
    if len(kinds) < 2:
        return first.wording.value if agreed else first.act
    general = _general()
    target = next((t.target for t in group if t.target), "") if agreed else ""
    return f"{general['words']} {general['link']} {target}" if target else str(general["words"])


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(sorted(lexicon("act_types"), key=lambda row: -len(row["words"])))


def _names(row: Mapping[str, str], value: str) -> bool:
    return value == row["words"] or value.startswith(f"{row['words']} {row['link']} ")


def is_act(value: str) -> bool:
    """Say whether an answer to "did it happen?" names an act in our words, and not what else a report tells in its."""
    return any(_names(row, value) for row in _rows())


@cache
def _general() -> dict[str, str]:
    return next(row for row in lexicon("act_types") if row.get("generic"))


@cache
def _attacks() -> frozenset[str]:
    return frozenset(lexicon("questions")["attacks"])


def _telling(target: str | None) -> Iterable[str]:
    """Give the words of a target that can tell one thing hit from another."""
    words = (w.removesuffix("s") for w in normal_name(target or "").split())
    return (w for w in words if len(w) > 2 and w not in general_words())


def _whole(asset: str) -> bool:
    return not any(True for _ in _telling(asset))
