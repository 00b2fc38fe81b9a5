"""Texts that are somebody's words as a whole: statements under a header, and paragraphs below "X said:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

#: A monitor's header: "[STATEMENT] [THE NORTHERN FRONT] [TEXT]"; the bracket before the last names who speaks.
_HEADER = re.compile(r"\[(?P<kind>[^\]\n]{3,60})\]\s*\[(?P<who>[^\]]{3,120})\]\s*\[(?:TEXT|EXCERPTS?)\]", re.IGNORECASE)
_ISSUED = re.compile(
    r"(?:^|\]\s*|\n\s*)(?:text\s+of\s+(?:the\s+|a\s+)?)?(?:communiqu[eé]|statement|declaration|message|letter)s?"
    r"(?:\s+no\.?\s?\d+)?,?\s+(?:issued|released|signed|read|made)\s+by\s+(?P<who>[^:\n]{3,120}|[^:]{3,120}):\s",
    re.IGNORECASE,
)
#: "THE NORTHERN FRONT COMMUNIQUE: …", "Statement of the Lom council: …" at a text's head.
_OWN = re.compile(
    r"(?:^|\]\s*|\n\s*|--\s+|[–—]\s+)(?:the\s+)?(?P<who>[A-Z][^:\n.()\[\]–—]{1,60}?)"
    r"(?:\s*\[[^\]\n]*(?:\n[^\]\n]*)?\])?\s+"
    r"(?:communiqu[eé]|statement|declaration):\s",
    re.IGNORECASE,
)
#: Within so many characters.
OWN_CHARACTERS = 300
_SPOKEN = frozenset(
    {
        "statement",
        "communique",
        "communiqué",
        "speech",
        "address",
        "message",
        "letter",
        "declaration",
        "remarks",
        "appeal",
    }
)
_FIRST = re.compile(r"\b(?:I|we|our|my|us)\b", re.IGNORECASE)
_NOTES = re.compile(
    r"\s*(?:notes? (?:to|for) editors?|further information|background|media enquiries|follow |ends\b|###)", re.I
)
#: What a text says of itself, it says within this many characters.
HEADER = 600
_INTERVIEW = re.compile(r"\b(?:interview|news conference|press conference|talk|conversation|discussion|question)", re.I)
#: What stands before "statement:" and names nobody.
_NOBODYS = frozenset({"a", "an", "the", "this", "following", "joint", "press", "official", "full", "public", "in"})
#: What shows that a sentence, and no header, stands before "statement:": "the front said in its latest statement: …".
_IN_SENTENCE = frozenset({"its", "their", "his", "her", "our", "said", "says", "stated", "in"})
#: "[BELL] …" where a sentence may begin: blanks are read from their first one only, however many there are.
_TAG = re.compile(
    r"(?:(?<!\s)(?:[^\S\n]*\n){2}\s*|[.?!\"]\s+|(?<=\])\s+)"
    r"\[(?P<who>[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3})\](?=\s+[\"“\[A-Z¿])"
)
_LINE = re.compile(r"(?:^|\n)[ \t>*]*(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})[*]*:[*]* +(?=[\"“A-Z¿])")
#: Where a monitor says that a recording ends, the station speaks again.
_OVER = re.compile(r"\[END (?:VIDEO )?RECORDING\]", re.IGNORECASE)
#: Whose name stands right after this more than once, speaks.
_BEGUN = re.compile(r"\[BEGIN (?:VIDEO )?RECORDING\]\s*$", re.IGNORECASE)
BEGUN_CHARACTERS = 40
#: Who takes part in a conversation without a name.
PARTS = frozenset(
    {"reporter", "question", "q", "a", "answer", "moderator", "interviewer", "announcer", "newsman", "correspondent"}
)
#: A conversation has this many speakers at least.
PARTIES = 2
#: The speaker of "X said:" speaks in the first person within this many paragraphs.
FIRST_PERSON_PARAGRAPHS = 3
#: "X said: We have …", where the words run on without marks.
_RUNS_ON = re.compile(
    r"\b(?:said|says|stated|added|commented|announced|writes?|wrote|reads?|ran|runs|as follows):\s+(?=[A-Z])"
)
#: "The note reads as follows:": the document is all that is below.
_AS_FOLLOWS = re.compile(r"\b(?:as follows|the following|the full text)\b[^.:]*:$", re.IGNORECASE)
_MARKS = frozenset("\"“”«»'‘„")


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that are one speaker's: who, as named at `named`, and the span of the words, in the report's offsets.

    `turn` says that they are a turn in a conversation, and so a person's.
    """

    who: str
    named: tuple[int, int]
    start: int
    end: int
    turn: bool = False


def turns(text: str) -> tuple[Turn, ...]:
    """Give the statement that a report's header says the rest of the text is, or the turns of a conversation."""
    header = _HEADER.search(text, 0, 600)
    if header is not None and _spoken(header):
        return (_turn(header, len(text)),)
    if (issued := _ISSUED.search(text, 0, 900)) is not None:
        return (_turn(issued, len(text)),)
    own = _OWN.search(text, 0, OWN_CHARACTERS)
    who = own["who"].casefold().split() if own is not None else ["the"]
    if own is not None and who[-1] not in _NOBODYS and _IN_SENTENCE.isdisjoint(who):
        return (_turn(own, len(text)),)
    return tuple(_conversation(text))


