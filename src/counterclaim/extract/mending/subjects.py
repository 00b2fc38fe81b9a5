"""Who or what a verb is said of, where the parser gives it to the verb before: put right by the words themselves."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.grammar.clauses import ANY_SUBJECT, SUBJECTS, act_nouns, child, said_of
from counterclaim.extract.grammar.saying import says
from counterclaim.extract.words.damage import condition
from counterclaim.lexicons import lexicon

_PAST = frozenset({"VBD", "VBN"})
#: Words whose past and participle are one.
_HITTING = frozenset({"hit", "struck", "killed", "wounded"})
#: Words between whoever is accused and whose they are: "forces loyal to the president".
_SIDED = frozenset({"loyal", "allied", "linked", "close", "aligned", "tied", "affiliated"})
_LOOSE = frozenset({"acl", "advcl", "appos", "advmod", "amod", "dep"})
_WITHIN = frozenset({"compound", "nmod", "amod"})
_PLURAL = frozenset({"NNS", "NNPS"})


def mend_subject(token: Any) -> None:
    """Correct in place the tree around a subject that a verb has lost; any other token stays as it is.

    Of "said a school near the mill, north of Orst, was shelled" the parser makes a school that was said, of "said
    shelling continued" and "said shelling in Lom killed four" somebody who shells, of "hit in shelling by rebels" a
    market that shells; of "rockets fired from Lom hit Orst" the town of "Lom hit Orst"; of "the raid, which two
    survivors blamed on rebels" survivors who were blamed; of "denied it at first but later admitted it" an admission
    that comes with the denial; of "denied the front and its gunners had shelled it" a front that is denied, and of
    "accused the front and its gunners of shelling" gunners of shelling, and of "accused forces loyal to the president
    of shelling" a president of shelling; of "counted 12 dead and 30 wounded" thirty who were wounded, whoever counts;
    of "army shelling of Lom killed nine" an army that killed, and that shells; of "was behind raids in which ten were
    shot and another 8 were hanged" somebody behind them who was hanged; of "years after the church met and chose
    to work for the poor, soldiers have killed a priest" a church that killed.
    """
    if token.dep_ == "conj" and token.pos_ == "VERB" and token.head.i < token.i:
        _of_its_number(token)
        _and_more(token)
    if token.dep_ == "ccomp" and token.tag_ in _PAST and says(token.head):
        _said_of(token)
    if token.tag_ == "VBG":
        _as_deed(token)
    if token.dep_ == "acl" and token.tag_ == "VBN" and token.head.i + 1 == token.i:
        _which_they(token)
        _they_did(token)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and says(token.head) and _harms(token):
        _killing(token)
    if token.dep_ == "conj" and token.tag_ == "VBN" and token.head.i < token.i and token.lower_ in _states():
        _and_wounded(token)
    if token.dep_ == "acl" and token.tag_ == "VBN" and token.head.dep_ in {"dep", "nsubj"} and says(token.head.head):
        _left_dead(token)
    if token.lower_ in _HITTING and token.i > 1 and child(token, *ANY_SUBJECT, "mark", "aux", "auxpass") is None:
        _fired(token)
    if token.lower_ == "of" and token.dep_ == "prep" and token.head.dep_ in {"conj", "pobj", "amod"}:
        _charge(token)
    if token.dep_ in {"conj", "ccomp", "dep"} and token.head.lemma_ in lexicon("cues")["denial"]:
        _denied_that(token)
    if token.dep_ == "advcl" and token.tag_ == "VBD" and child(token, *ANY_SUBJECT, "mark", "advmod") is None:
        _but_later(token)


def _of_its_number(verb: Any) -> None:
    """Give a verb in the plural those right before it, after a comma, where the subject it would share is but one."""
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"} and c.i < verb.i), verb)
    shared = said_of(verb.head)
    if first.tag_ != "VBP" or shared is None or shared.tag_ not in {"NN", "NNP"} or child(verb, *ANY_SUBJECT, "cc"):
        return
    if child(shared, "conj") is not None or first.i < 2:
        return
    before = first.nbor(-1)
    those = [t for t in (before, *before.ancestors) if t.tag_ in _PLURAL and t.right_edge.i == first.i - 1]
    noun = next((t for t in those if t.dep_ in {"pobj", "dobj", "appos", "conj"}), None)
    phrase = verb.doc[max(0, noun.left_edge.i - 1) : noun.i] if noun is not None else ()
    commas = [t for t in phrase if t.text == ","]
    if noun is not None and commas:
        for one in [c for c in noun.children if c.i <= commas[-1].i]:
            one.head = noun.head  # "for the poor, soldiers": the poor are no soldiers
        noun.dep_, noun.head = "nsubj", verb


def _and_more(verb: Any) -> None:
    """Give a passive in a clause those counted right before it: "in which ten were shot and another 8 were hanged"."""
    helped = child(verb, "auxpass")
    if helped is None or child(verb, *ANY_SUBJECT) is not None or helped.i < 2:
        return
    last = helped.nbor(-1) if helped.nbor(-1).text != "," else helped.nbor(-2)
    more = next((t for t in (last, *last.ancestors) if t.dep_ == "conj" and t.right_edge.i >= last.i), None)
    if more is None or more.i > last.i or not (more.like_num or child(more, "nummod") is not None):
        return
    told = [t for t in more.head.subtree if t.dep_ == "relcl" and t.tag_ == "VBN" and more.head.i < t.i < more.i]
    if told and more.left_edge.nbor(-1).dep_ == "cc" and verb.head.i < more.head.i:
        more.left_edge.nbor(-1).head = verb.head = told[-1]
        more.dep_, more.head = "nsubjpass", verb


def _as_deed(token: Any) -> None:
    """Make a noun of a gerund that stands as one."""
    if token.dep_ == "xcomp" and says(token.head):
        _gerund(token)
    if token.dep_ in {"csubj", "pcomp", "advcl", "pobj", "dobj", "nsubj"}:
        _deed_noun(token)
    if token.i and token.dep_ in _LOOSE and token.lower_ in act_nouns():
        _whose_deed(token)


def _charge(of: Any) -> None:
    """Hang what several are accused of on the accusing, not on the last of them."""
    last = noun = of.head
    if noun.dep_ != "conj":
        noun = next((t for t in (noun, *noun.ancestors) if t.dep_ == "dobj" or t.pos_ == "VERB"), noun)
        if noun.i > last.i or not any(t.lower_ in _SIDED for t in of.doc[noun.i : of.i]):
            return
    while noun.dep_ == "conj":
        noun = noun.head
    deed = child(of, "pcomp", "pobj")
    act = deed is not None and (deed.tag_ == "VBG" or deed.lemma_.lower() in act_nouns())
    if act and noun.dep_ == "dobj" and noun.head.lemma_ in lexicon("cues")["accusing"] and last.right_edge.i >= of.i:
        of.head = noun.head


def _denied_that(verb: Any) -> None:
    """Give a verb without a subject, right after what is denied, that noun for its subject: "that" was left out."""
    over, noun = verb.head, child(verb.head, "dobj")
    finite = verb.tag_ in _PAST or child(verb, "aux", "auxpass") is not None
    if noun is None or not finite or child(verb, *ANY_SUBJECT, "mark", "cc") is not None:
        return
    if over.i < noun.i and noun.right_edge.i + 1 == verb.left_edge.i:
        noun.dep_ = "nsubjpass" if child(verb, "auxpass") is not None else "nsubj"
        noun.head, verb.dep_ = verb, "ccomp"


def _said_of(verb: Any) -> None:
    """Give a verb without a subject, right after a comma or a noun that nobody says, that noun."""
    over, noun = verb.head, child(verb.head, "dobj")
    if noun is None or not over.i < noun.i < verb.i or child(verb, *ANY_SUBJECT, "mark") is not None:
        return
    if noun.lemma_.lower() not in lexicon("cues")["nouns"] and noun.right_edge.i < verb.left_edge.i:
        noun.dep_ = "nsubjpass" if child(verb, "auxpass") is not None else "nsubj"
        noun.head = verb


def _gerund(noun: Any) -> None:
    """Make the subject of the next verb of a gerund after "said": nobody says that he is shelling."""
    within = child(noun, "acomp")
    verb = within if within is not None and within.tag_ in _PAST and within.i == noun.i + 1 else None
    over = noun.head
    if verb is not None:
        for other in [c for c in noun.children if c.i > verb.i]:
            other.head = verb
    else:
        verb = next((c for c in over.children if c.dep_ == "ccomp" and c.i > noun.i), None)
    if verb is None or verb.tag_ not in _PAST or child(verb, *ANY_SUBJECT, "mark") is not None or child(noun, "dobj"):
        return
    verb.dep_, verb.head, verb.tag_, verb.pos_ = "ccomp", over, "VBD", "VERB"
    noun.head = verb
    _as_noun(noun, "nsubj")


def _deed_noun(verb: Any) -> None:
    """Make a noun of a gerund that stands as one: with "by" or "of" and no object, or after "by" in the passive."""
    kinds = {c.dep_ for c in verb.children if not c.is_punct}
    by = any(c.lower_ in {"by", "of"} for c in verb.children)
    means = verb.dep_ == "pcomp" and verb.head.lower_ == "by" and child(verb.head.head, "auxpass") is not None
    plain = kinds <= {"prep", "agent", "amod", "compound", "det"}
    if not plain or not (by or means) or (verb.dep_ == "pcomp" and verb.head.lower_ not in {"by", "in", "during"}):
        return
    if verb.dep_ == "advcl":
        # "Shelling by rebels killed four"
        first = not verb.left_edge.i and child(verb.head, *ANY_SUBJECT) is None and verb.head.i > verb.i
        if not first or verb.head.tag_ not in _PAST or child(verb.head, "dobj") is None:
            return
    _as_noun(verb, {"pcomp": "pobj", "pobj": "pobj", "dobj": "dobj"}.get(verb.dep_, "nsubj"))


def _whose_deed(verb: Any) -> None:
    """Make a noun of a gerund right after whose deed it is: of "killed in army shelling of Lom" an army is made."""
    body = verb.nbor(-1)
    within = verb.head == body and any(c.lower_ == "of" for c in verb.children)
    within = within or (verb.dep_ == "advcl" and body.dep_ == "pobj" and body.head.lower_ in {"in", "by", "during"})
    # "Government shelling killed nine people"
    subject = body.dep_ == "nsubj" and verb.i < body.head.i
    within = within or (
        subject and (verb.dep_ == "amod" or (verb.dep_ in {"advmod", "dep"} and body.head == verb.head))
    )
    bare = child(body, "det") is None or child(body, "amod", "compound") is not None
    if within and bare and child(verb, "dobj") is None and body.tag_ in {"NN", "NNP"}:
        verb.head, dep = body.head, body.dep_
        body.head, body.dep_ = verb, "compound"
        _as_noun(verb, dep)


def _as_noun(gerund: Any, dep: str) -> None:
    gerund.tag_, gerund.pos_, gerund.dep_, gerund.lemma_ = "NN", "NOUN", dep, gerund.lower_


def _which_they(verb: Any) -> None:
    """Make who does the verb of a "which" clause of the noun that the parser takes for its head.

    "The raid, which activists blamed on rebels, killed four": activists did not kill, the raid did.
    """
    noun = verb.head
    first = noun.left_edge
    which = first if first.lower_ in {"which", "that"} else first.nbor(-1) if first.i else first
    if which.lower_ not in {"which", "that"} or which.i < 2:
        return
    before = which.nbor(-1) if which.nbor(-1).text != "," else which.nbor(-2)
    main = noun.head if noun.dep_ in SUBJECTS and noun.head.i > verb.i else None
    whole = before
    while whole.head != whole and whole.dep_ in {"pobj", "prep"}:
        whole = whole.head
    if before.pos_ not in {"NOUN", "PROPN"} or (main is not None and whole.dep_ != "ROOT"):
        return
    for part in [c for c in noun.children if c.i > verb.i]:
        part.head = verb
    if main is not None:
        main.dep_, main.head = "ROOT", main
        whole.dep_, whole.head = noun.dep_, main
    verb.dep_, verb.head, verb.tag_ = "relcl", before, "VBD"
    noun.dep_, noun.head = "nsubj", verb
    which.dep_, which.head = "dobj", verb


def _they_did(verb: Any) -> None:
    """Part "an attack | two survivors attributed to rebels": one attack, which they attributed."""
    noun = verb.head
    one = next((t for t in reversed(noun.doc[: noun.i]) if t.pos_ not in {"ADJ", "NUM"} or t.head != noun), noun)
    over = noun.head
    beside = one.dep_ in SUBJECTS and one.head == over and over != noun
    if one.tag_ != "NN" or noun.tag_ not in _PLURAL or not (beside or (one.dep_ in _WITHIN and one.head == noun)):
        return
    article = one.nbor(-1) if one.i else one
    if article.dep_ != "det" or article.lower_ not in {"a", "an", "the"}:
        return
    if not beside:
        one.dep_, one.head, article.head = noun.dep_, over if over != noun else one, one
    verb.dep_, verb.head, verb.tag_ = "relcl", one, "VBD"
    noun.dep_, noun.head = "nsubj", verb


def _fired(hit: Any) -> None:
    """Make the verb of "rockets fired from Lom hit Orst" of what the parser takes for a word of Orst's name.

    Or for what they did while they fired.
    """
    aim = hit.head if hit.dep_ == "amod" and hit.head.dep_ == "pobj" else child(hit, "dobj")
    verb = aim.head.head if aim is not None and aim == hit.head else hit.head
    if says(verb):
        # "Said bombs dropped by helicopters hit Orst": both verbs may hang on "said".
        verb = next((c for c in verb.children if c.dep_ == "ccomp" and c.right_edge.i + 1 == hit.i), verb)
    subject = said_of(verb)
    plain = (
        verb.tag_ in _PAST and not says(verb) and verb.i < hit.i and child(verb, "dobj", "aux", "auxpass", "cc") is None
    )
    whence = hit.nbor(-1)
    if aim is None or subject is None or not plain or whence.pos_ not in {"PROPN", "NOUN"} or subject.i > verb.i:
        return
    if aim == hit.head:
        if whence.head != aim:
            return
        whence.dep_, whence.head = "pobj", aim.head
        aim.dep_, aim.head = "dobj", hit
    elif hit.dep_ not in {"advcl", "ccomp"} or whence.dep_ != "pobj":
        return
    for late in [c for c in verb.children if c.i > aim.i]:
        late.head = hit
    if hit.head != verb.head or hit.dep_ != verb.dep_:
        hit.dep_, hit.head = verb.dep_, verb.head if verb.head != verb else hit
    hit.tag_, hit.pos_ = "VBD", "VERB"
    subject.head, subject.dep_ = hit, "nsubj"
    verb.dep_, verb.head, verb.tag_ = "acl", subject, "VBN"


def _killing(deed: Any) -> None:
    """Hang "…, killing four" on what is said, not on "said": nobody says something by killing."""
    clause = next((c for c in deed.head.children if c.dep_ == "ccomp" and c.i < deed.i), None)
    if clause is not None and deed.head.i < clause.i:
        deed.head = clause


def _and_wounded(state: Any) -> None:
    """Join "30 wounded" to the "12 dead" before it, in "counted 12 dead and 30 wounded"."""
    number, joint = child(state, "nsubj"), state.left_edge.nbor(-1) if state.left_edge.i else state
    dead = joint.nbor(-1) if joint.dep_ == "cc" and joint.i else joint
    alike = dead.lower_ in _states() and child(dead, "nummod") is not None
    bare = number is not None and number.like_num and child(state, "aux", "auxpass", "dobj") is None
    if alike and number is not None and bare and number.i + 1 == state.i:
        state.tag_, state.pos_, state.head, joint.head = "NN", "NOUN", dead, dead
        number.dep_ = "nummod"
        for after in [c for c in state.children if c.i > state.i]:
            after.head = dead.head


def _left_dead(verb: Any) -> None:
    """Make what is said of "The strike left 12 dead, X said", of which the parser makes a strike left dead."""
    noun, said = verb.head, verb.head.head
    own = any(c.dep_ == "nsubj" and c.i > verb.i for c in said.children)
    if child(verb, "oprd", "dobj", "acomp") is None or said.i < verb.i or not own:
        return
    verb.dep_, verb.head, verb.tag_ = "ccomp", said, "VBD"
    noun.dep_, noun.head = "nsubj", verb


@cache
def _states() -> frozenset[str]:
    """Give the words for the state that people are left in: "dead", "wounded"."""
    return frozenset(w for row in lexicon("measures").values() if isinstance(row, dict) for w in row["states"])


def _but_later(verb: Any) -> None:
    """Join to the verb before it one that "but later" begins."""
    before, joint = verb.nbor(-1) if verb.i else verb, None
    while before.i and before.pos_ == "ADV":
        before = before.nbor(-1)
    joint = before if before.lower_ in {"but", "and"} else None
    if joint is not None and verb.head.i < joint.i and verb.head.tag_ == "VBD":
        verb.dep_ = "conj"
        for word in verb.doc[joint.i : verb.i]:
            word.head, word.dep_ = (verb.head, "cc") if word == joint else (verb, "advmod")


def _harms(verb: Any) -> bool:
    measures = lexicon("measures")
    hurt = {*measures["killed"]["of_object"], *measures["injured"]["of_object"]}
    return verb.lemma_.lower() in hurt or condition(verb) is not None
