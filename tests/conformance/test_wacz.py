"""The web archives in a bundle, packed for those who replay them; checked by the specification's tool where it is."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from counterclaim.case import settle, take
from counterclaim.ledger import Keys, bag
from counterclaim.progress import Quiet
from counterclaim.receive import supplied
from counterclaim.receive.cdxj import index, key
from counterclaim.records.source import Refusal, Report
from counterclaim.store import CaseFolder
from tests.invented import clock
from tests.mutations import ours, theirs
from tests.unit.receive.taking import take as received
from tests.unit.receive.web_archives import a_warc

URL = "https://www.harbour-post.example/2031/05/03/Quay.html"
PAGE = (
    "<html lang='en'><head><title>Quay hit</title></head><body><article><h1>Quay hit</h1>"
    + "<p>Twelve people were killed when shells hit the market in Orvane on 3 May 2031, the mayor said.</p>" * 3
    + "</article></body></html>"
).encode()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bundle of a case whose one report was captured from the web."""
    from counterclaim.cli import main

    place = tmp_path_factory.mktemp("wacz")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(place / "keys"))
        (place / "in").mkdir()
        (place / "in/page.warc.gz").write_bytes(a_warc((URL, "text/html; charset=utf-8", PAGE)))
        case = CaseFolder.open(place / "case", create=True)
        take(case, [place / "in"], supplied(None, None, None, None), clock, Quiet())
        settle(case, clock)
        case.close()
        words = ["bundle", str(place / "case"), "--event", "all", "--persons-shown", "--to", str(place / "b.zip")]
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
        own = Keys.own().signer().verifier
        assert ours(place / "b.zip", own) == theirs(place / "b.zip", own) == []
    return place / "b.zip"


def packed(bundle: Path) -> bytes:
    return bag.unzipped(bundle.read_bytes())["data/captures.wacz"]


def test_it_holds_the_originals_and_leads_to_each_answer(bundle: Path) -> None:
    """Each line of the index names bytes that begin a record of that address."""
    files = bag.unzipped(bundle.read_bytes())
    (original,) = (data for name, data in files.items() if "/evidence/" in name)
    with zipfile.ZipFile(io.BytesIO(packed(bundle))) as held:
        (archive,) = (n for n in held.namelist() if n.startswith("archive/"))
        assert held.read(archive) == original
        lines = gzip.decompress(held.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(line) for line in held.read("pages/pages.jsonl").splitlines()]
        assert {e.compress_type for e in held.infolist()} == {zipfile.ZIP_STORED}
    assert [p.get("url") for p in pages] == [None, URL]
    (line,) = lines
    surt, _, row = line.split(" ", 2)
    told = json.loads(row)
    assert surt == "example,harbour-post)/2031/05/03/quay.html"
    assert (told["url"], told["mime"], told["status"]) == (URL, "text/html", "200")
    begin = int(told["offset"])
    (record,) = ArchiveIterator(io.BytesIO(original[begin : begin + int(told["length"])]))
    assert record.rec_headers.get_header("WARC-Target-URI") == URL


def test_our_own_reader_takes_it(bundle: Path) -> None:
    (report,) = (f for f in received("captures.wacz", packed(bundle)) if isinstance(f, Report))
    assert report.url == URL
    assert "Twelve people" in report.text


@pytest.fixture
def tool() -> list[str]:
    """Give the words that call py-wacz, the tool of the specification's authors: it may lie in an environment apart."""
    named = os.environ.get("COUNTERCLAIM_WACZ", "wacz")
    if (found := shutil.which(named)) is None:
        pytest.skip(
            "py-wacz is not here: pip install wacz, apart if you like, and name its program in COUNTERCLAIM_WACZ"
        )
    return [found]


def told(tool: list[str], *words: str | Path) -> tuple[int, str]:
    """Give how the tool ends, and what it says."""
    done = subprocess.run([*tool, *map(str, words)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_tool_of_the_specification_accepts_ours_and_no_damaged_one(
    tool: list[str], bundle: Path, tmp_path: Path
) -> None:
    (tmp_path / "ours.wacz").write_bytes(packed(bundle))
    code, words = told(tool, "validate", "-f", tmp_path / "ours.wacz")
    assert code == 0, words
    assert "Validation succeeded" in words
    with zipfile.ZipFile(tmp_path / "ours.wacz") as held, zipfile.ZipFile(tmp_path / "bad.wacz", "w") as made:
        for entry in held.infolist():
            data = held.read(entry)
            made.writestr(entry, data.replace(b"Quay hit", b"Quay hat") if "pages/" in entry.filename else data)
    code, words = told(tool, "validate", "-f", tmp_path / "bad.wacz")
    assert code != 0 or "Validation succeeded" not in words


def test_we_accept_what_the_tool_of_the_specification_packs(tool: list[str], tmp_path: Path) -> None:
    """With its index, its pages and its digests; and name what was changed in it since."""
    (tmp_path / "page.warc.gz").write_bytes(a_warc((URL, "text/html; charset=utf-8", PAGE)))
    code, words = told(tool, "create", "-f", tmp_path / "page.warc.gz", "-o", tmp_path / "theirs.wacz", "-d")
    assert code == 0, words
    data = (tmp_path / "theirs.wacz").read_bytes()
    (report,) = (f for f in received("theirs.wacz", data) if isinstance(f, Report))
    assert (report.url, "Twelve people" in report.text) == (URL, True)
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(tmp_path / "bad.wacz", "w") as made:
        for entry in held.infolist():
            content = held.read(entry)
            made.writestr(entry.filename, content + b"x" if entry.filename.startswith("indexes/") else content)
    found = received("bad.wacz", (tmp_path / "bad.wacz").read_bytes())
    assert any("indexes/" in f.name and "digest" in f.reason for f in found if isinstance(f, Refusal))


def test_what_is_no_archive_has_no_index() -> None:
    whole = a_warc((URL, "text/html", PAGE), gzip=False)
    assert index(b"none", "a.warc") == []
    assert len(index(whole, "a.warc")) == 1
    assert key("http://10.0.0.1:8080/A/?b=2&a=1") == "10.0.0.1:8080)/a?a=1&b=2"
