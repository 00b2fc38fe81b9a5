"""Who is set against whom ("not X but Y", "X rather than Y"), where the parser gives the deed to the wrong one."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, acting, child, said_of

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
#: "X rather than Y", "X instead of Y", "X as opposed to Y": the two words before Y that set it aside.
_SET_ASIDE = frozenset({("rather", "than"), ("instead", "of"), ("opposed", "to")})
#: A noun phrase has at most so many words before its head.
PHRASE_WORDS = 6
_NAMING = frozenset({"NOUN", "PROPN"})
_ONLY = frozenset({"only", "just", "merely", "solely", "simply", "alone"})
_NOBODY = frozenset({"nobody", "none", "nothing"})
_LEFT_OUT = frozenset({"but", "except", "besides", "than"})


def mend_contrast(token: Any) -> None:
    """Correct in place the tree around two who are set against each other; any other token stays as it is.

    Of "the army, not the rebels, shelled it" the parser makes an army that did not; of "it was the army and not the
    rebels that shelled it" rebels who did; of "it was the army that shelled it, and not rebels" and of "nobody but the
    army shelled it" nobody. Of "not by the army but by the rebels", and "rebels rather than the army", both.
    """
    if token.dep_ in {"neg", "preconj"} and token.lower_ == "not":
        _but_this_one(token)
    if token.dep_ in {"conj", "pobj", "dep"}:
        _rather_than(token)
    by = token.nbor() if token.dep_ == "conj" and token.i + 1 < len(token.doc) else token
    if by.lower_ == "by" and by.head in {token, token.head.head.head} and token.head.head.dep_ == "agent":
        token.dep_ = "dep"  # "Lom was shelled by the army and Velno by rebels"
    if token.dep_ == "neg" and token.lower_ == "not" and token.head.i < token.i and token.head.pos_ in _NAMING:
        _not_that_one(token)
    if token.dep_ == "neg" and token.lower_ == "not" and token.head.dep_ == "appos" and token.head.i > token.i:
        _set_off(token.head)
    if token.dep_ == "neg" and token.lower_ == "not" and token.i and token.nbor(-1).text == ",":
        _this_one(token)
    if token.dep_ == "neg" and token.lower_ == "not" and token.i and token.nbor(-1).lower_ == "and":
        _and_not(token)
    if token.dep_ in SUBJECTS and (token.lower_ in _NOBODY or _no_one(token)):
        _nobody_but(token)
    if token.dep_ in {"relcl", "ccomp"} and said_of(token) is not None:
        _who_it_was(token)


def _not_that_one(neg: Any) -> None:
    """Give a "not" between two names to the one after it."""
    other = next((c for c in neg.head.children if c.dep_ in {"appos", "conj"} and c.left_edge.i >= neg.i), None)
    if other is not None and other.left_edge.i <= neg.i + 1:
        neg.head = other


def _set_off(other: Any) -> None:
    """Give what became of them to the first of "12 civilians, not militants, killed in Lom"."""
    for deed in [c for c in other.children if c.dep_ in {"acl", "relcl"} and c.tag_ in {"VBN", "VBD"}]:
        if deed.left_edge.nbor(-1).text == "," and deed.left_edge.i - 2 == other.i:
            deed.head = other.head


def _this_one(neg: Any) -> None:
    """Give the deed of "police, not gang, killed him" to the first, where the parser hangs the first on the second."""
    other = neg.head
    one = next((c for c in other.children if c.dep_ in SUBJECTS and c.i < neg.i), None)
    if one is None or other.dep_ not in SUBJECTS or other.pos_ not in _NAMING or other.i < neg.i:
        return
    one.dep_, one.head = other.dep_, other.head
    other.dep_, other.head = "appos", one


def _and_not(neg: Any) -> None:
    """Give the deed of "rebels and not the army shelled it" to the first, where the parser denies it of either."""
    other = _noun_from(neg.i + 1, neg.doc)
    if other is None or other.dep_ not in SUBJECTS:
        return
    one, verb = next((c for c in other.head.children if c.dep_ == other.dep_ and c.i < neg.i), None), other.head
    if one is None and verb.dep_ == "conj" and verb.head.pos_ in _NAMING and verb.head.head.i > verb.i:
        # The parser gives the first to who tells of it: "forces and not rebels shelled it, she said".
        one = verb.head
        verb.dep_, verb.head, one.dep_, one.head = "ccomp", one.head, other.dep_, verb
    if one is not None and neg.nbor(-1).head in {one, other, other.head}:
        neg.head, other.dep_, other.head = other, "dep", one


def _but_this_one(neg: Any) -> None:
    """Give the deed of "not X but Y" to Y, and that of "not only X but also Y" to both."""
    both = neg.i + 1 < len(neg.doc) and neg.nbor().lower_ in _ONLY
    one = _denied(neg, both)  # X, or the "by" before it
    if one is None:
        return
    inner = child(one, "pobj") if one.dep_ in {"agent", "prep"} else None
    holders = [one, *([inner] if inner is not None else [])]
    but = next((c for h in holders for c in h.children if c.lower_ == "but" and c.i > neg.i), None)
    later = [t for h in (*holders, one.head) for t in h.children if but is not None and t.i > but.i]
    other = next((t for t in later if t.dep_ in {"conj", *_ARGUMENTS, one.dep_}), None)
    if other is None and but is not None and one.pos_ == "ADP" and (second := but.nbor()).lower_ == one.lower_:
        second.head, one.dep_ = one.head, "dep"  # "not on Monday but on Tuesday"
    if inner is not None and other is None and not both:
        other = _freed(one, inner)
    beside = other is not None and other.head == one.head and other.dep_ not in {one.dep_, "nsubj", "nsubjpass"}
    if other is None or (beside and (inner is None or both or other.pos_ not in _NAMING)):
        return
    if both:
        neg.dep_ = "preconj"
        _joined(other, inner if inner is not None else one)
    elif inner is not None and (other.head == inner or other.pos_ in _NAMING):
        other.dep_, other.head, inner.dep_ = "pobj", one, "dep"
    elif other.pos_ == one.pos_ or other.pos_ in _NAMING:
        _in_its_stead(other, one)


def _denied(neg: Any, both: bool) -> Any | None:
    """Give what "not" sets aside, or the "by" before it; the parser may give the "not" to the verb before."""
    one = neg.head.head if both and neg.head == neg.nbor() else neg.head
    if both and one.dep_ == "npadvmod" and one.pos_ in _NAMING and one.head.pos_ == "VERB" and one.i > one.head.i:
        one.dep_ = "dobj"
    if one.pos_ == "VERB" and neg.i == one.i + 1 and child(one, "aux") is None:
        noun = _noun_from(neg.i + 1, neg.doc)
        if noun is None or not any(t.lower_ == "but" for t in neg.doc[noun.i + 1 : noun.i + 2]):
            return None
        neg.head = one = noun
    return one if neg.i < one.i and one.dep_ in _ARGUMENTS | {"agent", "prep"} else None


def _noun_from(at: int, doc: Any) -> Any | None:
    """Give the head of the noun phrase that begins at a token, or None."""
    last = None
    for token in doc[at : at + PHRASE_WORDS]:
        if token.pos_ not in {"DET", "ADJ", "NUM", *_NAMING}:
            break
        last = token
    return last if last is not None and last.pos_ in _NAMING else None


def _freed(by: Any, inner: Any) -> Any | None:
    """Give Y of "not by X but Y, Z said", which the parser hung on another verb; Z is then who said it."""
    after = by.doc[inner.i + 1 : inner.i + 2]
    other = _noun_from(inner.i + 2, by.doc) if len(after) and after[0].lower_ == "but" else None
    if other is not None and other.dep_ == "nsubj" and other.head != by.head:
        teller = child(other, "appos")
        if teller is None or teller.i + 1 != other.head.i:
            return None
        teller.dep_, teller.head = "nsubj", other.head
    return other


def _joined(other: Any, one: Any) -> None:
    """Make one noun the fellow of another; so the noun after a second "by"."""
    name = child(other, "pobj") if other.pos_ == "ADP" else other
    if name is not None and name != one and name.pos_ in _NAMING:
        name.head, name.dep_ = one, "conj"


def _in_its_stead(other: Any, one: Any) -> None:
    """Put one of two in the other's place in the tree, with what is laid to it ("blamed not X but Y for the raid")."""
    verb = one.head
    other.dep_, other.head, one.dep_ = one.dep_, verb, "dep"
    laid = [c for c in other.children if c.dep_ == "prep" and c.lower_ in {"for", "of", "with"}]
    for link in laid if verb.lemma_.lower() in acting()["accusing"] and other.dep_ == "dobj" else ():
        link.head = verb


