"""Names to agents: one party under its many names is one agent, of one kind.

`canonical` folds a name by the lexicon alone; `resolve` also reads the report (the fullest form of a person's name).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from counterclaim.extract.words.short_forms import spelled_out
from counterclaim.extract.words.standing import holds_word, standing
from counterclaim.lexicons import lexicon
from counterclaim.offices import party_of
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import ACTING_BODIES, AgentKind

#: A form of this many letters or fewer is only itself in capitals: "IS" is a group, "is" a verb.
SHORT_FORM = 3
#: Names and nouns asked about last, whose answers are kept; a report asks about the same ones again and again.
NAMES_KEPT = 8_192
#: Kinds of whoever is no person and has a name.

#: Nouns of outlets and organisations that are nobody's surname, as "Post" and "Church" are.
_NO_SURNAME = frozenset(
    {"agency", "chronicle", "foundation", "gazette", "herald", "institute", "journal", "monitor", "network", "news"}
    | {"observatory", "relief", "telegraph", "tribune", "watchdog", "wire"}
)
_GOVERNMENT = frozenset({"government", "regime", "junta", "authorities", "administration", "side"})
_FORCES = frozenset(
    {"army", "military", "forces", "troops", "soldiers", "armed forces", "armed force", "warplanes", "jets"}
    | {"government forces", "regime forces", "security forces", "government troops", "regime troops"}
)
_FIELD = r"[\w-]+(?: affairs)?"
_MINISTRY = re.compile(
    rf"^(?:(?P<before>.+?)(?:'s)? )?"
    rf"(?:(?P<field>{_FIELD}) ministry|ministry of (?P<of>{_FIELD})(?: of (?P<after>.+))?)$",
    re.IGNORECASE,
)
#: A land or town that no list has: one or two words, each with a capital.
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?")
#: A television station's letters ("MRTV").
_STATION = re.compile(r"\b[A-Z]{1,4}TV$")
#: What after a name says that it is one of a body.
_OF_GROUP = re.compile(r" (?:movement|group|organi[sz]ation|front|faction|network|cell|brigades?)\b")
#: The place of a dateline that the parse took for the beginning of a name ("DORVALE - Rebels").
#: "Its Dawn news agency" is called Dawn.
_OWN = re.compile(r"^(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur)\s+(?=[A-ZÀ-Þ])")
#: A clock's four figures that the parser hangs on who speaks: "AT 0640 - POLICE".
_CLOCK = re.compile(r"^0\d[0-5]\d\s+(?=\w)")
_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+ [-–—]{1,2} (?=\S)")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
#: An owner's ending, and not that of a body's own name: "People's Sword", "Lawyers' Circle".
_OWNER = re.compile(r"(?<!\bpeople)(?<!\bwomen)(?<!\bmen)(?<!\bchildren)['’]s(?=\s)|['’]s?$", re.IGNORECASE)
#: The beginning of a bracket that the recogniser of names cut ("Commission of Inquiry (CoI").
_UNCLOSED = re.compile(r"\s+\([^()]*$")
#: What a monitoring service puts before a text.
_MARK = re.compile(r"^\[[A-Z ]+\]\s*")
_SPELLING = {"defense": "defence", "foreign affairs": "foreign", "the interior": "interior"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the lexicon knows about a name: its first form and its kind."""

    name: str
    kind: AgentKind


@cache
def _forms() -> dict[str, Known]:
    """Give every listed form, folded, with the agent it names."""
    entries = lexicon("agents")
    table: dict[str, Known] = {}
    for kind in (AgentKind.OUTLET, AgentKind.OFFICIAL_BODY, AgentKind.ARMED_ACTOR, AgentKind.ORGANISATION):
        for line in entries[kind.value]:
            forms = [form.strip() for form in line.split("|")]
            for form in forms:
                table.setdefault(_key(form), Known(forms[0], kind))
    for line in entries["countries"]:
        country, adjective, *metonyms = [form.strip() for form in line.split("|")]
        for form in (country, *metonyms):
            table.setdefault(_key(form), Known(country, AgentKind.OFFICIAL_BODY))
        for form in (country, adjective, *metonyms):
            _add_bodies(table, form, adjective)
    for line in entries["rulers"]:
        ruler, adjective = [form.strip() for form in line.split("|")]
        _add_bodies(table, ruler, adjective)
    return table


