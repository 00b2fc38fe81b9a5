"""Bytes to text without replacing a single character: what cannot be decoded with certainty is refused."""

from __future__ import annotations

from charset_normalizer import from_bytes

from counterclaim.errors import Refused

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Above this share of control characters the bytes are not text in any of our formats.
_CONTROL_SHARE_MAX = 0.01
#: A guessed encoding is believed only when the guesser finds this little mess (its scale is 0–1).
_CHAOS_MAX = 0.05


def decode(name: str, data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Give the text and the encoding it was read in, newlines as `\\n`.

    Order: byte-order mark, declared encoding, UTF-8, a confident guess. Raises Refused for anything else.
    """
    text, encoding = _text(name, data, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused(
            name, "a text", "an empty file" if not data else "only blanks", "Check that the file was saved whole."
        )
    control = sum(c < " " and c not in "\n\t\f" for c in text)
    if "\0" in text or control > _CONTROL_SHARE_MAX * len(text):
        raise Refused(name, "text", "binary data", "Save it as .txt, .html, .pdf, .eml, .jsonl, .csv or .zip.")
    return text, encoding


def _text(name: str, data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as cause:
                raise Refused(name, f"text in {encoding}", "bytes cut in the middle", "Save the file again.") from cause
    for named in (declared, "utf-8"):
        if named:
            try:
                return data.decode(named), named
            except (UnicodeDecodeError, LookupError):
                continue
    if b"\0" in data:
        raise Refused(name, "text", "binary data", "Save it as .txt, .html, .pdf, .eml, .jsonl, .csv or .zip.")
    guess = from_bytes(data[:500_000]).best()
    if guess is None or guess.chaos > _CHAOS_MAX or len(data) < 40:
        raise Refused(name, "UTF-8 text", "bytes in an encoding that cannot be told", "Convert the file to UTF-8.")
    try:
        return data.decode(guess.encoding), f"{guess.encoding} (guessed)"
    except UnicodeDecodeError as cause:
        raise Refused(name, f"text in {guess.encoding}", "other bytes", "Convert the file to UTF-8.") from cause
