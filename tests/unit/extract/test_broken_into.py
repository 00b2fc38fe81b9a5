"""Words of saying that break into or trail after what is said, who cites whom, and what a denial covers; invented."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_whose_words import claims_of, told


@pytest.mark.parametrize(
    "words",
    [
        "Two men, activists told Reuters on Monday, were killed in Lom on Friday.",
        "Two men, said activists, were killed in Lom on Friday.",
        "Two men, activists report, were killed in Lom on Friday.",
        "Two men were, according to activists, killed in Lom on Friday.",
        "The army — activists said on Monday — shelled the mill.",
        "“The army,” activists told Reuters, “shelled the mill.”",
        "Two men were killed, activists said, when the army shelled the mill.",
        "When the army shelled the mill, activists said, two men were killed.",
        "A strike that activists said was carried out by the army killed two men.",
    ],
)
def test_who_breaks_into_a_sentence_says_it(words: str) -> None:
    """The report itself says nothing of it, but for the strike that it calls one."""
    found = told(words)
    assert {who.split(" > ")[0] for who, _, aspect in found if aspect in {"perpetrator", "count"}} == {"activists"} or (
        "killed two men" in words
    )
    assert ("", "assert", "perpetrator") not in found


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("Reuters, which cited activists, said two men were killed in Lom.", "activists > reuters"),
        ("Ann Bell cited a doctor who said two men were killed in Lom.", "doctor > ann bell"),
        ("The panel said, according to Reuters, that two men were killed in Lom.", "panel > reuters"),
        ("Karven TV carried a report by activists that two men were killed in Lom.", "activists > karven tv"),
        ("The panel said it had received reports that two men were killed in Lom.", "unnamed source (reports) > panel"),
        ("Two men, it is claimed, were killed in Lom.", "unnamed source (claimed)"),
        ("Two men are said to have been killed in Lom.", "unnamed source (said)"),
    ],
)
def test_who_says_it_through_whom(words: str, chain: str) -> None:
    """Whoever cites passes it on."""
    assert {who for who, _, aspect in told(words) if aspect == "count"} == {chain}


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("Residents counted 12 dead and 30 wounded.", {"12 killed (unknown)", "30 injured (unknown)"}),
        ("The strike left at least 12 dead, residents said.", {"at least 12 killed (unknown)"}),
        ("The fighting forced 1,200 people from their homes, residents said.", {"1,200 displaced (unknown)"}),
        ("Residents raised their count of the dead to 15.", {"15 killed (unknown)"}),
        (
            "Residents said four of the 12 people killed were children.",
            {"4 killed (children)", "12 killed (unknown)"},
        ),
        (
            "Residents said 12 soldiers were killed and four captured.",
            {"12 killed (combatant)", "4 detained (combatant)"},
        ),
    ],
)
def test_what_is_counted(words: str, values: set[str]) -> None:
    """By whoever counts."""
    found = {c.value for c in claims_of(words) if c.aspect == "count" and len(c.chain) == 2}
    assert {v.replace(",", "") for v in found} == {v.replace(",", "") for v in values}


def test_a_number_in_another_place() -> None:
    """The verb is told once."""
    found = claims_of("Residents said 12 people were killed in Lom and three in Orst on Friday.")
    assert {"12 killed (unknown)", "3 killed (unknown)"} <= {c.value for c in found}


@pytest.mark.parametrize(
    "words",
    [
        "The army said reports that it shelled the mill were false.",
        "The army said it was untrue that it shelled the mill.",
        "Activists said the army shelled the mill, something the army denies.",
        "The army called reports that it shelled the mill “fabrications”.",
        "The army described as “lies” reports that it shelled the mill.",
        "The army denied responsibility for the raid, which activists have blamed on the army.",
    ],
)
def test_who_denies(words: str) -> None:
    """The one accused does; and the report takes no side."""
    found = told(words)
    assert ("army", "deny", "perpetrator") in found
    assert not {("", "deny", "perpetrator"), ("", "assert", "perpetrator"), ("army", "assert", "perpetrator")} & found


@pytest.mark.parametrize("said", ["was deliberate", "amounted to a war crime"])
def test_a_denial_of_what_a_deed_is_called_denies_no_deed(said: str) -> None:
    """It is taken for granted."""
    assert not [
        f for f in told(f"The army denied that the shelling of the mill {said}.") if f[1:] == ("deny", "occurrence")
    ]


def test_what_could_not_be_confirmed_is_nobodys_assertion() -> None:
    """Nor is "it was not X that did it"."""
    assert {s for _, s, _ in told("Activists could not confirm the report that the army shelled the mill.")} == {
        "question"
    }
    found = told("It was not rebels that shelled the mill, a spokesman said.")
    assert ("spokesman", "deny", "perpetrator") in found
    assert not [f for f in found if f[1:] == ("assert", "perpetrator")]
