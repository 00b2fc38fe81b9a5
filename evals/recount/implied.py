"""What denials deny besides the answer they name, and which claims are of another deed of the accused.

A denial of how, or to whom, a place changed hands denies its taking, by whoever tells of no taking; "no civilian was
killed" denies that those harmed were civilians, and "nobody was killed" the killing.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.recount.given import Case, Row
from evals.recount.voices import speaker, stand

#: How the questions end that the accused alone answers.
ANOTHER = "(another deed than the one charged)"
KILLING = {"massacre_execution", "crossfire_death"}


def other_deeds(answers: Iterable[Row]) -> set[str]:
    """Give the claims that the product tells as of another deed: whose deed is which is taken as given."""
    return {c for a in answers if str(a["question"]).endswith(ANOTHER) for c in a["claims"]}


def implied(case: Case, event: str, answer: Row) -> list[Row]:
    """Give the claims by which somebody denies an answer who does not deny it in its own words."""
    home = {c: o["id"] for o in case.origins[event] for c in o["claims"]}
    mine = [case.claims[c] for c in answer["claims"]]
    own = {speaker(c)["id"] for c in mine if stand(c) == "denies"}
    said = {home[c["id"]] for c in mine if stand(c) in {"asserts", "hedges"}}
    found = _of_change(case, event, answer, home) if _is_change(mine) else _of_none(case, event, answer, mine)
    return [c for c in found if said and speaker(c)["id"] not in own and home[c["id"]] not in said]


def _is_change(claims: Iterable[Row]) -> bool:
    aspects = {"occurrence", "control", "manner"}
    return any(c["aspect"] in aspects and (c["act_type"] or "").startswith("territory_change") for c in claims)


def _of_change(case: Case, event: str, answer: Row, home: dict[str, str]) -> list[Row]:
    told = [c for c in case.of(event) if _is_change([c])]
    taken = {home[c["id"]] for c in told if stand(c) in {"asserts", "hedges"} and c["claim_act"] != "cannot_verify"}
    denied = [c for c in told if stand(c) == "denies" and home[c["id"]] not in taken]
    takers = {_taker(case.claims[c]) for c in answer["claims"] if stand(case.claims[c]) != "denies"}
    return [c for c in denied if c["id"] not in answer["claims"] and ({"", _taker(c)} & takers or not _taker(c))]


def _taker(claim: Row) -> str:
    return str((claim["value"] if claim["aspect"] == "control" else claim["actor"]) or "")


def _of_none(case: Case, event: str, answer: Row, mine: list[Row]) -> list[Row]:
    none = [
        c for c in case.of(event)
        if c["aspect"] == "count" and c["measure"] == "killed" and c["range"] and c["range"][1] == 0
        and stand(c) == "asserts"
    ]  # fmt: skip
    civil = answer["aspect"] == "victim_status" and "civilian" in str(answer["value"])
    killing = answer["aspect"] == "occurrence" and any(c["act_type"] in KILLING for c in mine)
    return [
        c for c in none
        if (civil and c["victim_class"] == "civilian") or (killing and c["victim_class"] in {None, "", "unknown"})
    ]  # fmt: skip
