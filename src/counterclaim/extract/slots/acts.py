"""Acts: the words that name something that happened, with who did it and to whom, from the dependency parse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from counterclaim.extract.agents import known
from counterclaim.extract.slots.clauses import after, before, child, clause, clause_head, phrase
from counterclaim.extract.slots.fitting import MOVES, ON_PERSONS, figurative, noun_fits, of_kind, verb_fits
from counterclaim.extract.slots.general import words as words_of
from counterclaim.extract.slots.parties import core, holder, parties, people_class, weapon_row, words
from counterclaim.extract.slots.reality import negated, unreal
from counterclaim.extract.slots.roles import nominal, noun_actor, subject, support, verb_roles
from counterclaim.extract.slots.sentence import Sentence
from counterclaim.extract.slots.things import Thing, asset_of, is_place, thing
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind

_WHEN = frozenset({"when", "after", "as"})
_MEANS = ("with", "in", "by", "during", "from", "using", "through", "amid")
CAUSES = frozenset({"bombardment", "explosion", "chemical", "fighting"})
#: Tokens between a noun and its relative clause.
NOUN_REACH = 4
_DROP = frozenset({"drop", "fire", "launch", "use", "rain", "detonate", "plant", "lob", "explode", "lay"})


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
        return self.outcome or self.told.again

    @property
    def words(self) -> str:
        """Name the act with its target: "air strike on prison", "taking of Palmyra"; of people, the act alone."""
        if self.target is None or self.target.people or not (self.target.asset or self.target.place):
            return str(self.row["words"])
        return f"{self.row['words']} {self.row['link']} {self.target.name}"


@cache
def _verbs() -> dict[str, list[dict[str, Any]]]:
    table: dict[str, list[dict[str, Any]]] = {}
    for row in lexicon("act_types"):
        for verb in row["verbs"]:
            table.setdefault(verb, []).append(row)
    return table


@cache
def _nouns() -> dict[tuple[str, ...], list[dict[str, Any]]]:
    table: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in lexicon("act_types"):
        for noun in row["nouns"]:
            table.setdefault(tuple(noun.replace("-", " - ").split()), []).append(row)
    return table


@cache
def _by_act(act: str) -> dict[str, Any]:
    row: dict[str, Any] = next(r for r in lexicon("act_types") if r["act"] == act)
    return row


def acts(sentence: Sentence) -> tuple[Act, ...]:
    """Give the acts of a sentence, in order; what is only wished, planned or supposed is left out."""
    found: dict[int, Act] = {}
    for token in sentence.doc:
        if token.pos_ not in {"VERB", "NOUN", "PROPN"} or sentence.hidden(token):
            continue
        named = token.pos_ != "VERB" or _gerund(token)
        made = (_noun_act(token, sentence) if named else None) or (
            _verb_act(token, sentence) if token.pos_ == "VERB" else None
        )
        if made is not None and not unreal(token):
            found[token.i] = made
    return tuple(_settled(found, sentence))


def _gerund(token: Any) -> bool:
    """Say whether a verb's form stands as a noun with "of" ("Shelling of the market killed …")."""
    as_noun = token.tag_ == "VBG" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}
    return as_noun and after(token, "of") is not None and child(token, "dobj") is None


def noun_row(token: Any) -> dict[str, Any] | None:
    """Find the longest act noun that a token ends (or, before "of", begins)."""
    rows = _noun_rows(token)
    return rows[0] if rows else None


def happening(token: Any) -> bool:
    """Say whether a noun is something that happened, which never speaks ("the liberation announced on Sunday")."""
    return token.pos_ == "NOUN" and token.text.islower() and not token.ent_type_ and noun_row(token) is not None


def _noun_rows(token: Any) -> list[dict[str, Any]]:
    lemma = token.lemma_.lower()
    if lemma == "change" and (of := after(token, "of")) is not None and of.lower_ == "hands":
        return _nouns()["change", "of", "hands"]
    left = before(token, 4)
    for length in (5, 4, 3, 2, 1):
        if length - 1 <= len(left):
            said = (*(t.lower_ for t in left[len(left) - length + 1 :]), lemma)
            rows = _nouns().get(said) or _nouns().get((*said[:-1], token.lower_))
            if rows is not None:
                return rows if length > 1 or token.dep_ not in {"compound", "amod"} else []
    return []


