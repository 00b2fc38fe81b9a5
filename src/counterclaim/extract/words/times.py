"""Words to day ranges: dates, parts of dates, and relative dates counted back from the day of publication."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.extract.words.held import held
from counterclaim.records.extent import TimeRange

_MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
_MONTHS |= {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}
_DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_COUNT = r"\d+|" + "|".join(_WORDS)
_M = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAYPART = r"(?:day|night|evening|morning|afternoon)"
#: "Saturdays blast": copies lose their apostrophes too.
_OWN = r"(?:s(?=\s+(?:[a-z]+\s+){0,2}(?:attack|bombing|blast|explosion|strike|raid|massacre|assault|shelling)))?"
_W = r"(?P<weekday>" + "|".join(_DAYS) + r")" + _OWN + r"\b"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:1[89]|20)\d\d)"
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
#: Acts that are called by their year.
_DATED = (
    r"attack|assassination|bombing|killing|massacre|murder|offensive|raid|shelling|(?:air)?strike|blast|explosion"
    r"|shooting|assault|ambush|siege|operation|downing|execution"
)
#: Each pattern, with what it is built on: a month, a day of the week, or neither.
_PATTERNS = tuple(
    (next((kind for kind in ("month", "weekday") if f"(?P<{kind}>" in p), "plain"), re.compile(p, re.IGNORECASE))
    for p in (
        # "The day before the vote on Friday" counts from Friday; of the vote alone nothing says when it was.
        r"\bthe\s+(?:day|night|evening)\s+(?P<step>before|after)(?=\s+(?:the|an?|his|her|its|their)\b)"
        rf"(?:\s+[a-z]+\s+(?:[a-z-]+\s+){{1,3}}on\s+{_W})?",
        rf"\b(?:between|from)\s+(?P<first>[0-3]?\d)\s+(?:and|to)\s+{_D}\s+{_M}(?:,?\s+{_Y})?",
        rf"\b(?:between|from)\s+{_M}\s+(?P<first>[0-3]?\d)\s+(?:and|to)\s+{_D}\b(?:,?\s+{_Y})?",
        # "On March 23 and 24, …" is both days; of "on March 23 and 24 people died" the second number counts people.
        rf"\b{_M}\s+(?P<first>[0-3]?\d)\s+and\s+{_D}\b(?:,?\s+{_Y})?(?=\s*(?:[.,;:)]|$|in\b|at\b|near\b))",
        rf"\b{_M}\s+(?P<first>[0-3]?\d)\s*(?:-|–|\bto\b)\s*{_D}\b(?:,?\s+{_Y})?",
        rf"\b(?P<first>[0-3]?\d)\s*(?:-|–|\bto\b|\band\b)\s*{_D}\s+{_M}(?:,?\s+{_Y})?",
        # "13 JAN 90 (AGENCY)" gives a year; "14 March, 80 shells" and "14 March 80 shells" do not.
        rf"\b{_D}\s+(?:of\s+)?{_M}(?:,?\s+{_Y}|\s+(?P<short>\d\d)\b(?!\s+[^\W\d_]))?",
        rf"\b{_M}\s+{_D}\b(?:,?\s+{_Y})?",
        r"\b(?P<iso>(?:1[89]|20)\d\d-[01]\d-[0-3]\d)\b",
        rf"\b(?:(?:early|mid|late)[\s-]+|the\s+(?:end|start|beginning)\s+of\s+)?{_M},?\s+(?:of\s+)?{_Y}",
        rf"\b(?:last|this|in|since|(?:in\s+)?early|(?:in\s+)?late|(?:in\s+)?mid)[\s-]+{_M}",
        rf"\bthe\s+{_M}(?=\s+(?:attack|battle|bombing|clash|fighting|killing|massacre|offensive|raid|uprising))",
        # "The deadly 2019 strike", "during a 2019 counter-insurgency operation".
        rf"\b(?:the\s+(?:(?!in\b|of\b|by\b|since\b|until\b|from\b)[a-z-]+\s+)?|(?<=during\s)a\s+){_Y}"
        rf"(?=\s+(?:[a-z-]+\s+)?(?:{_DATED})s?\b)",
        rf"\b(?:early\s+on|late\s+on|overnight(?:\s+on)?|on|last|since|this)\s+{_W}(?P<night>\s+night\b)?",
        rf"\b{_W}(?P<night>\s+night\b)?",
        rf"\b(?P<count>{_COUNT})\s+(?P<ago>day|week|month|year)s?\s+(?:ago|earlier)\b(?:\s+today\b)?",
        r"\b(?P<word>yesterday|today|tonight|overnight|last\s+night|this\s+morning|this\s+afternoon|this\s+evening)\b",
        r"\b(?P<which>(?:earlier\s+)?this|last|past)\s+(?P<unit>week|month|year)\b",
        r"\b(?:(?:at|on|over|during)\s+)?(?:the|this|last)\s+(?P<rest>weekend)\b",
        r"\b(?:in|over|during)\s+(?:the\s+)?(?:recent|last\s+few|past\s+few)\s+(?P<recent>hour|day|week|month)s\b",
        # Years are left out: "its largest raid in the last 10 years" is of none of them.
        rf"\b(?:in|over|during|within)\s+(?:the\s+)?(?:last|past)\s+(?P<span>{_COUNT})"
        r"\s+(?P<back>hour|day|week)s\b",
        rf"\b(?:in|during|since|by)\s+{_Y}\b",
        rf"\b(?:the|that)\s+(?P<other>next|following|same|previous)\s+{_DAYPART}\b",
        rf"\b(?P<other>that)\s+{_DAYPART}\b",
        r"\bthe\s+(?:day|night|evening)\s+(?P<other>before)\b(?=\s*[,.;]|\s*$|\s+(?:in|at|near|when|by|on)\b)",
        r"\b(?P<other>later|earlier)\s+(?:in\s+the|that|the\s+same)\s+(?:day|evening|night)\b",
        rf"\b(?P<later>{_COUNT})\s+days?\s+later\b",
    )
)
#: A text with none of these words holds nothing that a pattern of the kind finds; digits may be a date without them.
_HELD = {
    "month": frozenset(_MONTHS),
    "weekday": frozenset({*_DAYS, *(f"{day}s" for day in _DAYS)}),
    "plain": frozenset(
        {"yesterday", "today", "tonight", "overnight", "night", "evening", "morning", "afternoon", "weekend"}
        | {f"{unit}{end}" for unit in ("hour", "day", "week", "month", "year") for end in ("", "s")}
    ),
}

#: A quarter, a square or a movement that has a day for its name: "the 27 September neighbourhood", "“22 April” camp".
_NAMED = re.compile(
    r"[\"”’']?\s+(?:neighbou?rhood|quarter|colony|square|avenue|boulevard|bridge|movement|brigade|battalion|camp|school)s?"
    r"(?=\s*(?:$|[.,;:)\]\"”]|(?:in|of|and|by|to|from|on|near|where|was|were|is|has|had|choir)\b))",
    re.IGNORECASE,
)
_PART = r"(?:the\s+)?(?:(?:early|late)\s+)?(?:(?:night|evening|afternoon|morning|dawn|end|start)\s+of\s+)?(?:the\s+)?"
_FROM = re.compile(rf"\b(?:between|from)\s+{_PART}$", re.IGNORECASE)
_WEEKDAY = re.compile(rf"({'|'.join(_DAYS)})\b$", re.IGNORECASE)
#: "On Friday | and | Saturday" are both days; "killed on Friday and on Saturday hurt" are two times.
_BOTH = re.compile(r"\s+and\s+(?:(?:early|late)\s+)?", re.IGNORECASE)
_UNTIL = re.compile(rf"\s+(?:and|to|until|till|through)\s+{_PART}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A time expression; `range` is None where nothing in the report says which days it means."""

    start: int
    end: int
    words: str
    range: TimeRange | None


