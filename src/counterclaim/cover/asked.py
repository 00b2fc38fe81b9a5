"""The words by which a sentence may tell of a question: an act, harm, a number beside the dead, a name, a thing hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from counterclaim.cover.words import Bag, Wanted, forms, of_lexicon, plurals, wanted
from counterclaim.lexicons import act_families, asset_families, lexicon
from counterclaim.records.claim import Claim
from counterclaim.records.judgement import Question
from counterclaim.records.naming import normal_name
from counterclaim.records.words import NOT_NAMED, Aspect, Measure

Test = Callable[[Bag], bool]
_NOTHING = Wanted(frozenset(), ())
#: A word of a name that is shorter, or is no people's word, tells no party by itself ("Hill" of the Hill Guard).
_TELLING = 6
_PEOPLES = ("n", "i", "ish", "ese")


def test_for(question: Question, claims: Sequence[Claim], event: Sequence[Claim]) -> Test:
    """Give the test of whether a sentence may tell of a question; takes the claims on it, and all of its event."""
    act, harm = _acts(event), _harm()
    near = wanted({c.place.name for c in event if c.place is not None} | _persons())
    happening: Test = lambda s: s.has(act) or (s.has(_acts(event, bound=True)) and s.has(near))  # noqa: E731
    violent: Test = lambda s: happening(s) or s.has(harm)  # noqa: E731
    given: Mapping[Aspect, Callable[[], Test]] = {
        Aspect.COUNT: lambda: _count(claims),
        Aspect.PERPETRATOR: lambda: _doer(question, violent),
        Aspect.VICTIM_STATUS: lambda: _both(_statuses(), violent),
        Aspect.VICTIM_IDENTITY: lambda: _any(wanted(_last_words(question))),
        Aspect.WEAPON: lambda: _any(_weapons()),
        Aspect.TARGET: lambda: _both(wanted(_things(question)), lambda s: violent(s) or s.has(of_lexicon("harm"))),
        Aspect.DAMAGE: lambda: _both(wanted(_assets(claims)), lambda s: s.has(_conditions() | of_lexicon("harm"))),
        Aspect.CONTROL: lambda: _held(event),
        Aspect.MANNER: lambda: _any(harm) if question.words.startswith(_deaths()) else _held(event),
        Aspect.DISPLACEMENT: lambda: _any(_displaced()),
        Aspect.MOTIVE: lambda: _both(of_lexicon("motive"), happening),
        Aspect.CHARACTERISATION: lambda: _any(_labels()),
    }
    return given.get(question.aspect, lambda: happening)()


def _any(words: Wanted) -> Test:
    return lambda sentence: sentence.has(words)


def _both(words: Wanted, other: Test) -> Test:
    return lambda sentence: sentence.has(words) and other(sentence)


def _acts(event: Sequence[Claim], bound: bool = False) -> Wanted:
    """Give the words for acts of the families that an event's claims tell of; `bound` are those that need an object."""
    families = {act_families().get(c.act_type, "") for c in event if c.act_type} - {""}
    found = _NOTHING
    for family in sorted(families):
        found |= _of_family(family, bound)
    return found if bound or not families else found | of_lexicon("acts")


@cache
def _of_family(family: str, bound: bool) -> Wanted:
    general = family in lexicon("questions")["attacks"]
    rows = [r for r in lexicon("act_types") if r["family"] == family or (general and r.get("generic"))]
    words = (w for r in rows if bool(r.get("object")) is bound for w in _row(r))
    return wanted(words)


def _row(row: Mapping[str, Sequence[str]]) -> Iterable[str]:
    yield from (f for v in row["verbs"] for f in forms(v))
    yield from (f for n in row["nouns"] for f in plurals(n))


@cache
def _harm() -> Wanted:
    """Give the words for killing, wounding and destroying."""
    rows = lexicon("lethal_verbs")
    said = wanted([*rows["intransitive"], *rows["active"], *rows["participles"]])
    return said | _measured(Measure.KILLED) | _measured(Measure.INJURED)


@cache
def _measured(measure: str) -> Wanted:
    """Give the words that say of whom a number tells that this was done to them."""
    row = lexicon("measures").get(measure, {})
    more = lexicon("may_tell").get(measure, ())
    verbs = (f for v in (*row.get("of_object", ()), *row.get("of_subject", ())) for f in forms(v))
    return wanted([*verbs, *(f for n in row.get("nouns", ()) for f in plurals(n)), *row.get("states", ()), *more])