def _add_bodies(table: dict[str, Known], form: str, adjective: str) -> None:
    """List the government and the forces that `form` (a country, its adjective, its ruler) can stand before."""
    shown = "US" if adjective == "American" else adjective
    for noun in sorted(_GOVERNMENT):
        table.setdefault(_key(f"{form} {noun}"), Known(f"{shown} government", AgentKind.OFFICIAL_BODY))
    for noun in sorted(_FORCES):
        table.setdefault(_key(f"{form} {noun}"), Known(f"{shown} army", AgentKind.ARMED_ACTOR))


def _key(form: str) -> str:
    """Fold a form for look-up; a short form in capitals keeps them."""
    plain = _POSSESSIVE.sub("", form.replace("’", "'")).strip()
    plain = re.sub(r"^(the|a|an)\s+", "", plain, flags=re.IGNORECASE)
    if len(plain.replace(".", "")) <= SHORT_FORM and plain.isupper():
        return plain.replace(".", "")
    # "The U.S. Congress" is the US Congress.
    return naming.normal_name(_DOTTED.sub(lambda m: m[0].replace(".", ""), plain))


_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


@lru_cache(maxsize=NAMES_KEPT)
def known(name: str) -> Known | None:
    """Give what the lexicon knows of a name, or None: one that it lists, or a ministry of whomever."""
    return listed(name) or _ministry(name) or _agency(name)


def listed(name: str) -> Known | None:
    """Give what the lexicon lists under a name, word for word, or None."""
    return _forms().get(_key(name))


def _agency(name: str) -> Known | None:
    """Read "the X news agency" as X, where X is an outlet, or None."""
    bare = re.sub(r"\s+news (?:agency|service|wire)$", "", name, flags=re.IGNORECASE)
    found = listed(bare) if bare != name else None
    return found if found is not None and found.kind is AgentKind.OUTLET else None


def _ministry(name: str) -> Known | None:
    """Read "X's defence ministry", "the Ministry of Defence of X" and the like as one body of one name."""
    found = _MINISTRY.match(_POSSESSIVE.sub("", re.sub(r"^(the|a)\s+", "", name.strip(), flags=re.IGNORECASE)))
    if found is None:
        return None
    field, owner = (found["field"] or found["of"]).lower(), found["before"] or found["after"]
    if found["of"] and owner and owner.lower() in lexicon("offices")["ministries"]:
        field, owner = owner.lower(), found["of"]  # "Defence Ministry of Karven"
    field = _SPELLING.get(field, field)
    if owner is None:
        return None
    adjective = _adjectives().get(_key(owner)) or (owner if _NAME.fullmatch(owner) else None)
    if adjective is None:
        return None
    return Known(f"{adjective} {field.title()} Ministry", AgentKind.OFFICIAL_BODY)


@cache
def _adjectives() -> dict[str, str]:
    """Give the adjective of each country, capital and ruler."""
    table: dict[str, str] = {}
    for line in lexicon("agents")["countries"]:
        country, adjective, *metonyms = [form.strip() for form in line.split("|")]
        for form in (country, adjective, *metonyms):
            table.setdefault(_key(form), "US" if adjective == "American" else adjective)
    for line in lexicon("agents")["rulers"]:
        ruler, adjective = [form.strip() for form in line.split("|")]
        table.setdefault(_key(ruler), adjective)
    return table


@lru_cache(maxsize=NAMES_KEPT)
def state_of(adjective: str) -> str | None:
    """Give the country that an adjective is of ("Velnian claims" are Velno's), or None."""
    lines = [[form.strip() for form in line.split("|")] for line in lexicon("agents")["countries"]]
    return next((country for country, of, *_ in lines if of.lower() == adjective.lower()), None)


def one_side(one: str, other: str) -> bool:
    """Say whether two names are of one agent, or of a state and its own body or forces."""
    if naming.normal_name(one) == naming.normal_name(other):
        return True
    first, second = _state(one) or party_of(one), _state(other) or party_of(other)
    return bool(first) and first == second


def body_of(name: str) -> str:
    """Give the body whose the people are that a name describes: "army" of "army spokesman"; any other name as it is."""
    spoken = re.fullmatch(r"(\S+) (?:for|of) (?:(?:the|an?) )?(.+)", name)
    if spoken is not None and spoken[1].lower() in speaking_for():
        return spoken[2]
    words = name.split()
    while len(words) > 1 and words[-1].lower() in speaking_for():
        words = words[:-1]
    whole = " ".join(words)
    return whole if words and (kind_of_noun(words[-1]) in ACTING_BODIES or known(whole) is not None) else name


