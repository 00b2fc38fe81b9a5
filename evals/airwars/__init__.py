"""Airwars' grades of incidents in Syria, given by this project's own rules.

Each listed source of an incident becomes a report that tells of the harm and of who did it, and the incident is
weighed and graded as any event is: no classifier stands beside the rules, and nothing was fitted. A grade of ours is
for a party, one of theirs for an incident: Confirmed for any party confirms it, Contested for any contests it, else the
best of the parties counts.

`…_with_status` knows the analyst's strike status, as a decision on the action nearby; `…_without_status` does not.
Both read the belligerent's own assessment as that party's statement; `…_without_own_word` does not. `f1_…` are per
grade, with status; Discounted is never given without a person's signature. The reading is `literal` (outlets are
counted), as theirs is; the set tells of no lineage, so `strict` would give the same.

Only incidents with listed sources are scored. `kept` is a fifth by the hash of day and place, untouched; `fit`
and `dev` were looked at while mapping rows to records. Any other split is the whole folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from counterclaim.grade import grade
from counterclaim.records.judgement import Grade
from counterclaim.records.registry import Registry
from counterclaim.settings import Settings
from counterclaim.trace import origins
from counterclaim.weigh import weigh
from evals.airwars.records import told
from evals.airwars.rows import Incident, incidents
from evals.sets import Beside

SPLITS = {"fit": "development", "dev": "development", "kept": "untouched"}
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
_WHERE = "the set's README, 1,028 incidents with sources"
BESIDE = tuple(
    Beside(system, split, metric, value, _WHERE)
    for split in SPLITS
    for system, metric, value in (
        ("majority", "accuracy_without_status", 0.478),
        ("majority", "macro_f1_without_status", 0.129),
        ("three-line rule", "accuracy_without_status", 0.832),
        ("three-line rule", "macro_f1_without_status", 0.480),
        ("three-line rule", "accuracy_with_status", 0.848),
        ("three-line rule", "macro_f1_with_status", 0.490),
    )
)


def evaluate(split: str, data: Path) -> Mapping[str, float]:
    """Grade every incident of a split that has listed sources, with and without the analyst's strike status."""
    rows = incidents(split, data)
    gold = [row.row["grade"].casefold() for row in rows]
    out: dict[str, float] = {"incidents": float(len(rows))}
    for name in ("with_status", "without_status"):
        given = [incident_grade(row, name == "with_status") for row in rows]
        out |= {f"{k}_{name}": v for k, v in scores(gold, given).items()}
        if name == "with_status":
            out |= {f"f1_{g}": f1(gold, given, g) for g in GRADES}
    mute = [incident_grade(_without_own_word(row), True) for row in rows]
    return out | {f"{k}_without_own_word": v for k, v in scores(gold, mute).items()}


def incident_grade(incident: Incident, status: bool) -> str:
    """Give the one grade of an incident from those of its parties."""
    made = told(incident, status)
    finding = weigh(made.event, made.claims, made.reports, origins(made.claims, ()), Settings())
    found = grade(made.event, finding, made.claims, Registry(), made.decisions, made.reports)
    return joined([g for g in found if g.standard == "airwars" and g.mode in {"literal", "every"}])


def joined(grades: Sequence[Grade]) -> str:
    """Give what the grades of several parties are for the incident as a whole."""
    values = {g.value for g in grades}
    order = ("confirmed", "contested", "fair", "weak", "discounted", "ungraded")
    return next(value for value in order if value in values)


def scores(gold: Sequence[str], given: Sequence[str]) -> dict[str, float]:
    """Give accuracy, and the mean of F1 over the five grades."""
    right = sum(g == c for g, c in zip(gold, given, strict=True))
    macro = sum(f1(gold, given, g) for g in GRADES) / len(GRADES)
    return {"accuracy": right / max(1, len(gold)), "macro_f1": macro}


def f1(gold: Sequence[str], given: Sequence[str], value: str) -> float:
    """Give the F1 of one grade; 0 where it is neither given nor right."""
    both = sum(g == c == value for g, c in zip(gold, given, strict=True))
    counts = Counter(gold)[value] + Counter(given)[value]
    return 2 * both / counts if counts else 0.0


def _without_own_word(incident: Incident) -> Incident:
    parties = [p | {"own_assessment": None} for p in incident.row["parties"]]
    return replace(incident, row=incident.row | {"parties": parties})
