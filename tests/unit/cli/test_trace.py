"""`counterclaim trace`: rows in, edges and origins out; a bad row is named and the rest goes on."""

from __future__ import annotations

import codecs
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from counterclaim.cli import main
from counterclaim.cli.services import edge_object, origin_object
from counterclaim.cli.write import read_registry
from counterclaim.lexicons import registry as shipped
from counterclaim.receive import report_rows
from counterclaim.records.source import Report
from counterclaim.reuse_index import alone
from counterclaim.settings import Settings
from counterclaim.trace import report_origins
from counterclaim.tracing import lineage

STORY = (
    "Shells fell on the market of Lower Quay on Monday morning, and at least nine traders were killed, the harbour "
    "hospital said. The mayor blamed the river brigade, which has held the far bank since the spring floods."
)
OTHER = (
    "The bakery on Mill Lane will open again next week after its oven was mended, its owner told callers on Tuesday."
)


def run(*rows: Any, path: Path) -> Result:
    """Write rows to a file, trace it, and give what came out."""
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, ["trace", str(path)])


def objects(result: Result) -> list[dict[str, Any]]:
    """Give the JSON lines of standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_copy_is_one_origin(tmp_path: Path) -> None:
    """A copy is joined with what it copies, its edge shows the words in both, and the earlier one is named."""
    later = "CITY DESK. " + STORY
    result = run(
        {"id": "late", "text": later, "published": "2021-05-04", "publisher": "City Desk"},
        {"id": "early", "text": STORY, "published": "2021-05-03", "publisher": "Quay Wire"},
        {"id": "else", "text": OTHER, "published": "2021-05-03", "publisher": "Mill Post"},
        path=tmp_path / "rows.jsonl",
    )
    assert result.exit_code == 0
    edges = [o for o in objects(result) if o["row"] == "edge"]
    origins = [o for o in objects(result) if o["row"] == "origin"]
    assert [(e["from"], {e["a"], e["b"]}) for e in edges] == [("early", {"early", "late"})]
    texts = {"late": later, "early": STORY}
    for a0, a1, b0, b1 in edges[0]["spans"]:
        assert texts[edges[0]["a"]][a0:a1] == texts[edges[0]["b"]][b0:b1]
    assert sorted(map(tuple, (o["members"] for o in origins))) == [("early", "late"), ("else",)]


def test_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    """The same rows in another order give the same lines."""
    rows = [{"id": str(n), "text": f"{STORY} Edition {n}.", "published": f"2021-05-0{n}"} for n in range(1, 5)]
    there = run(*rows, path=tmp_path / "a.jsonl").stdout
    assert there == run(*reversed(rows), path=tmp_path / "a.jsonl").stdout


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ("[]", "a list where an object was expected"),
        ({"id": "x"}, "no `text`"),
        ({"text": "x"}, "no `id`"),
        ({"id": "x", "text": "  "}, "no `text`"),
        ({"id": "x", "text": 5}, "no `text`"),
        ({"id": "x", "text": "y", "publisher": 5}, "`publisher` is a int"),
        ({"id": "x", "text": "y", "published": "soon"}, "soon"),
        ('{"id": "x", "text": "\\ud800"}', "surrogate"),
        ({"id": "good", "text": "y"}, "line 1 has too"),
    ],
)
def test_bad_row_is_named(row: Any, why: str, tmp_path: Path) -> None:
    """A row that cannot be read is refused by its number, with the reason; the others are traced."""
    result = run({"id": "good", "text": STORY}, row, path=tmp_path / "rows.jsonl")
    assert result.exit_code == 0
    assert "rows.jsonl line 2" in result.stderr
    assert why in " ".join(result.stderr.split())
    assert [o["members"] for o in objects(result)] == [["good"]]


def test_nothing_to_trace(tmp_path: Path) -> None:
    """Without a single good row, and for a file that is not there, the exit code is 2."""
    assert run("{", path=tmp_path / "rows.jsonl").exit_code == 2
    assert CliRunner().invoke(main, ["trace", str(tmp_path / "none.jsonl")]).exit_code == 2
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "a", "text": "caf\xe9"}\n')
    result = CliRunner().invoke(main, ["trace", str(tmp_path / "latin.jsonl")])
    assert result.exit_code == 2
    assert "not UTF-8 (byte 25 of the line)" in " ".join(result.stderr.split())


def test_an_index_grows(tmp_path: Path) -> None:
    """Rows added later are traced with those before; what was given before is had, and another text is refused."""
    folder = str(tmp_path / "index")

    def add(*rows: Any) -> Result:
        path = tmp_path / "rows.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return CliRunner().invoke(main, ["trace", str(path), "--index", folder])

    early = {"id": "early", "text": STORY, "published": "2021-05-03", "publisher": "Quay Wire"}
    late = {"id": "late", "text": "CITY DESK. " + STORY, "published": "2021-05-04", "publisher": "City Desk"}
    other = {"id": "else", "text": OTHER, "published": "2021-05-03", "publisher": "Mill Post"}
    first = add(early, other)
    assert first.exit_code == 0, first.output
    assert sorted(o["members"] for o in objects(first)) == [["early"], ["else"]]
    added = objects(add(late, early))
    whole = objects(run(early, late, other, path=tmp_path / "all.jsonl"))
    assert [o for o in added if o["row"] == "edge"] == [o for o in whole if o["row"] == "edge"]
    assert [o for o in added if o["row"] == "origin"] == [o for o in whole if o.get("members") == ["early", "late"]]
    assert objects(add(late, early)) == added
    changed = add({**late, "text": OTHER}, early)
    assert "the id of another text" in " ".join(changed.stderr.split())
    assert changed.exit_code == 0


def reports(count: int) -> list[dict[str, Any]]:
    """Make reports of some publishers up: own ones, copies, and such as name another as their source."""
    chance = random.Random(count)
    words = [
        "quay",
        "mill",
        "ferry",
        "lamp",
        "river",
        "granary",
        "bell",
        "harbour",
        "market",
        "bridge",
        "tower",
        "wall",
    ]
    papers = ["Quay Wire", "City Desk", "Mill Post", "Ferry News", ""]
    rows: list[dict[str, Any]] = []
    for n in range(count):
        text = " ".join(chance.choice(words) + str(chance.randrange(40)) for _ in range(60))
        if rows and chance.random() < 0.5:
            text = f"{chance.choice(rows)['text']} {text[:80]}"
        if chance.random() < 0.4:
            text = f"{text} It was closed, as reported by the {chance.choice(papers[:4])}, at noon."
        rows.append({"id": f"r{n:03}", "text": text, "published": f"2021-05-{1 + n % 9:02}"})
        rows[-1] |= {"publisher": paper} if (paper := chance.choice(papers)) else {}
    return rows


def test_some_at_a_time_is_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are held at once, the lines are those of all reports traced together, in the same order."""
    ties = "agent,relation,other,basis,start,end\n" + "".join(
        f"Harbour Holding,owns,{paper},register,2021-05-0{day},\n"
        for day, paper in ((1, "Quay Wire"), (4, "Mill Post"))
    )
    (tmp_path / "ties.csv").write_text(ties, encoding="utf-8")
    rows, path = reports(60), tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    bounds = {
        "files.TEXTS_AT_ONCE": 7,
        "files.BYTES_AT_ONCE": 2_000,
        "lines.LINES_AT_ONCE": 5,
        "voicing.REPORTS_AT_ONCE": 3,
    }
    for name, few in bounds.items():
        monkeypatch.setattr(f"counterclaim.reuse_index.{name}", few)
    result = CliRunner().invoke(main, ["trace", str(path), "--registry", str(tmp_path)])
    assert result.exit_code == 0, result.output

    with path.open("rb") as lines:
        taken = [r for r in report_rows(lines, path.name, 10_000) if isinstance(r, Report)]
    edges = lineage(taken, (), shipped.beside(read_registry(tmp_path)), Settings())
    expected = [*map(edge_object, edges), *map(origin_object, report_origins(taken, edges))]
    assert {e.kind.value for e in edges} >= {"same_text", "quotes", "same_owner"}
    assert objects(result) == expected


