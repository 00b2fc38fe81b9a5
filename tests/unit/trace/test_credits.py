"""Credit lines and declared reuse, on invented texts."""

from __future__ import annotations

from counterclaim.records.registry import Registry
from counterclaim.trace.credits import credit_lines, declared
from tests.unit.builders import a_report


def test_an_agency_in_the_dateline_is_a_credit() -> None:
    """A dateline with an agency credits it; the agency's own report credits nobody."""
    copy = a_report("VELM (Reuters) - The bridge was closed.", "Harbour Post")
    own = a_report("VELM (Reuters) - The bridge was closed.", "Reuters")
    found = credit_lines([copy, own], Registry())
    assert [m.key for m in found[copy.id]] == ["reuters"]
    assert found[own.id] == ()


def test_an_agency_named_in_the_middle_is_no_credit() -> None:
    """An agency mentioned far from head and foot credits nothing."""
    body = "The bridge was closed. " * 20
    report = a_report(f"{body}A van marked (Reuters) stood there. {body}", "Harbour Post")
    assert credit_lines([report], Registry())[report.id] == ()


def test_citing_another_publisher_of_the_case_is_declared() -> None:
    """Words that name another report's publisher are found with where they stand; unknown names are not."""
    source = a_report("The bridge was closed.", "Valley Herald")
    citing = a_report("The bridge is closed, as reported by the Valley Herald, and via Nobody News.", "Harbour Post")
    (mention,) = declared([source, citing], Registry())[citing.id]
    assert mention.key == "valley herald"
    assert citing.text[mention.start :].startswith("as reported by the Valley Herald")
