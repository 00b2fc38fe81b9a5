"""Who says a thing, through whom, and how sure: chains, stances and the words of a claim."""

import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.extract import RuleExtractor
from counterclaim.extract.parsed.parse import steady
from counterclaim.records.claim import Claim
from counterclaim.records.words import Aspect, Basis, ClaimAct, Factuality, Speech, Stance
from counterclaim.settings import Settings


def claims_of(text: str, **fields: str) -> tuple[Claim, ...]:
    """Give the claims of a report by the invented Harbour Post."""
    report = a_report(text, **fields)
    return RuleExtractor().claims(report, read.passages(report, Settings()))


def chains(text: str) -> set[tuple[str, ...]]:
    """Give the chains of a text's claims as names, without the report's own publisher."""
    return {tuple(h.agent.name for h in c.chain[:-1]) for c in claims_of(text)}


def one(text: str, aspect: Aspect) -> Claim:
    """Give the only claim of an aspect."""
    (claim,) = [c for c in claims_of(text) if c.aspect is aspect]
    return claim


RADIO = (
    "Nadia al-Haddad of Coastal Relief spoke on Harbour Radio about the siege. She pointed out that rebels looted "
    "the museum of Tellin. She met nurses in the town who told her “the wards are empty.” The town “was sold to the "
    "militia,” and now its name “is being used as a prize.” She protests that nobody buried the dead. (Via Telegram)"
)


def test_relay() -> None:
    """A person who spoke on the radio keeps that medium, and a paragraph's relay, in all she says."""
    assert ("Nadia al-Haddad", "Harbour Radio", "Telegram") in chains(RADIO)


def test_no_claim_of_a_speaker_goes_to_the_author() -> None:
    """In a paragraph of one speaker's sayings the author says nothing."""
    assert () not in chains(RADIO)


def test_nested() -> None:
    """Those who told a speaker something start the chain; the relative clause climbs over the town to the nurses."""
    assert ("nurses in the town", "Nadia al-Haddad", "Harbour Radio", "Telegram") in chains(RADIO)


def test_running_quotation() -> None:
    """A sentence with quotations and no word of saying belongs to the last speaker."""
    held = [c for c in claims_of(RADIO) if "prize" in c.text]
    assert held
    assert {c.chain[0].agent.name for c in held} == {"Nadia al-Haddad"}
    assert all(c.chain[0].speech is Speech.MIXED for c in held)


def test_scare_quotes() -> None:
    """A short quotation that nobody says is the author's distance, where it takes a side; a name in marks is none."""
    assert not [c for c in claims_of("The “Blue Lantern” sailed to Tellin.") if c.aspect is Aspect.CHARACTERISATION]
    claim = one("There was a “liberation” in Tellin before noon.", Aspect.CHARACTERISATION)
    assert (claim.chain[0].speech, claim.chain[0].factuality) == (Speech.SCARE, Factuality.UNCOMMITTED)


def test_place_is_no_person() -> None:
    """A town named last is not the "he" who speaks."""
    assert ("Omar Bell",) in chains("Omar Bell came to Palmyra. Palmyra was quiet. He said rebels burned the school.")


def test_given_name() -> None:
    """A woman named last is not the "he" who speaks."""
    text = "Peter Marsh met Mary Stone in the town. He said rebels burned the school."
    assert ("Peter Marsh",) in chains(text)


@pytest.mark.parametrize("verb", ["shamelessly crow", "boasted"])
def test_outlets_in_brackets(verb: str) -> None:
    """Each outlet in a bracket gives a claim of its own, in the author's scare quotes."""
    found = [c for c in claims_of(f"Allied state media (SANA, Press TV) {verb} of the town's “liberation.”") if c.label]
    assert {c.chain[0].agent.name for c in found} == {"SANA", "Press TV"}
    assert {c.chain[0].speech for c in found} == {Speech.SCARE}


@pytest.mark.parametrize("verb", ["airs", "displayed", "broadcast"])
def test_footage(verb: str) -> None:
    """Footage is said by who released it, through who shows it, and rests on imagery."""
    text = f"Harbour Gazette {verb} footage released by the council, showing no damage to the cathedral."
    claim = one(text, Aspect.DAMAGE)
    assert [h.agent.name for h in claim.chain] == ["council", "Harbour Gazette", "Harbour Post"]
    assert claim.basis is Basis.IMAGERY


def test_in_fact() -> None:
    """A bracketed "in fact" is the author's own assertion, no denial."""
    claim = one("(In fact, the temple was destroyed.)", Aspect.DAMAGE)
    assert (claim.stance, claim.chain[0].factuality) == (Stance.ASSERT, Factuality.CERTAIN)


