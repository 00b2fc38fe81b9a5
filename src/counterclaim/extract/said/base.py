"""The frame of a proposition: its span, trigger, hedges, loaded words, and the time and place that hold for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, acting, after, child, clause_head, hedges, loaded, said_of
from counterclaim.extract.grammar.general import suffering
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.named.act import noun_row, verbs
from counterclaim.extract.named.agents import known
from counterclaim.extract.named.localities import KINDS, QUARTERS, smallest, where_clause
from counterclaim.extract.named.nouns import core, words
from counterclaim.extract.named.places import Found
from counterclaim.extract.named.sentence import Sentence
from counterclaim.extract.named.things import Thing, asset_of, is_place, own_name
from counterclaim.extract.said.standing import stands_for_a_party
from counterclaim.extract.slots.harmed import elsewhere
from counterclaim.extract.slots.known_deeds import (
    by_the_way,
    going_on,
    of_a_year,
    of_before,
    of_many_days,
    over_days,
    told_in_full,
)
from counterclaim.extract.slots.narrative import time_of
from counterclaim.extract.slots.not_there import aside, of_route, posted, there
from counterclaim.extract.slots.own_days import token_at
from counterclaim.extract.slots.roles import nominal
from counterclaim.extract.slots.told_acts import told_before
from counterclaim.extract.words.proposition import Proposition
from counterclaim.lexicons import lexicon
from counterclaim.records.extent import Place
from counterclaim.records.words import Aspect

#: Characters between a name and what is said of who bears it.
NAME_REACH = 60
_TOWNS = frozenset({"town", "site", "district", "unknown"})
_AT = frozenset({"at", "in", "near", "inside", "outside", "below", "above", "beside"})
#: What a blast or a strike did to the place that a relative clause names.
_HITTING = frozenset({"hit", "strike", "rock", "shake", "target", "rip", "tear", "level", "destroy", "damage"})
_LANDS = frozenset({"province", "governorate", "countryside", "city"})
_WAYS = frozenset({"to", "toward", "towards", "for", "from", "into"})
#: What stands before an act that tells when another was done.
_THEN = frozenset({"after", "before", "following", "since", "despite"})
_SEVERAL = frozenset({"various", "several", "different"})
_GROUNDS = frozenset(
    {"area", "region", "zone", "town", "village", "province", "city", "neighborhood", "neighbourhood"}
    | {"battlefield", "suburb", "hamlet"}
)


def frame(sentence: Sentence, start: int, token: Any, span: tuple[int, int], thing: Thing | None = None) -> Proposition:
    """Give an empty proposition at a token: `start` is the sentence's offset in the report, `span` its tokens."""
    doc = sentence.doc
    first, last = doc[span[0]], doc[span[1]]
    low, high = first.idx, last.idx + len(last.text)
    when = time_of(sentence, token, low, high)
    apart = when is not None and (of_before(token) or (going_on(token) and when.end <= token.idx))
    if when is not None and apart and not any(when.start <= t.idx < when.end for t in token.subtree):
        when = None  # when an anniversary is kept, or a culprit freed, is not when it was
    said = sentence.text[low:high] if not sentence.text.isupper() else doc.text[low:high]
    return Proposition(
        start=start + low,
        end=start + high,
        trigger_start=start + token.idx,
        trigger_end=start + token.idx + len(token.text),
        aspect=Aspect.OCCURRENCE,
        value="",
        time=when.range if when else None,
        time_words=" ".join(when.words.split()) or None if when else None,
        place=where(sentence, token, low, high, thing),
        target=thing.name if thing else None,
        asset=thing.asset.name if thing and thing.asset else None,
        hedges=hedges(said),
        loaded=loaded(said),
    )


def with_name(sentence: Sentence, base: Proposition, name: str, start: int) -> Proposition:
    """Give a proposition whose words hold the name that it gives: "Ann Bell, | one of those killed |"."""
    text, low = sentence.text.casefold(), base.start - start
    first, last = name.casefold().split()[0], name.casefold().split()[-1]
    if last in text[low : base.end - start] or (at := text.rfind(last, max(0, low - NAME_REACH), low)) < 0:
        return base
    begun = text.rfind(first, max(0, at - NAME_REACH), at + 1)
    return replace(base, start=start + (begun if begun >= 0 else at))


