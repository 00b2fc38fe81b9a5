"""One office of a state under several names, and voices that can be one; all names are invented."""

from __future__ import annotations

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Origin
from counterclaim.records.registry import Registry
from counterclaim.records.words import AgentKind, Aspect, Stance
from counterclaim.settings import Settings
from counterclaim.trace import origins
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report, an_agent

ARMED, BODY, ORG = AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY, AgentKind.ORGANISATION
PERSON, UNNAMED = AgentKind.PERSON, AgentKind.UNNAMED_GROUP


def voices(*said: tuple[str, AgentKind], denying: frozenset[str] = frozenset()) -> tuple[Origin, ...]:
    """Give the voices of speakers who each, in a report of an own outlet, say that a shelling happened."""
    reports, claims = [], list[Claim]()
    for number, (name, kind) in enumerate(said):
        report = a_report(f"{name} said it fell, number {number}.", f"Paper {number}")
        reports.append(report)
        stance = Stance.DENY if name in denying else Stance.ASSERT
        claims.append(
            a_claim(report, "it fell", Aspect.OCCURRENCE, "shelling", an_agent(name, kind, report.id), event="e_1",
                    stance=stance)
        )  # fmt: skip
    return origins(claims, lineage(reports, claims, Registry(), Settings()))


@pytest.mark.parametrize(
    "names",
    [
        [("Velarian army", ARMED), ("Velarian Ministry of Defence", BODY), ("Velaria’s General Staff", ARMED)],
        [("Velarian army", ARMED), ("General Command of the army", ORG), ("Armed Forces", ARMED), ("army", ARMED)],
        [("Velarian Ministry of Health", BODY), ("Velarian health minister", BODY)],
        [("Upland Monitoring Group", ORG), ("Upland Group", ORG), ("head of the Upland Monitoring Group", UNNAMED)],
        [("Velarian army", ARMED), ("army spokesman", UNNAMED), ("the army's commander", UNNAMED)],
    ],
)
def test_one_office_under_several_names_is_one_voice(names: list[tuple[str, AgentKind]]) -> None:
    """An army, its command, ministry and spokesman; a ministry and its minister; a group, its short name, its head."""
    (only,) = voices(*names)
    assert len(only.reports) == len(names)
    assert len(only.reasons) >= len(names) - 1


@pytest.mark.parametrize(
    "names",
    [
        [("Velarian army", ARMED), ("Karven army", ARMED)],
        [("Velarian army", ARMED), ("Velarian police", BODY)],
        [("Velarian Ministry of Health", BODY), ("Velarian Ministry of Defence", BODY)],
        [("Velarian army", ARMED), ("Free Velarian Army", ARMED)],
        [("Velarian army", ARMED), ("Lowland Observatory", ORG)],
    ],
)
def test_different_bodies_are_voices_of_their_own_and_shown(names: list[tuple[str, AgentKind]]) -> None:
    """Two states, two offices, an army against the state: nothing joins them and nothing is doubted."""
    found = voices(*names)
    assert len(found) == shown_independent(found) == len(names)
    assert not any(o.perhaps for o in found)


def test_a_body_of_nobody_s_among_two_states_is_not_shown_to_be_another() -> None:
    """ "The army" can be the army of either state: a voice of its own, and not one more that is shown."""
    found = voices(("Velarian army", ARMED), ("Karven army", ARMED), ("army", ARMED))
    assert (len(found), shown_independent(found)) == (3, 2)
    vague = next(o for o in found if o.root is not None and o.root.name == "army")
    assert {p.words for p in vague.perhaps} == {
        "“army” can be one body with “Karven army”, or speak for it.",
        "“army” can be one body with “Velarian army”, or speak for it.",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Velarian government", BODY), ("Velarian police", BODY)),
        (("Velarian air force", ARMED), ("Velarian army", ARMED)),
        (("army", ARMED), ("Free Velarian Army", ARMED)),
        (("Residents", UNNAMED), ("residents of the old town", UNNAMED)),
    ],
)
def test_what_can_be_one_body_is_not_shown_to_be_two(one: tuple[str, AgentKind], other: tuple[str, AgentKind]) -> None:
    """A state and its body, a force under the same command, a short name, people without names: each says why."""
    found = voices(one, other, ("Lowland Observatory", ORG))
    assert shown_independent(found) == 2
    assert all(o.perhaps or (o.root is not None and o.root.name == "Lowland Observatory") for o in found)


def test_a_ministry_that_denies_what_its_army_says_is_no_one_voice_with_it() -> None:
    """Bodies that contradict one another stay apart, and still are not shown to be independent."""
    found = voices(
        ("Velarian army", ARMED), ("Velarian Ministry of Defence", BODY), denying=frozenset({"Velarian army"})
    )
    assert (len(found), shown_independent(found)) == (2, 1)


def test_doubts_do_not_grow_with_the_square_of_their_number() -> None:
    """A hundred reports of "residents" share one doubt; one of them is counted as shown."""
    found = voices(*((f"Residents of street {n}", UNNAMED) for n in range(100)))
    assert (len(found), shown_independent(found)) == (100, 1)
    assert all(len(o.perhaps) == 1 for o in found)


def test_a_protected_body_is_told_to_be_the_same_person_as_nobody() -> None:
    """An outlet whose name is protected can have a person who is named for its source; it is no person."""
    hidden, named = an_agent("Protected source 1a2b3c4d", AgentKind.OUTLET), an_agent("Ina Bell", AgentKind.PERSON)
    claims = []
    for who in (hidden, named):
        report = a_report(f"{who.name} said that shells hit Oakmoor.", f"Paper of {who.name}")
        claims.append(a_claim(report, "shells hit Oakmoor", Aspect.OCCURRENCE, "shelling of Oakmoor", who))
    said = [p.words for o in origins(claims, ()) for p in o.perhaps]
    assert len(said) == 2
    assert all("can be one source with" in words for words in said)


def test_a_protected_source_is_not_shown_to_be_another_than_a_named_person() -> None:
    """Nothing may say who is protected: every named person can be; a body cannot, and a split settles it."""
    hidden, named = an_agent("Protected source 1a2b3c4d", AgentKind.PERSON), an_agent("Ina Bell", AgentKind.PERSON)
    monitor = an_agent("Hill Monitor", AgentKind.ORGANISATION)
    claims = []
    for who in (hidden, named, monitor):
        report = a_report(f"{who.name} said that shells hit Oakmoor.", f"Paper of {who.name}")
        claims.append(a_claim(report, "shells hit Oakmoor", Aspect.OCCURRENCE, "shelling of Oakmoor", who))
    found = {o.root.name: o.perhaps for o in origins(claims, ()) if o.root is not None}
    assert found[hidden.name]
    assert "can be the same person as" in found[named.name][0].words
    assert not found[monitor.name]
    assert shown_independent(origins(claims, ())) == 2
    apart = origins(claims, (), [(claims[0].id, claims[1].id)])
    assert shown_independent(apart) == 3
