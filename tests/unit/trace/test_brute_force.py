"""Text reuse against a reference that compares every pair word by word, on many small made corpora."""

from __future__ import annotations

import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.engine import Tables
from counterclaim.settings import Settings
from counterclaim.trace import kernels, shingles
from counterclaim.trace.columns import Words, cut, encoded, places
from counterclaim.trace.reuse import Text, linked, one_in
from counterclaim.tracing import shared_texts

SYLLABLES = ["ba", "do", "ki", "lu", "me", "no", "ra", "si", "tu", "ve"]
VOCABULARY = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("n", "s")]


def words(texts: list[str]) -> Words:
    """Cut texts into words."""
    return cut(*encoded(texts))


def passage(draw: np.random.Generator, words: int) -> list[str]:
    """Make a passage of words drawn alike; two of them share a shingle only by a rare chance."""
    return [VOCABULARY[n] for n in draw.integers(len(VOCABULARY), size=words)]


def runs(a: list[str], b: list[str]) -> set[tuple[int, int, int]]:
    """Give every maximal run of equal words of at least a shingle, by looking at every two places."""
    out = set()
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] != b[j] or (i and j and a[i - 1] == b[j - 1]):
                continue
            length = 0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            if length >= shingles.SHINGLE:
                out.add((i, j, length))
    return out


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 60), st.integers(0, 40))
def test_runs_are_those_of_the_reference(seed: int, before: int, after: int, common: int) -> None:
    """The compiled comparison finds the runs that looking at every two places finds."""
    draw = np.random.default_rng(seed)
    shared = passage(draw, common)
    a = passage(draw, before) + shared + passage(draw, after)
    b = passage(draw, after) + shared + passage(draw, before)
    columns = words([" ".join(a), " ".join(b)])
    key, out = np.empty(columns.word.size, np.uint32), np.zeros((500, 4), np.int64)
    kernels.keyed(columns.word, key)
    first = columns.first
    bits, table = kernels.table_bits(len(b)), kernels.tables(len(b))
    kernels.index(key, first[1], first[2], bits, table)
    ends = (first[0], first[1], first[1], first[2])
    count = kernels.runs(columns.word, key, *ends, bits, table, out)
    assert {tuple(row) for row in out[:count, :3].tolist()} == runs(a, b)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_every_pair_of_the_reference_is_a_candidate(seed: int) -> None:
    """Where no shingle is dropped, each pair with a run of twelve words is found, and no other pair shares as much."""
    draw = np.random.default_rng(seed)
    origin = passage(draw, 80)
    bodies = [origin, origin[:40] + passage(draw, 30), passage(draw, 50), passage(draw, 20) + origin[50:70]]
    bodies += [passage(draw, 60), [*origin[10:35], *passage(draw, 25)]]
    expected = {
        (i, j)
        for j in range(len(bodies))
        for i in range(j)
        if any(length >= 12 for _, _, length in runs(bodies[i], bodies[j]))
    }
    least = Settings().reuse_words_min
    texts = [Text(id=str(n), text=" ".join(b), publisher="") for n, b in enumerate(bodies)]
    found = {(int(s.a), int(s.b)) for s in shared_texts(Tables(), texts, Settings())}
    assert one_in(len(texts)) == 1
    assert (
        {(i, j) for i, j in expected if max(length for _, _, length in runs(bodies[i], bodies[j])) >= least * 4}
        <= found
        <= expected
    )


def test_words_are_those_of_the_text() -> None:
    """Offsets are code points, apostrophes stay inside words, and marks tell what is quoted."""
    text = "Ærø’s 𝒜 “two words” said “unclosed\nthree مدينة слово"
    columns = words(["", text, "x"])
    start, end = places(columns, np.ones(3, np.bool_))
    low, high = columns.first[1], columns.first[2]
    spans = list(zip(start[low:high].tolist(), end[low:high].tolist(), strict=True))
    assert [text[s:e] for s, e in spans] == re.findall(r"\w+(?:['’]\w+)?", text)
    assert columns.begins_quoted.tolist() == [0, 0, 2, 2]
    assert [text[s:e] for s, e in spans[slice(*columns.quoted.tolist())]] == ["two", "words"]
    assert columns.counts.tolist() == [0, 9, 1]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.text(alphabet="aZ9 '’\"“”«»\n.éßÆ中\U0001d49c\u0301\udc00", max_size=60), max_size=4))
