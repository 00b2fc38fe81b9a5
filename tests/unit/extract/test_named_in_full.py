"""Whose members, which men, where and by whom: what a claim gives is what its words give; the texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import claims_of

from counterclaim.records.words import Aspect


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Gunmen killed two members of the Karven Relief Union on Tuesday, police said.",
         "members of the Karven Relief Union"),
        ("THE BISHOP DEPLORED THE ARREST OF EIGHT MEMBERS OF THE ARMY.", "members of the army"),
        ("Three members of his family were killed.", "members"),
        ("The army said rebels shot dead the leader of the Lom farmers.", "leader of the Lom farmers"),
        ("Two union members were killed in Lom.", "union members"),
        ("The army killed two leaders in Lom.", "leaders"),
    ],
)  # fmt: skip
def test_members_of_what(text: str, target: str) -> None:
    """Who is only a member or a leader is told with whose."""
    assert {c.target for c in claims_of(text) if c.aspect is Aspect.OCCURRENCE} == {target}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The envoy left after the murder of six monks by men wearing masks on 15 November.", "men wearing masks"),
        ("The monks were killed by men in olive uniforms on Monday, the police said.", "men in olive uniforms"),
        ("The monks were killed by individuals wearing military uniforms.", "individuals wearing military uniforms"),
        ("The monks were killed by men on Monday.", None),
    ],
)
def test_which_men(text: str, doer: str | None) -> None:
    """When it was done is no part of who did it, and cuts off nothing of it."""
    found = {c.value for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR}
    assert found == ({doer} if doer else set())


@pytest.mark.parametrize(
    ("text", "aspect", "place"),
    [
        ("The front said the army dropped bombs on Orsk. The ministry approved the murder of the monks.",
         Aspect.OCCURRENCE, None),
        ("A bomb hit Lom on Monday. The attack killed 12 people.", Aspect.COUNT, "Lom"),
        ("The army shelled Orsk on Monday. The mayor said the persecution of the church continues.",
         Aspect.CHARACTERISATION, None),
        ("The front said the army had committed crimes in Lom.", Aspect.OCCURRENCE, "Lom"),
        ("The army, which killed dozens in Orsk, along with the rest of its crimes, is to be purged.",
         Aspect.CHARACTERISATION, None),
    ],
)  # fmt: skip
def test_where_it_is_not_told(text: str, aspect: Aspect, place: str | None) -> None:
    """A murder that is only brought up, and what is told of no act, were not where the last deed was."""
    found = [c for c in claims_of(text) if c.aspect is aspect]
    assert (found[-1].place.name if found and found[-1].place else None) == place


@pytest.mark.parametrize(
    "text",
    [
        "The villagers were killed by the Union, the ruling party in Georgia, the mayor said.",
        "Embassy officials in Homs said that the monks had been murdered.",
    ],
)
def test_of_whom_a_place_is(text: str) -> None:
    """Where a party rules, or an embassy is, is not where others were killed."""
    assert {c.place for c in claims_of(text) if c.aspect is Aspect.OCCURRENCE} == {None}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The monks were killed on 16 November in the midst of a rebel offensive.", None),
        ("The monks were killed during the rebel offensive of 11 November.", "11 November."),
        ("The rebel offensive began on 11 November.", "11 November."),
    ],
)
def test_what_only_goes_on(text: str, when: str | None) -> None:
    """The day of a murder is not that of the offensive amid which it was."""
    assert {c.time_words for c in claims_of(text) if c.value == "offensive"} == {when}


def test_a_magazine_is_not_what_somebody_says() -> None:
    """A quoted name before an accusation is no part of it."""
    told = claims_of('In the magazine "Trenta", the archbishop blamed the army for the murder of six monks.')
    assert {c.originator.name for c in told} == {"archbishop"}


def test_a_thing_in_capitals_is_no_place_by_name() -> None:
    """What the parser takes for a name in a text in capitals is none where its words are common."""
    told = claims_of("A GROUP OF POLICEMEN RAIDED THE PARISH CENTER IN CIUDAD GREDINA, A SAN MARCO NEIGHBORHOOD.")
    assert {c.place.name for c in told if c.place} == {"San Marco"}


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said he had no evidence or indication that the monks were killed by the army.",
        "There is no sign or proof at all that the army killed the monks, the envoy said.",
        "The envoy had no proof or any evidence that the army killed the monks.",
    ],
)
def test_no_evidence_or_sign(text: str) -> None:
    """What there is no evidence of is denied, by whatever more words there is none."""
    assert {(c.stance.value, c.originator.name) for c in claims_of(text)} == {("deny", "envoy")}


def test_what_is_still_to_be_punished() -> None:
    """Who sees no sign of a punishment does not deny what is to be punished."""
    text = "Nothing indicates that there will be punishment for the masterminds of the massacre in Lom, the front said."
    assert {c.stance.value for c in claims_of(text)} == {"assert"}


def test_a_massacre_called_by_its_day() -> None:
    """It is not the murder told last."""
    text = "The bishop condemned the murder of Dr Ada Orr. The massacre of 16 November is unpunished, he said."
    assert {c.target for c in claims_of(text) if c.text.lower().startswith("the massacre")} == {None}


def test_in_no_place_at_all() -> None:
    """Who is in no place in particular has not denied the act told last."""
    text = (
        'Fighting in Velia has left 2,000 dead. "The Front fighters are not in any specific place," General Orr stated.'
    )
    assert not [c for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR]


def test_over_many_years_in_no_one_town() -> None:
    """What is told of years was not in the town of the sentence before."""
    text = "The army shelled Homs on Monday. Over the past 10 years many priests have been killed, the bishop said."
    assert {c.place for c in claims_of(text) if c.act_type == "massacre_execution"} == {None}


def test_as_sure_by_either_name() -> None:
    """A body that is named again in fewer words is one speaker, and as sure as it said."""
    told = claims_of(
        "CLANDESTINE, 14 DEC 89 (RADIO LOM) -- [TEXT] THE VELAN ARCHBISHOPRIC LEGAL ASSISTANCE OFFICE ISSUES THE"
        " FOLLOWING STATEMENT REGARDING THE MASSACRE OF THE SIX MONKS: THE OPERATION LASTED LONGER THAN 1 HOUR. THE"
        " ARCHBISHOPRIC'S LEGAL ASSISTANCE OFFICE CONCLUDES THAT SOLDIERS ARE RESPONSIBLE FOR THE MURDER OF THE MONKS."
    )
    last = [c for c in told if "RESPONSIBLE" not in c.text and "MURDER" in c.text and c.aspect is Aspect.OCCURRENCE]
    assert last
    assert {c.chain[0].factuality.value for c in last} == {"CT+"}


def test_what_a_question_is_on() -> None:
    """Nobody says what somebody was only asked."""
    text = "When answering a question on whether the army had murdered the monks, the mayor left the hall."
    assert not [c for c in claims_of(text) if c.act_type is not None]


def test_where_an_offensive_is() -> None:
    """What goes on for weeks was not in the one town that the sentence before names."""
    text = "The front raided Lom on Monday. The mayor said the rebel offensive had bared its aims."
    assert {c.place for c in claims_of(text) if c.value == "offensive"} == {None}


def test_who_launched_it() -> None:
    """Somebody accused of a part in one act did not do what its doer did besides."""
    told = claims_of(
        'THE MAYOR WAS ACCUSED OF BEING "AN ACCOMPLICE OF THE MASSACRE CAUSED BY THE FMLN (FARABUNDO MARTI NATIONAL'
        ' LIBERATION FRONT)," WHICH A WEEK AGO LAUNCHED THE LARGEST OFFENSIVE IN 10 YEARS.'
    )
    assert not [c for c in told if c.aspect is Aspect.PERPETRATOR and c.act_type == "clash"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("The mayor would give no opinion on who could have committed the murders.", "CT+"),
        ("The poll shows a rejection of the possible participation of rebels in the murder of the monks.", "CT+"),
        ("The mayor said rebels may have murdered the monks.", "PS+"),
        ("The ministry promised to conduct a full investigation of the murder of the monks.", "CT+"),
        ("The ministry seems ready to clarify last Thursday's murder of the monks.", "CT+"),
        ("The mayor said officers may be brought to trial for the murder of the monks.", "CT+"),
        ("The mayor said that if the army murdered the monks, it would be punished.", None),
        ("The bishop said a call could save the lives of the people arrested on Monday by the guard.", "CT+"),
    ],
)
def test_what_is_open(text: str, level: str | None) -> None:
    """Where only who did it is open, that it was done is not."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.OCCURRENCE]
    assert {c.chain[0].factuality.value for c in found} == ({level} if level else set())


def test_all_of_a_sentence_is_by_whom_it_ends() -> None:
    """ "According to" at the end is of the clause, not of the participle before it alone."""
    told = claims_of("The monks were killed on Monday, shot at night by armed men, according to witnesses.")
    assert {c.originator.name for c in told} == {"witnesses"}


def test_a_day_before_a_dash_is_no_dateline() -> None:
    """In capitals a date that ends no dateline is of the sentence that goes on behind the dashes."""
    told = claims_of("ON 16 NOVEMBER, SIX MONKS -- FIVE VELANS AND ONE KARVEN -- WERE MURDERED BY MEN IN UNIFORMS.")
    assert {(c.target, c.time_words) for c in told if c.aspect is Aspect.OCCURRENCE} == {("monks", "16 NOVEMBER")}
