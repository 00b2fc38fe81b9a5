"""Withholding names; all texts and names are invented."""

from __future__ import annotations

import base64
import re
import time
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim import withholding
from counterclaim.extract import plain_word
from counterclaim.ledger import Keys
from counterclaim.name_matching import MARK, Names
from counterclaim.records.words import Aspect
from counterclaim.redaction import Redaction
from counterclaim.store import CaseFolder
from tests.unit.builders import a_claim, a_report


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Anna Weiss", "Anna Weiss said so. Weiss left.", f"{MARK} said so. {MARK} left."),
        ("Anna Weiss", "Dr Anna K. Weiss, 40, and ANNA", f"Dr {MARK}, 40, and {MARK}"),
        ("Anna Weiss", "the Weisses' house, Weiss's", f"the {MARK}' house, {MARK}'s"),
        ("Иван Петров", "с Иваном Петровым", f"с {MARK}"),
        ("José Núñez", "Jose Nunez and JOSÉ", f"{MARK} and {MARK}"),
        ("سمير الحداد", "قال سمير الحداد وسمير", f"قال {MARK}"),
        ("Bo Li", "Bo Li stays: too short to be found alone", "Bo Li stays: too short to be found alone"),
        ("Kim", "Kim and Kimberly", f"{MARK} and Kimberly"),
        ("ﬁne Name", "fine Name", MARK),
    ],
)
def test_a_name_goes_with_its_word(name: str, text: str, expected: str) -> None:
    assert Names([name]).masked(text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Samira Vantongeren", "Vanton-\ngeren left, and Vanton- geren's aide", f"{MARK} left, and {MARK}'s aide"),
        ("Samira Vantongeren", "by Van Tongeren and Van-Tongeren", f"by {MARK} and {MARK}"),
        ("Samira Vantongeren", "V A N T O N G E R E N and v.a.n.t.o.n.g.e.r.e.n", f"{MARK} and {MARK}"),
        ("Samira Vantongeren", "at https://x.example/%53amira_%56antongeren.", f"at https://x.example/{MARK}."),
        ("Samira Vantongeren", "/wiki/%D0%A1%D0%B0%D0%BC%D0%B8%D1%80%D0%B0_x", f"/wiki/{MARK}_x"),
        ("Samira Vantongeren", "V&#97;ntongeren and &#x56;antongeren", f"{MARK} and {MARK}"),
        ("Samira Vantongeren", r"V\u0061ntongeren \x56antongeren \u{56}antongeren", MARK),
        ("Samira Vantongeren", "+AFY-antongeren called +380441234567, a+b-c", f"{MARK} called +380441234567, a+b-c"),
        ("Samira Vantongeren", "+V4ntongeren and Vantongere+AG4-", f"+{MARK} and {MARK}"),
        ("Samira Vantongeren", "Van\u034ftongeren Van\ufe0ftongeren Van\u2800tongeren", MARK),
        ("Самира Вантонгерен", "#СамираВантонгерен и @самира_вантонгерен", f"#{MARK} и @{MARK}"),
        ("Bo Linn", "Bolinn and BOLINN", f"{MARK} and {MARK}"),
        (
            "Samira Vantongeren",
            "a van, Tongeren; pre- and post-war; 5 %20 & more_or_less #NoWar",
            "a van, Tongeren; pre- and post-war; 5 %20 & more_or_less #NoWar",
        ),
    ],
)
def test_a_name_is_found_however_its_letters_stand(name: str, text: str, expected: str) -> None:
    """Broken over lines, in two words or one, spaced, as codes of addresses, pages and programs, in a hashtag."""
    assert Names([name]).masked(text) == expected