def where(sentence: Sentence, token: Any, low: int, high: int, thing: Thing | None) -> Place | None:
    """Give the place: the target's own, else the nearest in the clause, else the one the text was last about."""
    own = _told_where(sentence, token, low, high) or (thing.place if thing is not None else None)
    if own is not None:
        return own
    names = there(sentence, (f for f in sentence.where if not stands_for_a_party(sentence, f)), token, low, high)
    names = [f for f in names if not _of_other_act(sentence, f, token)]
    names = [f for f in names if not _of_other_number(sentence, f, token)]
    if by_the_way(token):
        within = {t.idx for t in token.subtree}  # "hours after the raid, a drone hit Lom": the raid was not in Lom
        names = [f for f in names if any(f.start <= at < f.end for at in within)]
    if not _after_answer(token):
        names = [f for f in names if not _answered(sentence, f)]
    names = _of_the_first(sentence, names, thing.token if thing is not None else token)
    inside = [f for f in names if low <= f.start < high]
    best = _nearest(inside, token)
    if (thing is None or thing.people) and (ground := _ground(sentence, low, high)) is not None:
        return ground
    if best is not None and best.level != "country":
        return (_site(sentence, low, high, best) if thing is None else None) or best
    if thing is None and (site := _site(sentence, low, high, best)) is not None:
        return site
    before = [f for f in names if sentence.body <= f.start < low and f.place.level in _TOWNS]
    governing = _governing(names, sentence, token)
    near = [f.place for f in _shared(names, token)[:1] or (governing or before)[-1:]]
    told = near[0] if near else _told_of(names, token) or _own(names, thing) or _of_known_act(sentence, token)
    if best is None and told is not None:
        return told
    several = thing is not None and thing.token.tag_ in {"NNS", "NNPS"} and is_place(thing.token, sentence)
    last, lands = None if several else sentence.memory.carried(), sentence.memory.lands
    # Where a report was written, or stopped by the way, is not where its subject happened: "CARACAS, 3 May (X) -- …".
    last = None if last is not None and last.country and lands and last.country not in lands else last
    # "A spokesman in Lom said … The priests murdered in May": nothing was told to have been done in Lom.
    elsewhere = sentence.memory.written or (thing is not None and thing.people and not sentence.memory.acted)
    known_one = elsewhere and _known_one(token)
    known_one = known_one or (thing is not None and thing.people and told_in_full(token, thing.token))
    known_one = (
        known_one
        or of_many_days(token)
        or of_a_year(token)
        or (thing is not None and thing.people and over_days(token))
    )
    last = None if known_one or _in_several(sentence, low, high) or _of_a_land(sentence, low, high) else last
    if thing is not None and last is not None and last.level in {"site", "district"} and _another_quarter(thing):
        last = Place(thing.name)
    return last if best is None else best


def _shared(names: Sequence[Found], token: Any) -> list[Found]:
    """Give the places after a later verb of one doer, where all was done: "killed two and took a hill in Lom"."""
    top = clause_head(token)
    joined = [v for v in top.conjuncts if v.i > top.i and v.pos_ == "VERB" and _leaves_out(v)]
    after = {t.i for v in joined for t in v.subtree}
    spots = [(f, token_at(token.doc, f.start, f.end)) for f in names if f.place.level != "country"]
    led = [f for f, at in spots if at is not None and at.i in after and at.head.lower_ not in _WAYS]
    return led if top.dep_ not in {"relcl", "acl"} else []


