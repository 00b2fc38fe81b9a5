"""Exports of one case, taken together into a second one, are what the first case told, once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterclaim.canonical import digest
from counterclaim.cli import main
from counterclaim.ledger import Note, Signer
from counterclaim.records.judgement import Finding
from counterclaim.returning import given
from counterclaim.store import CaseFolder

#: Invented: two towns, a denial, two accused parties, a flight without place or day, speakers with and without a name.
SAID = (
    ("Sorvan Herald", "2031-05-06", "An air strike hit the market in Velograd on Tuesday, killing at least 23"
     " civilians, the mayor Ilir Tomanov said. Residents accused the Karran army of carrying out the strike."
     " A spokesman for the Karran army denied that it had bombed the market."),
    ("Northern Wire", "2031-05-06", "At least 20 people were killed when warplanes bombed the market in Velograd"
     " on Tuesday, the Rescue Committee of Sorva said. The Rescue Committee of Sorva blamed the Karran army."),
    ("Karran State Radio", "2031-05-07", "The Karran army denied on Wednesday that its aircraft had struck the market"
     " in Velograd. Terrorists shelled the market in Velograd, General Oskar Dremin said."),
    ("Hill Post", "2031-05-09", "Shelling killed 4 children in Brodna on Friday, residents said. The Karran army"
     " accused the rebels of shelling the school in Brodna."),
    ("Northern Wire", "2031-05-10", "Shells fell on a school in Brodna on 9 May, killing 4 children and wounding 11"
     " people, teacher Anna Velich said. The rebels denied shelling the school in Brodna."),
    ("Karran State Radio", "2031-05-10", "Rebels shelled the school in Brodna on 9 May, the Defence Ministry of Karra"
     " said. Five children were killed, the Defence Ministry of Karra said."),
    ("Hill Post", "2031-05-11", "Some 300 families fled Brodna after shells hit the school on 9 May, the Rescue"
     " Committee of Sorva said."),
    ("Port Gazette", "2031-05-11", "Some 300 families fled Brodna after shells hit the school on 9 May, the Rescue"
     " Committee of Sorva said."),
)  # fmt: skip
PERSONS = ("Tomanov", "Dremin", "Velich")
WAYS = (
    ("--format", "csv"),
    ("--format", "json"),
    *(("--as", shape) for shape in ("geojson", "stix", "jsonld", "hxl", "timemap", "ucdp", "acled", "airwars", "ftm")),
)


def run(*words: str | Path) -> str:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(command: str, case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(command, case, "--json").splitlines()]


def settled(folder: Path, said: Sequence[tuple[str, str, str]]) -> Path:
    """Make a settled case of reports: publisher, day and text of each."""
    rows = [{"publisher": p, "published": d, "language": "en", "text": t} for p, d, t in said]
    (folder / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    run("take", folder / "case", folder / "in.jsonl")
    run("settle", folder / "case")
    return folder / "case"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("first"), SAID)


def told(case: Path) -> dict[str, Mapping[str, Any]]:
    """Give each event by the first question of a number or a kind of act in it that tells it from the others."""
    return {e["place"]["name"] if e["place"] else e["act_types"][0]: e for e in rows("events", case)}


def answers(event: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(q["aspect"], a["value"]): a for q in event["questions"] for a in q["answers"]}


@pytest.mark.parametrize("names", ["withheld", "shown"])
def test_all_exports_of_a_case_together_are_that_case(case: Path, names: str, tmp_path: Path) -> None:
    """As many events, in each as many voices, and behind each answer as many: never more."""
    if names == "shown":
        run("decide", case, "show-name", "all", "--reason", "invented")
    for way in WAYS:
        run("export", case, *way, "--to", tmp_path / "out" / way[1])
    if names == "shown":
        run("decide", case, "undo", "1", "--reason", "the next test")
    held = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out" / "stix").iterdir())
    assert [n in held for n in PERSONS] == [names == "shown"] * len(PERSONS)
    run("take", tmp_path / "second", tmp_path / "out")
    run("settle", tmp_path / "second")
    first, second = told(case), told(tmp_path / "second")
    assert second.keys() == first.keys()
    assert len(rows("events", tmp_path / "second")) == len(rows("events", case)) == len(first)
    for name, event in first.items():
        back = second[name]
        assert (name, back["origins"]) == (name, event["origins"])
        assert back["shown_independent"] <= event["shown_independent"], name
        mine = answers(event)
        assert answers(back).keys() == mine.keys()
        for key, answer in answers(back).items():
            assert answer["origins"] <= mine[key]["origins"], (name, key)
            assert answer["shown_independent"] <= mine[key]["shown_independent"], (name, key)
            assert len(answer["denies"]) == len(mine[key]["denies"]), (name, key)


@pytest.mark.parametrize("ways", [("geojson", "hxl", "timemap"), ("ucdp", "acled", "airwars", "geojson")])
def test_sums_of_events_alone_are_one_voice_each(case: Path, ways: tuple[str, ...], tmp_path: Path) -> None:
    """Where no export holds the claims, an event comes back once, through one export."""
    for way in ways:
        run("export", case, "--as", way, "--to", tmp_path / "out" / way)
    run("take", tmp_path / "second", tmp_path / "out")
    run("settle", tmp_path / "second")
    back = rows("events", tmp_path / "second")
    assert len(back) <= len(rows("events", case))
    assert {(e["origins"], e["shown_independent"]) for e in back} == {(1, 0)}


def test_a_forged_file_leaves_a_partners_as_it_is(case: Path, tmp_path: Path) -> None:
    """With its ids copied and other words, and the partner's READ-ME beside it: it is by itself."""
    run("export", case, "--as", "geojson", "--to", tmp_path / "partner")
    (made,) = (tmp_path / "partner").glob("*.geojson")
    copied = made.read_text(encoding="utf-8").replace("Velograd", "Brodna")
    for name, forged in {"alone": "", "both": copied}.items():
        (tmp_path / name).mkdir()
        shutil.copytree(tmp_path / "partner", tmp_path / name / "partner")
        if forged:
            (tmp_path / name / "forged.geojson").write_text(forged, encoding="utf-8")
        run("take", tmp_path / f"case {name}", tmp_path / name)
        run("settle", tmp_path / f"case {name}")
    claims = [
        {(c["text"], c["aspect"], str(c["range"])) for c in rows("claims", tmp_path / f"case {n}")}
        for n in ("alone", "both")
    ]
    assert claims[0] < claims[1]
    events = [{e["id"]: e for e in rows("events", tmp_path / f"case {n}")} for n in ("alone", "both")]
    assert {"Velograd", "Brodna"} <= {str((e["place"] or {}).get("name")) for e in events[1].values()}
    assert not any(e["shown_independent"] for e in events[1].values())


