"""A report to its incidents: what kinds there are, then who and what belongs to each, when, where and by whose word."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.extract.incidents.entities import Entity, bag, entities, organisations
from counterclaim.extract.incidents.incident import Blamed, Incident, Person, Thing
from counterclaim.extract.incidents.linear import Learned, shipped
from counterclaim.extract.incidents.phrases import phrases
from counterclaim.extract.incidents.settling import day, place
from counterclaim.extract.parse import Parsed

KINDS = ("ARSON", "ATTACK", "BOMBING", "KIDNAPPING", "ROBBERY")
ROLES = ("doer", "name", "people", "thing", "tool")
#: A filler is given when it is at least this probable: half the F that the reader reaches, where F gains most.
AT_LEAST = {
    "doer": 0.2,
    "name": 0.2,
    "people": 0.25,
    "thing": 0.2,
    "tool": 0.25,
    "organisation": 0.3,
    "incident": 0.3,
    "target": 0.1,
}
_CROSSED = ("g=", "h=", "t=")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of a report before anything learned is asked."""

    bag: frozenset[str]
    entities: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    parsed: tuple[Parsed, ...]
    published: str | None


def prepare(parsed: Sequence[Parsed], text: str, published: str | None, learned: Learned) -> Prepared:
    """Prepare a report; `published` is its ISO day or None."""
    found = entities(phrases(parsed, text))
    return Prepared(bag(parsed), found, organisations(parsed, learned.organisations), tuple(parsed), published)


def pair(features: frozenset[str], kind: str) -> frozenset[str]:
    """Give the features of an entity together with a kind of incident."""
    crossed = {f"{kind}|{f}" for f in features if f.startswith(_CROSSED)}
    return features | crossed | {f"T={kind}"}


def described(entity: Entity) -> frozenset[str]:
    """Give the words that say what an entity is: of a name its titles, of a phrase its own."""
    out: set[str] = set()
    for phrase in entity.phrases:
        words = (phrase.title or "" if phrase.kind == "name" else phrase.words).lower().split()
        out |= {f"w={w}" for w in words} | {f"w2={a}_{b}" for a, b in itertools.pairwise(words)}
    return frozenset(out | {f for f in entity.features if f.startswith(("h=", "kind=", "of=", "plural"))})


def incidents(prepared: Prepared, learned: Learned | None = None) -> tuple[Incident, ...]:
    """Give the incidents of a prepared report, the most probable first."""
    learned = learned or shipped()
    sure = learned.models["kinds"].probabilities(prepared.bag)
    chosen = sorted((k for k in KINDS if sure[k] >= AT_LEAST["incident"]), key=lambda k: -sure[k])
    return tuple(
        _incident(prepared, kind, sure[kind], roles, learned)
        for kind in chosen
        if (roles := _roles(prepared, kind, learned)) and any(roles[r] for r in ("name", "people", "thing"))
    )


def _roles(prepared: Prepared, kind: str, learned: Learned) -> dict[str, list[tuple[float, Entity]]]:
    """Give who and what fills each role; where nobody and nothing is probable enough as a target, the best there is."""
    roles: dict[str, list[tuple[float, Entity]]] = {role: [] for role in ROLES}
    targets: list[tuple[float, str, Entity]] = []
    for entity in prepared.entities:
        found = learned.models["roles"].probabilities(pair(entity.features, kind))
        for role in ROLES:
            if (role == "name") != (entity.kind == "name") and role in {"name", "people"}:
                continue
            if found[role] >= AT_LEAST[role]:
                roles[role].append((found[role], entity))
            if role in {"name", "people", "thing"} and found[role] >= AT_LEAST["target"]:
                targets.append((found[role], role, entity))
    if targets and not any(roles[role] for role in ("name", "people", "thing")):
        probability, role, entity = max(targets, key=lambda t: (t[0], t[1], t[2].words))
        roles[role].append((probability, entity))
    return roles


def _incident(
    prepared: Prepared, kind: str, sure: float, roles: dict[str, list[tuple[float, Entity]]], learned: Learned
) -> Incident:
    models = learned.models
    orgs = []
    for entity in prepared.organisations:
        probability = models["organisations"].probabilities(pair(entity.features, kind))["yes"]
        if probability >= AT_LEAST["organisation"]:
            orgs.append(Blamed(entity.words, models["confidence"].best(pair(entity.features, kind))))
    names = [_named(e, kind, learned) for _, e in roles["name"]]
    people = [_people(e, kind, learned) for _, e in roles["people"] if e.kind == "np"]
    kept = [e for role in ("name", "people", "thing") for _, e in roles[role]]
    first, last = day(prepared.parsed, prepared.published, kept)
    doers = [e for _, e in sorted(roles["doer"], key=lambda r: -r[0])[:2]]
    about = {f"org={o.name}" for o in orgs} | {f"doer={e.head}" for e in doers} | {f"T={kind}"}
    category = models["category"].best(frozenset(about | prepared.bag))
    bare = kind in {"ARSON", "KIDNAPPING"}
    tools = [] if bare else [(e.words, models["tools"].best(described(e))) for _, e in roles["tool"]]
    things = [] if kind == "KIDNAPPING" else [_thing(e, kind, learned) for _, e in roles["thing"]]
    return Incident(
        kind,
        models["stage"].best(prepared.bag | {f"T={kind}"}),
        None if category == "NONE" else category,
        first,
        last,
        place(prepared.parsed, kept, learned),
        tuple(tools),
        tuple(e.words for e in doers),
        tuple(orgs),
        tuple(things),
        (*names, *people),
        sure,
    )


def _number(entity: Entity) -> str:
    """Give how many: the number before the noun, else 1 or PLURAL."""
    given = [p.number for p in entity.phrases if p.number]
    if entity.kind == "name":
        return "1"
    return given[0] if given else "PLURAL" if entity.phrases[0].plural else "1"


def _named(entity: Entity, kind: str, learned: Learned) -> Person:
    title = next((p.title for p in entity.phrases if p.title), None)
    return Person(entity.words, title, *_fate(entity, kind, learned))


def _people(entity: Entity, kind: str, learned: Learned) -> Person:
    return Person(None, entity.words, *_fate(entity, kind, learned))


def _fate(entity: Entity, kind: str, learned: Learned) -> tuple[str, str, str | None]:
    effect = learned.models["fates"].best(pair(entity.features, kind))
    return (
        learned.models["people"].best(described(entity)),
        _number(entity),
        None if effect == "NONE" else effect,
    )


def _thing(entity: Entity, kind: str, learned: Learned) -> Thing:
    effect = learned.models["damage"].best(pair(entity.features, kind))
    what = learned.models["things"].best(described(entity))
    return Thing(entity.words, what, _number(entity), None if effect == "NONE" else effect)
