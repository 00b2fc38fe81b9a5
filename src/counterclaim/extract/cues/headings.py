"""Speakers of headings and captions, which stand apart from what they say: "Police: …", "…: rescuers", "… – mayor"."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.named.speaking import keeps_figures
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon
from counterclaim.records.source import PICTURES

#: A heading has at most so many words, and its speaker so many.
HEADING_WORDS = 24
SPEAKER_WORDS = 6
#: Whose post a line passes on: "@lom_watch: the strike came from the hills".
_HANDLE = re.compile(r"@\w{2,30}")
_FIRST = re.compile(rf"^[#>*\s{PICTURES}]*(?P<who>[^:\"“”.!?;]{{2,60}}):\s+(?=\S)")
#: Words by which a heading's last words tell who says what stands before them.
_WORDS = r"says?|said|claims?|claimed|alleges?|alleged|insists?|insisted"
_LAST = re.compile(rf"(?:[:,]|\s[–—-])\s+(?:(?:{_WORDS})\s+)?(?P<who>[^:\"“”.!?;,–—]{{2,60}})$", re.IGNORECASE)
_TELLS = re.compile(rf",\s+(?P<who>[^:\"“”.!?;,–—]{{2,60}}?)\s+(?:{_WORDS})$", re.IGNORECASE)
_SAID = re.compile(rf",\s+(?P<word>{_WORDS})\s+$", re.IGNORECASE)
#: What a speaker at a heading's end speaks on: "“They did it”: army | on Lom shelling".
_MATTER = re.compile(r"\s+(?:on|over|about|after|amid)\s+(?=\S)")


def heading(parsed: Parsed) -> Cue | None:
    """Give the attribution of a heading to the speaker that a colon, a dash or "says" sets apart, or None.

    A heading is a short sentence of its own without a full stop.
    """
    text = parsed.passage.text.rstrip()
    if len(text.split()) > HEADING_WORDS or text[-1:] in ".!?…":
        return None
    for match in (_FIRST.match(text), _LAST.search(text), _TELLS.search(text)):
        if match is None:
            continue
        low, high = match.span("who")
        matter = _MATTER.search(match["who"]) if match.re is _LAST else None
        who = _speaker(parsed, low, high if matter is None else low + matter.start())
        if who is None:
            continue
        until = None if matter is None else _last(parsed, low + matter.start())
        start, end = (match.end(), len(text)) if match.re is _FIRST else (0, match.start())
        words = text[match.start() : low] if match.re is _LAST else text[high : match.end()]
        if match.re is _LAST and text[match.start()] == "," and not _SAID.search(text, 0, low):
            continue
        at = (match.start() if match.re is _LAST else high) + len(words) - len(words.lstrip())
        base = parsed.passage.start
        verdict = _verdict(text[start:end])
        if match.re is _TELLS and verdict is None and not _left_apart(parsed, high):
            continue  # of a whole clause the parser knows who says it
        if verdict is not None and not any(t.pos_ == "AUX" for t in parsed.doc):
            content = (base + start, base + start + verdict)
            return Cue(who, base + at, base + at + len(words.strip()), words.strip(), "denial", content, lemma="deny",
                       until=until)  # fmt: skip
        lemma = _lemma(words)
        return Cue(who, base + at, base + at + len(words.strip()), words.strip(), effect_of(lemma) or "neutral",
                   (base + start, base + end), lemma=lemma, until=until)  # fmt: skip
    return None


def _left_apart(parsed: Parsed, end: int) -> bool:
    """Say whether the parser gives a heading's last verb no clause: "12 killed in Lom, army says"."""
    verb = next((t for t in parsed.doc if t.idx >= end and t.pos_ == "VERB"), None)
    return verb is None or all(c.dep_ not in {"ccomp", "parataxis"} for c in verb.children)


def _lemma(words: str) -> str:
    """Give the verb by which a heading's speaker speaks; a colon says."""
    told = re.search(_WORDS, words.lower())
    word = told[0].removesuffix("s").removesuffix("d") if told is not None else "say"
    return next((verb for verb in ("claim", "allege", "insist") if word in {verb, f"{verb}e"}), "say")


def _verdict(said: str) -> int | None:
    """Give where what a heading's speaker calls false ends: "reports of strike on clinic | 'fake'"; or None."""
    words = "|".join(re.escape(w) for w in lexicon("dismissal")["predicates"])
    quoted = rf"\s(?P<open>[\"“‘'])(?:\w+\s+){{0,3}}(?:{words})[\"”’']\s*,?\s*\Z"
    bare = rf"\b(?:claims?|reports?|allegations?|accusations?|charges?|rumou?rs?)\b.*?(?P<end>\s)(?:{words})\s*,?\s*\Z"
    found = re.search(quoted, said, re.IGNORECASE) or re.search(bare, said, re.IGNORECASE)
    if found is None or (not said[: found.start()].strip() and found.re.pattern == quoted):
        return None
    return found.start() if found.re.pattern == quoted else found.start("end")


def _speaker(parsed: Parsed, low: int, high: int) -> Any:
    """Give the token that heads a heading's speaker, or None where its words name nobody who speaks."""
    span = parsed.doc.char_span(low, high, alignment_mode="contract")
    if span is not None and _HANDLE.fullmatch(parsed.doc.text[low:high].strip()) is not None:
        return span.root
    if span is None or len(span) > SPEAKER_WORDS or any(t.pos_ in {"VERB", "AUX"} for t in span):
        return None
    nouns = [t for t in span if t.pos_ in {"NOUN", "PROPN"}]
    return span.root if span.root in nouns and keeps_figures(span.root) else None


def _last(parsed: Parsed, end: int) -> int | None:
    """Give the index of the last token before an offset of the sentence."""
    return max((t.i for t in parsed.doc if t.idx < end), default=None)
