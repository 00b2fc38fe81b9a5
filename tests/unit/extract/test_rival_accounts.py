"""Rival accounts of a death, accounts that are not believed, alibis, what is left open; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_plain_words import of
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect, ClaimAct, Factuality, Stance

KILLED = "On 11 May 2031 soldiers of the Karven army shot eleven prisoners in the quarry at Dorn. "
ACCOUNT = "The commander said the men had been killed in an exchange of fire while trying to escape. "
STRIKE = "A missile hit a convoy near Merrin on 3 June 2031, killing eight people, local officials said. "


def rows(text: str, *aspects: Aspect) -> set[tuple[str, str, str]]:
    """Give (who, stance, answer) of the claims of some aspects."""
    found = [c for c in claims_of(text) if c.aspect in aspects]
    return {(c.originator.name, c.stance.value, c.value) for c in found}


@pytest.mark.parametrize(
    ("words", "manner"),
    [
        ("The commander said the men had died in crossfire.", "in an exchange of fire"),
        ("The commander said the men were killed when the guards returned fire.", "in self-defence"),
        ("The commander said the men were shot while attempting to flee.", "while trying to escape"),
        ("The commander said four men had drowned when their boat capsized.", "drowned"),
        ("The commander said she had hanged herself.", "suicide"),
        ("The commander said he died of a heart attack.", "natural causes"),
        ("The commander said two protesters had died in a stampede.", "stampede"),
        ("The commander said soldiers lined the men up and shot them.", "lined up and shot"),
        ("The commander said she was beaten to death by guards.", "beaten to death"),
        ("The commander said all four had gunshot wounds.", "gunshot wounds"),
        ("The commander said the prisoners had been executed.", "executed"),
    ],
)
def test_how_somebody_says_that_people_died(words: str, manner: str) -> None:
    """A manner of death is an answer of its own, by whoever gives it."""
    assert ("commander", "assert", manner) in rows(words, Aspect.MANNER)


@pytest.mark.parametrize(
    "words",
    [
        "Twelve soldiers were killed in an air strike as they tried to flee.",
        "Many have been tortured to death in that prison over the years.",
        "The army executed a manoeuvre.",
        "He fell from favour.",
    ],
)
def test_what_is_no_manner_of_death(words: str) -> None:
    """An attack that has a type of its own is none, nor is what befell nobody in particular."""
    assert not rows(words, Aspect.MANNER)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The Commission of Inquiry does not find this account credible.", "Commission of Inquiry"),
        ("The Commission of Inquiry rejects that version.", "Commission of Inquiry"),
        ("The ombudsman called the commander's explanation implausible.", "ombudsman"),
        ("The families do not believe the commander's story.", "families"),
        ("Rights Watchers found no evidence for that version.", "Rights Watchers"),
        ("The panel found no trace of an exchange of fire.", "panel"),
        ("The court gives no credence to this explanation.", "court"),
        ("A coroner said the account was inconsistent with the wounds.", "coroner"),
    ],
)
def test_who_does_not_believe_an_account_denies_it(words: str, who: str) -> None:
    """What is denied is the manner that the account tells, and never that the men were killed."""
    text = KILLED + ACCOUNT + words
    assert (who, "deny", "in an exchange of fire") in rows(text, Aspect.MANNER)
    assert not [r for r in rows(text, Aspect.OCCURRENCE, Aspect.COUNT, Aspect.PERPETRATOR) if r[1] == "deny"]


def test_the_account_is_that_of_whose_it_is() -> None:
    """"The prison's explanation" is not the family's, though theirs was told last."""  # fmt: skip
    text = "The prison service says she hanged herself. Her family says she was beaten to death by guards. "
    found = rows(text + "The ombudsman called the prison's explanation implausible.", Aspect.MANNER)
    assert {r for r in found if r[1] == "deny"} == {("ombudsman", "deny", "suicide")}


@pytest.mark.parametrize(
    "words",
    [
        "Open Road rejected the army's denial.",
        "Radar data contradict that statement.",
        "Open Road dismissed the claim.",
    ],
)
def test_a_rejected_denial_denies_nothing(words: str) -> None:
    """Who does not believe a denial says no more about the act than that."""
    said = "The army denied having any drones in the air. "
    denied = [c for c in claims_of(STRIKE + said + words) if c.stance.value == "deny"]
    assert {c.originator.name for c in denied} <= {"army"}


