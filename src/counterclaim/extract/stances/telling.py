"""Which sayings tell something of a conflict: not wishes, demands, open questions, courtesies or bare topics."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.pointing import bare_deed
from counterclaim.extract.grammar.clauses import SUBJECTS, act_nouns, after, at_no_time, child
from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.named.nouns import core, is_people, people_class, weapon_row, words
from counterclaim.extract.named.owners import said_to_own
from counterclaim.extract.named.persons import person_nouns
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.cue import by_agent
from counterclaim.extract.slots.works import whose_work
from counterclaim.extract.speakers.heard import Voices
from counterclaim.extract.stances.no_part import nothing_to_do
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.lexicons import lexicon
from counterclaim.records.words import ActType, AgentKind, Aspect

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "attr"})
_COMMITTED = frozenset({"denial", "conceding", "retracting", "accusing", "threatening", "unverified"})
LEAST_WORDS = 2
#: "X was to blame", "X is responsible".
_AT_FAULT = frozenset({"blame", "responsible", "culpable"})
#: What is said this near to an act may be said of it.
NEAR_CHARACTERS = 600
SAID_OF = 150
_OWN = frozenset({"it", "its", "they", "their", "we", "our", "us", "i", "me"})
_WE, _US, _IT = frozenset({"we", "it", "i"}), frozenset({"us", "me"}), frozenset({"it", "this", "that"})
#: Predicates that tell a state and judge nothing.
NO_JUDGEMENT = frozenset(
    {"present", "likely", "unlikely", "able", "unable", "aware", "ready", "true", "dead", "alive", "missing"}
    | {"certain", "clear", "determined", "hopeful", "important", "necessary", "optimistic", "possible"}
    | {"prepared", "sure", "unclear", "willing", "worried"}
    | {"high", "higher", "low", "lower", "large", "larger", "great", "greater", "similar", "different"}
)
#: Verbs of who tells of something, or asks for it, that need no clause of what is told.
_DISCLOSING = frozenset({"disclose", "reveal", "mention", "request", "condemn", "deplore", "praise", "thank"})
_EMPTY = frozenset({"it", "that", "this", "there", "i", "we", "you", "he", "she", "they"})


@cache
def _matters() -> frozenset[str]:
    """Give the lemmas that show that words are about a conflict."""
    words = {str(w) for w in lexicon("matters")["words"]}
    for row in lexicon("act_types"):
        # "Held a meeting", "steps were taken" are about no ground that changes hands.
        kinds = ("nouns",) if row["family"] == "territory" else ("verbs", "nouns")
        words |= {str(w) for kind in kinds for w in row.get(kind, ()) if " " not in str(w)}
    words |= {str(f) for row in lexicon("weapons") for f in row["forms"] if " " not in str(f)}
    words |= {str(w) for w in lexicon("loaded_terms") if " " not in str(w)}
    words |= {str(w) for rows in lexicon("assets").values() for w in rows if " " not in str(w)}
    words |= {str(w) for w in lexicon("agents")["roles"]["armed_actor"]}
    return frozenset(w.casefold() for w in words)


def concerns(tokens: list[Any]) -> bool:
    """Say whether some words are about a conflict: by one of the listed words, or by a party that fights."""
    for token in tokens:
        if token.lemma_.lower() in _matters() or token.lower_ in _matters():
            return True
        known = agents.known(phrase_words(token)) if token.pos_ == "PROPN" else None
        if known is not None and known.kind is AgentKind.ARMED_ACTOR:
            return True
    return False


def tells(voices: Voices, one: Attribution, head: Any, span: tuple[int, int], said: Spans[Proposition]) -> bool:
    """Say whether a saying without an act of its own is a claim: somebody tells, as a fact, what concerns a conflict.

    Takes its head token, its span in the report, and the report's propositions by their triggers. A wish, a demand, a
    question left open and a bare noun phrase are none; a denial, an admission and a label are claims where they concern
    a conflict.
    """
    start, end = span
    inside = [t for t in head.doc if span_holds(voices, t, head, span)] if head is not None else []
    open_one = len(inside) > 0 and inside[0].lower_ in lexicon("matters")["open"] and one.cue.effect != "unverified"
    if len(inside) < LEAST_WORDS or open_one or _unresolved(one, head) or _figure_or_name(voices, one, head):
        return False
    about, cues = concerns(inside), lexicon("cues")
    if one.cue.effect in _COMMITTED or voices.denied.touching(start, end):
        # "Blamed low-ranking soldiers", "repudiates the assassins": for what, stands elsewhere.
        named = _somebody(head) or (head.pos_ == "NOUN" and one.cue.effect == "conceding")  # "regrets the deaths"
        return not named and about and one.cue.lemma not in cues["wishing"]
    quoted = bool(voices.quoted(start, end))
    if one.cue.self_denied or one.cue.lemma in cues["wishing"] or not ((about and quoted) or _near(start, said)):
        return False
    if one.cue.lemma in cues["labelling"]:
        # "Called for a purge" calls nothing anything.
        called_on = head.dep_ in {"xcomp", "ccomp"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)
        verb = voices.token(one.cue.start)  # "calls on all forces to struggle"
        called_on = called_on or (verb is not None and any(c.lower_ in {"on", "upon"} for c in verb.children))
        naming = one.cue.lemma in cues["naming"]
        # "Condemned this type of violence" calls it nothing.
        thing = head.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() not in act_nouns()
        quoted = quoted and (naming or not thing or "as" in {t.lower_ for t in inside})
        return inside[0].pos_ != "ADP" and not called_on and (quoted or (about and naming))
    if head.pos_ == "NOUN":
        return head.lemma_.lower() in act_nouns() and one.cue.effect == "neutral"
    told = _factual(head, quoted)
    about = about or (doer(head) is not None and _near(start, said))  # "the opposition had done it"
    return told and _stated(head, inside) and (about or (quoted and (happened(head) or _state_of_a_thing(head))))


def _figure_or_name(voices: Voices, one: Attribution, head: Any) -> bool:
    """Say whether nothing is told: "did not give a casualty figure", an offensive dubbed “Stone Shield”."""
    verb = voices.token(one.cue.start)
    given = verb is not None and verb.lemma_ in {"give", "offer", "provide"} and head is not None
    figure = (
        given and head.pos_ == "NOUN" and head.lemma_.lower() in {"figure", "number", "toll", "detail", "breakdown"}
    )
    quoted = [voices.report.text[q.start : q.end] for q in voices.quoted(one.start, one.end)]
    dubbed = one.cue.lemma in {"dub", "codename"} and any(w.istitle() and len(w.split()) > 1 for w in quoted)
    return figure or dubbed


def _somebody(token: Any) -> bool:
    """Say whether a noun is of persons or a body and not of what they are said to have done."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    named = token.ent_type_ in {"PERSON", "ORG", "NORP"} or agents.known(phrase_words(token)) is not None
    named = named or token.lemma_.lower() in lexicon("acting")["doers"]
    return named or is_people(token) or agents.kind_of_noun(token.lemma_.lower()) is not None


