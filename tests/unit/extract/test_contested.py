"""What reports of contested events say of gas, weapons, tolls and blame: all texts are invented."""

import pytest
from tests.unit.extract.test_prose import claims_of, rows_of
from tests.unit.test_several import aligned

from counterclaim.records.words import ActType, Aspect

LAUNCH = "On Thursday night the navy launched 59 cruise missiles at the hospital in Lom."
REJECTED = "The government rejected rebel allegations that the army used chemical weapons in Lom."
LINK = "The president denied there was any evidence to link his government to the gas attack in Lom."
LISTED = "Five people were killed in the attack, seven others injured, the governor said."
PASSED_ON = "Activists said the army shelled the mill in Lom, according to Radio Lom."
REPORTED = "Dozens of soldiers were reported killed in Lom, according to the monitor."
UNVERIFIED = "According to Reuters, the reported use of chemical agents in Lom could not be verified."
PLANES = "Activists said planes flew over Lom, accusing the army of using chemical agents."
RESORTED = "The Karvan regime has resorted again to using sarin in Lom, the mayor said."
BOTH = "Government and opposition forces have both denied using chemical weapons."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # An act's own noun names the weapon.
        ("A nerve gas attack on Karsa killed 30 people, the council said.", "council assert weapon chemical weapon"),
        ("A rocket attack on the market killed nine people.", " assert weapon rocket"),
        # What a vessel held was dropped or fell.
        ("A nurse said a helicopter dropped containers of toxic gas on Lom.", "nurse assert weapon chemical weapon"),
        ("Activists said planes dropped barrels filled with chlorine on Lom.", "Activists assert weapon chlorine"),
        ("Barrels containing toxic gases fell on the town of Lom, a nurse said.", "nurse assert target Lom"),
        ("The rescuers said the gas used in the attack was chlorine.", "rescuers assert weapon chlorine"),
        # Weapons and attacks are counted, and a day is no target.
        (LAUNCH, " assert count 59 missiles"),
        (LAUNCH, " assert target hospital"),
        ("Three air strikes hit the market in Lom, the monitor said.", "monitor assert count 3 air strikes"),
        ("Dozens of barrel bombs were dropped on Lom.", " assert weapon barrel bomb"),
        ("The nurse said 33 people were affected by the gas.", "nurse assert count 33 other (unknown)"),
        ("The raid on Lom was a response to the strike on Orm.", " assert motive a response to the strike on orm"),
        ("Karvan described the strike on Lom as an act of aggression.", "Karvan assert characterisation aggression"),
        # Who did it.
        ("The attack on Lom was claimed by the Northern Front.", "Northern Front assert perpetrator Northern Front"),
        ("The raid is believed to be carried out by troops.", "unnamed source (believed) assert perpetrator troops"),
        ("The opposition shelled the school in Lom, the ministry said.", "ministry assert perpetrator opposition"),
        ("No group has claimed responsibility for the attack on the market in Lom.", " question perpetrator unknown"),
        ("No group has claimed responsibility for the attack on the market in Lom.", " assert target market"),
        # What nothing confirms is left open.
        ("The ministry had no confirmation that the school in Lom had been hit.", "ministry question target school"),
        ("There was no confirmation that the army shelled the school in Lom.", " question perpetrator army"),
        # Who is denied to have a tie to it.
        (LINK, "president deny perpetrator government"),
        # Each of those who speak or are spoken of as one.
        (BOTH, "Government forces deny perpetrator Government forces"),
        (BOTH, "opposition forces deny perpetrator opposition forces"),
        (REJECTED, "rebels assert perpetrator army"),
        (REJECTED, "government deny perpetrator army"),
        (LISTED, "governor assert count 5 killed (unknown)"),
        # Who passes words on stands after who said them; planes accuse nobody.
        (PASSED_ON, "Activists > Radio Lom assert perpetrator army"),
        (REPORTED, "monitor assert count at least 12 killed (combatant)"),
        (UNVERIFIED, "Reuters question weapon chemical weapon"),
        (PLANES, "Activists assert perpetrator army"),
        (RESORTED, "mayor assert perpetrator Karvan regime"),
        ("A rebel rocket attack killed four people in Lom.", " assert perpetrator rebels"),
        # A mishap is how it came about.
        ("The plane crashed because of a technical fault, the army said.", "army assert manner technical fault"),
        ("The explosion in Lom was caused by a gas leak, the mayor said.", "mayor assert manner gas leak"),
        ("The army denied that the crash had been caused by pilot error.", "army deny manner human error"),
    ],
)  # fmt: skip
def test_is_read(text: str, told: str) -> None:
    """Each text gives its claim, whatever words it is anchored to."""
    assert told in {" ".join(row[1:]) for row in rows_of(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Two rockets were destroyed in the strike on the depot.",
        "Rebels seized 20 rockets in the attack on Lom.",
        "The army has 40 tanks.",
    ],
)
def test_weapons_not_used_are_not_counted(text: str) -> None:
    """A weapon that was destroyed, seized or owned is none that was fired."""
    assert not [c for c in claims_of(text) if c.unit in {"rockets", "tanks"}]


