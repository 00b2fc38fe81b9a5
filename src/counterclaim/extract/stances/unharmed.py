"""Who denies that anybody was harmed: "denied that any civilian was killed", "denied harming civilians".

Such words count nobody killed, as "no civilian was killed" does, and leave open that the act was done. A denial of a
number ("denied that 14 were killed"), of known victims ("the workers") or of who did it is another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.nouns import people_class
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import NumberRange
from counterclaim.records.words import ActType, Aspect, Measure, VictimClass

#: The act that harmed nobody was told within this many characters before.
REACH = 600
_TOLD = frozenset({Aspect.OCCURRENCE, Aspect.TARGET})
#: What makes it another denial: of a number, or of who did it.
_OTHER = frozenset({Aspect.COUNT, Aspect.PERPETRATOR})
_ANYBODY = frozenset({"anybody", "anyone"})
_ANY = frozenset({"any", "a", "an", "single", "one"})
_NOBODY = NumberRange(0, 0)


def unharmed(voices: Voices, said: Spans[Proposition]) -> Iterator[Proposition]:
    """Give what each denial that anybody was harmed says: of whom it denies it, none was."""
    for one in voices.attributions:
        head = root(voices, one.start, one.end)
        if head is None or one.cue.effect != "denial" or one.cue.self_denied:
            continue
        found = _harm(head)
        if found is None or any(p.aspect in _OTHER for p in said.touching(one.start, one.end)):
            continue
        measures, victims = found
        act = _act(said, one)
        for measure in measures:
            yield replace(
                anchored(act, one),
                aspect=Aspect.COUNT,
                value=f"{_NOBODY.words()} {measure.value} ({victims.value})",
                measure=measure,
                victim_class=victims,
                range=_NOBODY,
                unit="people",
                negated=True,
            )


def anchored(said: Proposition, one: Attribution) -> Proposition:
    """Give what is said of an act the words of somebody's speech for its span."""
    return replace(said, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)


def last_act(near: Sequence[Proposition], aspects: Collection[Aspect] = (Aspect.OCCURRENCE,)) -> Proposition | None:
    """Give the act told last, one that the words name before one they only call so; takes what is said near."""
    acts = [p for p in near if p.aspect in aspects and p.act_type is not None and not p.negated]
    return max(acts, key=lambda p: (p.act_type != "other", p.trigger_start), default=None)


def _act(said: Spans[Proposition], one: Attribution) -> Proposition:
    """Give the act told last, without who did it and what is said of it; a killing of nobody where none is."""
    act = last_act(said.touching(one.start - REACH, one.end), _TOLD)
    bare = Proposition(start=0, end=0, trigger_start=0, trigger_end=0, aspect=Aspect.COUNT, value="")
    if act is None:
        return replace(bare, act_type=ActType.MASSACRE_EXECUTION.value)
    return replace(bare, act_type=act.act_type, target=act.target, place=act.place, time=act.time, leans=True)


def _harm(head: Any) -> tuple[tuple[Measure, ...], VictimClass] | None:
    """Give what a clause says was done to anybody of a kind, and of which kind; None where it says no such thing."""
    words = lexicon("measures")
    lemma = head.lemma_.lower()
    if lemma in words["casualties"] or (lemma in _nouns(words) and _class(head) is not None):
        return (_measured(lemma, words), _class(head) or VictimClass.UNKNOWN) if _open(head) else None
    passive = child(head, "nsubjpass")
    noun = passive if passive is not None else child(head, "dobj")
    if noun is None and (head.lemma_ == "be" or lemma in words["killed"]["of_subject"]):
        noun = child(head, *{"attr"} if head.lemma_ == "be" else {"nsubj"})
    if noun is None:
        return None
    if noun.lemma_.lower() in words["casualties"] or noun.lemma_.lower() in _nouns(words):
        return _harm(noun)  # "caused any civilian casualties", "there were any deaths"
    named = people_class(noun) if noun.lower_ not in _ANYBODY else "people"
    told = lemma in {*words["harming"], *words["injured"]["of_object"]} or lemma in _killing(words)
    if named is None or not told or not _open(noun):
        return None
    # "Denied killing civilians" is of who killed them; "denied that the raid killed civilians" of whether any were.
    if passive is None and lemma in words["killed"]["of_object"] and child(head, "nsubj") is None:
        return None
    return _measured(lemma, words), VictimClass(named) if named != "people" else VictimClass.UNKNOWN


def _measured(lemma: str, words: Any) -> tuple[Measure, ...]:
    """Give what a word of harm counts: a word for both counts the dead and the injured."""
    if lemma in words["killed"]["of_subject"]:
        return (Measure.KILLED,)
    for measure in (Measure.KILLED, Measure.INJURED):
        if lemma in (*words[measure.value]["of_object"], *words[measure.value]["nouns"]):
            return (measure,)
    return Measure.KILLED, Measure.INJURED


def _killing(words: Any) -> frozenset[str]:
    """Give the verbs that tell of who was killed or died."""
    return frozenset({*words["killed"]["of_object"], *words["killed"]["of_subject"]})


def _nouns(words: Any) -> Iterable[str]:
    return ("casualty", "death", "fatality", "injury", *words["casualties"])


def _class(noun: Any) -> VictimClass | None:
    """Give of whom a noun of harm says it is ("civilian casualties"); None where it names nobody."""
    named = next((people_class(c) for c in noun.children if c.dep_ in {"amod", "compound"} and people_class(c)), None)
    return None if named is None else VictimClass(named) if named != "people" else VictimClass.UNKNOWN


def _open(noun: Any) -> bool:
    """Say whether a noun is of anybody of a kind: "any civilian", "civilians"; not "the civilians", "14 civilians"."""
    if noun.lower_ in _ANYBODY:
        return True
    if any(c.dep_ in {"poss", "nummod"} or c.ent_type_ in {"CARDINAL", "PERSON"} for c in noun.children):
        return False
    articles = [c for c in noun.children if c.dep_ == "det"]
    return all(c.lower_ in _ANY for c in articles) and (bool(articles) or noun.tag_ == "NNS")
