"""Hostile texts: reading them grows with their length, meets its bounds openly, and loses nothing in silence."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from counterclaim import read
from counterclaim.canonical import text_digest
from counterclaim.extract import RuleExtractor
from counterclaim.extract.words.spans import Spans
from counterclaim.read.sentences import PIECES_MAX, SENTENCE_CHARS_MAX, SENTENCE_WORDS_MAX
from counterclaim.records.source import Report
from counterclaim.settings import Settings
from tests.test_case import run

#: What each hostile text repeats.
UNITS = {
    "sayings without a verb's end": "Police said, ",
    "sayings in sayings": "Abc1 said that ",
    "short quotations": '"Yes," he said. ',
    "deeds without an end": "killed, ",
    "names without an end": "al-",
    "relays": "Police said it (via Velm Post). ",
    "a sentence without end": "the army took the town and ",
    "counts": "12 people were killed in Tarvos by the army ",
}
#: Twice the text may take this many times the steps; a step that compares all with all would take four times.
GROWTH_MAX = 2.6


def a_report(text: str) -> Report:
    """Give a report of a text."""
    return Report(
        id="r_1", capture="", locator="", path="x.txt", publisher="Velm Post", author=None, published=None,
        language="en", title=None, text=text, sha256=text_digest(text),
    )  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """Count the calls that some work makes, of our functions and of built-in ones."""
    count = 0

    def seen(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", sorted(UNITS))
def test_steps_grow_with_the_text_and_not_with_its_square(name: str) -> None:
    """Twice the text takes about twice the steps, whatever it repeats."""
    extractor = RuleExtractor()

    def count(size: int) -> int:
        report = a_report(UNITS[name] * (size // len(UNITS[name])))
        return steps(lambda: extractor.claims(report, read.passages(report, Settings())))

    count(600)  # what is loaded once is loaded now
    once, twice = count(5_000), count(10_000)
    assert twice < GROWTH_MAX * once, (once, twice)


@pytest.mark.parametrize("sign", ['"', "(", "<", "'", "«", ".", "…", "12 "])
def test_marks_without_a_word_are_not_parsed(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They say nothing: the parser, which takes as long for them as for words, is not asked."""
    parser = import_module("counterclaim.extract.parsed.parse")

    def never(*_: object) -> object:
        raise AssertionError("parsed")

    monkeypatch.setattr(parser, "_doc", never)
    report = a_report(sign * 5_000)
    assert RuleExtractor().claims(report, read.passages(report, Settings())) == ()


@pytest.mark.parametrize("text", ["(" * 5_000, "a b " * 5_000, "x" * 5_000, "« a, " * 3_000])
def test_pieces_are_bounded_in_characters_and_in_words_and_none_is_lost(text: str) -> None:
    """Each piece but the last says that the sentence goes on, and the report's note counts them."""
    found = read.passages(a_report(text), Settings(passages_max=100_000))
    marks = import_module("re").compile(r"\w+|[^\w\s]")
    assert max(len(p.text) for p in found) <= SENTENCE_CHARS_MAX
    assert max(len(marks.findall(p.text)) for p in found) <= SENTENCE_WORDS_MAX
    assert "".join("".join(p.text.split()) for p in found) == "".join(text.split())
    assert [p.cut for p in found] == [True] * (len(found) - 1) + [False]
    assert f"{len(found) - 1:,} cuts" in read.bounded(found, len(text))


def test_of_a_sentence_without_end_only_the_beginning_is_read() -> None:
    """Forty pieces of it are read, the rest is said to be left, and what follows it is read."""
    text = "a b " * 30_000 + "end.\n\nTwo people were killed in Velno.\n"
    found = read.passages(a_report(text), Settings())
    assert len(found) == PIECES_MAX + 1
    assert found[-1].text == "Two people were killed in Velno."
    left = found[-1].start - found[-2].end
    assert f"{left:,} characters of sentences longer than {PIECES_MAX} such pieces were not read" in read.bounded(
        found, len(text)
    )
    alone = read.passages(a_report("a b " * 30_000), Settings())
    assert "were not read" in read.bounded(alone, 120_000)


def test_where_reading_ends_is_said() -> None:
    """A report of more sentences than the bound says at which character its reading ends."""
    text = "One fell. " * 40
    found = read.passages(a_report(text), Settings(passages_max=7))
    assert read.bounded(found, len(text)) == f"reading ends at character 69 of {len(text)}, at the bound of 7 sentences"
    whole = read.passages(a_report(text), Settings())
    assert read.bounded(whole, len(text)) == ""


def test_a_bound_that_was_met_stands_in_the_report(tmp_path: Path) -> None:
    """`take` names the report and how it was read; `reports` goes on telling."""
    (tmp_path / "long.txt").write_text("The army took the town of Velm, " * 200 + "and left it.")
    (tmp_path / "short.txt").write_text("The army took the town of Velm on Monday, the mayor said.")
    taken = run("take", tmp_path / "case", tmp_path / "long.txt", tmp_path / "short.txt", "--language", "en", "--json")
    rows = [json.loads(line) for line in taken.stdout.splitlines()]
    assert [(r["name"], "pieces" in r["reason"]) for r in rows if r["row"] == "bounded"] == [("long.txt", True)]
    told = [json.loads(line) for line in run("reports", tmp_path / "case", "--json").stdout.splitlines()]
    assert {r["path"]: any("in pieces" in n for n in r["notes"]) for r in told} == {
        "long.txt": True,
        "short.txt": False,
    }
    again = run("take", tmp_path / "case", tmp_path / "short.txt", "--json").stdout
    assert "bounded" not in again


def test_spans_find_what_touches_a_place_without_looking_at_all() -> None:
    """They give what a look at each would give, in the order added, and look at few."""
    looked = 0

    def extent(span: tuple[int, int]) -> tuple[int, int]:
        nonlocal looked
        looked += 1
        return span

    items = [(n * 37 % 90_000, n * 37 % 90_000 + n % 900 + 1) for n in range(3_000)]
    spans = Spans(extent, items)
    looked = 0
    for start in range(0, 91_000, 7_001):
        for length in (1, 40, 5_000):
            expected = [s for s in items if s[0] < start + length and start < s[1]]
            assert spans.touching(start, start + length) == expected
    looked = 0
    spans.touching(45_000, 45_001)
    assert looked < 100
