"""Cues to attributions, one sentence at a time: which words say that somebody says something, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.accusing import SAYINGS, accused_by, laid, said_by_another
from counterclaim.extract.cues.attempts import answering, attempted
from counterclaim.extract.cues.barred import barred, rebuked
from counterclaim.extract.cues.beside import beside, own_caution, told_by_others
from counterclaim.extract.cues.bidden import about_words, only_may, opposes_words
from counterclaim.extract.cues.charging import charging
from counterclaim.extract.cues.contained import (
    around,
    claimed,
    clause_before,
    cover,
    cue_lemma,
    effect_of,
    left_so,
    only_names,
    pointed_out,
    quoting,
    rejected,
    said_by,
    stood_by,
    topic,
    written,
)
from counterclaim.extract.cues.disbelief import disbelief
from counterclaim.extract.cues.disputed import disputed
from counterclaim.extract.cues.evidence import documenting, evidence_of, grounds_for
from counterclaim.extract.cues.figures import counting, given, kept_figures, withdrawing
from counterclaim.extract.cues.forged import without_forged
from counterclaim.extract.cues.glosses import without_gloss
from counterclaim.extract.cues.heading_topics import over_topic
from counterclaim.extract.cues.headings import heading
from counterclaim.extract.cues.imagery import imagery
from counterclaim.extract.cues.media import media
from counterclaim.extract.cues.mutual import trading
from counterclaim.extract.cues.noun_cues import noun_cue, restates
from counterclaim.extract.cues.owning_up import owning_up
from counterclaim.extract.cues.pointing import bare_deed, points_back, too_much
from counterclaim.extract.cues.rejected_reports import rejected_report, rejected_topic, ruled_out
from counterclaim.extract.cues.rest import rest
from counterclaim.extract.cues.said_again import denies_again
from counterclaim.extract.cues.set_apart import after_what, without_others
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.cues.taking_back import deleting, no_longer, taking_back, unsaid
from counterclaim.extract.cues.tying import tying
from counterclaim.extract.cues.unanswered import unanswered
from counterclaim.extract.cues.undecided import undecided
from counterclaim.extract.cues.unknowns import (
    CONFIRMING,
    LEFT_OPEN,
    too_soon,
    unclaimed,
    unclear,
    unconfirmed,
    unowned,
    unverified,
)
from counterclaim.extract.cues.wrongly import not_so, wrongly
from counterclaim.extract.grammar.clauses import child
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.parsed.cue import Cue, by_agent, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.extract.parsed.together import some_of
from counterclaim.extract.slots.measuring import KEPT
from counterclaim.extract.words.quotes import Quote
from counterclaim.lexicons import lexicon

_SELVES = frozenset({"itself", "himself", "herself", "themselves"})
#: What nobody says, thinks or lays to somebody is no more the report's own.
_HELD = frozenset({"believe", "think", "say", "suggest", "allege", "argue", "accuse", "blame", "suspect"})
_SENSES = frozenset({"feel", "hear", "see"})
#: What is said, meant or laid to somebody, and so can be denied by who rejects it; all else is opposed, not denied.
_SAID = frozenset(
    {"blame", "characterisation", "characterization", "conclusion", "description", "finding", "guilt", "idea"}
    | {"implication", "insinuation", "interpretation", "label", "notion", "possibility", "suggestion", "term", "word"}
)

#: No word of these parts of speech says that somebody says something.
_NO_CUE = frozenset({"DET", "PUNCT", "SPACE", "NUM", "PRON", "CCONJ"})
_VERBS = frozenset({"VERB", "AUX"})
#: What nobody confirmed is left open by who tells so.
CONFIRMED = frozenset({"confirm", "verify", "corroborate"})

#: What is done and not said.
_COURSES = frozenset({"attitude", "policy", "support", "stance", "course", "approach", "practice", "backing"})

#: A quotation that starts within this many characters after "X said:" is what X said.
NEXT_CHARACTERS = 6


def cues(parsed: Parsed, quoted: Sequence[Quote]) -> tuple[Cue, ...]:
    """Give the attributions of one sentence, in order of their cues."""
    if (titled := heading(parsed)) is not None:
        found = [c for c in _cues(parsed, quoted) if not titled.start <= c.start < titled.end]
        inner = [c for c in found if c.content[0] >= titled.content[0] and c.source is not None]
        return (titled, *inner)
    return over_topic(parsed, _cues(parsed, quoted))


def _cues(parsed: Parsed, quoted: Sequence[Quote]) -> tuple[Cue, ...]:
    found: list[Cue | None] = list(imagery(parsed))
    verbless = not any(t.pos_ in _VERBS for t in parsed.doc)
    taken = {cue.start for cue in found if cue is not None}
    for token in parsed.doc:
        if token.pos_ in _NO_CUE or parsed.offset(token.idx) in taken:
            continue
        lemma = cue_lemma(token)
        early = _early(parsed, token, lemma)
        if early is not None:
            # "Neither side said whether …": nobody leaves it open but who tells so.
            found.append(replace(early, source=None) if early.effect == "unverified" and _nobody(early) else early)
        elif _tells(token, lemma):
            about = (child(token, "nsubj") or subject_of(token)[0]) if found else None
            if about is not None and parsed.offset(about.idx) in taken:
                continue
            cue = unverified(parsed, token, lemma) or counting(parsed, token, lemma)
            cue = cue or withdrawing(parsed, token, lemma)
            cue = cue or (_verb(parsed, token, lemma, quoted) if not _of_denial(token, lemma) else None)
            cue = None if cue is None or barred(token, cue) or denies_again(token, cue) else rebuked(token, cue)
            cue = replace(cue, source=None, effect="unverified") if cue is not None and _none_answers(cue) else cue
            cue = (unowned(parsed, token) if lemma == "claim" else None) if cue is not None and _nobody(cue) else cue
            found += [cue, rest(parsed, token, cue) if cue is not None else None, not_so(token, cue)]
        elif (stated := beside(parsed, token)) is not None:
            found.append(stated)
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in {*SAYINGS, *KEPT, *CONFIRMING}:
            noun = (
                unconfirmed(parsed, token)
                or unclaimed(parsed, token)
                or (noun_cue(parsed, token) if lemma in SAYINGS else None)
                or rejected_topic(parsed, token)
            )
            found.append(given(parsed, token, lemma) or noun)
        elif token.lower_ in lexicon("vague_sources"):
            found.append(_clause(parsed, token, token.head, None, "hearsay"))
        elif verbless and (mistaken := _mistaken(parsed, token)) is not None:
            found.append(mistaken)
    kept = [without_gloss(parsed, c) for c in found if c is not None and c.content[0] < c.content[1]]
    kept = [c for c in kept if not own_caution(c, kept)]
    kept = told_by_others([c for c in kept if c.source is None or c.source.lower_ != "that"])
    return tuple(sorted(without_forged(kept), key=lambda c: (c.start, c.content)))


def _early(parsed: Parsed, token: Any, lemma: str) -> Cue | None:
    """Read one of the ways to say something that have words of their own, or give None."""
    if token.pos_ in _VERBS:
        early = _of_verb(parsed, token, lemma)
    else:
        early = taking_back(parsed, token, lemma) or undecided(parsed, token, lemma)
        early = early or disputed(parsed, token, lemma) or unanswered(parsed, token, lemma)
    return early or (unclear(parsed, token) if token.lower_ in LEFT_OPEN else None)


def _of_verb(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    early = disbelief(parsed, verb) or (kept_figures(parsed, verb, lemma) if verb.pos_ == "VERB" else None)
    early = early or taking_back(parsed, verb, lemma) or deleting(parsed, verb, lemma)
    early = early or wrongly(parsed, verb, lemma) or charging(parsed, verb, lemma) or trading(parsed, verb, lemma)
    early = early or tying(parsed, verb, lemma) or grounds_for(parsed, verb, lemma)
    early = early or evidence_of(parsed, verb, lemma) or documenting(parsed, verb, lemma)
    early = early or undecided(parsed, verb, lemma) or owning_up(parsed, verb, lemma)
    early = early or disputed(parsed, verb, lemma) or unanswered(parsed, verb, lemma)
    early = early or attempted(parsed, verb, lemma) or answering(parsed, verb, lemma)
    return early or rejected_report(parsed, verb, lemma)


def _verb(parsed: Parsed, verb: Any, lemma: str, quoted: Sequence[Quote]) -> Cue | None:
    """Read an attribution with a verb; a weak verb needs a clause or a quotation for its content."""
    source, passive, until = subject_of(verb)
    if _told_of(verb, lemma):
        source, passive = None, True
    entries, effect = lexicon("cues"), _effect(verb, lemma)
    after = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    clause = after or clause_before(verb) or claimed(verb, effect) or quoting(verb, lemma) or written(verb, lemma)
    at = parsed.offset(verb.idx)
    inside = _near(parsed, at, quoted)
    told = lemma in entries["telling"] and source is not None and source.lemma_.lower() in {*entries["documents"], "it"}
    strong = lemma not in entries["weak"] or effect == "accusing" or told or _withdraws_it(verb, effect)
    inserted = verb.dep_ == "parataxis"  # "Two men, it is claimed, were killed"
    complement = clause is not None or child(verb, "xcomp", "oprd") is not None or (passive and inserted)
    # "It was discovered that": what is found out so is told by the teller.
    nobodys = lemma == "ask" or lemma in entries["finding"] or left_so(verb) or (lemma == "tell" and clause is None)
    somebodys = passive and (complement or effect == "accusing") and (strong or clause is not None or lemma in _THOUGHT)
    if source is None and (nobodys or not somebodys):
        return None
    said = said_by(verb, lemma, effect, passive, clause)
    apart = verb.dep_ in {"parataxis", "advcl", "ccomp"} and not (verb.dep_ == "advcl" and effect_of(verb.head.lemma_))
    own = verb.dep_ == "conj" and child(verb, "nsubj") is not None and verb.left_edge.i > 0
    apart = apart or (own and verb.left_edge.nbor(-1).text == ",")
    if apart and clause is None and (not said or lemma == "say" or inserted):
        said = around(verb) or said
    said = without_others(verb, after_what(verb) or said)
    if effect == "neutral" and (answered := _of_words(verb, clause)) is not None:
        effect, said = answered
        inside, clause = [], clause or verb
    if effect == "denial" and _opposed(verb, lemma, clause):
        effect = "neutral"
    about = topic(verb) if lemma in entries["topics"] else []
    colon = parsed.passage.text.rstrip().endswith(":")
    alone = clause is None and not inside and not about and not ((inserted or pointed_out(verb)) and said)
    if not strong and alone and not colon and not (passive and complement):
        return None
    about_saying = effect == "neutral" and (restates(verb) or opposes_words(verb))
    if _says_nothing(verb, lemma, inside) or about_saying:
        return None
    content = offsets(parsed, said or about)
    accused = accused_by(verb, passive) if effect == "accusing" else None
    whom = accused or (child(verb, "dobj") if effect == "accusing" else None)  # "blamed “stray shells” for the deaths"
    inside = [q for q in inside if whom is None or not only_names(parsed, q, whom)]
    # "In “Avanti”, the bishop blamed rebels for the murder"
    own = parsed.offset(source.left_edge.idx) if source is not None and effect == "accusing" and said else 0
    inside = [q for q in inside if q.end > own]
    if inside and (lemma not in entries["labelling"] or not said):
        content = cover(content, inside, at, bool(said) and clause is not None)
    if content[0] >= content[1] or (colon and not inside and clause is None):
        content = next(
            ((q.start, q.end) for q in quoted if 0 <= q.start - parsed.passage.end <= NEXT_CHARACTERS), content
        )
    if content[0] >= content[1]:
        return None
    effect, denied = _turned(verb, lemma, effect)
    cue = Cue(source, *parsed.word(verb), effect, content, media(verb, lemma), denied, lemma)
    hearer = child(verb, "dobj", "dative") if lemma in {"tell", "inform"} else None
    if passive and effect == "accusing" and source is not None:
        until = next((t.i - 2 for t in said if t.i > source.i), None)
    return said_by_another(verb, replace(cue, until=until, accused=accused, hearer=hearer))


def _of_words(verb: Any, clause: Any) -> tuple[str, list[Any]] | None:
    """Give the effect of saying that something said is false, or exaggerated, with what was said; else None."""
    if (false := rejected(verb, clause)) is not None:
        return "denial", false
    much = too_much(clause)
    return ("unverified", list(much.subtree)) if much is not None else None


def _withdraws_it(verb: Any, effect: str) -> bool:
    """Say whether somebody takes back something said before ("withdraws the report"), and no troops."""
    noun = child(verb, "dobj") if effect == "retracting" else None
    return noun is not None and noun.lemma_.lower() in saying_nouns() and points_back(noun)


def _told_of(verb: Any, lemma: str) -> bool:
    """Say whether a verb's subject is whom nobody named tells of: "32 fighters reported killed"."""
    last = verb.i + 1 >= len(verb.doc)
    state = None if last or lemma not in _THOUGHT or verb.tag_ not in {"VBN", "VBD"} else verb.nbor()
    return state is not None and (state.tag_ == "VBN" or state.lower_ in {"dead", "missing"})


