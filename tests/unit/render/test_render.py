"""The renderers draw a made-up dossier: complete, safe against hostile words, the same each time."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from counterclaim.records.extent import NumberRange, Place
from counterclaim.records.source import Refusal
from counterclaim.records.words import AgentKind, Take
from counterclaim.render import claim_object, event_object, html, markdown, report_object, table
from counterclaim.render.matrix import AGENTS_MAX, matrix
from counterclaim.render.plots import locator, nice_step
from counterclaim.render.runs import runs
from counterclaim.render.visible import visible_text
from tests.unit.render import made_up

SCHEMAS = Path(__file__).parents[3] / "docs" / "reference"


class Page(HTMLParser):
    """What a browser would find: ids, links, tags that load, event attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        self.loads += [tag] if tag in {"script", "link", "img", "iframe", "object", "embed", "base"} else []
        self.loads += [name for name in values if name.startswith("on") or name == "src"]


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def the_event() -> dict[str, Any]:
    lineage = made_up.LINEAGE
    return event_object(made_up.EVENT, made_up.FINDING, (made_up.GRADE,), made_up.COVERAGE, lineage)


def test_contract_objects_fit_their_schemas() -> None:
    """Every report, claim and event is valid against the published schema."""
    for report in (*made_up.dossier().reports, made_up.KEPT):
        validator("report").validate(report_object(report))
    for claim in made_up.CLAIMS:
        validator("claim").validate(claim_object(claim))
    validator("event").validate(the_event())


def test_a_schema_refuses_a_field_it_does_not_know() -> None:
    """A stray field or a missing one is an error, so that a change of the contract is seen."""
    plain = the_event()
    assert not validator("event").is_valid({**plain, "score": 0.9})
    del plain["questions"]
    assert not validator("event").is_valid(plain)


def test_claim_object_keeps_open_ends_as_null() -> None:
    """ "At least six" is [6, null], never [6, 6] or [6, 0]."""
    assert claim_object(made_up.SIX)["range"] == [6, None]
    assert claim_object(made_up.TAKEN)["range"] is None


def test_page_runs_and_loads_nothing() -> None:
    """No script, no loaded file, no event attribute, and every link stays in the page."""
    page = Page(html.page(made_up.dossier()))
    assert page.loads == []
    assert all(link.startswith("#") for link in page.links)


def test_every_link_of_the_page_leads_somewhere() -> None:
    """A figure that leads to no words is a defect; ids are unique."""
    page = Page(html.page(made_up.dossier()))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_hostile_words_are_shown_and_do_nothing() -> None:
    """A script tag and a direction override in a report appear as readable text in every format."""
    d = made_up.dossier()
    for text in (html.page(d), html.index([d], made_up.HOSTILE, [], d.not_read, "run"), markdown.page(d)):
        assert "<script" not in text
        assert "\u202e" not in text
    assert "⟦U+202E⟧" in html.page(d)
    assert "⟦U+202E⟧" in markdown.page(d)


def test_a_lone_surrogate_does_not_stop_the_page() -> None:
    """A text that is not valid Unicode still gives a file that can be written."""
    d = made_up.dossier()
    broken = replace(d, notice="half a pair \ud800")
    assert "⟦U+D800⟧" in html.page(broken)
    html.page(broken).encode("utf-8")


@pytest.mark.parametrize("text", ["مرحبا\u200f", "می\u200cخواهم", "שלום", "línea\nnueva\t"])
def test_letters_and_spelling_marks_of_every_script_stay(text: str) -> None:
    """What a script needs to be spelt is not touched."""
    assert visible_text(text) == text


def test_rendering_twice_gives_the_same_bytes() -> None:
    """The same dossier gives the same files."""
    d = made_up.dossier()
    assert html.page(d) == html.page(made_up.dossier())
    assert markdown.page(d) == markdown.page(made_up.dossier())
    assert table.rows(d) == table.rows(made_up.dossier())


def test_runs_join_to_the_whole_text_and_show_overlap() -> None:
    """Overlapping claims are cut into runs; nothing of the text is lost or doubled."""
    report = made_up.report("Harbour Post")
    parts = runs(report, made_up.CLAIMS)
    assert "".join(part.text for part in parts) == report.text
    assert any(set(part.claims) == {made_up.SIX.id, made_up.SHELLS.id} for part in parts)
    assert sorted(key for part in parts for key in part.starts) == sorted(
        c.id for c in made_up.CLAIMS if c.report == report.id
    )


def test_a_span_outside_the_text_is_cut_to_it() -> None:
    """A claim whose span is too long neither breaks the page nor repeats words."""
    report = made_up.report("Harbour Post")
    parts = runs(report, [replace(made_up.SIX, end=10_000)])
    assert "".join(part.text for part in parts) == report.text


