"""What one grade brings into the sums: the dead of its event, and what the party itself conceded."""

from __future__ import annotations

from counterclaim.grade.totals import counted
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import AgentKind, ClaimAct, Stance
from counterclaim.settings import Settings
from counterclaim.standards import standard
from counterclaim.weigh import weigh
from tests.unit.builders import an_agent
from tests.unit.grade.scene import Scene, person

NORTH = "Northern Guard"


def test_what_a_party_conceded_is_its_own_number() -> None:
    """Others say 6 and 9, the party admits 2: the event has 2 to 9 dead, of which the party conceded 2."""
    scene = Scene()
    for outlet, name, number in (("Harbour Post", "Ina Bell", 6), ("Dune Radio", "Oto Marsh", 9)):
        scene.blame(outlet, NORTH, person(name))
        scene.killed(outlet, number, person(name))
    finding = weigh(scene.event(), scene.claims, scene.reports(), scene.origins(), Settings())
    fair = counted(scene.of(NORTH), finding, scene.claims, standard("airwars"))
    assert (fair.value, fair.number, fair.conceded) == ("fair", NumberRange(6, 9), None)
    army = an_agent(NORTH, AgentKind.ARMED_ACTOR)
    scene.killed("Guard Gazette", 2, army, stance=Stance.CONCEDE, claim_act=ClaimAct.CONCEDE_HARM)
    finding = weigh(scene.event(), scene.claims, scene.reports(), scene.origins(), Settings())
    row = counted(scene.of(NORTH), finding, scene.claims, standard("airwars"))
    assert (row.value, row.number, row.conceded) == ("confirmed", NumberRange(2, 9), NumberRange(2, 2))