def _of_denial(verb: Any, lemma: str) -> bool:
    """Say whether somebody does not accept a denial, and so denies nothing: "rejected the army's denial that …"."""
    noun = child(verb, "dobj", "nsubjpass")
    believing = lemma in lexicon("disbelief")["accepting"] or lemma == "believe"
    kept = effect_of(lemma) == "denial" or (believing and child(verb, "neg") is not None)
    return kept and noun is not None and noun.lemma_.lower() == "denial"


def _opposed(verb: Any, lemma: str, clause: Any) -> bool:
    """Say whether "rejected the killing", "rejects a political solution" is against a thing, and no denial of words."""
    noun = child(verb, "dobj") if lemma in {"reject", "repudiate", "ridicule"} or " " in lemma else None
    if noun is None or (clause is not None and clause.i < noun.i) or (points_back(noun) and not bare_deed(noun)):
        return False
    if ruled_out(verb, lemma, noun):
        return False
    acting, cues = lexicon("acting"), lexicon("cues")
    said = {*_SAID, *saying_nouns(), *cues["accounts"], *cues["documents"], *acting["part"], *acting["linking"]}
    return noun.lemma_.lower() not in said and noun.pos_ in {"NOUN", "PROPN"}


def _tells(token: Any, lemma: str) -> bool:
    """Say whether a word is a verb by which somebody says something, and not only may or should."""
    if token.pos_ not in _VERBS:
        return False
    listed = effect_of(lemma) is not None or lemma in lexicon("cues")["verifying"]
    return listed and (too_soon(token) or not only_may(token, lemma))


