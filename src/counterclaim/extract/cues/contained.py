"""What a verb of saying governs: the words that are said, found among all that the parser hangs on the verb."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.extract.cues.pointing import dismissed, groundless
from counterclaim.extract.grammar.clauses import child, said_of
from counterclaim.extract.grammar.phrase import before_deed
from counterclaim.extract.grammar.saying import false_words, saying_nouns
from counterclaim.extract.named.act import noun_row
from counterclaim.extract.named.nouns import is_people
from counterclaim.extract.parsed.cue import also
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.slots.counting_verbs import table
from counterclaim.extract.words.quotes import Quote
from counterclaim.lexicons import lexicon

_TOPIC = frozenset({"of", "for", "about", "as", "that", "with"})
#: Verbs by which something is called false, with "as".
_JUDGING = frozenset(
    {"denounce", "condemn", "slam", "blast", "decry", "brand", "label", "characterise", "characterize", "claim"}
)
_CLASSES = ("denial", "conceding", "accusing", "retracting", "threatening", "distancing", "endorsing", "neutral")
_CONCERNING = frozenset({"about", "concerning", "regarding", "relating", "related", "over"})
_OF_NOUN = frozenset({"acl", "ccomp", "relcl"})
_GOES_ON = frozenset(
    {"when", "because", "if", "although", "unless", "until", "where", "since", "once", "that", "though"}
)


@cache
def effect_of(lemma: str) -> str | None:
    """Give the class of a cue verb, or None when the lemma is no cue."""
    entries = lexicon("cues")
    return next((name for name in _CLASSES if lemma in entries[name]), None)


def cue_lemma(token: Any) -> str:
    """Give a token's lemma, with its particle where the two are one cue ("rule out")."""
    lemma = str(token.lemma_.lower())
    if not any(token.children):
        return lemma
    if lemma in _JUDGING and _judged_false(token):
        return "dismiss"
    particle = child(token, "prt")
    particle = particle or next((c for c in token.children if c.lower_ == "back" and c.dep_ == "advmod"), None)
    both = f"{lemma} {particle.lower_}" if particle is not None else lemma
    return both if effect_of(both) is not None else lemma


def _judged_false(verb: Any) -> bool:
    """Say whether somebody calls something false: "denounced as fictitious a report that …", "slams biased report"."""
    as_ = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep"), None)
    said = child(verb, "dobj")
    words = [
        *(as_.children if as_ is not None else ()),
        *(c for c in (said.children if said else ()) if c.dep_ == "amod"),
    ]
    return any(w.lower_ in false_words() for w in words)


def clause_before(verb: Any) -> Any:
    """Give the clause before "X said"; one with a semicolon, or before a verb with an object of its own, is none."""
    found = next((c for c in reversed(list(verb.children)) if c.dep_ == "ccomp"), None)
    if found is None or found.i > verb.i:
        return found
    apart = any(t.text == ";" for t in verb.doc[found.i : verb.i])
    return None if apart or (child(verb, "dobj") is not None and verb.lemma_ not in {"tell", "inform"}) else found


def written(verb: Any, lemma: str) -> Any:
    """Give the clause in "said in a report that …", which the parser hangs on the document."""
    if lemma not in lexicon("cues")["neutral"] or child(verb, "dobj", "ccomp") is not None:
        return None
    nouns = [p for c in verb.children if c.dep_ == "prep" and c.i > verb.i for p in c.children if p.dep_ == "pobj"]
    clauses = [c for n in nouns for c in n.children if c.dep_ in {"acl", "ccomp", "relcl"}]
    return next((c for c in clauses if (mark := child(c, "mark")) is not None and mark.lower_ == "that"), None)


def stood_by(verb: Any) -> bool:
    """Say whether words are not taken back: "does not retract", "has never withdrawn", "refused to withdraw"."""
    kept = {*lexicon("cues")["keeping"]}
    up = verb.head if verb.dep_ in {"xcomp", "ccomp"} else None
    left = up is not None and up.lemma_.lower() in kept and not any(c.dep_ == "neg" for c in up.children)
    return left or any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)


