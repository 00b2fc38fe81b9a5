"""What may not leave a case does not, in any shape: names of persons, what is protected, events without a banner."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.acting import act_on, decide_on
from counterclaim.case import settle
from counterclaim.cli import main
from counterclaim.decide import decision
from counterclaim.ledger import bag
from counterclaim.records.act import Act, ActKind
from counterclaim.records.judgement import Event
from counterclaim.render.shapes import SHAPES
from counterclaim.store import CaseFolder
from tests.mutations import ours, theirs

#: Invented names: one speaks, one signs, one is a victim, one is only met in a text, one speaks for a body in public.
CANARIES = ("Zorvatha Quillmere", "Brisulde Fanwarrick", "Pelmoth Garrowyn", "Thessaly Undermarch")
NOTICED = CANARIES[:3]
FILES = {
    "a.md": "---\npublisher: Harbour Post\nauthor: Brisulde Fanwarrick\npublished: 2031-05-07\n---\n"
    "Shelling killed 12 civilians in Aleppo on 5 May 2031, Zorvatha Quillmere said. "
    "Among the dead was Pelmoth Garrowyn.\n\n"
    "“They shelled the market,” said Quillmere. A taxi took Thessaly Undermarch to the hospital that night.\n",
    "b.md": "---\npublisher: Valley Courier\npublished: 2031-05-08\ntitle: What Zorvatha Quillmere saw\n---\n"
    "Shelling killed 9 civilians in Aleppo on 5 May 2031, residents said. "
    "The bridge in Homs was destroyed on 9 May 2031.\n",
    "c.md": "---\npublisher: Valley Courier\npublished: 2031-06-12\n---\n"
    "An air strike killed at least 3 people in Homs on 10 June 2031, the Coast Army said.\n",
}


def run(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exit_code == code, result.output
    return result


def settled(folder: Path, files: Mapping[str, str]) -> Path:
    """Give the folder of a settled case of some invented files."""
    (folder / "in").mkdir()
    for name, words in files.items():
        (folder / "in" / name).write_text(words, encoding="utf-8")
    run("take", folder / "case", folder / "in")
    run("settle", folder / "case")
    return folder / "case"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("gates"), FILES)


def everything(folder: Path) -> str:
    return "\n".join(f.read_text(encoding="utf-8") for f in sorted(folder.iterdir()))


@pytest.mark.parametrize("shape", SHAPES)
def test_no_name_leaves_without_a_decision(case: Path, shape: str, tmp_path: Path) -> None:
    """Whole or in part, in any file of any shape; nor does an id that could be tried on a guessed name."""
    told = run("export", case, "--as", shape, "--to", tmp_path)
    held = everything(tmp_path)
    for name in CANARIES:
        for part in (name, *name.split()):
            assert part.casefold() not in held.casefold(), (shape, part)
            assert part.casefold() not in told.output.casefold()
    agents = {h["agent"]["id"]: h["agent"]["name"] for c in claims(case) for h in c["chain"]}
    assert not [i for i, n in agents.items() if n in CANARIES and (i in held or i.replace("_", "-") in held)]
    assert "Names withheld" in told.output
    assert "withheld" in (tmp_path / f"{SHAPES[shape].file}.READ-ME.txt").read_text(encoding="utf-8")


def claims(case: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("claims", case, "--json").stdout.splitlines()]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_no_name_touches_still_leads_back(case: Path, shape: str, tmp_path: Path) -> None:
    """An event, its claims and its report that hold no withheld name keep the ids they have in the case."""
    run("export", case, "--as", shape, "--to", tmp_path)
    held = everything(tmp_path).replace("-", "_")
    mine = [c for c in claims(case) if c["time"] and c["time"]["from"] == "2031-06-10"]  # type: ignore[index]
    assert mine
    assert mine[0]["event"] in held
    assert mine[0]["report"] in held


def test_a_decision_lets_one_name_out(case: Path, tmp_path: Path) -> None:
    """That one, and no other; taken back, it stays in again."""
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    run("decide", copy, "show-name", CANARIES[0], "--reason", "she asked for it")
    run("export", copy, "--as", "ftm", "--to", tmp_path / "one")
    assert CANARIES[0] in everything(tmp_path / "one")
    assert not [c for c in CANARIES[1:] if c in everything(tmp_path / "one")]
    run("decide", copy, "undo", "1", "--reason", "she changed her mind")
    run("export", copy, "--as", "ftm", "--to", tmp_path / "two")
    assert not [c for c in CANARIES if c in everything(tmp_path / "two")]


def test_a_victim_and_a_byline_can_be_let_out_and_a_stranger_cannot(case: Path, tmp_path: Path) -> None:
    """Whoever some report names can; a name that the case does not hold is refused."""
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    for name in CANARIES[1:]:
        run("decide", copy, "show-name", name, "--reason", "the family asked for it")
    run("decide", copy, "show-name", "Norvald Ibbery", "--reason", "x", code=2)


def test_a_bundle_does_not_ask_for_whom_a_decision_lets_out(case: Path, tmp_path: Path) -> None:
    """One gate, one decision: it asks for whoever is withheld from tables, not for who speaks alone."""
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    for number, name in enumerate(NOTICED):
        asked = " ".join(run("bundle", copy, "--event", "all", "--to", tmp_path / "b.zip", code=2).output.split())
        assert [n in asked for n in NOTICED] == [at >= number for at in range(len(NOTICED))]
        run("decide", copy, "show-name", name, "--reason", "they asked for it")
    run("bundle", copy, "--event", "all", "--to", tmp_path / "b.zip")


def test_a_bundle_withholds_whom_the_gate_withholds(case: Path, tmp_path: Path) -> None:
    """In pages, rows, originals and names of files; and it verifies by both programs.

    Whole texts are in it, and so is a name that nothing notices.
    """
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    run("bundle", copy, "--event", "all", "--persons-withheld", "--to", tmp_path / "b.zip")
    held = "".join(name + data.decode("utf-8", "replace") for name, data in unpacked(tmp_path / "b.zip")).casefold()
    assert [p for name in NOTICED for p in (name, *name.split()) if p.casefold() in held] == []
    assert ours(tmp_path / "b.zip") == theirs(tmp_path / "b.zip") == []


def unpacked(file: Path) -> list[tuple[str, bytes]]:
    return sorted(bag.unzipped(file.read_bytes()).items())


#: Each way out of a case: its command, and the words before the folder or the file that it writes.
WAYS: dict[str, tuple[str, ...]] = {
    **{shape: ("export", "--as", shape, "--to") for shape in SHAPES},
    **{kind: ("export", "--format", kind, "--to") for kind in ("csv", "json", "md")},
    "tables with persons": ("export", "--format", "csv", "--persons-shown", "--to"),
    "dossier": ("dossier", "all", "--out"),
    "bundle": ("bundle", "--event", "all", "--persons-shown", "--to"),
}
#: One invented name, protected, as others write it who were taken elsewhere.
ELSEWHERE = {
    "o.md": "Shelling killed 9 civilians in Aleppo on 5 May 2031, Fanwarrick wrote. {}",
    "marks.md": "Brísulde Fanwàrrick had counted 11 civilians killed by shelling in Aleppo on 5 May 2031. {}",
    "spelled.md": "Shelling killed 10 civilians in Aleppo on 5 May 2031, Brisulda Fanvarrik said. {}",
    "scripts.md": "Shelling killed 8 civilians in Aleppo on 5 May 2031, residents said. {}",
}
SPELLED = (
    "Fanwarrick",
    "Fanwàrrick",
    "Fanvarrik",
    "Фанваррик",
    "فانواريك",
    "Φανβαρρίκ",
    "Brisul",
    "Brísul",
    "Брисул",
    "بريسولد",
)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Give a case that protects an author who is named elsewhere, by decision shown, and the folder of its key."""
    folder = tmp_path_factory.mktemp("guarded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNTERCLAIM_KEYS", str(folder / "keys"))
        (folder / "in").mkdir()
        (folder / "in" / "a.md").write_text(FILES["a.md"], encoding="utf-8")
        run("take", folder / "case", folder / "in", "--protect", "author")
        (folder / "more").mkdir()
        also = "Брисулде Фанваррик. بريسولد فانواريك. Βρισούλδη Φανβαρρίκ."
        for number, (name, words) in enumerate(ELSEWHERE.items()):
            head = f"---\npublisher: Coast Radio {number}\npublished: 2031-05-08\n---\n"
            (folder / "more" / name).write_text(head + words.format(also if name == "scripts.md" else ""), "utf-8")
        run("take", folder / "case", folder / "more")
        run("settle", folder / "case")
        run("decide", folder / "case", "show-name", "all", "--reason", "invented")
        yield folder / "case", folder / "keys"


