"""Real or not: what is planned, feared, wished, supposed, asked or denied has not been said to have happened."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, acting, at_no_time, before, child, said_of, with_particle
from counterclaim.extract.grammar.once import once
from counterclaim.extract.named.owners import by_somebody, denied_means
from counterclaim.extract.slots.carried import support
from counterclaim.extract.slots.made_up import invented, supposed
from counterclaim.extract.slots.nots import NOT, SEEING, beside, cleft, joined_no, of_none, told_anew
from counterclaim.extract.slots.roles import nominal, subject
from counterclaim.extract.slots.to_come import made_to, means_to_come, not_made_to, resorting
from counterclaim.lexicons import lexicon

_FUTURE = frozenset({"will", "shall", "would", "wo", "'ll", "’ll", "should"})
#: Verbs that may hang on one another ("is said to have begun to bomb").
CHAIN_MAX = 8
#: "Refrained from bombing", "is committed to bombing".
_NOT_YET = frozenset({"prevent", "refrain", "stop", "commit", "committed"})
_OPENINGS = frozenset({"door", "way", "path", "stage", "open"})
_KEPT_OFF = frozenset({"prevent", "avoid", "avert", "forestall"})
#: "Came close to bombing it", "stopped short of bombing it".
_SHORT_OF = frozenset({"close", "near", "short"})
PURPOSELY = frozenset({"deliberately", "intentionally", "purposely", "knowingly", "wilfully", "willfully"})
#: So many words before a verb may say that it came to nothing: "all but", before its auxiliaries.
_NEAR_WORDS = 5
_PAST = frozenset({"have", "be", "been", "ve", "'ve", "’ve"})
_CAUSING = frozenset({"cause", "result", "lead", "inflict", "claim", "kill", "wound", "injure"})
_ABLE = frozenset({"can", "ca", "could", "may", "might", "must"})
_NOTED = frozenset({"known", "notorious", "infamous", "famous"})
_IF = frozenset({"if", "unless", "lest"})
_SHOWN = frozenset({"confirm", "confirmed", "verify", "verified", "prove", "proven", "true", "accurate", "correct"})
_NOBODY = frozenset({"nobody", "none", "nothing"})
#: What stands before a noun, with the "no" of the whole: "no rocket or artillery strikes".
_BEFORE = frozenset({"compound", "nmod", "amod"})


@once
def unreal(token: Any) -> bool:
    """Say whether an act is only planned, wished, feared, supposed or asked about."""
    if token.pos_ == "VERB":
        return _unreal_verb(token) or _asked(token) or _habit(token) or denied_means(token) or supposed(token)
    top = nominal(token)
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    verb = top.head
    off = verb.lemma_ == "call" and any(c.lower_ == "off" for c in verb.children)
    if top.dep_ in {"dobj", "nsubjpass"} and (off or verb.lemma_.lower() in acting()["unreal_verbs"]):
        # "Said its strike was justified": what is called so was done.
        return not (top.dep_ == "nsubjpass" and verb.lower_ == "justified" and child(top, "poss", "det") is not None)
    if (
        top.dep_ == "pobj"
        and verb.head.lemma_.lower() in acting()["unreal_nouns"]
        and verb.lower_ in {"of", "for", "to"}
        and not (verb.head.lemma_.lower() == "case" and child(verb.head, "det", "poss") is not None)
    ):
        return True
    if (
        top.dep_ == "pobj"
        and verb.head.lemma_.lower()
        in {"call", "plan", "prepare", "wait", "ask", "condition", "way", "ground", "campaign", "drive", "door", "open"}
        and verb.lower_ == "for"
    ):
        return True
    open_one = top.dep_ in SUBJECTS and any(_if_so(c) for c in verb.children)
    open_one = open_one or (top.dep_ == "pobj" and verb.lower_ == "for" and _opened(verb.head))
    # "Was threatened with deportation by the police"
    open_one = open_one or (top.dep_ == "pobj" and verb.lower_ == "with" and verb.head.lemma_.lower() == "threaten")
    if open_one or (top.dep_ == "compound" and verb.lemma_.lower() in acting()["unreal_nouns"]) or _without(top):
        return True
    return supposed(top) or resorting(top) or _not_carried_out(token)


def _not_carried_out(noun: Any) -> bool:
    """Say whether the verb that carries an act's noun tells of nothing that was done."""
    carried = support(noun)
    if carried is not None and carried[1] == "was" and _almost(carried[0]) and child(carried[0], "dobj") is not None:
        return bool(carried[0].lemma_ == "take")  # "the strike nearly killed four"; "it almost took place"
    return carried is not None and (_unreal_verb(carried[0]) or _asked(carried[0]))


