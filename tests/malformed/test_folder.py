"""A hostile folder through the command line: each item is taken or refused by name; no hang, no traceback."""

from __future__ import annotations

import gzip
import json
import os
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import main
from tests.unit.receive.taking import STORY, a_pdf, zipped

CYRILLIC = "Обстрел порта продолжался всю ночь, сообщили жители города, но власти это отрицали. " * 3
ARABIC = "قال سكان المدينة إن القصف استمر طوال الليل ونفت السلطات ذلك في بيان لها يوم الاثنين. " * 3


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {0, 1, 2}
    return result


def taken(case: Path, *paths: Path) -> dict[str, tuple[str, str]]:
    """Take paths; give (taken, already or refused; the reason) by name."""
    result = run("take", case, *paths, "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(row["reason"] and row["todo"] for row in rows if row["row"] == "refused")
    return {row["name"]: (row["row"], row.get("reason", "")) for row in rows}


def overlapping() -> bytes:
    """Give a ZIP whose many entries name one and the same compressed member (Fifield 2019)."""
    whole = zipped({"a.txt": b"\0" * 3_000_000})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = whole[start:end]
    entries = b"".join(entry.replace(b"a.txt", b"%05d" % n) for n in range(900))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 900, 900, len(entries), start, 0)
    return whole[:start] + entries + tail


