"""Who speaks for whom, as reports declare it: "Ilan Marsh, director of the Observatory", "army spokesman Dorin Hask".

A person is joined to a body by the words of a report alone: a role that speaks for a body, the person on one side of it
and the body on the other. The body is a whole phrase: the head of Karven's heritage department speaks for that
department, and for Karven only its spokespeople do. Where two reports give one person two bodies, nobody is taken for
the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from counterclaim.lexicons import lexicon
from counterclaim.offices import is_land
from counterclaim.records.claim import Claim
from counterclaim.records.naming import PER_REPORT, normal_name
from counterclaim.records.source import Report
from counterclaim.records.words import ACTING_BODIES, AgentKind, Aspect, ClaimAct, Stance
from counterclaim.trace.general import general, is_general, joining, qualified, the_one

#: Characters before and after a role in which the person and the body stand.
AROUND = 120
#: Words of a body's name, at most.
BODY_WORDS = 8
#: Up to four words between a comma and a role ("the army's chief"), and three of rank before a name. Past a word that
#: joins the role is another's: "a critic of the union's chairman".
_BETWEEN = r"(?:(?!(?:of|for|to|by|with|from|against)\s)[\w’'-]+\s+){0,4}"
_RANK = r"(?:[A-Z][\w.’-]*\s+){0,3}"
#: By these somebody answers for itself or for the body it speaks for.
_ANSWERS = frozenset({Stance.DENY, Stance.CONCEDE})
_OWN_PART = frozenset({ClaimAct.CLAIM_RESPONSIBILITY, ClaimAct.ACCEPT_RESPONSIBILITY, ClaimAct.GIVE_ALTERNATIVE})
_UNTIL = re.compile(r"\s*,?\s*(?:until|till)\b")
_ENDS = re.compile(r"[,.;:()\n“”\"]")
#: Words between a possessor and the body that it has, at most: "Karven's antiquities and museums department".
_FIELD_WORDS = 4
#: Whose somebody is, where a pronoun tells it: "its director", "Their chief spokesman".
_PRONOUN = re.compile(r"\b(?P<who>(?i:its|their|whose|his|her|our|my|your))\s+(?:[a-z][\w-]*\s+){0,2}\Z")
_OF_A_BODY = frozenset({"its", "their", "whose"})
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=[A-Z“\"])|\n\s*\n")
#: What stands before a spokesperson of whom nothing says whose he is: nothing, a stop, "the", a verb of saying.
_OPEN = re.compile(r"(?:\A|[.,;:!?”\"’\n]|\b(?:the|said|says|added|adds))\s*\Z", re.IGNORECASE)
#: Roles whose holders speak for a land; its ministers speak for their ministries.
_LANDS_OWN = ("spokes", "press")
#: A role of this word speaks for a body only where the body's noun stands beside it: "police commissioner".
_BY_NOUN = "commissioner"


@dataclass(frozen=True, slots=True, order=True)
class Speaks:
    """For whom somebody speaks, normalised and as written, and the words of a report that say so."""

    body: str
    title: str
    words: str
    #: General words that were read as the body's name: "the union", in a report that names one union.
    general: str = ""

    @property
    def told(self) -> str:
        """What a reader is told: the words, and why general ones mean the body."""
        only = f"; no other “{self.general}” is named there" if self.general else ""
        if self.general == self.body:
            only = "; no other body speaks there"
        return f"“{self.words}”{only}"


@cache
def _role() -> re.Pattern[str]:
    # "Director-General" and "director general" are one role.
    words = (
        re.escape(w).replace(r"\ ", r"[\s-]")
        for w in sorted(lexicon("namesakes", "en")["speakers"], key=lambda w: (-len(w), w))
    )
    return re.compile(rf"\b(?i:{'|'.join(words)})\b")


@cache
def _inside() -> frozenset[str]:
    """Give the words in small letters that the name of a body can have: `of`, `for`, `army`, `ministry`, …"""
    return _nouns() | joining()


@cache
def _nouns() -> frozenset[str]:
    """Give the words in small letters that are bodies: `army`, `ministry`, `department`, …"""
    roles = lexicon("agents", "en")["roles"]
    nouns = (noun for kind in ("organisation", "official_body", "armed_actor") for noun in roles[kind])
    return frozenset((*lexicon("namesakes", "en")["short_forms"], *nouns))


def declared(
    reports: Mapping[str, Report],
    claims: Iterable[Claim],
    known: Iterable[str] = (),
    heard: Iterable[Claim] | None = None,
) -> dict[str, Speaks]:
    """Give, by normalised name, for whom the named speakers of claims speak, where reports say it with one voice.

    `known` are names of bodies besides those that speak: one in small letters ("army") is read only where it is known.
    `heard` are all claims of the reports, where `claims` are some: a bare spokesman speaks for the only body heard.
    """
    claims = list(claims)
    alone = _alone(claims if heard is None else heard)
    persons: dict[str, set[str]] = defaultdict(set)
    bodies, people = {normal_name(name) for name in known}, set[str]()
    for claim in claims:
        for hop in claim.chain[:-1]:
            if hop.agent.kind not in PER_REPORT:
                bodies.add(normal_name(hop.agent.name))
                persons[claim.report].add(hop.agent.name)
                people |= {normal_name(hop.agent.name)} if hop.agent.kind is AgentKind.PERSON else set()
    found: dict[str, set[Speaks]] = defaultdict(set)
    for report, names in sorted(persons.items()):
        text, paper = reports[report].text, reports[report].publisher or ""
        called = sorted(names, key=lambda n: (-len(n), n))
        for person, speaks in _in_text(text, called, bodies, bodies - people, paper):
            found[normal_name(person)].add(speaks)
        for person, speaks in _of_no_body(text, called, alone.get(report, "")):
            # A report that names the body elsewhere has said it better.
            if not found[normal_name(person)]:
                found[normal_name(person)].add(speaks)
    return {person: one for person, said in found.items() if (one := _one(said)) is not None and one.body != person}


def spoken_for(reports: Mapping[str, Report], claims: Iterable[Claim]) -> dict[str, str]:
    """Give, by normalised name, the body for which each of those speaks who deny, admit or explain something.

    Takes the reports and claims of one event.
    """
    told = [c for c in claims if c.report in reports]
    answering = [c for c in told if c.stance in _ANSWERS or c.claim_act in _OWN_PART]
    accused = {name for c in told for name in (c.actor, c.value if c.aspect is Aspect.PERPETRATOR else None) if name}
    found = declared(reports, answering, accused, told) if answering else {}
    return {person: one.title for person, one in found.items()}


def _alone(claims: Iterable[Claim]) -> dict[str, str]:
    """Give by report the name of the only body that speaks in it beside outlets, under its fullest name."""
    heard: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        heard[claim.report] |= {h.agent.name for h in claim.chain[:-1] if h.agent.kind in ACTING_BODIES}
    out = {}
    for report, names in heard.items():
        fullest = max(names, key=lambda n: (len(n.split()), n), default="")
        tokens = set(normal_name(fullest).split())
        if fullest and all(set(normal_name(n).split()) <= tokens for n in names):
            out[report] = fullest
    return out


def _of_no_body(text: str, names: list[str], body: str) -> Iterator[tuple[str, Speaks]]:
    """Give the spokespeople of whom a text does not say whose they are: of the only body that speaks in it."""
    for role in _role().finditer(text) if body else ():
        if not role.group().lower().startswith(_LANDS_OWN) or not _OPEN.search(text[: role.start()]):
            continue
        after = text[role.end() : role.end() + AROUND]
        person = next((n for n in names if re.match(rf"\s+{_RANK}{re.escape(n)}\b", after)), "")
        if person and normal_name(person) != normal_name(body):
            words = f"{role.group()} {person}"
            yield person, Speaks(normal_name(body), body, words, normal_name(body))


def _one(said: set[Speaks]) -> Speaks | None:
    """Give the fullest of some bodies, where the others are shorter names of it; None where they are several."""
    fullest = min(said, key=lambda s: (-len(s.body.split()), s))
    tokens = set(fullest.body.split())
    return fullest if all(set(s.body.split()) <= tokens for s in said) else None


def _in_text(
    text: str, names: list[str], bodies: set[str], no_persons: set[str], paper: str = ""
) -> Iterator[tuple[str, Speaks]]:
    """Give the persons among some names whom a text puts beside a role, and for whom they speak.

    `no_persons` are those of the bodies that "its" can mean.
    """
    yield from _ministers(text, names)
    for role in _role().finditer(text):
        left, right = text[max(0, role.start() - AROUND) : role.start()], text[role.end() : role.end() + AROUND]
        after = re.match(r"\s+(?:(?:of|for|at|with)\s+)?(?:the\s+|a\s+)?", right)
        begin = after.end() if after else 0
        size = _begins(right[begin:], bodies) if begin > 1 else 0
        bare = not size and bool(begin) and right[:begin].endswith("the ")
        size = general(right[begin:]) if bare else size
        title, before, rest, ahead = right[begin : begin + size], left, right[begin + size :] if size else right, 0
        # "Karven's head of antiquities" heads these, and not Karven.
        whose = _PRONOUN.search(left) if not size else None
        if whose is not None:
            before, ahead = left[: whose.start()], len(left) - whose.start()
            own = whose["who"].lower() in _OF_A_BODY
            title = _named_last(text[: role.start() - len(left) + whose.start()], no_persons) if own else ""
        elif not size and not re.match(r"\s+(?:of|for)\s", right):
            ahead = _ends_with(left, bodies)
            title, before = left[len(left) - ahead :], left[: len(left) - ahead]
            bare = is_general(title) and not _of_another(role.group(), title, before)
        full = the_one(title, text, (*names, paper)) if bare else ""
        person, body = _person(before, rest, names), normal_name(full or title)
        told = full or not (bare if size else is_general(title) and _of_another(role.group(), title, before))
        somebody = told and not _no_body(role.group(), full or title) and not _past(before, title, rest)
        if body and person and normal_name(person) != body and somebody:
            low = role.start() - (len(left) - len(left[: left.rfind(person)]) if person in left else ahead)
            high = role.end() + (right.find(person) + len(person) if person in right else len(right) - len(rest))
            words = " ".join(text[max(0, low) : high].split())
            yield person, Speaks(body, _bare(full or title), words, normal_name(title) if full else "")


def _past(before: str, title: str, rest: str) -> bool:
    """Say whether somebody has left the role that stands between some words: a former head, one until some year."""
    words = {*before.replace("-", " ").split()[-2:], *title.split()[:1]}
    return bool({w.lower() for w in words} & {*lexicon("namesakes", "en")["past"]}) or bool(_UNTIL.match(rest))


def _of_another(role: str, title: str, before: str) -> bool:
    """Say whether a bare noun is of another body than is named: "the water directorate's director", "a union chairman".

    A spokesman is one of several, and "a union spokesman" is of the union.
    """
    whose = f"{before} {title}".lower().split()[:-1]
    one = not role.lower().startswith(_LANDS_OWN) and {"a", "an"} & {*whose[-2:]}
    return bool(one) or qualified(before)


def _no_body(role: str, title: str) -> bool:
    """Say whether words beside a role are no body that its holder speaks for.

    "On Monday Commander Jarek Olm": a day has no commander; nor is the head of something in a land its voice.
    """
    words, role = {*normal_name(title).split()}, role.lower()
    lands = is_land(title) and not role.startswith(_LANDS_OWN)
    return words <= _dates() or lands or (role == _BY_NOUN and (not words & _nouns() or is_general(title)))


def _named_last(text: str, bodies: set[str]) -> str:
    """Give the body that "its" or "their" means after a text: the only one that its last sentence with one names.

    Where that sentence names several, whose somebody is stays open: nobody is joined to the other side.
    """
    for sentence in reversed(_SENTENCE.split(text[-AROUND * 4 :])[-2:]):
        named = [n for n in map(_bare, _phrases().findall(sentence)) if _body(n, bodies)]
        fullest = max(named, key=len, default="")
        if named:
            return fullest if all(set(n.lower().split()) <= set(fullest.lower().split()) for n in named) else ""
    return ""


@cache
def _phrases() -> re.Pattern[str]:
    """Match what may name a body in a sentence: words with capitals, small ones between, a body's noun after."""
    nouns = "|".join(sorted(map(re.escape, _nouns()), key=lambda n: (-len(n), n)))
    capital, small = r"[A-Z][\w’'-]*", r"(?:(?:of|for|the|and)\s+){0,2}"
    return re.compile(rf"\b{capital}(?:\s+{small}{capital})*(?:\s+(?:{nouns})\b)?|\b(?:{nouns})\b")


