"""The facts about the harm of one event as a whole, for standards that ask if it is corroborated, not who did it."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.grade import party
from counterclaim.grade.body import Body, counted, ids, voiced, voices
from counterclaim.grade.evaluator import Fact
from counterclaim.grade.figure import figured, figures, ranges, widest
from counterclaim.grade.harm import Inputs, harm_claims
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.decision import Decision
from counterclaim.records.extent import spread
from counterclaim.records.independence import named_or_typed, shown_independent
from counterclaim.records.judgement import Origin, RangeGroup
from counterclaim.records.words import AgentKind, Aspect, Basis, DecisionKind

#: Bases that are a type of source by themselves, whoever shows it.
_SHOWN_BY = frozenset({Basis.IMAGERY, Basis.DOCUMENT})


def facts(body: Body, inputs: Inputs, decisions: tuple[Decision, ...]) -> dict[str, Fact]:
    """Give every fact that a table keyed by event can name.

    `signed` is always no, as for a party: a person's word is laid over the grade.
    """
    harm = harm_claims(body, inputs)
    named = party.parties(body, inputs) if harm else ()
    accepting = body.of({c.id for p in named for c in party.accepting(body, p, inputs)})
    credible = party.credible(body, harm, inputs)
    rivals = [p.name for p in named if party.credible(body, p.against, inputs)]
    types, group = _types(body, credible, inputs), widest(body.finding, inputs)
    own = {body.origin_of[c.id].id for c in credible}
    denying = tuple(c for c in _denying(body, named) if body.origin_of[c.id].id not in own)
    accused = body.of({c.id for p in named for c in party.denying(body, p)})
    near = [d for d in decisions if d.kind is DecisionKind.NEAR_ACTION and d.subject == body.event.id]
    return {
        **voices(body, credible),
        "harm_claims": counted(harm),
        "accepted": Fact(value="yes" if accepting else "no", claims=ids(accepting)),
        "signed": Fact(value="no"),
        "rivals": Fact(value=len(rivals), who=tuple(rivals)),
        "denied_by": voiced(body, denying),
        "accused_denies": voiced(body, accused),
        "types": Fact(value=len(types), who=tuple(types)),
        "action": Fact(value="ruled out" if near and near[-1].field("value") == "none" else "not ruled out"),
        "status_disputed": party.status_disputed(body, decisions),
        "number": _number(body, group),
        "one_figure": Fact(value=_behind_one_figure(body, group)),
        "date": Fact(value="known" if body.event.time is not None else "unknown"),
        "place": Fact(value="known" if body.event.place is not None else "unknown"),
    }


def _number(body: Body, group: RangeGroup | None) -> Fact:
    """Give the number of dead by those who report any, with the figures and the claims it is made of."""
    told = figures(body.finding, group) if group is not None else ()
    if group is None or not any(a.range is not None and a.range.high != 0 for a in told):
        return Fact(value="Unknown")
    return Fact(
        value=spread(ranges(body.finding, group)), who=tuple(a.words for a in told), claims=ids(figured(body, told))
    )


def _behind_one_figure(body: Body, group: RangeGroup | None) -> int:
    """Give how many shown-independent sources assert the figure that most of them give; deaths and figures differ."""
    told = [a for q in body.finding.questions for a in q.answers if group is not None and a.id in group.answers]
    held = (a for a in told if group is not None and a.id in group.current)
    return max((shown_independent(body.origins(body.asserted(a.claims))) for a in held), default=0)


def _denying(body: Body, named: tuple[party.Party, ...]) -> tuple[Claim, ...]:
    """Give the denials that anybody was harmed, apart from those of the parties that are blamed."""
    return tuple(
        c
        for c in body.claims
        if party.refuses(c)
        and c.aspect in {Aspect.OCCURRENCE, Aspect.COUNT, Aspect.VICTIM_IDENTITY}
        and not any(party.own_word(body, c, p) for p in named)
    )


def _types(body: Body, claims: tuple[Claim, ...], inputs: Inputs) -> list[str]:
    """Give the types of source among the origins that are shown independent of each other."""
    found = set()
    for claim in claims:
        origin = body.origin_of[claim.id]
        if origin.shown and named_or_typed(origin):
            found.add(claim.basis.value if claim.basis in _SHOWN_BY else _type(origin))
    return sorted(found - set(inputs["types_not_counted"]))


def _type(origin: Origin) -> str:
    """Give the type of source that an origin's root is: by the words of its name, else by its kind."""
    root = origin.root
    if root is None:
        return "unknown"
    if root.kind not in {AgentKind.OUTLET, AgentKind.OFFICIAL_BODY, AgentKind.ARMED_ACTOR}:
        for name, words in _roles():
            if words.search(root.name):
                return name
    return str(lexicon("voice_roles")["kinds"][root.kind.value])


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = lexicon("voice_roles")["roles"]
    return tuple((n, re.compile(r"\b(" + "|".join(map(re.escape, w)) + r")\b", re.IGNORECASE)) for n, w in rows.items())
