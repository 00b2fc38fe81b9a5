"""Files of neighbouring tools, in the shapes these tools write; every name and happening in here is invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extract import recorded
from counterclaim.lexicons import neighbours
from counterclaim.receive import attached
from counterclaim.records.source import Artifact, Refusal, Report
from tests.unit.receive.taking import came, one, refused, take, zipped
from tests.unit.trace.test_footage import picture

UCDP = dict.fromkeys(neighbours.tables()["ucdp_ged"]["columns"], "") | {
    "id": "900001", "relid": "ORV-2031-1-1", "year": "2031", "type_of_violence": "3", "conflict_name": "Orvane: Coast",
    "side_a": "Valley Front", "side_b": "Civilians", "number_of_sources": "1",
    "source_article": '"Valley Courier,2031-05-08,Market shelled in Orvane"', "source_original": "Orvane Watch",
    "where_prec": "1", "where_coordinates": "Orvane town", "latitude": "12.5", "longitude": "-3.25",
    "country": "Mali", "date_prec": "2", "date_start": "2031-05-06 00:00:00.000", "date_end": "2031-05-08 00:00:00.000",
    "event_clarity": "1", "deaths_civilians": "9", "deaths_unknown": "3", "low": "9", "best": "12", "high": "14",
}  # fmt: skip
ACLED = dict.fromkeys(neighbours.tables()["acled"]["columns"], "") | {
    "event_id_cnty": "ORV77", "event_date": "16 May 2031", "year": "2031", "time_precision": "2",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike", "actor1": "Coast Army",
    "country": "Mali", "location": "Orvane", "latitude": "12.5", "longitude": "-3.25", "geo_precision": "1",
    "source": "Harbour Post; Valley Courier", "source_scale": "National", "fatalities": "3", "iso": "466",
    "notes": "Around 16 May 2031, the Coast Army struck a market in Orvane. 3 people were killed.",
    "timestamp": "1936800000",
}  # fmt: skip
AIRWARS = dict.fromkeys(neighbours.tables()["airwars"]["columns"], "") | {
    "unique_reference_code": "OR001", "country": "mali", "date": "2031-05-16", "grading": "Weak",
    "strike_status": "single_source_claim", "civilians_killed_min": "4", "civilians_killed_max": "2",
    "belligerent_list": '[{"belligerent": "Coast Army"}]', "latitude": "12.5", "longitude": "-3.25",
    "geolocation_accuracy": "Village", "permalink": "https://harm.example/or001",
}  # fmt: skip


def table(*rows: Mapping[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def kept(report: Report) -> dict[str, str]:
    """Give the columns that were kept without a place of their own."""
    rows = (words.partition(": ") for name, words in report.came_from if name == "column")
    return {name: cell for name, _, cell in rows}


@pytest.mark.parametrize(("row", "name"), [(UCDP, "UCDP GED"), (ACLED, "ACLED"), (AIRWARS, "Airwars")])
def test_no_filled_cell_of_a_coders_table_is_lost(row: dict[str, str], name: str) -> None:
    """Whatever the file is called, each cell stands in the text, in a field, or under the name of its column."""
    report = one("anything at all.csv", table(row))
    assert (report.publisher, report.locator, came(report, "record") != "") == (f"{name}-shaped table", "row 1", True)
    assert one("a.csv", table(row), publisher="Coders' Desk").publisher == "Coders' Desk"
    held = "\n".join((report.text, report.title or "", report.url or "", *kept(report).values()))
    published = report.published.start if report.published else ""
    for column, cell in row.items():
        assert not cell or cell in held or (column == "timestamp" and published == "2031-05-17"), column
    listed = came(report, "note")
    assert all(column in listed for column in kept(report))


def test_a_row_in_json_is_the_same_report() -> None:
    """As an interface gives it: under a key, with numbers that are no text."""
    of_csv = one("a.csv", table(ACLED))
    typed = ACLED | {"fatalities": 3, "latitude": 12.5}
    of_json = one("b.json", json.dumps({"status": 200, "data": [typed]}))
    assert (of_json.text, of_json.publisher, of_json.title) == (of_csv.text, of_csv.publisher, of_csv.title)


@pytest.mark.parametrize(
    ("row", "column", "cell", "expected"),
    [
        (UCDP, "best", "a dozen", "whole number"),
        (UCDP, "low", "20", "at least low"),
        (UCDP, "where_prec", "9", "one of 1, 2"),
        (UCDP, "type_of_violence", "state", "one of 1, 2, 3"),
        (UCDP, "date_start", "05/06/2031", "2031-05-07"),
        (UCDP, "date_end", "2031-01-01", "not before"),
        (ACLED, "latitude", "97", "degrees"),
        (ACLED, "longitude", "", "both latitude and longitude"),
        (ACLED, "fatalities", "-1", "whole number"),
        (ACLED, "time_precision", "4", "one of 1, 2, 3"),
        (AIRWARS, "civilians_killed_min", "NaN", "whole number"),
    ],
)
def test_a_cell_that_cannot_be_so_is_named(row: dict[str, str], column: str, cell: str, expected: str) -> None:
    """File, row and column, what came and what was expected; the row beside it is taken."""
    found = take("t.csv", table(row, row | {column: cell}))
    assert isinstance(found[0], Report)
    refusal = found[1]
    assert isinstance(refusal, Refusal)
    told = "high" if column == "low" else column
    assert refusal.name == f"t.csv row 2 column {told}"
    assert expected in refusal.reason
    assert (cell or "one of them") in f"{refusal.reason} {table({column: cell})}"


def test_a_blank_is_no_nought() -> None:
    """A row without numbers is taken, and nothing stands where it has none."""
    report = one("t.csv", table(UCDP | dict.fromkeys(("low", "best", "high", "deaths_civilians"), "")))
    assert "best" not in report.text


def test_the_users_own_map_of_columns_comes_first() -> None:
    """Who says which column is the text knows better than the names of columns."""
    report = one("t.csv", table(ACLED), columns=(("text", "notes"), ("publisher", "source")))
    assert (report.text, report.publisher) == (ACLED["notes"], ACLED["source"])


ATLOS = {
    "slug": "ATL-1", "inserted_at": "2031-05-20 08:00:00Z",
    "updated_at": "2031-05-21 08:00:00Z",
    "latitude": "12.5", "longitude": "-3.25", "description": "Smoke above the market of Orvane after a strike.",
    "status": "To Do", "sensitive": "Graphic Violence", "date": "2031-05-16", "source_1": "https://post.example/1",
    "source_2": "https://post.example/2", "Weapon": "unknown",
}  # fmt: skip


def test_atlos() -> None:
    """An incident is its project's record: made when it was entered, about another day, with all its sources."""
    report = one("export.csv", table(ATLOS), publisher="Coast Files")
    assert one("export.csv", table(ATLOS)).publisher == "Atlos project"
    assert (report.publisher, report.url, report.title) == (
        "Coast Files",
        "https://post.example/1",
        "Atlos incident ATL-1",
    )
    assert report.text == ATLOS["description"]
    assert report.published is not None
    assert report.published.start == "2031-05-20"
    assert kept(report) == {
        k: ATLOS[k]
        for k in ("updated_at", "latitude", "longitude", "status", "sensitive", "date", "source_2", "Weapon")
    }