def _verb_act(token: Any, sentence: Sentence) -> Act | None:
    lemma, particle = token.lemma_.lower(), child(token, "prt")
    rows = _verbs().get(f"{lemma} {particle.lower_}") if particle is not None else None
    if rows is None:
        rows = _verbs().get(lemma)
        if rows and lemma == "take" and child(token, "dative", "prep") is not None and after(token, "to") is not None:
            return None  # "taken to hospital"
        if rows and particle is not None and particle.lower_ in {"up", "on", "in", "down", "off"} and lemma != "kill":
            return None
    actor, target = verb_roles(token)
    actor = _relative(token) or actor
    if (
        (fired := child(token, "dobj")) is not None
        and fired.lemma_ == "control"
        and lemma in {"take", "gain", "regain", "seize"}
    ):
        rows, target = _verbs()["retake"], after(fired, "of", "over")
    elif rows is None and lemma in _DROP:
        return _fired(token, sentence)
    for row in rows or () if token.dep_ != "amod" else ():
        if verb_fits(token, target, row.get("object"), sentence) and not figurative(token, row, target):
            return _made(token, row, actor, target, sentence)
    return None


def _made(token: Any, row: dict[str, Any], actor: Any, target: Any, sentence: Sentence) -> Act | None:
    lemma = token.lemma_.lower()
    if lemma == "fall":
        actor, target = after(token, "to", "into"), actor
    elif lemma in {"flee", "disappear"}:
        actor, target = None, subject(token)
    elif lemma in MOVES and (left := after(token, "from")) is not None:
        target = left
    elif lemma in {"explode", "detonate"} and (target is None or weapon_row(target)):
        actor, target = (actor if target is not None else None), after(token, "at", "in", "near", "outside")
    whole = of_kind(thing(target, sentence), row)
    names = parties(actor, sentence)
    if whole is not None:
        names = tuple(n for n in names if n != whole.name)
    if whole is None and (row.get("generic") or (row["words"] == "fighting" and not names)):
        return None
    if row.get("result") and target is None and not names:
        return None
    span = _with_noun(token, clause(token), {t.i for t in (actor, target) if t is not None})
    return Act(token=token, row=row, actors=names, target=whole, negated=negated(token), span=span)


def _with_noun(token: Any, span: tuple[int, int], roles: set[int]) -> tuple[int, int]:
    """Widen a relative clause to the noun it tells of: "six priests who were murdered"."""
    top = clause_head(token)
    if top.dep_ not in {"relcl", "acl"} or top.head.i not in roles or top.head.i >= span[0]:
        return span
    gap = span[0] - top.head.i
    return (core(top.head)[0].i if core(top.head) else top.head.i, span[1]) if gap <= NOUN_REACH else span


def _fired(token: Any, sentence: Sentence) -> Act | None:
    """Give the act of dropping, firing or using a weapon."""
    _, weapon = verb_roles(token)
    row = weapon_row(weapon) if weapon is not None else None
    if row is None or "act" not in row or weapon is None:
        return None
    made = _made(token, _by_act(row["act"]), verb_roles(token)[0], None, sentence)
    where = after(token, "on", "at", "onto", "against", "over", "in", "during") or after(weapon, "on", "at", "against")
    if where is not None and noun_row(where) is not None:
        where = after(where, "on", "at", "against", "of")  # "used rockets in the attack on the mill"
    return replace(made, target=thing(where, sentence)) if made is not None else None


def _noun_act(token: Any, sentence: Sentence) -> Act | None:
    if token.lemma_.lower() == "surrender" and token.dep_ == "compound":
        return None
    for row in _noun_rows(token):
        if (made := _named_act(token, row, sentence)) is not None:
            return made
    return None


