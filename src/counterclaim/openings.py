"""Other readings of a text: what a name is written in so that its letters do not stand side by side, or are codes.

An address of a page writes other scripts as bytes (`%D0%98`), a page writes signs as references (`&#1048;`), a line
breaks a name in two (`Vanton-` and `geren`), a heading spaces its letters, a hashtag leaves out its blanks.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Callable, Iterator
from email.header import decode_header
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

#: A letter of a text as it is read, and where it stands in the text as it is.
Letter = tuple[str, int]
_CODE = re.compile(r"\\u\{[0-9A-Fa-f]{1,6}\}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}")
_OPENED = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)|(?P<reference>&\#?\w{1,31};)"
    rf"|(?P<code>{_CODE.pattern})"
    r"|(?P<broken>(?<=[^\W\d_])[-\u2010\u2011]\s+(?=[^\W\d_]))"
    r"|(?P<spaced>(?<!\w)[^\W\d_](?:(?P<by>[ .\-\u00b7_*\xa0])[^\W\d_])(?:(?P=by)[^\W\d_]){2,}(?!\w))"
    r"|(?P<blank>_)|(?P<tag>\#\w{4,})"
)
_BLANK = re.compile(r"\s")
#: Letters on either side of a code that are read with it: the rest of a name.
_NEAR = 40
_CODEPOINTS = 0x110000
#: A tag; what it quotes is bounded, so that a page of open quotations takes no hours.
_TAG = re.compile(r"""<(?:[^<>"']++|"[^"]{0,2000}"|'[^']{0,2000}'){0,60}+>""")
_REMARK, _REMARK_END = "<!--", "-->"
_PLAIN_TAG = re.compile(r"<[^<>]*>")
_MAIL_WORD = re.compile(r"=\?[\w*-]{1,40}\?[BbQq]\?[^?\s]*\?=")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,}(?:\r?\n[A-Za-z0-9+/]+)*={0,2}")
#: How often a text is decoded again: a reference within an address within a tag.
_ROUNDS = 2


def opened(text: str) -> Iterator[list[Letter]]:
    """Give each stretch of a text that has something broken, spaced or coded in it, read as it is meant.

    A stretch has whole words, some on either side, and ends with a blank that stands where it ends.
    """
    found = list(_OPENED.finditer(text))
    while found:
        begin, end = _around(text, found[0])
        count = 1
        while count < len(found) and found[count].start() < end + _NEAR:
            end = max(end, _around(text, found[count])[1])
            count += 1
        out, at = list[Letter](), begin
        for one in found[:count]:
            out += zip(text[at : one.start()], range(at, one.start()), strict=True)
            out += _READ[one.lastgroup or ""](one[0], one.start())
            at = one.end()
        yield [*out, *zip(text[at:end], range(at, end), strict=True), (" ", end)]
        del found[:count]


def _around(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Give where the words near a stretch begin and end."""
    before = max(0, found.start() - _NEAR)
    begin = 1 + max(text.rfind(" ", 0, before), text.rfind("\n", 0, before)) if before else 0
    after = _BLANK.search(text, found.end() + _NEAR)
    return begin, after.start() if after else len(text)


def _bytes(words: str, at: int) -> Iterator[Letter]:
    for letter in bytes.fromhex(words.replace("%", "")).decode("utf-8", "surrogateescape"):
        yield letter, at
        at += 3 * len(letter.encode("utf-8", "surrogateescape"))


def _code(words: str) -> str:
    """Give the sign of a code as programs write it; the code itself where there is none."""
    number = int(words.strip("\\ux{}"), 16)
    return chr(number) if number < _CODEPOINTS else words


def _parted(words: str, at: int) -> Iterator[Letter]:
    """Give a hashtag with blanks where a capital follows a small letter."""
    for (before, letter), place in zip(pairwise(words), range(at + 1, at + len(words)), strict=True):
        if before.islower() and letter.isupper():
            yield " ", place
        yield letter, place


_READ: dict[str, Callable[[str, int], Iterator[Letter]]] = {
    "percent": _bytes,
    "reference": lambda words, at: ((letter, at) for letter in unescape(words)),
    "code": lambda words, at: iter([(_code(words), at)]),
    "broken": lambda *_: iter(()),
    "spaced": lambda words, at: ((letter, at + n) for n, letter in enumerate(words) if n % 2 == 0),
    "blank": lambda _, at: iter([(" ", at)]),
    "tag": _parted,
}


def decoded(text: str) -> Iterator[str]:
    """Give a text of a file as a reader of its kind may see it: as it is, and each time that more of it is decoded."""
    for now in dict.fromkeys((text, _printed(text))):
        yield now
        yield from _further(now)


def _further(text: str) -> Iterator[str]:
    for _ in range(_ROUNDS):
        for step in _STEPS:
            if (now := step(text)) != text:
                yield now
            text = text if step in _ASIDE else now


def _mail_words(text: str) -> str:
    return _MAIL_WORD.sub(lambda m: _mail_word(m[0]), text)


def _mail_word(word: str) -> str:
    try:
        return "".join(
            part if isinstance(part, str) else part.decode(kind or "ascii", "replace")
            for part, kind in decode_header(word)
        )
    except (ValueError, LookupError):
        return word


def _base64(text: str) -> str:
    """Give what base64 in a text says."""
    return "\n".join(_unpacked("".join(found[0].split())) for found in _BASE64.finditer(text))


def _unpacked(word: str) -> str:
    whole = word.rstrip("=")
    try:
        return base64.b64decode(whole[: len(whole) - (len(whole) % 4 == 1)] + "=" * (-len(whole) % 4)).decode(
            "utf-8", "ignore"
        )
    except (binascii.Error, ValueError):
        return ""


def _printed(text: str) -> str:
    return quopri.decodestring(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")


def _codes(text: str) -> str:
    return _CODE.sub(lambda m: _code(m[0]), text)


def _untagged(text: str) -> str:
    """Give a page without remarks and tags, in one pass; a remark without end hides nothing."""
    out, at, last = [], 0, text.rfind(_REMARK_END)
    while (start := text.find("<", at)) >= 0:
        out.append(text[at:start])
        if text.startswith(_REMARK, start):
            at = text.index(_REMARK_END, start) + len(_REMARK_END) if start < last else start + len(_REMARK)
        elif tag := _TAG.match(text, start):
            at = tag.end()
        else:
            out.append("<")
            at = start + 1
    return "".join([*out, text[at:]])


def _untagged_plainly(text: str) -> str:
    return _PLAIN_TAG.sub("", text)


_STEPS: tuple[Callable[[str], str], ...] = (
    _base64,
    _mail_words,
    unescape,
    unquote,
    _codes,
    _untagged_plainly,
    _untagged,
)
#: What a step leaves out is in the text still: these are read beside it.
_ASIDE = (_base64, _untagged_plainly)