@cache
def speaking_for() -> frozenset[str]:
    """Give the single words for who speaks for a body: "spokesman", "director"."""
    return frozenset(w for w in lexicon("namesakes")["speakers"] if " " not in w)


def _state(name: str) -> str | None:
    """Give the adjective of the state whose government, body or forces a name is, or None; rebels are none of them."""
    own = canonical(name)
    whole = _adjectives().get(_key(own))
    if not whole and not {*own.lower().split()}.isdisjoint(lexicon("voice_roles")["against_the_state"]):
        return None
    return whole or next((a for a in set(_adjectives().values()) if own.startswith(f"{a} ")), None)


def canonical(name: str) -> str:
    """Give the one name under which a party is kept; an unlisted name comes back without its article."""
    found = known(name)
    if found is not None:
        return found.name
    name = _OWN.sub("", _CLOCK.sub("", _DATELINE.sub("", name.strip())))
    return common(re.sub(r"^(the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE) or name)


def common(name: str) -> str:
    """Give a body that has no name of its own in small letters: of "Army denies …" the capital is the headline's.

    "The Coalition", "the Command" may stand for a longer name of the report.
    """
    several = name.endswith("s") and kind_of_noun(name) is AgentKind.ARMED_ACTOR
    return name.lower() if name.istitle() and (several or name in _UNNAMED) else name


#: Bodies that are called by their noun alone.
_UNNAMED = frozenset({"Army", "Military", "Navy", "Police", "Government", "Regime", "Parliament", "Authorities"})


@lru_cache(maxsize=NAMES_KEPT)
def kind_of_noun(noun: str) -> AgentKind | None:
    """Give the kind of speaker that a common noun ("residents", "ministry") names, or None."""
    roles = lexicon("agents")["roles"]
    for kind in (AgentKind.UNNAMED_GROUP, AgentKind.GENERIC, AgentKind.ARMED_ACTOR, AgentKind.OFFICIAL_BODY):
        if noun.lower() in roles[kind.value]:
            return kind
    for kind in (AgentKind.OUTLET, AgentKind.ORGANISATION):
        if noun.lower() in roles[kind.value]:
            return kind
    return None


def resolve(words: str, report: Report, label: str = "") -> Agent:
    """Give the agent that `words` name in a report; `label` is the recogniser's label for them, if any.

    A person's surname becomes the fullest form of the name that the report holds.
    """
    if (found := known(words)) is not None:
        return naming.agent(found.name, found.kind, report.id)
    name = _OWNER.sub("", re.sub(r"^(the|a|an)\s+", "", " ".join(words.split()), flags=re.IGNORECASE))
    name = _UNCLOSED.sub("", _DATELINE.sub("", name.strip(" :;,")))
    if name and label and name not in report.text and name.upper() in report.text:
        name = _untelex(name)
    name = common(spelled_out(name, report.text))
    noun = kind_of_noun(" ".join(name.split()[-2:])) or kind_of_noun(name.split()[-1]) if name else None
    noun = AgentKind.OUTLET if noun is None and _STATION.search(name) else noun
    if label == "PERSON" and any(_OF_GROUP.match(report.text, end) for _, end in standing(name, report.text)):
        label = "ORG"  # "the Red Dawn movement … Red Dawn denied it"
    if label == "PERSON" and " " in name and name.rpartition(" ")[2].lower() in _NO_SURNAME:
        label = "ORG"  # "Lom Observatory"
    if label == "PERSON":
        name = _smalltitles().sub("", _MARK.sub("", name))
        # A part of a name that is also a common word is written small where a telex was put in ordinary case.
        name = " ".join(
            w if not w.isalpha() or len(w) <= SHORT_FORM or w in _SMALL else w[:1].upper() + w[1:] for w in name.split()
        )
        return naming.agent(fullest(name, report.text), AgentKind.PERSON, report.id)
    if label == "ORG":
        return naming.agent(name, _named(noun), report.id)
    if label in {"GPE", "NORP", "LOC"}:
        return naming.agent(name, AgentKind.OFFICIAL_BODY, report.id)
    return naming.agent(name or words, noun or AgentKind.GENERIC, report.id)


def _untelex(name: str) -> str:
    """Give a name from a text in capitals its capitals, without rank or title."""
    words = name.split()
    while len(words) > 1 and words[0].lower().rstrip(".") in titles():
        words = words[1:]
    return " ".join(w if w.isupper() or w in _SMALL else w[:1].upper() + w[1:] for w in words)


#: Words inside a name that stay small.
_SMALL = frozenset({"of", "the", "y", "de", "del", "la", "el", "and", "for", "in"})


def _named(kind: AgentKind | None) -> AgentKind:
    """Give the kind of a proper name whose last word has `kind`; a name is never unnamed."""
    return AgentKind.ORGANISATION if kind is None or kind in naming.PER_REPORT else kind


@cache
def _smalltitles() -> re.Pattern[str]:
    """Match titles in small letters before a name, and such as are no part of one in any case."""
    return re.compile(rf"^(?:(?:{'|'.join(sorted(titles()))}|(?i:{'|'.join(sorted(_RANKS))}))\.? )+(?=\S)")


@cache
def _lands() -> frozenset[str]:
    """Give the last words of the names of countries, which are no given names ("of El Salvador Ann Bell")."""
    return frozenset(line.split("|")[0].split()[-1] for line in lexicon("agents")["countries"])


@cache
def titles() -> frozenset[str]:
    """Give the words for ranks and titles that stand before names, in small letters."""
    return frozenset(lexicon("titles"))


def well_known(word: str) -> bool:
    """Say whether a word is a given name that is known for one."""
    return word.lower() in lexicon("given_names")["she"] or word.lower() in lexicon("given_names")["he"]


#: Short forms of titles, which no name begins with.
_RANKS = frozenset(
    {"mr", "mrs", "ms", "dr", "msgr", "gen", "col", "lt", "maj", "capt", "sgt", "adm", "rep", "sen", "gov", "rev"}
)
#: Words that open a clause before a name ("Although Dorn …"), and are no given names.
_OPENING = frozenset(
    {"although", "though", "while", "whereas", "because", "since", "but", "and", "however", "meanwhile", "if", "when"}
    | {"after", "before", "in", "on", "at", "for", "with", "as", "that", "yet", "then", "later", "also", "both"}
)
#: Words inside a surname of several words.
_SURNAME_LINKS = frozenset({"y", "de", "del", "van", "von", "der"})


@lru_cache(maxsize=256)  # a report names the same people again and again
def fullest(name: str, text: str) -> str:
    """Give the longer form of a person's surname that the text holds most often (the first of equals), or the name.

    Titles are left out, and so is a word that the text also writes small ("But", "When"), which is no given name.
    """
    whole = " " in name and not set(name.split()) & _SURNAME_LINKS
    # Each form once, however often the text holds it: what is no given name is looked for in all of the text.
    forms: Counter[str] = Counter()
    for form, often in Counter(_with_given(name, text)).items():
        parts = form.split()
        while parts and (
            parts[0].lower().rstrip(".") in titles() | _OPENING
            or parts[0] in _lands()
            or holds_word(text, parts[0].lower())
        ):
            parts = parts[1:]
        if whole and not (len(parts) > len(name.split()) and well_known(parts[0])):
            continue  # "Rosa Kent" is Gregor Rosa Kent; "Tuesday Rosa Kent" is nobody
        if len(parts) > 1 and not any(p.endswith(("'s", "’s")) for p in parts[:-1]):
            forms[" ".join(parts)] += often
    return max(forms, key=lambda f: forms[f]) if forms else name


#: What stands before a surname in a longer form of the name, up to the surname.
_GIVEN = re.compile(
    rf"\b[A-Z][\w’'-]+[ \u00a0\n](?:[A-Z][\w.’'-]*[ \u00a0\n])?"
    rf"(?:[A-Z][\w’'-]*[ \u00a0\n](?:{'|'.join(sorted(_SURNAME_LINKS))})[ \u00a0\n])?\Z"
)
_MORE = re.compile(r"[ -][A-Z]")
#: So many characters before a surname may belong to the name.
GIVEN_CHARACTERS = 120


def _with_given(name: str, text: str) -> Iterator[str]:
    """Give each longer form of a name that a text holds, as often as it does."""
    for start, end in standing(name, text):
        before = _GIVEN.search(text[max(0, start - GIVEN_CHARACTERS) : start])
        if before is not None and _MORE.match(text, end) is None:
            yield before[0] + name
