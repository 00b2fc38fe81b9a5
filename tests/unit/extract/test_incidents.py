"""Incidents of invented telex reports: every name, place and group is made up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from evals.muc.reader import Document
from evals.muc.reader import report as report_of

from counterclaim.encoder import Array, pieces, trunk
from counterclaim.extract.incidents import Incident, settling
from counterclaim.extract.incidents.blaming import confidence
from counterclaim.extract.incidents.context import CONTEXT, chances, context, evidences
from counterclaim.extract.incidents.crown import KINDS, PAIR_QUESTIONS, QUESTIONS, Asked, Seen
from counterclaim.extract.incidents.describing import DESCRIBED, descriptions, surest
from counterclaim.extract.incidents.entities import entities, how_many, written
from counterclaim.extract.incidents.forming import Limits
from counterclaim.extract.incidents.judging import EVIDENCE, Weights
from counterclaim.extract.incidents.linking import LINKED, groups, together
from counterclaim.extract.incidents.marking import Marks, marked
from counterclaim.extract.incidents.places import places
from counterclaim.extract.incidents.reading import told
from counterclaim.extract.incidents.settling import called
from counterclaim.extract.incidents.spans import (
    PAIR_FEATURES,
    ROLES,
    TAGS,
    Span,
    days,
    pair_features,
    span,
    spans_of,
    windows,
)
from counterclaim.extract.incidents.wording import AROUND, REPORT, Worded, around, report, worded, words
from counterclaim.extract.incidents_of import incidents_of
from counterclaim.extract.words.numbers import quantities

KIDNAPPING = """ORNVEL, 4 MAY 31 -- ARMED MEN YESTERDAY KIDNAPPED BUSINESSMAN ODVAR PELLANO.

   THE POLICE SAID THAT THE BUSINESSMAN WAS KIDNAPPED AS HE LEFT HIS HOUSE.
"""
MARKET = """ORNVEL, 4 MAY 31 -- THE MINISTER OF AGRICULTURE TODAY SAID THAT COFFEE PRICES WILL RISE.

   THE MINISTER ADDED THAT EXPORTS OF COFFEE GREW LAST YEAR.