def _named_act(token: Any, row: dict[str, Any], sentence: Sentence) -> Act | None:
    """Give the act of a noun as one row reads it, or None where its target is of another kind."""
    carried = support(token)
    names, whole = _noun_roles(token, row, sentence)
    if figurative(token, row, whole.token if whole is not None else None):
        return None
    same = _before(token, row, sentence) if whole is None else None
    if same is not None:
        row, whole = same.row, same.target
    borne = whole is None and not names and row["family"] in CAUSES and _borne(token)
    if not noun_fits(row, whole, names, carried is not None or borne):
        return None
    span = clause(carried[0]) if carried is not None else phrase(nominal(token))
    if not span[0] <= token.i <= span[1]:
        span = phrase(token)
    done = tuple(n for n in names if whole is None or n != whole.name)
    said = negated(token, carried[0] if carried is not None else None)
    again = (same is not None or (borne and _definite(token))) and row["family"] in CAUSES
    return Act(token=token, row=row, actors=done, target=whole, negated=said, span=span, again=again)


def _borne(token: Any) -> bool:
    """Say whether an act's noun is what people are said to have died or suffered of: "killed in a strike"."""
    return token.dep_ == "pobj" and token.head.lower_ in (*_MEANS, "after") and _suffering(token.head.head)


def _suffering(token: Any) -> bool:
    return token.lemma_.lower() in words_of("bearing") or token.lower_ in words_of("bearing")


def _definite(token: Any) -> bool:
    """Say whether a noun with "the" means an act told before, and not another one ("the earlier attack")."""
    article = child(token, "det")
    known_one = article is not None and article.lower_ in {"the", "this", "that"}
    return known_one and not any(c.lower_ in words_of("other") for c in token.children)


def _before(token: Any, row: dict[str, Any], sentence: Sentence) -> Act | None:
    """Give the act told before that "the strike" or "the attack" means, if it has a target."""
    told: dict[str, Act] = sentence.memory.acts
    act = told.get(row["family"])
    if not _definite(token) or act is None or act.target is None:
        return None
    return act if row.get("generic") or act.row.get("generic") or row["words"] == act.row["words"] else None


def _noun_roles(token: Any, row: dict[str, Any], sentence: Sentence) -> tuple[tuple[str, ...], Thing | None]:
    """Give actors and target of an act's noun, from what stands before and after it and the verb it hangs on."""
    aim = after(token, "on", "against", "at", "upon", "of", "over")
    names = parties(noun_actor(token), sentence)
    if not names and row["family"] == "territory" and row.get("manner") != "withdrawal":
        names = _announcing(token, sentence)
    if row["family"] in {"bombardment", "fighting"} or row.get("manner") == "withdrawal":
        done_by = after(token, "of")
        if not names and done_by is not None and known_or_armed(done_by, sentence):
            names, aim = parties(done_by, sentence), after(token, "on", "against", "at")
    if row.get("manner") == "withdrawal":
        aim = after(token, "from")
    whole, owner, poss = thing(aim, sentence), holder(token, sentence), child(token, "poss")
    harmed = poss is not None and row["family"] in ON_PERSONS and whole is None and not _listed(poss)
    if owner is not None and not names and not harmed:
        names = (owner,)
    elif whole is None and poss is not None:
        whole = thing(poss, sentence)
    if whole is None and (near := _place_before(token, sentence)) is not None:
        whole = near
    return names, whole


def _announcing(token: Any, sentence: Sentence) -> tuple[str, ...]:
    """Give who announces a place's taking as its own: a fighting party, or the report's own government."""
    if token.dep_ != "dobj" or token.head.lemma_ not in {"announce", "declare", "proclaim", "claim"}:
        return ()
    names = parties(subject(token.head), sentence)
    own = [n for n in names if sentence.memory.owner and n.startswith(f"{sentence.memory.owner} ")]
    armed = [n for n in names if (k := known(n)) is not None and k.kind is AgentKind.ARMED_ACTOR]
    return tuple(dict.fromkeys([*own, *armed]))


def _listed(token: Any) -> bool:
    """Say whether a noun names who wields force, so that "its killings" are by it and not of it."""
    found = known(words(core(token)))
    armed = found is not None and found.kind in {AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY}
    return armed or people_class(token) == "combatant"


def known_or_armed(token: Any, sentence: Sentence) -> bool:
    """Say whether a noun is a party rather than a place or a thing."""
    return not is_place(token, sentence) and asset_of(token) is None and bool(parties(token, sentence))


