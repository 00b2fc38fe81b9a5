"""Telex to ordinary case: which words of a text in capitals are names, and the text with only those in capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from counterclaim.extract.words.gazetteer import nations
from counterclaim.extract.words.held import TEXTS_KEPT
from counterclaim.lexicons import lexicon

CAPITALS_SHARE = 0.7
#: A name of this many letters or fewer could be an ordinary word in capitals ("IS", "WHO").
SHORT_WORD = 3
ACRONYM_MAX = 6
#: A text with fewer letters is too short to tell.
LETTERS_MIN = 12
_CERTAIN = frozenset({"un", "eu", "uk", "afp", "bbc", "cnn", "efe", "rt", "nyt", "uae", "ap", "upi", "ips"}) | {
    "fbi",
    "cia",
}
_ADDRESS = frozenset({"mr", "mrs", "dr"})
_ENDINGS = frozenset({"MR", "MRS", "DR", "ST", "TH", "PM", "HMM"})
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_WORD = re.compile(r"[^\W\d_]+")
#: A word alone in brackets behind others, and a word with two words or more in brackets behind it.
_ALONE = re.compile(r"(?P<before>(?:[A-Z'-]+\s+){2,8})[(\[](?P<short>[A-Z]{2,6})[)\]]")
_MEANT = re.compile(r"\b(?P<short>[A-Z]{3,10}) [(\[](?:[A-Z'-]+ )*?(?P<head>[A-Z]+)(?: (?:OF|FOR) [A-Z' -]+)?[)\]]")
#: What may stand between two words of one name: a blank, a line's break, the stop of an initial.
_WITHIN = re.compile(r"\.?\s{1,2}")
#: Words that stay small inside a name.
_SMALL = frozenset({"de", "del", "la", "las", "los", "el", "y", "van", "von", "der", "den", "bin", "ibn", "abu"})
#: Words between two parts of one surname.
_LINKS = frozenset({"y", "de", "del"})
#: First words of towns that are called after somebody ("SAN SALVADOR").
_SAINTS = frozenset({"san", "santa", "santo", "sao"})
#: Names of outlets and bodies that are far more often words; the incident reader was trained without this.
_ALSO_WORDS = frozenset({"dawn", "economist", "fox", "guardian", "memorial", "mnemonic", "telegraph", "vice"})
#: First words of names of lands that stay words by themselves.
_PLAIN = frozenset({"central", "east", "el", "ivory", "new", "north", "south", "united", "western"})
_FAITHS = frozenset(
    {"anglican", "baptist", "catholic", "christian", "druze", "evangelical", "hindu", "jew", "jewish", "lutheran"}
    | {"methodist", "muslim", "orthodox", "protestant", "shia", "shiite", "sikh", "sunni", "yazidi"}
)
#: Orders of monks, whose members are called by a word of which the language has most.
ORDERS = frozenset({"benedictine", "capuchin", "carmelite", "cistercian", "franciscan", "jesuit", "salesian"})
_DAYS = frozenset({"today", "yesterday", "tomorrow", "tonight"})
#: Words that stay small inside the name of a body.
_INSIDE = frozenset({"of", "the", "and", "for", "in", "on", "to", *_SMALL})
#: Titles that are as often part of another word's phrase ("general staff", "state department").
_LOOSE = frozenset({"general", "state", "foreign", "prime", "chief", "the", "head", "major", "private", "former"})
_GRADES = (("iest", "y"), ("est", ""), ("est", "e"), ("ier", "y"), ("er", ""), ("er", "e"))
#: Where a clause begins: at the start, after a comma, a quotation's end or a note.
_OPENS = re.compile(r"(?:^|[\",\]])[\s\"]*$")
_VERBAL = (("s", ""), ("ies", "y"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))


@cache
def adjectives() -> frozenset[str]:
    """Give the words for peoples that no land is called by, in small letters: "panamanian", and not "jordan"."""
    lands = {names[0] for names in lexicon("demonyms").values()}
    return frozenset(n.lower() for names in lexicon("demonyms").values() for n in names[1:] if n not in lands)


@lru_cache(maxsize=TEXTS_KEPT)
def is_telex(text: str) -> bool:
    """Say whether a text is nearly all capitals."""
    letters = sum(map(str.isalpha, text))
    return letters >= LETTERS_MIN and sum(map(str.isupper, text)) >= CAPITALS_SHARE * letters


@cache
def _listed() -> dict[str, str]:
    """Give the one-word names of countries and in the agents lexicon, in small letters, as spelled there."""
    entries = lexicon("agents")
    words = [form.strip() for k in ("countries", "rulers") for line in entries[k] for form in line.split("|")]
    words = [form for form in words if _WORD.fullmatch(form)]
    words += [form for form in _forms() if _WORD.fullmatch(form)]
    table: dict[str, str] = {}
    for word in words:
        if word[0].isupper():
            table.setdefault(word.lower(), word)
    return table


@cache
def _forms() -> tuple[str, ...]:
    """Give the names of the agents lexicon, the longest first."""
    entries = lexicon("agents")
    lists = ("outlet", "official_body", "armed_actor", "organisation", "countries", "rulers")
    forms = {form.strip() for k in lists for line in entries[k] for form in line.split("|")}
    return tuple(sorted((f for f in forms if f[:1].isupper()), key=lambda f: (-len(f), f)))


@cache
def full_names() -> re.Pattern[str]:
    """Match the names of more than one word that the agents lexicon lists."""
    many = [r"\s+".join(map(re.escape, f.split())) for f in _forms() if " " in f]
    return re.compile(rf"\b(?:{'|'.join(many)})\b", re.IGNORECASE)


@cache
def _titles() -> frozenset[str]:
    """Give the words after which a person's name may follow."""
    hints = lexicon("given_names")
    return frozenset((*lexicon("agents")["persons"], *hints["she_titles"], *hints["he_titles"], *lexicon("titles")))


