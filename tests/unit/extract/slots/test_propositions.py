"""Sentences of invented reports give what they say, aspect by aspect, and nothing that they do not say."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim.extract.parsed.parse import parse
from counterclaim.extract.said.propositions import propositions
from counterclaim.extract.words.proposition import Proposition
from counterclaim.read import passages
from counterclaim.records.claim import PART
from counterclaim.records.words import Aspect, Measure, VictimClass
from counterclaim.render.wording import place_words
from counterclaim.settings import Settings


def said(text: str) -> tuple[Proposition, ...]:
    """Give the propositions of a text."""
    report = a_report(text, day="2031-05-20")
    return propositions(report, parse(passages(report, Settings())))


def values(text: str, aspect: Aspect) -> list[str]:
    """Give the values of one aspect, in order, denied ones with "not"."""
    return [("not " if p.negated else "") + p.value for p in said(text) if p.aspect is aspect]


def words(text: str, aspect: Aspect) -> list[str]:
    """Give the words that carry one aspect."""
    return [text[p.start : p.end] for p in said(text) if p.aspect is aspect]


def test_an_act_names_its_target_and_its_actor() -> None:
    """Occurrence, perpetrator, target and weapon are claims of their own on the same words."""
    text = "Syrian helicopters dropped barrel bombs on the clinic."
    assert values(text, Aspect.OCCURRENCE) == ["air strike on clinic"]
    assert values(text, Aspect.PERPETRATOR) == ["Syrian army"]
    assert values(text, Aspect.TARGET) == ["clinic"]
    assert values(text, Aspect.WEAPON) == ["barrel bomb"]


def test_a_weapon_is_not_who_did_it() -> None:
    """What the regime's bombs did, the government did that the report names most."""
    text = "The Assad regime spoke. Half of the schools have been destroyed by the regime's cluster bombs."
    assert values(text, Aspect.PERPETRATOR) == ["Syrian government"]
    assert values(text, Aspect.WEAPON) == ["cluster bomb"]
    assert values(text, Aspect.COUNT) == ["50% destroyed (education)"]


def test_a_number_is_nobody() -> None:
    """ "Hundreds massacred" tells of victims; "many" is no count."""
    text = "It was a camp where many were beaten and hundreds massacred over the years."
    assert values(text, Aspect.PERPETRATOR) == []
    assert values(text, Aspect.COUNT) == ["at least 100 killed (unknown)"]


def test_no_sign_of_damage_is_no_count() -> None:
    """Denied damage is an answer about damage, not a number of damaged things."""
    text = "The video, showing no sign of damage to the temple, came later."
    assert values(text, Aspect.DAMAGE) == ["no damage"]
    assert values(text, Aspect.COUNT) == []


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The Syrian army captured the bridge.", ["by force"]),
        ("The Syrian army took the bridge by force.", ["by force"]),
        ("The bridge was taken by storm.", ["by force"]),
        ("The Syrian army stormed the bridge.", ["by force"]),
        ("The recovery of the bridge was announced.", []),
        ("The bridge was handed to ISIS.", ["handed over"]),
        ("Syrian troops withdrew from the bridge.", ["withdrawal"]),
    ],
)
def test_how_a_place_changed_hands(text: str, manner: list[str]) -> None:
    """Only a word for fighting or for giving says how."""
    assert values(text, Aspect.MANNER) == manner


def test_what_is_handed_over_is_held_by_who_gets_it() -> None:
    """The receiver holds the place and did nothing."""
    text = "The bridge was handed to ISIS."
    assert (values(text, Aspect.CONTROL), values(text, Aspect.PERPETRATOR)) == (["ISIS"], [])


@pytest.mark.parametrize("text", ["It was not a liberation of Aleppo.", 'They praised the "liberation" of Aleppo.'])
def test_a_refused_word_is_no_act(text: str) -> None:
    """A word in quotation marks of its own, or denied, is a label and no occurrence."""
    assert values(text, Aspect.OCCURRENCE) == []
    assert [v.removeprefix("not ") for v in values(text, Aspect.CHARACTERISATION)] == ["liberation"]


