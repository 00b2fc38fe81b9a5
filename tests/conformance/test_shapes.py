"""Shapes of neighbours, each read by its own ecosystem's library: the example case and a case of invented texts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from counterclaim.cli import following, main
from counterclaim.render.shapes import SHAPES
from tests.conformance.test_export_gates import run, settled

#: Invented: a town that no gazetteer has, a denial, no date, a cell that a spreadsheet would run, astral letters.
INVENTED = {
    "a.md": "---\npublisher: =Harbour “Post” 𝔓\npublished: 2031-05-07\n---\n"
    "Shelling killed 12 people in Orvane on Monday, the harbour council said. The army denied shelling Orvane.\n",
    "b.txt": "𝕭ridge at Orvane was destroyed last May, Ana Orlu told the Valley Courier.\n",
    "c.md": "---\npublisher: Valley Courier\npublished: 2031-05\nurl: https://valley.example/orvane\n---\n"
    "An air strike killed at least 3 civilians in Aleppo on 5 May 2031, residents said.\n",
}


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = settled(tmp_path_factory.mktemp("shapes"), INVENTED)
    run("decide", case, "show-name", "all", "--reason", "invented")
    return case


@pytest.fixture(scope="module")
def demo_shown(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo case with every name let out: who else is withheld is tested elsewhere."""
    folder = tmp_path_factory.mktemp("shown") / "case"
    shutil.copytree(demo_folder, folder)
    run("decide", folder, "show-name", "all", "--reason", "an invented example")
    return folder


@pytest.fixture(params=["demo", "invented"])
def case(request: pytest.FixtureRequest, demo_shown: Path, invented: Path) -> Path:
    return demo_shown if request.param == "demo" else invented


def shaped(case: Path, shape: str, to: Path) -> str:
    """Give the text of one shape, after checking that the command said what is lost, twice with the same bytes."""
    told = run("export", case, "--as", shape, "--to", to / "one")
    rows = [
        json.loads(line)
        for line in run("export", case, "--as", shape, "--to", to / "two", "--json").stdout.splitlines()
    ]
    row = rows[0]
    assert {r["name"] for r in rows} == {p.name for p in (to / "two").iterdir()}
    beside = (to / "two" / f"{row['name']}.READ-ME.txt").read_text(encoding="utf-8")
    assert all(words in beside for words in row["lost"])
    assert row["lost"] == list(SHAPES[shape].lost)
    said = " ".join(told.output.split())
    assert all(" ".join(words.split()) in said for words in row["lost"])
    assert row["path"] == str(to / "two" / SHAPES[shape].file)
    once, again = ((to / n / SHAPES[shape].file).read_bytes() for n in ("one", "two"))
    assert once == again
    return once.decode()


def objects(case: Path, command: str) -> dict[str, dict[str, Any]]:
    """Give what a reading command tells, by id."""
    return {one["id"]: one for one in map(json.loads, run(command, case, "--json").stdout.splitlines())}


def test_the_command_knows_every_shape() -> None:
    """And none that is not there; a format of tables beside a shape is refused."""
    assert tuple(SHAPES) == following.SHAPE_NAMES
    refused = CliRunner().invoke(main, ["export", "x", "--as", "hxl", "--format", "csv", "--to", "y"])
    assert refused.exit_code == 2
    assert "--format" in refused.output


def test_every_shape_is_documented_with_its_losses() -> None:
    """The page says of each shape exactly what the command says."""
    page = " ".join((Path(__file__).parents[2] / "docs/reference/shapes.md").read_text(encoding="utf-8").split())
    for name, shape in SHAPES.items():
        assert f"`{name}`" in page
        assert all(words in page for words in shape.lost), name