@pytest.mark.parametrize("partners_note", [True, False])
def test_whoever_signs_for_a_partners_file_adds_nothing_to_it(case: Path, partners_note: bool, tmp_path: Path) -> None:
    """A forged file and the partner's under one stranger's READ-ME: what the partner told of the market was gone."""
    run("export", case, "--as", "stix", "--to", tmp_path / "in" / "partner")
    (made,) = (tmp_path / "in" / "partner").glob("*.json")
    copied = made.read_text(encoding="utf-8").replace("Velograd", "Brodna")
    stranger = Signer("stranger", Ed25519PrivateKey.generate())
    lines = [f"  {digest(text.encode())}  a.json\n" for text in (copied, made.read_text(encoding="utf-8"))]
    text = f"A READ-ME.\n{''.join(lines)}  signed by {stranger.verifier}\n"
    (tmp_path / "in" / "a.json").write_text(copied, encoding="utf-8")
    (tmp_path / "in" / "a.json.READ-ME.txt").write_bytes(bytes(Note(text, (stranger.sign(text),))))
    if not partners_note:
        (tmp_path / "in" / "partner" / f"{made.name}.READ-ME.txt").unlink()
    run("take", tmp_path / "second", tmp_path / "in")
    run("settle", tmp_path / "second")
    assert "Velograd" in {str((e["place"] or {}).get("name")) for e in rows("events", tmp_path / "second")}


def test_files_that_a_stranger_s_key_makes_one_case_s_are_told(case: Path, tmp_path: Path) -> None:
    """A partner's file without its READ-ME, beside a stranger's that vouches for it: nothing but a person can tell."""
    run("export", case, "--as", "stix", "--to", tmp_path / "in")
    (made,) = (tmp_path / "in").glob("*.json")
    (note,) = (tmp_path / "in").glob("*READ-ME.txt")
    partners = note.read_bytes()
    forged = made.read_text(encoding="utf-8").replace("Velograd", "Brodna")
    (tmp_path / "in" / "forged.json").write_text(forged, encoding="utf-8")
    stranger = Signer("stranger", Ed25519PrivateKey.generate())
    lines = [f"  {digest(words.encode())}  a.json\n" for words in (forged, made.read_text(encoding="utf-8"))]
    text = f"A READ-ME.\n{''.join(lines)}  signed by {stranger.verifier}\n"
    note.write_bytes(bytes(Note(text, (stranger.sign(text),))))
    told = " ".join(CliRunner().invoke(main, ["take", str(tmp_path / "second"), str(tmp_path / "in")]).output.split())
    assert f"in/{made.name} and in/forged.json are signed" in told
    assert f"signed by {stranger.verifier}, a key not known here, and count as exports of one case" in told
    note.write_bytes(partners)
    again = run("take", tmp_path / "second", tmp_path / "in", "--json")
    assert "not known here" not in again
    run("settle", tmp_path / "second")
    assert "Velograd" in {str((e["place"] or {}).get("name")) for e in rows("events", tmp_path / "second")}


