"""Who hits with words: "the minister hit back at claims that P" denies P, and strikes nobody."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import told_nouns
from counterclaim.extract.named.agents import kind_of_noun
from counterclaim.records.words import AgentKind

_HITTING = frozenset({"hit", "strike", "lash", "fire", "punch", "shoot", "push"})
#: "Hit back at the claim", "hit back at the UN over its claim".
_AT = frozenset({"at", "against", "on", "over", "about"})
_UNARMED = frozenset({AgentKind.UNNAMED_GROUP, AgentKind.OFFICIAL_BODY, AgentKind.PERSON})


def mend_hitting_back(verb: Any) -> None:
    """Make "hit back at claims" dismiss them, and a "hit back" of whoever bears no arms an answer.

    "The army hit back at rebel positions" stays as it is.
    """
    back = verb.nbor() if verb.lemma_.lower() in _HITTING and verb.i + 1 < len(verb.doc) else None
    if back is None or back.lower_ not in {"back", "out"} or back.head != verb or child(verb, "dobj") is not None:
        return
    links = [c for t in (verb, *verb.children) for c in (t, *t.children) if c.dep_ == "prep" and c.i > back.i]
    said = [(c, n) for c in links if c.lower_ in _AT and (n := child(c, "pobj")) is not None]
    said = [(c, n) for c, n in said if n.lemma_.lower() in told_nouns()]
    if said:
        link, noun = said[0]
        back.dep_, link.dep_, link.head = "dep", "prt", verb
        noun.dep_, noun.head = "dobj", verb
        verb.lemma_ = "dismiss"
        clause = child(verb, "ccomp")
        if clause is not None and clause.left_edge.i == noun.i + 1:
            clause.dep_, clause.head = "acl", noun  # "hit out at its denial | that it had shelled Lom"
        return
    who = child(verb, "nsubj")
    if who is not None and (who.ent_type_ == "PERSON" or kind_of_noun(who.lower_) in _UNARMED):
        verb.lemma_ = "retort"
