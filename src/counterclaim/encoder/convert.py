"""From the published form of the model to ours: a safetensors file to arrays, and layers to the names used here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import numpy as np

from counterclaim.encoder.layers import Array


def read_safetensors(data: bytes) -> dict[str, Array]:
    """Read the 32-bit arrays of a safetensors file: a length, a JSON header, then the values."""
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, last = entry["data_offsets"]
            values = np.frombuffer(data[8 + size + first : 8 + size + last], dtype=np.float32)
            out[name] = values.reshape(entry["shape"])
    return out


def layer_arrays(held: Mapping[str, Array], numbers: Iterable[int]) -> dict[str, Array]:
    """Give the arrays of the layers numbered, named as `layers` takes them."""
    out: dict[str, Array] = {}
    for n in numbers:
        at = f"encoder.layer.{n}."
        parts = [at + f"attention.self.{p}" for p in ("query", "key", "value")]
        out[f"layer.{n}.mix"] = np.concatenate([held[p + ".weight"].T for p in parts], axis=1)
        out[f"layer.{n}.mix_bias"] = np.concatenate([held[p + ".bias"] for p in parts])
        for ours, theirs, norm in (
            ("out", "attention.output.dense", "attention.output.LayerNorm"),
            ("up", "intermediate.dense", None),
            ("down", "output.dense", "output.LayerNorm"),
        ):
            out[f"layer.{n}.{ours}"] = held[at + theirs + ".weight"].T
            out[f"layer.{n}.{ours}_bias"] = held[at + theirs + ".bias"]
            if norm:
                out[f"layer.{n}.{ours}_norm"] = np.stack([held[at + norm + ".weight"], held[at + norm + ".bias"]])
    return out
