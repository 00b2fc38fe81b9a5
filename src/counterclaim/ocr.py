"""Words of scanned pages and pictures, recognised by Tesseract when its user asks: a reading beside the original.

What is recognised is a report of its own, marked as that, with the program, its version and how sure it was; the
original stays as it came. Pictures are drawn in the confined process; Tesseract is a program of the user's, and runs in
a process of its own within bounds of time and memory.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass

from counterclaim import confined
from counterclaim.errors import Refused, UsageError
from counterclaim.receive import Parser
from counterclaim.receive.build import Draft, report
from counterclaim.receive.items import refusal
from counterclaim.records.source import Capture, Found, Refusal, Report, Supplied
from counterclaim.settings import Settings

_PROGRAM = "tesseract"
SECONDS_MAX = 120.0
_MEMORY_MAX = 2 << 30
#: Below this, of 100, a word is counted as unsure. Tesseract's own users take 60 to 70.
_UNSURE = 60.0
_LOCATOR, _PDF = "OCR", "application/pdf"


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Tesseract, as it was found: where, its version, and the languages to read."""

    program: str
    version: str
    languages: str


@dataclass(frozen=True, slots=True)
class Words:
    """What was recognised of one page: its text, and how sure the program was of each word, of 100."""

    text: str
    sure: tuple[float, ...]


def recogniser(languages: str) -> Recogniser:
    """Find Tesseract with some languages (`eng`, `ara+eng`). Raises UsageError when it, or one of them, is not here."""
    program = shutil.which(_PROGRAM)
    if program is None:
        todo = "Install Tesseract OCR and its language files, or leave out --ocr."
        raise UsageError(f"the program `{_PROGRAM}` for --ocr", "none on this machine", todo)
    version = (_run([program, "--version"], b"").splitlines() or [b""])[0].decode("utf-8", "replace").strip()
    held = {line.strip() for line in _run([program, "--list-langs"], b"").decode("utf-8", "replace").splitlines()[1:]}
    if lacking := [one for one in languages.split("+") if one not in held]:
        came = f"only {', '.join(sorted(held)) or 'none'}"
        raise UsageError(f"Tesseract's files for {', '.join(lacking)}", came, "Install them, or name others.")
    return Recogniser(program, version, languages)


def reading(parser: Parser, by: Recogniser) -> Parser:
    """Give a parser that also gives what is recognised on a capture's pictures."""

    def reports(taken: Capture, data: bytes, supplied: Supplied, settings: Settings) -> tuple[Found, ...]:
        found = parser.reports(taken, data, supplied, settings)
        if not taken.media_type.startswith("image/") and taken.media_type != _PDF:
            return found
        own = _recognised(taken, data, (by, supplied, settings))
        if isinstance(own, Report):
            # What said that there are no words in it holds no longer.
            found = tuple(f for f in found if not isinstance(f, Refusal))
        return (*found, *((own,) if own else ()))

    return Parser(parser.picture, reports)


def _recognised(taken: Capture, data: bytes, how: tuple[Recogniser, Supplied, Settings]) -> Report | Refusal | None:
    by, supplied, settings = how
    drawn = confined.scanned(taken.name, data)
    pages = [(number, base64.b64decode(png)) for number, png in drawn if png]
    if not pages:
        return None
    try:
        read = [(number, words(by, png)) for number, png in pages]
        draft = Draft("\n\n".join(w.text for _, w in read if w.text), locator=_LOCATOR, path=taken.name)
        sure = [one for _, w in read for one in w.sure]
        if not sure:
            return None
        draft.notes.append(
            f"recognised by {by.version} ({by.languages}) on page {', '.join(str(n) for n, w in read if w.text)}: "
            f"{len(sure):,} words, mean confidence {sum(sure) / len(sure):.0f} of 100, "
            f"{sum(s < _UNSURE for s in sure):,} below {_UNSURE:.0f}; compare it with the original"
        )
        if left_out := [str(number) for number, png in drawn if not png]:
            draft.notes.append(f"page {', '.join(left_out)} not recognised: drawing it reaches a bound")
        return report(draft, f"{taken.name} {_LOCATOR}", taken.sha256, supplied, settings.report_chars_max)
    except Refused as error:
        return refusal(error, taken.sha256)


def words(by: Recogniser, png: bytes) -> Words:
    """Give the words of a picture, in paragraphs. Raises Refused when the program fails on it."""
    told = _run([by.program, "stdin", "stdout", "-l", by.languages, "tsv"], png).decode("utf-8", "replace")
    lines: dict[tuple[str, ...], list[str]] = {}
    sure: list[float] = []
    # No CSV: a word may hold any letter but a tab and a new line, and be of any length.
    head, *rows = (line.rstrip("\r").split("\t") for line in told.split("\n"))
    for row in (dict(zip(head, cells, strict=False)) for cells in rows):
        word = row.get("text", "").strip()
        with suppress(ValueError, KeyError):
            if word and (confidence := float(row["conf"])) >= 0:
                lines.setdefault((row["page_num"], row["block_num"], row["par_num"]), []).append(word)
                sure.append(confidence)
    return Words("\n\n".join(" ".join(line) for line in lines.values()), tuple(sure))


def _run(words: list[str], given: bytes) -> bytes:
    """Run the program and give what it prints. Raises Refused when it fails or takes longer than its bound."""
    quiet = os.environ | {"OMP_THREAD_LIMIT": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=quiet) as running:
        if sys.platform.startswith("linux"):
            import resource

            with suppress(OSError, ValueError):
                resource.prlimit(running.pid, resource.RLIMIT_AS, (_MEMORY_MAX, _MEMORY_MAX))
        try:
            out, _ = running.communicate(given, timeout=SECONDS_MAX)
        except subprocess.TimeoutExpired as cause:
            running.kill()
            todo = "Take its words as a .txt file."
            raise Refused(_PROGRAM, f"words within {SECONDS_MAX:.0f} s", "none", todo) from cause
    if running.returncode:
        todo = "Try it by hand: `tesseract FILE stdout`."
        raise Refused(_PROGRAM, "words of a picture", f"its end with code {running.returncode}", todo)
    return out