def _if_so(clause: Any) -> bool:
    """Say whether a clause leaves open whether something was done: "if confirmed, the strike would be a crime"."""
    if clause.dep_ not in {"advcl", "prep", "mark", "dep"}:
        return False
    near = list(clause.subtree)
    return near[0].lower_ == "if" and any(t.lemma_.lower() in _SHOWN for t in near)


def _opened(verb: Any) -> bool:
    """Say whether a verb only makes something possible: "left the door open for", "set the stage for"."""
    near = (c.lemma_.lower() for c in verb.children if c.dep_ in {"dobj", "oprd", "ccomp", "acomp"})
    return verb.pos_ == "VERB" and not _OPENINGS.isdisjoint(near)


def prevented(noun: Any) -> bool:
    """Say whether a noun is of what is to be prevented or avoided: it has not happened."""
    top = nominal(noun)
    while top.dep_ == "conj" and top.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head
    return top.dep_ == "dobj" and top.head.lemma_.lower() in _KEPT_OFF


def _without(noun: Any) -> bool:
    """Say whether a noun is of what people did without doing it: "without having to resort to air raids"."""
    up = noun
    for _ in range(CHAIN_MAX):
        if up.dep_ == "pcomp" and up.head.lower_ == "without":
            return True
        if up.dep_ not in {"pobj", "prep", "xcomp", "dobj", "pcomp"}:
            return False
        up = up.head
    return False


def _to_show(verb: Any) -> bool:
    """Say whether a clause is only what somebody wants to make seen: "fired a flare to indicate there was a clash"."""
    up = verb.head
    shows = verb.dep_ == "ccomp" and up.lemma_ in {"indicate", "suggest", "signal", "pretend"}
    return shows and up.dep_ in {"advcl", "xcomp"} and any(c.dep_ == "aux" and c.lower_ == "to" for c in up.children)


def _unreal_verb(verb: Any) -> bool:
    for _ in range(CHAIN_MAX):
        if _to_show(verb) or means_to_come(verb) or not_made_to(verb):
            return True
        if _supposed(verb) or (verb.dep_ in {"xcomp", "ccomp", "dobj", "pcomp"} and _wished(verb)):
            return True
        shared = verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and subject(verb, own=True) is None
        raised = verb.dep_ == "xcomp" and (
            verb.head.lemma_.lower() in acting()["real_infinitives"] or _could(verb.head)
        )
        if not (shared or raised or made_to(verb)):
            return False
        verb = verb.head
    return False


def _habit(verb: Any) -> bool:
    """Say whether a clause about a kind tells what it does again and again.

    "A government that kills clergymen", "is known for killing clergymen".
    """
    noted = verb.dep_ == "pcomp" and verb.head.lower_ == "for" and verb.head.head.lower_ in _NOTED
    if not noted and (
        verb.dep_ != "relcl"
        or verb.tag_ not in {"VBZ", "VBP"}
        or verb.head.pos_ not in {"NOUN", "PROPN", "PRON", "DET"}
    ):
        return False
    helped = any(c.dep_ in {"aux", "auxpass", "npadvmod"} for c in verb.children)
    hit = child(verb, "dobj")
    return hit is not None and hit.tag_ == "NNS" and not helped and hit.left_edge.i == hit.i


