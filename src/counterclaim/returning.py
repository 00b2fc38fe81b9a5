"""What comes back from exports of a case is what that case told, once: no more events and no more voices than it had.

An export marks its entries with ids of the case that wrote it (`records/returned.py`). Anybody can copy such ids into a
file of their own: they are names within their file, or of the key that signed it, and nothing that one's file says
moves, joins or drops what another's says. What this case gave out is its own voice, and it knows the file by the digest
in its ledger. What was not shown independent there is not here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace

from counterclaim.canonical import digest, identifier
from counterclaim.errors import Damaged
from counterclaim.ledger import BadNote, Note, Verifier
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Event, Lineage, Origin, Perhaps
from counterclaim.records.returned import UNNAMED, UNSHOWN, Returned, returned
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, LineageKind
from counterclaim.store import CaseFolder

#: How the name of a signed note ends that lies beside an export, and its lines of a file and of its key.
BESIDE = "READ-ME.txt"
_FILE, _KEY = re.compile(r"^  ([0-9a-f]{64})  \S.*$", re.MULTILINE), re.compile(r"^  signed by (\S+)$", re.MULTILINE)
#: It names each event that the file has no place for, some 20 bytes for each.
_BYTES_MAX = 16 * 1024 * 1024
_WORDS = frozenset({UNSHOWN, UNNAMED})
_THERE = "Where it was exported from, it was not shown to be another voice than one beside it."


def marks(reports: Sequence[Report], case: CaseFolder | None = None) -> Mapping[str, Returned]:
    """Give what each report that came back says of the case that wrote it, by report; `case` is the one it is in."""
    if not any(returned(r) for r in reports):
        return {}
    known = secret(case) if case is not None else b""
    signed = _signed(case) if case is not None else {}
    found = {r.id: told for r in reports if (told := returned(r, known)) is not None}
    return {r: replace(told, by=signed.get(told.file, "")) for r, told in found.items()}


def _signed(case: CaseFolder) -> dict[str, str]:
    """Give who signed files of exports, by digest: what lies beside an export is a signed note that names its key.

    Anybody can sign for another's file, to join a forged one with it: the note counts for files in its own folder, and
    what two keys vouch for is nobody's. Notes of a protected case are closed: there every file is by itself.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    beside: set[tuple[str, str]] = set()
    captures = list(case.captures())
    for capture in captures:
        if capture.name.endswith(BESIDE) and capture.byte_count <= _BYTES_MAX:
            with suppress(BadNote, Damaged):
                note = Note.parse(case.evidence.read(capture.sha256), _BYTES_MAX)
                for key in note.by([Verifier.parse(k) for k in _KEY.findall(note.text)][:1]):
                    for file in _FILE.findall(note.text):
                        keys[file].add(str(key))
                        beside.add((_folder(capture.name), file))
    own = {c.sha256 for c in captures if (_folder(c.name), c.sha256) in beside}
    return {file: min(held) for file, held in keys.items() if file in own and len(held) == 1}


def joined_by_strangers(case: CaseFolder) -> dict[str, list[str]]:
    """Give the names of files that one key not known here vouches for, by the key, where they are several.

    They count as exports of one case: a stranger can vouch for another's file, whose own READ-ME is not there.
    """
    known = {str(k) for k in (*case.journal.keys.known(), case.journal.keys.signer().verifier)}
    names = {c.sha256: c.name for c in case.captures()}
    found: dict[str, list[str]] = defaultdict(list)
    for file, key in _signed(case).items():
        if key not in known:
            found[key].append(names[file])
    return {key: sorted(files) for key, files in sorted(found.items()) if len(files) > 1}


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def vouched(marked: Mapping[str, Returned]) -> list[list[tuple[str, str]]]:
    """Give what a run rests on besides reports: which key signed which file; nothing where none did."""
    found = sorted({(m.file, m.by) for m in marked.values() if m.by})
    return [found] if found else []


def secret(case: CaseFolder) -> bytes:
    """Give what a case knows its own exports by: a salt that nothing shows; nothing in a case older than salts."""
    rows = case.sealed(lambda kind, _: kind == "captures")
    return next((bytes.fromhex(row.salt) for row in rows if row.salt), b"")


def given(case: CaseFolder, data: bytes) -> str:
    """Give what the ledger of a case has of a file that it gave out: a digest under the case's secret.

    The plain one would stand in the proofs of a bundle, and whoever has that could try withheld names on it.
    """
    return digest(secret(case) + bytes.fromhex(digest(data)))


