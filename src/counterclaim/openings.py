"""Other readings of a text: what a name is written in so that its letters do not stand side by side, or are codes.

An address of a page writes other scripts as bytes (`%D0%98`), a page writes signs as references (`&#1048;`), a line
breaks a name in two (`Vanton-` and `geren`), a heading spaces its letters, a hashtag leaves out its blanks; who hides a
name writes signs, digits or letters of another script that look like its own.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable, Iterator
from email.header import decode_header
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

from anyascii import anyascii

#: A letter of a text as it is read, and where it stands in the text as it is.
Letter = tuple[str, int]
_CODE = re.compile(
    r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}"
    r"|\\u\{[0-9A-Fa-f]{1,6}\}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}"
)
#: Signs that stand for letters: white on black, of flags, in brackets, of Braille, of tags that show nothing.
_SIGN = "[\u249c-\u24b5\u2800-\u28ff\U0001f150-\U0001f189\U0001f1e6-\U0001f1ff\U000e0041-\U000e007a]"
_SHADOW = 0xE0000
#: Letters of Cyrillic and Greek that look like Latin ones, and digits and signs that are written for letters.
_LOOKS = str.maketrans(
    "аеорсухіјѕԁһкмтвгпАВЕКМНОРСТУХІЈЅαβγειηκνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhkmtbrnABEKMHOPCTYXIJSaByeinkvoptuxABEZHIKMNOPTYX",
)
_FOR_LETTERS = str.maketrans("0134578@$!€", "oieastbasie")
_OPENED = re.compile(
    r"(?P<percent>(?:%(?:25)*[0-9A-Fa-f]{2})+|(?:=[0-9A-F]{2})+)"
    r"|(?P<reference>&(?:amp;)*(?:\#\d{1,7};?|\#[xX][0-9A-Fa-f]{1,6};?|\w{1,31};))"
    rf"|(?P<code>{_CODE.pattern})"
    r"|(?P<broken>(?<=[^\W\d_])(?:[-\u2010\u2011]\s+|=\r?\n)(?=[^\W\d_]))"
    r"|(?P<spaced>(?<!\w)[^\W\d_](?:(?P<by>[^\w\n]{1,3}|_)[^\W\d_])(?:(?P=by)[^\W\d_]){2,}(?!\w))"
    r"|(?P<mixed>(?<!\w)(?=\w*[A-Za-z])(?=\w*[\u0370-\u04ff])\w{3,40})"
    r"|(?P<digits>(?<![^\W_])[^\W\d_]{1,40}(?:[\d@$!€]{1,3}[^\W\d_]{1,40}){1,9}(?![^\W_]))"
    rf"|(?P<sign>{_SIGN}(?:[ \u200b-\u200d\ufe0f]?{_SIGN})*)"
    r"|(?P<blank>_)|(?P<tag>\#\w{4,})"
)
#: A word that packs others: a name of a host in letters of ASCII, base64, digits for bytes.
_PACKED = {
    "host": re.compile(r"(?<![\w-])xn--[a-z0-9-]{2,59}(?![\w-])", re.IGNORECASE),
    "bytes": re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){6,500}(?![0-9A-Za-z])"),
    # RFC 2152, as old mail has it
    "utf-7": re.compile(r"(?<![\w+-])[A-Za-z0-9-]{0,40}(?:\+[A-Za-z0-9/]{3,200}-?[A-Za-z0-9-]{0,40}){1,9}(?!\w)"),
    "base64": re.compile(r"(?<![\w+/-])[A-Za-z0-9+/_-]{12,4000}={0,2}(?![\w+/=])"),
}
_BLANK = re.compile(r"\s")
#: Letters on either side of a code that are read with it: the rest of a name.
_NEAR = 40
#: Letters of a word of which the end is looked for: a text may have no blank at all.
_WORD_MAX = 200
_CODEPOINTS = 0x110000
#: One byte of an address, or of mail: a code of a code (`%2556`) too; and how long a sign in two codes is.
_BYTE, _PAIR = re.compile("[%=](?:25)*([0-9A-Fa-f]{2})"), 12
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
    before, after = max(0, found.start() - _NEAR), found.end() + _NEAR
    least = max(0, before - _WORD_MAX)
    blank = max(text.rfind(" ", least, before), text.rfind("\n", least, before))
    ended = _BLANK.search(text, after, after + _WORD_MAX)
    return blank + 1 if blank >= 0 else least, ended.start() if ended else min(len(text), after + _WORD_MAX)


def packed(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Give where words stand in a text that pack others, and what they say; nothing for what says nothing in words."""
    for kind, found in ((kind, m) for kind, pattern in _PACKED.items() for m in pattern.finditer(text)):
        try:
            said = _UNPACKED[kind](found[0])
        except ValueError:
            continue
        if said.isprintable() and any(letter.isalpha() for letter in said):
            yield found.span(), said


def _of_base64(word: str) -> bytes:
    """Give the bytes of a word in base64, that of addresses too, whether or not its end is filled up."""
    whole = word.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


_UNPACKED: dict[str, Callable[[str], str]] = {
    "host": lambda word: word[4:].encode().decode("punycode").title(),
    "bytes": lambda word: bytes.fromhex(word).decode(),
    "utf-7": lambda word: word.encode().decode("utf-7"),
    "base64": lambda word: _of_base64(word).decode(),
}


def _bytes(words: str, at: int) -> Iterator[Letter]:
    units = list(_BYTE.finditer(words))
    done = 0
    for letter in bytes(int(unit[1], 16) for unit in units).decode("utf-8", "surrogateescape"):
        yield letter, at + units[done].start()
        done += len(letter.encode("utf-8", "surrogateescape"))


def _code(words: str) -> str:
    """Give the sign of a code as programs write it; the code itself where there is none."""
    if len(words) == _PAIR:
        return bytes.fromhex(words.replace("\\u", "")).decode("utf-16-be")
    number = int(words.strip("\\ux{}"), 16)
    return chr(number) if number < _CODEPOINTS else words


def _signed(sign: str) -> str:
    """Give the letter that a sign stands for."""
    plain = chr(ord(sign) - _SHADOW) if ord(sign) > _SHADOW else anyascii(sign)
    return "".join(letter for letter in plain if letter.isalpha())


def _parted(words: str, at: int) -> Iterator[Letter]:
    """Give a hashtag with blanks where a capital follows a small letter."""
    for (before, letter), place in zip(pairwise(words), range(at + 1, at + len(words)), strict=True):
        if before.islower() and letter.isupper():
            yield " ", place
        yield letter, place


_READ: dict[str, Callable[[str, int], Iterator[Letter]]] = {
    "percent": _bytes,
    "reference": lambda words, at: ((letter, at) for letter in unescape(unescape(words))),
    "code": lambda words, at: iter([(_code(words), at)]),
    "broken": lambda *_: iter(()),
    "spaced": lambda words, at: ((letter, at + n) for n, letter in enumerate(words) if letter.isalpha()),
    "mixed": lambda words, at: ((letter, at + n) for n, letter in enumerate(words.translate(_LOOKS))),
    "digits": lambda words, at: ((letter, at + n) for n, letter in enumerate(words.translate(_FOR_LETTERS))),
    "sign": lambda words, at: ((letter, at + n) for n, sign in enumerate(words) for letter in _signed(sign)),
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
    words = ("".join(found[0].split()).rstrip("=") for found in _BASE64.finditer(text))
    # One letter more than whole fours has no byte of its own.
    whole = (word[: len(word) - (len(word) % 4 == 1)] for word in words)
    return "\n".join(_of_base64(word).decode("utf-8", "ignore") for word in whole)


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
