"""Inside one report: claims gather into nuclei, each about one act on one thing at one time."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from counterclaim.lexicons import act_families, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Measure, VictimClass

_TARGETED = frozenset({"killing", "custody", "bombardment", "explosion"})
#: What is done again and again in one place.
_REPEATED = frozenset({"bombardment", "explosion", "chemical", "fighting", "killing"})
_GENERAL_FAMILIES = frozenset({"statement"})
#: Acts that bring something about, and what they bring about: told of an attack in its own words, it is part of it.
CAUSES = frozenset({"bombardment", "explosion", "chemical", "fighting"})
#: How one attack may be seen, or told by who is said to have made it.
SEEN_ALIKE = frozenset({"bombardment", "explosion", "chemical"})
EFFECTS = frozenset({"destruction", "displacement", "custody"})


#: Claims of this many words or more that are alike to the letter are one sentence, copied.
COPIED_WORDS = 6


#: A bundle's first and last letter, its family and its actor.
_Key = tuple[int, int, str, str]


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

    def add(self, claims: Sequence[Claim]) -> None:
        """Take claims in; what came of an act does not tell it from another."""
        for claim in claims:
            self.claims.append(claim)
            if self.family in CAUSES and family_of(claim) in EFFECTS:
                continue
            if claim.time and claim.time not in self.times:
                self.times.append(claim.time)
            self.dated_in_words = self.dated_in_words or bool(claim.time_words and not claim.time)
            if claim.place and claim.place not in self.places:
                self.places.append(claim.place)
            if family := asset_family(claim.asset):
                self.assets.add(family)
            self.words |= target_words(claim.target)
            winner = normal_name(claim.value)
            if claim.aspect is Aspect.CONTROL and not set(winner.split()) <= _general():
                self.gainers.add(winner)
            if claim.actor:
                self.actors.add(normal_name(claim.actor))
            words = claim.text.casefold().split()
            if len(words) >= COPIED_WORDS:
                self.texts.add(" ".join(words))


@cache
def _asset_families() -> dict[str, str]:
    return {noun: family for family, nouns in lexicon("assets").items() for noun in nouns}


def asset_family(asset: str | None) -> str:
    """Give the family of an asset, or an empty text."""
    return _asset_families().get(asset or "", "")


@cache
def _general() -> frozenset[str]:
    """Give the words that never tell two happenings apart: those listed, and every word for fighters or people."""
    victims = lexicon("victims")
    return frozenset((*lexicon("happenings")["general"], *victims["combatant"], *victims.get("people", ())))


@cache
def target_words(target: str | None) -> frozenset[str]:
    """Give the words of a target that can tell one happening from another."""
    general = _general()
    words = {w.removesuffix("s") for w in re.findall(r"[^\W\d_]{3,}", normal_name(target or ""))}
    return frozenset(words - general)


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


def happenings(claims: Sequence[Claim], day: TimeRange | None) -> tuple[list[Nucleus], list[Claim]]:
    """Give the nuclei of one report's acts, in text order, and the claims that name no act.

    1 claims of one clause and one act are one bundle, with what the clause says that came of it; 2 a bundle joins the
    first nucleus of its family that nothing contradicts, one with the same winner before others. `day` is the report's
    day of publication, or None.
    """
    out: list[Nucleus] = []
    loose: list[Claim] = []
    bundles: dict[_Key, list[Claim]] = {}
    for claim in claims:
        family = family_of(claim)
        if family in _GENERAL_FAMILIES:
            loose.append(claim)
        else:
            bundles.setdefault((claim.start, claim.end, family, normal_name(claim.actor or "")), []).append(claim)
    for key in [k for k in bundles if k[2] in EFFECTS]:
        if (cause := _told_of(key, bundles)) is not None:
            bundles[cause] += bundles.pop(key)
    for (_, _, family, _), bundle in bundles.items():
        made = Nucleus(family, day=day)
        made.add(bundle)
        fitting = [n for n in out if n.family == family and not elsewhere(n, made) and not contradict(n, made, 0)]
        home = max(fitting, key=lambda n: _alike(n, made), default=None)  # the first of equals
        if home is None:
            home = next((n for n in out if _own_version(n, made)), None)
        if home is None:
            out.append(made)
        else:
            home.add(bundle)
    return out, loose


def _own_version(told: Nucleus, made: Nucleus) -> bool:
    """Say whether a report lets a party that is said to have done an act tell that it struck another thing.

    "The army denied hitting the hospital: it had struck a depot" is its account of one strike, unless it names another
    day or place; so is "it spoke of an explosion in a depot".
    """
    if told.family != "bombardment" or made.family not in SEEN_ALIKE or elsewhere(told, made):
        return False
    if told.times and made.times and min(x.days_apart(y) for x in told.times for y in made.times) > 0:
        return False
    charged = {normal_name(c.value) for c in told.claims if c.aspect is Aspect.PERPETRATOR}
    speakers = {normal_name(c.originator.name) for c in made.claims}
    return all(any(_is_of(who, name) for name in charged) for who in speakers | made.actors)


def _is_of(who: str, name: str) -> bool:
    """Say whether somebody is, or speaks for, the party of a name: "army spokesman" for "Karven army"."""
    words, roles = set(who.split()), set(lexicon("namesakes")["speakers"])
    return set(name.split()) <= words or bool(words - roles and words - roles <= set(name.split()))


def _alike(one: Nucleus, other: Nucleus) -> tuple[bool, int]:
    """Say in how much two nuclei of one report agree: the winner, then the place and what was hit."""
    places = {normal_name(p.name) for p in one.places} & {normal_name(p.name) for p in other.places}
    return bool(one.gainers & other.gainers), bool(places) + bool(one.words & other.words)


def _told_of(key: _Key, bundles: Mapping[_Key, list[Claim]]) -> _Key | None:
    """Give the attack within whose words, or around whose name, a bundle is told, or None; who did it, if said, is one.

    "The strike destroyed two houses", "it was damaged in the attack": what others did meanwhile is an act of its own,
    and so is it when people are detained after an attack.
    """
    start, end, family, actor = key
    near = [k for k in bundles if k[2] in CAUSES and start <= k[0] and k[1] <= end and actor in {"", k[3]}]
    if near and family == "custody" and not actor and _afterwards().search(bundles[key][0].text[: near[0][0] - start]):
        return None
    return near[0] if near else None


@cache
def _afterwards() -> re.Pattern[str]:
    """Give the words before an act's name that make what is told with it something that came later."""
    words = "|".join(lexicon("happenings")["afterwards"])
    return re.compile(rf"\b(?:{words})\s+(?:[\w'’-]+\s+){{0,3}}$", re.IGNORECASE)


