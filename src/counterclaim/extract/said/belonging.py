"""One happening, one story: what became of people belongs to what was done to them, told in the same report.

A sentence tells a toll by itself ("Twelve people were killed"), or only points at what was told ("the attack"). Both
lean on a happening told elsewhere: the nearest before them that their own day and place allow, else the one that the
whole report is about. What such a claim takes over is named in `inferred`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counterclaim.extract.named.act import CAUSES
from counterclaim.extract.named.sentence import CARRIED_TOWNS
from counterclaim.extract.named.things import Thing
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import act_families
from counterclaim.records.extent import Place, TimeRange
from counterclaim.records.naming import normal_name
from counterclaim.records.words import ActType, Aspect, Measure, VictimClass

#: A toll belongs to a happening told at most so many sentences and paragraphs before; a victim, in the same paragraph.
TOLD_SENTENCES = 3
TOLD_PARAGRAPHS = 1
#: What a report is about is told in its title or in its first sentences.
LEAD_SENTENCES = 2
#: A toll told of more days than these ("last year") is not that of one happening.
TOLL_DAYS = 31
#: Nor is a toll of so many people.
DEAD_MAX = 10_000
TITLE = -1
_TAKING = ActType.TERRITORY_CHANGE_FORCE.value
_TELLS = frozenset({Aspect.OCCURRENCE, Aspect.PERPETRATOR, Aspect.TARGET})
#: What is told of no act ("the repression", "its crimes") is not told of the town that the report was last about.
_ANYWHERE = frozenset({Aspect.OCCURRENCE, Aspect.PERPETRATOR, Aspect.CHARACTERISATION})


@dataclass(frozen=True, slots=True)
class Told:
    """A proposition with its sentence and paragraph; `here` are the places that its sentence names.

    `site` is the thing in which its words say people came to harm;
    `general` says that it is told of a war or a habit, `apart` that its sentence turns to another happening; `at` is
    where it counts as told: an act told aside ("a day after the raid") before all else of its sentence.
    """

    said: Proposition
    sentence: int
    paragraph: int
    here: frozenset[str] = frozenset()
    general: bool = False
    apart: bool = False
    at: int | None = None
    site: Thing | None = None

    @property
    def place(self) -> Place | None:
        """Give the place if its own sentence names it."""
        place = self.said.place
        return place if place is not None and normal_name(place.name) in self.here else None

    @property
    def time(self) -> TimeRange | None:
        """Give the time if its own words give it."""
        return self.said.time if self.said.time_words is not None else None


@dataclass(slots=True)
class Happening:
    """What a report tells of one act: where it stands, and the slots that any of its sentences give."""

    family: str
    general: bool
    first: Proposition
    told: list[tuple[int, int, int]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[TimeRange] = field(default_factory=list)
    things: set[str] = field(default_factory=set)

    def add(self, one: Told) -> None:
        """Take one more telling in."""
        said = one.said
        self.told.append((one.sentence, one.paragraph, _position(one)))
        if said.place is not None and said.place not in self.places:
            self.places.append(said.place)
        if said.time is not None and said.time not in self.times:
            self.times.append(said.time)
        self.things |= _thing(said)
        titled = self.told[0][0] == TITLE and len(self.told) > 1
        if (self.general and not _general(said)) or (titled and self.first.act_type == said.act_type):
            self.first, self.general = said, _general(said)


def _general(said: Proposition) -> bool:
    return said.act_type == "other"


def _thing(said: Proposition) -> set[str]:
    """Give the last word of what was hit, which tells two acts of one day and town apart."""
    named = said.place is not None and normal_name(said.place.name) == normal_name(said.target or "")
    return _last(said.target) if said.measure is None and not named else set()


def _last(name: str | None) -> set[str]:
    words = normal_name(name or "").split()
    return {words[-1].removesuffix("s")} if words else set()


def belonging(told: Sequence[Told], towns: int) -> Iterator[Proposition]:
    """Give a report's propositions in their order, those that lean on a happening with its slots.

    `towns` counts those that the report names: one of many has no place that all of it is about.
    An outcome that tells no more than that people were killed is left out where its numbers or victims join.
    """
    told = list(_sited(told))
    found = happenings(told)
    homes = [_home(one, found, towns) if one.said.leans else None for one in told]
    of_word = {o.said.trigger_start: h for o, h in zip(told, homes, strict=True) if h is not None and not _tells(o)}
    near = {o.sentence for o, home in zip(told, homes, strict=True) if home is not None and o.said.measure is not None}
    counted = {o.sentence for o in told if o.said.measure is not None}
    for one, home in zip(told, homes, strict=True):
        if one.sentence == TITLE:
            continue
        if one.general and _tells(one) and one.sentence in counted:
            continue
        again = one.said.trigger_start in of_word or (home is not None and one.sentence in near)
        if again and one.said.leans and _tells(one) and not brings_about(one.said):
            continue
        yield _of(one, home) if home is not None else _marked(one, _beside(one, told))


def _sited(told: Sequence[Told]) -> Iterator[Told]:
    """Give to each number the one thing in which another of its sentence says that people came to harm."""
    sites: dict[int, dict[str, Thing]] = defaultdict(dict)
    for one in told:
        if one.site is not None:
            sites[one.sentence][one.site.name] = one.site
    for one in told:
        alone = sites[one.sentence] if one.said.leans and one.said.measure is not None else {}
        yield replace(one, site=next(iter(alone.values()))) if one.site is None and len(alone) == 1 else one


def _beside(one: Told, told: Sequence[Told]) -> Proposition:
    """Give a number or victim the day and place of the act in its own sentence that it is told of."""
    said = one.said
    if one.general or said.act_type is None or not brings_about(said) or said.aspect in _TELLS:
        site = one.site.asset if one.site is not None and said.measure is not None else None
        return said if site is None else replace(said, asset=site.name)  # killed "in the market", and no attack told
    acts = [o.said for o in told if o.sentence == one.sentence and o.said.act_type == said.act_type]
    acts = [a for a in acts if a.aspect in _TELLS and a.measure is None]
    place = said.place or next((a.place for a in acts if a.place is not None), None)
    timed = next((a for a in acts if a.time is not None), None) if said.time_words is None else None
    if timed is not None and said.time is None:
        said = replace(said, time=timed.time, time_words=timed.time_words)
    return replace(said, place=place)


def _tells(one: Told) -> bool:
    return one.said.aspect is Aspect.OCCURRENCE


def brings_about(said: Proposition) -> bool:
    """Say whether a proposition tells of an act that can bring an outcome about."""
    return act_families().get(said.act_type or "") in CAUSES or said.act_type == "other"


def happenings(told: Iterable[Told]) -> list[Happening]:
    """Gather a report's acts into happenings: alike in kind and in what was hit, on no other day, in no other place."""
    out: list[Happening] = []
    told = list(told)
    # "Killed in a gun battle": where that is how somebody says that people died, it is no happening beside their death.
    dying = {o.sentence for o in told if o.said.aspect is Aspect.MANNER and not o.said.negated and o.said.act_type}
    dying -= {o.sentence for o in told if o.said.act_type == _TAKING}
    for one in told:
        said = one.said
        if one.sentence in dying and act_families().get(said.act_type or "") == "fighting":
            continue
        act = (said.act_type == _TAKING or brings_about(said)) and not _bare_other(said)
        if said.aspect not in _TELLS or said.measure is not None or said.negated or not act:
            continue
        if said.leans and (home := _nearest(one, out, reach=None)) is not None:
            home.told.append((one.sentence, one.paragraph, _position(one)))
            continue
        home = next((h for h in out if _same(h, one)), None)
        if home is None:
            home = Happening(act_families()[str(said.act_type)], _general(said), said)
            out.append(home)
        home.add(one)
    return out