def _explained(verb: Any) -> bool:
    """Say whether a clause tells what a thing is, and nothing that was done: "it occurs when a plane bombs a site"."""
    top, when = verb.head, any(c.lower_ in {"when", "where"} and c.i < verb.i for c in verb.children)
    kind = top.tag_ in {"VBZ", "VBP"} and top.lemma_ in {"occur", "happen", "arise", "be", "refer", "mean", "involve"}
    what = child(top, "nsubj")
    kind = kind and verb.tag_ in {"VBZ", "VBP"}
    return (
        when and kind and verb.dep_ in {"advcl", "ccomp"} and what is not None and what.pos_ in {"PRON", "DET", "NOUN"}
    )


def _supposed(verb: Any) -> bool:
    """Say whether a verb's own words make it future, able, conditional or a purpose."""
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    who = child(verb, "nsubj")
    if "would" in aux and who is not None and who.pos_ == "PRON" and _never(verb):
        return False  # "said it would never shell a hospital" denies that it does
    able = bool(aux & _ABLE) and not aux & _PAST
    purpose = "to" in aux and not _real_infinitive(verb, aux)
    instead = verb.dep_ == "pcomp" and verb.head.lower_ == "of" and verb.head.i > 0
    if instead and verb.head.nbor(-1).lower_ == "instead":
        return True
    if any(
        says(verb)
        for says in (_explained, _commanded, _almost, _inverted, _in_fiction, _warned_against, _by_mistake, _feigned)
    ):
        return True
    return bool(aux & _FUTURE) or able or purpose or any(c.dep_ == "mark" and c.lower_ in _IF for c in verb.children)


def _inverted(verb: Any) -> bool:
    """Say whether a clause sets a condition by its order: "had the army shelled it, dozens would have died"."""
    if verb.dep_ != "advcl":
        return False
    helper, who = child(verb, "aux", "auxpass"), said_of(verb)
    return who is not None and helper is not None and helper.i < who.i < verb.i


def _by_mistake(verb: Any) -> bool:
    """Say whether only the purpose is denied: "had not shelled it on purpose"; who aims at none "targets" none."""
    if child(verb, "neg") is None or verb.lemma_ in {"target", "attack", "aim"}:
        return False
    return any(
        c.lower_ in PURPOSELY or (c.lower_ == "on" and any(p.lower_ == "purpose" for p in c.children))
        for c in verb.children
    )


def _feigned(verb: Any) -> bool:
    """Say whether a clause tells what is only pretended, or what it looks like: "on the pretext that", "as though"."""
    like_so = any(c.lower_ == "though" and c.i > 0 and c.nbor(-1).lower_ == "as" for c in verb.children)
    that = child(verb, "mark")  # the parser hangs the clause on the noun or on the verb before it
    given_out = that is not None and that.i > 0 and that.nbor(-1).lemma_.lower() in {"pretext", "excuse", "pretence"}
    return like_so or given_out or (verb.dep_ == "ccomp" and verb.head.lemma_ in {"pretend", "feign"})


def _in_fiction(verb: Any) -> bool:
    """Say whether a clause tells what is played or made up: "in the novel, …", "a drill in which rebels attacked"."""
    told = verb.head if verb.dep_ == "relcl" and any(t.lower_ == "which" for t in verb.subtree) else None
    where = [p for c in verb.children if c.lower_ == "in" and c.i < verb.i for p in c.children if p.dep_ == "pobj"]
    which = any(p.lower_ == "which" for p in where)
    return any(
        t.lemma_.lower() in acting()["fiction"] for t in [*where, *([told] if told is not None and which else [])]
    )


def _warned_against(verb: Any) -> bool:
    """Say whether somebody is only told not to do a thing: "warned rebels against shelling it"."""
    link = verb.head
    over = (link.head, link.head.head) if verb.dep_ == "pcomp" and link.lower_ == "against" else ()
    return any(t.lemma_ in {"warn", "caution", "advise", "decide"} for t in over)


