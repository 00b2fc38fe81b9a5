"""How weights are kept: matrices as whole numbers of eight bits with a scale for each row, all in one checked file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import ModelMismatch

_SCALE = "/scale"
#: Arrays with fewer values than this stay as they are.
_SMALL = 4096


def pack(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Write arrays by name; the same values give the same bytes. Large matrices lose precision, rows one by one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            value = arrays[name]
            if value.ndim == 2 and value.dtype.kind == "f" and value.size >= _SMALL:
                scale = np.maximum(np.abs(value).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
                _add(archive, name, np.round(value / scale).astype(np.int8))
                _add(archive, name + _SCALE, scale)
            else:
                _add(archive, name, value.astype(np.float32) if value.dtype.kind == "f" else value)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, value: NDArray[np.generic]) -> None:
    held = io.BytesIO()
    np.save(held, value, allow_pickle=False)
    archive.writestr(zipfile.ZipInfo(f"{name}.npy"), held.getvalue(), zipfile.ZIP_DEFLATED)


def unpack(packed: bytes) -> dict[str, NDArray[np.float32]]:
    """Read what `pack` wrote, as 32-bit numbers."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as held:
        return {
            name: held[name] * held[name + _SCALE] if name + _SCALE in held else held[name].astype(np.float32)
            for name in held.files
            if not name.endswith(_SCALE)
        }


def read_arrays(packed: bytes, sha256: str, name: str) -> dict[str, NDArray[np.float32]]:
    """Unpack weights that came with the package. Raises ModelMismatch when they are not those that were measured."""
    found = hashlib.sha256(packed).hexdigest()
    if found != sha256:
        raise ModelMismatch(f"{name} with SHA-256 {sha256}", found, "Install the package again: a file of it changed.")
    return unpack(packed)