def _body(name: str, bodies: set[str]) -> bool:
    """Say whether a name is one of some bodies, or is written with a capital and holds a noun for one."""
    return normal_name(name) in bodies or (name[:1].isupper() and bool(set(name.lower().split()) & _nouns()))


def _ministers(text: str, names: list[str]) -> Iterator[tuple[str, Speaks]]:
    """Give the ministers among some names, who speak for their ministries: "Karven's defence minister, Oren Tal"."""
    for role in _minister().finditer(text):
        before, after = text[max(0, role.start() - AROUND) : role.start()], text[role.end() : role.end() + AROUND]
        if person := _person(before, after, names):
            state = role["state"] or role["land"] or ""
            title = f"{state} {role['matter'] or role['of']} ministry".strip()
            found = after.find(person)
            low = role.start() if found >= 0 else role.start() - (len(before) - before.rfind(person))
            high = role.end() + found + len(person) if found >= 0 else role.end()
            yield person, Speaks(normal_name(title), title, " ".join(text[low:high].split()))


@cache
def _minister() -> re.Pattern[str]:
    matters = "|".join(sorted(map(re.escape, lexicon("offices")["ministries"]), key=lambda m: (-len(m), m)))
    land = r"[A-Z][\w-]{3,}"
    return re.compile(
        rf"(?:\b(?P<state>{land})(?:[’']s)?\s+)?\b(?P<matter>(?i:{matters}))\s+(?i:minister)\b"
        rf"|\b(?i:minister)\s+(?:of|for)\s+(?:the\s+)?(?P<of>(?i:{matters}))(?:\s+of\s+(?P<land>{land}))?\b"
    )


