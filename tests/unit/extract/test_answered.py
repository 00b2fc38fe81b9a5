"""How what others said is answered, left open or counted in other words; all texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of
from tests.unit.extract.test_rival_accounts import rows

from counterclaim.records.words import Aspect, Factuality

GASSED = "Activists said the army used poison gas in Velno on 4 March 2031. "


@pytest.mark.parametrize(
    "answer",
    [
        "The minister said the accusations were invented and absurd.",
        "The minister said there was no truth at all to the claims.",
        "There was no truth whatsoever in the reports, the minister said.",
        "The minister dismissed as baseless the reports by activists.",
        "The minister rejected as fabricated the claims of the activists.",
    ],
)
def test_what_was_said_is_denied_in_other_words(answer: str) -> None:
    """Without a verb of denial, or with its judgement before what it judges."""
    assert ("minister", "deny", "army") in rows(GASSED + answer, Aspect.PERPETRATOR)


def test_a_report_called_false_is_denied_once() -> None:
    """The predicate denies it, and the verb of saying does not turn the denial round."""
    told = rows("Reports that the army shelled Velno are entirely untrue, the ministry said.", Aspect.PERPETRATOR)
    assert told == {("ministry", "deny", "army")}


def test_the_reports_are_of_the_attack_and_not_of_the_last_number() -> None:
    """A plural account, or a charge, means what was done; a number, or who is said to hold a town, only where alone."""
    text = GASSED + "Sixteen bodies lay in the rebel-held suburb. The minister said the reports were false."
    assert ("minister", "deny", "army") in rows(text, Aspect.PERPETRATOR)
    assert not {r for r in rows(text, Aspect.COUNT, Aspect.CONTROL) if r[0] == "minister"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The commission said the army shelled Velno, contradicting repeated denials by the president.", "president"),
        ("Despite denials from the president, the commission said the army shelled Velno.", "president"),
        (
            "The monitor examined claims that the army shelled Velno and found such claims lacking in credibility.",
            "monitor",
        ),
    ],
)
def test_denials_that_a_sentence_only_mentions(text: str, who: str) -> None:
    """Who denied it before, and who examined a claim and does not believe it."""
    assert (who, "deny", "army") in rows(text, Aspect.PERPETRATOR)


def test_who_would_never_do_it_denies_it() -> None:
    """A promise to keep a town denies nothing."""
    assert rows("The army said it would never shell a hospital.", Aspect.PERPETRATOR) == {("army", "deny", "army")}
    assert not rows("The rebels said they would never hand over the town.", Aspect.MANNER, Aspect.CONTROL)


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("The envoy said he was not in a position to confirm the reports.", "envoy"),
        ("It was impossible to confirm the reports, the envoy said.", "envoy"),
        ("The claims have yet to be independently confirmed, the envoy said.", "envoy"),
        ("The envoy said the reports still needed to be verified.", "envoy"),
        ("The information requires verification, the envoy said.", "envoy"),
        ("The authenticity of the video could not be confirmed, the envoy said.", "envoy"),
    ],
)
def test_what_was_said_is_left_open(answer: str, who: str) -> None:
    """By whoever says so; nobody denies it by that."""
    found = rows(GASSED + answer, Aspect.OCCURRENCE)
    assert (who, "question", "chemical attack on Velno") in found
    assert not {r for r in rows(GASSED + answer, Aspect.PERPETRATOR) if r[0] == who}


def test_a_weapon_is_left_open() -> None:
    """Whose kind could not be told; that it was used is the report's."""
    text = GASSED + "Rescuers were not able to determine what gas was used."
    assert ("Rescuers", "question", "chemical weapon") in rows(text, Aspect.WEAPON)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The mayor said 12 people were killed in Velno, 67 in Orst.", {"12 killed (unknown)", "67 killed (unknown)"}),
        ("The mayor reported 30 cases of suffocation after the strike on Velno.", {"30 injured (unknown)"}),
        ("The mayor said hundreds of dead and wounded people lay there.", {"at least 100 other (unknown)"}),
        ("The mayor said there were three children among the dead.", {"3 killed (children)"}),
        ("The mayor cited a death toll of 15.", {"15 killed (unknown)"}),
    ],
)
def test_numbers_without_a_verb_that_counts(text: str, numbers: set[str]) -> None:
    """Of other places, of cases, of dead and wounded alike, of a toll that somebody cites."""
    assert {(who, value) for who, _, value in rows(text, Aspect.COUNT)} == {("mayor", n) for n in numbers}


