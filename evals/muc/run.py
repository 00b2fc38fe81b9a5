"""From a document of the set to the product's parse: the same reading that a case gives."""

from __future__ import annotations

from counterclaim.extract.parse import Parsed, parse
from counterclaim.read import passages
from counterclaim.records.source import Report
from counterclaim.settings import Settings
from evals.muc.reader import Document


def parsed(doc: Document) -> tuple[Parsed, ...]:
    """Give the parsed sentences of a document."""
    blank = {
        "capture": "",
        "locator": "",
        "path": "",
        "publisher": None,
        "author": None,
        "published": None,
        "title": None,
    }
    report = Report(id=doc.id, language="en", text=doc.text, sha256="", **blank)  # type: ignore[arg-type]
    return parse(passages(report, Settings()))
