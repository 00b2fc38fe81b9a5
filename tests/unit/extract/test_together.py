"""All who are listed as speakers speak, and who cites a source passes it on; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim.extract import RuleExtractor
from counterclaim.read import passages
from counterclaim.settings import Settings


def chains(text: str) -> set[tuple[str, ...]]:
    """Give the chains of an invented report's claims, less the report itself."""
    report = a_report(text, day="2031-05-20")
    found = RuleExtractor().claims(report, passages(report, Settings()))
    return {tuple(hop.agent.name for hop in c.chain[:-1]) for c in found}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The army, the police and the interior ministry all denied that troops had shelled the market.",
         {("army",), ("police",), ("interior ministry",)}),
        ("The market was shelled, said Ann Bell, the army and the Orsk Committee.",
         {("Ann Bell",), ("army",), ("Orsk Committee",)}),
        ("Residents and doctors said the market was shelled.", {("Residents",), ("doctors",)}),
        ("Ann Bell, the mayor of Lom and a lawyer, said the market was shelled.", {("Ann Bell",)}),
        ("Ann Bell, the mayor of Lom, said the market was shelled.", {("Ann Bell",)}),
    ],
)  # fmt: skip
def test_all_of_a_list_speak(text: str, speakers: set[tuple[str, ...]]) -> None:
    """A list is several speakers; an apposition, which a comma closes, is one."""
    assert chains(text) == speakers


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("According to autopsies cited by the Orsk Committee, nine people died.", ("autopsies", "Orsk Committee")),
        ("Nine people died, doctors quoted by Radio Orsk said.", ("doctors", "Radio Orsk")),
    ],
)
def test_who_cites_a_source_passes_it_on(text: str, chain: tuple[str, ...]) -> None:
    """The one cited comes first, the one who cites next."""
    assert chains(text) == {chain}
