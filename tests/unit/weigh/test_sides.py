"""Bodies of one side as one answer to "who did it?", on invented names, and only by what is on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Question
from counterclaim.records.registry import Camp, Registry, Tie
from counterclaim.records.words import AgentKind, Aspect, Relation, Stance
from counterclaim.settings import Settings
from counterclaim.trace.origins import origins
from counterclaim.weigh import stands, weigh
from tests.unit.builders import a_claim, a_report, an_agent


def blame(who: str, doer: str, *, paper: str = "", deny: bool = False) -> Claim:
    """Give the claim of an invented body that somebody did it, or did not."""
    report = a_report(f"{who} blamed {doer}", publisher=paper or f"{who} News")
    stance = Stance.DENY if deny else Stance.ASSERT
    return a_claim(report, f"blamed {doer}", Aspect.PERPETRATOR, doer, an_agent(who, AgentKind.ORGANISATION),
                   stance=stance, act_type="shelling", actor=doer)  # fmt: skip


def asked(*claims: Claim, registry: Registry | None = None) -> Question:
    """Give the question of who did it."""
    ids, reports = tuple(c.id for c in claims), tuple(sorted({c.report for c in claims}))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=reports)
    finding = weigh(event, claims, [], origins(claims, ()), Settings(), registry or Registry())
    return next(q for q in finding.questions if q.aspect is Aspect.PERPETRATOR)


def test_bodies_of_one_state_are_one_answer_with_their_own_words() -> None:
    """Air force, ministry and minister of one state are no rivals; each stays in the words that name it."""
    question = asked(
        blame("Monitor", "Velarian air force"),
        blame("Council", "Velarian Ministry of Defence"),
        blame("Mayor", "Velaria's defence minister"),
    )
    (answer,) = question.answers
    assert answer.value == "Velarian side"
    said = {"Velarian air force", "Velarian Ministry of Defence", "Velaria's defence minister"}
    assert {words for words, _ in answer.wordings} == said
    assert not question.contested


def test_two_states_and_a_free_army_are_rivals() -> None:
    """Armies of two states, and an army against the state, stay answers of their own."""
    names = {"Velarian army", "Karven army", "Free Velarian Army", "Hill Front"}
    question = asked(*(blame(f"Monitor {n}", n) for n in sorted(names)))
    assert {a.value for a in question.answers} == names
    assert question.contested


def test_a_body_without_a_state_is_of_the_only_one_that_its_report_tells_of() -> None:
    """ "The regime" beside one state's bodies in one report is that state's; alone, or beside two, it is nobody's."""
    one = asked(blame("Activists", "regime", paper="Lom Post"), blame("Council", "Velarian army", paper="Lom Post"))
    assert {a.value for a in one.answers} == {"regime", "Velarian army"}  # two reports of one paper
    report = a_report("Activists blamed the regime; the council blamed the Velarian army", "Lom Post")
    said = [
        a_claim(report, words, Aspect.PERPETRATOR, doer, an_agent(who, AgentKind.ORGANISATION), actor=doer)
        for who, words, doer in [
            ("Union", "blamed the regime", "regime"),
            ("Council", "Velarian army", "Velarian army"),
        ]
    ]
    assert [a.value for a in asked(*said).answers] == ["Velarian side"]
    other = a_claim(report, "blamed", Aspect.PERPETRATOR, "Karven army", an_agent("Mayor", AgentKind.PERSON))
    assert len(asked(*said, other).answers) == 3


def test_the_registry_makes_a_side_of_bodies_that_names_do_not_join() -> None:
    """A camp, or a tie to a body of it, makes one side; two camps never do."""
    registry = Registry(
        camps=(
            Camp(agent="Third Brigade", camp="Hill government", basis="exercise"),
            Camp(agent="Hill Guard", camp="Hill government", basis="exercise"),
            Camp(agent="River Front", camp="River council", basis="exercise"),
        ),
        ties=(Tie(agent="Tenth Battery", relation=Relation.MEMBER_OF, other="Hill Guard", basis="exercise"),),
    )
    names = ("Third Brigade", "Tenth Battery", "River Front")
    question = asked(*(blame(f"Monitor {n}", n) for n in names), registry=registry)
    assert {a.value for a in question.answers} == {"Hill government", "River Front"}


