"""Taking a dossier out of the case: the files that the command line writes, in one ZIP, with a note in the ledger.

Persons are withheld unless a decision shows them, and what the case protects by any: the gate of every way out.
"""

from __future__ import annotations

import io
import zipfile

from counterclaim.acting import act_on
from counterclaim.desk.material import dossier
from counterclaim.desk.work.act import Act, Done, Posted
from counterclaim.desk.work.deciding import called, opened
from counterclaim.people import Permission
from counterclaim.records.act import Act as Kept
from counterclaim.records.act import ActKind
from counterclaim.render.folder import pages
from counterclaim.withholding import above, gate, marked

#: Files in a ZIP carry a time; one that says nothing, so that the same dossier gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def exported(posted: Posted) -> Done:
    """Give the dossier of an event as its reader may see it and as it may leave, and note in the ledger who took it.

    Raises CounterclaimError without the key of what the case protects.
    """
    event = posted.names["event"]
    found = dossier(posted.desk.open(), event)
    with opened(posted.jobs.path) as case:
        act = Kept(
            number=0, kind=ActKind.EXPORT, subject=called(posted, case).get(event, event),
            fields=(("run", found.run),), who=posted.reader.name, at=posted.at, words="dossier",
        )  # fmt: skip
        let = gate(case, [found])
        act_on(case, act)
    (shown,) = let.dossiers
    given = (posted.desk.acts(), let.withheld, [found])
    files = pages(shown, above(*given), marked(*given))
    # An id is made from what a claim says: the file has that of its pages.
    return Done(file=(f"{shown.event.id}.zip", "application/zip", zipped(files)))


def zipped(files: dict[str, bytes]) -> bytes:
    """Give files as a ZIP; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


ACTS = (Act(path="/events/{event}/export", permission=Permission.EXPORT, do=exported),)
