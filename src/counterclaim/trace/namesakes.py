"""One source of an event under several names: a short form, initials, its document or spokesperson, or described alike.

Names are those that claims give their originators, normalised. A name is taken for a fuller one only where a single
source of the event can be meant; who is not named is one where nothing shows that there are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from counterclaim.lexicons import lexicon
from counterclaim.offices import WHOLE, land_key, office_of
from counterclaim.records.naming import normal_name
from counterclaim.records.words import AgentKind
from counterclaim.trace.spelled import spelled

_BODIES = frozenset({AgentKind.ORGANISATION, AgentKind.OFFICIAL_BODY})
#: What a name can be taken for where its text does not say what it names.
_NAMES = frozenset({*_BODIES, AgentKind.PERSON})
#: An office is told by two words; words of one root share so many letters.
MIN_OFFICE, _ROOT = 2, 5
#: Letters of initials that alone stand for a name.
_INITIALS_MIN = 3
Tokens = tuple[str, ...]
#: Why people without a name who are described alike are one.
DESCRIBED = "nobody is named, and nothing shows that they are two"


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """What a claim calls its originator: the normalised name and its kind."""

    name: str
    kind: AgentKind


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant by a name: the key of one source, and in words how another name (`{}`) is known to mean it."""

    key: str
    why: str = ""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("namesakes", "en")[name])


@cache
def _institutions() -> frozenset[str]:
    roles = lexicon("agents", "en")["roles"]
    return frozenset(w for kind in (*_BODIES, AgentKind.OUTLET) for w in roles[kind.value])


class Everyone:
    """The names of an event or of a whole case; who is meant by one among them is looked for once."""

    def __init__(self, names: Iterable[Named] = ()) -> None:
        self.plain = _plain(sorted(set(names)))
        self._bodies = {n.name for n in self.plain}
        self._by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, name in enumerate(self.plain):
            for key in _keys_of_full(_tokens(name.name)):
                self._by_key[key].append(place)
        self._found: dict[Named, Named | None] = {}

    def fuller(self, name: Named) -> Named | None:
        """Give the fullest of the names that one stands for; None where two sources can be meant."""
        if name not in self._found:
            near = {n for key in _keys_of_short(_tokens(name.name)) for n in self._by_key.get(key, ())}
            self._found[name] = _fuller(name, [self.plain[n] for n in sorted(near)])
        return self._found[name]

    def holds(self, body: str) -> bool:
        """Say whether one of the names is that of a body."""
        return body in self._bodies


def meant(names: Iterable[Named], everyone: Everyone | None = None) -> dict[Named, Meant]:
    """Give for each name of an event's sources who is meant; nothing for a source of which nothing can be said.

    Where the event has no fuller name, the only one among `everyone` is meant.
    """
    given = sorted(set(names))
    near, wide = Everyone(given), everyone or Everyone()
    out = {n: Meant(n.name) for n in near.plain}
    for name in near.plain:
        if (full := near.fuller(name) or wide.fuller(name)) is not None:
            out[name] = Meant(full.name, "“{}” stands for it, the only source of such a name")
    _spelled_alike(out)
    described = {n: tokens for n in given if n not in out and (tokens := _described(n))}
    for name in given:
        if name in out:
            continue
        if (found := _through(name, near, wide)) is not None:
            out[name] = found
        elif name in described:
            wider = [n for n, tokens in described.items() if described[name] <= tokens]
            widest = max(wider, key=lambda n: (len(described[n]), n.name))
            if all(described[n] <= described[widest] for n in wider):
                out[name] = Meant(" ".join(sorted(described[widest])), DESCRIBED)
    return out


def _spelled_alike(found: dict[Named, Meant]) -> None:
    """Give names that are one in several spellings the first of them as key."""
    first: dict[str, str] = {}
    for key in sorted({m.key for m in found.values()}):
        first.setdefault(spelled(key), key)
    for name, one in found.items():
        if (key := first[spelled(one.key)]) != one.key:
            found[name] = Meant(key, one.why or "“{}” is its name in another spelling")


