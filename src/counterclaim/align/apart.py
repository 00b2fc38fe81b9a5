"""Whether two nuclei can be one happening: times, places, victims, winners and numbers that keep them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from counterclaim.align.mention import STEM
from counterclaim.align.nucleus import Nucleus, act_nouns, side_of, target_words
from counterclaim.lexicons import act_families, asset_families, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.extent import Place
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect, Measure, VictimClass

_TARGETED = frozenset({"killing", "custody", "bombardment", "explosion"})
#: Words of time by which acts are told over a stretch of it.
_STRETCH = re.compile(r"(?:since|over|during|in the (?:past|last))\b", re.IGNORECASE)
#: What is done again and again in one place.
_REPEATED = frozenset({"bombardment", "explosion", "chemical", "fighting", "killing"})
#: So many times as many dead are not of one killing.
OF_A_WAR = 20
#: Nor are so many times as many without a day of one that the same report dates and whose dead it names.
OF_ANOTHER = 5
#: So many dead, told of no day and no place, are of no single killing.
OF_NO_DAY = 1_000
#: A change of control that is told without a time is news: it happened within this many days before the report.
NEWS_DAYS = 30


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
    pairs = [(a.assets, b.assets), (a.gainers, b.gainers)]
    # Where no time tells two attacks on persons or places apart, only their targets can.
    by_target = a.family in _TARGETED and not timed and other_targets(a, b)
    if by_target or any(x and y and not x & y for x, y in pairs) or of_a_war(a, b) or of_a_war(b, a):
        return True
    slack = days_max if a.family == "territory" else 0
    if _of_fighters(a, b) or _of_fighters(b, a) or in_general(a) != in_general(b) or _another_act(a, b, slack):
        return True
    if (a.family == "killing" and not timed and _of_others(a, b)) or (a.family == "statement" and on_others(a, b)):
        return True
    if a.family == "territory" and not a.gainers & b.gainers and (_long_ago(a, b) or _long_ago(b, a)):
        return True
    return _named_apart(a, b) or _successive(a, b) or (a.family == "fighting" and _of_other_parties(a, b))


def other_targets(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two attacks are told to be on other targets: not on a thing here, there on those who are in it."""
    return bool(a.words and b.words) and not a.words & b.words and not (_inside(a, b) or _inside(b, a))


def _inside(a: Nucleus, b: Nucleus) -> bool:
    """Say whether words of one are those for the people who are in a thing that the other's name ("inmates")."""
    people_of, kinds = lexicon("happenings")["people_of"], asset_families()
    return any(not a.words.isdisjoint(people_of.get(kinds.get(thing, ""), ())) for thing in b.words)


def _of_other_parties(a: Nucleus, b: Nucleus) -> bool:
    """Say whether one report tells of two fights: other fighters, and no place, day or thing that both name.

    Who fights whom is told from both sides; an invasion abroad and an offensive at home are not.
    """
    if a.claims[0].report != b.claims[0].report or a.actors & b.actors or not (a.actors and b.actors):
        return False
    return not (a.words & b.words or a.assets & b.assets or (a.times and b.times) or same_toll(a, b)) and not any(
        near(x, y) for x in a.places for y in b.places
    )


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


def of_a_war(toll: Nucleus, act: Nucleus) -> bool:
    """Say whether numbers of dead that name nobody are of another size than those of a killing of people named.

    "177 dead" of a week's fighting are not of the murder of six monks that the report is about, nor the 10,000 of a war
    of one assault in it.
    """
    together = toll.claims[0].report == act.claims[0].report  # one report gives no killing two such numbers
    of_one = act.words or together or toll.family == "fighting"
    if toll.family not in {"killing", "fighting"} or toll.words or not of_one:
        return False
    few, many = _dead(act), _dead(toll)
    apart = OF_ANOTHER if together and act.words and act.times and not toll.times else OF_A_WAR
    return bool(few and many) and min(many) >= apart * max(few)


def _dead(nucleus: Nucleus) -> list[float]:
    told = [c.range for c in nucleus.claims if c.range and c.measure is Measure.KILLED and c.unit != "percent"]
    return [n for r in told if (n := r.low if r.named is None else r.named)]  # "more than 500" is told of 500


