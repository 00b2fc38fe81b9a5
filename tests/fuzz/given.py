"""What a command, a model, a browser or another program gives, beside evidence: seeds, made inputs, and what reads it.

A reader may refuse in one of our own errors; anything else it raises is wrong, and so is what it tells at length.
"""

# ruff: noqa: E501 - tables of inputs
from __future__ import annotations

import io
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import IO, Any, NamedTuple
from unittest import mock

from counterclaim import ocr
from counterclaim.canonical import text_digest
from counterclaim.errors import UsageError
from counterclaim.extract.model import proposed
from counterclaim.ledger import Verifier
from counterclaim.people import Bad, Passkeys, Site
from counterclaim.receive import claim_columns, columns_in, page_parts, pair_rows, report_rows
from counterclaim.receive.cdxj import index
from counterclaim.receive.claim_rows import ClaimRow, LeftOut, claim_rows
from counterclaim.records.claim import Agent
from counterclaim.records.registry import Camp, Letter, Tie
from counterclaim.records.registry_rows import registry_rows
from counterclaim.records.source import Refusal, Report
from counterclaim.records.words import AgentKind
from counterclaim.remote import client
from tests.fuzz import shapes_of_text as of
from tests.fuzz.shapes_of_text import STORY, many

Read = Callable[[bytes], Any]
Shape = Callable[[random.Random], bytes]


class Given(NamedTuple):
    """A kind of input: what reads it, seeds, what makes more, and words of it parted by `|`."""

    read: Read
    seeds: Callable[[], tuple[bytes, ...]]
    shape: Shape
    words: str


def _lines(data: bytes, newline: str = "\n") -> IO[str]:
    """Open bytes as a file of lines is opened; what is no UTF-8 is a refusal of the command."""
    try:
        return io.StringIO(data.decode("utf-8-sig"), newline=newline)
    except UnicodeDecodeError as cause:
        raise UsageError("UTF-8", "another encoding") from cause


# Tables -------------------------------------------------------------------------------------------------------------

_CAMPS = "agent,camp,basis,start,end\nHarbour Post,coast,its owner,2031-01-01,\n"
_TIES = "agent,relation,other,basis,start,end\nHarbour Post,owned_by,Coast Party,a register,2031-01-01,2031-12-31\n"
_LETTERS = "agent,letter,basis,assessor,topic,start,end\nHarbour Post,B,ten reports,Ana,,2031-01-01,\n"
_CLAIMS = "source,object,value,stance\nPost,dead,4,assert\nCourier,dead,5,deny\nWatch,dead,3,hedges\n"


def _registry(data: bytes) -> Any:
    kind = {b"c": Camp, b"r": Tie, b"l": Letter}.get(data.partition(b",")[2][:1], Camp)
    return len(registry_rows(_lines(data, ""), "ties.csv", kind))  # type: ignore[type-var] # one of three


def _claims(data: bytes) -> Any:
    """Read claims as columns, and row by row: both must take, refuse and leave out the same."""
    quick = claim_columns(data, "claims.csv")
    slow = list(claim_rows(_lines(data), "claims.csv"))
    taken = [(r.source, r.object, r.value, r.denied) for r in slow if isinstance(r, ClaimRow)]
    columns = ([c.words[n] for n in c.place.tolist()] for c in (quick.source, quick.object, quick.value))
    assert list(zip(*columns, quick.denied.tolist(), strict=True)) == taken, "two readers of claims differ"
    refused = [r for r in slow if isinstance(r, Refusal)]
    assert list(quick.refused) == refused, "two readers of claims refuse other rows"
    assert quick.left_out == Counter(r.stance for r in slow if isinstance(r, LeftOut)), "two readers leave out others"
    return bool(taken), _told(refused)


def _told(found: list[Refusal]) -> tuple[str, ...]:
    """Give how often rows were refused. Raises AssertionError for a row that is not named, or at such length that nobody reads it."""
    assert all(r.name and r.todo and len(r.reason) < 500 for r in found), "a refusal that nobody reads"
    return ("some refused",) if found else ()


def _pairs(data: bytes) -> Any:
    found = list(pair_rows(_lines(data), "lineage.csv", ("a", "b")))
    return len(found) > 1, _told([r for r in found if isinstance(r, Refusal)])


