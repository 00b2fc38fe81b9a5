"""The words of a noun phrase as they are written, without the clauses and appositions that hang on it."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, acting
from counterclaim.extract.grammar.tree import Run

_LEFT_OUT = frozenset(
    {"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "npadvmod", "ccomp", "preconj"}
)
#: "The group in a statement": where words stand is no part of whose they are.
_WHERE_SAID = frozenset(
    {"statement", "interview", "letter", "speech", "tweet", "post", "message", "communique", "reference"}
)
_SINGLING = frozenset({"only", "even", "just", "solely", "not"})
_HYPHENS = frozenset("-‐‑–")


def phrase_words(token: Any) -> str:
    """Give a noun phrase's words as they are written."""
    doc, kept = token.doc, sorted(t.i for t in phrase(token))
    words = ""
    for at, after in zip(kept, [*kept[1:], kept[-1] + 1], strict=True):
        # Between two kept words a hyphen belongs to them ("human-rights"); anything else left out leaves a space.
        hyphen = after - at == 2 and doc[at + 1].text in _HYPHENS and not doc[at].whitespace_
        joined = doc[at].text_with_ws + (doc[at + 1].text_with_ws if hyphen else "")
        words += joined if after - at == 1 or joined[-1:].isspace() or hyphen else f"{joined} "
    words = " ".join(words.split()).strip(' ,"“”')
    return re.sub(r"['’]s?$", "", words)


def phrase(token: Any) -> list[Any]:
    """Give the tokens of a noun phrase without clauses, appositions and co-ordinated phrases."""
    kept = [token]
    for child in token.children:
        if child.dep_ == "compound" and child.ent_type_ == "DATE" and token.ent_type_ != "DATE":
            continue  # "on Tuesday hospital officials said"
        if child.dep_ == "compound" and child.tag_ in {"VBZ", "VBD"} and child.i < token.i:
            continue  # "…, claims army"
        if child.lower_ in _SINGLING and child.dep_ == "advmod" and child.i < token.i:
            continue  # "only the army says so"
        if child.lower_ == "both" and child.dep_ == "det" and any(c.dep_ == "conj" for c in token.children):
            continue  # "both rebels and the army"
        if child.dep_ == "prep" and child.i > token.i + 1 and token.doc[child.i - 1].text == ",":
            continue  # "the document, with parts marked in red, states"
        bound = child.i + 1 < token.i and token.doc[child.i + 1].text in _HYPHENS
        if child.dep_ == "prep" and child.i > token.i and any(c.lower_ in _WHERE_SAID for c in child.children):
            continue
        if child.dep_ not in _LEFT_OUT or (child.dep_ == "npadvmod" and bound):
            kept.extend(phrase(child))
    return kept


def entity(token: Any) -> Any:
    """Give the recognised entity that a token is part of, or None, without listing all of the sentence."""
    doc, first, after = token.doc, token.i, token.i + 1
    if not token.ent_type_:
        return None
    while doc[first].ent_iob_ == "I":
        first -= 1
    while after < len(doc) and doc[after].ent_iob_ == "I":
        after += 1
    return Run(doc, first, after, token.ent_type_)


def called(token: Any) -> str | None:
    """Give the name that a noun for a body is said to bear ("a group calling itself the Dawn", "known as the Dawn")."""
    for verb in token.children:
        near = verb.dep_ in {"acl", "relcl"} and verb.i <= token.i + 2  # "a source close to a group calling itself X"
        if not near or verb.lemma_ not in {"call", "name", "know", "style"}:
            continue
        given = [c for c in verb.children if c.dep_ == "oprd" or (c.lower_ == "as" and c.dep_ == "prep")]
        heads = [c if c.dep_ == "oprd" else next((p for p in c.children if p.dep_ == "pobj"), c) for c in given]
        name = phrase_words(heads[0]) if heads and heads[0].text[:1].isupper() else ""
        if name:
            return re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE)
    return None


def charge_start(token: Any) -> int | None:
    """Give the last token of a name before the charge that follows it ("the army | of shelling …"), or None."""
    # "Officers, whom it accused of …", "“terrorists”, its word for opponents".
    aside = {t.i for c in token.children if c.dep_ in {"relcl", "appos"} for t in c.subtree}
    preps = [t for t in token.subtree if t.i > token.i and t.dep_ == "prep" and t.i not in aside]
    preps = [t for t in preps if t.lower_ in {"of", "for", "with"}]
    acts = [p for p in preps if before_deed(p)]
    first = acts[0] if acts else preps[-1] if preps else None
    return first.i - 1 if first is not None else None


def before_deed(preposition: Any) -> bool:
    """Say whether a deed stands after a preposition: "of shelling it", "of the murder", "of a part in the murder"."""
    deeds = act_nouns() | acting()["part"] | {"use"}
    return any(c.dep_ == "pcomp" or c.lemma_.lower() in deeds for c in preposition.children)


def words_until(token: Any, end: int) -> str:
    """Give a noun phrase's words from its start to a token, which the parser may hang elsewhere."""
    first = min(t.i for t in phrase(token) if t.i <= token.i)
    end = next((t.i - 1 for t in token.doc[token.i + 1 : end + 1] if t.pos_ in {"VERB", "AUX"}), end)
    return str(token.doc[first : max(end, token.i) + 1].text).strip(' ,"“”')
