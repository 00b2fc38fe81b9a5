"""Words of pictures: by a program that stands in for Tesseract, and by Tesseract itself where it is installed."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image, ImageDraw, ImageFont

from counterclaim import confined, confined_watch, ocr
from counterclaim.cli import main
from counterclaim.errors import UsageError
from counterclaim.receive import scans
from tests.unit.receive.taking import a_pdf
from tests.unit.test_confined import drawing_itself

SAID = "Shelling killed 12 people in Orvane on Monday, the harbour council said."
#: Answers as Tesseract 5 does: its version, its languages, and a table of words with how sure it is of each.
STAND_IN = f"""#!{sys.executable}
import sys
if sys.argv[1] == "--version":
    print("tesseract 5.9.9-invented\\n leptonica-1")
elif sys.argv[1] == "--list-langs":
    print("List of available languages (2):\\neng\\nara")
else:
    given = sys.stdin.buffer.read()
    assert given.startswith(b"\\x89PNG"), given[:9]
    assert sys.argv[1:] == ["stdin", "stdout", "-l", sys.argv[4], "tsv"], sys.argv
    if sys.argv[4] == "ara":
        sys.exit(3)
    head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
    print(*head, sep="\\t")
    print(1, 1, 0, 0, 0, 0, 0, 0, 9, 9, -1, "", sep="\\t")
    for at, word in enumerate({SAID.split()!r}):
        print(5, 1, 1, 1 + at // 9, 1, at, 0, 0, 9, 9, 41.5 if at == 2 else 95, word, sep="\\t")
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the stand-in in the place of Tesseract."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/tesseract"
    program.write_text(STAND_IN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program


def picture(words: str = SAID) -> bytes:
    """Give a picture of some words, as a scanner would."""
    image = Image.new("L", (1_600, 200), 255)
    font = ImageFont.load_default(size=42)
    ImageDraw.Draw(image).text((20, 60), words, fill=0, font=font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def taken(tmp_path: Path, files: dict[str, bytes], *words: str) -> tuple[int, list[dict[str, object]], str]:
    """Take files; give the exit code, the reports of the case, and what was printed."""
    (tmp_path / "in").mkdir(exist_ok=True)
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    case = str(tmp_path / "case")
    done = CliRunner().invoke(main, ["take", case, str(tmp_path / "in"), "--json", *words])
    told = CliRunner().invoke(main, ["reports", case, "--json"]).stdout if (tmp_path / "case").is_dir() else ""
    return done.exit_code, [json.loads(line) for line in told.splitlines()], done.output


def test_words_of_pictures_and_scans_are_reports_beside_the_originals(stand_in: Path, tmp_path: Path) -> None:
    """Each says by what it was recognised and how sure that was; the picture stays an artifact, unchanged."""
    files = {"scan.pdf": a_pdf(), "wall.png": picture()}
    code, reports, _ = taken(tmp_path, files, "--ocr", "eng")
    assert code == 0
    assert {str(r["path"]) for r in reports} == {"in/scan.pdf", "in/wall.png"}
    words = SAID.split()
    assert {str(r["text"]) for r in reports} == {f"{' '.join(words[:9])}\n\n{' '.join(words[9:])}"}
    case = str(tmp_path / "case")
    held = [json.loads(line) for line in CliRunner().invoke(main, ["captures", case, "--json"]).stdout.splitlines()]
    assert [r["path"] for r in held if r["row"] == "artifact"] == ["in/wall.png"]
    copied = next((tmp_path / "case/evidence").rglob(next(r["sha256"] for r in held if r["row"] == "artifact")))
    assert copied.read_bytes() == files["wall.png"]
    from counterclaim.store import CaseFolder

    folder = CaseFolder.open(tmp_path / "case")
    notes = [dict(r.came_from)["note"] for r in folder.reports()]
    folder.close()
    assert all("tesseract 5.9.9-invented (eng)" in n and "mean confidence 91 of 100, 1 below 60" in n for n in notes)


def test_nothing_is_recognised_unless_it_is_asked_for(stand_in: Path, tmp_path: Path) -> None:
    """A scan is said to need OCR, and can be taken again with it."""
    files = {"scan.pdf": a_pdf()}
    code, reports, told = taken(tmp_path, files)
    assert (code, reports) == (2, [])
    assert "needs OCR" in told
    assert len(taken(tmp_path, files, "--ocr", "ara+eng")[1]) == 1


def test_a_pdf_with_words_and_a_blank_picture_are_taken_as_before(stand_in: Path, tmp_path: Path) -> None:
    code, reports, _ = taken(tmp_path, {"a.pdf": a_pdf(SAID[:60])}, "--ocr", "eng")
    assert (code, len(reports)) == (0, 1)
    assert "OCR" not in str(reports[0])


def test_a_program_that_fails_costs_no_original(stand_in: Path, tmp_path: Path) -> None:
    code, reports, told = taken(tmp_path, {"wall.png": picture()}, "--ocr", "ara")
    assert (code, reports) == (0, [])
    assert "its end with code 3" in told


def test_a_program_that_hangs_is_ended(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by = ocr.recogniser("eng")
    stand_in.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(600)\n")
    monkeypatch.setattr(ocr, "SECONDS_MAX", 0.2)
    with pytest.raises(Exception, match="words within"):
        ocr.words(by, picture())


def test_without_the_program_or_a_language_that_is_said(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="files for kat"):
        ocr.recogniser("eng+kat")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UsageError, match="none on this machine"):
        ocr.recogniser("eng")


def test_tesseract_itself_reads_a_picture() -> None:
    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed: only the program that stands in for it was tried")
    ((number, png),) = confined.scanned("a.png", picture())
    import base64

    found = ocr.words(ocr.recogniser("eng"), base64.b64decode(png))
    assert number == 1
    assert found.text == SAID
    assert min(found.sure) > 50


def test_no_page_is_looked_at_after_the_last_that_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a PDF of thousands of blank pages the first ones are drawn."""
    monkeypatch.setattr(scans, "PAGES_MAX", 1)
    blank = a_pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 3 0 R] /Count 2")
    assert [number for number, _ in scans.scanned(blank)] == [1]


@pytest.mark.skipif(not confined_watch._TOLD, reason="work and memory of another process are told on Linux alone")
def test_a_page_without_end_is_left_out_and_the_others_are_drawn(
    stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined_watch, "MEMORY_MAX", 500_000_000)
    data = drawing_itself("", "")
    assert [(number, bool(png)) for number, png in confined.scanned("a.pdf", data)] == [
        (1, False),
        (2, True),
        (3, True),
    ]
    _, (found,), _ = taken(tmp_path, {"a.pdf": data}, "--ocr", "eng")
    assert "page 1 not recognised" in json.dumps(found)


def test_what_was_recognised_is_no_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word may hold what ends a line elsewhere, or be longer than a cell of CSV may."""
    head = "level\tpage_num\tblock_num\tpar_num\tconf\ttext\n"
    told = f"{head}5\t1\t1\t1\t90\tquay\r\ro\n5\t1\t1\t1\t90\t{'a' * 140_000}\n5\t1\n5\t1\t1\t2\t95\tshut\r\n"
    monkeypatch.setattr(ocr, "_run", lambda *_: told.encode())
    found = ocr.words(ocr.Recogniser("tesseract", "5", "eng"), b"")
    monkeypatch.setattr(ocr, "_run", lambda *_: b"level\ttext\n5\tquay\n")
    assert ocr.words(ocr.Recogniser("tesseract", "5", "eng"), b"") == ocr.Words("", ())
    assert found == ocr.Words(f"quay\r\ro {'a' * 140_000}\n\nshut", (90.0, 90.0, 95.0))
