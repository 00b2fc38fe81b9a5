"""Nouns that can mean any body of some kinds, once one was named: "the group", "the agency"."""

from __future__ import annotations

from collections.abc import Collection

from counterclaim.records.words import AgentKind

_GROUPS = frozenset({AgentKind.ORGANISATION, AgentKind.ARMED_ACTOR})
_PUBLIC = frozenset({AgentKind.ORGANISATION, AgentKind.OFFICIAL_BODY})
_MEDIA = frozenset({AgentKind.OUTLET})
#: Nouns that can mean any body of some kinds, once it was named.
ANY = {
    **dict.fromkeys(("group", "organisation", "organization", "movement", "faction", "militants"), _GROUPS),
    "militia": frozenset({AgentKind.ARMED_ACTOR}),
    "alliance": _GROUPS | {AgentKind.OFFICIAL_BODY},
    **dict.fromkeys(("charity", "ngo", "watchdog", "monitor"), frozenset({AgentKind.ORGANISATION})),
    **dict.fromkeys(("body", "agency", "commission", "panel"), _PUBLIC),
    **dict.fromkeys(("newspaper", "paper", "broadcaster", "channel", "network", "outlet", "website"), _MEDIA),
}
#: What may stand between "the" and such a noun.
MODIFIERS = frozenset(
    {"monitoring", "rights", "human", "aid", "armed", "militant", "advocacy", "campaign", "news", "medical", "same"}
    | {"rebel"}
)
_PEACEFUL = frozenset({"monitoring", "rights", "human", "aid", "advocacy", "campaign", "news", "medical"})


def kinds_of(noun: str, more: Collection[str]) -> frozenset[AgentKind]:
    """Give the kinds of bodies that a noun can mean with the words before it: "the rights group" bears no arms."""
    if not set(more) <= MODIFIERS:
        return frozenset()
    barred = {AgentKind.ARMED_ACTOR} if not _PEACEFUL.isdisjoint(more) else set()
    return ANY.get(noun, frozenset()) - barred
