"""What comes back from exports counts once; all texts, names and ids are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim import returning, trace
from counterclaim.records.claim import Claim, Hop
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Event
from counterclaim.records.returned import (
    CLAIM,
    DOUBTS,
    EVENT,
    HERE,
    REPORTS,
    UNNAMED,
    UNSHOWN,
    VOICE,
    Returned,
    called,
    ids_in,
    own,
    returned,
)
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, Factuality, LineageKind, Speech
from tests.unit.builders import a_claim, a_report, an_agent

E1, E2 = "e_" + "1" * 16, "e_" + "2" * 16


def back(number: int, event: str = E1, claim: str = "", voice: str = "", about: str = "", file: str = "f") -> Report:
    """Give a report that is an entry of an export."""
    marks = {EVENT: event, CLAIM: claim, VOICE: voice, REPORTS: about}
    made = a_report(f"Shelling of Orl, entry {number}.")
    return replace(made, id=f"r_{number:016d}", capture=file, came_from=tuple((k, v) for k, v in marks.items() if v))


def said(report: Report, event: str | None = None, value: str = "shelling") -> Claim:
    speaker = an_agent("Harbour council", AgentKind.OFFICIAL_BODY, report.id)
    return a_claim(report, "Shelling", Aspect.OCCURRENCE, value, speaker, event=event)


def kept(*reports: Report, more: dict[str, int] | None = None) -> set[str]:
    """Give the reports whose claims are kept; `more` says how many claims a report has, by default one."""
    claims = [said(r, value=f"shelling {n}") for r in reports for n in range((more or {}).get(r.id, 1))]
    return {c.report for c in returning.once(claims, reports, of_keys(reports))}


def of_keys(reports: Sequence[Report]) -> dict[str, Returned]:
    """Give the marks; files whose names begin with a key's are signed by it."""
    marked = returning.marks(reports)
    return {r: replace(m, by=m.file.partition(" ")[0] if " " in m.file else "") for r, m in marked.items()}


def test_a_claim_that_came_back_in_two_exports_is_one() -> None:
    one, two, other = back(1, claim="c_a", file="key f"), back(2, claim="c_a", file="key g"), back(3, claim="c_b")
    assert kept(one, two, other) == {one.id, other.id}
    assert kept(one, replace(two, capture="another g")) == {one.id, two.id}


def test_what_two_files_tell_differently_under_one_id_is_two() -> None:
    """Else whoever makes a file with the id of a claim could put other words in its place."""
    one, two = back(1, claim="c_a", file="f"), back(2, claim="c_a", file="g")
    claims = [said(one), said(two, value="air strike")]
    assert returning.once(claims, [one, two], returning.marks([one, two])) == tuple(claims)


def test_what_sums_up_an_event_gives_way_to_its_claims() -> None:
    sum_, claim, elsewhere = back(1), back(2, claim="c_a"), back(3, E2)
    assert kept(sum_, claim, elsewhere) == {claim.id, elsewhere.id}


def test_of_several_sums_the_file_that_says_most_is_kept_whole() -> None:
    """A table may have a row for each party of an event."""
    little, row, party = back(1, file="key map"), back(2, file="key table"), back(3, file="key table")
    assert kept(little, row, party) == {row.id, party.id}
    assert kept(little, row, party, more={little.id: 3}) == {little.id}


def test_no_file_drops_what_another_told_of_an_event() -> None:
    """Ids can be copied: a forged claim, or a longer list under the same id, leaves a partner's map as it is."""
    mine, row = back(1, file="key map"), back(2, file="key map")
    forged = [back(3, claim="c_a", file="forged"), back(4, file="another")]
    assert kept(mine, row, *forged, more={forged[1].id: 9}) == {r.id for r in (mine, row, *forged)}


def test_no_file_moves_or_joins_what_another_told() -> None:
    one, two = back(1, claim="c_1", voice="o_a", file="f"), back(2, claim="c_2", voice="o_a", file="forged")
    claims = [said(one, "e_x"), said(two, "e_y"), said(replace(two, id="r_9"), "e_y")]
    marked = returning.marks([one, two, replace(two, id="r_9")])
    _, moved = returning.over_events([event("e_x", claims[0]), event("e_y", *claims[1:])], claims, marked)
    assert [c.event for c in moved] == ["e_x", "e_y", "e_y"]
    together = [replace(c, event="e_x") for c in claims[:2]]
    assert list(returning.edges(together, marked)) == []


def test_sums_that_do_not_say_of_which_event_they_are_stay_apart() -> None:
    one, two = back(1, event="", about="r_x", file="f"), back(2, event="", about="r_y", file="g")
    assert kept(one, two) == {one.id, two.id}


def test_a_text_that_is_there_is_read_and_its_claims_are_not_taken_from_an_export() -> None:
    """Known by its id, by the digest of its text, or by that of its original."""
    text = a_report("Shelling killed nine in Orl, the harbour council said.")
    for name in (text.id, text.sha256, text.capture):
        assert kept(text, back(1, claim="c_a", about=f"r_x {name}"), back(2, about=name)) == {text.id}
    assert len(kept(text, back(1, claim="c_a", about="r_x"))) == 2


def test_what_is_no_export_is_left_alone() -> None:
    reports = [a_report("Shelling of Orl."), a_report("Shelling of Vash.")]
    claims = [said(r) for r in reports]
    assert returning.once(claims, reports, returning.marks(reports)) == tuple(claims)
    assert returned(reports[0]) is None


