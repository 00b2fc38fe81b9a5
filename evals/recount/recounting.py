"""What a case prints beside what is counted again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.recount.given import Case, opened
from evals.recount.implied import implied
from evals.recount.numbers import given, given_up, joined, replaced
from evals.recount.parties import Body, withdrawn
from evals.recount.standards import PART, grades
from evals.recount.voices import first, partition, shown, silent, speaker, stand, takes


@dataclass
class Recount:
    """How many figures and grades were compared, by what they are, and those that differ, in words."""

    compared: Counter[str] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)

    def same(self, kind: str, where: str, printed: Any, counted: Any) -> None:
        """Compare one thing."""
        self.compared[kind] += 1
        if printed != counted:
            self.differ.append(f"{kind} of {where}: the product has {printed!r}, the count {counted!r}")


def recount(folder: Path) -> Recount:
    """Count a settled case again."""
    case, out = opened(folder), Recount()
    for event in case.events:
        _voices(case, event, out)
        _answers(case, event, out)
        _ranges(case, event, out)
        _grades(case, event, out)
    return out


def _voices(case: Case, event: str, out: Recount) -> None:
    mine, row = case.of(event), case.events[event]
    where = f"“{row['title']}”"
    out.same("voices", where, {frozenset(o["claims"]) for o in case.origins[event]}, set(partition(mine, case.lineage)))
    out.same("reports", where, row["reports"], len({c["report"] for c in mine}))
    out.same("origins", where, row["origins"], len(case.origins[event]))
    out.same("shown", where, row["shown_independent"], shown(case.claims, case.origins[event]))
    out.same("first", where, case.first[event], first(case, event))


def _answers(case: Case, event: str, out: Recount) -> None:
    by_question: dict[str, list[dict[str, Any]]] = {}
    gone, rows = withdrawn(case.of(event)), {a["id"]: a for a in case.answers[event]}
    for group in case.ranges[event]:
        gone = gone | given_up(case, event, [rows[a] for a in group["answers"]])
    for answer in case.answers[event]:
        by_question.setdefault(answer["question"], []).append(answer)
        where = f"“{answer['value']}” in “{case.events[event]['title']}”"
        claims = [case.claims[c] for c in answer["claims"]]
        found = takes(claims)
        found["denies"] |= {speaker(c)["id"] for c in implied(case, event, answer)}
        found["relays"] -= found["denies"]
        for take in ("asserts", "denies", "hedges", "relays"):
            out.same(take, where, {a["id"] for a in answer[take]}, found[take])
        # Who cannot confirm an answer does not give it.
        said = [c for c in claims if stand(c) != "denies" and c["claim_act"] != "cannot_verify"] or claims
        # Nor does who has given another one since, as long as anybody does.
        said = [c for c in said if c["id"] not in gone] or said
        origins = [o for o in case.origins[event] if {c["id"] for c in said} & set(o["claims"])]
        out.same("reports", where, answer["reports"], len({c["report"] for c in said}))
        out.same("origins", where, answer["origins"], len(origins))
        out.same("shown", where, answer["shown_independent"], shown(case.claims, origins))
    told = sorted(c for a in case.answers[event] for c in a["claims"])
    out.same("claims in answers", case.events[event]["title"], told, sorted(c["id"] for c in case.of(event)))
    printed: dict[str, list[set[str]]] = {}
    for question in case.events[event]["questions"]:
        key = str(sorted((a["value"], a["origins"], a["reports"]) for a in question["answers"]))
        # Who takes no stand is silent, or was not read: the count here knows no words that nobody read.
        quiet = [*question["silent"], *(one["agent"] for one in question["not_read"])]
        printed.setdefault(key, []).append({a["id"] for a in quiet})
    for words, answers in by_question.items():
        key = str(sorted((a["value"], a["origins"], a["reports"]) for a in answers))
        names = {h["agent"]["id"]: h["agent"]["name"] for c in case.of(event) for h in c["chain"]}
        counted = silent(case, event, answers)
        nearest = min(printed.get(key, [set()]), key=lambda s: len(s ^ counted))
        out.same(
            "silent",
            f"“{words}” in “{case.events[event]['title']}”",
            sorted(names[a] for a in nearest),
            sorted(names[a] for a in counted),
        )


def _ranges(case: Case, event: str, out: Recount) -> None:
    answers = {a["id"]: a for a in case.answers[event]}
    for group in case.ranges[event]:
        rows = [answers[a] for a in group["answers"]]
        where = f"{group['counts']} in “{case.events[event]['title']}”"
        kinds = {(c["measure"] or "number", c["victim_class"] or "", _whole(c["unit"] or "people"))
                 for a in rows for c in (case.claims[i] for i in a["claims"])}  # fmt: skip
        out.same("like with like", where, kinds, {(group["measure"], group["victim_class"], _whole(group["unit"]))})
        gone = replaced(case, event, rows)
        out.same("replaced", where, set(group["superseded"]), gone)
        held = [a for a in rows if given(case, a)] or rows
        kept = [a["range"] for a in held if a["id"] not in gone] or [a["range"] for a in held]
        kept = [r for r in kept if r[1] != 0] or kept
        out.same("low", where, group["range"][0], joined(kept)[0])
        out.same("high", where, group["range"][1], joined(kept)[1])
    counts = [a["id"] for a in answers.values() if a["range"] is not None]
    out.same(
        "numbers in ranges",
        case.events[event]["title"],
        sorted(a for g in case.ranges[event] for a in g["answers"]),
        sorted(counts),
    )


def _grades(case: Case, event: str, out: Recount) -> None:
    title = case.events[event]["title"]
    labels = {"ucdp_fatalities", "acled_fatalities"}
    printed: dict[tuple[str, str, str], str] = {}
    for g in case.grades[event]:
        mode = (
            ""
            if g["standard"] in {"huridocs_28"} or g["standard"].endswith(("prec", "precision", "clarity"))
            else g["mode"]
        )
        value = g["label"].split(" (no number")[0] if g["standard"] in labels else g["machine_value"] or g["value"]
        printed[g["standard"], mode, g["subject"]] = value
    named = {a["id"]: a["value"] for a in case.answers[event]}
    counted = {(s, m, who): v for s, m, who, v in grades(Body(case, event))}
    for key, value in sorted(counted.items()):
        if key[0] == "admiralty_digit" and key not in printed:
            continue  # an answer of no weight has no grade
        where = f"{key[0]} ({key[1]}), {named.get(key[2], key[2])}, in “{title}”"
        if value == "?":
            continue
        out.same(key[0], where, printed.get(key, "no grade"), value)
    known = {s for s, _, _ in counted}
    for key in printed.keys() - counted.keys():
        if key[0] in known or (key[0] in {"airwars", "huridocs_28", "huridocs_41", "ibc", "every_casualty"}):
            out.same(
                key[0], f"{key[0]} ({key[1]}), {named.get(key[2], key[2])}, in “{title}”", printed[key], "no grade"
            )


def _whole(unit: str) -> str:
    """Give a unit without the words for a part: whether a number is one may be told by its sentence alone."""
    return unit.removesuffix(PART)
