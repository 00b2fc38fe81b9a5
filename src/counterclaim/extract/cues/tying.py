"""Acts tied to a party: "pinned the raid on X", "traced the shelling to X", "the blast was linked to X"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.bidden import asked_for, kept_back
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named.act import happening
from counterclaim.extract.named.speaking import no_doer, speaks
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed

#: By which word each verb leads to whom the act is laid to.
_LINKS = {"pin": "on", "trace": "to", "link": "to", "tie": "to", "lay": "at", "place": "at"}
_DOORS = frozenset({"door", "doorstep", "feet"})


def tying(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Give the charge of a verb that ties an act that happened to a party, or None for another verb.

    Words that only may, or did not, tie it are no charge; what is tied to a thing or to another act charges nobody.
    """
    link = _LINKS.get(lemma)
    if link is None or verb.pos_ != "VERB" or verb.tag_ in {"VB", "VBG"} or any(c.dep_ == "neg" for c in verb.children):
        return None
    source, passive, until = subject_of(verb)
    what = child(verb, *{"nsubjpass"} if passive else {"dobj"})
    if what is None or not happening(what) or asked_for(verb) or kept_back(verb) or _only_may(verb):
        return None
    to = _link(verb, what, link)
    whom = at_door(child(to, "pobj"), only=link == "at") if to is not None else None
    if whom is None or not (speaks(whom) or whom.ent_type_ == "GPE") or no_doer(whom):
        return None
    source = by_agent(verb) if passive else source
    # "Denied that the raid was linked to it": nobody but who denies it is told of.
    if source is None and (not passive or verb.dep_ not in {"ROOT", "relcl", "acl"}):
        return None
    last = verb.i if passive else to.i
    said = [t for t in verb.doc[what.left_edge.i : last] if t.dep_ not in {"aux", "auxpass"} and t.i != verb.i]
    return Cue(source, *parsed.word(verb), "accusing", offsets(parsed, said), lemma=lemma, until=until, accused=whom)


def _link(verb: Any, what: Any, link: str) -> Any:
    """Give the last "to" (or "on", "at") that hangs on the verb or on the act that it ties."""
    near = [c for t in (verb, *what.subtree) for c in t.children if c.lower_ == link and c.dep_ in {"prep", "dative"}]
    return max((c for c in near if c.i > verb.i), key=lambda t: t.i, default=None)


def at_door(noun: Any, only: bool = False) -> Any:
    """Give at whose "door" something is laid; else the noun itself, or None where it is `only` such a door."""
    if noun is None or noun.lower_ not in _DOORS:
        return None if only else noun
    return child(noun, "poss") or after(noun, "of")


def _only_may(verb: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"may", "might", "could", "can", "would", "will"} for c in verb.children)
