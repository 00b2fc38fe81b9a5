"""Maps, tagged sheets, timelines and threat graphs of others; every name and happening in here is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extract import recorded
from counterclaim.receive import misdated
from counterclaim.records.claim import Claim
from counterclaim.records.source import Found, Refusal, Report
from tests.unit.receive.taking import came, one, take
from tests.unit.receive.test_neighbours import ACLED, kept, table
from tests.unit.receive.test_office import a_workbook

PROPERTIES = {
    "name": "Strike on Orvane", "description": "Aircraft struck the market of Orvane, the harbour council said.",
    "event_type": "Air strike", "date": "2031-05-16", "town": "Orvane", "source": "Harbour Post", "killed_min": 3,
    "killed_max": 5, "children killed": 1, "verified": True, "photo": "smoke.jpg", "tags": ["market", "noon"],
}  # fmt: skip
POINT = {"type": "Point", "coordinates": [-3.25, 12.5]}


def a_feature(properties: object = PROPERTIES, geometry: object = POINT, **more: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties, **more}


def a_map(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


def claims(report: Report) -> tuple[Claim, ...]:
    """Give the claims of a report's record, after checking that each stands on the words it names."""
    found = recorded(report, "x")
    assert all(c.text == report.text[c.start : c.end] for c in found)
    return found


def told(found: list[Found]) -> tuple[list[Report], list[Refusal]]:
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Refusal)]


def test_a_feature_is_its_words_and_a_record_of_the_rest() -> None:
    """The words are read as words; kind of act, place, day and numbers are claims through the source it names."""
    report = one("anything.geojson", a_map(a_feature(id=7)))
    assert (report.locator, report.publisher, report.title) == ("/features/0", "GeoJSON map", "Strike on Orvane")
    assert report.text.startswith(str(PROPERTIES["description"]) + "\n\n")
    assert one("a.json", a_map(a_feature()), publisher="Map Desk").publisher == "Map Desk"
    found = {c.aspect.value + str(c.victim_class or ""): c for c in claims(report)}
    assert set(found) == {"occurrence", "countunknown", "countchildren"}
    shown = found["occurrence"]
    assert (shown.act_type, shown.value) == ("air_strike", "air strike")
    assert shown.place is not None
    assert (shown.place.name, shown.place.lat, shown.place.lon) == ("Orvane", 12.5, -3.25)
    assert shown.time is not None
    assert (shown.time.start, shown.time.end, shown.time.precise) == ("2031-05-16", "2031-05-16", True)
    assert [h.agent.name for h in shown.chain] == ["Harbour Post", "GeoJSON map"]
    assert [(c.range.low, c.range.high) for c in found.values() if c.range] == [(1, 1), (3, 5)]
    assert kept(report) == {"verified": "true", "photo": "smoke.jpg", "tags": "market; noon", "id": "7"}
    assert all(name in came(report, "note") for name in kept(report))
    assert "killed unknown low [killed_min]: 3" in report.text


def test_words_alone_on_a_map_are_of_the_day_and_by_whom_they_say_as_in_a_table() -> None:
    """Nothing else is told of a happening, so that `date` and `source` are the report's own; a bad one is counted."""
    words = {"description": "Aircraft struck the market of Orvane, the council said.", "source": "Harbour Post"}
    report = one("a.geojson", a_map(a_feature(words | {"date": "2031-05-16"})))
    assert report.published is not None
    assert (report.publisher, report.published.start, kept(report)) == ("Harbour Post", "2031-05-16", {})
    bad = one("a.geojson", a_map(a_feature(words | {"date": "32 Foo 2031"})))
    assert (bad.publisher, bad.published) == ("Harbour Post", None)
    row = one("a.csv", f'text,date\n"{words["description"]}",32 Foo 2031\n')
    assert [misdated(r) for r in (report, bad, row)] == [False, True, True]


def test_features_line_by_line_are_the_same() -> None:
    """Line by line, with and without the separators of a text sequence."""
    line = json.dumps(a_feature())
    for text in (f"{line}\n{line}\n", f"\x1e{line}\n\x1e{line}\n"):
        reports, refused = told(take("a.geojsonl", text))
        assert [r.locator for r in reports] == ["row 1", "row 2"]
        assert not refused
        assert reports[0].text == one("b.geojson", a_map(a_feature())).text


