"""Who of those that speak is a party to what happened: told beside the count of voices, never taken off it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.claim import Agent, Claim
from counterclaim.records.independence import parties_among
from counterclaim.records.judgement import Origin, Tally
from counterclaim.records.registry import Camp, Registry
from counterclaim.records.words import AgentKind, Aspect
from counterclaim.render.wording import triple
from counterclaim.weigh.belligerents import parties
from tests.unit.builders import a_claim, a_report, an_agent

REPORT = a_report("Karven jets hit the clinic. The Tarn Front was blamed.", "Harbour Post", "2031-05-02")
RESIDENTS = an_agent("Residents", AgentKind.UNNAMED_GROUP, REPORT.id)


def said(who: Agent, aspect: Aspect = Aspect.OCCURRENCE, value: str = "air strike on clinic") -> Claim:
    """Give what somebody says of the strike."""
    return a_claim(REPORT, "hit the clinic", aspect, value, who)


@pytest.mark.parametrize(
    ("name", "kind", "party"),
    [
        ("Karven Defence Ministry", AgentKind.OFFICIAL_BODY, True),
        ("Karven officials", AgentKind.UNNAMED_GROUP, True),
        ("Tarn Front", AgentKind.ORGANISATION, True),
        ("Hill Brigade", AgentKind.ARMED_ACTOR, True),
        ("Osmer health office", AgentKind.OFFICIAL_BODY, False),
        ("Osmer Observatory", AgentKind.ORGANISATION, False),
        ("Harbour Post", AgentKind.OUTLET, False),
        ("Velland Foreign Ministry", AgentKind.OFFICIAL_BODY, False),
    ],
)
def test_a_party_is_who_is_accused_an_armed_actor_or_of_their_side(name: str, kind: AgentKind, party: bool) -> None:
    """The accused and whom it accuses, by the words of their names; health offices, monitors and outlets are none."""
    claims = [
        said(RESIDENTS, Aspect.PERPETRATOR, "Karven jets"),
        said(an_agent("Karven army"), Aspect.PERPETRATOR, "Tarn Front"),
        said(an_agent(name, kind)),
    ]
    assert (name in {a.name for a in parties(claims, Registry(), {})}) is party


def test_the_registry_says_who_is_of_a_side_and_a_report_who_speaks_for_one() -> None:
    """A camp of the case, and a spokesman of whom a report says so."""
    accused = said(RESIDENTS, Aspect.PERPETRATOR, "Tarn Front")
    council, tal = an_agent("Valley Council", AgentKind.ORGANISATION), an_agent("Ivo Tal", AgentKind.PERSON)
    claims = [accused, said(council), said(tal)]
    assert parties(claims, Registry(), {}) == ()
    camps = tuple(
        Camp(agent=name, camp="the Front", start="", end="", basis="") for name in ("Valley Council", "Tarn Front")
    )
    assert parties(claims, Registry(camps=camps), {"ivo tal": "Tarn Front"}) == (tal, council)


def test_who_was_hit_is_a_party_where_it_is_a_body_in_arms() -> None:
    """The army that was struck is one; the aid body whose clinic was hit is none."""
    army, aid = an_agent("Karven army", AgentKind.OFFICIAL_BODY), an_agent("Relief Corps", AgentKind.ORGANISATION)
    hit = [replace(said(RESIDENTS), target=name) for name in ("Karven army", "Relief Corps")]
    assert parties([*hit, said(army), said(aid)], Registry(), {}) == (army,)


def test_the_count_of_voices_stays_and_the_parties_stand_beside_it() -> None:
    """Three shown independent, of these two parties; a lone voice that is one says so."""
    agents = [an_agent(n) for n in ("Karven army", "Osmer Observatory", "Tarn Front")]
    voices = [Origin(id=f"o_{n}", root=a, members=(), reports=(), shown=True, reasons=()) for n, a in enumerate(agents)]
    assert parties_among(voices, {agents[0].id, agents[2].id}) == 2
    tally = Tally(reports=3, origins=3, shown_independent=3, parties=2)
    assert tally.words.endswith("all are shown to be independent, of these 2 are parties to what happened.")
    assert triple(tally).endswith("3 shown independent, 2 of them parties to it")
    lone = Tally(reports=1, origins=1, shown_independent=1, parties=1)
    assert lone.words.endswith("it is shown to be independent, and is a party to what happened.")
    assert triple(lone).endswith("1 shown independent, a party to it")
    unshown = [replace(voices[0], shown=False)]
    assert (parties_among(unshown, {agents[0].id}), parties_among(unshown, set())) == (1, 0)