@cache
def _ours() -> frozenset[str]:
    """Give the words for whom and what reports on conflicts tell of, in small letters: none of them is a name alone."""
    entries, cues = lexicon("agents"), lexicon("cues")
    lists = [*entries["roles"].values(), entries["persons"], entries["organs"], cues["documents"], cues["nouns"]]
    lists += [row[kind] for row in lexicon("act_types") for kind in ("verbs", "nouns")]
    lists += [lexicon("matters")["words"], *lexicon("victims").values(), *lexicon("assets").values()]
    lists += [row["forms"] for row in lexicon("weapons")]
    return frozenset(str(w).lower() for words in lists for w in words)


def _of_ours(word: str) -> bool:
    return word in _ours() or word.removesuffix("s") in _ours()


@cache
def _given() -> frozenset[str]:
    hints = lexicon("given_names")
    return frozenset((*hints["she"], *hints["he"]))


class Words:
    """The common words of a language, as a parser's lemmatiser lists them by part of speech."""

    def __init__(self, verbs: frozenset[str], others: frozenset[str], function: frozenset[str]) -> None:
        """Take verbs, nouns with adjectives and adverbs, and function words, all in small letters."""
        self.verbs, self.others, self.function = verbs, others, function

    def verbal(self, word: str) -> bool:
        """Say whether a word can be a form of a verb."""
        forms = (word, *(word.removesuffix(e) + base for e, base in _VERBAL if word.endswith(e)))
        return any(f in self.verbs for f in forms)

    def common(self, word: str) -> bool:
        """Say whether a word is an ordinary word of the language in some form."""
        if len(word) < SHORT_WORD or word in self.function or word in self.others or self.verbal(word):
            return True
        stems = (
            re.sub("men$", "man", word),
            word.removesuffix("s"),
            word.removesuffix("es"),
            word.removesuffix("ies") + "y",
        )
        doubled = re.sub(r"(.)\1(?:ed|ing)$", r"\1", word)
        adverb = word.removesuffix("ly")
        graded = [re.sub(f"{end}$", base, word) for end, base in _GRADES]
        return any(s in self.others for s in (*stems, adverb, *graded)) or doubled in self.verbs or self.verbal(adverb)


