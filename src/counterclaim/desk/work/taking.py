"""Taking reports at the desk: files that are dropped or chosen are set down, then taken as the command line does."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain, count
from pathlib import Path, PurePosixPath

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from counterclaim import durable, receive
from counterclaim.desk.answer import as_html
from counterclaim.desk.app import desk_of
from counterclaim.desk.work import sent
from counterclaim.desk.work.act import Act, Done, Posted
from counterclaim.desk.work.reader import reader_of
from counterclaim.desk.work.scanning import scan
from counterclaim.errors import UsageError
from counterclaim.people import Over, Permission, Purse
from counterclaim.settings import Settings

#: Bytes of one sending, that are copied at once, and characters of a part of a name.
WHOLE_MAX, CHUNK, PART_MAX = 4_000_000_000, 1_048_576, 200
#: Bytes that stay free on the case's disk, and how often a sending lies there until it is taken: set down, and kept.
FREE_MIN, COPIES = 1_000_000_000, 2


def form(request: Request) -> Response:
    """Show where files are chosen or dropped."""
    reader_of(request).needs(Permission.TAKE)
    purse: Purse | None = request.app.state.purse
    left = purse.left(reader_of(request).name) if purse else None
    body = as_html(request, "take.html", "take", desk_of(request).name, {"left": left})
    return Response(body, media_type="text/html; charset=utf-8")


def fits(request: Request) -> None:
    """Refuse what is too much before it is read: of one person, at once, or for the disk.

    Raises UsageError where it does not say how long it is, Over.
    """
    told = request.headers.get("content-length", "")
    # Who says both sends as much as they like: the pieces count, whatever the length is said to be.
    if not told.isdecimal() or "transfer-encoding" in request.headers:
        raise UsageError("a sending that says how long it is", "none", "Send `Content-Length`, as every browser does.")
    size, purse = int(told), request.app.state.purse
    if size > WHOLE_MAX:
        raise Over(f"at most {WHOLE_MAX:,} bytes at once", f"{size:,}", "Nothing of it was taken. Send fewer at once.")
    free = shutil.disk_usage(desk_of(request).place).free - FREE_MIN
    if COPIES * size > free:
        came = f"{size:,} bytes, where {max(0, free // COPIES):,} have room"
        raise Over("what has room on this machine's disk", came, "Nothing of it was taken. Make room there first.")
    if purse is not None and size > purse.left(reader_of(request).name).size:
        # What is around the files is counted with them here, and not when they are.
        purse.give_back(purse.spend(reader_of(request).name, 0, size))


def taken(posted: Posted) -> Done:
    """Set down what was sent, and have it taken. What the sender says of it goes for items that do not say it."""
    files = [(file.filename or "", file) for key, file in posted.files if key == "files" and file.filename]
    paths = posted.all("paths")
    if not files:
        raise UsageError("files", "none", "Choose files or a folder, or drop them on the page.")
    names = paths if len(paths) == len(files) else tuple(name for name, _ in files)
    supplied = receive.supplied(*(posted.text(k) or None for k in ("published", "publisher", "author", "language")))
    open_ones = {"author", "publisher"} - {*posted.desk.folder.supplied().protect}
    posted.names_nobody("what is said of files", *(posted.text(k) for k in sorted(open_ones)))
    # Beside the whole case: what somebody sees of it, where that is less, is made anew with every settlement.
    folder = sent.place_for(posted.jobs.incoming)
    # Under this name the next desk takes it away, where this one ends before all of it is there.
    making = durable.unfinished(folder)
    with ExitStack() as undo:
        if posted.purse is not None:
            size = sum(file.size or 0 for _, file in files)
            undo.callback(posted.purse.give_back, posted.purse.spend(posted.reader.name, len(files), size))
        for one in (making, folder):
            undo.callback(shutil.rmtree, one, ignore_errors=True)
        _set_down(making, names, [file for _, file in files])
        if posted.jobs.scanner:
            scan(posted.jobs.scanner, making)
        durable.move_folder(making, folder)
        job = posted.jobs.take(posted.reader.name, folder, supplied)
        undo.pop_all()
    return Done(to="/work", plain={"job": job.id, "files": len(files)})


def _set_down(folder: Path, names: Sequence[str], files: Sequence[UploadFile]) -> None:
    """Write files into a folder, under names that cannot lead out of it; two of one name both stay."""
    left, bound = WHOLE_MAX, Settings().capture_bytes_max
    for number, (name, file) in enumerate(zip(names, files, strict=True)):
        target = _free(folder, inside(name, number), number)
        durable.make_folder(target.parent)
        with target.open("xb") as out:
            size = 0
            while chunk := file.file.read(CHUNK):
                size, left = size + len(chunk), left - len(chunk)
                if left < 0:
                    raise UsageError(
                        "files that can be taken at once", f"{name}: too many bytes", "Send fewer at once."
                    )
                if size <= bound:
                    out.write(chunk)
            # One that is too large is set down as large as it is and without its bytes: taking refuses it by its size,
            # in its own words, and takes the others.
            out.truncate(size)


def _free(folder: Path, path: PurePosixPath, number: int) -> Path:
    """Give where a file can lie: under its own name, or where that is another's, or a folder's, beside a number."""
    tries = chain([folder / path], (folder / f"{number}{'+' * n}" / path for n in count()))
    return next(t for t in tries if not (t.exists() or any(p.is_file() for p in t.parents if p.is_relative_to(folder))))


def inside(name: str, number: int) -> PurePosixPath:
    """Give a name that was sent as a path that leads nowhere but down; `number` names what has no name."""
    parts = [p for p in PurePosixPath(name.replace("\\", "/").replace("\0", "")).parts if p not in {"/", ".", ".."}]
    short = [p.encode("utf-8", "replace")[:PART_MAX].decode("utf-8", "ignore") for p in parts]
    return PurePosixPath(*[p for p in short if p.strip()] or [f"file-{number}"])


ROUTES = (Route("/take", form, methods=["GET"]),)
ACTS = (Act(path="/take", permission=Permission.TAKE, do=taken, before=fits),)