def out(way: str, case: Path, to: Path, code: int = 0) -> str:
    """Take something out of a case; give all that was written and said."""
    command, *words = WAYS[way]
    told = run(command, case, *words, to, code=code)
    if code:
        return told.output
    files = {p.name: p.read_bytes() for p in to.iterdir()} if to.is_dir() else bag.unzipped(to.read_bytes())
    return told.output + "\n".join(name + data.decode("utf-8", "replace") for name, data in files.items())


@pytest.mark.parametrize("way", WAYS)
def test_what_is_protected_leaves_by_no_way_and_in_no_spelling(
    way: str, guarded: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was decided; neither as it was written nor as others write it. Without the key nothing is written."""
    case, keys = guarded
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(keys))
    held = out(way, case, tmp_path / "out").casefold()
    assert [w for w in SPELLED if w.casefold() in held] == []
    assert "withheld" in held
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "elsewhere"))
    out(way, case, tmp_path / "no", code=2)
    assert not (tmp_path / "no").exists()


def test_the_search_for_spellings_finds_them(guarded: tuple[Path, Path]) -> None:
    """The case itself has them, in what came without protection."""
    held = "".join(json.loads(line)["text"] for line in run("reports", guarded[0], "--json").stdout.splitlines())
    assert [w for w in SPELLED[:6] if w in held] == list(SPELLED[:6])


@pytest.mark.parametrize("way", ["csv", "json", "md", "dossier"])
def test_no_name_leaves_in_tables_or_pages_for_others(case: Path, way: str, tmp_path: Path) -> None:
    """Unless it is asked for: then all stand there. Pages hold the texts, and so a name that nothing notices."""
    command, *words = WAYS[way]
    noticed = NOTICED if way == "dossier" else CANARIES
    for_others = ("--persons-withheld",) if way == "dossier" else ()
    told = run(command, case, *for_others, *words, tmp_path / "out")
    held = everything(tmp_path / "out").casefold()
    assert [p for name in noticed for p in (name, *name.split()) if p.casefold() in held] == []
    assert "UNCONFIRMED" in everything(tmp_path / "out")
    if way == "dossier":
        run(command, case, *words, tmp_path / "shown")
    else:
        assert "Names withheld" in told.output
        assert "UNCONFIRMED" in told.output
        run(command, case, "--persons-shown", *words, tmp_path / "shown")
    assert CANARIES[0] in everything(tmp_path / "shown")


@pytest.mark.parametrize("way", ["csv", "dossier"])
def test_a_copy_that_shows_persons_without_a_decision_says_so(case: Path, way: str, tmp_path: Path) -> None:
    """On each page that people read, or beside tables; not where persons are withheld, nor where all are let out."""
    command, *words = WAYS[way]
    shows, hides = ((), ("--persons-withheld",)) if way == "dossier" else (("--persons-shown",), ())
    run(command, case, *shows, *words, tmp_path / "own")
    run(command, case, *hides, *words, tmp_path / "others")
    pages = [f for f in (tmp_path / "own").iterdir() if f.suffix in {".html", ".md", ".txt"}]
    assert {f.suffix for f in pages} == ({".html", ".md"} if way == "dossier" else {".txt"})
    assert [f.name for f in pages if "WORKING COPY" not in f.read_text(encoding="utf-8")] == []
    assert "WORKING COPY" not in everything(tmp_path / "others")
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    run("decide", copy, "show-name", "all", "--reason", "they asked for it")
    run(command, copy, *shows, *words, tmp_path / "decided")
    assert "WORKING COPY" not in everything(tmp_path / "decided")


@pytest.mark.parametrize("shape", SHAPES)
def test_an_unconfirmed_event_leaves_under_its_banner(case: Path, shape: str, tmp_path: Path) -> None:
    """In the file itself, beside it, and on the screen."""
    told = run("export", case, "--as", shape, "--to", tmp_path)
    file = (tmp_path / SHAPES[shape].file).read_text(encoding="utf-8")
    assert "UNCONFIRMED: a standard gives no conclusion" in file
    assert (tmp_path / f"{SHAPES[shape].file}.READ-ME.txt").read_text(encoding="utf-8").startswith("UNCONFIRMED")
    assert "UNCONFIRMED" in told.output


def test_what_is_not_for_everybody_says_so_on_its_way_out(case: Path, tmp_path: Path) -> None:
    """And that a second reader does not agree, without the name that they wrote; pages of other events do not."""
    shutil.copytree(case, copy := tmp_path / "case")
    folder = CaseFolder.open(copy)
    event, *others = folder.runs.table("events", Event)
    words, by = f"{CANARIES[0]} told it otherwise", {"number": 0, "who": "B. Second", "at": "2031-06-01T00:00:00+00:00"}
    decide_on(folder, decision("accept", event.claims[0], [], ("A. First", "2031-05-30T00:00:00+00:00"), "read"))
    settle(folder, lambda: "2031-06-02T00:00:00+00:00")
    level, verdict = (("level", "sealed"),), (("verdict", "disagree"),)
    act_on(folder, Act(kind=ActKind.SENSITIVITY, subject=event.reports[0], fields=level, words="asked", **by))
    act_on(folder, Act(kind=ActKind.REVIEW, subject="1", fields=verdict, words=words, **by))
    folder.close()
    out = tmp_path / "out"
    run("dossier", copy, "all", "--persons-withheld", "--out", out / "dossier")
    told = run("export", copy, "--as", "geojson", "--to", out).output
    run("export", copy, "--format", "csv", "--to", out / "tables")
    run("bundle", copy, "--event", "all", "--persons-withheld", "--to", out / "b.zip")
    files = {n: d.decode("utf-8", "replace") for n, d in bag.unzipped((out / "b.zip").read_bytes()).items()}
    given = [
        (out / "dossier" / "index.html").read_text(encoding="utf-8"),
        told,
        next(out.glob("*.READ-ME.txt")).read_text(encoding="utf-8"),
        (out / "tables" / "READ-ME.txt").read_text(encoding="utf-8"),
        files["data/READ-ME.txt"],
        files["data/dossier/index.html"],
    ]
    for one in (" ".join(text.split()) for text in given):
        assert "NOT FOR EVERYBODY: 1 sealed report of the case is told of in here." in one
        assert "A second reader, B. Second, does not agree with decision 1" in one
        assert CANARIES[0] not in one
    assert "sensitivity" in (out / "tables" / "claims.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert (out / "tables" / "reports.csv").read_text(encoding="utf-8").count(",sealed") == 1
    told_in = [json.loads(f.read_text(encoding="utf-8")).get("sensitivity") for f in (out / "dossier").glob("e_*.json")]
    assert [one for one in told_in if one], "a protected report leaves under another id"
    assert {level for one in told_in if one for level in one.values()} == {"sealed"}
    kept = [f for f in (out / "dossier").glob("e_*.md") if "NOT FOR EVERYBODY" in f.read_text(encoding="utf-8")]
    assert len(kept) == sum(event.reports[0] in one.reports for one in (event, *others))
    assert len(kept) <= len(others)


def test_names_that_came_in_a_neighbours_file_do_not_leave_either(tmp_path: Path) -> None:
    """As a source, as who is accused, as who wrote a note or made an object, in any shape."""
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [37.16, 36.2]},
        "properties": {"event_type": "shelling", "date": "2031-05-05", "town": "Aleppo", "source": CANARIES[0],
                       "accused": CANARIES[1], "killed": 12},
    }  # fmt: skip
    head = {"spec_version": "2.1", "created": "2031-05-07T08:00:00.000Z", "modified": "2031-05-07T08:00:00.000Z"}
    number = "00000000-0000-4000-8000-00000000000"
    maker = head | {
        "type": "identity",
        "id": f"identity--{number}1",
        "name": CANARIES[2],
        "identity_class": "individual",
    }
    note = head | {"type": "note", "content": "Shelling killed 12 people in Aleppo on 5 May 2031."}
    note |= {"created_by_ref": maker["id"], "object_refs": [maker["id"]]}
    notes = [note | {"id": f"note--{number}2", "authors": [CANARIES[3]]}, note | {"id": f"note--{number}4"}]
    (tmp_path / "in").mkdir()
    whole = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "in" / "map.geojson").write_text(json.dumps(whole), encoding="utf-8")
    bundle = {"type": "bundle", "id": f"bundle--{number}3", "objects": [maker, *notes]}
    (tmp_path / "in" / "notes.json").write_text(json.dumps(bundle), encoding="utf-8")
    run("take", tmp_path / "case", tmp_path / "in")
    run("settle", tmp_path / "case")
    known = run("claims", tmp_path / "case", "--json").stdout + run("reports", tmp_path / "case", "--json").stdout
    assert all(name in known for name in CANARIES)
    for shape in SHAPES:
        run("export", tmp_path / "case", "--as", shape, "--to", tmp_path / shape)
        held = everything(tmp_path / shape).casefold()
        assert "aleppo" in held
        leaked = [part for name in CANARIES for part in (name, *name.split()) if part.casefold() in held]
        assert not leaked, (shape, leaked)
