"""What a report may tell in a sentence that was not read: nobody is said to have left it out. All is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.cover import Told, cover
from counterclaim.cover.words import forms
from counterclaim.read.sentences import passages
from counterclaim.records.claim import Claim
from counterclaim.records.coverage import CoverageRow
from counterclaim.records.dossier import not_read, unheard
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import Event, Question
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, Measure, Take
from counterclaim.render import contract, html, markdown, table
from counterclaim.settings import Settings
from counterclaim.weigh import weigh
from tests.unit.builders import a_claim, a_report, an_agent
from tests.unit.render import sample

GUARD = an_agent("Hill Guard", AgentKind.ARMED_ACTOR)
FULL = a_report(
    "Ardanian jets hit the hospital in Osmer. 14 people were killed. They used a cluster bomb. The ward was destroyed.",
    "Harbour Post", "2031-05-02",
)  # fmt: skip


def claims_of(report: Report) -> list[Claim]:
    """Give what the full report tells."""
    toll = a_claim(report, "14 people were killed", Aspect.COUNT, "14 killed")
    return [
        a_claim(report, "hit the hospital", Aspect.OCCURRENCE, "air strike on hospital"),
        a_claim(report, "the hospital", Aspect.TARGET, "hospital"),
        a_claim(report, "Ardanian jets hit", Aspect.PERPETRATOR, "Ardanian jets"),
        replace(toll, measure=Measure.KILLED, range=NumberRange(14, 14), unit="people"),
        a_claim(report, "a cluster bomb", Aspect.WEAPON, "cluster bomb"),
    ]


def covered(text: str, *words: str, told: Told | None = None) -> tuple[tuple[CoverageRow, ...], tuple[Question, ...]]:
    """Cover the full report beside one with a text, out of which only that it happened was read in some words."""
    other = a_report(text, "Ledger", "2031-05-03")
    mine = [a_claim(other, w, Aspect.OCCURRENCE, "air strike on hospital") for w in words]
    claims = [replace(c, act_type="air_strike", event="e_1") for c in (*claims_of(FULL), *mine)]
    reports = [FULL, other]
    event = Event(id="e_1", title="", act_types=("air_strike",), place=None, time=None,
                  claims=tuple(c.id for c in claims), reports=tuple(r.id for r in reports))  # fmt: skip
    settings = Settings()
    questions = weigh(event, claims, reports, (), settings).questions
    read = {r.id: passages(r, settings) for r in reports}
    return cover(reports, read, claims, Registry(), settings, questions, told or Told()), questions


def asked(text: str, *words: str, told: Told | None = None) -> set[str]:
    """Give the questions that the second outlet may tell of in what was not read; none of them did it leave out."""
    rows, _ = covered(text, *words, told=told)
    mine = [r for r in rows if r.holder == "Ledger"]
    found = {r.item for r in mine if r.measure == "not_read"}
    assert not any(r.item.startswith(f"{q} ") for r in mine if r.measure == "left_out" for q in found)
    assert all(s.words in text for r in mine if r.measure == "not_read" for s in r.spans)
    return found


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Fourteen bodies lay in the yard.", "How many? (killed)"),
        ("Twenty-odd stretchers left by the back gate.", "How many? (killed)"),
        ("Nobody at the gate gives the figure twice, fourteen or more.", "How many? (killed)"),
        ("Doctors have a word of their own for the pilots from Ardania.", "Who did it?"),
        ("Whose planes had bombed it the staff did not doubt.", "Who did it?"),
        ("Where the clinic stood there is a crater now.", "What was hit?"),
        ("Bomblets and a cluster munition lay about.", "With what?"),
    ],
)
def test_a_sentence_with_words_of_a_question_may_tell_of_it(sentence: str, question: str) -> None:
    """A number beside the dead, an accused's people beside its planes, a thing hit beside harm, a weapon."""
    assert question in asked(f"The strike came at dawn. {sentence}", "The strike")


@pytest.mark.parametrize(
    "sentence",
    [
        "On 3 May 2031 the dead were mourned.",
        "Ardania sells wheat to fourteen lands.",
        "The baker, aged 14, reopened.",
        "Fourteen ovens are lit again.",
        "Flour has doubled in price since May.",
    ],
)
def test_a_sentence_without_them_tells_of_nothing(sentence: str) -> None:
    """A date, an age, a number of other things and a party in peace are no words of any question: it left that out."""
    rows, _ = covered(f"The strike came at dawn. {sentence}", "The strike")
    mine = [r for r in rows if r.holder == "Ledger"]
    assert not [r for r in mine if r.measure == "not_read" and r.item != "What was hit?"]
    assert {"Who did it? Ardanian jets", "How many? (killed) 14 people killed"} <= {
        r.item for r in mine if r.measure == "left_out"
    }