def test_atlos_full_export() -> None:
    """The archive of a whole project: each incident is a report; changes, pieces and the project are named once."""
    piece = {"id": "p1", "incident_id": "i1", "scoped_id": 1, "source_url": "https://post.example/1", "status": "ok",
             "artifacts": [{"id": "f1", "file_hash_sha256": "ab", "mime_type": "video/mp4"}]}  # fmt: skip
    project = {"id": "j1", "name": "Coast Files", "code": "CF", "description": "x", "active": True, "attributes": []}
    incident = {"id": "i1", "slug": "1", "attr_description": ATLOS["description"], "attr_date": "2031-05-16",
                "attr_more_info": None, "project": project, "source_material": [piece], "versions": [piece],
                "project_attributes": [{"name": "Impact", "value": ["x"]}],
                "inserted_at": "2031-05-20T08:00:00Z"}  # fmt: skip
    change = {"id": "u1", "type": "comment", "media_id": "i1", "explanation": "seen twice", "modified_attribute": None,
              "inserted_at": "2031-05-20T08:00:00Z"}  # fmt: skip
    files = {"CF-1/metadata.json": incident, "CF-1/updates.json": [change], "project.json": project,
             "CF-1/CF-1-1/metadata.json": piece}  # fmt: skip
    packed = zipped({f"out/{name}": json.dumps(value) for name, value in files.items()})
    whole = {"export_info": {}, "incidents": [incident], "source_material": [piece], "updates": [change], "summary": {}}
    for found in (take("full.zip", packed), take("export_data.json", json.dumps(whole))):
        (report,) = (f for f in found if isinstance(f, Report))
        assert (report.text, report.publisher) == (ATLOS["description"], "Coast Files")
        assert report.url == "https://post.example/1"
        assert {"attr_date", "source_material", "project_attributes", "project.code"} <= set(kept(report))
        named = [f for f in found if isinstance(f, Refusal)]
        assert named
        assert all("of Atlos" in f.name for f in named)


