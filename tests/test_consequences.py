"""What an attack brought about belongs to it, and what others did meanwhile does not: invented reports, both letters.

Towns, bodies, outlets and events are invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim import receive
from counterclaim.case import dossiers, settle, take
from counterclaim.progress import Quiet
from counterclaim.records.dossier import Dossier
from counterclaim.records.words import Aspect
from counterclaim.store import CaseFolder
from tests.conftest import clock

STRIKE = "An air strike hit the market in Karvel on Friday, residents said."
REPORTS = {
    "houses": f"{STRIKE} The strike destroyed two houses and a clinic. Hundreds of people fled the strike.",
    "school": "The market in Karvel was bombed on Friday, witnesses said. The school was damaged in the attack.",
    "named": "Twelve people died in the Karvel market strike on Friday, a doctor said.",
    "soldiers": f"{STRIKE} Soldiers burned six houses in Tarsk on Sunday.",
}


def read(folder: Path, texts: dict[str, str], minutes: dict[str, str] | None = None) -> list[Dossier]:
    """Take and settle a case of one report a text, all of one day, with the time of day of those in `minutes`."""
    (folder / "in").mkdir()
    for name, text in texts.items():
        head = f"Title: {name}\nPublisher: {name} Courier\nDate: 2031-05-03{(minutes or {}).get(name, '')}\n\n"
        (folder / "in" / f"{name}.txt").write_text(head + text + "\n", encoding="utf-8")
    case = CaseFolder.open(folder / "case", create=True)
    take(case, [folder / "in"], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    return list(dossiers(case))


@pytest.mark.parametrize("capitals", [False, True])
def test_damage_and_flight_told_of_a_strike_are_asked_about_in_its_event(tmp_path: Path, capitals: bool) -> None:
    """Two houses, a school and the people who fled: one event with these questions, in small and capital letters."""
    texts = {name: REPORTS[name] for name in ("houses", "school")}
    found = read(tmp_path, {n: t.upper() if capitals else t for n, t in texts.items()})
    attack = next(d for d in found if d.event.title.startswith("Bombardment"))
    assert len(attack.event.reports) == 2
    assert {Aspect.DAMAGE, Aspect.DISPLACEMENT} <= {q.aspect for q in attack.finding.questions}
    assert not [d for d in found if d.event.title.startswith(("Damage", "Displacement"))]


def test_damage_done_by_others_elsewhere_stays_an_event_of_its_own(tmp_path: Path) -> None:
    """Soldiers who burn houses on another day in another town are no consequence of the strike told before."""
    found = read(tmp_path, {"soldiers": REPORTS["soldiers"]})
    assert [d.event.title for d in found if d.event.title.startswith("Damage")] == [
        "Damage to homes, Tarsk, 27 April 2031"
    ]


@pytest.mark.parametrize("capitals", [False, True])
def test_an_attack_called_by_its_town_lies_there(tmp_path: Path, capitals: bool) -> None:
    """A report that writes only "the Karvel market strike" joins those that say where the market is."""
    named = REPORTS["named"].upper() if capitals else REPORTS["named"]
    found = read(tmp_path, {"named": named, "school": REPORTS["school"]})
    attack = next(d for d in found if d.event.title.startswith("Bombardment"))
    assert len(attack.event.reports) == 2


@pytest.mark.parametrize("said", ["All of them fighters, the army said.", "All of them were fighters, the army said."])
def test_all_of_them_fighters_says_what_the_dead_were(tmp_path: Path, said: str) -> None:
    """With and without the verb, it is told of all whom the sentence before counted as killed."""
    found = read(tmp_path, {"toll": f"The army said nine people were killed in an air strike on Karvel. {said}"})
    claims = [c for d in found for c in d.claims if c.aspect is Aspect.VICTIM_STATUS]
    assert [(c.value, c.originator.name) for c in claims] == [("combatants", "army")]


def test_pulling_people_out_is_no_withdrawal(tmp_path: Path) -> None:
    """Who is pulled out of a building has not given it up; troops that are pulled out of a town have."""
    found = read(
        tmp_path,
        {
            "rescue": "Rescuers were pulling people out from the hospital in Karvel on Friday.",
            "army": "The army pulled its troops out from the town of Tarsk on Friday.",
        },
    )
    moved = {
        d.event.place.name if d.event.place else "" for d in found if "territory_change_peaceful" in d.event.act_types
    }
    assert moved == {"Tarsk"}


@pytest.mark.parametrize(
    ("minutes", "kind", "order"),
    [
        ({"late": "T18:30:00Z", "early": "T09:10:00Z"}, "revises", ["12 people killed", "9 people killed"]),
        ({"late": "T18:30:00Z"}, "contradicts itself", None),
    ],
)
def test_two_numbers_of_one_day_are_a_revision_if_their_order_is_known(
    tmp_path: Path, minutes: dict[str, str], kind: str, order: list[str] | None
) -> None:
    """Twelve in the morning and nine in the evening: the nine stand; without a time of day neither took the place."""
    toll = "people were killed when shells hit the market in Karvel on Friday, the Karvel Rescue Service said."
    found = read(tmp_path, {"early": f"Twelve {toll}", "late": f"Nine {toll}"}, minutes)
    (history,) = [h for d in found for h in d.finding.histories]
    assert history.kind == kind
    assert order is None or [s.words for s in history.stages] == order
