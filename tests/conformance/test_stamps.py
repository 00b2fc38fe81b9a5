"""Time stamps over a case's ledger, by a real authority on this machine; whoever lies about time is named."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from counterclaim.cli import main
from counterclaim.ledger import BadStamp, timestamp
from tests.authority import Authority, swapped
from tests.unit.store.samples import a_decision, opened

DATA = b"a checkpoint of Orvane\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "own")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


def stamped(case: Path, authority: Authority, *, carry: bool = True) -> Result:
    query, answer = case.parent / "ask.tsq", case.parent / "answer.tsr"
    assert run("ledger", "stamp", case, "--request", query).exit_code == 0
    answer.write_bytes(authority.answer(query.read_bytes(), *([authority.middle] if carry else [])))
    return run("ledger", "stamp", case, "--response", answer, "--chain", authority.chain_file)


def told(case: Path, *words: str | Path) -> tuple[int, str]:
    found = run("verify", case, "--json", *words)
    return found.exit_code, "\n".join(line for line in found.stdout.splitlines() if "stamps/" in line)


def test_a_ledger_existed_by_a_time(case: Path, authority: Authority) -> None:
    """Kept with its chain; said to be unknown, until the authority is named or trusted; nothing says it is true."""
    assert stamped(case, authority).exit_code == 0
    code, words = told(case)
    assert (code, "existed by" in words, "not known here" in words) == (0, True, True)
    code, words = told(case, "--authority-root", authority.root_file)
    assert (code, "existed by" in words, "not known here" in words) == (0, True, False)
    assert run("keys", "authority", authority.root_file, "--whose", "the office, by telephone").exit_code == 0
    assert "not known here" not in told(case)[1]
    assert run("keys", "authority", authority._write("m.pem", authority.middle), "--whose", "x").exit_code == 2


def test_a_query_is_no_answer_and_that_is_said_in_words(case: Path) -> None:
    query = case.parent / "ask.tsq"
    assert run("ledger", "stamp", case, "--request", query).exit_code == 0
    found = run("ledger", "stamp", case, "--response", query)
    assert found.exit_code == 2
    assert "a query (.tsq), which asks for one" in " ".join(found.output.split())
    assert not any(timestamp.is_query(data) for data in (b"", b"busy", b"\x30", b"\x30\x03\x02\x01\x01"))


@contextmanager
def serving(answer: Callable[[bytes], tuple[int, bytes]]) -> Iterator[str]:
    """Answer queries on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            status, data = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/stamp"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_authority_is_asked_over_the_network_when_it_is_named(case: Path, authority: Authority) -> None:
    with serving(lambda query: (200, authority.answer(query, authority.middle))) as url:
        found = run("ledger", "stamp", case, "--authority", url, "--chain", authority.chain_file)
    assert (found.exit_code, f"sent to {url}" in found.output.replace("\n", " ")) == (0, True), found.output
    assert "existed by" in told(case, "--authority-root", authority.root_file)[1]


@pytest.mark.parametrize(
    ("status", "data", "why"),
    [(503, b"busy", "503"), (302, b"", "redirection"), (200, b"x" * 400_000, "too long"), (200, b"busy", "no answer")],
)
def test_an_authority_that_gives_no_stamp_leaves_the_case_as_it_was(
    case: Path, status: int, data: bytes, why: str
) -> None:
    with serving(lambda _: (status, data)) as url:
        found = run("ledger", "stamp", case, "--authority", url)
    assert (found.exit_code, why in " ".join(found.output.split())) == (2, True), found.output
    assert list((case / "ledger/stamps").glob("*.tsr")) == []
    assert run("verify", case).exit_code == 0


@pytest.mark.parametrize("url", ["ftp://x/y", "http://user:key@x/", "x", "http://"])
def test_what_is_no_address_is_refused(case: Path, url: str) -> None:
    assert run("ledger", "stamp", case, "--authority", url).exit_code == 2


def test_several_authorities_stamp_one_case_and_each_counts(case: Path, authority: Authority) -> None:
    other = Authority(case.parent / "other", "Second Office")
    for one in (authority, other):
        assert stamped(case, one, carry=False).exit_code == 0
    with opened(case) as more:
        more.add_decision(a_decision())
    code, words = told(case)
    assert (code, words.count("existed by")) == (0, 4), words
    code, words = told(case, "--authority-root", other.root_file)
    assert (code, words.count("under none of the roots")) == (1, 1)


