"""Coverage: what is counted, by whom, with which words behind it, and when nothing may be said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from counterclaim.cover import cover
from counterclaim.cover.holders import role
from counterclaim.cover.text import named_victims, numbered_victims, without_agent
from counterclaim.read.sentences import passages
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow
from counterclaim.records.judgement import Event
from counterclaim.records.registry import Camp, Registry
from counterclaim.records.source import Passage, Report
from counterclaim.records.words import AgentKind, Aspect, Stance
from counterclaim.settings import Settings
from counterclaim.weigh import weigh
from tests.unit.builders import a_claim, a_hop, a_report, an_agent

STONES = a_report(
    "The temple of Varan stood for ages. The museum was spared. Its statues were moved. A resident wept.",
    "Harbour Post", "2031-05-02",
)  # fmt: skip
PEOPLE = a_report(
    "Ten civilians were killed in Varan. Mira Holt, 34, was shot. The Northern Guard shelled the town. They fled.",
    "Dune Radio", "2031-05-03",
)  # fmt: skip


def rows(reports: list[Report], claims: list[Claim], registry: Registry | None = None) -> tuple[CoverageRow, ...]:
    """Cover some reports."""
    settings = Settings()
    read = {r.id: passages(r, settings) for r in reports}
    event = Event(id="e_1", title="", act_types=(), place=None, time=None, claims=tuple(c.id for c in claims),
                  reports=tuple(r.id for r in reports))  # fmt: skip
    questions = weigh(event, claims, reports, (), settings).questions
    return cover(reports, read, claims, registry or Registry(), settings, questions)


def one(found: tuple[CoverageRow, ...], **wanted: Any) -> CoverageRow:
    """Give the only row with these fields."""
    fits = [r for r in found if all(getattr(r, k) == v for k, v in wanted.items())]
    assert len(fits) == 1, found
    return fits[0]


def sentence(words: str) -> Passage:
    """Give one sentence of a report of its own."""
    return Passage("p_1", "r_1", 0, 0, 0, len(words), words)


def test_topics_are_counted_of_all_sentences_with_their_words() -> None:
    """Each topic has its sentences out of all, and a topic nobody wrote of is listed with nought."""
    found = rows([STONES], [])
    row = one(found, measure="text_on", item="objects_heritage")
    assert (row.count, row.total, len(row.spans)) == (3, 4, 3)
    assert all(STONES.text[s.start : s.end] == s.words for s in row.spans)
    assert one(found, measure="text_on", item="diplomacy").count == 0
    assert one(found, measure="text_on", item="survivors").count == 1
    assert one(found, measure="text_on", item="people_harmed").count == 0


def test_ministries_that_count_the_dead_are_no_diplomacy() -> None:
    """Of ministers and ministries, only those for foreign affairs and those who head a government are diplomacy."""
    told = a_report(
        "The health ministry counted nine dead in Varan. The interior minister named them. The defence ministry denied "
        "it. The foreign ministry called in the envoy. The Ministry of Foreign Affairs wrote. The prime minister flew.",
        "Harbour Post", "2031-05-02",
    )  # fmt: skip
    assert one(rows([told], []), measure="text_on", item="diplomacy").count == 3


def test_too_few_sentences_give_no_share() -> None:
    """A report of two sentences gives a row that says so, and no topic."""
    short = a_report("The temple fell. Nobody spoke.", "Harbour Post")
    row = one(rows([short], []), measure="text_on")
    assert (row.item, row.count, row.total) == ("too few sentences", 2, 2)


def test_a_language_without_a_lexicon_is_not_measured() -> None:
    """A report in another language gets no nought for a topic: one row says that it is not measured."""
    other = a_report("Der Tempel steht. Zehn Menschen starben. Es regnet.", "Hafenpost", language="de")
    found = rows([other], [])
    told = [(r.measure, r.item, r.count, r.total) for r in found]
    assert told == [("text", "words", 0, 8), ("text_on", "language not measured", 3, 3)]


def test_voices_are_counted_by_role() -> None:
    """A saying counts once for its voice, however many claims stand on it; the outlet's own voice is a role."""
    who = an_agent("residents", AgentKind.UNNAMED_GROUP, PEOPLE.id)
    words = "Ten civilians were killed in Varan"
    said = [a_claim(PEOPLE, words, a, "x", who) for a in (Aspect.COUNT, Aspect.OCCURRENCE)]
    said.append(a_claim(PEOPLE, "They fled", Aspect.DISPLACEMENT, "fled"))
    found = rows([PEOPLE], said)
    row = one(found, measure="voices_by_role", item="witness or resident")
    assert (row.count, row.total) == (1, 2)
    assert one(found, measure="voices_by_role", item="own voice").count == 1


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Varan Defence Ministry", AgentKind.OFFICIAL_BODY, "official"),
        ("Northern Guard", AgentKind.ARMED_ACTOR, "armed actor"),
        ("Residents Weekly", AgentKind.OUTLET, "media"),
        ("Varan Human Rights Watchers", AgentKind.ORGANISATION, "monitor or aid body"),
        ("survivors", AgentKind.UNNAMED_GROUP, "person affected"),
        ("Mira Holt", AgentKind.PERSON, "named person"),
        ("sources", AgentKind.GENERIC, "nobody named"),
    ],
)
def test_role_of_a_voice(name: str, kind: AgentKind, expected: str) -> None:
    """A role comes from the kind where that says it, else from the words of the name."""
    assert role(an_agent(name, kind)) == expected


