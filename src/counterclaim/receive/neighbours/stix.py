"""STIX 2.1 bundles: what somebody says in a report, note, opinion, incident or sighting is a report by its producer.

An opinion or a sighting of a happening is a claim of whoever made it. Everything else in a bundle is nobody's words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import happenings
from counterclaim.receive.neighbours.happenings import Entry, Passed, Told, flat
from counterclaim.records import returned
from counterclaim.records.source import Refusal

Node = Mapping[str, Any]
_KIND = "STIX 2.1 bundle"
_ID = re.compile(r"([a-z0-9][a-z0-9-]+)--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
#: The property that holds the words, by type; what has none of these types is nobody's words.
_WORDS = {
    "report": "description",
    "note": "content",
    "opinion": "explanation",
    "incident": "description",
    "sighting": "description",
    "campaign": "description",
    "grouping": "description",
}
_HAPPENINGS = frozenset({"incident", "campaign", "report", "note"})
_TITLES = ("name", "abstract")
_BODIES = frozenset({"organization", "group", "class", "system"})
_STANCES = {"strongly-agree": "assert", "agree": "assert", "disagree": "deny", "strongly-disagree": "deny"}
_KINDS = {"assert": "report", "deny": "deny_event"}
_ADMIRALTY = re.compile(r'(admiralty-scale:[\w-]+)="([^"]{1,20})"')
_LABEL = re.compile(rf"(stance|aspect|act|{'|'.join(returned.NUMBER)}):(.+)", re.DOTALL)
_PUBLISHED = re.compile(r"; published (\d{4}-\d\d-\d\d)\Z")
_PLACE = re.compile(r"Place: (?P<name>[^\n]*?) \((?P<lat>-?[\d.]+), (?P<lon>-?[\d.]+), within (?P<metres>\d+) m\)")
_PLAIN_PLACE = re.compile(r"Place: (?P<name>[^\n]*?)(?:, not in the gazetteer)?(?:\n|\Z)")
_DAYS = re.compile(r"Days: (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")
_MEND = "Mend the object in a copy and take that, or leave it out."


@dataclass(slots=True)
class _Bundle:
    """The objects by id, each in its newest version, and what relationships tell of them."""

    held: dict[str, Node] = field(default_factory=dict)
    related: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def name(self, reference: Any) -> str:
        node = self.held.get(reference, {}) if isinstance(reference, str) else {}
        return next((_word(node, k) for k in (*_TITLES, "value") if _word(node, k)), "")

    def newest(self, node: Node) -> bool:
        return self.held.get(str(node.get("id"))) is node


def is_bundle(value: Any) -> bool:
    """Say whether a JSON value is a bundle of STIX 2.x."""
    return isinstance(value, dict) and value.get("type") == "bundle" and isinstance(value.get("objects"), list)


def objects(item: Item, value: Mapping[str, Any]) -> Iterator[Entry]:
    """Give each object by its JSON pointer."""
    bundle = _read(value["objects"])
    for number, node in enumerate(value["objects"]):
        yield f"/objects/{number}", partial(_object, item, node, f"/objects/{number}", bundle)


def _object(item: Item, node: Any, where: str, bundle: _Bundle) -> Draft | Refusal | Passed:
    """Give what an object tells; what it is and where, for one that is nobody's words."""
    if trouble := _trouble(node):
        return Refusal(name=f"{item.label} {where}", reason=f"{trouble}; expected an object of STIX 2.1", todo=_MEND)
    if not bundle.newest(node):
        return Passed("older versions of other objects", where)
    if node.get("revoked") is True:
        return Passed(f"{node['type'][:60]}, revoked by its producer", where)
    told = _told(node, where, bundle) if node["type"] in _WORDS else None
    found = happenings.draft(item, told) if told is not None else None
    return found or Passed(node["type"][:60], where)


def _trouble(node: Any) -> str:
    if not isinstance(node, dict):
        return f"a {type(node).__name__}"
    if not isinstance(node.get("type"), str):
        return "no `type` in words"
    name = node.get("id")
    if not isinstance(name, str) or not (match := _ID.fullmatch(name)):
        return f"the id `{str(name)[:60]}`"
    return "" if match[1] == node["type"] else f"a {node['type'][:40]} with the id of a {match[1][:40]}"


