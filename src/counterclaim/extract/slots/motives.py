"""Motives: what for, as the words give it; a purpose is never itself something that happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, acting, child, clause, hedges, purpose_noun
from counterclaim.extract.named.act import Act
from counterclaim.extract.named.parties import party
from counterclaim.extract.named.sentence import Sentence

VALUE_WORDS = 12
_SAME = re.compile(r"\bthe same (?:thing|purpose|end|reason)\b", re.IGNORECASE)
_PURPOSE_SAID = re.compile(r"[^\W\d_]{2,}")
#: Of these the reason itself stands behind them.
_OPEN = frozenset({"in retaliation for", "in revenge for", "in response to", "in retaliation against"})
_STOPS = frozenset({"including", "before", "after", "while", "although", "though", "because", "when", "until", "if"})


@dataclass(frozen=True, slots=True)
class Motive:
    """A purpose: its words as a value, its tokens, its hedges, and the act that it explains."""

    value: str
    first: int
    last: int
    hedges: tuple[str, ...]
    act: Act | None


def motives(sentence: Sentence, found: Sequence[Act]) -> Iterator[Motive]:
    """Give the motives that a sentence names, in order."""
    seen: set[int] = set()
    for token in sentence.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.i in seen or sentence.hidden(token):
            continue
        for one in _of(token, sentence, found):
            if not seen & set(range(one.first, one.last + 1)):
                seen |= set(range(one.first, one.last + 1))
                sentence.memory.motive = one.value
                yield one
    yield from _phrases(sentence, found, seen)


def _of(verb: Any, sentence: Sentence, found: Sequence[Act]) -> Iterator[Motive]:
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    lemma = verb.head.lemma_.lower()
    acts = {a.token.i: a for a in found}
    if to and verb.dep_ == "acl" and purpose_noun(verb.head) and verb.head.head.lower_ in {"in", "as", "with"}:
        act = _governing(verb.head, acts, found)
        if act is not None:
            yield from _made(verb, verb.head.left_edge.i, act)
    elif to and verb.dep_ in {"advcl", "xcomp"} and verb.head.i in acts and lemma not in acting()["real_infinitives"]:
        yield from _made(verb, verb.i, acts[verb.head.i])
    elif to and verb.dep_ in {"advcl", "xcomp"} and _exploits(verb.head) and found:
        yield from _made(verb, verb.i, _near(verb, found))
    elif to and verb.dep_ in {"xcomp", "ccomp", "advcl"} and _of_motive(verb.head):
        yield from _motive(verb, sentence, found)
    elif verb.dep_ == "advcl" and (act := acts.get(verb.head.i)) is not None and act.actors:
        yield from _cause(verb, act)
    same = child(verb, "prep") if verb.lemma_ in acting()["exploiting"] else None
    if same is not None and same.lower_ == "for" and sentence.memory.motive and _SAME.search(_text(same)):
        yield Motive(sentence.memory.motive, same.i, same.right_edge.i, (), _near(verb, found))


def _exploits(verb: Any) -> bool:
    """Say whether a verb tells what an act is used for, and no thing: "a site used by rebels to repair drones"."""
    of_thing = verb.dep_ in {"relcl", "acl"} and verb.head.lemma_.lower() not in act_nouns()
    return verb.lemma_.lower() in acting()["exploiting"] and not of_thing


def _cause(verb: Any, act: Act) -> Iterator[Motive]:
    """Give "bombed it because rebels were hiding there" in the words of its reason."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "because"), None)
    if mark is not None and mark.i < verb.i:
        first, last = mark.i, max(t.i for t in verb.subtree if not t.is_punct and not t.is_space)
        said = " ".join(verb.doc[first : last + 1].text.lower().split()[:VALUE_WORDS])
        yield Motive(said, first, last, hedges(said), act)


def _text(token: Any) -> str:
    return str(token.doc[token.i : token.right_edge.i + 1].text)


def _of_motive(verb: Any) -> bool:
    noun = child(verb, "nsubj")
    return noun is not None and noun.lemma_ in acting()["motives"]


