"""Passages handed around, on invented texts: background in the middle of reports makes nobody a copy."""

from __future__ import annotations

import random

import pytest

from counterclaim.records.judgement import Lineage
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect, LineageKind
from counterclaim.settings import Settings
from counterclaim.trace import origins, report_origins
from counterclaim.trace.passages import handed
from counterclaim.trace.reuse import Shared
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report

BACKGROUND = (
    "The two valleys have been at war since the dam at Velmark gave way in the wet spring of the ninth year, when the "
    "upper council closed the sluices and the lower towns sent men to open them. More than four thousand people have "
    "been killed since then and the ferry towns along the old salt road stand empty, as the relief committee in Orsk "
    "says in its yearly account of the fighting."
)
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def own(seed: int, words: int) -> str:
    """Give words that no other seed gives."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices(SYLLABLES, k=3)) for _ in range(words)) + "."


def with_background(count: int) -> list[Report]:
    """Give reports that share a paragraph in their middle and nothing else."""
    texts = [f"{own(n, 60)} {BACKGROUND} {own(n + 1_000, 40)}" for n in range(count)]
    return [a_report(text, f"Paper {n}", f"2031-05-{n + 1:02}") for n, text in enumerate(texts)]


def traced(reports: list[Report]) -> tuple[list[Lineage], list[int]]:
    """Give the edges, and how many reports each origin has."""
    edges = list(lineage(reports, (), Registry(), Settings()))
    return edges, [len(o.members) for o in report_origins(reports, edges)]


@pytest.mark.parametrize("count", [4, 9, 25])
def test_background_in_the_middle_joins_nobody_and_says_so(count: int) -> None:
    """Reports of many outlets with one paragraph of background stay as many origins; the edges say what they share."""
    edges, sizes = traced(with_background(count))
    assert edges
    assert sizes == [1] * count
    assert {e.kind for e in edges} == {LineageKind.QUOTES}
    assert all("which share nothing else" in e.evidence and "The two valleys" in e.words for e in edges)


def test_a_paragraph_lifted_by_one_is_reuse() -> None:
    """Two reports that share a long paragraph are no habit: one has it from the other."""
    edges, sizes = traced(with_background(2))
    assert [e.kind for e in edges] == [LineageKind.SAME_TEXT]
    assert edges[0].words.startswith("The two valleys")
    assert sizes == [2]


def test_copies_of_a_report_with_background_are_still_its_copies() -> None:
    """Copies, one cut short after the background, join their source, and only that."""
    reports = with_background(6)
    text = reports[2].text
    end = text.index(BACKGROUND) + len(BACKGROUND)
    copies = [a_report(f"{own(77, 6)} {t}", f"Copy {len(t)}", "2031-06-01") for t in (text, text[:end])]
    found = report_origins([*reports, *copies], lineage([*reports, *copies], (), Registry(), Settings()))
    assert set(found[0].members) == {reports[2].id, *(c.id for c in copies)}
    assert [len(o.members) for o in found[1:]] == [1] * 5


def test_passages_that_each_lifts_from_one_report_are_reuse() -> None:
    """Several who lift from one report each where they please are its copies in part."""
    wire = a_report(own(1, 400), "Wire", "2031-05-01")
    words = wire.text.split()
    lifted = [" ".join(words[low : low + 80]) for low in (20, 50, 130, 210, 300)]
    reports = [
        a_report(f"{own(n + 50, 150)} {part} {own(n + 90, 100)}", f"Paper {n}", "2031-05-02")
        for n, part in enumerate(lifted)
    ]
    assert traced([wire, *reports])[1] == [6]


def test_claims_in_background_are_one_voice_though_the_reports_are_not() -> None:
    """What two reports say in the same handed words is said once; what each says besides is its own."""
    reports = with_background(5)
    words = "More than four thousand people have been killed since then"
    claims = [a_claim(r, words, Aspect.COUNT, "4000 killed", event="e_1") for r in reports]
    assert len(origins(claims, lineage(reports, claims, Registry(), Settings()))) == 1


def test_background_joins_nobody_for_a_question_that_it_does_not_answer() -> None:
    """Five papers that count the dead of a raid, each for itself, under one paragraph on the war are five voices of the
    raid and one of the war; copies of one of them are its voice in both."""
    war = "More than four thousand people have been killed since then"
    raid = "A raid on the mill killed nine."
    reports = [a_report(f"{raid} {r.text}", r.publisher or "", "2031-05-01") for r in with_background(5)]
    copy = a_report(f"{own(77, 6)} {reports[2].text}", "Copy", "2031-06-01")
    reports.append(copy)
    claims = [a_claim(r, war, Aspect.COUNT, "4000 killed", event="e_1") for r in reports]
    mine = [a_claim(r, raid, Aspect.COUNT, "9 killed", event="e_1") for r in reports]
    found = origins([*claims, *mine], lineage(reports, [*claims, *mine], Registry(), Settings()))
    assert len(found) == 5
    assert sum(bool({c.id for c in claims} & set(o.members)) for o in found) == 1
    assert sum(bool({c.id for c in mine} & set(o.members)) for o in found) == 5
    assert {mine[2].id, mine[5].id} <= next(set(o.members) for o in found if mine[2].id in o.members)
    assert len({o.root for o in found}) == 5


@pytest.mark.parametrize(
    ("day", "kinds"), [("2031-05-03", {"same_text"}), ("2031-05-30", {"quotes"}), (None, {"same_text"})]
)
def test_what_stood_in_an_old_report_is_no_news(day: str | None, kinds: set[str]) -> None:
    """Weeks later a paragraph is background and makes no one voice; within days, or undated, it is reuse."""
    (first, second) = with_background(2)
    edges, found = traced([first, a_report(second.text, second.publisher or "", day)])
    assert {e.kind for e in edges} == kinds
    assert found == ([2] if kinds == {"same_text"} else [1, 1])
    assert ("29 days apart" in edges[0].evidence) == (kinds == {"quotes"})


def test_two_reports_of_one_day_that_repeat_an_old_paragraph_share_background() -> None:
    """Both have it from weeks ago: neither copies the other; those that first had it are not judged by it."""
    old, *new = with_background(3)
    days = ["2031-05-01", "2031-06-20", "2031-06-20"]
    reports = [a_report(r.text, r.publisher or "", d) for r, d in zip((old, *new), days, strict=True)]
    assert {e.kind for e in traced(reports)[0]} == {"quotes"}
    first = [a_report(r.text, r.publisher or "", d) for r, d in zip((old, *new), days[::-1], strict=True)]
    kinds = {frozenset((e.a, e.b)): e.kind for e in traced(first)[0]}
    assert kinds[frozenset((first[0].id, first[1].id))] == LineageKind.QUOTES


def test_an_old_report_that_is_printed_again_is_still_one_text() -> None:
    """A copy dated weeks later, and who took a paragraph when its source was new, stay copies."""
    first, second, _ = with_background(3)
    again = a_report(f"{own(5, 6)} {first.text}", "Late Paper", "2031-07-01")
    edges, found = traced([first, second, again])
    assert found == [3]
    assert {e.kind for e in edges} == {LineageKind.SAME_TEXT}


def test_what_a_report_merges_with_an_old_text_is_as_new_as_its_source() -> None:
    """A report that opens with an old text and goes on with today's wire has that from there, and is no old print."""
    old, new = (a_report(own(n, 90), f"Wire {n}", day) for n, day in ((1, "2031-05-01"), (2, "2031-07-01")))
    merged = a_report(f"{old.text} {own(9, 20)} {new.text}", "Both", "2031-07-02")
    edges, _ = traced([old, new, merged])
    assert {frozenset((e.a, e.b)): e.kind for e in edges}[frozenset((new.id, merged.id))] == LineageKind.SAME_TEXT


def test_a_credit_makes_a_passage_of_an_old_report_a_copy() -> None:
    """Who says from whom a paragraph is has it from there, however old it is."""
    first, second = with_background(2)
    later = a_report(
        f"{second.text} {first.publisher} reported this first. (via {first.publisher})", "Quay", "2031-07-01"
    )
    edges, found = traced([first, later])
    assert LineageKind.SAME_TEXT in {e.kind for e in edges}
    assert found == [2]


def test_the_order_of_pairs_changes_nothing() -> None:
    """Passages are found alike in whatever order pairs come; a pair alone has none."""
    reports = with_background(5)
    found = [e for e in lineage(reports, (), Registry(), Settings()) if e.spans]
    pairs = [
        Shared(a=e.a, b=e.b, words=60, own_words=60, share_a=0.3, share_b=0.3, odd_a=0, odd_b=0, spans=e.spans)
        for e in found
    ]
    assert handed(pairs)
    assert handed(pairs) == handed(pairs[::-1])
    assert handed(pairs[:1]) == {}
