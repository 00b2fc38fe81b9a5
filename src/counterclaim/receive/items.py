"""One thing to read inside a capture. Archives, mailboxes and mails hold further items; each is told by its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from counterclaim.errors import CounterclaimError, Refused
from counterclaim.receive.decode import decode
from counterclaim.records.source import Refusal
from counterclaim.records.words import ArtifactRole
from counterclaim.settings import Settings

#: Mails in mails and archives in archives end here; nobody packs deeper by accident.
_DEPTH_MAX = 6
#: An archive may hold archives, and those hold files.
_ARCHIVES_MAX = 2


#: Called with the name of a part before it is read, and the seconds of work that it is given; none for no bound of its
#: own. Raises Refused for a part that is to be left out.
Begun = Callable[[str, float | None], None]


def unwatched(_name: str, _seconds: float | None) -> None:
    """Leave out nothing and tell nobody."""


@dataclass(slots=True)
class Allowance:
    """What one capture may still inflate to, counted over all archives inside it, and who is told what is read now."""

    members: int
    byte_count: int
    begun: Begun = unwatched

    def spend(self, name: str, byte_count: int) -> None:
        """Count one member. Raises Refused when the capture holds more than the settings allow."""
        self.members -= 1
        self.byte_count -= byte_count
        if self.members < 0 or self.byte_count < 0:
            raise Refused(name, "an archive within the bounds", "more inside it (perhaps a zip bomb)", "Split it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Bytes with their name and place.

    `path` names the file or member as the user knows it, `within` the place inside it (`message 3`), `locator` the
    place inside the capture. `kind` is a media type, or empty until the bytes have told it; `charset` is the encoding
    that a mail declares for its part. An item with a `role` is kept as an artifact and not read; `facts` are what its
    container says of it.
    """

    path: str
    data: bytes
    settings: Settings
    allowance: Allowance
    kind: str = ""
    charset: str = ""
    within: str = ""
    locator: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    archives: int = 0
    depth: int = 0
    role: ArtifactRole | None = None
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """Give the name to show in a refusal."""
        return f"{self.path} {self.within}".strip()

    def text(self, declared: str = "") -> tuple[str, str]:
        """Give the text and its encoding, as `decode` does; the mail's own declaration comes before the content's."""
        return decode(self.label, self.data, self.charset or declared)

    def part(self, place: str, data: bytes, kind: str = "", charset: str = "") -> Item:
        """Give an item inside this one, such as a message. Raises Refused when it lies too deep."""
        if self.depth >= _DEPTH_MAX:
            raise Refused(f"{self.label} {place}", "items a few levels deep", "a deeper one", "Take it on its own.")
        within, locator = f"{self.within} {place}".strip(), f"{self.locator} {place}".strip()
        return replace(
            self, data=data, kind=kind, charset=charset, within=within, locator=locator, depth=self.depth + 1
        )

    def member(self, name: str, data: bytes, columns: tuple[tuple[str, str], ...]) -> Item:
        """Give a member of this archive."""
        inside = self.part(f"member {name}", data)
        return replace(
            inside, path=f"{self.label}!{name}", within="", archives=self.archives + 1, columns=columns or self.columns
        )

    def told(self, facts: tuple[tuple[str, str], ...], role: ArtifactRole | None = None) -> Item:
        """Give this item with what its container says of it; with a role, one that is kept and not read."""
        return replace(self, facts=(*self.facts, *facts), role=role or self.role)

    def aside(
        self, place: str, data: bytes, role: ArtifactRole, kind: str = "", facts: tuple[tuple[str, str], ...] = ()
    ) -> Item:
        """Give an item inside this one that is kept as an artifact and not read."""
        return replace(self.part(place, data, kind), role=role, facts=facts)

    def opened(self) -> Item:
        """Give this archive for opening. Raises Refused for archives nested beyond one level."""
        if self.archives >= _ARCHIVES_MAX:
            raise Refused(self.label, "archives one inside another at most", "one deeper", "Unpack the outer archive.")
        return self


def refusal(error: Refused, sha256: str | None = None) -> Refusal:
    """Give the record of an item that was refused."""
    todo = error.todo or "Save the item again and take it once more."
    return Refusal(name=error.item, reason=f"{error.came}; expected {error.expected}", todo=todo, sha256=sha256)


@contextmanager
def refusing(label: str) -> Iterator[None]:
    """Turn whatever a parser raises into a refusal of this one item: the only place that catches everything.

    The parsers are other people's code and the bytes are hostile, so the list of what they raise is never complete;
    no single item may end the taking of the others.
    """
    try:
        yield
    except CounterclaimError:
        raise
    except RecursionError as cause:
        raise Refused(label, "a few levels", "content nested too deeply", "Take its text as a .txt file.") from cause
    except MemoryError as cause:
        raise Refused(label, "an item that fits in memory", "a larger one", "Split it.") from cause
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as cause:  # where a library in Rust panics, what it raises is no Exception
        came = f"content that its parser fails on ({type(cause).__name__})"
        raise Refused(label, "a whole file of its kind", came, "Save it again, or take its text as .txt.") from cause
