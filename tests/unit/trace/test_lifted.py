"""What makes two reports one voice in part, and to whom one text goes back; all texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import LineageKind
from counterclaim.settings import Settings
from counterclaim.trace import report_origins
from counterclaim.tracing import lineage
from tests.unit.builders import a_report
from tests.unit.trace.test_passages import own

WIRE = own(1, 300)


def sizes(reports: list[Report]) -> list[int]:
    """Give how many reports each origin has, the largest first."""
    return [len(o.members) for o in report_origins(reports, lineage(reports, (), Registry(), Settings()))]


def lifting(low: int, words: int) -> Report:
    """Give a report of its own with a passage of the wire in its middle."""
    passage = " ".join(WIRE.split()[low : low + words])
    return a_report(f"{own(low, 150)} {passage} {own(low + 500, 100)}", "Quay Weekly", "2031-05-03")


@pytest.mark.parametrize(
    ("copies", "words", "joined"), [(1, 50, False), (9, 50, True), (9, 40, False), (1, 70, True), (1, 58, False)]
)
def test_a_passage_of_a_wire_is_lifted_from_it(copies: int, words: int, joined: bool) -> None:
    """Fifty words join where ten reports print their source; seventy join anyway, and forty do not."""
    wire = a_report(WIRE, "Ostra News Agency", "2031-05-01")
    printed = [a_report(f"{own(n + 20, 8)} {WIRE}", f"Paper {n}", "2031-05-02") for n in range(copies)]
    found = sizes([wire, *printed, lifting(100, words)])
    assert found == ([copies + 2] if joined else [copies + 1, 1])


def test_a_copy_cut_short_is_known_by_its_opening() -> None:
    """Fifty words that open both texts are a copy, however much follows."""
    wire = a_report(WIRE, "Ostra News Agency", "2031-05-01")
    cut = a_report(f"{own(3, 8)} {' '.join(WIRE.split()[:50])} {own(4, 200)}", "Quay Weekly", "2031-05-02")
    assert sizes([wire, cut]) == [2]


def test_two_briefs_of_one_fact_are_no_copies() -> None:
    """Fourteen words of twenty agree by the fact alone; all but a word or two make a copy."""
    fact = "that the air strike on the bakery in Serrin on the fourteenth killed"
    briefs = [f"Serrin Civil Defence said {fact} 15 people.", f"Ilan Marsh, a doctor, told us today {fact} 14 there."]
    apart = [a_report(text, f"Paper {n}", "2031-05-01") for n, text in enumerate(briefs)]
    assert sizes(apart) == [1, 1]
    copy = a_report(briefs[0].replace("people", "persons"), "Paper 9", "2031-05-02")
    assert sizes([apart[0], copy]) == [2]


def test_one_text_goes_back_to_whom_the_others_took_it_from() -> None:
    """The first by the minute, and a credited source before an earlier date, give the text its name."""
    first = a_report(WIRE, "Quay Weekly", "2031-05-01", minute="2031-05-01T06:00Z")
    later = a_report(WIRE, "Harbour Post", "2031-05-01", minute="2031-05-01T09:00Z")
    for given in ([first, later], [later, first]):
        (origin,) = report_origins(given, lineage(given, (), Registry(), Settings()))
        assert origin.root is not None
        assert origin.root.name == "Quay Weekly"
    source = a_report(WIRE, "Ostra News Agency")
    copy = a_report(f"{WIRE}\n\n(Ostra News Agency)", "Harbour Post", "2031-05-01")
    (origin,) = report_origins([copy, source], lineage([copy, source], (), Registry(), Settings()))
    assert origin.root is not None
    assert origin.root.name == "Ostra News Agency"


@pytest.mark.parametrize("day", [None, "2031-05-01"])
def test_a_credit_over_words_of_its_own_ties_reports(day: str | None) -> None:
    """A credit line without shared words names its source, with or without a date; of two it says nothing undated."""
    source = a_report(own(7, 60), "Ostra News Agency", day)
    taking = a_report(f"{own(8, 60)} Source: Ostra News Agency", "Harbour Post", day)
    (edge,) = lineage([source, taking], (), Registry(), Settings())
    assert (edge.kind, edge.first) == (LineageKind.QUOTES, source.id)
    assert edge.words == "Source: Ostra News Agency"
    second = a_report(own(9, 60), "Ostra News Agency", day)
    assert len(lineage([source, second, taking], (), Registry(), Settings())) == (0 if day is None else 1)


#: What an exercise says of itself; each text says it a little differently, as offices do.
DISCLAIMER = "This is an invented {}, written as an exercise."


def test_a_disclaimer_and_a_place_with_its_day_make_no_one_text() -> None:
    """One denies and two accuse; each says of itself what it is, and names the place and the day: three texts."""
    said = {
        "statement": "The ministry denies that its forces shelled the market in Orvane on 12 May 2031. The explosion "
        "was caused by ammunition that rebels stored in the market hall.",
        "page": "Quay Gazette said that 18 people were killed when rockets hit the market hall in Orvane on 12 May "
        "2031.",
        "report": "The observatory counted 16 civilians killed in the shelling of the market hall in Orvane on 12 May "
        "2031. Fragments found at the site are of rockets.",
    }
    reports = [
        a_report(f"{DISCLAIMER.format(kind)} {text}", f"The {kind}", f"2031-05-{13 + n}")
        for n, (kind, text) in enumerate(said.items())
    ]
    assert sizes(reports) == [1, 1, 1]
    edges = lineage(reports, (), Registry(), Settings())
    assert {e.kind for e in edges} <= {LineageKind.QUOTES}


def test_so_few_words_with_a_credit_are_a_copy() -> None:
    """A brief that says whose it is stays a copy, however short it is."""
    fact = "at least fourteen people were killed when shells hit the covered market in Orvane on Tuesday"
    wire = a_report(f"{fact}, the hospital said. {own(5, 20)}", "Ostra News Agency", "2031-05-01")
    brief = a_report(f"ORVANE (Ostra News Agency) - {fact}. {own(7, 9)}", "Quay Weekly", "2031-05-02")
    assert LineageKind.WIRE_COPY in {e.kind for e in lineage([wire, brief], (), Registry(), Settings())}


FOOT = (
    "Ostra Documents publishes under an open licence: copy what you like and say where you have it from. Write to the "
    "desk with corrections, which stand at the foot of the page for a year."
)


def test_a_footer_of_several_offices_makes_no_one_text() -> None:
    """A licence line as long as half of a short report joins none of three that say different things above it."""
    reports = [a_report(f"{own(60 * n, 45)}\n{FOOT}", f"Office {n}", "2031-05-01") for n in range(3)]
    assert sizes(reports) == [1, 1, 1]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ({"published": "2031-05-04"}, "Quay Weekly of 4 May 2031 shares"),
        ({"published": "2031-05-01", "minute": "2031-05-01T16:00Z"}, "Quay Weekly of 16:00 UTC shares"),
        ({"published": None}, "Quay Weekly and Quay Weekly in another report share"),
    ],
)
def test_two_reports_of_one_name_are_told_apart(second: dict[str, str | None], told: str) -> None:
    """By their days, else by the time of day, else as two."""
    first = a_report(WIRE, "Quay Weekly", "2031-05-01", minute="2031-05-01T06:00Z")
    day = second.pop("published")
    again = a_report(f"{own(8, 5)} {WIRE}", "Quay Weekly", day, **second)
    (edge,) = lineage([first, again], (), Registry(), Settings())
    assert edge.evidence.startswith(told)
