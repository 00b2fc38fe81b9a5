"""A parse read out of the parser answers as the parser's own does. All texts are invented."""

from __future__ import annotations

from itertools import product

import pytest

from counterclaim.extract.grammar.parts import parts
from counterclaim.extract.grammar.tree import Tree
from counterclaim.extract.parsed.parse import pipeline

TEXTS = (
    "The mayor of Tarvos, Anya Velt, told reporters on Friday that at least 12 people, most of them farmers, had died.",
    "“We ain't gonna leave,” she said; there are two camps, and nothin' else. Let's go, y'all!",
    "  Shells hit the market —  and the school (not the mill) in Belmor, Ost and Lom",
    "...",
)
_PLAIN = ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "idx", "whitespace_", "is_space")
_PLAIN += ("is_punct", "is_alpha", "like_num", "text_with_ws")
_MANY = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts")


@pytest.mark.parametrize("text", TEXTS)
def test_a_word_answers_as_the_parsers_token_does(text: str) -> None:
    """Labels, flags and relations are the same."""
    doc = pipeline()(text)
    tree = Tree(doc)
    assert (tree.text, len(tree)) == (doc.text, len(doc))
    for word, token in zip(tree, doc, strict=True):
        assert [getattr(word, name) for name in _PLAIN] == [getattr(token, name) for name in _PLAIN]
        for name in _MANY:
            assert [t.i for t in getattr(word, name)] == [t.i for t in getattr(token, name)], (name, token)
        edges = (token.head.i, token.left_edge.i, token.right_edge.i)
        assert (word.head.i, word.left_edge.i, word.right_edge.i) == edges


@pytest.mark.parametrize("text", TEXTS)
def test_a_run_answers_as_the_parsers_span_does(text: str) -> None:
    """Words, bounds, roots and entities are the same, also of no tokens and beyond the end."""
    doc = pipeline()(text)
    tree = Tree(doc)
    assert [(e.start, e.end, e.label_, e.text) for e in tree.ents] == [
        (e.start, e.end, e.label_, e.text) for e in doc.ents
    ]
    for low in range(-2, len(doc) + 2):
        for high in range(-2, len(doc) + 2):
            ours, theirs = tree[low:high], doc[low:high]
            assert (ours.start, ours.end, ours.text) == (theirs.start, theirs.end, theirs.text)
            if len(ours):
                assert (ours.root.i, ours.start_char, ours.end_char) == (
                    theirs.root.i,
                    theirs.start_char,
                    theirs.end_char,
                )
    with pytest.raises(IndexError):
        tree[len(tree)]
    with pytest.raises(IndexError):
        tree[0].nbor(-1)


@pytest.mark.parametrize("text", TEXTS)
def test_parts_of_speech_are_those_of_the_table(text: str) -> None:
    """The first time and the second, when they are looked up."""
    nlp = pipeline()
    wanted = [(t.pos_, str(t.morph)) for t in nlp(text)]
    for _ in range(2):
        (doc,) = nlp.pipe([text], disable=["attribute_ruler", "lemmatizer"])
        parts(nlp)(doc)
        assert [(t.pos_, str(t.morph)) for t in doc] == wanted


@pytest.mark.parametrize("text", TEXTS)
def test_characters_are_found_as_the_parser_finds_them(text: str) -> None:
    """The tokens of any two characters, whole, inside or touched, and the token that holds one."""
    doc = pipeline()(text)
    tree = Tree(doc)
    for low in range(-1, len(text) + 2):
        for high in range(low + 1, len(text) + 2):
            for mode in ("strict", "contract", "expand"):
                ours, theirs = tree.char_span(low, high, mode), doc.char_span(low, high, alignment_mode=mode)
                assert (ours is None) == (theirs is None), (low, high, mode)
                if ours is not None:
                    assert (ours.start, ours.end) == (theirs.start, theirs.end), (low, high, mode)
        held = next((t.i for t in doc if t.idx <= low < t.idx + len(t.text)), None)
        assert getattr(tree.at(low), "i", None) == held


@pytest.mark.parametrize("text", [TEXTS[0], "Shells hit the school in Belmor."])
def test_a_word_that_is_hung_elsewhere_moves_as_the_parsers_token_does(text: str) -> None:
    """What hangs on each word is the same in a sentence, also where branches cross then."""
    parsed = pipeline()(text)
    for at, on in product(range(len(parsed)), repeat=2):
        doc, tree = parsed.copy(), Tree(parsed)
        if at == on or doc[at].is_ancestor(doc[on]):
            continue
        doc[at].head, tree[at].head = doc[on], tree[on]
        for word, token in zip(tree, doc, strict=True):
            assert [t.i for t in word.children] == [t.i for t in token.children], (at, on, token)
            assert (word.left_edge.i, word.right_edge.i) == (token.left_edge.i, token.right_edge.i)
