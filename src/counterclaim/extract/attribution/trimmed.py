"""What stands after a cue and is none of what is said: to whom it is told, and what the speaker does next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from counterclaim.extract.attribution.columns import Window
from counterclaim.extract.attribution.labels import pieces
from counterclaim.extract.grammar.clauses import SUBJECTS

_CUE, _CONTENT = 1, 2
_BEGINS = 2 * _CONTENT + 1
_VERBS = frozenset({"VERB", "AUX"})
#: Verbs after which somebody who is told stands before what is told.
_TELLING = frozenset({"assure", "convince", "inform", "notify", "persuade", "remind", "tell"})
_QUESTIONS = frozenset({"how", "if", "what", "whether", "which", "who", "why"})
#: What begins what is told, after whom it is told.
_TOLD = frozenset({"how", "that", "what", "whether", "why"})
#: What somebody tells, and no hearer.
_TALES = frozenset({"joke", "lie", "news", "secret", "story", "tale", "truth"})
_SUBJECTS = frozenset({"EX", "PRP", "PRP$"})
_BREAKS = frozenset({",", "--", "—", "–", "-"})
_MARKS = frozenset({'"', "“", "”", "''", "``", ":"})


def trimmed(window: Window, labels: Sequence[int]) -> list[int]:
    """Give the labels of a window, each content after its cue without a hearer before and a further deed after."""
    out = list(labels)
    found = pieces(out)
    for (role, first, after), (next_role, start, end) in pairwise(found):
        verb = next((t for t in window.tokens[first:after][::-1] if t.pos_ == "VERB"), None)
        if role != _CUE or next_role != _CONTENT or start - after > 1 or verb is None:
            continue
        begins = _told_from(window, verb, start, end) if start == after else start
        if begins > start:
            out[start:begins] = [0] * (begins - start)
            out[begins] = _BEGINS
        ends = _deed(window, verb, begins, end)
        out[ends:end] = [0] * (end - ends)
    return out


def _told_from(window: Window, verb: Any, start: int, end: int) -> int:
    """Give where what is told begins in a content that begins with a hearer, else where the content does."""
    lemma, tokens = verb.lemma_.lower(), window.tokens
    if lemma not in _TELLING and lemma != "ask":
        return start
    wanted = _QUESTIONS if lemma == "ask" else _TOLD
    at = start
    while (
        at < end and tokens[at].pos_ not in _VERBS and tokens[at].lower_ not in wanted and tokens[at].text not in _MARKS
    ):
        at += 1
    if start < at < end and tokens[at].lower_ in wanted:
        relative = tokens[at].lower_ == "that" and tokens[at].tag_ != "IN"
        tale = any(t.lemma_.lower() in _TALES for t in tokens[start:at])
        return start if relative or tale or tokens[at - 1].pos_ == "ADP" else at
    hearer = any(c.dep_ in {"dobj", "dative"} and c.left_edge is tokens[start] for c in verb.children)
    clause = next((c for c in verb.children if hearer and c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None or lemma == "ask" or clause.left_edge.tag_ not in _SUBJECTS:
        return start
    return next((n for n in range(start, end) if tokens[n] is clause.left_edge), start)


def _stops(token: Any) -> bool:
    """Tell whether a word can be no part of a hearer's name: a verb, or a mark of quotation."""
    return token.pos_ in _VERBS or token.text in _MARKS


def _deed(window: Window, verb: Any, start: int, end: int) -> int:
    """Give where a content ends before a further verb of its speaker: "called them rebels and fled".

    A cue that takes a clause is left alone, since of two clauses the parser often joins the second to the cue.
    """
    tokens = window.tokens
    if any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children):
        return end
    further = next((n for n in range(start + 1, end) if _joined(tokens[n], verb)), None)
    link = next((n for n in range(further or 0, start, -1) if tokens[n].dep_ == "cc" and tokens[n].head is verb), None)
    if link is None or sum(t.text in _MARKS for t in tokens[start:link]) % 2:
        return end
    while link > start + 1 and tokens[link - 1].text in _BREAKS:
        link -= 1
    return link


def _joined(token: Any, verb: Any) -> bool:
    """Tell whether a verb is one with another, and has no subject of its own."""
    own = any(c.dep_ in SUBJECTS for c in token.children)
    return token.dep_ == "conj" and token.head is verb and token.pos_ == "VERB" and not own
