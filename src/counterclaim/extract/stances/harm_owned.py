"""Who owns up to the harm of its act: "accepted responsibility for the deaths of", "admitted deaths in its raid".

Regret for deaths alone accepts nothing; responsibility for them, or words that call the act one's own, do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.named import agents
from counterclaim.extract.named.act import happening
from counterclaim.extract.named.nouns import people_class
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.stances.unharmed import REACH, anchored, last_act
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Aspect, VictimClass

_LOSSES = frozenset({"death", "loss", "killing", "casualty", "injury"})
_ANSWERING = frozenset({"responsibility", "blame"})
_OWN = frozenset({"its", "our", "their", "his", "her", "my"})


def harm_owned(voices: Voices, said: Spans[Proposition]) -> Iterator[Proposition]:
    """Give who each admission of deaths says that it was: the one who admits them, of the act that it or the report
    tells of; nothing where the words or others already say who, how many or that nobody did.
    """
    for one in voices.attributions:
        head = root(voices, one.start, one.end)
        if head is None or one.cue.effect != "conceding" or one.cue.self_denied or not one.sources:
            continue
        if (dead := _who_died(head)) is not None:
            yield from _status(one, dead, said)
            continue
        inside = [t for t in head.subtree if t.lemma_.lower() in _LOSSES and t.pos_ in {"NOUN", "PROPN"}]
        loss = next(((t, people) for t in inside if (people := _people(t)) is not None), None)
        owned = head.lemma_.lower() in _ANSWERING or any(_own_act(t) for t in head.subtree)
        if loss is None or not owned:
            continue
        near = said.touching(one.start - REACH, one.end)
        act, (_, people) = last_act(near), loss
        if act is None or _counted(near, one):
            continue
        name, named = agents.body_of(one.sources[0].name), people_class(people)
        yield replace(
            anchored(act, one),
            aspect=Aspect.PERPETRATOR,
            value=name,
            actor=name,
            target=people.text,
            victim_class=VictimClass(named) if named not in {None, "people"} else VictimClass.UNKNOWN,
            hedges=(),
            loaded=(),
        )


def _who_died(head: Any) -> Any | None:
    """Give those of whom a clause says that they died ("civilians had died", "there were civilian casualties")."""
    subject = child(head, "nsubj")
    if head.lemma_.lower() in lexicon("measures")["killed"]["of_subject"]:
        whom = subject
    else:
        there = head.lemma_ == "be" and child(head, "expl") is not None
        loss = child(head, "attr", "nsubj") if there else None
        whom = _people(loss) if loss is not None and loss.lemma_.lower() in _LOSSES else None
    denied = head.lemma_ != "be" and child(head, "neg") is not None
    return whom if whom is not None and not denied and people_class(whom) not in {None, "people"} else None


def _status(one: Attribution, dead: Any, said: Spans[Proposition]) -> Iterator[Proposition]:
    """Give who died in the act told before, of which the speaker admits it; nothing where a number says as much."""
    near = said.touching(one.start - REACH, one.end)
    act, named = last_act(near), people_class(dead)
    if act is None or named is None or _counted(near, one):
        return
    words = dead.text if dead.pos_ == "NOUN" and dead.tag_ != "NN" else f"{dead.lemma_.lower()}s"
    yield replace(
        anchored(act, one),
        aspect=Aspect.VICTIM_STATUS,
        value=words,
        target=words,
        actor=None,
        victim_class=VictimClass(named),
        hedges=(),
        loaded=(),
    )


def _counted(near: Sequence[Proposition], one: Attribution) -> bool:
    """Say whether a speech, or what follows it, counts somebody."""
    return any(p.aspect is Aspect.COUNT and p.trigger_start >= one.start for p in near)


def _people(loss: Any) -> Any | None:
    """Give those whose loss a noun names: "deaths of the children", "civilian deaths"; None where it names nobody."""
    whom = after(loss, "of", "among", "to")
    if whom is not None and people_class(whom) is not None:
        return whom
    return next((c for c in loss.children if c.dep_ in {"amod", "compound"} and people_class(c) is not None), None)


def _own_act(token: Any) -> bool:
    """Say whether a noun tells an act as one's own: "its air strike"."""
    return happening(token) and any(c.dep_ == "poss" and c.lower_ in _OWN for c in token.children)
