"""Footage and pictures to attributions: who made them, who shows them, and what they are said to show."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.forged import forged
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named import agents
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Basis

_MADE = frozenset(
    {"release", "publish", "post", "distribute", "issue", "provide", "shoot", "film", "take", "air", "share", "obtain"}
)
#: "Purporting to show", "appears to show".
_SEEMING = frozenset({"purport", "appear", "seem", "claim", "allege"})
_MADE_BY = frozenset({"from", "by", "of"})


def imagery(parsed: Parsed) -> list[Cue]:
    """Give the attributions of a sentence that rest on pictures: their maker's, and around it their shower's."""
    found: list[Cue] = []
    nouns = set(lexicon("cues")["imagery_nouns"])
    for noun in parsed.doc:
        if noun.lemma_.lower() not in nouns or noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        content = _depicted(parsed, noun)
        if content is None:
            continue
        maker, shower = _maker(noun), _shower(parsed, noun)
        if maker is not None or shower is None:
            effect = "unverified" if forged(noun) and maker is None else "neutral"
            found.append(Cue(maker, *parsed.word(noun), effect, content, lemma="show", basis=Basis.IMAGERY))
        if shower is not None:
            who, verb = shower
            shown = (parsed.offset(noun.idx), content[1])
            found.append(Cue(who, *parsed.word(verb), "neutral", shown, lemma="show", basis=Basis.IMAGERY))
        break
    return found


def _depicted(parsed: Parsed, noun: Any) -> tuple[int, int] | None:
    """Give the span of what pictures show: after a verb of showing, to the end of what it governs."""
    verbs = set(lexicon("cues")["depicting"])
    for token in parsed.doc[noun.i + 1 :]:
        if token.lemma_.lower() not in verbs or token.pos_ != "VERB":
            continue
        seems = token.head if token.dep_ in {"xcomp", "advcl"} and token.head.lemma_ in _SEEMING else token
        subject = child(seems, "nsubj")
        own = subject is not None and (subject.i == noun.i or subject.lower_ in {"which", "that"})
        if not own and seems.tag_ != "VBG":
            continue
        kept = [t for t in token.subtree if t.i > token.i]
        if not kept:
            continue
        last = max(t.i for t in kept)
        last = max(last, _rest(parsed.doc, last))
        return offsets(parsed, list(parsed.doc[token.i + 1 : last + 1]))
    return None


def _rest(doc: Any, last: int) -> int:
    """Give the last token of things co-ordinated with what is shown, which the parser hangs on the main verb."""
    for token in doc[last + 1 :]:
        if token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"} and token.head.i <= last:
            return int(max(t.i for t in token.subtree))
    return last


def _maker(noun: Any) -> Any:
    """Give who made or released pictures: "released by X", "X's footage", "footage from X"."""
    for made in noun.children:
        if made.dep_ in {"acl", "relcl"} and made.lemma_.lower() in _MADE and (who := by_agent(made)) is not None:
            return who
    for near in noun.children:
        if near.dep_ == "poss" and near.pos_ != "PRON":
            return near
        if near.dep_ == "prep" and near.lower_ in _MADE_BY - {"of"} and (who := child(near, "pobj")) is not None:
            return who
        if near.dep_ in {"compound", "nmod"} and agents.kind_of_noun(near.text) is not None and near.pos_ != "ADJ":
            return near
    return None


def _shower(parsed: Parsed, noun: Any) -> tuple[Any, Any] | None:
    """Give who shows pictures, and the verb: the subject of a verb of showing, also where it was read as a noun."""
    verbs = set(lexicon("cues")["imagery_verbs"])
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in verbs:
        who = child(verb, "nsubj")
        if who is not None:
            return who, verb
    # "Pointed to a video showing that …"
    over = verb.head if noun.dep_ == "pobj" and verb.lower_ == "to" else verb
    if over.lemma_ in {"point", "refer"} and (who := child(over, "nsubj")) is not None:
        return who, over
    for token in reversed(parsed.doc[: noun.i]):
        form = token.lower_.removesuffix("ed").removesuffix("s")
        if form in verbs or token.lower_.removesuffix("d") in verbs or token.lemma_.lower() in verbs:
            before = [t for t in parsed.doc[: token.i] if t.pos_ in {"PROPN", "NOUN"}]
            if before and before[-1].i == token.i - 1:
                return before[-1], token
    return None
