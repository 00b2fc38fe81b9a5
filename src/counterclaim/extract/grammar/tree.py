"""A parsed sentence as plain objects, read out of the parser's once: rules ask a token the same things again and again.

`Word`, `Run` and `Tree` answer as spaCy's Token, Span and Doc do, by the same names, for what reading asks of them.
What rules mend in them is mended before anything is read; nothing in them is changed later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, overload

#: What is read of every token, as numbers: strings' numbers, flags, and how far off its head is.
_ATTRIBUTES = (
    "ORTH", "LOWER", "LEMMA", "TAG", "DEP", "ENT_TYPE", "POS", "ENT_IOB", "HEAD", "SPACY",
    "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "LIKE_NUM",
)  # fmt: skip
_IOB = ("", "I", "O", "B")
#: So many looks at a tree tell what hangs on each word.
LOOKS_MAX = 12
#: Numbers are read with a sign, since a head may stand before; those of strings have none.
_UNSIGNED = 2**64 - 1


class Word:
    """One token: its words, its labels and its place in the tree; a root is its own head."""

    __slots__ = (
        "_ancestors", "_head", "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "i", "idx", "is_alpha",
        "is_punct", "is_space", "left_edge", "lefts", "lemma_", "like_num", "lower_", "pos_", "right_edge", "rights",
        "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Tree
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    dep_: str
    ent_type_: str
    pos_: str
    ent_iob_: str
    whitespace_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    like_num: bool
    _head: Word
    lefts: tuple[Word, ...]
    rights: tuple[Word, ...]
    children: tuple[Word, ...]
    left_edge: Word
    right_edge: Word
    _ancestors: tuple[Word, ...] | None
    _subtree: tuple[Word, ...] | None

    def __len__(self) -> int:
        """Give how many characters it has."""
        return len(self.text)

    def __lt__(self, other: Word) -> bool:
        """Say whether it stands before another."""
        return self.idx < other.idx

    def __repr__(self) -> str:
        """Give its words."""
        return self.text

    @property
    def head(self) -> Word:
        """Give what it hangs on."""
        return self._head

    @head.setter
    def head(self, other: Word) -> None:
        """Hang it on another word of its sentence, and what hangs on it with it."""
        if other is not self._head:
            self._head = other
            self.doc.hang()

    @property
    def text_with_ws(self) -> str:
        """Give its words and the blank after them."""
        return self.text + self.whitespace_

    @property
    def subtree(self) -> tuple[Word, ...]:
        """Give all that hangs on it, and itself, in order."""
        if not self.children:
            return (self,)
        if self._subtree is None:
            found: list[Word] = []
            left: list[tuple[Word, bool]] = [(self, False)]
            while left and len(left) <= len(self.doc):  # more are left only where words hang on each other in a loop
                word, opened = left.pop()
                if opened or not word.children:
                    found.append(word)
                    continue
                left += [(c, False) for c in reversed(word.rights)]
                left.append((word, True))
                left += [(c, False) for c in reversed(word.lefts)]
            self._subtree = tuple(found)
        return self._subtree

    @property
    def ancestors(self) -> tuple[Word, ...]:
        """Give all that it hangs on, the nearest first."""
        if self._ancestors is None:
            at, found = self, list[Word]()
            while at._head is not at and len(found) < len(self.doc):
                at = at._head
                found.append(at)
            self._ancestors = tuple(found)
        return self._ancestors

    def is_ancestor(self, other: Word) -> bool:
        """Say whether another hangs on it."""
        return any(t is self for t in other.ancestors)

    @property
    def conjuncts(self) -> tuple[Word, ...]:
        """Give what is joined with it by "and", "or" or a comma, the first of them first."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        found = [first]
        for word in found:
            found += [c for c in word.rights if c.dep_ == "conj"]
        return tuple(t for t in found if t is not self)

    def nbor(self, by: int = 1) -> Word:
        """Give the token so many places on. Raises IndexError outside of the sentence."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc.words[self.i + by]


class Run:
    """Tokens that stand together, from the one at `start` to before the one at `end`; `label_` is an entity's kind."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Tree, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: Any = None

    def __len__(self) -> int:
        """Give how many tokens it has."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        """Give its tokens in order."""
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Run: ...
    def __getitem__(self, at: int | slice) -> Word | Run:
        """Give one of its tokens, or some."""
        if isinstance(at, slice):
            low, high = _bounds(at, len(self))
            return Run(self.doc, self.start + low, self.start + high)
        return self.doc.words[range(self.start, self.end)[at]]

    @property
    def start_char(self) -> int:
        """Give where its first token starts in the sentence."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """Give where its last token ends in the sentence."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Give its words."""
        return str(self.doc.text[self.start_char : self.end_char]) if self.end > self.start else ""

    @property
    def root(self) -> Word:
        """Give the token of it that hangs on nothing within it: the one nearest to the top, the first of such."""
        if self._root is None and len(self) == 1:
            self._root = self[0]
        if self._root is None:
            top = next((t for t in self if t.head.i == t.i), None)
            own = [t for t in self if not self.start <= t.head.i < self.end]
            self._root = top if top is not None else min(own, key=_depth, default=self[0])
        root: Word = self._root
        return root


