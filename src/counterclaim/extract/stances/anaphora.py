"""What "the claim", "it" and "involvement" stand for: the proposition that was said last before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from counterclaim.extract.cues import pointing
from counterclaim.extract.cues.certainty import presupposed
from counterclaim.extract.cues.disbelief import DISBELIEVE
from counterclaim.extract.grammar.clauses import after, child
from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.named import agents
from counterclaim.extract.named.act import told_aside
from counterclaim.extract.slots.measuring import counted
from counterclaim.extract.slots.roles import spoken_for
from counterclaim.extract.speakers.representing import represented
from counterclaim.extract.stances.predicates import root
from counterclaim.extract.stances.told import charged_with
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.naming import normal_name
from counterclaim.records.words import ActType, AgentKind, Aspect, Measure

if TYPE_CHECKING:
    from counterclaim.extract.parsed.attributed import Attribution
    from counterclaim.extract.speakers.heard import Voices

#: What is meant was said within this many characters before.
REACH = 900
FURTHER = 2 * REACH  # where nothing but numbers stands nearer
#: Which question a denial of "the claim" answers first, and which an inability to verify "the report".
_DENIED = (Aspect.PERPETRATOR, Aspect.CONTROL, Aspect.DAMAGE, Aspect.MANNER, Aspect.OCCURRENCE, Aspect.COUNT)
_UNVERIFIED = (Aspect.OCCURRENCE, Aspect.DAMAGE, Aspect.COUNT, Aspect.CONTROL, Aspect.PERPETRATOR)
_NUMBERS = frozenset({"figure", "number", "toll", "count", "tally", "estimate"})
_WHOSE = frozenset({"their", "his", "her", "its"})
#: What somebody told of a happening, and what a rejection of it denies first; what others tell too is not denied.
_ACCOUNTS = frozenset({"account", "version", "explanation", "story", "narrative", "justification", "excuse"})
_ACCOUNT = (
    *(Aspect.MANNER, Aspect.VICTIM_STATUS, Aspect.PERPETRATOR, Aspect.TARGET, Aspect.WEAPON, Aspect.MOTIVE),
    *(Aspect.CONTROL, Aspect.DAMAGE, Aspect.OCCURRENCE, Aspect.COUNT),
)
#: What is said against somebody, and so of a doer.
_ACCUSING = frozenset({"allegation", "accusation", "charge"})
#: Words that name nobody as the one who is accused.
_EACH = frozenset({"each other", "one another", "it", "them", "him", "her", "themselves", "itself"})


#: What somebody has stated, as a whole.
_STATED = frozenset({"statement", "testimony", "declaration", "assertion", "remark", "comment", "affirmation"})
_SELDOM = frozenset({ActType.DETENTION.value, ActType.DISPLACEMENT.value})
#: Who has somebody arrested by law.
_LAW = frozenset({"judge", "court", "tribunal", "magistrate", "prosecutor", "warrant"})
#: What these lead to is what an inquiry, or talk, is about.
_REGARDING = frozenset({"into", "about", "regarding", "concerning"})
#: What is denied by who is charged with an act: that it did it.
_CHARGES = frozenset({"accusation", "charge"})


def meant(voices: Voices, one: Attribution, head: Any, said: Spans[Proposition]) -> Iterable[Proposition]:
    """Give what a content that points back means, on the content's own words; nothing where nothing fits.

    Takes the attribution, the content's head token and the report's propositions by their triggers. Whoever denies
    involvement is the answer to who did it.
    """
    before = said.touching(one.start - REACH, min(one.start, one.cue.start)) or _told_after(voices, one, head, said)
    before = _beside(voices, one, head, before)
    order: tuple[Aspect, ...] = _UNVERIFIED if one.cue.effect == "unverified" else _DENIED
    if any(c.lower_ == "such" for c in head.children) and head.lemma_.lower() not in saying_nouns():
        order = (Aspect.OCCURRENCE,)  # "no such event took place"
    if head.lemma_.lower() in _NUMBERS:
        order = (Aspect.COUNT,)
        before = [p for p in before if p.victim_class is not None] or before
    if (whom := counted(head)) is not None:
        order, before = (Aspect.COUNT,), [p for p in before if p.measure is whom]
    refused = head.lemma_.lower() == "denial" and one.cue.lemma != "denial"  # who rejects a denial denies nothing
    # "Claim the information of the other side as lies" claims none of it.
    worded = head.lemma_.lower() in lexicon("dismissal")["sayings"]
    reclaimed = worded and one.cue.lemma == "claim" and not one.cue.noun
    if refused or reclaimed or _against_another(one, head):
        return
    before, whole = _account(voices, one, head, _spoken(voices, one, head, before, said))
    if whole:
        # "The toll was wrong" after a strike of which no toll is told denies nothing of the strike.
        number = head.lemma_.lower() in _NUMBERS
        yield from (_meaning(one, p) for p in before if not number or p.aspect is Aspect.COUNT)
        return
    part = pointing.part(head)
    before = [p for p in before if p.act_type is not None] or before if part else before
    charge = head.lemma_.lower() in _CHARGES and one.cue.effect == "denial"
    theirs = one.cue.effect == "unverified" and any(c.lower_ in _WHOSE and c.dep_ == "poss" for c in head.children)
    # "Open Road called this false": what stands right before, even where nothing of it is read.
    own = one.cue.effect == "retracting"
    this = head.lower_ in {"this", "that"} and not own and one.cue.lemma not in lexicon("cues")["denial"]
    if theirs or this:
        before = _said_last(voices, one, before)
    before = [
        p for p in before if p.aspect in order and not p.implied and (p.act_type or p.aspect is not Aspect.OCCURRENCE)
    ]
    before = _deeds_first(voices, one, head, said, before)
    before = [p for p in before if not _owns_up(voices, one, p)] or before
    if head.lemma_.lower() in lexicon("measures")["toll"]:
        # A toll is that of the dead, whatever was counted last.
        before = [p for p in before if p.measure is Measure.KILLED] or before
    before = [p for p in before if p.target or p.act_type != "other"] or before
    # Who takes something back has said it; who denies something has not.
    others = [p for p in before if _own(voices, one, p) is own]
    others = others or ([] if own else [p for p in before if not _just_told(voices, one, p)])
    if not others:
        return
    last = voices.sentence(others[-1].trigger_start)
    found = [p for p in others if last is None or p.trigger_start >= last.passage.start]
    if own and not part and head.lemma_.lower() not in _NUMBERS:
        # Who withdraws a report takes back all that it said, and not the strike it was about.
        yield from (_meaning(one, p) for p in found if _put_forward(voices, p))
        return
    best = min(found, key=lambda p: (order.index(p.aspect), -p.trigger_start))
    part = part or (charge and best.aspect is Aspect.OCCURRENCE)
    anothers = head.pos_ == "PRON" and best.aspect is Aspect.PERPETRATOR and _others_denial(voices, one, best)
    yield from _owned(one, best, found, part, anothers)


def _deeds_first(
    voices: Voices, one: Attribution, head: Any, said: Spans[Proposition], before: list[Proposition]
) -> list[Proposition]:
    """Give what was done and by whom, of which "the reports" or "the accusation" are, wherever numbers stand last."""
    accusing = head.lemma_.lower() in _ACCUSING
    if _apposed(head) or head.lemma_.lower() in _NUMBERS or not (head.tag_ == "NNS" or accusing):
        return before
    order = _UNVERIFIED if one.cue.effect == "unverified" else _DENIED
    further = _spoken(voices, one, head, said.touching(one.start - FURTHER, min(one.start, one.cue.start)), said)
    kept = [p for p in before if _of_deeds(voices, p)] or [p for p in further if _of_deeds(voices, p)]
    kept = [p for p in further if accusing and _of_charge(voices, p)] or kept
    return [p for p in kept if p.aspect in order and not p.implied] or before


def _apposed(head: Any) -> bool:
    """Say whether a noun describes what its own sentence says right before it: "said P, an allegation X denied"."""
    article = next((c for c in head.children if c.lower_ in {"a", "an"}), None)
    return article is not None and article.i > 0 and article.nbor(-1).text in {",", "-", "–", "—", "--"}


def _beside(voices: Voices, one: Attribution, head: Any, before: Sequence[Proposition]) -> Sequence[Proposition]:
    """Give those of what was told before that such a noun describes: of its own sentence, and of none before."""
    here = voices.sentence(one.cue.start) if _apposed(head) or _told_here(head) else None
    return before if here is None else [p for p in before if p.trigger_start >= here.passage.start]


def _told_here(this: Any) -> bool:
    """Say whether "this" is what its own sentence has others say: "denied rumours that P: “this is a lie”"."""
    words = this.doc[: this.i] if this.lower_ in {"this", "that", "it"} else ()
    return any(t.lemma_.lower() in saying_nouns() and child(t, "acl", "relcl", "ccomp") is not None for t in words)


def _told_after(voices: Voices, one: Attribution, head: Any, said: Spans[Proposition]) -> Sequence[Proposition]:
    """Give what others tell later in the sentence of a part denied: "denied any role after the market was shelled"."""
    here = voices.sentence(one.start) if pointing.part(head) else None
    after = said.touching(one.start, here.passage.end) if here is not None else ()
    return [p for p in after if not _own(voices, one, p)]  # "denied responsibility at first but later admitted it"


def _owned(
    one: Attribution, best: Proposition, found: Sequence[Proposition], part: bool, anothers: bool
) -> Iterable[Proposition]:
    """Give what is meant with whose deed it is: their own of those who deny a part in it, or admit what others deny."""
    if anothers and one.sources[0].kind is not AgentKind.ARMED_ACTOR:
        # "The army denied shelling it, but the ministry admitted it": whose deed it admits is not told.
        yield from (_meaning(one, replace(p, actor=None)) for p in found if p.aspect is Aspect.OCCURRENCE)
        return
    if (part or anothers) and one.sources:
        party = spoken_for(one.cue.source)
        name = (represented(one) or one.sources[0].name) if party is None else agents.canonical(phrase_words(party))
        best = replace(best, aspect=Aspect.PERPETRATOR, value=name, actor=name)
    yield _meaning(one, best)


def _against_another(one: Attribution, head: Any) -> bool:
    """Say whether charges that somebody rejects are against another: they are of no act that was told."""
    whom = after(head, "against") if head.lemma_.lower() in _ACCUSING else None
    if whom is None or whom.pos_ == "PRON" or not one.sources:
        return False
    return not agents.one_side(agents.canonical(phrase_words(whom)), one.sources[0].name)


def _spoken(
    voices: Voices, one: Attribution, head: Any, before: Sequence[Proposition], said: Spans[Proposition]
) -> Sequence[Proposition]:
    """Give those of what was said before that a noun of speaking can stand for."""
    if head.lemma_.lower() == "denial" and (here := voices.sentence(one.start)) is not None:
        # "Despite the army's denials, the inquiry said …": what the sentence tells.
        return said.touching(here.passage.start, here.passage.end)
    if head.lemma_.lower() in _STATED:
        # "This statement is false" says nothing of the murder that it was about.
        return [p for p in before if _stated(voices, p)]
    if head.lemma_.lower() in _ACCUSING:
        # Nor is who is accused of hampering the inquiry into a murder accused of the murder.
        return [p for p in before if _laid(voices, one, p)]
    return before


def _stated(voices: Voices, said: Proposition) -> bool:
    """Say whether somebody stated a proposition, and did not only speak about it: "an inquiry into the murder"."""
    through = voices.at(said.trigger_start)
    return bool(through) and through[0].sources != (voices.author,) and _put_forward(voices, said)


def _laid(voices: Voices, one: Attribution, said: Proposition) -> bool:
    """Say whether somebody can have laid an act to anybody: in words that say it, and not only name it by the way.

    What the report tells itself is nobody's charge where somebody else spoke after it.
    """
    through, at = voices.at(said.trigger_start), said.trigger_start
    token = voices.token(at) if said.trigger_end > at else None
    if not through:
        here = voices.sentence(one.cue.start)
        until = here.passage.start if here is not None else one.cue.start
        return not any(a.start > at and a.end <= until for a in voices.attributions.touching(at, until))
    if token is not None and token.dep_ == "pobj" and token.head.lower_ in _REGARDING:
        return False
    base = at - token.idx if token is not None else 0
    inside = [t.i for t in token.doc if through[0].start <= base + t.idx < through[0].end] if token is not None else []
    return not inside or charged_with(token, range(inside[0], inside[-1] + 1))


def _put_forward(voices: Voices, said: Proposition) -> bool:
    """Say whether the words that hold a proposition say it, and do not take it for granted."""
    token = voices.token(said.trigger_start) if said.trigger_end > said.trigger_start else None
    through = voices.at(said.trigger_start)
    if token is None or not through:
        return True
    base = said.trigger_start - token.idx
    inside = [t.i for t in token.doc if through[0].start <= base + t.idx < through[0].end]
    below = token.pos_ == "NOUN" and token.dep_ == "pobj" and token.head.i in inside
    doer = said.aspect is Aspect.PERPETRATOR
    return not below and not (inside and presupposed(token, range(inside[0], inside[-1] + 1), doer))


def _meaning(one: Attribution, said: Proposition) -> Proposition:
    """Give what a content that points back means, on the content's own words."""
    made = replace(said, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)
    # Who denies "the reports" of an attack with gas denies more than the gas.
    return replace(made, hedges=(), loaded=(), negated=False, means_alone=False)