def _reports(data: bytes) -> Any:
    found = list(report_rows(io.BytesIO(data), "reports.jsonl", 100_000))
    return any(isinstance(r, Report) for r in found), _told([r for r in found if isinstance(r, Refusal)])


def _table(*heads: str) -> Shape:
    def shape(drawn: random.Random) -> bytes:
        head, count = drawn.choice(heads), many(drawn, 60_000)
        first, rows = head.split("\n", 1)
        return drawn.choice((
            first + "\n" + rows * min(count, 5_000), first + ",x" * count + "\n" + rows, first + "\n" + "," * count, f'{first}\n"' + "x" * count, first.replace(",", "," * min(count, 999)) + rows,
            f"{first}\n" + '"a"",' * min(count, 9_000), first + "\r" + rows, f"{first}\n{rows}\0", f"{first},{first}\n{rows}", f'"{first}"\n{rows}', f"{first}\n\n{'x,' * min(count, 9_000)}\n{rows}", f"{first}\n" + "9" * count + rows,
            f"{first}\n" + rows.replace("2031", "9" * min(count, 9_000)), f"{first.upper()}\r\n{rows}", f"{first}\n\u00a0{rows}", f"{first}\n{rows}\ud800",
        )).encode(drawn.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")), "surrogatepass")  # fmt: skip

    return shape


def _reports_of(drawn: random.Random) -> bytes:
    return "\n".join(
        of.a_row(drawn, ("id", "text", "published", "publisher", "pictures")) for _ in range(drawn.choice((1, 2, 9)))
    ).encode("utf-8", "surrogatepass")


# A map of columns, a model's answer, what a program recognised, keys ------------------------------------------------


def _yaml(drawn: random.Random) -> bytes:
    return of.front(drawn).removeprefix(b"---\n").rpartition(b"\n")[0].rstrip(b"-. \n")


_REPORT = Report(
    id="r_0",
    capture="",
    locator="",
    path="a.txt",
    text=STORY,
    sha256=text_digest(STORY),
    publisher="Post",
    author=None,
    published=None,
    language="en",
    title=None,
)
_CLAIM = {
    "text": "The quay at Orvane stands", "value": "The quay", "chain": [{"name": "the harbour council", "kind": "institution", "speech": "says"}], "stance": "assert", "claim_act": "report",
    "aspect": "event", "factuality": "certain", "place": "Orvane", "time": "5 May 2031", "measure": "killed", "victim_class": "civilian",
}  # fmt: skip


def _answer(data: bytes) -> Any:
    with suppress(client.Unread):
        data = client._content(data).encode("utf-8", "surrogatepass")
    tally: Counter[str] = Counter()
    author = Agent(id="a_0", name="Post", kind=AgentKind.OUTLET)
    found = proposed.claims(
        data.decode("utf-8", "replace"), proposed.Piece(_REPORT, 0, len(STORY), author, "model"), tally
    )
    assert all(STORY[c.start : c.end] == c.text for c in found), "a claim that is not in the text"
    return sorted(tally)


def _answers() -> tuple[bytes, ...]:
    said = json.dumps({"claims": [_CLAIM, {**_CLAIM, "stance": "deny", "aspect": "place"}]})
    return (
        said.encode(),
        f"```json\n{said}\n```".encode(),
        json.dumps({"choices": [{"message": {"content": said}}]}).encode(),
    )


def _answer_of(drawn: random.Random) -> bytes:
    row = of.a_row(drawn, tuple(_CLAIM))
    hop = of.a_row(drawn, ("name", "kind", "speech"))
    return drawn.choice(
        (
            f'{{"claims":[{row}]}}',
            f'{{"claims":{of.deep_json(drawn)}}}',
            f'{{"choices":[{{"message":{{"content":{of.deep_json(drawn)}}}}}]}}',
            f'{{"claims":[{row[:-1]},"chain":[{hop},{hop}]}}]}}',
            "```json\n" * many(drawn, 9_000) + row,
        )
    ).encode("utf-8", "surrogatepass")


_TSV = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
_WORD = "5\t1\t1\t1\t1\t1\t10\t10\t50\t20\t91.5\tquay\n"


def _recognised(data: bytes) -> Any:
    with mock.patch.object(ocr, "_run", return_value=data):
        found = ocr.words(ocr.Recogniser("tesseract", "tesseract 5", "eng"), b"")
    return bool(found.text), len(found.sure) > 1


def _key(data: bytes) -> Any:
    return bool(Verifier.parse(data.decode("utf-8", "surrogateescape")).name)


# What the web gives -------------------------------------------------------------------------------------------------


def _parts(data: bytes) -> Any:
    """Give what a page and a style sheet are shown with; both are asked of the same bytes."""
    kinds = ("text/html; charset=utf-8", "text/css", "text/html; charset=x")
    found = [page_parts(data, "https://post.example/a/b?c", kind) for kind in kinds]
    assert all(len(f) <= 2_000 for f in found), "parts without bound"
    return [bool(f) for f in found]


def _parts_of(drawn: random.Random) -> bytes:
    count = many(drawn, 60_000)
    one = drawn.choice(
        (
            "a.png",
            "http://[",
            "//x:99999999/",
            "../" * 99,
            "data:image/png;base64,AAAA",
            "javascript:a",
            "\ud800",
            "http://a b/",
            "http://x:y@z/",
        )
    )
    return drawn.choice((
        f"<img srcset='{f'{one} 1x, ' * min(count, 9_000)}'>", f"<base href='{one}'><img src='{one}'>", "@import " * count, f"a{{b:url({one})}}" * min(count, 9_000), "url(" * count, "@import url(" * count, "/*" * count,
        f"<style>{'url(' * count}", f"<link rel='stylesheet icon' href='{one}'>" * min(count, 9_000), f"<div style='{f'a:url({one});' * min(count, 9_000)}'>", "a{b:url('" + "\\" * count,
    )).encode("utf-8", "surrogatepass") if drawn.random() < 0.7 else of.page(drawn)  # fmt: skip


class _OneAnswer(Passkeys):
    """Passkeys of nobody: each answer is checked to the end against one challenge, and nothing is kept."""

    def _answered(self, client_data: bytes, name: str) -> bytes:
        from webauthn.helpers import base64url_to_bytes

        return base64url_to_bytes(str(json.loads(client_data)["challenge"]))


def _passkey(data: bytes) -> Any:
    accounts = mock.MagicMock()
    accounts.changing.return_value.__enter__.return_value.execute.return_value.first.return_value = None

    @contextmanager
    def tried(*_: Any) -> Any:
        yield

    accounts.tried = tried
    site, answer = Site("https://desk.example", "desk.example"), data.decode("utf-8", "replace")
    held = accounts.reading.return_value.__enter__.return_value.execute.return_value.mappings.return_value.first
    held.return_value = {"id": b"1", "person": "Ana", "key": _device()[1], "uses": 0}
    keys, ends = _OneAnswer(accounts), []
    for act in (lambda: keys.add(site, "Ana", answer, "phone"), lambda: keys.sign_in(site, answer)):
        try:
            act()
            ends.append("taken")
        except Bad:
            ends.append("refused")
    return ends


def _device() -> tuple[tuple[bytes, ...], bytes]:
    """Give the answers of one invented device, and its public key."""
    import cbor2
    from cryptography.hazmat.primitives.asymmetric import ec

    from tests.unit.people.test_passkeys import Device

    device = Device(key=ec.derive_private_key(7, ec.SECP256R1()))
    made = device.make({"challenge": "AAAA"})
    numbers = device.key.public_key().public_numbers()
    cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
    device.holder = __import__("hashlib").sha256(b"Ana").digest()
    return (made.encode(), device.prove({"challenge": "AAAA"}).encode()), cbor2.dumps(cose)


def _passkey_of(drawn: random.Random) -> bytes:
    """Give an answer whose inner bytes are changed, and packed again."""
    from base64 import urlsafe_b64decode, urlsafe_b64encode

    from tests.fuzz.mutate import mutated

    told = json.loads(drawn.choice(_device()[0]))
    name = drawn.choice(list(told["response"]))
    inner = urlsafe_b64decode(told["response"][name] + "==")
    told["response"][name] = (
        urlsafe_b64encode(
            mutated(
                drawn,
                [inner],
                [
                    b"\xbf",
                    b"\x9f" * 99,
                    b"\x81" * 999,
                    b"\xa1",
                    b"\xfb",
                    b"\xc2\x41\x00",
                    b"\xd8\x1c",
                    b"\xd8\x1d\x00",
                    b"fmt",
                    b"packed",
                    b"tpm",
                    b"android-key",
                    b"fido-u2f",
                    b"apple",
                    b"x5c",
                    b"sig",
                    b"alg",
                    b"\x39\x01\x00",
                ],
            )
        )
        .rstrip(b"=")
        .decode()
    )
    return json.dumps(told).encode()


def _index(data: bytes) -> Any:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):  # what its library prints, nobody is shown
        return len(index(data, "a.warc.gz")) > 1


