"""Take the pictures of the documentation: the demo case at its desk, in a headless Chromium, by day and by night.

    python tools/pictures.py [NAME…]   # writes docs/pictures/NAME.png, all by default

The case is made anew from `examples/`, at a fixed time; sizes are fixed, colours are cut to a palette, and nothing of
the machine stands in a picture. CHROMIUM names the browser where it is not on the path.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE, OUT = ROOT / "examples" / "palmyra-2016", ROOT / "docs" / "pictures"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--font-render-hinting=none",
]
BYTES_MAX, COLOURS = 150_000, 192
NOW = "2026-01-01T09:00:00+00:00"
WIDE, PHONE = (1280, 800), (390, 844)


@dataclass(frozen=True)
class Shot:
    """One picture: the page (`{event}`, `{report}` stand for those most is told of), what is at its top, how large."""

    page: str
    at: str = ""
    size: tuple[int, int] = WIDE
    dark: bool = False


SHOTS = {
    "overview": Shot("/"),
    "overview-dark": Shot("/", dark=True),
    "event": Shot("/events/{event}"),
    "matrix": Shot("/events/{event}", at="#questions"),
    "matrix-dark": Shot("/events/{event}", at="#questions", dark=True),
    "report": Shot("/reports/{report}"),
    "work": Shot("/events/{event}/work", at="#voices"),
    "phone": Shot("/", at="#h-events", size=PHONE),
}


def made(folder: Path) -> None:
    """Take and settle the demo case."""
    from counterclaim.case import settle, take
    from counterclaim.cli.write import read_registry
    from counterclaim.progress import Quiet
    from counterclaim.receive import supplied
    from counterclaim.store import CaseFolder

    case = CaseFolder.open(folder, create=True)
    take(case, [EXAMPLE / "reports"], supplied(None, None, None, None), lambda: NOW, Quiet())
    with case.writing():
        case.add_registry(read_registry(EXAMPLE / "registry"))
    settle(case, lambda: NOW)
    case.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the case; give its address, and the ids of the event and the report that are shown."""
    import uvicorn

    from counterclaim.desk.opened import Desk
    from counterclaim.desk.server import bound
    from counterclaim.desk.working import alone, whole
    from counterclaim.progress import Quiet
    from counterclaim.records.judgement import Event

    desk = Desk(folder)
    desk.prepare(Quiet())
    event = desk.folder.runs.table("events", Event)[0]
    wordy = max(desk.folder.reports(), key=lambda r: (r.id in event.reports, r.read == "yes", len(r.text)))
    listening = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(whole(desk, alone("A. Analyst")), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", {"event": event.id, "report": wordy.id}
    server.should_exit = True
    thread.join(30)


def small(data: bytes) -> bytes:
    """Give a picture with few colours and nothing beside them."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        cut = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    cut.save(out, "PNG", optimize=True)
    assert len(out.getvalue()) < BYTES_MAX, f"{len(out.getvalue()):,} bytes: show less of the page"
    return out.getvalue()


def main(names: list[str]) -> None:
    """Take the pictures that are named, or all."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or next((p for name in NAMES if (p := shutil.which(name))), None)
    if chromium is None:
        sys.exit("No Chromium here: install it, or set CHROMIUM to its path.")
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as play:
        os.environ["COUNTERCLAIM_KEYS"] = f"{home}/keys"
        made(Path(home) / "palmyra-2016")
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        with served(Path(home) / "palmyra-2016") as (address, shown):
            for name in names or SHOTS:
                shot = SHOTS[name]
                size = {"width": shot.size[0], "height": shot.size[1]}
                page = browser.new_page(viewport=size, color_scheme="dark" if shot.dark else "light")
                page.goto(address + shot.page.format(**shown))
                if shot.at:
                    page.evaluate("at => document.querySelector(at).scrollIntoView()", shot.at)
                (OUT / f"{name}.png").write_bytes(small(page.screenshot(animations="disabled")))
                sys.stderr.write(f"{name}: {(OUT / f'{name}.png').stat().st_size:,} bytes\n")
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
