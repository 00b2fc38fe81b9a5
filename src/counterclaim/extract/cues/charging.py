"""Charges without a verb of accusing: "holds X responsible for P", "names X as the culprit", "lays the blame on X"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.bidden import asked_for, kept_back
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.cues.taking_back import no_longer
from counterclaim.extract.cues.tying import at_door
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.laying import LAYING
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.slots.fitting import BLAMED
from counterclaim.lexicons import lexicon

#: What is pointed or laid, and the words before whom it is laid on.
_LAID = {"finger": ("at",), "blame": ("on", "with", "at"), "responsibility": ("on", "with")}
_HARMED = frozenset({"dead", "victim", "casualty", "fatality", "wounded", "injured"})
_LAYING = LAYING | {"point"}


def charging(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Give the charge that a verb makes with its words, or None for another verb.

    Who "declined to name X as the culprit" leaves it open; who is only asked to has charged nobody.
    """
    charge = _charge(parsed, verb, lemma)
    if charge is None or asked_for(verb):
        return None
    return replace(charge, self_denied=True) if kept_back(verb) else charge


def _charge(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    if verb.pos_ != "VERB":
        return None
    if lemma == "hold":
        return _holding(parsed, verb)
    if lemma in {"name", "identify"}:
        return _naming(parsed, verb, lemma)
    return _laying(parsed, verb, lemma) if lemma in _LAYING else None


def _holding(parsed: Parsed, verb: Any) -> Cue | None:
    """Read "holds X responsible for P"; the parser takes X for the subject of "responsible"."""
    # "Hold those responsible to account" holds nobody responsible; "held the army responsible for it" holds the army.
    near = [t for t in verb.subtree if t.lower_ in BLAMED and t.i > verb.i]
    told = next((t for t in near if t.dep_ != "amod" or (t.i > t.head.i and t.head.lower_ != "those")), None)
    source, passive, until = subject_of(verb)
    whom = child(verb, "nsubjpass") if passive else child(verb, "dobj")
    whom = whom or (child(told, "nsubj") or child(told.head, "nsubj") if told is not None else None)
    if told is None or whom is None or source is None or whom.i == source.i:
        return None
    # "Holds X responsible for the raid | and calls on the UN to act": the second verb says something else.
    second = {t.i for c in verb.children if c.dep_ == "conj" and c.i > told.i for t in c.subtree}
    said = [t for t in verb.subtree if t.i > told.i and t.i not in second and t.dep_ not in {"cc", "punct"}]
    said = said or [*whom.subtree, told]
    content = offsets(parsed, [t for t in said if t.lower_ != "for"] or said)
    effect = "retracting" if no_longer(verb, "accusing") else "accusing"
    denied = effect == "accusing" and any(c.dep_ == "neg" for c in verb.children)
    at = parsed.word(verb)
    return Cue(source, *at, effect, content, self_denied=denied, lemma="hold", until=until, accused=whom)


def _naming(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "named X as responsible for P" and "identified X as the perpetrator of P"."""
    whom, (source, passive, until) = child(verb, "dobj"), subject_of(verb)
    as_ = next((c for c in verb.children if c.lower_ == "as" and whom is not None and c.i > whom.i), None)
    as_ = as_ or next((c for c in (whom.children if whom is not None else ()) if c.lower_ == "as"), None)
    doers = BLAMED | frozenset(lexicon("acting")["doers"])
    told = next((c for c in as_.children if doers & {c.lower_, c.lemma_.lower()}), None) if as_ is not None else None
    if source is None or passive or any(c.dep_ == "neg" for c in verb.children):
        return None
    if told is None and as_ is not None and whom is not None and whom.lemma_.lower() in _HARMED:
        content = offsets(parsed, [t for t in verb.subtree if t.i > verb.i])  # "named the dead as X and Y"
        return Cue(source, *parsed.word(verb), "neutral", content, lemma=lemma, until=until)
    if told is None:
        return None
    said = [t for t in verb.subtree if t.i > told.i and t.lower_ not in {"for", "of"}]
    at, content = parsed.offset(verb.idx), offsets(parsed, said or [told])
    return Cue(source, at, at + len(verb.text), verb.text, "accusing", content, lemma=lemma, until=until, accused=whom)


def _laying(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "points the finger at X for P", "laid the blame for P on X" and "blame for P was laid on X by Y"."""
    source, passive, until = subject_of(verb)
    noun = child(verb, *{"nsubjpass"} if passive else {"dobj"})
    links = _LAID.get(noun.lemma_.lower(), ()) if noun is not None else ()
    source = by_agent(verb) if passive else source
    if noun is None or (source is None and not passive) or not links:
        return None
    # "The finger of blame at X for the raid": whom hangs on the blame, and what for on whom.
    laid = [noun, *(p for c in noun.children if c.lower_ == "of" for p in c.children if p.lower_ == "blame")]
    after = verb.i if passive else noun.i
    at = [t for one in (verb, *laid) for t in one.children if t.lower_ in links and t.i > after]
    near = {verb, *laid, noun.head, *(p for t in at for p in t.children)}
    what = next((t for t in verb.subtree if t.lower_ in {"for", "over"} and t.head in near), None)
    over = list(what.subtree) if what is not None else []
    # "Laid the blame for the raid | on the army": the parser may hang whom on the raid.
    at += [t for t in reversed(over) if t.lower_ in links and t.i > after]
    whom = at_door(child(at[0], "pobj")) if at else None
    if whom is None:
        return None
    within = at[0] in over  # and else what for may hang on whom
    said = [t for t in over if t is not what and not (within and t in set(at[0].subtree))] or list(whom.subtree)
    content = offsets(parsed, said)
    return Cue(source, *parsed.word(verb), "accusing", content, lemma=lemma, until=until, accused=whom)
