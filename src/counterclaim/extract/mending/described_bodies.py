"""What a body is, right before its name: of "the rebel Free Isles Army" the parser makes one rebel, called so."""

from __future__ import annotations

from typing import Any

_KINDS = frozenset({"rebel", "separatist", "insurgent", "guerrilla", "militant", "extremist", "opposition", "jihadist"})


def mend_described_body(name: Any) -> None:
    """Give a body's name what its kind's noun has, and the noun to the name; takes the name's last word."""
    kind = name.head
    if name.dep_ != "appos" or name.pos_ != "PROPN" or kind.lower_ not in _KINDS or kind.i + 1 != name.left_edge.i:
        return
    name.dep_, name.head = kind.dep_, name if kind.head == kind else kind.head
    for word in [c for c in kind.children if c != name]:
        word.head = name
    kind.dep_, kind.head = "compound", name
