"""Bytes to text without replacing a single character: what cannot be decoded with certainty is refused."""

from __future__ import annotations

import codecs
import json
from typing import Any

from charset_normalizer import from_bytes

from counterclaim.errors import Refused
from counterclaim.receive.code_pages import likeliest

#: Longer marks first: a UTF-32 mark begins with a UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Python codecs that rewrite text instead of reading characters; no file is written in them.
_REWRITING = frozenset({"unicode-escape", "raw-unicode-escape", "utf-7", "punycode", "idna"})
#: What pages and mails call Latin-1 or ASCII is Windows-1252 where the two differ. Source: WHATWG Encoding §4.2.
_LATIN = frozenset({"iso8859-1", "ascii"})
#: Above this share of control characters the bytes are not text in any of our formats.
_CONTROL_SHARE_MAX = 0.01
#: A guessed encoding is believed only when the guesser finds this little mess (its scale is 0–1).
_CHAOS_MAX = 0.05
_GUESS_BYTES_MIN = 40
_DIGITS_MAX = 100
_SAVE_AS = "Save it as .txt, .html, .pdf, .eml, .jsonl, .csv or .zip."
_CONVERT = "Convert the file to UTF-8."


def decode(name: str, data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Give the text and the encoding it was read in, newlines as `\\n`.

    Order: byte-order mark, declared encoding, UTF-8, a confident guess. The encoding is empty for plain UTF-8, else it
    also tells how it was found. Raises Refused for anything else.
    """
    text, encoding = _text(name, data, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        came = "only blanks" if data else "an empty file"
        raise Refused(name, "a text", came, "Check that the file was saved whole.")
    control = sum(c < " " and c not in "\n\t\f" for c in text)
    if "\0" in text or control > _CONTROL_SHARE_MAX * len(text):
        raise Refused(name, "text", "binary data", _SAVE_AS)
    return text, encoding


def marked(data: bytes) -> str:
    """Give the encoding that a byte-order mark names; empty without one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def _text(name: str, data: bytes, declared: str | None) -> tuple[str, str]:
    if encoding := marked(data):
        try:
            return data.decode(encoding), "" if encoding == "utf-8-sig" else f"{encoding} (byte-order mark)"
        except UnicodeDecodeError as cause:
            came = "bytes cut in the middle or damaged"
            raise Refused(name, f"text in {encoding}", came, "Save the file again.") from cause
    misfit = ""
    if declared and (codec := _codec(declared, data)) != "utf-8":
        try:
            if codec:
                return data.decode(codec), "" if data.isascii() and codec == "cp1252" else f"{codec} (declared)"
        except (UnicodeError, LookupError):  # LookupError: a codec between bytes and bytes, such as `hex`
            pass
        misfit = f"; the declared `{declared[:40]}` does not fit"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(name, data, misfit)
    return text, f"utf-8{misfit}" if misfit else ""


def _codec(declared: str, data: bytes) -> str:
    """Give Python's codec for a declared encoding; empty when there is none that can have written these bytes."""
    try:
        codec = codecs.lookup(declared.strip()).name.replace("_", "-")
    except (LookupError, ValueError):
        return ""
    if codec in _REWRITING or (codec.startswith(("utf-16", "utf-32")) and b"\0" not in data):
        return ""
    return "cp1252" if codec in _LATIN else codec


def _guessed(name: str, data: bytes, misfit: str) -> tuple[str, str]:
    if b"\0" in data:
        raise Refused(name, "text", "binary data", _SAVE_AS)
    guess = from_bytes(data[:500_000]).best()
    if guess is None or guess.chaos > _CHAOS_MAX or len(data) < _GUESS_BYTES_MIN:
        raise Refused(name, "UTF-8 text", f"bytes in an encoding that cannot be told{misfit}", _CONVERT)
    page = likeliest(data, guess.encoding)
    try:
        return data.decode(page), f"{page} (guessed{misfit})"
    except UnicodeDecodeError as cause:
        raise Refused(name, f"text in {page}", "other bytes", _CONVERT) from cause


def json_value(text: str) -> Any:
    """Give the value of JSON. Raises ValueError in our words for a number of more digits than anything counts with."""
    return json.loads(text, parse_int=_whole)


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS_MAX:
        raise ValueError(f"a number of {len(digits):,} digits")
    return int(digits)
