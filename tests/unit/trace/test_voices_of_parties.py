"""Voices of parties: copies keep their speakers apart, spellings and parts of one body are not new voices. Invented."""

from __future__ import annotations

import pytest

from counterclaim.offices import Office, office_of
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Origin
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect
from counterclaim.settings import Settings
from counterclaim.trace import origins
from counterclaim.trace.belonging import bodies_over, is_of_several
from counterclaim.trace.spelled import spelled
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report, an_agent

ORG, BODY, PERSON, UNNAMED = (
    AgentKind.ORGANISATION, AgentKind.OFFICIAL_BODY, AgentKind.PERSON, AgentKind.UNNAMED_GROUP,
)  # fmt: skip


def voices(*agents: Agent) -> tuple[Origin, ...]:
    """Give the voices of some who say one thing, each in a report of its own."""
    reports = [a_report(f"The depot burned. {n}", f"Paper {n}", "2031-05-02") for n in range(len(agents))]
    claims = [
        a_claim(r, "The depot burned", Aspect.OCCURRENCE, "fire", who, event="e_1")
        for r, who in zip(reports, agents, strict=True)
    ]
    return origins(claims, lineage(reports, claims, Registry(), Settings()))


@pytest.mark.parametrize(
    "name",
    ["Both sides", "Both countries", "both sides in the war in Velland", "the two governments", "warring parties"],
)
def test_both_sides_are_no_voice_beside_the_sides(name: str) -> None:
    """They are listed, and never counted as shown to be independent."""
    found = voices(an_agent("Karven", BODY), an_agent("Velland", BODY), an_agent(name, ORG))
    assert (len(found), shown_independent(found)) == (3, 2)


@pytest.mark.parametrize("name", ["Two soldiers", "Both brothers of the dead man", "Rival Front", "Sides of Osmer"])
def test_who_is_not_the_parties_together(name: str) -> None:
    assert not is_of_several(name)


def test_one_person_in_several_spellings_is_one_voice_and_says_why() -> None:
    names = ("Serhiy Tolmatyi", "Serhii Tolmaty", "Serhiy Tolmaty", "Tolmaty")
    (found,) = voices(*(an_agent(n, PERSON) for n in names))
    assert any("is its name in another spelling" in why for why in found.reasons)
    assert len(voices(an_agent("Serhiy Tolmatyi", PERSON), an_agent("Serhiy Tolmachov", PERSON))) == 2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("hanna orsyar", "hanna orsiar", True),
        ("tolmatskyy", "tolmatski", True),
        ("mukhamed orsou", "muhammed orsu", True),
        ("ivan tolm", "ivana tolm", False),
        ("ali", "aly", False),
    ],
)
def test_letters_that_transcriptions_exchange(one: str, other: str, alike: bool) -> None:
    assert (spelled(one) == spelled(other)) is alike


def test_parts_of_one_body_are_not_shown_to_be_independent() -> None:
    """Its investigators, its rights body, its officials and the body itself: at most one of them counts."""
    names = (("United Nations", ORG), ("UN rights body", ORG), ("UN investigators", UNNAMED),
             ("UN High Commissioner for Human Rights Ilan Marsh", PERSON))  # fmt: skip
    found = voices(*(an_agent(n, kind) for n, kind in names), an_agent("Harbour Watch", ORG))
    assert (len(found), shown_independent(found)) == (5, 2)
    told = [p.words for o in found for p in o.perhaps]
    assert any("can be one body with" in words for words in told)


@pytest.mark.parametrize("name", ["UN-backed government", "anti-Hamas fighters", "Hamas-led rally"])
def test_who_is_told_by_how_it_stands_to_a_body_is_no_part_of_it(name: str) -> None:
    assert not bodies_over(an_agent(name, ORG)) & {"united nations", "hamas"}


def test_a_house_of_a_land_and_who_speaks_for_a_body_are_not_shown_to_be_others() -> None:
    """The Kremlin can be Russia, and who speaks for a ministry can be it: of each two, one counts."""
    agents = [an_agent("Kremlin", BODY), an_agent("Russia", BODY), an_agent("Ilan Marsh", PERSON),
              an_agent("Karven defence ministry", BODY)]  # fmt: skip
    reports = [a_report(f"The depot burned. {n}", f"Paper {n}", "2031-05-02") for n in range(len(agents))]
    claims = [
        a_claim(r, "The depot burned", Aspect.OCCURRENCE, "fire", who, event="e_1")
        for r, who in zip(reports, agents, strict=True)
    ]
    assert shown_independent(origins(claims, ())) == 3
    assert shown_independent(origins(claims, (), (), {"ilan marsh": "Karven defence ministry"})) == 2