def test_geojson(case: Path, tmp_path: Path) -> None:
    """The reader of its ecosystem finds it valid; each event stands where the case has it, or nowhere."""
    import geojson

    whole = geojson.loads(shaped(case, "geojson", tmp_path))
    assert whole.is_valid, whole.errors()
    events, reports = objects(case, "events"), objects(case, "reports")
    assert {f["id"] for f in whole["features"]} == set(events)
    for feature in whole["features"]:
        event, said = events[feature["id"]], feature["properties"]
        place = event["place"]
        if place is None or place["lat"] is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["coordinates"] == [place["lon"], place["lat"]]
            assert said["precision_m"] == place["precision_m"]
        assert [said[n] for n in ("reports", "origins", "shown_independent")] == [
            event[n] for n in ("reports", "origins", "shown_independent")
        ]
        assert {s["report"]: s["text_sha256"] for s in said["sources"]} == {
            s["report"]: reports[s["report"]]["sha256"] for s in said["sources"]
        }
        assert said["sources"]
    assert any(f["geometry"] for f in whole["features"])


def test_hxl(case: Path, tmp_path: Path) -> None:
    """libhxl finds the hashtags, and reads back events, days, points and numbers; an unknown number is no zero."""
    import hxl

    (tmp_path / "in.csv").write_text(shaped(case, "hxl", tmp_path), encoding="utf-8", newline="")
    with hxl.data(str(tmp_path / "in.csv"), hxl.InputOptions(allow_local=True)) as table:
        assert [c.display_tag for c in table.columns if not c.tag] == []
        rows = {row.get("#event+id"): row for row in table}
    events = objects(case, "events")
    assert set(rows) == set(events)
    for name, row in rows.items():
        time, place = (
            events[name]["time"] or {"from": "", "to": ""},
            events[name]["place"] or {"lat": None, "lon": None},
        )
        assert (row.get("#date+start") or "") == time["from"]
        assert (row.get("#date+end") or "") == time["to"]
        assert (float(row.get("#geo+lat")) if row.get("#geo+lat") else None) == place["lat"]
        assert (float(row.get("#geo+lon")) if row.get("#geo+lon") else None) == place["lon"]
        assert int(row.get("#meta+source+groups")) == events[name]["origins"]


def test_hxl_gives_no_number_of_one_side_as_a_total(demo_shown: Path, invented: Path, tmp_path: Path) -> None:
    """Twelve people killed are a total; the dead of one army are not, and stand in words."""
    import csv
    import io

    mine = list(csv.DictReader(io.StringIO(shaped(invented, "hxl", tmp_path / "a"))))[1:]
    assert ("12", "12") in {(r["killed, at least"], r["killed, at most"]) for r in mine}
    assert ("3", "") in {(r["civilians killed, at least"], r["civilians killed, at most"]) for r in mine}
    demo = list(csv.DictReader(io.StringIO(shaped(demo_shown, "hxl", tmp_path / "b"))))[1:]
    ofsides = [r for r in demo if "combatants of" in r["all ranges"] and "people killed" not in r["all ranges"]]
    assert ofsides
    assert {r["killed, at most"] for r in ofsides} == {""}


def test_stix(case: Path, tmp_path: Path) -> None:
    """stix2 takes the bundle without anything custom; each claim is one note on its event, and doubts nothing."""
    import stix2

    text = shaped(case, "stix", tmp_path)
    bundle = stix2.parse(text, allow_custom=False)
    held = {one.id: one for one in bundle.objects}
    assert len(held) == len(bundle.objects)
    claims, events, reports = (objects(case, c) for c in ("claims", "events", "reports"))
    names = {one.id: one.external_references[0].external_id for one in bundle.objects if "external_references" in one}
    incidents = {names[i]: one for i, one in held.items() if one.type == "incident"}
    assert set(incidents) == set(events)
    notes = {names[i]: one for i, one in held.items() if one.type == "note"}
    assert set(notes) == {c for c, one in claims.items() if one["event"] in events}
    for name, note in notes.items():
        claim = claims[name]
        assert [names[r] for r in note.object_refs] == [claim["event"]]
        assert note.content == claim["text"]
        assert f"stance:{claim['stance']}" in note.labels
        assert note.authors[0] == claim["chain"][0]["agent"]["name"]
        assert any(reports[claim["report"]]["sha256"] in one.description for one in note.external_references[1:])
    for one in bundle.objects:
        assert "confidence" not in one
        assert set(one.get("object_refs", ())) | {one.get("created_by_ref", one.id)} <= set(held)