def _read(nodes: list[Any]) -> _Bundle:
    bundle = _Bundle()
    for node in nodes:
        if not _trouble(node):
            before = bundle.held.get(node["id"])
            if before is None or _word(before, "modified") < _word(node, "modified"):
                bundle.held[node["id"]] = node
    for node in bundle.held.values():
        if node["type"] == "relationship" and node.get("revoked") is not True:
            key = (_word(node, "source_ref"), _word(node, "relationship_type"))
            bundle.related[key].append(_word(node, "target_ref"))
    return bundle


def _told(node: Node, where: str, bundle: _Bundle) -> Told | None:
    """Give what one object tells; None for what this program derived from claims that stand beside it."""
    kind, own = str(node["type"]), _is_ours(node)
    if own and kind != "note":
        return None
    told = Told(where=where, kind=_KIND, cells=flat(dict(node)), names={}, ours=own)
    _put(told, "text", _WORDS[kind], node)
    for part, keys in {"title": _TITLES, "published": ("published", "created"), "language": ("lang",)}.items():
        for key in keys:
            _put(told, part, key, node)
    authors = [a for a in _many(node, "authors") if isinstance(a, str)]
    if authors and not own:
        told.parts["author"] = ("authors", "; ".join(authors))
    if maker := bundle.name(node.get("created_by_ref")):
        # Whoever may be a person signs: the name under which something is published leaves a case without a decision.
        body = bundle.held[str(node["created_by_ref"])].get("identity_class") in _BODIES
        told.parts.setdefault("publisher" if body else "author", ("created_by_ref", maker))
    references = [r for r in _many(node, "external_references") if isinstance(r, dict)]
    if address := next((_word(r, "url") for r in references if _word(r, "url")), ""):
        told.parts["url"] = ("external_references", address)
    _where(told, node, bundle)
    if kind in ("opinion", "sighting"):
        _stand(told, node, kind, bundle)
    _marked(told, node, bundle)
    if own:
        _own(told, node, bundle)
    return told