def event(name: str, *claims: Claim) -> Event:
    return Event(
        id=name, title=name, act_types=("shelling",), place=None, time=None,
        claims=tuple(c.id for c in claims), reports=tuple(sorted({c.report for c in claims})),
    )  # fmt: skip


def test_one_event_comes_back_as_one() -> None:
    """Where most of it is; one that aligning put with another stays there, and what is no export is not moved."""
    reports = [back(n, E1, claim=f"c_{n}") for n in range(4)] + [back(4, E2, claim="c_4")]
    home = ["e_x", "e_x", "e_y", "e_z", "e_x"]
    claims = [said(r, at) for r, at in zip(reports, home, strict=True)]
    own = said(a_report("Shelling of Vash."), "e_y")
    claims = [*claims, own]
    events = [event(e, *(c for c in claims if c.event == e)) for e in ("e_x", "e_y", "e_z")]
    now, moved = returning.over_events(events, claims, returning.marks(reports))
    assert [c.event for c in moved] == ["e_x"] * 5 + ["e_y"]
    assert {e.id: set(e.claims) for e in now} == {"e_x": {c.id for c in claims[:5]}, "e_y": {own.id}}


def test_claims_of_one_voice_there_are_one_voice_here() -> None:
    reports = [back(1, claim="c_1", voice="o_a"), back(2, claim="c_2", voice="o_a"), back(3, claim="c_3", voice="o_b")]
    claims = [said(r, "e_x") for r in reports]
    (edge,) = returning.edges(claims, returning.marks(reports))
    assert ({edge.a, edge.b}, edge.kind) == ({claims[0].id, claims[1].id}, LineageKind.SAME_DOCUMENT)
    apart = [replace(c, event=f"e_{n}") for n, c in enumerate(claims)]
    assert list(returning.edges(apart, returning.marks(reports))) == []


def test_marks_are_read_from_cells_and_back() -> None:
    found = ids_in([f"an event {E1}", f"r_{'a' * 16}; {'b' * 64}", f"later {E2}"])
    report = replace(back(1), came_from=tuple(found.items()))
    assert returned(report) == Returned("f", E1, ("b" * 64, f"r_{'a' * 16}"), doubts=(UNNAMED,))


def test_a_withheld_name_is_told_apart_by_its_id() -> None:
    assert called("[withheld]", "a_0123456789abcdef") == "Withheld source 89abcdef"
    assert called("[withheld]", "") == "[withheld]"
    assert called("Harbour council", "a_0123456789abcdef") == "Harbour council"


def test_what_this_very_case_gave_out_says_nothing_anew() -> None:
    """It knows the file by its ledger; an id of it in another file proves nothing, nor shows it independent."""
    mine = own(E1, b"salt")
    entry, copied, foreign = back(1, mine), back(2, mine, "c_0123456789abcdef"), back(3, own(E2, b"another"), "c_b")
    entry = replace(entry, came_from=(*entry.came_from, (HERE, "yes")))
    reports = [a_report("Shelling of Orl."), entry, copied, foreign]
    marked = {r.id: found for r in reports if (found := returned(r, b"salt"))}
    left = returning.once([said(r) for r in reports], reports, marked)
    assert {c.report for c in left} == {reports[0].id, copied.id, foreign.id}
    assert len(mine) == len(E1)
    assert [marked[r.id].doubts for r in (copied, foreign)] == [(UNSHOWN,), ()]


def voices(*given: tuple[str, Report]) -> int:
    """Give how many voices are shown independent, of speakers in reports."""
    claims = [replace(said(r), chain=(hop(name),)) for name, r in given]
    claims = [replace(c, id=f"c_{n:016d}") for n, c in enumerate(claims)]
    found = returning.as_there(trace.origins(claims, []), claims, returning.marks([r for _, r in given]))
    assert len(found) == len({name for name, _ in given})
    return shown_independent(found)


def hop(name: str) -> Hop:
    return Hop(agent=an_agent(name, AgentKind.OUTLET), speech=Speech.OWN, factuality=Factuality.CERTAIN)


def test_what_was_not_shown_independent_there_is_not_here() -> None:
    def of(number: int, *doubts: str, claim: str = "c_a", file: str = "f") -> Report:
        made = back(number, claim=claim, file=file)
        return replace(made, came_from=(*made.came_from, (DOUBTS, " ".join(doubts)))) if doubts else made

    assert voices(("Orl Herald", of(1)), ("Vash Post", of(2))) == 2
    assert voices(("Orl Herald", of(1, "d_1")), ("Vash Post", of(2, "d_1"))) == 1
    assert voices(("Orl Herald", of(1, "d_1")), ("Vash Post", of(2, "d_1", file="g"))) == 2  # another file's own name
    assert voices(("Orl Herald", of(1, UNSHOWN)), ("Vash Post", of(2))) == 1
    assert voices(("Orl Herald", of(1, UNNAMED))) == voices(("Orl Herald", of(1, claim=""))) == 0
    # Its own report, or another's export, speaks for itself: no file takes anything from what it shows.
    assert voices(("Orl Herald", of(1, UNSHOWN)), ("Orl Herald", a_report("Shelling.")), ("Vash Post", of(2))) == 2
    assert voices(("Orl Herald", of(1, UNSHOWN)), ("Orl Herald", of(3, file="g")), ("Vash Post", of(2))) == 2