def test_a_sentence_that_was_read_is_no_such_sentence() -> None:
    """What was read for the question is told; of another happening it was read too, but not of one that may be this."""
    text = "The strike came at dawn. Fourteen people died."
    assert "How many? (killed)" in asked(text, "The strike")
    other = a_report(text, "Ledger", "2031-05-03")
    toll = replace(a_claim(other, "Fourteen people died", Aspect.COUNT, "14"), measure=Measure.KILLED, event="e_2")
    assert "How many? (killed)" not in asked(text, "The strike", told=Told({other.id: [toll]}, frozenset({"e_1"})))
    same = Told({other.id: [toll]}, frozenset({"e_1", "e_2"}))
    assert "How many? (killed)" in asked(text, "The strike", told=same)


def test_who_speaks_in_a_sentence_that_was_not_read_is_not_silent() -> None:
    """A speaker is told of where the sentence names it; without such a sentence it is silent."""
    text = "The strike came at dawn, the Osmer health office said. Fourteen bodies came in, by the count of the office."
    other = a_report(text, "Ledger", "2031-05-03")
    office = an_agent("Osmer health office", AgentKind.OFFICIAL_BODY)
    mine = [a_claim(other, "The strike", Aspect.OCCURRENCE, "air strike on hospital", office)]
    claims = [replace(c, act_type="air_strike") for c in (*claims_of(FULL), *mine)]
    event = Event(id="e_1", title="", act_types=(), place=None, time=None, claims=(), reports=(FULL.id, other.id))
    questions = weigh(event, claims, [FULL, other], (), Settings()).questions
    read = {r.id: passages(r, Settings()) for r in (FULL, other)}
    rows = cover([FULL, other], read, claims, Registry(), Settings(), questions)
    by_words = {q.words: q for q in questions}
    perhaps = {a.name for a, _ in not_read(rows, by_words["How many? (killed)"])}
    assert "Osmer health office" in perhaps
    assert "Osmer health office" in {a.name for a in unheard((), by_words["Who did it?"], rows)}


def test_verbs_are_sought_in_their_forms() -> None:
    """Regular forms are made; the others stand in the lexicon."""
    assert {"strike", "strikes", "striking", "struck"} <= set(forms("strike"))
    assert {"blew up", "blowing up", "blows up"} <= set(forms("blow up"))
    assert {"buried", "buries", "burying"} <= set(forms("bury"))
    assert {"gunned down", "bombed", "fled"} <= {*forms("gun down"), *forms("bomb"), *forms("flee")}


def test_every_output_says_not_read_here_and_leads_to_the_sentence() -> None:
    """HTML, Markdown, JSON and CSV; none of them calls such a voice silent."""
    drawn = sample.a_dossier()
    question = next(q for q in drawn.finding.questions if q.contested and q.silent)
    who = question.silent[0]
    span = next(s for r in drawn.coverage for s in r.spans)
    row = CoverageRow(holder=who.name, holder_kind="outlet", measure="not_read", item=question.words, count=1,
                      total=4, spans=(span,), event=drawn.event.id)  # fmt: skip
    drawn = replace(drawn, coverage=(*drawn.coverage, row))
    told = markdown.page(drawn)
    assert f"? not read here: 1 sentence may tell of it: {who.name}" in told
    page = html.page(drawn)
    assert "not read here: 1 sentence may tell of it" in page
    assert "What may be told and was not read here" in page
    lines = [r for r in table.rows(drawn).splitlines() if question.words in r and who.name in r]
    assert [
        Take.NOT_READ.value in r and span.report in r for r in lines if Take.SILENT.value in r or "not read" in r
    ] == [True]
    plain = next(q for q in contract.event_object(drawn)["questions"] if q["not_read"])
    assert [(n["agent"]["name"], n["sentences"], n["spans"][0]["start"]) for n in plain["not_read"]] == [
        (who.name, 1, span.start)
    ]
    assert who.id not in {a["id"] for a in plain["silent"]}


def test_who_tells_it_in_more_or_fewer_words_did_not_leave_it_out() -> None:
    """ "Sela hospital" tells of the hospital; of another clinic it does not."""
    other = a_report("The strike hit Sela hospital.", "Ledger", "2031-05-03")
    third = a_report("The strike hit a clinic.", "Northern Wire", "2031-05-03")
    mine = [
        a_claim(other, "Sela hospital", Aspect.TARGET, "Sela hospital"),
        a_claim(third, "a clinic", Aspect.TARGET, "clinic"),
    ]
    reports = [FULL, other, third]
    claims = [replace(c, act_type="air_strike") for c in (*claims_of(FULL), *mine)]
    event = Event(id="e_1", title="", act_types=(), place=None, time=None, claims=(), reports=())
    questions = weigh(event, claims, reports, (), Settings()).questions
    rows = cover(reports, {r.id: passages(r, Settings()) for r in reports}, claims, Registry(), Settings(), questions)
    out = {(r.holder, r.item) for r in rows if r.measure == "left_out" and r.item.startswith("What was hit?")}
    assert ("Northern Wire", "What was hit? hospital") in out
    assert not {w for w, item in out if item == "What was hit? hospital"} & {"Ledger"}
    assert ("Harbour Post", "What was hit? Sela hospital") not in out
