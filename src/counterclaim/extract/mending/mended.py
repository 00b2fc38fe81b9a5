"""Trees that the parser gets wrong in one way again and again, put right by the words themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, act_nouns, child, said_of
from counterclaim.extract.grammar.laying import laid_for
from counterclaim.extract.grammar.saying import says
from counterclaim.extract.mending import order
from counterclaim.extract.mending.days import mend_day
from counterclaim.extract.mending.headlines import mend_matter
from counterclaim.extract.mending.relatives import mend_content
from counterclaim.lexicons import lexicon

_PAST = frozenset({"VBD", "VBN"})
_DASHES = frozenset({"-", "--", "–", "—"})
_FINITE = frozenset({"VBD", "VBZ"})
_CAPTIVES = frozenset({"prisoner", "hostage", "captive"})

#: With what the second word of an Arabic name begins.
_ARTICLES = ("al-", "el-", "as-", "ash-", "ad-", "an-", "ar-")

#: What tells a platform for messages from one that is hit.
_SOCIAL = frozenset({"social", "messaging", "microblogging"})

#: What is done with what flies at somebody.
_SENDING = frozenset({"fire", "launch", "drop", "shoot", "lob"})


#: What stands by a word and governs none: no rule begins there, but at a colon.
_BESIDE = frozenset({"det", "aux", "auxpass", "cc", "case", "poss", "nummod", "punct"})


def mend_trees(docs: Sequence[Any]) -> None:
    """Correct the trees of a report's sentences in place.

    Of "reached the ruins and captured parts of the citadel" the parser often makes ruins and "captured parts": a past
    form right after "and" that would modify the object's fellow is the subject's second verb. A dateline is no second
    subject of the first verb after it. "Accused of looting shops and beating a man" is accused of both.
    Of "who spoke for the front claimed it" the front is no second subject.
    "Said between 15 and 20 people were killed" tells of people who were killed, and nothing between them.
    "Accused the army of involvement in the raid" is involvement in it; "deaths in its strike on the market" were
    in a strike on the market.
    Of "opponents of Bashir al-Karr" the last word is of the name, and nobody else.
    What each rule of `order` mends stands where it is.
    "Took 12 soldiers prisoner" took the soldiers.
    """
    for doc in docs:
        as_parsed = [_labels(token) for token in doc]
        for token in doc:
            if token.dep_ in _BESIDE and token.text != ":":
                continue
            _nouns(token)
            for mend in order.FIRST:
                mend(token)
            if token.lower_ == "that" and token.tag_ == "WDT":
                mend_content(token)
            for mend in order.THEN:
                mend(token)
            if token.dep_ == "amod" and token.tag_ in _PAST and token.i and token.nbor(-1).dep_ == "cc":
                _second_verb(token)
        if _circular([token.head.i for token in doc]):
            for token, labels in zip(doc, as_parsed, strict=True):
                token.head, token.dep_, token.tag_, token.pos_, token.lemma_ = labels
        doc.user_data.clear()


def _labels(token: Any) -> tuple[Any, ...]:
    """Give what rules may change of a token."""
    return token.head, token.dep_, token.tag_, token.pos_, token.lemma_


def _circular(heads: Sequence[int]) -> bool:
    """Say whether rules that met in a sentence made a token hang on itself: then it stays as it was parsed.

    Takes on which token each hangs; what hangs on one that is known to lead to the top needs no second look.
    """
    led = {at for at, head in enumerate(heads) if head == at}
    for at in range(len(heads)):
        way = [at]
        while way[-1] not in led and len(way) <= len(heads):
            way.append(heads[way[-1]])
        if way[-1] not in led:
            return True
        led.update(way)
    return False


def _nouns(token: Any) -> None:
    """Put right what hangs around one noun or preposition, and a second deed."""
    if token.dep_ in {"nsubj", "nsubjpass", "pobj"} and token.left_edge.i and token.left_edge.i < token.i:
        mend_day(token)
    if token.dep_ == "dobj" and token.lower_ in _CAPTIVES and token.i:
        _captive(token)
    if token.dep_ == "conj" and token.ent_iob_ == "I" and token.ent_type_ == "PERSON":
        _name(token)
    if token.dep_ == "appos" and token.i and token.lower_.startswith(_ARTICLES):
        _joined(token)
    if token.dep_ == "prep":
        _preposition(token)
        mend_matter(token)
    if token.dep_ == "nsubj" and token.left_edge.i <= 1 and _dashed(token):
        _dateline(token)
    if token.dep_ == "nsubj" and not token.i and token.text.isupper() and token.nbor().text == ":":
        _town(token)
    if token.dep_ == "nsubj" and token.left_edge.i and token.left_edge.nbor(-1).dep_ == "prep":
        _object(token)
    if token.dep_ == "conj" and token.tag_ == "VBG" and token.head.tag_ in _FINITE | {"VBN", "VBP"}:
        _second_deed(token)


def _dashed(noun: Any) -> bool:
    """Say whether a dash ends what hangs on a noun, or stands in it."""
    return noun.right_edge.text in _DASHES or any(c.text == "--" for c in noun.children)


def _preposition(word: Any) -> None:
    """Hang a preposition where its words belong."""
    mend = _MENDED.get(word.lower_)
    if mend is not None and (word.i or mend is _numbers):
        mend(word)


def _captive(word: Any) -> None:
    """Make those taken the object of "took 12 soldiers prisoner", where the parser made one noun of the last two."""
    people, verb = word.nbor(-1), word.head
    if people.tag_ != "NNS" or people.dep_ != "compound" or people.head != word:
        return
    for token in [c for c in word.children if c.i < people.i]:
        token.head = people
    people.dep_, people.head = "dobj", verb
    word.dep_, word.head = "oprd", verb


def _name(last: Any) -> None:
    """Make one of a name whose last word the parser took for another speaker ("opponents of Bashir | al-Karr")."""
    before = last.nbor(-1)
    if before.ent_type_ != "PERSON" or before.head == last or last.head.i >= before.i:
        return
    last.head, last.dep_ = before.head, before.dep_
    before.head, before.dep_ = last, "compound"


def _joined(last: Any) -> None:
    """Make one of a name whose last word the parser took for another name ("fighters of Ansar | al-Lom")."""
    before = last.nbor(-1)
    if before.pos_ == "PROPN" and (last.head == before or last.head in before.ancestors):
        last.pos_, last.tag_ = before.pos_, before.tag_
        last.head, last.dep_ = before.head, before.dep_
        before.head, before.dep_ = last, "compound"


def _part(prep: Any) -> None:
    """Hang what somebody had a part in on the part, right before it."""
    noun = prep.nbor(-1)
    if noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon("acting")["part"] and prep.head in noun.ancestors:
        prep.head = noun


def _medium(prep: Any) -> None:
    """Hang on the verb through what somebody "claimed the attack | through its news agency"."""
    noun = prep.head
    if noun.dep_ == "dobj" and noun.head.lemma_ == "claim":
        prep.head = noun.head


def _aimed(prep: Any) -> None:
    """Hang what an attack was aimed at on the attack right before it, of "deaths in its strike | on the market"."""
    noun, aim = prep.nbor(-1), child(prep, "pobj")
    act = noun.lemma_.lower() in act_nouns()  # "the raid on Monday" has its day
    if aim is not None and aim.ent_type_ == "DATE" and noun.dep_ in SUBJECTS and noun.head.i > aim.i and not act:
        prep.head = noun.head  # "the junta | on Saturday denounced it"
        return
    if aim is not None and any(c.lower_ in _SOCIAL for c in aim.children) and prep.head.pos_ == "NOUN":
        prep.head = next((t for t in prep.ancestors if t.pos_ == "VERB"), prep.head)
        return  # "posted news of the attack | on a social platform"
    by = noun.head if prep.head == noun and noun.dep_ == "pobj" else prep
    if by.dep_ == "agent" and by.head.tag_ == "VBN" and by.head.lemma_ in _SENDING:
        prep.head = by.head  # "rockets fired by rebels | on the town"
        return
    last = not any(t.lower_ == "on" and t.i > prep.i for t in noun.doc[prep.i + 1 : prep.i + 9])
    if last and prep.head in {noun, noun.head.head} and (laying := laid_for(noun)) is not None:
        prep.head = laying  # "placed blame for the attack | on the army"
        return
    told = noun.pos_ == "NOUN" and noun.lemma_.lower() in act_nouns() and prep.head.pos_ == "NOUN"
    if told and prep.head in noun.ancestors and aim is not None and aim.ent_type_ not in {"DATE", "TIME"}:
        prep.head = noun


def _behind(prep: Any) -> None:
    """Hang where an act was on the act, of "was not behind a blast | at the clinic": nobody's presence is denied."""
    act = prep.nbor(-1)
    if act.head.lower_ == "behind" and act.head.head == prep.head and act.lemma_.lower() in act_nouns():
        prep.head = act


