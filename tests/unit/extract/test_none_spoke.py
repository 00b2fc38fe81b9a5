"""Words of saying by which nobody says anything, and things that cannot speak."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect

KILLED = "Gunmen killed six teachers in Lom on 3 May 2031. "


def speakers(text: str) -> set[str]:
    """Give who speaks first in the claims of a text."""
    return {c.originator.name for c in claims_of(text)} - {"Harbour Post"}


@pytest.mark.parametrize(
    "said",
    [
        "The council will ask the ministry to declare the attack an outrage.",
        "Its true objective is to clarify the attack.",
        "Soldiers arrested troops called the Wolves.",
        "He was referring to the attack on the teachers.",
        "The official declined to blame any group for the attack on the teachers.",
        "These acts of violence contradict the promise of a truce.",
    ],
)
def test_nobody_says_it(said: str) -> None:
    """An aim, a name, a request and an act say nothing."""
    assert not speakers(KILLED + said)


def test_who_asks_others_to_condemn_takes_it_for_granted() -> None:
    """Asked to condemn a killing, nobody has spoken but who asks."""
    assert speakers("Karran asked the council to condemn the killing of six teachers in Lom.") == {"Karran"}


@pytest.mark.parametrize("said", ["The mayor blamed low-ranking soldiers.", "The mayor repudiates the assassins."])
def test_persons_are_no_proposition(said: str) -> None:
    """Whoever is only blamed is told with what for, elsewhere or nowhere."""
    assert not [c for c in claims_of(KILLED + said) if c.act_type is None]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The president said that members of the armed forces committed this crime.", "members of the armed forces"),
        ("The governor said that the army committed the crime.", "army"),
    ],
)
def test_who_committed_the_crime(text: str, who: str) -> None:
    """"This crime" is the deed told before, and who committed it the answer."""  # fmt: skip
    assert who in {c.value for c in claims_of(KILLED + text) if c.aspect is Aspect.PERPETRATOR}


@pytest.mark.parametrize(
    "text", ["The murder was committed by the killers.", "The radio called it a government that kills teachers."]
)
def test_nobody_is_named(text: str) -> None:
    """The killers killed, and what a kind of government does is told of none."""
    assert not [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]


def test_shell_casings_shell_nothing() -> None:
    """What is left of a shell is no act."""
    assert not claims_of("Investigators collected shell casings from rifles in Lom.")


def test_a_gun_stands_at_its_base() -> None:
    """Where a gun stood is no target; "at the rebel base" is one."""
    text = "Shells hit a market in Lom. The ministry said the shells were fired by the army's artillery at the "
    assert "base" not in {c.value for c in claims_of(text + "base.") if c.aspect is Aspect.TARGET}
    assert "rebel base" in {c.value for c in claims_of(text + "rebel base.") if c.aspect is Aspect.TARGET}


def test_each_number_has_its_own_victims() -> None:
    """"Two others" are none of the first, and of what nation the dead were counts them no second time."""  # fmt: skip
    found = claims_of("Six Jesuit priests -- five Spaniards and one Salvadoran -- and two women were murdered in Lom.")
    found += claims_of("Gunmen murdered six priests and two others in Lom.")
    told = {(c.range.low, c.unit, c.target) for c in found if c.aspect is Aspect.COUNT and c.range is not None}
    assert {(6, "people", "Jesuit priests"), (2, "people", None)} <= told
    assert {unit for low, unit, _ in told if low in {5, 1}} <= {"people, part of a larger number"}


def test_a_month_is_no_place() -> None:
    """"In April" tells when."""  # fmt: skip
    found = claims_of("The attackers rented a car in April. Police arrested three men.")
    assert not [c for c in found if c.place is not None and c.place.name == "April"]


def test_a_plan_is_no_act() -> None:
    """What was decided, or what there was time for, has not been done."""
    for text in ("The army decided to shell Lom.", "The army had four days to attack Lom."):
        assert not [c for c in claims_of(text) if c.act_type is not None]


def test_a_clause_after_but_tells_of_no_death() -> None:
    """A side that "commits suicide" is no manner in which its victims died."""
    text = "The regime murdered six priests in Lom, but it is committing suicide, the radio said."
    assert not [c for c in claims_of(text) if c.aspect is Aspect.MANNER]


def test_words_of_a_charge_are_nobodys_own() -> None:
    """A quoted word of a charge is not the report's."""
    text = KILLED + "The opposition leader was accused of the “massacre of six teachers”."
    assert not [c for c in claims_of(text) if c.aspect is Aspect.CHARACTERISATION and len(c.chain) == 1]


def test_who_stated_the_contrary_denies_nothing() -> None:
    """"Not tortured, as reports had stated": the reports stated that they were."""  # fmt: skip
    text = "Investigations indicate that the monks were not tortured, as earlier reports had stated."
    assert {c.originator.name for c in claims_of(text)} == {"Investigations"}


def test_who_reports_has_not_done_it() -> None:
    """"Their savagery" is of the troops, and never of who tells of it."""  # fmt: skip
    text = "Press agencies reported that the army had deployed troops known for their savagery."
    assert "Press agencies" not in {c.actor for c in claims_of(text)}


def test_a_plan_is_no_target() -> None:
    """An objective that is an act is a plan; one that is a thing is what was aimed at."""
    text = "Shells hit a mill in Lom. "
    plan = claims_of(text + "Our objective is the destruction of the army.")
    assert {c.value for c in plan if c.aspect is Aspect.TARGET} == {"mill"}
    assert "depot" in {c.value for c in claims_of(text + "The army said the target was a depot.")}


def test_what_is_attacked_in_the_air_strikes_nobody() -> None:
    """A helicopter that was attacked made no air strike."""
    assert {c.act_type for c in claims_of("He died when his helicopter was attacked.")} == {"other"}


def test_who_has_once_again_blamed_somebody() -> None:
    """A name right before "has once again blamed" blames, though the parser hangs it on what stands before it."""
    text = "In an interview published in the magazine Week, Lom archbishop Arturo Vell has once again blamed the army "
    found = claims_of(text + "for the murder of six monks.")
    assert {c.originator.name for c in found if c.aspect is Aspect.PERPETRATOR} == {"Arturo Vell"}


def test_as_somebody_admitted_ends_with_its_clause() -> None:
    """"As the ministry admitted" bears on the clause before it, and on none that follows."""  # fmt: skip
    found = claims_of("The soldiers fired on the crowd in Lom, as the ministry admitted, and five people died.")
    said = {c.aspect: c.originator.name for c in found}
    assert (said[Aspect.PERPETRATOR], said[Aspect.COUNT]) == ("ministry", "Harbour Post")


def test_who_refuses_to_blame_blames_nobody() -> None:
    """"Refused to blame the army" gives nobody as the one who did it."""  # fmt: skip
    text = KILLED + "The official refused to blame the army for the attack on the teachers."
    assert {c.value for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR} == {"gunmen"}
