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


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Citing hospital officials, Radio Velno said that six monks were killed.",
            ["hospital officials", "Radio Velno"],
        ),
        ("Radio Velno, citing reliable sources, said that six monks were killed.", ["reliable sources", "Radio Velno"]),
        ("Radio Velno said that six monks were killed.", ["Radio Velno"]),
    ],
)
def test_whom_a_speaker_cites_said_it_first(text: str, chain: list[str]) -> None:
    """“Citing officials, the radio said”: the officials said it, and the radio passes it on."""
    (count,) = of(text, Aspect.COUNT)
    assert [h.agent.name for h in count.chain[:-1]] == chain


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor attributed the attack on the school in Velno to the army.", ["army"]),
        ("The report attributes the shelling of the mill to the Third Brigade.", ["Third Brigade"]),
        ("The judge implicated four officers in the murder of the monks.", ["officers"]),
        ("Experts attributed the explosion at the depot in Velno to a gas leak.", []),
    ],
)
def test_to_whom_a_deed_is_attributed(text: str, who: list[str]) -> None:
    """“Attributed it to the army” accuses the army; a gas leak is nobody."""
    found = of(text, Aspect.PERPETRATOR)
    assert [c.value for c in found] == who
    assert all(c.claim_act is ClaimAct.ATTRIBUTE_TO_OTHER for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "The minister rejected the truce proposed by the bishops in Velno.",
        "The envoys proposed a ceasefire in Velno.",
        "He demanded a ceasefire.",
    ],
)
def test_a_truce_offered_is_no_truce(text: str) -> None:
    """What is proposed, demanded or refused has not been agreed; what began has."""
    assert of(text, Aspect.OCCURRENCE) == []
    assert [c.value for c in of("A ceasefire began in Velno on Monday.", Aspect.OCCURRENCE)] == ["ceasefire"]


def test_what_is_found_out_is_told_by_the_teller() -> None:
    """“Once it was discovered who killed them”, a paper wrote: no unnamed source stands behind the paper."""
    text = "The Northern Times wrote that the rift began once it was discovered who was behind the murder of six monks."
    assert {tuple(h.agent.name for h in c.chain[:-1]) for c in of(text, Aspect.COUNT)} == {("Northern Times",)}


@pytest.mark.parametrize(
    "text",
    [
        "Good morning, monitors, tell Arn Velk that this helps so that he can find out who killed six monks in Velno.",
        "The court wants to establish who killed six monks in Velno.",
    ],
)
def test_what_one_may_come_to_know_one_does_not_say(text: str) -> None:
    """Who is bidden to tell, or may find out, has said nothing."""
    assert {c.originator.name for c in of(text, Aspect.COUNT)} <= {"Harbour Post", "court"}


def test_the_charge_also_made_by_others_is_the_charge() -> None:
    """A denial of “the charge, also made by the rebels” denies what was charged, and not those words."""
    (denied,) = [
        c
        for c in claims_of("The army shelled Velno. The charge, also made by rebels, was denied by Ann Bell.")
        if c.stance is Stance.DENY
    ]
    assert (denied.aspect, denied.value, denied.originator.name) == (Aspect.PERPETRATOR, "army", "Ann Bell")


def test_a_note_speaks_for_who_released_it() -> None:
    """“X has released a note …. The note reads as follows:”: all below is X's, whatever salutation it has."""
    text = (
        "Father Orvan Sel has released a note.\n\nThe note reads as follows:\n\n3 May 2024\n\nDear Mr Editor:\n\n"
        "The six monks that were murdered in Velno were no guerrillas."
    )
    assert [c.originator.name for c in of(text, Aspect.COUNT)] == ["Orvan Sel"]


def test_a_mention_by_who_has_told_of_it_is_no_new_claim() -> None:
    """“The attack” again, in the same mouth, tells nothing; in another's it does."""
    text = "Rebels attacked the depot in Velno on Monday. The attack was long. The mayor condemned the attack."
    assert [(c.text, c.originator.name) for c in of(text, Aspect.OCCURRENCE)] == [
        ("Rebels attacked the depot in Velno on Monday", "Harbour Post"),
        ("the attack", "mayor"),
    ]


def test_who_takes_a_place_controls_it() -> None:
    """A taking answers who holds the place; who did it is no question of its own."""
    text = "The Northern Front captured Velno on Monday."
    assert [c.value for c in of(text, Aspect.CONTROL)] == ["Northern Front"]
    assert of(text, Aspect.PERPETRATOR) == []


def test_a_place_of_another_deed_is_not_this_one_s() -> None:
    """“The massacre of Velno, and the murder of the advisers”: the advisers died somewhere else."""
    found = of("We saw it in the massacre of Velno, and in the murder of the advisers.", Aspect.OCCURRENCE)
    assert {(c.target, c.place.name if c.place else "") for c in found} == {("Velno", "Velno"), ("advisers", "")}


def test_people_are_assaulted_and_hills_taken() -> None:
    """An assault on refugees is no offensive."""
    acts = [
        c.act_type for c in of("Police assaulted 50 refugees in Velno. The army assaulted the hill.", Aspect.OCCURRENCE)
    ]
    assert acts == ["other", "clash"]


def test_names_in_capitals_are_no_common_words() -> None:
    """In a telex, the words for whom and what reports tell of are no names, and "reportedly" is part of none."""
    text = "ORVAN SEL REPORTEDLY SAID THAT SIX MONKS WERE KILLED IN VELNO. THE COMMUNIQUE STATES THAT."
    assert [c.originator.name for c in of(text, Aspect.COUNT)] == ["Orvan Sel"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("In the mayor's view, rebels shelled the mill in Velno.", "mayor"),
        ("In the opinion of the governor, rebels shelled the mill in Velno.", "governor"),
        ("Rebels in the valley shelled the mill in Velno.", "Harbour Post"),
    ],
)
def test_in_whose_view_it_was(text: str, who: str) -> None:
    """“In the view of X” gives X what the clause says; a valley says nothing."""
    assert [c.originator.name for c in of(text, Aspect.PERPETRATOR)] == [who]


def test_to_say_so_would_be_rash() -> None:
    """Who calls it rash to say that the army did it leaves it open, and nobody else says so."""
    text = STRIKE + "The attorney said it would be rash to say that the army did it."
    assert [(c.originator.name, c.stance) for c in of(text, Aspect.PERPETRATOR)] == [("attorney", Stance.QUESTION)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said there are always those who profit from war.",
        "He said that the soldiers had searched the house.",
        "The army is a body which calls itself an army of liberation.",
        "The envoy said the mission is their third and last one in the war.",
    ],
)
def test_how_things_stand_is_no_claim(text: str) -> None:
    """What tells of no happening, what nobody known says, and what one calls oneself is kept as a passage alone."""
    assert [c.text for c in claims_of(STRIKE + text) if c.act_type is None] == []
