"""One source that corrects itself, in one sentence and in two reports; the texts are invented, and nothing happened."""

from __future__ import annotations

import pytest

from counterclaim import align, read, trace
from counterclaim.extract import RuleExtractor
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Finding
from counterclaim.settings import Settings
from counterclaim.weigh import weigh
from tests.unit.builders import a_report

STRIKE = "Shells hit the market in Orvane on 3 May 2031. "
FIRST = "The health office said that 17 people were killed."
SETTINGS = Settings()


def weighed(*told: tuple[str, str | None]) -> Finding:
    """Read reports of one strike, each with its day of publication or none, and weigh what they say."""
    reports = [a_report(STRIKE + text, f"Paper {n}", day) for n, (text, day) in enumerate(told)]
    claims = [c for r in reports for c in RuleExtractor().claims(r, read.passages(r, SETTINGS))]
    events, claims = align.align(claims, reports, SETTINGS)
    mine = [c for c in claims if c.event == events[0].id]
    return weigh(events[0], mine, reports, trace.origins(mine, ()), SETTINGS)


@pytest.mark.parametrize(
    "text",
    [
        "The health office initially said 17 people were killed, and now says 14.",
        "The health office initially said that 17 people were killed. It now says 14.",
        "The health office first said that 17 people had been killed, but later said that it was 14.",
        "The health office, which had earlier said that 17 people were killed, said that 14 were killed.",
        "The health office said that 17 people were killed. It later said the number of dead was 14.",
        "The health office corrected its earlier figure of 17 dead to 14.",
        "The health office revised its toll from 17 dead to 14.",
    ],
)
def test_who_tells_its_old_number_beside_the_new_one_revises_it(text: str) -> None:
    """The number told as earlier comes first, whatever the order and the days; the other one stands, uncontested."""
    finding = weighed((text, "2031-05-04"))
    (history,) = finding.histories
    assert (history.kind, history.agent.name) == ("revises", "health office")
    assert [s.words for s in history.stages] == ["17 people killed", "14 people killed"]
    assert finding.ranges[0].range == NumberRange(14, 14)
    assert not any(q.contested for q in finding.questions)


@pytest.mark.parametrize(
    "text",
    [
        "The health office said that 14 people, not 17, were killed.",
        "The health office said that 14 people were killed, not 17.",
        "The health office said the death toll was 14, not 17.",
        "The health office said that the death toll was 14, not 17 as it had first reported.",
        "Fourteen people, not seventeen, were killed, the health office said.",
        "“The number of dead is 14, not 17,” the health office said.",
    ],
)
@pytest.mark.parametrize("day", ["2031-05-06", "2031-05-04", None])
def test_fourteen_not_seventeen_takes_the_seventeen_back(text: str, day: str | None) -> None:
    """Who denies its own number and gives another corrects it, on a later day, the same day and on no known day."""
    finding = weighed((FIRST, "2031-05-04" if day else None), (text, day))
    (history,) = finding.histories
    assert history.kind == "revises"
    assert [s.words for s in history.stages if s.take == "asserts"] == ["17 people killed", "14 people killed"]
    assert finding.ranges[0].range == NumberRange(14, 14)
    assert not any(q.contested for q in finding.questions)
    alone = weighed((text, day))
    assert alone.histories == ()
    assert alone.ranges[0].range == NumberRange(14, 14)


def test_who_denies_the_number_of_another_corrects_nobody() -> None:
    """The mayor's seventeen stands against the office's "14, not 17", and the question is contested."""
    mayor = FIRST.replace("health office", "mayor of Orvane")
    finding = weighed((mayor, "2031-05-04"), ("The health office said that 14 people, not 17, died.", "2031-05-06"))
    assert finding.histories == ()
    assert finding.ranges[0].range == NumberRange(14, 17)
    assert any(q.contested for q in finding.questions)


def test_a_source_with_two_numbers_and_no_word_on_their_order_contradicts_itself() -> None:
    """Nothing says which of two numbers of one day is the later one: both stand."""
    other = FIRST.replace("17", "14")
    finding = weighed((FIRST, "2031-05-04"), (other, "2031-05-04"))
    assert [h.kind for h in finding.histories] == ["contradicts itself"]
    assert finding.ranges[0].range == NumberRange(14, 17)
