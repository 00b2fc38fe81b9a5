"""One monitoring group behind many stories, by whatever general words each calls it; all texts are invented."""

from __future__ import annotations

import pytest

from counterclaim.records.naming import agent
from counterclaim.records.registry import Registry
from counterclaim.records.words import AgentKind, Aspect
from counterclaim.settings import Settings
from counterclaim.trace import origins
from counterclaim.trace.monitors import is_general, is_named, the_monitor
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report

NAME = "Lom Observatory for Human Rights"
DEAD = "nine people were killed in Serrin"


@pytest.mark.parametrize(
    ("words", "general"),
    [
        ("monitor", True),
        ("monitoring group", True),
        ("at least 112 a monitoring group", True),
        ("Velm-based war monitor", True),
        ("ceasefire monitors", False),
        ("election monitor", False),
        ("armed group", False),
        (NAME, False),
    ],
)
def test_general_words_for_a_monitor(words: str, general: bool) -> None:
    """Words that say what is monitored or for whom mean somebody else."""
    assert is_general(words) == general
    assert is_named(words) == (words == NAME)


def test_the_one_that_a_report_names_is_meant() -> None:
    """None where it names none, or two."""
    text = f"A monitor said that {DEAD}. The {NAME} has counted since spring."
    assert the_monitor("monitor", text, ()) == NAME
    assert the_monitor("monitor", text, (NAME,)) == NAME
    assert the_monitor("monitor", f"{text} The Velm Observatory for Refugees agreed.", ()) == ""
    assert the_monitor("monitor", f"A monitor said that {DEAD}.", ()) == ""
    assert the_monitor("mayor", text, ()) == ""


def test_stories_of_one_monitor_are_one_voice() -> None:
    """Three papers call it by three names and each names it once; who only says "monitor" is perhaps the same."""
    called = [NAME, "monitor", "Velm-based monitoring group", "monitoring group"]
    tails = [f"The {NAME} has counted since spring."] * 3 + ["Nothing else is known."]
    papers = zip(called, tails, ("Quay Weekly", "Mill Post", "City Desk", "Bell"), strict=True)
    reports = [a_report(f"The {name} said that {DEAD}. {tail}", paper, "2031-05-01") for name, tail, paper in papers]
    claims = [
        a_claim(r, DEAD, Aspect.COUNT, "9 killed", agent(name, AgentKind.ORGANISATION, r.id), event="e_1")
        for r, name in zip(reports, called, strict=True)
    ]
    edges = lineage(reports, claims, Registry(), Settings())
    found = origins(claims, edges)
    assert [(o.root.name if o.root else "", len(o.reports)) for o in found] == [(NAME, 3), ("monitoring group", 1)]
    assert any("“monitor” is the one monitoring body that its report names" in e.evidence for e in edges)
    assert found[1].perhaps
