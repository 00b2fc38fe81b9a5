"""Pictures, recordings and parts of pages are artifacts: kept with what they say of themselves, never read as texts.

Every picture is drawn here, every name and place in it is invented.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from PIL import Image

from counterclaim.canonical import digest
from counterclaim.cli import main
from counterclaim.receive.berkeley import missing
from counterclaim.receive.saved_pages import pages_of
from counterclaim.records.source import Artifact, Capture, Found, Refusal
from tests.unit.receive.taking import STORY, take, zipped

PAGE = f"<html><body><article><h1>Harbour shut</h1>{f'<p>{STORY}</p>' * 3}</article></body></html>"
SCHEMA = Path(__file__).parents[3] / "docs" / "reference" / "capture.schema.json"


def drawn(kind: str = "JPEG", *, told: bool = False) -> bytes:
    """Give a picture of a slope of grey; with `told`, one that says where and when it was taken."""
    image = Image.linear_gradient("L").resize((64, 48))
    exif = Image.Exif()
    if told:
        exif[0x0110] = "Orlu 3"
        exif.get_ifd(0x8769)[0x9003] = "2031:05:07 10:11:12"
        exif.get_ifd(0x8825).update({1: "S", 2: (33.0, 30.0, 36.0), 3: "W", 4: (70.0, 15.0, 0.0)})
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def artifacts(found: list[Found]) -> list[Artifact]:
    assert all(isinstance(f, Artifact) for f in found), found
    return [f for f in found if isinstance(f, Artifact)]


def test_a_picture_is_kept_with_what_its_camera_says() -> None:
    """Digest, perceptual hash, size, camera, time and place; the bytes stay as they are."""
    data = drawn(told=True)
    (found,) = artifacts(take("a.jpg", data))
    assert (found.role, found.media_type, found.sha256) == ("picture", "image/jpeg", digest(data))
    assert len(found.picture) == 16
    facts = dict(found.facts)
    assert facts["points"] == "64 × 48"
    assert (facts["camera"], facts["taken"], facts["place"]) == (
        "Orlu 3",
        "2031:05:07 10:11:12",
        "-33.510000, -70.250000",
    )


@pytest.mark.parametrize(("name", "data", "role", "kind"), [
    ("a.png", b"\x89PNG\r\n\x1a\nbroken", "picture", "image/png"), ("a.txt", drawn("PNG"), "picture", "image/png"),
    ("a", drawn("GIF"), "picture", "image/gif"), ("a.mp4", b"\0\0\0\x18ftypmp42", "recording", "video/mp4"),
    ("a.opus", b"OggS", "recording", "audio/ogg"), ("a.svg", b"<svg/>", "picture", "image/svg+xml"),
])  # fmt: skip
def test_kinds_are_told_by_bytes_or_names(name: str, data: bytes, role: str, kind: str) -> None:
    """A picture called a text is a picture; one that cannot be opened is kept and says so."""
    (found,) = artifacts(take(name, data))
    assert (found.role, found.media_type) == (role, kind)
    assert bool(found.picture) is (data.startswith((b"\xff\xd8", b"GIF", b"\x89PNG")) and b"broken" not in data)


def test_a_manifest_of_origin_is_named_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library that checks one, the fact is that it is there and kept; its absence says nothing."""
    monkeypatch.setitem(__import__("sys").modules, "c2pa", None)
    data = drawn() + b"\0\0\0\x30jumb\0\0\0\x28jumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0"
    (found,) = artifacts(take("a.jpg", data))
    assert "not checked" in dict(found.facts)["c2pa"]
    assert "c2pa" not in dict(artifacts(take("b.jpg", drawn()))[0].facts)


def test_parts_of_a_saved_page_are_no_reports() -> None:
    """Styles, scripts and frames beside a page belong to it, in a folder or an archive; so do its pictures."""
    data = zipped({"Harbour.html": PAGE, "Harbour_files/ad.html": PAGE, "Harbour_files/a.css": "p {}",
                   "Harbour_files/b/c.jpg": drawn(), "other_files/d.html": PAGE})  # fmt: skip
    found = take("z.zip", data)
    assert {f.path: type(f).__name__ for f in found if not isinstance(f, Refusal)} == {
        "z.zip!Harbour.html": "Report", "z.zip!Harbour_files/ad.html": "Artifact",
        "z.zip!Harbour_files/a.css": "Artifact",
        "z.zip!Harbour_files/b/c.jpg": "Artifact", "z.zip!other_files/d.html": "Report",
    }  # fmt: skip
    roles = {f.path.rpartition("/")[2]: f.role for f in found if isinstance(f, Artifact)}
    assert roles == {"ad.html": "part", "a.css": "part", "c.jpg": "picture"}
    assert pages_of(["x/P.htm", "x/P-Dateien/a.js", "y/P_files/b.js"]) == {"x/P-Dateien/a.js": "x/P.htm"}