def _place_before(token: Any, sentence: Sentence) -> Thing | None:
    """Give the place that stands before an act's noun ("the Palmyra offensive")."""
    for noun in token.children:
        if noun.dep_ in {"compound", "nmod", "amod"} and noun.i in sentence.place_of and noun.i < token.i:
            found = sentence.place_of[noun.i].place
            return Thing(found.name, noun, None, found) if found.level != "country" else None
    return None


def _settled(found: dict[int, Act], sentence: Sentence) -> list[Act]:
    """Join each general word with the particular one beside it, and each outcome with what brought it about."""
    dropped: set[int] = set()
    for at in sorted(found):
        act = found[at]
        fired = child(act.token, "dobj") if act.token.lemma_ in _DROP else None
        dropped |= {fired.i} if fired is not None and act.token.pos_ == "VERB" else set()
        means = _means(act.token, found) if act.token.pos_ == "VERB" else None
        if means is None:
            continue
        other = found.get(means.i)
        actors = act.actors or (other.actors if other is not None else ())
        if act.row.get("generic") and means.i not in dropped:
            found[at] = replace(act, row=_row_of(means, other), actors=actors)
            dropped |= {means.i} if other is not None else set()
        elif other is not None and _caused(act, other):
            if other.target is None and (hit := thing(after(act.token, "on", "against"), sentence)) is not None:
                found[means.i] = other = replace(other, target=hit)
            if other.target is None and act.target is not None and not act.target.people:
                found[means.i] = other = replace(other, target=act.target)
            found[at] = replace(act, actors=actors, cause=other)
        elif other is not None and means.dep_ == "nsubj":
            found[at] = replace(act, actors=actors)
    for at, act in found.items():
        if act.outcome and (other := _brought_about(act, found)) is not None:
            found[at] = replace(act, cause=other)
    return [found[i] for i in sorted(found) if i not in dropped]


def _brought_about(act: Act, found: dict[int, Act]) -> Act | None:
    """Give the act of the same sentence that an outcome came of: "killed when shells hit the market"."""
    verb = clause_head(act.token)
    for other in found.values():
        if other.row["family"] not in CAUSES or other is act:
            continue
        over = clause_head(other.token)
        when = over.dep_ == "advcl" and over.head.i == verb.i and any(c.lower_ in _WHEN for c in over.children)
        joined = verb.dep_ == "conj" and verb.head.i == over.i
        told_of = verb.dep_ == "relcl" and other.token.i in {verb.head.i, *(t.i for t in verb.head.ancestors)}
        if when or joined or told_of:
            return other
    return None


def _relative(verb: Any) -> Any | None:
    """Give the act's noun that a relative clause goes on from: "the attack on the mill, which killed ten"."""
    own = child(verb, "nsubj")
    if own is None or own.lower_ not in {"which", "that"} or verb.dep_ != "relcl":
        return None
    noun = verb.head
    above = noun.head.head if noun.dep_ == "pobj" else noun
    found = next((t for t in (noun, above) if t.pos_ == "NOUN" and noun_row(t) is not None), None)
    return found if found is noun or not parties_of_force(noun) else None


def parties_of_force(token: Any) -> bool:
    """Say whether a noun names who can kill by itself: fighters, an armed party."""
    return people_class(token) == "combatant" or _listed(token)


def _row_of(means: Any, act: Act | None) -> dict[str, Any]:
    """Give the row of a particular word: of its act, its noun or its weapon."""
    if act is not None:
        return act.row
    return noun_row(means) or _by_act(str((weapon_row(means) or {}).get("act", "other")))


def _caused(act: Act, cause: Act) -> bool:
    outcome = act.row.get("result") or act.row["family"] == "destruction"
    return bool(outcome) and cause.row["family"] in CAUSES


def _means(verb: Any, found: dict[int, Act]) -> Any | None:
    """Give the noun of the act or weapon that a verb's act was done with: its subject, or after "with", "in", "by"."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i in found:
        return verb.head
    nouns = [_relative(verb) or subject(verb), *(after(verb, word) for word in _MEANS)]
    for noun in nouns:
        if noun is None:
            continue
        for one in (noun, *(t for t in noun.subtree if t.dep_ in {"pobj", "conj"})):
            if one.i != verb.i and (one.i in found or (one.pos_ == "NOUN" and noun_row(one) is not None)):
                return one
        if (row := weapon_row(noun)) is not None and row.get("act"):
            return noun
    return None
