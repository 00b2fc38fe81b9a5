"""Killings and attacks that no report dates: told apart, or said to be perhaps several; the texts are invented."""

from __future__ import annotations

import pytest

from counterclaim import align, read
from counterclaim.compose.several import perhaps_several
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event
from counterclaim.settings import Settings
from tests.unit.builders import a_report

SETTINGS = Settings()


def aligned(*texts: str) -> list[tuple[Event, tuple[Claim, ...]]]:
    """Give the events of reports that are published on one day after the other, with their claims."""
    reports = [a_report(text, f"Paper {n}", f"2031-05-{n:02}") for n, text in enumerate(texts, start=4)]
    claims = [c for r in reports for c in RuleExtractor().claims(r, read.passages(r, SETTINGS))]
    events, claims = align.align(claims, reports, SETTINGS)
    return [(e, tuple(c for c in claims if c.event == e.id)) for e in events]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Five civilians were killed in Orvane, residents said.", "Militants were killed in Orvane, the army said."),
        ("Gunmen killed five people in Orvane.", "Eleven people were killed in Orvane, the mayor said."),
        ("Shells killed five people in Orvane.", "Shelling of Orvane killed seven people, the mayor said."),
    ],
)
def test_undated_killings_of_others_or_of_another_number_are_no_one_event(one: str, other: str) -> None:
    """One town and the same days are shared by many killings: nothing else joins these two."""
    assert [len(e.reports) for e, _ in aligned(one, other)] == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gunmen killed five people in Orvane.", "Five people were killed in Orvane, the mayor said."),
        ("Gunmen killed the teacher Selim Varda in Orvane.", "Selim Varda was killed in Orvane, the mayor said."),
        ("Five civilians were killed in Orvane.", "The army said that it killed five terrorists in Orvane."),
        ("The army shelled Orvane.", "The army denied that it had shelled Orvane."),
    ],
)
def test_a_number_a_name_and_a_denial_join_what_no_day_joins(one: str, other: str) -> None:
    """Two reports that give one number or name, or of which one denies the other, tell of one happening."""
    ((event, claims),) = aligned(one, other)
    assert len(event.reports) == 2
    assert perhaps_several(event, claims) is None


def test_what_only_its_wording_joins_may_be_several_and_says_so() -> None:
    """Of two doers and two numbers in one town nobody knows whether they are one: the event says what it may be."""
    one, other = "Gunmen killed five villagers in Orvane.", "The army killed three villagers in Orvane, the mayor said."
    ((event, claims),) = aligned(one, other)
    said = perhaps_several(event, claims)
    assert said is not None
    assert said.words.startswith("These may be several happenings")
    assert {c.report for c in claims if c.id in said.claims} == set(event.reports)


def test_what_is_dated_is_one_happening() -> None:
    """Another day would be another event: what stands in one is not told as perhaps several."""
    texts = [f"On 3 May 2031 an air strike on Orvane killed {n} people." for n in (5, 9)]
    ((event, claims),) = aligned(*texts)
    assert len(event.reports) == 2
    assert perhaps_several(event, claims) is None


MONKS = "Gunmen killed six monks of the order of Tellin in Orvane on Monday. "


@pytest.mark.parametrize(
    "other",
    [
        "They are the same men who killed the teacher Selim Varda, the abbot said.",
        "Similar killings have been committed a hundred times, the abbot said.",
        "Among the army's losses there are 177 dead and 251 wounded, the general said.",
        "The war has killed 70,000 citizens, the abbot said.",
        "The abbot condemned the murder of the monks and also the massacre of several farmers.",
    ],
)
def test_a_report_tells_another_killing_beside_the_first(other: str) -> None:
    """Words, or a number of another size without a day, say that a killing is not the one told before."""
    told = aligned(MONKS + other)
    of_monks = next(claims for _, claims in told if any("six monks" in c.text for c in claims))
    assert len(told) > 1
    assert all("monks" in c.text for c in of_monks)


def test_they_are_those_told_of_last() -> None:
    """A claim that names nobody is of the killing told last, not of the report's first."""
    text = "Gunmen killed six monks in Orvane. Gunmen killed forty weavers, he said. They were killed by the army."
    last = next(c for e, cs in aligned(text) for c in cs if c.text.startswith("They were killed"))
    beside = [c.text for e, cs in aligned(text) if e.id == last.event for c in cs]
    assert not any("monks" in t for t in beside)


def test_a_report_tells_of_nothing_that_came_after_it() -> None:
    """An arrest that a report of the fourth tells without a day is not that of the tenth."""
    early = "The army said that eight officers of the guard were arrested in Orvane."
    late = "A judge ordered the arrest of eight officers of the guard in Orvane on 10 May 2031."
    assert [len(e.reports) for e, _ in aligned(early, late)] == [1, 1]


def test_whose_fighters_were_captured_tells_no_two_captures_to_be_one() -> None:
    """Two captures of one front's fighters, here and abroad, share the front's name and nothing else."""
    here = "The army captured 92 Northern Front fighters, the general said."
    there = "Forty Northern Front fighters were captured in Velaria on 3 May 2031."
    assert [len(e.reports) for e, _ in aligned(here, there)] == [1, 1]
