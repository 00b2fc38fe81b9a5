"""When: the time in an act's clause, the one that governs it, or the one that the narrative has come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, clause, clause_head
from counterclaim.extract.grammar.general import words as words_of
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named.background import of_background
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.slots.carried import support
from counterclaim.extract.slots.days_apart import days_apart, days_before
from counterclaim.extract.slots.measuring import changes_toll
from counterclaim.extract.slots.own_days import began, of_superlative, set_off, token_at, year_of_another
from counterclaim.extract.words.times import When
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import TimeRange

#: A narrative goes on from an act told to within this many days.
STORY_DAYS = 3
_OF_CHANGE = frozenset({"dobj", "nsubj", "nsubjpass"})
#: Verbs of saying that tell as often that somebody goes on doing something.
_GOING_ON = frozenset({"continue", "go", "add"})
_MEANWHILE = frozenset({"meanwhile", "later", "elsewhere", "also", "then", "simultaneously"})


def time_of(sentence: Sentence, token: Any, low: int, high: int) -> When | None:
    """Give the time inside the clause, else the one that governs it; the day of a saying is not that of the act."""
    if (earlier := days_before(sentence, token)) is not None:
        return earlier
    if not sentence.when:
        gone_on = _goes_on(sentence, token) and days_apart(token) is None
        return When(token.idx, token.idx, "", sentence.memory.story) if gone_on else None
    body = [w for w in sentence.when if w.start >= sentence.body and not _of_figures(sentence, w)]
    if (begun := began(sentence.doc, body, token)) is not None:
        return begun
    if (apart := days_apart(token)) is not None:
        own = {t.idx for t in apart.subtree}
        # A few days aside of a day is another day; of a year, mostly the same one.
        body = [w for w in body if _loose(w) or any(w.start <= i < w.end for i in own)]
        body = [w for w in body if not set_off(sentence.doc, w)]
    body = [w for w in body if not (_behind(sentence, w, token) or of_superlative(sentence.doc, w))]
    body = [w for w in body if not year_of_another(sentence.doc, w, token)]
    inside = [w for w in body if low <= w.start < high and not _of_another(sentence, w, token)]
    if not inside:
        top = clause_head(token)
        above = {top.i, *(t.i for t in top.ancestors)}
        for when in body:
            at = rehung(token_at(sentence.doc, when.start, when.end))
            if at is not None and _bracketed(sentence.doc, when) and _own_noun(at, token):
                inside.append(when)
                continue
            verb = clause_head(at) if at is not None else None
            if verb is None or verb.i not in above or _said(verb):
                continue
            if not _elsewhere(token, at) and not _afterwards(token, at) and not _until_now(token, at):
                inside.append(when)
        inside = inside or _joined(sentence, body, top)
    return min(inside, key=lambda w: (abs(w.start - token.idx), w.start), default=None)


def rehung(at: Any | None) -> Any | None:
    """Give the token that a time hangs on where the parser errs: no day leaves anything, nor hangs on a short form.

    "Fighting went on between 18 and 20 May, leaving nine dead"; "the raid begun by the Front [FNM] on 3 May".
    """
    if at is None:
        return None
    if at.dep_ == "nsubj" and at.head.dep_ == "advcl" and at.head.tag_ == "VBG":
        return at.head.head
    top = list(at.ancestors)[-1] if at.head.i != at.i else at
    short = top.i > 1 and top.i < at.i and top.pos_ not in {"VERB", "AUX"} and top.nbor(-1).text in {"[", "("}
    before = [t for t in top.doc[: top.i - 1] if not t.is_space] if short else []
    return before[-1] if before else at


def _own_noun(at: Any, token: Any) -> bool:
    """Say whether a noun is that of the nearest act above a word: of the raid, and not of what was done during it."""
    above = (t for t in at.ancestors if t.pos_ == "NOUN" and t.lemma_.lower() in act_nouns())
    return bool(next(above, None) == token)


def _bracketed(doc: Any, when: When) -> bool:
    """Say whether a short form in brackets stands before a time."""
    words = doc.text[: when.start].rstrip().removesuffix("on").removesuffix("ON").rstrip()
    return bool(words.endswith(("]", ")")))


def _behind(sentence: Sentence, when: When, token: Any) -> bool:
    """Say whether a time is of what lies behind an act, or is told aside of it."""
    at = token_at(sentence.doc, when.start, when.end)
    return at is not None and of_background(at, token)


def _loose(when: When) -> bool:
    return when.range is not None and not when.range.precise


def _of_figures(sentence: Sentence, when: When) -> bool:
    """Say whether a time is when a toll was changed ("revised the toll of the raid to 29 on Monday"), not the act's.

    The act's own stands between it and the new number ("the toll from the raid on 3 May"), or owns it ("of Monday's
    raid").
    """
    at = token_at(sentence.doc, when.start, when.end)
    if at is not None and at.dep_ == "poss" and at.head.lemma_.lower() in act_nouns():
        return False
    verb = next((t for t in at.ancestors if changes_toll(t)), None) if at is not None else None
    if at is None or verb is None:
        return False
    toll = next(c for c in verb.children if c.dep_ in _OF_CHANGE)
    number = next((t for t in verb.subtree if t.like_num and t.i > toll.i and t.head.lower_ == "to"), None)
    acts = [t for t in verb.subtree if toll.i < t.i < at.i and t.lemma_.lower() in act_nouns()]
    return not (acts and number is not None and at.i < number.i)


def _elsewhere(token: Any, at: Any) -> bool:
    """Say whether a time is not that of an act which a noun only refers to: "yesterday it deplored the attack"."""
    known_one = token.pos_ == "NOUN" and any(c.lower_ in {"the", "this", "that", "these"} for c in token.children)
    if not known_one or support(token) is not None:
        return False
    between = token.doc[min(token.i, at.i) + 1 : max(token.i, at.i)]
    return any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN" for t in between)


def _until_now(token: Any, at: Any) -> bool:
    """Say whether a time lies outside of what goes on for years: "met on Monday to end a war that has killed 900"."""
    told = next((t for t in (token, *token.ancestors) if t.dep_ == "relcl"), None)
    if told is None or told.head.lemma_.lower() not in lexicon("belonging")["long"]:
        return False
    return not any(t.i == at.i for t in told.head.subtree)


def _said(verb: Any) -> bool:
    """Say whether a verb tells when something was said: or when words were given ("charges made on Monday")."""
    noun = verb.head if verb.dep_ in {"acl", "relcl"} else None
    return verb.lemma_ in saying_verbs() or (noun is not None and noun.lemma_.lower() in lexicon("cues")["nouns"])


def _of_another(sentence: Sentence, when: When, token: Any) -> bool:
    """Say whether a time is that of another act, or of a saying.

    "Arrested for the killing of a priest on 3 May"; "the army on Saturday denied shelling it".
    """
    at = token_at(sentence.doc, when.start, when.end)
    if at is not None and (_nearer(at, token) or _afterwards(token, at)):
        return True
    for up in at.ancestors if at is not None else ():
        if up.i == token.i:
            return False
        if (up.pos_ == "NOUN" and up.lemma_.lower() in act_nouns()) or (up.dep_ == "pcomp" and up.tag_ == "VBG"):
            return not any(t.i == token.i for t in up.subtree)
        if up.pos_ in {"VERB", "AUX"}:
            return at is not None and at.i < token.i and up.lemma_ in saying_verbs() - _GOING_ON
    return False


def _afterwards(token: Any, at: Any) -> bool:
    """Say whether a time is of what people did after an act's noun: "detained two men on Monday after the strike".

    What people bear of an act is mostly of its own day: "killed on Monday after a strike".
    """
    joint = token.head
    if token.dep_ == "pobj" and joint.lower_ == "before" and at.i < joint.i:
        return True  # what was "on Monday, before the strike" was not the strike
    if token.dep_ != "pobj" or at.i > joint.i or joint.lower_ not in lexicon("happenings")["afterwards"]:
        return False
    borne = {*words_of("bearing"), *words_of("fleeing"), *_harms()}
    return joint.head.pos_ == "VERB" and not {joint.head.lemma_.lower(), joint.head.lower_} & borne


@cache
def _harms() -> frozenset[str]:
    measures = lexicon("measures")
    return frozenset(verb for kind in ("destroyed", "damaged") for verb in measures[kind]["of_object"])


def _nearer(at: Any, token: Any) -> bool:
    """Say whether an act's noun stands between a noun and a time, however the parser hangs it."""
    between = token.doc[token.i + 1 : at.i] if token.pos_ != "VERB" else ()
    acts = [t for t in between if t.pos_ == "NOUN" and t.lemma_.lower() in act_nouns()]
    return bool(acts) and not any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN" for t in between)