def same_news(a: Nucleus, b: Nucleus) -> bool:
    """Say whether both tell, without a time, the news of the same weeks."""
    if a.times or b.times or a.dated_in_words or b.dated_in_words or a.day is None or b.day is None:
        return False
    return a.day.days_apart(b.day) <= NEWS_DAYS


def contradict(a: Nucleus, b: Nucleus, days_max: int) -> bool:
    """Say whether two nuclei cannot be one happening: other times, other things, another winner.

    Other places are `elsewhere`, which the caller weighs; of statements they are another matter.

    Differing answers to a question (who did it, how many, how) never count here: they are what contested means.
    """
    timed = bool(a.times and b.times)
    if timed and min(x.days_apart(y) for x in a.times for y in b.times) > (0 if _again(a, b) else days_max):
        return True
    # Where no time tells two attacks on persons or places apart, only their targets can.
    by_target = a.family in _TARGETED and not timed
    pairs = [(a.assets, b.assets), (a.gainers, b.gainers), *([(a.words, b.words)] if by_target else [])]
    if any(x and y and not x & y for x, y in pairs) or _of_a_war(a, b) or _of_a_war(b, a):
        return True
    if _of_fighters(a, b) or _of_fighters(b, a) or _in_general(a) != _in_general(b):
        return True
    if (a.family == "killing" and not timed and _of_others(a, b)) or (a.family == "statement" and on_others(a, b)):
        return True
    if a.family == "territory" and not a.gainers & b.gainers and (_long_ago(a, b) or _long_ago(b, a)):
        return True
    return _successive(a, b)


def same_toll(a: Nucleus, b: Nucleus) -> bool:
    """Say whether both give one number of dead."""
    return not {*_dead(a)}.isdisjoint(_dead(b))