def _through(name: Named, near: Everyone, wide: Everyone) -> Meant | None:
    """Give the body that is meant by its document, its spokesperson or its own name in small letters, or None where a
    name is none of these or of nobody.
    """
    if _is_one_body(name) and (near.holds(name.name) or wide.holds(name.name)):
        return Meant(name.name, "“{}” is its name with other capitals")
    for body, why in ((_document(name.name), "“{}” is its document"), (_spoken_for(name), "“{}” speaks for it")):
        asked = Named(body, AgentKind.OFFICIAL_BODY)
        for among in (near, wide) if body else ():
            if (full := among.fuller(asked)) is not None:
                return Meant(full.name, why)
            if among.holds(body):
                return Meant(body, why)
    return None


def _is_one_body(name: Named) -> bool:
    """Say whether somebody without a name can be a body: told in two words or more ("civil defence"), and no people."""
    head = _head(_tokens(name.name)) if name.name else ""
    return name.kind is AgentKind.UNNAMED_GROUP and " " in name.name and (not head.endswith("s") or head.endswith("ss"))


def _plain(names: Iterable[Named]) -> list[Named]:
    return [n for n in names if n.kind not in {AgentKind.GENERIC, AgentKind.UNNAMED_GROUP}]


def _fuller(name: Named, among: Sequence[Named]) -> Named | None:
    """Give the fullest of the names that one stands for; None where two sources can be meant."""
    found = [p for p in among if _stands_for(name, p)]
    if not found:
        return None
    fullest = max(found, key=lambda n: (len(n.name.split()), n.name))
    return fullest if all(n.name == fullest.name or _stands_for(n, fullest) for n in found) else None


def _stands_for(short: Named, full: Named) -> bool:
    """Say whether one name is another way of writing another, longer one.

    Kinds are guesses where a text does not say them, so a name that is a noun of bodies is a body, whatever its kind.
    """
    a, b = _tokens(short.name), _tokens(full.name)
    if not a or len(a) > len(b) or (len(a) == len(b) and not (a < b and _same_office(a, b))):
        return False
    if _aligned(a, b, skip=False) and (len(a) > 1 or len(a[0]) >= _INITIALS_MIN):
        return True
    if b[: len(a)] == a and len(a[0]) > 1 and set(b[len(a) :]) <= _words("agency"):
        return True
    if short.kind in _NAMES and full.kind in _NAMES and _same_office(a, b):
        return True
    if full.kind is AgentKind.PERSON and short.kind in _NAMES:
        return len(a) == 1 and spelled(a[0]) == spelled(b[-1]) and _head(a) not in _words("short_forms")
    short_forms = _words("short_forms") | (_words("shortened") if len(a) > 1 else frozenset())
    bodies = short.kind in _NAMES and full.kind in _BODIES and a[-1] in short_forms
    return bodies and a[-1] in {_head(b), b[-1]} and _aligned(a, b, skip=True)


def _keys_of_full(b: Tokens) -> Iterator[tuple[str, str]]:
    """Give what a shorter name must have in common with one to stand for it, as `_stands_for` reads them."""
    if b:
        yield "first", b[0]
        yield from (("last", key) for key in {b[-1], spelled(b[-1])})
        yield "head", _head(b)
        for initials in _openings(b):
            yield "initials", initials


def _keys_of_short(a: Tokens) -> Iterator[tuple[str, str]]:
    """Give the keys under which every name that one can stand for is found."""
    if a:
        yield "first", a[0]
        yield "initials", a[0][:2]
        yield from (("last", key) for key in {a[0], spelled(a[0])})
        yield "last", a[-1]
        yield "head", a[-1]
        yield "head", _head(a)


def _openings(b: Tokens) -> set[str]:
    """Give the first two letters of all initials for the first words of a name; words that join may be passed over."""
    found = set[str]()
    for at, word in enumerate(b):
        for after in b[at + 1 :]:
            found.add(word[0] + after[0])
            if after not in _words("joining"):
                break
        if word not in _words("joining"):
            break
    return found