def test_places_are_those_of_the_words(texts: list[str]) -> None:
    """What stands where a word is said to stand are its letters, and nothing beside it belongs to it."""
    columns = words(texts)
    start, end = places(columns, np.ones(len(texts), np.bool_))
    spelt: dict[str, int] = {}
    for text, (low, high) in zip(texts, itertools.pairwise(columns.first.tolist()), strict=True):
        for at in range(low, high):
            letters = text[start[at] : end[at]].replace("’", "'")
            assert spelt.setdefault("".join(c.casefold()[0] for c in letters), columns.word[at]) == columns.word[at]
        gaps = zip([0, *end[low:high].tolist()], [*start[low:high].tolist(), len(text)], strict=True)
        assert not any(c.isalnum() for before, after in gaps for c in text[before:after])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.text(alphabet="abZ9_ .'é", min_size=50, max_size=300), min_size=1, max_size=3))
def test_words_are_found_over_the_bounds_of_blocks(texts: list[str]) -> None:
    """Where 64 bytes end and the next begin, words go on, plain or with signs, in this text and not the next."""
    columns = words(texts)
    start, end = places(columns, np.ones(len(texts), np.bool_))
    spans = list(zip(start.tolist(), end.tolist(), strict=True))
    for text, (low, high) in zip(texts, itertools.pairwise(columns.first.tolist()), strict=True):
        assert spans[low:high] == [m.span() for m in re.finditer(r"\w+(?:'\w+)*", text)]


def test_words_far_apart_and_long_ones_are_placed() -> None:
    """Gaps and words of any length stand where they stand; texts that are not asked for are passed over."""
    text = f"{' ' * 127}a{' ' * 128}{'é' * 300}{'.' * 40_000}{'b' * 20_000}‘x"
    columns = words(["left out", text, "y"])
    start, end = places(columns, np.array([False, True, False]))
    low, high = columns.first[1], columns.first[2]
    found = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    assert list(zip(start[low:high].tolist(), end[low:high].tolist(), strict=True)) == found


@pytest.mark.parametrize("length", [1, 7, 8, 9, 16, 23])
def test_a_word_is_the_same_wherever_it_stands(length: int) -> None:
    """Letters that are read many at once give the number that the same letters give sign by sign, beside any mark."""
    word = "Ab_9xyzW"[:length] + "q" * max(0, length - 8)
    columns = words([f"{word} “{word}” '{word.upper()}' «{word}", word, f"{word}\n\n{word}"])
    assert set(columns.word.tolist()) == {columns.word[0]}
    assert columns.counts.tolist() == [4, 1, 2]


def test_every_sign_of_ascii_is_what_it_is_in_the_alphabet() -> None:
    """What cuts a word, joins it or belongs to it is the same for the quick look as for a regular expression."""
    for sign in map(chr, range(128)):
        text = f"left{sign}right end"
        assert words([text]).counts.tolist() == [len(re.findall(r"\w+(?:'\w+)*", text))]


def test_case_is_folded() -> None:
    """A telex and its reprint in ordinary case share their words."""
    columns = words(["THE MARKET ON MILL LANE", "the market on Mill Lane"])
    assert columns.word[:5].tolist() == columns.word[5:].tolist()


def test_a_footer_on_everything_is_no_reuse_without_publishers() -> None:
    """What unrelated texts all end in is boilerplate, found from the texts; a copy with it is still found."""
    draw = np.random.default_rng(3)
    footer = " ".join(passage(draw, 60))
    origin = passage(draw, 90)
    bodies = [passage(draw, 90) for _ in range(12)] + [origin, ["new", "headline", *origin]]
    texts = [Text(id=f"t{n:02}", text=f"{' '.join(b)}\n{footer}", publisher="") for n, b in enumerate(bodies)]
    assert [(s.a, s.b) for s in shared_texts(Tables(), texts, Settings())] == [("t12", "t13")]


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩"])
@pytest.mark.parametrize("header", [0, 30])
def test_a_footer_that_ends_in_a_time_is_found_beside_a_header(header: int, digits: str) -> None:
    """Figures at the very end change from print to print, and outlets stamp both ends: neither makes texts copies."""
    draw = np.random.default_rng(17)
    top, footer, origin = passage(draw, header), passage(draw, 60), passage(draw, 200)
    bodies = [passage(draw, 200) for _ in range(12)] + [origin, ["new", "headline", *origin]]
    texts = []
    for n, body in enumerate(bodies):
        when = f"{n + 10} Maran 2031 {n + 9}:{n + 20} {400 + 7 * n}".translate(str.maketrans("0123456789", digits))
        text = f"{' '.join(top)} {when}\n{' '.join(body)}\n{' '.join(footer)} {when}"
        texts.append(Text(id=f"t{n:02}", text=text, publisher=""))
    assert [(s.a, s.b) for s in shared_texts(Tables(), texts, Settings())] == [("t12", "t13")]


