"""Nodes of linked data in JSON, in whatever form their library wrote them; no context is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_PREFIXES = ("https://schema.org/", "http://schema.org/", "schema:", "urn:counterclaim:terms:1:", "cc:")
_DEPTH_MAX = 12
Node = Mapping[str, Any]


def placed(value: Any, where: str = "", depth: int = 0) -> Iterator[tuple[str, Node]]:
    """Give every object in a JSON value with its JSON pointer, down to a depth that no document needs."""
    if depth > _DEPTH_MAX:
        return
    if isinstance(value, dict):
        yield where, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, found in inner:
        yield from placed(found, f"{where}/{str(key).replace('~', '~0').replace('/', '~1')}", depth + 1)


def nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    """Give every object in a JSON value, itself included, down to the same depth."""
    if isinstance(value, dict):
        yield value
    if depth < _DEPTH_MAX:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            if isinstance(inner, dict | list):
                yield from nodes(inner, depth + 1)


def by_id(value: Any) -> dict[str, Node]:
    """Give the nodes that have a name, by it; of several under one, the one that says most."""
    found: dict[str, Node] = {}
    for node in nodes(value):
        key = node.get("@id", node.get("id"))
        if key and len(node) >= len(found.get(str(key), ())):
            found[str(key)] = node
    return found


def types(node: Node) -> list[str]:
    """Give the types of a node as plain words."""
    found = node.get("@type", node.get("type"))
    return [plain(t) for t in (found if isinstance(found, list) else [found]) if isinstance(t, str)]


def plain(name: str) -> str:
    """Give a term of schema.org, or of ours, as its plain word."""
    return next((name.removeprefix(p) for p in _PREFIXES if name.startswith(p)), name)


def many(node: Node, key: str) -> list[Any]:
    """Give the values of a term, whether written as one or as a list."""
    found = next((v for k, v in node.items() if plain(k) == key), None)
    return found if isinstance(found, list) else [] if found is None else [found]


def one(node: Node, key: str) -> Any:
    """Give the first value of a term; None for none."""
    return next(iter(many(node, key)), None)


def resolved(value: Any, nodes: Mapping[str, Node]) -> Node:
    """Give the node that a value is or names."""
    if isinstance(value, dict):
        name = value.get("@id", value.get("id"))
        return nodes.get(str(name), value) if len(value) == 1 and name else value
    return nodes.get(value, {"name": value}) if isinstance(value, str) else {}


def name(node: Node) -> str:
    """Give what a node is called."""
    return word(node, "name") or word(node, "url")


def called(value: Any, nodes: Mapping[str, Node]) -> str:
    """Give what the node is called that a value is or names."""
    return name(resolved(value, nodes))


def word(node: Node, key: str) -> str:
    """Give the first value of a term in words; empty for none and for what is no word."""
    value = one(node, key)
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