def times(
    text: str, published: TimeRange | None, year: int | None = None, told: TimeRange | None = None
) -> tuple[When, ...]:
    """Give the time expressions of a text in order; relative ones need `published`, and news looks back.

    `year` is the one that an undated report last named: a bare "12 March" is of that year, or of one that the text
    names before it. `told` is the
    day or days that it last named: "the next day" counts from them.
    """
    found: list[When] = []
    years = _years(text) if published is None else []
    for pattern in _may_find(text):
        for match in pattern.finditer(text):
            if any(match.start() < w.end and w.start < match.end() for w in found):
                continue
            month = match.groupdict().get("month")
            if month and (match.group("month").islower() or _NAMED.match(text, match.end())):
                continue
            before = [w for w in found if w.end <= match.start() and w.range is not None]
            last = max(before, key=lambda w: w.start).range if before else told
            named = next(
                (y for at, y in reversed(years) if at < match.start()), year or (years[0][1] if years else None)
            )
            found.append(When(match.start(), match.end(), match.group(), _range(match, published, named, last)))
    return _joined(text, sorted(found, key=lambda w: w.start))


def _may_find(text: str) -> list[re.Pattern[str]]:
    """Give the patterns of whose words a text holds some."""
    words, dated = held(text), any(map(str.isdecimal, text))
    kinds = {kind for kind in _HELD if not _HELD[kind].isdisjoint(words) or (dated and kind == "plain")}
    return [pattern for kind, pattern in _PATTERNS if kind in kinds]


