"""Whose words, and of what: sentences made up for this project, about places and people that do not exist."""

from __future__ import annotations

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Stance
from counterclaim.settings import Settings

#: An article and the same as a telex give the same.
BOTH = (str, str.upper)


def claims_of(text: str) -> tuple[Claim, ...]:
    """Give the claims of a text that the invented Harbour Post publishes."""
    report = a_report(text)
    return RuleExtractor().claims(report, read.passages(report, Settings()))


def told(text: str) -> set[tuple[str, str, str]]:
    """Give who says what how: (speakers before the report, stance, aspect) of each claim, in small letters."""
    return {
        (" > ".join(h.agent.name.lower() for h in c.chain[:-1]), c.stance.value, c.aspect.value)
        for c in claims_of(text)
    }


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Bell denied that the delay of the trip is linked to the killing of Petr Harsk in Lom.", "ann bell"),
        ("The ministry denied that it was connected with the shelling of the market.", "ministry"),
    ],
)
def test_a_tie_is_denied_and_not_what_it_is_to(form: type[str], text: str, speaker: str) -> None:
    """Who denies that one thing is linked to another takes the other for granted."""
    found = {row for row in told(form(text)) if row[2] == "occurrence"}
    assert found == {(speaker, "assert", "occurrence")}


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The statement was sent to reporters. It said the army killed six nurses.", "unnamed speaker (it)"),
        ("Ann Bell disavowed versions given by the government radio network that claim rebels killed six nurses.", ""),
        ("Information abroad is that the air force shelled the market.", "unnamed source (information)"),
        ("The report also details the shelling of the market by the army.", "report"),
        ("President Carl Dorn referred today to the killing of six nurses in Lom.", "carl dorn"),
        ("The announcement made by President Carl Dorn of the arrest of 45 soldiers is a step.", "carl dorn"),
        ("Although Petr Harsk admitted that the army shelled the market, nobody was punished.", "petr harsk"),
        ("Msgr Pedro Rivera y Gamas stated that the army killed six nurses.", "pedro rivera y gamas"),
        ("Warplanes hit the camp, with 32 fighters reported killed.", "unnamed source (reported)"),
    ],
)
def test_whose_words(form: type[str], text: str, speaker: str) -> None:
    """What somebody says is never the report's own word, named or not."""
    speakers = {row[0].split(" > ")[0] for row in told(form(text))} - {""}
    assert speakers == ({speaker} if speaker else {"government radio network"})


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize(
    "text",
    [
        "One of them is former President Petr Harsk, who accused him of being the mastermind of the mayor's killing.",
        "Ann Bell spoke first. Petr Harsk accused her of being behind the shelling of the school.",
    ],
)
def test_nobody_accuses_himself(form: type[str], text: str) -> None:
    """Whom "accused her" means is not who accuses."""
    for claim in claims_of(form(text)):
        assert claim.actor is None or claim.actor.lower() != claim.chain[0].agent.name.lower()


@pytest.mark.parametrize("form", BOTH)
def test_a_time_stays_with_its_act(form: type[str]) -> None:
    """An arrest for a killing on the third is not one on the third; nor is a killing of the day it was charged."""
    text = (
        "The arrest of eight soldiers linked with the killing of six nurses on 16 November 1989 has provoked disputes."
    )
    when = {c.act_type: c.time and c.time.start[5:] for c in claims_of(form(text)) if c.aspect.value == "occurrence"}
    assert when == {"detention": None, "massacre_execution": "11-16"}
    text = "The ministry denied charges raised yesterday by a group that blames officers for the killing of six nurses."
    assert {c.time for c in claims_of(form(text))} == {None}


@pytest.mark.parametrize("form", BOTH)
def test_targets_stay_with_their_numbers(form: type[str]) -> None:
    """Six nurses and two women are counted apart, and "the guerrilla offensive" is not the police's told before."""
    found = claims_of(form("The army admitted the killing of six nurses and two women."))
    assert {(c.range.low, c.target) for c in found if c.range is not None} == {(6, "nurses"), (2, "women")}
    found = claims_of(form("Police assaulted 50 refugees. It came after the start of the guerrilla offensive."))
    assert [c.target for c in found if c.actor == "guerrillas"] == [None, None]
    assert not [c for c in found if c.range is not None]


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize(
    "text",
    [
        "The Front's withdrawal from the dialogue is a breach.",
        "They discussed the fight against terrorism and counter-terrorism.",
        "The government has total control over all the media.",
        "To let them in without having the police arrest them is folly.",
    ],
)
def test_nothing_happened(form: type[str], text: str) -> None:
    """Talks that are left, topics, the media and what was not done are no happenings."""
    assert claims_of(form(text)) == ()


