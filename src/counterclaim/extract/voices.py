"""Voices: for any offset of a report, through whom its words come and how sure each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from counterclaim.extract import agents
from counterclaim.extract.cues import Cue, cues
from counterclaim.extract.parse import Parsed
from counterclaim.extract.quotes import Quote, quotes
from counterclaim.extract.sources import Focus
from counterclaim.lexicons import lexicon
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Speech

_RELAY = re.compile(r"\((?:via|h/t|hat tip(?: to)?|source:)\s+([^)]{2,60})\)", re.IGNORECASE)
_MEDIUM = re.compile(r"\b(?:TV|television|radio|Facebook|Twitter|Telegram|X|YouTube|newspaper|blog)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One saying: `sources` are its agents (more than one when they speak together), `via` its media."""

    sources: tuple[Agent, ...]
    cue: Cue
    via: tuple[Agent, ...] = ()
    paragraph: int = 0

    @property
    def start(self) -> int:
        """Give where the content starts."""
        return self.cue.content[0]

    @property
    def end(self) -> int:
        """Give where the content ends."""
        return self.cue.content[1]


@dataclass(slots=True)
class Voices:
    """All attributions and quotations of one report."""

    report: Report
    author: Agent
    attributions: list[Attribution] = field(default_factory=list)
    quotes: tuple[Quote, ...] = ()

    def at(self, offset: int) -> tuple[Attribution, ...]:
        """Give the attributions whose content holds an offset, the innermost first."""
        found = [a for a in self.attributions if a.start <= offset < a.end and not a.cue.start <= offset < a.cue.end]
        return tuple(sorted(found, key=lambda a: (a.end - a.start, -a.cue.start)))

    def quoted(self, start: int, end: int) -> tuple[Quote, ...]:
        """Give the quotations that touch a span."""
        return tuple(q for q in self.quotes if q.start < end and start < q.end)

    def speech(self, start: int, end: int) -> Speech:
        """Tell how a span's words are given."""
        touching = self.quoted(start, end)
        if not touching:
            return Speech.INDIRECT
        return Speech.DIRECT if any(q.start <= start and end <= q.end for q in touching) else Speech.MIXED


def author(report: Report) -> Agent:
    """Give the agent of a report's own voice: the publisher, else the author, else a generic one."""
    if report.publisher:
        found = agents.known(report.publisher)
        name, kind = (found.name, found.kind) if found else (report.publisher, AgentKind.OUTLET)
        return naming.agent(name, kind, report.id)
    if report.author:
        return naming.agent(report.author, AgentKind.PERSON, report.id)
    title = report.title or PurePosixPath(report.path).name
    return naming.agent(f"unnamed author of “{title}”", AgentKind.GENERIC, report.id)


def voices(report: Report, parsed: Sequence[Parsed]) -> Voices:
    """Read the voices of a report, sentence after sentence, the sources in focus carried along."""
    found = Voices(report, author(report), quotes=quotes(report.text))
    focus = Focus(report)
    media: dict[str, tuple[Agent, ...]] = {}
    for sentence in parsed:
        for cue in cues(sentence, found.quotes):
            sources = focus.sources(cue.source) if cue.source is not None else (_nobody(cue, report),)
            if not sources:
                continue
            via = _media(cue, report) or media.get(sources[0].id, ())
            media[sources[0].id] = via
            found.attributions.append(Attribution(sources, _whole(cue, found.quotes), via, sentence.passage.paragraph))
        _spoke(sentence, focus, media)
        focus.note(sentence.doc)
    _relays(found, parsed)
    return found


def _nobody(cue: Cue, report: Report) -> Agent:
    """Give the generic agent of a saying that names no source."""
    named = lexicon("vague_sources").get(cue.words.lower())
    return naming.agent(named or f"unnamed source ({cue.words})", AgentKind.GENERIC, report.id)


def _whole(cue: Cue, quoted: tuple[Quote, ...]) -> Cue:
    """Widen a content to the end of a quotation that goes on in later sentences."""
    start, end = cue.content
    for quote in quoted:
        if quote.start < end and start < quote.end and not quote.start <= cue.start < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    return replace(cue, content=(start, end))


def _media(cue: Cue, report: Report) -> tuple[Agent, ...]:
    """Give the outlets a saying came through ("told X", "said on Y television")."""
    found = []
    for token in cue.via:
        words = " ".join(t.text for t in token.subtree if t.i <= token.i)
        known = agents.known(words)
        if (known is not None and known.kind is AgentKind.OUTLET) or _MEDIUM.search(words):
            found.append(naming.agent(agents.canonical(words), AgentKind.OUTLET, report.id))
    return tuple(found)


def _spoke(sentence: Parsed, focus: Focus, media: dict[str, tuple[Agent, ...]]) -> None:
    """Remember through which medium a person spoke, for the sentences that follow ("X spoke on Y television")."""
    for token in sentence.doc:
        if token.lemma_ not in {"speak", "write", "post", "appear", "talk", "interview"} or token.pos_ != "VERB":
            continue
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        objects = tuple(p for c in token.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj")
        carried = _media(Cue(None, 0, 0, "", "neutral", (0, 0), objects), focus.report)
        if subject is not None and carried and (who := focus.sources(subject)):
            media[who[0].id] = carried


def _relays(found: Voices, parsed: Sequence[Parsed]) -> None:
    """Add the relay that a paragraph's "(Via X)" names to what the paragraph's last outermost speaker says."""
    for relay in _RELAY.finditer(found.report.text):
        paragraph = next((p.passage.paragraph for p in parsed if p.passage.end > relay.start()), None)
        before = [a for a in found.attributions if a.paragraph == paragraph and a.cue.start < relay.start()]
        outer = [a for a in before if len(found.at(a.cue.start)) == 0]
        if not outer:
            continue
        speaker = outer[-1].sources
        agent = naming.agent(agents.canonical(relay[1].strip()), AgentKind.OUTLET, found.report.id)
        found.attributions = [
            replace(a, via=(*a.via, agent)) if a in outer and a.sources == speaker else a for a in found.attributions
        ]
