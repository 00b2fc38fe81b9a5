"""`python -m evals SET --split SPLIT [--data PATH] --json` scores one split and prints its metrics."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evals import results, sets


def main() -> int:
    """Score one split of one set; exit 2 when the set, the split or its data is not there."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("set", help=f"one of: {', '.join(sets.names())}")
    parser.add_argument("--split", required=True, help="a split that the data holds, such as dev or test")
    parser.add_argument("--data", type=Path, help="the folder of all data, or the set's own; else COUNTERCLAIM_DATA")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = parser.parse_args()
    try:
        metrics = results.score(args.set, args.split, args.data)
    except sets.Missing as why:
        print(why, file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps({"set": args.set, "split": args.split, "metrics": metrics}, sort_keys=True))
        return 0
    print(f"{args.set} {args.split} ({sets.kind(args.set, args.split)})")
    for name, value in metrics.items():
        print(f"  {name:28} {value:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
