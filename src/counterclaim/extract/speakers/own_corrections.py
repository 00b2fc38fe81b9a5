"""What an outlet reported before and takes back: "We reported on Monday that P. That was wrong."

A report that calls itself a correction or a retraction tells what it reported before in order to take it back. Where
that gave a number, the number is taken back and not what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from counterclaim.extract.cues.contained import stood_by
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import act_families, alternatives, lexicon
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.words import Aspect, Stance

#: By these words an outlet tells what it told before.
_TOLD = frozenset({"report", "say", "state", "publish", "write", "quote", "claim", "announce", "carry"})
_PAST = frozenset({"VBD", "VBN"})
_ATTACKS = frozenset({"bombardment", "explosion", "chemical", "attack"})
#: How a saying is marked whose number alone is taken back.
EARLIER = "told earlier"


def own_corrections(
    told: Sequence[Attribution], parsed: Sequence[Parsed], author: Agent, title: str
) -> list[Attribution]:
    """Give a report's attributions, those by which it takes its own earlier words back as such.

    Takes them, the report's sentences, its author and its title.
    """
    return [_taken_back(one) if _is_taken_back(one, parsed, author, title) else one for one in told]


def _is_taken_back(one: Attribution, parsed: Sequence[Parsed], author: Agent, title: str) -> bool:
    if one.sources != (author,) or one.cue.effect != "neutral" or one.cue.lemma not in _TOLD:
        return False
    at = next((n for n, p in enumerate(parsed) if p.passage.start <= one.cue.start < p.passage.end), None)
    if at is None or not _past(parsed[at], one.cue.start):
        return False
    after = parsed[at + 1].passage.text if at + 1 < len(parsed) else ""
    return bool(_notice().match(title.strip()) or _wrong().match(after.strip()))


def _past(sentence: Parsed, at: int) -> bool:
    """Say whether the word of saying at an offset tells of before: "reported", and no "reports"."""
    word = next((t for t in sentence.doc if sentence.offset(t.idx) == at), None)
    return word is not None and word.tag_ in _PAST


def _taken_back(one: Attribution) -> Attribution:
    words = one.cue.source.doc if one.cue.source is not None else ()
    number = any(t.like_num and t.ent_type_ not in {"DATE", "TIME", "ORDINAL"} for t in words)
    cue = replace(one.cue, lemma=EARLIER) if number else replace(one.cue, effect="retracting", lemma="retract")
    return replace(one, cue=cue)


def still_told(found: Iterable[Claim]) -> list[Claim]:
    """Give claims without those that take back that an attack happened, or where, which their speaker still tells.

    Who withdraws that a drone fired at the station, and goes on to tell of the strike on the station, takes back how
    and by whom it was done.
    """
    found = list(found)
    told = [c for c in found if c.aspect is Aspect.OCCURRENCE and c.stance is Stance.ASSERT]
    return [c for c in found if not (_of_deed(c) and any(_goes_on(o, c) for o in told))]


def _of_deed(claim: Claim) -> bool:
    return claim.stance is Stance.RETRACT and claim.aspect in {Aspect.OCCURRENCE, Aspect.TARGET}


def _goes_on(told: Claim, back: Claim) -> bool:
    """Say whether somebody tells of an attack on what a withdrawn report of the same speaker was of."""
    families = act_families()
    attacks = {families.get(c.act_type or "", "") for c in (told, back)} <= _ATTACKS
    words = [set((c.target or "").casefold().split()[-1:]) for c in (told, back)]
    return attacks and told.originator.id == back.originator.id and bool(words[0] & words[1])


@cache
def _notice() -> re.Pattern[str]:
    """Give how the title of a note begins that takes something back."""
    return re.compile(r"(?:correction|retraction|erratum|corrigendum)s?\b", re.IGNORECASE)


@cache
def _wrong() -> re.Pattern[str]:
    """Give what a sentence looks like that calls wrong what the one before says."""
    false = alternatives(lexicon("dismissal")["predicates"])
    wrong = rf"(?:not\s+(?:correct|true|accurate|right|the\s+case)|an?\s+(?:error|mistake)|mistaken|{false})"
    be = r"(?:was|is|proved|turned\s+out\s+to\s+be)"
    return re.compile(rf"(?:that|this|it|which)\s+{be}\s+(?:\w+ly\s+)?{wrong}\b(?!\s+to\b)", re.IGNORECASE)


def earlier_version(token: Any) -> bool:
    """Say whether a noun is the report that is read as it was before: "an earlier version of this article"."""
    words = lexicon("cues")
    if token.lemma_.lower() not in words["versions"] or not any(c.lower_ in words["earlier"] for c in token.children):
        return False
    of = (p for c in token.children if c.lower_ == "of" for p in c.children)
    return any(p.lower_ in words["own_texts"] and p.doc[p.left_edge.i].lower_ in {"this", "our", "the"} for p in of)


def withdrawn(cue: Cue) -> Cue:
    """Give what an earlier version said as taken back; where it gave a number, only that number is.

    Of "withdrew a report which said that P" P is taken back, by whoever withdrew the report.
    """
    if cue.source is not None and cue.effect == "neutral" and (who := _withdrawing(cue.source)) is not None:
        return replace(cue, source=who, effect="retracting", lemma="retract", until=None)
    if cue.source is None or cue.effect != "neutral" or not earlier_version(cue.source):
        return cue
    number = any(t.like_num and t.ent_type_ not in {"DATE", "TIME"} for t in cue.source.doc)
    return cue if number else replace(cue, effect="retracting")


def _withdrawing(document: Any) -> Any | None:
    """Give who takes a document back, where it is the object of such a verb; None for any other noun."""
    words, verb = lexicon("cues"), document.head
    taken = document.dep_ == "dobj" and verb.lemma_.lower() in words["retracting"] and not stood_by(verb)
    text = document.lemma_.lower() in {*words["documents"], *words["own_texts"], *words["nouns"]}
    return subject_of(verb)[0] if taken and text else None
