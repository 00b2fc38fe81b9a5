"""Dossiers as files and objects: HTML, Markdown, CSV and the machine contract. Renderers draw; they decide nothing."""

from __future__ import annotations

from counterclaim.render import contract, html, markdown, table
from counterclaim.render.contract import claim_object, event_object, report_object

__all__ = ["claim_object", "contract", "event_object", "html", "markdown", "report_object", "table"]