def _leaves_out(verb: Any) -> bool:
    """Say whether a joined verb leaves out its subject or auxiliary, or tells of more people who came to harm.

    "12 were killed and 30 others wounded", "12 were killed and dozens were hurt".
    """
    subject = said_of(verb)
    if subject is None or (verb.tag_ == "VBN" and child(verb, "aux", "auxpass") is None):
        return True
    others = subject.lemma_ == "other" or any(t.lower_ in {"other", "another", "more"} for t in subject.lefts)
    return others or (subject.dep_ == "nsubjpass" and suffering(verb))


def _told_where(sentence: Sentence, token: Any, low: int, high: int) -> Place | None:
    """Give the place of which a clause after "where" tells, and that names none: "hit Lom and Dorn, where two died".

    Where somebody only said so is not where it was.
    """
    verb = next((t for t in (token, *token.ancestors) if t.dep_ == "relcl"), None)
    if verb is None or where_clause(verb.head) != verb or verb.lemma_ in saying_verbs():
        return None
    before = [f for f in sentence.where if f.start < verb.idx]
    told = next((sentence.place_of[t.i] for t in (verb.head, *verb.head.lefts) if t.i in sentence.place_of), None)
    if told is None or any(verb.idx < f.start < high or low <= f.start < verb.head.idx for f in sentence.where):
        return None
    # "In Dorn in Orsk, where …" tells of Dorn.
    named = [f for f in smallest(sentence.plain, before) if f.start <= told.start]
    return named[-1].place if named else None


def _told_of(names: Sequence[Found], token: Any) -> Place | None:
    """Give the town that a relative clause tells of an act that harmed people: "in blasts that rocked part of Orst"."""
    for found in names:
        at = token_at(token.doc, found.start, found.end)
        verb = clause_head(at) if at is not None else None
        if at is None or verb is None or verb.dep_ != "relcl" or verb.i > at.i or found.place.level not in _TOWNS:
            continue
        act = verb.head
        harmed = act.dep_ == "pobj" and token in (act.head.head, *act.head.head.conjuncts) and suffering(token)
        if act.lemma_.lower() in act_nouns() and (act.i == token.i or harmed) and verb.lemma_.lower() in _HITTING:
            return found.place
    return None


def _own(names: Sequence[Found], thing: Thing | None) -> Place | None:
    """Give the place, no country, that words say a target is in: "strikes on a school in rebel-held Lom province"."""
    spot = after(thing.token, "in", "at", "near", "outside") if thing is not None else None
    if spot is None:
        return None
    inside = [t for t in spot.subtree if t.i <= spot.i]
    own = [f for f in names if any(f.start <= t.idx < f.end for t in inside) and f.place.level != "country"]
    return own[-1].place if own else None


def _of_known_act(sentence: Sentence, token: Any) -> Place | None:
    """Give the place of the act told before in which something was done: "homes were destroyed in the attack"."""
    noun = after(clause_head(token), "in", "by", "during")
    row = noun_row(noun) if noun is not None and noun != token else None
    act = told_before(noun, row, (), sentence) if row is not None else None
    return act.target.place if act is not None and act.target is not None else None


def _another_quarter(thing: Thing) -> bool:
    """Say whether a target is a quarter by its own name: "the Gate district" is not the one told before."""
    return thing.token.lemma_.lower() in QUARTERS and own_name(thing.token) is not None


def _of_a_land(sentence: Sentence, low: int, high: int) -> bool:
    """Say whether a clause counts so many people that no town is meant: "millions have been displaced"."""
    inside = [t for t in sentence.doc if low <= t.idx < high]
    return any(t.lower_ in {"million", "millions"} for t in inside)


def _of_the_first(sentence: Sentence, found: Sequence[Found], first: Any) -> list[Found]:
    """Leave out the places of those who come later in a list of victims, each of a place: "Orr, 90 boys in Lom …"."""
    listed = [t.i for t in (first, *first.conjuncts)] if first.pos_ in {"NOUN", "PROPN"} else []
    # "Bishop Ann Bell, 90 boys in Lom": they are not who she is.
    more = [c.i for c in first.children if c.dep_ == "appos" and c.tag_ == "NNS" and first.tag_ == "NNP"]
    spots = [(f, token_at(sentence.doc, f.start, f.end)) for f in found]
    of = {*listed, *more}
    whose = [next((t.i for t in at.ancestors if t.i in of), None) if at is not None else None for _, at in spots]
    # Of the last one's place all may have died.
    between = any(i in listed[1:-1] or i in more for i in whose if i is not None)
    if not (between or len({i for i in whose if i is not None}) > 1):
        return list(found)
    return [f for f, i in zip(found, whose, strict=True) if i in {None, first.i}]


