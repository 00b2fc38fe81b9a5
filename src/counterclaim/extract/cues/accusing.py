"""Whom a verb of accusing names, and what it lays to somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.contained import blamed_on
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.grammar.second_passives import of_whom
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.extract.named.nouns import people_class
from counterclaim.extract.named.speaking import no_doer, speaks
from counterclaim.extract.parsed.cue import Cue
from counterclaim.lexicons import lexicon
from counterclaim.records.words import AgentKind

#: Pronouns for somebody named before in the sentence.
_MEANT = frozenset({"them", "him", "her", "it"})
#: Nouns of what somebody says.
SAYINGS = frozenset((*lexicon("cues")["nouns"], *lexicon("cues")["accounts"]))


def laid(verb: Any) -> Any:
    """Give what is attributed: "attributed the raid to X", "a raid attributed to X", "which was attributed to X"."""
    what = child(verb, "dobj", "nsubjpass")
    return verb.head if verb.dep_ in {"acl", "relcl"} and (what is None or what.tag_ in {"WDT", "WP"}) else what


def accused_by(verb: Any, passive: bool) -> Any:
    """Give whom an accusation names."""
    if verb.lemma_ == "attribute":
        if _words_of(verb):
            return None  # "the statement attributed to him": he is said to have spoken
        whom = _to_whom(verb)
        return whom if whom is not None and (speaks(whom) or whom.ent_type_ == "GPE") else None
    if verb.lemma_ == "blame" and (on := blamed_on(verb)) is not None:
        return on if speaks(on) or people_class(on) is not None else None
    whom = (child(verb, "nsubjpass") or of_whom(verb)) if passive else child(verb, "dobj")
    # "Officers, whom it accused of …"
    if whom is None:
        return None
    if whom.lower_ in _MEANT:
        whom = _acted_on(verb, whom) or whom
    over = whom.head.head if whom.head.dep_ == "relcl" and whom.lower_ in {"who", "whom", "which"} else whom
    whom = over if over.pos_ in {"NOUN", "PROPN"} else whom
    # "Blamed shelling", "accused no side": what happened did nothing itself.
    return None if no_doer(whom) else whom


def _acted_on(verb: Any, pronoun: Any) -> Any | None:
    """Give whom "implicated the police, accusing them of it" means: whom the verb above is done to; or None."""
    above = verb.head if verb.dep_ in {"advcl", "conj"} else None
    whom = child(above, "dobj", "nsubjpass") if above is not None and above.pos_ == "VERB" else None
    if whom is None or whom.pos_ not in {"NOUN", "PROPN"} or not speaks(whom) or whom.i > verb.i:
        return None
    several = whom.tag_ in {"NNS", "NNPS"} or people_class(whom) is not None
    several = several or kind_of_noun(whom.lower_) is AgentKind.ARMED_ACTOR
    return whom if pronoun.lower_ != "them" or several else None


def _words_of(verb: Any) -> bool:
    """Say whether what is attributed to somebody is what was said, shown or counted, and no deed."""
    what = laid(verb)
    cues, said = lexicon("cues"), what.lemma_.lower() if what is not None else ""
    return said in {*SAYINGS, *saying_nouns(), *cues["documents"], *cues["imagery_nouns"], *cues["quoted"]}


def said_by_another(verb: Any, cue: Cue) -> Cue:
    """Give a cue to whom words are attributed by nobody named: "the figure of 40 dead, attributed to the mayor"."""
    nobodys = verb.lemma_ == "attribute" and cue.source is None and _words_of(verb)
    teller = _to_whom(verb) if nobodys else None
    return cue if teller is None else replace(cue, source=teller, effect="neutral")


def _to_whom(verb: Any) -> Any:
    """Give to whom something is attributed."""
    return next((p for c in verb.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"), None)