def _almost(verb: Any) -> bool:
    """Say whether words right before a verb, or the one it hangs on, say that it came to nothing.

    "Almost shelled", "all but hit", "came close to striking", "narrowly escaped being hit".
    """
    words = before(verb, _NEAR_WORDS)
    while words and words[-1].dep_ in {"aux", "auxpass"}:
        words.pop()  # "nearly was hit"
    last = [t.lower_ for t in words[-2:]]
    if last and (last[-1] in acting()["almost"] or last == ["all", "but"]):
        return True
    if verb.dep_ in {"pcomp", "xcomp"}:
        up = verb.head.head if verb.dep_ == "pcomp" else verb.head
        escaped = up.lemma_ == "escape" and child(verb, "auxpass") is not None
        up = up.head if up.head.lower_ in {"within", "to", "of"} else up
        return escaped or (up.lower_ in _SHORT_OF | {"within"} and up.head.lemma_ in {"come", "be", "stop", "fall"})
    return False


def _never(verb: Any) -> bool:
    """Say whether a verb has "never", and no particle of its own ("would never give up the town" promises)."""
    return any(c.lower_ == "never" for c in verb.children) and child(verb, "prt") is None


def _commanded(verb: Any) -> bool:
    """Say whether a verb is an imperative: a bare form with neither subject nor auxiliary, at the top of its clause."""
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in {"VERB", "AUX"}:
        top = top.head
    helped = any(
        c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} or c.tag_ == "MD" for v in (verb, top) for c in v.children
    )
    bare = verb.tag_ == "VB" and not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    if verb.dep_ == "ccomp" and verb.head.lower_ == "let":
        return bool(verb.tag_ == "VB" and (verb.head.tag_ == "VB" or verb.head.dep_ == "ROOT"))
    return bool(bare and not helped and top.dep_ == "ROOT" and top.tag_ == "VB")


def _wished(verb: Any) -> bool:
    head = verb.head
    if verb.dep_ == "ccomp" and verb.tag_ != "VB":
        return False  # "they demand that it be closed" wishes; "they fear that it was closed" does not
    if head.dep_ == "pcomp" and head.head.lower_ == "without":
        return True  # "without having them arrested"
    if verb.dep_ == "pcomp":
        # By what somebody "committed a massacre" or "stopped them" was done.
        return head.lower_ != "by" and head.head.lemma_.lower() in acting()["unreal_nouns"] | _NOT_YET
    return head.lemma_.lower() in acting()["unreal_verbs"] and not _feared_done(verb)


def _feared_done(verb: Any) -> bool:
    """Say whether people fear of others that it was done: "hundreds are feared to have been killed"."""
    feared = verb.head.lemma_ == "fear" and verb.head.tag_ == "VBN" and child(verb.head, "auxpass") is not None
    return feared and verb.dep_ == "xcomp" and any(c.lower_ == "have" for c in verb.children)


def _real_infinitive(verb: Any, aux: set[str]) -> bool:
    """Say whether "to" is no purpose: "appears to have bombed", "managed to take"."""
    raised = verb.head.lemma_.lower() in acting()["real_infinitives"] or _could(verb.head) or _feared_done(verb)
    raised = raised and verb.head.lower_ != "going"  # "were going to go on killing"
    return raised and (verb.dep_ in {"xcomp", "ccomp"} or "have" in aux)


def _could(token: Any) -> bool:
    """Say whether a word tells of what was possible and so done: "was able to", "were forced to", "had to"."""
    if token.lemma_ in {"able", "unable"}:
        return bool(token.lemma_ == "able" and token.head.tag_ == "VBD")
    if token.lemma_ == "have" and child(token, "dobj") is not None:
        return False  # "they had four days to launch an attack"
    past = token.tag_ == "VBD" or (token.tag_ == "VBN" and any(c.tag_ == "VBD" for c in token.children))
    return past and token.lemma_ in {"have", "force", "allow", "enable", "make", "cause", "oblige", "compel", "get"}