def test_a_table_that_is_known_is_known_on_a_map_too() -> None:
    """The columns of a coder's table as properties: the same record, with the point of the geometry."""
    row = {k: v for k, v in ACLED.items() if k not in ("latitude", "longitude")}
    report = one("acled.geojson", a_map(a_feature(row)))
    assert report.publisher == "ACLED-shaped table"
    assert report.text == one("acled.csv", table(ACLED)).text.replace("\r\n", "\n")


def test_an_address_is_not_who_says_it() -> None:
    """Where something stands becomes the address of the report."""
    report = one("a.geojson", json.dumps(a_feature(PROPERTIES | {"source": "https://post.example/9"})))
    assert (report.url, report.locator) == ("https://post.example/9", "")
    assert [h.agent.name for h in claims(report)[0].chain] == ["GeoJSON map"]


def test_a_map_shows_things_that_did_not_happen() -> None:
    """A kind of thing is an act only where its words are those of one."""
    hospital = {"name": "Orvane hospital", "type": "hospital", "actor": "Coast Army", "state": "open"}
    report = one("a.geojson", a_map(a_feature(hospital)))
    assert (report.text, claims(report)) == ("Orvane hospital", ())
    assert kept(report) == {"type": "hospital", "actor": "Coast Army", "state": "open"}
    struck = claims(one("a.geojson", a_map(a_feature({"type": "Air strike; x", "date": "2031-05-16"}))))
    assert [(c.aspect.value, c.act_type) for c in struck] == [("occurrence", "air_strike")]


def test_an_area_is_its_middle_known_within_half_its_extent() -> None:
    """And what goes round the world has no middle."""
    area = {"type": "Polygon", "coordinates": [[[-3, 12], [-2, 12], [-2, 13], [-3, 13], [-3, 12]]]}
    report = one("a.geojson", a_map(a_feature(geometry=area)))
    place = claims(report)[0].place
    assert place is not None
    assert (place.lat, place.lon) == (12.5, -2.5)
    assert place.precision_m == pytest.approx(78_000, rel=0.02)
    assert "middle of a Polygon" in came(report, "note")
    wide = {"type": "LineString", "coordinates": [[-179, 1], [179, 2]]}
    assert claims(one("a.geojson", a_map(a_feature(geometry=wide))))[0].place.lat is None  # type: ignore[union-attr]


def test_what_holds_no_words_and_no_claim_is_named_and_stays() -> None:
    """A boundary, and what stands beside the features."""
    found = take("a.geojson", a_map(a_feature({"adm1_pcode": "X1"}), a_feature(), a_feature(None), made="by hand"))
    reports, refused = told(found)
    assert [r.locator for r in reports] == ["/features/1"]
    assert any("/features/0, /features/2" in r.reason for r in refused)
    assert any("made" in r.reason for r in refused)


def test_a_cell_that_is_no_day_or_number_is_kept_and_noted() -> None:
    """Two readers would read it as two days; and half a point is none."""
    odd = PROPERTIES | {"date": "05/06/2031", "killed_min": "several", "killed_max": None, "children killed": -1}
    report = one("a.geojson", a_map(a_feature(odd | {"lat": 4}, None)))
    assert {c.aspect.value for c in claims(report)} == {"occurrence"}
    assert {"date", "killed_min", "children killed", "lat"} <= set(kept(report))
    for name in ("date", "killed_min", "children killed", "lat"):
        assert f"`{name}` is kept and not read" in came(report, "note")


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [float("nan"), 1]},
        {"type": "Point", "coordinates": [1e400, 1]},
        {"type": "Point", "coordinates": [500_000, 4_000_000]},
        {"type": "Point", "coordinates": ["12", "3"]},
        {"type": "Point", "coordinates": [True, False]},
        {"type": "Point", "coordinates": [1]},
        {"type": "Polygon", "coordinates": "here"},
        {"type": "Circle", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": [[[[[[[[[[[1, 2]]]]]]]]]]]},
        "POINT(1 2)",
        [1, 2],
    ],
)
def test_a_geometry_that_cannot_be_so_costs_its_feature_alone(geometry: object) -> None:
    """By file and pointer, with what was expected; the feature beside it is taken."""
    reports, refused = told(take("a.geojson", a_map(a_feature(geometry=geometry), a_feature())))
    assert [r.locator for r in reports] == ["/features/1"]
    assert [r.name for r in refused] == ["a.geojson /features/0/geometry"]
    assert "expected" in refused[0].reason


