"""What one report says about one act: its claims, and the slots they agree on."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from counterclaim.lexicons import act_families, asset_families, general_words, lexicon
from counterclaim.offices import office_of, party_of
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, VictimClass

#: Acts that bring something about, and what they bring about: told of an attack in its own words, it is part of it.
CAUSES = frozenset({"bombardment", "explosion", "chemical", "fighting"})
#: How one attack may be seen, or told by who is said to have made it.
SEEN_ALIKE = frozenset({"bombardment", "explosion", "chemical"})
EFFECTS = frozenset({"destruction", "displacement", "custody"})


#: Claims of this many words or more that are alike to the letter are one sentence, copied; so are longer ones that have
#: so many words running in common, whatever an editor changed beside them.
COPIED_WORDS, COPIED_RUN = 6, 10


_THEIRS = frozenset({"his", "their", "its", "forces", "troops", "soldiers", "fighters", "men", "unit", "units"})
#: What is told of people before the place that it is told of: where they were taken, or came from.
_ORIGIN = re.compile(
    r"\b(?:captured|arrested|detained|seized|abducted|kidnapped|deported|taken (?:prisoner|captive|hostage)|"
    r"who (?:had )?(?:fled|come|defended|fought|surrendered|escaped)|displaced|evacuated)\b[^.;:]*$",
    re.IGNORECASE,
)
#: With whom else people died.
_WITH = re.compile(r"\b(?:together|along) with (.+)", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Nucleus:
    """What one report says about one act: its claims and the slots they agree on."""

    family: str
    claims: list[Claim] = field(default_factory=list)
    times: list[TimeRange] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    assets: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    gainers: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    #: The words of its longer claims: a copy speaks of what its original speaks of, whatever its slots leave out.
    texts: set[str] = field(default_factory=set)
    #: When the report was published, and whether a claim gives a time in words that no date resolves.
    day: TimeRange | None = None
    dated_in_words: bool = False
    #: The town that its report is about, where it names none itself.
    about: Place | None = None

    def add(self, claims: Sequence[Claim]) -> None:
        """Take claims in; what came of an act does not tell it from another, nor does whose men were captured."""
        captured = self.family == "custody" and any(c.victim_class is VictimClass.COMBATANT for c in claims)
        for claim in claims:
            self.claims.append(claim)
            if self.family in CAUSES and family_of(claim) in EFFECTS:
                continue
            if claim.aspect is Aspect.CONTROL and self.family in {*CAUSES, "killing"}:
                continue  # who holds the ground did not do what happened there
            if claim.time and claim.time not in self.times:
                self.times.append(claim.time)
            self.dated_in_words = self.dated_in_words or bool(claim.time_words and not claim.time)
            if claim.place and claim.place not in self.places and not from_elsewhere(claim):
                self.places.append(claim.place)
            if family := asset_family(claim.asset) or _hit(claim):
                self.assets.add(family)
            self.words |= target_words(claim.target) if not captured else set()
            if self.family == "killing" and (others := _WITH.search(claim.text)) is not None:
                self.words |= target_words(others[1])  # "two cooks were killed together with the monks"
            if claim.aspect is Aspect.CONTROL and not _nobody(claim.value):
                self.gainers.add(side_of(claim.value))
            if claim.actor:
                self.actors.add(normal_name(claim.actor))
            self.texts |= copied(claim.text)


def side_of(winner: str) -> str:
    """Give the land of which a winner is a body, or whose war it fights; its own name where it tells of none.

    What a land's army, its ministry and its hired fighters took, one side took.
    """
    name = normal_name(winner)
    office = office_of(_sides().get(name) or lexicon("namesakes")["houses"].get(name, winner))
    return (office.state if office is not None else "") or party_of(winner) or name


def copied(text: str) -> set[str]:
    """Give the runs of words by which a copy of a claim is known; none of a short one."""
    words = text.casefold().split()
    if len(words) < COPIED_WORDS:
        return set()
    return {" ".join(words[i : i + COPIED_RUN]) for i in range(max(1, len(words) - COPIED_RUN + 1))}


def from_elsewhere(claim: Claim) -> bool:
    """Say whether a place is only where people were before they were harmed: "killed prisoners captured in Lom"."""
    if claim.place is None or act_families().get(claim.act_type or "") not in {*CAUSES, "killing"}:
        return False
    before, found, _ = normal_name(claim.text).partition(normal_name(claim.place.name))
    return bool(found) and _ORIGIN.search(before) is not None


@cache
def _sides() -> dict[str, str]:
    """Give the land whose war a body fights that is none of its own offices, by the body's name."""
    return {normal_name(name): land for land, names in lexicon("happenings")["fights_for"].items() for name in names}


def _nobody(winner: str) -> bool:
    """Say whether a winner's words say of no side that it won: "his forces", "units"."""
    # "Rebels" are a side: who retakes a town from them is another.
    return set(normal_name(winner).split()) <= {*general_words(), *_THEIRS}


def asset_family(asset: str | None) -> str:
    """Give the family of an asset, or an empty text."""
    return asset_families().get(asset or "", "")


def _hit(claim: Claim) -> str:
    """Give the family of the thing hit of whose dead a number is; an empty text for any other claim."""
    words = normal_name(claim.target or "").split() if claim.measure is not None else []
    runs = [*map(" ".join, pairwise(words))]  # a "train station" is no train
    kinds = [[f for r in told if (f := asset_family(r) or asset_family(r.removesuffix("s")))] for told in (runs, words)]
    # "The market district" is of the market.
    return max(kinds[0] or kinds[1], key=lambda family: family != "residential", default="")


@cache
def target_words(target: str | None) -> frozenset[str]:
    """Give the words of a target that can tell one happening from another."""
    general = general_words()
    words = {w.removesuffix("s") for w in re.findall(r"[^\W\d_]{3,}", normal_name(target or ""))}
    return frozenset(_same_things().get(w, w) for w in words - general)


@cache
def _same_things() -> dict[str, str]:
    """Give the first of the words that reports use for one thing ("clinic" for "hospital")."""
    return {word: row[0] for row in lexicon("happenings")["same_things"] for word in row}


def act_nouns(families: Collection[str]) -> str:
    """Give the nouns of acts of some families as alternatives of a pattern, the longest first."""
    nouns = {noun for row in lexicon("act_types") if row["family"] in families for noun in row["nouns"]}
    return "|".join(map(re.escape, sorted(nouns, key=lambda n: (-len(n), n))))


def family_of(claim: Claim) -> str:
    """Give the family of happenings a claim belongs to; `statement` when its words name no act."""
    if claim.aspect is Aspect.DAMAGE and claim.act_type != "looting":
        return "destruction"
    if claim.aspect is Aspect.CHARACTERISATION and claim.label in _legal():
        return "legal"
    return act_families().get(claim.act_type or "", "statement")


@cache
def _legal() -> frozenset[str]:
    return frozenset(t for t, row in lexicon("loaded_terms").items() if row.get("legal"))