def once(claims: Sequence[Claim], reports: Sequence[Report], marked: Mapping[str, Returned]) -> tuple[Claim, ...]:
    """Give claims without those that say again what is there.

    What this very case exported says nothing anew. A claim that came back is kept once, and not where the case has it,
    or its report or that one's text, itself; under one id, what two files tell differently is two. What sums up an
    event is kept from one file alone, and only where nothing else of that event is there.
    """
    if not marked:
        return tuple(claims)
    claims = [c for c in claims if c.report not in marked or not marked[c.report].here]
    size = Counter(c.report for c in claims)
    own = {c.id for c in claims if c.report not in marked}
    own |= {one for r in reports if r.id in size.keys() - marked.keys() for one in (r.id, r.sha256, r.capture)}
    says: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for c in claims:
        if c.report in marked:
            says[c.report].add((c.aspect, c.stance, c.value, c.originator.name))
    copies: dict[tuple[str, ...], list[str]] = defaultdict(list)
    sums: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report in sorted(size.keys() & marked.keys()):
        mark = marked[report]
        claim = (mark.owner, mark.claim, *map(str, sorted(says[report])))
        (copies[claim] if mark.claim else sums[mark.owner, mark.event or report]).append(report)
    told = {(marked[held[0]].owner, marked[held[0]].event) for held in copies.values()}
    kept = {held[0] for (_, claim, *_), held in copies.items() if claim not in own and not _held(held, marked, own)}
    for event, held in sums.items():
        if event not in told and not _held(held, marked, own):
            kept |= _of_one_file(held, marked, size)
    return tuple(c for c in claims if c.report not in marked or c.report in kept)


def over_events(
    events: Sequence[Event], claims: Sequence[Claim], marked: Mapping[str, Returned]
) -> tuple[tuple[Event, ...], tuple[Claim, ...]]:
    """Give events and claims with what one file, or files of one key, tell of one event in one event: where most is."""
    of_event: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    there = {r: (m.owner, m.event) for r, m in marked.items() if m.event}
    for claim in claims:
        if claim.report in there and claim.event is not None:
            of_event[there[claim.report]][claim.event] += 1
    order = {e.id: n for n, e in enumerate(events)}
    home = {event: min(held, key=lambda e: (-held[e], order[e])) for event, held in of_event.items()}
    if all(len(held) == 1 for held in of_event.values()):
        return tuple(events), tuple(claims)
    moved = tuple(replace(c, event=home[there[c.report]]) if c.report in there else c for c in claims)
    mine: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in moved:
        mine[claim.event].append(claim)
    now = (
        replace(
            e, claims=tuple(sorted(c.id for c in mine[e.id])), reports=tuple(sorted({c.report for c in mine[e.id]}))
        )
        for e in events
    )
    kept = sorted((e for e in now if e.claims), key=lambda e: (not e.act_types, -len(e.reports), -len(e.claims), e.id))
    return tuple(kept), moved


def edges(claims: Sequence[Claim], marked: Mapping[str, Returned]) -> Iterator[Lineage]:
    """Link claims of one event that the case their files come from counts as one voice, each with the first."""
    first: dict[tuple[str | None, str, str], Claim] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        voice, of = (marked[claim.report].voice, marked[claim.report].owner) if claim.report in marked else ("", "")
        if voice and (root := first.setdefault((claim.event, of, voice), claim)) is not claim:
            yield Lineage(
                id=identifier("l", "returned", root.id, claim.id),
                kind=LineageKind.SAME_DOCUMENT,
                a=root.id,
                b=claim.id,
                first=None,
                evidence="The case from which both were exported counts them as one voice.",
                words=voice,
            )


def as_there(origins: Sequence[Origin], claims: Sequence[Claim], marked: Mapping[str, Returned]) -> tuple[Origin, ...]:
    """Give the voices of an event, no more of them shown independent than where they come from.

    That is so of a voice that is heard in exports alone, and in each of these with a doubt: another's word for it, or a
    report of the case itself, is heard by itself.
    """
    if not any(c.report in marked for c in claims):
        return tuple(origins)
    of_report = {c.id: c.report for c in claims}
    return tuple(_as_there(one, [marked.get(of_report[c]) for c in one.members]) for one in origins)


def _as_there(origin: Origin, marks: Sequence[Returned | None]) -> Origin:
    by_file: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        by_file[mark.owner if mark else ""].update(mark.doubts if mark else ())
    if not all(by_file.values()):
        return origin
    found = set[str]().union(*by_file.values())
    root = origin.root
    if UNNAMED in found and root is not None:
        root = replace(root, kind=AgentKind.GENERIC)
    perhaps = {Perhaps(identifier("d", file, d), _THERE) for file, all_ in by_file.items() for d in all_ - _WORDS}
    shown = origin.shown and found.isdisjoint(_WORDS)
    return replace(origin, root=root, shown=shown, perhaps=tuple(sorted({*origin.perhaps, *perhaps}, key=str)))


def _held(reports: Sequence[str], marked: Mapping[str, Returned], own: Set[str]) -> bool:
    return any(not own.isdisjoint(marked[r].reports) for r in reports)


def _of_one_file(reports: Sequence[str], marked: Mapping[str, Returned], size: Mapping[str, int]) -> set[str]:
    """Give the reports of the file that says most; a table may have several rows of one event."""
    files: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        files[marked[report].file].append(report)
    return set(max(files.values(), key=lambda held: (sum(size[r] for r in held), held)))
