"""How well one response filler answers one key filler: 1, 1/2 or 0, by the MUC-4 scoring guidelines (version 7).

The official scorer asked a person about strings and dates; here the same sentences of the guidelines are rules.
docs/decisions/0015 lists each choice.
"""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta

from evals.muc.reader import Filler

FULL, PARTIAL, NONE = 1.0, 0.5, 0.0
#: Slots whose fillers are strings of the text.
STRINGS = frozenset({"instrument_id", "perp_individual", "perp_organization", "phys_id", "hum_name", "hum_description"})
NUMBERS = frozenset({"phys_number", "phys_total", "hum_number", "hum_total"})
#: A day counts as part of an open range ("on or before the dateline") when it is at most this many days before its end:
#: the two months in which the task calls an incident recent.
OPEN_DAYS = 61
_GUNS = frozenset({"MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"})
_BOMBS = frozenset({"VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB"})
_WIDER = {
    "GUN": _GUNS,
    "BOMB": _BOMBS,
    "EXPLOSIVE": _BOMBS | {"BOMB", "GRENADE", "MOLOTOV COCKTAIL"},
    "PROJECTILE": frozenset({"MISSILE", "ROCKET"}),
}
#: slot → response → keys for which that response is half right.
_HALF: dict[str, dict[str, frozenset[str]]] = {
    "type": {"ATTACK": frozenset({"ARSON", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE"})},
    "instrument_type": _WIDER,
    "perp_confidence": {"SUSPECTED OR ACCUSED": frozenset({"SUSPECTED OR ACCUSED BY AUTHORITIES"})},
    "phys_type": {"POLITICAL FIGURE OFFICE OR RESIDENCE": frozenset({"GOVERNMENT OFFICE OR RESIDENCE"})},
    "phys_effect": {"DESTROYED": frozenset({"SOME DAMAGE"})},
    "hum_type": {
        "GOVERNMENT OFFICIAL": frozenset({"FORMER GOVERNMENT OFFICIAL"}),
        "ACTIVE MILITARY": frozenset({"FORMER ACTIVE MILITARY"}),
        "POLITICAL FIGURE": frozenset({"GOVERNMENT OFFICIAL"}),
    },
    "hum_effect": {k: frozenset({"NO INJURY OR DEATH"}) for k in ("NO INJURY", "NO DEATH")},
}
_UNESSENTIAL = frozenset(
    {"THE", "A", "AN", "HIS", "HER", "ITS", "THEIR", "SOME", "SEVERAL", "ANOTHER", "OTHER", "TWO", "THREE", "FOUR"}
    | {"FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "MANY", "ABOUT", "AT", "LEAST", "BOTH", "ALL", "ONE"}
    | {"SALVADORAN", "COLOMBIAN", "PERUVIAN", "GUATEMALAN", "HONDURAN", "CHILEAN", "BOLIVIAN", "ARGENTINE"}
    | {"ECUADORAN", "U.S.", "US", "SPANISH", "NICARAGUAN"}
)
_ADJUNCT = re.compile(r"[,;:]|--|\b(?:WHO|WHICH|THAT|WHOM|WHOSE|WHEN|WHERE)\b")
_HEAD_ENDS = frozenset({"OF", "IN", "AT", "FROM", "WITH", "FOR", "BY", "ON", "NEAR", "TO", "BELONGING", "AGAINST"})
#: "A group of", "kilos of" count what follows: they are no other head.
_COUNTED = frozenset({"GROUP", "GROUPS", "NUMBER", "DOZENS", "SCORES", "HUNDREDS", "THOUSANDS", "STICKS", "STICK"}) | (
    frozenset({"KG", "KILOS", "KILOGRAMS", "POUNDS", "TONS", "GRAMS"})
)
_ARTICLES = frozenset({"THE", "A", "AN"})
#: The acronym beside a full name.
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_WORD = re.compile(r"[A-Z0-9Ñ][A-Z0-9Ñ.'-]*")


def words(text: str) -> tuple[str, ...]:
    """Give the words of a string fill, without quotation marks, brackets and modifiers that do not count."""
    found = [w.strip(".-'") if w.count(".") < 2 else w for w in _WORD.findall(text.upper())]
    found = [w for w in found if w]
    while len(found) > 1 and (found[0] in _UNESSENTIAL or found[0].isdigit()):
        found = found[1:]
    return tuple(found)


def head(found: tuple[str, ...]) -> str:
    """Give the head of a phrase: the word before its first preposition, else its last."""
    for left, right in itertools.pairwise(found):
        if right in _HEAD_ENDS:
            return left
    return found[-1] if found else ""


def string(response: str, key: str) -> float:
    """Compare two string fills.

    Full: the same words, or the response adds only words of the same phrase. Half: it adds an adjunct (a comma, a
    relative clause), is of something else that only names it ("windows of the bank" for the bank), gives a part of the
    key with its head, or a part of a name.
    """
    mine, yours = words(_BRACKETS.sub(" ", response)), words(_BRACKETS.sub(" ", key))
    if not mine or not yours:
        return NONE
    if mine == yours:
        return FULL
    if _within(yours, mine) and (head(mine) == head(yours) or mine[-1] == yours[-1]):
        adjunct = _ADJUNCT.search(response.upper()) and not _ADJUNCT.search(key.upper())
        return PARTIAL if adjunct or _of_another(mine, yours) else FULL
    if _within(yours, mine) or _within(mine, yours):
        return PARTIAL if head(mine) == head(yours) or set(mine) & {head(yours), yours[-1]} else NONE
    return PARTIAL if head(mine) == head(yours) and len(set(mine) & set(yours)) > 1 else NONE


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _of_another(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    """Tell whether the key's words are in the response only what another thing is of, at, with or by."""
    first = next(i for i in range(len(mine)) if mine[i : i + len(yours)] == yours)
    before = [w for w in mine[:first] if w not in _ARTICLES and not w.endswith("'S")]
    return len(before) > 1 and before[-1] in _HEAD_ENDS and before[-2] not in _COUNTED


def best(response: str, keys: tuple[str, ...]) -> float:
    """Give the best comparison of a string with alternatives."""
    return max((string(response, k) for k in keys), default=NONE)


def number(response: str, key: str) -> float:
    """Compare two numbers; half where the key is a range that ends at the response, or "about" it.

    Keys write "6 -" as well as "6-".
    """
    response, key = (words.replace(" ", "") for words in (response, key))
    if response == key:
        return FULL
    anchors = set(re.split(r"-", key.lstrip("~"))) if "-" in key or key.startswith("~") else set()
    return PARTIAL if response in anchors and response else NONE


def dates(response: Filler, key: Filler) -> float:
    """Compare two dates; see section 3.2.2 of the guidelines."""
    if set(response.values) & set(key.values) or set(response.ranges) & set(key.ranges):
        return FULL
    halves = [_half_date(r, k) for r in response.ranges for k in key.ranges]
    return PARTIAL if any(halves) else NONE


def _half_date(response: tuple[str | None, str | None], key: tuple[str | None, str | None]) -> bool:
    if response[1] is None or key[1] is None:
        return False
    if response[0] is None:
        return response[1] == key[1]
    if response[0] != response[1]:
        return False
    start = key[0] or (date.fromisoformat(key[1]) - timedelta(days=OPEN_DAYS)).isoformat()
    return start <= response[1] <= key[1]


def location(response: Filler, key: Filler) -> float:
    """Compare two places by their names, widest first; half for the right country, or all right but the country."""
    scores = [_path(r, k) for r in response.paths for k in key.paths]
    return max(scores, default=NONE)


def _path(response: tuple[str, ...], key: tuple[str, ...]) -> float:
    if response == key:
        return FULL
    return PARTIAL if response[0] == key[0] or (len(response) > 1 and response[1:] == key[1:]) else NONE


def tagged(response: Filler, key: Filler) -> bool:
    """Tell whether what a filler is about is right: the same string, or nothing in both."""
    if not response.refs or not key.refs:
        return not response.refs and not key.refs
    return any(best(r, key.refs) == FULL for r in response.refs)


def filler(slot: str, response: Filler, key: Filler) -> float:
    """Give the credit of one response filler for one key filler of the same slot."""
    if slot == "date":
        return dates(response, key)
    if slot == "location":
        return location(response, key)
    value = response.values[0]
    if slot in STRINGS:
        credit = best(value, key.values)
        return min(credit, FULL if slot != "hum_description" or tagged(response, key) else PARTIAL)
    if slot in NUMBERS:
        credit = max(number(value, k) for k in key.values)
    else:
        credit = max(_set(slot, value, k) for k in key.values)
    return min(credit, FULL if tagged(response, key) else PARTIAL)


def _set(slot: str, response: str, key: str) -> float:
    if response == key:
        return FULL
    return PARTIAL if key in _HALF.get(slot, {}).get(response, frozenset()) else NONE
