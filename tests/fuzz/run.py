"""Feeds inputs to one parser and judges what comes of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import re
import resource
import signal
import socket
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim import confined
from counterclaim.confined_watch import used
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import (
    BadNote,
    BadStamp,
    BadTile,
    Checkpoint,
    Log,
    Note,
    Verifier,
    opentimestamps,
    proven,
    timestamp,
)
from counterclaim.receive import HERE, Incoming, Supplied, capture
from counterclaim.receive.scans import PAGES_MAX
from counterclaim.records.source import Refusal, Report
from counterclaim.remote import Bounds, fetched
from counterclaim.settings import Settings
from counterclaim.store import Trust
from counterclaim.store.verify_bundle import verify_bundle
from tests.fuzz.held import EVERY as GIVEN
from tests.fuzz.mutate import BYTES_MAX, mutated
from tests.fuzz.outside import written
from tests.fuzz.seeds import ANSWERS, LEDGER, MOST, PACKED, RECEIVED, Seeds, kept, words
from tests.fuzz.shapes import shaped

#: Seconds of work one input may take: far below the bounds of the product.
SECONDS_MAX = 20.0
#: The same for one that reached a bound of the product and was told so: a few of its parts may, each in a new process.
BOUNDED_SECONDS_MAX = 90.0
_BOUNDED = re.compile(r"the most (it|a PDF) is given")
_ENDED = re.compile(r"its parser was ended|did no work for|more than its bound|no usable answer")
#: The sign, in where an input led, that a bound was reached.
_AT_BOUND = "at a bound"
_CAUGHT = re.compile(r"content that its parser fails on \((\w+)\)")
#: Characters of a refusal's reason that a person reads.
_READ_MAX = 500
#: Inputs that led somewhere new are changed further; so many at most.
_POOL_MAX = 400
#: How often an input is made whole, not by changing another.
SHAPED = 0.3
#: What is made whole is cut here: a capture may have four times as many bytes, and nothing else would become of those.
_SHAPED_BYTES_MAX = 16 << 20
#: What is changed further is smaller than this: bombs are tried, and not bred.
_KEPT_BYTES = 200_000
#: What one input came to: signs of where it led, and what is wrong with that; empty for nothing.
Verdict = tuple[str, str]
Target = Callable[[bytes], Verdict]


@dataclass(slots=True)
class Seen:
    """What fuzzing one parser saw."""

    kind: str
    inputs: int = 0
    slowest: float = 0.0
    work: float = 0.0
    memory: int = 0
    #: Inputs that reached a bound, which their refusal or a note told.
    bounded: int = 0
    wrong: list[tuple[str, bytes]] = field(default_factory=list)
    #: Exceptions of parsers that became refusals, which is what they are caught for.
    caught: Counter[str] = field(default_factory=Counter)
    example: dict[str, bytes] = field(default_factory=dict)
    led: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """Give what was seen, for a reader."""
        yield (
            f"{self.kind}: {self.inputs:,} inputs, {len(self.led):,} ends, {self.work:,.0f} s of work, slowest "
            f"{self.slowest:.1f} s, {self.bounded} at a bound, at most {self.memory / 1e6:,.0f} MB, "
            f"{len(self.wrong)} wrong"
        )
        yield from (f"  caught and refused: {name} ({count})" for name, count in self.caught.most_common())
        yield from (f"  WRONG {why} on {len(data):,} bytes, sha256 {_sha(data)[:12]}" for why, data in self.wrong)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def fuzz(kind: str, seed: int, *, count: int = 0, seconds: float = 0.0) -> Seen:
    """Fuzz one kind with `count` inputs, or for `seconds` of work: waiting for the machine is not counted.

    Where making the inputs takes longer than judging them, it ends after as many seconds of that.
    """
    drawn, seen = random.Random(f"{kind} {seed}"), Seen(kind)
    target, seeds = _target(kind)
    pool = list(seeds)
    for data in seeds:
        _one(seen, target, data)
    begun = time.process_time()
    while seen.inputs < count + len(seeds) if count else max(seen.work, time.process_time() - begun) < seconds:
        if drawn.random() < SHAPED:
            data = shaped(kind, drawn)[:_SHAPED_BYTES_MAX]
        else:
            data = mutated(drawn, pool, words(kind), packed=kind in PACKED, most=MOST.get(kind, BYTES_MAX))
        if _one(seen, target, data) and len(pool) < _POOL_MAX and len(data) < _KEPT_BYTES:
            pool.append(data)
    seen.memory = _memory()
    return seen


def _one(seen: Seen, target: Target, data: bytes) -> bool:
    """Give one input to a target; tell whether it led somewhere new."""
    begun = _spent()
    led, wrong = target(data)
    seen.inputs += 1
    seconds = max(0.0, _spent() - begun)
    seen.bounded += (bounded := _AT_BOUND in led)
    seen.slowest, seen.work = max(seen.slowest, seconds), seen.work + seconds
    most = BOUNDED_SECONDS_MAX if bounded else SECONDS_MAX
    wrong = wrong or (f"{seconds:.1f} s of work" if seconds > most else "")
    seen.led[led] += 1
    for name in _CAUGHT.findall(led):
        seen.caught[name] += 1
        seen.example.setdefault(name, data)
    if wrong:
        seen.wrong.append((wrong, data))
    return seen.led[led] == 1


def _child() -> int | None:
    """Give the id of the confined process, where one runs."""
    running = confined._shared(os.getpid())._running
    return running.pid if running is not None else None


def _spent() -> float:
    """Give the seconds of work of this process and of the confined ones; waiting for the machine is nobody's fault."""
    child, ended = _child(), os.times()
    return sum(ended[:4]) + (used(child)[0] if child else 0.0)


