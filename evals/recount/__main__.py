"""Count some cases again and say where the product and this count differ; exit 1 where they do."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from evals.recount.recounting import recount


def main(folders: list[str]) -> int:
    """Print one line of JSON for each case: how much was compared of what, and each disagreement."""
    total: Counter[str] = Counter()
    differ = 0
    for folder in folders:
        found = recount(Path(folder))
        total += found.compared
        differ += len(found.differ)
        print(
            json.dumps(
                {"case": Path(folder).name, "compared": dict(sorted(found.compared.items())), "differ": found.differ},
                ensure_ascii=False,
            )
        )
    print(
        json.dumps(
            {
                "cases": len(folders),
                "compared": sum(total.values()),
                "of": dict(sorted(total.items())),
                "differ": differ,
            }
        )
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
