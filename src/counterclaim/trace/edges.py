"""Lineage: edges between reports and between claims, each with a sentence and the words that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Lineage, SharedSpan
from counterclaim.records.naming import PER_REPORT, normal_name
from counterclaim.records.registry import Registry
from counterclaim.records.source import Picture, Report
from counterclaim.records.words import COPIES, LineageKind
from counterclaim.settings import Settings
from counterclaim.trace import footage, owners, passed, speakers, stated
from counterclaim.trace.case import Case, both, edge
from counterclaim.trace.direction import Directions
from counterclaim.trace.naming import names_only
from counterclaim.trace.passages import Handed, beside, handed
from counterclaim.trace.reuse import Shared, Text, is_quote

#: A report of which the other carries this share or more is its copy as a whole, leftover sentences included.
COPY_SHARE = 0.5
#: So few words two reporters can find for one fact, or carry in a disclaimer, each alone: with fewer, and no credit,
#: nearly all of a text makes it a copy.
BRIEF_WORDS, BRIEF_SHARE = 24, 0.9
#: Words of a shared passage that stand in an edge; its spans say where all of it is.
SHOWN_WORDS = 24


def texts(case: Case) -> tuple[Text, ...]:
    """Give what text reuse needs of a case's reports, earliest first."""
    return tuple(Text(id=r.id, text=r.text, publisher=case.keys[r.id]) for r in case.reports.values())


def lineage(  # noqa: PLR0913 - what there is to trace, and what is known besides
    case: Case,
    claims: Sequence[Claim],
    registry: Registry,
    settings: Settings,
    shared: Sequence[Shared],
    pictures: Sequence[Picture] = (),
) -> tuple[Lineage, ...]:
    """Give all edges, by kind and ends; takes the pairs of reports that share words, which an engine finds (`tracing`).

    1 text reuse between reports; 2 what reports declare; 3 the same pictures; 4 owners; 5 claims inside copied text;
    6 claims that go back to one originator in one event, or that one
    report has from another. Text in languages that are not read is compared all the same.
    """
    edges = [*between(case, settings, shared), *footage.edges(case, pictures), *owners.edges(case.around, registry)]
    edges += [*speakers.edges(case, claims), *passed.edges(case, claims)]
    return ordered(edges)


def ordered(edges: Iterable[Lineage]) -> tuple[Lineage, ...]:
    """Give each edge once, by kind and ends; of two of one kind and ends the later one given.

    That two claims are of one speaker is kept, whichever of the two says so.
    """
    found: dict[str, Lineage] = {}
    for one in edges:
        same = one.one_speaker or (one.id in found and found[one.id].one_speaker)
        found[one.id] = replace(one, one_speaker=same)
    return tuple(sorted(found.values(), key=lambda e: (e.kind, e.a, e.b)))


def between(case: Case, settings: Settings, shared: Sequence[Shared]) -> list[Lineage]:
    """Give the edges of reports that share words or say whom they take them from, and of claims in copied words."""
    published = {r.id: r.published for r in case.reports.values()}
    directions, around = Directions(case, shared), handed(shared, published, settings.event_days_apart_max)
    edges: list[Lineage] = []
    for one in shared:
        if names_only(case.reports[one.a].text, one.spans, settings.reuse_words_min):
            edges.append(_named(case, one))
            continue
        spans, passage = beside(one, around)
        if passage is None or spans or _credited(case, one):
            left = _left(case, one, spans or one.spans)
            found = _reuse(case, left, directions, settings)
            edges += [found, *(_copied_claims(case, found, one, left.share_b) if found.kind in COPIES else ())]
        else:
            found = _handed(case, one, passage)
            edges += [found, *(replace(e, passage_only=True) for e in _copied_claims(case, found, one, 0))]
    return [*edges, *stated.edges(case, ((s.a, s.b) for s in shared), settings)]


def _credited(case: Case, shared: Shared) -> bool:
    """Say whether one of two reports credits the other or says that it takes words from it."""
    a, b = case.reports[shared.a], case.reports[shared.b]
    return any(case.credit(*ends) or case.citing(*ends) for ends in ((a, b), (b, a)))