def _account(
    voices: Voices, one: Attribution, head: Any, before: Sequence[Proposition]
) -> tuple[list[Proposition], bool]:
    """Give what was told by whose account a noun means, and whether it is that account itself.

    "The commander's explanation", "that version": of the account's own answers the first that nobody else gives, and
    every manner of death in it; "the family's claim" is of nobody but them. Without such words all that was said stays.
    """
    over = head.head if head.dep_ == "compound" else head  # the parser may hang "the prison's" on the verdict
    owner = next((c for c in (*head.children, *over.children) if c.dep_ == "poss" and c.lower_ not in _WHOSE), None)
    whose = owner or pointing.teller(head)
    account = (head.lemma_.lower() in _ACCOUNTS and one.cue.effect != "unverified") or one.cue.lemma == DISBELIEVE
    account = account and head.lemma_.lower() not in _ACCUSING
    near = voices.attributions.touching(one.cue.start - REACH, one.cue.start)
    near = [a for a in near if a.end <= one.cue.start and a is not one]
    if near and near[-1].cue.effect == "unverified" and set(near[-1].sources) & set(one.sources):
        # "Examined claims that … and found them weak": what the speaker itself left open right before.
        return [p for p in before if near[-1].start <= p.trigger_start < near[-1].end], False
    near = [a for a in near if not set(a.sources) & {*one.sources, voices.author}]
    near = [a for a in near if not _pointing(voices, a)]
    if not (account or whose is not None):
        # A claim of which nothing is read is not the one told before it.
        last = near[-1] if near and head.lemma_.lower() == "claim" and head.tag_ == "NN" else None
        mine = [p for p in before if last is not None and last.start <= p.trigger_start < last.end]
        if last is None or any(p.aspect in _DENIED for p in mine):
            return mine or list(before), False
        account = True
    if whose is not None:
        name = set(normal_name(phrase_words(whose)).split())
        near = [a for a in near if any(name & set(normal_name(s.name).split()) for s in a.sources)]
    speakers = set(near[-1].sources) if near else set()
    mine = [p for p in before if speakers & _speakers(voices, p)]
    if not account:
        return (mine, False) if near else (list(before), False)
    mine = [p for p in mine if not p.negated and voices.at(p.trigger_start)[0].cue.effect != "denial"]
    theirs = [p for p in before if not speakers & _speakers(voices, p)]
    own = [p for p in mine if not any(_answers(p, o) for o in theirs)]
    own = [p for p in own if p.aspect in _ACCOUNT]
    first = min(own, key=lambda p: (_ACCOUNT.index(p.aspect), -p.trigger_start), default=None)
    return [p for p in own if p is first or (p.aspect is Aspect.MANNER and first and first.aspect is p.aspect)], True


