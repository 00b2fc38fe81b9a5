"""Which names may leave a case, and what some dossiers are without the others.

A person's name leaves only where a decision (`show-name`) or the registry, which knows whoever speaks for a body, lets
it; what the case protects never does. Found are those who speak, who signs a report, whom claims call a victim, and
whom the reader of texts takes for a person: a name that none of these notices is not found.
"""

from __future__ import annotations

import html as markup
import quopri
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import unquote

from counterclaim import decide
from counterclaim.canonical import canonical_bytes
from counterclaim.extract import is_place, is_title, known_party, persons_in
from counterclaim.name_matching import Names
from counterclaim.progress import Progress, Quiet
from counterclaim.protecting import to_withhold
from counterclaim.records.codec import to_plain
from counterclaim.records.dossier import Dossier
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, DecisionKind, Relation
from counterclaim.redaction import Redaction
from counterclaim.store import CaseFolder

T = TypeVar("T")
#: A decision about this instead of a name lets every name out.
EVERYBODY = "all"
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODED = re.compile(r"[A-Za-z0-9+/=_-]{160,}")
#: Ties by which somebody speaks for others, and so in public.
_OFFICES = frozenset({Relation.SPOKESPERSON_OF, Relation.MEMBER_OF, Relation.EDITS, Relation.OWNS})
#: How a person's name is written, as against "two boys": two words or more, each with a capital or a particle.
_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|al|el|bin|ibn|de|del|der|la|van|von|y)"
_NAME = re.compile(rf"{_WORD}(?: {_WORD})+")
_PART, _SMALL = re.compile(r"[^\W\d_]{3,}"), re.compile(r"(?<![\w'’-])[a-z]{3,}\b")


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
    decision or by leave; `everybody` that every name may leave by a decision, and that nothing is protected.
    """

    withheld: Withheld
    dossiers: tuple[Dossier, ...]
    run: str
    count: int
    texts: bool
    everybody: bool


def gate(
    case: CaseFolder, chosen: Sequence[Dossier], progress: Progress | None = None, *, persons: bool = False,
    reports: Sequence[Report] = (),
) -> Gate:  # fmt: skip
    """Decide what of some dossiers, and of reports beside them, may leave: every way out of a case goes through here.

    `persons` lets persons who are named be shown. What the case protects stays withheld, in any spelling. Raises
    CounterclaimError without the key of what is protected.
    """
    everybody = EVERYBODY in may_be_shown(case, chosen)
    kept = set() if persons else not_let_out(case, chosen, progress, reports)
    protected, phrases = to_withhold(case)
    looked_for = names_of(kept, chosen, (protected, phrases))
    made = withheld_from(case, chosen, looked_for, ids=True, reports=reports)
    return Gate(
        withheld=made,
        dossiers=tuple(made.of(d) for d in chosen),
        run=chosen[0].run if chosen else "",
        count=len(kept) + len(protected),
        texts=persons or everybody,
        everybody=everybody and not protected,
    )


def not_let_out(
    case: CaseFolder, chosen: Sequence[Dossier], progress: Progress | None = None, reports: Sequence[Report] = ()
) -> set[str]:
    """Give the names of persons in some dossiers, and in reports beside them, whom no decision or office lets out."""
    let = may_be_shown(case, chosen)
    found = () if EVERYBODY in let else named(chosen, progress, reports)
    return {name for name in found if normal_name(name) not in let}


def withheld_from(
    case: CaseFolder, chosen: Sequence[Dossier], names: Names, *, ids: bool = False, reports: Sequence[Report] = ()
) -> Withheld:
    """Make what withholds names from some dossiers of a case, and from reports beside them.

    With `ids`, claims and events that no withheld name has anything to do with keep their ids too, so that they lead
    back to the case; a bundle, whose ids are digests that others check, keeps those of reports alone.
    """
    mine = {r.id: r for r in (*reports, *(r for d in chosen for r in d.reports))}
    captures = {r.capture for r in mine.values()}
    closed = frozenset(c for c in captures if names.parts and not _clear(names, case.evidence.read(c)))
    tainted = {r.id for r in mine.values() if r.capture in closed or hit(names, plain(r))}
    clear = [r for r in mine.values() if r.id not in tainted]
    harmless = {r.id for r in clear} | {r.sha256 for r in clear} | (captures - closed)
    if ids and names.parts:
        harmless |= _of_clear(chosen, names, harmless)
    salts = b"".join(_salt(case)) if names.parts else b""
    key = sha256(b"aliases" + salts + canonical_bytes([names.parts, [d.event.id for d in chosen]]))
    redaction = Redaction(names, key.digest(), case.reports(), harmless)
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


def speakers(chosen: Sequence[Dossier]) -> set[str]:
    """Give the names of persons who speak in some dossiers."""
    agents = {hop.agent for d in chosen for c in d.claims for hop in c.chain}
    agents |= {p.agent for d in chosen for q in d.finding.questions for a in q.answers for p in a.positions}
    return {a.name for a in agents if a.kind is AgentKind.PERSON}


def named(chosen: Sequence[Dossier], progress: Progress | None = None, beside: Sequence[Report] = ()) -> set[str]:
    """Give every person's name that some dossiers, and reports beside them, hold, as far as it is noticed.

    Each report is read for names, which takes longest.
    """
    shown = progress or Quiet()
    reports = {r.id: r for r in (*beside, *(r for d in chosen for r in d.reports))}
    claims = [c for d in chosen for c in d.claims]
    signed = {r.author or "" for r in reports.values()}
    victims = {w or "" for c in claims if c.aspect is Aspect.VICTIM_IDENTITY for w in (c.value, c.target)}
    found = speakers(chosen) | {w for w in signed | victims if _NAME.fullmatch(w) and not known_party(w)}
    others = {normal_name(h.agent.name) for c in claims for h in c.chain if h.agent.kind is not AgentKind.PERSON}
    for done, report in enumerate(reports.values(), start=1):
        told = persons_in((report.text, report.title or ""))
        found |= {name for name in told if normal_name(name) not in others}
        shown.step("look for names", done, len(reports))
    return found


def names_of(
    persons: Collection[str], chosen: Sequence[Dossier], protected: tuple[Iterable[str], Iterable[str]]
) -> Names:
    """Give what to look for: names whole, and each part that is no title, no place and no word that texts write small.

    Takes the dossiers that tell of places and hold the texts. `protected` are the names and phrases that a case
    protects: of those each part is looked for, whatever it is.
    """
    names, phrases = protected
    if not persons:
        return Names(names, phrases)
    small = {word for d in chosen for r in d.reports for word in _SMALL.findall(r.text)}
    places = {p for d in chosen for c in d.claims if c.place is not None for p in _PART.findall(c.place.name)}
    parts = {p for name in persons for p in _PART.findall(name)}
    telling = {p for p in parts if p.lower() not in small and p not in places and not (is_title(p) or is_place(p))}
    return Names(names, [*persons, *phrases], words=telling)


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


def _salt(case: CaseFolder) -> Iterator[bytes]:
    """Give secret bytes of the case: salts that nothing shows."""
    for row in case.sealed(lambda kind, _: kind == "captures"):
        yield bytes.fromhex(row.salt or "")


def _clear(names: Names, data: bytes) -> bool:
    """Say whether bytes are a plain text that has no withheld name, however it may be written in it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if _ENCODED.search(text) or "\0" in text:
        return False
    unescaped = _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text)
    printable = quopri.decodestring(data).decode("utf-8", "replace")
    readings = (text, markup.unescape(text), unquote(text), unescaped, printable, re.sub(r"<[^<>]*>", "", text))
    return not any(names.spans(reading) for reading in readings)
