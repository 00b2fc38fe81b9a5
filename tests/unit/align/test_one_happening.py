"""One happening told by several reports comes out as one event, and several as several; all texts are invented."""

from __future__ import annotations

import pytest

from tests.unit.align.texts import together, told

TAKEN = ("2031-03-13", "Karven said on Friday that its army had captured the town of Velno.")
SHELLED = (
    "2031-05-04",
    "Karven and Belvar accused each other of shelling a prison in Lom on 3 May. Officials said the attack killed 20"
    " inmates.",
)
EXECUTED = (
    "2031-04-10",
    "Karven soldiers executed about 300 men in the village of Moren in late March 2031, a rights group said.",
)


@pytest.mark.parametrize(
    "later",
    [
        ("2031-05-05", "Karven blamed Belvar for the strike on the penal colony in Lom."),
        ("2032-06-01", "Investigators said the deadly 2031 strike on a prison in Lom was the work of Karven."),
        ("2032-06-01", "An explosion at the prison in Lom in May 2031 killed 20 inmates, a judge said."),
        (
            "2031-05-05",
            "The attack on the prison in Lom killed prisoners captured after the fall of Dorn, Belvar said.",
        ),
    ],
)
def test_a_strike_told_again_is_the_same_strike(later: tuple[str, str]) -> None:
    """By another name of the thing hit, by its year, as an explosion, or with where its victims were before."""
    assert together(SHELLED, later)[0] == [0, 1]


@pytest.mark.parametrize(
    "other",
    [
        ("2031-05-05", "Shelling of a prison in Tarsk killed six inmates, the governor said."),
        ("2031-05-09", "Shells hit the prison in Lom on 8 May, killing two guards, the governor said."),
        ("2032-06-01", "The deadly 2029 strike on a prison in Lom was the work of Karven, a judge said."),
        ("2031-05-05", "An explosion at the market in Lom killed three traders on 4 May, police said."),
        ("2031-05-05", "Shells hit a hospital in Lom on 3 May, killing two nurses, the governor said."),
    ],
)
def test_another_strike_is_another(other: tuple[str, str]) -> None:
    """In another town, on another day or thing, or of another year."""
    assert [0, 1] not in together(SHELLED, other)


def test_where_a_speaker_sits_parts_no_attack_from_itself() -> None:
    """The prison is one, wherever those sit who tell of the attack, and wherever its inmates were taken."""
    report = (
        "2031-05-04",
        "Belvar said that Karven had shelled the prison in Lom, killing inmates captured after the fall of Dorn. "
        "Officials in Tarsk said the attack killed 20 inmates. Karven denied shelling the prison.",
    )
    (event,) = [words for title, words in told(report).items() if title.startswith(("Bombardment", "Attack"))]
    assert {"the attack killed 20 inmates", "shelling the prison"} <= {text for _, text in event}


def test_an_attack_in_another_town_is_another_where_its_own_words_name_the_town() -> None:
    """A report that tells of two strikes on prisons tells of two."""
    report = (
        "2031-05-04",
        "Shells hit the prison in Lom, killing six inmates, Belvar said. The strike on the prison in Tarsk killed nine"
        " inmates, officials in Dorn said.",
    )
    assert len([t for t in told(report) if t.startswith(("Bombardment", "Attack"))]) == 2


@pytest.mark.parametrize(
    "other",
    [
        (
            "2031-05-20",
            "Karven's army and foreign fighters executed at least 300 men, a report said. The events in Moren took"
            " place last spring. No civilian from Moren lost their life, the army said.",
        ),
        (
            "2032-05-20",
            "Karven's army executed 280 men during a 2031 operation, a report said. No civilian in Moren lost their"
            " life during the operation, the army said.",
        ),
    ],
)
def test_a_killing_whose_town_the_next_paragraph_tells_is_of_that_town(other: tuple[str, str]) -> None:
    """Where a number or the year speaks for it too; the denial is of it."""
    events = told(EXECUTED, other)
    (event,) = [words for title, words in events.items() if {n for n, _ in words} == {0, 1}]
    assert any("No civilian" in text for _, text in event)


