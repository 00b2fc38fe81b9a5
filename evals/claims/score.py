"""The scorer: the extractor's claims against the key's, one to one, then slot by slot on what was matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from counterclaim.records.claim import Agent, Claim
from counterclaim.records.naming import normal_name
from counterclaim.records.words import AgentKind
from evals.claims.key import KeyClaim, KeyHop

#: Two spans of one aspect are the same claim from this share of common characters on.
OVERLAP_MIN = 0.3
Pair = tuple[KeyClaim, Claim]


def overlap(one: KeyClaim, other: Claim) -> float:
    """Give the Jaccard overlap of two spans in characters, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0


def matched(key: Sequence[KeyClaim], found: Sequence[Claim], of_one_aspect: bool = True) -> list[Pair]:
    """Pair claims of one aspect (or of any) whose spans overlap enough, each once, the best pair first.

    Claims on one span that differ in number, speaker or act ("five … and two …") are told apart by these: each adds a
    tenth to the overlap when pairs are ranked, never when it is tested; so does the aspect where any may meet.
    """
    near = [
        (
            overlap(k, f) + 0.1 * (number(k, f) + speaker(k, f) + (k.act_type == f.act_type) + (k.aspect is f.aspect)),
            i,
            j,
        )
        for i, k in enumerate(key)
        for j, f in enumerate(found)
        if (k.aspect is f.aspect or not of_one_aspect) and overlap(k, f) >= OVERLAP_MIN
    ]
    pairs: list[Pair] = []
    taken_key: set[int] = set()
    taken_found: set[int] = set()
    for _, i, j in sorted(near, key=lambda n: (-n[0], n[1], n[2])):
        if i not in taken_key and j not in taken_found:
            taken_key.add(i)
            taken_found.add(j)
            pairs.append((key[i], found[j]))
    return pairs


def named(hop: KeyHop, agent: Agent) -> bool:
    """Tell whether an agent bears one of a hop's names: the same, or one inside the other with the same last word.

    Hearsay names nobody ("reportedly"), so two generic agents agree whatever each is called.
    """
    if hop.kind is AgentKind.GENERIC and agent.kind is AgentKind.GENERIC:
        return True
    return any(same_name(name, agent.name) for name in hop.names)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names agree after normalisation; "Armed Forces" is "the Salvadoran Armed Forces"."""
    a, b = normal_name(one).split(), normal_name(other).split()
    if not a or not b:
        return False
    return a == b or (a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a)))


def speaker(key: KeyClaim, found: Claim) -> bool:
    """Tell whether the originator is right; a report's own author needs no name, being the only hop."""
    if len(key.chain) == len(found.chain) == 1:
        return True
    return named(key.chain[0], found.chain[0].agent)


def chain(key: KeyClaim, found: Claim) -> bool:
    """Tell whether every hop is right; the last one is the report's own author in both, whatever its name."""
    if len(key.chain) != len(found.chain):
        return False
    return all(named(k, f.agent) for k, f in zip(key.chain[:-1], found.chain[:-1], strict=True))


def number(key: KeyClaim, found: Claim) -> bool:
    """Tell whether both ends of the range agree."""
    if key.range is None or found.range is None:
        return key.range is None and found.range is None
    return key.range == (found.range.low, found.range.high)


def _place(key: KeyClaim, found: Claim) -> bool:
    return found.place is not None and key.place is not None and same_name(key.place, found.place.name)


def _time(key: KeyClaim, found: Claim) -> bool:
    return found.time is not None and key.time == (found.time.start, found.time.end)


#: Metric → (is it asked of this pair?, is it right?). What the key leaves blank is not asked.
SLOTS: Mapping[str, tuple[Callable[[KeyClaim], bool], Callable[[KeyClaim, Claim], bool]]] = {
    "speaker_right": (lambda _: True, speaker),
    "chain_right": (lambda _: True, chain),
    "nested_chain_right": (lambda k: len(k.chain) > 2, chain),
    "stance_right": (lambda _: True, lambda k, f: k.stance is f.stance),
    "claim_act_right": (lambda _: True, lambda k, f: k.claim_act is f.claim_act),
    "factuality_right": (lambda _: True, lambda k, f: k.chain[0].factuality is f.chain[0].factuality),
    "act_type_right": (lambda k: k.act_type is not None, lambda k, f: k.act_type == f.act_type),
    "number_right": (lambda k: k.range is not None, number),
    "measure_right": (lambda k: k.measure is not None, lambda k, f: k.measure is f.measure),
    "victim_class_right": (lambda k: k.victim_class is not None, lambda k, f: k.victim_class is f.victim_class),
    "place_right": (lambda k: k.place is not None, _place),
    "time_right": (lambda k: k.time is not None, _time),
}


def score(documents: Iterable[tuple[Sequence[KeyClaim], Sequence[Claim]]]) -> dict[str, float]:
    """Give the metrics over documents, each with its key and the claims found in it.

    Shares lie between 0 and 1; a slot that no matched claim asks for is left out. `claims_*` are counts.
    """
    keys = finds = hits = 0
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for key, found in documents:
        pairs = matched(key, found)
        keys, finds, hits = keys + len(key), finds + len(found), hits + len(pairs)
        for name, (wanted, test) in SLOTS.items():
            these = [p for p in pairs if wanted(p[0])]
            asked[name] += len(these)
            right[name] += sum(test(k, f) for k, f in these)
    out = {"claim_recall": _share(hits, keys), "claim_precision": _share(hits, finds)}
    out["claim_f1"] = _share(2 * hits, keys + finds)
    out |= {name: _share(right[name], asked[name]) for name in SLOTS if asked[name]}
    return out | {"claims_in_key": float(keys), "claims_found": float(finds), "claims_matched": float(hits)}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