def _joined(sentence: Sentence, body: Sequence[When], top: Any) -> list[When]:
    """List the times of the clauses joined to a clause: "attacked the base and captured it on 5 May"."""
    joined = {c.i for c in top.children if c.dep_ == "conj" and not _perfect(c)}
    spots = [(w, token_at(sentence.doc, w.start, w.end)) for w in body]
    return [w for w, at in spots if at is not None and _of_verb(at).i in joined and not _perfect(top)]


def _of_verb(at: Any) -> Any:
    """Give the verb whose time a word tells; of "wounded in strikes launched on Sunday" that is both."""
    verb = clause_head(at)
    return clause_head(verb.head) if verb.dep_ == "acl" and verb.tag_ == "VBN" else verb


def _goes_on(sentence: Sentence, token: Any) -> bool:
    """Say whether an act without a time goes on with the narrative: simple past, in the last act's paragraph."""
    memory, verb = sentence.memory, _told_by(token)
    if memory.story is None or verb is None:
        return False
    near = memory.paragraph == sentence.paragraph or sentence.doc[0].lower_ in _MEANWHILE
    past = verb.tag_ == "VBD" or any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children)
    gerund = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.tag_ == "VBD" and not _perfect(verb.head)
    return near and (gerund or (past and not _perfect(verb))) and not _reported(verb)