def _memory() -> int:
    """Give the most bytes of memory that the confined process has held, or this one."""
    status = Path(f"/proc/{_child() or 'self'}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    ended = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(found[1]) if found else 0, ended) * 1024


def _target(kind: str) -> tuple[Target, Seeds]:
    if kind in RECEIVED:
        name, seeds, _ = RECEIVED[kind]
        return _received(name), seeds()
    if kind == "http":
        return _answered(), ANSWERS
    if kind == "scan":
        return _drawn(), RECEIVED["pdf"][1]() + RECEIVED["picture"][1]()
    if kind in GIVEN:
        return _read(GIVEN[kind].read), GIVEN[kind].seeds()
    case, held = kept()
    return _ledger(kind, case / "ledger"), held.get(kind, ())


def _received(name: str) -> Target:
    parser = confined.parser()
    parser.picture("first.jpg", b"x")  # a new process takes its time to begin

    def target(data: bytes) -> Verdict:
        taken = capture(Incoming(name, Path(name), len(data)), data, "2031-05-07T10:00:00Z", picture=parser.picture)
        found = parser.reports(taken, data, Supplied(), Settings())
        refused = [f for f in found if isinstance(f, Refusal)]
        told = sorted({re.sub(r"[\d,.]+|`[^`]*`|\S*!\S*", "#", r.reason)[:90] for r in refused})
        wrong = next((r.reason for r in refused if _ENDED.search(r.reason)), "")
        wrong = wrong or ("nothing came of it, not even a refusal" if not found else "")
        wrong = wrong or ("a refusal without words" if not all(r.name and r.reason and r.todo for r in refused) else "")
        wrong = wrong or ("a refusal of something else" if not all(r.name.startswith(name) for r in refused) else "")
        wrong = wrong or ("a refusal that nobody reads" if any(len(r.reason) > _READ_MAX for r in refused) else "")
        notes = (said for f in found if isinstance(f, Report) for what, said in f.came_from if what == "note")
        at_bound = (_AT_BOUND,) if any(map(_BOUNDED.search, (*(r.reason for r in refused), *notes))) else ()
        return "; ".join((*sorted({type(f).__name__ for f in found}), *told, *at_bound)), wrong

    return target


def _drawn() -> Target:
    """Draw the pages and pictures that have no words, as `take --ocr` does before letters are recognised."""
    confined.parser().picture("first.jpg", b"x")

    def target(data: bytes) -> Verdict:
        pages = confined.scanned("a.pdf", data)
        at_bound = (_AT_BOUND,) if any(not png for _, png in pages) else ()
        wrong = "more pages than its bound" if len(pages) > PAGES_MAX else ""
        return "; ".join((f"{len(pages)} drawn", *at_bound)), wrong

    return target


def _answered() -> Target:
    """Fetch from a server on this machine that answers with the input, as `take --capture` does."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/a"
    answer = [b""]

    def serve() -> None:
        while True:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                connection.recv(65_536)
                connection.sendall(answer[0])

    threading.Thread(target=serve, daemon=True).start()

    def target(data: bytes) -> Verdict:
        answer[0] = data
        try:
            got = fetched(url, Bounds(private=True, seconds=20, byte_count=1 << 20))
            found = list(reports_in("a.warc.gz", got.warc))
        except CounterclaimError as refused:
            return re.sub(r"[\d,.]+", "#", refused.came)[:60], ""
        except Exception as bad:  # noqa: BLE001 - what nobody foresaw is what is looked for
            return type(bad).__name__, f"{type(bad).__name__}: {str(bad)[:200]}"
        told = sorted({type(f).__name__ for f in found})
        # What was written must be read again as it came: no record may be refused for its digest.
        wrong = next(
            (f.reason for f in found if isinstance(f, Refusal) and f.name != "a.warc.gz" and "digest" in f.reason), ""
        )
        return f"{got.status // 100} {told}", wrong

    return target


def reports_in(name: str, data: bytes) -> tuple[object, ...]:
    """Give what lies in a file, parsed here."""
    taken = capture(Incoming(name, Path(name), len(data)), data, "2031-05-07T10:00:00Z")
    return HERE.reports(taken, data, Supplied(), Settings())


#: What the parsers of the ledger say of what is none, each in its words.
_SAID = (BadNote, BadStamp, BadTile)


def _ledger(kind: str, ledger: Path) -> Target:
    return _read(_readers(ledger)[kind])


def _read(read: Callable[[bytes], Any]) -> Target:
    """Judge a reader that works in this process: it gives something, or refuses in our words, which a person reads."""

    def target(data: bytes) -> Verdict:
        written.clear()
        found = judged(data)
        return (found[0], f"it writes: {written[0]}") if written else found

    def judged(data: bytes) -> Verdict:
        try:
            with _bounded(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return f"read: {read(data)}"[:100], ""
        except (*_SAID, CounterclaimError) as bad:
            long = "" if len(str(bad)) <= 2 * _READ_MAX else "a refusal that nobody reads"
            return re.sub(r"\d+|`[^`]*`", "#", str(bad))[:90], long
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as bad:  # noqa: BLE001 - what a library in Rust throws is no Exception
            return type(bad).__name__, f"{type(bad).__name__}: {str(bad)[:200]}"

    return target


@contextmanager
def _bounded() -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError(f"longer than {6 * SECONDS_MAX} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 6 * SECONDS_MAX)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _readers(ledger: Path) -> dict[str, Callable[[bytes], Any]]:
    log = Log(ledger)
    stamps = sorted((ledger / "stamps").iterdir())
    note = next(p.read_bytes() for p in stamps if p.suffix == ".note")
    entry = next(iter(log.entries()))
    keys = [Verifier.parse(_key(e)) for e in log.entries() if b'"key"' in e]
    chains = [c for p in stamps if p.suffix == ".pem" for c in timestamp.certificates(p.read_bytes())]
    tile = next(p for p in sorted((ledger / "tile").rglob("*")) if p.is_file())

    def a_note(data: bytes) -> Any:
        found = Note.parse(data)
        return bool(found.by(keys)), Checkpoint.parse(found.text).size > 0

    def a_tile(data: bytes) -> Any:
        whole = tile.read_bytes()
        tile.write_bytes(data)
        try:
            return [how for _, how, _, _ in Log(ledger).wrong(list(Log(ledger).entries()), "stamps")][:3]
        finally:
            tile.write_bytes(whole)

    def a_token(data: bytes) -> Any:
        timestamp.carried(data)
        return timestamp.stamped(data, note, chains, [c for c in chains if timestamp.is_root(c)]).by

    def a_bundle(data: bytes) -> Any:
        from tests.mutations import SECOND

        trust = Trust(keys=tuple(keys))
        wrong = [c.state for c in verify_bundle(data, trust, strict=Trust())]
        return sorted(set(wrong)), _second(SECOND, data)

    return {
        "note": a_note,
        "proof": lambda data: proven(data, entry)[0].size > 0,
        "tiles": a_tile,
        "opentimestamps": lambda data: len(opentimestamps.attested(data, note)),
        "rfc3161": a_token,
        "chain": lambda data: len(timestamp.certificates(data)),
        "bundle": a_bundle,
    }


def _key(entry: bytes) -> str:
    import json

    return str(json.loads(entry)["key"])


def _second(module: Any, data: bytes) -> int:
    """Give how the second verifier ends on a file; it prints, and that is let go."""
    import io
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".zip") as file, contextlib.redirect_stdout(io.StringIO()):
        file.write(data)
        file.flush()
        return int(module.main([file.name], module.bundle))


KINDS = (*RECEIVED, "scan", "http", *LEDGER, *GIVEN)
