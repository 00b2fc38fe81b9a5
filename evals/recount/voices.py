"""Who is one voice, who stands where, who is silent and who was first, counted claim by claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from evals.recount.given import Case, Row

NOT_SO, UNSURE, SO = {"CT-", "PR-", "PS-"}, {"PR+", "PS+", "Uu", "CTu"}, {"CT+", "PR+", "PS+"}
#: Kinds of speakers that are another one in each report.
NOBODY = {"unnamed_group", "generic"}


def speaker(claim: Row) -> Row:
    """Give who a claim goes back to."""
    return dict(claim["chain"][0]["agent"])


def one_speaker(claims: list[Row], lineage: list[Row]) -> dict[str, str]:
    """Give for each claim a name of its speaker that all names of that one share, where an edge says that they do."""
    names = {c["id"]: str(speaker(c)["id"]) for c in claims}
    same = [(e["a"], e["b"]) for e in lineage if e["one_speaker"] and e["a"] in names and e["b"] in names]
    for a, b in same:
        low, high = sorted((names[a], names[b]))
        names = {k: low if v == high else v for k, v in names.items()}
    return names


def partition(claims: list[Row], lineage: list[Row]) -> list[frozenset[str]]:
    """Give the sets of claims that are one voice: the same speaker, or an edge that joins."""
    colour = {c["id"]: n for n, c in enumerate(claims)}
    pairs = [(e["a"], e["b"]) for e in lineage if e["kind"] != "same_owner" and e["a"] in colour and e["b"] in colour]
    first: dict[str, str] = {}
    pairs += [(first.setdefault(speaker(c)["id"], c["id"]), c["id"]) for c in claims]
    moved = True
    while moved:
        moved = False
        for a, b in pairs:
            if colour[a] != colour[b]:
                low, high = sorted((colour[a], colour[b]))
                colour = {k: low if v == high else v for k, v in colour.items()}
                moved = True
    by: dict[int, set[str]] = defaultdict(set)
    for key, value in colour.items():
        by[value].add(key)
    return [frozenset(v) for v in by.values()]


def shown(claims: Mapping[str, Row], origins: list[Row]) -> int:
    """Count the most roots with no gap in any chain and no doubt between two; one that goes back to somebody counts."""
    clear: dict[str, set[str]] = defaultdict(set)
    some = False
    for origin in origins:
        typed = origin["root"]["kind"] != "generic"
        some = some or typed
        if typed and not gap(claims, origin):
            clear[origin["root"]["id"]] |= {p["doubt"] for p in origin["perhaps"]}
    doubted = [r for r in clear if any(clear[r] & clear[s] for s in clear if s != r)]
    for size in range(len(doubted), 0, -1):
        if any(not any(clear[a] & clear[b] for a, b in combinations(c, 2)) for c in combinations(doubted, size)):
            return max(len(clear) - len(doubted) + size, int(some))
    return max(len(clear), int(some))


def gap(claims: Mapping[str, Row], origin: Row) -> bool:
    """Say whether some hop of an origin's claims names nobody."""
    return any(h["agent"]["kind"] == "generic" for c in origin["claims"] for h in claims[c]["chain"])


def stand(claim: Row) -> str:
    """Give the stand of who a claim goes back to."""
    sure = claim["chain"][0]["factuality"]
    if claim["stance"] == "deny" or sure in NOT_SO:
        return "denies"
    return "hedges" if claim["stance"] in {"question", "threaten", "retract"} or sure in UNSURE else "asserts"


def takes(claims: list[Row]) -> dict[str, set[str]]:
    """Give who takes which stand on the answer that some claims give."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        found[stand(claim)].add(speaker(claim)["id"])
        for hop in claim["chain"][1:]:
            own = hop["factuality"] == "CT+" and hop["speech"] != "scare"
            found["asserts" if own else "denies" if hop["factuality"] in NOT_SO else "relays"].add(hop["agent"]["id"])
    found["relays"] -= set().union(*(found[t] for t in ("asserts", "denies", "hedges")))
    return found


def silent(case: Case, event: str, answers: list[Row]) -> set[str]:
    """Give who covered an event by name and takes no stand on a question, under this name or another of its voice."""
    mine = case.of(event)
    covering = {h["agent"]["id"] for c in mine for h in c["chain"] if h["agent"]["kind"] not in NOBODY}
    told = [case.claims[c] for a in answers for c in a["claims"]]
    stands = {p["id"] for a in answers for t in ("asserts", "denies", "hedges", "relays") for p in a[t]}
    home = {c: n for n, o in enumerate(case.origins[event]) for c in o["claims"]}
    heard = {home[c["id"]] for c in told}
    # Whoever carries an answer as its own word speaks in the voice of what it carries.
    own = {h["agent"]["id"] for c in told for h in c["chain"][1:] if h["factuality"] != "Uu"}
    heard |= {home[c["id"]] for c in mine if speaker(c)["id"] in own}
    return covering - stands - {speaker(c)["id"] for c in mine if home[c["id"]] in heard}


def first(case: Case, event: str) -> list[str]:
    """Give the outlets of the reports than which no other of the event is known to be earlier."""
    used = {c["report"]: c["chain"][-1]["agent"]["name"] for c in case.of(event)}
    dated = {r: case.reports[r] for r in used if case.reports[r]["published"]}

    def earlier(a: Row, b: Row) -> bool:
        one, other = a["published"], b["published"]
        minute = (one["from"], one["to"]) == (other["from"], other["to"]) and "" < a["minute"] < b["minute"]
        return bool(one["to"] < other["from"] or minute)

    return sorted({used[r] for r, row in dated.items() if not any(earlier(o, row) for o in dated.values())})
