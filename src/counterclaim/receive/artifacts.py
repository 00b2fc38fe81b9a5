"""Bytes that are kept and are no report, as records: their role, their digest, and what they say of themselves."""

from __future__ import annotations

from counterclaim.canonical import digest
from counterclaim.receive.items import Item
from counterclaim.receive.kinds import is_media
from counterclaim.receive.media import media_facts
from counterclaim.receive.pictures import hash_of
from counterclaim.records.source import Artifact
from counterclaim.records.words import ArtifactRole


def artifact(item: Item, kind: str) -> Artifact:
    """Give the record of an item that is kept aside; its id and capture are filled by whoever knows the capture."""
    is_picture = kind.startswith("image/")
    by_kind = ArtifactRole.PICTURE if is_picture else ArtifactRole.RECORDING if is_media(kind) else ArtifactRole.PROOF
    return Artifact(
        id="",
        capture="",
        locator=item.locator,
        path=item.label,
        media_type=kind or "unknown",
        role=by_kind if is_media(kind) else item.role or by_kind,
        byte_count=len(item.data),
        sha256=digest(item.data),
        picture=hash_of(item.data) if is_picture else "",
        facts=(*item.facts, *(media_facts(kind, item.data) if is_media(kind) else ())),
    )