def _joined(text: str, found: Sequence[When]) -> tuple[When, ...]:
    """Give the times, of which "between the night of 1 May and the morning of 2 May" is one, with both its days."""
    out: list[When] = []
    for one in found:
        last = out[-1] if out else None
        if last is not None and last.range is not None and one.range is None and text[last.end : one.start] == ", ":
            continue  # "on Thursday, the day before the vote"
        if last is not None and _one_time(text, last, one):
            days = None
            if last.range is not None and one.range is not None:
                days = TimeRange(last.range.start, one.range.end, last.range.start == one.range.end)
            out[-1] = When(last.start, one.end, text[last.start : one.end], days)
        else:
            out.append(one)
    return tuple(out)


def _one_time(text: str, first: When, second: When) -> bool:
    """Say whether two times are one: from the one to the other, or two weekdays that follow each other."""
    between = text[first.end : second.start]
    if _BOTH.fullmatch(between) and (one := _WEEKDAY.search(first.words)) and (two := _WEEKDAY.match(second.words)):
        ordered = first.range is None or second.range is None or first.range.start < second.range.start
        return ordered and (_DAYS[two[1].lower()] - _DAYS[one[1].lower()]) % len(_DAYS) == 1
    if first.range is None or second.range is None or first.range.start > second.range.start:
        return False
    return bool(_FROM.search(text[: first.start]) and _UNTIL.fullmatch(between))


def year_named(text: str) -> int | None:
    """Give the last year that a text names with a month or at its beginning ("9 March 2016", "In 2016 …"), or None.

    "The first since 2012" says nothing of the year that is told of.
    """
    named = _years(text)
    return named[-1][1] if named else None


def _years(text: str) -> list[tuple[int, int]]:
    """List the years that a text dates something by, each with where it stands."""
    if _YEAR.search(text) is None:
        return []
    return sorted((m.start("year"), int(m["year"])) for p in _may_find(text) for m in p.finditer(text) if _dating(m))


def _dating(match: re.Match[str]) -> bool:
    got = match.groupdict()
    return bool(got.get("year")) and (bool(got.get("month")) or match.group().startswith("In "))


def _range(
    match: re.Match[str], published: TimeRange | None, year: int | None, told: TimeRange | None
) -> TimeRange | None:
    """Give the days a match means; impossible dates give None."""
    got = {k: v for k, v in match.groupdict().items() if v}
    base = date.fromisoformat(published.end) if published else None
    try:
        if "other" in got or "later" in got:
            return _until(base, _other(got.get("other", "").lower(), got.get("later", "").lower(), told))
        if "step" in got:
            return _beside(got, base)
        if "iso" in got:
            return _span(date.fromisoformat(got["iso"]))
        if "month" in got:
            return _month(got, base, match.group().lower(), year)
        if got.get("ago") and match.group().lower().endswith("earlier") and told is not None and told.precise:
            base = date.fromisoformat(told.start)  # "a day earlier" counts from the day told last
        return _relative(got, base, match.group().lower()) if base or "year" in got else None
    except (ValueError, OverflowError):
        return None  # no calendar has the day


def _other(word: str, later: str, told: TimeRange | None) -> TimeRange | None:
    """Give "the next day" and its like, and "two days later", counted from the one day that was told last."""
    if told is None or not told.precise:
        return None
    days = int(later) if later.isdigit() else _WORDS.get(later, 0)
    step = {"next": 1, "following": 1, "previous": -1, "before": -1}.get(word, days)
    return _span(date.fromisoformat(told.start) + timedelta(days=step))


def _until(base: date | None, days: TimeRange | None) -> TimeRange | None:
    """Give days that a report can tell of: none after its own."""
    return None if base is not None and days is not None and days.start > base.isoformat() else days


def _beside(got: dict[str, str], base: date | None) -> TimeRange | None:
    """Give the day before or after what was on a weekday."""
    if base is None or "weekday" not in got:
        return None
    step = timedelta(days=1 if got["step"].lower() == "after" else -1)
    return _until(base, _span(base - timedelta(days=(base.weekday() - _DAYS[got["weekday"].lower()]) % 7) + step))


def _span(first: date, last: date | None = None) -> TimeRange:
    """Give the range from `first` to `last`, precise when it is one day."""
    last = last or first
    return TimeRange(first.isoformat(), last.isoformat(), first == last)