def _pointing(voices: Voices, one: Attribution) -> bool:
    """Say whether a saying only bears on what another said ("the Commission rejects this account")."""
    head = root(voices, one.start, one.end) if one.cue.effect in {"denial", "unverified", "retracting"} else None
    return one.cue.effect == "unverified" or (head is not None and pointing.points_back(head))


def _speakers(voices: Voices, said: Proposition) -> set[Any]:
    through = voices.at(said.trigger_start)
    return set(through[0].sources) if through else set()


def _answers(one: Proposition, other: Proposition) -> bool:
    """Say whether two propositions give one answer, or tell of one kind of act."""
    act = one.aspect is Aspect.OCCURRENCE and one.act_type == other.act_type
    return one.aspect is other.aspect and (act or one.value == other.value)


def _said_last(voices: Voices, one: Attribution, before: list[Proposition]) -> list[Proposition]:
    """Give what the speaker before said of some propositions: "their accounts" are of nobody else."""
    near = voices.attributions.touching(one.cue.start - REACH, one.cue.start)
    others = [a for a in near if a.end <= one.cue.start and not set(a.sources) & set(one.sources)]
    last = max(others, key=lambda a: a.end, default=None)
    return before if last is None else [p for p in before if last.start <= p.trigger_start < last.end]


def charged(voices: Voices, one: Attribution, said: Spans[Proposition]) -> Iterable[Proposition]:
    """Give whom an accusation names that does not say for what: for the act that was told last before it.

    What the accused itself tells ("it spoke of an explosion") is its own account, and not what it is accused of.
    """
    near = said.touching(one.cue.start - REACH, min(one.start, one.cue.start))
    name = one.accused
    before = [p for p in near if p.aspect in {Aspect.OCCURRENCE, Aspect.MANNER} and p.act_type and not p.negated]
    before = [p for p in before if (name is None or not tells(voices, name, p)) and not _by_law(voices, p)]
    if name is None or name.casefold() in _EACH or not before:
        return
    last = max(before, key=lambda p: (not _seldom(p), _told_at(voices, p)))
    made = replace(last, aspect=Aspect.PERPETRATOR, value=name, actor=name, hedges=(), loaded=())
    yield replace(made, start=one.start, end=one.end, trigger_start=one.start, trigger_end=one.start)