def _bare_other(said: Proposition) -> bool:
    """Say whether "other" stands for a happening that no word names, and not for an attack."""
    return said.act_type == "other" and "attack" not in said.value and said.aspect is Aspect.OCCURRENCE


def _position(one: Told) -> int:
    """Give where a proposition stands in its report; the title stands before all else."""
    if one.sentence == TITLE:
        return TITLE
    return one.at if one.at is not None else one.said.trigger_start


def _same(home: Happening, one: Told) -> bool:
    said = one.said
    kinds = home.general or _general(said) or home.first.act_type == said.act_type
    things = _thing(said)
    alike = not (things and home.things) or bool(things & home.things)
    return kinds and alike and _on_days(home, said.time) and _at(home, said.place)


def _on_days(home: Happening, time: TimeRange | None) -> bool:
    return time is None or not home.times or any(t.days_apart(time) == 0 for t in home.times)


def _at(home: Happening, place: Place | None) -> bool:
    """Say whether a place can be the happening's; a country is a wider area than any town in it."""
    if place is None or not home.places:
        return True
    names = {normal_name(p.name) for p in home.places}
    towns = [p for p in home.places if p.level != "country"]
    return normal_name(place.name) in names or not towns or any(_close(place, p) for p in towns)


def _close(a: Place, b: Place) -> bool:
    """Say whether one place lies in the other, as far as a gazetteer tells."""
    if a.lat is None or b.lat is None or "country" in {a.level, b.level}:
        return False
    return (a.lat, a.lon) == (b.lat, b.lon)