def _of_fighters(toll: Nucleus, act: Nucleus) -> bool:
    """Say whether numbers of dead fighters that name nobody are not of a killing of people named who were none."""
    if toll.family != "killing" or toll.words or not act.words:
        return False
    fallen, victims = ({c.victim_class for c in n.claims if c.victim_class} for n in (toll, act))
    return fallen == {VictimClass.COMBATANT} and VictimClass.COMBATANT not in victims


def in_general(told: Nucleus) -> bool:
    """Say whether killings are told of and no single one is meant: of a whole people, as "massacres", as genocide."""
    if told.family != "killing":
        return False
    thousands = any(n >= OF_NO_DAY for n in _dead(told)) and not told.times and not told.places
    return thousands or all(map(_of_none, told.claims))


def _another_act(a: Nucleus, b: Nucleus, slack: int) -> bool:
    """Say whether the words, or a report's day, say that one act is not the other.

    Takes how many days early one may be told of: which day a town fell is told by each side in its own way.
    """
    other = _another(a) != _another(b) and not a.words & b.words
    before = _told_before(a, b, slack) or _told_before(b, a, slack)
    return other or before or _over_time(a) != _over_time(b)


def _over_time(told: Nucleus) -> bool:
    """Say whether all that is told is told over a stretch of time: "bombed three times since 2021"."""
    dated = [c for c in told.claims if c.aspect not in {Aspect.CONTROL, Aspect.CHARACTERISATION}]
    return bool(dated) and all(c.time is None and _STRETCH.match(c.time_words or "") for c in dated)


def _another(told: Nucleus) -> bool:
    """Say whether the words tell an act from those told of: "similar killings", "the same men who killed", "also"."""
    return all(_of_another().match(" ".join(c.text.split())) is not None for c in told.claims)


@cache
def _of_another() -> re.Pattern[str]:
    nouns, others = act_nouns({*act_families().values()}), "|".join(lexicon("happenings")["another"])
    doers = r"also the\b|(?:the )?same [\w-]+(?: [\w-]+)? (?:who|that|which)\b"
    acts = rf"(?:the |these |those |an? )?(?:{others}) (?:[\w-]+ )?(?:{nouns})s?\b"
    return re.compile(rf"(?:{doers}|{acts})", re.IGNORECASE)


def _told_before(timed: Nucleus, other: Nucleus, slack: int) -> bool:
    """Say whether a report that gives no day came out before what happened on another's: it cannot tell of that."""
    if other.day is None or other.times or not timed.times or timed.claims[0].report == other.claims[0].report:
        return False
    first = min(date.fromisoformat(t.start) for t in timed.times)
    return (first - date.fromisoformat(other.day.end)).days > slack


def _of_none(claim: Claim) -> bool:
    words = normal_name(claim.target or "").split()
    many = bool(words) and not target_words(claim.target) and _of_several().match(claim.text) is not None
    whole = many or (
        bool(words) and words[-1] in lexicon("happenings")["whole"] and set(words[:-1]) <= _peoples() | {"the"}
    )
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
    return "genocide" in words or _bare_plural(words) or _bare_doing(words)


@cache
def _of_several() -> re.Pattern[str]:
    """Give what several killings of nobody named look like: "the mass murders of civilians in many towns"."""
    return re.compile(rf"(?:the )?(?:[\w-]+ )?(?:{act_nouns(['killing'])})s of\b", re.IGNORECASE)


def _bare_plural(words: Sequence[str]) -> bool:
    """Say whether words end in acts in the plural that no word before them makes certain ones ("commit massacres")."""
    named = re.fullmatch(rf"(?:{act_nouns(['killing'])})s", words[-1] if words else "") is not None
    sure = lexicon("happenings")["certain"]
    return named and not any(w in sure or w.isdigit() or w.endswith(("'s", "’s", "s'")) for w in words[-3:-1])


def _bare_doing(words: Sequence[str]) -> bool:
    """Say whether all that is told is that somebody kills, and of whom is left out.

    "Slaughtering", "political assassination by the army".
    """
    bare = re.fullmatch(rf"(?:[\w-]+ )?(?:{act_nouns(['killing'])})(?: by .+)?", " ".join(words)) is not None
    if bare and words[0] not in lexicon("happenings")["certain"] and words[0] not in {"a", "an"} and len(words) > 1:
        return True
    return len(words) == 1 and words[0].endswith("ing") and words[0] not in lexicon("happenings")["certain"]


