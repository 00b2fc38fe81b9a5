"""Ranges, what its own source replaced or took back, and whether a number is contested, from claims alone."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from evals.recount.given import Case, Row
from evals.recount.parties import withdrawn
from evals.recount.voices import NOBODY, one_speaker, speaker, stand


def joined(ranges: list[list[float | None]]) -> list[float | None]:
    """Give the lowest low and the highest high; open where one is; "up to 40" gives no floor beside an open top."""
    highs = [r[1] for r in ranges if r[1] is not None]
    high = max(highs) if highs and len(highs) == len(ranges) else None
    lows = [r[0] for r in ranges if r[0] is not None]
    if high is None:
        # A low of nought with a top above it says only "at most".
        lows = [r[0] for r in ranges if r[0] is not None and (r[0] > 0 or r[1] in {None, 0})]
    return [min(lows, default=None), high]


def replaced(case: Case, event: str, answers: list[Row]) -> set[str]:
    """Give the answers of one group all of whose claims their own speakers replaced by a later number, or took back."""
    gone = withdrawn(case.of(event))
    said: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    home = {c: o["id"] for o in case.origins[event] for c in o["claims"]}
    who = one_speaker(case.of(event), case.lineage)
    for answer in answers:
        for claim in (case.claims[c] for c in answer["claims"]):
            if speaker(claim)["kind"] not in NOBODY:
                said[home[claim["id"]] + who[claim["id"]]].append((answer["id"], claim))
    ranges = {a["id"]: a["range"] for a in answers}
    for rows in said.values():
        back = {a for a, c in rows if c["stance"] == "retract"}
        if back:
            gone |= {c["id"] for a, c in rows if a in back}
        else:
            last = _last(case, rows, ranges)
            gone |= {c["id"] for a, c in rows if last and a != last and stand(c) == "asserts"}
    gone |= repeated([case.claims[c] for a in answers for c in a["claims"]], gone, home, who)
    return {a["id"] for a in answers if gone.issuperset(a["claims"])}


def repeated(claims: list[Row], gone: set[str], home: dict[str, str], who: dict[str, str]) -> set[str]:
    """Give the claims of a number that a speaker of their voice gave up, and does not give any more."""
    claims = [c for c in claims if c["stance"] == "assert"]
    keeps = {(who[c["id"]], c["range"][0]) for c in claims if c["id"] not in gone and speaker(c)["kind"] not in NOBODY}
    given_up = {(home[c["id"]], c["range"][0]) for c in claims
                if c["id"] in gone and (who[c["id"]], c["range"][0]) not in keeps}  # fmt: skip
    return {c["id"] for c in claims if (home[c["id"]], c["range"][0]) in given_up}


def _last(case: Case, rows: list[tuple[str, Row]], ranges: dict[str, list[float | None]]) -> str:
    """Give the answer that is one voice's last word, where each of its numbers is first told after the one before."""
    days: dict[str, list[tuple[str, str, str] | None]] = defaultdict(list)
    for answer, claim in rows:
        if stand(claim) == "asserts":
            report = case.reports[claim["report"]]
            day = report["published"]
            days[answer].append((day["from"], day["to"], report["minute"]) if day else None)
    firsts = sorted((min(d for d in known if d), a) for a, known in days.items() if any(known))
    if len(firsts) < 2 or len(firsts) < len(days):
        return ""
    for (one, _), (other, _) in pairwise(firsts):
        if not (one[1] < other[0] or "" < one[2] < other[2]):
            return ""
    last, before = firsts[0][1], list[str]()
    for _, answer in firsts[1:]:
        # A number that had been replaced, told once more, replaces nothing.
        if any(_overlap(ranges[answer], ranges[b]) for b in before):
            continue
        before.append(last)
        last = answer
    return last


def _overlap(one: list[float | None], other: list[float | None]) -> bool:
    low = max(one[0] or 0, other[0] or 0)
    return all(low <= high for high in (one[1], other[1]) if high is not None)