def test_names_that_a_voice_tells_apart_stay_apart() -> None:
    """ "Not the army, the air force": whoever says so keeps the two apart for all."""
    question = asked(
        blame("Minister", "Velarian air force"),
        blame("Minister", "Velarian army", deny=True),
        blame("Monitor", "Velarian army"),
    )
    assert {a.value for a in question.answers} == {"Velarian air force", "Velarian army"}


def test_names_of_one_body_are_called_by_one_of_them_and_never_by_a_word_of_ours() -> None:
    """ "Army" is the army of the only state that the event's claims name; the answer is a name that somebody says."""
    question = asked(blame("Monitor", "army"), blame("Mayor", "Velarian army"), blame("Union", "Velarian military"))
    (answer,) = question.answers
    assert answer.value == "Velarian army"
    assert answer.quoted == "“Velarian army”"
    assert not question.contested


def test_a_side_is_quoted_in_the_words_of_those_who_name_it() -> None:
    question = asked(blame("Monitor", "Velarian air force"), blame("Mayor", "Velarian forces"), blame("Union", "army"))
    (answer,) = question.answers
    assert answer.value == "Velarian side"
    assert answer.quoted == "“Velarian air force” or “Velarian forces” or “army”"
    (says, *_) = stands(question, answer)
    assert all("Velarian side" not in words for words in stands(question, answer))
    assert says == "Mayor says that it was done by Velarian forces"


def test_an_army_beside_two_states_is_nobodys() -> None:
    names = ("army", "Velarian army", "Karven army")
    question = asked(*(blame(f"Monitor {n}", n) for n in names))
    assert {a.value for a in question.answers} == set(names)


def test_members_of_a_force_are_that_force_as_a_doer() -> None:
    """ "Police", "police officers" and the "officers" of whom the police deny it are one answer, each in its words."""
    question = asked(
        blame("Union", "police"), blame("Teacher", "police officers"), blame("Velarian police", "officers", deny=True)
    )
    (answer,) = question.answers
    assert {words for words, _ in answer.wordings} == {"police", "police officers", "officers"}
    assert question.reason == "Velarian police deny that it was done by officers; Teacher and Union say so."


def test_members_of_no_force_that_speaks_are_nobodys() -> None:
    """Who "officers" are nobody knows where a union denies it of them; riot police are no land's."""
    question = asked(blame("Union", "police"), blame("Nurses", "officers", deny=True), blame("Mayor", "Hill officers"))
    assert {a.value for a in question.answers} == {"police", "officers", "Hill officers"}


def test_what_is_contested_tells_first_who_denies() -> None:
    """Of several oppositions that of the accused comes first; where two answers clash, who denies a third is told."""
    own = asked(
        *(blame(who, "Karven army") for who in ("Union", "Mayor")),
        blame("Council", "Karven army", deny=True),
        blame("Monitor", "Hill Front"),
        blame("Hill Front", "Hill Front", deny=True),
    )
    assert own.reason == (
        "Hill Front denies having done it; Monitor says so; "
        "Council denies that it was done by the Karven army; Mayor and Union say so."
    )
    third = asked(
        blame("Union", "Karven army"), blame("Mayor", "River Front"), blame("Hill Front", "Hill Front", deny=True)
    )
    assert third.reason == (
        "Hill Front denies having done it; Union says that it was done by the Karven army; "
        "Mayor says that it was done by River Front."
    )


