"""Pictures and recordings that came with a report: what is known of each, and its bytes when a reader asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from counterclaim.desk.opened import Opened
from counterclaim.english import day_words
from counterclaim.errors import NotInCase
from counterclaim.receive import attached
from counterclaim.records.source import Artifact, Capture, Report

#: Kinds that a browser draws or plays and that cannot run anything.
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"})
RECORDINGS = frozenset(
    {"video/mp4", "video/webm", "video/ogg", "audio/mpeg", "audio/ogg", "audio/wav", "audio/x-wav", "audio/mp4"}
)
#: Pictures of one report that its page offers, and facts of one that are told.
OFFERED, FACTS = 40, 12
#: What is shown runs nothing, whatever it may hold.
POLICY = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture or recording: its name, kind, size and digest, what it says of itself, and what is known of it.

    `address` is where its bytes are; empty where the case does not hold them as a file of their own, or keeps them
    closed. `kind` is picture, video or audio; `known` is one sentence for those who do not see it.
    """

    name: str
    kind: str
    media_type: str
    byte_count: int
    sha256: str
    facts: tuple[tuple[str, str], ...]
    known: str
    address: str


def of_report(case: Opened, report: Report) -> tuple[Shown, ...]:
    """Give the pictures and recordings that belong to a report."""
    captures, artifacts = case.kept(("media", case.stamp()), case.folder.media)
    names = {p.name for p in attached((report,), (*captures, *artifacts))}
    home, stem = PurePosixPath(report.path).parent, PurePosixPath(report.path).stem
    out: list[Shown] = []
    for one in captures:
        path = PurePosixPath(one.name)
        beside = path.parent == home and stem and path.stem.startswith(stem) and path.name != report.path
        if one.name in names or one.sha256 == report.capture or beside:
            out.append(of_capture(one, report))
    held = {one.sha256: one for one in captures}
    out += [
        _of_artifact(a, held.get(a.sha256), report) for a in artifacts if a.capture == report.capture or a.path in names
    ]
    return tuple({one.sha256: one for one in out}.values())[:OFFERED]


def of_capture(one: Capture, report: Report | None = None) -> Shown:
    """Give what is known of a capture that is a picture or a recording."""
    openly = not one.closed_name and one.media_type in PICTURES | RECORDINGS
    facts = [("collected by", one.collector), ("address", one.url or ""), ("part of", one.part_of)]
    told = tuple((key, value) for key, value in facts if value)
    return Shown(
        one.name, _kind(one.media_type), one.media_type, one.byte_count, one.sha256, told,
        _known(one.name, one.media_type, report, one.taken_at), f"/evidence/{one.sha256}/bytes" if openly else "",
    )  # fmt: skip


def _of_artifact(one: Artifact, held: Capture | None, report: Report) -> Shown:
    openly = held is not None and not held.closed_name and held.media_type in PICTURES | RECORDINGS
    return Shown(
        one.path, _kind(one.media_type), one.media_type, one.byte_count, one.sha256, one.told[:FACTS],
        _known(one.path, one.media_type, report, ""), f"/evidence/{one.sha256}/bytes" if openly else "",
    )  # fmt: skip


def is_media(media_type: str) -> bool:
    """Tell whether bytes of a kind are a picture or a recording."""
    return media_type.startswith(("image/", "video/", "audio/"))


def _kind(media_type: str) -> str:
    first = media_type.partition("/")[0]
    return "picture" if first == "image" else first


def _known(name: str, media_type: str, report: Report | None, taken_at: str) -> str:
    """Say what is known of a picture without having seen it; nobody has described it."""
    what = {"picture": "Picture", "video": "Video", "audio": "Sound recording"}[_kind(media_type)]
    by = report.publisher or report.author if report is not None else ""
    came = f" that came with the report of {by}" if by else ""
    when = f", received on {day_words(taken_at)}" if taken_at else ""
    return f"{what} “{PurePosixPath(name).name}”{came}{when}. What it shows was not described."


def sent(case: Opened, request: Request) -> Response:
    """Send the bytes of a picture or recording. Raises NotInCase for any other capture, and for one that is closed."""
    digest = str(request.path_params["capture"])
    found = case.folder.captures_of((digest,)) if case.folder.erasures.of(digest) is None else ()
    kind = found[0].media_type if found else ""
    if not found or found[0].closed_name or kind not in PICTURES | RECORDINGS:
        raise NotInCase("a picture or recording of this case", digest, "The page of its report has those that came.")
    headers = {"Content-Security-Policy": POLICY}
    if kind in RECORDINGS:
        return FileResponse(case.folder.evidence.path(digest), media_type=kind, headers=headers)
    return Response(case.folder.evidence.read(digest), media_type=kind, headers=headers)
