"""Tables of the columns and codes of neighbouring tools, one file each: how their rows are read and written."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from counterclaim.lexicons import lexicon, loaded


@cache
def about(name: str) -> Any:
    """Give a whole table with its head: title, source, licence, date, rule, entries."""
    return loaded((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def act_of(words: str) -> tuple[str, str] | None:
    """Give the kind of act that somebody's words for it name, with ours for it; None for words that are none's.

    By the name of the kind, the words and nouns of `act_types`, or a sub-event of the crosswalk.
    """
    plain = " ".join(words.casefold().replace("_", " ").replace("-", " ").split())
    back: dict[str, str] = about("crosswalk")["entries"]["back"]["acled"]
    code = back.get(words, plain.replace(" ", "_"))
    for known in lexicon("act_types"):
        if known["act"] == code or plain in (known["words"], *known["nouns"]):
            return known["act"], known["words"]
    return None


@cache
def tables() -> dict[str, Any]:
    """Give the entries of every table that says how to read a row of it, by name, in order."""
    names = sorted(p.name.removesuffix(".yaml") for p in files(__package__).iterdir() if p.name.endswith(".yaml"))
    found = {name: about(name)["entries"] for name in names}
    return {name: entries for name, entries in found.items() if {"known_by", "claims"} & set(entries)}