HIDDEN = {
    "white on black": "".join(chr(0x1F170 + ord(c) - 65) for c in "VANTONGEREN"),
    "letters of flags": "\u200b".join(chr(0x1F1E6 + ord(c) - 65) for c in "VANTONGEREN"),
    "in brackets": "".join(chr(0x249C + ord(c) - 97) for c in "vantongeren"),
    "small capitals": "\u1d20\u1d00\u0274\u1d1b\u1d0f\u0274\u0262\u1d07\u0280\u1d07\u0274",
    "tags that show nothing": "".join(chr(0xE0000 + ord(c)) for c in "vantongeren"),
    "letters of another script": "V\u0430nt\u043eng\u0435ren",
    "digits and signs": "V@nt0nger3n",
    "backwards": "nEregnotnav",
    "between signs": "V|a|n|t|o|n|g|e|r|e|n, V  a  n  t  o  n  g  e  r  e  n",
    "in pieces": "Van-ton-ge-ren, Van<br>tongeren, Vanton[g]eren, [V]antongeren, Van**ton**geren, Vanton\n   geren",
    "a program's pieces": "'Van' + 'tongeren'",
    "a host": "https://" + "vantongerén.example".encode("idna").decode(),
    "base64": base64.b64encode(b"by Samira Vantongeren").decode(),
    "bytes": b"vantongeren".hex(),
    "codes of codes": "%2556antongeren &amp;#86;antongeren &#86antongeren =56antongeren Vantong=\neren",
    "a sign in two codes": r"\ud835\udc15antongeren",
}


@pytest.mark.parametrize("how", HIDDEN)
@pytest.mark.parametrize("names", [Names(["Samira Vantongeren"]), Names([], words=["Samira", "Vantongeren"])])
def test_a_name_is_found_where_somebody_hides_it(how: str, names: Names) -> None:
    left = re.sub(
        r"\[withheld\]|https://|\.example|Orl said |[\s,\[\]'=]|&amp;#86;", "", names.masked(f"Orl said {HIDDEN[how]}")
    )
    assert left == ""


def test_words_that_only_look_coded_stay() -> None:
    text = "a/b/c/d x, y, z; deadbeefdeadbeef0123 \U0001f1f3\U0001f1f4 xn--zzz-99 mail me@x.example IT-отдел covid19b"
    assert Names(["Samira Vantongeren"]).masked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "%zz",
        "&;",
        "&#99999999999;",
        "\\u{fffff}",
        "\\u{ffffff}",
        "%ff%fe%D0",
        "\\ud800x",
        "a_b_c_d",
        "#aB#Cd",
        "x y z w",
    ],
)
def test_codes_that_are_none_stay(text: str) -> None:
    assert Names(["Anna Weiss"]).masked(f"{text} Weiss {text}") == f"{text} {MARK} {text}"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Ana Orlu", "Ana\nOrlu said so. Orlu left; ORLU; A. Orlu.", f"{MARK} said so. {MARK} left; {MARK}; {MARK}."),
        ("Ana Orlu", "the orlu tree of Orluvale; ana is short", "the orlu tree of Orluvale; ana is short"),
        ("Ana Orlu", "write to ana.orlu@post.example now", f"write to {MARK} now"),
        ("José Núñez", "Jose Nunez and Núñez", f"{MARK} and {MARK}"),
        ("Shells fall on Orvane", "Shells fall on Orvane. shells fell", f"{MARK}. shells fell"),
        ("The Valley Courier", "The valley, said the Courier", f"The valley, said the {MARK}"),
        ("https://post.example/orlu", "Orlu: https://post.example/orlu", f"Orlu: {MARK}"),
    ],
)
def test_what_may_be_ordinary_words_goes_whole_or_with_a_capital(name: str, text: str, expected: str) -> None:
    assert Names([name], wordlike=True).masked(text) == expected


def test_nothing_goes_without_names() -> None:
    assert Names([]).masked("All stays.") == "All stays."


@given(st.text("Weis an.-' ", max_size=60))
def test_no_part_of_a_name_is_left(text: str) -> None:
    left = Names(["Anna Weiss"]).masked(text).replace(MARK, "").casefold()
    assert "weiss" not in left
    assert "anna" not in left


def test_offsets_are_counted_anew() -> None:
    """What a claim says stands where it says it stands, whichever name stood before, in or at its edge."""
    text = "Weiss told the Post that Weiss saw the mill of Orvane burn, as Weiss said."
    report = a_report(text)
    out = Redaction(Names(["Weiss"]), b"k", [report], [])
    now = out.of(report)
    assert "Weiss" not in now.text
    for start in range(0, len(text), 3):
        for end in range(start + 1, len(text), 5):
            claim = a_claim(report, text[start:end], Aspect.DAMAGE, "burned")
            made = out.of(claim)
            assert made.text == now.text[made.start : made.end]
            assert made.report == now.id != report.id


