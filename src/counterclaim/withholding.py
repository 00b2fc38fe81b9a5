"""Which names may leave a case, and what some dossiers are without the others.

A person's name leaves only where a decision (`show-name`) or the registry, which knows whoever speaks for a body, lets
it; what the case protects never does. Who is noticed is told by `noticed`, which parts of a name go by `lone_names`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from counterclaim import decide, returning
from counterclaim.canonical import canonical_bytes
from counterclaim.cautions import cautions, marks
from counterclaim.contacts import ways_to_reach
from counterclaim.extract import is_title
from counterclaim.lone_names import names_of
from counterclaim.name_matching import Names
from counterclaim.noticed import Agents, Met, named
from counterclaim.openings import decoded
from counterclaim.progress import Progress
from counterclaim.protecting import to_withhold
from counterclaim.records.act import Act
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.dossier import Dossier
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import DecisionKind, Relation
from counterclaim.redaction import Redaction
from counterclaim.render.unconfirmed import banner
from counterclaim.store import CaseFolder

T = TypeVar("T")
#: A decision about this instead of a name lets every name out.
EVERYBODY = "all"
#: What is packed into letters, in one line or, as mail has it, in many: what is in it cannot be told.
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{160,}|(?:[A-Za-z0-9+/]{57,}[ \t]*\r?\n){3}")
#: What is signed, and never shown, for a secret that is the same each time.
_SIGNED_FOR = "counterclaim: a secret for the aliases of cases without salts\n"
#: Ties by which somebody speaks for others, and so in public.
_OFFICES = frozenset({Relation.SPOKESPERSON_OF, Relation.MEMBER_OF, Relation.EDITS, Relation.OWNS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What is withheld from some dossiers: names, how, and the originals that hold one.

    `harmless` are the ids and digests that are shown as they are; `reports` those the dossiers rest on, by id.
    """

    names: Names
    redaction: Redaction
    closed: frozenset[str]
    harmless: frozenset[str]
    reports: tuple[Report, ...]

    def of(self, record: T) -> T:
        """Give a record without the names; as it is where none is withheld."""
        return self.redaction.of(record) if self.names.parts else record

    def text(self, text: str) -> str:
        """Give words without the names."""
        return self.redaction.text(text) if self.names.parts else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What leaves a case and what does not: the dossiers as they may, how many names are withheld, and from which run.

    `texts` says that whole texts may leave as far as nothing of what is withheld is found in them: every name may, by a
    decision or by leave; `everybody` that every name may leave by a decision, and that nothing is protected; `working`
    that persons are shown without a decision on them, so that it is a copy for one's own desk and must say so.
    """

    withheld: Withheld
    dossiers: tuple[Dossier, ...]
    run: str
    count: int
    texts: bool
    everybody: bool
    working: bool


def gate(
    case: CaseFolder, chosen: Sequence[Dossier], progress: Progress | None = None, *, persons: bool = False,
    reports: Sequence[Report] = (),
) -> Gate:  # fmt: skip
    """Decide what of some dossiers, and of reports beside them, may leave: every way out of a case goes through here.

    `persons` lets persons who are named be shown. What the case protects stays withheld, in any spelling. Raises
    CounterclaimError without the key of what is protected.
    """
    everybody = EVERYBODY in may_be_shown(case, chosen)
    beside = met(case, chosen, reports)
    kept = set() if persons else not_let_out(case, chosen, beside, progress)
    protected, phrases = to_withhold(case)
    looked_for = with_contacts(kept, beside, (protected, phrases))
    made = withheld_from(case, chosen, looked_for, secret=Names(protected, phrases, role=is_title), reports=reports)
    return Gate(
        withheld=made,
        dossiers=tuple(made.of(d) for d in chosen),
        run=chosen[0].run if chosen else "",
        count=len(kept) + len(protected),
        texts=persons or everybody,
        everybody=everybody and not protected,
        working=persons and not everybody,
    )


def above(acts: Sequence[Act], made: Withheld, chosen: Sequence[Dossier]) -> str:
    """Give what stands above all else on what leaves of some dossiers, as they are in the case; often nothing.

    `acts` are those that whoever takes them out may know of.
    """
    return " ".join(filter(None, (banner(chosen), *map(made.text, cautions(acts, chosen)))))


def marked(acts: Sequence[Act], made: Withheld, chosen: Sequence[Dossier]) -> dict[str, str]:
    """Give how the reports of some dossiers are marked that are not for everybody, by the id that each leaves with."""
    return {made.text(report): level for report, level in marks(acts, chosen).items()}


def with_contacts(persons: Set[str], beside: Met, protected: tuple[Sequence[str], Sequence[str]]) -> Names:
    """Give what to look for: as `names_of`, and by what those who are withheld can be reached, as they wrote it."""
    names, (by_name, as_said) = names_of(persons, beside, protected), protected
    theirs = (r.text for r in beside.reports if r.author and names.spans(r.author))
    reached = sorted({one for text in theirs for one in ways_to_reach(text)})
    return names_of(persons, beside, (by_name, [*as_said, *reached])) if reached else names


def met(case: CaseFolder, chosen: Sequence[Dossier], reports: Sequence[Report] = ()) -> Met:
    """Give the agents, claims and reports of some dossiers, and of reports beside them, each once."""
    mine = {r.id: r for r in (*reports, *(r for d in chosen for r in d.reports))}
    claims = {c.id: c for d in chosen for c in d.claims}
    if reports and case.runs.current() is not None:
        claims |= {c.id: c for c in case.runs.table("claims", Claim) if c.report in mine}
    return Met(Agents(claims.values(), mine.values()), tuple(claims.values()), tuple(mine.values()))


def not_let_out(case: CaseFolder, chosen: Sequence[Dossier], beside: Met, progress: Progress | None = None) -> set[str]:
    """Give the names of persons in what leaves whom no decision or office lets out."""
    let = may_be_shown(case, chosen)
    if EVERYBODY in let:
        return set()
    mine = {r.id for r in beside.reports}
    others = (r for r in case.reports() if r.id not in mine)
    found = named(chosen, beside, others, progress)
    return {name for name in found if normal_name(name) not in let}


def withheld_from(
    case: CaseFolder, chosen: Sequence[Dossier], names: Names, *, secret: Names | None = None,
    reports: Sequence[Report] = (),
) -> Withheld:  # fmt: skip
    """Make what withholds names from some dossiers of a case, and from reports beside them.

    With `secret`, the names among them that are protected, claims and events that no withheld name has anything to do
    with keep their ids too, so that they lead back to the case, and reports keep their addresses unless a protected
    name stands in them. A bundle keeps ids of reports alone, since its ids are digests that others check, and no
    address of a page that has a withheld name.
    """
    mine = {r.id: r for r in (*reports, *(r for d in chosen for r in d.reports))}
    captures = {r.capture for r in mine.values()}
    whole = case.reports()
    told = {r.capture for r in whole if names.parts and r.capture in captures and hit(names, _of_bytes(r))}
    closed = frozenset(c for c in captures if c in told or (names.parts and not _clear(names, case.evidence.read(c))))
    tainted = {r.id for r in mine.values() if r.capture in closed or hit(names, plain(r))}
    clear = [r for r in mine.values() if r.id not in tainted]
    harmless = {r.id for r in clear} | {r.sha256 for r in clear} | (captures - closed)
    alone = Counter(r.capture for r in whole)
    unlinked = {
        i for i in tainted
        if (r := mine[i]).url and (hit(names, plain(r)) or (alone[r.capture] == 1 and _text(case, r.capture)))
    }  # fmt: skip
    if secret is not None and names.parts:
        harmless |= _of_clear(chosen, names, harmless)
        unlinked = {i for i in unlinked if secret.parts and hit(secret, plain(mine[i]))}
    salts, owner = (_salts(case), returning.secret(case)) if names.parts else (b"", b"")
    key = sha256(b"aliases" + salts + canonical_bytes([names.parts, [d.event.id for d in chosen]]))
    redaction = Redaction(names, key.digest(), whole, harmless, unlinked, secret=owner)
    ordered = tuple(mine[i] for i in sorted(mine))
    return Withheld(names=names, redaction=redaction, closed=closed, harmless=frozenset(harmless), reports=ordered)


def _of_clear(chosen: Sequence[Dossier], names: Names, reports: set[str]) -> set[str]:
    """Give the ids of claims, speakers, events and grades that no withheld name has a part in."""
    found: set[str] = set()
    for dossier in chosen:
        claims = {c.id for c in dossier.claims if c.report in reports and not hit(names, to_plain(c))}
        found |= claims | {h.agent.id for c in dossier.claims for h in c.chain if not names.spans(h.agent.name)}
        if claims == set(dossier.event.claims) and not hit(names, to_plain(dossier.event)):
            found |= {dossier.event.id}
            found |= {g.id for g in dossier.grades if not hit(names, to_plain(g))}
    return found


def may_be_shown(case: CaseFolder, chosen: Sequence[Dossier]) -> set[str]:
    """Give the names, as they are normalised, that a decision or an office lets out."""
    decided = {normal_name(d.subject) for d in decide.standing(case.decisions()) if d.kind is DecisionKind.SHOW_NAME}
    offices = {normal_name(t.agent) for d in chosen for t in d.ties if t.relation in _OFFICES}
    return decided | offices


def hit(names: Names, value: Any) -> bool:
    """Say whether a plain value has a withheld name in any of its words."""
    if isinstance(value, str):
        return bool(names.spans(value))
    if isinstance(value, Mapping):
        return any(hit(names, one) for pair in value.items() for one in pair)
    return isinstance(value, list | tuple) and any(hit(names, one) for one in value)


def plain(report: Report) -> list[Any]:
    """Give everything of a report that words stand in."""
    return [report.path, report.publisher, report.author, report.title, report.text, report.url, report.locator,
            *map(list, report.came_from), *report.pictures]  # fmt: skip


def _of_bytes(report: Report) -> list[Any]:
    """Give the words of a report that its original holds, in whatever way it is written there."""
    supplied = {field for field, origin in report.came_from if origin == "supplied"}
    named = [getattr(report, field) for field in ("author", "publisher") if field not in supplied]
    return [report.title, report.text, report.url, report.locator, *named, *report.pictures]


def _salts(case: CaseFolder) -> bytes:
    """Give secret bytes of the case: salts that nothing shows; of one older than salts what this user alone signs."""
    rows = case.sealed(lambda kind, _: kind == "captures")
    return b"".join(bytes.fromhex(row.salt or "") for row in rows) or case.journal.keys.signer().sign(_SIGNED_FOR).bytes


def _text(case: CaseFolder, capture: str) -> bool:
    """Say whether an original is a text: one that is closed has a name in it, and so has its page."""
    try:
        return bool(case.evidence.read(capture).decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _clear(names: Names, data: bytes) -> bool:
    """Say whether bytes are a plain text that has no withheld name, however it may be written in it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if _ENCODED.search(text) or "\0" in text:
        return False
    return not any(names.spans(reading) for reading in decoded(text))
