"""`python -m evals.desk.bench CASE`: readers who ask a desk's pages, twins and searches, and what that costs.

The desk runs as its users start it, in a process of its own. So many readers ask at once, each the next thing as soon
as it has the last, or after a pause (`--think`). What they ask is drawn from the case's own lists: any page and its
twin, and searches of any kind, the bad ones among them. Printed are, for each kind of page, how many were asked, the
seconds that readers waited (half of them, 95 and 99 in a hundred), and what it holds in memory by the minute; before
that, asked alone, the desk's own CPU milliseconds for each, which is what can be compared between machines and loads.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from counterclaim.desk.index import latin

#: How often each kind is asked, of some hundred.
MIX = {
    "overview": 6, "overview.json": 1, "events": 8, "events.json": 1, "events narrowed": 8, "event": 18,
    "event.json": 4, "part of event": 4, "work on event": 4, "work on event.json": 1, "reports": 5, "reports.json": 1,
    "report": 14, "report.json": 3, "draw in report": 1, "agents": 4, "agents.json": 1, "agent": 5, "agent.json": 1,
    "origins": 2, "origins.json": 1, "origin": 2, "watch": 2, "watch.json": 1, "watch/standing": 1, "watch/pages": 1,
    "watch.atom": 1, "evidence": 2, "evidence.json": 1, "capture": 1, "ledger": 1, "method": 1, "search": 8,
    "search, rare": 4, "search, script": 3, "search, in Latin letters": 3, "search, common": 2, "search, names": 3,
    "search, bad": 2, "search.json": 1, "review": 2, "review.json": 1, "review of event": 1, "compare": 1,
    "compare.json": 1,
}  # fmt: skip
#: Questions that are hard or mean little: very common words, one letter, nothing, marks alone.
BAD = ("a", "the", "said", "killed", "civilians", "*", '"', "a b c d e f g", "of OR and", "z", "said killed civilians")
COMMON = ("said", "killed", "hurt civilians", "shelling")
#: The list from which one of a kind is drawn, and where it stands.
_OF = {
    "event": ("events", "/events/{}"), "event.json": ("events", "/events/{}.json"),
    "part of event": ("events", "/events/{}/{part}"), "work on event": ("events", "/events/{}/work"),
    "work on event.json": ("events", "/events/{}/work.json"), "review of event": ("events", "/review?event={}"),
    "report": ("reports", "/reports/{}"), "report.json": ("reports", "/reports/{}.json"),
    "draw in report": ("reports", "/reports/{}/draw"), "agent": ("agents", "/agents/{}"),
    "agent.json": ("agents", "/agents/{}.json"), "origin": ("origins", "/origins/{}"),
}  # fmt: skip
_PARTS = ("grades", "coverage", "numbers", "origins", "timeline")


class Asker:
    """Draws what readers ask from what the desk itself lists."""

    def __init__(self, port: int, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a repeatable mix, no secret
        self._port = port
        self.totals: dict[str, int] = {}
        self.values = {key: self._listed(key) for key in ("events", "reports", "agents", "origins")}
        self.words = self._words()
        self.scripts = [w for w in self.words if not w.isascii()] or self.words
        self.captures = sorted({str(r["sha256"]) for r in self._get("/evidence.json")["arrivals"]})
        facets = {f["key"]: [c["value"] for c in f["choices"]] for f in self._get("/events.json")["facets"]}
        self.facets = {key: values for key, values in facets.items() if values}

    def _get(self, path: str) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        connection.request("GET", path)
        told = json.loads(connection.getresponse().read())
        connection.close()
        return told

    def _listed(self, name: str) -> list[str]:
        """Give ids of a list: those of its first pages, and of pages drawn from all of it."""
        first = self._get(f"/{name}.json")
        pages = int(first["paging"]["pages"])
        self.totals[name] = pages
        rows = "rows" if "rows" in first else name
        drawn = {1, 2, *(self._chance.randint(1, pages) for _ in range(30))}
        return [str(row["id"]) for n in sorted(drawn) for row in self._get(f"/{name}.json?page={n}")[rows]]

    def _words(self) -> list[str]:
        found = set[str]()
        for ident in self._chance.sample(self.values["reports"], min(60, len(self.values["reports"]))):
            report = self._get(f"/reports/{ident}.json")["report"]
            found |= set(re.findall(r"\w{5,}", str(report["text"])))
        return sorted(found)

    def ask(self) -> tuple[str, str]:
        """Give the kind and the address of the next thing that is asked."""
        kind = self._chance.choices(list(MIX), list(MIX.values()))[0]
        return kind, self.address(kind)

    def _one(self, name: str) -> str:
        # Readers mostly look at what stands first in a list.
        some = self.values[name]
        return some[min(int(self._chance.expovariate(4 / len(some))), len(some) - 1)]

    def address(self, kind: str) -> str:
        """Give the address of something of a kind."""
        chance = self._chance
        if (name := kind.removesuffix(".json")) in self.values:
            page = 1 if chance.random() < 0.6 else chance.randint(1, self.totals[name])
            return f"/{kind}?page={page}"
        if kind == "events narrowed":
            keys = chance.sample(list(self.facets), min(chance.choice((1, 1, 2)), len(self.facets)))
            asked = {key: str(chance.choice(self.facets[key])) for key in keys}
            order = chance.choice(("reports", "contested", "first", "place"))
            return f"/events?{urlencode(asked | {'sort': order})}"
        if kind in _OF:
            name, where = _OF[kind]
            return where.format(self._one(name) if self.values[name] else "", part=chance.choice(_PARTS))
        if kind.startswith("search"):
            return f"/search{'.json' if kind.endswith('.json') else ''}?{self._question(kind)}"
        return {"overview": "/", "capture": f"/evidence/{chance.choice(self.captures)}"}.get(kind, f"/{kind}")

    def _question(self, kind: str) -> str:
        chance = self._chance
        word = chance.choice(self.words)
        asked = {
            "search": {"q": " ".join(chance.sample(self.words, 2))},
            "search.json": {"q": " ".join(chance.sample(self.words, 2))},
            "search, script": {"q": (script := chance.choice(self.scripts))},
            "search, in Latin letters": {"q": latin.latin(script) or script},
            "search, rare": {"q": word},
            "search, common": {"q": chance.choice(COMMON), "page": "2"},
            "search, names": {"q": word[:4], "in": chance.choice(("agents", "events"))},
            "search, bad": {"q": chance.choice(BAD)},
        }
        return urlencode(asked[kind])


class Served:
    """A desk in a process of its own."""

    def __init__(self, case: Path) -> None:
        words = [sys.executable, "-m", "counterclaim", "desk", str(case), "--port", "0"]
        self.process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        for told in self.process.stderr:
            if found := re.search(r"http://127.0.0.1:(\d+)/", told):
                self.port = int(found[1])
                break
        else:
            raise SystemExit("expected the desk to say where it is, got nothing")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def pids(self) -> list[int]:
        """Give the process and those it started."""
        own = self.process.pid
        return [own, *(int(p) for p in Path(f"/proc/{own}/task/{own}/children").read_text().split())]

    def cpu(self) -> float:
        """Give the CPU seconds that it has used to answer; what stands back behind readers is not in it."""
        own = os.getpriority(os.PRIO_PROCESS, self.process.pid)
        return sum(_cpu(pid) for pid in self.pids() if os.getpriority(os.PRIO_PROCESS, pid) <= own)

    def memory(self) -> float:
        """Give the MB that its processes hold of their own: what is only read in place is not counted."""
        return sum(_own_memory(pid) for pid in self.pids())


def _cpu(pid: int) -> float:
    # The clock of another process, in nanoseconds. Source: clock_getcpuclockid(3), as the kernel numbers these clocks.
    return time.clock_gettime(~pid << 3 | 2)


def _own_memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


class Waited:
    """What readers waited for each kind of page, and what went wrong."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.wrong: dict[str, int] = defaultdict(int)

    def add(self, kind: str, seconds: float, status: int) -> None:
        """Note one answer."""
        with self.lock:
            self.seconds[kind].append(seconds)
            if status != 200:
                self.wrong[f"{kind}: {status}"] += 1


