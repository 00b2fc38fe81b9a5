"""The documents of GUM, and their attributions with spans as a reader would draw them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.extract.attribution.saying import Saying, Span
from evals.attributing import trimmed
from evals.sets import Missing

SPLITS = {"news": "development", "interview": "development", "all": "development"}
#: The folder of the data, which is not called like the set.
FOLDER = "gum_news"
#: Without quotation marks, so that a stop before a closing one stays.
_EDGES = " \n\t.,;:"


def rows(split: str, data: Path) -> Iterator[Mapping[str, Any]]:
    """Give the documents of a genre, or all. Raises Missing when the file is not there or the split is unknown."""
    path = data / "documents.jsonl"
    if not path.is_file():
        raise Missing(f"Expected the documents of gum in {path}; there is no such file.")
    with path.open(encoding="utf-8") as lines:
        found = [row for row in map(json.loads, lines) if split in {"all", row["genre"], row.get("split")}]
    if not found:
        raise Missing(f"Expected one of the splits {', '.join(SPLITS)}; got {split!r}.")
    yield from found


def sayings(row: Mapping[str, Any]) -> tuple[Saying, ...]:
    """Give a document's attributions with spans as a reader would draw them.

    The units of GUM take in the stop or comma that follows and leave out satellites in the sentence: stops are
    trimmed, pieces that touch are joined, and the cue is what is left of the attributing phrase without the source.
    """
    text = row["text"]
    found = []
    for one in row["attributions"]:
        source = _joined(text, one["source"]["spans"])
        cue = [piece for span in one["phrase"]["spans"] for piece in _without(tuple(span), source)]
        content = list(one["content"]["spans"])
        found.append(Saying(source, _joined(text, cue), _joined(text, content)))
    return tuple(one for one in found if one.content)


def _joined(text: str, spans: list[Any]) -> tuple[Span, ...]:
    """Join spans that only blanks part, and trim blanks and stops at their ends."""
    joined: list[Span] = []
    for start, end in sorted((int(a), int(b)) for a, b in spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(piece for piece in (trimmed(text, s, _EDGES) for s in joined) if piece[0] < piece[1])


def _without(span: Span, taken: tuple[Span, ...]) -> list[Span]:
    """Give what is left of a span without others."""
    left = [span]
    for a, b in taken:
        left = [p for s, e in left for p in ((s, min(e, a)), (max(s, b), e)) if p[0] < p[1]]
    return left