def test_victims_are_counted_and_never_listed() -> None:
    """Of the lethal sentences: with a name, with a number only, with neither; the words are sentences, not names."""
    found = {r.item: r for r in rows([PEOPLE], []) if r.measure == "victims_named"}
    assert {item: (r.count, r.total) for item, r in found.items()} == {
        "named": (1, 3), "numbered, not named": (1, 3), "neither": (1, 3),
    }  # fmt: skip
    assert [s.words for s in found["named"].spans] == ["Mira Holt, 34, was shot."]
    assert named_victims(sentence("In Port Varan, 34 people were killed.")) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dozens of villagers were killed.", True),
        ("The shelling killed at least 12.", True),
        ("Two were wounded.", True),
        ("Shells hit a school, killing six children.", True),
        ("Four policemen and three women were killed.", True),
        ("Villagers were killed in 2031.", False),
        ("On 4 May villagers were killed.", False),
        ("Ten houses were destroyed.", False),
        ("No confirmed number of villagers killed is known.", False),
    ],
)
def test_sentences_that_number_victims(words: str, expected: bool) -> None:
    """A number counts beside people or harm; a year, a day, and a number of other things do not."""
    assert numbered_victims(sentence(words)) is expected


def test_contrast_terms_are_counted_by_who_uses_them() -> None:
    """Where an event is told in two terms of a set, each user and camp has its own; a speaker's is not the outlet's."""
    north = a_report("The regime seized the town of Varan. Ana Weir spoke of a liberation of the town.", "Harbour Post")
    south = a_report("The town of Varan fell to the Guard. Prices fell to 12. The museum was captured.", "Dune Radio")
    quoted = a_claim(north, "a liberation of the town", Aspect.CONTROL, "liberated", an_agent("Ana Weir"))
    registry = Registry(camps=(Camp(agent="Dune Radio", camp="South", basis="owner"),))
    found = {(r.holder, r.item): (r.count, r.total) for r in rows([north, south], [quoted], registry)
             if r.measure == "contrast"}  # fmt: skip
    assert found == {
        ("Harbour Post", "territory changes hands: capture"): (1, 1),
        ("Ana Weir", "territory changes hands: liberation"): (1, 1),
        ("Dune Radio", "territory changes hands: fall"): (1, 1),
        ("South", "territory changes hands: fall"): (1, 1),
    }


def test_loaded_words_belong_to_whoever_says_them() -> None:
    """A quoted speaker's loaded word is the speaker's, a word outside any claim is the outlet's."""
    text = "The regime fell back. Brutal days followed. Ana Weir called it a liberation. Then it rained."
    report = a_report(text, "Harbour Post")
    quoted = a_claim(report, "a liberation", Aspect.CHARACTERISATION, "liberation", an_agent("Ana Weir"))
    found = rows([report], [quoted])
    assert one(found, measure="loaded", item="liberation").holder == "Ana Weir"
    assert one(found, measure="loaded", item="liberation").holder_kind == "speaker"
    assert one(found, measure="loaded", item="regime").holder == "Harbour Post"


def test_a_tellers_word_for_the_speaker_stays_the_tellers() -> None:
    """A loaded word that names the speaker, in a span that holds the cue, is the outlet's word."""
    report = a_report("The regime announced the taking of Varan. Then it rained. Roads shut.", "Harbour Post")
    cue = report.text.index("announced")
    hop = replace(a_hop(an_agent("Varan government")), cue="announced", cue_start=cue, cue_end=cue + 9)
    made = a_claim(report, "The regime announced the taking of Varan", Aspect.OCCURRENCE, "taking")
    made = replace(made, chain=(hop, *made.chain))
    assert one(rows([report], [made]), measure="loaded", item="regime").holder == "Harbour Post"