def claimed(verb: Any, effect: str) -> Any:
    """Give the clause or deed of a noun that a denial rejects: "rejected claims that …", "a report of the raid"."""
    noun = child(verb, "dobj") if effect in {"denial", "retracting"} else None
    words = lexicon("cues")
    if noun is None or noun.lemma_.lower() not in {*words["nouns"], *words["accounts"], "possibility", "fact"}:
        return None
    told = next((c for c in noun.children if c.dep_ in _OF_NOUN and not _made_by(c)), None)
    return told or deed_told(noun)


def _made_by(clause: Any) -> bool:
    """Say whether a clause of a noun tells only who made it: "allegations circulated by the media concerning …"."""
    return clause.dep_ == "acl" and clause.tag_ == "VBN" and child(clause, "mark", "nsubj", "nsubjpass") is None


def deed_told(noun: Any) -> Any:
    """Give the deed that a noun of saying is of: "a report of the raid", "reports on the use of poison gas"."""
    links = [c for t in (noun, *(p for c in noun.children for p in c.children)) for c in t.children]
    # "Circulated by the media of the group known as the Front concerning a strike": it may hang on any word before.
    links = [c for c in links if c.lower_ in {"of", "on"}] + [c for c in noun.subtree if c.lower_ in _CONCERNING]
    deeds = [p for c in links for p in (*c.children, *_relating(c)) if p.dep_ in {"pobj", "pcomp", "dobj"}]
    return next((p for p in deeds if noun_row(p) is not None or p.lemma_ == "use"), None)


def _relating(word: Any) -> list[Any]:
    """Give what "relating to" leads to."""
    return [p for c in word.children if c.lower_ == "to" for p in c.children]


def quoting(verb: Any, lemma: str) -> Any:
    """Give the verb in "quoted X as saying …"."""
    if lemma not in {"quote", "cite"}:
        return None
    return next((p for c in verb.children if c.lower_ == "as" for p in c.children if p.dep_ == "pcomp"), None)


def blamed_on(verb: Any) -> Any:
    """Give whom something is "blamed on": the phrase may hang on what is blamed."""
    what = _blamed(verb)
    preps = (
        [c for t in (verb, what) for c in t.children if c.lower_ == "on" and c.i > verb.i] if what is not None else []
    )
    # "Blamed the army for the raid on Friday" blames nobody on Friday.
    return next(
        (p for c in preps for p in c.children if p.dep_ == "pobj" and p.ent_type_ not in {"DATE", "TIME"}), None
    )


def _blamed(verb: Any) -> Any:
    """Give what is blamed on somebody: "blamed the raid on X", "a raid blamed on X"."""
    what = child(verb, "dobj", "nsubjpass")
    # "A raid that X blamed on Y", "a raid X blamed on Y"
    if verb.dep_ != "acl" and not (verb.dep_ == "relcl" and (what is None or what.lower_ in {"which", "that"})):
        return what
    # "The raid on the market in Lom, which X blamed on Y": a raid is blamed on somebody, not Lom.
    near = [verb.head, *(t for t in verb.head.ancestors if t.pos_ == "NOUN" and t.i < verb.i)]
    return next((t for t in near if noun_row(t) is not None), verb.head)


def _charged(verb: Any) -> list[Any]:
    """Give what somebody "is accused by X of": the phrase may hang on the verb or, by the parser's mistake, on X.

    So it may with what is "blamed on" somebody.
    """
    if verb.lemma_ == "blame" and (on := blamed_on(verb)) is not None:
        what = _blamed(verb)
        under = what in verb.children
        end = on.head.i if what.i > verb.i else verb.i if under else verb.left_edge.i
        return [t for t in what.subtree if t.i < end]
    links = {"of", "for", "with", *(("in",) if verb.lemma_ == "implicate" else ())}
    preps = [t for t in verb.subtree if t.i > verb.i and t.dep_ == "prep" and t.lower_ in links]
    near = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    preps = [p for p in preps if p.head in near or (p.head.dep_ == "pobj" and p.head.head.lower_ == "by")]
    # "Accused the Army of the North of shelling the town"
    first = next((p for p in preps if before_deed(p)), preps[0] if preps else None)
    if first is None:
        return []
    aside = {t.i for r in first.subtree if r.dep_ == "relcl" and _aside(r) for t in r.subtree}
    again = [p for p in preps if p.head == verb and p.i > first.i and p.lower_ == "of" and p.nbor(-1).dep_ == "cc"]
    return [t for p in (first, *again) for t in p.subtree if t is not first and t.i not in aside]


