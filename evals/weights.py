"""`python -m evals.weights [--data PATH] --out FILE` makes the shipped weights of the attribution tagger again.

They have seen only what may be shared: the news and interviews of GUM (CC BY 4.0, on Wikinews, CC BY 2.5) and reports
of other open sets with attributions marked for this project, kept as offsets in `keys/`, whose README names the sets
and their licences.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from counterclaim.canonical import digest
from counterclaim.encoder import pack
from counterclaim.extract.attribution import attributions
from counterclaim.extract.attribution.columns import Window, windows
from counterclaim.extract.attribution.saying import Saying, Span
from counterclaim.extract.attribution.tagger import OTHER, SHIPPED_SHA256, Weights, silent
from counterclaim.extract.words.quotes import quotes
from evals import attributing, gum_documents, marked, sets
from evals.tagging import Lesson, learn, lesson

#: GUM is scored in this many turns, each document read with weights that have not seen it.
TURNS = 5
#: A cue as people mark it: the verb with its helpers, or a set phrase; the rest of GUM's phrase is no cue.
_CUE_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "RB", "TO", "RP"})


def gum_lessons(data: Path, keep: Sequence[str] = ("news", "interview")) -> Iterator[tuple[str, Lesson]]:
    """Give the lessons of GUM with their documents' ids."""
    for row in gum_documents.rows("all", data):
        if row["genre"] not in keep:
            continue
        text, told = row["text"], gum_documents.sayings(row)
        for window in windows(attributing.parsed(text), quotes(text)):
            if not silent(window):
                yield row["id"], lesson(text, window, [replace(one, cue=_cue(window, one)) for one in told])


def _cue(window: Window, one: Saying) -> tuple[tuple[int, int], ...]:
    """Cut a phrase to the tokens of its verb, or to "according to"."""
    kept: list[tuple[int, int]] = []
    for n, (start, end) in enumerate(window.spans):
        token = window.tokens[n]
        if not any(a <= start < b for a, b in one.cue):
            continue
        according = token.lower_ == "according" or (token.lower_ == "to" and token.head.lower_ == "according")
        if token.tag_ in _CUE_TAGS or according:
            if kept and window.spans[n - 1, 1] == kept[-1][1]:
                kept[-1] = (kept[-1][0], int(end))
            else:
                kept.append((int(start), int(end)))
    return tuple(kept[:1]) or one.cue[:1]


def keyed_lessons(data: Path) -> Iterator[tuple[str, Lesson]]:
    """Give the lessons of the marked paragraphs of each key."""
    for name in marked.names():
        for row, text in marked.reports(name, data):
            yield from _marked(row, text)


def _marked(row: Mapping[str, Any], text: str) -> Iterator[tuple[str, Lesson]]:
    """Give the lessons of one report of a key."""
    for window in windows(attributing.parsed(text), quotes(text)):
        if silent(window):
            continue
        start, end = int(window.spans[0, 0]), int(window.spans[-1, 1])
        if any(a < end and start < b for a, b in row["read"]):
            yield row["doc"], lesson(text, window, _layer(row, text, start, end))


def _layer(row: Mapping[str, Any], text: str, start: int, end: int) -> list[Saying]:
    """Give the one layer of attributions that can be learned from a paragraph.

    It is the outermost one; but where a paragraph without quotation marks belongs to a speaker named in an earlier one,
    nothing in it tells so, and the attributions inside it count.
    """
    kept: list[Saying] = []
    told: list[Span] = []
    for one in row["attributions"]:
        here = [(a, b) for a, b in one[2] if a < end and start < b]
        if here and not any(start <= a < end for a, _ in one[1]) and text[here[0][0]] not in '"“':
            told += here
        else:
            kept.append(Saying(*attributing.spans(one)))
    for one in row["inner"]:
        at = one[1][0][0]
        if start <= at < end and any(a <= at < b for a, b in told):
            inside = any(c <= at < d for other in kept for c, d in other.content)
            if not inside:
                kept.append(Saying(*attributing.spans(one)))
    return kept


def lessons(data: Path) -> list[tuple[str, Lesson]]:
    """Give all lessons of the shipped weights in a fixed order, under the root of all data."""
    found: list[tuple[str, Lesson]] = []
    for made in (gum_lessons(data / gum_documents.FOLDER), keyed_lessons(data)):
        for one in made:
            found.append(one)
            if len(found) % 200 == 0:
                print(f"{len(found)} lessons", file=sys.stderr, flush=True)
    return found


def by_turns(chosen: Sequence[str], texts: Mapping[str, str], data: Path) -> dict[str, Sequence[Saying]]:
    """Read each GUM document with weights that have not seen it: five turns, each leaving out every fifth document.

    Raises Missing when torch is not there, since the shipped weights have seen all of them.
    """
    if os.environ.get(OTHER):
        return {name: _read(texts[name], None) for name in chosen}
    try:
        import torch  # noqa: F401
    except ImportError as why:
        raise sets.Missing("Expected torch, to learn weights that have not seen GUM; install the train extra.") from why
    everything = lessons(data)
    names = sorted({row["id"] for row in gum_documents.rows("all", data / gum_documents.FOLDER)})
    found: dict[str, Sequence[Saying]] = {}
    for turn in range(TURNS):
        out = set(names[turn::TURNS])
        if not out & set(chosen):
            continue
        learned = learn([one for name, one in everything if name not in out])
        found |= {name: _read(texts[name], learned) for name in chosen if name in out}
    return found


def _read(text: str, learned: Weights | None) -> Sequence[Saying]:
    return [one for one in attributions(text, attributing.parsed(text), learned) if one.content]


def main() -> int:
    """Make the weights; exit 1 when they are not the recorded ones."""
    parser = argparse.ArgumentParser(prog="python -m evals.weights", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of all data; else COUNTERCLAIM_DATA")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    raw = pack(learn([one for _, one in lessons(sets.root(args.data))]).arrays)
    args.out.write_bytes(raw)
    print(f"{args.out}: {len(raw)} bytes, SHA-256 {digest(raw)}", file=sys.stderr)
    return int(digest(raw) != SHIPPED_SHA256)


if __name__ == "__main__":
    sys.exit(main())
