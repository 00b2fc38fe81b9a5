"""One block of made reports with their claims, to be settled once and laid out many times over.

Nothing in it is of the world: places and people are invented, outlets too. A name of a place or a person is a mark of
eight letters that no word has, so that `spread` can put another name of the same length in its place.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from counterclaim.canonical import identifier, text_digest
from counterclaim.case import Given
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.naming import agent
from counterclaim.records.registry import Camp, Registry
from counterclaim.records.source import Passage, Report
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Factuality, Measure, Speech, Stance, VictimClass
from evals.desk import names

REPORTS, PLACES, PEOPLE = 1_000, 40, 120
EXTRACTOR = "made"
OUTLETS = tuple(f"{a} {b}" for a in names.FIRST for b in names.LAST)
SIDES = ("Hill Front", "Third Brigade", "River Guard", "Council of Tarvos")
BODIES = ("Ministry of Harbours", "Tarvos Health Office", "Belmor Relief Society")
GROUPS = ("residents", "local sources", "a doctor", "witnesses")
ACTS = {"shelling": "shelling", "air_strike": "air strike", "clash": "clash", "looting": "looting"}
#: Reports of each event of a block: few events have most reports, and most events have two or three.
SIZES = (60, 40, 30, *[20] * 4, *[10] * 20, *[5] * 60)
#: One report in this many copies the words of another, and events that one report tells.
COPIES, TOLD = 12, 2


@dataclass(frozen=True, slots=True)
class Happening:
    """One made event: its number, place, day, act, those who are blamed, and how many died."""

    number: int
    place: Place
    day: str
    act: str
    blamed: tuple[str, str]
    dead: int


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a report with what it claims: of which aspect, whose words, and the fields of the claim."""

    words: str
    of: Happening
    speaker: Agent | None
    fields: dict[str, Any]


