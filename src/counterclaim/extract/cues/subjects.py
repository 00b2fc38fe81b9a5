"""Who a verb of saying belongs to: subjects, relative clauses climbed to who can speak, tags after quotations."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of
from counterclaim.extract.grammar.saying import saying_verbs
from counterclaim.extract.grammar.second_passives import suffers_too
from counterclaim.extract.named.act import happening
from counterclaim.extract.named.speaking import can_speak, speaks
from counterclaim.extract.parsed.cue import by_agent
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

_SUBJECTS = {"nsubj", "csubj"}
_RELATIVE = frozenset({"who", "which", "that"})
#: "X said" is looked for in this many words after a quotation.
TAG_WORDS = 25
_PLAIN = frozenset({"say", "tell", "add", "write", "tweet", "reply", "ask", "recall", "explain", "note"})
#: Verbs by which something brings its object to say something.
_MOVING = frozenset({"lead", "cause", "force", "prompt", "compel", "oblige", "drive", "enable"})
#: What somebody has who may conclude from it.
_HELD = frozenset({"evidence", "proof", "information", "reason", "ground", "grounds"})
#: Who is so to say something says it.
_READY = frozenset({"able", "adamant", "anxious", "careful", "eager", "fast", "first", "keen", "prompt", "quick"}) | {
    *("right", "slow", "swift", "wrong"),
}
_CUT = frozenset(
    {"rep", "sen", "gov", "gen", "col", "lt", "maj", "capt", "sgt", "rev", "prof", "dr", "mr", "mrs", "ms"}
)


#: What a saying that is a part of another deed stands after.
_DOING = frozenset({"by", "in", "after", "before", "without", "besides"})


def _antecedent(verb: Any, relative: Any) -> tuple[Any, int | None]:
    """Give the nearest noun before a relative pronoun that can speak, and the last token of its phrase.

    "Fighting that saw 120 killed" is said by nobody: what happened is the antecedent itself. "The Front is a group that
    has claimed it": the Front has.
    """
    called = said_of(verb.head.head) if verb.head.dep_ == "attr" and verb.head.head.lemma_ == "be" else None
    if called is not None and called.pos_ == "PROPN" and verb.dep_ == "relcl" and speaks(called):
        return called, None
    if verb.dep_ == "relcl" and happening(verb.head):
        return verb.head, relative.i - 1
    for token in reversed(verb.doc[max(0, relative.i - 9) : relative.i]):
        if token.pos_ in {"VERB", "AUX"} and token.i < verb.head.i:
            break
        named = relative.lower_ != "who" or token.ent_type_ != "GPE"
        if token.dep_ != "compound" and named and speaks(token):
            return token, relative.i - (2 if verb.doc[relative.i - 1].is_punct else 1)
    return verb.head, relative.i - 1


def subject_of(verb: Any) -> tuple[Any, bool, int | None]:
    """Give who does a verb, whether it is passive, and where the subject's phrase ends if a relative clause follows.

    Looks through co-ordination, relative clauses and "X was quoted as saying".
    """
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children) or suffers_too(verb) is not None
    if passive and verb.lemma_ in {"quote", "cite"} and by_agent(verb) is None:
        return child(verb, "nsubjpass"), False, None
    # "Asked whether …, she said": whoever speaks was asked, and did not ask.
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and child(verb, *_SUBJECTS | {"aux"}) is None:
        return by_agent(verb), True, None
    if passive or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return by_agent(verb), True, None
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and not _notice(c)), None)
    if subject is None:
        return _missing(verb)
    relative = verb.dep_ == "relcl" or (subject.tag_ in {"WDT", "WP"} and verb.dep_ != "ccomp" and subject.i > 0)
    if subject.lower_ in _RELATIVE and subject.pos_ != "NOUN" and relative:
        found, until = _antecedent(verb, subject)
        return found, False, until
    return subject, False, None


def over_what(pronoun: Any) -> Any:
    """Give whom a pronoun means under a verb of whose object it tells, or None for another pronoun.

    "Released what it said were recordings", "showed a drone it said it had shot down", "issued a statement in which it
    denied the raid", "gave no evidence for its claim that P".
    """
    verb = pronoun.head
    if pronoun.tag_ == "PRP$" and pronoun.lower_ in {"its", "their"}:
        return _whose(pronoun)
    before = pronoun.nbor(-1) if pronoun.i else None
    third = pronoun.dep_ == "nsubj" and pronoun.lower_ in {"it", "they", "he", "she"}
    if not third or before is None:
        return None
    noun = verb.head if verb.dep_ == "relcl" and verb.head.lemma_.lower() in lexicon("cues")["documents"] else None
    if noun is not None and noun.dep_ == "dobj" and before.lower_ == "which" and before.head.lower_ == "in":
        return subject_of(noun.head)[0]
    told = verb.dep_ == "relcl" and child(verb, "ccomp") is not None and verb.lemma_.lower() in saying_verbs()
    if pronoun.i + 1 != verb.i or not (before.lower_ == "what" or told):
        return None
    over = next((t for t in verb.ancestors if t.pos_ == "VERB" and t.i < before.i), None)
    who = subject_of(over)[0] if over is not None else None
    fits = who is not None and speaks(who) and _several(who) == (pronoun.lower_ == "they")
    return who if before.lower_ == "what" or fits else None


def _of_deed(link: Any) -> Any:
    """Give who says what follows a preposition: "was quoted as saying", "responded by accusing"."""
    over = link.head
    if link.lower_ == "as":
        return child(over, "nsubjpass") or child(over, "dobj")
    told = over.pos_ == "VERB" and over.tag_ in {"VBD", "VBZ", "VBP"}
    doing = link.lower_ in _DOING and told and child(over, "auxpass") is None
    who = subject_of(over)[0] if doing else None
    return who if who is not None and (speaks(who) or who.tag_ == "PRP") else None


def _whose(pronoun: Any) -> Any:
    """Give whose claim "its claim" is: the subject of the nearest verb above, if it is of that number; or None."""
    for verb in (t for t in pronoun.ancestors if t.pos_ == "VERB" and t.i < pronoun.i):
        who = subject_of(verb)[0]
        if who is not None and who.i < pronoun.i and who.pos_ in {"NOUN", "PROPN"} and speaks(who):
            return who if _several(who) == (pronoun.lower_ == "their") else None
    return None


def _several(noun: Any) -> bool:
    """Say whether a noun means several, alone or with what is joined to it."""
    return noun.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in noun.children)


def _notice(token: Any) -> bool:
    """Say whether a noun only heads a notice, before a colon: "Correction: …"."""
    return token.i + 1 < len(token.doc) and token.nbor().text == ":" and token.lower_ in lexicon("cues")["notices"]


def _missing(verb: Any) -> tuple[Any, bool, int | None]:
    """Give the subject of a verb without its own: the quoted one, the co-ordinated verb's, or the noun before."""
    up = verb.head
    found: Any = None
    if verb.dep_ == "pcomp" and (teller := _of_deed(up)) is not None:
        found = teller
    elif (told_of := _told_of(verb)) is not None:
        found = told_of
    elif verb.dep_ == "xcomp" and up.lemma_ in _MOVING and child(up, "dobj") is not None:
        found = child(up, "dobj")  # "the evidence that led him to assert"
    elif (able := _able(verb) or short_of(verb)) is not None:
        found = able
    elif verb.dep_ in {"conj", "xcomp", "advcl"} and up != verb:
        if verb.dep_ == "conj" and up.pos_ not in {"VERB", "AUX"}:
            return None, False, None
        if verb.tag_ == "VBN" and up.tag_ != "VBN" and verb.lemma_ in lexicon("cues")["naming"]:
            return by_agent(verb), True, None  # "flew to Lom Field, also called “the Nest”"
        inherited, was_passive, until = subject_of(up)
        # "X said that three had been killed and accused Y": whoever said the one did the other, not the dead; nor do
        # aircraft accuse in "he denied that aircraft had attacked it and accused Y".
        told = up.dep_ == "ccomp" and up.head.i < up.i and up.head.pos_ == "VERB"
        empty = inherited is not None and inherited.lower_ in {"it", "there"}  # "that it is early, pointing out that"
        accuses = verb.lemma_ in lexicon("cues")["accusing"] and verb.lemma_ != up.lemma_
        # "Denied that it had used gas, saying …", "said patients showed signs of it, putting the toll at 70".
        denies = verb.tag_ == "VBG" and told and up.head.lemma_.lower() in lexicon("cues")["denial"]
        tolls = verb.tag_ == "VBG" and (noun := child(verb, "dobj")) is not None and noun.lemma_ == "toll"
        # "Residents said planes flew over, accusing the army of …": planes accuse nobody.
        mute = verb.tag_ == "VBG" and inherited is not None and not speaks(inherited)
        accuses = accuses and (mute or up.head.tag_ == verb.tag_)
        # "Admitted that persecution has diminished, and added that …": persecution adds nothing.
        voiceless = verb.dep_ == "conj" and inherited is not None and not can_speak(inherited)
        voiceless = voiceless and verb.tag_ == up.head.tag_ and child(verb, "ccomp") is not None
        # "Said how Bell could be mistaken when admitting that …": Bell admitted it.
        when = verb.dep_ == "advcl" and any(c.lower_ in {"when", "while"} for c in verb.children)
        # "Regretted that civilians had died but denied shelling it": who regretted denied.
        later = up.tag_ == "VBN" and child(up, "aux") is not None and verb.tag_ == up.head.tag_ == "VBD"
        accuses = accuses or (later and verb.dep_ == "conj" and child(verb, "aux") is None)
        if told and not when and (was_passive or empty or denies or tolls or accuses or voiceless):
            return subject_of(up.head)
        return (child(up, "nsubjpass"), False, None) if was_passive else (inherited, False, until)
    elif verb.dep_ == "acl" and (whose := _decider(verb)) is not None:
        found = whose
    elif (verb.dep_ == "acl" and (speaks(up) or child(verb, "aux") is None)) or (
        verb.dep_ == "appos" and up.dep_ == "ROOT" and up.pos_ in {"NOUN", "PROPN"}
    ):
        found = up
    elif verb.dep_ == "ROOT":
        stray = next((c for c in reversed(list(verb.lefts)) if c.dep_ in {"compound", "nmod"}), None)
        beside = stray is not None and all(t.is_space for t in verb.doc[stray.i + 1 : verb.i])
        found = stray if stray is not None and beside and stray.pos_ == "PROPN" else _stranded(verb)
    return found, False, None