def test_every_rival_answer_is_told_up_to_a_bound() -> None:
    """Three parties are accused and all three are told; of seven, five are, and how many more there are is said."""
    three = asked(
        blame("Union", "Karven army"), blame("Mayor", "River Front"), blame("Monitor", "Hill Front"),
        blame("Hill Front", "Hill Front", deny=True),
    )  # fmt: skip
    assert three.reason == (
        "Hill Front denies having done it; Monitor says so; Union says that it was done by the Karven army; "
        "Mayor says that it was done by River Front."
    )
    names = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Oak", "Pine")
    seven = asked(*(blame(f"Monitor {n}", f"{n} Front") for n in names))
    assert seven.reason.count("says that it was done by") == 5
    assert seven.reason.endswith("; 2 more answers are given.")


def test_a_word_for_a_side_is_no_rival_of_a_body_that_may_be_meant() -> None:
    """ "Rebels" and "opposition fighters" can be the one front that is named: they stay answers of their own."""
    for words in ("rebels", "opposition fighters", "insurgent groups"):
        question = asked(blame("Monitor", words), blame("Mayor", "Hill Front"))
        assert {a.value for a in question.answers} == {words, "Hill Front"}
        assert not question.contested
        told = f"The answer “{words}” can mean Hill Front"
        assert question.reason == f"{told}: it stands by itself, neither added to that one nor held against it."


def test_a_word_for_a_side_is_a_rival_of_the_state_that_it_fights() -> None:
    """Rebels and an army are two sides, also where neither says whose it is; a rebel army is no state's."""
    assert asked(blame("Monitor", "rebels"), blame("Mayor", "army")).contested
    assert asked(blame("Monitor", "rebels"), blame("Mayor", "Karven air force")).contested
    assert not asked(blame("Monitor", "rebels"), blame("Mayor", "Free Karven Army")).contested
    assert not asked(blame("Monitor", "gunmen"), blame("Mayor", "army")).contested


def test_a_word_for_a_side_can_mean_only_a_body_that_fights_and_is_no_states() -> None:
    """No rescuers, no state's forces, no aircraft and no noun in small letters; an aircraft can mean nobody."""
    bodies = ("Civil Defence", "karven forces", "Karven army", "government jet", "Warplane", "Lom Observatory")
    blamed = [blame(f"Monitor {n}", body) for n, body in enumerate(bodies)]
    assert "can mean" not in asked(blame("Mayor", "rebels"), *blamed).reason
    fronts = asked(blame("Mayor", "rebels"), *blamed, blame("Union", "Hill Front"), blame("Paper", "River Brigade"))
    assert "The answer “rebels” can mean Hill Front or River Brigade: it stands by itself" in fronts.reason
    assert fronts.reason.count("can mean") == 1


@pytest.mark.parametrize(
    ("accused", "denier"),
    [
        ("Orsk", "Orsk army"),
        ("Orsk", "Orsk's military"),
        ("Orsk", "army of Orsk"),
        ("Velno", "Velnian army"),
        ("Velnian army", "Velno"),
        ("South Orsk", "South Orsk army"),
        ("Tarn Front", "Tarn Front's military wing"),
        ("Tarn Front fighters", "Tarn Front"),
        ("Tarn Front's Hill brigade", "Tarn Front"),
    ],
)
def test_a_body_named_with_its_party_stands_on_that_partys_side(accused: str, denier: str) -> None:
    """Also of a land that no list knows, and of a group: whoever is accused, its own body's denial is of that."""
    question = asked(blame("Monitor", accused), blame(denier, denier, deny=True))
    assert question.contested
    assert question.reason[1:].startswith(f"{denier[1:]} denies having done it; Monitor says that it was done by")


@pytest.mark.parametrize(
    ("accused", "denier"),
    [
        ("Orsk", "South Orsk army"),
        ("Orsk", "Free Orsk Army"),
        ("Velno", "Velmar army"),
        ("Orsk", "Orsk rebels"),
        ("Tarn Front", "Tarn Front's Hill brigade"),
        ("Third Brigade", "Hollow Corps"),
    ],
)
def test_namesakes_parts_and_strangers_deny_for_themselves_alone(accused: str, denier: str) -> None:
    assert not asked(blame("Monitor", accused), blame(denier, denier, deny=True)).contested


def tied(agent: str, relation: Relation, other: str) -> Registry:
    """Give a registry of one tie."""
    return Registry(ties=(Tie(agent=agent, relation=relation, other=other, basis="order of battle"),))


