"""What one holder's reports dwell on and leave out: each measure a count with the spans behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.cover import text
from counterclaim.cover.holders import OWN_VOICE, role
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow, SpanRef
from counterclaim.records.naming import normal_name
from counterclaim.records.source import Passage, Report
from counterclaim.records.words import AgentKind, Aspect

TOO_FEW = "too few sentences"
VICTIMS = NAMED, NUMBERED, NEITHER = "named", "numbered, not named", "neither"
NOT_MEASURED = "language not measured"
#: Languages with lexicons of topics and lethal words; nothing is counted in others, not even nought.
MEASURED = frozenset({"en"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything of one event's reports, by report, and the author of each report."""

    reports: Mapping[str, Report]
    passages: Mapping[str, Sequence[Passage]]
    claims: Mapping[str, Sequence[Claim]]
    authors: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One outlet or camp with the ids of its reports."""

    name: str
    kind: str
    reports: tuple[str, ...]

    def row(self, measure: str, item: str, spans: Iterable[SpanRef], count: int, total: int) -> CoverageRow:
        """Give one measure of this holder, its spans in order and each once."""
        ordered = tuple(sorted(set(spans), key=lambda s: (s.report, s.start, s.end)))
        return CoverageRow(holder=self.name, holder_kind=self.kind, measure=measure, item=item, count=count,
                           total=total, spans=ordered)  # fmt: skip


def sentences(material: Material, holder: Holder, measured: bool = True) -> tuple[Passage, ...]:
    """Give the holder's sentences in order: those in a measured language, or those in others."""
    return tuple(
        p
        for r in holder.reports
        if (material.reports[r].language in MEASURED) is measured
        for p in material.passages.get(r, ())
    )


def said(material: Material, holder: Holder) -> tuple[Claim, ...]:
    """Give the claims that the holder's reports carry."""
    return tuple(c for r in holder.reports for c in material.claims.get(r, ()))


def text_on(material: Material, holder: Holder, least: int) -> Iterator[CoverageRow]:
    """Give how many sentences are on each topic; a topic with none is listed with a count of 0.

    Under `least` sentences one row says so, and no topic has a share. Sentences in a language without a lexicon are
    listed as not measured.
    """
    found, unread = sentences(material, holder), sentences(material, holder, measured=False)
    if unread:
        yield holder.row("text_on", NOT_MEASURED, map(text.span, unread), len(unread), len(unread))
    if unread and not found:
        return
    if len(found) < least:
        yield holder.row("text_on", TOO_FEW, map(text.span, found), len(found), len(found))
        return
    for topic, words in text.topics():
        on = [text.span(p) for p in found if words.search(p.text)]
        yield holder.row("text_on", topic, on, len(on), len(found))


def voices_by_role(material: Material, holder: Holder) -> Iterator[CoverageRow]:
    """Give how many sayings come from each role; one span said by one voice is one saying, however many claims."""
    by_role: dict[str, set[tuple[str, int, int, str]]] = defaultdict(set)
    spans: dict[str, set[SpanRef]] = defaultdict(set)
    for claim in said(material, holder):
        own = claim.originator.name == material.authors[claim.report]
        name = OWN_VOICE if own else role(claim.originator)
        by_role[name].add((claim.report, claim.start, claim.end, claim.originator.id))
        spans[name].add(words_of(claim))
    total = sum(len(v) for v in by_role.values())
    for name in sorted(by_role):
        yield holder.row("voices_by_role", name, spans[name], len(by_role[name]), total)


def victims_named(material: Material, holder: Holder) -> Iterator[CoverageRow]:
    """Give in how many of the lethal sentences a victim has a name, in how many only a number, in how many neither.

    The spans are whole sentences, so that no list of victims' names comes of it.
    """
    lethal = [p for p in sentences(material, holder) if text.lethal(p)]
    bodies = _not_people(material)
    sorted_out: dict[str, list[SpanRef]] = {item: [] for item in VICTIMS}
    for passage in lethal:
        named = any(normal_name(s.words) not in bodies for s in text.named_victims(passage))
        item = NAMED if named else NUMBERED if text.numbered_victims(passage) else NEITHER
        sorted_out[item].append(text.span(passage))
    for item in VICTIMS if lethal else ():
        yield holder.row("victims_named", item, sorted_out[item], len(sorted_out[item]), len(lethal))


def _not_people(material: Material) -> frozenset[str]:
    """Give the folded names of places, and of agents that are no persons."""
    claims = [c for found in material.claims.values() for c in found]
    names = {h.agent.name for c in claims for h in c.chain if h.agent.kind is not AgentKind.PERSON}
    return frozenset(normal_name(n) for n in names | {c.place.name for c in claims if c.place is not None})


def agentless_harm(material: Material, holder: Holder, least: int) -> Iterator[CoverageRow]:
    """Give how many lethal sentences name no doer although a perpetrator had been claimed by then.

    Sentences from before the first such claim are left out: there, leaving the doer out is proper caution.
    """
    found = sentences(material, holder)
    if len(found) < least:
        return
    due = [(p, _known(material, p)) for p in found if text.lethal(p)]
    due = [(p, names) for p, names in due if names]
    if due:
        bare = [text.span(p) for p, names in due if _bare(material, p, names)]
        yield holder.row("agentless_harm", "no doer named", bare, len(bare), len(due))


def _known(material: Material, passage: Passage) -> frozenset[str]:
    """Give the perpetrators claimed by the time of a passage's report, of the passage's own events if it has any."""
    events = {c.event for c in _inside(material, passage) if c.event is not None}
    mine = material.reports[passage.report]
    names = set[str]()
    for number, claims in material.claims.items():
        if number == mine.id or _before(material.reports[number], mine):
            names |= {c.value for c in claims if c.aspect is Aspect.PERPETRATOR and (not events or c.event in events)}
    return frozenset(names)


def _before(one: Report, other: Report) -> bool:
    """Say whether a report is known to be no later than another; without dates nothing is known."""
    if one.published is None or other.published is None:
        return False
    return one.published.end <= other.published.end


def _bare(material: Material, passage: Passage, names: frozenset[str]) -> bool:
    low = passage.text.casefold()
    if any(n.casefold() in low for n in names):
        return False
    return text.without_agent(passage) and not any(c.actor for c in _inside(material, passage))


def _inside(material: Material, passage: Passage) -> tuple[Claim, ...]:
    claims = material.claims.get(passage.report, ())
    return tuple(c for c in claims if c.start < passage.end and passage.start < c.end)


def amount(material: Material, holder: Holder) -> Iterator[CoverageRow]:
    """Give how many words the holder's measured sentences have, of all words of its reports."""
    measured, other = (
        sum(len(p.text.split()) for p in sentences(material, holder, measured=kind)) for kind in (True, False)
    )
    yield holder.row("text", "words", (), measured, measured + other)


def words_of(claim: Claim) -> SpanRef:
    """Give a claim's words as a reference into its report."""
    return SpanRef(report=claim.report, start=claim.start, end=claim.end, words=claim.text)