def test_the_ends_of_a_copy_with_a_changed_middle_are_no_stamp() -> None:
    """Copies that differ in a sentence in the middle share both ends, which are the text and not around it."""
    draw = np.random.default_rng(19)
    origin = passage(draw, 240)
    bodies = [[*origin[:110], *passage(draw, 20), *origin[130:]] for _ in range(5)]
    texts = [Text(id=f"t{n}", text=" ".join(b), publisher="") for n, b in enumerate(bodies)]
    assert len(shared_texts(Tables(), texts, Settings())) >= 4


def test_a_damaged_copy_is_found() -> None:
    """One letter in twenty changed leaves few runs of words; where they stand still shows the copy."""
    draw = np.random.default_rng(11)
    origin = " ".join(passage(draw, 200))
    damaged = "".join("q" if draw.random() < 0.05 and c != " " else c for c in origin)
    texts = [Text(id="a", text=origin, publisher=""), Text(id="b", text=damaged, publisher="")]
    (shared,) = shared_texts(Tables(), texts, Settings())
    assert shared.share_b > 0.8


def test_hostile_repetition_is_bounded() -> None:
    """A text that is one phrase a thousand times is compared with its like without exploding."""
    many = " ".join(["the same four words again"] * 2_000)
    texts = [Text(id=str(n), text=many, publisher="") for n in range(4)]
    assert len(shared_texts(Tables(), texts, Settings())) == 6


def test_many_copies_are_one_however_many() -> None:
    """Thousands of outlets with one text, some under a headline of their own, all go back to the first."""
    draw = np.random.default_rng(5)
    origin = passage(draw, 29)
    bodies = [origin if n % 3 else [*passage(draw, 6), *origin] for n in range(1, 3_001)]
    texts = [Text(id=f"t{n:04}", text=" ".join(b), publisher=f"p{n}") for n, b in enumerate(bodies)]
    later = {s.b for s in shared_texts(Tables(), texts, Settings())}
    assert later == {t.id for t in texts[1:]}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(1, 3_000), st.integers(2, 2_000))
def test_carriers_are_those_of_sorting_all(seed: int, entries: int, shingles_of_all: int) -> None:
    """What alone is carried once is passed over, and pairs are counted in a table: the same as sorting everything."""
    draw = np.random.default_rng(seed)
    shingle, carrier = draw.integers(0, shingles_of_all, entries), draw.integers(0, 60, entries)
    entry = (shingle.astype(np.uint64) << np.uint64(32)) | carrier.astype(np.uint64)
    publisher = draw.integers(0, 5, 60)
    part = np.unique(entry)
    out = np.empty(entries * (shingles.EARLIER_MAX + shingles.OWN_MAX), np.uint64)
    count, _ = shingles.links(part, publisher, out)
    expected, hits = np.unique(out[:count], return_counts=True)
    found, found_hits, _ = linked(np.array([entries]), entry, publisher)
    assert dict(zip(found.tolist(), found_hits.tolist(), strict=True)) == dict(
        zip(expected.tolist(), hits.tolist(), strict=True)
    )


def test_a_table_of_pairs_grows() -> None:
    """More different pairs than the table has slots for at first are all counted."""
    pairs = np.repeat(np.arange(3 * shingles.SLOTS, dtype=np.uint64) << np.uint64(32), 2)
    found, hits = np.empty(pairs.size, np.uint64), np.empty(pairs.size, np.int64)
    count = shingles.repeats(pairs, np.empty(shingles.SLOTS, np.int32), found, hits)
    assert (count, set(hits[:count].tolist())) == (3 * shingles.SLOTS, {2})
    assert found[:count].tolist() == pairs[::2].tolist()
