"""Which of two reports is the earlier, on invented texts: what tells, in order, and when nothing does."""

from __future__ import annotations

import numpy as np

from counterclaim.receive.dates import minute
from counterclaim.records.judgement import Lineage
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.settings import Settings
from counterclaim.tracing import lineage
from tests.unit.builders import a_day, a_report
from tests.unit.trace.test_brute_force import passage


def words(seed: int, count: int = 90) -> str:
    """Make a text of invented words."""
    return " ".join(passage(np.random.default_rng(seed), count))


def edge(*reports: Report) -> Lineage:
    """Give the edge between the first two of some reports."""
    found = lineage(reports, (), Registry(), Settings())
    return next(e for e in found if {e.a, e.b} == {reports[0].id, reports[1].id})


def test_the_day_tells_and_a_month_that_holds_it_does_not() -> None:
    """An earlier day is earlier; a report of "May" may be before or after the seventh."""
    text = words(1)
    day, later = a_report(text, "Post", "2021-05-07"), a_report(f"new head {text}", "Ledger", "2021-05-08")
    assert edge(day, later).first == day.id
    month = a_report(f"other head {text}", "Wire", published=a_day("2021-05-01", "2021-05-31"))
    found = edge(day, month)
    assert found.first is None
    assert "Nothing shows which is earlier" in found.evidence


def test_the_minute_tells_on_one_day() -> None:
    """Times are compared in one zone; without a zone a time tells nothing."""
    text = words(2)
    first = a_report(text, "Post", "2021-05-07", minute=minute("2021-05-07T09:30:00+03:00"))
    second = a_report(f"new head {text}", "Ledger", "2021-05-07", minute=minute("Fri, 07 May 2021 08:00:00 +0000"))
    assert (first.minute, second.minute) == ("2021-05-07T06:30Z", "2021-05-07T08:00Z")
    assert edge(first, second).first == first.id
    assert minute("2021-05-07T09:30:00") == minute("2021-05-07") == minute("soon") == ""


def test_a_credit_tells_more_than_the_day() -> None:
    """A copy dated before its source, by a wrong clock, is still the copy that it says it is."""
    text = words(3)
    wire = a_report(text, "Coast Wire", "2021-05-09")
    copy = a_report(f"{text}\n\n(Coast Wire)", "Ledger", "2021-05-08")
    assert edge(wire, copy).first == wire.id


def test_a_text_that_holds_two_others_whole_is_later() -> None:
    """Two unrelated reports in one are its sources; one report in a longer one may be either."""
    one, other = a_report(words(4), "Post"), a_report(words(5), "Ledger")
    merged = a_report(f"{one.text} {words(6, 40)} {other.text}", "Digest")
    assert edge(one, merged, other).first == one.id
    assert edge(one, merged).first is None


def test_damage_tells_where_the_words_are_common() -> None:
    """A copy whose letters were misread has words that no text has; its source has none."""
    clean = a_report(words(7, 200), "Post")
    draw = np.random.default_rng(8)
    hurt = "".join("q" if draw.random() < 0.03 and c != " " else c for c in clean.text)
    others = [a_report(words(n, 200), f"Paper {n}") for n in range(20, 26)]
    assert edge(clean, a_report(hurt, "Archive"), *others).first == clean.id