def reader(port: int, asker: Asker, waited: Waited, until: float, think: float) -> None:
    """Ask until the time is over."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    pause = random.Random(threading.get_ident())  # noqa: S311 - no secret
    while time.monotonic() < until:
        with waited.lock:
            kind, path = asker.ask()
        begun = time.perf_counter()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except (OSError, http.client.HTTPException):
            connection.close()
            status = 0
        waited.add(kind, time.perf_counter() - begun, status)
        if think:
            time.sleep(pause.uniform(0.5, 1.5) * think)


def alone(served: Served, asker: Asker, each: int) -> Iterator[tuple[str, list[float], list[float]]]:
    """Ask each kind some times, one after the other: (kind, CPU seconds and seconds that each answer took)."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=120)
    for kind in MIX:
        spent, waits = list[float](), list[float]()
        for path in [asker.address(kind) for _ in range(each)]:
            before, begun = served.cpu(), time.perf_counter()
            connection.request("GET", path)
            connection.getresponse().read()
            waits.append(time.perf_counter() - begun)
            spent.append(served.cpu() - before)
        yield kind, spent, waits


def at(seconds: list[float], share: float) -> float:
    """Give the milliseconds within which a share of the answers came."""
    return sorted(seconds)[min(int(len(seconds) * share), len(seconds) - 1)] * 1000


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; exit 1 when an answer was no page."""
    parser = argparse.ArgumentParser(prog="python -m evals.desk.bench", description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--think", type=float, default=0.0, help="seconds between an answer and the next question")
    parser.add_argument(
        "--each", type=int, default=40, help="requests of each kind that are asked alone, for their CPU"
    )
    asked = parser.parse_args(argv)
    begun = time.monotonic()
    served = Served(asked.case)
    print(f"started in {time.monotonic() - begun:.1f} s, load {os.getloadavg()[0]:.1f}", flush=True)
    try:
        return _measured(served, asked)
    finally:
        served.process.terminate()
        served.process.wait()


def _measured(served: Served, asked: argparse.Namespace) -> int:
    asker = Asker(served.port, 7)
    print("alone\tCPU ms, half\tCPU ms, 95 in 100\tms, half\tms, 95 in 100", flush=True)
    for kind, cpu, waits in alone(served, asker, asked.each) if asked.each else ():
        row = (at(some, share) for some in (cpu, waits) for share in (0.5, 0.95))
        print(kind, *(f"{ms:.1f}" for ms in row), sep="\t", flush=True)
    waited, begun, spent = Waited(), time.monotonic(), served.cpu()
    until = begun + asked.minutes * 60
    readers = [
        threading.Thread(target=reader, args=(served.port, asker, waited, until, asked.think))
        for _ in range(asked.readers)
    ]
    for one in readers:
        one.start()
    while any(one.is_alive() for one in readers):
        time.sleep(min(60.0, max(5.0, until - time.monotonic())))
        told = sum(map(len, waited.seconds.values()))
        minute = (time.monotonic() - begun) / 60
        memory, load = served.memory(), os.getloadavg()[0]
        print(f"minute {minute:.0f}: {told:,} answers, {memory:.0f} MB, load {load:.1f}", file=sys.stderr, flush=True)
    for one in readers:
        one.join()
    count, used = sum(map(len, waited.seconds.values())), served.cpu() - spent
    print("kind\tanswers\thalf, ms\t95 in 100, ms\t99 in 100, ms")
    every = [s for some in waited.seconds.values() for s in some]
    for kind, seconds in [*sorted(waited.seconds.items()), ("all", every)]:
        print(f"{kind}\t{len(seconds)}\t{at(seconds, 0.5):.0f}\t{at(seconds, 0.95):.0f}\t{at(seconds, 0.99):.0f}")
    lasted = time.monotonic() - begun
    print(
        f"{count / lasted:.1f} answers a second, {used / count * 1000:.1f} CPU ms each, load {os.getloadavg()[0]:.1f}"
    )
    print("errors:", dict(waited.wrong) or "none")
    return 1 if waited.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
