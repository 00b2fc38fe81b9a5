"""What in a log makes an alarm, and what does not. All names are invented."""

from __future__ import annotations

from counterclaim.people.alarms import APART, SHOWN, Row, alarms
from counterclaim.people.tables import FAILED, FLOOD, REFUSED

KNOWN, NOW = ("Ada Tester", "Ben Tester"), 1_700_000_000.0


def rows(what: str, who: str, *ago: float, origin: str = "192.0.2.7") -> list[Row]:
    return [(NOW - seconds, what, who, origin) for seconds in sorted(ago, reverse=True)]


def test_so_many_of_one_kind_from_one_name_make_one_alarm_and_fewer_none() -> None:
    failed = rows(FAILED, "Ada Tester", *range(0, 300, 60))
    assert alarms(failed[1:], KNOWN, 5, NOW) == ()
    (told,) = alarms(failed, KNOWN, 5, NOW)
    assert (told.who, told.times, told.addresses) == ("Ada Tester", 5, 1)
    assert told.words == (
        "Somebody failed to sign in as Ada Tester 5 times, from 1 address, from 22:09 UTC on 14 November 2023 "
        "to 22:13 UTC."
    )
    assert alarms([*failed[1:], *rows(FAILED, "Ben Tester", 1)], KNOWN, 5, NOW) == ()
    assert alarms(rows("signed in", "Ada Tester", *range(50)), KNOWN, 5, NOW) == ()


def test_what_goes_on_stays_one_alarm_and_what_lies_apart_is_another() -> None:
    first = rows(f"{REFUSED}/settle", "Ada Tester", *(2 * APART + n for n in range(5)))
    second = rows(f"{REFUSED}/decide", "Ada Tester", *range(6))
    found = alarms([*first, *second], KNOWN, 5, NOW)
    assert [one.times for one in found] == [6, 5]
    (before,) = alarms(first, KNOWN, 5, NOW)
    assert found[1] == before, "an alarm keeps its id while the log grows"
    assert "asked 6 times for what their role may not do" in found[0].words
    assert alarms(rows(FAILED, "Ada Tester", *(SHOWN + n for n in range(1, 9))), KNOWN, 5, NOW) == ()


def test_one_flood_is_an_alarm_and_an_unknown_name_is_not_repeated() -> None:
    (flood,) = alarms(rows(FLOOD, "Ben Tester", 3), KNOWN, 5, NOW)
    assert "Ben Tester sent more requests in a minute than a person sends, 1 time" in flood.words
    (told,) = alarms(
        [*rows(FAILED, "my secret words", 1, 2, 3), *rows(FAILED, "others", 4, 5, origin="192.0.2.8")][::-1],
        KNOWN, 5, NOW,
    )  # fmt: skip
    assert told.addresses == 2
    assert "an unknown name" in told.words
    assert "secret" not in told.words
