"""A report to its incidents, with its parse and what it says: what goes from those to the reader of incidents."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.incidents.crown import Crown
from counterclaim.extract.incidents.incident import Incident
from counterclaim.extract.incidents.phrases import Sentence
from counterclaim.extract.incidents.reading import incidents
from counterclaim.extract.parsed.parse import Parsed, parse
from counterclaim.extract.said.propositions import propositions
from counterclaim.extract.said_of_words import said_of
from counterclaim.extract.unmarked import Unmarked, unmarked
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.records.source import Passage, Report


def incidents_of(report: Report, passages: Sequence[Passage], by: Crown | None = None) -> tuple[Incident, ...]:
    """Give the incidents of an English report, the surest first; raises ModelMismatch for other model files."""
    return incidents(report.text, day(report), by, sentences=parsed(report, passages))


def parsed(report: Report, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
    """Give the parsed sentences of a report, each word with its place in the published text and what is said of it."""
    shown = unmarked(report, passages)
    body = parse(shown.passages, telex_names=True)
    said = Spans[Proposition](lambda p: (p.trigger_start, p.trigger_end))
    said.extend(propositions(shown.report, body, ()))
    return tuple(_sentence(one, shown, said.touching(one.passage.start, one.passage.end), day(report)) for one in body)


def _sentence(one: Parsed, shown: Unmarked, said: Sequence[Proposition], told: str | None) -> Sentence:
    words = tuple(one.doc)
    places = [one.word(w)[:2] for w in words]
    of_each = tuple(said_of(w, start, said, told) for w, (start, _) in zip(words, places, strict=True))
    return Sentence(words, tuple(shown.outside(*place) for place in places), of_each)


def day(report: Report) -> str | None:
    """Give the ISO day on which a report was published, or None."""
    when = report.published
    return when.start if when is not None and when.start == when.end else None
