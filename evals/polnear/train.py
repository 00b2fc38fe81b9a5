"""`python -m evals.polnear.train [--data PATH] --out FILE` makes weights from the PolNeAR training split.

PolNeAR states no licence, so these weights are not shipped: whoever may use the corpus makes them, keeps them outside
the project and names the file in COUNTERCLAIM_ATTRIBUTION_WEIGHTS.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from counterclaim.encoder import pack
from counterclaim.extract.attribution.columns import windows
from counterclaim.extract.attribution.tagger import silent
from counterclaim.extract.words.quotes import quotes
from evals import attributing, polnear, sets
from evals.tagging import Lesson, learn, lesson

ROUNDS = 4


def main() -> int:
    """Make the weights from each article's first annotator; some minutes of computing and 2 GB of memory."""
    parser = argparse.ArgumentParser(prog="python -m evals.polnear.train", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of all data, or the set's own; else COUNTERCLAIM_DATA")
    parser.add_argument("--every", type=int, default=1, help="take every n-th article only")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    articles = sorted(polnear.rows("train", sets.folder("polnear", args.data)), key=lambda row: str(row["id"]))
    lessons: list[Lesson] = []
    for n, row in enumerate(articles[:: args.every]):
        if n % 20 == 0:
            print(f"read {n} of {len(articles[:: args.every])} articles", file=sys.stderr, flush=True)
        marked = polnear.sayings(row["attributions"])
        for window in windows(attributing.parsed(row["text"]), quotes(row["text"])):
            if not silent(window):
                lessons.append(lesson(row["text"], window, marked))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(pack(learn(lessons, args.rounds).arrays))
    return 0


if __name__ == "__main__":
    sys.exit(main())