def _depth(word: Word) -> int:
    """Give how far a token is from the top; a blank or a mark on which nothing hangs is farthest."""
    bare = (word.is_space or word.is_punct) and not any(word.children)
    return len(word.doc) - 1 if bare else sum(1 for _ in word.ancestors)


class Tree:
    """A sentence: its words in order, the entities in it; `parsed` is the parser's own, `user_data` what rules note."""

    __slots__ = ("_starts", "ents", "parsed", "text", "user_data", "words")

    def __init__(self, parsed: Any) -> None:
        """Read a parsed sentence."""
        self.parsed, self.text = parsed, str(parsed.text)
        self.user_data: dict[Any, Any] = {}
        self.words = _words(self, parsed)
        self._starts = [word.idx for word in self.words]
        self.ents = tuple(Run(self, e.start, e.end, e.label_) for e in parsed.ents)

    def __len__(self) -> int:
        """Give how many tokens it has."""
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        """Give its tokens in order."""
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Run: ...
    def __getitem__(self, at: int | slice) -> Word | Run:
        """Give one of its tokens, or some."""
        if isinstance(at, slice):
            return Run(self, *_bounds(at, len(self.words)))
        return self.words[at]

    def hang(self) -> None:
        """Tell each word anew what hangs on it, after one was hung elsewhere."""
        for word, (left, right) in zip(self.words, _edges([word.head.i for word in self.words]), strict=True):
            word.left_edge, word.right_edge = self.words[left], self.words[right]
            word._ancestors = word._subtree = None
        for run in self.ents:
            run._root = None
        _hang(self.words)

    def call(self, runs: Iterable[Run]) -> None:
        """Give the sentence other entities, of which none share words."""
        self.ents = tuple(sorted(runs, key=lambda run: run.start))
        for word in self.words:
            word.ent_type_, word.ent_iob_ = "", "O"
        for run in self.ents:
            for word in run:
                word.ent_type_, word.ent_iob_ = run.label_, "I"
            run[0].ent_iob_ = "B"

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Run | None:
        """Give the tokens of some characters: of whole ones alone, those inside ("contract") or touched ("expand")."""
        first, last = self._holding(start), self._holding(end - 1)
        if first is None or last is None:
            return None
        begins, ends = first.idx, last.idx + len(last.text)
        if alignment_mode == "strict" and (start != begins or end != ends):
            return None
        if alignment_mode == "contract":
            low, high = first.i + (begins < start), last.i - (end < ends)
            return None if high < low else Run(self, low, high + 1)
        # The blank after a token is none of its characters.
        return Run(self, first.i + (start == begins + len(first.text)), last.i + 1)

    def at(self, place: int) -> Word | None:
        """Give the token that holds a character, or None for a blank between tokens."""
        word = self._holding(place)
        return word if word is not None and place < word.idx + len(word.text) else None

    def _holding(self, place: int) -> Word | None:
        """Give the token that holds a character, or has it for the blank after it."""
        at = bisect_right(self._starts, place) - 1
        if at < 0:
            return None
        word = self.words[at]
        return word if place < word.idx + len(word.text) + len(word.whitespace_) else None


