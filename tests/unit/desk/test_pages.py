"""Every page is drawn, and its twin says the same as the page is drawn from."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from counterclaim.case import dossiers
from counterclaim.desk.material import dossier
from counterclaim.desk.opened import Desk


@pytest.mark.parametrize("path", ["/", "/events", "/events?contested=yes&sort=latest"])
def test_a_page_and_its_twin_are_answered(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "<style" not in page.text
    assert " style=" not in page.text
    twin = client.get(page.text.split('type="application/json" href="')[1].split('"')[0].replace("&amp;", "&"))
    assert twin.status_code == 200
    assert twin.json()["run"]


def test_the_desk_composes_the_dossiers_of_the_command_line(desk: Desk) -> None:
    case = desk.open()
    for told in dossiers(desk.folder):
        assert dossier(case, told.event.id) == told