def _aside(clause: Any) -> bool:
    """Say whether a relative clause is set off by a comma: it is the author's own ("…, which began a week ago")."""
    which = next((t for t in clause.subtree if t.lower_ in {"which", "who"}), None)
    return which is not None and which.i > 0 and which.nbor(-1).text.strip('"”') in {",", ""}


def around(verb: Any) -> list[Any]:
    """Give what a parenthetical "she said" or "as she said" stands in, less the clause of another speaker after it."""
    own, mark = set(verb.subtree), child(verb, "mark")
    as_told = mark is not None and mark.lower_ == "as" and verb.i > verb.head.i
    for other in verb.head.children:
        # "They fired, as the ministry admitted, and five people died": it admitted that they fired.
        apart = speaking(other) or (as_told and said_of(other) is not None)
        if other.dep_ == "conj" and other.i > verb.i and apart:
            own |= set(other.subtree)
    return [t for t in verb.head.subtree if t not in own]


def pointed_out(verb: Any) -> bool:
    """Say whether a clause only says who tells what it stands in: "as the editorial points out"."""
    mark, out = child(verb, "mark"), child(verb, "prt")
    as_told = verb.dep_ == "advcl" and mark is not None and mark.lower_ == "as"
    return as_told and out is not None and out.lower_ == "out" and child(verb, "dobj") is None


def rejected(verb: Any, clause: Any) -> list[Any] | None:
    """Give what is rejected by "called this a lie" and "said claims that … were baseless", or None."""
    said = clause if clause is not None else verb
    if said == verb and verb.lemma_.lower() not in lexicon("cues")["labelling"]:
        return None
    empty = groundless(said)
    noun = empty or child(said, *{"nsubj", "dobj", "nsubjpass"} if said != verb else {"dobj", "nsubjpass"})
    before = noun is not None and noun.lower_ in {"this", "that", "it"} and noun.tag_ in {"DT", "PRP"}
    # "Called the raid a fabrication"
    made_up = noun is not None and said == verb and noun_row(noun) is not None and _made_up(verb)
    worded = noun is not None and (before or noun.lemma_.lower() in saying_nouns() or made_up)
    if noun is None or noun.lemma_ == "denial" or not worded or not (empty or dismissed(said)):
        return None
    if noun.lower_ == "it" and any(c.lower_ == "that" and c.dep_ == "mark" for c in said.subtree):
        return None  # "said it was untrue that …": what follows is told with its denial
    told = child(noun, "acl", "ccomp") or deed_told(noun)
    return list((told if told is not None else noun).subtree)


def _made_up(verb: Any) -> bool:
    """Say whether a verb calls its object made up."""
    said = [c for c in verb.children if c.dep_ in {"oprd", "attr", "xcomp", "ccomp"} or c.lower_ == "as"]
    invented = {*lexicon("acting")["invented"], "lie", "lies"} - {"staged"}
    return any({t.lower_, t.lemma_.lower()} & invented for c in said for t in (c, *c.children))


def topic(verb: Any) -> list[Any]:
    """Give what follows "about", "of" or "against" after a verb of speaking, or "to" after "refer"."""
    words = {"to"} if verb.lemma_ == "refer" else {"about", "of", "against"}
    near = [*verb.children, *(g for c in verb.children if c.dep_ in {"prep", "dobj"} for g in c.children)]
    near += [t for t in verb.subtree if t.lower_ in {"about", "against"}]
    preps = [t for t in near if t.i > verb.i and t.dep_ == "prep" and t.lower_ in words]
    first = min(preps, key=lambda t: t.i, default=None)
    return [t for t in first.subtree if t is not first] if first is not None else []


