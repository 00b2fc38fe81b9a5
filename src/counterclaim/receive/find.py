"""Step 1: walk files and folders, and read what was found. What cannot be taken is refused by name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from counterclaim.errors import Refused, UsageError
from counterclaim.receive.columns import Columns, columns_in, folder_of, is_column_map
from counterclaim.receive.decode import decode
from counterclaim.receive.names import shown, system_file
from counterclaim.receive.saved_pages import pages_of
from counterclaim.records.source import Refusal
from counterclaim.settings import Settings

#: What tells the folder of a case.
_CASE = {"case.json", "case.sqlite"}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to take: `name` is relative to what the user gave and safe to show, `path` is where it is.

    `part_of` names the saved page whose parts it lies among. What was fetched from an address has that as `url`, and
    its bytes in `held`, for it lies in no file. `media` says whether a page's own parts came with it; None: not known.
    """

    name: str
    path: Path
    byte_count: int
    part_of: str = ""
    url: str | None = None
    held: bytes | None = None
    media: bool | None = None


def found(paths: Sequence[Path], settings: Settings | None = None) -> Iterator[Incoming | Refusal]:
    """Give every file under `paths`, in order of name, or why it cannot be taken."""
    limit = (settings or Settings()).capture_bytes_max
    for given in paths:
        try:
            status = given.stat()
        except (OSError, ValueError) as error:
            if not given.is_symlink():
                yield _missing(given, error)
                continue
            yield Refusal(name=_called(given), reason="a link that leads nowhere", todo="Give the file itself.")
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _folder(given, limit)
        else:
            yield item(given, shown(given.name), None, limit)


def content(incoming: Incoming, settings: Settings) -> bytes | Refusal:
    """Give the bytes of a file that was found, or why it cannot be read now, is no file by now, or outgrew the bound.

    It never waits for a pipe, and reads one byte more than the bound at most.
    """
    again = "Check the file and your rights, then take it again."
    if incoming.held is not None:
        return incoming.held
    try:
        # Not blocking: between the walk and now a pipe may have taken the file's place.
        handle = os.open(incoming.path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return Refusal(name=incoming.name, reason="no regular file any more", todo=again)
            data = stream.read(settings.capture_bytes_max + 1)
    except OSError as error:
        return Refusal(name=incoming.name, reason=f"cannot be opened: {error.strerror}", todo=again)
    if len(data) > settings.capture_bytes_max:
        bound = f"grew past the bound of {settings.capture_bytes_max / 1e6:,.0f} MB while it was taken"
        return Refusal(name=incoming.name, reason=bound, todo="Split it.")
    return data


def column_maps(items: Iterable[Incoming | Refusal], settings: Settings) -> Mapping[str, Columns]:
    """Give the column maps (`columns.yaml`) among what was found, by folder; a broken one is refused in its turn."""
    maps: dict[str, Columns] = {}
    for item in items:
        if isinstance(item, Incoming) and is_column_map(item.name):
            data = content(item, settings)
            with suppress(Refused, UsageError):
                maps[folder_of(item.name)] = columns_in(decode(item.name, data)[0]) if isinstance(data, bytes) else ()
    return maps


def _missing(given: Path, error: OSError | ValueError) -> Refusal:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refusal(name=_called(given), reason="there is no such file or folder", todo="Check the path.")
    reason = error.strerror if isinstance(error, OSError) else "not a path"
    return Refusal(name=_called(given), reason=f"cannot be opened: {reason}", todo="Check the path and your rights.")


def _called(given: Path) -> str:
    """Give the name under which the user gave a path; of an absolute one only the last part, for it shows a machine."""
    if given.is_absolute() or str(given) in (".", ".."):
        return shown(given.name or given.resolve().name or "the root folder")
    return shown(given.as_posix())


def _folder(given: Path, limit: int) -> Iterator[Incoming | Refusal]:
    root, called = given.resolve(), shown(given.name if given.name not in ("", "..") else given.resolve().name)
    closed: list[OSError] = []
    paths: list[Path] = []
    results: dict[str, Incoming | Refusal] = {}
    for folder, folders, files in os.walk(given, onerror=closed.append):
        if set(files) >= _CASE:
            folders.clear()
            inside = "" if Path(folder) == given else f"/{shown(Path(folder).relative_to(given).as_posix())}"
            todo = "Give another folder, or take what `counterclaim export` wrote from it as STIX or JSON-LD."
            results[folder] = Refusal(name=f"{called}{inside}", reason="a case, which is no report", todo=todo)
            continue
        paths += [Path(folder, f) for f in files]
        paths += [Path(folder, f) for f in folders if Path(folder, f).is_symlink()]
    for path in paths:
        name = f"{called}/{shown(path.relative_to(given).as_posix())}"
        results[os.fspath(path)] = item(path, name, root, limit)
    for error in closed:
        inside = shown(Path(error.filename).relative_to(given).as_posix())
        reason = f"a folder that cannot be opened: {error.strerror}"
        results[str(error.filename)] = Refusal(name=f"{called}/{inside}", reason=reason, todo="Check your rights.")
    if not results:
        yield Refusal(name=called, reason="an empty folder", todo="Put the reports into it, or give another folder.")
    pages = pages_of(r.name for r in results.values() if isinstance(r, Incoming))
    whole = set(pages.values())
    for found in sorted(results.values(), key=lambda r: r.name):
        if isinstance(found, Incoming):
            yield replace(found, part_of=pages.get(found.name, ""), media=True if found.name in whole else None)
        else:
            yield found


def item(path: Path, name: str, root: Path | None, limit: int) -> Incoming | Refusal:
    """Give a file under its name, or why it cannot be taken: one that leads out of `root`, no file, over the limit."""
    if reason := system_file(path.name):
        return Refusal(name=name, reason=reason, todo="Nothing to do.")
    try:
        if root is not None and not path.resolve().is_relative_to(root):
            return Refusal(name=name, reason="a link that leads out of its folder", todo="Give the target itself.")
        status = path.stat()
    except (OSError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) else "the link leads in a circle"
        return Refusal(name=name, reason=f"cannot be opened: {why}", todo="Check the link or the rights.")
    if not stat.S_ISREG(status.st_mode):
        kind = "a link to a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file (a device, socket or pipe)"
        return Refusal(name=name, reason=kind, todo="Give the folder or a saved file itself.")
    if status.st_size > limit:
        size = f"{status.st_size / 1e6:,.0f} MB, over the bound of {limit / 1e6:,.0f} MB"
        return Refusal(name=name, reason=size, todo="Split it, or raise `capture_bytes_max` in the settings.")
    return Incoming(name, path, status.st_size)
