"""Acts that a report tells as done: who denies that somebody did one of them denies who, and not that it was done."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, acting, child
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.slots.roles import CHAINS
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.records.words import Aspect

#: What one does about an act that others did.
_ABOUT_IT = frozenset(
    {"bury", "conceal", "condone", "cover", "deny", "excuse", "exploit", "hide", "ignore", "investigate", "justify"}
)
#: What one says of what others did or suffered, which is no doing of it.
_MISTOLD = frozenset({"exaggerate", "inflate", "overstate", "lie", "misrepresent", "misreport", "falsify", "distort"})
#: "The person who gave the order", "the decision to".
_LEADING = frozenset(
    {"command", "decision", "individual", "one", "order", "participation", "person", "people", "those"}
)
#: What words tell that take an act back, doubt it or deny it.
_OPEN = frozenset({"denial", "unverified", "retracting"})


def told(voices: Voices, said: Iterable[Proposition]) -> tuple[Proposition, ...]:
    """Give the acts that are told as done, by the report or by whoever speaks in it."""
    acts = (p for p in said if p.aspect is Aspect.OCCURRENCE and p.act_type is not None and not p.negated)
    return tuple(p for p in acts if not _doubted(voices, p))


def elsewhere(acts: Iterable[Proposition], said: Proposition) -> bool:
    """Say whether the act a proposition is about is told as done in other words, which do not name the same doer.

    What only an accuser tells, with the accused as its doer, is not known to have been done.
    """
    return any(
        p.trigger_start != said.trigger_start
        and family(p.act_type) == family(said.act_type)
        and (p.actor is None or p.actor != said.actor)
        and _alike(p.target, said.target)
        for p in acts
    )


def _doubted(voices: Voices, one: Proposition) -> bool:
    """Say whether the words of an act deny it, doubt it or take it back."""
    at = one.trigger_start
    denied = bool(voices.denied.touching(at, at + 1))
    return denied or any(a.cue.effect in _OPEN or a.cue.self_denied for a in voices.at(at))


def only_charged(voices: Voices, said: Proposition, one: Attribution) -> bool:
    """Say whether nobody named accuses somebody of an act, known before ("charged with the murders")."""
    token = voices.token(said.trigger_start) if one.cue.effect == "accusing" and one.cue.source is None else None
    return token is not None and token.pos_ == "NOUN" and known_one(token)


def charged_with(token: Any, inside: range) -> bool:
    """Say whether an act is what somebody is charged with, and not only named by it ("bribed a witness of the raid").

    Who "inflated the number of those killed" is accused of no killing. Takes the act's token and the tokens of the
    charge by index.
    """
    while token.head.i != token.i and token.head.i in inside:
        up, below = token.head, token.dep_ in {"prep", "relcl", "acl", "poss", "compound"}
        other = up.pos_ in {"NOUN", "PROPN"} and up.lemma_.lower() not in _deeds()
        hidden = token.dep_ == "dobj" and token.pos_ == "NOUN" and up.lemma_.lower() in _ABOUT_IT
        hidden = hidden or (up.pos_ == "VERB" and up.lemma_.lower() in _MISTOLD)
        # "Of killing men who were captured after the fall of Lom"
        hidden = hidden or (token.dep_ == "relcl" and up.lower_ == "some")
        hidden = hidden or (token.dep_ == "prep" and token.lower_ in _EARLIER and child(token, "pobj") is not None)
        if hidden or token.dep_ == "appos" or (other and below):
            return False
        token = up
    return True


_EARLIER = frozenset({"after", "since", "following"})


@cache
def _deeds() -> frozenset[str]:
    """Give the nouns that lead from who is charged to what was done ("a part in", "the author of", "a wave of")."""
    return act_nouns() | CHAINS | acting()["part"] | acting()["doers"] | acting()["collective"] | _LEADING


def known_one(noun: Any) -> bool:
    """Say whether a wish or a promise takes an act for granted: "to look into the murder"."""
    definite = any(c.lower_ in {"the", "this", "these", "that"} or c.dep_ == "poss" for c in noun.children)
    below = noun.dep_ == "pobj" and noun.head.head.pos_ in {"NOUN", "PROPN"}
    return noun.head.pos_ in {"VERB", "ADP"} and noun.head.dep_ != "ROOT" and (definite or below)


@cache
def family(act: str | None) -> str | None:
    """Give the family of happenings of an act, or the act itself where it is in none."""
    return next((str(row["family"]) for row in lexicon("act_types") if row["act"] == act), act)


def _alike(one: str | None, other: str | None) -> bool:
    """Say whether two targets can be one: by one's words inside the other's, or one that is not named."""
    if one is None or other is None:
        return True
    first, second = set(normal_name(one).split()), set(normal_name(other).split())
    return first <= second or second <= first
