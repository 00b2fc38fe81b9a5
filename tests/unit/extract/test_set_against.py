"""Sentences of which a careless reader asserts the wrong party, place, day or kind; the texts are invented."""

from __future__ import annotations

import pytest
from evals.forms.made import report
from tests.unit.extract.test_prose import claims_of

from counterclaim.extract import RuleExtractor
from counterclaim.extract.named.agents import fullest
from counterclaim.read import passages
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Factuality, Stance
from counterclaim.settings import Settings

TOLD = "Residents said the Hill Army shelled the market in Velno on Tuesday, killing 12 people. The army denied it."


def doers(text: str) -> list[Claim]:
    """Give the claims of who did it."""
    return [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]


def asserted(text: str) -> list[Claim]:
    """Give the claims that assert or concede."""
    return [c for c in claims_of(text) if c.stance in {Stance.ASSERT, Stance.CONCEDE}]


@pytest.mark.parametrize("words", ["Either the army or rebels", "The army or rebels"])
def test_one_of_two_is_possible(words: str) -> None:
    """Neither is charged for sure."""
    found = doers(f"{words} shelled the school in Lom, the monitors said.")
    assert {c.value for c in found} == {"army", "rebels"}
    assert {c.chain[0].factuality for c in found} == {Factuality.POSSIBLE}


def test_an_answer_is_an_act_of_its_own() -> None:
    """What an act answers gives it neither kind nor place."""
    found = claims_of("In response to the gas attack in Velno, the army struck a depot in Lom, the ministry said.")
    kinds = {(c.value, c.place.name if c.place else None) for c in found if c.aspect is Aspect.OCCURRENCE}
    assert kinds == {("attack on depot", "Lom"), ("chemical attack", "Velno")}


def test_what_an_act_came_after_is_elsewhere() -> None:
    """The place of the act before is not that of the act after."""
    found = doers("The army attacked a village after the gas attack in Idlib, the ministry said.")
    assert [c.place for c in found] == [None]


@pytest.mark.parametrize(
    "words",
    [
        "Had the army shelled the school, dozens would have died, the minister said.",
        "The army held a drill in which rebels attacked a base in Lom.",
        "Soldiers simulated an attack on a hospital in Lom.",
        "The army warned rebels against shelling the school.",
        "The minister denied having said that the army shelled the school.",
        "The minister said he had been misquoted as saying that the army shelled the school.",
        "A forged letter said the army had shelled the school.",
        "A doctored video purported to show the army shelling the school.",
        "The strike on the school was called off, an officer said.",
        "The minister said the rebels lied when they said the army had shelled the school.",
        "The army said it had not shelled Lom on purpose.",
    ],
)
def test_nothing_was_said_to_have_been_done(words: str) -> None:
    """What is supposed, played, bidden, unsaid or forged is not asserted."""
    assert not asserted(words)


def test_what_can_be_neither_confirmed_nor_ruled_out_is_open() -> None:
    """Who rules nothing out denies nothing."""
    found = doers("The army could neither confirm nor rule out that its shells had hit the school.")
    assert {c.stance for c in found} <= {Stance.QUESTION}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Rebels dressed as soldiers shot the villagers in Lom, the army said.", "rebels"),
        ("The UN asked the army to explain why it had shelled the school.", "army"),
        ("Lom was shelled by the army and Velno by rebels, residents said.", "army"),
        ("The school was shelled not by the army but by rebels, residents said.", "rebels"),
    ],
)
def test_who_did_it(text: str, who: str) -> None:
    """The deed stays with who did it."""
    assert {c.value for c in doers(text)} == {who}


def test_rumours_are_nobodys_word_and_not_the_reports() -> None:
    """What rumours tell is not told by the report."""
    found = doers("Rumours spread that the army had shelled the school.")
    assert [len(c.chain) for c in found] == [2]


def test_who_denied_it_is_who_regretted() -> None:
    """The dead deny nothing."""
    found = doers("The army regretted that civilians had died but denied shelling the school.")
    assert [(c.value, c.stance, c.chain[0].agent.name) for c in found] == [("army", Stance.DENY, "army")]


def test_a_denial_that_is_laughed_off_is_one_denial() -> None:
    """Who laughs off a denial denies nothing."""
    found = doers("The rebels laughed off the army's denial that it had shelled the town.")
    assert [(c.value, c.stance, c.chain[0].agent.name) for c in found] == [("army", Stance.DENY, "army")]


def test_numbers_that_are_set_aside() -> None:
    """All but two children are not two, and the rebels' 40 is not the army's."""
    counts = [c.value for c in claims_of("The strike killed 12 people, all but two of them children, medics said.")]
    assert "2 killed (children)" not in counts
    text = "Fewer than 12 people died in the strike, not the 40 claimed by rebels, the army said."
    assert [c.stance for c in claims_of(text) if c.value.startswith("40")] == [Stance.DENY]


@pytest.mark.parametrize(
    ("clean", "marked"),
    [
        ("market", "mar\u00adket"),
        ("Velno", "Vel\u200bno"),
        ("Hill Army", "Hill  Army"),
        ("shelled", "shel\u2060led"),
        ("12 people", "12\u00a0 people"),
        ("Residents", "\ufeffResi\u00addents"),
    ],
)
def test_unseen_marks_change_no_claim(clean: str, marked: str) -> None:
    """The claims are those of the clean text, their words those that were published."""

    def answers(text: str) -> list[tuple[object, ...]]:
        one = report(text)
        found = RuleExtractor().claims(one, passages(one, Settings()))
        assert all(one.text[c.start : c.end] == c.text for c in found)
        hops = [h for c in found for h in c.chain if h.cue_start is not None]
        assert all(one.text[h.cue_start : h.cue_end] == h.cue for h in hops)
        return [(c.aspect, c.value, c.stance, c.place, c.time_words, [h.agent.name for h in c.chain]) for c in found]

    assert answers(TOLD.replace(clean, marked)) == answers(TOLD)


def test_a_town_that_no_list_knows_is_a_place_in_capitals_too() -> None:
    """A telex names its towns."""
    found = doers("THE ARMY SHELLED LOM ON TUESDAY, KILLING 12 PEOPLE, THE MONITORS SAID.")
    assert [c.place.name for c in found if c.place] == ["Lom"]


@pytest.mark.parametrize(
    ("name", "text", "whole"),
    [
        ("Kent", "Rosa Kent came. Kent left.", "Rosa Kent"),
        ("Kent", "But Kent left, but late.", "Kent"),
        ("Kent", "Gregor L. Kent said so. Kent left.", "Gregor L. Kent"),
        ("Kent", "Rosa Kent-Bell came. Kent left.", "Kent"),
        ("Rosa Kent", "Maria Rosa Kent came. Rosa Kent left.", "Maria Rosa Kent"),
        ("Kent", "Trent came. Annkent left.", "Kent"),
    ],
)
def test_the_longest_form_of_a_name(name: str, text: str, whole: str) -> None:
    """A surname is looked for as words of their own."""
    assert fullest(name, text) == whole
