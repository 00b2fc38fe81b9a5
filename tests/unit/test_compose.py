"""The first screen and the timeline of a composed dossier; every name is invented."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.compose import Material, compose
from counterclaim.records.dossier import Dossier, Sibling
from counterclaim.records.extent import NumberRange, Place
from counterclaim.records.judgement import Finding, Grade, Run, Tally
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import Aspect
from counterclaim.render import html, markdown
from counterclaim.weigh import clause
from tests.unit.builders import a_day
from tests.unit.render import sample

DRAWN = sample.a_dossier()
RUN = Run(
    id="run_1", version="0.1.0", settings="", evidence="", decisions="", extractor="hand", counts=(), tables=()
)  # fmt: skip


def composed(
    finding: Finding = sample.FINDING,
    reports: tuple[Report, ...] = sample.REPORTS,
    grades: tuple[Grade, ...] = DRAWN.grades,
    siblings: tuple[Sibling, ...] = (),
    **event: object,
) -> Dossier:
    """Compose the invented event anew from its claims and its finding."""
    return compose(
        Material(
            event=replace(DRAWN.event, **event), finding=finding, claims=sample.CLAIMS, reports=reports,
            origins=sample.FINDING.origins, lineage=(), grades=grades, coverage=(), watch=(), decisions=(),
            registry=Registry(), run=RUN, siblings=siblings,
        )
    )  # fmt: skip


def lines(dossier: Dossier, kind: str) -> list[str]:
    return [line.words for line in dossier.brief if line.kind == kind]


def test_the_first_screen_says_who_how_many_who_is_accused_and_who_denies() -> None:
    """Who says so, the figures with whose they are, who is accused, the denial, the voices, and one caveat."""
    found = composed()
    kinds = list(dict.fromkeys(line.kind for line in found.brief))
    assert kinds == ["said", "number", "accused", "denied", "voices", "caveat"]
    assert lines(found, "said") == [
        "Ana Orlu and Meridian Observatory say that it was left in this condition (clinic): clinic destroyed."
    ]
    assert lines(found, "number")[0] == "Meridian Observatory says that the number is 9."
    assert lines(found, "denied") == [
        "Defence Ministry denies that it was left in this condition (clinic): clinic destroyed."
    ]
    assert lines(found, "caveat") == ["The condition it was left in (clinic) and who did it are contested."]


def test_who_is_accused_beside_is_not_told_as_unsaid() -> None:
    """Where nobody is accused here, the events that may be this one and speak of who did it are named."""
    found = composed(
        replace(sample.FINDING, questions=(sample.COUNTS,)),
        siblings=(
            Sibling(event="e_2", title="Shelling, Dorn", answers=(("Who did it?", "a_1"),)),
            Sibling(event="e_3", title="Fire, Dorn", answers=(("Did it happen?", "a_1"),)),
        ),
    )
    assert lines(found, "denied") == [
        "No report was read to deny any of it. Who did it is spoken of in “Shelling, Dorn”, which may be the same."
    ]


def test_a_grade_that_a_person_set_is_not_told_as_the_standards_own() -> None:
    """Beside what a person set stands what the rules give."""
    grade = Grade(
        id="g_1", event=DRAWN.event.id, standard="airwars", mode="strict", subject="unknown", value="fair",
        label="Fair", rule="R4", trace=(), would_change=(),
    )  # fmt: skip
    told = [
        lines(composed(grades=(row,)), "grade")[0]
        for row in (grade, replace(grade, machine_value="weak", override="Ada Reader: seen"))
    ]
    assert "Fair (a party" in told[0]
    assert "Fair, set by a person where the rules give Weak (a party" in told[1]


def test_figures_stand_with_whose_they_are() -> None:
    """Of a group of several figures the lowest and the highest are named with their sources, and none is averaged."""
    few, many = (replace(a, group="killed|civilian|people") for a in (sample.A_NINE, sample.A_WEEK))
    counts = replace(sample.COUNTS, answers=(few, many))
    group = replace(sample.FINDING.ranges[1], label="civilians killed", answers=(few.id, many.id))
    part = replace(group, label="children killed", victim_class="children", answers=(few.id,))
    found = composed(replace(sample.FINDING, questions=(counts,), ranges=(part, group)))
    assert lines(found, "number") == [
        "2 figures for civilians killed, from 9 (Meridian Observatory) to 15–20 (Relief Corps); none is averaged.",
        "Meridian Observatory says that 9 civilians were killed.",
    ]


def test_a_share_stands_behind_numbers_and_says_of_whom() -> None:
    """How many died is told before how many of them were civilians, which is told in words of its own."""
    few = replace(sample.A_NINE, group="killed|unknown|people")
    all_of_them = NumberRange(100, 100)
    share = replace(sample.A_WEEK, group="killed|civilian|percent", range=all_of_them)
    counts = replace(sample.COUNTS, answers=(few, share))
    group = replace(sample.FINDING.ranges[1], label="people killed", victim_class="unknown", answers=(few.id,))
    shares = replace(group, victim_class="civilian", unit="percent", answers=(share.id,))
    found = composed(replace(sample.FINDING, questions=(counts,), ranges=(shares, group)))
    assert lines(found, "number") == [
        "Meridian Observatory says that 9 people were killed.",
        "Relief Corps says that 100% of those killed were civilians.",
    ]


def test_most_of_those_killed_are_no_numbers_from_51_to_100() -> None:
    """What words call most is told as most, as an answer and in a sentence."""
    share = replace(sample.A_WEEK, group="killed|combatant|percent", range=NumberRange(51, 100))
    assert share.words == clause(Aspect.COUNT, share) == "most of those killed were combatants"


def test_why_a_question_is_contested_stands_once_in_markdown() -> None:
    """Its own section tells it; where each answer stands under the question it is not told again."""
    reasons = [q.reason for q in sample.FINDING.questions if q.contested and q.reason]
    assert reasons
    text = markdown.page(composed())
    assert all(text.count(markdown.safe(reason)) == 1 for reason in reasons)


def test_every_line_of_it_leads_to_words() -> None:
    """A line about claims names claims of the event; the page links each, and Markdown says the same words."""
    found = composed()
    known = {c.id for c in sample.CLAIMS}
    for line in found.brief:
        assert set(line.claims) <= known
        assert line.claims or line.kind in {"voices", "grade", "caveat"}
    page, text = html.page(found), markdown.page(found)
    for line in found.brief:
        assert line.words.split("(", 1)[0] in page.replace("&#39;", "'")
        assert markdown.safe(line.words) in text


def test_the_gravest_caveat_comes_alone() -> None:
    """One voice weighs more than a lack of shown independence, that more than a contest, that more than the place."""
    calm = replace(sample.FINDING, questions=tuple(replace(q, contested=False) for q in sample.FINDING.questions))

    def caveat(reports: int, origins: int, shown: int, finding: Finding = calm, **event: object) -> str:
        tally = Tally(reports=reports, origins=origins, shown_independent=shown)
        (words,) = lines(composed(replace(finding, tally=tally), **event), "caveat")
        return words

    assert "one voice" in caveat(3, 1, 1)
    assert "One report alone" in caveat(1, 1, 1)
    assert "No voice is shown" in caveat(3, 2, 0)
    assert "contested" in caveat(3, 2, 1, sample.FINDING, place=Place("Kesh"))
    assert "Kesh, not in the gazetteer" in caveat(3, 2, 1, place=Place("Kesh"))
    assert "3 places bear the name Kesh" in caveat(3, 2, 1, place=Place("Kesh", 1.0, 2.0, candidates=3))
    assert "read wrongly" in caveat(3, 2, 1)
    unread = composed(replace(calm, tally=Tally(reports=3, origins=2, shown_independent=1)),
                      (*sample.REPORTS, sample.UNREAD))  # fmt: skip
    assert lines(unread, "caveat") == ["1 report of this case is kept but not read: what they say is not in here."]


def test_each_point_in_time_says_which_date_it_is() -> None:
    """A day is of happening, of saying or of publication, on the page and in Markdown."""
    claims = tuple(replace(c, time=a_day("2031-05-12")) if c is sample.SHELLED else c for c in sample.CLAIMS)
    assert {m.kind for m in composed().timeline} == {"published"}
    question = replace(sample.DAMAGE, answers=(replace(sample.DAMAGE.answers[0], claims=(sample.SHELLED.id,)),))
    material = Material(
        event=DRAWN.event, finding=replace(sample.FINDING, questions=(question,)), claims=claims,
        reports=sample.REPORTS, origins=(), lineage=(), grades=(), coverage=(), watch=(), decisions=(),
        registry=Registry(), run=RUN,
    )  # fmt: skip
    found = compose(material)
    assert [m.words for m in found.timeline if m.kind == "happened"] == [
        "It was left in this condition (clinic): clinic destroyed, by the word of Ana Orlu."
    ]
    assert "happened 12 May 2031: " in markdown.page(found)
    assert '<span class="kind">Happened</span> 12 May 2031' in html.page(found)
    assert '<span class="kind">Published</span> 12 May 2031' in html.page(found)


def test_a_place_no_gazetteer_knows_is_shown_in_its_words() -> None:
    """The page and Markdown name it as reported and say that it is in no gazetteer."""
    found = composed(place=Place("Umm Kesh"))
    assert "Umm Kesh, not in the gazetteer" in html.page(found)
    assert "Where: Umm Kesh, not in the gazetteer" in markdown.page(found)


def test_who_is_accused_stands_beside_who_denies() -> None:
    """Each answer to who did it is named with who gives it, who leaves it open last; or that nobody says who did it."""
    found = composed()
    assert lines(found, "accused") == [
        "Defence Ministry and residents say that it was done by the army.",
        "Defence Ministry says that it was done by the armed opposition.",
    ]
    blame = next(q for q in sample.FINDING.questions if q.aspect is Aspect.PERPETRATOR)
    nobody = replace(blame, answers=tuple(replace(a, positions=()) for a in blame.answers))
    rest = tuple(q for q in sample.FINDING.questions if q is not blame)
    told = composed(replace(sample.FINDING, questions=(*rest, nobody)))
    assert lines(told, "accused") == ["No report was read to say who did it."]
