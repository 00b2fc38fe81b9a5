"""The commands of design §9. Exit 0 done, 1 the answer is "no", 2 usage or bad input."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import click

from counterclaim import settings
from counterclaim.cli import (
    bundle,
    collected,
    completion,
    deciding,
    desk,
    following,
    history,
    judged,
    people,
    sealing,
    services,
    show,
    stamping,
    taking,
    weighing,
)
from counterclaim.cli.common import (
    HERE,
    GivenPath,
    OutPath,
    at_option,
    case_argument,
    endpoint_of,
    engine_option,
    expect,
    json_option,
    lacking,
    opened,
    run_at,
)
from counterclaim.cli.exits import BAD, NO, honest
from counterclaim.cli.order import InOrder
from counterclaim.english import counted
from counterclaim.errors import UsageError
from counterclaim.store import Check

#: Checks that say more than that a thing holds, where their words are no digest: who signed, when, what was erased.
_TELLING = ("desk/", "reuse/", "original ", "signature of ", "key of entry ", "ledger/kept/", "ledger/stamps/")


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(settings.VERSION)
def main() -> None:
    """Every claim beside its counterclaim, each traced to who said it, and counted once.

    \b
    To a first dossier, from a folder of reports:
      counterclaim take my-case my-reports
      counterclaim settle my-case
      counterclaim dossier my-case all --out pages

    CASE is a folder that holds everything about one subject; `take` makes it. Exit 0 done, 1 the answer is "no",
    2 usage or bad input.

    Works without a network; nothing is sent anywhere, unless `take --extractor endpoint --endpoint URL` names an
    address: then the text of reports goes to that address, and to no other; or `ledger stamp --authority URL` does:
    then a digest goes there; or `take --capture URL` does: then that address is asked for its page.
    """
    # What libraries log about hostile pages is said better by our refusals.
    logging.getLogger().addHandler(logging.NullHandler())


@main.command()
@case_argument
@click.argument("paths", nargs=-1, type=GivenPath())
@click.option("--capture", multiple=True, metavar="URL", help="Fetch this address over the network, as a web archive.")
@click.option("--capture-parts", is_flag=True, help="With --capture: pictures, styles and scripts of the page too.")
@click.option("--capture-private", is_flag=True, help="Allow --capture of this machine and of private networks.")
@click.option("--published", help="Day, month or year of publication, for items that lack one.")
@click.option("--publisher", help="Publisher, for items that lack one.")
@click.option("--author", help="Author, for items that lack one.")
@click.option("--language", help="Language (ISO 639-1), for items that lack one.")
@click.option("--collector", help="Who collected these items.")
@click.option("--reason", help="Why they were collected.")
@click.option("--clock", help="What the time of collection is read from, for example `NTP`.")
@click.option(
    "--protect",
    multiple=True,
    type=click.Choice(("author", "publisher", "title", "url")),
    help="Keep this field, the names of files and the originals under the case's key, from now on. For names inside of "
    "texts see `bundle --withhold`.",
)
@click.option("--ocr", metavar="LANG", help="Recognise words of scans and pictures by Tesseract: eng, ara+eng …")
@click.option("--columns", type=click.Path(path_type=Path), help="A saved column map for CSV and JSON.")
@click.option("--extractor", type=click.Choice(("rules", "endpoint")), default="rules", help="Who reads the reports.")
@click.option("--endpoint", "url", help="With --extractor endpoint: the OpenAI-compatible address texts are sent to.")
@click.option("--model", help="With --extractor endpoint: the model's name there.")
@json_option
@honest
def take(  # noqa: PLR0913 - one for each option
    case: Path,
    paths: tuple[Path, ...],
    capture: tuple[str, ...],
    capture_parts: bool,
    capture_private: bool,
    columns: Path | None,
    protect: tuple[str, ...],
    as_json: bool,
    **given: str | None,
) -> int:
    """Take reports from files and folders into CASE, which is made when it is not there, and read them.

    Text, Markdown, HTML, PDF, mail, CSV, JSON Lines, RSS and Atom files, and ZIPs of these; WARC, WACZ and MHTML;
    Office documents; Telegram and WhatsApp exports. Pictures and recordings are kept as artifacts. A report already
    there is not taken again.

    --capture URL uses the network: it fetches that address and what it redirects to, nothing else, and keeps all that
    was sent and came, with full headers. No login, no cookies. With --capture-parts also what the page is shown with
    (at most 200 pictures, styles and scripts, wherever they lie; no frames, nothing that scripts would load).
    """
    from dataclasses import replace

    from counterclaim import receive
    from counterclaim.case import take as take_all
    from counterclaim.protecting import names_nobody
    from counterclaim.returning import joined_by_strangers

    where_to = taking.addresses(paths, capture, private=capture_private, parts=capture_parts)
    parser = taking.parser(given["ocr"])

    where = endpoint_of(given["extractor"], given["url"], given["model"])
    supplied = receive.supplied(given["published"], given["publisher"], given["author"], given["language"])
    collector, reason, clock = (given[name] or "" for name in ("collector", "reason", "clock"))
    supplied = replace(supplied, collector=collector, reason=reason, clock=clock, protect=protect)
    if columns is not None:
        supplied = replace(supplied, columns=taking.column_map(columns))
    with opened(case, create=True) as folder, show.Bar() as bar:
        if kept := supplied.columns or folder.supplied().columns:
            show.say(f"Columns of tables: {', '.join(f'{ours} = {theirs}' for ours, theirs in kept)}")
        for option, words in (("a --reason", reason), ("a --collector", collector)):
            if words:
                names_nobody(folder, option, words)
        before = folder.supplied()
        done = take_all(folder, paths, supplied, show.now, bar, endpoint=where, parser=parser, addresses=where_to)
        lacks = lacking(folder.reports()) if done.taken and not as_json else ""
        taking.guarded(before, folder.supplied(), folder.captures(), folder.reports())
        taking.vouched(joined_by_strangers(folder), done)
    taking.told(done, lacks, case, as_json=as_json)
    if idle := receive.unapplied(supplied, len(done.already)):
        show.say(idle)
    if done.unread:
        return NO
    return BAD if done.refused and not done.taken and not done.already else 0


@main.command()
@case_argument
@click.option("--extractor", type=click.Choice(("rules", "endpoint")), help="Whose claims; else the last take's.")
@engine_option
@json_option
@honest
def settle(case: Path, extractor: str | None, engine: str, as_json: bool) -> None:
    """Find the events, who copied whom, and what grades allow, over the whole case.

    Run it after `take`, `registry` or `decide`. The same evidence and decisions give the same bytes.
    """
    expect(case)
    from counterclaim.case import settle as settle_all
    from counterclaim.engine import opened as opened_engine
    from counterclaim.records.codec import to_plain

    with (
        opened(case) as folder,
        show.Bar() as bar,
        nullcontext() if engine == HERE else opened_engine(engine, bar) as where,
    ):
        run = settle_all(folder, show.now, bar, extractor=extractor, engine=where)
    if as_json:
        show.lines([{"schema": settings.SCHEMA_VERSION, "row": "run"} | to_plain(run)])
    else:
        show.table(f"Run {run.id}", ("table", "rows"), [(name, str(count)) for name, count in run.counts])
        for number, why in run.unapplied:
            show.say(f"Decision {number} is not applied: {why}.")
        show.say(f"`counterclaim dossier {case} all --out FOLDER` writes the pages.")


@main.command()
@case_argument
@json_option
@honest
def reports(case: Path, as_json: bool) -> None:
    """List the reports of a case."""
    from counterclaim.reading import bounded_in
    from counterclaim.render import report_object

    with opened(case) as folder:
        found, notes = folder.reports(), bounded_in(folder)
    if as_json:
        show.lines(report_object(r, notes.get(r.id, "")) for r in found)
        return
    rows = [
        (
            r.id,
            r.published.start if r.published else "no date",
            r.publisher or "—",
            r.language,
            r.title or r.path,
            f"{r.read}; {notes[r.id]}" if r.id in notes else r.read,
        )
        for r in found
    ]
    show.table("", ("id", "published", "publisher", "lang", "title", "read"), rows)


@main.command()
@case_argument
@at_option
@json_option
@honest
def events(case: Path, at: str | None, as_json: bool) -> None:
    """List the events of the current run, each with its id and how many reports and origins tell of it."""
    expect(case)
    from counterclaim.case import dossiers
    from counterclaim.render import event_object

    with opened(case) as folder:
        found = list(dossiers(folder, run_at(folder, at)))
    if as_json:
        show.lines(event_object(d) for d in found)
        return
    rows = []
    for d in found:
        triple = f"{d.finding.tally.reports} / {d.finding.tally.origins} / {d.finding.tally.shown_independent}"
        contested = sum(q.contested for q in d.finding.questions)
        rows.append((d.event.id, d.event.title, triple, str(len(d.claims)), str(contested)))
    show.table(
        "Sources: reports / origins / shown independent", ("id", "event", "sources", "claims", "contested"), rows
    )


@main.command()
@case_argument
@click.argument("event", type=completion.EventId())
@click.option("--out", type=OutPath(), required=True, help="Folder to write to.")
@click.option("--persons-withheld", is_flag=True, help="For others: withhold persons whom no decision lets out.")
@at_option
@json_option
@honest
def dossier(  # noqa: PLR0913 - one for each option
    case: Path, event: str, out: Path, persons_withheld: bool, at: str | None, as_json: bool
) -> None:
    """Write the dossier of EVENT (an id, or `all`) as HTML, Markdown, CSV and JSON, with an index.

    It is a working copy: persons who are named are shown, and its pages say so at their top. What is for others is
    written with --persons-withheld, or as a `bundle`, which also proves itself and asks for a choice; `export`
    withholds by itself. Once a decision lets everybody out (`decide CASE show-name all`), no page says so. What the
    case protects is always withheld; that needs the case's key.
    """
    expect(case)
    from counterclaim.cli.write import write_dossiers

    with opened(case) as folder, show.Bar() as bar:
        persons, run = not persons_withheld, run_at(folder, at)
        written = write_dossiers(folder, event, out, run, persons=persons, progress=bar)
    if as_json:
        row = {"schema": settings.SCHEMA_VERSION, "row": "file"}
        show.lines(row | {"name": p.name, "path": str(p)} for p in written)
    else:
        show.say(f"Open {written[0]}")
        if event != "all":
            under = "" if written[1].stem == event else ", under the id that it has for others"
            show.say(f"{event} is in {written[1].name}{under}; as Markdown, CSV and JSON beside it.")
        if persons:
            show.say("For your own desk: persons are shown. For others: --persons-withheld, or `counterclaim bundle`.")


@main.command()
@case_argument
@sealing.key_option
@stamping.roots_option
@click.option("--rerun", "again", is_flag=True, help="Derive the current run anew too, and compare it byte by byte.")
@json_option
@honest
def verify(case: Path, named: tuple[str, ...], roots: tuple[Path, ...], again: bool, as_json: bool) -> int:
    """Check that nothing in a case, or in a bundle's file, was changed; exit 1 if something was, with its name.

    Bytes, digests, decisions, derived tables, time stamps and the signed ledger are checked.

    The ledger may be signed by the keys you trust, or only by those named with --key; time stamps may rest on the
    authorities you trust, or only on those named with --authority-root.
    """
    if not case.is_file():
        expect(case)
    from counterclaim.rerun import rerun
    from counterclaim.store import Trust
    from counterclaim.store import verify as checks

    trust = Trust(keys=sealing.parsed(named), roots=stamping.certificates(roots))
    if case.is_file() and again:
        todo = "Ask for the case itself, or leave --rerun out: what lies in the file is then checked."
        raise UsageError("a case with --rerun", "a bundle, which does not hold all that its run is made from", todo)
    if case.is_file():
        return _told(list(bundle.checked(case, trust)), as_json)
    with opened(case) as folder:
        found = list(checks(folder, trust))
        if again and all(c.state == "intact" for c in found):
            with show.Bar() as bar:
                found += rerun(folder, bar)
    return _told(found, as_json)


def _told(found: Sequence[Check], as_json: bool) -> int:
    from counterclaim.store.verify_made import AGAIN

    wrong = [c for c in found if c.state != "intact"]
    if as_json:
        from counterclaim.records.codec import to_plain

        show.lines({"schema": settings.SCHEMA_VERSION, "row": "check"} | to_plain(c) for c in found)
    else:
        if wrong:
            rows = [(c.subject, c.state, c.expected, c.came) for c in wrong]
            show.some("Failed", ("what", "state", "expected", "came"), rows)
        holds = [(c.subject, c.came) for c in found if c.state == "intact" and c.subject.startswith(_TELLING)]
        if told := [(subject, words) for subject, words in holds if " " in words and words != AGAIN]:
            show.some("What that says", ("what", "says"), told)
        if again := sum(words == AGAIN for _, words in holds):
            show.say(f"{counted(again, 'index file')} that can be made again: as made. --json lists each.")
        show.say(f"{len(found) - len(wrong)} of {len(found)} checks intact.")
    return NO if wrong else 0


@main.command()
@case_argument
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@honest
def registry(case: Path, folder: Path) -> None:
    """Add camps, ties and letters from camps.csv, ties.csv and letters.csv in FOLDER."""
    from counterclaim.cli.write import read_registry, unmet_agents

    rows = read_registry(folder)
    with opened(case, create=True) as opened_case, opened_case.writing():
        new = opened_case.add_registry(rows)
        unmet = unmet_agents(rows, opened_case)
    show.say(f"{new} new rows. `counterclaim settle {case}` applies them.")
    for name, near in unmet.items():
        like = f"; like it are: {', '.join(near)}" if near else ""
        show.say(f"No report of this case names “{name}”{like}. The row is kept as it stands.")


main.add_command(judged.claims)
main.add_command(judged.origins)
main.add_command(judged.grades)
main.add_command(deciding.decide)
main.add_command(deciding.decisions)
main.add_command(collected.captures)
main.add_command(collected.copy)
main.add_command(collected.erase)
main.add_command(collected.reveal)
main.add_command(history.diff)
main.add_command(history.runs)
main.add_command(following.watch)
main.add_command(following.export)
main.add_command(desk.desk)
main.add_command(desk.unshare)
main.add_command(services.trace)
main.add_command(weighing.weigh)
sealing.ledger.add_command(stamping.stamp)
sealing.keys.add_command(stamping.keys_authority)
main.add_command(people.people)
main.add_command(bundle.bundle)
main.add_command(sealing.keys)
main.add_command(completion.completion)
main.add_command(sealing.ledger)