def names(texts: Sequence[str], words: Words) -> frozenset[str]:
    """Give the words, in small letters, that are names in a report in capitals; nothing for other texts.

    The short names of bodies stand among them in capitals, as the report has them. A word that the language does not
    have is a name; so is an ordinary one inside a run of such words ("RENE EMILIO PONCE"), or after a title before a
    stop, a comma or a verb ("COLONEL PONCE SAID").
    """
    found: set[str] = set()
    telexes = [text for text in texts if is_telex(text)]
    if not telexes:
        return frozenset()
    for text in telexes:
        found |= _names(text, words) | _known(text, words)
    short = {word for text in telexes for word in _short_names(text, words)}
    return frozenset(found | _common_surnames(telexes, found, words) | short)


def _short_names(text: str, words: Words) -> set[str]:
    """Give the short names of bodies: in brackets behind the whole name, or before brackets that tell what it means.

    "UNION OF MINERS (SOMIN)", "SOMIN [UNION OF MINERS]".
    """
    roles = lexicon("agents")["roles"]
    bodies = {n for kind in ("official_body", "organisation", "armed_actor") for n in roles[kind]}
    found = {m["short"] for m in _ALONE.finditer(text) if m["short"][0] in {w[0] for w in _WORD.findall(m["before"])}}
    found |= {m["short"] for m in _MEANT.finditer(text) if m["head"].lower() in bodies}
    return {w for w in found if not words.common(w.lower()) and w.lower() not in _listed()}


def _known(text: str, words: Words) -> set[str]:
    """Give the words that are names wherever they stand: of peoples, of saints' towns, of people; and "I"."""
    found: set[str] = set()

    def given(word: str, after: str) -> bool:
        """Say whether a word is somebody's given name; one that is a verb too only before a strange word."""
        return word in _given() and not (words.verbal(word) and words.common(after))

    before = ""
    all_words = _WORD.findall(text.lower())
    for word, after in zip(all_words, [*all_words[1:], ""], strict=True):
        people = bool({word, word.removesuffix("s"), f"{word}s"} & peoples())
        if f"{before} {word}" in peoples() and before not in _PLAIN:
            found |= {before, word}  # "COSTA RICAN"
        if people or (before in _SAINTS and len(word) > SHORT_WORD) or given(word, after):
            found.add(word)
        before = word
    return found | ({"i"} if found else set())


@cache
def peoples() -> frozenset[str]:
    """Give the names of lands, peoples and faiths, in small letters."""
    return _FAITHS | {n.lower() for n in nations() if len(n) > SHORT_WORD}


def _common_surnames(texts: Sequence[str], found: set[str], words: Words) -> set[str]:
    """Give the surnames that are ordinary words too: behind a strange name, and alone before a verb of saying.

    "INOCENCIO BELLS ARRIVED … BELLS SAID" names Bells.
    """
    cues = lexicon("cues")
    told = {f"{v}{end}" for kind in ("neutral", "endorsing", "accusing") for v in cues[kind] for end in ("ed", "d")}
    told |= {"said", "who"}
    out: set[str] = set()
    for _ in range(2):  # a surname may have two words
        behind: set[str] = set()
        alone: set[str] = set()
        for text in texts:
            strange = False
            for word, after in pairwise(_WORD.finditer(text)):
                low = word[0].lower()
                opens = strange or _OPENS.search(text, 0, word.start()) is not None
                if strange and not (_of_ours(low) or low in words.function or low.endswith("ly")):
                    behind.add(low)
                if opens and after[0].lower() in told:
                    alone.add(low)
                strange = low in out or (low in found and not words.common(low))
        # "WALKER ASKED WHO …" names nobody Asked.
        out = {w for w in behind & alone - told if len(w) >= SHORT_WORD and w not in _titles() | _DAYS}
    return out


