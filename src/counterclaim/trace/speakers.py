"""Claims of one event that go back to one speaker, one numbered document or one picture: edges between claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.offices import states_by_report
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage
from counterclaim.records.naming import PER_REPORT, normal_name
from counterclaim.records.source import Report
from counterclaim.records.ties import house
from counterclaim.records.words import AgentKind, Basis, LineageKind
from counterclaim.trace import spokespeople
from counterclaim.trace.bearers import bearer
from counterclaim.trace.bodies import bodies, one_office
from counterclaim.trace.case import Case, both, edge, who
from counterclaim.trace.credits import LANGUAGES
from counterclaim.trace.monitors import the_monitor
from counterclaim.trace.namesakes import DESCRIBED, Everyone, Meant, Named, meant
from counterclaim.trace.spelled import spelled
from counterclaim.trace.titles import holder, titles

#: What a document with a number of its own is called: "resolution 2254", "S/RES/2254", "A/HRC/31/68".
_NUMBERED = re.compile(r"\b(?:[A-Z]{1,4}(?:/[A-Z0-9.]+)+/\d+|[Rr]esolution\s+\d{3,4}|[Rr]eport\s+No\.?\s*\d+)")


def edges(case: Case, claims: Sequence[Claim]) -> Iterator[Lineage]:
    """Link each later claim of one originator in one event with its earliest, across reports; so numbered documents.

    A spokesperson or an alias is one voice with whom the registry says it speaks for, at the date of the report.
    """
    order = {id_: n for n, id_ in enumerate(case.reports)}
    known = [c for c in claims if c.report in order]
    called: dict[str, str] = {}
    speakers: dict[tuple[str, str], list[tuple[Claim, str]]] = defaultdict(list)
    documents: dict[tuple[str, str], list[tuple[Claim, str]]] = defaultdict(list)
    voices = _Voices(case, known)
    by_key: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    whose = {c.id: voices.of(c) for c in known}
    for claim in known:
        if (found := whose[claim.id]) is not None and claim.event is not None:
            by_key[claim.event][found.key].append(claim)
        elif claim.event is not None and claim.originator.kind is AgentKind.UNNAMED_GROUP:
            by_key[claim.event][voices.name(claim)].append(claim)  # "an army spokesman" is of an office without a name
    offices = voices.offices(by_key)
    for claim in known:
        called.setdefault(voices.name(claim), voices.title(voices.name(claim)))
        found = whose[claim.id]
        if found is None and voices.name(claim) in offices.get(claim.event or "", {}):
            found = Meant(voices.name(claim))
        if found is not None:
            called.setdefault(found.key, voices.title(found.key))
            office = offices.get(claim.event or "", {}).get(found.key, found.key)
            called.setdefault(office, voices.title(office))
            same = f"“{called[found.key]}” is of the same office" if office != found.key else ""
            speakers[claim.event or "", office].append((claim, "; ".join(w for w in (found.why, same) if w)))
        if claim.event is not None and (numbered := _NUMBERED.search(claim.text)):
            documents[claim.event, " ".join(numbered.group().upper().split())].append((claim, ""))
    for (_, key), members in sorted(speakers.items(), key=lambda s: s[0]):
        for root, claim, why in _later(members, order):
            whom = called.get(key, root.originator.name)
            yield _one_speaker(case, root, claim, f"{whom}: {why}" if why else "")
    for (_, number), members in sorted(documents.items(), key=lambda d: d[0]):
        for root, claim, _ in _later(members, order):
            names = " and ".join(both(case.reports[root.report], case.reports[claim.report]))
            text = f"{names} both rest on one document ({number})."
            yield edge(LineageKind.SAME_DOCUMENT, (root.id, claim.id), None, text, number)


class _Voices:
    """Whose voice each claim is: who is meant by a name, for whom that one speaks, and who is meant by that."""

    def __init__(self, case: Case, claims: Sequence[Claim]) -> None:
        self._case = case
        self._speaks = spokespeople.declared(case.reports, claims)
        # Of a name in several spellings, one report may say for whom it speaks.
        by_spelling = {spelled(name): speaks for name, speaks in sorted(self._speaks.items())}
        for name in sorted({normal_name(c.originator.name) for c in claims} - self._speaks.keys()):
            if spelled(name) in by_spelling:
                self._speaks[name] = by_spelling[spelled(name)]
        self._kinds: dict[str, AgentKind] = {}
        self._persons: dict[str, dict[str, Claim]] = defaultdict(dict)
        speaking: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, str] = {}
        by_event: dict[str, set[Named]] = defaultdict(set)
        for claim in claims:
            if claim.originator.kind not in PER_REPORT:
                speaking[claim.report].add(claim.originator.name)
        self._monitors = _monitors(case, claims, speaking)
        for claim in claims:
            self._titles.setdefault(self.name(claim), self._written(claim))
            by_event[claim.event or ""].add(self._named(claim))
            if claim.originator.kind not in PER_REPORT:
                self._persons[claim.event or ""].setdefault(normal_name(claim.originator.name), claim)
        self._offices = titles(case.reports, speaking)
        self._first = self._meant(by_event)
        # Whom a person speaks for may be called by a short name in turn, or have a spokesperson without a name.
        self._titles |= {s.body: s.title for s in self._speaks.values() if s.body not in self._titles}
        self._then = self._meant(
            {
                e: {self._housed(m.key) for m in self._first[e].values()} | _unnamed(names)
                for e, names in by_event.items()
            }
        )

    def title(self, key: str) -> str:
        """Give the name of a voice as a report writes it."""
        return self._titles.get(key, key)

    def name(self, claim: Claim) -> str:
        """Give a claim's originator, or whom it speaks for by the registry when its report was published."""
        at = self._case.around.dated.at(self._case.reports[claim.report].published)
        return house(self._said(claim), at)[0]

    def _said(self, claim: Claim) -> str:
        """Give a claim's originator, or the body that general words for it mean."""
        return self._monitors.get((claim.report, claim.originator.name), claim.originator.name)

    def _written(self, claim: Claim) -> str:
        """Give the name of a claim's originator, or of whom it speaks for, as it is written."""
        at = self._case.around.dated.at(self._case.reports[claim.report].published)
        name, tie = house(self._said(claim), at)
        return tie.other if tie is not None and normal_name(tie.other) == name else self._said(claim)

    def of(self, claim: Claim) -> Meant | None:
        """Give whose voice a claim is, and in words how that is known; None where nothing can be said."""
        event, named = claim.event or "", self._named(claim)
        if named.kind in PER_REPORT:
            found = self._then[event].get(named)
            # A person who holds the office is more than a description.
            if found is None or found.why == DESCRIBED:
                person = self._by_office(event, claim)
                if person is not None or found is None:
                    return person
            return Meant(found.key, found.why.format(claim.originator.name))
        if (first := self._first[event].get(named)) is None:
            return None
        said, key = self._said(claim), first.key
        why = [f"“{claim.originator.name}” is the one monitoring body that its report names"]
        why = [*why[: said != claim.originator.name], first.why.format(said)]
        if (speaks := self._speaks.get(key)) is not None:
            why.append(f"{self.title(key)} speaks for it ({speaks.told})")
        if (then := self._then[event].get(self._housed(key))) is not None:
            if then.why and speaks is not None:
                why.append(then.why.format(speaks.title))
            key = then.key
        return Meant(key, "; ".join(w for w in why if w))

    def _by_office(self, event: str, claim: Claim) -> Meant | None:
        """Give the person of an event who holds the office by which somebody without a name is called, or None."""
        here = {name: self._offices[name] for name in self._persons[event] if name in self._offices}
        role = claim.originator.name
        if not event:
            return None
        if (one := holder(role, here)) is not None:
            found, why = one[0], f"“{role}” is who is called so elsewhere (“{one[1].words}”)"
        else:
            text = self._case.reports[claim.report].text
            named = {c.originator.name: name for name, c in self._persons[event].items()}
            if (own := bearer(role, text, named)) is None:
                return None
            found, why = named[own[0]], f"“{role}” is who is called so (“{' '.join(own[1].split())}”)"
        person = self.of(self._persons[event][found])
        return Meant(person.key, why) if person is not None else None

    def offices(self, found: Mapping[str, Mapping[str, Sequence[Claim]]]) -> dict[str, dict[str, str]]:
        """Give by event, for each voice that is a body of a state, the voice that stands for its office."""
        states = states_by_report(c for claims in self._case.claims.values() for c in claims)
        return {event: one_office(bodies(by_key, self._titles, states)) for event, by_key in found.items()}

    def _named(self, claim: Claim) -> Named:
        name = self.name(claim)
        # Whom a report puts beside a role is a person, whatever it was taken for.
        kind = AgentKind.PERSON if name in self._speaks else claim.originator.kind
        kind = kind if self._said(claim) == claim.originator.name else AgentKind.ORGANISATION
        self._kinds.setdefault(name, kind)
        return Named(name, kind)

    def _housed(self, key: str) -> Named:
        if key in self._speaks:
            key = self._speaks[key].body
            return Named(key, self._kinds.get(key, AgentKind.ORGANISATION))
        return Named(key, self._kinds.get(key, AgentKind.UNNAMED_GROUP))

    def _meant(self, by_event: Mapping[str, set[Named]]) -> dict[str, dict[Named, Meant]]:
        everyone = Everyone(n for names in by_event.values() for n in names)
        return {e: meant(names, everyone) if e else _themselves(names) for e, names in by_event.items()}