def evidence(reports: int = REPORTS, seed: int = 7) -> Given:
    """Give the block: reports, passages and claims that stand in them, and the camps of those who fight."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable text, no secret
    told: list[list[Happening]] = [[] for _ in range(reports)]
    for happening, size in _happenings(reports * TOLD, chance):
        free = [n for n in range(reports) if len(told[n]) < TOLD]
        for number in chance.sample(free, min(size, len(free))):
            told[number].append(happening)
    made: list[tuple[Report, list[Told]]] = []
    earlier: dict[int, list[Told]] = {}
    for number, of in enumerate(told):
        sentences = []
        for happening in of:
            own = earlier.get(happening.number)
            copied = own is not None and chance.randrange(COPIES) == 0
            mine = own if copied and own else _sentences(happening, number, chance)
            earlier.setdefault(happening.number, mine)
            sentences += mine
        made.append((report(number, sentences, chance), sentences))
    passages = [p for r, sentences in made for p in _passages(r, sentences)]
    claims = [c for r, sentences in made for c in _claims(r, sentences)]
    camps = tuple(Camp(agent=s, camp=s, basis="a made camp") for s in SIDES)
    return Given(tuple(r for r, _ in made), tuple(passages), tuple(claims), Registry(camps=camps), (), {})


def _happenings(told: int, chance: random.Random) -> list[tuple[Happening, int]]:
    found: list[tuple[Happening, int]] = []
    sizes = iter(SIZES)
    left = told
    while left > 0:
        number = len(found)
        size = min(next(sizes, chance.choice((1, 2, 2, 3, 3, 4))), left)
        at = number % PLACES
        place = Place(names.mark(at), 20 + at % 8 + 0.25, 30 + at // 8 + 0.25, 2000, "town")
        day = (date(2031, 1, 1) + timedelta(days=(number * 7) % 700)).isoformat()
        blamed = (SIDES[number % 3], SIDES[(number + number % 2) % 3])
        act = list(ACTS)[number % len(ACTS)]
        found.append((Happening(number, place, day, act, blamed, 2 + number % 30), size))
        left -= size
    return found


def _sentences(of: Happening, number: int, chance: random.Random) -> list[Told]:
    """Give five sentences on an event, each with one claim; who speaks and what numbers they give differs."""
    side, dead = chance.choice(of.blamed), of.dead + chance.choice((0, 0, 0, 1, 3))
    act, place, day = ACTS[of.act], of.place.name, date.fromisoformat(of.day).strftime("%d %B %Y")
    names_of = [_speaker(number, chance) for _ in range(4)]
    killed = {"measure": Measure.KILLED, "victim_class": VictimClass.CIVILIAN, "unit": "people"}
    hurt = {"measure": Measure.INJURED, "victim_class": VictimClass.CIVILIAN, "unit": "people"}
    denied = chance.randrange(5) == 0
    stance = {"stance": Stance.DENY, "claim_act": ClaimAct.DENY_RESPONSIBILITY} if denied else {}
    said = "denied that" if denied else "said"
    more = dead + chance.randrange(9)
    harm, of_clinic = ("damaged", "destroyed")[more % 2], chance.choice(("clinic", "school", "bridge"))
    told: dict[str, tuple[Agent | None, dict[str, Any]]] = {
        "occurrence": (None, {"aspect": Aspect.OCCURRENCE, "value": act}),
        "perpetrator": (names_of[0], {"aspect": Aspect.PERPETRATOR, "value": side} | stance),
        "killed": (
            names_of[1],
            {"aspect": Aspect.COUNT, "value": f"{dead} killed", "range": NumberRange(dead, dead)} | killed,
        ),
        "hurt": (
            names_of[2],
            {"aspect": Aspect.COUNT, "value": f"{more} injured", "range": NumberRange(more, None)} | hurt,
        ),
        "damage": (names_of[3], {"aspect": Aspect.DAMAGE, "value": harm, "asset": of_clinic}),
    }
    filled = {"act": act, "place": place, "day": day, "side": side, "said": said, "dead": dead, "more": more}
    filled |= {"harm": harm, "thing": of_clinic}
    found = []
    for key in chance.sample(list(told), len(told)):
        speaker, fields = told[key]
        some = iter(names.words(chance, 8))
        words = chance.choice(_WAYS[key]).format(who=speaker.name if speaker else "", **filled)
        words = " ".join(f"{word} {next(some)}" if n % 3 == 2 else word for n, word in enumerate(words.split()))
        found.append(Told(f"{words}.", of, speaker, fields))
    return found


#: Ways to say each of the five; a made word stands after every third, so that alike is only what is copied.
_WAYS = {
    "occurrence": ("A {act} hit {place} on {day}", "On {day} there was a {act} in {place}", "{place} saw a {act}"),
    "perpetrator": ("{who} {said} {side} did it in {place}", "{side} was behind it, {who} {said}"),
    "killed": ("{who} counted {dead} civilians killed in {place}", "Killed were {dead} civilians, {who} said"),
    "hurt": ("At least {more} were hurt, {who} said", "{who} spoke of {more} or more hurt in {place}"),
    "damage": ("The {thing} of {place} was {harm}, {who} said", "{who} demanded an inquiry, as the {thing} was {harm}"),
}


def _speaker(number: int, chance: random.Random) -> Agent:
    kind = chance.randrange(10)
    if kind < 3:
        return agent(names.mark(PLACES + chance.randrange(PEOPLE)), AgentKind.PERSON, "")
    if kind < 5:
        return agent(chance.choice(SIDES), AgentKind.ARMED_ACTOR, "")
    if kind < 7:
        return agent(chance.choice(BODIES), AgentKind.OFFICIAL_BODY, "")
    return agent(chance.choice(GROUPS), AgentKind.UNNAMED_GROUP, f"report {number}")


def report(number: int, sentences: Sequence[Told], chance: random.Random) -> Report:
    """Give the report that tells some sentences, then words of no matter."""
    language = "en" if number % 5 else ("ru", "ar")[number // 5 % 2]
    text = in_script(" ".join(s.words for s in sentences), language) + rest(number, language)
    day = max((s.of.day for s in sentences), default="2031-01-01")
    (outlet,) = chance.choices(OUTLETS, [1 / (n + 3) for n in range(len(OUTLETS))])
    return Report(
        id=identifier("r", "made", number), capture="", locator=f"row {number % 100 + 1}", path="made.jsonl",
        publisher=outlet, author=None, published=TimeRange(day, day, True), language=language,
        title=in_script(f"Reports from {sentences[0].of.place.name}" if sentences else "The day", language), text=text,
        sha256=text_digest(text),
    )  # fmt: skip


def rest(number: int, language: str) -> str:
    """Give what stands in a report after the sentences that claim something."""
    return in_script(f" {names.filler(number)}", language)


def in_script(text: str, language: str) -> str:
    """Give a text in the letters of a language, at the same length."""
    return text.translate(names.SCRIPTS[language]) if language in names.SCRIPTS else text


def _passages(of: Report, sentences: Sequence[Told]) -> list[Passage]:
    found, at = [], 0
    for index, length in enumerate(len(s.words) for s in sentences):
        ident = identifier("p", of.id, index)
        found.append(Passage(ident, of.id, index, 0, at, at + length, of.text[at : at + length]))
        at += length + 1
    return found


def _claims(of: Report, sentences: Sequence[Told]) -> list[Claim]:
    own = Hop(
        agent=agent(of.publisher or "", AgentKind.OUTLET, of.id), speech=Speech.OWN, factuality=Factuality.CERTAIN
    )
    found, at = [], 0
    for index, told in enumerate(sentences):
        held = told.fields.get("stance", Stance.ASSERT) is Stance.DENY
        said = Factuality.CERTAIN_NOT if held else Factuality.CERTAIN
        hop = Hop(agent=told.speaker, speech=Speech.INDIRECT, factuality=said, cue="said") if told.speaker else None
        chain = (hop, own) if hop else (own,)
        fields = {"stance": Stance.ASSERT, "claim_act": ClaimAct.REPORT} | told.fields
        found.append(
            Claim(
                id=identifier("c", of.id, index), report=of.id, start=at, end=at + len(told.words),
                text=of.text[at : at + len(told.words)],
                chain=chain, extractor=EXTRACTOR, act_type=told.of.act, place=told.of.place,
                time=TimeRange(told.of.day, told.of.day, True), **fields,
            )
        )  # fmt: skip
        at += len(told.words) + 1
    return found
