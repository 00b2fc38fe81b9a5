"""An address fetched as a web archive, from a server on this machine: whole, within bounds, and only where allowed."""

from __future__ import annotations

import io
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from warcio.archiveiterator import ArchiveIterator

from counterclaim.cli import main
from counterclaim.errors import CounterclaimError, UsageError
from counterclaim.receive import page_parts
from counterclaim.remote import Bounds, checked, exchange, fetched
from tests.unit.receive.web_archives import PAGE

HERE = Bounds(private=True, seconds=20)
Answer = Callable[[socket.socket, str], None]


class Server:
    """Answers each connection with the bytes that a test says; keeps what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.asked: list[bytes] = []
        self.secured: ssl.SSLContext | None = None
        self._answer = answer
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            try:
                with self.secured.wrap_socket(connection, server_side=True) if self.secured else connection as inside:
                    request = b""
                    while b"\r\n\r\n" not in request and (part := inside.recv(4096)):
                        request += part
                    self.asked.append(request)
                    self._answer(inside, request.split(b" ")[1].decode())
            except (OSError, IndexError):
                continue

    def close(self) -> None:
        self._listening.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Server]]:
    made: list[Server] = []

    def start(answer: Answer) -> Server:
        made.append(Server(answer))
        return made[-1]

    yield start
    for server in made:
        server.close()


HEAD = b"HTTP/1.1 200 OK\r\nX-Odd:   two  blanks\r\nset-cookie: a=b\r\nContent-Type: text/html; charset=utf-8\r\n"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE


def pages(connection: socket.socket, path: str) -> None:
    """Answer /a and /b with redirections, all else with a page."""
    to = {"/a": b"/b?x=1", "/b?x=1": b"end.html#top"}.get(path)
    moved = b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
    connection.sendall(moved % to if to else WHOLE)


def records(warc: bytes) -> list[tuple[str, str, bytes]]:
    """Give (kind, address, block) of each record, its digests checked."""
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        record.raw_stream.read()
    return [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.raw_stream.read())
        for record in ArchiveIterator(io.BytesIO(warc), no_record_parse=True)
    ]


def test_each_step_is_kept_as_it_was_sent_and_came(serve: Callable[[Answer], Server]) -> None:
    """Redirections too, with full headers byte for byte; nothing is sent that was not said."""
    server = serve(pages)
    got = fetched(f"{server.url}/a#here", HERE)
    assert (got.url, got.status, got.redirections) == (f"{server.url}/end.html", 200, 2)
    kinds = [(kind, (url or "").removeprefix(server.url)) for kind, url, _ in records(got.warc)]
    steps = [(kind, path) for path in ("/a", "/b?x=1", "/end.html") for kind in ("response", "request")]
    assert kinds == [("warcinfo", ""), *steps]
    blocks = [block for _, _, block in records(got.warc)]
    assert blocks[-2] == WHOLE
    assert blocks[-1] == server.asked[-1]
    assert [b"cookie" in a.lower() or b"referer" in a.lower() for a in server.asked] == [False] * 3
    assert b"Host: 127.0.0.1" in server.asked[0]


def test_a_chunked_answer_is_kept_with_its_chunks(serve: Callable[[Answer], Server]) -> None:
    raw = HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    got = fetched(serve(lambda connection, _: connection.sendall(raw)).url, HERE)
    assert records(got.warc)[1][2] == raw


@pytest.mark.parametrize(
    "before",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n",
    ],
)
def test_heads_before_the_answer_do_not_hide_it(before: bytes, serve: Callable[[Answer], Server]) -> None:
    """The answer is the record; what came before it is kept beside it."""
    got = fetched(serve(lambda connection, _: connection.sendall(before + WHOLE)).url, HERE)
    assert got.status == 200
    kinds = [(kind, block) for kind, _, block in records(got.warc)]
    assert kinds[1] == ("response", WHOLE)
    assert kinds[3] == ("metadata", before)


SHOWN = (
    b"<html><head><base href='/deep/'><link rel=stylesheet href=s.css>"
    b"<script src='//127.0.0.1:%d/j.js'></script></head>"
    b"<body><article><h1>Quay</h1><p>The quay was shut on Monday, the harbour council said in a long statement.</p>"
    b"<img src='a.png' srcset='b.png 2x, a.png 1x'><img src='data:image/png;base64,xx'><a href='/other.html'>x</a>"
    b"<img src='http://127.0.0.1:1/gone.png'><iframe src='/frame.html'></iframe></article></body></html>"
)
PARTS = {
    "/deep/s.css": (b"text/css", b"@import 't.css'; body { background: url( 'c.png' ) }"),
    "/deep/t.css": (b"text/css", b"@import 's.css';"),
    "/j.js": (b"text/html", b"<p>This is no page, whatever it says of itself, and so it must be no report.</p>"),
}


def shown(connection: socket.socket, path: str) -> None:
    """Answer with a page, its styles, a script that calls itself a page, and pictures."""
    kind, body = PARTS.get(path, (b"image/png", b"\x89PNG " + path.encode()))
    if path == "/":
        kind, body = b"text/html; charset=utf-8", SHOWN % connection.getsockname()[1]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
    connection.sendall(head % (kind, len(body)) + body)


@pytest.fixture
def drawn(serve: Callable[[Answer], Server]) -> Server:
    return serve(shown)


def test_what_a_page_is_shown_with_is_fetched_when_it_is_asked_for(drawn: Server) -> None:
    """Pictures, styles and what styles name, scripts, each once; no link, no frame; what cannot be had is named."""
    assert fetched(drawn.url, HERE, page_parts).parts == ()
    assert len(drawn.asked) == 1, "parts are asked for only when the bounds allow some"
    got = fetched(drawn.url, replace(HERE, parts=50), page_parts)
    paths = [one.removeprefix(drawn.url) for one in got.parts]
    assert paths == ["/deep/s.css", "/j.js", "/deep/a.png", "/deep/b.png", "/deep/t.css", "/deep/c.png"]
    ((gone, why),) = got.missed
    assert (gone, "refused" in why.lower()) == ("http://127.0.0.1:1/gone.png", True)
    kept = records(got.warc)
    assert [url for kind, url, _ in kept if kind == "response"][1:] == [f"{drawn.url}{p}" for p in paths]
    kind, url, told = kept[-1]
    assert (kind, url) == ("metadata", f"{drawn.url}/")
    assert [line.partition(b" (")[0] for line in told.splitlines()][-1] == b"part-missing: http://127.0.0.1:1/gone.png"


def test_parts_are_bounded_in_number_bytes_and_time(drawn: Server) -> None:
    """The page itself stays; what is beyond the bound is named."""
    few = fetched(drawn.url, replace(HERE, parts=2), page_parts)
    assert (len(few.parts), {why for _, why in few.missed}) == (2, {"more than 2 parts"})
    small = fetched(drawn.url, replace(HERE, parts=50, byte_count=len(SHOWN) + 400), page_parts)
    assert small.status == 200
    assert any("bytes" in why for _, why in small.missed)


def test_a_part_in_a_private_network_is_not_asked_for(monkeypatch: pytest.MonkeyPatch, drawn: Server) -> None:
    """A page that anybody wrote must not lead into the network of whoever captures it."""
    real = exchange._resolved
    monkeypatch.setattr(exchange, "_resolved", lambda host, port, private: real(host, port, private or port != 1))
    got = fetched(drawn.url, Bounds(seconds=20, parts=50), page_parts)
    assert "private" in dict(got.missed)["http://127.0.0.1:1/gone.png"]


def test_a_protected_case_does_not_say_which_address_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in what was refused nor in why."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    case = str(tmp_path / "case")
    words = ["take", case, "--capture", "http://localhost:1/quontrask", "--protect", "url", "--json"]
    for allowed in ([], ["--capture-private"]):
        done = CliRunner().invoke(main, [*words, *allowed])
        (refused,) = (r for r in map(json.loads, done.stdout.splitlines()) if r["row"] == "refused")
        assert not [w for w in ("localhost", "127.0.0.1", "quontrask") if w in json.dumps(refused)]


def _drip(connection: socket.socket, _: str) -> None:
    connection.sendall(HEAD + b"Content-Length: 900\r\n\r\n")
    for _n in range(900):
        connection.sendall(b" ")
        time.sleep(0.02)


def _certified(folder: Path) -> tuple[Path, Path]:
    """Give the files of a key and of a certificate for `localhost` that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begin = datetime(2020, 1, 1)  # noqa: DTZ001 - certificates say UTC without a zone
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    own, certificate = folder / "key.pem", folder / "certificate.pem"
    kind = serialization.PrivateFormat.PKCS8
    own.write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()))
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return own, certificate


