"""Bounds of a content around words of saying within it, and behind a cue. All texts are invented."""

import re
from collections.abc import Callable, Sequence

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract.attribution.columns import Window, windows
from counterclaim.extract.attribution.direct import complete
from counterclaim.extract.attribution.inserted import rejoined, with_pronouns
from counterclaim.extract.attribution.labels import ROLES, pieces
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.attribution.trimmed import trimmed
from counterclaim.extract.parsed.parse import parse
from counterclaim.extract.words.quotes import quotes
from counterclaim.settings import Settings

Rule = Callable[[Window, Sequence[int]], list[int]]


def contents(rule: Rule, text: str, **given: Sequence[str]) -> list[str]:
    """Give the contents that a rule leaves, from the words that the tagger gave to each role."""
    (window,) = windows(parse(read.passages(a_report(text), Settings())), quotes(text))
    labels = [0] * len(window.spans)
    for role, words in given.items():
        at = 0
        for said in words:
            at = re.compile(rf"(?<!\w){re.escape(said)}").search(text, at).start()  # type: ignore[union-attr]
            inside = [n for n, (a, b) in enumerate(window.spans) if at <= a and b <= at + len(said)]
            at += len(said)
            for n in inside:
                labels[n] = 2 * ROLES.index(role) + (1 if n == inside[0] else 2)
    found = [(a, b) for role, a, b in pieces(rule(window, labels)) if role == 2]
    return [text[window.spans[a, 0] : window.spans[b - 1, 1]] for a, b in found]


@pytest.mark.parametrize(
    ("text", "source", "content", "found"),
    [
        ("His guide, she said, left the town.", ["His guide", "she"], "left the town", ["His guide", "left the town"]),
        ("Even then, Tolm said, it was too late.", ["Tolm"], "it was too late", ["Even then", "it was too late"]),
        ("The bridge, said the mayor, is gone.", ["the mayor"], "is gone", ["The bridge", "is gone"]),
        ("In a year, he told the council, it falls.", ["he"], "it falls", ["In a year", "it falls"]),
        ("He left after, Tolm said, it burned.", ["Tolm"], "it burned", ["it burned"]),
        ("At a rally on Monday, Tolm said, “We stay.”", ["Tolm"], "“We stay.”", ["“We stay.”"]),
        ("At noon, Tolm said it was lost.", ["Tolm"], "it was lost", ["it was lost"]),
    ],
)
def test_what_stands_before_inserted_words_of_saying_is_said(
    text: str, source: list[str], content: str, found: list[str]
) -> None:
    """It is said too, unless a whole quotation follows, or a word that opens the clause that follows."""
    cue = ["told"] if "told" in text else ["said"]
    assert contents(rejoined, text, source=source, cue=cue, content=[content]) == found


@pytest.mark.parametrize(
    ("text", "roles", "found"),
    [
        (
            "The raid, which he called a lie, was over.",
            {"source": ["he"], "cue": ["called"], "content": ["a lie"]},
            ["which", "a lie"],
        ),
        (
            "They met under what she called peace.",
            {"source": ["she"], "cue": ["called"], "content": ["peace"]},
            ["what", "peace"],
        ),
        (
            "Tolm criticised what he called a trap.",
            {"source": ["Tolm", "he"], "cue": ["criticised", "called"], "content": ["what", "a trap"]},
            ["what he called a trap"],
        ),
        (
            "Tolm praised the deal, which he called fair.",
            {"source": ["Tolm", "he"], "cue": ["praised", "called"], "content": ["the deal, which", "fair"]},
            ["the deal", "which", "fair"],
        ),
    ],
)
def test_the_pronoun_before_words_of_saying_is_said(text: str, roles: dict[str, list[str]], found: list[str]) -> None:
    """It is a piece of what is said, and what ends in "what" goes on through the words of another."""
    assert contents(with_pronouns, text, **roles) == found


@pytest.mark.parametrize(
    ("text", "cue", "content", "found"),
    [
        ("He told a crowd in Lom that it was over.", "told", "a crowd in Lom that it was over", "that it was over"),
        ("He asked Tolm whether it was over.", "asked", "Tolm whether it was over", "whether it was over"),
        ("He told the tale that she knew.", "told", "the tale that she knew", "the tale that she knew"),
        (
            "He asked for an answer on why it fell.",
            "asked",
            "for an answer on why it fell",
            "for an answer on why it fell",
        ),
        ("He blamed the rebels and fled to Velno.", "blamed", "the rebels and fled to Velno", "the rebels"),
        ("He hoped to reach Lom and hold it.", "hoped", "to reach Lom and hold it", "to reach Lom and hold it"),
        ("He said it burned and fell.", "said", "it burned and fell", "it burned and fell"),
    ],
)
def test_neither_hearer_nor_next_deed_is_said(text: str, cue: str, content: str, found: str) -> None:
    """To whom something is told, and what the speaker did next, are no part of it."""
    assert contents(trimmed, text, source=["He"], cue=[cue], content=[content]) == [found]


def test_a_title_is_no_content() -> None:
    """A quotation in capitals that no cue explains is a title, and so is one beside what is said; a cry is none."""
    text = "He sang “The Old Road of Lom”. “We stay,” Tolm said on “The Late Hour”. “Go Home Now!”"
    said, title = (31, 41), (55, 70)
    (one, cry) = complete(text, quotes(text), [Saying((), ((47, 51),), (said, title))])
    assert [text[a:b] for a, b in (*one.content, *cry.content)] == ["“We stay,”", "“Go Home Now!”"]