def _numbers(prep: Any) -> None:
    """Make of "said between 15 and 20 people were killed" people who were killed: two numbers have nothing between."""
    noun, verb = child(prep, "pobj"), prep.head
    if noun is None and not any(prep.children) and prep.i + 1 < len(prep.doc):
        noun = prep.nbor(1).head
    low = child(noun, "nummod") if noun is not None and verb.pos_ == "VERB" else None
    high = child(low, "conj") if low is not None else None
    if noun is None or low is None or high is None or not high.like_num or low.i != prep.i + 1:
        return
    if not noun.dep_.startswith("nsubj"):
        told = next((c for c in verb.children if c.dep_ in {"ccomp", "advcl"} and c.left_edge.i > noun.i), None)
        if told is not None and said_of(told) is None:
            noun.dep_, noun.head = "nsubjpass" if child(told, "auxpass") is not None else "nsubj", told
        elif child(verb, "dobj") is None and verb.i == prep.i - 1:
            noun.dep_, noun.head = "dobj", verb
        else:
            return
    prep.dep_, prep.head = "quantmod", low


def _upwards(of: Any) -> None:
    """Give "killed upwards | of 600 people" its object: the number is no way in which they were killed."""
    up, noun = of.head, child(of, "pobj")
    number = child(noun, "nummod") if noun is not None else None
    if up.lower_ not in {"upwards", "upward"} or up.dep_ != "advmod" or noun is None or number is None:
        return
    noun.dep_, noun.head = "dobj", up.head
    up.head, of.dep_, of.head = number, "quantmod", number