def _unresolved(one: Attribution, head: Any) -> bool:
    """Say whether nobody knows who says it: a pronoun for nobody named, a charge of nobody's that names no doer."""
    name = one.sources[0].name if one.sources else ""
    charge = name.startswith("unnamed source") and one.cue.effect == "accusing"
    return name.startswith("unnamed speaker") or (charge and doer(head) is None)


def span_holds(voices: Voices, token: Any, head: Any, span: tuple[int, int]) -> bool:
    """Say whether a token of a head's sentence lies in a span of the report."""
    first = voices.token(span[0])
    return first is not None and span[0] <= span[0] - first.idx + token.idx < span[1] and first.doc is head.doc


def _near(start: int, said: Spans[Proposition]) -> bool:
    """Say whether an act was told close by, so that what is quoted is said of it."""
    return any(p.act_type is not None for p in said.touching(start - NEAR_CHARACTERS + 1, start + NEAR_CHARACTERS))


def _factual(head: Any, quoted: bool) -> bool:
    """Say whether a clause tells what happened, will or did not, or judges in quotation marks; not how things stand."""
    kids = list(head.children)
    empty = any(c.dep_ == "expl" for c in kids)
    none = empty and any(g.lower_ == "no" for c in kids for g in c.children)
    will = any(c.dep_ == "aux" and c.lower_ in {"will", "shall"} for c in kids)
    said = next((c for c in kids if c.dep_ in {"acomp", "oprd"}), None)
    plain = said is not None and not any(c.dep_ in {"xcomp", "ccomp"} for c in said.children)
    weighs = said is None or said.lower_ not in NO_JUDGEMENT
    judged = weighs and (quoted or plain) and head.lemma_ in {"be", "seem", "appear"} and not empty
    # "Is being used as a prize" tells what is done; "each side justifies its violence" how things stand.
    undergone = quoted and head.lemma_ != "know" and any(c.dep_ == "auxpass" for c in kids)
    return none or will or judged or undergone or happened(head) or doer(head) is not None