def test_over_tls_the_machine_must_be_who_it_is_asked_for(
    serve: Callable[[Answer], Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name and by an authority that this system trusts; what is kept is what was said inside."""
    own, certificate = _certified(tmp_path)
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(certificate, own)
    server = serve(pages)
    server.secured = inside
    url = server.url.replace("http://127.0.0.1", "https://localhost")
    monkeypatch.setattr("counterclaim.remote.exchange._resolved", lambda *_: "127.0.0.1")
    with pytest.raises(CounterclaimError, match="CERTIFICATE_VERIFY_FAILED"):
        fetched(f"{url}/x", HERE)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert records(fetched(f"{url}/x", HERE).warc)[1][2] == WHOLE
    with pytest.raises(CounterclaimError, match=r"not valid for|mismatch"):
        fetched(f"{url.replace('localhost', 'other.example')}/x", HERE)


BAD: dict[str, tuple[Answer, Bounds, str]] = {
    "no end": (
        lambda c, _: c.sendall(HEAD + b"\r\n" + b"x" * 300_000),
        Bounds(private=True, byte_count=90_000),
        "more",
    ),
    "a circle": (
        lambda c, p: c.sendall(b"HTTP/1.1 301 M\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"),
        HERE,
        "redirec",
    ),
    "cut": (lambda c, _: c.sendall(HEAD + b"Content-Length: 900\r\n\r\nx"), HERE, "early"),
    "no answer": (lambda c, _: None, HERE, "whole answer"),
    "no http": (lambda c, _: c.sendall(b"SSH-2.0\r\n\r\n"), HERE, "whole answer"),
    "slow": (_drip, Bounds(private=True, seconds=0.3), "slow|timed out"),
    "away": (lambda c, _: c.sendall(b"HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\n\r\n"), HERE, "--capture http"),
}


@pytest.mark.parametrize("how", sorted(BAD))
def test_what_is_no_whole_answer_within_bounds_is_refused(how: str, serve: Callable[[Answer], Server]) -> None:
    answer, bounds, why = BAD[how]
    with pytest.raises(CounterclaimError, match=why):
        fetched(f"{serve(answer).url}/x", bounds)


INNER = ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "192.168.1.1"]
NONE = [
    "", "x", "ftp://a.example/", "http://", "http://a:b@c.example/", "http://a.example:0/", "http://[", "http://a b/",
    "http://a.example:99999/",
]  # fmt: skip


@pytest.mark.parametrize("host", INNER)
def test_a_private_network_is_refused_unless_it_is_meant(host: str) -> None:
    with pytest.raises(UsageError, match="private"):
        fetched(f"http://{host}:9/x")


def test_a_page_that_leads_into_a_private_network_is_not_followed(
    serve: Callable[[Answer], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard is asked at each step, and the connection goes to the machine that it allowed."""
    server = serve(lambda c, _: c.sendall(b"HTTP/1.1 302 F\r\nLocation: http://inner.example/\r\n\r\n"))
    seen: list[str] = []

    def resolved(host: str, port: int, **_: Any) -> list[Any]:
        seen.append(host)
        return [(0, 0, 0, "", ("192.168.0.1" if host == "inner.example" else "203.0.113.9", port))]

    port = int(server.url.rpartition(":")[2])

    def connected(_: object, timeout: float) -> socket.socket:
        made = socket.socket()
        made.settimeout(timeout)
        made.connect(("127.0.0.1", port))
        return made

    monkeypatch.setattr("counterclaim.remote.exchange.socket.getaddrinfo", resolved)
    monkeypatch.setattr("counterclaim.remote.exchange.socket.create_connection", connected)
    monkeypatch.setattr("ipaddress.IPv4Address.is_global", property(lambda a: str(a) == "203.0.113.9"))
    with pytest.raises(UsageError, match=r"192\.168\.0\.1"):
        fetched("http://outer.example/")
    assert seen == ["outer.example", "inner.example"]


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        checked(url)


def test_letters_of_other_scripts_are_asked_for_in_the_letters_of_the_wire() -> None:
    assert checked("https://bücher.example/straße?q=ä#x") == "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4"


def test_a_captured_page_is_a_report_with_its_address(serve: Callable[[Answer], Server], tmp_path: Path) -> None:
    """`take --capture` says that it uses the network, keeps the archive, reads the page, and refuses what fails."""
    server = serve(pages)
    case = str(tmp_path / "case")
    words = ["take", case, "--capture", f"{server.url}/a", "--capture-private", "--json"]
    done = CliRunner().invoke(main, [*words, "--capture", "http://127.0.0.1:1/none"])
    assert done.exit_code == 0, done.output
    assert "Over the network" in done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {(r["row"], r["name"]) for r in rows if r["row"] != "bounded"} == {
        ("taken", f"{server.url}/a.warc.gz"), ("refused", "http://127.0.0.1:1/none.warc.gz")
    }  # fmt: skip
    (report,) = (json.loads(r) for r in CliRunner().invoke(main, ["reports", case, "--json"]).stdout.splitlines())
    assert "Quay shut" in report["text"]
    held = [json.loads(r) for r in CliRunner().invoke(main, ["captures", case, "--json"]).stdout.splitlines()]
    (capture,) = (r for r in held if r["row"] == "capture")
    assert (capture["url"], capture["method"]) == (f"{server.url}/a", "network")
    assert "embedded media" in capture["missing"]
    refused = CliRunner().invoke(main, ["take", case, "--capture", f"{server.url}/a"])
    assert "private" in " ".join(refused.output.split())
    assert CliRunner().invoke(main, ["take", case]).exit_code == 2


def test_parts_of_a_captured_page_are_artifacts_of_it(drawn: Server, tmp_path: Path) -> None:
    """With their addresses and the page they belong to; none is a report, and what is missing is refused by name."""
    case = str(tmp_path / "case")
    words = ["take", case, "--capture", drawn.url, "--capture-private", "--capture-parts", "--json"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "parts it is shown with" in " ".join(done.stderr.split())
    (missing,) = (r for r in map(json.loads, done.stdout.splitlines()) if r["row"] == "refused")
    assert missing["name"].endswith("part http://127.0.0.1:1/gone.png")
    reports = CliRunner().invoke(main, ["reports", case, "--json"]).stdout.splitlines()
    assert len(reports) == 1
    held = [json.loads(r) for r in CliRunner().invoke(main, ["captures", case, "--json"]).stdout.splitlines()]
    facts = [dict(r["facts"]) for r in held if r["row"] == "artifact"]
    parts = {f["address"].removeprefix(drawn.url): f["part of"] for f in facts if "part of" in f}
    assert parts == dict.fromkeys(
        ["/deep/s.css", "/j.js", "/deep/a.png", "/deep/b.png", "/deep/t.css", "/deep/c.png"], f"{drawn.url}/"
    )
    assert CliRunner().invoke(main, ["take", case, "--capture-parts"]).exit_code == 2
