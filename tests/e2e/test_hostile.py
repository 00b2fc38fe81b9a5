"""A browser at the desk of a case whose every field is an attack: nothing runs, nothing of elsewhere is asked for.

The policy of each page would stop a script that got into it; what it stops is an error here, so nothing got that far.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from counterclaim.desk.opened import Desk
from counterclaim.progress import Quiet
from tests.e2e.conftest import WIDE, serving
from tests.unit.desk import hostile_case

#: Pages of each kind that are opened.
EACH = 14


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve that case; give its address."""
    desk = Desk(hostile_case.made(tmp_path_factory.mktemp("hostile")))
    desk.prepare(Quiet())
    with serving(desk) as address:
        yield address


def told(address: str) -> Any:
    with urlopen(address) as answer:  # noqa: S310 - the desk's own address
        return json.loads(answer.read())


def test_nothing_of_what_came_in_runs(visit: Callable[..., Any], hostile: str) -> None:
    """Every kind of page, with all folds open: no window opens, no error is told, and no picture is of elsewhere."""
    page = visit(hostile, viewport=WIDE)
    opened: list[str] = []
    page.on("dialog", lambda one: (opened.append(one.message), one.dismiss()))
    reports = [r["id"] for r in told(f"{hostile}/reports.json")["reports"]][:EACH]
    events = [e["id"] for e in told(f"{hostile}/events.json")["events"]][:EACH]
    agents = [a["id"] for a in told(f"{hostile}/agents.json")["agents"]][:EACH]
    captures = [a["sha256"] for a in told(f"{hostile}/evidence.json")["arrivals"]][:EACH]
    addresses = [
        "/", "/events", "/reports", "/agents", "/origins", "/watch", "/watch/standing", "/watch/pages", "/evidence",
        "/evidence?show=refused", "/evidence?show=artifacts", "/ledger", "/method", "/review", "/compare?show=all",
        "/work",
        *(f"/events/{e}" for e in events), *(f"/events/{e}/work" for e in events[:4]),
        *(f"/reports/{r}" for r in reports), f"/reports/{reports[0]}/draw", *(f"/agents/{a}" for a in agents),
        *(f"/evidence/{c}" for c in captures), *(f"/search?q={quote(a)}" for a in hostile_case.ATTACKS),
    ]  # fmt: skip
    for address in addresses:
        page.goto(hostile + address)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        strange = page.evaluate(
            "[...document.querySelectorAll('script, iframe, object, embed, base, img')].filter(e => !(e.src || '')"
            ".startsWith(location.origin)).map(e => e.outerHTML)"
        )
        assert (strange, opened) == ([], []), address
        handlers = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => /^on|^style$|^srcdoc$/"
            ".test(a.name) || /^\\s*javascript:/i.test(a.value) && /href|src|action/.test(a.name)).map(a => a.value)"
        )
        assert handlers == [], address


def test_a_browser_at_an_exported_dossier_runs_nothing(visit: Callable[..., Any], hostile: str, tmp_path: Path) -> None:
    """What leaves the case has no policy of a server around it: the file itself must hold nothing that runs."""
    event = told(f"{hostile}/events.json")["events"][0]["id"]
    page = visit(f"{hostile}/events/{event}", viewport=WIDE)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Export the dossier").click()
    files = zipfile.ZipFile(coming.value.path())
    files.extractall(tmp_path / "out")
    (told_page,) = (tmp_path / "out").glob("*.html")
    opened: list[str] = []
    alone = visit(told_page)
    alone.on("dialog", lambda one: (opened.append(one.message), one.dismiss()))
    alone.reload()
    alone.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert alone.locator("script, iframe, img, object").count() == 0
    assert opened == []
