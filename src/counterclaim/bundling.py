"""A bundle: the dossiers of some events with all that proves them, in one file, for one reader.

dossier/              the pages, with an index
reports.jsonl         the reports as the pages quote them; claims.jsonl: the claims, as `claims --json` prints them
rows.jsonl            rows of the record: parts with their salts, or the digest alone of a part that is withheld
evidence/             the bytes that came, by digest
captures.wacz         web archives among them, packed for a program that replays pages, where nothing is withheld
run/                  the run and its tables, where nothing is withheld
ledger/               the signed checkpoint, an entry and a proof for each row, time stamps and who else signed
verify.py             a second, short program that checks all this
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim import confined, web_archive
from counterclaim.case import dossiers
from counterclaim.errors import Damaged, NotInCase, UsageError
from counterclaim.extract import is_title
from counterclaim.ledger import BadNote, Checkpoint, Log, Note, Signer, bag, sealed
from counterclaim.lone_names import told_apart
from counterclaim.name_matching import Names
from counterclaim.progress import Progress
from counterclaim.protecting import to_withhold, told_openly
from counterclaim.records.dossier import Dossier
from counterclaim.records.source import Report
from counterclaim.redaction import Redaction
from counterclaim.render import claim_object, html, report_object
from counterclaim.render.folder import pages
from counterclaim.settings import VERSION
from counterclaim.store import CaseFolder
from counterclaim.store.parts import TEXT, pieces
from counterclaim.store.seals import Sealed
from counterclaim.withholding import Withheld, above, hit, marked, met, not_let_out, with_contacts, withheld_from

_VERIFIER = Path(__file__).parent / "standalone" / "verify.py"
#: Of a row about withheld bytes or a withheld text, only what cannot tell them is shown, and text without names.
_HARMLESS_FIELDS = frozenset(
    ("media_type", "method", "taken_at", "tool", "missing", "at", "language", "published", "publisher", "read", TEXT)
)
#: What may still tell who somebody is, when the name is withheld.
ROLES = "Roles and descriptions stay (“a seller at the market”): whoever knows the place may know the person by them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle's file, and what its reader cannot check or see, in words."""

    data: bytes
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What of a case is shown, and how: the reports of some events, and whose bytes and words are withheld."""

    case: CaseFolder
    dossiers: tuple[Dossier, ...]
    withheld: Withheld
    names: Names
    redaction: Redaction
    reports: tuple[Report, ...]

    @property
    def above(self) -> str:
        """Give what stands above all else."""
        return above(self.case.acts(), self.withheld, self.dossiers)

    @property
    def whole(self) -> bool:
        """Say whether nothing is withheld."""
        return not self.names.parts


def bundle(  # noqa: PLR0913 - what is given, and how
    case: CaseFolder, events: Sequence[str], withheld: Sequence[str], signer: Signer, *, persons: bool | None = None,
    progress: Progress | None = None,
) -> Bundle:  # fmt: skip
    """Make the bundle of some events of the current run, or of `all`, without the `withheld` names.

    What the case protects is withheld too, wherever it is written; that needs the case's key.

    The same case and names give the same bytes. `persons` lets the persons who are named be shown, or withholds all of
    them that no decision lets out; None does neither. Raises NotInCase for an event that is none, CounterclaimError
    without the key of what is protected, UsageError where named persons would be shown without leave, or where names
    are to be withheld from rows that an older version entered.
    """
    chosen = tuple(d for d in dossiers(case) if d.event.id in events or "all" in events)
    if not chosen or (missing := set(events) - {d.event.id for d in chosen} - {"all"}):
        came = ", ".join(sorted(set(events) - {"all"} if not chosen else missing)) or "none"
        raise NotInCase("events of the run, or `all`", came, "`counterclaim events CASE` lists them.")
    protected, phrases = to_withhold(case)
    beside = met(case, chosen)
    asked = set() if persons else not_let_out(case, chosen, beside, progress)
    given, described = told_apart(withheld, beside, asked)
    # A word for a role that somebody names goes however it is written.
    by_name, as_said = [*given, *protected], [*filter(is_title, given), *described, *phrases]
    names = Names(by_name, as_said)
    if persons is None and (named := sorted(n for n in asked if not names.spans(n))):
        others = "name one more at risk" if withheld else "name who is at risk"
        raise UsageError(
            "leave to show named persons, or their names to withhold",
            f"{len(named)} of them: {'; '.join(named)}",
            f'Add --persons-withheld (none of them is shown), or {others} (--withhold "{named[0]}") and add '
            "--persons-shown (the others are).",
        )
    names = with_contacts(asked if persons is False else set(), beside, (by_name, as_said))
    shown = _shown(case, chosen, names)
    redacted = tuple(shown.withheld.of(d) for d in chosen)
    files = dict(_pages(shown, redacted)) | dict(_originals(shown)) | dict(_proofs(shown)) | dict(_replayed(shown))
    lost = tuple(_lost(shown))
    files["verify.py"] = _VERIFIER.read_bytes()
    files["READ-ME.txt"] = _about(shown.above, lost)
    files["keys.txt"] = f"{signer.verifier}\n".encode()
    info = [("Source-Organization", signer.name), ("Bag-Software-Agent", f"counterclaim {VERSION}")]
    held = bag.bagged(files, info)
    text = bag.signed_text(held)
    return Bundle(data=bag.zipped(held | {bag.SIGNATURE: bytes(Note(text, (signer.sign(text),)))}), lost=lost)


def _shown(case: CaseFolder, chosen: tuple[Dossier, ...], names: Names) -> _Shown:
    made = withheld_from(case, chosen, names)
    return _Shown(
        case=case, dossiers=chosen, withheld=made, names=names, redaction=made.redaction, reports=made.reports
    )


def _pages(shown: _Shown, redacted: Sequence[Dossier]) -> Iterator[tuple[str, bytes]]:
    acts = shown.case.acts()
    beside = {d.event.id for d in redacted}
    for one, whole in zip(redacted, shown.dossiers, strict=True):
        given = (acts, shown.withheld, [whole])
        files = pages(one, above(*given), marked(*given), beside)
        yield from ((f"dossier/{name}", data) for name, data in files.items())
    name = shown.withheld.text(shown.case.path.resolve().name)
    yield "dossier/index.html", html.index(redacted, name, (), (), redacted[0].run, shown.above).encode()
    reports = shown.withheld.of(shown.reports)
    yield "reports.jsonl", _lines(report_object(r) for r in reports)
    claims = {c.id: c for d in redacted for c in d.claims}
    yield "claims.jsonl", _lines(claim_object(claims[i]) for i in sorted(claims))


def _originals(shown: _Shown) -> Iterator[tuple[str, bytes]]:
    for address in sorted({r.capture for r in shown.reports} - shown.withheld.closed):
        yield f"evidence/{address[:2]}/{address[2:4]}/{address}", shown.case.evidence.read(address)
    if shown.whole:
        run = shown.case.runs.run()
        yield "runs/CURRENT", run.id.encode()
        yield f"runs/{run.id}/run.json", shown.case.runs.run_file(run.id).read_bytes()
        for name, _ in run.tables:
            yield f"runs/{run.id}/{name}.parquet", (shown.case.runs.folder / run.id / f"{name}.parquet").read_bytes()


def _replayed(shown: _Shown) -> Iterator[tuple[str, bytes]]:
    """Give the web archives that are shown as one WACZ; they are in a bundle as originals too, which is what counts."""
    mine = {r.capture for r in shown.reports} if shown.whole else set()
    found = [c for c in shown.case.captures() if c.sha256 in mine and c.media_type == web_archive.WARC]
    if found:
        held = [(c, shown.case.evidence.read(c.sha256)) for c in found]
        yield "captures.wacz", web_archive.packed(held, shown.reports, confined.index)


def _proofs(shown: _Shown) -> Iterator[tuple[str, bytes]]:
    """Give rows, their entries with proofs, and the notes that others signed."""
    journal = shown.case.journal
    log = journal.log()
    if log.note is None:
        raise UsageError("a case with a ledger", "none: an older version made it", "It begins with the next change.")
    rows = _rows(shown)
    yield "rows.jsonl", _lines(_row(shown, row) for row in rows)
    wanted, entries = {row.number for row in rows}, [(json.loads(e), e) for e in log.entries()]
    if not shown.whole and (old := sum("row" in told and "sealed" not in told for told, _ in entries)):
        raise UsageError(
            "a ledger whose rows were entered under salts", f"{old} that an older version entered without",
            "Whoever guesses a name could try it on their digests: take the material into a new case, and redact that.",
        )  # fmt: skip
    proven = [(n, e) for n, (told, e) in enumerate(entries) if told.get("row", 0) in wanted or _public(told)]
    yield (
        "ledger/entries.jsonl",
        _lines({"index": n, "entry": e.decode(), "path": [step.hex() for step in log.path(n)]} for n, e in proven),
    )
    yield "ledger/checkpoint", bytes(log.note)
    notes = [*log.kept()]
    for name, data in journal.stamps.contents():
        yield f"ledger/stamps/{name}", data
        notes += [(name, data)] if name.endswith(".note") else []
    for name, note in log.kept():
        yield f"ledger/kept/{name}", note
    sizes = {_size(name, raw) for name, raw in notes}
    yield "ledger/growth.jsonl", _lines(_growth(log, size) for size in sorted(sizes))


def _size(name: str, raw: bytes) -> int:
    """Give how many entries a kept checkpoint is over. Raises Damaged for what is none."""
    try:
        return Checkpoint.parse(Note.parse(raw).text).size
    except BadNote as bad:
        todo = "Run `counterclaim verify`, then restore it from a copy of the case."
        raise Damaged(f"a signed checkpoint in ledger/…/{name}", str(bad), todo) from bad


def _public(entry: dict[str, Any]) -> bool:
    return "row" not in entry and "bundle" not in entry


def _growth(log: Log, size: int) -> dict[str, Any]:
    return {"size": size, "path": [step.hex() for step in log.growth(size)]}


def _rows(shown: _Shown) -> list[Sealed]:
    captures = {r.capture for r in shown.reports}
    arrived = {str(n) for n, (digest, _, _) in enumerate(shown.case.arrivals(), start=1) if digest in captures}
    decided = {str(d.number) for one in shown.dossiers for d in one.decisions}
    wanted = {"captures": captures, "arrivals": arrived, "decisions": decided, "reports": {r.id for r in shown.reports}}
    run = {str(n) for n, (r, _, _) in enumerate(shown.case.run_notes(), start=1) if r == shown.dossiers[0].run}
    if shown.whole:
        wanted["runs"] = run
    return shown.case.sealed(lambda kind, subject: subject in wanted.get(kind, ()))


def _row(shown: _Shown, row: Sealed) -> dict[str, Any]:
    """Give a row as it is shown: the parts that tell nothing withheld with their salts, of the others the digest."""
    if not row.salt:
        return {"row": row.number, "table": row.kind, "columns": list(map(list, row.columns))}
    if shown.whole:
        return {"row": row.number, "parts": list(map(list, sealed.shown(row.salt, row.parts)))}
    plain = [json.loads(part) for part in row.parts]
    about = next((part[-1] for part in plain[1:] if part[0] in {"sha256", "capture"}), None)
    report = next((r for r in shown.reports if row.kind == "reports" and r.id == row.subject), None)
    closed = about in shown.withheld.closed or (report is not None and report.id not in shown.withheld.harmless)
    cut = dict(_pieces(shown, report)) if report else {}
    withheld = frozenset(
        n for n, part in enumerate(plain) if n and (_telling(shown, part, closed=closed) or _cut_piece(part, cut))
    )
    made: dict[str, Any] = {"row": row.number, "parts": list(map(list, sealed.shown(row.salt, row.parts, withheld)))}
    if report is not None:
        made["as"] = shown.redaction.alias(report.id)
        made["told"] = {str(n): cut[plain[n][2]] for n in sorted(withheld) if _cut_piece(plain[n], cut)}
    return made


def _pieces(shown: _Shown, report: Report) -> Iterator[tuple[int, str]]:
    """Give the pieces of a report's text that hold a name, by number, each as the pages have it."""
    spans, at = shown.names.spans(report.text), 0
    for number, piece in enumerate(pieces(report.text)):
        end = at + len(piece)
        if any(start < end and stop > at for start, stop in spans):
            yield number, shown.redaction.between(report.id, at, end)
        at = end