#: "No member", "neither side", "not a single doctor".
_NONE = frozenset({"no", "neither", "not"})


def _nobody(cue: Cue) -> bool:
    """Say whether words say that nobody says it: "no group has claimed it", "nobody knows who did"."""
    return _no_one(cue.source, cue.effect == "denial" and cue.lemma != "doubt")


def _no_one(source: Any, denies: bool = False) -> bool:
    """Say whether a source is nobody; one that denies ("no group denied it") may be somebody, but for a share."""
    if source is None or some_of(source) is not None:
        return False
    if source.ent_type_ in {"PERCENT", "CARDINAL"} and source.pos_ != "PROPN":
        return True  # "26 percent said so": a share is no speaker
    if denies:
        return False
    if source.lower_.strip("-–—") in {"and", "but"}:
        return True  # "and-- most important of all -- condemning it"
    if source.lower_ == "few" and not any(source.children):
        return True  # "few believe that rebels did it"
    no = any(c.lower_ in _NONE and c.dep_ in {"det", "neg", "preconj", "cc"} for c in source.children)
    return no or source.lower_ in {"nobody", "none", "neither"} or source.text_with_ws.lower().startswith("no one")


def _none_answers(cue: Cue) -> bool:
    """Say whether none of those named denies, admits or believes it: "neither X nor Y denied it" leaves it open."""
    answers = cue.effect in {"denial", "conceding"} or cue.lemma in _HELD | CONFIRMED
    answers = answers and cue.lemma != "doubt" and not cue.self_denied
    return answers and _no_one(cue.source)