def _person(before: str, after: str, names: list[str]) -> str:
    """Give the name that stands before a role, with a comma, or after it, with a rank; empty for none."""
    for name in names:
        if re.search(rf"\b{re.escape(name)}\s*[,(]\s*(?:who\s+is\s+)?{_BETWEEN}\Z", before):
            return name
        if re.match(rf"\s*,?\s*{_RANK}{re.escape(name)}\b", after):
            return name
        if re.search(rf"\b{re.escape(name)},?\s+who\s+\Z", before):
            return name
    return ""


def _begins(text: str, bodies: set[str]) -> int:
    """Give how many characters the name of a body has with which a text begins, 0 for none."""
    stop = _ENDS.search(text)
    words = list(re.finditer(r"\S+", text[: stop.start() if stop else len(text)]))[:BODY_WORDS]
    ends = [w.end() for w in words]
    for end in reversed(ends):
        if normal_name(text[:end]) in bodies and not _owns(text[:end]):
            return end
    count = next((n for n, w in enumerate(words) if not _names(w.group())), len(words))
    while count and words[count - 1].group().lower() in joining():
        count -= 1
    if count and (_owns(words[count - 1].group()) or is_land(text[: ends[count - 1]])):
        count = _possessed([w.group() for w in words], count)
    return ends[count - 1] if count and any(map(str.isupper, text[: ends[count - 1]])) else 0


