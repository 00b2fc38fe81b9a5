"""The same picture in two reports, on pictures drawn here."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from counterclaim.case import settle, take
from counterclaim.progress import Quiet
from counterclaim.receive import supplied
from counterclaim.receive.pictures import picture_hash
from counterclaim.records.judgement import Lineage
from counterclaim.records.registry import Registry
from counterclaim.records.source import Picture
from counterclaim.records.words import Aspect, Basis, LineageKind
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder
from counterclaim.trace import origins
from counterclaim.trace.footage import distance
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report


def picture(seed: int, size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Draw blots of light, as a photograph has."""
    draw = np.random.default_rng(seed)
    rough = Image.fromarray(draw.integers(0, 255, (9, 12), dtype=np.uint8))
    return rough.resize(size, Image.Resampling.BICUBIC)


def saved(image: Image.Image, kind: str = "PNG", **how: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(8))
def test_a_picture_is_known_after_what_is_done_to_it(seed: int) -> None:
    """Another size, strong compression and another tone move few bits; another picture moves many."""
    image = picture(seed)
    own = picture_hash("a.png", saved(image))
    done = [
        saved(image.resize((160, 120))),
        saved(image, "JPEG", quality=25),
        saved(image.point(lambda v: int(v * 0.7 + 40))),
    ]
    assert max(distance(own, picture_hash("b.jpg", data)) for data in done) <= 4
    assert distance(own, picture_hash("c.png", saved(picture(seed + 100)))) > 14


def test_what_is_no_picture_has_no_hash() -> None:
    """A blank one would equal every blank one; other bytes, cut bytes and other files have none either."""
    blank = saved(Image.new("L", (50, 50), 128))
    assert [picture_hash(n, d) for n, d in (("a.png", blank), ("a.jpg", b"text"), ("a.png", b""))] == ["", "", ""]
    assert picture_hash("a.png", saved(picture(1))[:200]) == ""
    assert picture_hash("a.txt", saved(picture(1))) == ""


def test_claims_on_images_of_one_picture_are_one_voice() -> None:
    """Two outlets that describe the picture both show are one origin on it; their other claims are not."""
    reports = [a_report("Footage shows the gate burning. The gate fell.", p) for p in ("Harbour Post", "Quay Radio")]
    hashes = ("00ff00ff00ff00ff", "00ff00ff00ff00fc")
    shown = [Picture(r.id, f"{n}.jpg", h) for n, (r, h) in enumerate(zip(reports, hashes, strict=True))]
    seen = [a_claim(r, "Footage shows the gate burning", Aspect.DAMAGE, "fire", event="e_1") for r in reports]
    seen = [replace(c, basis=Basis.IMAGERY) for c in seen]
    edges = lineage(reports, seen, Registry(), Settings(), shown)
    (between,) = [e for e in edges if e.kind is LineageKind.SAME_FOOTAGE and e.a.startswith("r_")]
    assert "differ in 2 of 64 bits" in between.evidence
    assert len(origins(seen, edges)) == 1
    said = [a_claim(r, "The gate fell", Aspect.OCCURRENCE, "collapse", event="e_1") for r in reports]
    assert len(origins(said, lineage(reports, said, Registry(), Settings(), shown))) == 2


def test_pictures_beside_reports_and_in_pages_are_compared(tmp_path: Path) -> None:
    """A picture with a report's name, and one that a page shows, make an edge through `take` and `settle`."""
    folder = tmp_path / "in"
    (folder / "img").mkdir(parents=True)
    for n, body in enumerate(("The old mill burned on Monday.", "Fire took the mill, and the street was closed.")):
        (folder / f"r{n}.md").write_text(f"---\npublisher: Paper {n}\npublished: 2031-05-0{n + 1}\n---\n{body}\n")
    (folder / "r1.md").write_text((folder / "r1.md").read_text() + "\n![the mill](img/other%20name.jpg)\n")
    (folder / "r0.png").write_bytes(saved(picture(3)))
    (folder / "img" / "other name.jpg").write_bytes(saved(picture(3).resize((200, 150)), "JPEG", quality=60))
    (folder / "unrelated.png").write_bytes(saved(picture(4)))
    case = CaseFolder.open(tmp_path / "case", create=True)
    try:
        take(case, [folder], supplied(None, None, None, None), lambda: "2031-01-01T00:00:00+00:00", Quiet())
        settle(case, lambda: "2031-01-01T00:00:00+00:00")
        found = [e for e in case.runs.table("lineage", Lineage) if e.kind is LineageKind.SAME_FOOTAGE]
    finally:
        case.close()
    (edge,) = [e for e in found if e.a.startswith("r_")]
    assert "in/r0.png" in edge.words
    assert "in/img/other name.jpg" in edge.words
