"""The second extractor: a language model behind a port, whose every claim must stand in the text word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from counterclaim.extract.model.prompt import Messages, messages, version
from counterclaim.extract.model.proposed import Piece, claims
from counterclaim.extract.named.authors import author
from counterclaim.records.claim import Claim
from counterclaim.records.source import Passage, Report

#: Characters of a report sent at once: whole sentences, as many as fit; a longer sentence goes alone, cut here.
PIECE_CHARS = 2_400

#: Gives a model's answer to messages, from the case's kept answers or from the endpoint; `Unread` when neither can.
Ask = Callable[[Messages], str]


class EndpointExtractor:
    """Asks a model for the claims of each piece of a report and keeps those that are anchored.

    `tally` counts what was proposed, what became a claim and what was dropped for which reason. The same answers give
    the same claims; answers are kept in the case, so that reading again needs no network.
    """

    def __init__(self, model: str, ask: Ask) -> None:
        self._model = model
        self._ask = ask
        self.tally: Counter[str] = Counter()

    @property
    def name(self) -> str:
        """Name the extractor with its model and the version of its prompt."""
        return name(self._model)

    def claims(self, report: Report, passages: Sequence[Passage]) -> tuple[Claim, ...]:
        """Give the claims of one report. Raises Unread when a piece of it has no answer; its counts are then void."""
        tally: Counter[str] = Counter()
        found: dict[str, Claim] = {}
        for start, end in pieces(passages):
            piece = Piece(report, start, end, author(report), self.name)
            for claim in claims(self._ask(messages(piece.text)), piece, tally):
                found.setdefault(claim.id, claim)
        self.tally += tally
        return tuple(sorted(found.values(), key=lambda c: (c.start, c.end, c.aspect, c.id)))

    def each(self, reports: Sequence[tuple[Report, Sequence[Passage]]]) -> Iterator[tuple[Claim, ...]]:
        """Give the claims of some reports, one after the other; each waits for its own answers."""
        return (self.claims(report, passages) for report, passages in reports)


def name(model: str) -> str:
    """Name the extractor that asks this model."""
    return f"endpoint/1 {model} prompt {version()}"


def pieces(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Give the (start, end) of the stretches to send: neighbouring sentences up to `PIECE_CHARS`."""
    start: int | None = None
    end = 0
    for passage in passages:
        if start is not None and passage.end - start > PIECE_CHARS:
            yield start, end
            start = None
        start = passage.start if start is None else start
        end = min(passage.end, start + PIECE_CHARS)
    if start is not None:
        yield start, end
