"""Sentences agree whatever the names: number, spaces, lists, capital and stop."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.english import (
    NAMED_MAX,
    Who,
    counted,
    is_plural,
    listed,
    sentence,
    together,
    with_a,
    with_inner_the,
    with_the,
)
from counterclaim.records.claim import Agent
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Answer, Position, Question, Tally
from counterclaim.records.naming import PER_REPORT, agent
from counterclaim.records.words import AgentKind, Aspect, Take
from counterclaim.weigh import denials, stands, subject

bounded = settings(max_examples=150, deadline=None, derandomize=True)
NAMED = (
    "Selim Varda",
    "Varda",
    "Kesh Mission",
    "Valley Forces",
    "Coastal Wire",
    "al-Kesh Radio",
    "Meridian Observatory",
)
NAMELESS = (
    "residents",
    "Residents of Kesh",
    "sources",
    "a source",
    "shopkeeper",
    "Two witnesses",
    "doctors",
    "officials",
)
AGENTS = st.builds(
    agent, st.sampled_from(NAMED), st.sampled_from(sorted(set(AgentKind) - PER_REPORT)), st.just("r_1")
) | st.builds(agent, st.sampled_from(NAMELESS), st.sampled_from(sorted(PER_REPORT)), st.sampled_from(["r_1", "r_2"]))
VALUES = st.sampled_from(["army", "Valley Forces", "Selim Varda", "itself", "market", "homes", "artillery", "rocket"])
VERBS = {"says": False, "say": True, "denies": False, "deny": True}


def positions(agents: list[Agent], takes: list[Take]) -> tuple[Position, ...]:
    return tuple(
        Position(agent=a, take=t, claims=(f"c_{n}",), origin=f"o_{a.id}")
        for n, (a, t) in enumerate(zip(agents, takes, strict=False))
    )


def answered(aspect: Aspect, value: str, held: tuple[Position, ...]) -> tuple[Question, Answer]:
    size = NumberRange(len(value), len(value)) if aspect is Aspect.COUNT else None
    answer = Answer(
        id="n_1", value=value, positions=held, tally=Tally(reports=1, origins=1, shown_independent=0),
        against_interest=False, claims=("c_0",), range=size, group="killed|civilian|people" if size else "",
    )  # fmt: skip
    question = Question(
        id="q_1", aspect=aspect, about="", words="Who?", answers=(answer,), silent=(), contested=False, reason=""
    )
    return question, answer


def well_formed(words: str) -> None:
    assert words
    assert "  " not in words
    assert not words[0].islower()
    assert words[-1] in ".?!…”"
    assert not words.endswith("..")
    assert "1 others" not in words
    assert " ." not in words
    assert not re.search(r"\bdone by (?:it|him|her|them)sel[fv]", words)
    assert not re.search(r"\b(?:a|an|the) (?:a|an|the)\b", words)


@bounded
@given(
    st.sampled_from(sorted(Aspect)),
    VALUES,
    st.lists(AGENTS, min_size=1, max_size=7),
    st.lists(st.sampled_from(Take), min_size=7, max_size=7),
)
def test_a_stand_is_a_sentence_that_agrees(aspect: Aspect, value: str, agents: list[Agent], takes: list[Take]) -> None:
    """Each stand names who takes it with a verb in their number; several take the plural, whoever they are."""
    question, answer = answered(aspect, value, positions(agents, takes))
    for words in (*stands(question, answer), *(w for w, _ in denials(question))):
        well_formed(sentence(words))
        before, verb = re.split(r" (says|say|denies|deny)\b", words, maxsplit=1)[:2]
        one = [a.who for a in agents if a.who.words == before]
        assert VERBS[verb] is (one[0].plural if one else True)


@bounded
@given(st.lists(AGENTS, min_size=1, max_size=9))
def test_nobody_is_named_twice_and_the_others_are_several(agents: list[Agent]) -> None:
    """A list of names holds each once, at most four things, and "others" only for two or more."""
    held = positions(agents, [Take.ASSERTS] * len(agents))
    words = subject(held).words
    names = re.split(r", | and ", words)
    assert len(names) == len(set(names)) <= NAMED_MAX
    assert subject(held) == subject(held[::-1])
    others = re.search(r"(\d+) others$", words)
    assert others is None or int(others[1]) > 1


def test_one_voice_has_one_name() -> None:
    """Inside one voice the short name of a fuller one is left out; in two voices both stand."""
    short, full = (agent(name, AgentKind.PERSON, "") for name in ("Varda", "Selim Varda"))
    one = [Position(agent=a, take=Take.ASSERTS, claims=("c",), origin="o_1") for a in (short, full)]
    assert subject(one) == Who("Selim Varda")
    two = [Position(agent=a, take=Take.ASSERTS, claims=("c",), origin=f"o_{a.name}") for a in (short, full)]
    assert subject(two) == Who("Selim Varda and Varda", plural=True)


@bounded
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_a_tally_is_a_sentence(reports: int, origins: int, shown: int) -> None:
    """However many reports, voices and shown ones there are, nouns and verbs agree with them."""
    words = Tally(reports=reports, origins=origins, shown_independent=min(shown, origins)).words
    well_formed(words)
    for number, noun in re.findall(r"\b(\d+) (reports?|voices?)\b", words):
        assert noun.endswith("s") is (number != "1")
    assert re.search(r"^1 report (?:carries|goes)|^(?!1 )\d+ reports (?:carry|go)", words)


@bounded
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_become_a_sentence_once(one: str, other: str) -> None:
    """Any words come out with single spaces and a stop, and a sentence stays as it is."""
    words = sentence(one, other)
    assert "  " not in words
    assert words == sentence(words)
    assert not words or words[-1] in ".?!…”’\"')]"


def test_articles_and_numbers() -> None:
    """Names, several and masses stay bare; one common noun has its article, by its sound."""
    bare = ("artillery", "homes", "Falcon Brigade", "a bomb")
    assert tuple(with_a(word) for word in bare) == bare
    assert [with_a(w) for w in ("rocket", "air strike", "hour", "unit")] == [
        "a rocket",
        "an air strike",
        "an hour",
        "a unit",
    ]
    assert [with_the(w) for w in ("army", "troops", "Kesh", "a bomb")] == ["the army", "troops", "Kesh", "the bomb"]
    phrases = (
        "shelling of market",
        "air strike on building",
        "looting of artefacts",
        "taking of Kesh",
        "by force",
        "no damage",
    )
    assert [with_inner_the(words) for words in phrases] == [
        "shelling of the market", "air strike on the building", *phrases[2:]
    ]  # fmt: skip
    assert counted(1, "child", "children") == "1 child"
    assert counted(2000, "child", "children") == "2,000 children"


def test_who_is_several() -> None:
    """The head of a phrase decides, not its last word; a name in "s" is one body."""
    several = ["residents of Kesh", "doctors", "police", "two men", "activists in the city", "army and police"]
    assert all(is_plural(words) for words in several)
    assert not any(is_plural(words) for words in ["source", "head of the doctors", "Kesh News", "a witness", "crisis"])
    named = {"Reuters-like Wires": False, "Valley Forces": True, "Command of the Forces": False}
    assert {name: agent(name, AgentKind.ARMED_ACTOR, "").who.plural for name in named} == named
    generic = agent("Sources", AgentKind.GENERIC, "r_1").who
    assert generic.does("says", "say") == "sources say"


def test_a_list_is_the_same_however_long() -> None:
    """Two to nine names: a comma between, "and" before the last."""
    names = [f"N{i}" for i in range(9)]
    for few in (names[:n] for n in range(1, 10)):
        words = listed(few)
        assert words.count(" and ") == (1 if len(few) > 1 else 0)
    assert all(together([Who(a), Who(b)]).plural for a, b in combinations(names, 2))
