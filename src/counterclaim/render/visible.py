"""Characters that hide or reorder text are shown as words: a page about contested words must not mislead the eye."""

from __future__ import annotations

import re

from markupsafe import Markup

#: Direction overrides, embeddings and isolates; control, zero-width, line-separator and tag characters; surrogates.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible_text(text: str) -> str:
    """Give a text with each hidden character as `⟦U+202E⟧`; letters of every script stay as they are.

    Marks that Arabic, Hebrew, Persian and Indic spelling needs (U+200C–U+200F, U+061C) stay too.
    """
    return _HIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)


def visible(value: object) -> object:
    """Give any value a template prints, with hidden characters of texts shown; markup and other values as they are."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible_text(value)
    return value
