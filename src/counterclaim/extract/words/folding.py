"""Place names to keys: one folding, shared by the gazetteer builder and the reader."""

from __future__ import annotations

import re

from anyascii import anyascii

#: The Arabic article and its assimilated forms; "El" in Spanish names is folded too, on both sides alike.
_ARTICLES = frozenset(
    ["al", "el", "ar", "as", "ad", "an", "at", "az", "ash", "adh", "ath", "ed", "es", "ez", "er", "et", "en"]
)
_NOT_WORD = re.compile(r"[^a-z0-9 ]+")
_BREAKS = re.compile(r"[-–—‐_/\s]+")


def fold(name: str) -> str:
    """Give the key of a place name: ASCII, lower case, no article, no apostrophe, no final h of -ah.

    "Al-Ḩasakah", "el Hasaka" and "Hasakah" share one key.
    """
    plain = anyascii(name).lower()
    words = _NOT_WORD.sub("", _BREAKS.sub(" ", plain)).split()
    kept = [w for i, w in enumerate(words) if w not in _ARTICLES or (i == 0 and len(words) == 1)]
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("ah") else w for w in kept)
