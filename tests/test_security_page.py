"""The page on the desk's security: each requirement of ASVS 4.0.3 level 2 has one row, each test it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/reference/desk-security.md").read_text(encoding="utf-8")
#: The numbers of the requirements that level 2 asks for, by section; deleted ones and those of level 3 are left out.
LEVEL_2 = (
    "1.1:1-7 1.2:1-4 1.4:1,4-5 1.5:1-4 1.6:1-4 1.7:1-2 1.8:1-2 1.9:1-2 1.10:1 1.11:1-2 1.12:2 1.14:1-6 "
    "2.1:1-12 2.2:1-3 2.3:1-3 2.4:1-6 2.5:1-7 2.6:1-3 2.7:1-6 2.8:1-7 2.9:1-3 2.10:1-4 "
    "3.1:1 3.2:1-4 3.3:1-4 3.4:1-5 3.5:1-3 3.7:1 4.1:1-3,5 4.2:1-2 4.3:1-3 "
    "5.1:1-5 5.2:1-8 5.3:1-10 5.4:1-3 5.5:1-4 6.1:1-3 6.2:1-6 6.3:1-2 6.4:1-2 "
    "7.1:1-4 7.2:1-2 7.3:1,3-4 7.4:1-3 8.1:1-4 8.2:1-3 8.3:1-8 9.1:1-3 9.2:1-4 10.2:1-2 10.3:1-3 11.1:1-8 "
    "12.1:1-3 12.2:1 12.3:1-6 12.4:1-2 12.5:1-2 12.6:1 13.1:1,3-5 13.2:1-3,5-6 13.3:1-2 13.4:1-2 "
    "14.1:1-4 14.2:1-6 14.3:2-3 14.4:1-7 14.5:1-4"
)
ROWS = re.findall(r"^\| ((?:\d+\.)[^|]*) \| ([^\n]*) \|$", PAGE, flags=re.MULTILINE)


def wanted() -> list[str]:
    found = []
    for part in LEVEL_2.split():
        section, _, numbers = part.partition(":")
        for span in numbers.split(","):
            first, _, last = span.partition("-")
            found += [f"{section}.{n}" for n in range(int(first), int(last or first) + 1)]
    return found


def told() -> list[str]:
    found = []
    for numbers, _ in ROWS:
        for span in numbers.split(", "):
            first, _, last = span.partition("–")
            section, _, number = first.rpartition(".")
            end = int(last.rpartition(".")[2]) if last else int(number)
            found += [f"{section}.{n}" for n in range(int(number), end + 1)]
    return found


def test_every_requirement_of_level_2_has_one_row() -> None:
    assert len(wanted()) == 260
    assert sorted(told()) == sorted(wanted())


def test_each_test_that_is_named_is_there() -> None:
    files: dict[str, str] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        files[path.name] = files.get(path.name, "") + path.read_text(encoding="utf-8")
    named = 0
    for _, words in ROWS:
        last = ""
        for file, test in re.findall(r"`(?:tests/e2e/)?(test_\w+\.py)?(?:::(test_\w+))?`", words):
            last = file or last
            if not last:
                continue
            assert f"def {test}(" in files.get(last, "") if test else last in files, (last, test)
            named += 1
    assert named > 90