BULLETIN = {
    "class": "bulletin", "id": 5, "title": "Strike on Orvane", "title_ar": "ضربة", "sjac_title": None, "originid": "x1",
    "sources": [{"id": 3, "title": "Harbour Post"}, {"id": 4, "title": "Valley Courier"}], "tags": [],
    "locations": [{"id": 9, "title": "Orvane", "lat": 12.5, "lng": -3.25}], "source_link": "https://post.example/5",
    "medias": [{"id": 8, "title": "Smoke", "filename": "smoke.jpg"}],
    "description": "<p>Aircraft struck the market in Orvane.</p><p>Two people were hurt.</p>",
    "publish_date": "2031-05-16T00:00", "documentation_date": "2031-06-01T00:00", "status": "Peer Reviewed",
}  # fmt: skip


def test_bayanat() -> None:
    """A bulletin in JSON and in CSV, whose lists pandas opens into numbered columns behind one without a name."""
    report = one("x.json", json.dumps({"bulletins": [BULLETIN]}))
    flat = {
        "": "0",
        "id": "5",
        "title": "Strike on Orvane",
        "origin_id": "'=x1",
        "sjac_title": "",
        "documentation_date": "2031-06-01",
    }
    flat |= {"source_link": "https://post.example/5", "publish_date": "2031-05-16", "labels": "", "media": ""}
    flat |= {"sources.source-1": "3-Harbour Post", "sources.source-2": "4-Valley Courier", "locations": ""}
    other = one(
        "y.csv", table(flat | {"description": str(BULLETIN["description"]), "locations.location-1": "9-Orvane"})
    )
    for found in (report, other):
        assert found.text == "Aircraft struck the market in Orvane.\n\nTwo people were hurt."
        assert (found.publisher, found.url) == ("Harbour Post", "https://post.example/5")
        assert found.published is not None
        assert found.published.start == "2031-05-16"
        assert kept(found)["documentation_date"].startswith("2031-06-01")
    assert kept(report)["sources"] == "Harbour Post; Valley Courier"
    assert kept(report)["locations"] == "Orvane"
    assert report.pictures == ("smoke.jpg",)
    assert kept(other)["sources.source-2"] == "4-Valley Courier"
    assert kept(other)["origin_id"] == "=x1", "its guard against spreadsheets is taken off"


def test_bayanat_incidents_and_actors() -> None:
    """An incident's description is its words; a person's papers are nobody's, and are named once."""
    incident = {"class": "incident", "id": 2, "title": "Market", "description": "<p>The market of Orvane was hit.</p>",
                "potential_violations": [], "claimed_violations": [], "events": [{"title": "Strike"}]}  # fmt: skip
    assert one("i.json", json.dumps({"incidents": [incident]})).text == "The market of Orvane was hit."
    actor = {"class": "actor", "id": 3, "name": "Ana Orlu", "actor_profiles": []}
    row = dict.fromkeys(("", "id", "name", "nickname", "middle_name", "mother_name", "sex", "age"), "x")
    for found in (refused("a.json", json.dumps({"actors": [actor, actor]})), refused("a.csv", table(row))):
        assert "actors of Bayanat" in found.name
        assert "Orlu" not in found.reason