def _bounds(at: slice, size: int) -> tuple[int, int]:
    low, high, _ = at.indices(size)
    return low, max(low, high)


@cache
def _attributes() -> list[int]:
    from spacy import attrs  # heavy: only reading needs it

    return [getattr(attrs, name) for name in _ATTRIBUTES]


@cache
def _parts_of_speech() -> dict[int, str]:
    from spacy.parts_of_speech import NAMES

    return dict(NAMES)


class _Strings(dict[int, str]):
    """The parser's strings by their numbers, each decoded once; the parser itself keeps every word it has met."""

    def __init__(self, strings: Any) -> None:
        """Take the parser's own list."""
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        return self.setdefault(number, self._strings[number & _UNSIGNED])


@cache
def _strings(vocab: Any) -> _Strings:
    return _Strings(vocab.strings)


def _words(tree: Tree, parsed: Any) -> tuple[Word, ...]:
    strings, parts = _strings(parsed.vocab), _parts_of_speech()
    rows = parsed.to_array(_attributes()).astype("int64").tolist()
    words, idx = tuple(Word() for _ in rows), 0
    for i, (word, row) in enumerate(zip(words, rows, strict=True)):
        orth, lower, lemma, tag, dep, kind, pos, iob, head, blank, space, punct, alpha, number = row
        word.doc, word.i, word.idx = tree, i, idx
        word.text, word.lower_, word.lemma_ = strings[orth], strings[lower], strings[lemma]
        word.tag_, word.dep_, word.ent_type_ = strings[tag], strings[dep], strings[kind]
        word.pos_, word.ent_iob_ = parts[pos], _IOB[iob]
        word.is_space, word.is_punct, word.is_alpha, word.like_num = space != 0, punct != 0, alpha != 0, number != 0
        word.whitespace_ = " " if blank else ""
        word._head = words[i + head]
        word._ancestors = word._subtree = None
        idx += len(word.text) + blank
    for word, token in zip(words, parsed, strict=True):
        word.left_edge, word.right_edge = words[token.left_edge.i], words[token.right_edge.i]
    _hang(words)
    return words


def _edges(heads: Sequence[int]) -> list[tuple[int, int]]:
    """Give the first and last word of what hangs on each, as the parser reckons them; takes on which word each hangs.

    Branches that cross need another look, until each sentence holds what hangs on its words; trees in a loop never do.
    """
    lefts, rights = list(range(len(heads))), list(range(len(heads)))
    for _ in range(LOOKS_MAX):
        for at in (*range(len(heads)), *reversed(range(len(heads)))):
            head = heads[at]
            lefts[head], rights[head] = min(lefts[head], lefts[at]), max(rights[head], rights[at])
        starts = sorted({0, *(lefts[at] for at, head in enumerate(heads) if at == head)})
        bounds = [*starts, len(heads)]
        if all(low <= heads[at] < high for low, high in pairwise(bounds) for at in range(low, high)):
            break
    return list(zip(lefts, rights, strict=True))


def _hang(words: tuple[Word, ...]) -> None:
    """Give each token what hangs on it, as far as its edges."""
    lefts: list[list[Word]] = [[] for _ in words]
    rights: list[list[Word]] = [[] for _ in words]
    for word in words:
        head = word.head
        if head.left_edge.i <= word.i < head.i:
            lefts[head.i].append(word)
        elif head.i < word.i <= head.right_edge.i:
            rights[head.i].append(word)
    for word, left, right in zip(words, lefts, rights, strict=True):
        word.lefts, word.rights = tuple(left), tuple(right)
        word.children = word.lefts + word.rights
