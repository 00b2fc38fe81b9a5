"""Reading news, blogs and reports of many kinds: each text is invented, with what it must give.

A row is (words, speakers from the first to the last before the report, stance, aspect, value); the words need only stand
in the claim.
"""

import pytest
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


def rows_of(text: str) -> set[Row]:
    """Give the rows of a text's claims."""
    return {
        (c.text, " > ".join(h.agent.name for h in c.chain[:-1]), c.stance.value, c.aspect.value, c.value)
        for c in claims_of(text)
    }


WIRE = (
    "TELLIN, March 4 (Coastal Wire) - At least 17 people, including three children, were killed when an air strike hit "
    "a crowded market in Aleppo overnight on Friday, residents and local officials said. The Ostran air force denied "
    "carrying out the strike. “We did not operate in the area,” its spokesman, Colonel Darin Vesk, told reporters. The "
    "reports could not be independently verified."
)
INTERVIEW = (
    "In an interview with the Coastal Wire, the governor of Sella province, Amar Tosk, acknowledged that army shells had "
    "struck the hospital, but said that gunmen had been firing from its roof."
)
MONITOR = (
    "The Tellin Monitor for Rights said that 31 people had been killed, among them 12 women and 9 children, and more than "
    "60 others wounded. Earlier the monitoring group had put the toll at 24. The council put the figure at 20."
)
LIVE = (
    "11:42 Local activists are reporting a large explosion near the port.\n"
    "12:05 The interior ministry says the blast was caused by a gas leak. “There was no attack,” a ministry official told "
    "the Coastal Wire."
)
INQUIRY = (
    "A report released on Monday by the United Nations Commission of Inquiry on Ostran accuses both sides of war crimes. It "
    "found that rebels bombed schools in June, killing at least 212 civilians."
)
WITNESSES = (
    "Amnesty for Ostran said in a report that soldiers had executed at least 25 detainees on 3 May 2021. “They were shot,” "
    "a survivor was quoted as saying."
)
ENVOY = (
    "Ostran's ambassador to the UN, Petr Halk, said that claims that the army had shelled the camp were “baseless” and that "
    "the rebels had shelled it themselves."
)
HEADLINE = (
    "Rebels say they shot 12 hostages\nThe Northern Front has killed a dozen hostages it had held since April, it announced "
    "late on Wednesday, and the mayor told Reuters the bridge was destroyed."
)
CAPTION = "Smoke rises over the old town after what activists say was an air strike by rebel jets."
AGAINST = "Ann Bell said the rebels shelled the town, while a council spokesman said nobody was killed."
OFFICER = "The museum was searched. An army officer showed us round: the temple was destroyed, he claimed."


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (WIRE, ("At least 17 people, including three children, were killed", "residents", "assert", "count", "at least 17 killed (unknown)")),
        (WIRE, ("carrying out the strike", "Ostran air force", "deny", "perpetrator", "Ostran air force")),
        (WIRE, ("We did not operate in the area", "Darin Vesk", "deny", "occurrence", "we did operate in the area")),
        (WIRE, ("The reports", "", "question", "occurrence", "air strike on market")),
        (INTERVIEW, ("army shells had struck the hospital", "Amar Tosk > Coastal Wire", "concede", "occurrence", "shelling of hospital")),
        (INTERVIEW, ("gunmen had been firing from its roof", "Amar Tosk > Coastal Wire", "assert", "occurrence", "gunmen had been firing from its roof")),
        (MONITOR, ("12 women", "Tellin Monitor for Rights", "assert", "count", "12 killed (women)")),
        (MONITOR, ("9 children", "Tellin Monitor for Rights", "assert", "count", "9 killed (children)")),
        (MONITOR, ("the toll at 24", "Tellin Monitor for Rights", "assert", "count", "24 killed (unknown)")),
        (MONITOR, ("the figure at 20", "council", "assert", "count", "20 killed (unknown)")),
        (LIVE, ("a large explosion near the port", "Local activists", "assert", "occurrence", "a large explosion near the port")),
        (LIVE, ("There was no attack", "ministry official > Coastal Wire", "deny", "occurrence", "there was attack")),
        (INQUIRY, ("killing at least 212 civilians", "United Nations Commission of Inquiry on Ostran", "assert", "count", "at least 212 killed (civilian)")),
        (WITNESSES, ("soldiers had executed at least 25 detainees on 3 May 2021", "Amnesty International", "assert", "perpetrator", "soldiers")),
        (ENVOY, ("the army had shelled the camp", "Petr Halk", "deny", "perpetrator", "army")),
        (ENVOY, ("the rebels had shelled it themselves", "Petr Halk", "assert", "perpetrator", "rebels")),
        (HEADLINE, ("they shot 12 hostages", "Rebels", "assert", "perpetrator", "rebels")),
        (HEADLINE, ("The Northern Front has killed a dozen hostages", "Northern Front", "assert", "perpetrator", "Northern Front")),
        (HEADLINE, ("the bridge was destroyed", "mayor > Reuters", "assert", "damage", "destroyed")),
        (CAPTION, ("an air strike by rebel jets", "activists", "assert", "occurrence", "air strike")),
        (AGAINST, ("the rebels shelled the town", "Ann Bell", "assert", "perpetrator", "rebels")),
        (OFFICER, ("the temple was destroyed", "army officer", "assert", "damage", "destroyed")),
    ],
)  # fmt: skip
def test_text(text: str, row: Row) -> None:
    """A text gives the claim."""
    assert row in rows_of(text)


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


@pytest.mark.parametrize("answer", ["The army denied any involvement.", "The army denied responsibility for the attack."])
def test_no_part_in_it(answer: str) -> None:
    """Who denies involvement denies having done what was said before, and nothing more."""
    found = [c for c in claims_of(f"Rebels said an air strike hit the market in Aleppo. {answer}") if c.stance == "deny"]
    assert [(c.originator.name, c.aspect.value, c.value, c.act_type) for c in found] == [
        ("Syrian army", "perpetrator", "Syrian army", "air_strike")
    ]


def test_points_back_to_nothing() -> None:
    """A denial of nothing that was said gives no claim."""
    assert not claims_of("The council rejected the claim.")
