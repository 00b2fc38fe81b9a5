"""What `take` is given and what it tells: addresses to fetch, a column map, and what was taken, refused and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim import remote, settings
from counterclaim.cli import show
from counterclaim.english import counted, listed
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.case import Taken
    from counterclaim.receive import Parser, Supplied
    from counterclaim.records.source import Capture, Report


def addresses(
    paths: Sequence[Path], urls: tuple[str, ...], *, private: bool, parts: bool
) -> tuple[tuple[str, ...], remote.Bounds]:
    """Give what is to be fetched, and say so. Raises UsageError for what is no address, or where nothing is given."""
    if not paths and not urls:
        raise UsageError("PATH…, or --capture URL", "neither", "`counterclaim take --help` tells what can be taken.")
    if parts and not urls:
        raise UsageError("--capture URL with --capture-parts", "no URL", "Name the page that is to be fetched.")
    also = f", and at most {remote.PARTS_MAX} parts it is shown with," if parts else ""
    for url in urls:
        show.say(f"Over the network: {remote.checked(url)} and what it redirects to{also} are fetched, nothing else.")
    return urls, remote.Bounds(private=private, parts=remote.PARTS_MAX if parts else 0)


def parser(languages: str | None) -> Parser:
    """Give what looks into bytes; with languages, also at pictures of text. Raises UsageError without Tesseract."""
    from counterclaim import confined, ocr

    return ocr.reading(confined.parser(), ocr.recogniser(languages)) if languages else confined.parser()


def column_map(path: Path) -> tuple[tuple[str, str], ...]:
    """Give a saved column map. Raises UsageError for a file that is none."""
    from counterclaim import receive

    try:
        return receive.columns_in(path.read_text(encoding="utf-8-sig"))
    except OSError as cause:
        raise UsageError("a column map that can be read", f"{path} ({cause.strerror})", "Name another file.") from cause
    except UnicodeDecodeError as cause:
        raise UsageError("a column map in UTF-8", f"other bytes in {path}", "Save it as UTF-8.") from cause


def told(done: Taken, lacks: str, case: Path, *, as_json: bool) -> None:
    """Print what a `take` did: in JSON each item, for a reader counts, and of what was refused the first."""
    if as_json:
        _lines(done)
        return
    wrong, fine = ([r for r in done.refused if r.fine is kind] for kind in (False, True))
    if wrong:
        show.some("Refused", ("item", "why", "what to do"), [(r.name, r.reason, r.todo) for r in wrong])
    if fine:
        show.some("Passed over, and rightly", ("item", "why"), [(r.name, r.reason) for r in fine])
    rows = [("taken", len(done.taken)), ("already had", len(done.already)), ("refused", len(wrong))]
    rows += [(name, n) for name, n in (("passed over", len(fine)), ("dates not read", done.misdated)) if n]
    rows += [("reports in the case", done.reports), ("artifacts in the case", done.artifacts), ("read now", done.read)]
    show.table("", ("items", "count"), [(name, str(count)) for name, count in rows])
    if done.bounded:
        show.some("Read within bounds", ("report", "how"), done.bounded)
    if done.proposed:
        show.table("What the model proposed", ("", "count"), [(n, str(count)) for n, count in done.proposed])
    if done.unread:
        show.some("Not read", ("report", "why", "what to do"), [(r.name, r.reason, r.todo) for r in done.unread])
    if lacks:
        show.say(lacks)
    if done.read:
        show.say(f"`counterclaim settle {case}` comes next.")


def guarded(before: Supplied, now: Supplied, captures: Iterable[Capture], reports: Iterable[Report]) -> None:
    """Say what the case protects, what in it lies open all the same, and where the key is that opens its originals."""
    if not now.protect:
        return
    from counterclaim.protecting import stay_open
    from counterclaim.records.naming import PLACEHOLDER
    from counterclaim.store.protection import Protection

    since = ", as an earlier take said" if before.protect == now.protect else " from now on, in later takes too"
    what = f"{', '.join(now.protect)}, names of files and originals"
    show.say(f"Protected{since}: {what}. What needs no protection is taken into a case of its own.")
    if not before.key:
        from counterclaim.ledger import Keys

        where = Keys.own().folder / "cases"
        show.say(
            f"The key was made in {where}. Keep a copy of that folder elsewhere: without it no original opens again."
        )
    reports = list(reports)
    if "author" in now.protect and (nameless := sum(r.author is None for r in reports)):
        show.say(
            f"{counted(nameless, 'report names', 'reports name')} no author, so none is closed there: a name that "
            "stands in the words alone stays. Take such a file with --author, or withhold the name on its way out."
        )
    closed = [r for r in reports if any(name == "protected" for name, _ in r.came_from)]
    signed = {r.author for r in closed if r.author}
    signed |= {words for r in closed for name, words in r.came_from if name == "forwarded"}
    if "author" in now.protect and (bodies := sorted(name for name in signed if not PLACEHOLDER.search(name))):
        show.say(
            f"OPEN: {'; '.join(bodies)}. A body, an armed group or an outlet that signs, or is passed on, is no "
            "protected person. If one of these names is a person's, do not share this case: `bundle --withhold NAME` "
            "leaves it out."
        )
    words, letters = stay_open(Protection.named(now.key), reports)
    if words:
        show.say(
            f"OPEN in texts: {'; '.join(words)}. Signed so, each is an ordinary word, and closed as author alone. If "
            "one of them is what a person is called, list it beside the case's key: every way out withholds it then."
        )
    if letters:
        show.say(
            f"OPEN in texts: {'; '.join(letters)}. These may be the first letters of a protected name, or stand for "
            "something else. Where they are a person's, list them beside the case's key: every way out withholds them."
        )
    if still := sum(not c.closed_name for c in captures):
        lie = counted(still, "capture that came before lies", "captures that came before lie")
        show.say(
            f"OPEN: {lie} in this case as before, with names, texts and original, though you take the same files "
            "again. Remove the case and begin a new one with --protect; or erase each (`counterclaim captures CASE`, "
            "`counterclaim erase CASE DIGEST`), which leaves the names of their files."
        )


def vouched(joined: Mapping[str, Sequence[str]], done: Taken) -> None:
    """Say which files taken now count as one case's by a key that is not known here."""
    for key, files in joined.items():
        if not set(files).isdisjoint(done.taken):
            show.say(
                f"{listed(files)} are signed by {key}, a key not known here, and count as exports of one case. Ask its "
                "owner whether the key is theirs. Where one of these files is another's, take it with its own READ-ME "
                "too: what two keys vouch for is by itself."
            )


def _lines(done: Taken) -> None:
    schema = {"schema": settings.SCHEMA_VERSION}
    show.lines(schema | {"row": "taken", "name": n} for n in done.taken)
    show.lines(schema | {"row": "already", "name": n} for n in done.already)
    for row, left in (("refused", done.refused), ("unread", done.unread)):
        show.lines(schema | {"row": row, "name": r.name, "reason": r.reason, "todo": r.todo} for r in left)
    show.lines(schema | {"row": "bounded", "name": name, "reason": why} for name, why in done.bounded)
    show.lines(schema | {"row": "proposed", "name": name, "count": count} for name, count in done.proposed)