def _told_by(token: Any) -> Any | None:
    """Give the verb that tells of an act: its own, or that of an act's noun without article ("fighting went on")."""
    if token.pos_ == "VERB":
        return token
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return token.head.head  # "they were driven out by air strikes"
    known_one = any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in token.children)
    return token.head if token.dep_ in {"nsubj", "nsubjpass", "dobj"} and not known_one else None


def _reported(token: Any) -> bool:
    """Say whether a verb stands in a relative clause or in what somebody says: both may go back in time."""
    return any(t.dep_ in {"relcl", "ccomp", "acl"} for t in (token, *token.ancestors))


def _perfect(verb: Any) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ in {"have", "will", "would", "may", "might", "can"} for c in verb.children)


def story(sentence: Sentence, tokens: Sequence[Any]) -> TimeRange | None:
    """Give the days that a sentence leaves the narrative at: those of its last act in the main clause, or None."""
    for token in reversed(tokens):
        verb = _told_by(token)
        if verb is None or _reported(verb) or _perfect(verb):
            continue
        when = time_of(sentence, token, *_bounds(token))
        if when is not None and when.range is not None:
            return when.range if _days(when.range) <= STORY_DAYS else None
    return None


def _bounds(token: Any) -> tuple[int, int]:
    first, last = clause(token)
    doc = token.doc
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def _days(when: TimeRange) -> int:
    return (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days


#: What stands before the day on which a report says it was written.
_STAMP = re.compile(
    r"\W*(?:(?:published|posted|updated|date of publication)\s+(?:on\s+)?)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*\W+)?",
    re.IGNORECASE,
)


def unstamped(text: str, when: tuple[When, ...], published: TimeRange | None) -> tuple[str, tuple[When, ...]]:
    """Give the first words of a report, and their times, without the day of the report: "Sun 16 Apr 2017 Toll rises".

    Blanks take the place of the day, so that no letter moves.
    """
    first = when[0] if when else None
    owned = first is not None and text[first.end : first.end + 1] in {"'", "’", "s"}  # "Saturday's raid"
    told = first is not None and first.words.lower().startswith("on ") and first.start == 0  # "On Monday shells fell"
    if first is None or first.range is None or first.range != published or owned or told:
        return text, when
    if not _STAMP.fullmatch(text, 0, first.start):
        return text, when
    return " " * first.end + text[first.end :], when[1:]


def dates_report(doc: Any, when: Sequence[When]) -> bool:
    """Say whether a line is only a day, with at most a place before it: when a report was written, and nothing else."""
    rest = [t for t in doc if not any(w.start <= t.idx < w.end for w in when)]
    return len(when) == 1 and all(t.pos_ == "PROPN" or t.is_punct or t.is_space for t in rest)
