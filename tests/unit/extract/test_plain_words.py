"""Headlines, revised tolls, denials of what is known, bare accusations: invented texts, what each gives or must not."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, ClaimAct, Stance

STRIKE = "An air strike hit the market in Velno on 3 May 2024, killing 12 people. "


def of(text: str, aspect: Aspect) -> list[Claim]:
    """Give the claims of one aspect."""
    return [c for c in claims_of(text) if c.aspect is aspect]


def said(text: str, aspect: Aspect) -> list[tuple[str, str, str]]:
    """Give the claims of one aspect as (value, stance, speaker)."""
    return [(c.value, c.stance.value, c.originator.name) for c in of(text, aspect)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("30+ killed in an air strike on Velno market", "at least 30 killed (unknown)"),
        ("30+ dead in an air strike on Velno market", "at least 30 killed (unknown)"),
        ("40+ injured after shells hit a school in Velno", "at least 40 injured (unknown)"),
    ],
)
def test_a_headline_counts_with_a_plus(text: str, told: str) -> None:
    """“30+ killed” is a count in a headline as it is in a sentence."""
    assert [c.value for c in of(text, Aspect.COUNT)] == [told]


@pytest.mark.parametrize(
    "denial",
    [
        "The Defence Ministry again denied that the army bombed the market.",
        "An official once more denied the army had struck the market.",
        "The envoy rejected claims that the army had bombed the market.",
    ],
)
def test_who_denies_that_somebody_did_what_is_known_denies_who(denial: str) -> None:
    """The report tells the strike: a denial that the army made it leaves the strike, and what was hit, as they are."""
    assert [s[:2] for s in said(STRIKE + denial, Aspect.PERPETRATOR)] == [("army", "deny")]
    assert {c.stance for c in of(STRIKE + denial, Aspect.OCCURRENCE)} == {Stance.ASSERT}
    assert {c.stance for c in of(STRIKE + denial, Aspect.TARGET)} == {Stance.ASSERT}


@pytest.mark.parametrize(
    "text",
    [
        STRIKE + "The Defence Ministry denied that the army bombed the school.",
        STRIKE + "The Defence Ministry denied that the market was bombed.",
        "Rebels said the army bombed the market. The Defence Ministry denied that the army had bombed the market.",
        "The Defence Ministry denied that the army had bombed the market in Velno.",
    ],
)
def test_what_only_an_accuser_tells_may_not_have_been(text: str) -> None:
    """Another target, no doer, nothing told but by the accuser: the denial is one of the happening too."""
    assert Stance.DENY in {c.stance for c in of(text, Aspect.OCCURRENCE)}


@pytest.mark.parametrize(
    "doubt",
    [
        "The Velno Observatory could not confirm who carried out the strike.",
        "The Velno Observatory said it was unable to verify who was behind the strike.",
        "Rescuers do not know who bombed the market.",
        "Rescuers could not tell whose planes struck the market.",
    ],
)
def test_who_cannot_say_who_did_it_tells_no_strike(doubt: str) -> None:
    """Only the question is theirs; the strike is told by the report."""
    asked = [c for c in claims_of(STRIKE + doubt) if c.originator.name != "Harbour Post"]
    assert {(c.aspect, c.value, c.stance) for c in asked} == {(Aspect.PERPETRATOR, "unknown", Stance.QUESTION)}


def test_what_a_doubt_takes_for_granted_is_the_teller_s() -> None:
    """“Could not establish which side shelled the school”: that it was shelled is the report's word."""
    text = "The Observatory could not establish which side shelled the school in Velno."
    assert [s[2] for s in said(text, Aspect.OCCURRENCE)] == ["Harbour Post"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hospital officials revised the toll to 29.", ("29 killed (unknown)", "assert", "Hospital officials")),
        ("On Friday, the hospital lowered it to 29.", ("29 killed (unknown)", "assert", "hospital")),
        ("The hospital later cut this to 9 on Friday.", ("9 killed (unknown)", "assert", "hospital")),
        (
            "On Friday hospital officials raised the toll to 29.",
            ("29 killed (unknown)", "assert", "hospital officials"),
        ),
    ],
)
def test_it_is_the_toll_told_before(text: str, told: tuple[str, str, str]) -> None:
    """Who lowers or raises “it” to a number gives a new toll, of the day of the strike and not of the counting."""
    assert told in said(STRIKE + text, Aspect.COUNT)
    assert {c.time.start if c.time else "" for c in of(STRIKE + text, Aspect.COUNT)} == {"2024-05-03"}


@pytest.mark.parametrize(
    "text",
    [
        "The bank lowered it to 3 percent.",
        "The firm cut it to 20 dollars.",
        "He raised it to his lips.",
    ],
)
def test_other_things_are_lowered_too(text: str) -> None:
    """A rate, a price and a cup are no tolls."""
    assert len(of(STRIKE + text, Aspect.COUNT)) == 1


def test_the_day_of_a_strike_stays_with_it() -> None:
    """“Revised the toll from the strike of 3 May to 29 on Monday”: the strike has its own day, the counting none."""
    text = "On Monday officials revised the toll from the air strike on Velno market on 3 May 2024 to 29."
    assert {c.time.start for c in claims_of(text) if c.time} == {"2024-05-03"}
    loose = "Officials revised the toll from the air strike on Velno market to 29 on Monday."
    assert all(c.time is None for c in claims_of(loose))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The governor called the strike the army’s doing.", "army"),
        ("The governor said it was the army’s doing.", "army"),
        ("Residents described the strike as the work of rebels.", "rebels"),
        ("The strike on the market was the rebels’ handiwork, the mayor said.", "rebels"),
    ],
)
def test_whose_work_it_was(text: str, who: str) -> None:
    """With straight or typeset apostrophes, in a clause or as what it is called: whose doing it was is who did it."""
    (claim,) = of(STRIKE + text, Aspect.PERPETRATOR)
    assert (claim.value, claim.claim_act) == (who, ClaimAct.ATTRIBUTE_TO_OTHER)


def test_the_work_of_years_is_nobody_s() -> None:
    """“The work of years” names no doer."""
    assert of("The strike on the mill was the work of years.", Aspect.PERPETRATOR) == []


@pytest.mark.parametrize(
    "accusing", ["Rebels blamed the army.", "The governor accused the army.", "Residents blame the army for it."]
)
def test_a_bare_accusation_is_of_what_the_accused_does_not_tell_itself(accusing: str) -> None:
    """The army speaks of an explosion; who blames the army blames it for the strike."""
    text = f"{STRIKE}The army spoke of an explosion in an arms depot. {accusing}"
    assert [c.act_type for c in of(text, Aspect.PERPETRATOR)] == ["air_strike"]


@pytest.mark.parametrize(
    "issuing",
    [
        "The army's spokesman issued a statement on Tuesday.",
        "The army put out a statement.",
        "A statement was released by the army.",
    ],
)
def test_the_statement_is_of_who_issued_it(issuing: str) -> None:
    """“The statement said” speaks for who issued it, whoever spoke last."""
    text = f"The mayor said nine people died in Velno. {issuing} The statement said rebels shelled the market."
    assert {s[2] for s in said(text, Aspect.PERPETRATOR)} == {"army"}


def test_what_explodes_is_not_what_is_hit() -> None:
    """“An explosion of stored fuel” hit no fuel; “an explosion at a depot” was at a depot."""
    assert of("The army said an explosion of stored fuel killed six people.", Aspect.TARGET) == []
    assert [c.value for c in of("An explosion at a depot in Velno killed six people.", Aspect.TARGET)] == ["depot"]
