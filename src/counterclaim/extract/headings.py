"""Speakers of headings and captions, which stand apart from what they say: "Police: …", "…: rescuers", "… – mayor"."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract.cue import Cue
from counterclaim.extract.parse import Parsed
from counterclaim.extract.speaking import keeps_figures

#: A heading has at most so many words, and its speaker so many.
HEADING_WORDS = 24
SPEAKER_WORDS = 6
_FIRST = re.compile(r"^[#>*\s]*(?P<who>[^:\"“”.!?;]{2,60}):\s+(?=\S)")
_LAST = re.compile(r"(?:[:,]|\s[–—-])\s+(?:(?:says?|said)\s+)?(?P<who>[^:\"“”.!?;,–—]{2,60})$")
_SAID = re.compile(r",\s+(?:says?|said)\s+$")


def heading(parsed: Parsed) -> Cue | None:
    """Give the attribution of a heading to the speaker that a colon, a dash or "says" sets apart, or None.

    A heading is a short sentence of its own without a full stop.
    """
    text = parsed.passage.text.rstrip()
    if len(text.split()) > HEADING_WORDS or text[-1:] in ".!?…":
        return None
    for match in (_FIRST.match(text), _LAST.search(text)):
        who = _speaker(parsed, match) if match is not None else None
        if match is None or who is None:
            continue
        low, high = match.span("who")
        start, end = (match.end(), len(text)) if match.re is _FIRST else (0, match.start())
        words = text[match.start() : low] if match.re is _LAST else text[high : match.end()]
        if match.re is _LAST and text[match.start()] == "," and not _SAID.search(text, 0, low):
            continue
        at = (match.start() if match.re is _LAST else high) + len(words) - len(words.lstrip())
        base = parsed.passage.start
        return Cue(who, base + at, base + at + len(words.strip()), words.strip(), "neutral",
                   (base + start, base + end), lemma="say")  # fmt: skip
    return None


def _speaker(parsed: Parsed, match: re.Match[str]) -> Any:
    """Give the token that heads a heading's speaker, or None where its words name nobody who speaks."""
    span = parsed.doc.char_span(*match.span("who"), alignment_mode="contract")
    if span is None or len(span) > SPEAKER_WORDS or any(t.pos_ in {"VERB", "AUX"} for t in span):
        return None
    nouns = [t for t in span if t.pos_ in {"NOUN", "PROPN"}]
    return span.root if span.root in nouns and keeps_figures(span.root) else None
