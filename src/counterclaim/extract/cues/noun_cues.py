"""Nouns of saying as cues: "X's claim that …", "a report by X of the raid", "X's version is that …"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.bidden import opposes_words
from counterclaim.extract.cues.contained import cue_lemma, effect_of, rejected
from counterclaim.extract.cues.disbelief import judged
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.cues.undecided import looked_into
from counterclaim.extract.cues.unknowns import unverified
from counterclaim.extract.grammar.clauses import SUBJECTS, child
from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.cue import Cue, also, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.parsed.together import names_side

_EFFECTS = {"denial": "denial", "admission": "conceding", "confirmation": "endorsing"}
#: Verbs by which somebody says again, or goes on saying, what a noun of saying is of.
_AGAIN = frozenset({"affirm", "echo", "express", "issue", "maintain", "make", "reaffirm", "reissue", "reiterate"}) | {
    *("renew", "repeat", "restate", "voice", "defend", "uphold"),
}
_DISTANT = frozenset({"claim", "allegation", "accusation", "rumour", "rumor"})
#: What a state says for itself; "Velnian reports" may be those of its newspapers.
_OF_STATES = _DISTANT | {"denial", "assertion", "contention"} - {"rumour", "rumor"}
_TOLD = _DISTANT | {"announcement", "report", "confirmation", "account", "admission", "denial"}

#: Of the object of these the subject says nothing: others do.
_RECEIVING = frozenset({"receive", "hear", "get", "face", "draw", "meet", "attract", "provoke", "spark", "trigger"}) | {
    *("prompt", "fuel", "encounter", "confront", "suffer", "escape", "weather", "invite", "elicit", "cause", "fend"),
    *("dodge", "ignore", "answer", "fight", "investigate", "examine", "probe", "follow", "prove", "disprove", "await"),
}


def _noun_effect(lemma: str) -> str:
    """Give how a noun of saying bears on what is said."""
    return _EFFECTS.get(lemma, "distancing" if lemma in _DISTANT else "neutral")


def noun_cue(parsed: Parsed, noun: Any) -> Cue | None:
    """Read "X's claim that …", "a claim by X that …", "allegations that …"."""
    lemma = noun.lemma_.lower()
    clause = child(noun, "acl", "ccomp", "relcl")
    source = child(noun, "poss") or by_agent(noun)
    if source is not None and source.ent_type_ in {"DATE", "TIME"}:
        source = None  # "today's news"
    if source is None:  # "rebel allegations", "Velnian denials"
        beside = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}]
        states = lemma in _OF_STATES
        source = next((c for c in beside if names_side(c) or (states and c.ent_type_ == "NORP")), None)
    over = _said_again(noun)
    if over is not None and source is not None and source.tag_ == "PRP$":
        clause, source = clause or child(over, "ccomp"), subject_of(over)[0] or source
    told = _told_by(parsed, noun, lemma) or _being(parsed, noun, lemma, source) or _denied_all(parsed, noun, lemma)
    if told is not None:
        return told
    if clause is None or clause.dep_ == "relcl" or child(clause, "mark") is None:
        return None
    ruled = effect_of(cue_lemma(noun.head)) if noun.dep_ == "dobj" else None
    own = source is not None and source.tag_ == "PRP$" and ruled == "retracting"  # "retract our report that"
    if own or (source is None and ruled in {"denial", "retracting"}):
        return None
    if source is None and (looked_into(noun) or judged(noun) or _called_false(noun) or _not_confirmed(parsed, noun)):
        return None
    up = noun.head.head
    ruling = noun.dep_ == "pobj" and up.pos_ == "VERB" and effect_of(up.lemma_.lower()) is not None
    topic = up.lemma_ in {"ask", "speak", "talk", "question"} and noun.head.lower_ in {"about", "on", "of"}
    if source is None and ruling and not topic:
        return None  # "asked about claims that P": others claim it
    received = (
        noun.head.lemma_ in _RECEIVING
    )  # "had received reports that …", "faces accusations that …": others say so
    others = received or opposes_words(noun.head)
    others = others or (lemma == "denial" and over is None)  # who believes or cites a denial is not who denies
    if source is None and noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and not others:
        source = subject_of(noun.head)[0]
    said = [t for c in (clause, *also(noun, clause)) for t in c.subtree]
    at, content = parsed.offset(noun.idx), offsets(parsed, said)
    dropped = noun.dep_ == "dobj" and noun.head.lemma_ == "drop"  # "dropped charges that …"
    none = any(c.lower_ == "no" for c in noun.children)  # "had no reports that …" leaves it open
    effect = "unverified" if none else "retracting" if dropped else _noun_effect(lemma)
    return Cue(source, at, at + len(noun.text), noun.text, effect, content, lemma=lemma, noun=True)


def _said_again(noun: Any) -> Any:
    """Give the verb by which somebody says a noun of saying again, or None: "repeated its denial", "stood by it"."""
    up = noun.head
    if noun.dep_ == "pobj" and up.lower_ in {"by", "to"} and up.head.lemma_ in {"stand", "stick", "hold", "keep"}:
        return up.head
    return up if noun.dep_ == "dobj" and up.lemma_.lower() in _AGAIN else None


def restates(verb: Any) -> bool:
    """Say whether a verb only says a denial or an admission again, and what it is of is not what it says."""
    noun = child(verb, "dobj")
    return noun is not None and _said_again(noun) == verb and noun.lemma_.lower() in _EFFECTS


def _called_false(noun: Any) -> bool:
    """Say whether somebody says that what nobody named said is false: "said reports that … were false"."""
    verb = noun.head if noun.dep_ == "nsubj" else noun
    over = verb.head if verb.dep_ == "ccomp" else verb
    return over != verb and effect_of(over.lemma_.lower()) is not None and rejected(over, verb) is not None


def _not_confirmed(parsed: Parsed, noun: Any) -> bool:
    """Say whether a noun of saying is what somebody could not confirm."""
    return noun.dep_ == "dobj" and unverified(parsed, noun.head, noun.head.lemma_.lower()) is not None


def _told_by(parsed: Parsed, noun: Any, lemma: str) -> Cue | None:
    """Read "the announcement by X of the arrest": a noun of saying with who says it and, after "of", what happened."""
    made = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    source = child(noun, "poss") or by_agent(noun) or (by_agent(made) if made is not None else None)
    of = [c for t in (noun, *([made] if made is not None else [])) for c in t.children if c.lower_ == "of"]
    of += [c for c in (source.children if source is not None else ()) if c.lower_ == "of"]
    # "Accusations of the massacre", "of killing villagers": what they are of, or that somebody did it.
    act = next((p for c in of if (p := child(c, "pobj")) is not None and happening(p)), None)
    act = act or (next((p for c in of if (p := child(c, "pcomp")) is not None), None) if source is None else None)
    if act is None or lemma not in _TOLD or (source is None and not _laid_by_some(noun, lemma)):
        return None
    at = parsed.offset(noun.idx)
    words = offsets(parsed, list(act.subtree))
    until = act.head.i - 1 if source is not None and act.head.i > source.i > noun.i else None
    return Cue(
        source, at, at + len(noun.text), noun.text, _noun_effect(lemma), words, lemma=lemma, noun=True, until=until
    )


def _laid_by_some(noun: Any, lemma: str) -> bool:
    """Say whether what "accusations of a massacre" are of is nobody's by name: "is facing", "amid", "over" them."""
    if lemma not in _DISTANT or child(noun, "acl", "relcl", "ccomp") is not None:
        return False
    faced = noun.dep_ == "dobj" and noun.head.lemma_ in _RECEIVING
    faced = faced or (noun.dep_ == "attr" and child(noun.head, "expl") is not None)  # "there are accusations of"
    return faced or (noun.dep_ == "pobj" and noun.head.lower_ in {"amid", "over", "following", "after", "under"})