def _names(text: str, words: Words) -> set[str]:
    found: set[str] = set()
    spots = [(m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text)]
    title = person = False
    for at, (word, start, end) in enumerate(spots):
        joined = at > 0 and _WITHIN.fullmatch(text, spots[at - 1][2], start) is not None
        title, person = title and joined, person and joined
        linked = joined and at > 1 and spots[at - 1][0] in _LINKS and spots[at - 2][0] in found
        if word in _SMALL:
            continue
        if _of_ours(word) and word not in _titles():
            title = person = False
            continue
        strange = not words.common(word) and word not in _listed()
        adverb = word.endswith("ly") and words.common(word)
        plain = len(word) > SHORT_WORD - 1 and not (adverb or words.verbal(word))
        plain = plain and word not in words.function | _titles() | _DAYS
        after = spots[at + 1][0] if at + 1 < len(spots) and text[end : end + 1].isspace() else ""
        ends = not after or after in words.function or words.verbal(after)
        given = word in _given()
        if word in _titles() and word not in _LOOSE and not (title or person):
            title = True
        elif strange or (plain and linked) or (plain and (person or (title and ends))) or (given and title):
            found.add(word)
            title, person = False, person or title or given
        else:
            title, person = word in _titles() and word not in _LOOSE, False
    return found


def steady(text: str, named: frozenset[str] = frozenset()) -> str:
    """Give a telex text (nearly all capitals) in ordinary case, of the same length; other texts come back unchanged.

    Names of the agents lexicon get their spelling there, the words in `named` a capital; words without a vowel and
    short ones alone in brackets are acronyms and keep their capitals.
    """
    if not is_telex(text):
        return text
    dotted = [m.span() for m in _DOTTED.finditer(text)]
    spelled = _spelled(text)

    def ordinary(found: re.Match[str]) -> str:
        word, lower = found[0], found[0].lower()
        alone = text[found.start() - 1 : found.start()] in {"(", "["} and text[found.end() : found.end() + 1] in {
            ")",
            "]",
        }
        kept = word in named or any(a <= found.start() < b for a, b in dotted)
        if len(lower) != len(word) or kept or _acronym(word, alone):
            return word
        plain = bool(named) and lower in _ALSO_WORDS
        if lower in _listed() and (len(word) > SHORT_WORD or lower in _CERTAIN) and not plain:
            return _listed()[lower] if len(_listed()[lower]) == len(word) else lower.capitalize()
        first = not text[: found.start()].strip(" \n\t\"'([-")
        part = spelled.get(found.start(), False) or lower in _ADDRESS
        return lower.capitalize() if first or part or lower in named else lower

    return _WORD.sub(ordinary, text)


def _spelled(text: str) -> dict[int, bool]:
    """Give where the words of listed names stand, each with whether it has a capital there ("El Salvador").

    They are looked for only where a name's first word stands.
    """
    found: dict[int, bool] = {}
    at = 0
    for word in _WORD.finditer(text):
        if word.start() < at or word[0].lower() not in _openers():
            continue
        name = full_names().match(text, word.start())
        if name is not None:
            for w in _WORD.finditer(name[0]):
                found[name.start() + w.start()] = w.start() == 0 or w[0].lower() not in _INSIDE
            at = name.end()
    return found


@cache
def _openers() -> frozenset[str]:
    """Give the first words of the names of more than one word, in small letters."""
    return frozenset(w[0].lower() for f in _forms() if " " in f and (w := _WORD.search(f)) is not None)


def _acronym(word: str, alone: bool) -> bool:
    """Tell whether a word in capitals is an acronym: alone in brackets, or without any vowel."""
    if alone and 2 <= len(word) <= ACRONYM_MAX:
        return True
    return word.isupper() and 3 <= len(word) <= ACRONYM_MAX and not set(word) & set("AEIOUY") and word not in _ENDINGS
