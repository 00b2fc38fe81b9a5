"""Who rejects what a report found: of "rejected the UN report on the raid" the raid is the topic, and not denied."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import cue_lemma, effect_of
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.cues.taking_back import unsaid
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.parsed.together import names_side

FOUND = frozenset({"finding", "conclusion", "study", "inquiry", "investigation", "probe", "assessment", "review"})
WRITTEN = frozenset({"report", "account", "version", "document", "statement"})
#: Who finds out what happened, or what they found.
_LOOKED_INTO = FOUND | {"commission", "panel", "investigator", "inspector", "expert", "analyst", "report"}
_TOPIC = frozenset({"on", "into", "about", "concerning", "regarding"})
_BODIES = frozenset({"ORG", "GPE", "NORP", "PERSON"})


def rejected_report(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "rejected X's report on the raid": what X found is denied; None for another verb.

    "Rejected reports on the use of gas", which are nobody's, denies the use.
    """
    noun = child(verb, "dobj", "nsubjpass") if verb.pos_ == "VERB" and effect_of(lemma) == "denial" else None
    if noun is None or unsaid(verb, "denial") or child(noun, "acl", "ccomp", "relcl") is not None:
        return None
    about = next((c for t in _of(noun) for c in t.children if c.dep_ == "prep" and c.lower_ in _TOPIC), None)
    passive = noun.dep_ == "nsubjpass"
    source = by_agent(verb) if passive else subject_of(verb)[0]
    if about is None or about.i < noun.i or source is None or not _somebodys(noun):
        return None
    content = offsets(parsed, [t for t in noun.subtree if t.i <= noun.i])
    return Cue(source, *parsed.word(verb), "denial", content, lemma=lemma)


def rejected_topic(parsed: Parsed, noun: Any) -> Cue | None:
    """Read the topic of "rejected the UN report on army killings": who wrote the report tells of it, nobody else."""
    denied = noun.dep_ == "dobj" and noun.lemma_.lower() in WRITTEN | FOUND
    if not denied or effect_of(cue_lemma(noun.head)) != "denial":
        return None
    topic = next((c for t in _of(noun) for c in t.children if c.dep_ == "prep" and c.lower_ in _TOPIC), None)
    maker = child(noun, "poss") or by_agent(noun)
    maker = maker or next((c for c in noun.children if c.dep_ in {"compound", "nmod"} and _is_body(c)), None)
    if topic is None or maker is None:
        return None
    return Cue(
        maker, *parsed.word(noun), "neutral", offsets(parsed, list(topic.subtree)[1:]), lemma="report", noun=True
    )


def _is_body(token: Any) -> bool:
    return token.ent_type_ in _BODIES or names_side(token)


def ruled_out(verb: Any, lemma: str, act: Any) -> bool:
    """Say whether "the inquiry ruled out shelling" denies an act; a government rules out what it will not do."""
    who = child(verb, "nsubj") if lemma == "rule out" and happening(act) else None
    return who is not None and who.lemma_.lower() in _LOOKED_INTO


def _of(noun: Any) -> list[Any]:
    """Give a noun with whom it is of: "the report of the UN on the raid" may hang its topic on the UN."""
    return [noun, *(p for c in noun.children if c.lower_ in {"of", "by", "from"} for p in c.children)]


def _somebodys(noun: Any) -> bool:
    """Say whether a noun is of what somebody found or wrote."""
    if noun.lemma_.lower() in FOUND:
        return True
    own = any(c.dep_ == "poss" or (c.dep_ in {"compound", "amod", "nmod"} and _is_body(c)) for c in noun.children)
    own = own or any(_is_body(p) for p in _of(noun)[1:])
    return noun.lemma_.lower() in WRITTEN and (own or noun.tag_ == "NN")