def test_an_answer_without_its_root_is_refused_and_one_taken_in_twice_entered_once(
    case: Path, authority: Authority
) -> None:
    stamped(case, authority)
    before = (case / "ledger/checkpoint").read_bytes()
    assert run("ledger", "stamp", case, "--response", case.parent / "answer.tsr").exit_code == 2
    again = run("ledger", "stamp", case, "--response", case.parent / "answer.tsr", "--chain", authority.chain_file)
    assert again.exit_code == 0
    assert (case / "ledger/checkpoint").read_bytes() == before


def test_openssl_accepts_what_is_kept(case: Path, authority: Authority) -> None:
    """What lies in the case can be checked without this program."""
    import subprocess

    stamped(case, authority)
    (token,) = (case / "ledger/stamps").glob("*.tsr")
    (note,) = (case / "ledger/stamps").glob("*.note")
    (chain,) = (case / "ledger/stamps").glob("*.pem")
    words = ["openssl", "ts", "-verify", "-in", token, "-data", note, "-CAfile", authority.root_file]
    subprocess.run([*words, "-untrusted", chain], check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize("kind", ["tsr", "note", "pem"])
def test_every_file_of_a_stamp_is_checked(case: Path, authority: Authority, kind: str) -> None:
    stamped(case, authority)
    (file,) = (case / "ledger/stamps").glob(f"*.{kind}")
    whole = file.read_bytes()
    drawn = random.Random(kind)
    for _ in range(12):
        changed = bytearray(whole)
        changed[drawn.randrange(len(whole))] ^= 1 << drawn.randrange(8)
        file.write_bytes(bytes(changed))
        code, words = told(case)
        assert (code, '"damaged"' in words) == (1, True), words
    file.unlink()
    code, words = told(case)
    assert (code, '"missing"' in words) == (1, True)
    file.write_bytes(whole)
    assert told(case)[0] == 0
    (file.parent / f"{'0' * 64}.tsr").write_bytes(b"x")
    code, words = told(case)
    assert (code, '"unexpected"' in words) == (1, True)


def test_what_a_stopped_writer_kept_of_a_stamp_is_dropped(case: Path, authority: Authority) -> None:
    stamped(case, authority)
    left = case / "ledger/stamps" / f"{'0' * 64}.tsr"
    left.write_bytes(b"x")
    (case / "lock").write_bytes(b"writing\n")
    assert told(case)[0] == 0
    assert not left.exists()


def test_a_request_without_an_answer_is_no_damage(case: Path, tmp_path: Path) -> None:
    assert run("ledger", "stamp", case, "--request", tmp_path / "q", "--note", tmp_path / "n").exit_code == 0
    assert (tmp_path / "n").read_bytes() == (case / "ledger/checkpoint").read_bytes()
    assert told(case)[0] == 0


Lie = Callable[[Authority, bytes], bytes]
LIES: dict[str, tuple[Lie, str]] = {
    "over other bytes": (lambda a, _: a.answer(timestamp.query(b"other")), "Mismatch"),
    "a certificate that had ended": (
        lambda a, t: swapped(t, a.signer, a.signing(ended=True)), "expired",
    ),
    "a certificate for mail": (
        lambda a, t: swapped(t, a.signer, a.signing(usage=ExtendedKeyUsageOID.EMAIL_PROTECTION)), "does not hold",
    ),
    "cut short": (lambda _, t: t[: len(t) // 2], "no answer"),
    "empty": (lambda _, t: t[:0], "no answer"),
    "endless": (lambda _, t: t * 200, "more than"),
    "bytes behind it": (lambda _, t: t + b"x", "no answer"),
    "a web page": (lambda *_: b"<html>busy</html>", "no answer"),
    "a length of gigabytes": (lambda *_: bytes.fromhex("3084ffffffff3003020100"), "no answer"),
    "a refusal": (lambda *_: bytes.fromhex("30053003020102"), "refusal"),
}  # fmt: skip


@pytest.mark.parametrize("lie", sorted(LIES))
def test_what_is_no_stamp_of_these_bytes_is_refused(authority: Authority, lie: str) -> None:
    make, why = LIES[lie]
    honest = authority.answer(timestamp.query(DATA), authority.middle)
    found = timestamp.stamped(honest, DATA, [], [authority.root])
    assert found.authority == "CN=Signer"
    with pytest.raises(BadStamp, match=why):
        timestamp.stamped(make(authority, honest), DATA, [authority.middle], [authority.root])


def test_certificates_in_any_order_are_read(authority: Authority) -> None:
    """OpenSSL carries a chain in the order it was given, which is not that of DER."""
    for more in ([authority.middle, authority.root], [authority.root, authority.middle]):
        token = authority.answer(timestamp.query(DATA), *more)
        assert timestamp.stamped(token, DATA, [], [authority.root]).root == authority.root
        with pytest.raises(BadStamp):
            timestamp.stamped(token, DATA, [], [])


def test_a_root_that_came_with_a_token_is_not_trusted(authority: Authority, tmp_path: Path) -> None:
    thief = Authority(tmp_path / "thief", "Office of nobody")
    token = thief.answer(timestamp.query(DATA), thief.middle, thief.root)
    with pytest.raises(BadStamp, match="does not hold"):
        timestamp.stamped(token, DATA, [thief.middle, thief.root], [authority.root])


def test_a_token_changed_anywhere_never_gives_another_time(authority: Authority) -> None:
    """Any flip is refused, or lies in what nobody signs and changes nothing that is said."""
    token = authority.answer(timestamp.query(DATA), authority.middle)
    whole = timestamp.stamped(token, DATA, [], [authority.root])
    drawn, refused = random.Random(3161), 0
    for _ in range(1500):
        changed = bytearray(token)
        changed[drawn.randrange(len(token))] ^= 1 << drawn.randrange(8)
        try:
            assert timestamp.stamped(bytes(changed), DATA, [], [authority.root]) == whole
        except BadStamp:
            refused += 1
    assert refused > 1200


def test_what_is_far_too_long_is_refused_in_words(case: Path, tmp_path: Path) -> None:
    """An answer, a chain, a proof and a checkpoint: none is parsed that has more bytes than its kind can have."""
    much = tmp_path / "much"
    much.write_bytes(b"-----BEGIN CERTIFICATE-----\n" * 100_000)
    assert run("ledger", "stamp", case, "--request", tmp_path / "ask.tsq").exit_code == 0
    for words in (
        ("ledger", "stamp", case, "--response", much),
        ("ledger", "stamp", case, "--request", tmp_path / "b", "--chain", much),
        ("keys", "authority", much, "--whose", "x"),
        ("ledger", "check", much, much),
    ):
        found = run(*words)
        assert found.exit_code in {1, 2}
        assert re.search(r"at most|more than the", " ".join(found.output.split()))
    (case / "ledger" / "kept").mkdir(exist_ok=True)
    (case / "ledger" / "kept" / "1").write_bytes(much.read_bytes())
    assert run("ledger", "cosign", case).exit_code
    said = " ".join(run("verify", case).output.split())
    assert "more than the 65,536 bytes that a signed note can have" in said


def test_a_certificate_of_a_version_that_is_none_is_refused_in_words(authority: Authority) -> None:
    """The library has an error of its own for it."""
    version, none = bytes.fromhex("a003020102"), bytes.fromhex("a003020122")
    token = authority.answer(timestamp.query(DATA), authority.middle)
    coded = base64.b64encode(authority.middle.public_bytes(Encoding.DER).replace(version, none, 1))
    for read, data in (
        (timestamp.carried, token.replace(version, none)),
        (timestamp.certificates, b"-----BEGIN CERTIFICATE-----\n" + coded + b"\n-----END CERTIFICATE-----\n"),
    ):
        with pytest.raises(BadStamp, match="version"):
            read(data)


def test_an_answer_that_grants_and_brings_no_token_is_refused_in_words() -> None:
    with pytest.raises(BadStamp):
        timestamp.carried(bytes.fromhex("30053003020100"))


def test_a_stamp_with_two_chains_is_told_once(case: Path, authority: Authority, tmp_path: Path) -> None:
    """By the best that they show: one may lack what leads to a root that is trusted here."""
    assert stamped(case, authority).exit_code == 0
    other = Authority(tmp_path / "other")
    more = tmp_path / "more.pem"
    more.write_bytes(authority.chain_file.read_bytes() + other.root_file.read_bytes())
    assert run("ledger", "stamp", case, "--response", case.parent / "answer.tsr", "--chain", more).exit_code == 0
    for words in ((), ("--authority-root", authority.root_file)):
        code, lines = told(case, *words)
        assert (code, lines.count("existed by") // 2, len(lines.splitlines())) == (0, 1, 1)