def test_the_people_of_a_land_are_its_state_as_a_name() -> None:
    assert office_of("Russians") == office_of("Russia") == Office("russia", "whole")
    assert office_of("Iraqis") == Office("iraq", "whole")


WIRE = (
    "Karven and Velland accused each other on Friday of shelling the prison on the hill above Osmer, where the "
    "captured men of the old garrison had been held since the spring. Karven said that Velland shelled the prison to "
    "hide what had been done in it, and Velland said that Karven shelled the prison. The town lay dark for the rest of "
    "the night."
)


def copied() -> tuple[list[Report], list[Claim]]:
    """Give a text in which two speak, and a copy in which the reader gave some of their words to the paper itself."""
    reports = [a_report(WIRE, "Zenith Wire", "2031-05-06"), a_report(f"Blame\n{WIRE}", "Quay News", "2031-05-07")]
    claims = []
    for n, report in enumerate(reports):
        karven, velland = an_agent("Karven", BODY), an_agent("Velland", BODY)
        for who, words in (
            (karven, "Velland shelled the prison"), (velland, "Karven shelled the prison"),
        ):  # fmt: skip
            named = words.split()[0]
            claims.append(a_claim(report, words, Aspect.PERPETRATOR, named, *([who] if n == 0 else []), event="e_1"))
            claims.append(a_claim(report, words, Aspect.TARGET, "prison", who, event="e_1"))
        claims.append(a_claim(report, "shelling the prison", Aspect.OCCURRENCE, "shelling", event="e_1"))
    return reports, claims


def test_a_copied_text_does_not_make_its_speakers_one_voice() -> None:
    """What a copy was read to say itself is the speaker's whose words they are; each speaker is one voice."""
    reports, claims = copied()
    found = origins(claims, lineage(reports, claims, Registry(), Settings()))
    assert sorted((o.root.name, len(o.reports)) for o in found if o.root) == [
        ("Karven", 2), ("Velland", 2), ("Zenith Wire", 2),
    ]  # fmt: skip
    by_claim = {c: o.id for o in found for c in o.members}
    for claim in claims:
        given = (
            next(c for c in claims if c.text == claim.text and len(c.chain) > 1) if "shelled" in claim.text else None
        )
        assert given is None or by_claim[claim.id] == by_claim[given.id]


@pytest.mark.parametrize("name", ["Karven officials", "Officials from Karven"])
def test_officials_of_a_land_are_not_shown_to_be_others_than_the_land(name: str) -> None:
    found = voices(an_agent("Karven government", BODY), an_agent(name, UNNAMED), an_agent("Residents", UNNAMED))
    assert (len(found), shown_independent(found)) == (3, 2)


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Karven's military junta", "whole"),
        ("Karven transitional government", "whole"),
        ("Karven's security agency", "security"),
        ("Karven military", "defence"),
        ("officials from Karven", "whole"),
    ],
)
def test_bodies_of_a_land(name: str, office: str) -> None:
    assert office_of(name) == Office("karven", office)


ROLE = "head of Karven's mercenary Tarn group"


def told_in(*said: tuple[str, str, AgentKind]) -> tuple[Origin, ...]:
    """Give the voices of speakers, each with the text of its report."""
    reports = [a_report(f"{text} it fell, number {n}.", f"Paper {n}") for n, (text, *_) in enumerate(said)]
    claims = [
        a_claim(r, "it fell", Aspect.OCCURRENCE, "fall", an_agent(name, kind, r.id), event="e_1")
        for r, (_, name, kind) in zip(reports, said, strict=True)
    ]
    return origins(claims, lineage(reports, claims, Registry(), Settings()))


@pytest.mark.parametrize(
    "text",
    [
        "The head of Karven’s mercenary Tarn group Ilan Marsh claimed",
        "The head of Karven's mercenary Tarn group, Ilan Marsh, said",
        "Ilan Marsh, the head of Karven's mercenary Tarn group, said",
    ],
)
def test_a_role_and_its_bearer_are_one_voice_where_a_text_ties_them(text: str) -> None:
    (one,) = told_in((text, ROLE, UNNAMED), ("Ilan Marsh said", "Ilan Marsh", PERSON))
    assert any("is who is called so (“" in why for why in one.reasons)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ilan Marsh met the head of Karven's mercenary Tarn group, who said", ROLE),
        ("An aide to the governor, Ilan Marsh, heard that", "aide to the governor"),
        ("A brother of the head Ilan Marsh said", "brother of the head"),
        ("A nurse Ilan Marsh knew said", "nurse"),
    ],
)
def test_who_only_stands_beside_a_role_does_not_bear_it(text: str, role: str) -> None:
    assert len(told_in((text, role, UNNAMED), ("Ilan Marsh said", "Ilan Marsh", PERSON))) == 2
