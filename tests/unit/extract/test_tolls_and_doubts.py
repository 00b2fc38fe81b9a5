"""Tolls, revisions, harm denied and doers left open: invented texts, each with claims it must give or must not."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.claim import PART, Claim
from counterclaim.records.words import Aspect, ClaimAct, Factuality, Stance

LEAD = "A strike hit the market in Velno on Monday, killing nine people. "


def counts(text: str) -> list[tuple[str, str, str]]:
    """Give the numbers of a text as (value, stance, speaker), parts of larger ones marked."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.COUNT]
    part = [" of them" if (c.unit or "").endswith(PART) else "" for c in found]
    return [
        (f"{c.range.words() if c.range else ''} {c.measure}{p}", c.stance.value, c.originator.name)
        for c, p in zip(found, part, strict=True)
    ]


def of(text: str, aspect: Aspect) -> list[Claim]:
    """Give the claims of one aspect."""
    return [c for c in claims_of(text) if c.aspect is aspect]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Five bodies remained unidentified.", "5 killed of them"),
        ("Seven of the injured are in critical condition.", "7 injured of them"),
        ("Four of the wounded died in hospital.", "4 killed of them"),
    ],
)
def test_some_of_those_counted_are_no_toll_of_their_own(text: str, told: str) -> None:
    """What state some of the dead are in is told of a part of them."""
    assert told in [c[0] for c in counts(LEAD + text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The council said 23 people were wounded or detained.", "23 other"),
        ("The council said soldiers killed or wounded 50 people.", "50 other"),
        ("The toll of those detained rose to 23, the council said.", "23 detained"),
        ("The injury toll rose to 30, the council said.", "30 injured"),
        ("The toll rose to 30, the council said.", "30 killed"),
        ("The council said 23 people were arrested and four killed.", "4 killed"),
    ],
)
def test_a_number_of_one_measure_is_none_of_another(text: str, told: str) -> None:
    """Who was "wounded or detained" was neither for sure; a toll is of the dead unless it says whom else it counts."""
    found = [c[0] for c in counts(LEAD + text)]
    assert told in found
    assert not any(c.startswith(told.split(maxsplit=1)[0]) and c != told for c in found)


@pytest.mark.parametrize(
    ("text", "not_so"),
    [
        ("The office said 13 people were killed in the raid, not 16.", ["16 killed"]),
        ("Thirteen people were killed in the raid on 3 May, not sixteen, the office said.", ["16 killed"]),
        ("The office said that not two but three men were killed.", ["2 killed"]),
        ("The raid killed 12 people, not 16 miles from the border, the office said.", []),
        ("The raid killed 12 people on 3 May, not 16 May, the office said.", []),
        ("The raid killed 12 people, not a few of them children, the office said.", []),
    ],
)
def test_a_number_that_is_not_so_is_denied(text: str, not_so: list[str]) -> None:
    """Who says "13, not 16" denies the 16, whoever gave it; a distance, a day and "not a few" are no such number."""
    assert [told for told, stance, _ in counts(text) if stance == "deny"] == not_so


def test_seven_of_them_are_some_of_those_told() -> None:
    """What the sentence before counted is what they are some of; a class of its own, or a part where none is said."""
    found = of(LEAD + "Seven of them were children.", Aspect.COUNT)
    assert [(c.value, c.victim_class) for c in found][-1] == ("7 killed (children)", "children")
    assert counts(LEAD + "Three bodies remained unidentified, the office said.")[-1][0] == "3 killed of them"
    assert [c[0] for c in counts(LEAD + "Three bodies had been counted twice, the office said.")] == ["9 killed"]
    assert counts("The fair drew forty guests. Three of them were women.") == []


def test_all_of_them_is_no_number() -> None:
    """“All of them women” says who the dead were, and not how many."""
    assert [c[0] for c in counts(LEAD + "All of them were women.")] == ["9 killed"]
    assert not any("100" in c[0] for c in counts("Shelling killed 23 fighters in Velno, all of them recruits."))