@pytest.mark.parametrize(
    ("text", "stance", "act", "factuality"),
    [
        ("The council denied that rebels burned the school.", Stance.DENY, ClaimAct.DENY_EVENT, "CT-"),
        ("The council rejected claims that rebels burned the school.", Stance.DENY, ClaimAct.DENY_EVENT, "CT-"),
        ("No truth to claims that rebels burned the inn, the council said.", Stance.DENY, ClaimAct.DENY_EVENT, "CT-"),
        ("The council did not say that rebels burned the school.", Stance.QUESTION, ClaimAct.REPORT, "Uu"),
        ("The council could not verify that rebels burned the school.", Stance.QUESTION, ClaimAct.CANNOT_VERIFY, "Uu"),
        ("The council admitted that its drivers burned the school.", Stance.CONCEDE, ClaimAct.CONCEDE_HARM, "CT+"),
        ("The council retracted its report that rebels burned the school.", Stance.RETRACT, ClaimAct.RETRACT, "Uu"),
        ("The council said rebels may have burned the school.", Stance.ASSERT, ClaimAct.REPORT, "PS+"),
        ("The council said rebels burned the school last May.", Stance.ASSERT, ClaimAct.REPORT, "CT+"),
    ],
)  # fmt: skip
def test_stance(text: str, stance: Stance, act: ClaimAct, factuality: str) -> None:
    """Each way of taking a stand gives its stance, act and certainty to the speaker."""
    claim = one(text, Aspect.OCCURRENCE)
    assert claim.chain[0].agent.name == "council"
    assert (claim.stance, claim.claim_act, claim.chain[0].factuality) == (stance, act, factuality)


def test_rejected_claim_of_another() -> None:
    """Rejecting somebody's claim is two claims: theirs, and the denial."""
    found = [
        c
        for c in claims_of("The council rejected the observatory's claim that rebels burned the school.")
        if not c.label
    ]
    assert {(c.chain[0].agent.name, c.stance) for c in found} == {
        ("council", Stance.DENY), ("observatory", Stance.ASSERT),
    }  # fmt: skip


def test_nobody_verified() -> None:
    """What could not be verified is said of the author, who commits to nothing."""
    claim = one("The report that rebels burned the school could not be independently verified.", Aspect.OCCURRENCE)
    assert (claim.claim_act, claim.chain[0].agent.name) == (ClaimAct.CANNOT_VERIFY, "Harbour Post")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The observatory accused the rebels of shelling the museum.", "shelling the museum"),
        ("The rebels are accused by the observatory of the massacre of monks.", "the massacre of monks"),
        ("The observatory announced the taking of Palmyra from the rebels.", "the taking of Palmyra from the rebels"),
        ("According to the observatory, rebels burned the school.", "rebels burned the school"),
    ],
)
def test_content_without_cue(text: str, words: str) -> None:
    """The words of a claim are the content, never the words of saying."""
    found = [c for c in claims_of(text) if c.aspect is Aspect.OCCURRENCE]
    assert {(c.text, c.chain[0].agent.name) for c in found} == {(words, "observatory")}


def test_accused_is_perpetrator() -> None:
    """An accusation gives the accused as the perpetrator in the accuser's claim."""
    claim = one("The observatory accused the rebels of shelling the museum.", Aspect.PERPETRATOR)
    assert (claim.value, claim.chain[0].agent.name) == ("rebels", "observatory")


def test_quoted_by() -> None:
    """Who quotes a group stands between the group and the report."""
    assert ("Residents", "Reuters") in chains("Residents were quoted by Reuters as saying rebels burned the school.")


@pytest.mark.parametrize(
    "text",
    [
        "“They burned the school,” Tom Lee said. “They left at dawn on two trucks.”",
        "“They burned the school. They left at dawn on two trucks,” said Tom Lee.",
        "''They burned the school,'' Tom Lee said. ''They left at dawn on two trucks.''",
        "“They burned the school. They left at dawn on two trucks.” — Tom Lee",
        "Tom Lee said:\n\n“They burned the school. They left at dawn on two trucks.”",
    ],
)
def test_direct(text: str) -> None:
    """A direct quotation is its speaker's throughout, wherever the words of saying stand."""
    assert chains(text) == {("Tom Lee",)}


def test_telex() -> None:
    """Telex capitals go, acronyms stay."""
    assert steady("THE REBELS (FDLM) TOLD AFP THAT THE UN LEFT THE TOWN.") == (
        "The rebels (FDLM) told AFP that the UN left the town."
    )


def test_once() -> None:
    """One saying gives one claim for each aspect, value and chain."""
    found = claims_of("The observatory said rebels burned the school and that rebels burned the school of Tellin.")
    keys = [(c.aspect, c.value, c.chain[0].agent, c.start) for c in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "text",
    [
        "The 'liberation' of Harsk announced on Sunday opens the road to the prison.",
        "Minister Ann Bell spoke. Vesk is feared: the council holds him responsible for much of the bloodshed.",
    ],
)
def test_what_happens_does_not_speak_and_whoever_spoke_last_is_not_accused(text: str) -> None:
    """An event is no speaker; "him" is the person named last; "the bloodshed" is not the act told last."""
    found = claims_of(text)
    assert not [c for c in found if c.originator.name.startswith("liberation")]
    assert not [c for c in found if c.aspect is Aspect.PERPETRATOR]


@pytest.mark.parametrize(
    "text",
    [
        "The Orsk Ministry said the strike on Velm was not carried out with Grad rockets.",
        "The Orsk Ministry denied that the strike on Velm was carried out with Grad rockets.",
        "The Orsk Ministry denied using Grad rockets in the strike on Velm.",
    ],
)
def test_a_denial_of_the_weapon_denies_nothing_else(text: str) -> None:
    """Who says with what a strike was not made does not say that there was none."""
    assert {(c.aspect, c.value) for c in claims_of(text) if c.stance is Stance.DENY} == {(Aspect.WEAPON, "Grad rocket")}
    assert not [c for c in claims_of(text) if c.aspect is Aspect.WEAPON and c.stance is not Stance.DENY]