def test_what_is_reported_is_not_certain() -> None:
    """ "A reported attack" is nobody's certainty; "what may have happened in the killing" doubts no killing."""
    (one,) = {c.chain[0].factuality.value for c in claims_of("He was asked about a reported rebel attack on the mill.")}
    assert one == "Uu"
    (one,) = {
        c.chain[0].factuality.value
        for c in claims_of("People talk of what may have happened in the killing of six nurses.")
    }
    assert one == "CT+"


def test_near_is_a_place() -> None:
    """A name that no list knows is a place after "near", and no other place stands for it."""
    found = claims_of("Near Ayn Tara, one strike destroyed a bridge. Near Olm Vessa, two strikes hit a mill.")
    assert {c.place.name for c in found if c.place is not None} == {"Ayn Tara", "Olm Vessa"}
    assert all(c.place is not None for c in found)


def test_a_dash_ends_no_sentence_of_a_telex() -> None:
    """A line of capitals before a dash is no dateline unless a date or a bracket shows it."""
    text = (
        "IT IS IMPORTANT BECAUSE GENERAL HARSK, IN AN EMPTY SPEECH --\nWE HEARD IT -- ACCUSED THE FRONT OF THE MURDERS."
    )
    report = a_report(text)
    assert [p.text for p in read.passages(report, Settings())] == [text]
    report = a_report("LOM, 7 FEB 90 (POST) -- [TEXT] THE ARMY SHELLED THE MARKET.")
    assert [p.text for p in read.passages(report, Settings())][1] == "THE ARMY SHELLED THE MARKET."


@pytest.mark.parametrize(
    "text",
    [
        "LEADERS OF THE MINERS LEAGUE (ML) -- WHICH IS LINKED TO THE GREENS -- BLAMED THE ARMY FOR THE MURDERS.",
        "FREE FRONT (FF) -- WHOSE MEN HOLD THE HILL -- DENIED THAT IT HAD SHELLED LOM.",
    ],
)
def test_a_clause_with_a_short_name_is_no_dateline(text: str) -> None:
    """An article before the bracket, or a clause that goes on after the dash, shows that no place is named."""
    assert [p.text for p in read.passages(a_report(text), Settings())] == [text]
    report = a_report("LOM (FREE RADIO) -- TWO MINERS WERE KILLED BY SOLDIERS ON MONDAY NEAR THE OLD MILL.")
    assert read.passages(report, Settings())[-1].text.startswith("TWO MINERS")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to our information, 14 people died in the shelling of Lom.", "Harbour Post"),
        ("Our correspondent said 14 people died in the shelling of Lom.", "Harbour Post"),
        ("The opposition Northern Front said 14 people died in the shelling of Lom.", "Northern Front"),
        ("According to information from the ministry, 14 people died in the shelling of Lom.", "ministry"),
    ],
)
def test_our_information_is_the_outlets_own(text: str, speaker: str) -> None:
    """“Our information” is the outlet itself, and a noun before a name is no speaker of its own."""
    assert {c.originator.name for c in claims_of(text)} == {speaker}