def test_stix_carries_an_admiralty_tag_for_each_claim_it_has_one_of(demo_shown: Path, tmp_path: Path) -> None:
    """A letter is that of the originator, a digit that of the claim's answer; both stand as MISP's tags."""
    import stix2

    letters: dict[str, set[str]] = {}
    for grade in map(json.loads, run("grades", demo_shown, "--json").stdout.splitlines()):
        if grade["standard"] == "admiralty_letter":
            letters.setdefault(grade["subject"], set()).add(grade["value"])
    tags = set()
    for note in stix2.parse(shaped(demo_shown, "stix", tmp_path)).objects:
        if note.type == "note":
            mine = [t for t in note.labels if t.startswith("admiralty-scale:source-reliability")]
            assert all(t[-2].upper() in letters[note.authors[0]] for t in mine)
            tags |= {t for t in note.labels if t.startswith("admiralty-scale:")}
    assert {t.split("=")[0] for t in tags} == {
        "admiralty-scale:source-reliability", "admiralty-scale:information-credibility",
    }  # fmt: skip
    assert len(tags) > 3


def test_ftm(case: Path, tmp_path: Path) -> None:
    """followthemoney takes every entity and keeps every value; what is linked to is there and of the kind asked for."""
    from followthemoney import model

    def own(name: str) -> str:
        return name.replace("-", "_", 1)

    rows = [json.loads(line) for line in shaped(case, "ftm", tmp_path).splitlines()]
    held = {row["id"]: model.get_proxy(row, cleaned=True) for row in rows}
    assert len(held) == len(rows)
    for row in rows:
        entity = held[row["id"]]
        entity.schema.validate({"properties": row["properties"]})
        for prop, value in entity.itervalues():
            assert prop.type.clean(value, proxy=entity) == value, (prop, value)
            if prop.type.name == "entity":
                assert held[value].schema.is_a(prop.range), (prop, value)
        assert {p: sorted(v) for p, v in row["properties"].items()} == {
            p: sorted(v) for p, v in entity.to_dict()["properties"].items()
        }
    claims, events, reports = (objects(case, c) for c in ("claims", "events", "reports"))
    assert {own(i) for i, e in held.items() if e.schema.name == "Event"} == set(events)
    notes = {own(i): e for i, e in held.items() if e.schema.name == "Note"}
    assert set(notes) == {c for c, one in claims.items() if one["event"] in events}
    for name, note in notes.items():
        assert [own(p) for p in note.get("proof")] == [claims[name]["report"]]
        assert claims[name]["event"] in map(own, note.get("entity"))
        start, end = claims[name]["start"], claims[name]["end"]
        assert note.get("description") == [reports[claims[name]["report"]]["text"][start:end]]
        assert held[f"{note.id}-d"].get("role") == [claims[name]["claim_act"]]
    for article in (e for e in held.values() if e.schema.name == "Article"):
        assert f"SHA-256 of its text {reports[own(article.id)]['sha256']}" in article.get("notes")
    assert not any(e.has("involved", quiet=True) for e in held.values())


def graph_of(text: str) -> tuple[Any, Any]:
    """Give a document as rdflib reads it, after pyld has expanded it without a network, and the two names it needs."""
    import rdflib
    from pyld import jsonld

    def refuse(url: str, options: Any) -> Any:
        raise AssertionError(f"{url} would be fetched")

    expanded = jsonld.expand(json.loads(text), {"documentLoader": refuse})
    triples = jsonld.to_rdf(expanded, {"documentLoader": refuse})["@default"]
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    assert len(graph) == len(triples)
    return graph, rdflib


