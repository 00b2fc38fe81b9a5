"""Who is noticed as a person in some dossiers, and who is none: outlets, bodies and parties, also by their short names.

Found are those who speak, who sign a report, whom claims call a victim, and whom the reader of texts takes for a
person: a name that none of these notices is not found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass

from counterclaim.extract import beside_protected, is_body, is_given, is_title, known_party, persons_in, plain_word
from counterclaim.progress import Progress, Quiet
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.dossier import Dossier
from counterclaim.records.naming import PLACEHOLDER, normal_name, without_remark
from counterclaim.records.source import Report
from counterclaim.records.words import BODIES, SURE_BODIES, AgentKind, Aspect

#: How a person's name is written, as against "two boys": two words or more, each with a capital or a particle.
_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|al|el|bin|ibn|de|del|der|la|van|von|y)"
#: An office with its matter, and a name of two words behind it.
_WRITTEN = r"[^\W\d_a-z][\w’'-]+"
_TITLED = re.compile(rf"(?P<title>.+?) (?:of|for) (?:the )?(?!the )(?:[\w’'-]+ )+?(?P<name>{_WRITTEN} {_WRITTEN})")
_NAME = re.compile(rf"{_WORD}(?: {_WORD})+")


class Agents:
    """The agents of some dossiers' claims and reports, by what they are called."""

    def __init__(self, claims: Iterable[Claim], reports: Iterable[Report]) -> None:
        self.met: dict[str, set[tuple[AgentKind, str]]] = defaultdict(set)
        self.persons: set[str] = set()
        self.misread: set[str] = set()
        self._titled: set[str] = set()
        for claim in claims:
            for hop in claim.chain:
                self._meet(hop.agent, claim.report)
        for report in reports:
            if report.publisher and report.publisher != report.author:
                for name in (report.publisher, without_remark(report.publisher)):
                    self.met[normal_name(name)].add((AgentKind.OUTLET, report.id))
        surnames = {name.rsplit(maxsplit=1)[-1] for name in self._titled}
        self._call({name for name in self.met.keys() - self._titled - surnames if self._whole(name)})

    def _call(self, bodies: set[str]) -> None:
        """Note what bodies are called: whole names, their words with those beside them, one word at either end."""
        self.bodies = bodies
        self.words: dict[str, set[str]] = defaultdict(set)
        for name in bodies:
            for word in name.split():
                self.words[word] |= set(name.split())
        several = [name.split() for name in bodies if " " in name]
        self.short = frozenset(word for words in several for word in (words[0], words[-1]))

    def but(self, persons: Iterable[str]) -> Agents:
        """Give the agents with some names taken for persons, whatever they were read as."""
        made = copy(self)
        made._call(self.bodies - {normal_name(name) for name in persons})
        return made

    def _meet(self, agent: Agent, report: str) -> None:
        self.met[normal_name(agent.name)].add((agent.kind, report))
        if agent.kind is AgentKind.PERSON:
            self.persons.add(agent.name)
        elif agent.kind in BODIES and (person := behind_title(agent.name)):
            self.misread.add(person)
            self._titled.add(normal_name(agent.name))
        elif agent.kind is AgentKind.ORGANISATION and like_name(agent.name) and not known_party(agent.name):
            self.misread.add(agent.name)

    def _whole(self, name: str) -> bool:
        """Say whether a whole name is no person's: of what is read both ways, an organisation may be a person."""
        kinds = {kind for kind, _ in self.met.get(name, ())}
        if AgentKind.PERSON not in kinds:
            return bool(kinds & BODIES) and (bool(kinds & SURE_BODIES) or not self._surname_speaks(name))
        return bool(kinds & SURE_BODIES) and not is_given(name.split(maxsplit=1)[0] if name else "")

    def _surname_speaks(self, name: str) -> bool:
        """Say whether the last word of a name without a body's noun speaks alone as a person: "Kolin"."""
        last = name.rsplit(maxsplit=1)[-1] if " " in name else ""
        return AgentKind.PERSON in self._kinds(last) and not known_party(name)

    def is_body(self, name: str) -> bool:
        """Say whether a name is that of an outlet, a body or a party, or one word by which such a one is called.

        A person's full name may stand in the name of a body, and is no short form of it.
        """
        normal = normal_name(name)
        return normal in self.bodies or normal in self.short

    def may_be_person(self, name: str) -> bool:
        """Say whether a name that texts have as a person's is none of a body: a full name is often read as one."""
        full = " " in normal_name(name) and not self._kinds(normal_name(name)) & SURE_BODIES
        return full or not self.is_body(name)

    def _kinds(self, normal: str) -> set[AgentKind]:
        return {kind for kind, _ in self.met.get(normal, ())}

    def bare(self) -> set[str]:
        """Give the names of one word that may be surnames of persons whom other reports name in full."""
        kinds = {AgentKind.PERSON, AgentKind.ORGANISATION, AgentKind.GENERIC}
        return {n for n in self.met if n and " " not in n and self._kinds(n) & kinds and not known_party(n)}