def _warcs() -> tuple[bytes, ...]:
    from tests.fuzz.seeds import RECEIVED

    return RECEIVED["warc"][1]()


def _warc_of(drawn: random.Random) -> bytes:
    from tests.fuzz.shapes import shaped

    return shaped("warc", drawn)


_CSV = 'agent,|camp|relation|"|""|\r\n|,|\0|\ufeff|2031-05-07|2031-13-45|state_media|owned_by|A|G|source,object,value\n|stance|deny|hedge|a,b\n|,,,,|\u2028|\x85|\x1c'
_JSON = '{"id":|"text":|"published":{"from":1}|"pictures":[|null|[[[|1e999|"\\ud800"|```json\n|"chain":[|"kind":"outlet"|"stance":"deny"|"aspect":"count"|"value":"4"|"measure":"killed"|,|}|]'
_YAML = "text: |&a |*a|!!binary |? |- |{|}|[|null|publisher: [a]\n|: |\n|%YAML 9\n|---\n|<<: *a\n"


def _fixed(*texts: str) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple(t.encode() for t in texts)


GIVEN: Mapping[str, Given] = {
    "registry": Given(_registry, _fixed(_CAMPS, _TIES, _LETTERS), _table(_CAMPS, _TIES, _LETTERS), _CSV),
    "columns": Given(lambda data: bool(columns_in(_lines(data).read())), _fixed("text: Body\nauthor: By\n", '{"text": "Body"}'), _yaml, _YAML),
    "claims": Given(_claims, _fixed(_CLAIMS, "\ufeff" + _CLAIMS.replace("\n", "\r\n"), 'object,value,source\n"a ""b""","c,\nd",e\n'), _table(_CLAIMS), _CSV),
    "lineage": Given(_pairs, _fixed("a,b\nPost,Courier\n", "b,a,note\nx,y,z\n"), _table("a,b\nPost,Courier\n"), _CSV),
    "reports": Given(_reports, _fixed(json.dumps({"id": "1", "text": STORY, "published": "2031-05-07", "publisher": "Post"}) + "\n", json.dumps({"id": 2, "text": STORY, "published": {"from": "2031-05-07"}, "pictures": ["a.png"]})), _reports_of, _JSON),
    "answer": Given(_answer, _answers, _answer_of, _JSON),
    "recognised": Given(_recognised, _fixed(_TSV + _WORD * 3), _table(_TSV.replace("\t", ",") + _WORD.replace("\t", ","), _TSV + _WORD), "\t|\n|conf|text|-1|nan|inf|1e999|\0|\r|5\t1\t|\x1c"),
    "key": Given(_key, _fixed("a.example/case+49b6e2bd+AcDiGXvEVHkGEjA4zPVRQ9rVTqdgZfZ8j7ZBNkTFZ+qO"), lambda drawn: b"+".join((b"a" * many(drawn, 5_000), drawn.randbytes(4).hex().encode(), b"A" * many(drawn, 5_000))), "+|a|0|=|/|\n|ffffffff|AQ"),
    "parts": Given(_parts, _fixed("<base href='/x/'><img src=a.png srcset='b.png 1x, c.png 2x'><link rel=stylesheet href=d.css><style>a{b:url(e.png)}</style>", "@import 'f.css'; a{b:url(\"g.png\")}"), _parts_of, "<img src=|<base href=|srcset=|url(|@import |'|\"|)|\\|//|http://[|<style>|</style>|<svg>|<link rel=stylesheet href="),
    "index": Given(_index, _warcs, _warc_of, "WARC/1.0\r\n|WARC-Type: response\r\n|WARC-Target-URI: http://[\r\n|WARC-Target-URI: http://a:99999999/\r\n|WARC-Date: x\r\n|Content-Length: -1\r\n|HTTP/1.1 200 OK\r\n|\r\n\r\n"),
    "passkey": Given(_passkey, lambda: _device()[0], _passkey_of, '{"id":|"response":{|"clientDataJSON":"e30"|"attestationObject":"oA"|"type":"public-key"|null|"userHandle":|[]|"|"transports":["usb"]'),
}  # fmt: skip
