"""The gazetteer file (GeoNames, CC BY 4.0: see ATTRIBUTION.md) and the function that reads it."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


@cache
def rows() -> tuple[tuple[str, ...], ...]:
    """Give the rows: name, level, country, lat, lon, population, radius, keys, names in other scripts."""
    packed = (files(__package__) / "gazetteer.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines)