def test_nobody_is_linked_where_there_is_no_evidence() -> None:
    """Who says that there is no evidence linking somebody to an attack blames nobody."""
    text = "There is no evidence linking the army to the gas attack in Lom, the minister said."
    assert not [c for c in claims_of(text) if c.aspect.value == "perpetrator" and c.stance.value == "assert"]


def test_what_evidence_suggests_is_probable() -> None:
    """Things that suggest who did it leave it probable."""
    text = "Evidence strongly suggests government forces were responsible for the attack in Lom, the rights group said."
    (who,) = [c for c in claims_of(text) if c.aspect.value == "perpetrator"]
    assert who.chain[0].factuality.value == "PR+"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One night has two dates.
        (
            "On Saturday night the navy fired missiles at the airfield near Orvane.",
            "Missiles struck the air base near Orvane early on Sunday.",
        ),
        # One thing by two words.
        (
            "An air strike hit a hospital in Orvane on Saturday, killing four nurses.",
            "Four nurses were killed on Saturday when an air strike hit a clinic in Orvane.",
        ),
    ],
)
def test_one_attack_in_other_words_is_one_event(one: str, other: str) -> None:
    """Two reports tell of one attack though their dates or their words for what was hit differ."""
    told = [e for e, _ in aligned(one, other) if e.act_types]
    assert [len(e.reports) for e in told] == [2]


def test_a_day_that_owns_an_attack_is_its_day() -> None:
    """ "Saturday's attack" at the head of a report is no date of the report, with its apostrophe or without."""
    for text in ("Saturday's attack killed nine people in Orvane.", "A nurse told of Saturdays gas attack in Orvane."):
        ((_, claims),) = aligned(text)
        assert {c.time.start for c in claims if c.time} == {"2031-05-03"}


def test_ground_that_somebody_holds_makes_no_two_attacks_one() -> None:
    """Two attacks on other days on "rebel-held areas" share no target."""
    one = "On 2 May 2031 a gas attack on rebel-held areas near Orvane killed nine people."
    other = "On 5 May 2031 a gas attack on rebel-held suburbs near Orvane killed two people."
    assert [len(e.reports) for e, _ in aligned(one, other) if "chemical_attack" in e.act_types] == [1, 1]


def test_records_are_what_a_speaker_goes_by() -> None:
    """An agency tells what a minister said; hospital records are whence the minister has it."""
    said = "The minister said 12 people were killed, according to "
    assert {row[1] for row in rows_of(said + "the state news agency.")} == {"minister > state news agency"}
    assert {row[1] for row in rows_of(said + "hospital records.")} == {"hospital > minister"}


def test_the_dead_of_a_clause_are_of_its_killing() -> None:
    """The death of those "who were murdered" is of that murder, not of the offensive told before."""
    text = (
        "The militia launched an offensive in Lom. The president deplored the death of six priests who were murdered."
    )
    assert [c.act_type for c in claims_of(text) if c.aspect is Aspect.COUNT] == [ActType.MASSACRE_EXECUTION.value]
