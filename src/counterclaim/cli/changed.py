"""Changes for a reader: the most important first, each with what brought it; what only follows is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from counterclaim.changes import Change
from counterclaim.cli import show
from counterclaim.english import counted

#: News of one event that are listed, and what must be heard first, however much it is; `--all` lists every change.
LISTED, FIRST = 8, 1
#: What is news by itself; more follows from it.
NEWS = 2
_GRADE = re.compile(r"(?P<standard>\w+) \((?P<mode>.+?)\), (?P<subject>.*)", re.DOTALL)


def news(found: Iterable[Change]) -> tuple[list[Change], int]:
    """Give the changes that are news, and how many others follow from them, which are not held."""
    told: list[Change] = []
    rest = 0
    for change in found:
        if change.importance <= NEWS:
            told.append(change)
        else:
            rest += 1
    return told, rest


def tell(news: Sequence[Change], rest: int, titles: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Print changes that are news, event by event, each with the number of what brought it.

    Takes how many more follow from them, and titles of events and names of causes by id.
    """
    causes = list(dict.fromkeys(one for c in news for one in c.through))
    number = {one: n for n, one in enumerate(causes, start=1)}
    if causes:
        show.told("\nWhat brought it")
        for one, n in number.items():
            show.told(f"  [{n}] {names.get(one, one)}")
    events: dict[str, list[Change]] = {}
    for change in news:
        events.setdefault(change.event, []).append(change)
    whole = {e for e, changes in events.items() if any(c.about == titles.get(e) for c in changes)}
    for event in sorted(
        events.keys() - whole, key=lambda e: (min(c.importance for c in events[e]), -len(events[e]), e)
    ):
        first = list(_lines((c for c in events[event] if c.importance <= FIRST), number))
        lines = first + list(_lines((c for c in events[event] if c.importance > FIRST), number))
        listed = max(LISTED, len(first))
        show.told(f"\n{titles.get(event, event)}")
        for line in lines[:listed]:
            show.told(f"  {line}")
        if len(lines) > listed:
            show.told(f"  and {len(lines) - listed} more")
    for what, heading in (("added", "New events"), ("removed", "Events no longer held")):
        gone = [c for c in news if c.event in whole and c.what == what]
        if gone:
            show.told(f"\n{heading}")
        for change in gone:
            show.told(f"  {change.about} ({change.after or change.before}) {_by(change.through, number)}")
    if rest:
        more = counted(rest, "further change follows", "further changes follow")
        show.told(f"\n{more} from these (rules, voices, claims, edges): --all lists them.")


def _by(through: Sequence[str], number: Mapping[str, int]) -> str:
    return f"[{', '.join(str(number[one]) for one in through)}]"


def _lines(found: Iterable[Change], number: Mapping[str, int]) -> Iterator[str]:
    """Give one line for each change; grades that changed alike in several readings of a standard are one."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for change in found:
        match = _GRADE.fullmatch(change.about) if change.table == "grades" else None
        by = _by(change.through, number)
        if match is None:
            yield f"{_line(change)} {by}"
            continue
        key = (match["standard"], match["subject"], _bare(change.before), _bare(change.after), by)
        alike.setdefault(key, []).append(match["mode"])
    for (standard, subject, before, after, by), modes in alike.items():
        yield f"{standard} ({', '.join(modes)}), {subject}: {before or 'no grade'} → {after or 'no grade'} {by}"


def _bare(words: str) -> str:
    """Give a grade without the answer it repeats: the subject beside it says which."""
    return re.sub(r": “.*”(?= \(|$)", "", words)


def _line(change: Change) -> str:
    about, before, after = change.about, change.before, change.after
    if change.table == "questions":
        return f"{'now contested' if after == 'contested' else 'no longer contested'}: {about}"
    if change.what == "changed":
        return f"{about}: {before} → {after}"
    return f"{'new' if change.what == 'added' else 'gone'}: {about} — {after or before}"


def everything(found: Sequence[Change], titles: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Print every change in tables, event by event."""
    in_order = sorted(found, key=lambda c: (c.table in {"claims", "lineage"}, c.table == "lineage"))

    def heading(change: Change) -> tuple[str, tuple[str, ...]]:
        plain = change.table in {"claims", "lineage"}
        return change.table.capitalize() if plain else titles.get(change.event, change.event), change.through

    for (title, through), group in groupby(sorted(in_order, key=heading), key=heading):
        rows = [(c.about, c.before or "—", c.after or "—") for c in group]
        show.table(
            f"\n{title} — through {'; '.join(names.get(x, x) for x in through)}", ("of", "before", "after"), rows
        )