def test_purposes_are_motives_of_their_act() -> None:
    """What an act was for is no act; a hedge belongs to the motive and not to the act."""
    text = "The prison fell silent after the Syrian army had bombed it in an apparent attempt to kill the inmates."
    act = next(p for p in said(text) if p.aspect is Aspect.OCCURRENCE)
    motive = next(p for p in said(text) if p.aspect is Aspect.MOTIVE)
    assert (act.value, act.hedges) == ("air strike on prison", ())
    assert (motive.value, motive.hedges, motive.actor) == ("to kill the inmates", ("apparent",), "Syrian army")


def test_a_supposed_motive_is_hedged_and_explains_the_act_before() -> None:
    """Each joined purpose is one motive, with the hedge of the sentence."""
    text = (
        "The Syrian army bombed the prison. Another motive may have been to hide evidence and kill off the witnesses."
    )
    found = [p for p in said(text) if p.aspect is Aspect.MOTIVE]
    assert [p.value for p in found] == ["to hide evidence", "to kill off the witnesses"]
    assert {(p.hedges, p.actor, p.asset) for p in found} == {(("may",), "Syrian army", "prison")}
    assert values(text, Aspect.OCCURRENCE) == ["air strike on prison"]


def test_clauses_keep_to_themselves() -> None:
    """Words of a coordinated clause are in no other clause's span."""
    text = "The mosque was blown up by ISIS and the school may have been looted by villagers."
    assert words(text, Aspect.PERPETRATOR) == ["The mosque was blown up by ISIS"]
    looted = next(p for p in said(text) if p.value == "looting of school")
    assert text[looted.start : looted.end] == "the school may have been looted by villagers"
    assert looted.hedges == ("may",)


def test_labels_say_of_whom() -> None:
    """A charge of genocide has a perpetrator and those it was done to, and is no second killing."""
    text = "The envoy said that ISIS is responsible for genocide against the villagers."
    label = next(p for p in said(text) if p.aspect is Aspect.CHARACTERISATION)
    assert (label.value, label.actor, label.target) == ("genocide", "ISIS", "villagers")
    assert values(text, Aspect.OCCURRENCE) == []


def test_a_partys_name_is_no_label() -> None:
    """A liberation front is called so whatever it does."""
    assert said("The National Liberation Front met on Tuesday.") == ()


def test_the_adjective_before_strikes_is_who_struck() -> None:
    """Strikes that "appear to have been the decisive factor" are a hedged manner of the taking."""
    text = "He announced the taking of Palmyra in Syria, though Russian air-strikes appear to have been the factor."
    assert "Russia" in values(text, Aspect.PERPETRATOR)
    manner = next(p for p in said(text) if p.aspect is Aspect.MANNER)
    assert (manner.value, manner.hedges, manner.target) == ("air strike by Russia", ("appear",), "Palmyra")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Gunmen killed at least 12 civilians.", ["at least 12 killed (civilian)"]),
        ("In the raid 12 people were killed and 30 wounded.", ["12 killed (unknown)", "30 injured (unknown)"]),
        ("The death toll rose to 45 on Monday.", ["45 killed (unknown)"]),
        ("The rebels lost 188 fighters.", ["188 killed (combatant)"]),
        ("The bodies of 45 people were found.", ["45 killed (unknown)"]),
        ("There were no casualties.", ["0 killed (unknown)", "0 injured (unknown)"]),
        ("The strike killed 6, including 2 children.", ["6 killed (unknown)", "2 killed (children)"]),
        ("Between 400 and 450 militants are dead.", ["400–450 killed (combatant)"]),
        ("450 extremists were killed in the battle.", ["450 killed (combatant)"]),
        ("About 3,000 residents fled.", ["about 3,000 displaced (civilian)"]),
        ("Police will arrest 20 students.", []),
        ("The men walked 12 kilometres and killed time.", []),
    ],
)
def test_counts(text: str, counts: list[str]) -> None:
    """A number is a count where the words say what became of how many."""
    assert values(text, Aspect.COUNT) == counts


