"""Names in other spellings and scripts; all names are invented, and spelled by hand after each language's own rules."""

from __future__ import annotations

import pytest

from counterclaim.name_matching import MARK, Names

NAME = "Zelvira Quontrask"
#: The same two words as each script writes such sounds.
WRITTEN = {
    "Russian": "Зелвира Квонтраск",
    "Russian, with an ending": "Зелвирой Квонтраском",
    "Ukrainian": "Зелвіра Квонтраск",
    "Greek": "Ζελβίρα Κουοντράσκ",
    "Arabic": "زلفيرا كونتراسك",
    "Arabic, with “and the”": "والزلفيرا والكونتراسك",
    "Persian": "زلویرا کونتراسک",
    "Hebrew": "זלבירה קוונטראסק",
    "Georgian": "ზელვირა კვონტრასკი",
    "Armenian": "Զելվիրա Քվոնտրասկ",
    "Hindi": "ज़ेलविरा क्वोंट्रास्क",
    "Polish": "Zelwira Kwontrask",
    "with marks": "Zélvîra Quòntrăšk",
    "with marks apart": "Ze\u0301lvira Quontra\u0306sk",
    "letters of two scripts": "Zеlvirа Quоntrаsk",
    "soft hyphens and joiners": "Zel\u00advira Quon\u200btra\u2060sk",
    "full width": "Ｚｅｌｖｉｒａ Ｑｕｏｎｔｒａｓｋ",
    "turned": "Quontrask, Zelvira",
    "in an address of a page": "zelwira-kwontrask",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_a_name_is_met_in_each_way_of_writing_it(how: str) -> None:
    """By its parts, and as a phrase of which each word must be like."""
    text = f"« {WRITTEN[how]} »"
    assert Names([NAME]).masked(text) == f"« {MARK} »"
    if how != "turned":
        assert Names([], [NAME]).masked(text) == f"« {MARK} »"


@pytest.mark.parametrize("how", ["Russian", "Arabic", "Hebrew", "Greek", "Polish", "with marks"])
def test_and_from_each_way_of_writing_it(how: str) -> None:
    """A name that is protected in its own script is met in Latin letters."""
    assert Names([WRITTEN[how]]).masked(f"said {NAME}, yesterday") == f"said {MARK}, yesterday"


@pytest.mark.parametrize(
    "text",
    [
        "The quantum task was kept. Elvira asked for a contract.",
        "Crime in Crimea rose; the Minister of Housing left.",
        "В городе квартал закрыт, завтра откроют; контракт подписан.",
        "قال المتحدث إن الحادث وقع صباح الاثنين",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert Names([NAME, "Karim Hassan"]).masked(text) == text


def test_one_word_alone_needs_consonants_and_a_capital_where_there_are_capitals() -> None:
    """What is short is met beside another word of the name only."""
    names = Names(["Karim Hasan", NAME])
    assert names.masked("Kwontrask left; kwontrask stayed") == f"{MARK} left; kwontrask stayed"
    assert names.masked("Carim Hassan left; Hosen stayed") == f"{MARK} left; Hosen stayed"


def test_names_inside_of_what_has_no_blanks() -> None:
    """Scripts without blanks are met as they are written, inside of a sentence."""
    assert Names(["王晓明"]).masked("记者王晓明说") == f"记者{MARK}说"


def test_words_are_met_as_they_are_written_alone() -> None:
    """Parts of names that were only noticed are in no other spelling: too many words are like them."""
    names = Names([], words=["Quontrask"])
    assert names.masked("Quontrask, Quontrasks, Kwontrask") == f"{MARK}, Kwontrask"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("ليلى النعيمي", "Layla al-Nuaimi fled.", "X fled."),
        ("ليلى النعيمي", "Laila an-Naimi fled; al-Naimi is safe.", "X fled; X is safe."),
        ("خالد الأسعد", "Khaled al-Asaad fled.", "X fled."),
        ("حسن الشيخ", "Hassan ash-Sheikh fled.", "X fled."),
        ("محمد الأحمد", "Mohammed al-Ahmad fled; al-Ahmad is safe.", "X fled; X is safe."),
        ("Yusuf al-Khatib", "Youssef el-Khatib fled.", "X fled."),
        ("خالد الأسعد", "Troops of al-Assad came.", "Troops of al-Assad came."),
        ("محمد الأحمد", "They left al-Hamad.", "They left al-Hamad."),
    ],
)
def test_an_article_parts_no_name_and_makes_none_where_the_whole_name_is_not(name: str, text: str, shown: str) -> None:
    """In whatever transcription; a surname alone may be another's, unless the whole name stands in the text too."""
    assert Names([name], wordlike=True).masked(text, "X") == shown