def _monitors(case: Case, claims: Iterable[Claim], speaking: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
    """Give by report and name of an originator the monitoring body that general words mean there."""
    asked = {(c.report, c.originator.name) for c in claims if c.originator.kind is not AgentKind.GENERIC}
    found = {(r, name): the_monitor(name, case.reports[r].text, speaking.get(r, ())) for r, name in sorted(asked)}
    return {key: full for key, full in found.items() if full}


def _unnamed(names: Iterable[Named]) -> set[Named]:
    return {n for n in names if n.kind in PER_REPORT}


def _themselves(names: Iterable[Named]) -> dict[Named, Meant]:
    """Give names as they are: outside of events nothing says that a short form means one of them."""
    return {n: Meant(n.name) for n in names if n.kind not in PER_REPORT}


def _later(members: list[tuple[Claim, str]], order: dict[str, int]) -> Iterator[tuple[Claim, Claim, str]]:
    """Pair the first claim of each later report, under each name it uses, with the earliest claim; say what is odd."""
    members.sort(key=lambda m: (bool(m[1]), order[m[0].report], m[0].start, m[0].id))
    root, odd = members[0]
    seen = {(root.report, root.originator.id)}
    for claim, why in members[1:]:
        # Two names of one report that nothing odd ties are tied by the registry.
        if (claim.report, claim.originator.id) not in seen:
            seen.add((claim.report, claim.originator.id))
            yield root, claim, "; ".join(dict.fromkeys(w for told in (why, odd) if told for w in told.split("; ")))


def _report(case: Case, claim: Claim) -> str:
    return who(case.reports[claim.report])


def _one_speaker(case: Case, root: Claim, claim: Claim, why: str) -> Lineage:
    kind, words = occasion(root, claim, case.reports[claim.report])
    names = " and ".join(both(case.reports[root.report], case.reports[claim.report]))
    text = f"{names} both go back to {root.originator.name}."
    if why and root.report == claim.report:
        text = f"{_report(case, root)} has one voice under two names, {why}."
    elif why:
        text = f"{names} both go back to {why}."
    elif claim.originator.id != root.originator.id:
        at = case.around.dated.at
        ties = [house(c.originator.name, at(case.reports[c.report].published))[1] for c in (claim, root)]
        basis = next((t.basis for t in ties if t is not None), "")
        one = f"{claim.originator.name} speaks as one with"
        told = f" ({basis})" if basis else ""
        text = f"{text[:-1]}: {one} it{told}."
        if root.report == claim.report:
            text = f"{_report(case, root)} has one voice under two names: {one} {root.originator.name}{told}."
    return replace(edge(kind, (root.id, claim.id), None, text, words), one_speaker=True)


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
