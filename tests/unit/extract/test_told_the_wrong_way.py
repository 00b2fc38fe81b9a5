"""Who accuses, who only answers and who is only told of: sentences that were read the wrong way; all are invented."""

import pytest
from tests.unit.extract.test_prose import rows_of


def said(words: str, aspect: str) -> set[tuple[str, str, str]]:
    """Give who says what value of an aspect, with the stance."""
    return {(r[1].split(" > ")[0], r[2], r[4]) for r in rows_of(words) if r[3] == aspect}


def test_who_faces_accusations_makes_none() -> None:
    """Others say that the army did it."""
    found = said("The army faces accusations that it executed 300 men in Aleppo.", "perpetrator")
    assert {who for who, _, _ in found} == {"unnamed source (accusations)"}


def test_who_denounces_a_report_denies_it() -> None:
    """The report says so, and its target denies it and does not pass it on."""
    words = 'The junta denounced as "fictitious" a UN report that said rebels executed 500 people in Lom.'
    found = {(who, stance) for who, stance, _ in said(words, "perpetrator")}
    assert found == {("United Nations", "assert"), ("junta", "deny")}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("A raid on a market in Aleppo killed 43 people, nurses and a doctor said.", {"nurses", "doctor"}),
        ("The union condemned the RSF's attack. It said 12 people were killed.", {"union"}),
        ("Two men died in Aleppo, said doctors who claimed rebels had shelled a clinic.", {"doctors"}),
        ('"No civilian was killed," said a statement read out on television by Colonel Ara Tal.', {"Ara Tal"}),
        ("The number is in addition to 203 fighters the army said it had killed in Lom.", {"army"}),
        ("Soldiers allegedly killed 12 men in Aleppo, the council said.", {"council"}),
    ],
)
def test_who_gives_the_number(words: str, who: set[str]) -> None:
    """It is who says so, and neither who was killed nor who is accused."""
    assert {name for name, _, _ in said(words, "count")} == who


@pytest.mark.parametrize(
    "words",
    [
        "The army said it was not behind the blast, and that a rocket launched by rebels led to the explosion.",
        "The army said it was not behind a blast at a clinic, which nurses say killed 12, "
        "and that a misfired rocket launched by rebels led to the explosion.",
    ],
)
def test_what_follows_a_second_that_is_the_speakers(words: str) -> None:
    """Nurses who only count do not say whose rocket it was."""
    assert ("army", "assert", "rebels") in said(words, "perpetrator")
    assert not [who for who, _, value in said(words, "perpetrator") if who == "nurses" and value == "rebels"]


@pytest.mark.parametrize(
    "words",
    [
        "The fall of Aleppo is unlikely to presage an imminent siege of Homs, the institute said.",
        "Taking control of the town would allow rebels to cut the road, the spokesman said.",
        "The ministry was looking into an attack on the external security of the state, it said.",
    ],
)
def test_what_only_would_be_did_not_happen(words: str) -> None:
    """Nobody is told to have taken or attacked anything."""
    assert not said(words, "occurrence")


def test_detained_people_are_not_detained_by_the_accuser() -> None:
    """To silence detained soldiers is no detention by who says so."""
    words = "Kal accused the regime of striking the prison to silence detained soldiers."
    assert not [value for _, _, value in said(words, "occurrence") if value == "detention"]


def test_this_is_what_the_sentence_itself_told() -> None:
    """Who calls a rumour a hoax does not deny the fighting told before."""
    words = "Fighting goes on in Aleppo, officials said. "
    words += 'Tal denied rumours that men will be called up, "this is a hoax," he said.'
    assert not [1 for who, stance, _ in said(words, "occurrence") if stance == "deny" and who == "Tal"]
