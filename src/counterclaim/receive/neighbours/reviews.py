"""ClaimReviews of schema.org in JSON-LD: the claim that was reviewed, by whoever made it, and the review's own text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.errors import Refused
from counterclaim.receive.build import Draft
from counterclaim.receive.items import Item
from counterclaim.receive.markup import words_of
from counterclaim.receive.neighbours import graph
from counterclaim.receive.neighbours.graph import Node
from counterclaim.records.source import Refusal

#: Claims and reviews of one document: each review gives one report more than it has claims.
REPORTS_MAX = 10_000


def has_reviews(value: Any) -> bool:
    """Say whether a JSON value is, or holds, a document of schema.org that reviews claims."""
    return next(_reviews(value), None) is not None


def reviews(item: Item, value: Any, encoding: str) -> Iterator[Draft | Refusal]:
    """Give a draft for each claim that is reviewed, and one for each review that has a text.

    Raises Refused for a document with more of them than `REPORTS_MAX`.
    """
    if (count := sum(1 + len(graph.many(review, "itemReviewed")) for review in _reviews(value))) > REPORTS_MAX:
        bound = f"at most {REPORTS_MAX:,} claims and reviews in one document"
        raise Refused(item.label, bound, f"{count:,}", "Split the document, or take the reviews one by one.")
    nodes = graph.by_id(value)
    for number, review in enumerate(_reviews(value), start=1):
        kept = _about(review, nodes)
        claims = [graph.resolved(c, nodes) for c in graph.many(review, "itemReviewed")]
        words = [
            graph.word(review, "claimReviewed") or graph.word(c, "text") or graph.word(c, "name")
            for c in claims or [{}]
        ]
        if not any(words) and not graph.word(review, "reviewBody"):
            todo = "Nothing to do: it stays in the original."
            reason = "a ClaimReview without the words of a claim; expected `claimReviewed`"
            yield Refusal(name=f"{item.label} review {number}", reason=reason, todo=todo)
        for place, (claim, told) in enumerate(zip(claims or [{}], words, strict=True), start=1):
            if told:
                yield _claim(item, (number, place, len(words)), claim, (told, kept, nodes, encoding))
        if body := graph.word(review, "reviewBody") or graph.word(review, "articleBody"):
            yield _review(item, number, review, (body, kept, nodes, encoding))


def _claim(
    item: Item, at: tuple[int, int, int], claim: Node, told: tuple[str, list[tuple[str, str]], Any, str]
) -> Draft:
    words, kept, nodes, encoding = told
    number, place, many = at
    where = f"review {number} claim" + (f" {place}" if many > 1 else "")
    draft = Draft(words_of(words) if "</" in words else words, locator=where, path=item.path, encoding=encoding)
    appeared = graph.resolved(graph.one(claim, "firstAppearance") or graph.one(claim, "appearance"), nodes)
    maker = graph.resolved(graph.one(claim, "author"), nodes)
    body = "organization" in " ".join(graph.types(maker)).lower()
    outlet = graph.called(graph.one(appeared, "publisher"), nodes) or (graph.name(maker) if body else "")
    draft.put("publisher", outlet, "ClaimReview")
    draft.put("author", "" if body else graph.name(maker), "ClaimReview")
    draft.put("published", graph.word(claim, "datePublished") or graph.word(appeared, "datePublished"), "ClaimReview")
    draft.put("url", graph.word(appeared, "url") or graph.word(claim, "url"), "ClaimReview")
    draft.notes.append("a claim as a ClaimReview gives it, in its reviewer's words")
    _keep(draft, kept)
    return draft


def _review(item: Item, number: int, review: Node, told: tuple[str, list[tuple[str, str]], Any, str]) -> Draft:
    body, kept, nodes, encoding = told
    plain = words_of(body) if "</" in body else body
    draft = Draft(plain, locator=f"review {number}", path=item.path, encoding=encoding)
    draft.put(
        "publisher",
        graph.called(graph.one(review, "author") or graph.one(review, "publisher"), nodes),
        "ClaimReview",
    )
    draft.put("published", graph.word(review, "datePublished"), "ClaimReview")
    draft.put("url", graph.word(review, "url"), "ClaimReview")
    draft.put("title", graph.word(review, "headline") or graph.word(review, "name"), "ClaimReview")
    draft.notes.append("the text of a ClaimReview")
    _keep(draft, kept)
    return draft


def _keep(draft: Draft, kept: list[tuple[str, str]]) -> None:
    draft.kept += kept
    if kept:
        draft.notes.append(f"kept, without a place of their own: {', '.join(k for k, _ in kept)}")


def _about(review: Node, nodes: Mapping[str, Node]) -> list[tuple[str, str]]:
    """Give the verdict, in its publisher's own words, who gave it, when and where."""
    rating = graph.resolved(graph.one(review, "reviewRating"), nodes)
    found = {
        f"reviewRating.{k}": graph.word(rating, k)
        for k in ("alternateName", "ratingValue", "bestRating", "worstRating")
    }
    found["author"] = graph.called(graph.one(review, "author"), nodes)
    found |= {k: graph.word(review, k) for k in ("datePublished", "url", "headline")}
    return [(k, v) for k, v in found.items() if v]


def _reviews(value: Any) -> Iterator[Node]:
    return (n for n in graph.nodes(value) if "ClaimReview" in graph.types(n))
