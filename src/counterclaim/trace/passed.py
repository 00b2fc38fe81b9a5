"""Claims that a report has from another one: it says so, and the other one's report tells the same of the same event.

"Velm Courier reported that 14 were killed", a doctor "told Harbour Post", a credit line under words of its own: where
the report that is named is at hand, what it tells and whom it has it from is known, and both are one voice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage
from counterclaim.records.naming import PER_REPORT
from counterclaim.records.words import Aspect, LineageKind
from counterclaim.trace.case import Case, both, edge, in_order
from counterclaim.trace.credits import BEFORE, Mention
from counterclaim.trace.names import publisher_key

_SENTENCE_ENDS = re.compile(r"[.!?؟。]\s|\n")
#: What is told: an event, an aspect of it, the value given to it, and for counts the lowest number.
Told = tuple[str, str, str]


def edges(case: Case, claims: Sequence[Claim]) -> Iterator[Lineage]:
    """Link each claim that a report has from another report at hand with the claim there that says the same.

    Only where the one named is the source, or the source is nobody by name: a named source is one voice anyway.
    """
    there: dict[tuple[str, Told], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.event is not None and claim.report in case.reports:
            there[case.keys[claim.report], _told(claim)].append(claim)
    for claim in claims:
        if claim.event is None or claim.report not in case.reports:
            continue
        for key, words in _named(case, claim):
            found = [c for c in there.get((key, _told(claim)), ()) if _earlier(case, c, claim)]
            if key and key != case.keys[claim.report] and found:
                source = min(found, key=lambda c: (*in_order(case.reports[c.report]), c.start, c.id))
                yield _edge(case, source, claim, words)
                break


def _told(claim: Claim) -> Told:
    value = f"{claim.measure} {claim.range.low}" if claim.aspect is Aspect.COUNT and claim.range else claim.value
    return claim.event or "", claim.aspect, value


def _named(case: Case, claim: Claim) -> Iterator[tuple[str, str]]:
    """Give the keys of the publishers that a claim's chain names as its source, with the words."""
    said = {m.key: m.words for m in case.declared[claim.report]}
    if len(claim.chain) == 1:
        yield from ((m.key, m.words) for m in case.declared[claim.report] if _beside(case, claim, m))
        yield from ((m.key, m.words) for m in case.credits[claim.report])
    elif claim.originator.kind in PER_REPORT:
        for hop in claim.chain[1:-1]:
            key = _key(case, hop.agent.name, claim)
            yield key, said.get(key, hop.agent.name)
    else:
        yield _key(case, claim.originator.name, claim), _as_written(case, claim)


def _as_written(case: Case, claim: Claim) -> str:
    """Give the words by which a report names a claim's originator, cue included, as they stand in it; else the name."""
    name, text = claim.originator.name, case.reports[claim.report].text
    start, end = claim.chain[0].cue_start, claim.chain[0].cue_end
    if start is None or end is None:
        return name
    low = max(0, start - BEFORE)
    places = [(low + m.start(), low + m.end()) for m in re.finditer(re.escape(name), text[low : end + BEFORE])]
    if not places:
        return name
    near = min(places, key=lambda place: abs(place[0] - start))
    return " ".join(text[min(near[0], start) : max(near[1], end)].split())


def _beside(case: Case, claim: Claim, mention: Mention) -> bool:
    """Say whether a source is named in the sentence of a claim: no full stop, and no line, ends between them."""
    text = case.reports[claim.report].text
    between = text[min(claim.start, mention.start) : max(claim.end, mention.start)]
    return not _SENTENCE_ENDS.search(between)


def _key(case: Case, name: str, claim: Claim) -> str:
    """Give the publisher that a name means, as the report writes it or the registry has it."""
    found = case.around.names.find(name)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(name):
        return found[0].key
    return publisher_key(name, case.around.dated.at(case.reports[claim.report].published))


def _earlier(case: Case, one: Claim, other: Claim) -> bool:
    """Say whether a claim can be what another was taken from: its report is not known to be later."""
    a, b = case.reports[one.report], case.reports[other.report]
    if a.published is None or b.published is None:
        return True
    return a.published.start <= b.published.end and not "" < b.minute < a.minute


def _edge(case: Case, source: Claim, claim: Claim, words: str) -> Lineage:
    """Give the edge with a sentence that follows the claim to whom the named report has it from."""
    taking, named = both(case.reports[claim.report], case.reports[source.report])
    text = f"{taking} has this from {named} (“{words}”)"
    if len(source.chain) > 1:
        text += f", which has it from {source.originator.name}"
    return edge(LineageKind.QUOTES, (source.id, claim.id), source.id, f"{text}.", words)