def test_the_number_of_an_item_counts_nothing() -> None:
    """“2. The massacre …” counts no two massacres."""
    assert counts("2. This massacre was ordered by the army.") == []


@pytest.mark.parametrize(
    ("text", "speaker", "new", "old"),
    [
        ("The Velno Health Office revised its toll to 31 from 23.", "Velno Health Office", "31", "23"),
        ("The Defence Ministry lowered the figure to 12 from an initial 20.", "Defence Ministry", "12", "20"),
        ("Rescuers raised the toll on Friday from 24 to 26.", "Rescuers", "26", "24"),
    ],
)
def test_a_revision_takes_the_old_number_back(text: str, speaker: str, new: str, old: str) -> None:
    """Who revises a figure gives the new one and retracts the old one, and the day of it is not that of the deaths."""
    found = counts(LEAD + text)
    assert (f"{new} killed", "assert", speaker) in found
    assert (f"{old} killed", "retract", speaker) in found


def test_whoever_keeps_a_count_says_it() -> None:
    """“Raised its count to 15”, “the service's toll stands at 16”: the service says so; a city's toll is nobody's."""
    text = "The rescue service raised its count to 15. The Velno Rescue Service's toll now stands at 16."
    found = counts(f"{LEAD}{text} The city's toll rose to 18.")
    assert ("15 killed", "assert", "rescue service") in found
    assert ("16 killed", "assert", "Velno Rescue Service") in found
    assert ("18 killed", "assert", "Harbour Post") in found


def test_no_harm_is_a_count_of_none() -> None:
    """“No civilians were harmed” counts none killed and none injured; so does “not a single one”."""
    assert {c[0] for c in counts("No civilians were harmed in the strike on Velno.")} == {"0 killed", "0 injured"}
    assert "0 injured" in [c[0] for c in counts("Not a single civilian was hurt in the raid on Velno.")]


def test_none_killed_by_somebody_denies_who() -> None:
    """“No civilians were killed by army fire” denies that the army did it, and counts no dead."""
    text = "No civilians were killed by army fire, the spokesman said."
    (denied,) = of(text, Aspect.PERPETRATOR)
    assert (denied.value, denied.stance, denied.claim_act) == ("army", Stance.DENY, ClaimAct.DENY_RESPONSIBILITY)
    assert counts(text) == []


def test_who_did_it_is_left_open() -> None:
    """“Could not confirm who fired” hedges on who was named last, and doubts neither the act nor its weapon."""
    text = "The Third Brigade shelled Velno. The ministry said it cannot confirm who fired the rockets."
    asked = [c for c in of(text, Aspect.PERPETRATOR) if c.stance is Stance.QUESTION]
    assert [(c.value, c.originator.name, c.claim_act) for c in asked] == [
        ("Third Brigade", "ministry", ClaimAct.CANNOT_VERIFY)
    ]
    assert all(c.stance is Stance.ASSERT for c in of(text, Aspect.WEAPON))


def test_nobody_named_is_unknown() -> None:
    """“It was unclear who fired it”, where nobody was named, leaves it unknown, in the author's words."""
    (asked,) = of("A shell hit a school in Velno on Monday. It was unclear who fired it.", Aspect.PERPETRATOR)
    assert (asked.value, asked.stance, asked.originator.name) == ("unknown", Stance.QUESTION, "Harbour Post")


def test_firing_on_people_is_an_act() -> None:
    """“Opened fire on worshippers” tells of a shooting; “fired at will” of nothing."""
    found = of("Gunmen opened fire on worshippers at the mosque in Lorne.", Aspect.PERPETRATOR)
    assert [(c.value, c.target) for c in found] == [("gunmen", "worshippers")]
    assert of("The company fired at will.", Aspect.OCCURRENCE) == []


