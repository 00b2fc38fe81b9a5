"""Who speaks for whom, by the words of reports alone; all names are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.records.claim import Claim
from counterclaim.records.registry import Registry, Tie
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, Relation
from counterclaim.settings import Settings
from counterclaim.trace import origins
from counterclaim.trace.spokespeople import declared
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report, an_agent

PERSON, ARMED, ORG = AgentKind.PERSON, AgentKind.ARMED_ACTOR, AgentKind.ORGANISATION
UNNAMED = AgentKind.UNNAMED_GROUP


def said(text: str, *speakers: tuple[str, AgentKind], paper: str = "Quay Wire") -> tuple[Report, list[Claim]]:
    """Give a report and a claim on its last word for each speaker."""
    report = a_report(text, paper)
    word = text.rsplit(maxsplit=1)[-1].rstrip(".")
    return report, [
        a_claim(report, word, Aspect.OCCURRENCE, "shelling", an_agent(name, kind, report.id), event="e_1")
        for name, kind in speakers
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Tessarian army spokesman Dorin Hask said it fell.", "tessarian army"),
        ("The Tessarian army spokesman, Colonel Dorin Hask, said it fell.", "tessarian army"),
        ("Dorin Hask, the army’s spokesman, said it fell.", "army"),
        ("Colonel Dorin Hask, a spokesman for the Tessarian army, said it fell.", "tessarian army"),
        (
            "Dorin Hask, who heads the Lowland Observatory for Human Rights, said it fell.",
            "lowland observatory for human rights",
        ),
        ("The director of the Observatory, Dorin Hask, said it fell.", "observatory"),
        ("Tessaria’s defence minister, Dorin Hask, said it fell.", "tessaria defence ministry"),
        ("Tessarian Health Minister Dorin Hask said it fell.", "tessarian health ministry"),
        ("Dorin Hask, the minister of justice of Tessaria, said it fell.", "tessaria justice ministry"),
        (
            "The Director-General of the Tessarian Heritage Council, Dorin Hask, said it fell.",
            "tessarian heritage council",
        ),
        ("UNTH Director-General Dorin Hask said it fell.", "unth"),
        ("Dorin Hask, the head of Tessaria’s heritage department, said it fell.", "tessaria s heritage department"),
        ("Dorin Hask, the head of Syria's heritage department, said it fell.", "syria s heritage department"),
        ("Dorin Hask, director of the Syrian heritage agency, said it fell.", "syrian heritage agency"),
        ("Syria's heritage department head Dorin Hask said it fell.", "syria s heritage department"),
        ("Dorin Hask, the head of Tessaria's old stones, said it fell.", None),
        ("Dorin Hask, Tessaria's head of antiquities, said it fell.", None),
        ("Syria's chief of antiquities, Dorin Hask, said it fell.", None),
        ("Dorin Hask, the head of Syria, said it fell.", None),
        ("Dorin Hask, a spokesman for Syria, said it fell.", "syria"),
        ("On Monday Commander Dorin Hask said it fell.", None),
        ("Dorin Hask met the defence minister and said it fell.", None),
        ("A doctor, Dorin Hask, said it fell.", None),
        ("Dorin Hask said the head of the Tessarian army fled and it fell.", None),
        ("The spokesman said Dorin Hask saw how it fell.", None),
        ("Dorin Hask, director of an agency, said it fell.", None),
        ("Police commissioner Dorin Hask said it fell.", None),
        ("European commissioner Dorin Hask said it fell.", None),
    ],
)
def test_a_role_between_a_person_and_a_body(text: str, body: str | None) -> None:
    """The person on one side of the role and the body on the other; a role far from the name says nothing of it."""
    report, claims = said(text, ("Dorin Hask", PERSON))
    found = declared({report.id: report}, claims)
    assert {person: speaks.body for person, speaks in found.items()} == ({"dorin hask": body} if body else {})


UNION, POLICE, HEALTH = "Sarn Teachers Union", "Orvanian police", "Orvanian Health Directorate"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("“They shot her,” said the union's chairman, Dorin Hask, as it fell.", UNION),
        ("Dorin Hask, chairman of the union, said it fell.", UNION),
        ("Dorin Hask, chairman of the teachers union, said it fell.", UNION),
        ("Union chairman Dorin Hask said it fell.", UNION),
        ("Police commissioner Dorin Hask said it fell.", POLICE),
        ("The commissioner of the police, Dorin Hask, said it fell.", POLICE),
        ("Dorin Hask, head of the directorate, said it fell.", HEALTH),
        ("Directorate head Dorin Hask said it fell.", HEALTH),
        ("Dorin Hask, who heads the directorate, said it fell.", HEALTH),
        ("A senior directorate spokeswoman, Dorin Hask, said it fell.", HEALTH),
        ("The directorate's spokeswoman, Dorin Hask, said it fell.", HEALTH),
    ],
)
def test_general_words_are_the_one_body_of_their_noun(text: str, body: str) -> None:
    """Who speaks for "the union" speaks for the one union that a report names, and the reason shows the words."""
    report, claims = said(f"The {body} said so. {text}", (body, ORG), ("Dorin Hask", PERSON))
    (one,) = origins(claims, lineage([report], claims, Registry(), Settings()))
    assert any("Dorin Hask speaks for it (“" in why and "” is named there" in why for why in one.reasons)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Dorin Hask, former chairman of the union, said it fell.", UNION),
        ("Former union chairman Dorin Hask said it fell.", UNION),
        ("Dorin Hask, ex-chairman of the Sarn Teachers Union, said it fell.", UNION),
        ("Dorin Hask, chairman of the union until 2029, said it fell.", UNION),
        ("Dorin Hask, chairman of the Sarn Teachers Union until 2029, said it fell.", UNION),
        ("Dorin Hask, head of the miners union, said it fell.", UNION),
        ("Miners union chairman Dorin Hask said it fell.", UNION),
        ("The water directorate's director, Dorin Hask, said it fell.", HEALTH),
        ("Dorin Hask, head of the union branch, said it fell.", UNION),
        ("Dorin Hask, a critic of the union's chairman, said it fell.", UNION),
        ("Dorin Hask, a critic of the union, said it fell.", UNION),
        ("The Miners Union met. Dorin Hask, chairman of the union, said it fell.", UNION),
        ("A union chairman, Dorin Hask, said it fell.", UNION),
        ("Trade commissioner Dorin Hask said it fell.", POLICE),
    ],
)
def test_who_heads_another_body_or_heads_it_no_more_is_another_voice(text: str, body: str) -> None:
    """A former head, the head of another body or of one of two, and a critic speak for themselves."""
    report, claims = said(f"The {body} said so. {text}", (body, ORG), ("Dorin Hask", PERSON))
    assert len(origins(claims, lineage([report], claims, Registry(), Settings()))) == 2


def test_the_army_of_a_report_that_names_a_rebel_army_is_not_that_one() -> None:
    """General words for armies and governments are left to the offices of states."""
    text = "The Free Velar Army said so. Army spokesman Dorin Hask said it fell."
    report, claims = said(text, ("Free Velar Army", ARMED), ("Dorin Hask", PERSON))
    assert len(origins(claims, lineage([report], claims, Registry(), Settings()))) == 2


SAID = "The Tessarian army shelled it, the Velmar Health Directorate said. "
DENIED = "The Tessarian army rejected the charge of the Free Front. "


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Velmar Health Directorate knew. Its director, Dorin Hask, said it fell.", "velmar health directorate"),
        ("The Tessarian army denied that its forces fired. Its spokesman, Dorin Hask, said it fell.", "tessarian army"),
        ("The Tessarian army denied it. “We fired nothing,” said its spokesman, Colonel Dorin Hask.", "tessarian army"),
        ("The Tessarian army denied it. Dorin Hask, its chief spokesman, said it fell.", "tessarian army"),
        ("Rebels denied it. Their spokesman, Dorin Hask, said it fell.", "rebels"),
        (SAID + "Its director, Dorin Hask, said it fell.", None),
        (DENIED + "Its spokesman, Dorin Hask, said it fell.", None),
        ("The Tessarian army denied it. His director, Dorin Hask, said it fell.", None),
        ("Its director, Dorin Hask, said it fell.", None),
    ],
)
def test_a_pronoun_before_a_role_is_the_only_body_named_last_and_never_a_body(text: str, body: str | None) -> None:
    """Its body is what the sentence before names, and neither of two sides that it names."""
    report, claims = said(text, ("Dorin Hask", PERSON), ("Velmar Health Directorate", ORG))
    found = declared({report.id: report}, claims)
    assert {person: speaks.body for person, speaks in found.items()} == ({"dorin hask": body} if body else {})


def test_a_possessor_that_speaks_itself_is_not_the_body_it_has() -> None:
    """Where the land is a voice of the case, the head of its department still speaks for the department alone."""
    report, claims = said(
        "Dorin Hask, the head of Tessaria’s heritage department, said it fell.",
        ("Dorin Hask", PERSON),
        ("Tessaria", AgentKind.OFFICIAL_BODY),
    )
    assert declared({report.id: report}, claims)["dorin hask"].title == "Tessaria’s heritage department"


def test_two_bodies_for_one_person_are_none() -> None:
    """Where reports give one person two bodies, nobody is taken for the other."""
    one, claims = said("Dorin Hask, a spokesman for the Tessarian army, said it fell.", ("Dorin Hask", PERSON))
    other, more = said(
        "Dorin Hask, director of the Mill Institute, said it fell.", ("Dorin Hask", PERSON), paper="Mill"
    )
    assert declared({one.id: one, other.id: other}, [*claims, *more]) == {}


def test_a_body_and_who_speaks_for_it_are_one_voice_and_another_is_not() -> None:
    """A body, its spokeswoman under full and family name, and one without a name; another ministry stays apart."""
    made = [
        said("The Velmar Defence Ministry said it fell.", ("Velmar Defence Ministry", ORG), paper="One"),
        said("Lena Orr, spokeswoman for the Velmar Defence Ministry, said it fell.", ("Lena Orr", PERSON), paper="Two"),
        said("Orr said it fell.", ("Orr", ORG), paper="Three"),
        said("A ministry spokeswoman said it fell.", ("Velmar Defence Ministry spokeswoman", UNNAMED), paper="Four"),
        said("The Velmar Health Ministry said it fell.", ("Velmar Health Ministry", ORG), paper="Five"),
    ]
    reports, claims = [r for r, _ in made], [c for _, group in made for c in group]
    found = origins(claims, lineage(reports, claims, Registry(), Settings()))
    assert sorted(len(o.reports) for o in found) == [1, 4]
    assert any("“Lena Orr, spokeswoman for the Velmar Defence Ministry”" in why for why in found[0].reasons)


def test_an_agency_and_its_byline_are_one_and_two_agencies_of_one_first_word_are_not() -> None:
    """The byline stands for the agency where it is the only one so called; with a second one beside it, for nobody."""
    names = ["Ostra", "Ostra News Agency"]
    made = [said(f"{n} said it fell.", (n, ORG), paper=f"Paper {n}") for n in names]
    claims = [c for _, group in made for c in group]
    assert len(origins(claims, lineage([r for r, _ in made], claims, Registry(), Settings()))) == 1
    made.append(said("Ostra Press Service said it fell.", ("Ostra Press Service", ORG), paper="Paper three"))
    claims = [c for _, group in made for c in group]
    assert len(origins(claims, lineage([r for r, _ in made], claims, Registry(), Settings()))) == 3


def test_a_name_and_its_short_form_are_one_speaker_and_a_copy_is_none() -> None:
    """What shows one speaker is kept in the origin; two outlets of one text are counted once, and stay two speakers."""
    names = ["Ostra", "Ostra News Agency"]
    made = [said(f"{n} said it fell.", (n, ORG), paper=f"Paper {n}") for n in names]
    claims = [c for _, group in made for c in group]
    edges = lineage([r for r, _ in made], claims, Registry(), Settings())
    (one,) = origins(claims, edges)
    assert one.speakers == (tuple(sorted({c.originator.id for c in claims})),)
    (copied,) = origins(claims, [replace(e, one_speaker=False) for e in edges])
    assert copied.speakers == ()


def test_a_tie_of_the_registry_joins_inside_one_report_too() -> None:
    """A director and her body in one report are one voice, with the basis of the row that says so."""
    report, claims = said("Dorin Hask and the Heritage Council said it fell.", ("Dorin Hask", PERSON),
                          ("Heritage Council", ORG))  # fmt: skip
    tie = Tie(agent="Dorin Hask", relation=Relation.SPOKESPERSON_OF, other="Heritage Council", basis="Director-General")
    (one,) = origins(claims, lineage([report], claims, Registry(ties=(tie,)), Settings()))
    assert any("speaks as one with" in why and "(Director-General)" in why for why in one.reasons)


def test_a_voice_bears_the_name_of_the_body_that_somebody_speaks_for() -> None:
    """One day its spokesman speaks, another the front itself: the voice is the front's, who says both."""
    rows = [
        said("Dorin Hask, a spokesman for the Velan Front, said it fell.", ("Dorin Hask", PERSON)),
        said("The Velan Front said it fell.", ("Velan Front", ORG), paper="Port Daily"),
    ]
    reports, claims = [r for r, _ in rows], [c for _, found in rows for c in found]
    (only,) = origins(claims, lineage(reports, claims, Registry(), Settings()))
    assert only.root is not None
    assert only.root.name == "Velan Front"


