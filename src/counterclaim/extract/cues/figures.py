"""Who keeps a figure: "put the toll at 24", "revised its count to 31", "the ministry's figure rose to 15"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of, stood_by
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.named.speaking import keeps_figures
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.slots.counting_verbs import table
from counterclaim.extract.slots.measuring import KEPT, given_anew, names_measure, stands_for_toll
from counterclaim.lexicons import lexicon

#: What leads from a number to the act it counts the dead of ("counts 16 dead in the strike").
_OF_ACTS = frozenset({"in", "from", "after", "at"})
#: What stands before the size of a figure that is put somewhere.
_SIZE = frozenset({"at", "between"})
#: What who keeps a figure does with it.
_GIVING = frozenset({"give", "provide", "issue", "release", "supply", "offer", "advance", "compile", "collect"})


def kept_figures(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read what somebody who keeps a figure does with it: changes it, records what it counts, or now says another."""
    noun = child(verb, "dobj")
    return (
        (withdrawing(parsed, verb, lemma) if noun is not None and _corrects(verb, noun) else None)
        or revising(parsed, verb, lemma)
        or recording(parsed, verb, lemma)
        or _anew(parsed, verb, lemma)
        or cited(parsed, verb, lemma)
    )


def _anew(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "now says 14": whoever says a plain number says what was counted before."""
    number = next((c for c in verb.children if given_anew(c)), None)
    if number is None:
        return None
    source = child(verb, "nsubj")
    if source is None or source.i == number.i:
        # Before a plain number, the parse may take the object of the second of two verbs for its subject.
        source = child(verb.head, "nsubj") if verb.dep_ == "conj" else None
    if source is None:
        return None
    return Cue(source, *parsed.word(verb), "neutral", offsets(parsed, [number]), lemma=lemma)


def counting(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "put the toll at 24": the object and the number after "at"."""
    noun = child(verb, "dobj") if lemma in {"put", "place", "estimate", "give"} else None
    if noun is None:
        return None
    source = subject_of(verb)[0]
    # "Put the number of wounded in the raid at 30": the parser may hang the number on the raid.
    near = [*verb.children, *(t for t in verb.subtree if t.i > noun.i)]
    at = next((c for c in near if c.dep_ == "prep" and c.lower_ in _SIZE and c.i > verb.i and _plain(c)), None)
    if at is None or source is None:
        return None
    said = offsets(parsed, [*noun.subtree, *(t for t in verb.subtree if noun.i < t.i < at.i), *at.subtree])
    return Cue(source, *parsed.word(verb), "neutral", said, lemma=lemma)


def _plain(prep: Any) -> bool:
    """Say whether a number follows a preposition."""
    return any(t.like_num or t.ent_type_ == "CARDINAL" for t in prep.subtree)


def recording(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "the clinic recorded 23 deaths": who keeps a record of the dead or the injured gives their number."""
    if lemma not in lexicon("measures")["recording"]:
        return None
    # Before "24 dead" the parser may take "dead" for an adverb.
    noun, source = child(verb, "dobj") or child(verb, "npadvmod", "advmod"), child(verb, "nsubj")
    if source is not None and source.lower_ in {"which", "who", "that"}:
        source = subject_of(verb)[0]
    if noun is None or source is None or source.pos_ == "PRON":
        return None
    # "counts 16 dead": a state beside the number counts as a noun does.
    counted = any(c.like_num for c in noun.children) if names_measure(noun) else noun.like_num
    if not counted or not (names_measure(noun) or any(c.lower_ in table("states") for c in noun.children)):
        return None
    within = [t for c in verb.children if c.dep_ == "prep" and c.i > noun.i and c.lower_ in _OF_ACTS for t in c.subtree]
    said = offsets(parsed, [*noun.subtree, *within])
    return Cue(source, *parsed.word(verb), "neutral", said, lemma=lemma)


def revising(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "revised its toll to 31" and "X's count rose to 31": whoever keeps the figure says it."""
    words, subject = lexicon("measures"), said_of(verb)
    kept = {*words["figures"], *words["toll"]}
    if subject is None or (subject.lemma_.lower() not in kept and lemma not in words["revising"]):
        return None
    if not any(t.like_num and t.i > verb.i for t in verb.subtree):
        return None
    if subject.lemma_.lower() in kept:
        source = by_agent(verb) or child(subject, "poss")  # "the toll was lowered to 33 by the ministry"
    else:
        noun = child(verb, "dobj") if lemma in words["revising"] else None
        means = noun is not None and (noun.lemma_.lower() in kept or stands_for_toll(noun))
        source = subject_of(verb)[0] if means else None
        own = noun is not None and any(c.tag_ == "PRP$" for c in noun.children)  # "the service raised its count"
        if source is not None and own and source.pos_ in {"NOUN", "PROPN"}:
            return _figures(parsed, verb, source)
    if source is None or not (keeps_figures(source) or source.pos_ == "PRON"):
        return None
    return _figures(parsed, verb, source)


def withdrawing(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "withdrew its figure of 40 dead", "corrected an earlier toll of 15": who kept a figure takes it back."""
    words, noun = lexicon("measures"), child(verb, "dobj")
    if noun is None or not (lemma in lexicon("cues")["retracting"] or _corrects(verb, noun)):
        return None
    source = subject_of(verb)[0]
    if source is None or noun.lemma_.lower() not in {*words["figures"], *words["toll"]}:
        return None
    said = offsets(parsed, list(noun.subtree))
    # Who does not take a figure back still gives it.
    effect = "neutral" if stood_by(verb) else "retracting"
    return Cue(source, *parsed.word(verb), effect, said, lemma=lemma)


def _corrects(verb: Any, noun: Any) -> bool:
    """Say whether a number is put right that was given before: "corrected its earlier toll of 15"."""
    if verb.lemma_ not in {"correct", "revise", "amend"}:
        return False
    before = any(c.lower_ in {"earlier", "previous", "initial", "its", "their"} for c in noun.children)
    of = next((c for c in noun.children if c.lower_ == "of" and any(t.like_num for t in c.subtree)), None)
    # "Corrected its earlier figure of 15 dead to 12" gives the other number.
    anew = any(c.lower_ == "to" and any(t.like_num for t in c.subtree) for c in verb.subtree)
    return before and of is not None and not anew


def cited(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "activists cited death tolls of about 500": who cites a toll with a number says it."""
    if lemma not in {"cite", "give", "offer"}:
        return None
    noun, source = child(verb, "dobj"), child(verb, "nsubj")
    ranging = child(verb, "ccomp") if noun is None else None  # "cited tolls ranging from 50 to 130"
    noun = child(ranging, "nsubj") if ranging is not None and ranging.tag_ == "VBG" else noun
    told = noun is not None and noun.lemma_.lower() in KEPT and any(t.like_num for t in (ranging or noun).subtree)
    if not told or source is None or source.pos_ == "PRON":
        return None
    said = offsets(parsed, list((ranging or noun).subtree))
    return Cue(source, *parsed.word(verb), "neutral", said, lemma="say")


def given(parsed: Parsed, noun: Any, lemma: str) -> Cue | None:
    """Read "the figure of 54 dead given by X", "X's toll of 54", "X gave a toll of 54": the number is X's."""
    of = next((c for c in noun.children if c.lower_ == "of" and any(t.like_num for t in c.subtree)), None)
    if lemma not in KEPT or of is None:
        return None
    made = [t for t in noun.subtree if t.dep_ == "acl" and t.tag_ == "VBN" and t.i > of.i]
    made = [t for t in made if t.lemma_.lower() in _GIVING or effect_of(t.lemma_.lower()) is not None]
    owner = child(noun, "poss")
    owner = owner if owner is not None and owner.pos_ != "PRON" and keeps_figures(owner) else None
    source = next((who for t in made if (who := by_agent(t)) is not None), owner)
    if source is None and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _GIVING:
        source = subject_of(noun.head)[0]
    if source is None:
        return None
    besides = {t.i for m in made for t in m.subtree} | ({t.i for t in owner.subtree} if owner is not None else set())
    said = offsets(parsed, [t for t in of.subtree if t.i not in besides])
    return Cue(source, *parsed.word(noun), "neutral", said, lemma="give", noun=True)


def _figures(parsed: Parsed, verb: Any, source: Any) -> Cue:
    """Give the attribution of a figure to whoever keeps it: all that the verb's clause says besides."""
    said = [t for t in verb.subtree if t.i < source.left_edge.i or t.i > source.right_edge.i]
    return Cue(source, *parsed.word(verb), "neutral", offsets(parsed, said), lemma="say")