def _second_verb(token: Any) -> None:
    """Make a verb of a participle between "and" and the plain noun that the parser joined to the verb's object."""
    noun = token.head
    first = noun.head
    verb = first.head
    plain = noun.dep_ == "conj" and noun.i > token.i and not any(c.dep_ in {"det", "poss"} for c in noun.children)
    if not plain or first.dep_ != "dobj" or verb.tag_ != "VBD" or noun.left_edge.i != token.i:
        return
    joint = token.nbor(-1)
    noun.dep_, noun.head = "dobj", token
    token.dep_, token.head, token.tag_, token.pos_ = "conj", verb, "VBD", "VERB"
    joint.head = verb


def _object(noun: Any) -> None:
    """Join to the preposition before it a noun that the parser took for a second subject of the verb after it."""
    joint = noun.left_edge.nbor(-1)
    bare = not any(joint.children)
    if bare and any(c.dep_ in SUBJECTS and c.i < joint.i for c in noun.head.children):
        noun.dep_, noun.head = "pobj", joint


def _dateline(noun: Any) -> None:
    """Set a dateline apart that the parser took for a subject, where the verb has another one after it.

    Of "LOM, 3 May (X) -- Nurses from Dorn have claimed" it may take the nurses for an apposition to the town.
    """
    named = [c for c in noun.children if c.dep_ == "appos" and c.i < noun.head.i and c.left_edge.i > noun.i + 1]
    beside = [c for c in named if c.left_edge.nbor(-1).text == "--"]
    if beside:
        beside[0].head, beside[0].dep_ = noun.head, "nsubj"
        noun.dep_ = "parataxis"
    elif any(c.dep_ in SUBJECTS and c.i > noun.right_edge.i for c in noun.head.children):
        noun.dep_ = "parataxis"


def _town(town: Any) -> None:
    """Set a dateline's town before a colon apart ("LOM: Rebels shelled it, a nurse said"): it is no subject.

    Where other words are in capitals too, it may be whoever speaks.
    """
    verb, told = town.head, child(town, "ccomp", "acl", "relcl", "dep")
    other = any(t.i > 1 and t.is_alpha and t.is_lower for t in town.doc)
    if other and verb.i > town.i + 1 and told is not None and told.i > town.i + 1 and says(verb):
        town.dep_, told.dep_, told.head = "parataxis", "ccomp", verb


def _second_deed(verb: Any) -> None:
    """Join a gerund after "and" to the gerund before it, not to the verb that governs that one."""
    before = [t for t in verb.head.subtree if verb.head.i < t.i < verb.i and t.tag_ == "VBG" and t.dep_ == "pcomp"]
    joint = verb.left_edge.i and verb.left_edge.nbor(-1).dep_ == "cc"
    if before and joint and not any(c.dep_ in {"nsubj", "aux"} for c in verb.children):
        verb.left_edge.nbor(-1).head = before[-1]
        verb.head = before[-1]


#: What a preposition may hang on wrongly, by its word.
_MENDED = {
    "in": _part,
    "at": _behind,
    "for": _part,
    "between": _numbers,
    "on": _aimed,
    "against": _aimed,
    "through": _medium,
    "via": _medium,
    "of": _upwards,
}