def document_before(pronoun: Any) -> Any:
    """Give the document that "it" goes on with: "the statement blamed officers whom it held responsible"; or None."""
    top = next((t for t in pronoun.ancestors if t.dep_ == "ROOT"), None) if pronoun.lower_ == "it" else None
    about = child(top, "nsubj") if top is not None else None
    told = about is not None and about.i < pronoun.i and about.lemma_.lower() in lexicon("cues")["documents"]
    return about if told else None


def _told_of(verb: Any) -> Any:
    """Give X in "is studying reports about X, having said that …": whom they are about said it, not who reads them."""
    noun = child(verb.head, "dobj") if any(c.lower_ == "having" for c in verb.children) else None
    if noun is None or noun.lemma_.lower() not in lexicon("cues")["nouns"]:
        return None
    links = [c for c in noun.children if c.lower_ in {"about", "on", "of", "concerning", "regarding"} and c.i < verb.i]
    return next((p for c in links for p in c.children if p.dep_ == "pobj" and speaks(p)), None)


def _able(verb: Any) -> Any:
    """Give who "was able to confirm", "was quick to deny", "had evidence to conclude"; None elsewhere."""
    up = verb.head
    if verb.dep_ not in {"xcomp", "acl", "relcl"} or not any(
        c.lower_ == "to" and c.dep_ == "aux" for c in verb.children
    ):
        return None
    within = up.lower_ == "position" and up.head.lower_ == "in"
    held = up.dep_ == "dobj" and up.lemma_.lower() in _HELD and up.head.lemma_ in {"have", "find", "see"}
    # "Was quick to deny it", "was the first to say so", "was at pains to stress it"
    within = within or (up.lower_ == "pains" and up.head.lower_ == "at")
    cues, said = lexicon("cues"), verb.lemma_.lower()
    # Who is reluctant to admit it leaves it open; who is reluctant to blame somebody blames nobody.
    loath = up.lower_ in cues["failing"] and said in {*cues["conceding"], *cues["denial"]}
    so = up.dep_ in {"acomp", "attr"} and (up.lower_ in _READY or loath)
    can = up.head.head if within else up.head if held or so else None
    kept = can is not None and any(c.dep_ == "neg" or c.tag_ == "MD" for c in can.children)
    no = any(c.lower_ in {"no", "little"} for c in up.children)
    return child(can, "nsubj") if can is not None and not kept and not no else None