def test_evidence_that_is_not_there_denies_what_it_would_show() -> None:
    """"Found no evidence of shelling" was read as if it told of shelling."""  # fmt: skip
    found = rows("United Nations monitors said they had found no evidence of shelling in Lom.", Aspect.OCCURRENCE)
    assert ("United Nations monitors", "deny", "shelling") in {(w, s, v.split(" of ")[0]) for w, s, v in found}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The Northern Front denied that its fighters were in the village.", "Northern Front"),
        ("The Northern Front said none of its fighters were there.", "Northern Front"),
        ("The Northern Front denied that any of its fighters had entered Merrin.", "Northern Front"),
        ("The Northern Front denied any presence in the area.", "Northern Front"),
        ("The governor said there was no police unit in the square at the time.", "police"),
    ],
)
def test_who_was_not_there_did_not_do_it(words: str, who: str) -> None:
    """A denial of presence bears on who did the act told last, and only by implication."""
    text = "Gunmen killed 14 villagers in Sarn on 4 June 2031. " + words
    (made,) = [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR and c.stance.value == "deny"]
    assert (made.value, made.chain[0].factuality) == (who, Factuality.PROBABLE_NOT)


@pytest.mark.parametrize(
    "who", ["Two security sources", "Residents", "Witnesses", "The Lom Observatory", "A former guard", "Monitors"]
)
def test_who_has_no_forces_cannot_deny_having_used_them(who: str) -> None:
    """Whoever only saw that nothing flew denies that it was done so, and never having done it."""
    found = rows(
        STRIKE + f"{who} said that no drone had been in the air that night.", Aspect.WEAPON, Aspect.PERPETRATOR
    )
    denied = {(aspect, value) for aspect, stance, value in found if stance == "deny"}
    assert {value for _, value in denied} == {"drone"}


@pytest.mark.parametrize("who", ["An army spokesman", "The Karven army"])
def test_whose_forces_they_may_be_denies_having_used_them(who: str) -> None:
    """A body's own forces are meant where it says that nothing of them was there."""
    text = "Gunmen killed 14 villagers in Sarn on 4 June 2031. "
    found = rows(text + f"{who} said that no drone had been in the air that night.", Aspect.PERPETRATOR, Aspect.WEAPON)
    assert [r for r in found if r[1] == "deny"]


@pytest.mark.parametrize(
    "words",
    [
        "The minister neither confirmed nor denied the strike.",
        "Defence Minister Lenna Corvay neither confirmed nor denied the strike.",
        "The army refused to confirm or deny the attack.",
        "The army would not confirm or deny that it had burned the depot.",
        "The army declined to confirm or deny its role.",
    ],
)
def test_who_neither_confirms_nor_denies_denies_nothing(words: str) -> None:
    """What somebody leaves open both ways is no denial."""
    text = "The Free Front accused the Karven army of burning the depot at Lunet on 16 May 2031. "
    assert "deny" not in {c.stance.value for c in claims_of(text + words)}


def test_other_means_are_denied_narrowly() -> None:
    """Whose drones were not there may still have fired the missile."""
    found = rows(STRIKE + "The Karven army said its drones had not flown over Merrin.", Aspect.WEAPON)
    assert ("Karven army", "deny", "drone") in found
    assert not rows("The Karven army said its drones had not flown over Merrin.", Aspect.PERPETRATOR)


def test_another_target_is_a_rival_answer() -> None:
    """"The target was X, not Y" answers what was hit, and whoever rejects that account denies it."""  # fmt: skip
    text = (
        STRIKE
        + "The Aldian army said the target was an ammunition transport, not aid. Open Road rejected that account."
    )
    found = rows(text, Aspect.TARGET)
    assert {("Aldian army", "assert", "ammunition transport"), ("Aldian army", "deny", "aid")} <= found
    assert ("Open Road", "deny", "ammunition transport") in found
    assert not [r for r in rows(text, Aspect.OCCURRENCE) if r[1] == "deny"]


@pytest.mark.parametrize(
    "words",
    [
        "Residents said the rockets had come from the hills held by the Northern Front.",
        "Residents said the rockets were fired from territory held by the Northern Front.",
        "Residents said the rockets had been launched from the Northern Front's positions.",
    ],
)
def test_whence_a_weapon_came_is_said_with_reserve(words: str) -> None:
    """Whose the ground is, is told; that they fired is what one concludes."""
    (made,) = [c for c in claims_of("Rockets hit a mill in Lom. " + words) if c.aspect is Aspect.PERPETRATOR]
    assert (made.value, made.chain[0].factuality) == ("Northern Front", Factuality.PROBABLE)


