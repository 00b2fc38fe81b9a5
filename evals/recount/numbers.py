"""Ranges, what its own source replaced or took back, and whether a number is contested, from claims alone."""

from __future__ import annotations

import re
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


def given(case: Case, answer: Row) -> bool:
    """Say whether anybody gives a number, were it with reserve: who only denies or doubts it does not."""
    claims = [case.claims[c] for c in answer["claims"]]
    return any(c["stance"] in {"assert", "concede"} and stand(c) != "denies" for c in claims)


def replaced(case: Case, event: str, answers: list[Row]) -> set[str]:
    """Give the answers of one group all of whose claims their own speakers replaced by a later number, or took back."""
    gone = given_up(case, event, answers)
    return {a["id"] for a in answers if gone.issuperset(a["claims"])}


def given_up(case: Case, event: str, answers: list[Row]) -> set[str]:
    """Give the claims of one group's numbers that their own speakers replaced by a later one, or took back."""
    gone = withdrawn(case.of(event)) | told_before(case, [case.claims[c] for a in answers for c in a["claims"]])
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
        given = {a for a, c in rows if stand(c) == "asserts" and c["id"] not in gone}
        # "14, not 17" of who had said 17 takes the 17 back.
        own = {a for a, c in rows if stand(c) == "denies"} & {a for a, c in rows if stand(c) == "asserts"}
        if own and given - own:
            gone |= {c["id"] for a, c in rows if a in own}
            rows = [(a, c) for a, c in rows if a not in own]  # noqa: PLW2901
        if back:
            gone |= {c["id"] for a, c in rows if a in back}
        else:
            last = _last(case, rows, ranges)
            gone |= {c["id"] for a, c in rows if last and a != last and stand(c) == "asserts"}
    return gone | repeated([case.claims[c] for a in answers for c in a["claims"]], gone, home, who)


#: Words that tell a number as an earlier one, and as a later one, in the sentence before it.
_BEFORE = re.compile(
    r"\b(?:first|initially|earlier|previous(?:ly)?|originally|at first|(?:up|down|revised|corrected|rose|raised|risen"
    r"|fell|lowered|updated|increased|reduced|amended)\b.* from)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:now|later|finally|subsequently)\b.*\b(?:say|said|put|count|report|give)\w*\b", re.IGNORECASE)


def told_before(case: Case, claims: list[Row]) -> set[str]:
    """Give the claims of a number that its own report tells as an earlier one, beside one that is not told so."""
    found: set[str] = set()
    given = [c for c in claims if c["stance"] == "assert"]
    for one in given:
        others = [c for c in given if c["report"] == one["report"] and c["range"] != one["range"]]
        plain = [c for c in others if not _BEFORE.search(_before_it(case, c))]
        told = _BEFORE.search(_before_it(case, one)) and plain
        late = [c for c in plain if c["start"] > one["start"] and _AFTER.search(_before_it(case, c))]
        if told or any(speaker(c)["id"] == speaker(one)["id"] for c in late):
            found.add(one["id"])
    return found


def _before_it(case: Case, claim: Row) -> str:
    """Give the words of a claim's sentence before its number, after the number before it."""
    text = case.reports[claim["report"]]["text"]
    number = re.escape(f"{claim['range'][0] or 0:g}")
    at = next((m.start() for m in re.finditer(rf"\b{number}\b", text) if claim["start"] <= m.start() < claim["end"]),
              claim["start"])  # fmt: skip
    return re.split(r"[.!?…;]\s|\n\s*\n|\d", text[:at])[-1]


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