def test_a_weapon_is_no_act_until_it_is_used() -> None:
    """“The UN report on chemical weapons” tells of no attack."""
    assert of("The UN report on chemical weapons was published.", Aspect.PERPETRATOR) == []
    assert [c.value for c in of("The army used chlorine in Tarsk.", Aspect.PERPETRATOR)] == ["army"]


def test_an_act_with_a_day_or_a_place_is_told() -> None:
    """“The 3 May attacks”, “the horrific attack in Lorne” tell of acts; the adjective judges them."""
    text = "The mayor spoke of the horrific attack in Lorne and of the 3 May bombings."
    assert {c.value for c in of(text, Aspect.OCCURRENCE)} == {"attack", "air strike"}
    assert [c.value for c in of(text, Aspect.CHARACTERISATION)] == ["horrific"]


def test_a_road_is_no_place_of_what_happens_beside_it() -> None:
    """The towns that a road joins are not where a strike beside it was."""
    text = "Rebels hold a hill over the Lorne–Velno highway. The strike hit a convoy."
    assert all(c.place is None for c in of(text, Aspect.TARGET))


def test_what_was_able_to_be_done_was_done() -> None:
    """“Was able to capture” tells what the army did; “on the verge of taking” tells nothing done."""
    (taken,) = of("The army was able to capture Velno on Monday.", Aspect.PERPETRATOR)
    assert (taken.value, taken.chain[0].factuality) == ("army", "CT+")
    assert of("They were on the verge of taking Velno.", Aspect.OCCURRENCE) == []


def test_a_destroyed_weapon_is_no_weapon_of_the_act() -> None:
    """“Three tanks were destroyed near Velno” names no weapon; “by rockets” does."""
    assert of("The raid left three tanks destroyed near Velno.", Aspect.WEAPON) == []
    found = of("The mill in Velno was destroyed by rockets.", Aspect.WEAPON)
    assert [c.value for c in found] == ["rocket"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The strike on Velno killed 30+ people.", "at least 30 killed"),
        ("Rescuers counted more than two dozen dead in Velno.", "more than 24 killed"),
        ("The death toll may be as high as 40, the mayor said.", "up to 40 killed"),
        ("The shelling of Velno killed 12 women and children.", "12 killed"),
    ],
)
def test_bounds_of_numbers(text: str, told: str) -> None:
    """“30+” is thirty at least, “as high as 40” forty at most."""
    assert told in [c[0] for c in counts(text)]


def test_women_and_children_are_of_no_one_class() -> None:
    """“Most of the dead were women and children” says neither that most were women nor that most were children."""
    text = f"{LEAD}Most of the dead were women and children, the hospital said."
    assert [c[0] for c in counts(text)] == ["9 killed"]
    assert [c.value for c in of(text, Aspect.VICTIM_STATUS)] == ["women and children"]


def test_a_toll_that_nobody_could_verify_is_that_of_the_dead() -> None:
    """“The toll could not be verified” bears on the dead, though the injured were counted last; so with the outlet."""
    text = f"{LEAD}The ministry said 24 people were killed and 60 injured. "
    for words in ("The death toll could not be independently verified.", "The Post could not verify the toll."):
        assert ("24 killed", "question", "Harbour Post") in counts(text + words)


def test_a_figure_without_its_number_is_the_one_told_before() -> None:
    """“The number of wounded could not be verified” bears on the wounded, and of those nobody counted on nothing."""
    text = f"{LEAD}The ministry said 24 people were killed and 60 injured. "
    doubt = " could not be independently verified."
    for words, told in (("The number of wounded", "60 injured"), ("The number of dead", "24 killed")):
        assert (told, "question", "Harbour Post") in counts(text + words + doubt)
    assert not [c for c in counts(f"{text}The number of missing{doubt}") if c[1] == "question"]