@pytest.mark.parametrize(
    "words",
    [
        "An army statement denied responsibility for the bombing of the Vesk clinic.",
        "A statement from the army denied responsibility for the bombing of the Vesk clinic.",
        "An army spokesman denied responsibility for the bombing.",
        "The army's letter denied involvement in the bombing of the Vesk clinic.",
        "An army spokesman's statement denied responsibility for the bombing of the Vesk clinic.",
    ],
)
def test_what_a_statement_denies_a_part_in_is_denied_by_whose_statement_it_is(words: str) -> None:
    """A paper has no part in a bombing: who is behind it denies having done it."""
    told = "The Vesk clinic was bombed on 2 June, residents said. "
    denied = [c for c in claims_of(told + words) if c.stance is Stance.DENY]
    assert {(c.aspect, c.actor) for c in denied} == {(Aspect.PERPETRATOR, "army")}
    assert {c.originator.name for c in denied} <= {"army", "army spokesman"}


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("Two nurses were killed while hiding from rebels, the Karven military at the Lom base acknowledged on Monday.",
         "karven military at the lom base", "concede"),
        ("A driver was killed in clashes against Daesh, the Karven militia in the hills announced.",
         "karven militia in the hills", "assert"),
        ("The Lom base confirmed that a driver was killed.", "lom base", "assert"),
        ("Activists allege that the army had bombed the same building some days earlier.", "activists", "assert"),
        ("A driver was killed in Lom on Friday, activists allege.", "activists", "assert"),
        ("A driver was killed in Lom on Friday, the army was quoted as saying.", "army", "assert"),
        ("Two men, activists told reporters, were killed in Lom on Friday.", "activists", "assert"),
        ("Two men were reportedly killed in Lom, the ministry said.", "unnamed reports > ministry", "assert"),
        ("State media report that two men were killed in Lom on Friday.", "state media", "assert"),
    ],
)  # fmt: skip
def test_who_says_it_last_says_it(text: str, speaker: str, stance: str) -> None:
    """Who stands between the last noun and the verb is no other name of that noun; a base speaks."""
    assert (speaker, stance, "occurrence") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army said it was not responsible for the shelling of the mill in Lom.",
        "The army said it was not behind the attack on the mill in Lom.",
        "The army said it was not involved in shelling the mill in Lom.",
        "The army said it had nothing to do with the shelling of the mill in Lom.",
        "The army insisted it played no role in the shelling of the mill in Lom.",
        "The army said it did not take part in the attack on the mill in Lom.",
        "The army said it was not to blame for the attack on the mill in Lom.",
    ],
)
def test_a_denied_part_denies_who_did_it(text: str) -> None:
    """That it happened is taken for granted, by the report."""
    assert {("army", "deny", "perpetrator"), ("", "assert", "occurrence")} <= told(text)
    assert not any(who == "army" and aspect == "occurrence" for who, _, aspect in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Activists blamed the army for the shelling of the mill in Lom on Friday.",
        "Activists held the army responsible for the shelling of the mill in Lom.",
        "Activists said the army was to blame for the shelling of the mill in Lom.",
        "Activists pointed the finger at the army for the shelling of the mill.",
        "Activists laid the blame for the shelling of the mill on the army.",
    ],
)
def test_a_charge_is_his_who_makes_it(text: str) -> None:
    """Whatever the words: blame, hold responsible, point the finger, lay the blame."""
    charged = {
        (c.chain[0].agent.name, c.stance.value, c.value) for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR
    }
    assert charged == {("Activists", "assert", "army")}


def test_a_participle_that_says_something_else_tells_no_speaker() -> None:
    """A group formed in May, a man described by witnesses."""
    for text in (
        "Two men were killed by the Lom Brigade, a group formed in May.",
        "He was killed by a sniper, a man described by witnesses.",
    ):
        assert {who for who, _, _ in told(text)} == {""}


def test_a_saying_that_is_only_alleged_stays_with_who_is_said_to_have_said_it() -> None:
    """What stands after a semicolon changes nothing about who spoke."""
    text = "A mill was bombed. State media are alleged to have denied the raid; we could not find such a statement."
    assert ("state media > unnamed source (alleged)", "deny", "occurrence") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shelling by the Karven army killed eight people in Lom.",
        "Shelling of the market by the Karven army killed eight.",
        "The shelling by the Karven army killed eight people in Lom.",
    ],
)
def test_a_deed_at_the_head_of_a_sentence_has_its_doer(text: str) -> None:
    """A gerund that takes "by" or "of" is a noun for a deed, and names no weapon."""
    found = {(c.aspect, c.value) for c in claims_of(text)}
    assert (Aspect.PERPETRATOR, "Karven army") in found
    assert (Aspect.COUNT, "8 killed (unknown)") in found
    assert not any(aspect is Aspect.WEAPON for aspect, _ in found)
