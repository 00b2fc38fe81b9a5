"""What a document says behind a colon, and documents read out: "a letter reads: …", "a statement read on X"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.lexicons import lexicon

_READING = {"read": "VBD", "reads": "VBZ", "ran": "VBD", "runs": "VBZ"}
_FOLLOWING = ("as", "follows")


def mend_document(token: Any) -> None:
    """Make a verb of saying of "the letter reads:", and its words of the clause behind a colon; else nothing.

    Of "a statement read out on Lom Radio said" nobody read it and said so: it was read out, and it says.
    """
    if token.lower_ in _READING and token.i:
        _in_read_out(token)
        _read_out(token)
    if token.tag_ == "VBG" and token.dep_ == "advcl" and token.lemma_.lower() in lexicon("cues")["neutral"]:
        _which_says(token)
    if token.text == ":" and token.i > 1 and token.i + 1 < len(token.doc):
        verb = _before(token)
        if verb is not None:
            _said_behind(verb, token)


def _read_out(read: Any) -> None:
    """Hang on its document "read out on X", which the parser takes for the clause of a later verb of saying."""
    noun = child(read, "nsubj") or (read.head if read.dep_ in {"acl", "relcl"} else None)
    over = read.head
    if noun is None or noun.i > read.i or noun.lemma_.lower() not in lexicon("cues")["documents"]:
        return
    if read.dep_ in {"acl", "relcl"} and over == noun:
        read.pos_, read.tag_, read.lemma_ = "VERB", "VBN", "read"
    said = read.dep_ == "ccomp" and over.i > read.i and _says(over)
    later = child(read, "conj", "parataxis") if read.dep_ == "ROOT" and child(read, "cc") is None else None
    if later is not None and later.i > read.i and _says(later) and said_of(later) is None:
        later.dep_, later.head, over, said = "ROOT", later, later, True  # "a statement read out on X | said"
    if said and said_of(over) is None and read.lower_ == "read":
        noun.dep_, noun.head = "nsubj", over
        read.dep_, read.head, read.tag_ = "acl", noun, "VBN"


def _says(verb: Any) -> bool:
    return verb.lemma_.lower() in lexicon("cues")["neutral"]


def _in_read_out(read: Any) -> None:
    """Part "In a statement read out on X, | the army said", of which the parser makes a clause that is said."""
    inside, over = child(read, "prep"), read.head
    noun = child(inside, "pobj") if inside is not None and inside.i < read.i else None
    if inside is None or noun is None or noun.i != read.i - 1 or read.dep_ not in {"ccomp", "advcl"} or over.i < read.i:
        return
    if noun.lemma_.lower() in lexicon("cues")["documents"]:
        inside.head = over
        read.dep_, read.head, read.tag_ = "acl", noun, "VBN"


def _which_says(saying: Any) -> None:
    """Hang "saying that …" on the document right before it that somebody read out, printed or passed on."""
    noun = child(saying.head, "dobj")
    after = noun is not None and noun.i < saying.left_edge.i and saying.left_edge.nbor(-1).text != ","
    if noun is not None and after and noun.lemma_.lower() in lexicon("cues")["documents"]:
        saying.dep_, saying.head = "acl", noun


def _before(colon: Any) -> Any:
    """Give the verb by which words before a colon say what follows, or None."""
    last = colon.nbor(-1)
    if last.lower_ == _FOLLOWING[1] and last.i > 1 and last.nbor(-1).lower_ == _FOLLOWING[0]:
        last = last.nbor(-2)
    if last.lower_ in _READING and last.dep_ == "pobj":
        _by_whom(last)
    documents, noun = lexicon("cues")["documents"], said_of(last)
    if last.lower_ in _READING and noun is not None and noun.lemma_.lower() in documents:
        last.pos_, last.tag_, last.lemma_ = "VERB", _READING[last.lower_], "read"
    says = last.pos_ == "VERB" and last.lemma_.lower() in lexicon("cues")["neutral"]
    return last if says and noun is not None and noun.i < last.i else None


def _by_whom(read: Any) -> None:
    """Make a verb of "a statement by the army | read: …", which the parser takes for whom the statement is by."""
    whom, noun = read.nbor(-1), read.head.head
    told = noun.head
    if whom.head != read or whom.dep_ != "compound" or noun.dep_ != "nsubj" or told.i < read.i:
        return
    for word in [c for c in read.children if c.i < whom.i]:
        word.head = whom
    whom.dep_, whom.head = "pobj", read.head
    read.dep_, read.head = (told.dep_, told.head) if told.head != told else ("ROOT", read)
    noun.head, told.dep_, told.head = read, "ccomp", read


def _said_behind(verb: Any, colon: Any) -> None:
    """Make what stands behind a colon the clause of the verb before it, where the parser parts or reverses the two."""
    behind = [t for t in verb.doc[colon.i + 1 :] if t.pos_ in {"VERB", "AUX"} and not colon.i < t.head.i != t.i]
    told = next((t for t in behind if t.head == t or t.head.i <= colon.i), None)
    if told is None or (told.head == verb and told.dep_ == "ccomp") or said_of(told) is None:
        return
    # "This is the question that he was asked: …": all that holds the verb of saying is parted from what is said.
    top = next((t for t in (verb, *verb.ancestors) if t.head == told and t != told), None)
    if top is not None:
        top.dep_, top.head = "ROOT", top
    told.dep_, told.head = "ccomp", verb