def test_matrix_tells_silence_from_no_position() -> None:
    """Who covered the event and is silent has a sign; who takes no position on this answer has none."""
    found = matrix(made_up.dossier())
    names = [column.name for column in found.columns]
    row = found.blocks[0].rows[0].cells
    assert [mark.take for mark in row[names.index("a medic")]] == ["silent"]
    assert row[names.index("the governor")] == ()
    assert [mark.claim for mark in row[names.index("the army")]] == [made_up.TAKEN.id]


def test_matrix_of_many_agents_has_origins_as_columns() -> None:
    """Above the limit, origins are the columns and the agents are listed."""
    d = made_up.dossier()
    crowd = tuple(made_up.agent(f"resident {n}", AgentKind.PERSON) for n in range(AGENTS_MAX))
    extra = tuple(made_up.position(agent, Take.HEDGES, made_up.SIX) for agent in crowd)
    first = made_up.AT_LEAST_SIX
    question = replace(made_up.QUESTIONS[1], answers=(replace(first, positions=(*first.positions, *extra)),))
    crowded = replace(d, finding=replace(d.finding, questions=(question,)))
    found = matrix(crowded)
    assert found.by_origin
    assert len(found.columns) <= len(made_up.ORIGINS) + 1
    assert "resident 3" in html.page(crowded)


def test_an_empty_dossier_says_so_in_words() -> None:
    """With nothing found the page still stands, and names what is missing."""
    d = made_up.dossier()
    finding = replace(d.finding, questions=(), ranges=(), origins=(), first_reported_by=None)
    event = replace(d.event, place=None, time=None, act_types=())
    bare = replace(
        d, event=event, finding=finding, can_say=(), agreed=(), contested=(), grades=(), claims=(), reports=(),
        not_read=(), origins=(), lineage=(), coverage=(), watch=(), timeline=(), decisions=(), camps=(),
    )  # fmt: skip
    text = html.page(bare)
    assert "time unknown" in text
    assert "place unknown" in text
    assert markdown.page(bare).startswith("# ")
    assert table.rows(bare).count("\r\n") == 1


def test_unknown_precision_and_missing_coordinates() -> None:
    """No coordinates gives no locator; coordinates without precision give one without a ring."""
    assert locator(Place("Nowhere")) is None
    found = locator(Place("Qasrin", -89.9, 179.9))
    assert found is not None
    assert found.ring == 0


@pytest.mark.parametrize(("span", "step"), [(8.0, 2.0), (1.0, 0.5), (1000.0, 500.0), (0.0, 5e-10)])
def test_steps_are_round(span: float, step: float) -> None:
    """Axes count in ones, twos and fives."""
    assert nice_step(span) == pytest.approx(step)


def test_wholly_unknown_range_is_drawn() -> None:
    """A range that is open on both sides is said to be unknown, not zero."""
    d = made_up.dossier()
    group = replace(made_up.KILLED, range=NumberRange(None, None), answers=())
    assert "Unknown" in html.page(replace(d, finding=replace(d.finding, ranges=(group,))))


def test_table_has_every_position_and_runs_no_formula() -> None:
    """One line for each position and each silence; a cell that begins like a formula is disarmed."""
    d = made_up.dossier()
    evil = replace(made_up.QUESTIONS[0], words="=HYPERLINK(1)")
    rows = list(csv.DictReader(io.StringIO(table.rows(replace(d, finding=replace(d.finding, questions=(evil,)))))))
    assert len(rows) == 2 + 3
    assert {row["question"] for row in rows} == {"'=HYPERLINK(1)"}
    assert [row["take"] for row in rows].count("silent") == 3


def test_markdown_words_stay_words() -> None:
    """Headings, links, rules and lists in a report's words are escaped; dates stay readable."""
    assert markdown.safe("# [a](b) <b>") == "\\# \\[a\\](b) &lt;b&gt;"
    assert markdown.safe("1. one") == "1\\. one"
    assert markdown.safe("--- x").startswith("\\-")
    assert markdown.safe("2031-05-04") == "2031-05-04"


def test_index_names_what_was_not_taken_and_not_read() -> None:
    """Nothing is dropped without a word."""
    d = made_up.dossier()
    text = html.index([d], "Qasrin", [Refusal(name="a.zip", reason="too large", todo="unpack it")], d.not_read, "run_1")
    assert f'href="{made_up.EVENT.id}.html"' in text
    assert all(words in text for words in ("a.zip", "too large", "unpack it", "Город был передан", "no lexicon for ru"))


def test_page_gives_the_triple_and_no_verdict() -> None:
    """The triple stands in the head; policy, notice and run in the file."""
    text = re.sub(r"<[^>]+>", " ", html.page(made_up.dossier()))
    assert re.search(r"reports\s+4\s+origins\s+5\s+shown independent\s+4", text)
    assert "gives no verdict" in text
    assert "run_0123" in text
