"""A case whose every field is an attack: what came in, who is in the registry, what was decided, said, asked and set.

All texts and names are invented.
"""

from __future__ import annotations

from pathlib import Path

from counterclaim import receive
from counterclaim.acting import act_on, decide_on, selected
from counterclaim.case import settle, take
from counterclaim.decide import decision
from counterclaim.progress import Quiet
from counterclaim.records.act import Act, ActKind
from counterclaim.records.registry import Camp, Letter, Registry, Tie
from counterclaim.records.words import Relation
from counterclaim.store import CaseFolder
from tests.unit.desk import hostile_files, hostile_formats
from tests.unit.desk.conftest import clock

#: What breaks out of an element, an attribute, a script, a style, a JSON text or a template, and turns a line around.
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "javascript:alert(1)",
    "\u202eevil\u202c",
)
#: All of them in one field.
ALL = " ".join(ATTACKS)
SOMEBODY = f"Brenn {ATTACKS[0]}"


def made(home: Path) -> Path:
    """Make the case in a folder; give where it lies."""
    inbox = home / "inbox"
    inbox.mkdir()
    for n, attack in enumerate(ATTACKS):
        text = (
            f"Publisher: The Orvane {attack} Post\nTitle: Shelling {attack} in Orvane\nAuthor: A. {attack}\n"
            f"Published: 2031-05-0{n + 1}\n\nThe army shelled the market in Orvane on 3 May 2031, Mayor Brenn {attack} "
            f"said. {n + 2} people were killed, the ministry {attack} said. Residents denied it. {attack}\n"
        )
        (inbox / f"report {n} {attack.replace('/', '-').replace(chr(0), '')[:40]}.txt").write_text(
            text, encoding="utf-8"
        )
        hostile_formats.write(inbox, n, attack)
    (inbox / "refused <img src=x onerror=alert(1)>.bin").write_bytes(b"\x00\x01\x02")
    hostile_files.write(inbox, 0, ALL)
    case = CaseFolder.open(home / "<b>case", create=True)
    with case.writing():
        case.add_registry(_registry())
    take(case, [inbox], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    _worked(case)
    settle(case, clock)
    case.close()
    return home / "<b>case"


def _registry() -> Registry:
    """Give a registry that says it of who speaks in every report."""
    return Registry(
        camps=(Camp(agent="residents", camp=ALL, basis=ALL), Camp(agent=ALL, camp=ALL, basis=ALL)),
        ties=(Tie(agent=ALL, relation=next(iter(Relation)), other="ministry", basis=ALL),),
        letters=(Letter(agent="ministry", letter="F", basis=ALL, assessor=ALL, topic=ALL),),
    )


def _worked(case: CaseFolder) -> None:
    """Decide, say, ask and set what a person can, with an attack for each word."""
    extractor = case.runs.run().extractor
    claims = case.readings(extractor)[1]
    report = next(r for r in case.reports() if r.id == claims[0].report)
    drawn = {"text": report.text.split()[-1], "aspect": "motive", "value": ALL, "speaker": ALL, "via": ALL,
             "actor": ALL, "target": ALL, "asset": ALL, "place": ALL}  # fmt: skip
    for kind, subject, fields in (
        ("accept", claims[0].id, ()),
        ("reject", claims[1].id, ()),
        ("correct", claims[2].id, tuple(dict.fromkeys(("value", "actor", "target", "asset", "speaker"), ALL).items())),
        ("claim", report.id, selected(case, report.id, tuple(drawn.items()))),
        ("camp", "residents", (("camp", ALL),)),
        ("letter", "residents", (("letter", "B"), ("topic", ALL))),
    ):
        decide_on(case, decision(kind, subject, fields, (ATTACKS[1], clock()), ALL))
    event = next(c.event for c in case.runs.table("claims", type(claims[0])) if c.event)
    for kind, subject, fields in (
        *((ActKind.COMMENT, one, ()) for one in (event, report.id, claims[0].id)),
        (ActKind.ASSIGN, event, (("to", ALL),)),
        (ActKind.REVIEW, "1", (("verdict", "disagree"),)),
        (ActKind.SENSITIVITY, report.id, (("level", "open"),)),
        (
            ActKind.WATCH,
            event,
            (("acts", "air_strike,shelling"), ("days", "30"), ("from", "2031-05-01"), ("place", ALL)),
        ),
        (ActKind.WATCH, event, (("acts", "shelling"), ("days", "30"), ("from", "2031-05-01"), ("place", "Orvane"))),
    ):
        act_on(case, Act(number=0, kind=kind, subject=subject, fields=fields, who=ATTACKS[1], at=clock(), words=ALL))