def test_a_telex_is_read_like_other_texts() -> None:
    """Capitals throughout hide nothing; the number before the killers is theirs, not the victims'."""
    text = "THE SIX PRIESTS WERE ASSASSINATED BY 30 UNIFORMED MEN IN SAN SALVADOR."
    assert values(text, Aspect.COUNT) == ["6 killed (civilian)"]
    assert values(text, Aspect.PERPETRATOR) == ["uniformed men"]
    assert {p.place.name for p in said(text) if p.place} == {"San Salvador"}


def test_victims_have_names_and_a_status() -> None:
    """A named victim is an identity; what the dead were is a status."""
    text = "Gunmen killed Father Anselmo Ruiz. The victims were fighters."
    assert values(text, Aspect.VICTIM_IDENTITY) == ["Anselmo Ruiz"]
    assert values(text, Aspect.VICTIM_STATUS) == ["combatants"]


def test_none_of_the_dead_are_none_and_one_of_them_is_somebody() -> None:
    """A denied kind of the dead is denied, and the whole number is of no class."""
    text = "None of the 14 people killed on Friday was a fighter."
    assert values(text, Aspect.VICTIM_STATUS) == ["not combatants"]
    assert values(text, Aspect.COUNT) == ["0 killed (combatant)", "14 killed (unknown)"]
    assert values("The 14 people killed were not fighters.", Aspect.COUNT) == ["14 killed (unknown)"]
    assert values("None of its officers were killed.", Aspect.COUNT) == ["0 killed (combatant)"]
    assert values("One of its officers had been killed near Kesh.", Aspect.VICTIM_STATUS) == ["combatants"]


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("ISIS controls the town.", ["ISIS"]),
        ("The town is in rebel hands.", ["rebels"]),
        ("The village is under the control of Hezbollah.", ["Hezbollah"]),
        ("The Syrian army lost control of the town.", ["not Syrian army"]),
    ],
)
def test_control(text: str, control: list[str]) -> None:
    """Who holds a place is said without any change of hands, too."""
    assert values(text, Aspect.CONTROL) == control


@pytest.mark.parametrize(
    "text",
    [
        "Israel said it would bomb the bridge.",
        "They feared a massacre of prisoners.",
        "Did the Syrian army bomb the hospital?",
        "If rebels attack the bridge, traffic stops.",
        "ISIS planned to destroy the temple.",
    ],
)
def test_what_did_not_happen_is_not_said_to_have(text: str) -> None:
    """Plans, fears, questions and conditions are no occurrences."""
    assert values(text, Aspect.OCCURRENCE) == []


def test_denying_the_doer_leaves_the_deed() -> None:
    """ "The army did not bomb it" denies who did it."""
    text = "Syrian troops did not bomb the hospital."
    assert (values(text, Aspect.PERPETRATOR), values(text, Aspect.OCCURRENCE)) == (["not Syrian army"], [])


def test_an_outcome_belongs_to_what_caused_it() -> None:
    """People "killed in an air strike" are victims of the strike, not of a second act."""
    text = "Twelve people were killed in a Russian air strike on a market."
    assert values(text, Aspect.OCCURRENCE) == ["air strike on market"]
    count = next(p for p in said(text) if p.aspect is Aspect.COUNT)
    assert (count.measure, count.victim_class, count.act_type) == (Measure.KILLED, VictimClass.UNKNOWN, "air_strike")


def test_flight_is_not_expulsion() -> None:
    """How people left is an answer of its own."""
    assert values("Residents fled the village.", Aspect.DISPLACEMENT) == ["flight"]
    assert values("Residents were expelled from the village by gunmen.", Aspect.DISPLACEMENT) == ["expulsion"]


def test_spans_are_words_of_the_report() -> None:
    """Every offset counts in the report's text, also after a paragraph of its own."""
    text = "Morning news.\n\nRebels shelled the school on Monday."
    assert words(text, Aspect.OCCURRENCE) == ["Rebels shelled the school on Monday"]
    assert all(text[p.trigger_start : p.trigger_end] == "shelled" for p in said(text))


def test_the_day_somebody_spoke_is_not_the_day_it_happened() -> None:
    """A time that governs only the saying is not the act's."""
    found = [
        p for p in said("On Friday the mayor said that ISIS had destroyed the church.") if p.aspect is Aspect.DAMAGE
    ]
    assert [p.time for p in found] == [None]