def said_by(verb: Any, lemma: str, effect: str, passive: bool, clause: Any) -> list[Any]:
    """Give the tokens of what a verb's source says."""
    if clause is not None and lemma not in {"quote", "cite"}:
        return _clauses(verb, clause)
    if lemma in {"quote", "cite"}:
        kids = [c for c in verb.children if c.dep_ in {"dobj"} or (c.dep_ == "prep" and c.lower_ == "as" and _tells(c))]
        return [t for c in kids for t in c.subtree]
    laid = _attributed(verb) if lemma == "attribute" else _charged(verb) if effect == "accusing" else []
    if laid or lemma == "attribute":
        return laid
    if passive or effect == "accusing":
        before = _claimed_deed(verb) if effect == "distancing" else _answered(verb) if effect == "denial" else []
        if before:
            return before
        links = {"by", "as"} if effect == "denial" else {"by"}  # "was dismissed as fabricated": the charge was
        kids = [c for c in verb.children if c.dep_ in {"prep", "xcomp", "oprd"} and c.i > verb.i]
        kids = [c for c in kids if c.lower_ not in links]
        kids += [c for c in verb.children if c.dep_ == "dobj"]
        beside = {t.i for c in kids for a in c.children if a.dep_ == "appos" for t in a.subtree}
        after = [t for c in kids for t in c.subtree if t.i not in beside]
        return after or [t for c in verb.children if c.dep_ == "nsubjpass" for t in c.subtree]
    kids = [c for c in verb.children if c.dep_ in {"dobj", "xcomp", "oprd", "acomp", "attr"}]
    if lemma in lexicon("cues")["naming"] and not kids:
        kids = [c for c in verb.children if c.lower_ == "as"]  # "described as “cruel” the murder of six monks"
    if lemma in {"tell", "inform"}:
        kids = [c for c in kids if c.dep_ == "xcomp"]
    part = any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon("acting")["part"] for c in verb.children)
    about = _TOPIC | ({"in"} if part else set()) | (_CONCERNING if effect == "denial" else set())
    kids += [c for c in verb.children if c.dep_ == "prep" and c.lower_ in about and c.i > verb.i]
    if effect == "denial" and (what := child(verb, "dobj")) is not None:
        kids = [c for c in kids if c.lower_ != "as" or c.i > what.i]  # "dismissed as baseless the reports"
    return [t for c in kids for t in c.subtree]


def _attributed(verb: Any) -> list[Any]:
    """Give what is attributed, with to whom: "attributed the raid to X", "a raid attributed to X"."""
    what = _blamed(verb) if verb.dep_ in {"relcl", "acl"} else None
    if what is not None and what not in verb.children:
        return [t for t in what.subtree if t.i < verb.left_edge.i]
    said = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} or c.lower_ == "to"]
    return [t for c in said for t in c.subtree]


def _answered(verb: Any) -> list[Any]:
    """Give the noun of saying before who denies it: "an allegation rejected by the army"."""
    noun = verb.head if verb.dep_ == "acl" and verb.head.lemma_.lower() in lexicon("cues")["nouns"] else None
    return [t for t in noun.subtree if t.i < verb.left_edge.i] if noun is not None else []