def long(said: Proposition) -> bool:
    """Say whether a toll is told of more days, or of more dead, than one happening has."""
    time = said.time
    if said.range is not None and (said.range.low or 0) >= DEAD_MAX:
        return True
    return time is not None and (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days > TOLL_DAYS


def _home(one: Told, found: Sequence[Happening], towns: int) -> Happening | None:
    """Give the happening that a leaning proposition belongs to, or None."""
    if one.general:
        return None
    if (near := _nearest(one, found, reach=None if brings_about(one.said) else TOLD_SENTENCES)) is not None:
        return near
    if one.apart or one.said.measure is None:
        return None
    fitting = [h for h in found if _fits(h, one)]
    fitting = [h for h in fitting if h.told[0][0] == TITLE] or fitting
    return fitting[0] if len(fitting) == 1 and _main(fitting[0], towns) else None


def _main(home: Happening, towns: int) -> bool:
    """Say whether a report is about a happening: its title tells it, or its first sentences and no other towns."""
    first = min(sentence for sentence, _, _ in home.told)
    return first == TITLE or (first < LEAD_SENTENCES and towns <= CARRIED_TOWNS)


def _nearest(one: Told, found: Sequence[Happening], reach: int | None) -> Happening | None:
    """Give the happening told last before a proposition, near enough, that its own day and place allow.

    One told in the title counts as before all others, and only where no distance is asked for.
    """
    best: tuple[int, Happening] | None = None
    for home in found:
        for sentence, paragraph, at in home.told:
            # In its own sentence the parse has found what brought it about, or there is nothing.
            before = at <= _position(one) if brings_about(one.said) else sentence < one.sentence
            apart = TOLD_PARAGRAPHS if one.said.measure is not None else 0
            far = reach is not None and (
                one.sentence - sentence > reach or one.paragraph - paragraph > apart or sentence == TITLE
            )
            away = one.apart and sentence != one.sentence
            if before and not (far or away) and (best is None or at > best[0]) and _fits(home, one):
                best = (at, home)
    return best[1] if best is not None else None


def _fits(home: Happening, one: Told) -> bool:
    """Say whether a leaning proposition can be told of a happening."""
    said = one.said
    if brings_about(said) and act_families().get(said.act_type or "") not in {home.family, None} and not _general(said):
        return False
    if brings_about(said) and (things := _thing(said)) and home.things and not things & home.things:
        return False
    if said.measure is Measure.MISSING and _fighters(said) and home.family not in {"fighting", "territory"}:
        return False  # soldiers go missing in a battle, and not in the bombing of a museum
    if home.first.act_type == _TAKING and not _fighters(said):
        return False  # who fights for a place dies of its taking; of whom it is not said, it stays open
    time = one.time
    if said.time_words is not None and said.time is None:
        return False
    return _on_days(home, time) and _at(home, one.place)


def _fighters(said: Proposition) -> bool:
    return said.victim_class is VictimClass.COMBATANT or said.value == "combatants"


def _of(one: Told, home: Happening) -> Proposition:
    """Give a proposition the slots of its happening that its own sentence does not give."""
    said, first = one.said, home.first
    taken: dict[str, object] = {}
    if not brings_about(said) or _general(said):
        taken["act_type"] = first.act_type
    if said.measure is not None and (said.target is None or said.victim_class is not VictimClass.COMBATANT):
        # "The shelling hit the hospital … 34 died in the market": what was hit is where they died.
        taken["target"] = one.site.name if one.site and not home.things & _last(one.site.name) else first.target
    if one.place is None and home.places:
        taken["place"] = home.places[0]
    if said.time_words is None and home.times:
        taken["time"] = home.times[0]  # the day that the narrative has come to is not when it was done
    changed = {k: v for k, v in taken.items() if v is not None and v != getattr(said, k)}
    made = _marked(one, replace(said, **changed))  # type: ignore[arg-type]
    return replace(made, inferred=tuple(sorted({*made.inferred, *changed})))


def _of_years(said: Proposition) -> bool:
    """Say whether something is told of years or months: "over the past ten years many priests have been killed"."""
    return not {*(said.time_words or "").lower().split()}.isdisjoint({"years", "decade", "decades", "months"})


def _marked(one: Told, said: Proposition) -> Proposition:
    """Name the slots that were carried into a proposition from other sentences."""
    place = said.place is not None and normal_name(said.place.name) not in one.here
    if place and ((said.act_type is None and said.aspect in _ANYWHERE) or _of_years(said)):
        said, place = replace(said, place=None), False
    time = said.time is not None and said.time_words is None
    inferred = (*(("place",) if place else ()), *(("time",) if time else ()))
    return said if inferred == said.inferred else replace(said, inferred=inferred)
