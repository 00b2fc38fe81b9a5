"""Appends to a case, one after another, while the power goes again and again; what was acknowledged must be there.

`python -m tests.crash.appends 10000 [SEED]` does ten thousand and prints what it saw; exits with 1 if anything is lost.
An append keeps an original and notes its arrival, or adds a refusal or a decision, and signs the ledger. It counts as
acknowledged once the case is let go. Each life of the program begins by looking for all that was acknowledged before,
and with `verify`.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.canonical import digest
from counterclaim.ledger import Keys
from counterclaim.records.source import Refusal
from counterclaim.store import CaseFolder, verify
from tests.crash.disk import Disk
from tests.unit.store.samples import a_capture, a_decision

#: Appends to one case before another is begun; verifying takes as long as a case is large.
CASE_APPENDS = 200
#: Operations of a life, at most, before the power goes; an append takes about ten.
STEPS_MAX = 400
#: Appends of a life, at most, that are heard of before it is killed: told by work, since machines differ in speed.
APPENDS_MAX = 30


@dataclass(slots=True)
class Told:
    """What a run of lives saw."""

    acknowledged: int = 0
    lives: int = 0
    cut: int = 0
    killed: int = 0
    wrong: list[str] = field(default_factory=list)


def content(number: int) -> bytes:
    """Give the bytes that append `number` keeps."""
    return f"Invented statement {number}: the quay at Orvane stands.\n".encode()


def append(case: CaseFolder, number: int) -> None:
    """Do one append."""
    with case.writing():
        if number % 5 == 3:
            case.add_refusal(Refusal(name=f"r{number}", reason="invented", todo="nothing"))
        elif number % 5 == 4:
            case.add_decision(a_decision(f"d{number}"))
        else:
            case.evidence.keep(content(number))
            case.add_capture(a_capture(content(number), f"c{number}.txt"))
        if number % 67 == 66:
            Keys.own().rotate()


def missing(case: CaseFolder, acknowledged: int) -> list[str]:
    """Give what is lost, and what `verify` finds."""
    captures = {c.name for c in case.captures()}
    refusals, decisions = {r.name for r in case.refusals()}, {d.subject for d in case.decisions()}
    lost = [
        f"append {n}"
        for n in range(acknowledged)
        if {3: f"r{n}", 4: f"d{n}"}.get(n % 5, f"c{n}.txt") not in (captures | refusals | decisions)
        or (n % 5 < 3 and not case.evidence.intact(digest(content(n))))
    ]
    return lost + [f"{c.subject}: {c.state}, {c.came}" for c in verify(case) if c.state != "intact"]


def live(place: Path, acknowledged: int, most: int, order: dict[str, Any], say: int) -> None:
    """Look, then append until the power goes; every word is said to the parent over a pipe. Never returns."""
    drawn = random.Random(order["seed"])
    scratch = Path(tempfile.mkdtemp(dir=order["scratch"]))
    if order["stop"] is not None:
        Disk(place, scratch, drawn, order["stop"]).wrap()
    try:
        case = CaseFolder.open(place / "case", create=True)
        if lost := missing(case, acknowledged):
            os.write(say, json.dumps({"wrong": lost[:5]}).encode() + b"\n")
        for number in range(acknowledged, most):
            append(case, number)
            os.write(say, json.dumps({"done": number}).encode() + b"\n")
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent is to know
        where = traceback.format_exc().strip().splitlines()[-9:]
        os.write(say, json.dumps({"wrong": [f"{type(error).__name__}: {error}", *where]}).encode() + b"\n")
    os._exit(0)


def run(count: int, seed: int, place: Path) -> Told:
    """Do `count` appends over as many cases and lives as that takes."""
    drawn, told = random.Random(seed), Told()
    (place / "scratch").mkdir(parents=True)
    while told.acknowledged < count and not told.wrong:
        home = place / f"home{told.acknowledged}"
        home.mkdir()
        os.environ["COUNTERCLAIM_KEYS"] = str(home / "keys")
        _case(home, min(CASE_APPENDS, count - told.acknowledged), (drawn, place / "scratch"), told)
        print(
            f"\r{told.acknowledged:,} of {count:,} appends, {told.lives:,} lives", end="", file=sys.stderr, flush=True
        )
    return told


def _case(home: Path, most: int, how: tuple[random.Random, Path], told: Told) -> None:
    drawn, scratch = how
    held = 0
    while held < most and not told.wrong:
        # A third are killed by the system at any moment, with all their writes kept; the others lose power at a step.
        by_step = drawn.random() < 0.67
        order = {
            "seed": drawn.random(),
            "scratch": str(scratch),
            "stop": drawn.randrange(STEPS_MAX) if by_step else None,
        }
        hear, say = os.pipe()
        if not (child := os.fork()):
            os.close(hear)
            live(home, held, most, order, say)
        os.close(say)
        with os.fdopen(hear) as heard:
            words = []
            if not by_step:
                words = list(itertools.islice(heard, drawn.randrange(APPENDS_MAX)))
                time.sleep(drawn.uniform(0, 0.02))  # into the middle of what follows
                os.kill(child, signal.SIGKILL)
            words = [json.loads(line) for line in [*words, *heard] if line.endswith("\n")]
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        told.lives += 1
        told.cut += by_step and ended == -signal.SIGKILL
        told.killed += not by_step and ended == -signal.SIGKILL
        done = [w["done"] for w in words if "done" in w]
        told.acknowledged += len(done)
        held = max([held, *(n + 1 for n in done)])
        told.wrong += [f"life {told.lives} of {home.name}: {why}" for w in words for why in w.get("wrong", ())]


def main(count: int, seed: int) -> int:
    """Run and print."""
    with tempfile.TemporaryDirectory(prefix="appends-") as place:
        told = run(count, seed, Path(place))
    print(
        f"{told.acknowledged:,} appends acknowledged over {told.lives:,} lives: {told.cut:,} ended by a power cut, "
        f"{told.killed:,} by a kill; {len(told.wrong)} wrong"
    )
    print(*(f"  WRONG {why}" for why in told.wrong), sep="\n", end="")
    return 1 if told.wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