def _says_nothing(verb: Any, lemma: str, inside: Sequence[Quote]) -> bool:
    """Say whether a verb only looks like one of saying: "feel pain", "heard bombs exploding", "called the police"."""
    if lemma in _SENSES:
        clause = child(verb, "ccomp")
        asked = child(verb, "neg") is not None and verb.doc[-1].text == "?"  # "how can they not hear shots?"
        return asked or child(verb, "dobj") is not None or (clause is not None and clause.tag_ == "VBG")
    named = lemma == "know" and by_agent(verb) is not None  # "known by the initials X"
    if named or (lemma == "doubt" and child(verb, "neg") is not None) or _changes_course(verb, lemma):
        return True  # "does not doubt it": no doubt is told
    if lemma == "deny" and child(verb, "dative") is not None and child(verb, "ccomp") is None:
        return True  # "denied them food": they got none
    what = laid(verb) if lemma == "attribute" else None
    if what is not None and what.lemma_.lower() in KEPT and not any(t.like_num for t in what.subtree):
        return True  # "the figure, which was attributed to X": nothing is said of it, and nobody accused
    selves = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in _SELVES
    # "They characterized themselves for their savagery"
    bare = lemma in {"characterize", "characterise"} and not any(c.lower_ == "as" for c in verb.children)
    itself = selves and (lemma == "call" or bare)
    if itself or about_words(verb, lemma):
        return True  # "calls itself a republic"
    calling = child(verb, "oprd", "acomp", "ccomp") is not None or _calls_for(verb)
    return lemma == "call" and not inside and not calling