def test_who_is_reported_killed_killed_nobody() -> None:
    """The participle is what they underwent."""
    assert not rows("Twelve soldiers were reported killed in an attack on the base.", Aspect.PERPETRATOR)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The strike caused material damage, the mayor said.", "damaged"),
        ("There is heavy damage in Velno, the mayor said.", "damaged"),
        ("The town was severely damaged by the strike, the mayor said.", "damaged"),
        ("The mayor said the strike caused no damage.", "no damage"),
    ],
)
def test_damage_to_no_thing_named(text: str, state: str) -> None:
    """Of a town, or of what the words leave open; a strike without damage was a strike all the same."""
    assert ("mayor", "assert", state) in rows(text, Aspect.DAMAGE)
    assert not {r for r in rows(text, Aspect.OCCURRENCE) if r[1] == "deny"}


def test_signs_of_a_weapon_make_it_probable() -> None:
    """What wounds or remains point to; what they are not like is denied."""
    assert ("doctors", "assert", "sarin") in rows("The symptoms pointed to sarin, doctors said.", Aspect.WEAPON)


def test_such_weapons_are_those_told_of() -> None:
    """Who is said to have used them is said to have done it."""
    text = GASSED + "The ministry said rebels had used such weapons."
    assert ("ministry", "assert", "rebels") in rows(text, Aspect.PERPETRATOR)


def test_what_another_says_of_a_denied_strike_is_not_the_deniers() -> None:
    """The relative clause is its own speaker's alone, and the place of the strike did nothing."""
    told = "The army denied the strike on Velno, which residents said had destroyed the bridge."
    assert ("residents", "assert", "destroyed") in rows(told, Aspect.DAMAGE)
    assert rows(told, Aspect.PERPETRATOR) == {("army", "deny", "army")}


def test_who_denies_it_says_that_others_did_it() -> None:
    """Also where those are no word of war: the act was told before."""
    text = GASSED + "The army denied it, saying the opposition had done it."
    assert ("army", "assert", "opposition") in rows(text, Aspect.PERPETRATOR)


def test_autopsies_tell_what_somebody_adds() -> None:
    """And nothing of what was said before."""
    text = "The mayor said two men were shot, adding that they had been tortured, according to autopsies."
    assert {r[0] for r in rows(text, Aspect.OCCURRENCE) if r[2] == "torture"} == {"autopsies"}
    assert {r[0] for r in rows(text, Aspect.OCCURRENCE) if r[2] == "shooting"} == {"mayor"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Army shelling of Velno killed nine people.", "army"),
        ("Nine people were killed in government shelling of Velno.", "government"),
        ("Government air strikes on Velno killed nine people.", "government"),
        ("A salvo of rebel rockets hit the market.", "rebels"),
    ],
)
def test_whose_strike_its_name_tells(text: str, who: str) -> None:
    """A body before the noun of a strike, or of what was fired, did it."""
    assert {r[2] for r in rows(text, Aspect.PERPETRATOR)} == {who}


def test_a_town_that_surrenders_is_handed_over() -> None:
    """So is that of a garrison; fighters who surrender hand over nothing."""
    assert ("residents", "assert", "rebels") in rows(
        "The army garrison in Velno surrendered to rebels, residents said.", Aspect.CONTROL
    )
    assert not rows("Twelve rebels surrendered to the army in Velno.", Aspect.CONTROL, Aspect.MANNER)


@pytest.mark.parametrize(
    "text",
    [
        "The army, not the rebels, shelled Velno, the monitor said.",
        "The monitor said it was the army and not the rebels that shelled Velno.",
        "It was the army that shelled Velno, and not rebels, the monitor said.",
    ],
)
def test_who_is_set_against_somebody_did_not_do_it(text: str) -> None:
    """The negation is of the one right after it, and the deed of the other."""
    told = rows(text, Aspect.PERPETRATOR)
    assert ("monitor", "assert", "army") in told
    assert not {r for r in told if r[2] == "rebels" and r[1] == "assert"}


def test_where_what_is_answered_was_is_not_where_the_answer_is() -> None:
    """A strike "in response to" another attack is not placed there."""
    found = claims_of(
        "The navy fired missiles at a base in Velno. The attack was a response to the gas attack in Orst."
    )
    assert {c.place.name for c in found if c.aspect is Aspect.TARGET and c.place is not None} == {"Velno"}


