"""Who and whom: the actor and the object of a verb or of an act's noun, as tokens, from the dependency parse."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.grammar.clauses import act_nouns, acting, after, child, said_of, same_as, whole_of
from counterclaim.extract.grammar.once import once
from counterclaim.extract.grammar.saying import says
from counterclaim.extract.grammar.second_passives import of_whom
from counterclaim.extract.named.nouns import is_people, people_class, quantity
from counterclaim.extract.named.things import asset_of
from counterclaim.extract.parsed.makers import behind
from counterclaim.extract.slots.operations import in_operation
from counterclaim.lexicons import lexicon

_RELATIVE = frozenset({"who", "which", "that"})
_BEARING = frozenset(
    {"bear", "hold", "share", "claim", "accept", "deny", "reject", "disclaim", "admit", "acknowledge", "take", "assume"}
    | {"play", "have"}
)
_SEEING = frozenset({"see", "leave", "find", "witness", "report", "have", "get"})
_NO = frozenset({"no", "never", "neither", "nor"})
_THEN = frozenset({"after", "before"})
_ABOUT = frozenset({"about", "on", "over", "regarding", "concerning", "into"})
#: With what somebody leaves open, or gets wrong, what it is about.
_LYING = frozenset(
    {"lie", "mislead", "misinform", "deceive", "falsehood", "disinformation", "misinformation", "rumour", "rumor"}
    | {"propaganda", "fabrication", "question", "doubt", "ask", "inquiry", "investigation", "probe", "speculation"}
)
_CHARGES = frozenset({"accusation", "allegation", "charge"})
_PARTAKING = frozenset({"participate", "part"})
#: How a part stands under its verb: "was responsible", "had a part", "is to blame".
_HELD = frozenset({"acomp", "oprd", "dobj", "attr", "xcomp"})
#: What is always done to somebody, whom the words name.
_STRIKING = frozenset({"strike", "hit", "bomb", "attack", "raid", "return"})
_HARMING = frozenset({"kill", "wound", "injure", "claim", "leave"})
_OF_SOMEBODY = frozenset({"assassinate", "murder", "kidnap", "abduct", "massacre", "arrest", "detain"})
#: So many phrases in one another are looked through.
PHRASES_MAX = 4
#: What a number of acts is called as one.
CHAINS = frozenset(
    {"series", "string", "wave", "campaign", "act", "number", "round", "spate", "hundred", "dozen", "score", "kind"}
    | {"form", "use", "release", "barrage", "volley", "salvo", "hail"}
)


def passive(token: Any) -> bool:
    """Say whether a verb's subject is what it was done to; headlines and reduced clauses count ("12 killed")."""
    # "A week that saw 120 soldiers killed"
    seen = token.tag_ == "VBN" and token.dep_ == "ccomp" and token.head.lemma_ in _SEEING
    seen = seen and child(token, "dobj", "mark") is None  # "found that soldiers executed them"
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children) or (seen and child(token, "aux") is None):
        return True
    had = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children)
    if had or token.tag_ not in {"VBN", "VBD"} or child(token, "dobj") is not None:
        return False
    if token.tag_ == "VBN" and token.dep_ in {"acl", "relcl", "amod"}:
        return not any(c.dep_ == "nsubj" for c in token.children)
    if any(c.dep_ == "agent" for c in token.children) or _told_done(token):
        return True
    if token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"} and subject(token, own=True) is None:
        # "He was a teacher and therefore killed".
        return passive(token.head) or (token.head.lemma_ == "be" and token.tag_ == "VBN")
    own = subject(token, own=True)
    # "When the planes struck": they did, and were not struck.
    struck = own is not None and not (own.lemma_.lower() in acting()["flying"] and token.lemma_ in _STRIKING)
    return struck and (quantity(own) or asset_of(own) is not None or _harmed(own))


def _told_done(token: Any) -> bool:
    """Say whether a participle is what somebody is told to have undergone: "soldiers were reported killed"."""
    bare = token.tag_ == "VBN" and token.dep_ == "xcomp" and child(token, "aux", "auxpass") is None
    return bare and passive(token.head)


def _harmed(token: Any) -> bool:
    return is_people(token) and people_class(token) not in {None, "combatant"}


def subject(token: Any, own: bool = False) -> Any | None:
    """Give a verb's subject, or the one it shares with the verb it hangs on (`own`: its own only)."""
    found = said_of(token)
    if found is not None or own:
        return found
    head, gerund = token.head, token.tag_ == "VBG"
    if token.dep_ == "xcomp" and head.lemma_ in {"force", "allow", "order", "help"}:
        found = child(head, "dobj")
    elif token.dep_ == "xcomp" and head.pos_ == "ADJ" and head.dep_ == "acomp":
        found = subject(head.head)  # "the army was able to capture it"
    elif token.dep_ == "xcomp" or (token.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}):
        found = subject(head)
    elif token.dep_ == "relcl" and token.tag_ == "VB":
        found = same_as(head)  # "the army was the first to"
    elif token.dep_ == "advcl" and gerund:
        found = after(head, "by") or subject(head)
    elif token.dep_ == "acl" and gerund:
        found = head
    elif token.dep_ == "pcomp" and head.dep_ in {"prep", "agent"}:
        found = answerable(head)
    return found