def _of_others(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two killings told without a common day are of other people: of civilians here, of fighters there.

    Whom one side calls fighters another may call civilians: a name, a sentence or a number that both give joins them.
    """
    here, there = _fighters(a), _fighters(b)
    same = a.words & b.words or a.texts & b.texts or same_toll(a, b)
    return bool(here and there) and not here & there and not same


def _fighters(nucleus: Nucleus) -> set[bool]:
    """Say of those whom claims say were killed, as far as their words tell, whether they were fighters."""
    kinds = _kinds()
    told = {w.removesuffix("s") for c in nucleus.claims for w in normal_name(c.target or "").split()}
    classes = {kinds[w] for w in told if w in kinds} | {c.victim_class for c in nucleus.claims if c.victim_class}
    return {name == VictimClass.COMBATANT for name in classes - {VictimClass.UNKNOWN}}


@cache
def _kinds() -> dict[str, str]:
    """Give the class of each noun for those who may be harmed."""
    return {noun: name for name, nouns in lexicon("victims").items() if name != "people" for noun in nouns}


def _of_a_war(toll: Nucleus, act: Nucleus) -> bool:
    """Say whether numbers of dead that name nobody are of another size than those of a killing of people named.

    "177 dead" of a week's fighting are not of the murder of six monks that the report is about.
    """
    together = toll.claims[0].report == act.claims[0].report  # one report gives no killing two such numbers
    if toll.family != "killing" or toll.words or not (act.words or together):
        return False
    few, many = _dead(act), _dead(toll)
    return bool(few and many) and min(many) >= OF_A_WAR * max(few)


def _dead(nucleus: Nucleus) -> list[float]:
    told = [c.range.low for c in nucleus.claims if c.range and c.measure is Measure.KILLED and c.unit != "percent"]
    return [n for n in told if n]


def _of_fighters(toll: Nucleus, act: Nucleus) -> bool:
    """Say whether numbers of dead fighters that name nobody are not of a killing of people named who were none."""
    if toll.family != "killing" or toll.words or not act.words:
        return False
    fallen, victims = ({c.victim_class for c in n.claims if c.victim_class} for n in (toll, act))
    return fallen == {VictimClass.COMBATANT} and VictimClass.COMBATANT not in victims


def _in_general(told: Nucleus) -> bool:
    """Say whether killings are told of and no single one is meant: of a whole people, as "massacres", as genocide."""
    return told.family == "killing" and all(map(_of_none, told.claims))


def _of_none(claim: Claim) -> bool:
    words = normal_name(claim.target or "").split()
    whole = bool(words) and words[-1] in lexicon("happenings")["whole"] and set(words[:-1]) <= _peoples() | {"the"}
    if claim.range is not None or claim.time is not None or (claim.target and not whole):
        return False
    return whole or claim.label == "genocide" or _general_words(claim.text)


@cache
def _peoples() -> frozenset[str]:
    return frozenset(
        word for names in lexicon("demonyms").values() for n in names for word in normal_name(str(n)).split()
    )


def _general_words(text: str) -> bool:
    words = text.casefold().split()
    return "genocide" in words or _bare_plural(words)


def _bare_plural(words: Sequence[str]) -> bool:
    """Say whether words end in acts in the plural that no word before them makes certain ones ("commit massacres")."""
    named = re.fullmatch(rf"(?:{act_nouns(['killing'])})s", words[-1] if words else "") is not None
    sure = lexicon("happenings")["certain"]
    return named and not any(w in sure or w.isdigit() or w.endswith(("'s", "’s", "s'")) for w in words[-3:-1])


def _again(a: Nucleus, b: Nucleus) -> bool:
    """Say whether another day is another attack: a market is shelled on Monday and on Tuesday.

    Where a name or a copied sentence says that it is one and the same, one of the two has the day wrong.
    """
    if a.family not in _REPEATED:
        return False
    things = frozenset(w for n in _asset_families() for w in target_words(n))
    return not ((a.words & b.words) - things or a.texts & b.texts)


def elsewhere(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two nuclei name towns and none of one is near one of the other."""
    return _apart(a.places, b.places)


def spoken_elsewhere(a: Nucleus, b: Nucleus) -> bool:
    """Say whether that holds of the places that stand in the claims' own words, not in the text around them."""
    return _apart(_spoken(a), _spoken(b))


def _spoken(nucleus: Nucleus) -> list[Place]:
    return [c.place for c in nucleus.claims if c.place and normal_name(c.place.name) in normal_name(c.text)]


def _apart(a: Sequence[Place], b: Sequence[Place]) -> bool:
    towns_a = [p for p in a if p.level not in {"country", "unknown"}]
    towns_b = [p for p in b if p.level not in {"country", "unknown"}]
    return bool(towns_a and towns_b) and not any(near(x, y) for x in towns_a for y in towns_b)


def within_a_country(places: Sequence[Place]) -> list[Place]:
    """Give the places that are no whole country."""
    return [p for p in places if p.level != "country"]


def on_others(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two nuclei of statements are on different places: nothing else tells what they are about."""
    here, there = within_a_country(a.places), within_a_country(b.places)
    return bool(here and there) and not any(near(x, y) for x in here for y in there)


def _successive(a: Nucleus, b: Nucleus) -> bool:
    """Say whether one report tells of two acts: other actors, by other means, on the same kind of thing."""
    if a.claims[0].report != b.claims[0].report or a.family == "killing":
        return False
    acts_differ = not {c.act_type for c in a.claims} & {c.act_type for c in b.claims}
    return bool(a.actors and b.actors and not a.actors & b.actors) and acts_differ


#: So many times as many dead are not of one killing.
OF_A_WAR = 20
#: A change of control that is told without a time is news: it happened within this many days before the report.
NEWS_DAYS = 30


def _long_ago(timed: Nucleus, other: Nucleus) -> bool:
    """Say whether one tells of another time while the other, without a time, tells the news."""
    if other.times or other.dated_in_words:
        return False
    if timed.dated_in_words and not timed.times:
        return True
    return bool(timed.times) and other.day is not None and min(t.days_apart(other.day) for t in timed.times) > NEWS_DAYS


def near(a: Place, b: Place) -> bool:
    """Say whether two places can be one: the same name, or centres within their precision of each other."""
    if normal_name(a.name) == normal_name(b.name):
        return True
    if None in {a.lat, a.lon, b.lat, b.lon}:
        return False
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None  # noqa: S101,PT018
    # One degree of latitude is 111 km; good enough to compare with precisions of kilometres.
    metres = 111_000 * max(abs(a.lat - b.lat), abs(a.lon - b.lon))
    return metres <= max(a.precision_m or 0, b.precision_m or 0)
