"""An act as the words tell it, and the lexicon's rows for the verbs and nouns that name one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import after, before, purpose_noun, said_of
from counterclaim.extract.named.things import Thing
from counterclaim.lexicons import lexicon

#: Families of acts that people die of.
CAUSES = frozenset({"bombardment", "explosion", "chemical", "fighting"})
#: Who kills whom by hand, though neither is named.
_THEY = frozenset({"they", "he", "she", "who"})
_ONE = frozenset({"him", "her"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One trigger: its token, its lexicon row, who did it, to what, and the tokens of the words that say so.

    `cause` is the act whose outcome this one is ("strikes killed twelve"): it then names no act of its own. `again`
    says that it means an attack told before ("the attack").
    """

    token: Any
    row: dict[str, Any]
    actors: tuple[str, ...]
    target: Thing | None
    negated: bool
    span: tuple[int, int]
    cause: Act | None = None
    again: bool = False

    @property
    def act_type(self) -> str:
        """Give the act type's word."""
        return str(self.row["act"])

    @property
    def told(self) -> Act:
        """Give the act that a reader is told of: what brought about a mere outcome, else the act itself."""
        return self.cause if self.cause is not None and self.row.get("result") else self

    @property
    def outcome(self) -> bool:
        """Say whether the act tells only what became of people, and not through whom or what."""
        return bool(self.row.get("result")) and self.cause is None and not self.actors

    @property
    def leans(self) -> bool:
        """Say whether the act, or what brought it about, has to be looked for in another sentence."""
        return (self.outcome and not _by_hand(self.token)) or self.told.again

    @property
    def words_alone(self) -> str:
        """Name the act without its target: "air strike"."""
        return str(self.row["words"])

    @property
    def words(self) -> str:
        """Name the act with its target: "air strike on prison", "taking of Palmyra"; of people, the act alone."""
        if self.target is None or self.target.people or not (self.target.asset or self.target.place):
            return self.words_alone
        return f"{self.words_alone} {self.row['link']} {self.target.name}"


def _by_hand(verb: Any) -> bool:
    """Say whether a killing is told as somebody's own deed: "they killed her", "dragged from his home and killed"."""
    if verb.pos_ != "VERB":
        return False
    kids = {c.dep_: c.lower_ for c in verb.children if c.dep_ in {"nsubj", "dobj"}}
    deed = kids.get("nsubj") in _THEY and kids.get("dobj") in _ONE
    seized = verb.dep_ == "conj" and verb.head.lemma_.lower() in lexicon("belonging")["seizing"]
    return deed or (seized and verb.head.tag_ == "VBN")


#: What leads to an act that is told only to place another: "a day after the ambush", "in response to the raid".
_ASIDE = frozenset({"to", "over", "after", "before", "since", "following"})


def told_aside(token: Any) -> bool:
    """Say whether an act is told only aside, to say when or why another was: "shells hit it, a day after the raid"."""
    if token.pos_ == "VERB":
        return token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _ASIDE for c in token.children)
    return bool(token.dep_ == "pobj" and token.head.lower_ in _ASIDE)


@cache
def verbs() -> dict[str, list[dict[str, Any]]]:
    """Give the rows of each verb, and of each verb with its particle."""
    table: dict[str, list[dict[str, Any]]] = {}
    for row in lexicon("act_types"):
        for verb in row["verbs"]:
            table.setdefault(verb, []).append(row)
    return table


@cache
def nouns() -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Give the rows of each noun or run of words."""
    table: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in lexicon("act_types"):
        for noun in row["nouns"]:
            table.setdefault(tuple(noun.replace("-", " - ").split()), []).append(row)
    return table


@cache
def _last_words() -> frozenset[str]:
    return frozenset(words[-1] for words in nouns())


@cache
def by_act(act: str) -> dict[str, Any]:
    """Give the first row of an act type."""
    row: dict[str, Any] = next(r for r in lexicon("act_types") if r["act"] == act)
    return row


def noun_row(token: Any) -> dict[str, Any] | None:
    """Find the longest act noun that a token ends (or, before "of", begins)."""
    rows = noun_rows(token)
    return rows[0] if rows else None


def happening(token: Any) -> bool:
    """Say whether a noun is something that happened, which never speaks ("the liberation announced on Sunday")."""
    return token.pos_ == "NOUN" and token.text.islower() and not token.ent_type_ and noun_row(token) is not None


def noun_rows(token: Any) -> list[dict[str, Any]]:
    """Give the rows of the longest act noun that a token ends."""
    lemma = token.lemma_.lower()
    if lemma == "siege" and token.dep_ == "pobj" and token.head.head.lemma_.lower() == "state":
        return []  # "a state of siege" is a law
    if lemma == "change" and (of := after(token, "of")) is not None and of.lower_ == "hands":
        return nouns()["change", "of", "hands"]
    if lemma not in _last_words() and token.lower_ not in _last_words():
        return []
    left = before(token, 4)
    for length in (5, 4, 3, 2, 1):
        if length - 1 <= len(left):
            said = (*(t.lower_ for t in left[len(left) - length + 1 :]), lemma)
            rows = nouns().get(said) or nouns().get((*said[:-1], token.lower_))
            if rows is not None:
                return rows if length > 1 or token.dep_ not in {"compound", "amod"} else []
    return []


#: What is made up or waged so that something else comes of it.
_PLANNED = frozenset(
    {"war", "campaign", "plot", "ploy", "pretext", "provocation", "scheme", "conspiracy", "ruse", "trick"}
)


def meant_to(verb: Any) -> bool:
    """Say whether a verb is only what an act was done for: "shelled it in order to accuse X"."""
    if verb.tag_ != "VB" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and said_of(verb) is None:
        verb = verb.head
    up = verb.head
    # "An information war to accuse X"
    for_it = verb.dep_ in {"acl", "relcl"} and (purpose_noun(up) or up.lemma_.lower() in _PLANNED)
    return for_it or (verb.dep_ in {"advcl", "xcomp"} and up.lemma_.lower() in verbs())


def meant_to_charge(token: Any) -> bool:
    """Say whether a word stands in what somebody only wants to accuse others of: "in order to accuse X of genocide"."""
    accusing = lexicon("cues")["accusing"]
    return any(meant_to(t) for t in token.ancestors if t.lemma_.lower() in accusing)
