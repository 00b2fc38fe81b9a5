"""ZIP archives, opened without trust: names, sizes and ratios are checked while inflating, not read from headers."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from counterclaim.errors import Refused
from counterclaim.records.source import Refusal
from counterclaim.settings import Settings

_SYMLINK = 0xA000
_CHUNK = 1 << 16


def members(name: str, data: bytes, settings: Settings) -> Iterator[tuple[str, bytes] | Refusal]:
    """Give (member name, bytes) of each file, or why a member is refused.

    Raises Refused when the archive is broken, has too many members or inflates past the bound.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as cause:
        raise Refused(name, "a whole ZIP archive", "a broken or cut one", "Save or download it again.") from cause
    entries = [e for e in archive.infolist() if not e.is_dir()]
    if len(entries) > settings.archive_members_max:
        bound = f"at most {settings.archive_members_max:,} members"
        raise Refused(name, bound, f"{len(entries):,}", "Split the archive.")
    total, seen = 0, set()
    for entry in entries:
        refused = _refused(f"{name}!{entry.filename}", entry, entry.filename in seen)
        seen.add(entry.filename)
        if refused:
            yield refused
            continue
        try:
            content = _inflate(f"{name}!{entry.filename}", archive, entry, settings)
        except Refused as error:
            yield Refusal(name=error.item, reason=f"{error.came}; expected {error.expected}", todo=error.todo)
            continue
        total += len(content)
        if total > settings.archive_bytes_max:
            bound = f"at most {settings.archive_bytes_max / 1e6:,.0f} MB inside"
            raise Refused(name, bound, "more (perhaps a zip bomb)", "Split the archive.")
        yield entry.filename, content


def _refused(name: str, entry: zipfile.ZipInfo, again: bool) -> Refusal | None:
    parts = entry.filename.replace("\\", "/").split("/")
    if entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return Refusal(name=name, reason="a member whose path leads out of the archive", todo="Pack it again.")
    if (entry.external_attr >> 16) & 0xF000 == _SYMLINK:
        return Refusal(name=name, reason="a link, not a file", todo="Pack the target itself.")
    if entry.flag_bits & 1:
        return Refusal(name=name, reason="encrypted", todo="Unpack it with its password and take the files.")
    if again:
        return Refusal(name=name, reason="a second member of the same name", todo="Rename one and pack again.")
    return None


def _inflate(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, settings: Settings) -> bytes:
    """Inflate one member, counting as it grows."""
    out = bytearray()
    bound = min(settings.capture_bytes_max, max(_CHUNK, entry.compress_size * settings.archive_ratio_max))
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                out += chunk
                if len(out) > bound:
                    raise Refused(name, f"at most {bound:,} bytes", "more (perhaps a zip bomb)", "Unpack it by hand.")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as cause:
        raise Refused(name, "a whole member", f"a broken one ({cause})", "Pack the archive again.") from cause
    return bytes(out)
