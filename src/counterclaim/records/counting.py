"""What the numbers of a group count, in words for a reader."""

from __future__ import annotations

from counterclaim.records.claim import PART

#: One and several of those a number counts; whom the words do not class are people.
_COUNTED = {
    "civilian": ("civilian", "civilians"),
    "combatant": ("combatant", "combatants"),
    "children": ("child", "children"),
    "women": ("woman", "women"),
    "detainees": ("detainee", "detainees"),
}
#: A share that words give as "most" or "the majority", as a range in percent (lexicon of quantities).
MOST = "51–100"


def counted_words(group: str, one: bool = False) -> str:
    """Give what a group of numbers counts, for a reader: "combatants killed", "people injured", "houses destroyed".

    Takes a group as in `Answer.group`, and whether the number is one.
    """
    measure, victims, unit, side, area, period = (*group.split("|"), "", "", "")[:6]
    part, unit = unit.endswith(PART), unit.removesuffix(PART)
    whom = _COUNTED.get(victims, ("person", "people"))[not one] if unit == "people" else unit
    whom += f" of {side}" if side else ""
    words = whom if measure in {"number", "other"} else f"{whom} {measure}"
    words = " ".join(w for w in (words, area, period) if w)
    return f"{words} (a part of a larger number)" if part else words


def share_words(group: str, share: str) -> str:
    """State a share as a clause: "80% of those killed were children", "most of those killed were combatants".

    Gives nothing where a group is none of persons' shares.

    Takes a group as in `Answer.group`, and its range in words.
    """
    measure, victims, unit = (*group.split("|"), "", "")[:3]
    if unit.removesuffix(PART) != "percent" or victims not in _COUNTED or measure in {"number", "other"}:
        return ""
    return f"{'most' if share == MOST else f'{share}%'} of those {measure} were {_COUNTED[victims][1]}"
