"""What may not leave a case does not, in any shape: names of persons, what is protected, events without a banner."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main
from counterclaim.render.shapes import SHAPES

#: Invented names: one speaks, one signs, one is a victim, one is only met in a text, one speaks for a body in public.
CANARIES = ("Zorvatha Quillmere", "Brisulde Fanwarrick", "Pelmoth Garrowyn", "Thessaly Undermarch")
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


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gates")
    (folder / "in").mkdir()
    for name, words in FILES.items():
        (folder / "in" / name).write_text(words, encoding="utf-8")
    run("take", folder / "case", folder / "in")
    run("settle", folder / "case")
    return folder / "case"


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
    """One gate, one decision."""
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    asked = run("bundle", copy, "--event", "all", "--to", tmp_path / "b.zip", code=2)
    assert CANARIES[0] in " ".join(asked.output.split())
    run("decide", copy, "show-name", CANARIES[0], "--reason", "she asked for it")
    run("bundle", copy, "--event", "all", "--to", tmp_path / "b.zip")


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_protected_leaves_by_no_decision(shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its words nor another's mention of it, whatever was decided; without the key nothing is written."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(FILES["a.md"], encoding="utf-8")
    run("take", tmp_path / "case", tmp_path / "in", "--protect", "author")
    (tmp_path / "more").mkdir()
    other = "---\npublisher: Coast Radio\npublished: 2031-05-08\n---\nShelling killed 9 in Aleppo, Fanwarrick wrote.\n"
    (tmp_path / "more" / "o.md").write_text(other, encoding="utf-8")
    run("take", tmp_path / "case", tmp_path / "more")
    run("settle", tmp_path / "case")
    run("decide", tmp_path / "case", "show-name", "all", "--reason", "invented")
    run("export", tmp_path / "case", "--as", shape, "--to", tmp_path / "out")
    assert "fanwarrick" not in everything(tmp_path / "out").casefold()
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "elsewhere"))
    assert (
        CliRunner()
        .invoke(main, ["export", str(tmp_path / "case"), "--as", shape, "--to", str(tmp_path / "no")])
        .exit_code
    )
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("shape", SHAPES)
def test_an_unconfirmed_event_leaves_under_its_banner(case: Path, shape: str, tmp_path: Path) -> None:
    """In the file itself, beside it, and on the screen."""
    told = run("export", case, "--as", shape, "--to", tmp_path)
    file = (tmp_path / SHAPES[shape].file).read_text(encoding="utf-8")
    assert "UNCONFIRMED: a standard gives no conclusion" in file
    assert (tmp_path / f"{SHAPES[shape].file}.READ-ME.txt").read_text(encoding="utf-8").startswith("UNCONFIRMED")
    assert "UNCONFIRMED" in told.output