def test_ids_are_others_and_harmless_ones_stay() -> None:
    report = a_report("Nothing here.")
    out = Redaction(Names(["Weiss"]), b"k", [report], [report.id])
    assert out.of(report).id == report.id
    assert out.text(f"see c_{'0' * 16} and {'a' * 64}") != f"see c_{'0' * 16} and {'a' * 64}"
    assert out.alias("c_" + "0" * 16) != Redaction(Names([]), b"other", [], []).alias("c_" + "0" * 16)


def test_a_list_in_the_order_of_ids_tells_nothing_of_them() -> None:
    ids = tuple(sorted(f"r_{n:016x}" for n in range(40)))
    made = Redaction(Names([]), b"k", [], []).of(ids)
    assert list(made) == sorted(made)
    assert set(made).isdisjoint(ids)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "Hala Kestrin",
            "H. K. said so; H.K. and K.H., and K., H. too",
            f"{MARK} said so; {MARK} and {MARK}, and {MARK} too",
        ),
        ("Hala Kestrin", "Hala K. and H. Kestrin and Kestrin H. left", f"{MARK} and {MARK} and {MARK} left"),
        ("Hala Kestrin", "Kestrin, Hala; H a l a; Ha\u200bla; h\u00adala kestrin", f"{MARK}; {MARK}; {MARK}; {MARK}"),
        ("Marta Anne Kolin", "M.A.K., M. K. and K., M. A.", f"{MARK} and {MARK}"),
        ("Хала Кестрин", "Х. К. сказала", f"{MARK} сказала"),
        ("Uma Sorel", "U.S. planes; Uma S. left", f"U.S. planes; {MARK} left"),
        ("Mahmud Tarvek", "M Tarvek and Tarvek M and Mahm. Tarvek left", f"{MARK} and {MARK} and {MARK} left"),
        ("Mahmud Tarvek", "Tarvek, Mahm. of Orl; Dr. Tarvek", f"{MARK} of Orl; Dr. {MARK}"),
        ("Ivan Tarvek", "For Tarvek I spoke. MT stays.", f"For {MARK} I spoke. MT stays."),
        ("Hala Kestrin", "A. H. K. and HK, J. Kolin and H. Q. stay", "A. H. K. and HK, J. Kolin and H. Q. stay"),
    ],
)
def test_first_letters_of_a_name_go(name: str, text: str, expected: str) -> None:
    """Alone in every order, and beside a part; not those that everybody reads as something else."""
    assert Names([name]).masked(text) == expected


def test_aliases_of_a_case_without_salts_have_a_secret(tmp_path: Path) -> None:
    """The same each time for one user, and another for another: nobody else can try a name on them."""

    def secret(keys: str, salt: str | None) -> bytes:
        journal = SimpleNamespace(keys=Keys(tmp_path / keys))
        case = SimpleNamespace(journal=journal, sealed=lambda _: [SimpleNamespace(salt=salt)])
        return withholding._salts(cast("CaseFolder", case))

    assert secret("a", "0a") == b"\n"
    assert len(secret("a", None)) >= 64
    assert secret("a", None) == secret("a", None) != secret("b", None)


def test_a_name_without_end_is_sought_in_a_moment() -> None:
    """What is longer than a name can be is text: its words go, and no two of them are held against each other."""
    name = "Ana " + "An O" * 15_000 + " Orlu"
    story = "Oan Oan Ana Orlu, a baker, came. " * 40
    began = time.process_time()
    found = Names([name]).masked(story)
    assert time.process_time() - began < 20
    assert "Orlu" not in found
    assert "Ana" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two survivors said so. Survivors wept.", "two survivors said so. Survivors wept."),
        ("Ivor said so, and ivor_d and Ivors too", f"{MARK} said so, and {MARK} and {MARK} too"),
        ("the Hills, the hills and the hillside", f"the {MARK}, the {MARK} and the hillside"),
    ],
)
def test_no_plain_word_goes_for_a_name_that_happens_to_stand_in_it(text: str, expected: str) -> None:
    assert Names(["Ivor Hill"], plain=plain_word).masked(text) == expected