def answerable(preposition: Any) -> Any | None:
    """Give who answers for what follows a preposition: the accused, the responsible one, or the clause's subject."""
    head, low = preposition.head, preposition.lower_
    lemma = head.lemma_.lower()
    # "Named the rebels as having been responsible for it" answers as "accused the rebels of it" does.
    named = low == "as" and head.pos_ == "VERB"
    if lemma == "blame" and head.dep_ == "xcomp" and head.head.lemma_ == "be" and low == "for":
        return subject(head.head)  # "is to blame for it"
    if lemma == "blame" and head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in _BEARING and low == "for":
        return _responsible(head)  # "took the blame for it"
    if named or (lemma in acting()["accusing"] and low in {"of", "for", "with", "in", "over"}):
        # "Refused to blame the army for it", "was reluctant to", blames nobody.
        cues = lexicon("cues")
        kept = head.head.lemma_.lower() in {*cues["keeping"], *cues["failing"]}
        blamed = child(head, "nsubjpass") or child(head, "dobj") or (head.head if head.dep_ == "acl" else None)
        blamed = blamed or noun_of(of_whom(head))
        if blamed is None and lemma in acting()["joining"] and head.dep_ == "xcomp":
            blamed = subject(head)  # "denied being involved in it"
        return blamed if not kept else None
    if head.pos_ == "VERB" and head.lemma_.lower() in acting()["linking"] and low in {"to", "with"}:
        # "Evidence to link the army to it"; where there is none, nobody is linked.
        none = head.dep_ in {"acl", "relcl"} and any(c.lower_ in _NO for c in head.head.children)
        return child(head, "nsubjpass", "dobj") if not none else None
    if _part(head) and low in {"for", "of", "in"}:
        return _responsible(head) if not _only_asked(head) else None
    return _who_answers(preposition) or _doing(preposition)


def _who_answers(of: Any) -> Any | None:
    """Give who faces or denies "accusations of killing villagers"; whose killings "reports of killings" leaves open."""
    noun, verb = of.head, of.head.head
    charge = of.lower_ == "of" and noun.lemma_.lower() in _CHARGES and child(of, "pcomp") is not None
    answers = noun.dep_ == "dobj" and verb.lemma_.lower() in {*lexicon("cues")["denial"], "face"}
    return subject(verb) if charge and answers else None


def _only_asked(part: Any) -> bool:
    """Say whether somebody lies or asks about a part in a deed: "to mislead the world about its role in the raid"."""
    about = part.head if part.dep_ == "pobj" and part.head.lower_ in _ABOUT else None
    over = [t.lemma_.lower() for t in (about.head, about.head.head)] if about is not None else []
    return not _LYING.isdisjoint(over)


def _part(word: Any) -> bool:
    """Say whether a word is for a part that somebody has in a deed: "responsible", "involved", "role"."""
    return not acting()["part"].isdisjoint({word.lemma_.lower(), word.lower_})


def _doing(preposition: Any) -> Any | None:
    """Give who bears, takes part in or stands behind what follows a preposition."""
    head, low = preposition.head, preposition.lower_
    held = child(head, "dobj") if head.pos_ == "VERB" else None
    laid = held if held is not None else head
    if low in {"for", "over"} and laid.lower_ in {"finger", "blame"} and laid.head.lemma_ not in _BEARING:
        aim = after(laid.head, "at", "on") or after(laid, "at", "on")
        return aim or next((after(c, "on") for c in preposition.subtree if after(c, "on") is not None), None)
    held = held if head.lemma_.lower() in _BEARING else None
    parts = {"blame", *_PARTAKING}
    if held is not None and low in {"for", "in", "of"} and (_part(held) or held.lemma_ in parts):
        return _bearer(subject(head))
    if low == "with" and (had := to_do_with(head)) is not None:
        return subject(had)
    doing = (low == "by" and head.pos_ == "VERB") or (low == "to" and head.lemma_.lower() in {"resort", "revert"})
    # "Apologised for shelling the mill"; "for the shelling" leaves open whose it was.
    own = child(preposition, "pcomp") is not None and head.lemma_.lower() in acting()["owning"]
    doing = doing or (own and low in {"for", "to", "of"})
    then = low in _THEN and head.tag_ in {"VBD", "VBN"} and head.lemma_ not in lexicon("cues")["neutral"]
    doing = doing or (then and child(preposition, "pcomp") is not None)  # "shelled the town after taking the hill"
    behind = low == "behind" and head.lemma_ in {"be", "stand"}
    if low == "behind" and head.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"ROOT", "dep"}:
        return head  # a headline's "army behind Lom shelling"
    part = low == "in" and head.lemma_ in _PARTAKING
    if doing or behind or part:
        return subject(head.head if head.lemma_ == "part" else head)
    return None


