"""The source layer: what was received and what it says in its own words. Append-only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from counterclaim.records.extent import TimeRange
from counterclaim.records.words import ArtifactRole

#: The method of a capture whose bytes were found in the case after a crash, without a note of how they came.
RECOVERED = "recovered"
#: Small pictures that open or close a line of a post: a class of characters, for patterns.
PICTURES = "\u203c\u2049\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d"


#: How advice begins where none is needed, and what is shown of facts that are under the case's key.
NOTHING, CLOSED = "Nothing to do", "closed under the case's key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes received, and how they came; immutable.

    `sha256` is the content address; `name` is the path or member as the user gave it (never an absolute path of the
    machine); `missing` lists the Berkeley Protocol collection items (a–h) that nobody supplied; `picture` is the
    perceptual hash of bytes that are one, else empty. `collector`, `reason` and `clock` (what the time of collection
    was read from) are as the user says, never guessed; `part_of` names the page that this file was saved with. In
    a protected case the bytes are closed, `name` is a tag, and `closed_name` a token that the case's key opens.
    """

    sha256: str
    byte_count: int
    name: str
    media_type: str
    method: str
    taken_at: str
    tool: str
    url: str | None = None
    missing: tuple[str, ...] = ()
    picture: str = ""
    collector: str = ""
    reason: str = ""
    clock: str = ""
    part_of: str = ""
    closed_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """Bytes in a capture that are kept and are no report: a picture, a recording, a part of a page, a proof.

    `path` names the file or member, `locator` its place in the capture, `sha256` its own bytes; `picture` is the
    perceptual hash of one. `facts` are what it says of itself (EXIF, size, address) and what was checked of it.
    """

    id: str
    capture: str
    locator: str
    path: str
    media_type: str
    role: ArtifactRole
    byte_count: int
    sha256: str
    picture: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Give the facts for a reader: of those that are protected, that they are closed."""
        return tuple((name, CLOSED if name == "protected" else words) for name, words in self.facts)


Kept = TypeVar("Kept", Capture, Artifact)


def told_openly(one: Kept) -> Kept:
    """Give a capture or an artifact for a reader: with words in the place of each token that the case's key opens."""
    if isinstance(one, Capture):
        return replace(one, closed_name=CLOSED if one.closed_name else "")
    return replace(one, facts=one.told)


#: Where the fields of a message of a chat came from (`came_from`).
CHAT_EXPORT = "chat export"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text inside a capture.

    `locator` says where in the capture it stands ("" for the whole, `row 12`, `message 3`, `member a/b.html`).
    `came_from` tells for each filled field where its value came from: supplied, front matter, url, metadata, byline,
    content, column, feed, mail header, chat export, dateline. Beside the fields stand `encoding` (where the bytes are
    not plain UTF-8), `credit` (an agency in the dateline of somebody else's report), `forwarded` (whose words a message
    passes on), `record` (which table's row the last paragraph of the text is), any number of `note`s, in words, and of
    `column`s of a table that have no place in a report, each with its cell. `read` is `yes`, or why this report is not
    read. `text` is what every offset counts in. `minute` is when it was published, in UTC, where a source gives a time
    with its zone; else empty. `pictures` are those it shows, as it names them.
    """

    id: str
    capture: str
    locator: str
    path: str
    publisher: str | None
    author: str | None
    published: TimeRange | None
    language: str
    title: str | None
    text: str
    sha256: str
    url: str | None = None
    read: str = "yes"
    came_from: tuple[tuple[str, str], ...] = ()
    minute: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Picture:
    """A picture that belongs to a report: its file's name, and its perceptual hash as 16 hex digits."""

    report: str
    name: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What the user says about the items of one take, for those that do not say it themselves.

    `columns` is the column map of tables: pairs of our field and the user's column name. `collector`, `reason` and
    `clock` say who collected, why, and what the time of collection was read from. `protect` are the fields that are
    kept under the case's key of the name `key`.
    """

    published: TimeRange | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    collector: str = ""
    reason: str = ""
    clock: str = ""
    protect: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One item of input that was not taken, and why, in words that help."""

    name: str
    reason: str
    todo: str = ""
    sha256: str | None = None

    @property
    def fine(self) -> bool:
        """Tell whether there is nothing to do about it: it is no report, and was not meant to be one."""
        return self.todo.startswith(NOTHING)


#: What parsing one capture may give.
Found = Report | Artifact | Refusal


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report: `text` is exactly `report.text[start:end]`, in Unicode code points.

    `cut` says that a bound of reading ends it: the sentence goes on in the next passage, or, after the last one, the
    rest of the report is not read.
    """

    id: str
    report: str
    index: int
    paragraph: int
    start: int
    end: int
    text: str
    cut: bool = False