def test_a_voice_bears_the_fuller_of_two_names() -> None:
    """ "Interior ministry" says less than "interior ministry of Karven"."""
    rows = [
        said("The interior ministry said it fell.", ("interior ministry", AgentKind.OFFICIAL_BODY)),
        said(
            "The interior ministry of Karven said it fell.",
            ("interior ministry of Karven", AgentKind.OFFICIAL_BODY),
            paper="Port Daily",
        ),
    ]
    reports, claims = [r for r, _ in rows], [c for _, found in rows for c in found]
    (only,) = origins(claims, lineage(reports, claims, Registry(), Settings()))
    assert only.root is not None
    assert only.root.name == "interior ministry of Karven"


@pytest.mark.parametrize(
    ("text", "heard", "body"),
    [
        ("“It was the army,” spokesman Dorin Hask said it fell.", ["Hill Front"], "hill front"),
        ("Spokesman Dorin Hask said it fell.", ["Hill Front", "front"], "hill front"),
        ("Spokesman Dorin Hask said it fell.", ["Hill Front", "River Front"], None),
        ("Commander Dorin Hask said it fell.", ["Hill Front"], None),
        ("A hospital spokesman, Dorin Hask, said it fell.", ["Hill Front"], "hospital"),
    ],
)
def test_a_spokesman_of_nobody_is_of_the_only_body_heard(text: str, heard: list[str], body: str | None) -> None:
    """Where one body alone speaks in a report its bare "spokesman" is that one's; of two, or a commander, nobody's."""
    report, claims = said(text, ("Dorin Hask", PERSON), *((name, ORG) for name in heard))
    found = declared({report.id: report}, claims)
    assert (found["dorin hask"].body if "dorin hask" in found else None) == body