LYING = "<html><head><meta charset='utf-8'></head><body><article>" + (
    "<p>Le café fermé à Orvane a été détruit, dit-on là-bas.</p>" * 8 + "</article></body></html>"
)
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
)
#: Name → bytes, and a word of the reason; no word means that it is taken.
FILES: dict[str, tuple[bytes, str]] = {
    "cut.pdf": (a_pdf("words")[:200], "cut"),
    "cut.zip": (zipped({"a.txt": STORY})[:-30], "cut"),
    "cut.gz": (gzip.compress(STORY.encode())[:20], "archive"),
    "cut.html": (b"<html><body><arti", "no text"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "blanks"),
    "utf16.txt": (STORY.encode("utf-16"), ""),
    "utf16-unmarked.txt": (STORY.encode("utf-16-le"), "binary"),
    "cp1251.txt": (CYRILLIC.encode("cp1251"), ""),
    "cp1256.txt": (ARABIC.encode("cp1256"), ""),
    "lying.html": (LYING.encode("latin-1"), ""),
    "nested.html": (b"<div>" * 50_000 + STORY.encode(), "?"),
    "laughs.md": (f"---\n{LAUGHS}---\n{STORY}".encode(), "?"),
    "list.md": (f"---\n- one\n- two\n---\n{STORY} List.".encode(), ""),
    "late.md": (f"---\ndate: 2031-13-45\n---\n{STORY} Late.".encode(), ""),
    "huge-year.md": (f"---\ndate: 999999-01-01\n---\n{STORY} Year.".encode(), ""),
    "flat-bomb.zip": (zipped({"a.txt": b"\0" * 40_000_000}), "zip bomb"),
    "nested-bomb.zip": (zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": STORY})})})}), "deeper"),
    "overlapping-bomb.zip": (overlapping(), "?"),
    "paths.zip": (zipped({"/abs.txt": STORY, "../up.txt": STORY, "C:\\x.txt": STORY}), "leads out"),
    "\u202egpj.exe.txt": (f"{STORY} Turned.".encode(), ""),
    "line\nbreak.txt": (f"{STORY} Broken.".encode(), ""),
    "n" * 251 + ".txt": (f"{STORY} Long.".encode(), ""),
    "rows.csv": (f'text,outlet\n"{STORY} Row",A\ntoo,many,cells\n'.encode(), ""),
    "rows.jsonl": (f'{{"text": "{STORY} Line"}}\n{{bad\n'.encode(), ""),
    "box.mbox": (f"From a@b.example Mon May  5 10:00:00 2031\nFrom: a@b.example\n\n{STORY} Mail\n\n"
                 "From a@b.example Mon May  5 10:00:00 2031\nno header at all\n".encode(), ""),
}  # fmt: skip


def test_each_item_of_a_hostile_folder_is_taken_or_refused_by_name(tmp_path: Path) -> None:
    """And the rows of tables and the mails of boxes by number; the case then settles and verifies."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "again.txt").write_bytes(STORY.encode("utf-16"))
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    with (folder / "huge.txt").open("wb") as big:
        big.truncate(200_000_000)
    found = taken(tmp_path / "case", folder)
    for name, (_, word) in FILES.items():
        shown = "in/" + name.replace("\n", "\\n").replace("\u202e", "\\u202e")
        mine = {n: v for n, v in found.items() if n.startswith(shown)}
        assert mine, name
        if word not in ("", "?"):
            assert all(state == "refused" and word in reason for state, reason in mine.values()), mine
        elif not word:
            assert mine[shown][0] in ("taken", "already"), mine
    assert sorted(found[f"in/{n}"][0] for n in ("again.txt", "utf16.txt")) == ["already", "taken"]
    assert {"in/rows.csv row 2", "in/rows.jsonl row 2", "in/box.mbox message 2"} <= set(found)
    assert "200 MB" in found["in/huge.txt"][1]
    assert "pipe" in found["in/pipe.txt"][1]
    assert "opened" in found["in/loop.txt"][1]
    assert "out of its folder" in found["in/device.txt"][1]
    undated = [json.loads(line) for line in run("reports", tmp_path / "case", "--json").stdout.splitlines()]
    assert [r["published"] for r in undated if r["path"] in ("in/late.md", "in/huge-year.md")] == [None, None]
    assert run("settle", tmp_path / "case").exit_code == 0
    assert run("verify", tmp_path / "case").exit_code == 0


def test_a_file_that_cannot_be_read_any_more_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights taken away, or a pipe in its place, between the walk and the reading: by name, and the rest goes on."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{STORY} {name}", encoding="utf-8")
    real = os.open

    def closed(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if str(path).endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        if str(path).endswith("b.txt") and Path(path).is_file():
            Path(path).unlink()
            os.mkfifo(path)
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", closed)
    found = taken(tmp_path / "case", *(tmp_path / n for n in ("a.txt", "b.txt", "c.txt")))
    assert "Permission" in found["a.txt"][1]
    assert "no regular file" in found["b.txt"][1]
    assert found["c.txt"][0] == "taken"


def test_a_column_map_counts_for_its_folder_and_a_given_one_is_kept(tmp_path: Path) -> None:
    """Beside its tables; or with `--columns` once, for later takes too; a broken one is refused by name."""
    for name in ("own", "other", "broken"):
        (tmp_path / name).mkdir()
    (tmp_path / "own" / "columns.yaml").write_text("text: Body\npublisher: Paper\n", encoding="utf-8")
    (tmp_path / "own" / "a.csv").write_text(f'Body,Paper\n"{STORY}",Harbour Post\n', encoding="utf-8")
    for name in ("one.csv", "two.csv"):
        (tmp_path / "other" / name).write_text(f'Words,Who\n"{STORY} {name}",Hill Wire\n', encoding="utf-8")
    (tmp_path / "broken" / "columns.yaml").write_text("colour: red\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text("text: Words\npublisher: Who\n", encoding="utf-8")
    case = tmp_path / "case"
    assert taken(case, tmp_path / "own")["own/a.csv"][0] == "taken"
    assert taken(case, tmp_path / "other" / "one.csv")["one.csv row 1"][0] == "refused"
    given = run("take", case, tmp_path / "other" / "one.csv", "--columns", tmp_path / "map.yaml", "--json")
    assert json.loads(given.stdout.splitlines()[0])["row"] == "taken", "what gave no report is read again"
    assert taken(case, tmp_path / "other" / "two.csv")["two.csv"][0] == "taken"
    publishers = [json.loads(line)["publisher"] for line in run("reports", case, "--json").stdout.splitlines()]
    assert sorted(publishers) == ["Harbour Post", "Hill Wire", "Hill Wire"]
    assert "colour" in taken(case, tmp_path / "broken")["broken/columns.yaml"][1]
    assert run("take", case, tmp_path, "--columns", tmp_path / "none.yaml").exit_code == 2


def test_what_the_user_supplies_fills_gaps_only(tmp_path: Path) -> None:
    """A file's own words and its address come first; each value tells where it came from."""
    (tmp_path / "own.md").write_text(f"---\npublisher: Harbour Post\n---\n{STORY} Own.", encoding="utf-8")
    (tmp_path / "bare.txt").write_text(f"{STORY} Bare.", encoding="utf-8")
    url = "https://hill.example/2031/05/09/story"
    (tmp_path / "url.md").write_text(f"---\nurl: {url}\n---\n{STORY} Address.", encoding="utf-8")
    case, paths = tmp_path / "case", [tmp_path / n for n in ("own.md", "bare.txt", "url.md")]
    said = ["--published", "2031-05-04", "--publisher", "Given", "--author", "Ana Orlu", "--language", "English"]
    assert run("take", case, *paths, *said).exit_code == 0
    assert run("settle", case).exit_code == 0
    reports = {r["path"]: r for r in map(json.loads, run("reports", case, "--json").stdout.splitlines())}
    assert (reports["own.md"]["publisher"], reports["bare.txt"]["publisher"]) == ("Harbour Post", "Given")
    assert {r["author"] for r in reports.values()} == {"Ana Orlu"}
    assert reports["url.md"]["published"]["from"] == "2031-05-09"
    assert reports["bare.txt"]["published"]["from"] == "2031-05-04"
    assert run("export", case, "--format", "json", "--persons-shown", "--out", tmp_path / "out").exit_code == 0
    rows = map(json.loads, (tmp_path / "out" / "values.jsonl").read_text(encoding="utf-8").splitlines())
    origin = {(r["report"], r["field"]): r["came_from"] for r in rows}
    assert origin[reports["own.md"]["id"], "publisher"] == "front matter"
    assert origin[reports["bare.txt"]["id"], "publisher"] == "supplied"
    assert origin[reports["url.md"]["id"], "published"] == "url"
    assert run("take", tmp_path / "other", *paths, "--published", "the 40th").exit_code == 2


DAMAGE = ["case.sqlite cut", "record gone", "table changed", "reading changed", "original changed", "pointer changed"]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_case_is_said_to_be_damaged(damage: str, tmp_path: Path) -> None:
    """`verify` names the item, with exit 1; no command tracebacks on what is left."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    case = tmp_path / "case"
    assert run("take", case, tmp_path / "a.txt").exit_code == 0
    assert run("settle", case).exit_code == 0
    files = {
        "case.sqlite cut": case / "case.sqlite", "record gone": case / "case.json",
        "table changed": next(case.glob("runs/run_*/claims.parquet")),
        "reading changed": next(case.glob("readings/*.claims.parquet")),
        "original changed": next(p for p in case.glob("evidence/*/*/*")), "pointer changed": case / "runs" / "CURRENT",
    }  # fmt: skip
    path = files[damage]
    for extra in case.glob("case.sqlite-*"):
        extra.unlink()
    data = path.read_bytes()
    path.chmod(0o644)
    if damage == "record gone":
        path.unlink()
    elif damage == "case.sqlite cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    checked = run("verify", case)
    assert checked.exit_code == 1
    assert path.name[:12] in checked.output.replace("\n", "") or path.name.split(".")[0] in checked.output
    for words in (["reports"], ["claims"], ["events"], ["watch"], ["runs"], ["settle"], ["take", tmp_path / "a.txt"]):
        run(words[0], case, *words[1:])


def test_a_member_bomb_does_not_grow_past_the_bound(tmp_path: Path) -> None:
    """Archives with a million names and members that claim to be small."""
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(20_001):
            archive.writestr(f"{n}", b"")
    assert "20,001" in next(iter(taken(tmp_path / "case", path).values()))[1]