def _state_of_a_thing(head: Any) -> bool:
    """Say whether a clause tells in what state a thing is ("the wards are empty"), not what somebody is like."""
    subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
    state = child(head, "acomp", "oprd") is not None or head.tag_ == "VBN"
    if head.lemma_ in {"seem", "appear"}:
        return True  # "people seem more concerned about stones"
    return state and subject is not None and subject.pos_ == "NOUN" and not _somebody(subject)


def _stated(head: Any, inside: list[Any]) -> bool:
    """Say whether words state something: a finite clause that is no demand and no judgement of "it"."""
    if head.pos_ not in {"VERB", "AUX"}:
        return False
    kids = list(head.children)
    subject = next((c for c in kids if c.dep_ in _SUBJECTS and c.i < head.i), None)
    # "The raid, which the army said was carried out by rebels": "which" stands before who says it.
    apart = subject is not None and subject not in inside and not (subject.tag_ == "WDT" and doer(head) is not None)
    if (
        subject is None
        or apart
        or (subject.lower_ == "time" and head.lemma_ == "come")
        or subject.lemma_.lower() in lexicon("cues")["statements"]
    ):
        return False  # "the statement was made in the name of the officers"
    words = lexicon("matters")
    finite = {"VBD", "VBZ", "VBP", "MD"} & {head.tag_, *(c.tag_ for c in kids if c.dep_ in {"aux", "auxpass"})}
    duty = any(c.lower_ in words["duty"] for c in kids)
    duty = duty or (head.lemma_ in words["duties"] and any(c.dep_ == "xcomp" for c in kids))
    if not finite or duty or head.lemma_.lower() in lexicon("cues")["wishing"]:
        return False
    held = child(head, "dobj") if head.lemma_ == "have" else None
    grounds = held is not None and held.lemma_.lower() in lexicon("matters")["grounds"]
    near = [*kids, *(held.children if held is not None else ())]
    grounds = grounds and any(c.dep_ == "neg" or c.lower_ in {"no", "any"} for c in near)
    if grounds or (head.lemma_ == "be" and not any(c.i > head.i and not c.is_punct for c in kids)):
        return False  # "he had no proof", "where the killers were"
    if subject.lower_ in {"i", "we"} and (any(c.tag_ == "MD" for c in kids) or effect_of(head.lemma_) is not None):
        return False  # "we cannot take sides", "we condemn the violence"
    judged = head.lemma_ in {"be", "seem", "appear"} and subject.lower_ in _EMPTY
    clausal = any(g.dep_ in {"ccomp", "xcomp", "relcl", "acl", "advcl"} for c in kids for g in [c, *c.children])
    return not (judged and (clausal or any(c.lower_ == "would" for c in kids)) and subject.lower_ != "there")


def told_of(head: Any) -> bool:
    """Say whether a clause only tells that somebody said, showed or asked for something."""
    verbs = lexicon("cues")
    told = {*verbs["wishing"], *verbs["telling"], *_DISCLOSING}
    return head is not None and (head.lemma_.lower() in told or effect_of(head.lemma_.lower()) is not None)


def happened(head: Any) -> bool:
    """Say whether a clause tells what happened: its verb stands in the past or the perfect."""
    near = {head.tag_, *(c.tag_ for c in head.children if c.dep_ in {"aux", "auxpass"})}
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in head.children)
    own = not any(c.dep_ in SUBJECTS and c.lower_ in {"i", "we"} for c in head.children)
    # "We did not operate there" answers somebody.
    own = own or any(c.dep_ == "neg" for c in head.children)
    return own and (perfect or "VBD" in near) and head.lemma_ != "be"


def main_clause(head: Any, offset: int, span: tuple[int, int]) -> tuple[int, int]:
    """Give the part of a span that its head's own clause fills, without clauses joined to it or hung on it.

    Takes the head token, the report offset of its sentence, and the span; gives the span itself where the head is none
    of a clause.
    """
    start, end = span
    if head is None or head.pos_ not in {"VERB", "AUX"}:
        return span
    for extra in head.children:
        subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in extra.children)
        if not subject or extra.dep_ not in {"advcl", "conj", "parataxis"}:
            continue
        low = offset + extra.left_edge.idx
        if extra.i > head.i and start < low < end:
            end = low
        elif extra.i < head.i and start < (high := offset + extra.right_edge.idx + len(extra.right_edge.text)) < end:
            start = high
    return start, end


