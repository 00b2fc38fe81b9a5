"""How sure a report is of who is to blame, by the words beside a name; where they say nothing, by the encoder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.extract.incidents.crown import Asked
from counterclaim.extract.incidents.entities import Entity, answer
from counterclaim.extract.incidents.spans import Span

CLAIMED, SUSPECTED = "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED"
#: How many characters there may be between a name and the words that claim, accuse or suspect.
CLAIM_NEAR, ACCUSED_NEAR, SUSPECTED_NEAR = 60, 50, 25


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


def confidence(one: Entity, found: Sequence[Span], text: str, asked: Asked) -> str:
    """Give how an organisation is viewed, in the words of the task: who claims it first, then who is accused of it."""
    named = [found[row] for row in one.rows]
    if any(_claims(span, text) for span in named):
        return CLAIMED
    if any(
        _before(_ACCUSED, span, text, ACCUSED_NEAR) or _before(_SUSPECTED, span, text, SUSPECTED_NEAR) for span in named
    ):
        return SUSPECTED
    return answer(asked, "confidence", one.rows) or ""


def _claims(one: Span, text: str) -> bool:
    after = _CLAIM.search(text, one.start, one.end + 3 * CLAIM_NEAR)
    return (after is not None and after.start() <= one.end + CLAIM_NEAR) or _before(_CLAIMED_BY, one, text, CLAIM_NEAR)


def _before(words: re.Pattern[str], one: Span, text: str, near: int) -> bool:
    return any(m.end() >= one.start - near for m in words.finditer(text, max(0, one.start - 3 * CLAIM_NEAR), one.start))