def _rather_than(aside: Any) -> None:
    """Take whom "rather than" or "instead of" sets aside out of the list, and what is laid to the other to that."""
    kept = aside.head if aside.dep_ != "pobj" else aside.head.head
    if kept.pos_ not in _NAMING or aside.pos_ not in _NAMING:
        return
    first = aside.left_edge.i
    if tuple(t.lower_ for t in aside.doc[max(0, first - 2) : first]) not in _SET_ASIDE:
        return
    aside.dep_ = "dep" if aside.dep_ == "conj" else aside.dep_
    charged = kept.dep_ == "dobj" and kept.head.lemma_.lower() in acting()["accusing"]
    for clause in [c for c in aside.children if c.i > aside.i]:
        laid = clause.dep_ == "prep" and clause.lower_ in {"for", "of", "with"} and charged
        if clause.dep_ == "relcl" or laid:
            clause.head = kept.head if laid else kept


def _no_one(word: Any) -> bool:
    """Say whether a word is the "one" of "no one", or whom "no" is said of ("no side but the army")."""
    return any(c.dep_ == "det" and c.lower_ == "no" for c in word.children)


def _nobody_but(word: Any) -> None:
    """Make who is left out of "nobody but X", "no one except X", "no one other than X" the one who did it."""
    verb, joint = word.head, child(word, "cc")
    other = child(word, "conj") if joint is not None and joint.lower_ == "but" else None
    links = [t for t in word.subtree if t.lower_ in _LEFT_OUT and t.dep_ == "prep"] if other is None else []
    if links:  # of "no one other than X" the parser makes two subjects
        other = child(links[0], "pobj") or next((c for c in verb.children if c.dep_ == "nsubj" and c.i > word.i), None)
    if other is None or not word.i < other.i < verb.i:
        return
    other.dep_, other.head = word.dep_, verb
    word.dep_ = "dep"


def _who_it_was(verb: Any) -> None:
    """Give the clause after "it was X and not Y that" to X."""
    who = said_of(verb)
    noun = verb.head if verb.dep_ == "relcl" else child(verb.head, "attr")
    first = noun
    while first is not None and first.dep_ in {"conj", "appos"} and child(first, "neg") is not None:
        first = first.head
    if who is None or first is None or first.dep_ != "attr" or first.i > verb.i or first.head.lemma_ != "be":
        return
    it = child(first.head, "nsubj", "expl")
    if who.tag_ in {"WDT", "WP"} and it is not None and it.lower_ == "it":
        verb.dep_, verb.head = "relcl", first