def _cut_piece(part: list[Any], cut: dict[int, str]) -> bool:
    return len(part) == 4 and part[1] == TEXT and part[2] in cut


def _telling(shown: _Shown, part: list[Any], *, closed: bool) -> bool:
    """Say whether a part would tell something withheld: a name, an id or digest made from it, a length."""
    if closed and part[0 if len(part) == 2 else 1] not in _HARMLESS_FIELDS:
        return True
    if len(part) == 4 and part[1] == TEXT:
        return False
    return hit(shown.names, part) or shown.redaction.telling(json.dumps(part, ensure_ascii=False))


def _lost(shown: _Shown) -> Iterator[str]:
    """Say what whoever has the bundle alone cannot see or check."""
    yield "What tells of no event in it is not in it: other events of the case, other reports, what was refused."
    yield "That the run follows from the reports is not checked here: `verify --rerun` does that, with the case."
    yield from told_openly(shown.case)
    if not shown.whole:
        yield ROLES
        yield "So may the words, if their page is public: whoever looks for them may find it, with the name."
        yield "Names are withheld. Sentences that hold one are given in wording that only the signature vouches for."
        yield "Ids and digests made from what is withheld have other names here than in the case."
        yield "The run's tables are not in it: the pages rest on the signature of who made the bundle."
        if shown.withheld.closed:
            yield f"{len(shown.withheld.closed)} originals are withheld: they hold a name, or are no plain text."


def _about(told: str, lost: Sequence[str]) -> bytes:
    lines = [
        *([told, ""] if told else []),
        "This bundle holds what sources say of an event, who says it, and what proves that it was received so.",
        "It shows that what is in it stood in a signed ledger, and where others stamped it, by when it existed.",
        "It does not show that any of it is true.",
        "",
        "Open data/dossier/index.html. To check the file:",
        "    counterclaim verify FILE.zip            or, with Python and the library `cryptography` alone,",
        "    python verify.py FILE.zip               after reading data/verify.py, which is short.",
        "Ask whoever gave it to you for their public key in another way, and compare it with data/keys.txt.",
        "",
        "data/captures.wacz, where it is there, holds the captured pages for a program that replays web archives.",
        "",
        "What is not in it:",
        *(f"  * {one}" for one in lost),
    ]
    return ("\n".join(lines) + "\n").encode()


def _lines(rows: Any) -> bytes:
    return b"".join(
        json.dumps(r, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n" for r in rows
    )
