"""How sure a report is of who is to blame, by the words beside a name; where they say nothing, by the encoder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.extract.incidents.crown import Asked
from counterclaim.extract.incidents.entities import Entity, answer
from counterclaim.extract.incidents.spans import SENTENCE_END, Span

CLAIMED, SUSPECTED, POSSIBLE = "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "POSSIBLE"
BY_AUTHORITIES = "SUSPECTED OR ACCUSED BY AUTHORITIES"
#: How many characters there may be between a name and the words that claim, accuse or suspect.
CLAIM_NEAR, ACCUSED_NEAR, SUSPECTED_NEAR = 60, 50, 25
#: How many characters before an accusation the authority that makes it may be named.
AUTHORITY_NEAR = 120


def _words(*parts: str) -> re.Pattern[str]:
    """Give a pattern of words however they are broken over lines; `~N` is up to N words in between."""
    spaced = [re.sub(r"~(\d) ", r"(?:[\\w']+ ){0,\1}", part).replace(" ", r"\s+") for part in parts]
    return re.compile(rf"\b(?:{'|'.join(spaced)})\b", re.IGNORECASE)


#: Words with which a deed is taken upon oneself; with "by" the name comes after.
_CLAIM = _words(
    r"(?:claim|accept|assum|tak|admit|acknowledg)\w* ~3 (?:responsibility|credit|authorship)",
    r"took ~3 (?:responsibility|credit)",
    r"(?:claim|admitt)ed ~5 (?:attack|bombing|murder|killing|kidnapping|assassination)",
)
_CLAIMED_BY = _words(r"(?:responsibility|credit) ~6 (?:claim|admitt|assum|tak)e[dn] by")
_ACCUSED = _words(
    r"attribut\w+", r"blam\w+", r"accus\w+", r"charg(?:e|ed|es|ing)", r"responsible for", r"holds? ~5 responsible"
)
_SUSPECTED = _words(
    r"(?:suspect|presum|alleged|apparent|suppos)\w*",
    r"believed",
    r"reportedly",
    r"probably",
    r"possibly",
    r"purported\w*",
)
_AUTHORITY = _words(
    r"(?:authorit|minist|investigat|prosecut|official)\w*",
    r"(?:police|government|armed forces|army|military|president|colonel|general|judge|court|attorney)",
)
_HOLDS = re.compile(r".*\b(?:hold|held)s?\s+[^.;]{0,45}", re.IGNORECASE | re.DOTALL)
_RESPONSIBLE = re.compile(r"[\])'\w]*\s+responsible\s+for\b", re.IGNORECASE)
#: After a name, or after those named with it: "... are responsible", "... was behind it".
_IS_BLAMED = re.compile(
    r"[\])'\w\"]*\s+(?:(?:and|or|with)\s+(?:\w+\s+){1,6})?(?:is|are|was|were|be|being)\s+(?:(?!not\b)\w+\s+){0,2}"
    r"(?:responsible|to\s+blame|behind|implicated|involved)\b",
    re.IGNORECASE,
)
_MAYBE = _words(r"(?:could|may|might) (?:also )?(?:have|be) (?:been )?~3 by")


def confidence(one: Entity, found: Sequence[Span], text: str, asked: Asked) -> str:
    """Give how an organisation is viewed, in the words of the task: who claims it first, then who is accused of it."""
    named = [found[row] for row in one.rows]
    if any(_claims(span, text) for span in named):
        return CLAIMED
    accused = [span for span in named if _accused(span, text)]
    if accused:
        # What an authority says is its accusation, not the report's own.
        return BY_AUTHORITIES if _before(_AUTHORITY, accused[0], text, AUTHORITY_NEAR) else SUSPECTED
    if any(_before(_MAYBE, span, text, ACCUSED_NEAR) for span in named):
        return POSSIBLE
    if any(_before(_SUSPECTED, span, text, SUSPECTED_NEAR) for span in named):
        return SUSPECTED
    return answer(asked, "confidence", one.rows) or ""


def _claims(one: Span, text: str) -> bool:
    after = _CLAIM.search(text, one.start, one.end + 3 * CLAIM_NEAR)
    return (after is not None and after.start() <= one.end + CLAIM_NEAR) or _before(_CLAIMED_BY, one, text, CLAIM_NEAR)


def _accused(one: Span, text: str) -> bool:
    """Tell whether words beside a name accuse it."""
    before = _before(_ACCUSED, one, text, ACCUSED_NEAR)
    return before or _held(one, text) or _IS_BLAMED.match(text, one.end) is not None


def _held(one: Span, text: str) -> bool:
    """Tell whether a name stands between "holds" and "responsible"."""
    return _HOLDS.fullmatch(text[max(0, one.start - ACCUSED_NEAR) : one.start]) is not None and (
        _RESPONSIBLE.match(text, one.end) is not None
    )


def _before(words: re.Pattern[str], one: Span, text: str, near: int) -> bool:
    """Tell whether such words stand shortly before a name, in its sentence."""
    start = max(0, one.start - 3 * CLAIM_NEAR)
    start = max([start, *(m.end() for m in SENTENCE_END.finditer(text, start, one.start))])
    return any(m.end() >= one.start - near for m in words.finditer(text, start, one.start))
