"""Pictures: the perceptual hash of one, and which pictures of a case belong to which report."""

from __future__ import annotations

import io
import math
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import numpy as np
import numpy.typing as npt

from counterclaim.receive.find import content, item
from counterclaim.receive.names import shown
from counterclaim.records.source import Artifact, Capture, Picture, Refusal, Report
from counterclaim.settings import Settings

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".bmp"})
#: The picture is looked at in this many points a side; the lowest frequencies make the hash.
_SIDE, _LOW = 32, 8
#: Below this spread of brightness (of 255) a picture is blank, and all blank pictures would be one.
_SPREAD_MIN = 3.0
#: A picture of more points is not opened: it may be a bomb.
_POINTS_MAX = 100_000_000


def picture_hash(name: str, data: bytes) -> str:
    """Give the perceptual hash of a file that its name says is a picture; empty for another, as `hash_of` does."""
    return hash_of(data) if called_picture(name) else ""


def called_picture(name: str) -> bool:
    """Say whether a file's name is that of a picture."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def hash_of(data: bytes) -> str:
    """Give the perceptual hash of a picture as 16 hex digits; empty for bytes that are none, or a blank one.

    64 bits, one for each of the lowest frequencies of its brightness: above their median or not. It hardly changes with
    size, compression or tone. Source: the discrete cosine transform, as in Zauner, *Implementation and Benchmarking of
    Perceptual Image Hash Functions*, 2010.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > _POINTS_MAX:
                return ""
            grey = ImageOps.exif_transpose(opened).convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    light = np.asarray(grey, np.float64)
    if float(light.std()) < _SPREAD_MIN:
        return ""
    waves = _cosines()
    low = (waves @ light @ waves.T)[:_LOW, :_LOW].ravel()
    # The first one is the mean brightness; it says nothing of what is shown, and would draw the median.
    bits = low > np.median(low[1:])
    return f"{int(''.join('1' if b else '0' for b in bits), 2):016x}"


@cache
def _cosines() -> npt.NDArray[np.float64]:
    at = np.arange(_SIDE)
    waves: npt.NDArray[np.float64] = np.cos(math.pi / _SIDE * (at[None, :] + 0.5) * at[:, None])
    return waves


def attached(reports: Iterable[Report], items: Iterable[Capture | Artifact]) -> tuple[Picture, ...]:
    """Give the pictures that belong to reports: those a report names, and files beside it with its own name.

    `story.jpg`, `story-2.jpg` and `story_map.png` belong to `story.md` of the same folder.
    """
    by_folder: dict[str, list[_Shown]] = defaultdict(list)
    for one in items:
        if one.picture:
            name = one.name if isinstance(one, Capture) else one.path
            by_folder[_folder(name)].append(_Shown(name, one.picture))
    found = {p for r in reports for p in _of(r, by_folder)} if by_folder else set()
    return tuple(sorted(found))


def beside(report: Report, folder: Path, settings: Settings) -> Iterator[Picture | Refusal]:
    """Give the pictures that a row names, as files in a folder or below it, or why one cannot be used.

    A name that leads out of the folder is refused, by `..`, from the root or through a link; nothing is fetched.
    """
    for written in dict.fromkeys(report.pictures):
        label = f"picture `{shown(written)}` of report `{report.id}`"
        found = _beside(written, label, folder, settings)
        yield found if isinstance(found, Refusal) else Picture(report.id, written, found)


def _beside(written: str, label: str, folder: Path, settings: Settings) -> str | Refusal:
    todo = "Name a file in the folder of the rows, or below it, as `pictures/bridge.jpg`."
    path = PurePosixPath(written.replace("\\", "/"))
    if not written.strip() or "\0" in written or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return Refusal(name=label, reason="no path that stays inside of the folder of the rows", todo=todo)
    found = item(folder / path, label, folder.resolve(), settings.capture_bytes_max)
    data = found if isinstance(found, Refusal) else content(found, settings)
    if isinstance(data, Refusal):
        return data
    kind = "no picture that can be read, or a blank one, which would equal every other"
    return picture_hash(written, data) or Refusal(name=label, reason=kind, todo="Nothing to do if it is blank.")


class _Shown(NamedTuple):
    """A picture's name and its hash."""

    name: str
    picture: str


def _placed(name: str) -> PurePosixPath:
    """Give the path of a file; an archive is the folder of its members."""
    return PurePosixPath(name.replace("!", "!/"))


def _folder(name: str) -> str:
    return _placed(name).parent.as_posix()


def _of(report: Report, by_folder: dict[str, list[_Shown]]) -> Iterator[Picture]:
    home, stem = _folder(report.path), _placed(report.path).stem
    for one in by_folder.get(home, ()):
        other = _placed(one.name).stem
        if stem and (other == stem or (other.startswith(stem) and other[len(stem)] in "-_. ")):
            yield Picture(report.id, one.name, one.picture)
    for written in report.pictures:
        named = PurePosixPath(unquote(urlsplit(written).path))
        # As written, or in the folder that a browser saves beside the page.
        for folder in {_folder((PurePosixPath(home) / named).as_posix()), home, f"{home}/{stem}_files"}:
            for one in by_folder.get(folder, ()):
                if _placed(one.name).name == named.name:
                    yield Picture(report.id, one.name, one.picture)
