"""Whom an accusation names for what no act of the lexicon tells: "accused Varland of sending arms to the rebels"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.pointing import bare_deed
from counterclaim.extract.grammar.clauses import acting, child, clause
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named import agents
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.accused import NAME_WORDS_MAX
from counterclaim.extract.stances.falsified import falsifying
from counterclaim.extract.stances.predicates import negator, root
from counterclaim.extract.stances.telling import NEAR_CHARACTERS
from counterclaim.extract.words.gazetteer import nations
from counterclaim.extract.words.in_short import in_short
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind, Aspect

_BODIES = frozenset({AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY})
#: What somebody is accused of by these says nothing yet: the deed stands below it.
_LIGHT = frozenset({"be", "have", "do", "try", "attempt", "seek", "want", "plan", "fail", "refuse", "help", "let"})


def laid_to(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give what a party is accused of having done, where no proposition tells it, and that the party did it.

    `places` are the report's propositions by their triggers. A party is who bears arms, a state or a body of one; an
    accusation in a report that tells of no act nearby is none of a conflict.
    """
    for one in voices.attributions:
        deed = _deed(voices, one)
        if deed is None:
            continue
        base = one.start - voices.token(one.start).idx
        last = next((c.left_edge.i - 1 for t in deed.subtree for c in t.children if c.dep_ == "appos"), None)
        first, end = deed.left_edge.i, clause(deed)[1]
        end = min(end, last) if last is not None and last > deed.i else end
        while end > deed.i and deed.doc[end].is_punct:
            end -= 1
        low, high = base + deed.doc[first].idx, base + deed.doc[end].idx + len(deed.doc[end].text)
        low, high = max(low, one.start), min(high, one.end)
        told = places.touching(low - NEAR_CHARACTERS, high + NEAR_CHARACTERS)
        own = [deed, child(deed, "dobj")]  # "of covering up the murder": the murder is told, and is not theirs
        if any(places.touching(base + t.idx, base + t.idx + 1) for t in own) or not any(p.act_type for p in told):
            continue
        text = (voices.cased or voices.report).text
        made = Proposition(
            start=low,
            end=high,
            trigger_start=low,
            trigger_end=low,
            aspect=Aspect.OCCURRENCE,
            value=in_short(text[low:high], text),
            actor=one.accused,
            negated=negator(voices, low, high) is not None,
        )
        yield made
        yield replace(made, aspect=Aspect.PERPETRATOR, value=str(one.accused))


def _deed(voices: Voices, one: Attribution) -> Any | None:
    """Give the verb of what a party is accused of having done to something, or None."""
    name = one.accused
    if name is None or one.cue.effect != "accusing" or one.cue.self_denied or len(name.split()) > NAME_WORDS_MAX:
        return None
    head = _after_of(voices, one) or root(voices, one.start, one.end)
    if (
        head is None
        or head.tag_ not in {"VBG", "VBN"}
        or head.dep_ not in {"pcomp", "xcomp", "acl"}
        or not _party(name, one.cue.accused)
    ):
        return None
    lemma = head.lemma_.lower()
    said = {*saying_verbs(), *lexicon("cues")["wishing"], *acting()["unreal_verbs"], *_LIGHT}
    told = lemma in said or falsifying(head) or bare_deed(head)
    return head if not told and child(head, "dobj") is not None else None


def _after_of(voices: Voices, one: Attribution) -> Any | None:
    """Give the verb after the "of" of an accusation that tells before it where and when ("accused in Lom of …")."""
    first = voices.token(one.start)
    base = one.start - first.idx if first is not None else 0
    for token in first.doc if first is not None else ():
        under = token.dep_ == "pcomp" and token.head.lower_ == "of" and token.head.head.lemma_ == one.cue.lemma
        if under and one.start <= base + token.idx < one.end:
            return token
    return None


def _party(name: str, token: Any) -> bool:
    """Say whether a name is of who bears arms, of a state, or of a body of one."""
    known = agents.known(name)
    kind = known.kind if known is not None else agents.kind_of_noun(name.rsplit(maxsplit=1)[-1].lower())
    return kind in _BODIES or name in nations() or (token is not None and token.ent_type_ in {"GPE", "NORP"})
