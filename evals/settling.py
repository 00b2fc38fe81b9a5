"""`python -m evals.settling [--events N …]`: what settling made claims takes, step by step, as a curve.

Each event has two reports by two invented outlets, with the same three questions; a third of the events are contested.
Reports and claims are made as records, so that reading is not measured; the steps are those of `settle`, with its
tables written to memory. Each size is a process of its own: its CPU seconds by step, those of its workers included
(`COUNTERCLAIM_WORKERS`), and its peak memory are printed, with the exponent from size to size.
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from functools import partial
from typing import Any

from counterclaim import engine, tracing
from counterclaim.canonical import identifier, text_digest
from counterclaim.case import Given, derived_from
from counterclaim.records.claim import Claim, Hop
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.naming import agent
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Factuality, Measure, Speech, Stance
from counterclaim.settings import Settings
from counterclaim.store import parquet

#: How many outlets write in turn: more reports do not make more outlets without end.
OUTLETS = 400
_SIDES = ("Hill Front", "Third Brigade", "River Guard")


class Marks:
    """CPU seconds of each step, read when a step says it is done."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = spent()
        self._told = time.perf_counter()

    def step(self, name: str, done: int, total: int | None) -> None:
        """Add the time since the last step ended to the step that speaks; its clock is read when it is done."""
        if done < (total or 0) and time.perf_counter() - self._told < 30:
            return
        now = spent()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now
        if time.perf_counter() - self._told > 30:
            self._told = time.perf_counter()
            print(f"    {name}: {done:,} of {total or 0:,}", file=sys.stderr, flush=True)


def spent() -> float:
    """Give the CPU seconds of this process and of its workers that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def made(events: int) -> Given:
    """Give reports and claims of so many invented events, each at a place of its own."""
    reports, claims = [], []
    for number in range(events):
        place = Place(f"Place{number}", number % 170 - 85 + 0.01, number % 350 - 175 + 0.01, 2000, "town")
        day = (date(2031, 1, 1) + timedelta(days=number % 1000)).isoformat()
        for copy in range(2):
            report = _report(number, copy, day)
            reports.append(report)
            side = _SIDES[(number + (copy if number % 3 == 0 else 0)) % len(_SIDES)]
            claims += _claims(report, place, day, (side, 3 + number % 20 + copy))
    return Given(tuple(reports), (), tuple(claims), Registry(), (), {})


def _report(number: int, copy: int, day: str) -> Report:
    # Words differ from report to report: two texts that share a long run would be copies.
    filler = " ".join(identifier("w", number, copy, n)[2:9] for n in range(20))
    text = f"Attack at Place{number}. {filler}"
    key = identifier("r", number, copy)
    return Report(id=key, capture=text_digest(text), locator="", path=f"{number}-{copy}.txt",
                  publisher=f"Outlet {(number * 2 + copy) % OUTLETS}", author=None,
                  published=TimeRange(day, day, True), language="en", title=None, text=text,
                  sha256=text_digest(text))  # fmt: skip


def _claims(report: Report, place: Place, day: str, told: tuple[str, int]) -> list[Claim]:
    side, dead = told
    own = agent(report.publisher or "", AgentKind.OUTLET, report.id)
    chain = (Hop(agent=own, speech=Speech.OWN, factuality=Factuality.CERTAIN),)
    numbers = {"measure": Measure.KILLED, "range": NumberRange(dead, dead), "unit": "people"}
    answers: list[tuple[Aspect, str, dict[str, Any]]] = [
        (Aspect.OCCURRENCE, "shelling", {}),
        (Aspect.PERPETRATOR, side, {}),
        (Aspect.COUNT, f"{dead} killed", numbers),
    ]
    end = report.text.index(".")
    return [
        Claim(id=identifier("c", report.id, aspect.value, value), report=report.id, start=0, end=end,
              text=report.text[:end], chain=chain, stance=Stance.ASSERT, claim_act=ClaimAct.REPORT, aspect=aspect,
              value=value, extractor="made", act_type="shelling", place=place, time=TimeRange(day, day, True),
              **fields)
        for aspect, value, fields in answers
    ]  # fmt: skip


def one(events: int) -> None:
    """Settle one size in this process and print its row."""
    given = made(events)
    marks = Marks()
    compare = partial(tracing.shared_texts, engine.local(marks), settings=Settings())
    begun, clock = spent(), time.perf_counter()
    found = derived_from(given, (), Settings(), (compare, marks))
    marks.step("watch and the end of the workers", 1, 1)
    for rows in found.values():
        parquet.table_bytes(rows)
    marks.step("write the rest", 1, 1)
    used, lasted = spent() - begun, time.perf_counter() - clock
    peak, worker = (resource.getrusage(of).ru_maxrss / 1024 for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in marks.seconds.items() if seconds >= 0.05)
    row = (events, len(found["events"]), f"{used:.1f}", f"{lasted:.0f}", f"{peak:.0f}", f"{worker:.0f}", steps)
    print(*row, sep="\t", flush=True)


def main() -> None:
    """Print one row for each size: events asked for and found, CPU s, clock s, peak MB here and of a worker, steps."""
    parser = argparse.ArgumentParser(prog="python -m evals.settling", description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        one(asked.events[0])
        return
    print("events\tfound\tCPU s\tclock s\tpeak MB\tpeak MB of a worker\tsteps, CPU s\texponent")
    before: tuple[int, float] | None = None
    for size in asked.events:
        words = [sys.executable, "-m", "evals.settling", "--one", "--events", str(size)]
        row = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        used = max(float(row.split("\t")[2]), 0.1)
        power = math.log(used / before[1]) / math.log(size / before[0]) if before and size != before[0] else None
        print(row + (f"\t{power:.2f}" if power is not None else "\t"), flush=True)
        before = size, used


if __name__ == "__main__":
    main()