def test_a_missing_doer_counts_only_once_a_perpetrator_was_claimed() -> None:
    """Before anybody named a perpetrator, leaving the doer out is caution and nothing is counted."""
    early = a_report("Ten people were killed. The road is shut. Rain fell.", "Harbour Post", "2031-05-01")
    late = a_report("Ten people were killed. The road is shut. Rain fell.", "Hill Times", "2031-05-09")
    blame = a_claim(PEOPLE, "The Northern Guard shelled the town", Aspect.PERPETRATOR, "Northern Guard")
    found = [r for r in rows([early, late, PEOPLE], [blame]) if r.measure == "agentless_harm"]
    assert {r.holder: (r.count, r.total) for r in found} == {"Dune Radio": (2, 3), "Hill Times": (1, 1)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ten people were killed in the market.", True),
        ("Ten people were killed by shelling.", True),
        ("The temple lay destroyed.", True),
        ("Forty people died.", True),
        ("Ten people were killed by the Northern Guard.", False),
        ("Ten people were killed by Northern shells.", False),
        ("The Guard killed ten people.", False),
        ("The road is shut.", False),
    ],
)
def test_sentences_without_a_doer(words: str, expected: bool) -> None:
    """A passive without an agent and an intransitive name no doer; an instrument alone is none."""
    assert without_agent(sentence(words)) is expected


def test_facts_left_out_carry_the_others_words() -> None:
    """A fact that only others tell is left out here, and nowhere counted against those who tell it."""
    count = a_claim(PEOPLE, "Ten civilians were killed", Aspect.COUNT, "10 killed")
    damage = a_claim(STONES, "The museum was spared", Aspect.DAMAGE, "no damage")
    found = [r for r in rows([STONES, PEOPLE], [count, damage]) if r.measure == "left_out"]
    assert [(r.holder, r.item, r.count, r.total) for r in found] == [
        ("Dune Radio", "In what condition was it left? no damage", 1, 1),
        ("Harbour Post", "How many? (number) 10 killed", 1, 1),
    ]
    assert found[1].spans[0].words == "Ten civilians were killed"


def test_another_answer_is_a_dispute_and_no_omission() -> None:
    """Who names another party did not leave the question out; a denial is a fact of its own."""
    third = a_report("The town was shelled. Nobody came. It rained. The road was shut.", "Quay Wire", "2031-05-04")
    north = a_claim(PEOPLE, "The Northern Guard shelled the town", Aspect.PERPETRATOR, "Northern Guard")
    south = a_claim(STONES, "Its statues were moved", Aspect.PERPETRATOR, "Southern Army")
    denied = a_claim(STONES, "The museum was spared", Aspect.DAMAGE, "destroyed", stance=Stance.DENY)
    found = [r for r in rows([STONES, PEOPLE, third], [north, south, denied]) if r.measure == "left_out"]
    assert {(r.holder, r.item, r.count, r.total) for r in found} == {
        ("Quay Wire", "Who did it? Northern Guard", 1, 2),
        ("Quay Wire", "Who did it? Southern Army", 1, 2),
        ("Quay Wire", "In what condition was it left? denied: destroyed", 1, 2),
        ("Dune Radio", "In what condition was it left? denied: destroyed", 1, 2),
    }


def test_camps_are_counted_beside_outlets() -> None:
    """A camp's row adds up its outlets' reports, by the days its rows hold."""
    camps = (
        Camp(agent="Harbour Post", camp="North", basis="owner"),
        Camp(agent="Dune Radio", camp="North", basis="owner", end="2030-01-01"),
    )
    found = rows([STONES, PEOPLE], [], Registry(camps=camps))
    row = one(found, holder_kind="camp", measure="text_on", item="objects_heritage")
    assert (row.holder, row.count, row.total) == ("North", 3, 4)


def test_order_of_reports_and_claims_does_not_matter() -> None:
    """The same evidence in another order gives equal rows, and claims of other reports are left out."""
    count = a_claim(PEOPLE, "Ten civilians were killed", Aspect.COUNT, "10 killed")
    damage = a_claim(STONES, "The museum was spared", Aspect.DAMAGE, "no damage")
    assert rows([STONES, PEOPLE], [count, damage]) == rows([PEOPLE, STONES], [damage, count])
    assert rows([STONES], [damage]) == rows([STONES], [damage, count])
