"""Who "it" is that goes on telling, and who is behind a document: invented texts."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

SCHOOL = "the shelling of a school in Velm"


def tellers(text: str, words: str = "shelling") -> set[tuple[str, ...]]:
    """Give the chains, without the report's author, of the claims whose value holds some words."""
    return {tuple(h.agent.name for h in c.chain[:-1]) for c in claims_of(text) if words in c.value}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"The report by the Lowland Commission makes grim reading: it details {SCHOOL}.", ("Lowland Commission",)),
        (f"The Lowland Observatory published a report on Monday. It details {SCHOOL}.", ("Lowland Observatory",)),
        (f"The study was released on Tuesday by the Mill Institute. It lists {SCHOOL}.", ("Mill Institute",)),
        (f"The Lowland Observatory said that roads were cut. It listed {SCHOOL}.", ("Lowland Observatory",)),
        (
            f"The report by the Mill Institute is clear. It is long. It documents {SCHOOL}. It is free.",
            ("Mill Institute",),
        ),
        (f"Dorin Hask said: “The Mill Institute's report is clear. It documents {SCHOOL}.”",
         ("Mill Institute", "Dorin Hask")),
    ],
)  # fmt: skip
def test_it_details_what_the_document_or_the_body_tells(text: str, chain: tuple[str, ...]) -> None:
    """Within a paragraph "it" is the document that was the subject last, and so who made it, or the body that spoke."""
    assert tellers(text) == {chain}


@pytest.mark.parametrize(
    "text",
    [
        f"The report by the Lowland Commission makes grim reading.\n\nIt details {SCHOOL}.",
        f"The town of Velm is old. It records {SCHOOL}.",
        f"The report by the Mill Institute is late. The bridge is closed. It lists {SCHOOL}.",
    ],
)
def test_it_details_nothing_of_another_paragraph_or_thing(text: str) -> None:
    """Another paragraph, a place and a thing that is the subject since then leave what is told to the author."""
    assert tellers(text) == {()}


def test_a_statement_goes_on_for_who_issued_it() -> None:
    """ "The statement added" is the issuer's, whoever is named in between."""
    text = "The Karven army issued a statement. The statement said that rebels shelled Velm. The statement added that"
    assert tellers(f"{text} rebels shelled Lom.") == {("Karven army",)}


def test_who_filed_a_document_is_behind_it() -> None:
    """The place before a document is where it was filed from; a bracket that was cut is no part of a name."""
    text = (
        "According to a Washington dateline item transmitted on 11 May by the Ostra news agency, rebels shelled Velm."
    )
    assert {names[0].split()[0] for names in tellers(text)} == {"Ostra"}
    text = f"The report by the Lowland Commission of Inquiry (LCI) is clear: it details {SCHOOL}."
    assert {n for names in tellers(text) for n in names if "(" in n} == set()
