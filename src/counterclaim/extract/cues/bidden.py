"""Sayings that words only bid, ask for or lead up to: nobody is told to have said anything by them."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.named.act import meant_to
from counterclaim.lexicons import lexicon

#: Whose complement is what somebody is to do, and has not done.
_ASKING = frozenset(
    {"ask", "beg", "call", "demand", "exhort", "expect", "implore", "instruct", "invite", "order", "press", "propose"}
    | {"recommend", "request", "require", "tell", "urge", "want"}
)


#: Who asks somebody to condemn a thing takes it for granted.
GRANTING = frozenset({"condemn", "denounce", "deplore", "decry", "criticise", "criticize", "protest", "lament"})


#: Whose complement is what somebody would like to do; who "sought to blame" X has blamed it.
_WISHING = frozenset({"want", "wish", "hope", "plan", "intend", "prefer", "conspire", "plot"})


#: Who is so to say something does not say it.
_LOATH = frozenset({"loath", "reluctant", "unwilling", "hesitant"})


def only_may(verb: Any, lemma: str) -> bool:
    """Say whether words bid somebody to tell, or say what one may come to know: "so that he can find out who fired"."""
    entries = lexicon("cues")
    loath = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in entries["failing"]
    if lemma in entries["accusing"] and (meant_to(verb) or loath):
        return True  # "shelled it in order to accuse the army of the raid", "failed to blame the army"
    apart = verb.i > 0 and verb.nbor(-1).text == ","  # "monitors, tell him"
    called = apart if verb.tag_ == "VBP" else child(verb, "nsubj") is None or apart
    bidden = lemma in {"tell", "ask", "inform"} and verb.tag_ in {"VB", "VBP"} and child(verb, "aux") is None
    bidden = bidden and called
    up = verb.head
    empty = up.lemma_ == "be" and any(c.lower_ == "it" and c.dep_ in {"nsubj", "expl"} for c in up.children)
    if verb.dep_ in {"xcomp", "ccomp"} and verb.tag_ == "VB" and empty and child(verb, "nsubj") is None:
        # "It would be rash to say that the army did it"; "it was impossible to confirm the report" leaves it open.
        return lemma not in entries["verifying"] or all(c.lower_ != "impossible" for c in up.children)
    if lemma not in entries["verifying"] and (
        asked_for(verb) or _owed(verb) or _aimed_at(verb) or _declined(verb) or _wished(verb)
    ):
        return True
    clause = child(verb, "ccomp")
    open_one = clause is not None and clause.left_edge.lower_ in lexicon("matters")["open"]
    may = any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to") for c in verb.children)
    failed = child(verb, "neg") is not None or up.lower_ == "unable"  # "could not establish who fired"
    failed = failed or (up.lower_ == "able" and child(up.head, "neg") is not None)
    return bidden or (lemma in entries["finding"] and open_one and may and not failed)


def opposes_words(verb: Any) -> bool:
    """Say whether somebody only is against what others say, and says nothing of it: "condemned reports that …"."""
    noun = child(verb, "dobj") if verb.lemma_.lower() in GRANTING else None
    return noun is not None and noun.lemma_.lower() in lexicon("cues")["nouns"]


def asked_for(verb: Any) -> bool:
    """Say whether somebody else is only asked to say it: "requested that the army clarify …", "want him to admit …"."""
    turned = _demand_before(verb)
    up, subject = turned or verb.head, child(verb, "nsubj")
    helper = child(verb, "aux")
    told = helper is not None and verb.lemma_.lower() not in GRANTING
    subject = child(up, "dobj", "nsubjpass") if subject is None and told else subject
    below = verb.dep_ in {"ccomp", "xcomp"} or turned is not None
    if not below or up.lemma_.lower() not in _ASKING or subject is None:
        return False
    # "That the army clarify", and not "clarifies"; "demanded that they clarify", and not "clarified".
    bare = verb.tag_ in {"VB", "VBP"} and (subject.tag_ in {"NN", "NNP"} or up.tag_ in {"VBD", "VBN"})
    return bare if helper is None else helper.lower_ == "to"


def _demand_before(verb: Any) -> Any:
    """Give the demand before a verb of saying where the parser takes one of the two for an aside, or None.

    "We demand, before the whole world, that X say how …".
    """
    aside = verb.head if verb.dep_ == "advcl" and verb.head.i < verb.i else None
    first = aside or next((c for c in verb.lefts if c.dep_ in {"ccomp", "parataxis"}), None)
    return first if first is not None and any(t.lower_ == "that" for t in verb.doc[first.i + 1 : verb.i]) else None


def _declined(verb: Any) -> bool:
    """Say whether somebody will not say it: "declined to blame any group", "refused to call it murder"."""
    return kept_back(verb) and effect_of(verb.lemma_.lower()) in {"accusing", "neutral", "endorsing", "distancing"}


def kept_back(verb: Any) -> bool:
    """Say whether a verb is what somebody will not do: "declined to name the army as the culprit"."""
    words = {*lexicon("cues")["keeping"], *_LOATH}
    keeping = verb.dep_ in {"xcomp", "ccomp", "dobj"} and verb.head.lemma_.lower() in words
    return bool(keeping) and all(c.dep_ != "neg" for c in verb.head.children)


def _wished(verb: Any) -> bool:
    """Say whether somebody is only said to want to accuse: "the rebels wanted to blame the army"; "we want to" does."""
    wish = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _WISHING else None
    who = child(wish, "nsubj") if wish is not None else None
    return who is not None and who.lower_ not in {"i", "we"} and effect_of(verb.lemma_.lower()) == "accusing"


def _aimed_at(verb: Any) -> bool:
    """Say whether saying is only an aim, or yet to come: "its aim is to clarify", "a call to repudiate"."""
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    aims = {*lexicon("acting")["purpose"], *lexicon("acting")["motives"], *lexicon("acting")["unreal_nouns"]}
    called_for = verb.dep_ == "acl" and verb.head.lemma_.lower() in aims
    # "Repeat their call to the world to repudiate it".
    wanted = child(verb.head, "dobj") if verb.dep_ == "advcl" else None
    called_for = called_for or (wanted is not None and wanted.lemma_ in {"call", "appeal"})
    return called_for or (verb.dep_ in {"xcomp", "ccomp", "attr"} and verb.head.lemma_ == "be")


def bound(helper: Any) -> bool:
    """Say whether a helping verb says what somebody is to do, and has not done: "must", "should"."""
    return helper.lower_ in lexicon("matters")["duty"]


def _owed(verb: Any) -> bool:
    """Say whether words tell what may or must be said, and of nobody who said it.

    "It must be said that …", "cannot be called an accident".
    """
    bearer, helper = child(verb, "nsubjpass"), child(verb, "aux")
    clause = child(verb, "ccomp")
    asked = clause is not None and clause.i > verb.i and clause.left_edge.lower_ in lexicon("matters")["open"]
    if asked and helper is not None and bound(helper):
        return True  # "the judge must explain why the army fired": the judge has not
    if bearer is None or helper is None or helper.tag_ != "MD" or child(verb, "agent") is not None:
        return False
    said = effect_of(verb.lemma_.lower()) in {"neutral", "endorsing"}
    return said and helper.lower_ not in {"will", "would", "shall"}


def about_words(verb: Any, lemma: str) -> bool:
    """Say whether a verb only explains a name or words said before, or says that something goes on.

    "He was referring to the raid", "troops called the Wolves", "while the investigations continue".
    """
    cues, source = lexicon("cues"), child(verb, "nsubj")
    named = lemma in cues["naming"] and verb.dep_ == "acl" and verb.tag_ != "VBG" and child(verb, "agent") is None
    goes_on = lemma == "continue" and source is not None and source.lemma_.lower() in cues["documents"]
    explains = lemma in {"refer", "allude"} and verb.tag_ == "VBG" and child(verb, "aux") is not None
    # "They were not tortured, as reports had stated": who stated it stated the contrary.
    other = verb.dep_ == "advcl" and child(verb, "mark") is not None and child(verb, "mark").lower_ == "as"
    contrary = other and child(verb.head, "neg") is not None and verb.i > verb.head.i
    # So did who is set right: "hit by a rebel mine and not, as X alleges, by a drone".
    contrary = contrary or (other and "not" in {t.lower_ for t in verb.doc[verb.left_edge.i - 2 : verb.left_edge.i]})
    sought = verb.dep_ == "acl" and verb.tag_ == "VBN" and lemma in _ASKING  # "the inquiry requested by X"
    return named or goes_on or explains or contrary or sought
