"""What leaves in a neighbour's shape and comes back, or comes in it and leaves again, keeps what the mapping says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from counterclaim.cli import main
from tests.unit.receive.test_neighbours import ACLED, AIRWARS, UCDP, table

#: Invented: deaths in three places on three days, one contested, one open above, one without any number of dead.
INVENTED = {
    "a.md": "---\npublisher: Harbour Post\npublished: 2031-05-07\n---\n"
    "Shelling killed 12 civilians in Aleppo on 5 May 2031, the harbour council said. The Valley Front shelled it.\n",
    "b.md": "---\npublisher: Valley Courier\npublished: 2031-05-08\n---\n"
    "Shelling killed 9 civilians in Aleppo on 5 May 2031, the Coast Army said.\n",
    "c.md": "---\npublisher: Valley Courier\npublished: 2031-06-12\n---\n"
    "An air strike killed at least 3 civilians in Homs on 10 June 2031, residents said.\n",
    "d.md": "---\npublisher: Valley Courier\npublished: 2031-07-12\n---\n"
    "A bridge in Hama was destroyed on 10 July 2031.\n",
    "e.md": "---\npublisher: Harbour Post\npublished: 2031-08-03\n---\n"
    "A drone strike killed 5 civilians in Idlib on 2 August 2031, the harbour council said.\n",
}
Rows = list[dict[str, str]]


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exit_code == 0, result.output
    return result


def case_of(folder: Path, files: Mapping[str, str]) -> Path:
    (folder / "in").mkdir(parents=True)
    for name, words in files.items():
        (folder / "in" / name).write_text(words, encoding="utf-8")
    run("take", folder / "case", folder / "in")
    run("settle", folder / "case")
    run("decide", folder / "case", "show-name", "all", "--reason", "invented")
    return folder / "case"


def written(case: Path, shape: str, to: Path) -> str:
    run("export", case, "--as", shape, "--to", to)
    (file,) = to.glob(f"*.{shape}.csv")
    return file.read_text(encoding="utf-8")


def rows(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return case_of(tmp_path_factory.mktemp("ours"), INVENTED)


#: What each mapping keeps on its way out and back in, beside what tells rows apart.
KEEPS = {
    "ucdp": ("low", "best", "deaths_civilians", "where_prec", "date_prec", "date_start", "date_end",
             "where_coordinates", "latitude", "longitude", "country"),
    "acled": ("event_date", "year", "time_precision", "geo_precision", "location", "latitude", "longitude", "country"),
    "airwars": ("date", "latitude", "longitude", "geolocation_accuracy", "civilians_killed_min", "civilians_killed_max",
                "belligerent_list", "country"),
}  # fmt: skip


@pytest.mark.parametrize("shape", KEEPS)
def test_ours_to_theirs_to_ours(shape: str, ours: Path, tmp_path: Path) -> None:
    """A second case that takes the export of a first one has the same events, by the columns that the mapping keeps."""
    first = written(ours, shape, tmp_path / "first")
    second = written(case_of(tmp_path, {"table.csv": first}), shape, tmp_path / "second")

    def told(text: str) -> list[tuple[str, ...]]:
        kept = [r for r in rows(text) if shape != "airwars" or r["civilians_killed_min"]]
        return sorted(tuple(r[c] for c in KEEPS[shape]) for r in kept)

    assert told(first) == told(second)
    assert len(told(first)) >= 2
    assert all(row["cc_event"] for row in rows(first))


def test_an_export_that_comes_back_is_no_further_voice(ours: Path, tmp_path: Path) -> None:
    """It speaks as an export, never as the project whose columns it has."""
    back = case_of(tmp_path, {"table.csv": written(ours, "ucdp", tmp_path / "first")})
    reports = [json.loads(line) for line in run("reports", back, "--json").stdout.splitlines()]
    assert {r["publisher"] for r in reports} == {"Counterclaim's export as a UCDP GED-shaped table"}
    assert all("exported" in " ".join(r["notes"]) for r in reports)


@pytest.mark.parametrize(
    ("shape", "row", "keeps"),
    [
        ("ucdp", UCDP, ("type_of_violence", "where_prec", "date_prec", "latitude", "longitude", "country", "low",
                        "high", "deaths_civilians", "where_coordinates", "source_original", "event_clarity")),
        ("acled", ACLED | {"notes": "", "source": "Harbour Post"},
         ("sub_event_type", "event_type", "time_precision", "geo_precision", "latitude", "longitude", "country",
          "location", "fatalities", "year")),
        ("airwars", AIRWARS, ("date", "latitude", "longitude", "belligerent_list", "civilians_killed_min")),
    ],
)  # fmt: skip
def test_theirs_to_ours_to_theirs(shape: str, row: dict[str, str], keeps: tuple[str, ...], tmp_path: Path) -> None:
    """A row that somebody has comes out of a case as it went in, by the columns that the mapping keeps."""
    (back,) = rows(written(case_of(tmp_path, {"mine.csv": table(row)}), shape, tmp_path / "out"))
    assert {c: back[c] for c in keeps} == {c: row[c] for c in keeps}


def test_a_blank_is_never_a_nought(ours: Path, tmp_path: Path) -> None:
    """A number that is open above, or that nobody gives, is blank; an event without any is no row of UCDP's."""
    by_place = {r["where_coordinates"]: r for r in rows(written(ours, "ucdp", tmp_path / "u"))}
    assert [by_place["Homs"][c] for c in ("low", "best", "high")] == ["3", "3", ""]
    assert [by_place["Aleppo"][c] for c in ("low", "best", "high")] == ["9", "9", "12"]
    assert by_place["Aleppo"]["date_start"] == "2031-05-05"
    assert "Hama" not in by_place, "nobody gives a number of dead there"
    assert {r["location"]: r["fatalities"] for r in rows(written(ours, "acled", tmp_path / "a"))}["Hama"] == ""