def test_each_of_two_denies_its_own_deed() -> None:
    """And neither of them that the other did it; who speaks of the army's deed speaks of that."""
    assert rows("The army and the rebels denied shelling the market in Velno.", Aspect.PERPETRATOR) == {
        ("army", "deny", "army"),
        ("rebels", "deny", "rebels"),
    }
    told = rows("The ministry and the army denied that the army shelled Velno.", Aspect.PERPETRATOR)
    assert told == {("ministry", "deny", "army"), ("army", "deny", "army")}


def test_what_neither_claims_is_nobodys() -> None:
    """Nobody of that name says anything; who did it is left open."""
    told = rows("Neither the army nor the rebels claimed the attack on Velno.", Aspect.PERPETRATOR)
    assert told == {("Harbour Post", "question", "unknown")}


def test_it_is_the_attack_that_somebody_is_accused_of() -> None:
    """Who makes the charge did not do it."""
    text = "The United States accused Damascus of the attack on Velno, saying it killed 40 people."
    assert {r[2] for r in rows(text, Aspect.PERPETRATOR)} == {"Syria"}
    assert {r[2] for r in rows(text, Aspect.COUNT)} == {"40 killed (unknown)"}


@pytest.mark.parametrize(
    "text",
    [
        "Barrels fell on the town of Velno, releasing toxic gas.",
        "Barrels containing toxic gases had fallen on Velno.",
        "The army resorted to chemical weapons in Velno.",
    ],
)
def test_gas_from_what_fell_or_was_resorted_to(text: str) -> None:
    """The vessel is no weapon; what it held is."""
    assert {r[2] for r in rows(text, Aspect.WEAPON)} == {"chemical weapon"}


def test_a_strike_without_casualties_was_a_strike() -> None:
    """What is denied is the harm."""
    text = "The strike on Velno did not cause many casualties, the governor said."
    assert {r[1] for r in rows(text, Aspect.OCCURRENCE)} == {"assert"}


def test_a_warplane_is_a_thing_that_is_shot_down() -> None:
    """And that crashes by a fault."""
    told = rows("The brigade said it had shot down a warplane over Velno and taken its pilot.", Aspect.TARGET)
    assert ("brigade", "assert", "warplane") in told
    assert ("army", "assert", "technical fault") in rows(
        "The army said a warplane crashed near Velno because of a technical fault.", Aspect.MANNER
    )


def test_another_group_is_not_the_one_that_speaks() -> None:
    """It is none that the report names."""
    text = "The group denied that it had executed the pilot, saying he was killed by another group."
    assert ("group", "assert", "another group") in rows(text, Aspect.PERPETRATOR)


@pytest.mark.parametrize(
    "text",
    [
        "Activists accused the army of gassing people in Velno by firing rockets.",
        "Activists accused the army of firing on a bus in Velno, killing 12 people.",
    ],
)
def test_how_a_deed_was_done_is_of_the_charge(text: str) -> None:
    """Who accuses fired nothing and killed nobody, and the report says neither itself."""
    told = rows(text, Aspect.PERPETRATOR, Aspect.COUNT)
    assert {r[0] for r in told} == {"Activists"}
    assert {r[2] for r in told if "killed" not in r[2] and "other" not in r[2]} == {"army"}


@pytest.mark.parametrize(
    "text",
    [
        "The monitor said jets believed to be Russian bombed the market in Velno.",
        "Warplanes thought to be Russian struck the market in Velno, the monitor said.",
    ],
)
def test_whose_jets_they_are_thought_to_be(text: str) -> None:
    """Jets believe nothing; whose they probably are is told by who tells the strike."""
    told = [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR and c.value == "Russian army"]
    assert [(c.originator.name, c.chain[0].factuality) for c in told] == [("monitor", Factuality.PROBABLE)]


def test_some_of_those_hurt_do_not_speak() -> None:
    """An aside on how badly they were hurt is no voice."""
    told = rows("Dozens more were wounded in Velno, many critically, a medic said.", Aspect.COUNT)
    assert {r[0] for r in told} == {"medic"}


def test_planes_that_struck_were_not_struck() -> None:
    """Without an object, what flies is who strikes."""
    assert not rows("A resident said the market was crowded when the planes struck.", Aspect.TARGET)
