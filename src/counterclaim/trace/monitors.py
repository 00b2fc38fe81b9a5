"""The monitoring body that general words mean: "a monitor said" is the one observatory that its report names.

Reports call a group that counts the dead by what it does before or after they name it. Words that say whose monitors
they are ("ceasefire monitors of the joint mission") mean no other body; a report that names two means neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.trace.general import head_of, the_one


def is_general(words: str) -> bool:
    """Say whether words are no more than that a body monitors: "monitor", "a Britain-based monitoring group"."""
    said = normal_name(words)
    noun = next((n for n in _nouns("monitoring") if said == n or said.endswith(f" {n}")), "")
    # What stands before an article belongs to what is told.
    before = said.removesuffix(noun).replace(" based", "-based").split()
    begin = max((n + 1 for n, word in enumerate(before) if word in {"a", "an", "the"}), default=0)
    # "Velm-based" tells where a body is, not whose.
    return bool(noun) and all(w in _nouns("monitoring_beside") or w.endswith("-based") for w in before[begin:])


def is_named(name: str) -> bool:
    """Say whether a name is one of a body that monitors: "Lom Observatory for Human Rights"."""
    noun = head_of(name)
    return noun in _nouns("monitors") and noun.capitalize() in name.split()


def the_monitor(words: str, text: str, names: Iterable[str]) -> str:
    """Give the fullest name of the one monitoring body that a report names where words mean it, else an empty text.

    Takes the words, the report's text and the names of who speaks in it.
    """
    if not is_general(words):
        return ""
    named = [n for n in names if is_named(n)]
    found = {full for noun in _nouns("monitors") if (full := the_one(noun, text, named))}
    return found.pop() if len(found) == 1 else ""


@cache
def _nouns(kind: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon("namesakes", "en")[kind], key=lambda n: (-len(n), n)))
