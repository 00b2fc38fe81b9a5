"""Whence a weapon came, where that tells whose it was: "the rockets had come from hills held by the Front"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.extract.grammar.clauses import acting, after, child, clause_head, said_of
from counterclaim.extract.mending.charges import THOUGHT
from counterclaim.extract.named.agents import known
from counterclaim.extract.named.nouns import core, weapon_row
from counterclaim.extract.named.parties import parties, party
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.slots.control import HOLD, party_of_words
from counterclaim.extract.slots.reality import unreal

_COMING = frozenset({"come", "fire", "launch", "originate", "arrive", "fly", "shoot", "lob", "send"})
GROUND = frozenset(
    {
        "position",
        "territory",
        "area",
        "base",
        "hill",
        "line",
        "side",
        "post",
        "barrack",
        "barracks",
        "camp",
        "garrison",
        "stronghold",
        "ground",
    }
)
_WHENCE = frozenset({"direction", "side", "part", "area", "edge", "vicinity"})
#: What a party does on its own ground: "where the army has a base".
_KEPT = frozenset({"have", "keep", "station", "base", "deploy", "position", "camp", "dig"})


def origins(sentence: Sentence) -> Iterator[tuple[Any, str]]:
    """Give the verb and the party for each weapon that is said to have come from ground that a party holds."""
    for verb in sentence.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _COMING or sentence.hidden(verb) or unreal(verb):
            continue
        what = said_of(verb)
        what = verb.head if what is None and verb.dep_ == "acl" else what
        if what is None or not _fired(what):
            continue
        names = (name for ground in _grounds(verb) if (name := _holder(ground, sentence)) is not None)
        if (first := next(names, None)) is not None:
            yield verb, first


def thought_of(sentence: Sentence) -> Iterator[tuple[Any, str]]:
    """Give the deed and the party for what flies and is only thought to be theirs: "jets thought to be Russian"."""
    for verb in sentence.doc:
        what = child(verb, "xcomp") if verb.dep_ == "acl" and verb.lemma_ in THOUGHT else None
        if what is None or verb.head.lemma_.lower() not in acting()["flying"] or sentence.hidden(verb):
            continue
        if child(verb, "neg") is not None or child(what, "neg") is not None:
            continue  # "not believed to be Russian", "believed not to be"
        deed = verb.head.head.head if verb.head.dep_ == "pobj" else verb.head.head
        told = child(what, "acomp") if what.lemma_ == "be" else after(what, "to") if what.lemma_ == "belong" else None
        if told is None or deed.pos_ != "VERB":
            continue
        land = known(f"{told.text} warplanes") if what.lemma_ == "be" else None
        for name in (land.name,) if land is not None else parties(told, sentence):
            yield deed, name


def _grounds(verb: Any) -> Iterator[Any]:
    """Give each ground that something is said to have come from: "from the south, from the side of the base"."""
    for one in verb.subtree:
        if one.lower_ != "from" or one.dep_ != "prep" or clause_head(one).i != clause_head(verb).i:
            continue
        if (whence := child(one, "pobj")) is None:
            continue
        inner = after(whence, "of") if whence.lemma_.lower() in _WHENCE else None
        yield inner if inner is not None else whence


def _fired(token: Any) -> bool:
    return weapon_row(token) is not None or token.lemma_.lower() in {"fire", "shot", "shelling", "attack", "strike"}


def _holder(ground: Any, sentence: Sentence) -> str | None:
    """Give who holds the ground: by "held by X", "X-held", "X's positions", "army positions"."""
    for one in ground.children:
        if one.dep_ in {"acl", "relcl"} and one.lemma_.lower() in {*HOLD, "occupy", "run"}:
            by = after(one, "by")
            return party(by, sentence) if by is not None else None
        if one.dep_ == "relcl" and one.lemma_.lower() in _KEPT and any(c.lower_ == "where" for c in one.children):
            keeper = said_of(one)
            return party(keeper, sentence) if keeper is not None else None
        if one.lower_ == "under" and (grip := child(one, "pobj")) is not None:
            owner = child(grip, "poss") or after(grip, "of")
            return party(owner, sentence) if owner is not None else party_of_words(grip, sentence)
    joined = [t for t in core(ground) if t.lower_ in {"held", "controlled"}]
    if joined and joined[0].i > 1 and (name := party(joined[0].doc[joined[0].i - 2], sentence)) is not None:
        return f"{name}s" if name.lower() in {"rebel", "guerrilla", "insurgent"} else name
    if ground.lemma_.lower() not in GROUND:
        return None
    owner = child(ground, "poss")
    return party(owner, sentence) if owner is not None else party_of_words(ground, sentence)
