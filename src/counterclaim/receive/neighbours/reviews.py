"""ClaimReviews of schema.org in JSON-LD: the claim that was reviewed, by whoever made it, and the review's own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.markup import words_of
from counterclaim.records.source import Refusal

_PREFIXES = ("https://schema.org/", "http://schema.org/", "schema:")
_DEPTH_MAX = 12
#: Claims and reviews of one document: each review gives one report more than it has claims.
REPORTS_MAX = 10_000
Node = Mapping[str, Any]


def has_reviews(value: Any) -> bool:
    """Say whether a JSON value is, or holds, a document of schema.org that reviews claims."""
    return next(_reviews(value, 0), None) is not None


def reviews(item: Item, value: Any, encoding: str) -> Iterator[Draft | Refusal]:
    """Give a draft for each claim that is reviewed, and one for each review that has a text.

    Raises Refused for a document with more of them than `REPORTS_MAX`.
    """
    if (count := sum(1 + len(_many(review, "itemReviewed")) for review in _reviews(value, 0))) > REPORTS_MAX:
        bound = f"at most {REPORTS_MAX:,} claims and reviews in one document"
        raise Refused(item.label, bound, f"{count:,}", "Split the document, or take the reviews one by one.")
    nodes = {str(n.get("@id", n.get("id"))): n for n in _nodes(value, 0) if n.get("@id", n.get("id"))}
    for number, review in enumerate(_reviews(value, 0), start=1):
        kept = _about(review, nodes)
        claims = [_resolved(c, nodes) for c in _many(review, "itemReviewed")]
        words = [_word(review, "claimReviewed") or _word(c, "text") or _word(c, "name") for c in claims or [{}]]
        if not any(words) and not _word(review, "reviewBody"):
            todo = "Nothing to do: it stays in the original."
            reason = "a ClaimReview without the words of a claim; expected `claimReviewed`"
            yield Refusal(name=f"{item.label} review {number}", reason=reason, todo=todo)
        for place, (claim, told) in enumerate(zip(claims or [{}], words, strict=True), start=1):
            if told:
                yield _claim(item, (number, place, len(words)), claim, (told, kept, nodes, encoding))
        if body := _word(review, "reviewBody") or _word(review, "articleBody"):
            yield _review(item, number, review, (body, kept, nodes, encoding))


def _claim(
    item: Item, at: tuple[int, int, int], claim: Node, told: tuple[str, list[tuple[str, str]], Any, str]
) -> Draft:
    words, kept, nodes, encoding = told
    number, place, many = at
    where = f"review {number} claim" + (f" {place}" if many > 1 else "")
    draft = Draft(words_of(words) if "</" in words else words, locator=where, path=item.path, encoding=encoding)
    appeared = _resolved(_one(claim, "firstAppearance") or _one(claim, "appearance"), nodes)
    maker = _resolved(_one(claim, "author"), nodes)
    body = "organization" in " ".join(_types(maker)).lower()
    outlet = _name(_resolved(_one(appeared, "publisher"), nodes)) or (_name(maker) if body else "")
    draft.put("publisher", outlet, "ClaimReview")
    draft.put("author", "" if body else _name(maker), "ClaimReview")
    draft.put("published", _word(claim, "datePublished") or _word(appeared, "datePublished"), "ClaimReview")
    draft.put("url", _word(appeared, "url") or _word(claim, "url"), "ClaimReview")
    draft.notes.append("a claim as a ClaimReview gives it, in its reviewer's words")
    _keep(draft, kept)
    return draft


def _review(item: Item, number: int, review: Node, told: tuple[str, list[tuple[str, str]], Any, str]) -> Draft:
    body, kept, nodes, encoding = told
    plain = words_of(body) if "</" in body else body
    draft = Draft(plain, locator=f"review {number}", path=item.path, encoding=encoding)
    draft.put("publisher", _name(_resolved(_one(review, "author") or _one(review, "publisher"), nodes)), "ClaimReview")
    draft.put("published", _word(review, "datePublished"), "ClaimReview")
    draft.put("url", _word(review, "url"), "ClaimReview")
    draft.put("title", _word(review, "headline") or _word(review, "name"), "ClaimReview")
    draft.notes.append("the text of a ClaimReview")
    _keep(draft, kept)
    return draft


def _keep(draft: Draft, kept: list[tuple[str, str]]) -> None:
    draft.kept += kept
    if kept:
        draft.notes.append(f"kept, without a place of their own: {', '.join(k for k, _ in kept)}")


def _about(review: Node, nodes: Mapping[str, Node]) -> list[tuple[str, str]]:
    """Give the verdict, in its publisher's own words, who gave it, when and where."""
    rating = _resolved(_one(review, "reviewRating"), nodes)
    found = {
        f"reviewRating.{k}": _word(rating, k) for k in ("alternateName", "ratingValue", "bestRating", "worstRating")
    }
    found["author"] = _name(_resolved(_one(review, "author"), nodes))
    found |= {k: _word(review, k) for k in ("datePublished", "url", "headline")}
    return [(k, v) for k, v in found.items() if v]


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEPTH_MAX:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _nodes(one, depth + 1)


def _reviews(value: Any, depth: int) -> Iterator[Node]:
    return (n for n in _nodes(value, depth) if "ClaimReview" in _types(n))


def _types(node: Node) -> list[str]:
    found = node.get("@type", node.get("type"))
    return [_plain(t) for t in (found if isinstance(found, list) else [found]) if isinstance(t, str)]


def _plain(name: str) -> str:
    return next((name.removeprefix(p) for p in _PREFIXES if name.startswith(p)), name)


def _many(node: Node, key: str) -> list[Any]:
    found = next((v for k, v in node.items() if _plain(k) == key), None)
    return found if isinstance(found, list) else [] if found is None else [found]


def _one(node: Node, key: str) -> Any:
    return next(iter(_many(node, key)), None)


def _resolved(value: Any, nodes: Mapping[str, Node]) -> Node:
    """Give the node that a value is or names."""
    if isinstance(value, dict):
        name = value.get("@id", value.get("id"))
        return nodes.get(str(name), value) if len(value) == 1 and name else value
    return nodes.get(value, {"name": value}) if isinstance(value, str) else {}


def _name(node: Node) -> str:
    return _word(node, "name") or _word(node, "url")


def _word(node: Node, key: str) -> str:
    value = _one(node, key)
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
