"""What was hit, told in more or fewer words: "the market", "the market district", "Osmer market" in Osmer.

Names of things are one answer where they leave the same words once the place, the ground around a thing and words that
tell nothing apart are taken away. Names that a voice tells apart stay apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.lexicons import general_words, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.naming import normal_name
from counterclaim.weigh.wordings import Wording, apart, wordings


def one_target(claims: Sequence[Claim], origin_of: Mapping[str, str]) -> dict[str, str]:
    """Give the answer that each name of what was hit stands on, by name; takes an event's claims of its target.

    An answer is called by the name that most voices and reports give, the shortest of equals.
    """
    alike: dict[frozenset[str], list[Wording]] = defaultdict(list)
    town = {w for c in claims if c.place is not None for w in normal_name(c.place.name).split()}
    for wording in wordings(claims, origin_of):
        alike[_telling(wording.value, town)].append(wording)
    called: dict[str, str] = {}
    for telling, group in alike.items():
        together = [w for w in group if not any(apart(w, other) for other in group)]
        if telling and len(together) > 1:
            most = min(together, key=lambda w: (-len(w.asserted), -w.reports, len(w.value), w.value))
            called |= {w.value: most.value for w in together}
    return called


def _telling(name: str, town: set[str]) -> frozenset[str]:
    """Give the words of a name that tell one thing from another in its town."""
    idle = general_words() | {*lexicon("damage")["around"]} | town
    words = (w.removesuffix("s") for w in normal_name(name).split() if w not in town)
    return frozenset(w for w in words if w not in idle)