def _motive(verb: Any, sentence: Sentence, found: Sequence[Act]) -> Iterator[Motive]:
    """Give "a motive may have been to hide evidence and kill the witnesses" as two motives with the hedge of both."""
    act = _near(verb, found) or sentence.memory.act
    noun = child(verb.head, "nsubj")
    owner = child(noun, "poss") if noun is not None else None
    if act is None or (owner is not None and party(owner, sentence) not in act.actors):
        return
    if not found and owner is None and noun is not None and noun.lemma_ not in {"motive", "motivation", "reason"}:
        return
    first, last = clause(verb.head)
    doubts = hedges(sentence.doc[first : last + 1].text)
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
    for one in (verb, *joined):
        yield from _made(one, one.i, act, doubts)


def _governing(token: Any, acts: dict[int, Act], found: Sequence[Act]) -> Act | None:
    """Give the act that a purpose hangs on."""
    for above in token.ancestors:
        if above.i in acts:
            return acts[above.i]
        if above.pos_ in {"VERB", "AUX"}:
            break
    return _near(token, found)


def _near(token: Any, found: Sequence[Act]) -> Act | None:
    before = [a for a in found if a.token.i < token.i]
    # What the purpose itself names is not what it explains: "in an attempt to distract from the killing".
    inside = {t.i for t in token.subtree}
    return before[-1] if before else next((a for a in found if a.token.i not in inside), None)


def _made(verb: Any, start: int, act: Act | None, doubts: tuple[str, ...] = ()) -> Iterator[Motive]:
    """Make a motive of an infinitive; a clause of time or condition inside it is left out."""
    doc = verb.doc
    skipped = {t.i for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" for t in c.subtree}
    words = [t for t in verb.subtree if t.i not in skipped and t.i >= min(verb.left_edge.i, verb.i)]
    kept: list[Any] = []
    for token in words:
        if skipped and token.i > min(skipped):
            break
        if kept and (
            (token.lower_ in _STOPS and token.dep_ in {"mark", "prep", "advmod"}) or token.text in {";", ":", "—", "("}
        ):
            break
        kept.append(token)
    while kept and (kept[-1].is_punct or kept[-1].is_space or kept[-1].dep_ == "cc"):
        kept.pop()
    said = " ".join("".join(t.text_with_ws for t in kept if t.lower_ != "there").lower().split())
    said = re.sub(r"[\"“”]", "", said)
    said = said if said.startswith("to ") else f"to {said}"
    value = " ".join(said.split()[:VALUE_WORDS]).rstrip(" ,")
    first, last = min(start, kept[0].i), kept[-1].i
    yield Motive(value, first, last, tuple(sorted({*doubts, *hedges(doc[first : last + 1].text)})), act)


def _of_another(token: Any, act: Act | None) -> bool:
    """Say whether "aimed at" is said of a noun that is no act: "talks aimed at ending the war"."""
    noun = token.head if token.dep_ == "acl" else None
    return (
        noun is not None
        and act is not None
        and noun.i != act.token.i
        and not any(t.i == act.token.i for t in noun.subtree)
    )


def _phrases(sentence: Sentence, found: Sequence[Act], seen: set[int]) -> Iterator[Motive]:
    """Give motives by set phrases ("in retaliation for …"), which explain the act before them."""
    doc = sentence.doc
    low = sentence.plain.lower()
    for phrase in sorted(p for p in acting()["reason"] if p.lower() in low):
        for match in re.finditer(rf"\b{re.escape(phrase)}\b[^.;,()]*", sentence.plain, re.IGNORECASE):
            span = doc.char_span(*match.span(), alignment_mode="contract")
            act = _near(span.root, found) if span is not None else None
            if span is not None and _of_another(span.root, act):
                continue
            if span is not None and not _PURPOSE_SAID.search(span.text[len(phrase) :]) and phrase in _OPEN:
                continue  # "in response to:" names nothing
            if span is None or act is None or act.token.i > span.start or seen & set(range(span.start, span.end)):
                continue
            seen |= set(range(span.start, span.end))
            value = " ".join(span.text.lower().split()[:VALUE_WORDS])
            value = re.sub(r"^(?:was|were) ", "", value)
            value = re.sub(r"^(in order|so as|in a bid|meant|intended|designed) to ", "to ", value)
            yield Motive(value, span.start, span.end - 1, hedges(span.text), act)
