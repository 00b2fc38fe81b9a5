"""Reports that are read together give what each gives alone. All texts are invented."""

from __future__ import annotations

from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.extract.parsed.parse import parse, parse_each
from counterclaim.settings import Settings

REPORTS = tuple(
    a_report(text, title=title)
    for text, title in (
        ("The army denied that it had shelled the market in Belmor. A nurse said that 12 people were killed.", None),
        ("...", "Rockets hit the school in Ost, residents say"),
        ("SHELLS HIT THE MARKET IN LOM ON FRIDAY. THE MAYOR, ANYA VELT, BLAMED THE NORTHERN FRONT FOR IT.", "Lom"),
        ("Rebels burned the mar\u00adket in Ost, a spokes\u00adman said. They killed four traders, he said.", None),
    )
)


def test_claims_are_those_of_each_report_alone() -> None:
    """Whatever stands beside it, a report gives the same claims: none is of another's words."""
    cut = [(report, read.passages(report, Settings())) for report in REPORTS]
    rules = RuleExtractor()
    together = list(rules.each(cut))
    assert together == [rules.claims(*one) for one in cut]
    assert together == list(rules.each(cut[::-1]))[::-1]
    assert [len(found) > 0 for found in together] == [True, False, True, True]


def test_parses_are_those_of_each_report_alone() -> None:
    """Vectors and labels are the same to the last bit, so that no parse hangs on what was read with it."""
    cut = [read.passages(report, Settings()) for report in REPORTS]
    for one, many in zip(cut, parse_each(cut, telex_names=True), strict=True):
        alone = parse(one, telex_names=True)
        assert [p.passage for p in alone] == [p.passage for p in many]
        for a, b in zip(alone, many, strict=True):
            assert (a.doc.parsed.tensor == b.doc.parsed.tensor).all()
            assert [(t.text, t.dep_, t.head.i) for t in a.doc] == [(t.text, t.dep_, t.head.i) for t in b.doc]