def _denied_all(parsed: Parsed, noun: Any, lemma: str) -> Cue | None:
    """Read "contradicting repeated denials by X", "despite X's denials": X denies what the sentence tells."""
    source = child(noun, "poss") or by_agent(noun)
    link = next((c for c in noun.children if c.lower_ == "from"), None)
    source = child(link, "pobj") if source is None and link is not None else source
    apart = noun.dep_ == "pobj" and noun.head.lower_ in {"despite", "notwithstanding", "to", "amid"}
    apart = apart or (noun.dep_ == "dobj" and noun.head.lemma_.lower() in {"contradict", "belie", "ignore"})
    if lemma != "denial" or source is None or not apart or child(noun, "acl", "ccomp", "relcl") is not None:
        return None
    return Cue(source, *parsed.word(noun.head), "denial", offsets(parsed, [noun]), lemma=lemma)


def _being(parsed: Parsed, noun: Any, lemma: str, source: Any) -> Cue | None:
    """Read "X's version is that …", "the word abroad is that …": what a noun of saying is said to be."""
    verb = noun.head if noun.dep_ in SUBJECTS else None
    clause = child(verb, "ccomp") if verb is not None and verb.lemma_ == "be" else None
    if clause is None or child(clause, "mark") is None:
        return None
    # "Heard the news that P, that Q": the parser hangs the second on the verb.
    beside = [c for c in noun.head.children if c.dep_ == "ccomp" and c.i > clause.i and child(c, "mark") is not None]
    told_too = [clause, *beside] if noun.dep_ == "dobj" and noun.i < clause.i else [clause]
    at, content = parsed.offset(noun.idx), offsets(parsed, [t for c in told_too for t in c.subtree])
    return Cue(source, at, at + len(noun.text), noun.text, _noun_effect(lemma), content, lemma=lemma)