def by_whom(
    made: Proposition, head: Any, said: Spans[Proposition], speaker: str | None, quoted: bool = False
) -> Proposition | None:
    """Give what is said as an answer to who did the act told last, where that is what the words say; else None.

    Takes the proposition, its head, the report's propositions by their triggers, and who speaks ("its forces"),
    whose own words they are where they are `quoted`.
    """
    # "Responsible for the violence" judges; "responsible" alone answers who did what was told before.
    judged = made.aspect is Aspect.CHARACTERISATION and " for " not in (made.label or " for ")
    who = doer(head) if made.aspect is Aspect.OCCURRENCE or judged else None
    if who is None or (quoted and who.lower_ == "they"):
        return None  # "“They did it,” residents said"
    near = said.touching(made.start - NEAR_CHARACTERS + 1, made.start)
    if not near:  # "“It was not us,” a commander said of the raid"
        near = said.touching(made.end, made.end + SAID_OF)
    before = [p for p in near if p.aspect is Aspect.OCCURRENCE and p.act_type is not None]
    pointing = r"^(?:this|that|these|those|either|both)\s+"
    name = re.sub(pointing, "", agents.canonical(phrase_words(who)), flags=re.IGNORECASE)
    # "The army" is the one that the report has named more fully.
    fuller = (p.actor for p in near if p.actor is not None and p.actor.endswith(f" {name}"))
    name = next(fuller, name)
    if speaker is not None and (who.lower_ in _OWN or any(c.lower_ in _OWN and c.dep_ == "poss" for c in who.children)):
        if speaker.startswith("unnamed s"):
            return None
        # "The minister said its army was behind it": no person is "it".
        last = speaker.split()[-1].lower()
        alone = last in person_nouns() and last not in agents.speaking_for()
        its = alone and any(c.lower_ == "its" for c in who.children)
        name = name.removeprefix("its ") if its else agents.body_of(speaker)
    victims = _of_whom(head)
    whose = words(core(victims)) if victims is not None else None
    if victims is not None:
        # "The murderers of the monks were rebels" is of the monks, whoever else's murder was told last.
        before = [p for p in before if p.target is not None and victims.lower_ in p.target.casefold()]
    act = max(before, key=lambda p: (p.act_type != "other", p.trigger_start), default=None)
    if act is None and whose is not None:
        act = replace(made, act_type=ActType.MASSACRE_EXECUTION.value, target=whose)
    return replace(
        made,
        label=None,
        aspect=Aspect.PERPETRATOR,
        value=name,
        actor=name,
        act_type=act.act_type if act is not None else None,
        target=act.target if act is not None else None,
        # "The rebels are not responsible", "were not to blame"
        negated=made.negated or _not_so(head) or at_no_time(head) or nothing_to_do(head),
    )


def _not_so(head: Any) -> bool:
    below = child(head, "xcomp", "acomp")
    return child(head, "neg") is not None or (below is not None and child(below, "neg") is not None)


def _of_whom(verb: Any) -> Any:
    """Give the victims in "the murderers of the monks were rebels", or None."""
    subject = child(verb, "nsubj") if verb.lemma_ == "be" else None
    killers = subject is not None and subject.lemma_.lower() in lexicon("acting")["killers"]
    noun = after(subject, "of") if killers else None
    return noun if noun is not None and is_people(noun) else None


def held_to_have(voices: Voices, places: Spans[Proposition]) -> Iterable[Proposition]:
    """Give who did it by the further clauses of a saying: "… and that the army was behind it", "… is responsible"."""
    for one in voices.attributions:
        head = voices.token(one.start)
        base = one.start - head.idx if head is not None else 0
        for verb in head.doc if head is not None else ():
            under = one.start <= base + verb.head.idx < one.end  # not the saying's own first clause
            refused = child(verb, "neg") is not None and verb.lemma_ in lexicon("acting")["joining"]
            joins = refused or nothing_to_do(verb)
            further = (verb.lemma_ in {"be", "stand"} or joins) and verb.dep_ in {"conj", "ccomp"} and under
            if not further or not one.start <= base + verb.idx < one.end or doer(verb) is None:
                continue
            if any(c.lower_ == "for" and c.head.lemma_ in _AT_FAULT for c in verb.subtree):
                continue  # judged
            inside = [base + t.idx for t in verb.subtree if one.start <= base + t.idx < one.end]
            end = min(one.end, base + verb.right_edge.idx + len(verb.right_edge.text))
            spot = base + verb.idx
            made = Proposition(
                start=inside[0], end=end, trigger_start=spot, trigger_end=spot, aspect=Aspect.OCCURRENCE, value=""
            )
            told = by_whom(made, verb, places, one.sources[0].name if one.sources else None)
            if told is not None and told.act_type is not None:
                yield told