def part_denied(deed: Any) -> bool:
    """Say whether words deny that somebody had a part in a deed, and not that deed.

    "Was not responsible for the raid", "had no part in it", "had nothing to do with it", "was not behind it".
    """
    words = part_words(deed)
    none = any(w.lower_ == "nothing" for w in words)
    return none or any(c.dep_ == "neg" or c.lower_ in _NO for w in words for c in w.children)


def leading(deed: Any) -> Any | None:
    """Give the preposition that a deed's phrase stands after, or None."""
    top = nominal(deed) if deed.pos_ != "VERB" else deed
    return top.head if top.dep_ in {"pobj", "pcomp"} else None


def part_words(deed: Any) -> list[Any]:
    """Give the words that say that somebody had a part in a deed, or had none; empty where no words do."""
    link = leading(deed)
    if link is None or answerable(link) is None:
        return []
    verb = link.head
    if (had := to_do_with(verb)) is not None:
        return [had, verb.head]
    held = child(verb, "dobj") if verb.lemma_.lower() in _BEARING else None  # "had no part | in the raid"
    words = [link, verb, *([verb.head] if verb.dep_ in _HELD else []), *([held] if held is not None else [])]
    told = link.lower_ == "behind" or any(_part(w) or w.lemma_ in {"blame", *_PARTAKING} for w in words)
    return words if told else []


def to_do_with(verb: Any) -> Any | None:
    """Give the "had" of "had anything to do with", at its "do", or None for another verb."""
    what = verb.head
    said = verb.lemma_ == "do" and verb.dep_ in {"relcl", "acl"} and what.lower_ in {"anything", "nothing", "something"}
    return what.head if said and what.head.lemma_ == "have" else None


def _responsible(word: Any) -> Any | None:
    """Give who is "responsible", "involved" or "bears responsibility"."""
    if word.pos_ == "ADJ" and (own := child(word, "nsubj")) is not None:
        return own  # "found the sergeant guilty of murder"
    if word.dep_ in {"acomp", "oprd"}:
        return child(word.head, "dobj") or subject(word.head)  # "to try the men guilty of it"
    if word.pos_ == "VERB" and word.dep_ != "acl":
        return subject(word)
    if word.head.lower_ == "as" and word.head.dep_ == "prep":
        return answerable(word.head)
    if word.dep_ in {"amod", "acl"}:
        return word.head
    bearing = word.dep_ in {"dobj", "nsubjpass"} and word.head.lemma_ in _BEARING
    # "Responsibility for the raid was claimed by rebels"
    by = after(word.head, "by") if word.dep_ == "nsubjpass" else _bearer(subject(word.head))
    return child(word, "poss") or _of_whom(word) or (by if bearing else None)


def _of_whom(part: Any) -> Any | None:
    """Give of whom a part in a deed is: "the involvement of soldiers in it", "army involvement"; else None."""
    if part.lemma_.lower() not in {"involvement", "participation", "complicity", "role", "responsibility"}:
        return None
    before = (c for c in part.children if c.dep_ in {"compound", "nmod", "amod"} and c.pos_ in {"NOUN", "PROPN", "ADJ"})
    known_one = (c for c in before if c.ent_type_ in {"NORP", "GPE", "ORG"} or is_people(c))
    return after(part, "of") or next(known_one, None)


def _bearer(token: Any | None) -> Any | None:
    """Give who bears what a document or a spokesman says of itself: "an army statement denied responsibility"."""
    if token is None or not {token.lower_, token.lemma_.lower()} & frozenset(lexicon("cues")["documents"]):
        return token
    return behind(token) or token


def set_alight(verb: Any, target: Any | None) -> Any | None:
    """Give what is set on fire ("set fire to the mill", "set the mill ablaze"); None where nothing is."""
    if target is not None and target.lower_ == "fire":
        return after(verb, "to") or after(target, "to")
    on = after(verb, "on")
    alight = any(t.lower_ in {"ablaze", "alight"} for t in verb.subtree) or (on is not None and on.lower_ == "fire")
    return target if alight else None


def spoken_for(token: Any | None) -> Any | None:
    """Give whom a clause about a noun says that it speaks for ("a caller who said he spoke for X"), or None."""
    about = [c for c in token.children if c.dep_ in {"relcl", "acl"}] if token is not None else []
    speaking = [t for c in about for t in c.subtree if t.lemma_ in {"speak", "call", "represent", "act"}]
    places = [t if on is None else on for t in speaking for on in (after(t, "on"), None)]  # "on behalf of X"
    found = (after(t, "for", "of") or (child(t, "dobj") if t.pos_ == "VERB" else None) for t in places)
    return next((p for p in found if p is not None), None)