def _count(claims: Sequence[Claim]) -> Test:
    """Look for a number beside the word for what it counts; a toll or a figure needs none for the dead."""
    measures = {str(c.measure) for c in claims if c.measure is not None}
    counted = wanted(f for c in claims if c.unit for f in plurals(c.unit.split(",")[0].split()[-1]))
    found = counted if measures <= {Measure.OTHER} else _NOTHING
    for measure in sorted(measures - {Measure.OTHER}):
        found |= _measured(measure)
    if Measure.KILLED in measures:
        found |= of_lexicon("figures")
    return lambda sentence: sentence.number and sentence.has(found)


def _doer(question: Question, violent: Test) -> Test:
    """Look for the name of somebody accused beside harm or blame, or for blame beside harm."""
    named = _named(w for a in question.answers for w in (a.value, *(words for words, _ in a.wordings)))
    blame = of_lexicon("blame")
    return lambda s: (s.has(blame) and (s.has(named) or violent(s))) or (s.has(named) and violent(s))


def _named(names: Iterable[str]) -> Wanted:
    """Give names, with the words of them that tell a party by themselves, and other words for its people and land."""
    kinds, found = frozenset(lexicon("may_tell")["kinds"]), set[str]()
    for name in names:
        if name == NOT_NAMED:
            continue
        words = normal_name(name).split()
        found.add(" ".join(words))
        own = [w for w in words if w not in kinds]
        for word in own or words[-1:]:
            if not own or len(own) == len(words) == 1 or len(word) >= _TELLING or word.endswith(_PEOPLES):
                found |= {word, f"{word}s", *_peoples().get(word, ()), *_land(word)}
    return wanted(found)


def _land(word: str) -> Iterable[str]:
    """Give the land of a people's word that no list holds, and the people: "Ardanian", "Ardania", "Ardanians"."""
    if word.endswith(("an", "i")):
        yield word[:-1]
    if word.endswith("a"):
        yield from (f"{word}n", f"{word}ns")


@cache
def _peoples() -> Mapping[str, frozenset[str]]:
    rows = [frozenset(w.casefold() for w in row) for row in lexicon("demonyms").values()]
    return {word: row for row in rows for word in row}


@cache
def _persons() -> frozenset[str]:
    return frozenset(f for nouns in lexicon("victims").values() for n in nouns for f in plurals(n))


@cache
def _statuses() -> Wanted:
    fighters = wanted(f for n in lexicon("victims")["combatant"] for f in plurals(n))
    return fighters | of_lexicon("status")


@cache
def _weapons() -> Wanted:
    return wanted(f for row in lexicon("weapons") for n in row["forms"] for f in plurals(n))


@cache
def _labels() -> Wanted:
    rows = lexicon("labels")
    return wanted(f for label, row in rows.items() for n in (label, *row.get("forms", ())) for f in plurals(n))


@cache
def _conditions() -> Wanted:
    table = lexicon("damage")
    verbs = (f for name in ("destroyed", "damaged", "looted", "burned") for v in table[name] for f in forms(v))
    return wanted([*verbs, *(w for name in ("none", "ruined", "disabled") for w in table[name])])


@cache
def _displaced() -> Wanted:
    return _of_family("displacement", False) | _of_family("displacement", True) | _measured(Measure.DISPLACED)


def _held(event: Sequence[Claim]) -> Test:
    """Look for the taking, holding or leaving of a place that is named."""
    places = wanted({c.place.name for c in event if c.place is not None})
    taken = _of_family("territory", True) | _of_family("territory", False) | of_lexicon("control")
    return _both(taken, _any(places))


def _last_words(question: Question) -> Iterable[str]:
    return (w for a in question.answers for w in normal_name(a.value).split()[-1:])


def _things(question: Question) -> Iterable[str]:
    """Give the nouns of the things hit, and what else is of the family of each: a clinic may be the hospital."""
    families = asset_families()
    for answer in question.answers:
        words = normal_name(answer.value).split()
        alike = {families[w] for w in words if w in families}
        yield from (f for w in words[-1:] for f in plurals(w))
        yield from (f for noun, family in families.items() if family in alike for f in plurals(noun))


def _assets(claims: Sequence[Claim]) -> Iterable[str]:
    """Give the nouns of the things whose condition is asked for, and of their families."""
    families = asset_families()
    mine = {c.asset for c in claims if c.asset}
    alike = {families[a] for a in mine if a in families}
    yield from (f for a in mine for f in plurals(a.split()[-1]))
    yield from (f for noun, family in families.items() if family in alike for f in plurals(noun))


@cache
def _deaths() -> str:
    return str(lexicon("questions")["words"]["deaths"])
