"""Kinds that want more than a reader: files of a case, before both verifiers; a desk, an authority, names to withhold.

What lies in a case is read in a process of its own, with bounds of memory and time: a file of SQLite can ask for more.
"""

# ruff: noqa: E501, S608 - tables of words, and SQL among them
from __future__ import annotations

import io
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import sqlite3
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.cli.bundle import _listed
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import timestamp
from counterclaim.name_matching import Names
from counterclaim.remote.authority import answered
from tests.fuzz import shapes_of_text as of
from tests.fuzz.given import GIVEN, Given
from tests.fuzz.shapes_of_text import STORY, many

#: What one input may take beside what its process holds: far more than an honest case of a few reports needs.
_BYTES, _SECONDS = 1 << 30, 20


def apart(read: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """Give a reader that works in a child of this process: what it takes, writes and leaves behind ends with that."""

    def told(data: bytes) -> Any:
        held, into = os.pipe()
        if not (child := os.fork()):
            os.close(held)
            _ended_with(into, read, data)
        os.close(into)
        with os.fdopen(held, "rb") as out:
            said = out.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            raise RuntimeError(f"its process was ended by {signal.Signals(os.WTERMSIG(status)).name}")
        end = json.loads(said)
        if "wrong" in end:
            raise RuntimeError(end["wrong"])
        return end["read"]

    return told


def _ended_with(into: int, read: Callable[[bytes], Any], data: bytes) -> None:
    """Read in this process, which ends here."""
    held = int(re.findall(r"VmSize:\s+(\d+)", Path("/proc/self/status").read_text())[0]) << 10
    # A process that ran a thousand tests before has mapped gigabytes: SQLite, given none, calls that a fault of the disk.
    resource.setrlimit(resource.RLIMIT_AS, (held + _BYTES, held + _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            end = {"read": read(data)}
    except CounterclaimError as refused:
        end = {"read": re.sub(r"\d+|`[^`]*`", "#", str(refused))[:90]}
    except BaseException as bad:  # noqa: BLE001 - what nobody foresaw is what is looked for
        at = traceback.extract_tb(bad.__traceback__)[-1]
        end = {"wrong": f"{type(bad).__name__}: {str(bad)[:200]} ({Path(at.filename).name}, line {at.lineno})"}
    os.write(into, json.dumps(end)[:4_000].encode() if len(str(end)) < 4_000 else b'{"read":"long"}')
    os._exit(0)


# Files of a case ------------------------------------------------------------------------------------------------------


def _place_of(kind: str) -> str:
    from tests.fuzz.seeds import kept

    found = sorted(p.relative_to(kept()[0]).as_posix() for p in kept()[0].glob(_FILES[kind]))
    return found[0] if found else _FILES[kind]


_FILES: Mapping[str, str] = {
    "team": "team.json", "run": "runs/run_*/run.json", "record": "case.sqlite",
}  # fmt: skip


def _lying(kind: str) -> Callable[[bytes], Any]:
    """Give what both verifiers say of a case in which a file is these bytes. They must not differ in whether it holds."""

    def read(data: bytes) -> Any:
        from tests.fuzz.seeds import kept
        from tests.mutations import ours, theirs

        with tempfile.TemporaryDirectory() as place:
            case = Path(place) / "case"
            shutil.copytree(kept()[0], case)
            (case / _place_of(kind)).write_bytes(data)
            second = theirs(case)  # first: ours may bring to rest what a writer left
            first = ours(case)
            long = [t for t in (*first, *second) if len(t) > 5_000]
            assert not long, "a verdict that nobody reads"
            assert bool(first) == bool(second), f"one of two verifiers: {first[:2]}, {second[:2]}"
            return bool(first), re.sub(r"\d+|[0-9a-f]{16,}", "#", " ".join(first[:2]))[:60]

    return apart(read)


def _seed_of(kind: str, *more: bytes) -> Callable[[], tuple[bytes, ...]]:
    def seeds() -> tuple[bytes, ...]:
        from tests.fuzz.seeds import kept
        from tests.mutations import ours

        ours(kept()[0])  # loads what a child would load each time
        file = kept()[0] / _place_of(kind)
        return (*((file.read_bytes(),) if file.is_file() else ()), *more)

    return seeds


#: SQL that makes a record other than any program of ours would: without end, without bound, or with code in it.
_ENDLESS = "WITH RECURSIVE r(a) AS (SELECT 1 UNION ALL SELECT a+1 FROM r)"
_SQL = (
    "CREATE INDEX more ON captures(length(hex(zeroblob(60000000))))", "ALTER TABLE captures ADD COLUMN more AS (hex(zeroblob(60000000)))",
    "CREATE TABLE more(a CHECK(length(hex(zeroblob(60000000))) > 1))", "INSERT INTO more VALUES(1)", "CREATE VIRTUAL TABLE more USING fts5(a)",
    "CREATE VIEW more AS SELECT load_extension('x')", "UPDATE captures SET record = hex(zeroblob(40000000))", "UPDATE seals SET salt = 'x'", "UPDATE seals SET digest = x'ff'",
    "UPDATE reports SET record = '{' || record", "UPDATE reports SET record = replace(hex(zeroblob(60000)), '00', '[')", "UPDATE runs SET digest = NULL", "UPDATE alembic_version SET version_num = '9999'", "DELETE FROM alembic_version",
    "UPDATE acts SET record = '{\"kind\":\"erase\",\"subject\":\"a\",\"fields\":[[\"rows\",\"1,2,x\"]]}'", "UPDATE acts SET record = '[]'", "UPDATE batches SET readings = '{}'", "UPDATE batches SET readings = '[1]'",
    "INSERT INTO seals SELECT * FROM seals", "UPDATE decisions SET number = 9223372036854775807", "UPDATE seals SET number = -number", "UPDATE captures SET record = x'c328'", "UPDATE captures SET record = NULL",
    "PRAGMA user_version = -1", "PRAGMA application_id = 7", "PRAGMA encoding = 'UTF-16le'", "PRAGMA auto_vacuum = 2", "VACUUM", "UPDATE arrivals SET at = zeroblob(9)", "UPDATE refusals SET record = '1e999'",
    *(f"DROP TABLE {t}; CREATE VIEW {t} AS {_ENDLESS} SELECT a AS {c} FROM r" for t, c in (("seals", "number"), ("acts", "record"), ("readings", "report"), ("alembic_version", "version_num"), ("captures", "record"))),
)  # fmt: skip


def _record(drawn: random.Random) -> bytes:
    """Give a record that somebody who knows SQL, or SQLite's schema, made of an honest one."""
    from tests.fuzz.seeds import kept

    with tempfile.NamedTemporaryFile(suffix=".sqlite") as file:
        shutil.copy(kept()[0] / "case.sqlite", file.name)
        with closing(sqlite3.connect(file.name, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode=delete")
            triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                db.execute(f"DROP TRIGGER {name}")
            steps = iter(range(100))
            db.set_progress_handler(lambda: next(steps, None) is None, 10_000)  # what has no end is not run here
            for sql in drawn.sample(_SQL, drawn.choice((1, 1, 2, 4))):
                with suppress(sqlite3.Error, MemoryError):
                    db.executescript(sql)
            db.set_progress_handler(None, 0)
            for _, sql in triggers:  # so that the shape is whole, and the rows are looked at
                with suppress(sqlite3.Error):
                    db.execute(sql)
            if drawn.random() < 0.3:
                with suppress(sqlite3.Error):
                    db.execute("PRAGMA writable_schema = ON")
                    db.execute(
                        "UPDATE sqlite_master SET sql = ? WHERE name = ?",
                        [
                            drawn.choice(("", "CREATE TABLE", "x" * many(drawn), "CREATE TABLE a(b)")),
                            drawn.choice(("captures", "seals", "acts", "alembic_version")),
                        ],
                    )
        return Path(file.name).read_bytes()


def _json_of(*names: str) -> Callable[[random.Random], bytes]:
    return lambda drawn: (of.a_row(drawn, names) if drawn.random() < 0.6 else of.deep_json(drawn)).encode(
        "utf-8", "surrogatepass"
    )


# Names to withhold ----------------------------------------------------------------------------------------------------


def _names(data: bytes) -> Any:
    """Read a list of names as `bundle --withhold-file` does, and seek them in a text."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(data)
        file.flush()
        names = _listed(Path(file.name))
    found = Names(names, names[:2]).spans(STORY * 20)
    assert found == sorted(found), "stretches out of order"
    return len(names) > 3, len(found) > 0


def _names_of(drawn: random.Random) -> bytes:
    count, letter = (
        many(drawn, 60_000),
        drawn.choice(("a", "\u0627", "\u0301", "\u4e00", "\u200d", "A. ", "a-", "'", "\U0001f600", "#", "\t", "1 ")),
    )
    return drawn.choice((
        letter * count, f"{letter}a\n" * min(count, 9_000), f"Ana {letter * min(count, 9_000)} Orlu", " ".join(f"{letter}{n}" for n in range(min(count, 5_000))), "\n".join(f"Ana{n} Orlu{letter}" for n in range(min(count, 2_000))), "# " * count, "\n" * count,
    )).encode(drawn.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), "surrogatepass")  # fmt: skip


# An authority over the network ----------------------------------------------------------------------------------------


@cache
def _authority() -> tuple[str, list[bytes]]:
    """Give the address of a server on this machine, and the list whose one item it answers."""
    listening, answer = socket.create_server(("127.0.0.1", 0)), [b""]

    def serve() -> None:
        while True:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(65_536)
                connection.sendall(answer[0])

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/tsa", answer


def _stamped(data: bytes) -> Any:
    """Ask for a time stamp, as `ledger stamp --authority` does, and read the answer."""
    from tests.fuzz.outside import written
    from tests.fuzz.seeds import kept

    url, answer = _authority()
    answer[0] = data
    note = (kept()[0] / "ledger/checkpoint").read_bytes()
    try:
        came = answered(url, timestamp.query(note), seconds=10)
    finally:
        written.clear()  # to call the authority is what it is for
    timestamp.carried(came)
    return bool(timestamp.stamped(came, note, [], []).by)


def _answers() -> tuple[bytes, ...]:
    from tests.fuzz.seeds import kept

    head = "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\n\r\n"
    tokens = kept()[1].get("rfc3161", (b"0\x03\x02\x01\x02",))
    return (*(head.format(len(t)).encode() + t for t in tokens), b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n")


def _answer_of(drawn: random.Random) -> bytes:
    from tests.fuzz.shapes import shaped

    body = shaped("rfc3161", drawn)
    if drawn.random() < 0.5:
        return shaped("http", drawn) + body
    return (
        f"HTTP/1.{drawn.randrange(3)} 200 OK\r\nContent-Length: {drawn.choice((len(body), 0, 10**12, -1))}\r\n\r\n".encode()
        + body
    )


# A desk ---------------------------------------------------------------------------------------------------------------


@cache
def _sitting() -> tuple[Any, str]:
    """Give somebody at a desk of an invented case, and the token of their forms."""
    from counterclaim.desk.opened import Desk
    from counterclaim.desk.working import alone, whole
    from counterclaim.progress import Quiet
    from tests.fuzz.seeds import kept
    from tests.unit.desk.work.conftest import At, Idle

    copy = Path(tempfile.mkdtemp(prefix="fuzz-desk-")) / "case"
    shutil.copytree(kept()[0], copy)
    desk = Desk(copy)
    desk.prepare(Quiet())
    me = At(whole(desk, alone("A. Tester"), jobs=Idle(desk.folder.path, desk.place)))
    return me.client, me.token()


def _sent(data: bytes) -> Any:
    """Send a request: its line, the type of its body, the body. What is sent is answered in words, never by a fault."""
    from tests.fuzz.outside import written

    client, token = _sitting()
    line, _, rest = data.partition(b"\n")
    kind, _, body = rest.partition(b"\n")
    method, _, path = line.decode("utf-8", "replace").partition(" ")
    plain = "".join(c for c in path if " " < c < "\x7f").lstrip("/")[:8_000]  # a browser sends no longer one
    headers = {"Content-Type": "".join(c for c in kind.decode("latin-1") if " " <= c < "\x7f"), "Accept": "text/html"}
    try:
        answer = client.request(
            "GET" if method == "GET" else "POST",
            f"/{plain}",
            content=body.replace(b"@TOKEN@", token.encode()),
            headers=headers,
        )
    except client_refuses():
        return "no request"
    written.clear()  # acts write, and what is exported lies in a folder of its own for a moment
    assert answer.status_code < 500 or answer.status_code in {503, 507}, f"answered with {answer.status_code}"
    return answer.status_code


def client_refuses() -> tuple[type[Exception], ...]:
    """Give what the client of tests says of an address that no browser would send."""
    from starlette.testclient import httpx

    return (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError)


_ADDRESSES = (
    "/comment", "/assign", "/classify", "/second/1", "/decide", "/undo/1", "/take", "/settle", "/ledger/verify", "/watch", "/watch/1/end", "/account/token/end", "/events/@EVENT@/export", "/reports/@REPORT@/draw", "/sign-in", "/nothing",
)  # fmt: skip
_ASKED = (
    "/search?q=",
    "/events?",
    "/reports?",
    "/claims?",
    "/review?",
    "/compare?a=",
    "/sources?",
    "/history?",
    "/events/@EVENT@/work?",
    "/events/@EVENT@?",
    "/static/",
    "/ledger?",
    "/work.json?",
    "/watch?",
)
_FIELDS = (
    "subject",
    "kind",
    "reason",
    "value",
    "comment",
    "who",
    "event",
    "number",
    "as",
    "start",
    "end",
    "paths",
    "published",
    "publisher",
    "name",
    "ask",
    "until",
    "protect",
    "next",
    "page",
    "on",
    "claims",
    "text",
)


@cache
def _ids() -> Mapping[str, str]:
    from counterclaim.store import CaseFolder
    from tests.fuzz.seeds import kept

    with closing(CaseFolder.open(kept()[0])) as case:
        from counterclaim.case import dossiers

        one = next(iter(dossiers(case)))
        return {"@EVENT@": one.event.id, "@CLAIM@": one.claims[0].id, "@REPORT@": one.claims[0].report}


def _known(text: str) -> bytes:
    for mark, found in _ids().items():
        text = text.replace(mark, found)
    return text.encode("utf-8", "surrogatepass")


_BOUNDARY = "multipart/form-data; boundary=b"


def _part(name: str, value: str, file: str = "") -> str:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{value}\r\n'


def _requests() -> tuple[bytes, ...]:
    form = "application/x-www-form-urlencoded"
    taken = (
        _part("token", "@TOKEN@") + _part("paths", "a.txt") + _part("files", STORY, '; filename="a.txt"') + "--b--\r\n"
    )
    return tuple(map(_known, (
        f"POST /comment\n{form}\ntoken=@TOKEN@&subject=@CLAIM@&text=seen", f"POST /decide\n{form}\ntoken=@TOKEN@&subject=@CLAIM@&kind=accept&reason=read", f"POST /take\n{_BOUNDARY}\n{taken}",
        'POST /assign\napplication/json\n{"token":"@TOKEN@","subject":"@EVENT@","who":"Ben"}', "GET /search?q=quay\n\n", "GET /events/@EVENT@\n\n", f"POST /events/@EVENT@/export\n{form}\ntoken=@TOKEN@&as=csv",
    )))  # fmt: skip


def _request_of(drawn: random.Random) -> bytes:
    count = many(drawn, 30_000)
    value = drawn.choice(
        (
            "@CLAIM@",
            "@EVENT@",
            "@REPORT@",
            "x" * count,
            "\ud800",
            "%00",
            "%ff%fe",
            "9" * min(count, 5_000),
            "-1",
            "2031-13-45",
            "../../x",
            "[" * count,
            "accept",
            "a\r\nb",
            "\u202e",
            "{}",
            "",
        )
    )
    if drawn.random() < 0.3:
        return _known(
            f"GET {drawn.choice(_ASKED)}{drawn.choice(('', *(f + '=' for f in _FIELDS)))}{value}&page={drawn.choice((1, 0, -1, 10**20))}\n\n"
        )
    path, fields = drawn.choice(_ADDRESSES), drawn.sample(_FIELDS, drawn.randrange(1, 6))
    token = drawn.choice(("@TOKEN@",) * 5 + ("x",))
    if (how := drawn.random()) < 0.4:
        return _known(
            f"POST {path}\napplication/x-www-form-urlencoded\ntoken={token}&"
            + "&".join(f"{f}={value}" for f in fields)
            + "&a=b" * drawn.choice((0, 0, 3_000))
        )
    if how < 0.7:
        parts = "".join(_part(f, value) for f in fields) + _part(
            "files", value, f'; filename="{drawn.choice(("a.txt", "../x", "", chr(0), "x" * 9_000))}"'
        ) * drawn.choice((0, 1, 6_000))
        return _known(
            f"POST {path}\n{drawn.choice((_BOUNDARY, 'multipart/form-data', 'multipart/form-data; boundary=' + 'x' * 300))}\n{_part('token', token)}{parts}{drawn.choice(('--b--', '', '--b'))}"
        )
    return _known(
        f"POST {path}\napplication/json\n"
        + drawn.choice(
            (
                json.dumps({"token": token} | dict.fromkeys(fields, value)),
                json.dumps({"token": token, "a": [[1]]}),
                of.deep_json(drawn),
                of.a_row(drawn, _FIELDS),
            )
        )
    )


def _fixed(*texts: str) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple(t.encode() for t in texts)


_JSON = (
    '{"schema":"case_|"tables":[[|"run":|null|1e999|[[[|{|}|,|"|\\ud800|"format":2|"made_by":|at rest\n|writing\n|\0'
)
HELD: Mapping[str, Given] = {
    "team": Given(_lying("team"), _seed_of("team", b'{"schema":"case_0a1b2c3d4e5f60718293a4b5"}', b'{"schema": "case_x"}'), _json_of("schema", "a"), _JSON),
    "run": Given(_lying("run"), _seed_of("run"), _json_of("id", "tables", "settings", "at", "rules"), _JSON),
    "record": Given(_lying("record"), _seed_of("record"), _record, "SQLite format 3\0|CREATE TABLE|\0\0\0\1|\xff\xff\xff\xff|\r\0\0|\x0a\0\0|\5\0\0|\2\0\0|captures|seals|0008"),
    "names": Given(_names, _fixed("Ana Orlu\n# nobody\nHala K.\n"), _names_of, "Ana|Orlu|\n|#|\ufeff|-|.|'|\u0301|\u200d|al-|\u0627\u0644|[withheld]|(|*|\\"),
    "authority": Given(_stamped, _answers, _answer_of, "HTTP/1.1 |200 OK\r\n|\r\n\r\n|Content-Length: 9\r\n|Transfer-Encoding: chunked\r\n|0\r\n|\x30\x82|\x02\x01\x00"),
    "form": Given(_sent, _requests, _request_of, "token=@TOKEN@|&|=|%00|%u|--b\r\n|--b--|; filename=\"../x\"|Content-Disposition: form-data; name=\"a\"\r\n\r\n|application/json|GET |POST /|?q=|[|{|\"token\":\"@TOKEN@\"|;charset=utf-16|charset=x"),
}  # fmt: skip
EVERY: Mapping[str, Given] = {**GIVEN, **HELD}
