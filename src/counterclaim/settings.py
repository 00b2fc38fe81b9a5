"""One frozen record of everything that can change a result; its digest goes into every run."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from counterclaim.canonical import canonical_bytes, digest

#: Raised when the meaning of any record in the machine contract changes.
SCHEMA_VERSION = 1
VERSION = "0.1.0"
#: The field of a web archive's record that names the page which the record is a part of; ours, as WARC allows.
PART_OF = "WARC-Counterclaim-Part-Of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run depends on besides evidence and decisions.

    Byte limits are bytes; `reuse_*` are counts of words; `event_days_apart_max` is days.
    """

    capture_bytes_max: int = 64 * 1024 * 1024
    archive_members_max: int = 20_000
    archive_bytes_max: int = 1024 * 1024 * 1024
    archive_ratio_max: int = 200
    report_chars_max: int = 2_000_000
    passages_max: int = 5_000
    reuse_words_min: int = 12
    reuse_share_min: float = 0.25
    event_days_apart_max: int = 4
    admit_round_share: float = 0.10
    coverage_sentences_min: int = 3
    coverage_facts_max: int = 40

    def digest(self) -> str:
        """Give the digest of these settings."""
        return digest(canonical_bytes(asdict(self)))