def test_the_coders_own_tool_reads_numbers_days_and_points(ours: Path, tmp_path: Path) -> None:
    """Where pandas is: what is blank is unknown there too."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.StringIO(written(ours, "ucdp", tmp_path)), parse_dates=["date_start", "date_end"])
    homs = frame[frame["where_coordinates"] == "Homs"].iloc[0]
    assert (homs["low"], homs["best"], pandas.isna(homs["high"])) == (3, 3, True)
    assert str(homs["date_start"].date()) == "2031-06-10"
    assert homs["latitude"] == pytest.approx(34.7, abs=0.2)


def test_a_nought_of_acled_is_no_claim(tmp_path: Path) -> None:
    """There, 0 is none and unknown alike."""
    case = case_of(tmp_path, {"a.csv": table(ACLED | {"fatalities": "0", "notes": ""})})
    claims = [json.loads(line) for line in run("claims", case, "--json").stdout.splitlines()]
    assert {c["aspect"] for c in claims} == {"occurrence"}


def test_records_speak_through_their_source_and_stand_on_their_own_words(tmp_path: Path) -> None:
    """Each claim of a row: the source it names, then the table; a range, a place and days with their precision."""
    case = case_of(tmp_path, {"u.csv": table(UCDP)})
    (report,) = (json.loads(line) for line in run("reports", case, "--json").stdout.splitlines())
    claims = [json.loads(line) for line in run("claims", case, "--json").stdout.splitlines()]
    assert {c["aspect"] for c in claims} == {"occurrence", "perpetrator", "count"}
    for claim in claims:
        assert claim["text"] == report["text"][claim["start"] : claim["end"]]
        assert [h["agent"]["name"] for h in claim["chain"]] == ["Orvane Watch", "UCDP GED-shaped table"]
        assert claim["time"] == {"from": "2031-05-06", "to": "2031-05-08", "precise": False}
        assert claim["place"] == {"name": "Orvane town", "lat": 12.5, "lon": -3.25, "precision_m": 5000}
    ranges = {(c["victim_class"], tuple(c["range"])) for c in claims if c["range"]}
    assert ranges == {("unknown", (9, 14)), ("civilian", (9, 9))}
    assert {c["actor"] for c in claims if c["aspect"] == "perpetrator"} == {"Valley Front"}


def test_followthemoney_there_and_back(ours: Path, tmp_path: Path) -> None:
    """Every article comes back as the report it was, text and all; what was derived from it does not."""
    run("export", ours, "--as", "ftm", "--to", tmp_path / "out")
    back = case_of(tmp_path, {"e.json": (tmp_path / "out" / "entities.ftm.json").read_text(encoding="utf-8")})

    def told(case: Path) -> set[tuple[Any, ...]]:
        found = map(json.loads, run("reports", case, "--json").stdout.splitlines())
        return {(r["sha256"], r["publisher"], r["title"], r["language"], r["published"]["from"]) for r in found}

    assert told(back) == told(ours)


def test_a_claim_review_there_and_back(ours: Path, tmp_path: Path) -> None:
    """A verdict that a person published leads back to the words it is about, with its label."""
    case = tmp_path / "copy"
    import shutil

    shutil.copytree(ours, case)
    grades = map(json.loads, run("grades", case, "--json").stdout.splitlines())
    grade = next(g for g in grades if g["standard"] == "admiralty_digit" and g["value"] != "2")
    run("decide", case, "grade", grade["id"], "value=2", "--reason", "seen the film")
    run("settle", case)
    run("export", case, "--as", "jsonld", "--to", tmp_path / "out")
    back = case_of(tmp_path, {"r.jsonld": (tmp_path / "out" / "run.jsonld").read_text(encoding="utf-8")})
    texts = {json.loads(line)["text"] for line in run("claims", case, "--json").stdout.splitlines()}
    found = [json.loads(line) for line in run("reports", back, "--json").stdout.splitlines()]
    assert {r["text"] for r in found if "as a ClaimReview gives it" in " ".join(r["notes"])} <= texts
    assert any("seen the film" in r["text"] for r in found)


def through_geojson(folder: Path) -> None:
    """Read and write a map by the library of its ecosystem."""
    import geojson

    file = folder / "events.geojson"
    file.write_text(geojson.dumps(geojson.loads(file.read_text(encoding="utf-8"))), encoding="utf-8")


def through_libhxl(folder: Path) -> None:
    """Read and write a tagged sheet by the library of its ecosystem."""
    import hxl

    file = folder / "events.hxl.csv"
    with hxl.data(str(file), hxl.InputOptions(allow_local=True)) as source:
        words = "".join(source.gen_csv())
    file.write_text(words, encoding="utf-8", newline="")


def through_stix2(folder: Path) -> None:
    """Read and write a bundle by the library of its ecosystem."""
    import stix2

    file = folder / "bundle.stix.json"
    file.write_text(stix2.parse(file.read_text(encoding="utf-8")).serialize(), encoding="utf-8")


def back_from(case: Path, shape: str, through: Any, to: Path) -> tuple[Rows, list[dict[str, Any]]]:
    """Export, read and write by a library, take into a new case; gives its reports and its claims."""
    run("export", case, "--as", shape, "--to", to / "out")
    through(to / "out")
    for beside in (to / "out").glob("*.READ-ME.txt"):
        beside.unlink()
    run("take", to / "back", to / "out")
    run("settle", to / "back")
    return tuple([json.loads(line) for line in run(w, to / "back", "--json").stdout.splitlines()] for w in
                 ("reports", "claims"))  # type: ignore[return-value]  # fmt: skip


@pytest.mark.parametrize(
    ("shape", "through"),
    [("geojson", through_geojson), ("hxl", through_libhxl), ("timemap", lambda folder: None)],
)
def test_events_there_and_back(shape: str, through: Any, ours: Path, tmp_path: Path) -> None:
    """Each event comes back: its act at its place on its days, the numbers told of it, and who is accused."""
    reports, back = back_from(ours, shape, through, tmp_path)
    first = [json.loads(line) for line in run("claims", ours, "--json").stdout.splitlines()]
    events = [json.loads(line) for line in run("events", ours, "--json").stdout.splitlines()]
    assert {r["publisher"].split(" as a ")[0] for r in reports} == {"Counterclaim's export"}
    assert len(reports) == len(events)

    def where(one: dict[str, Any]) -> tuple[Any, ...]:
        return (one["place"]["name"], one["place"]["lat"], one["place"]["lon"], one["place"]["precision_m"])

    occurrences = {(c["act_type"], *where(c), *c["time"].values()) for c in back if c["aspect"] == "occurrence"}
    assert occurrences == {(e["act_types"][0], *where(e), *e["time"].values()) for e in events}
    assert {c["actor"] for c in back if c["aspect"] == "perpetrator"} == {"Valley Front"}
    ranges: dict[str, list[list[float | None]]] = {}
    for claim in (c for c in first if c["range"]):
        ranges.setdefault(claim["place"]["name"], []).append(claim["range"])
    told = {k: (min(low for low, _ in v if low is not None), None if any(h is None for _, h in v) else
                max(h for _, h in v if h is not None)) for k, v in ranges.items()}  # fmt: skip
    counts = [c for c in back if c["aspect"] == "count"]
    assert {c["place"]["name"]: tuple(c["range"]) for c in counts} == told
    assert {(c["measure"], c["victim_class"]) for c in counts} == {("killed", "civilian")}


def test_claims_there_and_back_as_threat_intelligence(ours: Path, tmp_path: Path) -> None:
    """Each note comes back as the claim it was: who said what, in which stance, with which number."""
    reports, back = back_from(ours, "stix", through_stix2, tmp_path)
    first = [json.loads(line) for line in run("claims", ours, "--json").stdout.splitlines()]

    def told(claim: dict[str, Any]) -> tuple[Any, ...]:
        numbers = [claim["measure"], claim["victim_class"], *(claim["range"] or ())] if claim["range"] else []
        originator = claim["chain"][0]["agent"]["name"]
        return (claim["aspect"], claim["stance"], claim["claim_act"], claim["act_type"], originator, *numbers)

    assert sorted(map(told, back), key=str) == sorted((told(c) for c in first if c["event"]), key=str)
    texts = {r["text"].split("\n")[0] for r in reports}
    assert texts == {f"words [content]: {c['text']}" for c in first if c["event"]}
    assert all(c["chain"][-1]["agent"]["name"].startswith("Counterclaim's export") for c in back)


_TEXT = {"type": "string"}
#: Our own wording of what timemap's validator takes: text values, no other key, a point or a day, both ends of a point.
EVENT = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("id", "description", "date", "time", "time_precision", "time_display", "location", "latitude",
                         "longitude", "type", "category", "category_full", "comments", "shape", "colour"), _TEXT),
        "associations": {"type": "array", "items": _TEXT},
        "sources": {"type": "array", "items": _TEXT},
    },
    "required": ["description", "associations", "date", "latitude", "longitude"],
    "additionalProperties": False,
}  # fmt: skip
SOURCE = {
    "type": "object",
    "properties": dict.fromkeys(
        ("id", "title", "thumbnail", "type", "url", "description", "author", "date", "notes"), _TEXT
    )
    | {"paths": {"type": "array"}},
    "required": ["id", "paths"],
    "additionalProperties": False,
}


def test_timemap(ours: Path, tmp_path: Path) -> None:
    """Its validator's terms hold, what an event points to is there, and an event without a day is left out by name."""
    row = json.loads(run("export", ours, "--as", "timemap", "--to", tmp_path, "--json").stdout.splitlines()[0])
    events, sources, kinds = (
        json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8")) for n in ("events", "sources", "associations")
    )
    for event in events:
        Draft202012Validator(EVENT).validate(event)
        month, day, year = event["date"].split("/")
        assert f"{year}-{month}-{day}" == event["time_display"][:10]
        assert set(event["sources"]) <= set(sources)
        assert set(event["associations"]) <= {k["id"] for k in kinds}
    for source in sources.values():
        Draft202012Validator(SOURCE).validate(source)
    assert len({k["id"] for k in kinds}) == len(kinds)
    every = {json.loads(line)["id"] for line in run("events", ours, "--json").stdout.splitlines()}
    assert {e["id"] for e in events} | set(row["left_out"]) == every
    aleppo = next(e for e in events if e["location"] == "Aleppo")
    assert float(aleppo["latitude"]) == pytest.approx(36.2, abs=0.2)
