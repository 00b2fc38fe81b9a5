"""Event alignment on gold mentions: one reader and one way of scoring for the sets that have such mentions.

Three settings, from hard to easy: mentions are clustered over everything at once, within each of the set's coarse
groups, within each fine group. The gold clusters stay whole in all three, so that what a setting cannot join is missed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.align.fitted import ANY, ONE_SUBJECT
from counterclaim.align.gather import gather
from counterclaim.align.identity import Kernel
from counterclaim.align.mention import Mention, mention, stems
from counterclaim.align.topics import Topics
from evals import clusters
from evals.sets import Missing

#: The figures that each setting goes by: a fine group is one subject, nothing is known of a coarse one.
FITTED = {"corpus": ANY, "topic": ANY, "subtopic": ONE_SUBJECT}
SETTINGS = tuple(FITTED)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Body:
    """Event mentions of some documents, their gold clusters, the documents' words and their groups by setting."""

    mentions: tuple[Mention, ...]
    gold: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, Mapping[str, str]]


def rows(path: Path) -> list[Row]:
    """Read a file of JSON Lines. Raises Missing when it is not there."""
    if not path.is_file():
        raise Missing(f"Expected {path.name} in {path.parent}; there is none.")
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def body(documents: Sequence[Row], found: Iterable[Row], coarse: str, fine: str) -> Body:
    """Make a body of rows in the sets' format; `coarse` and `fine` name the fields that hold a document's groups."""
    sentences = {str(d["id"]): [s["tokens"] for s in d["sentences"]] for d in documents}
    events = [m for m in found if m["kind"] == "event" and m["doc"] in sentences]
    if not events:
        raise Missing(f"Expected event mentions in {len(sentences)} documents; there are none.")
    return Body(
        mentions=tuple(
            mention(
                id=m["id"],
                document=m["doc"],
                sentence=m["sentence"],
                head=m["head_lemma"] or m["text"],
                tokens=sentences[m["doc"]][m["sentence"]],
                at=m["tokens"],
            )
            for m in events
        ),
        gold={m["id"]: m["cluster"] for m in events},
        words={d: tuple(w for tokens in all_ for w in stems(tokens)) for d, all_ in sentences.items()},
        groups={
            "corpus": dict.fromkeys(sentences, ""),
            "topic": {str(d["id"]): str(d[coarse]) for d in documents},
            "subtopic": {str(d["id"]): str(d[fine]) for d in documents},
        },
    )


def evaluate(given: Body) -> dict[str, float]:
    """Give CoNLL F1 (0 to 100) of the identity kernel and of the same head lemma, in the three settings."""
    topics = Topics(given.words, given.words.__getitem__)
    out = {}
    for setting, fitted in FITTED.items():
        group = given.groups[setting]
        kernel = Kernel(given.mentions, topics, fitted)
        ids = [m.id for m in kernel.mentions]
        joined = gather(len(ids), kernel.scores(group), fitted.threshold)
        found = {ids[i]: number for number, cluster in enumerate(joined) for i in cluster}
        out[f"conll_f1_{setting}"] = 100 * clusters.score(given.gold, found).conll
        same = {m.id: (group[m.document], m.head) for m in given.mentions}
        out[f"lemma_conll_f1_{setting}"] = 100 * clusters.score(given.gold, same).conll
    return out
