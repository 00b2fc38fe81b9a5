"""ZIP archives, opened without trust: names, sizes and ratios are checked while inflating, not read from headers."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from counterclaim.errors import Refused, UsageError
from counterclaim.receive.columns import Columns, columns_in, folder_of, is_column_map, nearest
from counterclaim.receive.decode import decode
from counterclaim.receive.items import Item, refusal
from counterclaim.receive.names import shown, system_file
from counterclaim.receive.saved_pages import pages_of
from counterclaim.records.source import Refusal
from counterclaim.records.words import ArtifactRole

_SYMLINK = 0xA000
_CHUNK = 1 << 16


def members(item: Item) -> Iterator[Item | Refusal]:
    """Give each file of an archive as an item, or why it is refused.

    A column map (`columns.yaml`) is read first and counts for the tables of its folder. Raises Refused when the
    archive is broken, holds nothing, has too many members or inflates past the bounds.
    """
    item.opened()
    try:
        archive = zipfile.ZipFile(io.BytesIO(item.data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as cause:
        came = "a broken or cut one"
        raise Refused(item.label, "a whole ZIP archive", came, "Save or download it again.") from cause
    entries = [e for e in archive.infolist() if not e.filename.endswith("/")]
    if len(entries) > item.settings.archive_members_max:
        bound = f"at most {item.settings.archive_members_max:,} members"
        raise Refused(item.label, bound, f"{len(entries):,}", "Split the archive.")
    if not entries:
        raise Refused(item.label, "an archive with files", "an empty one", "Pack the reports into it again.")
    seen: set[str] = set()
    maps: dict[str, Columns] = {}
    pages = pages_of(e.filename for e in entries)
    for entry in sorted(entries, key=lambda e: not is_column_map(e.filename)):
        name = shown(entry.filename)
        label = f"{item.label}!{name}"
        refused = _refused(label, entry, entry.filename in seen)
        seen.add(entry.filename)
        if refused:
            yield refused
            continue
        try:
            content = _inflate(label, archive, entry, item)
            if is_column_map(entry.filename):
                maps[folder_of(entry.filename)] = _columns(label, content)
                continue
        except Refused as error:
            yield refusal(error)
            continue
        item.allowance.spend(item.label, len(content))
        found = item.member(name, content, nearest(entry.filename, maps))
        page = pages.get(entry.filename)
        yield found.told((("part of", shown(page)),), ArtifactRole.PART) if page else found


def _refused(label: str, entry: zipfile.ZipInfo, again: bool) -> Refusal | None:
    parts = entry.filename.replace("\\", "/").split("/")
    if reason := system_file(entry.filename):
        return Refusal(name=label, reason=reason, todo="Nothing to do.")
    if not entry.filename or entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return Refusal(name=label, reason="a member without a name, or one whose path leads out", todo="Pack it again.")
    if (entry.external_attr >> 16) & 0xF000 == _SYMLINK:
        return Refusal(name=label, reason="a link, not a file", todo="Pack the target itself.")
    if entry.flag_bits & 1:
        return Refusal(name=label, reason="encrypted", todo="Unpack it with its password and take the files.")
    if again:
        return Refusal(name=label, reason="a second member of the same name", todo="Rename one and pack again.")
    return None


def _columns(label: str, content: bytes) -> Columns:
    try:
        return columns_in(decode(label, content)[0])
    except UsageError as cause:
        raise Refused(label, cause.expected, cause.came, cause.todo) from cause


def _inflate(label: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, item: Item) -> bytes:
    """Inflate one member, counting as it grows."""
    out = bytearray()
    settings = item.settings
    bound = min(settings.capture_bytes_max, max(_CHUNK, entry.compress_size * settings.archive_ratio_max))
    broken = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                out += chunk
                if len(out) > bound:
                    raise Refused(label, f"at most {bound:,} bytes", "more (perhaps a zip bomb)", "Unpack it by hand.")
    except (*broken, OSError, RuntimeError, ValueError) as cause:
        raise Refused(label, "a whole member", f"a broken one ({cause})", "Pack the archive again.") from cause
    return bytes(out)