@pytest.mark.parametrize("feature", [7, None, [], {"type": "Feature"}, a_feature("words"), a_feature([1])])
def test_what_is_no_feature_costs_itself_alone(feature: object) -> None:
    """By its pointer."""
    reports, refused = told(take("a.geojson", a_map(feature, a_feature())))
    assert [r.locator for r in reports] == ["/features/1"]
    assert refused[0].name == "a.geojson /features/0"


def test_coordinates_of_another_system_are_refused_whole() -> None:
    """A map in metres would put everything elsewhere."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    (found,) = take("a.geojson", a_map(a_feature(), crs=crs))
    assert isinstance(found, Refusal)
    assert "WGS 84" in found.reason
    good = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert one("a.geojson", a_map(a_feature(), crs=good)).locator == "/features/0"


SHEET = (
    "When,Where,,Dead (lowest),Dead (highest),Police dead,Hurt,What,Reported by,Who says so\r\n"
    "#date+occurred,#adm2+name,#geo+lat,#affected+killed+min,#affected+killed+max,#affected+killed+police,"
    "#affected + injured,#event+type,#meta+source,\r\n"
    "2031-05-16,Velm,,3,5,2,0,Shelling,Harbour Post,Ana\r\n"
    "sometime,Velm,,,,,,,,\r\n"
)


def test_a_tagged_sheet_is_read_by_its_hashtags() -> None:
    """Whatever the headings say; a number that is none of ours, and a column without a hashtag, are kept."""
    reports, refused = told(take("sheet.csv", SHEET))
    (report,) = reports
    assert (report.locator, report.publisher) == ("row 2", "table with HXL hashtags")
    found = claims(report)
    assert [(c.aspect.value, c.act_type) for c in found] == [("occurrence", "shelling"), ("count", "shelling")]
    assert found[0].place is not None
    assert (found[0].place.name, found[0].place.level) == ("Velm", "district")
    assert kept(report) == {"#affected+killed+police": "2", "Who says so": "Ana"}
    assert "[#affected+killed+min]: 3" in report.text
    assert "row 3" in refused[0].reason


def test_a_tagged_sheet_as_a_service_gives_it() -> None:
    """Lists of cells, and objects by hashtag, in JSON; and as a sheet of a workbook."""
    rows = [line.split(",") for line in SHEET.split("\r\n")[:3]]
    sheet = one("a.xlsx", a_workbook(rows))
    assert (sheet.text, sheet.locator) == (told(take("sheet.csv", SHEET))[0][0].text, "sheet Reports row 2")
    lists = one("a.json", json.dumps(rows))
    tags = ["".join(t.split()) or h for t, h in zip(rows[1], rows[0], strict=True)]
    objects = one("b.json", json.dumps([dict(zip(tags, rows[2], strict=True))]))
    expected = told(take("sheet.csv", SHEET))[0][0].text
    assert (lists.text, objects.text) == (expected, expected)


@pytest.mark.parametrize("cell", ["#Velm", "#date", "#velm #quay"])
def test_hashtags_that_people_post_are_no_row_of_hashtags(cell: str) -> None:
    """A post of nothing else, among others."""
    reports, _ = told(take("posts.csv", f"text,outlet\r\n{cell},\r\nThe quay of Velm was shut today.,Harbour Post\r\n"))
    assert [r.publisher for r in reports if r.publisher] == ["Harbour Post"]
    assert "The quay of Velm was shut today." in [r.text for r in reports]


EVENT = {
    "id": "1", "description": "Smoke stood over the market of Orvane at noon.", "date": "5/16/2031", "time": "12:00",
    "location": "Orvane", "latitude": "12.5", "longitude": "-3.25", "category": "Shelling", "associations": ["a"],
    "sources": ["s1"], "colour": "red",
}  # fmt: skip


def test_timemap() -> None:
    """An event at its place on the day its validator means; a source with words; filters, named once."""
    report = one("events.json", json.dumps([EVENT]))
    assert (report.locator, report.publisher, report.text.split("\n")[0]) == ("/0", "timemap", EVENT["description"])
    (found,) = claims(report)
    assert found.time is not None
    assert (found.act_type, found.time.start) == ("shelling", "2031-05-16")
    assert {"associations", "sources", "time", "colour", "date", "id"} <= set(kept(report))
    film = {"id": "s1", "title": "A film", "paths": ["x.mp4"], "url": "https://post.example/1", "date": "2031-05-17"}
    described = film | {"description": "The film shows smoke over the market."}
    sources = {"a/b": film, "s~2": described}
    reports, refused = told(take("sources.json", json.dumps(sources)))
    assert [(r.locator, r.text, r.url) for r in reports] == [
        ("/s~02", described["description"], "https://post.example/1")
    ]
    assert "/a~1b" in refused[0].reason
    filters = [{"id": "x", "title": "x", "mode": "FILTER", "filter_paths": ["x"]}]
    (named,) = take("associations.json", json.dumps(filters))
    assert isinstance(named, Refusal)
    assert "claim nothing" in named.reason


def a_bundle(*objects: dict[str, Any]) -> str:
    return json.dumps({"type": "bundle", "id": f"bundle--{_uuid(0)}", "objects": objects})


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def sdo(kind: str, number: int, **fields: Any) -> dict[str, Any]:
    times = {"created": "2031-05-20T08:00:00.000Z", "modified": "2031-05-20T08:00:00.000Z"}
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{_uuid(number)}", **times} | fields


DESK = sdo("identity", 1, name="Watch Desk", identity_class="organization")
ORVANE = sdo("location", 2, name="Orvane", latitude=12.5, longitude=-3.25, precision=4000.0)
STRIKE = sdo("incident", 3, name="Strike on Orvane", description="Aircraft struck the market of Orvane.",
             created_by_ref=DESK["id"])  # fmt: skip
ARMY = sdo("threat-actor", 4, name="Coast Army")


def link(kind: str, number: int, target: dict[str, Any]) -> dict[str, Any]:
    return sdo("relationship", number, relationship_type=kind, source_ref=STRIKE["id"], target_ref=target["id"])


def test_a_bundle_of_stix() -> None:
    """As the library of STIX writes one: who made an object says it, where and of whom its relationships say."""
    import stix2

    opinion = sdo("opinion", 7, opinion="strongly-disagree", object_refs=[STRIKE["id"]], created_by_ref=DESK["id"],
                  explanation="No aircraft flew over Orvane that day.",
                  labels=['admiralty-scale:source-reliability="b"'])  # fmt: skip
    sighting = sdo("sighting", 8, sighting_of_ref=STRIKE["id"], first_seen="2031-05-16T09:00:00.000Z", count=2,
                   last_seen="2031-05-16T12:00:00.000Z", where_sighted_refs=[ORVANE["id"]],
                   created_by_ref=DESK["id"])  # fmt: skip
    note = sdo("note", 9, content="Nine people were hurt, a doctor said.", authors=["Tam Belk"], abstract="Hurt",
               object_refs=[STRIKE["id"]])  # fmt: skip
    text = stix2.parse(
        a_bundle(DESK, ORVANE, STRIKE, ARMY, link("located-at", 5, ORVANE), link("attributed-to", 6, ARMY), opinion,
                 sighting, note)
    ).serialize()  # fmt: skip
    reports, refused = told(take("b.json", text))
    by_place = {r.locator: r for r in reports}
    assert set(by_place) == {"/objects/2", "/objects/6", "/objects/7", "/objects/8"}
    incident = by_place["/objects/2"]
    assert (incident.publisher, incident.title) == ("Watch Desk", "Strike on Orvane")
    (accused,) = claims(incident)
    assert (accused.aspect.value, accused.actor) == ("perpetrator", "Coast Army")
    assert accused.place is not None
    assert (accused.place.name, accused.place.lat, accused.place.precision_m) == ("Orvane", 12.5, 4000)
    (denied,) = claims(by_place["/objects/6"])
    assert (denied.stance.value, denied.claim_act.value, denied.value) == ("deny", "deny_event", "Strike on Orvane")
    assert [(h.agent.name, h.factuality.value) for h in denied.chain] == [("Watch Desk", "CT-")]
    assert kept(by_place["/objects/6"])["admiralty-scale:source-reliability"] == "b"
    (seen,) = claims(by_place["/objects/7"])
    assert seen.time is not None
    assert (seen.stance.value, seen.value, seen.time.start) == ("assert", "Strike on Orvane", "2031-05-16")
    words = by_place["/objects/8"]
    assert (words.author, words.text, claims(words)) == ("Tam Belk", "Nine people were hurt, a doctor said.", ())
    named = {r.name.rpartition(" ")[2] for r in refused}
    assert named == {"identity", "location", "relationship", "threat-actor"}


def test_older_versions_revoked_and_broken_objects_are_named() -> None:
    """The newest version of an object is its word; what its producer took back is not read."""
    newer = STRIKE | {"modified": "2031-05-21T08:00:00.000Z", "description": "Shells hit the market of Orvane."}
    gone = sdo("report", 5, name="x", description="Taken back.", revoked=True)
    broken: list[Any] = [7, {"type": 3}, {"type": "note", "id": "note--1"}, {"type": "note", "id": STRIKE["id"]}]
    reports, refused = told(take("b.json", a_bundle(STRIKE, newer, gone, *broken)))
    assert [r.locator for r in reports] == ["/objects/1"]
    assert any("older versions" in r.name and "/objects/0" in r.reason for r in refused)
    assert any("revoked" in r.name and "/objects/2" in r.reason for r in refused)
    assert {r.name for r in refused} >= {f"b.json /objects/{n}" for n in (3, 4, 5, 6)}


def test_a_marking_is_shown() -> None:
    """How its producer marked an object stands in a note."""
    mark = sdo("marking-definition", 9, definition_type="tlp", definition={"tlp": "red"})
    note = sdo("note", 8, content="The quay was shut.", object_refs=[STRIKE["id"]], object_marking_refs=[mark["id"]])
    reports, _ = told(take("b.json", a_bundle(note, mark)))
    assert "TLP:red" in came(reports[0], "note")


ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2031-05-16", "5"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["map", "timemap", "stix", "hxl"]), st.data())
def test_whatever_stands_in_it_each_entry_is_taken_or_named(kind: str, data: st.DataObject) -> None:
    """And the entry beside it is taken; no cell that was let in breaks the claims of its record."""
    shape: dict[str, Any] = {
        "map": PROPERTIES,
        "timemap": EVENT,
        "stix": sdo("opinion", 7, opinion="agree", explanation="It was so.", object_refs=[STRIKE["id"]]),
        "hxl": {"#date": "2031-05-16", "#affected+killed": "3", "#event+type": "shelling", "#loc": "Orvane"},
    }[kind]
    changed = shape | {k: data.draw(ANY) for k in data.draw(st.lists(st.sampled_from(sorted(shape)), max_size=3))}
    if kind == "map":
        text = a_map(a_feature(changed, data.draw(ANY | st.just(POINT))), a_feature())
    elif kind == "stix":
        text = a_bundle(changed, STRIKE)
    else:
        text = json.dumps([changed, shape])
    found = take("t.json", text)
    reports, refused = told(found)
    assert reports
    assert not [r for r in refused if "parser fails" in r.reason], refused
    for report in reports:
        claims(report)


@pytest.mark.parametrize(("driver", "name"), [("GeoJSON", "a.geojson"), ("GeoJSONSeq", "a.geojsonl")])
def test_a_map_as_gdal_writes_it(driver: str, name: str, tmp_path: Path) -> None:
    """Where fiona is: with its coordinate system, its own order of features and its own ids."""
    fiona = pytest.importorskip("fiona")
    area = {"type": "Polygon", "coordinates": [[(-3, 12), (-2, 12), (-2, 13), (-3, 12)]]}
    properties = {"title": "Strike", "event_type": "shelling", "date": "2031-05-16", "killed": 3, "note": None}
    schema = {"geometry": "Unknown", "properties": {k: "int" if k == "killed" else "str" for k in properties}}
    with fiona.open(tmp_path / name, "w", driver=driver, schema=schema, crs="OGC:CRS84") as out:
        for geometry in (POINT, area):
            out.write({"type": "Feature", "geometry": geometry, "properties": properties})
    reports, refused = told(take(name, (tmp_path / name).read_bytes()))
    assert len(reports) == 2
    assert all("beside the features" in r.reason for r in refused)
    places = [claims(r)[0].place for r in reports]
    assert [(p.lat, p.lon) for p in places if p] == [(12.5, -3.25), (12.5, -2.5)]
    assert all({c.aspect.value for c in claims(r)} == {"occurrence", "count"} for r in reports)
