"""Reading news, blogs and reports of many kinds: all texts are invented, with what they must give."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.records.claim import Claim
from counterclaim.settings import Settings

Row = tuple[str, str, str, str, str]


def claims_of(text: str) -> tuple[Claim, ...]:
    """Give the claims of a text that the invented Harbour Post publishes."""
    report = a_report(text)
    return RuleExtractor().claims(report, read.passages(report, Settings()))


@cache
def rows_of(text: str) -> set[Row]:
    """Give a text's claims as (words, speakers before the report, stance, aspect, value)."""
    return {
        (c.text, " > ".join(h.agent.name for h in c.chain[:-1]), c.stance.value, c.aspect.value, c.value)
        for c in claims_of(text)
    }


GOLDEN = yaml.safe_load((Path(__file__).parents[2] / "golden" / "reading.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "line"), [(g["text"], line) for g in GOLDEN for line in g["gives"]])
def test_golden(text: str, line: str) -> None:
    """A text of the golden file gives each of its lines."""
    words, speakers, stance, aspect, value = line.split(" | ")
    assert (words, speakers, stance, aspect, value) in rows_of(text)


@pytest.mark.parametrize(
    ("answer", "speaker", "stance", "words"),
    [
        ("The ministry denies it.", "ministry", "deny", "it"),
        ("Ann Bell called the accusation absurd.", "Ann Bell", "deny", "the accusation"),
        ("Petr Harsk rejected the claim as a lie.", "Petr Harsk", "deny", "the claim as a lie"),
        ("The allegations were baseless, the council said.", "council", "deny", "The allegations"),
        ("A council spokesman branded the story “fake news”.", "council spokesman", "deny", "the story"),
        ("Minister Ann Bell described the report as a fabrication.", "Ann Bell", "deny", "the report"),
        ("Petr Harsk did not deny the charge.", "Petr Harsk", "question", "the charge"),
    ],
)
def test_what_is_denied(answer: str, speaker: str, stance: str, words: str) -> None:
    """A denial that points back is an answer to what was said before, in that claim's terms."""
    rows = rows_of(f"Rebels said the army shelled the hospital in Aleppo on Monday. {answer}")
    assert (words, speaker, stance, "perpetrator", "Syrian army") in rows


@pytest.mark.parametrize(
    "answer", ["The army denied any involvement.", "The army denied responsibility for the attack."]
)
def test_no_part_in_it(answer: str) -> None:
    """Who denies involvement denies having done what was said before, and nothing more."""
    found = [
        c for c in claims_of(f"Rebels said an air strike hit the market in Aleppo. {answer}") if c.stance == "deny"
    ]
    assert [(c.originator.name, c.aspect.value, c.value, c.act_type) for c in found] == [
        ("Syrian army", "perpetrator", "Syrian army", "air_strike")
    ]


def test_points_back_to_nothing() -> None:
    """A denial of nothing that was said gives no claim."""
    assert not claims_of("The council rejected the claim.")


def speakers_of(text: str) -> set[str]:
    """Give the first speakers of a text's claims."""
    return {c.chain[0].agent.name for c in claims_of(text)}


def test_a_protest_denies_nothing() -> None:
    """Who repudiates a killing says that it was done."""
    rows = rows_of("Harbour students repudiated the murder of two priests in Tarvos.")
    assert {r[2] for r in rows} == {"assert"}


def test_a_charge_without_an_accuser_is_hearsay() -> None:
    """Nobody is named who accuses, and whoever spoke before is not the one."""
    rows = rows_of(
        "Ann Bell said the talks had failed. The leader was accused of taking part in the massacre of monks."
    )
    assert all("accused" in r[1] for r in rows if r[3] == "perpetrator")
    assert not any("Bell" in r[1] for r in rows if "massacre" in r[0])


def test_a_share_is_no_speaker() -> None:
    """A share of those asked says nothing by itself."""
    assert not any("percent" in s for s in speakers_of("26.3 percent said the army had shelled the market in Aleppo."))


def test_an_unnamed_spokesman_speaks_for_the_body() -> None:
    """What a spokesman for a body says is the body's."""
    text = "A spokesman for the Varna Relief Committee said that nine people were killed in the raid on Aleppo."
    assert speakers_of(text) == {"Varna Relief Committee"}


def test_a_place_is_not_carried_far() -> None:
    """A town named long before, among others, is not where the next thing happened."""
    text = (
        "The army shelled Aleppo. The rebels left Idlib. The bishop of Homs prayed for peace in Homs. "
        "The road was long. The bread was dear. The nights were cold. Two teachers were killed."
    )
    last = [c for c in claims_of(text) if "teachers" in c.text]
    assert last
    assert all(c.place is None for c in last)