def _month(got: dict[str, str], base: date | None, words: str, named: int | None) -> TimeRange | None:
    """Give a day or a whole month; without a year, the latest one not after publication, or the one named before."""
    month = _MONTHS[got["month"].lower()]
    day = int(got.get("first", got.get("day", "1")))
    if "first" in got and day >= int(got["day"]):
        return None
    if "year" in got:
        year = int(got["year"])
    elif "short" in got:
        year = 1900 + int(got["short"]) if int(got["short"]) > 40 else 2000 + int(got["short"])
    elif base is None:
        if named is None:
            return None
        year = named
    else:
        year = base.year if date(base.year, month, day) <= base else base.year - 1
        if words.startswith("last") and (year, month) == (base.year, base.month):
            year -= 1
    if "day" in got:
        return _span(date(year, month, day), date(year, month, int(got["day"])))
    return _span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _relative(got: dict[str, str], base: date | None, words: str) -> TimeRange | None:
    """Give a whole year, or a range counted back from the day of publication."""
    if base is None or "year" in got:
        return _span(date(int(got["year"]), 1, 1), date(int(got["year"]), 12, 31))
    if "word" in got:
        return _by_word(got["word"].lower(), base)
    if "weekday" in got:
        back = (base.weekday() - _DAYS[got["weekday"].lower()]) % 7
        day = base - timedelta(days=back or (7 if words.startswith("last") else 0))
        last = day + timedelta(days=1) if "night" in got else day
        return _span(day, base if words.startswith("since") else last)
    if "recent" in got or "rest" in got:
        reach = {"hour": 1, "day": 7, "week": 28, "month": 90}
        return _weekend(words, base) if "rest" in got else _span(base - timedelta(reach[got["recent"].lower()]), base)
    if "ago" in got or "span" in got:
        return _ago(got["count"].lower(), got["ago"].lower(), base) if "ago" in got else _lasting(got, base)
    return _unit(got["which"].lower(), got["unit"].lower(), base)


def _weekend(words: str, base: date) -> TimeRange:
    """Give the Saturday and Sunday that began last; "last weekend" told on one is the one before."""
    saturday = base - timedelta(days=(base.weekday() - _DAYS["saturday"]) % 7)
    if "last" in words and base.weekday() >= _DAYS["saturday"]:
        saturday -= timedelta(days=7)
    return _span(saturday, min(saturday + timedelta(days=1), base))


def _by_word(word: str, base: date) -> TimeRange:
    """Give yesterday, last night and their like; a night touches two days."""
    before = base - timedelta(days=1)
    if word == "yesterday":
        return _span(before)
    return _span(before, base) if "night" in word and word != "tonight" else _span(base)


def _ago(count: str, unit: str, base: date) -> TimeRange:
    """Give "two weeks ago": a day for days, the surrounding days for longer units."""
    number = int(count) if count.isdigit() else _WORDS[count]
    middle = base - timedelta(days=number * {"day": 1, "week": 7, "month": 30, "year": 365}[unit])
    slack = timedelta(days={"day": 0, "week": 3, "month": 15, "year": 183}[unit])
    return _span(middle - slack, min(base, middle + slack))


def _lasting(got: dict[str, str], base: date) -> TimeRange:
    """Give "the last eight days": what ends on the day of publication."""
    number = int(got["span"]) if got["span"].isdigit() else _WORDS[got["span"].lower()]
    hours = number * {"hour": 1, "day": 24, "week": 168}[got["back"].lower()]
    return _span(base - timedelta(days=-(-hours // 24)), base)


def _unit(which: str, unit: str, base: date) -> TimeRange:
    """Give this or last week (from Monday), month or year, or the past one: what ends on the day of publication."""
    if which == "past":
        return _span(base - timedelta(days={"week": 7, "month": 30, "year": 365}[unit]), base)
    this = which.endswith("this")
    if unit == "week":
        monday = base - timedelta(days=base.weekday())
        return _span(monday, base) if this else _span(monday - timedelta(days=7), monday - timedelta(days=1))
    if unit == "month":
        first = base.replace(day=1)
        last = first - timedelta(days=1)
        return _span(first, base) if this else _span(last.replace(day=1), last)
    return _span(date(base.year, 1, 1), base) if this else _span(date(base.year - 1, 1, 1), date(base.year - 1, 12, 31))


def title_year(title: str) -> int | None:
    """Give the one year that a title names, or None."""
    years = set(re.findall(r"\b(?:1[89]|20)\d\d\b", title))
    return int(years.pop()) if len(years) == 1 else None