def _same_office(a: Tokens, b: Tokens) -> bool:
    """Say whether two names are of one office in another order: "defence ministry", "Velarian Ministry of Defence".

    A land and what belongs to it ("Velaria", "Velarian") are one word here; the shorter name adds nothing.
    """
    if _head(a) != _head(b) or _head(a) not in _institutions() or len(a) < MIN_OFFICE:
        return False
    left, right = ([t for t in x if t not in _words("joining") and t not in {"s", "the"}] for x in (a, b))
    return all(any(_one_word(t, u) for u in right) for t in left)


def _one_word(t: str, u: str) -> bool:
    return land_key(t) == land_key(u) or (min(len(t), len(u)) >= _ROOT and t[:_ROOT] == u[:_ROOT])


@lru_cache(maxsize=65_536)
def _tokens(name: str) -> Tokens:
    return tuple(name.split())


@lru_cache(maxsize=65_536)
def _head(tokens: Tokens) -> str:
    """Give the noun that a name is about: the last word before the first `of`, `for`, …"""
    before = next((n for n, t in enumerate(tokens) if t in _words("joining") and n), len(tokens))
    return tokens[before - 1]


def _aligned(a: Tokens, b: Tokens, *, skip: bool) -> bool:
    """Say whether the words of `a` are those of `b` in order, initials for words; `skip` allows for others in `b`."""
    if not a:
        return skip or not b
    if not b:
        return False
    if a[0] == b[0] and _aligned(a[1:], b[1:], skip=skip):
        return True
    taken = 0
    for at, word in enumerate(b):
        if taken < len(a[0]) and word[0] == a[0][taken]:
            taken += 1
        elif word not in _words("joining"):
            break
        if taken == len(a[0]) > 1 and at and _aligned(a[1:], b[at + 1 :], skip=skip):
            return True
    return skip and _aligned(a, b[1:], skip=skip)


def _document(name: str) -> str:
    """Give whose document a name names: `report of the inquiry`, `the inquiry's report`; empty for another name."""
    tokens = name.split()
    if len(tokens) > 2 and tokens[0] in _words("documents") and tokens[1] in _words("joining"):
        return " ".join(tokens[3:] if tokens[2] == "the" else tokens[2:])
    if len(tokens) > 1 and tokens[-1] in _words("documents"):
        return " ".join(tokens[:-2] if tokens[-2] == "s" else tokens[:-1])
    return ""


def _spoken_for(name: Named) -> str:
    """Give for whom somebody without a name speaks (`ministry spokeswoman`, `officials of the panel`); else empty.

    Officials of a whole state or its government are of many offices, and speak for none.
    """
    if name.kind not in {AgentKind.UNNAMED_GROUP, AgentKind.GENERIC}:
        return ""
    words = f" {name.name} "
    for role in _roles():
        if words.startswith(f" {role} "):
            joining, _, body = words.removeprefix(f" {role} ").strip().partition(" ")
            if joining in _words("joining") and body:
                return _but_a_state(role, body.removeprefix("the "))
        if words.endswith(f" {role} ") and (body := words.removesuffix(f" {role} ").strip()):
            return _but_a_state(role, body.removesuffix(" s"))
    return ""


def _but_a_state(role: str, body: str) -> str:
    office = office_of(body) if role in _words("members") else None
    return "" if office is not None and office.office == WHOLE else body


@cache
def _roles() -> tuple[str, ...]:
    """Give the roles of those who speak for a body, the longest first, as names are folded."""
    return tuple(sorted(map(normal_name, _words("speakers") | _words("members")), key=lambda r: (-len(r), r)))


def _described(name: Named) -> frozenset[str]:
    """Give the words that tell one person by an institution (`doctor at the hospital in Lom`); none for others."""
    tokens = tuple(t for t in name.name.split() if t not in {"the", "a", "an"})
    head = _head(tokens) if tokens else ""
    one = name.kind is AgentKind.UNNAMED_GROUP and (not head.endswith("s") or head.endswith("ss"))
    after = tokens[tokens.index(head) + 1 :] if head else ()
    if not one or not set(after) & _institutions():
        return frozenset()
    return frozenset(t for t in tokens if t not in _words("joining") and t != "s")
