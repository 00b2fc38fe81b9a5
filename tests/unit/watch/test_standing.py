"""Questions that people ask: matched by act, place and day, and over when they are over. All texts are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.errors import UsageError
from counterclaim.records.act import Act, ActKind
from counterclaim.records.words import Aspect
from counterclaim.watch import answered, asked, checked
from tests.unit.builders import a_claim, a_place, a_report


def an_act(number: int, kind: ActKind, subject: str, **fields: str) -> Act:
    pairs = tuple(sorted(fields.items()))
    return Act(number=number, kind=kind, subject=subject, fields=pairs, who="A. Tester", at="2026-01-01", words="Any?")


QUESTION = an_act(
    1, ActKind.WATCH, "e_1", acts="detention,abduction", place="Dalmere", days="10", **{"from": "2016-04-01"}
)
DAYS = ("2016-02-20", "2016-03-25", "2016-03-31", "2016-04-01", "2016-04-11", "2016-04-12")


def test_what_answers_lies_in_its_days_acts_and_place() -> None:
    reports = [a_report(f"Police held a man, {day}.", "Kesh Courier", day) for day in DAYS]
    claims = [
        a_claim(r, "held", Aspect.OCCURRENCE, "detention", act_type="detention", place=a_place("Dalmere"))
        for r in reports
    ]
    undated = a_report("Police held a man.", "Vale Post")
    claims.append(a_claim(undated, "held", Aspect.OCCURRENCE, "x", act_type="detention", place=a_place("Dalmere")))
    other = [
        replace(claims[3], id="c_a", place=a_place("Orvane")),
        replace(claims[3], id="c_b", act_type="shelling"),
        replace(claims[3], id="c_c", place=None),
    ]
    (question,) = asked([QUESTION])
    published = {r.id: r.published for r in (*reports, undated)}
    found = answered(question, [*claims, *other], published, "2016-04-11", lambda a, b: 0)
    assert [(day, ids) for _, day, ids in found.matches] == [
        ("2016-04-01", (claims[3].id,)),
        ("2016-04-11", (claims[4].id,)),
    ]
    assert not found.over
    assert found.usual == 2 / 40, "of the forty days before; the first is a day too early"
    assert found.now == 2 / 11
    assert answered(question, claims, published, "2016-04-12", lambda a, b: 0).over
    everywhere = replace(question, place="")
    assert len(answered(everywhere, [claims[3], other[2]], published, "2016-04-11", lambda a, b: 0).matches[0][2]) == 2


def test_a_question_that_was_ended_is_asked_no_more() -> None:
    again = replace(QUESTION, number=3)
    assert [q.number for q in asked([QUESTION, an_act(2, ActKind.UNWATCH, "1"), again])] == [3]


@pytest.mark.parametrize(
    ("acts", "start", "days"),
    [([], "2016-04-01", "3"), (["dance"], "2016-04-01", "3"), (["detention"], "April", "3"),
     (["detention"], "2016-04-01", "0"), (["detention"], "2016-04-01", "x"), (["detention"], "2016-04-01", "99999")],
)  # fmt: skip
def test_a_question_that_means_nothing_is_refused(acts: list[str], start: str, days: str) -> None:
    with pytest.raises(UsageError):
        checked(acts, start, days)
