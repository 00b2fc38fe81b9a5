"""`python -m evals.reuse.curve`: the figures of `growth.jsonl` as a page and a drawing, `docs/reference/growth.*`."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence

from evals.sets import HERE

FIGURES = HERE / "reuse" / "growth.jsonl"
PAGE = HERE.parent / "docs" / "reference" / "growth.md"
WIDE, HIGH, EDGE = 640, 360, 56
#: What is drawn: a column of the figures, its name and its colour.
DRAWN = (("cpu", "first build", "#1b5e8c"), ("day_cpu", "a day of 5 % on top", "#b3541e"),
         ("one_cpu", "one report on top", "#3f7d3a"))  # fmt: skip
Figures = Sequence[dict[str, float]]


def drawing(rows: Figures) -> str:
    """Give the curves as SVG: both axes in powers of ten, and a dotted line for growth in proportion."""
    reports = [r["reports"] for r in rows]
    seconds = [max(0.01, r[name]) for r in rows for name, _, _ in DRAWN]
    wide = math.floor(math.log10(min(reports))), math.ceil(math.log10(max(reports)))
    high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))

    def at(x: float, y: float) -> str:
        across = (math.log10(x) - wide[0]) / (wide[1] - wide[0])
        up = (math.log10(max(0.01, y)) - high[0]) / (high[1] - high[0])
        return f"{EDGE + across * (WIDE - 2 * EDGE):.1f},{HIGH - EDGE - up * (HIGH - 2 * EDGE):.1f}"

    def words(place: str, text: str, colour: str = "#333", anchor: str = "middle") -> str:
        x, y = place.split(",")
        return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}">{text}</text>'

    size = f'viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', "<title>CPU seconds by number of reports</title>"]
    out.append(f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>')
    bottom, left = 10.0 ** high[0], 10.0 ** wide[0]
    for power in range(high[0], high[1] + 1):
        out.append(f'<polyline points="{at(left, 10.0**power)} {at(10.0 ** wide[1], 10.0**power)}" stroke="#ddd"/>')
        x, y = at(left, 10.0**power).split(",")
        out.append(words(f"{float(x) - 6:.1f},{float(y) + 4:.1f}", f"{10.0**power:g} s", anchor="end"))
    for power in range(wide[0], wide[1] + 1):
        x, y = at(10.0**power, bottom).split(",")
        out.append(words(f"{x},{float(y) + 18:.1f}", f"{10**power:,}"))
    first, last = rows[0], rows[-1]
    slope = first["cpu"] * last["reports"] / first["reports"]
    ends = f"{at(first['reports'], first['cpu'])} {at(last['reports'], slope)}"
    out.append(f'<polyline points="{ends}" stroke="#999" stroke-dasharray="2 4" fill="none"/>')
    for number, (name, told, colour) in enumerate(DRAWN):
        points = " ".join(at(r["reports"], r[name]) for r in rows)
        out.append(f'<polyline points="{points}" stroke="{colour}" stroke-width="2" fill="none"/>')
        out.append(words(f"{EDGE + 10},{EDGE + 16 * number}", told, colour, "start"))
    out.append(
        words(f"{EDGE + 10},{EDGE + 16 * len(DRAWN)}", "dotted: in proportion to the first size", "#777", "start")
    )
    return "\n".join([*out, "</svg>", ""])


def page(rows: Figures) -> str:
    """Give the page: what was measured, and a row for each size."""
    head = ("reports", "first build, CPU s", "by the clock, s", "reports per CPU s", "peak, MB", "on disk, MB", "pairs",
            "a day, reports", "CPU s", "by the clock, s", "one report, CPU s", "by the clock, s")  # fmt: skip
    table = [f"| {' | '.join(head)} |", f"|{'---:|' * len(head)}"]
    for r in rows:
        told = (
            f"{r['reports']:,.0f}",
            f"{r['cpu']:.1f}",
            f"{r['seconds']:.1f}",
            f"{r['reports'] / r['cpu']:,.0f}",
            f"{r['peak_mb']:,.0f}",
            f"{r['disk_mb']:,.0f}",
            f"{r['pairs']:,.0f}",
            f"{r['day']:,.0f}",
            f"{r['day_cpu']:.1f}",
            f"{r['day_seconds']:.1f}",
            f"{r['one_cpu']:.2f}",
            f"{r['one_seconds']:.2f}",
        )
        table.append(f"| {' | '.join(told)} |")
    return f"""# How tracing grows

Made reports of news length (`evals/reuse/archive.py`: nonsense words, copies of eight kinds, footers), into an index
on one machine of two cores, with little else running. Each size is a process of its own; the first build is
followed by a day of new reports (a twentieth) and by one more. Times leave out the making of reports; the peak is
that of the whole process. The table and the drawing are written by `python -m evals.reuse.curve` from
`evals/reuse/growth.jsonl`, which `python -m evals.reuse.growth --write` adds to.

![CPU seconds by number of reports](growth.svg)

{chr(10).join(table)}

Another row of sizes, of the same 100,000 reports with their consonants changed for each further hundred thousand,
outlets not known: 10,000, 100,000 and 300,000 were built in 0.78, 4.2 and 14.3 CPU seconds, with 0.4, 0.6 and 0.9 to
1.1 GB at most; a day of a twentieth took 0.2, 0.6 and 2.6, and one report 0.02, 0.07 and 0.2.

What grows with the reports and is held in memory: counts, ends and hashes of each text, sums of shared shingles by
pair (up to twenty million rows at once), and the pairs found; files that are read in place are counted in. Texts, words
and shingles stay on disk, part by part. How many are worked on at once is bounded, and is a 64th of all where that is
more: each part of the work looks into most files, so that more parts would open them more than in proportion. Ten
millions have not been tried.
"""


def main() -> int:
    """Write the page and the drawing."""
    rows = [json.loads(line) for line in FIGURES.read_text(encoding="utf-8").splitlines()]
    PAGE.write_text(page(rows), encoding="utf-8")
    PAGE.with_suffix(".svg").write_text(drawing(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