@pytest.mark.parametrize(
    "other",
    [
        ("2031-05-20", "Karven's army executed six people, a group said. The six were detained in Moren in May."),
        ("2031-05-20", "Gunmen killed nine villagers in Moren on 18 May, the governor said."),
        ("2031-04-12", "Karven soldiers executed 40 men in the village of Dessin in late March 2031, a group said."),
        ("2031-05-20", "Gunmen killed nine people in Dorn. In 2029 Karven's army executed 300 men, a group said."),
    ],
)
def test_another_killing_is_another(other: tuple[str, str]) -> None:
    """Of another number and no day, of another day, of another village, of another year in passing."""
    assert [0, 1] not in together(EXECUTED, other)


@pytest.mark.parametrize(
    "other",
    [
        (
            "2031-03-11",
            "Karven's army had captured Velno, a Karven minister said. Belvar denied that Velno had fallen.",
        ),
        (
            "2031-03-12",
            "The commander said his forces had captured all of Velno. Belvar said Velno was under its control.",
        ),
        ("2031-03-14", "Belvar denied that Karven had captured Velno, and said Velno was not under Karven control."),
    ],
)
def test_one_taking_of_a_town_is_one(other: tuple[str, str]) -> None:
    """Told some days early, by a commander of his forces, or denied; who holds the town is of it."""
    events = told(TAKEN, other)
    assert len([t for t in events if t.startswith("Change of control")]) == 1
    assert together(TAKEN, other)[0] == [0, 1]


@pytest.mark.parametrize(
    "other",
    [
        ("2031-03-13", "Karven said that its army had captured the town of Dorn."),
        ("2031-03-20", "Belvar said that its army had retaken the town of Velno."),
        ("2031-09-13", "Karven said on Friday that its army had captured the town of Velno on 12 September."),
    ],
)
def test_another_taking_is_another(other: tuple[str, str]) -> None:
    """Of another town, by the other side, or months later."""
    assert [0, 1] not in together(TAKEN, other)


def test_who_holds_a_town_that_is_only_named_is_of_no_taking() -> None:
    """A report that does not tell of the taking names the holder only to say where a place lies."""
    passing = ("2031-03-20", "Shells fell on a mill in Karven-held Velno, the mayor said.")
    (taking,) = [words for title, words in told(TAKEN, passing).items() if title.startswith("Change of control")]
    assert {n for n, _ in taking} == {0}


def test_two_towns_that_no_list_knows_are_two() -> None:
    """The market of Velno is not the market of Dessin."""
    one = ("2031-03-04", "A missile hit the market in Velno, killing 12 people, the mayor said.")
    two = ("2031-03-05", "Shelling of the market in Dessin killed four people, the governor said.")
    assert [0, 1] not in together(one, two)


def test_a_copy_with_other_words_at_its_end_is_of_what_its_original_is_of() -> None:
    """Ten words running are enough."""
    words = "Fighters of the Tarn Front executed at least forty farmers from two villages during"
    assert together(
        ("2031-05-04", f"{words} a raid, a report said."), ("2031-05-05", f"{words} a foray, a report said.")
    )[0] == [0, 1]


def test_however_late_a_report_comes_it_names_what_it_tells() -> None:
    """The attack that a later report names first is the dated one that it tells last; in another town it is not."""
    late = "The attack in Lom was not the work of Belvar, a judge said. On 3 May 2031 shells hit a prison in Lom."
    assert together(SHELLED, ("2032-06-01", late)) == [[0, 1]]
    assert len(together(SHELLED, ("2032-06-01", late.replace("attack in Lom", "attack in Tarsk")))) == 2


def test_an_assault_that_is_only_named_is_the_killing_told_beside_it() -> None:
    """A war's toll is of no one assault, and one on a thing is another act."""
    killed = "Gunmen executed 60 farmers in the village of Moren on 20 April."
    one = ("2031-04-23", f"{killed} Survivors said more than 100 people died in the assault on Moren.")
    war = (
        "2031-04-24",
        f"{killed} An offensive in Moren province has left more than 10,000 people dead, a group said.",
    )
    assert together(one, war)[0] == [0, 1]
    tolls = [words for words in told(one, war).values() if any("10,000" in text for _, text in words)]
    assert all({n for n, _ in words} == {1} for words in tolls)


def test_a_train_station_is_no_train() -> None:
    """Whose dead are counted at the station are those of the strike on it."""
    one = ("2031-04-09", "A missile hit the railway station in Lom on 8 April, killing 39 people, the mayor said.")
    denied = "Karven denied that its missile hit a train station in Lom."
    two = ("2031-04-09", f"{denied} At least 30 people were killed in the attack on the train station on 8 April.")
    assert together(one, two) == [[0, 1]]