def test_each_step_of_a_toll_replaces_the_one_before() -> None:
    """Whoever raises a toll twice leaves one number standing; another's number replaces nothing."""
    by_steps = "The ministry said 24 people were killed. It later raised its toll to 31, then to 33."
    found = counts(LEAD + by_steps)
    assert {c[:2] for c in found if c[2] == "ministry"} == {
        ("24 killed", "retract"),
        ("31 killed", "retract"),
        ("33 killed", "assert"),
    }
    others = counts(f"{LEAD}The ministry said 24 people were killed. The mayor said the toll had risen to 31.")
    assert ("24 killed", "assert", "ministry") in others


def test_a_figure_withdrawn_is_taken_back_by_who_gave_it() -> None:
    """“The ministry withdrew its figure of 40 dead” asserts no 40 dead."""
    assert counts("The ministry withdrew its figure of 40 dead.") == [("40 killed", "retract", "ministry")]


def test_a_slug_is_no_part_of_what_was_hit() -> None:
    """“BREAKING” tells how fresh a headline is."""
    assert {c.target for c in claims_of("BREAKING Velno hospital hit by shells")} == {"Velno hospital"}
    (denial,) = of("BREAKING Northern Front denies attack on Velno market", Aspect.OCCURRENCE)
    assert denial.originator.name == "Northern Front"


STRIKE = "An air strike hit the market in Velno on Monday. "


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("An army spokesman denied carrying out the attack.", "army"),
        ("The Karven defence minister, Oren Tal, denied that the army had carried out the attack.", "army"),
        ("“We did not carry out the attack,” the Northern Front said.", "Northern Front"),
        ("The Northern Front said it had not carried out the attack.", "Northern Front"),
        ("The army denied it had anything to do with the strike.", "army"),
        ("The army denied the accusation.", "army"),
    ],
)
def test_who_denies_having_done_it_denies_no_attack(text: str, who: str) -> None:
    """Only who did it is denied: neither that it was done nor to what."""
    denied = [c for c in claims_of(STRIKE + text) if c.stance is Stance.DENY]
    assert [(c.aspect, c.value) for c in denied] == [(Aspect.PERPETRATOR, who)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the army was responsible.",
        "“This was the army's doing,” the mayor said.",
        "The mayor said it was the work of the army.",
    ],
)
def test_a_bare_accusation_is_of_the_act_told_before(text: str) -> None:
    """“The army was responsible” answers who did the strike that was told before."""
    (found,) = of(STRIKE + text, Aspect.PERPETRATOR)
    assert (found.value, found.act_type, found.target, found.stance) == ("army", "air_strike", "market", Stance.ASSERT)


@pytest.mark.parametrize(
    "text",
    [
        "The governor doubted that nine people had been killed in Velno.",
        "The governor said he doubted that nine people had been killed in Velno.",
        "The strike in Velno killed nine people, residents said. The governor doubted the figure.",
    ],
)
def test_who_doubts_a_number_does_not_give_it(text: str) -> None:
    """To doubt is to say that it is probably not so."""
    (doubted,) = [c for c in of(text, Aspect.COUNT) if c.originator.name == "governor"]
    assert (doubted.stance, doubted.chain[0].factuality) == (Stance.DENY, Factuality.PROBABLE_NOT)


@pytest.mark.parametrize("who", ["Nobody doubts", "No one doubts", "The governor does not doubt", "Few doubt"])
def test_where_nobody_doubts_nothing_is_doubted(who: str) -> None:
    """The words by which a doubt is ruled out deny nothing."""
    assert all(c.stance is not Stance.DENY for c in claims_of(f"{who} that the rebels shelled Velno."))


@pytest.mark.parametrize(
    "text",
    [
        "Nineteen people were killed in the strike on Velno, 12 civilians and 7 fighters.",
        "Nineteen people were killed in Velno: 12 civilians and 7 fighters.",
        "The strike on Velno killed 19 people, 12 of them civilians and seven fighters.",
    ],
)
def test_a_toll_broken_up_after_a_comma_gives_its_parts(text: str) -> None:
    """Civilians and fighters are told as well as all, wherever the parse hangs the list."""
    assert {c[0] for c in counts(text)} == {"19 killed", "12 killed", "7 killed"}