def _asked(verb: Any) -> bool:
    """Say whether a verb is asked about: "did they leave?", but not "when did they leave?", which takes it as given.

    So is what somebody was "asked whether" it was done, by nobody named.
    """
    up, mark = verb.head, child(verb, "mark")
    if mark is not None and mark.lower_ == "whether" and (up.lemma_, up.tag_) == ("ask", "VBN"):
        return child(up, "agent") is None
    if _in_a_question(verb, mark):
        return True
    if any(c.dep_ == "advmod" and c.tag_ == "WRB" for c in verb.children):
        return False
    last = next((t for t in reversed(verb.doc) if not t.is_space and t.text not in "\"'”’)"), None)
    return last is not None and last.text == "?" and verb.dep_ == "ROOT"


def _in_a_question(verb: Any, mark: Any | None) -> bool:
    """Say whether a verb is what a question is on: "a question on whether it was done"."""
    link = verb.head
    open_one = mark is not None and mark.lower_ in {"whether", "if"}
    return open_one and link.dep_ == "prep" and link.head.lemma_.lower() in {"question", "query"}


def negated(token: Any, verb: Any | None = None) -> bool:
    """Say whether an act's words deny it: "did not", "no", "without", "absence of"."""
    words = list(token.children)
    top = nominal(token)
    words += [*top.children] if top.i != token.i else []
    words += joined_no(top)
    words += [top.left_edge] if top.left_edge.dep_ == "det" and top.left_edge.head.dep_ in _BEFORE else []
    verb = token if token.pos_ == "VERB" else verb
    words += [c for c in cleft(token).children if c.dep_ == "neg"]
    if verb is not None:
        # "The strike did not cause many casualties" denies them, and no strike.
        harmless = verb.i != token.i and top.dep_ == "nsubj" and verb.lemma_ in _CAUSING
        # "Was not caused by rockets" denies no blast; "was not caused by the rebels" denies that they did it.
        harmless = harmless or (top.dep_ == "nsubjpass" and verb.lemma_ == "cause" and not by_somebody(verb))
        words += [c for c in verb.children if not (harmless and c.dep_ == "neg")]
        # "The strike caused no damage" tells of a strike.
        doing = verb.i != token.i and top.dep_ == "nsubj"
        roles = ("nsubj", "nsubjpass") if doing else ("nsubj", "nsubjpass", "dobj")
        for name in roles:
            if (noun := child(verb, name)) is not None:
                words += [c for c in noun.children if c.dep_ in {"det", "neg"}]  # "not a single house"
        if verb.dep_ == "xcomp" or (verb.dep_ == "conj" and subject(verb, own=True) is None and not told_anew(verb)):
            words += [c for c in verb.head.children if c.dep_ == "neg"]
    if (
        verb is None
        and top.dep_ == "dobj"
        and top.head.lemma_ in SEEING
        and any(c.lower_ == "any" for c in top.children)
    ):
        words += [c for n in (child(top.head, "nsubj"),) if n is not None for c in n.children]  # "no doctor saw any"
    if verb is not None and verb.dep_ == "acl":
        # "None killed by its shells", "there were no rockets aimed at it"
        none = (verb.tag_ == "VBG" or of_none(verb.head)) and any(c.lower_ == "no" for c in verb.head.children)
        if none or verb.head.lower_ in _NOBODY:
            return True
    without = top.head.lower_ == "without" or top.head.head.lemma_ in {"absence", "lack"}
    nobody = verb is not None and any(t.lower_ in _NOBODY and t.dep_ in {"nsubj", "nsubjpass", "dobj"} for t in words)
    made_up = top.dep_ in {"dobj", "nsubjpass"} and with_particle(top.head) in lexicon("dismissal")["inventing"]
    absent = nobody or made_up or (without and top.dep_ in {"pobj", "pcomp"}) or invented(top)
    absent = absent or (verb is not None and at_no_time(verb))
    return absent or any(
        (t.dep_ == "neg" and not beside(t, verb)) or (t.lower_ in NOT and t.dep_ in {"det", "advmod", "preconj"})
        for t in words
    )