def _spoken(header: re.Match[str]) -> bool:
    """Say whether a header is of somebody's own words: a statement's, or a report's by one with a rank or an office."""
    kind = set(re.findall(r"[^\W\d_]+", header["kind"].casefold()))
    who = set(re.findall(r"[^\W\d_]+", header["who"].casefold()))
    ranked = who & set(lexicon("agents")["persons"]) - PARTS - {"journalist"}
    return bool(kind & _SPOKEN or ("report" in kind and ranked))


def _conversation(text: str) -> Iterator[Turn]:
    """Give what each speaker says after a tag, "[BELL] …" or "BELL: …", up to the next one.

    A bracket is a tag where the text's head says that a person of that name is interviewed, where it is a part in a
    conversation ("[reporter]"), or where it comes again; what stands before a colon only where it comes again and
    with another.
    """
    head = set(re.findall(r"[^\W\d_]+", text[:HEADER].casefold())) if _INTERVIEW.search(text, 0, HEADER) else set()
    spots = [
        m
        for m in (_TAG.finditer(text) if "[" in text else ())
        if not set(m["who"].casefold().split()) & set(lexicon("transcription")["notes"])
    ]
    often = Counter(m["who"] for m in spots)
    begun = [m for m in spots if often[m["who"]] > 1 and _begun(text, m.start("who") - 1)]
    spots = [m for m in spots if often[m["who"]] > 1 or _part(m["who"]) or m["who"].split()[-1].casefold() in head]
    if not head and len({m["who"] for m in spots}) < PARTIES:
        spots = begun
    if not spots:
        spots = list(_LINE.finditer(text))
        often = Counter(m["who"] for m in spots)
        spots = [m for m in spots if often[m["who"]] > 1 or _part(m["who"])]
        if len({m["who"] for m in spots}) < PARTIES:
            return
    for one, after in zip(spots, [*spots[1:], None], strict=True):
        end = after.start() if after is not None else len(text)
        if (over := _OVER.search(text, one.end(), end)) is not None:
            end = over.start()
        start = end - len(text[one.end() : end].lstrip())
        if start < end:
            yield Turn(" ".join(one["who"].split()), one.span("who"), start, end, turn=True)


def _begun(text: str, bracket: int) -> bool:
    """Say whether a bracket at an offset stands right after a note that a recording begins."""
    return _BEGUN.search(text[max(0, bracket - BEGUN_CHARACTERS) : bracket]) is not None


def _part(who: str) -> bool:
    """Say whether a tag names a part in a conversation and no person ("reporter", "Q")."""
    return who.casefold().split()[-1].rstrip("s") in PARTS


def _turn(match: re.Match[str], end: int) -> Turn:
    who = " ".join(re.sub(r"\([^)]*\)|,.*$", " ", match["who"], flags=re.DOTALL).split())
    return Turn(who, match.span("who"), match.end(), end)


def below(text: str, parsed: Sequence[Parsed]) -> Iterator[tuple[Parsed, int, int]]:
    """Give each sentence that ends in a colon, or runs on after "X said:", above words without marks, and their span.

    In the first person they go on over paragraphs, else to the end of the one that follows.

    The paragraphs reach to the next such sentence, to one that starts with a quotation mark or an editor's note, or to
    the text's end.
    """
    texts = [p.passage.text.rstrip() for p in parsed]
    openers = [i for i, words in enumerate(texts) if words.endswith(":") or _RUNS_ON.search(words)]
    # "Dear Mr Sel:" opens no speech.
    openers = [i for i in openers if any(t.pos_ in {"VERB", "AUX"} for t in parsed[i].doc)]
    for number, i in enumerate(openers):
        stop = openers[number + 1] if number + 1 < len(openers) else len(parsed)
        block = list(parsed[i + 1 : stop])
        if stop < len(parsed):
            block = [p for p in block if p.passage.paragraph != parsed[stop].passage.paragraph]
        cut = next((k for k, p in enumerate(block) if _opens(text, p)), len(block))
        block = block[:cut]
        near = {p.passage.paragraph for p in block}
        head = [p for p in block if p.passage.paragraph <= min(near, default=0) + FIRST_PERSON_PARAGRAPHS - 1]
        if not _AS_FOLLOWS.search(texts[i]) and not any(_FIRST.search(p.passage.text) for p in head):
            # Where nobody says "we", only what stands right below the colon is sure to be said.
            block = [p for p in block if p.passage.paragraph == min(near)]
        if block:
            yield parsed[i], block[0].passage.start, block[-1].passage.end


def _opens(text: str, sentence: Parsed) -> bool:
    """Say whether a sentence opens with a quotation mark or an editor's note."""
    start = sentence.passage.start
    return text[start : start + 1] in _MARKS or _NOTES.match(text, start) is not None