def test_a_take_lists_what_was_collected_and_gives_working_copies(tmp_path: Path) -> None:
    """Who, why and by which clock stand as said; what nobody said is listed; a copy has the original's digest."""
    (tmp_path / "in" / "P_files").mkdir(parents=True)
    (tmp_path / "in" / "P.html").write_text(PAGE)
    (tmp_path / "in" / "P_files" / "x.js").write_text("1")
    (tmp_path / "in" / "P_files" / "x.jpg").write_bytes(drawn(told=True))
    case, runner = str(tmp_path / "case"), CliRunner()
    said = ["--collector", "A. Invented", "--clock", "NTP"]
    assert runner.invoke(main, ["take", case, str(tmp_path / "in"), *said]).exit_code == 0
    rows = [json.loads(line) for line in runner.invoke(main, ["captures", case, "--json"]).stdout.splitlines()]
    for row in rows:
        Draft202012Validator(json.loads(SCHEMA.read_text())).validate(row)
    captures = {r["name"]: r for r in rows if r["row"] == "capture"}
    assert captures["in/P_files/x.js"]["part_of"] == "in/P.html"
    assert captures["in/P.html"]["collector"] == "A. Invented"
    assert captures["in/P.html"]["missing"] == ["target web address", "full-page capture", "reason for collection"]
    assert sorted(r["path"] for r in rows if r["row"] == "artifact") == ["in/P_files/x.jpg", "in/P_files/x.js"]
    assert "2031:05:07" in runner.invoke(main, ["captures", case]).output
    address = captures["in/P_files/x.jpg"]["sha256"]
    assert runner.invoke(main, ["copy", case, address[:10], "--out", str(tmp_path / "work")]).exit_code == 0
    (copied,) = (tmp_path / "work").iterdir()
    assert digest(copied.read_bytes()) == address
    copied.write_bytes(b"edited")
    assert runner.invoke(main, ["copy", case, address[:10], "--out", str(tmp_path / "work")]).exit_code == 2
    assert runner.invoke(main, ["copy", case, "0" * 12, "--out", str(tmp_path / "work")]).exit_code == 2
    assert runner.invoke(main, ["take", case, str(tmp_path / "in")]).output.count("already had") == 1
    assert runner.invoke(main, ["verify", case]).exit_code == 0


def test_what_is_missing_is_listed_and_never_guessed() -> None:
    """A bare file lacks all but its digest."""
    bare = Capture(
        sha256="0" * 64, byte_count=1, name="a.txt", media_type="text/plain", method="file", taken_at="", tool=""
    )
    assert missing(bare) == (
        *("target web address", "page source", "full-page capture", "embedded media"),
        *("collector", "reason for collection", "clock"),
    )


def test_of_a_page_it_is_said_whether_its_pictures_came_too() -> None:
    """A page alone has none; one saved with its folder has; where nobody knows, the kind of the bytes tells."""
    kinds = {"text/html": True, "application/jsonl": True, "application/wacz": False, "application/pdf": False}
    for kind, lacks in kinds.items():
        page = Capture(sha256="0" * 64, byte_count=1, name="a", media_type=kind, method="file", taken_at="", tool="")
        assert ("embedded media" in missing(page)) is lacks
        assert "embedded media" not in missing(page, media=True)
        assert "embedded media" in missing(page, media=False)


def a_recording(*, made: int = 0, cut: int = 0) -> bytes:
    """Give an MP4 with no picture in it: five seconds, made at `made` seconds after 1904, in Orvane's square."""

    def box(kind: bytes, held: bytes) -> bytes:
        return (8 + len(held)).to_bytes(4, "big") + kind + held

    told = b"".join(n.to_bytes(4, "big") for n in (0, made, made, 1000, 5000)) + b"\0" * 80
    place = b"+34.5500-038.2700/"
    udta = box(b"udta", box(b"\xa9xyz", len(place).to_bytes(2, "big") + b"\x15\xc7" + place))
    whole = box(b"ftyp", b"isom\0\0\2\0") + box(b"moov", box(b"mvhd", told) + udta) + box(b"mdat", b"\0" * 50)
    return whole[: len(whole) - cut]


def test_a_recording_says_when_and_where_it_was_made_and_whether_it_is_cut() -> None:
    """By its own clock; a camera without one says nothing, and a file that ends too early says so."""
    (whole,) = take("a.mp4", a_recording(made=4_000_000_000))
    (cut,) = take("a.mp4", a_recording(cut=10))
    assert isinstance(whole, Artifact)
    assert isinstance(cut, Artifact)
    assert dict(whole.facts) == {
        "taken": "2030-10-02 07:06:40 UTC, by its own clock",
        "length": "5.0 s",
        "place": "34.550000, -38.270000",
    }
    assert set(dict(cut.facts)) == {"length", "place", "cut"}


@pytest.mark.parametrize("at", range(0, 200, 7))
def test_a_broken_recording_is_kept(at: int) -> None:
    """Whatever its boxes say of their sizes."""
    whole = bytearray(a_recording())
    whole[at : at + 4] = b"\xff\xff\xff\xff"
    (found,) = take("a.mp4", bytes(whole))
    assert isinstance(found, Artifact)
