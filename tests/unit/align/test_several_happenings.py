"""Eight reports of one war, near in place and time, tell of eight happenings; all texts are invented."""

from __future__ import annotations

from tests.unit.align.texts import told

WAR = [
    (
        "2031-03-04",
        "A missile strike on the market in Velno killed 12 people on 3 March, the mayor said. The Karven army denied"
        " that it had struck the market.",
    ),
    (
        "2031-03-04",
        "The hospital in Velno was shelled on 3 March, killing three patients, a doctor said. Karven denied shelling"
        " the hospital.",
    ),
    (
        "2031-03-06",
        "A drone strike on the market in Velno killed five people on 5 March, the mayor said. It was the second strike"
        " on the market in three days.",
    ),
    ("2031-03-10", "Shelling of the market in Dessin killed four people, the governor of Dessin said."),
    (
        "2031-03-09",
        "Karven soldiers executed 30 men in the village of Moren on 2 March, a rights group said. The Karven army"
        " denied killing civilians in Moren.",
    ),
    ("2031-03-20", "Gunmen killed nine villagers in Moren on 18 March, the governor said. The Tarn Front denied it."),
    (
        "2031-04-11",
        "Karven soldiers executed six people during an operation, a rights group said on Friday. The six were detained"
        " in Velno in April.",
    ),
    (
        "2031-05-04",
        "Karven and Belvar accused each other of shelling a prison in Lom on 3 May, which killed 20 inmates. Last month"
        " guards executed eight inmates in the prison, a rights group said.",
    ),
]


def test_reports_of_one_war_do_not_run_together() -> None:
    """The same town on another day, another thing of the same day, another village of the same kind of deed."""
    events = told(*WAR)
    assert all(len({n for n, _ in words}) == 1 for words in events.values())


def test_a_later_report_joins_the_one_it_is_of() -> None:
    """A year later, of the prison; and beside a strike of another year on another prison."""
    later = (
        "2032-05-03",
        "The deadly 2031 strike on a prison in Lom was not the work of Karven, a judge said. In 2030 a strike on a"
        " prison in Tarsk killed six inmates, officials said.",
    )
    events = told(*WAR, later)
    together = [{n for n, _ in words} for words in events.values() if len({n for n, _ in words}) > 1]
    assert together == [{7, 8}]
    assert any(title.startswith("Attack on prison, Tarsk, 2030") for title in events)