@once
def verb_roles(token: Any) -> tuple[Any | None, Any | None]:
    """Give actor and object of a verb; a relative pronoun stands for its noun."""
    if passive(token):
        target = said_of(token)
        bound = any(
            t.lower_ in {"which", "whom", "where", "when"} and t.dep_ in {"pobj", "advmod"} for t in token.subtree
        )
        if target is None and (token.dep_ in {"acl", "amod"} or (token.dep_ == "relcl" and not bound)):
            target = token.head
        told = token.dep_ == "xcomp" and token.head.lemma_.lower() in acting()["real_infinitives"]
        if target is None and told and child(token, "aux") is not None:
            target = said_of(token.head)  # "the mill is said to have been hit"
        if target is None and token.dep_ == "conj":
            # "They attacked a patrol and were killed": who did the one suffered the other.
            target = verb_roles(token.head)[1] if passive(token.head) else subject(token.head)
        return after(token, "by") or at_hands(token) or in_operation(token, target), noun_of(target)
    target = child(token, "dobj")
    if target is None:
        shared = next((c for c in token.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
        target = child(shared, "dobj") if shared is not None and subject(shared, own=True) is None else None
    if target is None and token.dep_ == "ccomp" and told_of(token.head) == token:
        target = token.head.head
    if target is None and token.lemma_.lower() in _OF_SOMEBODY and token.tag_ in {"VBD", "VBN"}:
        # "The witnesses in the case of the six monks murdered at Lom": who murders, murders somebody.
        before = token.nbor(-1) if token.i else None
        return None, (before if before is not None and is_people(before) else None)
    return noun_of(subject(token)), noun_of(target)


def told_of(said: Any) -> Any | None:
    """Give what somebody says was done to the noun that a relative clause is of: "fighters X said it had killed"."""
    done = child(said, "ccomp") if said.dep_ == "relcl" and says(said) else None
    if done is None or done.pos_ != "VERB" or passive(done) or child(done, "dobj", "xcomp", "ccomp") is not None:
        return None
    who = child(done, "nsubj")
    return done if who is not None and said.i < who.i < done.i and who.tag_ not in {"WDT", "WP"} else None


def at_hands(token: Any) -> Any | None:
    """Give at whose hands somebody died or suffered ("killed at the hands of the militia"), or None."""
    hands = after(token, "at")
    return after(hands, "of") if hands is not None and hands.lower_ == "hands" else None


def noun_of(token: Any | None) -> Any | None:
    """Give the noun of a relative pronoun, whose "bodies" they are, and any other token as it is."""
    if token is not None and token.lower_ in _RELATIVE:
        verb = token.head
        while verb.dep_ in {"conj", "xcomp", "ccomp"} and verb.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head
        if verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN", "NUM"}:
            noun = whole_of(same_as(verb.head) or verb.head)
            return _person_above(noun) if token.lower_ == "who" else _doer_above(token, noun)
    if token is not None and token.lemma_.lower() in {"body", "corpse"} and (of := after(token, "of")) is not None:
        return of if is_people(of) else token
    return token


def _person_above(noun: Any) -> Any | None:
    """Give whom "who" means where the parser hangs it on a thing: "the rector of the university, who was killed".

    None where no person is there.
    """
    if asset_of(noun) is None:
        return noun
    for _ in range(PHRASES_MAX):
        if is_people(noun) or noun.lemma_.lower() in lexicon("agents")["persons"]:
            return noun
        if noun.dep_ != "pobj" or noun.head.dep_ != "prep" or noun.head.head.pos_ not in {"NOUN", "PROPN"}:
            return None
        noun = whole_of(noun.head.head)
    return None


def _doer_above(which: Any, noun: Any) -> Any:
    """Give what "that" means where the parser hangs it on a place: "a blast at a hospital that killed 12"."""
    harming = which.dep_ == "nsubj" and which.head.lemma_ in _HARMING
    for _ in range(PHRASES_MAX if harming and asset_of(noun) is not None else 0):
        link = noun.head
        up = link.head if link.head.pos_ == "NOUN" or not link.i else link.nbor(-1)
        if noun.dep_ != "pobj" or link.dep_ != "prep" or up.pos_ != "NOUN":
            break
        if up.lemma_.lower() in act_nouns():
            return up
        noun = up
    return noun


def nominal(token: Any) -> Any:
    """Give the head of the phrase that an act's noun carries: "a series of strikes" is headed by "series"."""
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in CHAINS:
        token = token.head.head
    return token
