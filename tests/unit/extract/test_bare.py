"""Copies that lost their commas: invented sentences, with where a comma must stand again."""

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.extract.mending.bare import bare, punctuated
from counterclaim.settings import Settings

FILLER = "The road to Tarvos was closed for two days and the bakers sold no bread at all. " * 5


@pytest.mark.parametrize(
    ("text", "comma"),
    [
        ("Nine people were hurt in the raid on the camp a monitoring group said on Friday.", "a monitoring"),
        ("Nine people were hurt near the border with Varna Petr Harsk said.", "Petr Harsk"),
        ("Nine people were hurt in the raid on the camp he added.", "he added"),
        ("Nine people were hurt in the raid said the Harbour Post.", "said the"),
        ("The raid killed 11 people the Upland Observatory for Human Rights reported.", "the Upland"),
        ("Nine people died in Varna city the Upland Observatory for Human Rights monitor said.", "the Upland"),
        ("The army lost at least 28 men he said.", "he said"),
        ("Nine people were hurt west of Varna local media reported Sunday.", "local media"),
        ("A source at Varna Police Command told the Harbour Post that nine people were hurt.", ""),
        ("Nine people were hurt near Varna the army was quoted as saying by the Harbour Post.", "the army"),
        ("Shells ended the killing of several people UNA reports.", "UNA reports"),
        (
            "The toll in the town reached 12 people the Upland Observatory for Rights monitoring group said.",
            "the Upland",
        ),
        ("Nine people were hurt in the raids on Varna state news agency UNA said.", "state news"),
        ("Shells killed 15 members of medical staff activists in the town reported.", "activists"),
        (
            "Nine people were hurt in the raid said the Civil Guard also known as the Blue Caps who came first.",
            "said the",
        ),
        ("A senior opposition official said nine people were hurt.", ""),
        ("A media unit run by Varna ally Harak said nine people were hurt.", ""),
        ("On Tuesday Syrian opposition forces stated that nine people were hurt.", ""),
        ("The mayor of Tarvos said nine people were hurt.", ""),
        ("Residents said that the army had left.", ""),
        ("“Nine people were hurt in the raid” the local group said.", ""),
    ],
)
def test_the_comma_before_who_said_it(text: str, comma: str) -> None:
    """A comma takes the place of one blank at most, and no letter moves."""
    found = punctuated(text)
    assert len(found) == len(text)
    assert found == (text.replace(f" {comma}", f",{comma}") if comma else text)


def test_only_a_text_without_commas_is_bare() -> None:
    """A short text, and one with commas, are left as they are."""
    assert bare([FILLER])
    assert not bare([FILLER.replace("days and", "days, and")])
    assert not bare(["Nine people were hurt he said."])


def test_a_bare_copy_keeps_its_speakers() -> None:
    """Who is named after what is said is its speaker, in a copy without commas as in the original."""
    said = "Nine people were killed in an air strike on the camp near Tarvos the Varna Relief Committee said on Friday."
    report = a_report(FILLER + said)
    found = RuleExtractor().claims(report, read.passages(report, Settings()))
    assert {c.chain[0].agent.name for c in found if c.aspect == "count"} == {"Varna Relief Committee"}
    assert all(c.text == report.text[c.start : c.end] for c in found)