def test_bayanat_as_pandas_writes_it() -> None:
    """Rows of different related things, merged into one table as its export merges them."""
    pandas = pytest.importorskip("pandas")
    shared = {"title": "Strike", "origin_id": "x", "source_link": "", "sjac_title": "", "publish_date": "",
              "documentation_date": "2031-06-01"}  # fmt: skip
    rows = [
        shared | {"id": 5, "description": "Aircraft struck Orvane.", "sources": {"source-1": "3-Harbour Post"}},
        shared | {"id": 6, "description": "Shells hit Velm.", "sources": None},
    ]
    whole = pandas.DataFrame()
    for row in rows:
        frame = pandas.json_normalize(row)
        whole = frame if whole.empty else pandas.merge(whole, frame, how="outer")
    found = take("b.csv", whole.to_csv())
    assert {(f.text, f.publisher) for f in found if isinstance(f, Report)} == {
        ("Aircraft struck Orvane.", "Harbour Post"),
        ("Shells hit Velm.", None),
    }


def test_uwazi() -> None:
    """Its own template says what a collection holds, so that what reads like sentences is the text."""
    story = "Witnesses told us that shells hit the market of Orvane at noon."
    flat = {"Title": "Case 7", "Date added": "2031-07-01", "Template": "Incident", "Account": story, "Kind": "Shelling"}
    flat |= {"Geolocation": "12.5|-3.25", "Documents": "", "Attachments": "", "Published": "Published"}
    entity = {"_id": "f1", "sharedId": "s7", "template": "t1", "title": "Case 7", "language": "en"}
    entity["metadata"] = {"account": [{"value": story}], "kind": [{"value": "k1", "label": "Shelling"}]}  # type: ignore[assignment]
    for found in (one("a.csv", table(flat)), one("b.json", json.dumps({"rows": [entity]}))):
        assert (found.text, found.title) == (story, "Case 7")
        assert "Shelling" in kept(found).values()
    assert kept(one("a.csv", table(flat)))["Geolocation"] == "12.5|-3.25"
    assert came(one("b.json", json.dumps(entity)), "language") == "column"
    without = {k: v for k, v in flat.items() if k != "Geolocation"}
    assert one("a.csv", table(without)).text == story, "only its template says whether it holds a place"


def test_followthemoney() -> None:
    """An article is a report; a person, an event or a note is nobody's words, and is named once for its schema."""
    from followthemoney import model

    def line(schema: str, number: str, **properties: str) -> str:
        entity = model.make_entity(schema)
        entity.id = number
        for name, value in properties.items():
            entity.add(name, value)
        return json.dumps(entity.to_dict())

    lines = [
        line("Article", "a1", title="Strike on Orvane", bodyText="Aircraft struck Orvane on 16 May 2031.",
             publisher="Harbour Post", publishedAt="2031-05-16", language="eng", sourceUrl="https://post.example/6"),
        line("Person", "p1", name="Ana Orlu"), line("Event", "e1", name="Strike", summary="Two reports carry it."),
        line("Person", "p2", name="Tam Belk"),
    ]  # fmt: skip
    found = take("entities.json", "\n".join(lines))
    report = found[0]
    assert isinstance(report, Report)
    assert (report.text, report.publisher, report.language) == (
        "Aircraft struck Orvane on 16 May 2031.",
        "Harbour Post",
        "en",
    )
    assert kept(report) == {"id": "a1", "schema": "Article"}
    named = {r.name: r.reason for r in found[1:] if isinstance(r, Refusal)}
    assert set(named) == {"entities.json schema Event", "entities.json schema Person"}
    assert "2 entities" in named["entities.json schema Person"]
    assert "rows 2, 4" in named["entities.json schema Person"]