@pytest.mark.parametrize(
    "registry",
    [
        tied("Hollow Corps", Relation.PARENT_UNIT_OF, "Third Brigade"),
        tied("Third Brigade", Relation.MEMBER_OF, "Hollow Corps"),
        tied("Third Brigade", Relation.ALIAS_OF, "Hollow Corps"),
        tied("Hollow Corps", Relation.ALIAS_OF, "Third Brigade"),
    ],
)
def test_a_tie_puts_the_accused_on_the_side_of_who_is_above(registry: Registry) -> None:
    """What is above a unit denies it for the unit, and why it counts is told."""
    question = asked(
        blame("Monitor", "Third Brigade"), blame("Hollow Corps", "Hollow Corps", deny=True), registry=registry
    )
    assert question.contested
    assert question.reason.endswith("(order of battle).")


def test_a_part_and_its_whole_are_no_rivals_and_keep_their_names() -> None:
    """A unit and what is above it are one answer, each told by the name that was given; two units of it are two."""
    registry = Registry(
        ties=tuple(
            Tie(agent=unit, relation=Relation.MEMBER_OF, other="Hollow Corps", basis="order of battle")
            for unit in ("Third Brigade", "Fourth Brigade")
        )
    )
    question = asked(blame("Monitor", "Third Brigade"), blame("Mayor", "Hollow Corps"), registry=registry)
    assert not question.contested
    (answer,) = question.answers
    assert {*stands(question, answer)} == {
        "Monitor says that it was done by Third Brigade",
        "Mayor says that it was done by Hollow Corps",
    }
    sisters = asked(blame("Monitor", "Third Brigade"), blame("Mayor", "Fourth Brigade"), registry=registry)
    assert sisters.contested
    part = asked(
        blame("Monitor", "Hollow Corps"), blame("Third Brigade", "Third Brigade", deny=True), registry=registry
    )
    assert not part.contested
    unit = tied("Orsk army", Relation.PARENT_UNIT_OF, "Third Brigade")
    ministry = blame("Orsk Defence Ministry", "Orsk Defence Ministry", deny=True)
    assert asked(blame("Monitor", "Third Brigade"), ministry, registry=unit).contested


def test_a_land_and_its_people_are_one_answer_called_by_the_land() -> None:
    """Most say "Russians", some "Russia": who did it is one, under the name of the land, each in its own words."""
    claims = [*(blame(f"Voice {n}", "Russians") for n in range(3)), blame("Monitor", "Russia")]
    (answer,) = asked(*claims).answers
    assert answer.value == "Russia"
    assert {words for words, _ in answer.wordings} == {"Russia", "Russians"}


def test_a_land_its_people_and_its_house_are_one_answer_under_the_name_of_the_land() -> None:
    """No rivals are made of words for one state, and a side is called by the land, not by its people in the plural."""
    (one,) = asked(blame("Monitor", "Kremlin"), blame("Council", "Russia")).answers
    assert one.value == "Russia"
    (side,) = asked(blame("Monitor", "Russians"), blame("Council", "Russian air force")).answers
    assert side.value == "Russian side"


def test_bodies_of_one_state_are_no_rivals_in_who_took_control() -> None:
    """A land and its army took one town; an armed group that took it too is a rival."""
    claims = [
        replace(blame(who, doer), aspect=Aspect.CONTROL, actor=None)
        for who, doer in (("Monitor", "Velarian army"), ("Council", "Velarian government"), ("Mayor", "Hill Front"))
    ]
    ids, reports = tuple(c.id for c in claims), tuple(sorted({c.report for c in claims}))
    event = Event(id="e_1", title="t", act_types=(), place=None, time=None, claims=ids, reports=reports)
    (question,) = (
        q
        for q in weigh(event, claims, [], origins(claims, ()), Settings(), Registry()).questions
        if q.aspect is Aspect.CONTROL
    )
    assert {a.value for a in question.answers} == {"Velarian side", "Hill Front"}
