"""Findings, in; dossiers out: what can be said and how to attribute it. Must never hold a figure without a reason."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.compose.brief import brief
from counterclaim.compose.material import Material
from counterclaim.compose.saying import agreed, can_say, contested
from counterclaim.compose.several import perhaps_several
from counterclaim.compose.siblings import Known, may_be_one, siblings
from counterclaim.compose.timeline import timeline
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Tie, holding
from counterclaim.records.words import DecisionKind

__all__ = ["Known", "Material", "compose", "may_be_one", "siblings"]

NOTICE = (
    "Made on this machine without a network; nothing was sent anywhere. This page shows who says what, who copied whom "
    "and what a named standard allows one to say. It does not say what is true."
)


def compose(material: Material) -> Dossier:
    """Give the dossier of one event."""
    material = replace(material, several=perhaps_several(material.event, material.claims))
    mine = set(material.event.reports)
    ids = mine | set(material.event.claims)
    finding, decided, graded = material.finding, _decisions(material), {g.id for g in material.grades}
    origins = tuple(o for o in material.origins if mine & set(o.reports))
    beside = {r for o in origins for r in o.reports} - mine
    return Dossier(
        event=material.event,
        finding=finding,
        brief=brief(material),
        can_say=can_say(material),
        agreed=agreed(material),
        contested=contested(material),
        grades=material.grades,
        claims=material.claims,
        reports=tuple(r for r in material.reports if r.id in mine),
        not_read=tuple(r for r in material.reports if r.read != "yes"),
        origins=origins,
        lineage=tuple(e for e in material.lineage if e.a in ids and e.b in ids),
        coverage=material.coverage,
        watch=tuple(w for w in material.watch if w.event == material.event.id),
        timeline=timeline(material),
        decisions=decided,
        camps=material.registry.camps,
        ties=_ties(material),
        elsewhere=tuple(r for r in material.reports if r.id in beside),
        run=material.run.id,
        version=material.run.version,
        notice=NOTICE,
        grades_then=material.grades_then,
        siblings=material.siblings,
        renamed=tuple(pair for pair in material.run.renamed if pair[1] in {material.event.id, *graded}),
        unapplied=tuple((n, why) for n, why in material.run.unapplied if n in {d.number for d in decided}),
    )


def _decisions(material: Material) -> tuple[Decision, ...]:
    """Give the decisions that touch this event, and those that take one of them back.

    A rejected claim stands in no event any more: it touches the events of its report.
    """
    mine = {material.event.id, *material.event.claims, *material.event.reports, *(g.id for g in material.grades)}
    mine |= {c for c, report in material.rejected.items() if report in set(material.event.reports)}
    names = {normal_name(h.agent.name) for c in material.claims for h in c.chain}
    kept, called = dict[int, Decision](), dict(material.run.renamed)
    for made in material.decisions:
        told = {made.subject, *(one for _, value in made.fields for one in value.split(","))}
        told |= {called[one] for one in told if one in called}
        undoes = made.kind is DecisionKind.UNDO and made.subject.isdigit() and int(made.subject) in kept
        named = made.kind in {DecisionKind.CAMP, DecisionKind.LETTER} and normal_name(made.subject) in names
        if told & mine or undoes or named:
            kept[made.number] = made
    return tuple(kept.values())


def _ties(material: Material) -> tuple[Tie, ...]:
    """Give what the registry held, at the time of the event, of those who speak and publish."""
    names = {normal_name(h.agent.name) for c in material.claims for h in c.chain}
    held = holding(material.registry, material.event.time)
    return tuple(t for t in held.ties if {normal_name(t.agent), normal_name(t.other)} & names)