def _in_several(sentence: Sentence, low: int, high: int) -> bool:
    """Say whether a clause tells in its own words that it was in several places: "in rural areas", "in many towns".

    So it is of what a phrase without a verb goes on with: "an offensive in rural areas with arrests of villagers".
    """
    bare = not any(t.pos_ in {"VERB", "AUX"} and t.dep_ == "ROOT" for t in sentence.doc)
    inside = (t for t in sentence.doc if (bare or low <= t.idx) and t.idx < high and t.dep_ == "pobj")
    inside = (t for t in inside if t.head.lower_ in _AT)
    many = [t for t in inside if t.tag_ == "NNS"]
    return any(t.lemma_.lower() in _GROUNDS or any(c.lower_ in _SEVERAL for c in t.children) for t in many)


def _of_other_act(sentence: Sentence, found: Found, token: Any) -> bool:
    """Say whether a place is that of another act's noun: "the massacre of Velno and the murder of the advisers".

    So it is of the dead joined to others: "25 deaths in the raid and eight in the killings in Velno".
    """
    at = token_at(sentence.doc, found.start, found.end)
    above = list(at.ancestors) if at is not None else []
    joined = next((n for n, t in enumerate(above, start=1) if _joined(t)), None)
    above = above[:joined]
    act = next((t for t in above if t.pos_ == "NOUN" and t.lemma_.lower() in act_nouns()), None)
    nearer = act is not None and not any(t.pos_ in {"VERB", "AUX"} for t in above[: above.index(act)])
    own = [c for c in act.children if c.dep_ != "conj"] if act is not None else []
    if nearer and act is not None and token.i != act.i and _after_act(act) and not suffering(token):
        return True
    return nearer and act is not None and token.i != act.i and token not in above and token not in own


def _joined(word: Any) -> bool:
    """Say whether a word joins more to what was told, and not one place to another ("into Lom and the south of it")."""
    ground = (
        word.head.dep_ == "pobj" and word.head.head.lower_ in {*_AT, "into"} and word.lemma_.lower() not in act_nouns()
    )
    return word.dep_ == "conj" and word.pos_ in {"NOUN", "NUM"} and not ground


def _after_act(act: Any) -> bool:
    """Say whether an act's noun only tells when another act was done: "struck Lom after the attack in Velno"."""
    top = nominal(act)
    return top.dep_ == "pobj" and (top.head.lower_ in _THEN or _after_answer(top))


def _of_other_number(sentence: Sentence, found: Found, token: Any) -> bool:
    """Say whether a place is only that of another number: "12 were killed in Lom, 67 in Orst"."""
    at = next((t for t in sentence.doc if t.idx >= found.start), None)
    number = sentence.doc[at.i - 2] if at is not None and at.i > 1 else token
    return number.i != token.i and elsewhere(number)


def _known_one(token: Any) -> bool:
    """Say whether words only refer to what the reader knows of: "the killings", "the priests murdered in May"."""
    if token.pos_ == "VERB":
        return token.dep_ in {"acl", "relcl"} and token.tag_ == "VBN"
    return any(c.lower_ in {"the", "this", "that", "these", "those"} for c in token.children)