def _changes_course(verb: Any, lemma: str) -> bool:
    """Say whether somebody takes back no words, but what they did: "recanted its policy of bombing villages"."""
    noun = child(verb, "dobj") if effect_of(lemma) == "retracting" else None
    return noun is not None and noun.lemma_.lower() in _COURSES


def _calls_for(verb: Any) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"for", "on"} for c in verb.children)


_THOUGHT = frozenset({"believe", "think", "report", "say", "understand", "suspect", "fear", "know"})


def _effect(verb: Any, lemma: str) -> str:
    """Give a verb's effect; a word by which the author stands behind it ("rightly") endorses."""
    effect = effect_of(lemma) or "neutral"
    behind = any(c.dep_ == "advmod" and c.lower_ in lexicon("endorsement") for c in verb.children)
    if (lemma == "point" and child(verb, "prt") is None) or (effect == "retracting" and stood_by(verb)):
        return "neutral"
    return "endorsing" if behind and effect == "neutral" else effect


def _turned(verb: Any, lemma: str, effect: str) -> tuple[str, bool]:
    """Give the effect that a negation leaves a verb, and whether its subject says that it does not say it."""
    entries = lexicon("cues")
    denied = lemma not in entries["retracting"] and unsaid(verb, effect)
    if no_longer(verb, effect):
        return "retracting", False
    if denied and lemma in entries["disputing"] and child(verb, "neg") is not None:
        return "conceding", False  # "does not dispute that there was an explosion"
    return effect, denied


def _near(parsed: Parsed, at: int, quoted: Sequence[Quote]) -> list[Quote]:
    """Give the quotations of a sentence; none when the cue itself stands in one."""
    start, end = parsed.passage.start, parsed.passage.end
    inside = [q for q in quoted if q.start < end and start < q.end]
    if any(q.start <= at < q.end for q in inside):
        return []
    others = [parsed.offset(t.idx) for t in parsed.doc if t.pos_ == "VERB" and effect_of(t.lemma_.lower())]
    others = [o for o in others if o != at and not any(q.start <= o < q.end for q in inside)]
    return [q for q in inside if not any(min(q.end, at) <= o < max(q.start, at) for o in others)]


def _clause(parsed: Parsed, token: Any, head: Any, source: Any, effect: str) -> Cue | None:
    """Read a word of hearsay: its clause is what nobody named says."""
    joined = token.i > 0 and token.nbor(-1).dep_ == "cc"  # "took Lom and reportedly Velno": Velno alone is hearsay
    head = head.head if joined and head.dep_ in {"npadvmod", "nummod"} else head
    content = offsets(parsed, [t for t in head.subtree if t.i > token.i or (t.i < token.i and not joined)])
    return Cue(source, *parsed.word(token), effect, content)


def _mistaken(parsed: Parsed, token: Any) -> Cue | None:
    """Read a verb of saying that the parser took for a noun, in a sentence left without a verb."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    lemma = token.lower_ if effect_of(token.lower_) else token.lower_.removesuffix("s")
    if effect_of(lemma) is None or token.head == token or token.head.i > token.i or token.dep_ == "compound":
        return None
    said = [t for c in token.children if c.i > token.i for t in c.subtree]
    effect = str(effect_of(lemma))
    return Cue(token.head, *parsed.word(token), effect, offsets(parsed, said), lemma=lemma)
