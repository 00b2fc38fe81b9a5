"""Claims of one event that go back to one speaker, one numbered document or one picture: edges between claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage
from counterclaim.records.naming import PER_REPORT
from counterclaim.records.source import Report
from counterclaim.records.ties import house
from counterclaim.records.words import AgentKind, Basis, LineageKind
from counterclaim.trace.case import Case, edge, who
from counterclaim.trace.credits import LANGUAGES
from counterclaim.trace.namesakes import Everyone, Meant, Named, meant

#: What a document with a number of its own is called: "resolution 2254", "S/RES/2254", "A/HRC/31/68".
_NUMBERED = re.compile(r"\b(?:[A-Z]{1,4}(?:/[A-Z0-9.]+)+/\d+|[Rr]esolution\s+\d{3,4}|[Rr]eport\s+No\.?\s*\d+)")


def edges(case: Case, claims: Sequence[Claim]) -> Iterator[Lineage]:
    """Link each later claim of one originator in one event with its earliest, across reports; so numbered documents.

    A spokesperson or an alias is one voice with whom the registry says it speaks for, at the date of the report.
    """
    order = {id_: n for n, id_ in enumerate(case.reports)}
    known = [c for c in claims if c.report in order]
    named = {c.id: Named(_house(case, c), c.originator.kind) for c in known}
    sources: dict[str, set[Named]] = defaultdict(set)
    for claim in known:
        sources[claim.event or ""].add(named[claim.id])
    everyone = Everyone(named.values())
    called: dict[str, str] = {}
    for claim in known:
        called.setdefault(named[claim.id].name, claim.originator.name)
    who_is = {event: meant(names, everyone) if event else _themselves(names) for event, names in sources.items()}
    speakers: dict[tuple[str, str], list[tuple[Claim, str]]] = defaultdict(list)
    documents: dict[tuple[str, str], list[tuple[Claim, str]]] = defaultdict(list)
    for claim in known:
        if (found := who_is[claim.event or ""].get(named[claim.id])) is not None:
            why = found.why.format(claim.originator.name)
            speakers[claim.event or "", found.key].append((claim, why))
        if claim.event is not None and (numbered := _NUMBERED.search(claim.text)):
            documents[claim.event, " ".join(numbered.group().upper().split())].append((claim, ""))
    for (_, key), members in sorted(speakers.items(), key=lambda s: s[0]):
        for root, claim, why in _later(members, order):
            whom = called.get(key, root.originator.name)
            yield _one_speaker(case, root, claim, f"{whom}: {why}" if why else "")
    for (_, number), members in sorted(documents.items(), key=lambda d: d[0]):
        for root, claim, _ in _later(members, order):
            text = f"{_report(case, root)} and {_report(case, claim)} both rest on one document ({number})."
            yield edge(LineageKind.SAME_DOCUMENT, (root.id, claim.id), None, text, number)


def _themselves(names: Iterable[Named]) -> dict[Named, Meant]:
    """Give names as they are: outside of events nothing says that a short form means one of them."""
    return {n: Meant(n.name) for n in names if n.kind not in PER_REPORT}


def _later(members: list[tuple[Claim, str]], order: dict[str, int]) -> Iterator[tuple[Claim, Claim, str]]:
    """Pair the first claim of each later report, under each name it uses, with the earliest claim; say what is odd."""
    members.sort(key=lambda m: (bool(m[1]), order[m[0].report], m[0].start, m[0].id))
    root, odd = members[0]
    seen = {(root.report, root.originator.id)}
    for claim, why in members[1:]:
        if (claim.report, claim.originator.id) not in seen and not (claim.report == root.report and not why):
            seen.add((claim.report, claim.originator.id))
            yield root, claim, "; ".join(dict.fromkeys(w for w in (why, odd) if w))


def _house(case: Case, claim: Claim) -> str:
    return house(claim.originator.name, case.around.dated.at(case.reports[claim.report].published))[0]


def _report(case: Case, claim: Claim) -> str:
    return who(case.reports[claim.report])


def _one_speaker(case: Case, root: Claim, claim: Claim, why: str) -> Lineage:
    kind, words = occasion(root, claim, case.reports[claim.report])
    text = f"{_report(case, root)} and {_report(case, claim)} both go back to {root.originator.name}."
    if why:
        both = f"{_report(case, root)} and {_report(case, claim)} both go" if root.report != claim.report else ""
        text = f"{both or f'{_report(case, root)} goes twice'} back to {why}."
    elif claim.originator.id != root.originator.id:
        at = case.around.dated.at
        ties = [house(c.originator.name, at(case.reports[c.report].published))[1] for c in (claim, root)]
        basis = next((t.basis for t in ties if t is not None), "")
        text = f"{text[:-1]}: {claim.originator.name} speaks as one with it{f' ({basis})' if basis else ''}."
    return edge(kind, (root.id, claim.id), None, text, words)


def occasion(a: Claim, b: Claim, report: Report) -> tuple[LineageKind, str]:
    """Give on which occasion two claims of one speaker were made, and the words that show it.

    The words are looked for in both claims and their cues; the later one is quoted where both have some.
    """
    if a.basis is Basis.IMAGERY and b.basis is Basis.IMAGERY:
        return LineageKind.SAME_FOOTAGE, b.text
    for kind, pattern in _occasions(report.language):
        for claim in (b, a):
            if pattern.search(f"{claim.text} {claim.chain[0].cue or ''}"):
                return kind, claim.text
    kind = LineageKind.SAME_WITNESS if a.originator.kind is AgentKind.PERSON else LineageKind.QUOTES
    return kind, b.chain[0].cue or ""


@cache
def _occasions(language: str) -> tuple[tuple[LineageKind, re.Pattern[str]], ...]:
    table = lexicon("declared_reuse", language if language in LANGUAGES else "en")["occasions"]
    kinds = (LineageKind.SAME_PRESSER, LineageKind.SAME_DOCUMENT)
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in table[kind.value])})\b", re.IGNORECASE))
        for kind in kinds
    )