def test_a_ledger_has_no_digest_of_an_export_that_a_withheld_name_could_be_tried_on(case: Path, tmp_path: Path) -> None:
    """A leaf of the ledger stands in the proofs of its neighbours, in bundles without names too."""
    run("export", case, "--as", "jsonld", "--to", tmp_path / "out")
    plain = [digest(p.read_bytes()) for p in (tmp_path / "out").iterdir()]
    with closing(CaseFolder.open(case)) as folder:
        assert folder.journal.given_out().isdisjoint(plain)
        assert folder.journal.given_out() >= {given(folder, p.read_bytes()) for p in (tmp_path / "out").iterdir()}


def test_an_export_into_its_own_case_changes_nothing_there(case: Path, tmp_path: Path) -> None:
    """Whatever the shape, and though names are withheld in it: it is passed over in words, and counts as no reports."""
    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    for way in ("geojson", "stix", "acled", "ftm"):
        run("export", copy, "--as", way, "--out", tmp_path / way)
    before = rows("reports", copy)
    run("bundle", copy, "--event", "all", "--persons-shown", "--to", tmp_path / "b.zip")
    mine = [tmp_path / name for name in ("geojson", "stix", "acled", "ftm", "b.zip")]
    taken = CliRunner().invoke(main, ["take", str(copy), *map(str, mine), "--json"])
    told = [json.loads(line) for line in taken.stdout.splitlines()]
    assert {one["name"] for one in told} >= {"b.zip", "stix/bundle.stix.json"}
    assert all("an export of this very case" in one["reason"] for one in told)
    run("settle", copy)
    assert rows("reports", copy) == before
    now = {e["id"]: [e[n] for n in ("reports", "origins", "shown_independent")] for e in rows("events", copy)}
    assert now == {e["id"]: [e[n] for n in ("reports", "origins", "shown_independent")] for e in rows("events", case)}


#: Invented: none, at least, up to, about, a part, a share of them, a number given up, one over a whole province.
NUMBERS = (
    ("Sorvan Herald", "2031-05-06", "An air strike hit the clinic in Velograd on 6 May 2031. Governor Paul Drem said"
     " nobody was killed. The Rescue Committee of Sorva said up to 40 people were injured."),
    ("Northern Wire", "2031-05-07", "On 6 May 2031, after the air strike on the clinic in Velograd, 17 bodies were"
     " brought to our hospital, the Rescue Committee of Sorva said. Eleven of them were women and children."),
    ("Hill Post", "2031-05-08", "The air strike on the clinic in Velograd on 6 May 2031 killed at least 5 people, the"
     " Harbour Council said, raising its toll from 3. No civilians were killed, the Karran army said."),
    ("Port Gazette", "2031-05-09", "About 450 people fled Velograd after the air strike on the clinic on 6 May 2031,"
     " the Harbour Council said. Dozens of people were injured, residents said."),
)  # fmt: skip


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settled(tmp_path_factory.mktemp("numbered"), NUMBERS)


def findings(folder: CaseFolder) -> list[Finding]:
    return list(folder.runs.table("findings", Finding, folder.runs.current()))


def numbers(case: Path) -> dict[str, tuple[str, ...]]:
    """Give the ranges of each event of a case that has one, in words, by its place."""
    found = {}
    with closing(CaseFolder.open(case)) as folder:
        for finding in findings(folder):
            if finding.ranges:
                found[finding.event] = tuple(
                    sorted(f"{g.range.words()} {g.label} {g.contested}" for g in finding.ranges)
                )
    return found


@pytest.mark.parametrize("way", ["stix", "jsonld"])
def test_numbers_come_back_as_they_were_told(numbered: Path, way: str, tmp_path: Path) -> None:
    """None killed is a number, a part is no toll, and what is contested stays so; reports keep their days."""
    run("export", numbered, "--as", way, "--to", tmp_path / "out")
    run("take", tmp_path / "second", tmp_path / "out")
    run("settle", tmp_path / "second")
    mine, back = numbers(numbered), numbers(tmp_path / "second")
    assert sorted(back.values()) == sorted(mine.values())
    told = " ".join(words for ranges in mine.values() for words in ranges)
    assert "a part of a larger number" in told
    assert "0 civilians killed" in told
    days = {r["published"]["from"] for r in rows("reports", tmp_path / "second")}
    assert days == {d for _, d, _ in NUMBERS}
    with closing(CaseFolder.open(tmp_path / "second")) as folder:
        assert not any(f.first_reported_by for f in findings(folder))


def test_a_coders_row_says_that_its_figure_leaves_out_who_says_none(numbered: Path, tmp_path: Path) -> None:
    run("export", numbered, "--as", "acled", "--to", tmp_path / "out")
    told = (tmp_path / "out" / "events.acled.csv").read_text(encoding="utf-8")
    assert "Some say that nobody was killed: `fatalities` is the lowest number above nought." in told
    assert "cc_perhaps_one_with" in told
