"""Who holds a town that was just taken: said in the same weeks of the same town, it answers whether it was taken.

"Lom is under Karven control" names no act. Beside the news that Karven took Lom it says so too, and "Lom is ours"
denies it; so does who denies that Karven holds Lom.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.align.apart import NEWS_DAYS, near
from counterclaim.align.nucleus import Nucleus, family_of, side_of
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect


def with_taking(clusters: Sequence[list[Nucleus]]) -> list[list[Nucleus]]:
    """Give the events, what is said of who holds a town inside the one taking of it by that side in those weeks."""
    out = [list(cluster) for cluster in clusters]
    takings = [i for i, cluster in enumerate(out) if cluster[0].family == "territory"]
    for cluster in [c for c in out if c[0].family == "statement"]:
        kept: list[Nucleus] = []
        for nucleus in cluster:
            homes = {c: _taking(c, nucleus, [out[i] for i in takings]) for c in nucleus.claims}
            left = [c for c in nucleus.claims if homes[c] is None]
            for claim, home in homes.items():
                if home is not None:
                    home.append(_of(nucleus, home[0].family, [claim]))
            kept += (
                [nucleus if len(left) == len(nucleus.claims) else _of(nucleus, nucleus.family, left)] if left else []
            )
        cluster[:] = kept
    return [cluster for cluster in out if cluster]


def _of(nucleus: Nucleus, family: str, claims: Sequence[Claim]) -> Nucleus:
    made = Nucleus(family, day=nucleus.day)
    made.add(claims)
    return made


def _taking(claim: Claim, nucleus: Nucleus, takings: Sequence[list[Nucleus]]) -> list[Nucleus] | None:
    """Give the only taking of a town that a claim of who holds it can be of, or None."""
    if claim.aspect is not Aspect.CONTROL or claim.place is None or family_of(claim) != "statement":
        return None
    if claim.place.level == "country" or claim.time is not None or claim.time_words or nucleus.day is None:
        return None
    # A report that tells of the taking says it of that; in any other "the Karven-held town" only tells where it lies.
    fitting = [t for t in takings if any(_news_of(claim, nucleus, n) for n in t) and _told_in(claim.report, t)]
    if len(fitting) > 1:
        fitting = [t for t in fitting if any(side_of(claim.value) in n.gainers for n in t)]
    return fitting[0] if len(fitting) == 1 else None


def _news_of(claim: Claim, nucleus: Nucleus, taking: Nucleus) -> bool:
    """Say whether a town that somebody holds is one told to have been taken in those weeks."""
    here = any(claim.place is not None and p.level != "country" and near(claim.place, p) for p in taking.places)
    days = [d for d in (taking.day, *taking.times) if d is not None and nucleus.day is not None]
    return here and any(nucleus.day is not None and d.days_apart(nucleus.day) <= NEWS_DAYS for d in days)


def _told_in(report: str, taking: Sequence[Nucleus]) -> bool:
    return any(c.report == report for n in taking for c in n.claims)
