"""The files that a dossier is written as."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from counterclaim.records.dossier import Dossier
from counterclaim.render import contract, html, markdown, table


def pages(
    one: Dossier, banner: str = "", marked: Mapping[str, str] = table.OPEN, beside: Collection[str] = ()
) -> dict[str, bytes]:
    """Give the pages of one event by file name: HTML first, then Markdown, CSV and JSON.

    `banner` stands above all else on the pages that people read, and under `notice` in JSON. `marked` are the reports
    that are not for everybody: JSON has them under `sensitivity`, CSV in a column. `beside` are the events
    whose pages are written next to these.
    """
    plain = contract.event_object(one)
    plain |= {"notice": banner} if banner else {}
    plain |= {"sensitivity": dict(marked)} if marked else {}
    drawn = {
        "html": html.page(one, banner, beside),
        "md": markdown.page(one, banner),
        "csv": table.rows(one, marked),
        "json": json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True),
    }
    return {f"{one.event.id}.{suffix}": text.encode() for suffix, text in drawn.items()}
