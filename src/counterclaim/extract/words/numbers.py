"""Words to number ranges: "at least 12", "dozens", "between 200 and 300", "half a million", "two-thirds of"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.extract.words.held import held, longest_words
from counterclaim.lexicons import alternatives, lexicon
from counterclaim.records.extent import NumberRange, around, fewer_than, more_than, up_to


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found in a text; `start:end` covers modifier, number and percent sign, all as the text has them.

    `vague` is true where the bounds come from a convention ("dozens"), `unit` is `percent`, `share` or None (a count).
    """

    start: int
    end: int
    range: NumberRange
    words: str
    unit: str | None = None
    vague: bool = False


@cache
def _data() -> Any:
    """Give the lexicon of number words."""
    return lexicon("quantities")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Give the compiled patterns of this module."""
    data = _data()
    units, scales = data["number_words"], data["scales"]
    word = rf"(?:{alternatives(units)})"
    spelled = rf"{word}(?:[\s-]+(?:and\s+)?(?:{alternatives([*units, *scales])}))*"
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    scale = rf"(?:\s+(?:{alternatives(scales)}))"
    half = rf"(?:half|(?:{alternatives(data['fractions'])})\s+of)\s+an?\s+(?:million|billion|thousand|dozen|hundred)"
    number = rf"(?:{half}|(?:{digits}){scale}?|an?\s+(?:{alternatives(scales)})|{spelled})"
    percent = r"(?:\s*%|\s+per\s?cent\b|\s+percent\b)"
    fraction = rf"(?:{alternatives(data['fractions'])})"
    vague = rf"(?:{alternatives(data['vague'])})"
    shared = rf"(?P<fraction>{fraction})(?=\s+(?:of\b|the\b|its\b|their\b))"
    core = rf"(?P<vague>{vague})\b|(?P<part>{half})|{shared}|(?P<number>{number})(?P<percent>{percent})?"
    modifier = rf"(?:(?P<modifier>{alternatives(data['modifiers'])})\s+(?:of\s+|the\s+)?)?"
    span = (
        rf"(?:between|from)\s+(?P<low>{number})(?:{percent})?\s+(?:and|to)\s+(?P<high>{number})(?P<both>{percent})?"
        rf"|(?P<low2>{number})(?:{percent})?\s*(?:-|–|\bto\b|\bor\b)\s*(?P<high2>{number})(?P<both2>{percent})?"
    )
    after = rf"(?P<plus>\+|-plus\b)|\s*,?\s+(?P<after>{alternatives(data['after'])})\b"
    flags = re.IGNORECASE
    return {
        "single": re.compile(rf"(?<![\w.,$£€-]){modifier}(?:{core})(?![\w])", flags),
        "span": re.compile(rf"(?<![\w.,$£€-]){modifier}(?:{span})(?![\w])", flags),
        "numbered": re.compile(rf"\b(?:{alternatives(data['numbered'])})\s+$", flags),
        "part": re.compile(half, flags),
        "dated": re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})(?!\w)"),
        "after": re.compile(after, flags),
        "digits": re.compile(rf"({digits})(?:\s+({alternatives(scales)}))?", flags),
    }


@cache
def _words() -> frozenset[str]:
    """Give the words of which each number that is not in digits holds one."""
    data = _data()
    said = [*data["number_words"], *data["scales"], *data["fractions"], *data["vague"]]
    return longest_words(said) | {"half"}


def number(words: str) -> float | None:
    """Give the value of one plain number in digits or words; None where it is not one."""
    text = words.lower().strip()
    data = _data()
    match = _patterns()["digits"].fullmatch(text)
    if match:
        return float(match.group(1).replace(",", "")) * (data["scales"][match.group(2)] if match.group(2) else 1)
    if _patterns()["part"].fullmatch(text):
        part = _part(_plain(text))
        return part.low if part.low == part.high else None
    return _spelled(re.split(r"[\s-]+", text), data)


def _spelled(tokens: list[str], data: Any) -> float | None:
    """Give the value of spelled-out words ("two hundred and five"); None for words that are not a number."""
    total, current = 0.0, 0.0
    for token in tokens:
        if token in ("and",):
            continue
        if token in ("a", "an"):
            current = current or 1.0
        elif token in data["number_words"]:
            current += data["number_words"][token]
        elif token in data["scales"]:
            scale = data["scales"][token]
            if scale == 100:
                current = (current or 1.0) * scale
            else:
                total += (current or 1.0) * scale
                current = 0.0
        else:
            return None
    return total + current


def quantities(text: str) -> tuple[Quantity, ...]:
    """Give the numbers of a text in order, never overlapping; years, dates and sums of money are not counts."""
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []
    counts = not _words().isdisjoint(held(text)) or any(map(str.isdecimal, text))
    for name in ("span", "single") if counts else ():
        for match in _patterns()[name].finditer(text):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            if _patterns()["numbered"].search(text, max(0, match.start() - 20), match.start()):
                continue  # "in paragraph two" counts nothing
            if _patterns()["dated"].match(text, match.start()):
                continue  # "27-07-2016" is a day
            quantity = _read(match, text)
            if quantity is not None:
                found.append(quantity)
                taken.append((quantity.start, quantity.end))
    return tuple(sorted(found, key=lambda q: q.start))


def _read(match: re.Match[str], text: str) -> Quantity | None:
    """Give the quantity of one match, with its modifier applied; None where the words turn out to be none."""
    groups = match.groupdict()
    low_words = groups.get("low") or groups.get("low2")
    end = match.end()
    if low_words:
        high_words = str(groups.get("high") or groups.get("high2"))
        bounds = _interval(low_words, high_words)
        unit = "percent" if groups.get("both") or groups.get("both2") else None
        vague = False
    else:
        bounds, unit, vague = _single(groups)
    if bounds is None or _is_year(match, bounds, groups):
        return None
    modifier = groups.get("modifier")
    after = _patterns()["after"].match(text, end)
    kind = _data()["modifiers"][_plain(modifier)] if modifier else None
    if kind is None and after:
        # "30+" and "30-plus" are thirty at least.
        kind = "at_least" if after["plus"] else _data()["after"][_plain(after["after"])]
        end = after.end()
    return Quantity(match.start(), end, modified(bounds, kind, vague), text[match.start() : end], unit, vague)


def _plain(words: str) -> str:
    """Give a phrase as the lexicon writes it."""
    return re.sub(r"\s+", " ", words.lower()).strip()


def _interval(low_words: str, high_words: str) -> NumberRange | None:
    """Give the range of "10 to 12"; "two to three thousand" gives the scale to both; a falling pair is none."""
    low, high = number(low_words), number(high_words)
    if low is None or high is None:
        return None
    scale = next((v for k, v in _data()["scales"].items() if high_words.lower().endswith(k) and k != "dozen"), 1)
    if low < high / scale and scale >= 1000 and not re.search(r"thousand|million|billion|hundred", low_words.lower()):
        low *= scale
    return NumberRange(low, high) if low <= high else None


def _single(groups: dict[str, str | None]) -> tuple[NumberRange | None, str | None, bool]:
    """Give range, unit and vagueness of a number that stands alone."""
    if groups.get("vague"):
        low, high = _data()["vague"][_plain(str(groups["vague"]))]
        return NumberRange(low, high), None, True
    if groups.get("part"):
        return _part(_plain(str(groups["part"]))), None, False
    if groups.get("fraction"):
        share = _data()["fractions"][_plain(str(groups["fraction"]))]
        return NumberRange(share[0], share[1]), "percent", True
    value = number(str(groups["number"]))
    if value is None:
        return None, None, False
    return NumberRange(value, value), "percent" if groups.get("percent") else None, False


def _part(words: str) -> NumberRange:
    """Give the number of "half a million" and "three quarters of a million"; a third is as wide as the share."""
    low, high = _data()["fractions"][re.split(r" (?:of )?an? (?=\w+$)", words)[0]]
    scale = _data()["scales"][words.rsplit(maxsplit=1)[-1]]
    return NumberRange(low * scale / 100, high * scale / 100)


def _is_year(match: re.Match[str], bounds: NumberRange, groups: dict[str, str | None]) -> bool:
    """Tell a bare year from a count: four digits from 1800 to 2099 without a modifier."""
    bare = re.fullmatch(r"(?:in\s+|from\s+|between\s+)?[12]\d{3}(?:\D+[12]\d{3})?", match.group().strip())
    return bool(bare) and not groups.get("modifier") and 1800 <= (bounds.low or 0) <= 2099


def modified(bounds: NumberRange, kind: str | None, vague: bool = False) -> NumberRange:
    """Apply a bound cue to a range (standards §6.6): at least, up to, more than, fewer than, around."""
    low, high = bounds.low or 0.0, bounds.high
    top = high if high is not None else low
    match kind:
        case "at_least":
            return NumberRange(low, None)
        case "more_than":
            return NumberRange(low, None) if vague else more_than(low)
        case "up_to":
            return up_to(top)
        case "fewer_than":
            return fewer_than(top)
        case "around" if not vague:
            return around(low) if low == top else NumberRange(round(low * 0.9), round(top * 1.1))
        case _:
            return bounds
