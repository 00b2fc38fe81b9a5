"""What a sentence's parse tells of who and what is named in it; every name and place here is made up."""

from __future__ import annotations

import numpy as np
from evals.muc.reader import Document, report

from counterclaim.extract.incidents import phrases
from counterclaim.extract.incidents.crown import KINDS
from counterclaim.extract.incidents.phrases import PHRASES, Sentence, named, rows
from counterclaim.extract.incidents.phrasing import PHRASED, TELLING, Phrased, phrased, telling
from counterclaim.extract.incidents.spans import Span
from counterclaim.extract.incidents_of import parsed

RAID = (
    "ORN, 4 MAY 31 -- TWO PORTERS WERE KILLED BY REBELS.  THE POLICE BLAMED THE MURDER OF CLERK ODVAR PELLANO ON THEM."
)


def sentences(text: str) -> tuple[Sentence, ...]:
    return parsed(*report(Document("INV-0001", text, "2031-05-04")))


def seen_of(form: str) -> set[tuple[str, ...]]:
    found = ((w, told) for s in sentences(RAID) for w, told in zip(s.words, s.said, strict=True))
    word, said = next((w, told) for w, told in found if w.text.upper() == form)
    return set(phrases._seen(word, 0, said))


def test_words_keep_their_places_in_the_report() -> None:
    places = [(w.text.upper(), RAID[a:b]) for s in sentences(RAID) for w, (a, b) in zip(s.words, s.places, strict=True)]
    assert [form for form, _ in places] == [words for _, words in places]
    assert "PELLANO" in {form for form, _ in places}


def test_a_word_is_seen_in_its_part_of_an_act() -> None:
    assert {("rg", "obj", "kill"), ("ra", "obj", "massacre_execution")} <= seen_of("PORTERS")
    assert {("rg", "by", "kill"), ("ra", "by", "massacre_execution")} <= seen_of("REBELS")
    assert ("ra", "p:of", "massacre_execution") in seen_of("PELLANO")
    assert ("rg", "subj", "blame") in seen_of("POLICE")


def test_names_are_all_alike_in_what_stands_beside_them() -> None:
    assert not any("pellano" in part for told in seen_of("POLICE") for part in told[1:])


def test_clauses_tell_of_a_span_by_its_likeliest_word() -> None:
    found = sentences(RAID)
    of = ((n, w, told) for n, s in enumerate(found) for w, told in zip(s.words, s.said, strict=True))
    number, word, said = next(o for o in of if o[1].text.upper() == "PORTERS")
    table = np.zeros((len(PHRASED) + len(KINDS), PHRASES), dtype=np.float32)
    table[PHRASED.index("people"), rows(word, number, said)] = 1
    heads = {"phrase": table, "phrase_bias": np.zeros(len(table), dtype=np.float32)}
    told = phrased(found, heads)
    assert list(told.places) == sorted(told.places)
    assert len(told.places) == sum(named(w) for s in found for w in s.words)
    at = RAID.index("TWO PORTERS")
    one = Span(0, 2, at, at + len("TWO PORTERS"), "people", "TWO PORTERS")
    given = dict(zip(TELLING, telling([one], 0, told), strict=True))
    assert given["phrased at most"] == 8.0
    assert given["kind phrased"] == given["no phrase"] == 0.0


def test_what_no_clause_names_is_told_of_by_none() -> None:
    one = Span(0, 2, 0, 3, "thing", "ORN")
    assert telling([one], 0, Phrased())[-1] == 1.0
    assert phrased((), {}).places == ()