def test_a_place_that_no_gazetteer_knows_is_still_its_own() -> None:
    """What is hit has its name; a town it lies west of, or one named before, is not where it happened."""
    text = "In Aleppo, Syria, shops opened. Army units attacked the village of Al-Qasrin, west of Idlib."
    assert values(text, Aspect.TARGET) == ["Al-Qasrin"]
    assert {p.place.name for p in said(text) if p.place and p.aspect is Aspect.TARGET} == {"Al-Qasrin"}


def test_a_hill_keeps_its_number() -> None:
    text = "The Syrian Army captured Hill 800."
    assert values(text, Aspect.OCCURRENCE) == ["taking of Hill 800"]


def test_confined_soldiers_are_counted() -> None:
    assert values("Two officers and 45 soldiers have been confined to barracks.", Aspect.COUNT) == [
        "2 detained (combatant)",
        "45 detained (combatant)",
    ]


@pytest.mark.parametrize("verb", ["has taken", "claimed", "cost"])
def test_lives_taken_are_deaths(verb: str) -> None:
    assert values(f"The war {verb} 1,200 lives.", Aspect.COUNT) == ["1,200 killed (unknown)"]


def test_lives_saved_are_not() -> None:
    assert values("The truce saved 1,200 lives.", Aspect.COUNT) == []


def test_what_happened_next_keeps_the_day_set_in_front() -> None:
    """ "On 15 May 2015, …" holds for the next sentences of its paragraph, and for no other paragraph."""
    text = (
        "On 15 May 2015, rebels shelled Aleppo. Later, the army shelled Homs. The army had shelled Hama before.\n\n"
        "The army shelled Idlib."
    )
    found = {p.value: p.time.start if p.time else None for p in said(text) if p.aspect is Aspect.OCCURRENCE}
    assert found["shelling of Aleppo"] == "2015-05-15"
    assert found["shelling of Homs"] == "2015-05-15"
    assert found["shelling of Hama"] is found["shelling of Idlib"] is None


def test_a_place_abroad_is_not_where_it_happened() -> None:
    """A report written elsewhere does not move what it tells there."""
    text = "CARACAS, 3 May 2015 -- The Syrian opposition and the Syrian army met. Gunmen killed six Syrian monks."
    assert all(p.place is None or p.place.name != "Caracas" for p in said(text))


@pytest.mark.parametrize(
    ("text", "aspect", "expected"),
    [
        ("Gunmen killed six priests.", Aspect.VICTIM_STATUS, []),
        ("Gunmen killed six civilians.", Aspect.VICTIM_STATUS, ["civilians"]),
        ("The monks' murder shocked the town.", Aspect.PERPETRATOR, []),
        ("A group of policemen raided the church.", Aspect.PERPETRATOR, ["policemen"]),
    ],
)
def test_nothing_is_said_that_the_words_leave_open(text: str, aspect: Aspect, expected: list[str]) -> None:
    """Victims are civilians where somebody says so; a possessor of a murder is its victim; a group is of somebody."""
    assert values(text, aspect) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Among the dead were two children and a nurse.", ["2 killed (children)"]),
        ("The leader was killed along with his son and 15 bodyguards.", ["15 killed (combatant)"]),
        ("The raid took 20 prisoners.", ["20 detained (detainees)"]),
        ("Twelve people were taken hostage.", ["12 detained (unknown)"]),
        ("Nearly 100 people lost their lives.", ["about 100 killed (unknown)"]),
        ("The attack claimed the lives of 17 people.", ["17 killed (unknown)"]),
        ("Six injured villagers died on Saturday.", ["6 killed (civilian)"]),
        ("More than half of the 200 homes were destroyed.", ["at least 50% destroyed (residential)"]),
        ("As for the civilians, 47 persons have died.", ["47 killed (civilian)"]),
        ("At least ten marines died.[3][4] A doctor said so.", ["at least 10 killed (combatant)"]),
        ("No one was killed.", ["0 killed (unknown)"]),
    ],
)
def test_what_a_number_counts(text: str, expected: list[str]) -> None:
    """The words around a number say what became of whom, wherever they stand."""
    assert values(text, Aspect.COUNT) == expected


