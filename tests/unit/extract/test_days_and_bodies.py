"""What a missing comma hides: who did it behind a date, a body's name behind its noun. The texts are invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_prose import rows_of
from tests.unit.extract.test_voices import chains, claims_of

from counterclaim.records.words import Aspect, Stance


def doers(text: str) -> set[str | None]:
    """Give who is said to have done it."""
    return {c.value for c in claims_of(text) if c.aspect is Aspect.PERPETRATOR}


@pytest.mark.parametrize(
    "day",
    [
        "on 10 May",
        "On the night of 10 to 11 May 2031",
        "On 10 and 11 May",
        "In May 2031",
        "Since 10 May",
        "on the morning of 4 March 2031",
    ],
)
def test_a_day_is_no_number_of_soldiers(day: str) -> None:
    """Whoever stands right behind a date did it, and nobody is counted by it."""
    text = f"The panel found that {day} members of the Karven army executed eleven men in the quarry at Dorn."
    assert doers(text) == {"Karven army"}
    assert {c.range.low for c in claims_of(text) if c.range is not None} == {11}


@pytest.mark.parametrize("body", ["relief agency Open Road", "news channel Harbour Live", "aid group Helping Hands"])
def test_a_body_is_called_by_its_name(body: str) -> None:
    """However the recogniser takes the name: for a street, a day or a work."""
    name = " ".join(body.split()[-2:])
    texts = (
        f"Two drivers were killed in Tarn, the {body} said.",
        f"The {body} said two drivers were killed in Tarn.",
        f"Two drivers were killed in Tarn, according to the {body}.",
    )
    for text in texts:
        assert chains(text) == {(name,)}


def test_a_body_that_publishes_is_itself() -> None:
    """“The Commission finds” in a report of that commission is no other commission."""
    text = "The Commission finds that soldiers of the Karven army executed eleven men at Dorn."
    found = claims_of(text, publisher="Eastern Inquiry Commission")
    assert {tuple(h.agent.name for h in c.chain) for c in found} == {("Eastern Inquiry Commission",)}


def test_this_that_is_called_false_is_what_was_said_right_before() -> None:
    """Where nothing of that is read, nothing is denied: not what somebody said before it."""
    text = (
        "The Lom Brigades claimed Saturday's drone attack near Tarn. A spokesman said the target was a store of arms. "
    )
    said = claims_of(f'{text}Open Road called this "absolutely false".')
    assert not [c for c in said if c.stance is Stance.DENY]


def test_a_date_before_a_noun_leaves_a_tree() -> None:
    """The parser hung the month on the day and the day on the noun: mending made a circle, and reading never ended."""
    text = "On 3 March 2025 shells hit the market in Aleppo. The clinic received 19 dead between 11 a.m. and 4 p.m."
    assert rows_of(text)


def test_a_date_line_dates_no_happening() -> None:
    """A heading and the day under it are two lines, and nothing happened on the day a report was written."""
    text = (
        "Orvan Relief: statement on the shelling of Aleppo market\n5 March 2025\n"
        "Orvan Relief condemns the shelling of the market in Aleppo on 3 March 2025. "
        "Our clinics received 19 dead that day.\n"
        "Two of the wounded died the next day. Among the dead were seven children."
    )
    found = claims_of(text)
    assert {c.time.start for c in found if c.time is not None} == {"2025-03-03"}
    assert not any("5 March" in c.text for c in found)


def test_what_befell_a_teller_is_no_happening() -> None:
    """How somebody who speaks was hurt is part of the happening told before, and a quotation set apart tells it too."""
    text = (
        "Shells hit the market in Aleppo on 3 March 2025. “The first shell fell early,” said Idris Bell, a tea "
        "seller who was hit in the leg. “I counted nine bodies.” The governor said the attack was a war crime."
    )
    assert not [c for c in claims_of(text) if c.target == "tea seller"]
    apart = (
        "Residents said that two shells hit the market in Aleppo – “a rain of iron”, in the words of one – on Monday."
    )
    assert not [c for c in claims_of(apart) if "rain" in c.value]