def _seldom(said: Proposition) -> bool:
    """Say whether nobody is likely accused of an act: an arrest or a flight mostly came of the deed itself."""
    return said.act_type in _SELDOM or (said.act_type == ActType.OTHER.value and said.target is None)


def _told_at(voices: Voices, said: Proposition) -> int:
    """Give where an act counts as told: one told aside ("a day after the raid") before all else of its sentence."""
    token, here = voices.token(said.trigger_start), voices.sentence(said.trigger_start)
    return here.passage.start if here is not None and token is not None and told_aside(token) else said.trigger_start


def _by_law(voices: Voices, said: Proposition) -> bool:
    """Say whether a sentence tells of an arrest that a court orders, which nobody is accused of."""
    token = voices.token(said.trigger_start) if said.act_type == ActType.DETENTION.value else None
    return token is not None and any(t.lemma_.lower() in _LAW for t in token.doc)


def tells(voices: Voices, name: str, said: Proposition) -> bool:
    """Say whether the party of a name, or who speaks for it, tells a proposition."""
    through = voices.at(said.trigger_start)
    words = set(normal_name(name).split())
    return bool(through) and any(words <= set(normal_name(a.name).split()) for a in through[0].sources)


def _of_deeds(voices: Voices, said: Proposition) -> bool:
    """Say whether a proposition is no number, and not only who holds a place ("in the rebel-held town")."""
    token = voices.token(said.trigger_start) if said.aspect is Aspect.CONTROL else None
    described = token is not None and token.dep_ in {"amod", "compound"}
    told = said.act_type is not None or token is not None or said.aspect is Aspect.PERPETRATOR
    return said.aspect is not Aspect.COUNT and not described and told


