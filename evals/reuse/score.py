"""Scores of lineage on a made archive: pairs and origins, each kind of edit, direction, and where passages stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.reuse.made import MadeReport

#: A found passage may begin and end so many words beside the planted one.
WORDS_BESIDE = 5


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """An edge by places in the archive, a before b: which is earlier (0 none said), a quotation alone or not, spans."""

    a: int
    b: int
    first: int | None
    quotation: bool
    spans: tuple[tuple[int, int, int, int], ...]


def clusters(made: Sequence[MadeReport], label: Sequence[int]) -> dict[str, float]:
    """Score a grouping: pairs, B-cubed, and for each kind the share of copies that are with their source.

    Reports of two wires belong to neither's group and are left out, but for their own kind: with one of the two.
    """
    kept = [n for n, r in enumerate(made) if r.kind != "merged"]
    true = {n: (made[n].family if made[n].family >= 0 else -1 - n) for n in kept}
    by_label, by_true = Counter(label[n] for n in kept), Counter(true.values())
    both = Counter((label[n], true[n]) for n in kept)

    def pairs(counts: Iterable[int]) -> int:
        return sum(c * (c - 1) // 2 for c in counts)

    hit, said, there = pairs(both.values()), pairs(by_label.values()), pairs(by_true.values())
    precision, recall = hit / max(said, 1), hit / max(there, 1)
    b_precision = sum(both[label[n], true[n]] / by_label[label[n]] for n in kept) / len(kept)
    b_recall = sum(both[label[n], true[n]] / by_true[true[n]] for n in kept) / len(kept)
    out = {
        "pair_precision": precision, "pair_recall": recall, "pair_f1": _f1(precision, recall),
        "b3_f1": _f1(b_precision, b_recall),
    }  # fmt: skip
    joined: dict[str, list[bool]] = defaultdict(list)
    for n, report in enumerate(made):
        inside = [s for s in report.sources if s < len(made)]
        if inside:
            joined[report.kind].append(any(label[n] == label[s] for s in inside))
    return out | {f"joined_{kind}": sum(hits) / len(hits) for kind, hits in sorted(joined.items())}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def edges(made: Sequence[MadeReport], found: Sequence[FoundEdge]) -> dict[str, float]:
    """Score edges: whether the two share a wire, which is said to be earlier, and where planted passages were found.

    Directions are scored for pairs of a source and what was made of it.
    """
    by_pair = {(e.a, e.b): e for e in found}
    text = [e for e in found if not e.quotation]
    right = [e for e in text if _related(made[e.a], made[e.b])]
    out = {"edge_precision": len(right) / max(len(text), 1)}
    told, good = 0, 0
    asked = 0
    placed: dict[str, list[bool]] = defaultdict(list)
    merged: list[bool] = []
    for n, report in enumerate(made):
        sources = [s for s in report.sources if report.kind != "rival" and s < len(made)]
        edge_of = {s: by_pair.get((min(s, n), max(s, n))) for s in sources}
        if report.kind == "merged":
            merged.append(all(edge_of.values()))
        for source, edge in edge_of.items():
            if edge is not None:
                asked, told = asked + 1, told + (edge.first is not None)
                good += edge.first == source
        for passage in report.planted:
            edge = edge_of.get(passage.source)
            if edge is not None and report.kind != "inserted":
                placed[report.kind].append(_placed(made, n, passage.source, edge, passage.there, passage.here))
    every = [hit for hits in placed.values() for hit in hits]
    return out | {
        "both_sources_of_merged": sum(merged) / max(len(merged), 1),
        "direction_said": told / max(asked, 1),
        "direction_right": good / max(told, 1),
        "passages_within_5_words": sum(every) / max(len(every), 1),
    }


def _related(one: MadeReport, other: MadeReport) -> bool:
    return one.family == other.family != -1 or "merged" in (one.kind, other.kind)


def _placed(  # noqa: PLR0913 - two texts, an edge, and a passage in both
    made: Sequence[MadeReport],
    here: int,
    source: int,
    edge: FoundEdge,
    there_at: tuple[int, int],
    here_at: tuple[int, int],
) -> bool:
    """Say whether an edge's spans that meet a passage begin and end near it, in both texts."""
    first = edge.a == source
    spans = [(s[:2], s[2:]) if first else (s[2:], s[:2]) for s in edge.spans]
    met = [(t, h) for t, h in spans if h[0] < here_at[1] and here_at[0] < h[1]]
    if not met:
        return False
    found_there = (min(t[0] for t, _ in met), max(t[1] for t, _ in met))
    found_here = (min(h[0] for _, h in met), max(h[1] for _, h in met))
    return all(
        _words(made[at].text, a, b) <= WORDS_BESIDE
        for at, pair in (
            (source, zip(found_there, there_at, strict=True)),
            (here, zip(found_here, here_at, strict=True)),
        )
        for a, b in pair
    )


def _words(text: str, a: int, b: int) -> int:
    return len(text[min(a, b) : max(a, b)].split())


def labels(groups: Iterable[Iterable[int]], count: int) -> list[int]:
    """Give the number of each report's group."""
    out = [-1] * count
    for number, group in enumerate(groups):
        for n in group:
            out[n] = number
    return out


def flat(*parts: Mapping[str, float]) -> dict[str, float]:
    """Put scores together."""
    return {name: value for part in parts for name, value in part.items()}