"""
RAIDS = "ORN, 4 MAY 31 -- THE HERON FRONT SHOT THREE PORTERS ON 2 MAY. A CLERK DIED IN A RAID ON 9 APRIL."


def read(text: str) -> tuple[Incident, ...]:
    return incidents_of(*report_of(Document("INV-0001", text, "2031-05-04")))


def test_a_kidnapping_is_one_incident_with_its_victim_and_day() -> None:
    found = read(KIDNAPPING)
    assert [i.kind for i in found] == ["KIDNAPPING"]
    assert found[0].last_day == "2031-05-03"
    assert "ODVAR PELLANO" in {p.name for p in found[0].people}
    assert "ARMED MEN" in found[0].doers
    assert read(KIDNAPPING) == found


@pytest.mark.parametrize("text", [MARKET, "", "   \n", "."])
def test_a_report_without_violence_has_no_incident(text: str) -> None:
    assert read(text) == ()


def test_windows_cover_every_piece_once_and_end_with_sentences() -> None:
    text = "THE FERRY LEFT THE PORT OF ORN AT NOON. " * 120
    cut = pieces(text, trunk().vocabulary)
    found = windows(text, cut)
    assert [a for a, _ in found[1:]] == [b for _, b in found[:-1]]
    assert (found[0][0], found[-1][1]) == (0, len(cut.ids))
    assert all(text[cut.starts[a] :].startswith("THE FERRY") for a, _ in found)
    assert max(b - a for a, b in found) <= 510


def test_tags_mark_spans_and_a_word_is_never_half_a_span() -> None:
    text = "PELLANO AND PORTERS"
    cut = pieces(text, trunk().vocabulary)
    inside = [i for i, s in enumerate(cut.starts) if s < len("PELLANO")]
    assert len(inside) > 1
    tags = [0] * len(cut.ids)
    tags[0] = 2 * ROLES.index("name") + 1
    tags[-1] = 2 * ROLES.index("people") + 2
    found = spans_of(tags, text, cut)
    assert [(s.role, s.words) for s in found] == [("name", "PELLANO"), ("people", "PORTERS"[-len(found[1].words) :])]
    assert max(tags) < TAGS


def at(words: str, role: str, text: str = RAIDS) -> Span:
    cut = pieces(text, trunk().vocabulary)
    start = text.index(words)
    inside = [i for i, s in enumerate(cut.starts) if start <= s < start + len(words)]
    return span(inside[0], inside[-1] + 1, role, text, cut)


def asked(found: Sequence[Span], groups: Sequence[Sequence[int]], **answers: Sequence[str]) -> Asked:
    """Make answers: every span is surely of an attack, and spans of one group are of one incident."""
    kinds = np.zeros((len(found), len(KINDS)), dtype=np.float32)
    kinds[:, 0] = 0.9
    chances = {q: np.zeros((len(found), len(v)), dtype=np.float32) for q, v in QUESTIONS.items()}
    for question, values in QUESTIONS.items():
        for row in range(len(found)):
            value = answers.get(question, [values[0]] * len(found))[row]
            chances[question][row, values.index(value)] = 1.0
    together = np.zeros((len(found), len(found)), dtype=np.float32)
    for group in groups:
        together[np.ix_(list(group), list(group))] = 1.0
    none = np.zeros_like(together)
    return Asked(kinds, chances, {q: together if q == "incident" else none for q in PAIR_QUESTIONS})


def only(names: Sequence[str], *more: str, **parts: float) -> Array:
    """Make weights of what is named so: those given (spaces as underscores), and 0."""
    return np.array([parts.get(name.replace(" ", "_"), 0.0) for name in (*names, *more)], dtype=np.float32)


#: Weighs nothing but the surest chance of the kind, and its outcome; links what one day stands nearest to.
WEIGHTS = Weights(
    judge=np.tile(only(EVIDENCE, *KINDS, kind_at_most=1.0), (len(ROLES), 1)),
    again=np.tile(only(CONTEXT, *EVIDENCE, *KINDS, sure=1.0), (len(ROLES), 1)),
    links=only(LINKED, *KINDS, always=2.0, another_day=-5.0),
    days=only(settling.DAYS, always=2.0, sentences=-4.0),
    places=only(settling.PLACES, always=2.0, incident=0.5, pieces=-0.5),
    described=only(DESCRIBED, always=-2.0, directly_before=4.0, in_apposition=4.0),
)


def seen(text: str, chance: float = 0.9) -> Seen:
    empty = np.zeros((0, 1), dtype=np.float32)
    kinds = np.array([chance, *([0.0] * (len(KINDS) - 1))], dtype=np.float32)
    spoken = Worded(words(text), np.full((len(words(text)), 1 + len(ROLES)), 0.1), np.array([chance, *kinds]))
    return Seen(text, pieces(text, trunk().vocabulary), empty, empty, empty, kinds, spoken)


def two_raids() -> tuple[list[Span], Asked]:
    first, second = days(RAIDS, pieces(RAIDS, trunk().vocabulary), "2031-05-04")
    found = sorted([at("HERON FRONT", "organisation"), at("PORTERS", "people"), at("CLERK", "people"), first, second])
    count = ["NUMERAL" if s.words == "PORTERS" else "ONE" for s in found]
    return found, asked(found, [(0, 1, 2), (3, 4)], count=count)


def test_two_incidents_of_one_kind_keep_their_victims_days_and_doers_apart() -> None:
    found, answers = two_raids()
    one, other = sorted(
        told(seen(RAIDS), found, (answers, WEIGHTS), "2031-05-04", Limits()), key=lambda i: i.first_day or ""
    )
    assert (other.first_day, [(p.description, p.number) for p in other.people]) == ("2031-05-02", [("PORTERS", "3")])
    assert (one.first_day, [(p.description, p.number) for p in one.people]) == ("2031-04-09", [("CLERK", "1")])
    assert ([b.name for b in other.blamed], one.blamed) == (["HERON FRONT"], ())


def test_what_can_be_seen_of_two_spans_is_the_same_from_both_sides_but_for_their_order() -> None:
    found = [at("HERON FRONT", "organisation"), at("PORTERS", "people"), at("CLERK", "people")]
    features = pair_features(found)
    order = PAIR_FEATURES - 2
    others = [i for i in range(PAIR_FEATURES) if i != order]
    assert np.array_equal(features[:, :, others], features.transpose(1, 0, 2)[:, :, others])
    assert features[0, 1, order] == 1.0
    assert features[1, 0, order] == 0.0
    assert features[1, 2, 4] == 1.0
    assert pair_features([]).shape == (0, 0, PAIR_FEATURES)


def test_targets_are_joined_while_the_mean_of_their_pairs_is_sure_enough() -> None:
    found, answers = two_raids()
    every = entities(found, range(len(found)), answers, RAIDS)
    porters, clerk = (next(e for e in every if e.words == w) for w in ("PORTERS", "CLERK"))
    given, sure = (seen(RAIDS), found, answers), dict.fromkeys(every, 0.9)
    apart = together([porters, clerk], 0, sure, WEIGHTS.links, given)
    assert np.array_equal(apart, together([clerk, porters], 0, sure, WEIGHTS.links, given))
    assert groups([porters, clerk], apart, 0.5) == [[porters], [clerk]]
    front = next(e for e in every if e.role == "organisation")
    chances_of = np.array([[1.0, 0.2, 0.6], [0.2, 1.0, 0.7], [0.6, 0.7, 1.0]])
    assert groups([porters, clerk, front], chances_of, 0.4) == [[porters, clerk, front]]
    assert groups([porters, clerk, front], chances_of, 0.5) == [[porters], [clerk, front]]
    assert groups([], np.ones((0, 0)), 0.5) == []


def test_an_entity_is_weighed_again_beside_rivals_and_targets() -> None:
    found, answers = two_raids()
    given = (seen(RAIDS), found, answers)
    every = [e for e in entities(found, range(len(found)), answers, RAIDS) if e.role != "day"]
    told_of = evidences(every, given)
    sure = chances(every, told_of, WEIGHTS.judge)
    sure[[e.words for e in every].index("CLERK"), 0] = 0.2
    beside = dict(zip(CONTEXT, context(every, sure, given)[[e.words for e in every].index("CLERK"), 0], strict=True))
    assert beside["best rival"] > beside["sure"]
    assert beside["surer rivals"] == pytest.approx(np.log(2))
    assert (beside["targets in the sentence"], beside["first sentence"], beside["sentences to it"]) == (0, 0, 1)
    assert context([], np.zeros((0, len(KINDS))), given).shape == (0, len(KINDS), len(CONTEXT))


def test_an_improbable_kind_gives_no_incident() -> None:
    found, answers = two_raids()
    answers.kinds[:] = 0.05
    assert told(seen(RAIDS, 0.05), found, (answers, WEIGHTS), "2031-05-04", Limits()) == ()


def test_a_part_of_a_name_is_the_same_person_and_a_part_of_a_description_is_not() -> None:
    text = "ODVAR PELLANO FELL. PELLANO DIED. TWO PORTERS FLED, PORTERS SAID."
    found = [at("ODVAR PELLANO", "name", text), Span(5, 6, 20, 27, "name", "PELLANO")]
    assert [e.words for e in entities(found, (0, 1), asked(found, []), text)] == ["ODVAR PELLANO"]
    found = [at("TWO PORTERS", "people", text), Span(15, 16, 51, 58, "people", "PORTERS")]
    assert len(entities(found, (0, 1), asked(found, []), text)) == 2


def test_what_stands_in_brackets_beside_a_group_is_the_same_group() -> None:
    text = "THE RED HERON FRONT (RHF) FLED. THE ORN FRONT SHOT THE RHF."
    found = [at(name, "organisation", text) for name in ("RED HERON FRONT", "RHF", "ORN FRONT")]
    assert [e.words for e in entities(found, (0, 1, 2), asked(found, []), text)] == ["RED HERON FRONT", "ORN FRONT"]


def test_a_group_is_called_as_the_report_mostly_calls_it_without_a_possessive() -> None:
    text = "THE RED HERON FRONT (RHF) FLED. THE RHF'S MEN FELL."
    found = [at(name, "organisation", text) for name in ("RED HERON FRONT", "RHF", "RHF'S")]
    assert [e.words for e in entities(found, (0, 1, 2), asked(found, []), text)] == ["RHF"]


@pytest.mark.parametrize("text", ["MAYOR ODVAR PELLANO AND A CLERK FELL.", "ODVAR PELLANO, 52, THE MAYOR, MET A CLERK"])
def test_a_title_and_an_apposition_describe_a_name(text: str) -> None:
    found = sorted([at("ODVAR PELLANO", "name", text), at("MAYOR", "people", text), at("CLERK", "people", text)])
    (row,) = (i for i, s in enumerate(found) if s.role == "name")
    sure = surest(descriptions((row,), frozenset(), (seen(text), found, asked(found, []))), WEIGHTS.described)
    assert [found[r].words for r in sure if sure[r] > 0.5] == ["MAYOR"]


def test_who_is_described_is_named_with_it_and_of_a_foreign_nation_where_the_report_says_so() -> None:
    text = "LIMA (PERU), 4 MAY 31 -- RAIDERS SHOT CHILEAN MAYOR ODVAR PELLANO AND A CLERK."
    found = [at(words, role, text) for words, role in (("MAYOR", "people"), ("ODVAR PELLANO", "name"))]
    found.append(at("CLERK", "people", text))
    (one,) = told(seen(text), found, (asked(found, [(0, 1, 2)]), WEIGHTS), "2031-05-04", Limits())
    assert [(p.name, p.description, p.nation) for p in one.people] == [
        ("ODVAR PELLANO", "MAYOR", "CHILE"),
        (None, "CLERK", None),
    ]


def test_a_second_doer_must_be_surer_than_a_first_one() -> None:
    text = "RAIDERS SHOT A CLERK. MEN FLED."
    found = [at(w, r, text) for w, r in (("RAIDERS", "doer"), ("CLERK", "people"), ("MEN", "doer"))]
    answers = asked(found, [(0, 1, 2)])
    answers.kinds[2, 0] = 0.5
    (one,) = told(seen(text), found, (answers, WEIGHTS), "2031-05-04", Limits())
    assert one.doers == ("RAIDERS",)


def told_roles(text: str, roles: Sequence[str]) -> tuple[Array, Worded]:
    """Make chances by which each word has the role given, by tags and by words alike."""
    cut, found = pieces(text, trunk().vocabulary), words(text)
    assert len(roles) == len(found)
    number = [ROLES.index(role) + 1 if role else 0 for role in roles]
    tags = np.full((len(cut.ids), TAGS), 0.01, dtype=np.float32)
    for i, start in enumerate(cut.starts):
        role = next(n for n, w in zip(number, found, strict=True) if w.start <= start < w.end)
        tags[i, 2 * role - 1 if role else 0] = 0.86
    chances = np.full((len(found), 1 + len(ROLES)), 0.01, dtype=np.float32)
    chances[range(len(found)), number] = 0.93
    return tags, Worded(found, chances, np.zeros(1 + len(KINDS), dtype=np.float32))


def spans_marked(text: str, *roles: str) -> list[tuple[str, str]]:
    tags, spoken = told_roles(text, roles)
    return [(s.role, s.words) for s in marked(tags, spoken, text, pieces(text, trunk().vocabulary), Marks())]


def test_spans_are_whole_words_without_small_words_and_marks_at_their_ends() -> None:
    of = "people"
    assert spans_marked("SHOT BY PORTERS WHO FLED.", "", of, of, of, "") == [("people", "PORTERS")]
    assert spans_marked("BY THE.", of, of) == []
    assert marked(np.zeros((0, TAGS)), Worded((), np.zeros((0, 8)), np.zeros(7)), "", pieces("", {}), Marks()) == []


def test_what_stands_in_brackets_is_a_span_of_its_own() -> None:
    of = "organisation"
    found = spans_marked("HERON FRONT (RHF) FLED", of, of, of, of, of, "")
    assert found == [("organisation", "HERON FRONT"), ("organisation", "RHF")]


def test_a_doubtful_word_does_not_cut_a_span_in_two() -> None:
    text, roles = "RED HERON FRONT FLED", ["organisation"] * 3 + [""]
    tags, spoken = told_roles(text, roles)
    spoken.roles[1] = np.where(np.arange(1 + len(ROLES)) == ROLES.index("name") + 1, 0.4, 0.05)
    cut = pieces(text, trunk().vocabulary)
    assert [s.words for s in marked(tags, spoken, text, cut, Marks())] == ["RED HERON FRONT"]


def test_words_are_cut_by_sentence_and_have_neither_case_nor_digits() -> None:
    found = words("Five porters fell. 12 old clerks fled!")
    assert [(w.form, w.sentence) for w in found[:4]] == [("FIVE", 0), ("PORTERS", 0), ("FELL", 0), ("00", 1)]
    assert [w.form for w in found[4:]] == ["OLD", "CLERKS", "FLED", "!"]
    assert [w.start for w in found[2:4]] == [13, 19]


def test_what_is_seen_of_a_word_ends_with_its_sentence() -> None:
    alone, before = (list(around(words(text))) for text in ("PORTERS FELL.", "PORTERS FELL. THE CLERKS FLED."))
    assert alone == before[: len(alone)]
    assert all(0 <= row < AROUND for rows in before for row in rows)


def test_the_words_of_a_report_weigh_together_one_and_the_rarer_more() -> None:
    rarity = np.ones(REPORT, dtype=np.float32)
    (row,) = report(words("MARKET"), rarity)[0]
    rarity[row] = 3.0
    rows, weights = report(words("MARKET CLERK"), rarity)
    assert np.linalg.norm(weights) == pytest.approx(1.0)
    assert weights[list(rows).index(row)] == weights.max()
    assert report((), rarity)[0].size == 0


def test_what_the_words_tell_is_read_from_the_rows_that_are_seen() -> None:
    text, roles = "PORTERS FELL", 1 + len(ROLES)
    heads = {
        "around": np.zeros((roles, AROUND), dtype=np.float32),
        "around_bias": np.array([2.0, *([0.0] * len(ROLES))], dtype=np.float32),
        "report": np.zeros((1 + len(KINDS), REPORT), dtype=np.float32),
        "report_bias": np.zeros(1 + len(KINDS), dtype=np.float32),
        "rarity": np.ones(REPORT, dtype=np.float32),
    }
    first, second = around(words(text))
    people = ROLES.index("people")
    heads["around"][people + 1, [r for r in first if r not in second]] = 5.0
    told_of = worded(text, heads)
    role, every, last = told_of.over(0, 7, people)
    assert role == every == last == pytest.approx(1.0, abs=1e-3)
    assert told_of.over(8, 12, people)[0] < 0.2
    assert told_of.over(40, 50, people) == (0.0, 0.0, 0.0)
    assert told_of.kinds == pytest.approx(0.5)
    assert worded("", heads).roles.shape == (0, roles)


def test_spans_of_the_same_words_are_one_entity() -> None:
    text = "A PORTER FELL. THE PORTER DIED."
    found = [at("PORTER", "people", text)]
    found.append(Span(9, 10, 19, 25, "people", "PORTER"))
    assert [e.rows for e in entities(found, (0, 1), asked(found, []), text)] == [(0, 1)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12 PORTERS", "12"),
        ("AT LEAST FIVE PORTERS", "5-"),
        ("ABOUT 30 PORTERS", "~30"),
        ("BETWEEN 3 AND 5 PORTERS", "3-5"),
        ("DOZENS OF PORTERS", "PLURAL"),
    ],
)
def test_numbers_are_written_as_the_task_writes_them(words: str, number: str) -> None:
    assert written(quantities(words)[0]) == number


def test_a_number_right_before_the_noun_counts_it() -> None:
    text = "RAIDERS SHOT THREE OLD PORTERS"
    found = [at("PORTERS", "people", text)]
    answers = asked(found, [], count=["NUMERAL"])
    (entity,) = entities(found, (0,), answers, text)
    assert how_many(entity, found, answers, quantities(text)) == "3"


@pytest.mark.parametrize("words", ["CLERKS", "TWO CLERKS"])
def test_a_number_counts_what_it_stands_in_or_nearest_before(words: str) -> None:
    text = "RAIDERS SHOT SIX PORTERS AND TWO CLERKS"
    found = [at(words, "people", text)]
    answers = asked(found, [], count=["NUMERAL"])
    (entity,) = entities(found, (0,), answers, text)
    assert how_many(entity, found, answers, quantities(text)) == "2"


def test_a_people_is_no_place() -> None:
    assert places().people("SALVADORAN")
    assert not places().people("PERU")


def test_a_place_is_called_without_the_word_for_what_it_is_and_the_dateline_is_no_scene() -> None:
    known = places()
    assert called("ORNVEL TOWN", known) == "ORNVEL"
    assert called("PANAMA CITY", known) == "PANAMA CITY"
    assert called("SALVADORAN CITY", known) == ""
    text = "LIMA, 4 MAY 31 -- RAIDERS FLED FROM CUZCO IN PERU."
    found = [at("LIMA", "place", text), at("RAIDERS", "doer", text), at("CUZCO", "place", text)]
    assert place(text, found) == ("PERU", "CUZCO")
    assert place(text, found[:2]) == ("PERU",)


def place(text: str, found: Sequence[Span], least: float = 0.3) -> tuple[str, ...]:
    """Settle the place of an attack whose only span is the second."""
    given = (seen(text), found, asked(found, [range(len(found))]))
    country = settling.country([1], 0, given, places())
    assert country is not None
    told_places = settling.places([1], 0, given, (country, places()))
    return settling.place(told_places, WEIGHTS.places, (country, places()), (least, 0.4))


def test_a_place_is_told_only_when_it_is_sure_enough_and_the_nearer_one_is() -> None:
    text = "LIMA, 4 MAY 31 -- RAIDERS FIRED IN CUZCO IN PERU. A MINISTER WHO HAS NEVER SEEN A RAID SPOKE IN TRUJILLO."
    found = [at(words, role, text) for words, role in zip(("LIMA", "RAIDERS", "CUZCO", "TRUJILLO"), WHERE, strict=True)]
    assert place(text, found) == ("PERU", "CUZCO")
    assert place(text, found, 0.99999) == ("PERU",)


WHERE = ("place", "doer", "place", "place")


def test_the_country_is_that_of_the_place_or_of_the_dateline() -> None:
    known = places()
    assert known.country([("SPAIN", 1.0)], "LIMA, 4 MAY 31 --", "") == "SPAIN"
    assert known.country([], "LIMA (PERU), 4 MAY 31 -- X", "") == "PERU"
    assert known.country([], "CLANDESTINE, 4 MAY 31 --", "THE SALVADORAN ARMY AND SALVADORAN POLICE") == "EL SALVADOR"
    assert known.country([], "NOWHERE AT ALL", "") is None
    assert known.path("ORNVEL", "PERU") == ("PERU", "ORNVEL")
    assert known.path("Spain", "PERU") == ("SPAIN",)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("THE HERON FRONT TODAY CLAIMED FULL RESPONSIBILITY FOR THE RAID", "CLAIMED OR ADMITTED"),
        ("RESPONSIBILITY FOR THE RAID WAS\nCLAIMED BY THE HERON FRONT", "CLAIMED OR ADMITTED"),
        ("NOBODY HAS DENIED THE RAID, WHICH NEIGHBOURS ATTRIBUTED TO THE HERON FRONT", "SUSPECTED OR ACCUSED"),
        ("THE RAID, WHICH THE POLICE ATTRIBUTED TO THE HERON FRONT", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("THE POLICE CAME. NEIGHBOURS BLAMED THE HERON FRONT", "SUSPECTED OR ACCUSED"),
        ("THE MINISTRY HAS REPORTED THAT THE HERON FRONT SHOT A CLERK", "REPORTED AS FACT"),
        ("SUSPECTED HERON FRONT RAIDERS FIRED, THE POLICE SAID", "SUSPECTED OR ACCUSED"),
        ("THE POLICE LOOKED FOR SUSPECTED HERON FRONT RAIDERS", "SUSPECTED OR ACCUSED"),
        ("NEIGHBOURS SAID THAT THE HERON FRONT AND TWO CLERKS ARE SOLELY RESPONSIBLE", "SUSPECTED OR ACCUSED"),
        ("THE MINISTRY HAS SAID THAT THE HERON FRONT WAS BEHIND THE RAID", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        ("THE HERON FRONT WAS NOT INVOLVED IN THE RAID", "REPORTED AS FACT"),
        ("NEIGHBOURS HOLD THE HERON FRONT RESPONSIBLE FOR THE RAID", "SUSPECTED OR ACCUSED"),
        ("SUSPECTED HERON FRONT RAIDERS SHOT A CLERK", "SUSPECTED OR ACCUSED"),
        ("THE RAID COULD HAVE BEEN CARRIED OUT BY THE HERON FRONT", "POSSIBLE"),
        ("THE HERON FRONT SHOT A CLERK. THE POLICE BLAMED BANDITS", "REPORTED AS FACT"),
    ],
)
def test_who_claims_a_deed_and_who_is_accused_of_it_is_told_by_the_words_beside_the_name(text: str, sure: str) -> None:
    found = [at("HERON FRONT", "organisation", text)]
    answers = asked(found, [], confidence=["REPORTED AS FACT"])
    (entity,) = entities(found, (0,), answers, text)
    assert confidence(entity, found, text, answers) == sure
