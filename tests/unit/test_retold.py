"""Across reports: an attack named as known, a day apart in one report, what "the attackers" did; all is invented."""

from __future__ import annotations

from counterclaim.records.claim import Claim
from counterclaim.records.words import ActType, Aspect
from tests.unit.builders import a_claim, a_day, a_place, a_report
from tests.unit.test_effects import BLAST, MONDAY, SHELLING, TUESDAY, attack, events

RAID, BOMBING = ActType.OTHER.value, ActType.AIR_STRIKE.value


def named(words: str, act: str = BLAST, day: str | None = None, town: str = "Velno", **more: object) -> Claim:
    """Give a report's claim that only names an attack in a town, of a day or of none."""
    report = a_report(words, f"{words} Gazette", TUESDAY)
    time = a_day(day) if day else None
    return a_claim(report, words, Aspect.OCCURRENCE, words, act_type=act, place=a_place(town), time=time, **more)


def test_an_attack_that_is_only_named_is_the_one_told_of_its_town() -> None:
    """Of its day or, where it has none, of the days before its report; whatever its noun."""
    told = attack("A bomb exploded", 5, act=BLAST)
    for other in [
        named("the explosion in Velno"),
        named("Monday's bombing in Velno", BOMBING, MONDAY),
        named("the blast in Velno", time_words="the day before"),
    ]:
        assert len(events(*told, other)) == 1


def test_an_attack_that_is_told_and_not_only_named_stays_apart() -> None:
    """Another day or town, a new attack ("a bombing"), one on another thing, or two that it can be."""
    told = attack("A bomb exploded", 5, act=BLAST)
    for other in [
        named("Sunday's bombing in Velno", BOMBING, "2031-03-02"),
        named("the bombing in Tarsk", BOMBING, town="Tarsk"),
        named("a bombing in Velno", BOMBING),
        named("the bombing of the school in Velno", BOMBING, target="school", asset="school"),
    ]:
        assert len(events(*told, other)) == 2
    again = attack("Shells fell", 7, thing="school", act=SHELLING, day="2031-03-02")
    assert len(events(*told, *again, named("the bombing in Velno", BOMBING))) == 3


def test_what_a_report_tells_of_the_next_day_is_no_part_of_the_night() -> None:
    """A raid of a night is of two days; a report that dates it tells of the second day apart."""
    night = named("a raid on the camp", RAID, target="camp", asset="camp")
    night = Claim(**{f: getattr(night, f) for f in night.__slots__} | {"time": a_day(MONDAY, TUESDAY)})
    words = "Monday's attack on the camp. On Tuesday police attacked a crowd"
    report = a_report(words, "Velno Daily", TUESDAY)
    camp = {"act_type": RAID, "target": "camp", "asset": "camp", "place": a_place("Velno"), "time": a_day(MONDAY)}
    crowd = {"act_type": RAID, "target": "crowd", "actor": "police", "place": a_place("Velno"), "time": a_day(TUESDAY)}
    first = a_claim(report, "Monday's attack on the camp", Aspect.OCCURRENCE, "attack on camp", **camp)
    then = a_claim(report, "On Tuesday police attacked a crowd", Aspect.OCCURRENCE, "attack", **crowd)
    assert events(night, first, then) == [
        {"a raid on the camp", "Monday's attack on the camp"},
        {"On Tuesday police attacked a crowd"},
    ]


def test_what_the_attackers_burned_is_of_the_attack() -> None:
    """Whoever else burned it did another thing."""
    words = "a raid on the camp. The attackers burned the clinic. Soldiers burned the mill"
    report = a_report(words, "Velno Daily", TUESDAY)
    burning = ActType.PROPERTY_DESTRUCTION.value
    raid = a_claim(report, "a raid on the camp", Aspect.OCCURRENCE, "raid", act_type=RAID, target="camp", asset="camp")
    clinic = a_claim(report, "The attackers burned the clinic", Aspect.OCCURRENCE, "burning of clinic",
                     act_type=burning, target="clinic", asset="clinic", actor="attackers")  # fmt: skip
    mill = a_claim(report, "Soldiers burned the mill", Aspect.OCCURRENCE, "burning of mill",
                   act_type=burning, target="mill", asset="mill", actor="soldiers")  # fmt: skip
    assert events(raid, clinic, mill) == [
        {"a raid on the camp", "The attackers burned the clinic"},
        {"Soldiers burned the mill"},
    ]