def _of_charge(voices: Voices, said: Proposition) -> bool:
    """Say whether somebody is accused of a proposition: "the accusation" is of what was laid to somebody."""
    return said.aspect is not Aspect.COUNT and any(a.cue.effect == "accusing" for a in voices.at(said.trigger_start))


def _owns_up(voices: Voices, one: Attribution, said: Proposition) -> bool:
    """Say whether another says of itself that it did it: who denies "X said it shot it down" denies that, not who."""
    if said.aspect is not Aspect.PERPETRATOR or one.cue.effect != "denial":
        return False
    through = voices.at(said.trigger_start)[:1]
    return any(
        s not in one.sources and said.value in {s.name, agents.body_of(s.name)} for a in through for s in a.sources
    )


def _own(voices: Voices, one: Attribution, said: Proposition) -> bool:
    """Say whether the same source said it."""
    return any(set(a.sources) & set(one.sources) for a in voices.at(said.trigger_start)[:1])


def _just_told(voices: Voices, one: Attribution, said: Proposition) -> bool:
    """Say whether who denies something tells a proposition itself in that sentence: it does not deny that."""
    here = voices.sentence(one.cue.start) if one.cue.effect == "denial" and not said.negated else None
    told = here is not None and here.passage.start <= said.trigger_start
    through = voices.at(said.trigger_start) if told and _own(voices, one, said) else ()
    return bool(through) and through[0].cue.effect in {"neutral", "endorsing", "distancing", "accusing"}


def _others_denial(voices: Voices, one: Attribution, said: Proposition) -> bool:
    """Say whether who admits "it" admits what another denied of itself: "X denied shelling it, but Y admitted it"."""
    through = voices.at(said.trigger_start)[:1] if one.cue.effect == "conceding" and one.sources else ()
    denied = bool(through) and through[0].cue.effect == "denial" and not set(through[0].sources) & set(one.sources)
    return denied and any(s.name == said.value for s in through[0].sources)