def _where(told: Told, node: Node, bundle: _Bundle) -> None:
    """Put the place that the object is said to be at, who it is attributed to, and what it targets."""
    places = bundle.related.get((str(node["id"]), "located-at"), []) + [
        r for r in _many(node, "where_sighted_refs") if isinstance(r, str)
    ]
    place = next((bundle.held[p] for p in places if p in bundle.held and p.startswith("location--")), {})
    for part, keys in {
        "place": ("name", "city"),
        "governorate": ("administrative_area",),
        "country": ("country",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "precision in metres": ("precision",),
    }.items():
        for key in keys:
            _put(told, part, key, place, "location ")
    for part, link in (("accused", "attributed-to"), ("target", "targets")):
        names = [n for r in bundle.related.get((str(node["id"]), link), []) if (n := bundle.name(r))]
        if names:
            told.parts[part] = (link, "; ".join(names))


def _stand(told: Told, node: Node, kind: str, bundle: _Bundle) -> None:
    """Put the claim of an opinion (whether it is so) or of a sighting (that it was seen, from when to when)."""
    about = _many(node, "object_refs") if kind == "opinion" else _many(node, "sighting_of_ref")
    key = "object_refs" if kind == "opinion" else "sighting_of_ref"
    reference = next((r for r in about if isinstance(r, str) and r.partition("--")[0] in _HAPPENINGS), "")
    name = bundle.name(reference)
    stance = _STANCES.get(_word(node, "opinion")) if kind == "opinion" else "assert"
    if name:
        told.parts.setdefault("title", (key, f"{kind} on {name}" if kind == "opinion" else f"{kind} of {name}"))
    if name and stance:
        word = "opinion" if kind == "opinion" else "type"
        told.parts |= {"stance": (word, stance), "claim act": (word, _KINDS[stance])}
        told.parts |= {"aspect": (key, "occurrence"), "value": (key, name)}
    for part, when in (("first day", "first_seen"), ("last day", "last_seen")):
        _put(told, part, when, node)


def _marked(told: Told, node: Node, bundle: _Bundle) -> None:
    """Keep tags of the Admiralty scale under their own names, and say how its producer marked the object."""
    for label in _many(node, "labels"):
        if isinstance(label, str) and (match := _ADMIRALTY.fullmatch(label)):
            told.cells[match[1]] = match[2]
    marks = [r for r in _many(node, "object_marking_refs") if isinstance(r, str)]
    if marks:
        names = [bundle.name(r) or _tlp(bundle.held.get(r, {})) or r for r in marks]
        told.notes.append(f"marked by its producer: {', '.join(names)}")


def _tlp(node: Node) -> str:
    definition = node.get("definition")
    return f"TLP:{definition['tlp']}" if isinstance(definition, dict) and isinstance(definition.get("tlp"), str) else ""


def _is_ours(node: Node) -> bool:
    sources = (r for r in _many(node, "external_references") if isinstance(r, dict))
    return any(r.get("source_name") == "counterclaim" for r in sources)


def _own(told: Told, node: Node, bundle: _Bundle) -> None:
    """Read a note that this program wrote: one claim, with the place, days and kind of act of its incident."""
    found = [_LABEL.fullmatch(v) for v in _many(node, "labels") if isinstance(v, str)]
    labels = {m[1]: m[2] for m in found if m}
    told.parts |= {
        part: ("labels", labels[name])
        for part, name in (("stance", "stance"), ("aspect", "aspect"), ("claim act", "act"))
        if name in labels
    }
    authors = [a for a in _many(node, "authors") if isinstance(a, str)]
    value = _word(node, "abstract").partition(" — ")[2]
    if authors:
        told.parts["source"] = ("authors", returned.called(authors[0], _ours(node, "originator")))
    told.parts |= {"value": ("abstract", value), "words": ("content", _word(node, "content"))}
    told.parts.pop("title", None)
    told.parts |= happenings.stated(labels, value, "abstract", "labels")
    # When this program wrote the note is not when anybody reported.
    told.parts.pop("published", None)
    if days := next((m[1] for words in _names(node).values() if (m := _PUBLISHED.search(words))), ""):
        told.parts["published"] = ("external_references", days)
    incident = next((bundle.held[r] for r in _many(node, "object_refs") if r in bundle.held), {})
    _of_incident(told, incident)
    of = _ours(node, "claim"), _ours(node, "voice"), _ours(incident, "event")
    names = _names(node)
    doubts = [name for name, words in names.items() if words == "doubt of the case"]
    told.ids = happenings.own_ids(*of, [f"{name} {words}" for name, words in names.items()], doubts)


def _ours(node: Node, kind: str) -> str:
    """Give the id that something of a kind has in the case that was exported; empty where none is told."""
    return next((n for n, words in _names(node).items() if words == f"{kind} of the case"), "")


def _names(node: Node) -> dict[str, str]:
    """Give the ids of the references of an object, each with its description."""
    references = (r for r in _many(node, "external_references") if isinstance(r, dict))
    return {_word(r, "external_id"): _word(r, "description") for r in references}


def _of_incident(told: Told, incident: Node) -> None:
    words = _word(incident, "description")
    if acts := [a for a in _many(incident, "labels") if isinstance(a, str) and a != "unconfirmed"]:
        told.parts["act"] = ("incident labels", acts[0])
    if match := _PLACE.search(words):
        told.parts |= {"place": ("incident", match["name"]), "precision in metres": ("incident", match["metres"])}
        told.parts |= {"latitude": ("incident", match["lat"]), "longitude": ("incident", match["lon"])}
    elif (match := _PLAIN_PLACE.search(words)) and match["name"] != "not known":
        told.parts["place"] = ("incident", match["name"])
    if match := _DAYS.search(words):
        told.parts |= {"first day": ("incident", match[1]), "last day": ("incident", match[2])}


def _put(told: Told, part: str, key: str, node: Node, of: str = "") -> None:
    if (cell := _word(node, key)) and part not in told.parts:
        told.parts[part] = (f"{of}{key}", cell)


def _word(node: Node, key: str) -> str:
    value = node.get(key)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _many(node: Node, key: str) -> list[Any]:
    value = node.get(key)
    return value if isinstance(value, list) else [] if value is None else [value]
