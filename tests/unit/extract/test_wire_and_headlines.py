"""Whose words they are, and what is not so, as news agencies and headlines write it; the texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, Stance


def _told(text: str, aspect: Aspect) -> list[tuple[str, str, str]]:
    """Give the stance, the first speaker and the value of each claim of a text on one aspect, in small letters."""
    found = [c for c in claims_of(text) if c.aspect is aspect]
    return [(c.stance.value, c.originator.name.lower(), c.value.lower()) for c in found]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Army shelling of school 'a lie', says ministry", [("deny", "ministry", "army")]),
        ("Ministry: reports of army strike on Lom clinic 'fake'", [("deny", "ministry", "army")]),
        ("Nine killed in Lom strike; army denies role", [("deny", "army", "army")]),
        ("Mother of slain reporter says police, not gang, killed him",
         [("assert", "mother of slain reporter", "police")]),
        ("The rebels were falsely accused of shelling the school, their spokesman said.",
         [("deny", "spokesman", "rebels")]),
        ("The army was wrongly reported to have shelled the school, the ministry said.",
         [("deny", "ministry", "army")]),
        ("The rebels accused the army of accusing them of shelling Lom.", []),
        ("Asked whether the army had shelled the school, the spokesman said he had no information.", []),
        ("The mayor finds it hard to believe that rebels shelled the school.", [("deny", "mayor", "rebels")]),
        ("It is hard to believe that rebels shelled it, the mayor said.", [("deny", "mayor", "rebels")]),
        ("It is not hard to believe that rebels shelled it, the mayor said.", [("assert", "mayor", "rebels")]),
        ("The agency apologised for reporting that the army had shelled Lom.", [("retract", "agency", "army")]),
        ("The opposition urged the coalition to suspend its bombardments of Lom.",
         [("assert", "harbour post", "coalition")]),
        ("The army denied shelling the town but the rebels admitted it.",
         [("deny", "army", "army"), ("concede", "rebels", "rebels")]),
        ("The army denied shelling the town, but the ministry admitted it.", [("deny", "army", "army")]),
        ("Only the army says that the rebels burned the church in Lom.", [("assert", "army", "rebels")]),
        ("The convoy was hit, the army says, by a rebel mine, and not, as Salva alleges, by one of its drones.",
         [("assert", "army", "rebels")]),
    ],
)  # fmt: skip
def test_who_says_who_did_it(text: str, doers: list[tuple[str, str, str]]) -> None:
    """Nobody is told to have said more than the words say."""
    assert _told(text, Aspect.PERPETRATOR) == doers


@pytest.mark.parametrize(
    "text",
    [
        "The mayor declined to name the army as the perpetrator of the shelling of Lom.",
        "The mayor refused to hold the army responsible for the shelling of Lom.",
        "The commission was asked to name the army as the perpetrator of the shelling of Lom.",
        "The mayor urged the UN to name the army as the perpetrator of the shelling of Lom.",
        "The commission stopped short of concluding that the army shelled Lom.",
    ],
)
def test_who_does_not_charge(text: str) -> None:
    """Who will not name a culprit, or is only asked to, names none."""
    assert all(stance == "question" for stance, _, _ in _told(text, Aspect.PERPETRATOR))


def test_who_is_not_reluctant_charges() -> None:
    """Two negations make a charge."""
    text = "The mayor did not hesitate to name the army as the perpetrator of the shelling of Lom."
    assert _told(text, Aspect.PERPETRATOR) == [("assert", "mayor", "army")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A video purporting to show soldiers executing prisoners was posted online.", {"unnamed source (video)"}),
        ("A video appearing to show soldiers executing prisoners was posted online.", {"unnamed source (video)"}),
        ("The massacre in Kefar is a fabrication, the army said.", {"army"}),
        ("What residents call a massacre was a lawful operation, the army says.", {"residents"}),
    ],
)
def test_whose_words_they_are(text: str, speakers: set[str]) -> None:
    """What footage shows is the footage's, and a word is theirs who use it."""
    assert {c.originator.name for c in claims_of(text)} == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The massacre in Kefar is a fabrication, the army said.",
        "Massacre of villagers 'a fabrication', army says",
        "Ministry: 'no strike on school'",
        "The killing of nine people in Lom was a lie, the ministry said.",
    ],
)
def test_what_is_made_up_is_denied(text: str) -> None:
    """Nothing of it is asserted."""
    assert {c.stance for c in claims_of(text)} == {Stance.DENY}


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("State television blamed rebels for the shelling of Lom, a claim opposition activists dismissed.",
         {("deny", "opposition activists"), ("assert", "state television")}),
        ("The plane was not shot down, the defence ministry said, dismissing rebel claims.",
         {("deny", "defence ministry")}),
        ("Posts claiming that 40 people died in the strike could not be verified; the hospital confirmed nine deaths.",
         {("assert", "posts"), ("assert", "hospital")}),
    ],
)  # fmt: skip
def test_nobody_passes_it_on(text: str, relays: set[tuple[str, str]]) -> None:
    """Each speaks alone, and nobody through another."""
    found = claims_of(text)
    assert {(c.stance.value, c.originator.name.lower()) for c in found} == relays
    assert all(len(c.chain) == 2 for c in found)


def test_a_denial_leaves_the_speakers_own_account() -> None:
    """Who dismisses another's claims still says what it said."""
    text = "The plane crashed because of a technical fault, the ministry said, dismissing rebel claims."
    assert _told(text, Aspect.MANNER) == [("assert", "ministry", "technical fault")]


def test_a_denied_description_leaves_the_strike() -> None:
    """Who denies that the dead were civilians denies no strike."""
    text = "Army denies nine killed in Lom strike were civilians"
    assert {stance for stance, _, _ in _told(text, Aspect.OCCURRENCE)} == {"assert"}


def test_who_denies_people_a_thing_denies_no_words() -> None:
    """They did not get it."""
    text = "Residents said soldiers fired on the crowd, denying them any escape."
    assert {c.stance for c in claims_of(text)} == {Stance.ASSERT}


def test_dropped_charges_are_taken_back() -> None:
    """Who drops them no longer says so."""
    text = "Prosecutors dropped charges that the colonel had ordered the killing of 14 prisoners."
    assert {c.stance for c in claims_of(text)} == {Stance.RETRACT}


def test_none_killed_by_it() -> None:
    """Whose shells killed none did not kill them."""
    text = "The army said the 40 dead included none killed by its shells."
    assert _told(text, Aspect.PERPETRATOR) == [("deny", "army", "army")]
