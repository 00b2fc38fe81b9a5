"""What a noun of the parse heads: its own words, people of which class, a weapon, a number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import before
from counterclaim.extract.named.agents import known
from counterclaim.extract.words.telex import ORDERS, peoples
from counterclaim.lexicons import lexicon

ABBREVIATION = 5
_DROPPED = frozenset({"det", "neg", "nummod", "quantmod", "predet", "punct", "advmod", "preconj"})
_IDLE = frozenset(
    {"remaining", "alleged", "suspected", "late", "several", "estimated", "called", "only", "less", "fewer"}
)
_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE"})

#: Nouns that tell nothing of who is meant without whose they are, and how many words tell it.
_BELONGING = frozenset({"member", "leader", "employee", "official", "supporter", "relative", "representative"})
WHOSE_MAX = 4


@cache
def classes() -> dict[str, str]:
    """Give the victim class of each noun for people."""
    return {noun: name for name, nouns in reversed(lexicon("victims").items()) for noun in nouns}


@cache
def weapons() -> dict[str, dict[str, str]]:
    """Give form → weapon row."""
    return {form: row for row in lexicon("weapons") for form in row["forms"]}


@cache
def _heads() -> frozenset[str]:
    """Give the last words of all forms of weapons."""
    return frozenset(form.replace(" - ", "-").split()[-1] for form in weapons())


@cache
def vague() -> frozenset[str]:
    """Give words like "many", which are neither a count nor a party."""
    return frozenset(lexicon("measures")["vague"])


def weapon_row(token: Any) -> dict[str, str] | None:
    """Give the weapon a token heads, by its last two words or its last, or None."""
    lemma = token.lemma_.lower()
    if not {lemma, lemma.removesuffix("s")} & _heads() and token.nbor(-1 if token.i else 0).text != "-":
        return None
    left = before(token, 2)
    if left and left[-1].lower_ in lexicon("acting")["harmless"] and left[-1].head.i == token.i:
        return None
    for length in (2, 1, 0):
        if length <= len(left):
            words = " ".join([*(t.lower_ for t in left[len(left) - length :]), lemma]).replace(" - ", "-")
            # At the head of a sentence the tagger takes a plural for a name and leaves its "s": "Rockets hit …".
            if (row := weapons().get(words) or weapons().get(words.removesuffix("s"))) is not None:
                return row
    return None


def core(token: Any) -> list[Any]:
    """Give a noun with what modifies it before: no article, no number, no pronoun, no quotation mark."""
    kept: list[Any] = []
    for t in token.doc[token.left_edge.i : token.i + 1]:
        low = t.lower_
        idle = t.dep_ in _DROPPED or t.tag_ in {"PRP$", "CD", "PDT", "DT"} or low in vague()
        # "Russian and Syrian forces": the conjunction of two modifiers belongs to the name.
        idle = idle or (t.dep_ == "cc" and not (kept and t.head.i != token.i and t.head.head.i == token.i))
        if t.i != token.i and idle and t.text != "-":
            kept = [] if t.text in {",", ";", "(", "["} else kept
            continue
        if t.pos_ == "ADP" and not kept and t.i != token.i:
            return [token]  # the parse took what stands before the noun for a part of it
        if t.is_space or (t.i != token.i and t.lower_ in _IDLE):
            continue
        kept.append(t)
    return kept


def words(tokens: Sequence[Any]) -> str:
    """Join tokens as the text has them, with common words in lower case; in a telex only what is a name is not."""
    out, end = "", None
    for t in tokens:
        telex = bool(t.doc.user_data.get("telex"))
        named = t.pos_ == "PROPN" or t.ent_type_ in _NAMED or (telex and t.text.isupper())
        people = not {t.lower_, t.lower_.removesuffix("s")}.isdisjoint(peoples() | ORDERS)
        group = telex and len(t.text) <= ABBREVIATION and known(t.text) is not None
        said = t.text if named or people else t.text.upper() if group else t.lower_
        titled = people or (not out and _titles_a_name(t))
        said = said.capitalize() if telex and titled and said.islower() else said
        out += (" " if end is not None and t.idx > end else "") + said
        end = t.idx + len(t.text)
    return " ".join(out.split()).strip(" -–—'’\"“”.,[](){}#*>")


def _titles_a_name(token: Any) -> bool:
    """Say whether a word is the title of somebody whose name follows it, which a telex leaves in small letters."""
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.lower_ in lexicon("titles") and after.text[:1].isupper()


def is_people(token: Any) -> bool:
    """Say whether a token names persons."""
    return people_class(token) is not None or token.ent_type_ in {"PERSON", "NORP"}


def people_class(token: Any) -> str | None:
    """Give the victim class of a noun for people, `people` for persons of no class, None for another noun."""
    low = token.lower_
    return classes().get(token.lemma_.lower()) or classes().get(low) or classes().get(low.removesuffix("s"))


def quantity(token: Any) -> bool:
    """Say whether a token is a number or a word for many."""
    return token.pos_ == "NUM" or token.ent_type_ in {"CARDINAL", "PERCENT", "QUANTITY"} or token.lower_ in vague()


def of_whom(token: Any) -> str:
    """Give the words that tell whose "members" or "leaders" some are, where the noun alone tells nothing."""
    link = next((c for c in token.children if c.lower_ == "of" and c.i > token.i), None)
    whose = next((c for c in link.children if c.dep_ == "pobj"), None) if link is not None else None
    if whose is None or token.lemma_.lower() not in _BELONGING or len(core(token)) > 1:
        return ""
    said = core(whose)
    article = next((f"{c.lower_} " for c in whose.children if c.tag_ == "DT" and c.i < said[0].i), "")
    told = 0 < len(said) <= WHOSE_MAX and not any(c.tag_ == "PRP$" for c in whose.children)  # "of his order": of whose?
    return f" of {article}{words(said)}" if told else ""


def told_with(more: Any) -> list[Any]:
    """Give the tokens of what tells who is meant, and not when it was: "wearing masks" of "wearing masks on Monday"."""
    when = next((c.i for c in more.children if c.dep_ in {"prep", "npadvmod"} and c.i > more.i), None)
    return [t for t in more.subtree if not t.is_space and (when is None or t.i < when)]
