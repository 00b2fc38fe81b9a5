"""The parts the pages are made of: cut texts, visible characters, drawings and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim import english
from counterclaim.records.claim import Claim
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.words import Aspect
from counterclaim.render import drawing, marked, wording
from counterclaim.render.visible import pieces, visible
from tests.unit.builders import a_claim, a_report
from tests.unit.render import sample

TEXT = "abcdefghij"
REPORT = a_report(TEXT)


def a_span(number: int, start: int, end: int) -> Claim:
    return a_claim(REPORT, TEXT[start:end], Aspect.DAMAGE, f"value {number}")


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda s: s[0] < s[1]), max_size=8)


@given(SPANS)
def test_stretches_join_to_the_text_and_hold_each_claim_once(spans: list[tuple[int, int]]) -> None:
    """However claims overlap, nothing of the text is lost and each begins and ends exactly once."""
    claims = [a_span(i, *span) for i, span in enumerate(spans)]
    parts = marked.stretches(TEXT, claims)
    assert "".join(p.text for p in parts) == TEXT
    assert sorted(c for p in parts for c in p.begins) == sorted(c.id for c in claims)
    assert sorted(c for p in parts for c in p.ends) == sorted(c.id for c in claims)
    for claim in claims:
        assert "".join(p.text for p in parts if claim.id in p.inside) == claim.text


@given(SPANS, st.sets(st.integers(0, 9)))
def test_places_pointed_at_are_found_whatever_claims_cover_them(spans: list[tuple[int, int]], places: set[int]) -> None:
    """Each place is the start of one stretch that carries it, and the text stays whole."""
    parts = marked.stretches(TEXT, [a_span(i, *span) for i, span in enumerate(spans)], places)
    assert "".join(p.text for p in parts) == TEXT
    begins = {sum(len(p.text) for p in parts[:n]): p.at for n, p in enumerate(parts)}
    assert {at for at in begins.values() if at is not None} == places
    assert all(at in {None, start} for start, at in begins.items())


def test_a_long_stretch_without_a_claim_is_folded() -> None:
    """Only the middle of a long unmarked stretch is folded, and no word is lost."""
    text = "word " * 2000
    parts = marked.stretches(text, [])
    assert [p.folded for p in parts] == [False, True, False]
    assert "".join(p.text for p in parts) == text


def test_hiding_characters_are_written_out() -> None:
    """Overrides, zero-width and control characters get a sign; ordinary text of any script stays."""
    assert visible("a\u202eb\u200bc\x00") == "a⟦U+202E⟧b⟦U+200B⟧c⟦U+0000⟧"
    assert visible("pay\u200dpal") == "pay⟦U+200D⟧pal"
    persian = "می\u200cخواهم"
    assert visible(persian) == persian
    assert visible("مرحبا\u200f!") == "مرحبا\u200f!"
    assert visible("left\u200fright") == "left⟦U+200F⟧right"
    assert visible("line\nnext\tcell") == "line\nnext\tcell"
    assert "".join(p for p, _ in pieces("x\u2066y\u2069")) == "x\u2066y\u2069"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2031-05-12", "2031-05-12", "12 May 2031"),
        ("2031-05-12", "2031-05-18", "12 – 18 May 2031"),
        ("2031-04-30", "2031-05-01", "30 April – 1 May 2031"),
        ("2030-12-31", "2031-01-01", "31 December 2030 – 1 January 2031"),
        ("", "2031-05-01", "until 1 May 2031"), ("2031-05-01", "", "1 May 2031"), ("", "", ""),
        ("soon", "soon", "soon"),
    ],
)  # fmt: skip
def test_days_read_as_a_person_writes_them(start: str, end: str, words: str) -> None:
    """A range of days says month and year once where both ends share them."""
    assert english.days_words(start, end) == words


def test_unknown_is_said_in_words() -> None:
    """No date, no place and an imprecise range are words, never blank."""
    assert wording.time_words(None) == "date unknown"
    assert wording.place_words(None) == "place unknown"
    assert wording.time_words(TimeRange("2031-05-01", "2031-05-31", False)).endswith("(no single day given)")
    assert wording.place_words(Place("Kesh", 1.0, 2.0, 2500, "town", "", 3)) == (
        "Kesh, within 2.5 km, 3 places bear this name"
    )


def test_an_open_range_reaches_the_end_of_the_scale() -> None:
    """“At least 12” begins at 12 and is open; “up to 6” is open below; every range fits the scale."""
    scale = drawing.scale_for([NumberRange(12, None), NumberRange(None, 6), NumberRange(500, 500)])
    least, most = scale.place(NumberRange(12, None)), scale.place(NumberRange(None, 6))
    assert (least.open_high, least.end) == (True, 100)
    assert (most.open_low, most.begin) == (True, 0)
    assert scale.top >= 500
    assert drawing.scale_for([]).top >= 1
    assert drawing.scale_for([NumberRange(0, 0)]).place(NumberRange(0, 0)).end == 0


@pytest.mark.parametrize("place", [Place("P", 89.9, 179.9, 50_000), Place("Q", -41.0, 12.0), Place("R", 0.0, 0.0, 10)])
def test_the_locator_fits_any_place(place: Place) -> None:
    """Near the poles, without a precision and at the origin of the grid, the map has lines and stays on its sheet."""
    found = drawing.locator(place)
    assert found is not None
    assert found.parallels
    assert len(found.meridians) < 500
    assert found.bar < drawing.MAP_WIDTH


def test_no_map_is_drawn_without_coordinates() -> None:
    """A place that no gazetteer knows has no map."""
    assert drawing.locator(Place("Kesh")) is None
    assert drawing.locator(None) is None


def test_reports_are_drawn_beside_their_origin() -> None:
    """The three reports of the wire stand side by side in one bracket that says why, and meet in one knot."""
    dossier = sample.a_dossier()
    copies = [o for o in dossier.origins if len(o.reports) > 1]
    found = drawing.threads(dossier.origins, copies, dossier.lineage, [r.id for r in dossier.reports])
    assert [b.why for b in found.brackets] == ["wire copy"]
    assert found.brackets[0].bottom - found.brackets[0].top == 2 * drawing.ROW
    assert max(len(k.reports) for k in found.knots) == 3
    assert len(found.spots) == len(dossier.reports)
