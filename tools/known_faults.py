"""Hold the packages that are pinned against a list of known faults, which somebody with a network has fetched.

    python tools/known_faults.py FOLDER_OR_ZIP

The list is of records in the OSV format (https://ossf.github.io/osv-schema/), a JSON file each, in a folder or as the
archive in which the Python Packaging Advisory Database is published. Printed is each pinned version that a record
names, with the record and the version that mends it. Exits 1 where there is one, 2 where the list cannot be trusted to
know: it is empty, or its latest record is older than a month.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-spark.lock")
#: How old the latest record of a list may be that is taken for one of today.
FRESH = timedelta(days=31)


def pinned(texts: Sequence[str]) -> dict[str, Version]:
    """Give the version of each package that locks pin, by its normal name."""
    pins = (pin for text in texts for pin in re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s\\;]+)", text, re.MULTILINE))
    return {_normal(name): Version(version) for name, version in pins}


def records(path: Path) -> Iterator[Any]:
    """Give the records of a list."""
    if path.is_dir():
        yield from (json.loads(one.read_bytes()) for one in sorted(path.rglob("*.json")))
        return
    with zipfile.ZipFile(path) as archive:
        yield from (json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json"))


def faults(pins: dict[str, Version], found: Sequence[Any]) -> list[str]:
    """Say which pinned versions the records name, a line each."""
    told = []
    for record in found:
        for one in () if record.get("withdrawn") else record.get("affected", ()):
            package = one.get("package", {})
            version = pins.get(_normal(str(package.get("name", ""))))
            if version is not None and package.get("ecosystem") == "PyPI" and _hit(version, one):
                mended = sorted({fixed for _, fixed, _ in _spans(one) if fixed and fixed > version})
                to = f"mended in {mended[0]}" if mended else "not mended yet"
                words = f"{record['id']}: {record.get('summary', 'see the record')}"
                told.append(f"{package['name']} {version} ({to}): {words}")
    return sorted(set(told))


def _hit(version: Version, affected: Any) -> bool:
    if version in {v for text in affected.get("versions", ()) if (v := _version(text)) is not None}:
        return True
    return any(
        begin <= version and (fixed is None or version < fixed) and (last is None or version <= last)
        for begin, fixed, last in _spans(affected)
    )


def _spans(affected: Any) -> Iterator[tuple[Version, Version | None, Version | None]]:
    """Give from which version on a fault is there, in which it is mended, and which is the last that has it."""
    for part in affected.get("ranges", ()):
        begin: Version | None = None
        for event in part.get("events", ()) if part.get("type") == "ECOSYSTEM" else ():
            ((kind, text),) = event.items()
            at = _version(text)
            if kind == "introduced":
                begin = at
            elif begin is not None and at is not None:
                yield begin, at if kind == "fixed" else None, at if kind == "last_affected" else None
                begin = None
        if begin is not None:
            yield begin, None, None


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main(path: Path, now: datetime) -> int:
    """Print what is known of the pinned packages; give the exit code."""
    found = list(records(path))
    latest = max((str(record.get("modified", "")) for record in found), default="")
    if not latest or now - datetime.fromisoformat(latest) > FRESH:
        came = f"one of {latest[:10]}" if latest else "one without records"
        sys.stderr.write(f"Expected a list of known faults of this month; got {came}. Fetch it anew.\n")
        return 2
    told = faults(pinned([(ROOT / name).read_text(encoding="utf-8") for name in LOCKS]), found)
    for line in told:
        sys.stdout.write(f"{line}\n")
    sys.stderr.write(f"{len(found):,} records, the latest of {latest[:10]}; {len(told)} bear on what is pinned.\n")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), datetime.now(UTC)))