def _site(sentence: Sentence, low: int, high: int, town: Place | None) -> Place | None:
    """Give the named thing or ground that a clause says something happened at ("at the Lom airport"), in its town."""
    for token in sentence.doc:
        at = (
            low <= token.idx < high
            and token.dep_ == "pobj"
            and token.head.lower_ in _AT
            and token.i not in sentence.place_of
        )
        if token.lower_ in act_nouns() or token.lower_ == "today":
            continue  # a headline's run of names: "in Orst IS Attack"
        if not at or (asset_of(token) is None and not is_place(token, sentence)):
            continue
        named = [t for t in core(token)[:-1] if t.pos_ == "PROPN" and known(t.text) is None]
        if not named or token.ent_type_ in {"GPE", "LOC"} or token.tag_ in {"NNS", "NNPS"}:
            continue
        if token.lemma_.lower() in KINDS | _LANDS and named[-1].i in sentence.place_of:
            continue  # "the Dorn district" is Dorn
        name = words(core(token))
        if town is None or town.level == "country":
            return Place(name)
        return replace(town, name=name, level="site", candidates=1)
    return None


def _ground(sentence: Sentence, low: int, high: int) -> Place | None:
    """Give the ground that a clause says something happened at, in its own words: "the quarry at Dorn"."""
    for token in sentence.doc:
        if not low <= token.idx < high or token.lemma_.lower() not in lexicon("grounds") or token.dep_ != "pobj":
            continue
        if token.pos_ != "NOUN":
            continue  # "Hadra Square" is a name
        by = token.nbor() if token.i + 2 < len(token.doc) else None
        if by is not None and by.lower_ in _AT and by.i + 1 in sentence.place_of:
            found = sentence.place_of[by.i + 1].place
            return replace(
                found, name=f"{words(core(token))} {by.lower_} {found.name}", level="site" if found.lat else "unknown"
            )
    return None


def _governing(names: Sequence[Found], sentence: Sentence, token: Any) -> list[Found]:
    """List the towns, else the provinces, that stand in the clause around a token, or in one that governs it."""
    top = clause_head(token)
    above = {top.i, *(t.i for t in top.ancestors)}
    told = [f for f in names if f.place.level != "country" and f.start >= sentence.body]
    spots = [(f, token_at(sentence.doc, f.start, f.end)) for f in told]
    found = [f for f, at in spots if at is not None and clause_head(at).i in above]
    return [f for f in found if f.place.level in _TOWNS] or found


def _nearest(found: Sequence[Found], token: Any) -> Place | None:
    def far(one: Found) -> tuple[bool, bool, bool, int, int]:
        level = one.place.level
        return level not in _TOWNS, level == "country", one.beside, abs(one.start - token.idx), one.start

    best = min(found, key=far, default=None)
    return best.place if best else None


def last_place(sentence: Sentence) -> Place | None:
    """Give the town or site that a sentence leaves the reader at, or None."""
    towns = [f for f in sentence.where if f.place.level in _TOWNS and not stands_for_a_party(sentence, f)]
    towns = [f for f in towns if not of_route(sentence, f)]
    towns = [f for f in towns if not _answered(sentence, f)] or towns
    towns = [f for f in towns if not _dating(sentence, f)]
    towns = [f for f in towns if not posted(sentence, f)]
    told = [f for f in towns if not aside(sentence, f) or f.start < sentence.body]
    return smallest(sentence.plain, told)[-1].place if told else None


def _answered(sentence: Sentence, found: Found) -> bool:
    """Say whether a place is that of what was only answered: "a strike in response to the attack on Lom"."""
    at = token_at(sentence.doc, found.start, found.end)
    return at is not None and _after_answer(at)


def _dating(sentence: Sentence, found: Found) -> bool:
    """Say whether a place is that of an act which only tells when somebody did another."""
    at = token_at(sentence.doc, found.start, found.end)
    above = list(at.ancestors) if at is not None else []
    act = next((t for t in above if t.pos_ == "NOUN" and t.lemma_.lower() in act_nouns()), None)
    top = nominal(act) if act is not None else None
    deed = top.head.head if top is not None and _after_act(top) else None
    return deed is not None and deed.lemma_.lower() in verbs() and not suffering(deed)


def _after_answer(token: Any) -> bool:
    """Say whether a word is of what an act only answers."""
    return any(t.lemma_.lower() in acting()["answers"] for t in token.ancestors)
