"""Pictures of a report at the desk: closed until asked for, described by what is known, and sent as nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from starlette.testclient import TestClient

from counterclaim.case import settle, take
from counterclaim.desk.app import application
from counterclaim.desk.opened import Desk
from counterclaim.progress import Quiet
from counterclaim.receive import supplied
from counterclaim.store import CaseFolder
from tests.unit.desk.conftest import ADDRESS, clock

HEAD = "---\npublisher: Kesh Courier\npublished: 2016-03-28\nlanguage: en\n---\n"


def picture() -> bytes:
    made = Image.new("RGB", (64, 48), (200, 60, 40))
    ImageDraw.Draw(made).ellipse((8, 8, 40, 40), fill=(20, 90, 200))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[TestClient]:
    """Give the desk of a case of one report with a picture beside it, and a drawing that could run scripts."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "mill.md").write_text(f"{HEAD}An air strike hit the mill of Dalmere on Sunday.", encoding="utf-8")
    (folder / "mill.png").write_bytes(picture())
    (folder / "mill.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    case = CaseFolder.open(tmp_path / "case", create=True)
    take(case, [folder], supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    case.close()
    desk = Desk(tmp_path / "case")
    desk.prepare(Quiet())
    yield TestClient(application(desk), base_url=ADDRESS)
    desk.close()


def test_a_picture_is_closed_and_what_is_known_of_it_is_said(served: TestClient) -> None:
    report = served.get("/reports.json").json()["reports"][0]["id"]
    shown, drawn = sorted(served.get(f"/reports/{report}.json").json()["pictures"], key=lambda p: p["name"])
    assert [shown["name"][-8:], drawn["name"][-8:]] == ["mill.png", "mill.svg"]
    assert drawn["address"] == "", "what may run scripts is named, and never sent"
    assert "Kesh Courier" in shown["known"]
    assert "not described" in shown["known"]
    page = served.get(f"/reports/{report}").text
    before, _, inside = page.partition('<div class="picture"><details>')
    assert "<img" not in before
    assert page.count("<img") == 1
    assert 'alt="Picture' in inside
    assert 'loading="lazy"' in inside
    assert served.get(f"/evidence/{shown['sha256']}").text.count('<div class="picture">') == 1


def test_its_bytes_are_sent_and_nothing_else_is(served: TestClient) -> None:
    report = served.get("/reports.json").json()["reports"][0]["id"]
    told = served.get(f"/reports/{report}.json").json()
    (shown,) = [p for p in told["pictures"] if p["address"]]
    answer = served.get(shown["address"])
    assert answer.content == picture()
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    svg = next(p["sha256"] for p in told["pictures"] if not p["address"])
    for other in [svg, told["capture"]["sha256"], "0" * 64]:
        assert served.get(f"/evidence/{other}/bytes").status_code == 404