def test_jsonld(case: Path, tmp_path: Path) -> None:
    """Two libraries read the same triples without a network; each claim leads to its report and its original."""
    graph, rdflib = graph_of(shaped(case, "jsonld", tmp_path))
    prov, schema = rdflib.Namespace("http://www.w3.org/ns/prov#"), rdflib.Namespace("https://schema.org/")
    own = rdflib.Namespace("urn:counterclaim:terms:1:")
    claims, events, reports = (objects(case, c) for c in ("claims", "events", "reports"))

    def ids(kind: Any) -> set[str]:
        return {str(s).rsplit(":", 1)[1] for s in graph.subjects(rdflib.RDF.type, kind)}

    assert ids(schema.Event) == set(events)
    assert ids(schema.Claim) == {c for c, one in claims.items() if one["event"] in events}
    assert ids(schema.ClaimReview) == set(), "no rule gives a verdict"
    for name in ids(schema.Claim):
        node, claim = rdflib.URIRef(f"urn:counterclaim:{name}"), claims[name]
        report = graph.value(node, schema.appearance)
        assert str(report) == f"urn:counterclaim:{claim['report']}"
        assert str(graph.value(report, own.textSha256)) == reports[claim["report"]]["sha256"]
        (original,) = (o for o in graph.objects(report, prov.wasDerivedFrom) if str(o).startswith("urn:sha256:"))
        assert str(graph.value(original, own.sha256)) == str(original).removeprefix("urn:sha256:")
        assert str(graph.value(node, schema.text)) == claim["text"]
        chain = rdflib.collection.Collection(graph, graph.value(node, own.chain))
        assert [str(graph.value(a, schema.name)) for a in chain] == [h["agent"]["name"] for h in claim["chain"]]
    known = set(graph.subjects())
    for link in (prov.wasDerivedFrom, prov.alternateOf, prov.wasQuotedFrom, schema.itemReviewed, schema.author):
        assert set(graph.objects(None, link)) <= known
    assert {str(t) for t in graph.objects(None, rdflib.RDF.type)} <= {
        *(str(prov[n]) for n in ("Activity", "Entity", "Person", "Organization", "Agent")),
        *(str(schema[n]) for n in ("Article", "Claim", "Event", "GeoCoordinates", "Organization", "Person", "Place")),
    }


def test_a_verdict_is_a_persons(invented: Path, tmp_path: Path) -> None:
    """Only a grade that a person set becomes a ClaimReview: its label, no number, on the claims of that answer."""
    shutil.copytree(invented, tmp_path / "case")
    rows = map(json.loads, run("grades", tmp_path / "case", "--json").stdout.splitlines())
    grade = next(g for g in rows if g["standard"] == "admiralty_digit" and g["value"] != "2")
    run("decide", tmp_path / "case", "grade", grade["id"], "value=2", "--reason", "seen the film")
    run("settle", tmp_path / "case")
    graph, rdflib = graph_of(shaped(tmp_path / "case", "jsonld", tmp_path / "to"))
    schema = rdflib.Namespace("https://schema.org/")
    (review,) = graph.subjects(rdflib.RDF.type, schema.ClaimReview)
    rating = graph.value(review, schema.reviewRating)
    assert str(graph.value(rating, schema.alternateName)).startswith("2")
    assert graph.value(rating, schema.ratingValue) is None
    assert set(graph.objects(review, schema.itemReviewed))


def test_stix_by_the_validator_of_its_committee(case: Path, tmp_path: Path) -> None:
    """Where stix2-validator is: valid, and what it would rather have is that ids were random."""
    validator = pytest.importorskip("stix2validator")
    found = validator.validate_string(shaped(case, "stix", tmp_path), validator.ValidationOptions(version="2.1"))
    assert found.is_valid
    warned = [w.message for w in found.object_results.warnings] if hasattr(found, "object_results") else []
    assert all("{103}" in w for w in warned)