def short_of(verb: Any) -> Any:
    """Give who "stopped short of admitting" or "is far from admitting" a thing, and so does not; None elsewhere."""
    link = verb.head
    near = link.nbor(-1) if verb.dep_ == "pcomp" and link.lower_ in {"of", "from"} and link.i else link
    if near.lower_ not in {"short", "far"}:
        return None
    return child(near.head, "nsubj") or child(near, "nsubj") or subject_of(near.head)[0]


def _decider(verb: Any) -> Any:
    """Give whose "decision to admit" it is, or None where no decision, wish or refusal of somebody's goes before."""
    noun = verb.head
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) or noun.pos_ != "NOUN" or speaks(noun):
        return None
    of = [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    whose = [c for c in noun.children if c.dep_ == "poss"] + of
    return next((t for t in whose if speaks(t)), None)


def _stranded(verb: Any) -> Any:
    """Give the name right before a verb that the parser left without a subject ("…, Ann Bell, acknowledged that …")."""
    first = verb.i
    while first > 0 and verb.doc[first - 1].pos_ in {"AUX", "ADV"}:
        first -= 1  # "Ann Bell has once again blamed"
    perfect = verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if not (verb.tag_ in {"VBD", "VBZ", "VBP"} or perfect) or first < 2:
        return None
    near = verb.doc[first - 2 if verb.doc[first - 1].text == "," else first - 1]
    return near if near.pos_ == "PROPN" and near.ent_type_ in {"PERSON", "ORG"} else None


def titled(source: Any) -> bool:
    """Tell whether a source is a bare title at its sentence's end ("said Gen."), cut from the name that follows."""
    doc = source.doc
    return source.lower_.rstrip(".") in _CUT and all(t.is_punct for t in doc[source.i + 1 :])


def tagged(parsed: Parsed, offset: int) -> Any:
    """Give who a plain "X said" or "said X" right after a quotation names, where the parse shows no attribution."""
    after = [t for t in parsed.doc if parsed.offset(t.idx) >= offset and not t.is_punct][:TAG_WORDS]
    verb = next((t for t in after if t.lemma_.lower() in _PLAIN and t.pos_ in {"VERB", "NOUN"}), None)
    if verb is None:
        return None
    before = [t for t in after if t.i < verb.i]
    if before and before[-1].pos_ == "PRON":
        return before[-1]
    near = before or [t for t in after if verb.i < t.i <= verb.i + 5]
    named = [t for e in parsed.doc.ents if e.label_ == "PERSON" for t in near if t.i == e.root.i]
    nouns = [t for t in near if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"]
    return next(iter(named or nouns), None)


def said_beside(pronoun: Any) -> frozenset[int]:
    """Give the tokens of what a pronoun's verb says: whoever "X is …, she said" is about is not who says it."""
    verb = pronoun.head
    said = {t.i for c in verb.children if c.dep_ == "ccomp" for t in c.subtree}
    if verb.dep_ == "parataxis" and verb.head is not verb:
        said = {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}
    # What stands before a colon leads up to what is said.
    colon = max((t.i for t in pronoun.doc[: pronoun.i] if t.text in {":", ";"}), default=-1)
    return frozenset(i for i in said if i > colon)


def leads(entity: Any, pronoun: Any) -> bool:
    """Say whether a body's name is the subject of what stands before a pronoun in its sentence ("X has …, it said")."""
    fits = entity.label_ in {"ORG", "NORP", "GPE"} and entity.root.dep_ in SUBJECTS
    return bool(fits and entity.end <= pronoun.i)


def going_on(pronoun: Any) -> Any:
    """Give the person's name that a pronoun goes on with as its sentence's subject ("Bell was calm and he said …")."""
    verb = pronoun.head
    first = verb.head if pronoun.dep_ == "nsubj" and verb.dep_ == "conj" else None
    subject = child(first, "nsubj") if first is not None else None
    return subject if subject is not None and subject.ent_type_ == "PERSON" else None
