"""One attribution as the words give it, and the small questions one asks of a parse to find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.records.words import Basis

#: Verbs whose denial denies what is believed; "did not say that …" only leaves it open.
_OPENING = frozenset({"that", "of", "about", "against"})
_BELIEVING = frozenset({"believe", "think", "accept"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution as the words give it; `source` is a parser token, or None where the words name nobody.

    `until` is the index of the last token of the source's phrase where a relative clause follows. `effect` is a class
    of the cues lexicon, `hearsay`, `unverified` (nobody could confirm it) or `running` (a quotation without words of
    saying). `accused` is the token of whom an accusation names, `hearer` of whom something is told; `noun` marks a
    noun as cue ("the claim that …").
    """

    source: Any
    start: int
    end: int
    words: str
    effect: str
    content: tuple[int, int]
    via: tuple[Any, ...] = ()
    self_denied: bool = False
    lemma: str = ""
    until: int | None = None
    basis: Basis | None = None
    accused: Any = None
    noun: bool = False
    hearer: Any = None


def disbelieved(cue: Cue) -> bool:
    """Say whether words deny a belief ("I do not believe that …", "doubted"): it is not so, as far as one knows."""
    return (cue.self_denied and cue.lemma in _BELIEVING) or (cue.lemma == "doubt" and not cue.self_denied)


def overheard(cue: Cue, text: str) -> bool:
    """Say whether somebody only heard what a cue tells, from nobody named: "I heard that the army had shelled it"."""
    return cue.lemma == "hear" and text[cue.end : cue.content[0]].casefold().split() == ["that"]


def by_agent(token: Any) -> Any:
    """Give the noun after "by" below a token, or None."""
    by = next((c for c in token.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by"), None)
    noun = None if by is None else child(by, "pobj")
    # "By the next day" tells when.
    return None if noun is not None and noun.ent_type_ in {"DATE", "TIME"} else noun


def offsets(parsed: Parsed, tokens: list[Any]) -> tuple[int, int]:
    """Give the report offsets from the first to the last of some tokens, without punctuation at the edges."""
    kept = sorted(tokens, key=lambda t: t.i)
    while kept and (kept[-1].is_punct or kept[-1].is_space):
        kept.pop()
    while kept and (kept[0].is_punct or kept[0].is_space or (kept[0].lower_ in _OPENING and len(kept) > 1)):
        kept.pop(0)
    if not kept:
        return (0, 0)
    return parsed.offset(kept[0].idx), parsed.offset(kept[-1].idx + len(kept[-1].text))


def also(noun: Any, first: Any) -> list[Any]:
    """Give the other clauses of a noun of something said: "the news that it was near, that it was burning farms"."""
    # The parser may hang the second on the verb.
    over = [noun.head] if noun.dep_ == "dobj" and noun.i < first.i else []
    later = [c for t in (noun, first) for c in t.children if c.i > first.i and c.dep_ in {"acl", "ccomp", "conj"}]
    later += [c for t in over for c in t.children if c.i > first.i and c.dep_ == "ccomp"]
    return [c for c in later if (mark := child(c, "mark")) is not None and mark.lower_ == "that"]