@pytest.mark.parametrize(
    "words",
    [
        "The Commission of Inquiry was unable to identify the unit responsible.",
        "The Commission of Inquiry was unable to determine who was responsible.",
    ],
)
def test_who_did_it_is_left_open(words: str) -> None:
    """Who could not be found out is a question left open, and never an act that is told."""
    text = "A drone crashed into a block of flats in Merrin. " + words
    (made,) = [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]
    assert (made.claim_act, made.originator.name) == (ClaimAct.CANNOT_VERIFY, "Commission of Inquiry")


@pytest.mark.parametrize("words", ["who had given the order", "who ordered the strike", "who was behind the order"])
def test_who_gave_an_order_is_another_question(words: str) -> None:
    """Whoever cannot say who gave the order leaves nothing open of who did it."""
    text = STRIKE + "Open Road said that the missile was fired by the Karven army, and could not verify " + words + "."
    assert rows(text, Aspect.PERPETRATOR) == {("Open Road", "assert", "Karven army")}


def test_who_was_given_an_order_did_it() -> None:
    """Which of those who were ordered to fire is unknown is the question who did it."""
    text = "Shells hit a mill in Lom. The Commission of Inquiry could not establish which unit was ordered to fire."
    assert rows(text, Aspect.PERPETRATOR) == {("Commission of Inquiry", "question", "unknown")}


def test_narrow_denials_stay_narrow() -> None:
    """Who denies an execution and says how the men died instead does not deny that they were killed."""
    text = (
        "No prisoner was executed at Dorn, the ministry said. The men were killed when guards returned fire, it said."
    )
    assert rows(text, Aspect.MANNER) == {("ministry", "deny", "executed"), ("ministry", "assert", "in self-defence")}
    assert not [r for r in rows(text, Aspect.OCCURRENCE, Aspect.COUNT) if r[1] == "deny" or r[2].startswith("0")]


def test_ground_keeps_its_words() -> None:
    """A place on no list is called what the report calls it, without coordinates."""
    (made,) = [c for c in claims_of(KILLED) if c.aspect is Aspect.OCCURRENCE]
    assert made.place is not None
    assert (made.place.name, made.place.lat) == ("quarry at Dorn", None)


def test_lying_is_no_act_told_before() -> None:
    """Who accuses somebody of lying accuses nobody of the killing."""
    text = "Police opened fire on a crowd in Lom, witnesses said. A lawmaker accused the ministry of lying."
    assert rows(text, Aspect.PERPETRATOR) == {("witnesses", "assert", "police")}


def test_not_us() -> None:
    """"Bombed the works, not us" tells of the bombing."""  # fmt: skip
    assert {r[1] for r in rows("The rebels bombed the mill in Lom, not us.", Aspect.OCCURRENCE)} == {"assert"}


def test_none_of_its_fighters() -> None:
    """A pronoun inside its own phrase meant that phrase, without end."""
    assert claims_of("The militia said none of its fighters were there.") is not None


def test_who_claims_an_attack_has_done_it() -> None:
    """"Claimed the attack" names who did it, by its own word."""  # fmt: skip
    (made,) = [
        c
        for c in claims_of("Drones struck a depot in Lom. The Coastal Army claimed the attack.")
        if c.aspect is Aspect.PERPETRATOR
    ]
    assert (made.value, made.claim_act) == ("Coastal Army", ClaimAct.CLAIM_RESPONSIBILITY)


def test_no_such_event_denies_the_one_told_before() -> None:
    """What is denied with "no such event took place" is the act told last."""
    found = rows(KILLED + "The governor said that no such event took place.", Aspect.OCCURRENCE)
    assert ("governor", "deny", "shooting") in found


def test_who_attacked_and_was_killed() -> None:
    """The second verb's victims are the first verb's subject, and not its object."""
    text = "The men opened fire on a patrol at Dorn and were killed when the patrol fired back."
    assert "in self-defence" in {r[2] for r in rows(text, Aspect.MANNER)}
    assert "fire" not in {c.target for c in claims_of(text)}


@pytest.mark.parametrize(
    "words",
    [
        "denied that any children were killed in the air strike in Brink",
        "denied that six children were killed in the air strike in Brink",
        "denied killing children in the air strike in Brink",
    ],
)
def test_who_denies_that_anybody_died_in_a_strike_denies_no_strike(words: str) -> None:
    """What was known before is taken for granted: only the deaths are denied."""
    told = of(f"Karran's defence ministry {words}.", Aspect.OCCURRENCE)
    assert [c.stance for c in told] == [Stance.ASSERT]


def test_who_denies_a_part_in_a_strike_denies_that_part() -> None:
    """The act stands beside the denial, and who carried it out is denied."""
    text = "Karran's defence ministry denied that its aircraft carried out the air strike in Brink."
    told = of(text, Aspect.PERPETRATOR)
    assert [c.stance for c in told] == [Stance.DENY]