def doer(head: Any) -> Any:
    """Give the token of whom a clause says to have done something: "was carried out by X", "the killers were X"."""
    if head is None:
        return None
    acting = lexicon("acting")
    subject = next((c for c in head.children if c.dep_ in SUBJECTS), None)
    by = by_agent(head)
    if by is not None and head.lemma_ in {*acting["performing"], "do"} - {"use", "order"} and _can_act(by):
        return by
    if subject is None:
        return None
    attr = child(head, "attr")
    to_blame = next((c for c in head.children if c.dep_ in {"xcomp", "acomp"} and c.lemma_ in _AT_FAULT), None)
    if head.lemma_ == "be" and to_blame is not None and _can_act(subject):
        return subject
    if head.lemma_ == "be" and attr is not None and subject.lemma_.lower() in acting["doers"] and _can_act(attr):
        return attr
    joins = head.lemma_ in acting["joining"] and (child(head, "prep") is not None or head.tag_ == "VBN")
    own = (joins or bare_deed(head) or nothing_to_do(head)) and (_can_act(subject) or subject.lower_ in _OWN)
    return subject if own else _of_the_deed(head, subject) or _ourselves(head, subject)


def _ourselves(head: Any, subject: Any) -> Any:
    """Give the word for the speakers who tell of a deed as theirs or not: "we did not do it", "it was not us"."""
    attr, it = child(head, "attr"), child(head, "dobj")
    if head.lemma_ == "be" and attr is not None and attr.lower_ in _US and subject.lower_ in _IT:
        return attr
    # "We did this every day" is of no one deed.
    refused = child(head, "neg") is not None
    did = head.lemma_ == "do" and it is not None and it.lower_ in (_IT if refused else {"it"})
    fault = head.lemma_ == "be" and any(c.dep_ == "acomp" and c.lemma_ in _AT_FAULT for c in head.children)
    return subject if subject.lower_ in _WE and (did or fault) else None


def _of_the_deed(head: Any, subject: Any) -> Any:
    """Give whose work it is said to be ("was the army's doing") or who is said to have "done it", or None."""
    attr, it, doing = child(head, "attr"), child(head, "dobj"), {*lexicon("acting")["performing"], "do"} - {"use"}
    whose = whose_work(attr) if head.lemma_ == "be" and attr is not None else None
    whose = said_to_own(subject) if weapon_row(subject) is not None else whose
    if whose is not None and whose.lower_ in _WE and subject is not whose:
        return whose  # "said the rockets did not belong to it"
    crime = it is not None and it.lemma_.lower() in lexicon("matters")["deeds"] and pointing_word(it)
    behind = next((p for c in head.children if c.lower_ == "behind" for p in c.children if p.dep_ == "pobj"), None)
    it = behind if head.lemma_ in {"be", "stand"} and behind is not None else it
    done = head.lemma_ in doing or it is behind
    if whose is None and done and it is not None and (crime or it.lower_ in {"it", "this", "that"}):
        whose = subject
    itself = whose is not None and it is behind and whose.lower_ in _WE  # "said it was not behind it"
    return whose if whose is not None and (itself or _can_act(whose)) else None


def pointing_word(token: Any) -> bool:
    """Say whether a noun has an article that points back: "this crime"."""
    return any(c.lower_ in {"the", "this", "that", "these", "those"} for c in token.children)


def _can_act(token: Any) -> bool:
    """Say whether a noun names somebody who can do a thing."""
    known = agents.known(phrase_words(token)) is not None or token.ent_type_ in {"PERSON", "ORG", "NORP"}
    known = known or people_class(token) == "combatant"
    known = known or token.lemma_.lower() in {*lexicon("acting")["doers"], *lexicon("acting")["collective"]}
    return known or (token.pos_ in {"NOUN", "PROPN"} and agents.kind_of_noun(token.text) is not None)
