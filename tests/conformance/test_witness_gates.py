"""A witness who is named in full once, and by the surname afterwards, leaves by no way out; all is invented.

The surnames are those that are hardest: one that a town has too, and one that is a plain word.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counterclaim.case import dossiers
from counterclaim.extract import RuleExtractor
from counterclaim.extract.speakers.full_names import is_place
from counterclaim.ledger import bag
from counterclaim.read import passages
from counterclaim.render.folder import pages
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder
from counterclaim.withholding import gate
from tests.conformance.test_export_gates import WAYS, out, run, settled
from tests.unit.builders import a_report

WITNESSES = ("Ottilde", "Tabor", "Brisulde", "Stone")
PARTY, OUTLETS = "Karran army", ("Lumen Online", "Karran Rights Monitor")
ROLE = "a lamp seller at the Orl market"
FILES = {
    "one.md": "---\npublisher: Lumen Online\npublished: 2031-05-07\n---\n"
    f"Ottilde Tabor, {ROLE} in Homs, told Lumen that shells killed 12 people in Homs on 5 May 2031.\n\n"
    "Tabor said that gunmen had been staying in a house behind the market. Lumen could not verify it.\n\n"
    "Brisulde Stone, a nurse, said that a stone wall fell. Stone said that two children were killed in Homs.\n",
    "two.md": "---\npublisher: Karran Rights Monitor\npublished: 2031-05-08\n---\n"
    "The Karran army shelled Homs on 5 May 2031 and killed 11 people, the Monitor found. The Karran army denied it.\n",
    "three.md": "---\npublisher: Valley Courier\npublished: 2031-05-09\n---\n"
    "Tabor said that shells killed at least 12 people in Homs on 5 May 2031.\n",
}
FOR_OTHERS = {
    **{way: words for way, words in WAYS.items() if way not in {"tables with persons", "dossier", "bundle"}},
    "dossier": ("dossier", "all", "--persons-withheld", "--out"),
    "bundle": ("bundle", "--event", "all", "--persons-withheld", "--to"),
    "by name": ("bundle", "--event", "all", "--persons-shown", "--withhold", "Ottilde Tabor", "--withhold",
                "Brisulde Stone", "--to"),
}  # fmt: skip

#: Shapes of the record that do not say who reports.
NO_OUTLETS = frozenset({"hxl", "geojson", "airwars"})


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("witness"), FILES)


@pytest.mark.parametrize("way", FOR_OTHERS)
def test_a_surname_alone_leaves_by_no_way(
    way: str, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a part of the name; who is accused and who reports stay."""
    assert is_place("Tabor")
    monkeypatch.setitem(WAYS, way, FOR_OTHERS[way])
    held = out(way, case, tmp_path / "out")
    assert [w for w in WITNESSES if w in held] == []
    assert "tabor" not in held.lower()
    assert PARTY in held
    assert [o for o in OUTLETS if o not in held and way not in NO_OUTLETS] == []


def test_the_desk_gives_no_surname_out(case: Path) -> None:
    """It asks the same gate, for one dossier at a time: a full name in another report of the case counts there too."""
    folder = CaseFolder.open(case)
    try:
        for found in dossiers(folder):
            (shown,) = gate(folder, [found]).dossiers
            held = b"".join(pages(shown, "").values()).decode("utf-8", "replace")
            assert [w for w in WITNESSES if w in held] == []
    finally:
        folder.close()


def test_the_search_for_surnames_finds_them(case: Path, tmp_path: Path) -> None:
    """Where persons are shown all four stand."""
    held = out("tables with persons", case, tmp_path / "out")
    assert [w for w in WITNESSES if w not in held] == []


def test_a_bundle_says_what_to_add(case: Path, tmp_path: Path) -> None:
    """By example, and asks for persons alone: no outlet, no body."""
    told = " ".join(run("bundle", case, "--event", "all", "--withhold", "Ottilde Tabor", "--to", tmp_path / "b.zip",
                        code=2).output.split())  # fmt: skip
    assert '--withhold "Brisulde Stone"' in told
    assert "--persons-withheld" in told
    assert [o for o in (*OUTLETS, "Lumen", "Ottilde") if o in told] == []


def test_words_that_describe_a_person_are_withheld_as_they_stand(case: Path, tmp_path: Path) -> None:
    """Whole, and no word of them elsewhere; without that they stay, and the bundle says so."""
    copy = tmp_path / "case"
    shutil.copytree(case, copy)
    words = ("--event", "all", "--persons-withheld")
    run("bundle", copy, *words, "--to", tmp_path / "with.zip")
    told = run("bundle", copy, *words, "--withhold", ROLE, "--to", tmp_path / "less.zip").output
    assert '--withhold "a seller at the market"' in " ".join(told.split())
    shown, less = (
        b"".join(bag.unzipped((tmp_path / f).read_bytes()).values()).decode("utf-8", "replace")
        for f in ("with.zip", "less.zip")
    )
    assert (ROLE in shown, "lamp seller" in less, "behind the market" in less) == (True, False, True)
    assert "Roles and descriptions stay" in shown


def test_a_surname_that_a_town_has_too_is_the_person_who_was_named() -> None:
    """After the full name in the same report; in another report nothing says so."""
    words = FILES["one.md"].partition("---\n")[2].partition("---\n")[2]
    report = a_report(words)
    claims = RuleExtractor().claims(report, passages(report, Settings()))
    names = {h.agent.name for c in claims for h in c.chain}
    assert {"Ottilde Tabor", "Brisulde Stone"} <= names
    assert not {"Tabor", "Stone"} & names
