"""The index that a case keeps for itself: derived, outside of the evidence, and thrown away at the first doubt.

It is used where this user's key signed it, every file is as it was written, by this program and these settings, and
every text it holds is one of the case's; else it is built anew. So what `settle` gives does not depend on it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from counterclaim import tracing
from counterclaim.canonical import text_digest
from counterclaim.engine import Tables, workers_for
from counterclaim.progress import Progress
from counterclaim.reuse_index.files import Stored, Texts, numbered
from counterclaim.reuse_index.index import ReuseIndex, made_by
from counterclaim.reuse_index.state import Order
from counterclaim.settings import Settings
from counterclaim.store import Made
from counterclaim.store.made import SIGNED, removed
from counterclaim.trace.reuse import Shared, Text

#: Below this many texts, comparing all takes less than looking after an index.
TEXTS_MIN = 2_000
#: Tells of each file what it holds. It is not there while the index is changed.
_SEAL = "SEAL"
#: By name of a file: what a file system says of it, and its digest.
Files = dict[str, tuple[tuple[int, int, int], str]]


def shared_in(
    where: tuple[Path, Made], texts: Sequence[Text], settings: Settings, progress: Progress
) -> tuple[Shared, ...]:
    """Give what `tracing.shared_texts` gives for texts, earliest first, and compare only what a folder does not hold.

    `where` is that folder, and what signs it. Raises OSError where it cannot be written.
    """
    folder, made = where
    workers = workers_for(os.cpu_count() or 1, 1)
    kept, sealed = _kept(where, texts, settings)
    if not kept:
        shutil.rmtree(folder, ignore_errors=True)
    if len(texts) < TEXTS_MIN:
        shutil.rmtree(folder, ignore_errors=True)
        return tracing.shared_texts(Tables(workers, progress=progress), texts, settings)
    had = set(kept)
    new = [t for t in texts if t.id not in had]
    ids = [*kept, *(t.id for t in new)]
    removed(folder / _SEAL)
    index = ReuseIndex(folder, settings, workers, progress)
    index.texts.add(
        Stored(id=t.id, sha256=text_digest(t.text), text=t.text.encode("utf-8", "surrogatepass")) for t in new
    )
    number = {id_: n for n, id_ in enumerate(ids)}
    at = np.array([number[t.id] for t in texts], np.int64)
    place, publisher = np.empty(at.size, np.int64), np.empty(at.size, np.int64)
    place[at], publisher[at] = np.arange(at.size), [numbered(t.publisher) for t in texts]
    index.update(Order(place, publisher))
    unfinished = folder / f"{_SEAL}.unfinished"
    unfinished.write_text(_sealed(folder, settings, sealed), encoding="utf-8")
    made.put(unfinished, folder / _SEAL)
    return tuple(sorted(tracing.shared_of(index.found(), ids), key=lambda s: (s.a, s.b)))


def _kept(where: tuple[Path, Made], texts: Sequence[Text], settings: Settings) -> tuple[list[str], Files]:
    """Give the ids of the texts that an index holds, by number, and its files; nothing where it is in any doubt."""
    folder, made = where
    if not made.own(folder / _SEAL):
        return [], {}
    try:
        seal = json.loads((folder / _SEAL).read_bytes())
        files = {name: (_seen(folder / name), digest) for name, digest in seal["files"].items()}
        whole = seal["made_by"] == made_by(settings) and files == _files(folder, {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        whole = False
    if not whole:
        return [], {}
    held = Texts(folder / "texts")
    of_case = {t.id: t for t in texts}
    ids = [str(id_) for id_ in held.column("id").to_pylist()]
    digests = held.column("sha256").to_pylist()
    same = all(i in of_case and text_digest(of_case[i].text) == d for i, d in zip(ids, digests, strict=True))
    return (ids, files) if same else ([], {})


def _sealed(folder: Path, settings: Settings, before: Files) -> str:
    """Tell what every file of an index holds; of one that is as before that is known."""
    found = {name: digest for name, (_, digest) in _files(folder, before).items()}
    return json.dumps({"made_by": made_by(settings), "files": found})


def _files(folder: Path, known: Files) -> Files:
    out: Files = {}
    own = (_SEAL, f"{_SEAL}{SIGNED}")
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in own):
        name, seen = path.relative_to(folder).as_posix(), _seen(path)
        if name in known and known[name][0] == seen:
            out[name] = known[name]
            continue
        with path.open("rb") as data:
            out[name] = seen, hashlib.file_digest(data, "sha256").hexdigest()
    return out


def _seen(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size