def _handed(case: Case, shared: Shared, passage: Handed) -> Lineage:
    """Give the edge of two reports that share nothing but passages handed around."""
    a, b = case.reports[shared.a], case.reports[shared.b]
    text = f"{' and '.join(both(a, b))} share {shared.words} words that stand "
    if passage.days:
        text += (
            f"in reports {passage.days} days apart, too far for news of one happening: background, or an old report "
        )
        text += "told again. It makes neither a copy of the other."
    else:
        text += (
            f"alike in {passage.carriers} texts or more which share nothing else: background, or a statement handed "
        )
        text += "around. It makes neither a copy of the other."
    return edge(LineageKind.QUOTES, (a.id, b.id), None, text, _words(a, shared.spans), shared.spans)


def _named(case: Case, shared: Shared) -> Lineage:
    """Give the edge of two reports that share no more than what an event is called."""
    a, b = case.reports[shared.a], case.reports[shared.b]
    text = (
        f"{' and '.join(both(a, b))} share {shared.words} words that only name the event: what it was, where and when. "
    )
    text += "It makes neither a copy of the other."
    return edge(LineageKind.QUOTES, (a.id, b.id), None, text, _words(a, shared.spans), shared.spans)


def _words(report: Report, spans: Sequence[SharedSpan]) -> str:
    """Give the longest shared passage on one line, cut where it is long."""
    longest = max(spans, key=lambda s: s.a_end - s.a_start)
    words = report.text[longest.a_start : longest.a_end].split()
    return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")


def _left(case: Case, shared: Shared, spans: tuple[SharedSpan, ...]) -> Shared:
    """Give what a pair shares besides passages handed around, which are no words of either's own."""
    if len(spans) == len(shared.spans):
        return shared
    a, b = case.reports[shared.a].text, case.reports[shared.b].text
    gone = [s for s in shared.spans if s not in spans]
    many = sum(min(len(a[s.a_start : s.a_end].split()), len(b[s.b_start : s.b_end].split())) for s in gone)
    part = sum(s.a_end - s.a_start for s in spans) / sum(s.a_end - s.a_start for s in shared.spans)
    return replace(
        shared,
        words=max(0, shared.words - many),
        own_words=max(0, shared.own_words - many),
        share_a=part * shared.share_a,
        share_b=part * shared.share_b,
        spans=spans,
    )


def _reuse(case: Case, shared: Shared, directions: Directions, settings: Settings) -> Lineage:
    """Give the edge of two reports that share words: which kind, which is earlier and how that is known.

    Takes what they share besides passages handed around.
    """
    spans = shared.spans
    a, b = case.reports[shared.a], case.reports[shared.b]
    first, why = directions.of(shared)
    later, earlier = (b, a) if first != b.id else (a, b)
    share = shared.share_b if later is b else shared.share_a
    ends = (a.id, b.id)
    if is_quote(shared, settings):
        text = f"{' and '.join(both(a, b))} carry the same quotation of {shared.words} words."
        return edge(LineageKind.QUOTES, ends, first, text, _words(a, spans), spans)
    credit = case.credit(a, b) or case.credit(b, a)
    agencies = {m.key for m in case.credits[a.id]} & {m.key for m in case.credits[b.id]}
    if not credit and not agencies and _brief(shared, a, b):
        text = (
            f"{' and '.join(both(a, b))} share {shared.words} words: no more than a disclaimer, a footer or a phrase "
        )
        text += "that two reporters can find for one fact. It makes neither a copy of the other."
        return edge(LineageKind.QUOTES, ends, None, text, _words(a, spans), spans)
    by = f", and credits it (“{credit.words}”)" if credit else ""
    together = f"; both credit {case.title(min(agencies))}" if agencies and not credit else ""
    if first is None:
        names = both(a, b)
        text = f"{' and '.join(names)} share {shared.words} words, in passages that make up {share:.0%} of the text of "
        text += f"{names[1]}{by}{together}. Nothing shows which is earlier."
    else:
        name, source = both(later, earlier)
        text = f"{name} shares {shared.words} words, in passages that make up {share:.0%} of its text, with "
        text += f"{source}{by}{why}{together}."
    kind = LineageKind.WIRE_COPY if credit or agencies else LineageKind.SAME_TEXT
    found = edge(kind, ends, first, text, credit.words if credit else _words(a, spans), spans)
    return replace(found, share_a=shared.share_a, share_b=shared.share_b)