def test_a_row_that_is_too_long_or_no_utf8_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a line is never held whole; the others are traced, also the first after a byte-order mark."""
    monkeypatch.setattr("counterclaim.cli.services.Settings", lambda: Settings(capture_bytes_max=2_000))
    good = [json.dumps({"id": name, "text": STORY}).encode() for name in ("a", "b", "c")]
    path = tmp_path / "rows.jsonl"
    long = json.dumps({"id": "long", "text": "word " * 100_000}).encode()
    latin = b'{"id": "latin", "text": "caf\xe9"}'
    path.write_bytes(b"\n".join([codecs.BOM_UTF8 + good[0], long, good[1], latin, b"", good[2]]))
    result = CliRunner().invoke(main, ["trace", str(path)])
    said = " ".join(result.stderr.split())
    assert "rows.jsonl line 2: more than 0 MB" in said
    assert "rows.jsonl line 4: not UTF-8" in said
    assert [o["members"] for o in objects(result) if o["row"] == "origin"] == [["a", "b", "c"]]


def test_one_picture_in_two_reports(tmp_path: Path) -> None:
    """Pictures beside the rows are compared; a name that leads out of their folder is refused, its report traced."""
    folder = tmp_path / "rows"
    (folder / "shown").mkdir(parents=True)
    image = Image.fromarray(np.random.default_rng(5).integers(0, 255, (9, 12), dtype=np.uint8)).resize((320, 240))
    image.save(folder / "shown" / "bridge.png")
    image.resize((160, 120)).save(folder / "small.jpg")
    image.save(tmp_path / "outside.png")
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    named = ["../outside.png", str(tmp_path / "outside.png"), "link.png", "none.png", "shown/../../outside.png", ""]
    result = run(
        {"id": "a", "text": STORY, "pictures": ["shown/bridge.png"]},
        {"id": "b", "text": OTHER, "pictures": ["small.jpg"]},
        {"id": "c", "text": "Nothing else of note was told that day.", "pictures": named},
        {"id": "d", "text": "y", "pictures": "small.jpg"},
        path=folder / "rows.jsonl",
    )
    (edge,) = (o for o in objects(result) if o["row"] == "edge")
    assert (edge["a"], edge["b"], edge["kind"], edge["from"]) == ("a", "b", "same_footage", None)
    assert "shown/bridge.png and small.jpg" in edge["evidence"]
    said = " ".join(result.stderr.split())
    assert said.count("of report `c`") == len(named)
    assert "a link that leads out of its folder" in said
    assert "`pictures` is no list of file names" in said
    assert len([o for o in objects(result) if o["row"] == "origin"]) == 3


def test_two_processes_do_not_work_at_one_index(tmp_path: Path) -> None:
    """The second one is told; two would give two texts one number."""
    path, folder = tmp_path / "rows.jsonl", tmp_path / "index"
    path.write_text(json.dumps({"id": "a", "text": STORY}) + "\n", encoding="utf-8")
    asked = ["trace", str(path), "--index", str(folder)]
    with alone(folder):
        busy = CliRunner().invoke(main, asked)
    assert busy.exit_code == 2
    assert "another process at" in " ".join(busy.stderr.split())
    assert CliRunner().invoke(main, asked).exit_code == 0


def test_an_index_takes_no_folder_of_other_things(tmp_path: Path) -> None:
    """What it would replace or remove may be somebody's: `found/` is a name of theirs too."""
    path, folder = tmp_path / "rows.jsonl", tmp_path / "work"
    path.write_text(json.dumps({"id": "a", "text": STORY}) + "\n", encoding="utf-8")
    (folder / "found").mkdir(parents=True)
    (folder / "found" / "note.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["trace", str(path), "--index", str(folder)])
    assert result.exit_code == 2
    assert "which holds found" in " ".join(result.stderr.split())
    assert (folder / "found" / "note.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("broken", ["texts/000000.arrow", "found/*.arrow", "state-*/pair.npy"])
def test_a_damaged_index_says_what_to_do(broken: str, tmp_path: Path) -> None:
    """A file cut short is named, and how to go on; it is no fault of the program."""
    rows = [{"id": n, "text": f"{n} {STORY}", "published": "2021-05-03"} for n in "ab"]
    path, folder = tmp_path / "rows.jsonl", tmp_path / "index"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    asked = ["trace", str(path), "--index", str(folder)]
    assert CliRunner().invoke(main, asked).exit_code == 0
    (cut,) = folder.glob(broken)
    cut.write_bytes(cut.read_bytes()[:5])
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 1
    said = " ".join(result.stderr.split())
    assert "fault of this program" not in said
    assert "Remove" in said
