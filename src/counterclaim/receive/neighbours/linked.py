"""Linked data of schema.org in JSON: claims that nobody reviewed, articles with their text; and our own export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.neighbours import graph, happenings
from counterclaim.receive.neighbours.graph import Node
from counterclaim.receive.neighbours.happenings import Entry, Passed, Told, flat
from counterclaim.records import returned

_KIND = "document of linked data"
_SPACE = "urn:counterclaim:"
_OURS = f"{_SPACE}c_"
#: Types that are articles, apart from those whose name says so.
_ARTICLES = frozenset({"Report", "SocialMediaPosting", "DiscussionForumPosting", "BlogPosting"})


def is_linked(value: Any) -> bool:
    """Say whether a JSON value is linked data that holds a claim or an article with its text."""
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict) or not {"@context", "@graph", "@id", "@type"} & set(first):
        return False
    return any(_speaks(node) for node in graph.nodes(value))


def linked(item: Item, value: Any) -> Iterator[Entry]:
    """Give each node by its JSON pointer; a claim that a review is about is left to the review."""
    nodes = graph.by_id(value)
    reviewed = {
        id(graph.resolved(one, nodes))
        for node in graph.nodes(value)
        if "ClaimReview" in graph.types(node)
        for one in graph.many(node, "itemReviewed")
    }
    for where, node in graph.placed(value):
        if graph.types(node) and (id(node) not in reviewed or _is_ours(node)):
            yield where, partial(_node, item, node, where, nodes)


def _speaks(node: Node) -> bool:
    types = graph.types(node)
    if "Claim" in types:
        return bool(_words(node))
    return _is_article(types) and bool(graph.word(node, "articleBody") or graph.word(node, "text"))


def _is_article(types: list[str]) -> bool:
    return any(t.endswith("Article") or t in _ARTICLES for t in types)


def _is_ours(node: Node) -> bool:
    return str(node.get("@id", node.get("id", ""))).startswith(_OURS)


def _words(node: Node) -> str:
    return graph.word(node, "text") or graph.word(node, "claimReviewed") or graph.word(node, "name")


def _node(item: Item, node: Node, where: str, nodes: Mapping[str, Node]) -> Draft | Passed | None:
    if "ClaimReview" in graph.types(node):
        return None  # it is read as a review
    if not _speaks(node):
        return Passed(sorted(graph.types(node))[-1][:60], where)
    ours = _is_ours(node)
    told = Told(where=where, kind=_KIND, cells=flat(dict(node)), names={}, ours=ours)
    claim = "Claim" in graph.types(node)
    told.parts["text"] = ("text", _words(node) if claim else graph.word(node, "articleBody") or _words(node))
    _signed(told, node, nodes)
    if ours:
        _own(told, node, nodes)
    return happenings.draft(item, told) or Passed("claims without words", where)


def _signed(told: Told, node: Node, nodes: Mapping[str, Node]) -> None:
    """Put who made it, who published it, when and where: of a claim, what is said of where it appeared."""
    appeared = graph.resolved(graph.one(node, "firstAppearance") or graph.one(node, "appearance"), nodes)
    maker = graph.resolved(graph.one(node, "author") or graph.one(node, "creator"), nodes)
    body = "organization" in " ".join(graph.types(maker)).lower()
    publisher = graph.resolved(graph.one(node, "publisher") or graph.one(appeared, "publisher"), nodes)
    parts = {
        "publisher": graph.name(publisher) or (graph.name(maker) if body else ""),
        "author": "" if body else graph.name(maker),
        "published": graph.word(node, "datePublished") or graph.word(appeared, "datePublished"),
        "url": graph.word(node, "url") or graph.word(appeared, "url"),
        "title": graph.word(node, "headline"),
        "language": graph.word(node, "inLanguage"),
    }
    told.parts |= {part: (part, cell) for part, cell in parts.items() if cell}


def _own(told: Told, node: Node, nodes: Mapping[str, Node]) -> None:
    """Read a claim that this program wrote, with the place, days and kind of act of its event."""
    told.parts = {"words": ("schema:text", graph.word(node, "text"))} | {
        "published": told.parts.get("published", ("", ""))  # the day of the report that it stands in
    }
    for part, key in {"stance": "stance", "aspect": "aspect", "claim act": "claimAct", "value": "value"}.items():
        told.parts[part] = (f"cc:{key}", graph.word(node, key))
    maker = graph.resolved(graph.one(node, "author"), nodes)
    told.parts["source"] = ("schema:author", returned.called(graph.name(maker), _named(maker)))
    value = graph.word(node, "value")
    terms = {term: graph.word(node, term) for term in ("aspect", *returned.NUMBER)}
    told.parts |= happenings.stated(terms, value, "cc:value", "cc:")
    event = graph.resolved(graph.one(node, "about"), nodes)
    appeared = graph.resolved(graph.one(node, "appearance"), nodes)
    of = _named(node), graph.word(node, "voice"), _named(event)
    doubts = map(str, graph.many(node, "notShownIndependent"))
    told.ids = happenings.own_ids(*of, flat(dict(appeared)).values(), doubts)
    place = graph.resolved(graph.one(event, "location"), nodes)
    point = graph.resolved(graph.one(place, "geo"), nodes)
    found = {
        "act": graph.word(event, "actType"),
        "place": graph.word(place, "name"),
        "latitude": graph.word(point, "latitude"),
        "longitude": graph.word(point, "longitude"),
        "precision in metres": graph.word(point, "precisionMetres"),
        "first day": graph.word(event, "startDate"),
        "last day": graph.word(event, "endDate"),
    }
    told.parts |= {part: ("event", cell) for part, cell in found.items() if cell}
    told.parts = {part: (own, cell) for part, (own, cell) in told.parts.items() if cell}


def _named(node: Node) -> str:
    """Give the id of a node of our own export, as the case has it."""
    return str(node.get("@id", node.get("id", ""))).removeprefix(_SPACE)
