"""Search finds words in any script, typed in their own letters or in Latin ones, and shows where they stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from counterclaim import receive
from counterclaim.case import settle, take
from counterclaim.desk.app import application
from counterclaim.desk.asking import question, snippet
from counterclaim.desk.index.latin import bones, latin, skeleton
from counterclaim.desk.index.texts import Texts
from counterclaim.desk.opened import Desk
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder, Made
from tests.unit.desk.conftest import ADDRESS, clock

#: Invented reports of invented places, in five scripts.
HEAD = "Publisher: Invented Gazette\nTitle: "
TEXTS = {
    "english.txt": HEAD + "The bridge\n\nThe bridge at Orvane was destroyed, the café owner Łukasz Brenn said.",
    "russian.txt": HEAD + "Мост\n\nМост в Орване разрушен, сказал глава района Виталий Бренников.",
    "arabic.txt": HEAD + "الجسر\n\nقال مسؤول في تدمر إن الجسر دمر بالكامل.",
    "chinese.txt": HEAD + "大桥\n\n奥尔瓦内大桥被炸毁，市长说。",
    "hostile.txt": HEAD + 'Quotes\n\nHe said "NEAR(a b)" OR title: AND * ( ^ and left Orvane.',
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    home = tmp_path_factory.mktemp("search")
    inbox = home / "inbox"
    inbox.mkdir()
    for name, text in TEXTS.items():
        (inbox / name).write_text(text, encoding="utf-8")
    case = CaseFolder.open(home / "case", create=True)
    take(case, [inbox], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    case.close()
    desk = Desk(home / "case")
    desk.prepare(Quiet())
    yield TestClient(application(desk), base_url=ADDRESS)
    desk.close()


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("bridge", {"The bridge"}),
        ("CAFE lukasz", {"The bridge"}),
        ("orvan", {"The bridge", "Quotes", "Мост"}),
        ("бренников", {"Мост"}),
        ("brennikov", {"Мост"}),
        ("تدمر", {"الجسر"}),
        ("Tadmur", {"الجسر"}),
        ("大桥", {"大桥"}),
        ("炸毁", {"大桥"}),
        ('"bridge at Orvane"', {"The bridge"}),
        ('"at bridge Orvane"', set()),
        ("NEAR(", {"Quotes"}),
        ('") OR *', {"Quotes"}),
        ("title:", {"Quotes"}),
        ("bridge nowhere", set()),
        ("'\"^*(", set()),
    ],
)
def test_words_are_found(found: TestClient, words: str, titles: set[str]) -> None:
    told = found.get("/search.json", params={"q": words}).json()
    assert {r["title"] for r in told["reports"]} == titles
    assert told["found"]["reports"] == len(titles)


def test_what_was_asked_is_marked_where_it_stands(found: TestClient) -> None:
    told = found.get("/search.json", params={"q": "cafe"}).json()
    pieces = told["reports"][0]["snippet"]
    assert ["café", True] in pieces
    assert "<mark>café</mark>" in found.get("/search", params={"q": "cafe"}).text


def test_names_are_found_in_latin_letters(found: TestClient) -> None:
    told = found.get("/search.json", params={"q": "Vitalii Brennikov", "in": "agents"}).json()
    assert all("Бренников" in a["name"] for a in told["agents"])


def test_an_index_of_texts_grows_and_is_made_again(tmp_path: object, demo: CaseFolder) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    reports = demo.reports()
    texts = Texts(tmp_path / "texts.sqlite", Made("a case"))
    assert texts.find(question("Palmyra"), 0, 5).total == 0
    texts.add(reports[:5], 5, Quiet())
    assert texts.held() == {r.id for r in reports[:5]}
    texts.add(reports, len(reports), Quiet())
    whole = texts.find(question("Palmyra"), 0, 50)
    texts.path.write_bytes(b"no database")
    texts.add(reports, len(reports), Quiet())
    assert texts.find(question("Palmyra"), 0, 50) == whole
    assert whole.total > 5


def test_words_of_other_scripts_in_latin_letters() -> None:
    assert latin("Мост and café") == "most"
    assert bones("تدمر") == skeleton("Tadmur") == skeleton("tadmor")
    assert skeleton("ao") == ""
    assert snippet("b", "a b c") == (("a ", False), ("b", True), (" c", False))