POST = {
    "_processed_at": "datetime.datetime(2031, 5, 20, 7, 1, 2, 345, tzinfo=datetime.timezone.utc)",
    "url": "'https://post.example/7'",
    "title": "'A strike'",
    "upload_date": "datetime.datetime(2031, 5, 16, 0, 0, tzinfo=tzlocal())",
    "content": "'The market of Orvane was hit, we saw the smoke.'",
    "timestamp": "datetime.datetime(2031, 5, 16, 12, 30, tzinfo=datetime.timezone.utc)",
}


WORDS = "The market of Orvane was hit, we saw the smoke."
PAGE = (
    "<!DOCTYPE html><html><head><style>table {x: y}</style></head><body>"
    '<h2>Archived media for <span class="copy">https://post.example/7</span></h2>'
    '<table class="content"><tr><td><ul><li><b>key:</b> <span class="copy">post/smoke.jpg</span></li></ul></td><td>'
    '<a href="smoke.jpg">open</a> or <a href="smoke.jpg" download="">download</a></td></tr></table>'
    '<table class="metadata">'
    "<tr><th>key</th><th>value</th></tr><tr><td>url</td><td>https://post.example/7</td></tr>"
    f"<tr><td>title</td><td>A strike</td></tr><tr><td>content</td><td>{WORDS}</td></tr>"
    "<tr><td>timestamp</td><td>2031-05-16 12:30:00+00:00</td></tr></table></body></html>"
)


def test_auto_archiver() -> None:
    """Its CSV (dictionaries as Python writes them), its spreadsheet, its JSON, and its page give one post alike."""
    words = WORDS
    literal = "{" + ", ".join(f"'{k}': {v}" for k, v in POST.items()) + "}"
    row = {
        "status": "telegram: success",
        "metadata": literal,
        "media": "[{'filename': './tmp1/smoke.jpg', '_key': 'post/smoke.jpg', 'urls': ['post/smoke.jpg'], "
        "'properties': {'hash': 'SHA-256:ab'}, '_mimetype': 'image/jpeg', '_stored': False}]",
    }
    sheet = {
        "Link": "https://post.example/7",
        "Archive status": "success",
        "Archive location": "here",
        "Text content": words,
    }
    sheet |= {"Upload timestamp": "2031-05-16T12:30:00+00:00", "Upload title": "A strike", "Hash": "SHA3: ab"}
    plain = {"status": "success", "media": [{"filename": "smoke.jpg"}], "metadata": {
        "url": "https://post.example/7", "title": "A strike", "content": words, "timestamp": 1936701000.0}}  # fmt: skip
    found = [
        one("db.csv", table(row)),
        one("s.csv", table(sheet)),
        one("m.json", json.dumps(plain)),
        one("p.html", PAGE),
    ]
    for report in found:
        assert (report.text, report.url, report.title) == (words, "https://post.example/7", "A strike")
        assert report.published is not None
        assert report.published.start == "2031-05-16"
    assert "2031-05-20" in kept(found[0])["_processed_at"]
    assert kept(found[1])["Hash"] == "SHA3: ab"
    assert ["smoke.jpg" in " ".join(r.pictures) for r in found] == [True, False, True, True]


REVIEW = {
    "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://check.example/1",
    "datePublished": "2031-06-02",
    "claimReviewed": "The bridge of Orvane was not hit.", "author": {"@type": "Organization", "name": "Check Desk"},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Organization", "name": "Coast Army"},
                     "datePublished": "2031-06-01", "appearance": {"@type": "CreativeWork", "url": "https://army.example/9"}},
    "reviewBody": "Pictures of 16 May show the bridge of Orvane in the river.",
}  # fmt: skip