def _brief(shared: Shared, a: Report, b: Report) -> bool:
    """Say whether two texts share so few words that these show nothing, unless they are nearly all of one of them.

    What lies between two shared runs, and differs, is no shared word.
    """
    shortest = min(len(a.text.split()), len(b.text.split()))
    return shared.words < min(BRIEF_WORDS, BRIEF_SHARE * shortest)


def _inside(claim: Claim, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= claim.start and claim.end <= end for start, end in spans)


def _own(claim: Claim) -> bool:
    """Say whether a claim's originator is its report's author or somebody only this report names."""
    return len(claim.chain) == 1 or claim.originator.kind in PER_REPORT


def _said(claim: Claim) -> tuple[str | None, str, str]:
    return claim.event, claim.aspect, claim.value


def _copied_claims(case: Case, copied: Lineage, shared: Shared, share: float) -> Iterator[Lineage]:
    """Join the claims that stand in copied words, and a copy's leftover own-voice claims to the lead of the source.

    `share` is how much of b the copied words are, passages handed around left out.
    An unnamed speaker ("residents") of copied words is the same in both, whatever else was changed.
    A copy can leave out whom its source names, but not put another in that one's place: words that two reports give to
    two speakers are two speakers' words.
    """
    if not case.claims[copied.a] or not case.claims[copied.b]:
        return
    spans_a = [(s.a_start - 2, s.a_end + 2) for s in shared.spans]
    spans_b = [(s.b_start - 2, s.b_end + 2) for s in shared.spans]
    there: dict[tuple[str | None, str, str], list[Claim]] = defaultdict(list)
    groups: dict[tuple[str | None, str], list[Claim]] = defaultdict(list)
    leads: dict[str | None, Claim] = {}
    # What the source says in its own voice leads; where it says nothing so, its first claim does, whoever speaks.
    for claim in sorted(case.claims[copied.a], key=lambda c: len(c.chain) > 1):
        leads.setdefault(claim.event, claim)
    for claim in case.claims[copied.a]:
        if _inside(claim, spans_a):
            there[_said(claim)].append(claim)
            groups[_group(claim)].append(claim)
    whole = share >= COPY_SHARE
    for claim in case.claims[copied.b]:
        inside = _inside(claim, spans_b)
        twins = [t for t in there[_said(claim)] if _one_voice(t, claim)] if inside else []
        if inside and not twins and len(claim.chain) > 1 and _own(claim):
            # A word changed on the way changes what an unnamed speaker says, and makes no other speaker.
            twins = [t for t in groups[_group(claim)] if len(t.chain) > 1 and _own(t)]
        twin = twins[0] if twins else leads.get(claim.event) if whole and len(claim.chain) == 1 else None
        if twin is not None:
            first = twin.id if copied.first == copied.a else claim.id if copied.first == copied.b else None
            # What one copy says itself and the other gives to a speaker is that speaker's: these words, and no others.
            own, given = sorted((twin, claim), key=lambda c: len(c.chain) > 1)
            lent = len(own.chain) == 1 and len(given.chain) > 1
            ends = (given.id, own.id) if lent else (twin.id, claim.id)
            yield replace(edge(copied.kind, ends, first, copied.evidence, copied.words), passage_only=lent)


def _group(claim: Claim) -> tuple[str | None, str]:
    return claim.event, normal_name(claim.originator.name)


def _one_voice(one: Claim, other: Claim) -> bool:
    """Say whether two claims in the same words are of one speaker: named or described alike, or left out in one."""
    if len(one.chain) == 1 or len(other.chain) == 1:
        return True
    return _own(one) and _own(other) and normal_name(one.originator.name) == normal_name(other.originator.name)
