"""A run in the shapes of neighbouring tools, one module each; pure functions from records to text.

Each says what it cannot hold. Ids and digests in it lead back to the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from counterclaim.render.shapes import acled, airwars, ftm, geojson, hxl, jsonld, stix, timemap, ucdp
from counterclaim.render.shapes.given import Given, Shape

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "geojson": geojson.SHAPE,
        "hxl": hxl.SHAPE,
        "stix": stix.SHAPE,
        "ftm": ftm.SHAPE,
        "jsonld": jsonld.SHAPE,
        "ucdp": ucdp.SHAPE,
        "acled": acled.SHAPE,
        "airwars": airwars.SHAPE,
        "timemap": timemap.SHAPE,
    }
)

__all__ = ["SHAPES", "Given", "Shape"]