def test_a_claim_review_keeps_claim_and_verdict_apart() -> None:
    """The claim is whoever made it, the review its reviewer's; the rating is kept as it is given and grades nothing."""
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]}
    for content in (REVIEW, [REVIEW], feed):
        found = take("r.jsonld", json.dumps(content))
        claim, review = (f for f in found if isinstance(f, Report))
        assert (claim.text, claim.publisher, claim.url) == (
            REVIEW["claimReviewed"],
            "Coast Army",
            "https://army.example/9",
        )
        assert (review.text, review.publisher, review.url) == (REVIEW["reviewBody"], "Check Desk", REVIEW["url"])
        for report, day in ((claim, "2031-06-01"), (review, "2031-06-02")):
            assert report.published is not None
            assert report.published.start == day
            assert kept(report)["reviewRating.alternateName"] == "False"
            assert kept(report)["author"] == "Check Desk"


def test_a_claim_review_as_two_libraries_of_linked_data_write_it() -> None:
    """rdflib and pyld, expanded, flattened and compacted: the same claim by the same speaker on the same day."""
    import rdflib
    from pyld import jsonld

    own = {"@vocab": "https://schema.org/"}
    document = REVIEW | {"@context": own}
    forms = [
        rdflib.Graph().parse(data=json.dumps(document), format="json-ld").serialize(format="json-ld"),
        json.dumps(jsonld.expand(document)),
        json.dumps(jsonld.flatten(document)),
        json.dumps(jsonld.compact(jsonld.expand(document), own)),
        json.dumps(jsonld.compact(jsonld.expand(document), {"schema": "https://schema.org/"})),
    ]
    for form in forms:
        claim, review = (f for f in take("r.jsonld", form) if isinstance(f, Report))
        assert (claim.text, claim.publisher) == (REVIEW["claimReviewed"], "Coast Army")
        assert (review.text, review.publisher, review.url) == (REVIEW["reviewBody"], "Check Desk", REVIEW["url"])
        assert kept(claim)["reviewRating.alternateName"] == "False"


def test_claims_and_articles_of_linked_data() -> None:
    """A claim that nobody reviewed is whoever made it; an article is its text; what says nothing is named once."""
    graph = [
        {"@id": "#c", "@type": "Claim", "text": "The quay of Velm was shut.", "author": {"@id": "#a"},
         "appearance": {"@type": "NewsArticle", "url": "https://post.example/8", "datePublished": "2031-05-17",
                        "publisher": {"@type": "Organization", "name": "Harbour Post"}}},
        {"@id": "#a", "@type": "Person", "name": "Ana Orlu"},
        {"@type": "NewsArticle", "headline": "Quay", "articleBody": "Two ships collided at Velm, the mayor said.",
         "publisher": {"name": "Valley Courier"}, "datePublished": "2031-05-18"},
    ]  # fmt: skip
    found = take("g.jsonld", json.dumps({"@context": "https://schema.org", "@graph": graph}))
    claim, article = (f for f in found if isinstance(f, Report))
    assert (claim.text, claim.publisher, claim.author) == (graph[0]["text"], "Harbour Post", "Ana Orlu")
    assert (claim.locator, claim.url) == ("/@graph/0", "https://post.example/8")
    assert (article.text, article.publisher, article.title) == (graph[2]["articleBody"], "Valley Courier", "Quay")
    assert {f.name for f in found if isinstance(f, Refusal)} == {
        f"g.jsonld {kind}" for kind in ("NewsArticle", "Organization", "Person")
    }


def test_linked_data_that_reviews_nothing_is_refused_once() -> None:
    """A graph of other things is no table of rows."""
    assert (
        "ClaimReview" in refused("g.jsonld", json.dumps({"@context": {}, "@graph": [{"id": "a"}, {"id": "b"}]})).reason
    )


@pytest.mark.parametrize("words", ["{'a': __import__('os')}", "{" * 5000, "not a dictionary", "{'content': 7}"])
def test_a_dictionary_of_python_is_never_run(words: str) -> None:
    """What is no plain dictionary gives no words, and the row says so."""
    found = take("db.csv", table({"status": "x", "metadata": words, "media": ""}))
    assert len(found) == 1
    assert isinstance(found[0], Refusal) or found[0].text == "7"  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["{[1]: 2}", "{{1}: 2}", "{'a': {(1, 2): {3}}, [4]: 5}"])
