"""Taking a dossier out of the case: the files that the command line writes, in one ZIP, with a note in the ledger.

Persons are withheld unless a decision shows them, and what the case protects by any: the gate of every way out.
"""

from __future__ import annotations

import io
import zipfile

from counterclaim.acting import act_on
from counterclaim.desk.material import dossier
from counterclaim.desk.work.act import Act, Done, Posted
from counterclaim.desk.work.deciding import opened
from counterclaim.people import Permission
from counterclaim.records.act import Act as Kept
from counterclaim.records.act import ActKind
from counterclaim.render.folder import pages
from counterclaim.render.unconfirmed import banner
from counterclaim.withholding import gate

#: Files in a ZIP carry a time; one that says nothing, so that the same dossier gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def exported(posted: Posted) -> Done:
    """Give the dossier of an event as its reader may see it and as it may leave, and note in the ledger who took it.

    Raises CounterclaimError without the key of what the case protects.
    """
    event = posted.names["event"]
    found = dossier(posted.desk.open(), event)
    act = Kept(
        number=0, kind=ActKind.EXPORT, subject=event, fields=(("run", found.run),), who=posted.reader.name,
        at=posted.at, words="dossier",
    )  # fmt: skip
    with opened(posted.jobs.path) as case:
        (shown,) = gate(case, [found]).dossiers
        act_on(case, act)
    return Done(file=(f"{event}.zip", "application/zip", zipped(pages(shown, banner([found])))))


def zipped(files: dict[str, bytes]) -> bytes:
    """Give files as a ZIP; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


ACTS = (Act(path="/events/{event}/export", permission=Permission.EXPORT, do=exported),)