def _claimed_deed(verb: Any) -> list[Any]:
    """Give what "was claimed by" or is "claimed by" somebody, where it is a deed or responsibility for one."""
    noun = child(verb, "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    if noun is None or noun.pos_ != "NOUN" or not (noun_row(noun) or noun.lemma_.lower() == "responsibility"):
        return []
    return [t for t in noun.subtree if t not in verb.subtree or verb.dep_ != "acl"]


def _tells(preposition: Any) -> bool:
    """Say whether "as saying" goes on with what is said."""
    verb = child(preposition, "pcomp")
    return verb is None or any(c.dep_ in {"ccomp", "dobj", "xcomp"} for c in verb.children)


def _joined_to(verb: Any, clause: Any) -> list[Any]:
    """Give the clauses that "and" joins to the last one before "X said", which the parser hung beside it."""
    found: list[Any] = []
    first = clause
    for one in reversed([c for c in verb.children if c.dep_ == "ccomp" and c.i < clause.i < verb.i]):
        between = verb.doc[one.right_edge.i : first.left_edge.i]
        joined = [t for t in between if not (t.is_space or t.text == ",")][-1:]
        # "Five were killed, seven others injured, X said": a comma alone joins them too.
        listed = first.left_edge.text == "," and first.left_edge.i == one.right_edge.i + 1
        if not listed and (not joined or joined[0].lower_ not in {"and", "but"}):
            break
        found.insert(0, one)
        first = one
    return found


def _clauses(verb: Any, clause: Any) -> list[Any]:
    """Give the tokens of what is said: all clauses after the verb, with what the parser hung on the verb instead."""
    after = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    after = after[:1] + [c for c in after[1:] if not _in_which(c)]
    if clause.dep_ != "ccomp" or clause.head != verb or not after:
        late = [c for c in verb.children if _trails(c, verb, clause)]
        late += also(clause.head, clause) if clause.dep_ == "acl" else []
        return [t for c in (*_joined_to(verb, clause), clause, *late) for t in c.subtree]
    for extra in verb.children:
        mark = child(extra, "mark", "advmod")
        goes_on = extra.dep_ == "advcl" and mark is not None and mark.lower_ in _GOES_ON
        # "Said a rocket caused it, but there was no bombing"
        there = child(extra, "expl") is not None and effect_of(verb.lemma_.lower()) != "denial"
        new = extra.dep_ == "conj" and (said_of(extra) is not None or there)
        new = new and (there or not effect_of(extra.lemma_.lower()) or _told_of(said_of(extra), verb, clause))
        if extra.i > after[0].i and (goes_on or new):
            after.append(extra)
    return [t for c in after for t in c.subtree]


def _told_of(they: Any, verb: Any, clause: Any) -> bool:
    """Say whether "they" are people of whom one speaker told: "he said that he had met nurses, and they said …"."""
    who = said_of(verb)
    one = who is not None and who.tag_ in {"NN", "NNP", "PRP"} and who.lower_ not in {"they", "we", "it"}
    one = one and not any(c.dep_ == "conj" for c in who.children)
    return one and they.lower_ == "they" and any(t.tag_ == "NNS" and is_people(t) for t in clause.subtree)


def _trails(clause: Any, verb: Any, said: Any) -> bool:
    """Say whether a clause goes on with what was said before: "they died, X said, when the army shelled the mill"."""
    if clause.dep_ != "advcl" or said.i > verb.i or clause.i < verb.i or speaking(clause):
        return False
    mark, first = child(clause, "mark", "advmod"), clause.left_edge
    goes_on = mark is not None and mark.lower_ in _GOES_ON | {"before", "after"} and mark.i == first.i
    return goes_on and first.nbor(-1).text == "," and said_of(clause) is not None


def _in_which(clause: Any) -> bool:
    """Say whether a clause is of a noun before it ("the raid, in which nine died") and only hangs higher by mistake."""
    first = clause.left_edge
    told = [t for t in (first, *first.children) if t.i > 0 and t.lower_ in {"which", "whom", "whose"}]
    return bool(told) and first.i > 0 and first.nbor(-1).text == ","


def left_so(verb: Any) -> bool:
    """Say whether a passive verb only tells for sure in what state people are: "were confirmed dead"."""
    state = child(verb, "oprd", "acomp") if effect_of(verb.lemma_.lower()) == "endorsing" else None
    return state is not None and state.lower_ in table("states")


def only_names(parsed: Parsed, quote: Quote, noun: Any) -> bool:
    """Say whether a quotation holds no more than a noun's own words: "blamed “armed gangs” for the blast"."""
    inside = [t for t in parsed.doc if t.is_alpha and quote.start <= parsed.offset(t.idx) < quote.end]
    return bool(inside) and all(t in noun.subtree for t in inside)


def cover(content: tuple[int, int], inside: list[Quote], cue: int, clause: bool) -> tuple[int, int]:
    """Widen a content to the quotations it touches; without a clause, to those on both sides of the cue."""
    if content[0] >= content[1] or not (clause or any(q.start < content[1] and content[0] < q.end for q in inside)):
        near = min(inside, key=lambda q: min(abs(q.start - cue), abs(q.end - cue)))
        return near.start, near.end
    for quote in inside:
        if quote.start < content[1] and content[0] < quote.end:
            content = min(content[0], quote.start), max(content[1], quote.end)
    return content


def speaking(verb: Any) -> bool:
    """Say whether a verb is one of saying with a subject of its own."""
    lemma = verb.lemma_.lower()
    told = lemma not in lexicon("cues")["weak"] or child(verb, "ccomp") is not None
    return told and effect_of(lemma) is not None and said_of(verb) is not None