def test_what_python_itself_cannot_have_costs_its_row_alone(words: str) -> None:
    """A key that is no key: the row is named, and the next one is taken."""
    good = table({"status": "x", "metadata": "{'content': 'The quay was shut.'}", "media": ""})
    bad = table({"status": "x", "metadata": words, "media": ""})
    found = take("db.csv", bad + good.split("\n", 1)[1])
    assert [type(f) for f in found] == [Refusal, Report]
    assert "row 1" in found[0].name  # type: ignore[union-attr]


def test_keys_and_sets_that_json_does_not_have_are_kept_as_python_writes_them() -> None:
    """Nothing is lost of a row whose values are dictionaries of another program."""
    words = "{'content': 'The quay was shut.', 'more': {(1, 2): {3}, 4: b'x'}}"
    (found,) = take("db.csv", table({"status": "x", "metadata": words, "media": ""}))
    assert isinstance(found, Report)
    (kept,) = (told for name, told in found.came_from if name == "column" and told.startswith("more"))
    assert "{3}" in kept
    assert "(1, 2)" in kept


def test_a_document_of_too_many_reviews_is_refused_whole_by_name() -> None:
    """Each of 150 reviews of the same 150 claims: before any is built, and with what to do."""
    claims = [{"@id": f"_:c{n}"} for n in range(150)]
    review = {"@type": "ClaimReview", "claimReviewed": "The quay was shut.", "itemReviewed": claims}
    found = refused("wide.jsonld", json.dumps({"@graph": [review] * 150}))
    assert (found.name, "22,650" in found.reason, "Split" in found.todo) == ("wide.jsonld", True, True)


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["1", "-1", "1e400", "nan", "0", "2031-02-30", "2031-05-06 to 2031-99-99", "٣", "99999999999999"]),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([UCDP, AIRWARS]), st.data())
def test_whatever_stands_in_its_cells_a_row_is_taken_or_named(row: dict[str, str], data: st.DataObject) -> None:
    """And what is taken can be read: no cell that was let in breaks its claims."""
    columns = data.draw(st.lists(st.sampled_from(sorted(row)), min_size=1, max_size=4, unique=True))
    changed = row | {c: data.draw(CELLS).replace("\0", "") for c in columns}
    (found,) = take("t.json", json.dumps([changed]))
    if isinstance(found, Report):
        claims = recorded(found, "x")
        assert claims
        assert all(c.text == found.text[c.start : c.end] for c in claims)
    else:
        assert isinstance(found, Refusal)
        assert found.name.startswith("t.json row 1")


def test_a_row_that_is_nested_too_deeply_costs_itself_alone() -> None:
    """The row after it is taken."""
    deep: object = "x"
    for _ in range(900):
        deep = [deep]
    found = take("t.json", json.dumps([UCDP | {"gwnoa": deep}, UCDP]))
    assert isinstance(found[-1], Report)


def test_what_auto_archiver_saved_beside_its_page_belongs_to_the_post() -> None:
    """A folder of its output, as one archive: the post is the report, the picture an artifact of it."""
    shown = io.BytesIO()
    picture(7).save(shown, "JPEG")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("post/page.html", PAGE)
        archive.writestr("post/smoke.jpg", shown.getvalue())
    found = take("out.zip", packed.getvalue())
    reports = [f for f in found if isinstance(f, Report)]
    artifacts = [f for f in found if isinstance(f, Artifact)]
    assert [r.text for r in reports] == [WORDS]
    (belongs,) = attached(reports, artifacts)
    assert (belongs.report, belongs.name) == (reports[0].id, artifacts[0].path)


def test_ranges_of_our_own_exports_are_read_and_parts_are_not() -> None:
    from counterclaim.receive.neighbours import happenings

    unsaid = ", of whom it is not said whether they were civilians"
    told = f"0–5 people killed{unsaid} (contested); 0 civilians killed; 11 people injured (a part of a larger number)"
    assert happenings.ranges(told + unsaid) == {
        "killed unknown low": "0",
        "killed unknown high": "5",
        "killed civilian low": "0",
        "killed civilian high": "0",
    }
