"""What the desk looks up by id: one SQLite file a run, made from the run's tables, and one of all texts for search."""

from __future__ import annotations

from counterclaim.desk.index.build import build
from counterclaim.desk.index.reader import Index

__all__ = ["Index", "build"]