def test_a_part_of_a_toll_is_marked() -> None:
    """A part of the same kind stands beside the whole and is no rival of it; a part of another class needs no mark."""
    whole, part = (p for p in said("The blast injured 12 people, three of them badly.") if p.aspect is Aspect.COUNT)
    assert (whole.unit, part.unit) == ("people", f"people{PART}")
    units = [p.unit for p in said("A total of 298 people died, 80 of them children.") if p.aspect is Aspect.COUNT]
    assert units == ["people", "people"]


def test_a_toll_is_that_of_the_attack_told_before() -> None:
    """The dead of "Twelve people were killed" are those of the bombing in the sentence before."""
    found = [p for p in said("Jets bombed the market. Twelve people were killed.") if p.aspect is Aspect.COUNT]
    assert [(p.act_type, p.target) for p in found] == [("air_strike", "market")]


@pytest.mark.parametrize(
    "text",
    [
        "Teachers began a strike on Monday.",
        "The paper attacked the policy.",
        "Orvan was taken to hospital.",
        "The ministry executed the plan.",
        "We’ll hit the town.",
    ],
)
def test_no_act_of_war(text: str) -> None:
    """Words of war are used of other things, and of what has not happened."""
    assert values(text, Aspect.OCCURRENCE) == []


def test_aircraft_are_brought_down() -> None:
    """Shooting down is an act on a thing, with its weapon."""
    text = "The airliner was shot down by a missile, killing all 298 people aboard."
    assert values(text, Aspect.OCCURRENCE) == ["downing of airliner"]
    assert values(text, Aspect.WEAPON) == ["missile"]
    assert values(text, Aspect.COUNT) == ["298 killed (unknown)"]


def test_something_happened_at_a_named_site() -> None:
    """The place is the most precise that is named, with the coordinates of its town."""
    (found,) = {p.place for p in said("Syria spoke. Clashes broke out at the Rodan airport in Homs.") if p.place}
    assert (found.name, found.level, found.country, found.lat is not None) == ("Rodan airport", "site", "SY", True)


def test_where_words_were_given_nothing_happened() -> None:
    """A statement issued in one town does not place the killing that it condemns."""
    text = "Syria spoke. In a statement issued in Homs, the guild condemned the killing of four priests."
    assert all(p.place is None or p.place.name != "Homs" for p in said(text))


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("The strike on Velm was not carried out with Grad rockets.", "Grad rocket"),
        ("It was not HIMARS that hit the bridge in Velm.", "HIMARS rocket"),
        ("The bridge in Velm was not hit by rockets.", "rocket"),
        ("No cluster munitions were used in the attack on Velm.", "cluster bomb"),
    ],
)
def test_a_negation_that_bears_on_the_weapon_denies_the_weapon(text: str, weapon: str) -> None:
    """The act is then told by its means alone, or taken for granted."""
    assert values(text, Aspect.WEAPON) == [f"not {weapon}"]
    assert all(p.means_alone or not p.negated for p in said(text) if p.aspect is Aspect.OCCURRENCE)


def test_one_of_two_weapons_is_denied() -> None:
    """ "Not by rockets" denies rockets, and "it was rockets, not shells" does not."""
    assert set(values("Velm was hit by artillery, not by rockets.", Aspect.WEAPON)) == {"artillery", "not rocket"}
    assert values("It was rockets, not shells, that hit the bridge.", Aspect.WEAPON) == ["rocket"]


def test_a_negation_of_the_act_denies_the_act() -> None:
    """A weapon is no reason to take a denied act for granted."""
    text = "The air strike did not hit the hospital in Velm."
    assert values(text, Aspect.OCCURRENCE) == ["not air strike on hospital"]
    assert not any(p.means_alone for p in said(text))


def test_a_name_of_several_places_stays_one_of_them() -> None:
    """Without a country in the report, Palmyra may be any of them: it has no point, and stands in the gazetteer."""
    (place,) = {p.place for p in said("Two men were killed near Palmyra on Monday.")}
    assert place is not None
    assert place.lat is None
    assert place.candidates > 1
    assert place_words(place) == f"Palmyra, {place.candidates} places bear this name, and it is not said which"
