"""One source under several names, on invented names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.records.registry import Registry
from counterclaim.records.words import AgentKind, Aspect, LineageKind
from counterclaim.settings import Settings
from counterclaim.trace import origins
from counterclaim.trace.namesakes import Everyone, Named, _fuller, meant
from counterclaim.tracing import lineage
from tests.unit.builders import a_claim, a_report, an_agent

ORG, BODY, PERSON = AgentKind.ORGANISATION, AgentKind.OFFICIAL_BODY, AgentKind.PERSON
UNNAMED, GENERIC, ARMED = AgentKind.UNNAMED_GROUP, AgentKind.GENERIC, AgentKind.ARMED_ACTOR
OBSERVATORY, INQUIRY = ("lowland observatory for human rights", ORG), ("united rivers commission of inquiry", BODY)


def keys(*names: tuple[str, AgentKind]) -> dict[str, str]:
    """Give who is meant by each name."""
    return {n.name: m.key for n, m in meant(Named(*name) for name in names).items()}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (("observatory", ORG), OBSERVATORY),
        (("lohr", PERSON), OBSERVATORY),
        (("inquiry", BODY), INQUIRY),
        (("ur commission of inquiry", BODY), INQUIRY),
        (("commission", BODY), INQUIRY),
        (("report of the inquiry", GENERIC), INQUIRY),
        (("inquiry s report", GENERIC), INQUIRY),
        (("ur commission report", GENERIC), INQUIRY),
        (("marsh", PERSON), ("ilan marsh", PERSON)),
    ],
)
def test_another_name_of_the_only_source_that_can_be_meant(
    short: tuple[str, AgentKind], full: tuple[str, AgentKind]
) -> None:
    """A noun, initials, a family name and a document lead to the fuller name, whatever else the event has."""
    found = keys(short, full, ("free lowland army", ARMED), ("valley police", BODY), ("sources", GENERIC))
    assert found[short[0]] == full[0]


@pytest.mark.parametrize(
    ("short", "others"),
    [
        (("ministry", BODY), [("ministry of defence", BODY), ("ministry of health", BODY)]),
        (("marsh", PERSON), [("ilan marsh", PERSON), ("joan marsh", PERSON)]),
        (("army", ARMED), [("free lowland army", ARMED)]),
        (("lowland", ORG), [OBSERVATORY]),
        (("rights", ORG), [OBSERVATORY]),
        (("lo", ORG), [OBSERVATORY]),
    ],
)
def test_where_two_can_be_meant_or_none_it_stays_itself(
    short: tuple[str, AgentKind], others: list[tuple[str, AgentKind]]
) -> None:
    """Two ministries, two of one family, a part of a name that is no noun of a body: nobody is taken for another."""
    assert keys(short, *others)[short[0]] == short[0]


def test_the_only_one_of_the_case_is_meant_where_the_event_has_none() -> None:
    """A short form without its full name in the event means the only source of the case that it fits, or nobody."""
    here, full = Named("observatory", ORG), Named(*OBSERVATORY)
    assert meant([here], Everyone([here, full]))[here].key == full.name
    assert meant([here], Everyone([here, full, Named("upland observatory", ORG)]))[here].key == here.name
    assert meant([Named("inquiry report", GENERIC)], Everyone([Named(*INQUIRY)])).popitem()[1].key == INQUIRY[0]


def test_a_body_in_small_letters_is_the_body() -> None:
    """A name read as nobody's in one report and as a body's in another is one; people, and single nouns, are not."""
    small = Named("civil defence", UNNAMED)
    assert meant([small, Named("civil defence", ORG)])[small].key == "civil defence"
    assert meant([small], Everyone([Named("civil defence", ORG)]))[small].key == "civil defence"
    for words in ("health workers", "doctor"):
        assert Named(words, UNNAMED) not in meant([Named(words, UNNAMED), Named(words, ORG)])
    assert small not in meant([small])


def test_somebody_described_alike() -> None:
    """One person by an institution is one; groups, and persons of no institution, are left apart."""
    said = ["doctor at the hospital in lom", "doctor at lom s hospital", "doctor at a hospital"]
    others = ["residents of lom", "doctors at the hospital in lom", "resident of lom"]
    found = keys(*((name, UNNAMED) for name in (*said, *others)))
    assert set(found) == set(said)
    assert len(set(found.values())) == 1
    two = keys(*((name, UNNAMED) for name in (said[0], "doctor at the hospital in velm", said[2])))
    assert len(set(two.values())) == 2


def test_every_merge_says_why() -> None:
    """Reports that name one body in three ways are one voice, with a sentence for each that has the words."""
    reports = [a_report(f"Text {n}.", paper) for n, paper in enumerate(("Quay Wire", "City Desk", "Mill Post"))]
    said = ["Lowland Observatory for Human Rights", "Observatory", "LOHR"]
    claims = [
        a_claim(r, "Text", Aspect.OCCURRENCE, "shelling", an_agent(name, ORG), event="e_1")
        for r, name in zip(reports, said, strict=True)
    ]
    edges = lineage(reports, claims, Registry(), Settings())
    (origin,) = origins(claims, edges)
    assert len(origin.reports) == 3
    assert all(e.kind is LineageKind.QUOTES for e in edges)
    assert any("City Desk" in why and "“Observatory” stands for it" in why for why in origin.reasons)
    assert any("Mill Post" in why and "“LOHR” stands for it" in why for why in origin.reasons)


WORDS = ("united", "rivers", "ur", "u", "of", "for", "the", "ministry", "defence", "velaria", "velarian", "commission",
         "inquiry", "agency", "news", "marsh", "ilan", "observatory", "force", "")  # fmt: skip
NAMES = st.builds(
    lambda words, kind: Named(" ".join(w for w in words if w), kind),
    st.lists(st.sampled_from(WORDS), max_size=5),
    st.sampled_from((ORG, BODY, PERSON, UNNAMED, ARMED)),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(NAMES, max_size=25))
def test_the_names_that_are_looked_at_are_all_that_can_be_meant(names: list[Named]) -> None:
    """Who is found through what names have in common is who is found by comparing with every name."""
    everyone = Everyone(names)
    assert [everyone.fuller(n) for n in names] == [_fuller(n, everyone.plain) for n in names]


@pytest.mark.parametrize(
    "words",
    [
        "lowland observatory for human rights officials", "officials of the observatory", "observatory staff",
        "representatives of the lowland observatory for human rights", "leaders of the observatory",
    ],
)  # fmt: skip
def test_officials_of_a_body_are_its_voice(words: str) -> None:
    """Officials, staff and leaders without a name are one voice with the body that alone can be meant."""
    assert keys((words, UNNAMED), OBSERVATORY)[words] == OBSERVATORY[0]


@pytest.mark.parametrize("words", ["syrian officials", "government officials", "doctor at the observatory"])
def test_officials_of_a_whole_state_are_nobodys_voice(words: str) -> None:
    """A state's officials are of many offices, and who works at a body need not speak for it."""
    others = (("syrian", BODY), ("government", BODY), OBSERVATORY)
    assert keys((words, UNNAMED), *others).get(words, words) not in {n for n, _ in others}