def _owns(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


def _possessed(words: list[str], owner: int) -> int:
    """Give with how many words the body ends that what stands before has ("Karven's heritage department").

    `owner` is how many words the possessor or the land's adjective has; alone it is a body only if nothing can go on.
    """
    body = next((n for n in range(owner, min(len(words), owner + _FIELD_WORDS)) if words[n] in _nouns()), None)
    return body + 1 if body is not None else 0 if _owns(words[owner - 1]) else owner


def _ends_with(text: str, bodies: set[str]) -> int:
    """Give how many characters from the beginning of a body's name to the end of a text, 0 where it ends in none."""
    stop = max((m.end() for m in _ENDS.finditer(text)), default=0)
    words = list(re.finditer(r"\S+", text[stop:]))[-BODY_WORDS:]
    starts = [stop + w.start() for w in words]
    for start in starts:
        if normal_name(text[start:]) in bodies:
            return len(text) - start
    first = len(words)
    while first and _names(_bare(words[first - 1].group())):
        first -= 1
    while first < len(words) and words[first].group().lower() in joining():
        first += 1
    if first and words[-1].group() in _nouns():  # "Karven's heritage department" is one phrase
        owners = range(max(0, first - _FIELD_WORDS), first)
        first = next((n for n in owners if _owns(words[n].group()) or is_land(words[n].group())), first)
    return len(text) - starts[first] if first < len(words) else 0


def _bare(name: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+|[’']s$", "", " ".join(name.split()))


@cache
def _dates() -> frozenset[str]:
    return frozenset(lexicon("scopes", "en")["dates"])


def _names(word: str) -> bool:
    return word[:1].isupper() or word in _inside()