@dataclass(frozen=True, slots=True)
class Met:
    """What leaves, each once: the agents, the claims and the reports."""

    agents: Agents
    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]


def answering(chosen: Iterable[Dossier]) -> set[str]:
    """Give the names of persons who take a position in some findings."""
    agents = {p.agent for d in chosen for q in d.finding.questions for a in q.answers for p in a.positions}
    return {a.name for a in agents if a.kind is AgentKind.PERSON}


def behind_title(words: str) -> str:
    """Give the name that stands behind an office in what was read as a body: "High Commissioner for Roads Ilan Marsh".

    It is the last two words, a given name or no plain word at the end, behind a title and a matter: "Minister of Public
    Works" has none, nor has a body that is called after an office ("Office of the Mayor of Lom").
    """
    found = _TITLED.fullmatch(words)
    if found is None or not is_title(found["title"].split()[-1]):
        return ""
    name = found["name"]
    first, last = name.lower().split()
    plain = plain_word(last) and not is_given(first)
    return "" if plain or known_party(name) or is_body(name) else name


def like_name(words: str) -> bool:
    """Say whether words are written as a person's name: two or more, each with a capital or a particle."""
    return bool(_NAME.fullmatch(words))


def named(
    chosen: Sequence[Dossier], met: Met, others: Iterable[Report] = (), progress: Progress | None = None
) -> set[str]:
    """Give every person's name that some dossiers, and reports, hold, as far as it is noticed.

    Each report is read for names, which takes longest. Of `others`, which do not leave, only the full names are read
    that end in one word by which somebody speaks here.
    """
    shown, agents, reports = progress or Quiet(), met.agents, met.reports
    signed = {r.author or "" for r in reports}
    victims = {w or "" for c in met.claims if c.aspect is Aspect.VICTIM_IDENTITY for w in (c.value, c.target)}
    found = {name for name in agents.persons | agents.misread | answering(chosen) if not agents.is_body(name)}
    found |= {w for w in signed | victims if like_name(w) and not known_party(w)}
    for done, report in enumerate(reports, start=1):
        told = persons_in((report.text, report.title or ""))
        found |= {name for name in told if agents.may_be_person(name)}
        found |= {w for text in (report.text, report.title or "") for w in beside_protected(text)}
        shown.step("look for names", done, len(reports))
    found |= _in_full(agents.bare(), others)
    # Of a name that is protected in part, the rest: "Hala" of a relative.
    return {rest for name in found if (rest := " ".join(PLACEHOLDER.sub(" ", name).split()))}


def _in_full(bare: set[str], reports: Iterable[Report]) -> set[str]:
    """Give the persons' full names in some reports that end in one of some words."""
    if not bare:
        return set()
    ends = "|".join(sorted(map(re.escape, bare)))
    full = re.compile(rf"[^\W\d_a-z][\w'’-]+\s+(?:[\w'’-]{{1,4}}\s+)?(?i:{ends})\b")
    near = [line for r in reports for line in r.text.split("\n") if full.search(line)]
    return {name for name in persons_in(near) if normal_name(name.split()[-1]) in bare}