def _again(a: Nucleus, b: Nucleus) -> bool:
    """Say whether another day is another attack: a market is shelled on Monday and on Tuesday.

    Where a name or a copied sentence says that it is one and the same, one of the two has the day wrong.
    """
    if a.family not in _REPEATED:
        return False
    return not ((a.words & b.words) - _things() or a.texts & b.texts)


def on_another_day(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two attacks that one report tells are of different days."""
    timed = bool(a.times and b.times) and min(x.days_apart(y) for x in a.times for y in b.times) > 0
    return timed and _again(a, b)


@cache
def _things() -> frozenset[str]:
    """Give the words for things that are hit: they stand in every town."""
    return frozenset(w for n in asset_families() for w in target_words(n))


def _named_apart(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two things of one kind are told by other names, and no place that both are told of makes them one.

    "Osmer hospital" is not Velno's; "the hospital" of Osmer is, and "Saint Ann Hospital" of Osmer may be.
    """
    if not a.assets & b.assets or any(near(x, y) for x in a.places for y in b.places):
        return False
    idle = _things() | frozenset(lexicon("happenings")["common"])
    where = [frozenset(w for p in n.places for w in target_words(p.name)) for n in (a, b)]
    mine, theirs = a.words - idle, b.words - idle
    same = {w[:STEM] for w in mine} & {w[:STEM] for w in theirs}  # "Osmerov hospital", "Osmerovo hospital"
    return bool(mine and theirs) and not (same or mine & where[1] or theirs & where[0])


def elsewhere(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two nuclei name towns and none of one is near one of the other."""
    return apart(a.places, b.places)


def spoken_elsewhere(a: Nucleus, b: Nucleus) -> bool:
    """Say whether that holds of the places that stand in the claims' own words, not in the text around them."""
    return apart(_spoken(a), _spoken(b))


def _spoken(nucleus: Nucleus) -> list[Place]:
    return [c.place for c in nucleus.claims if c.place and normal_name(c.place.name) in normal_name(c.text)]


def apart(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Say whether some towns and others are named and none of these is near one of those.

    A name that no list knows may be a quarter of any town; two such names are two places.
    """
    towns_a = [p for p in a if p.level not in {"country", "unknown"}]
    towns_b = [p for p in b if p.level not in {"country", "unknown"}]
    if not towns_a and not towns_b:
        towns_a, towns_b = within_a_country(a), within_a_country(b)
        if any(_spelled_alike(x, y) for x in towns_a for y in towns_b):
            return False
    return bool(towns_a and towns_b) and not any(near(x, y) for x in towns_a for y in towns_b)


def _spelled_alike(a: Place, b: Place) -> bool:
    """Say whether two names no list knows may be one, or one of them a part of the other's name."""
    mine, theirs = normal_name(a.name), normal_name(b.name)
    return mine[:4] == theirs[:4] or not set(mine.split()).isdisjoint(theirs.split())


def within_a_country(places: Sequence[Place]) -> list[Place]:
    """Give the places that are no whole country."""
    return [p for p in places if p.level != "country"]


def on_others(a: Nucleus, b: Nucleus) -> bool:
    """Say whether two nuclei of statements are on different places: nothing else tells what they are about."""
    here, there = within_a_country(a.places), within_a_country(b.places)
    return bool(here and there) and not any(near(x, y) for x in here for y in there)


def _successive(a: Nucleus, b: Nucleus) -> bool:
    """Say whether one report tells of two acts: other actors, by other means, on the same kind of thing.

    Bodies of one land are no other actors.
    """
    if a.claims[0].report != b.claims[0].report or a.family == "killing":
        return False
    acts_differ = not {c.act_type for c in a.claims} & {c.act_type for c in b.claims}
    here, there = ({side_of(name) for name in _actors(n)} for n in (a, b))
    return bool(here and there and not here & there) and acts_differ


def _actors(told: Nucleus) -> set[str]:
    return {c.actor for c in told.claims if c.actor and normal_name(c.actor) in told.actors}


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
