"""What is left open: "could not be verified", "was unable to confirm who fired", "it is unclear whether …"."""

from __future__ import annotations

from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.subjects import subject_of
from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of
from counterclaim.extract.grammar.saying import saying_nouns
from counterclaim.extract.named.act import happening
from counterclaim.extract.parsed.cue import Cue, offsets
from counterclaim.extract.parsed.parse import Parsed
from counterclaim.lexicons import lexicon

_ASKED = frozenset({"who", "whose", "whether", "which", "what", "how", "if"})
_SO = frozenset({"cause", "identity", "motive", "truth", "fact", "link", "origin", "whereabouts", "authenticity"})
_TRUTH = frozenset({"authenticity", "veracity", "truth", "accuracy", "validity", "credibility", "truthfulness"})
#: What there is none of, or what something said still needs.
CONFIRMING = frozenset({"confirmation", "verification", "corroboration"})
_WANTING = frozenset({"require", "need", "await", "lack"})
_TELLING = frozenset({"say", "tell", "know", "judge", "comment"})
#: What it is too soon to say nobody says.
_EARLY = frozenset({"early", "premature", "soon", "rash", "hasty", "reckless", "irresponsible", "speculative"})
#: Whoever fails to do these leaves it open.
_FINDING = frozenset({"conclude", "prove", "demonstrate", "say", "tell", "pin", "pinpoint", "attribute", "name"})
#: What is "not" so, or "far from" it, leaves open what follows; the others do by themselves.
_SURE = frozenset({"clear", "known", "certain", "sure", "proven", "proved", "obvious", "evident", "settled"})
_UNSURE = frozenset({"unclear", "uncertain", "questionable", "unknown", "unproven", "debatable", "disputable"})
LEFT_OPEN = _SURE | _UNSURE
_MODALS = frozenset({"could", "can", "unable"})


def unverified(parsed: Parsed, verb: Any, lemma: str) -> Cue | None:
    """Read "could not be independently verified" and "X was unable to confirm …"."""
    up = _over(verb)
    # "Is not in a position to say who fired", "was unable to say who"
    telling = lemma in _TELLING and up is not verb and (verb.dep_ != "xcomp" or up.lower_ == "unable") and _asks(verb)
    early = lemma in _TELLING | _FINDING and too_soon(verb)
    failed = verb.dep_ == "xcomp" and (up.lemma_ == "fail" or (up.lower_ == "unable" and lemma in _FINDING))
    seen = lemma == "see" and up.lemma_ == "remain" and verb.dep_ == "xcomp"
    verifies = lemma in lexicon("cues")["verifying"]
    if not (telling or early or seen or verifies or (failed and lemma in _FINDING)):
        return None
    near = [*verb.children, *(up.children if up != verb else ()), up]
    near += [c for c in up.head.children if c.dep_ == "neg" and up.dep_ == "acomp"]  # "was not able to"
    able = up.lower_ == "able" or verb.head.lower_ == "position"
    unable = (
        failed
        or early
        or up.lower_ in {"unable", "impossible"}
        or any(c.lower_ in {"unable", "impossible"} for c in near)
    )
    about = child(verb, "nsubjpass")
    neither = about is not None and any(c.lower_ == "neither" for c in about.children)  # "neither account could be"
    negated = neither or any(c.dep_ == "neg" for c in near)
    due = _still_to_be(verb, up)
    if not (
        unable
        or due
        or (negated and (able or any(c.lower_ in {*_MODALS, "been", "independently", "yet"} for c in near)))
    ):
        return None
    source, passive, _ = subject_of(verb)
    nobodys = (
        due
        or (passive and source is None)
        or early
        or (up.lemma_ == "be" and (it := child(up, "nsubj")) is not None and it.lower_ == "it")
    )
    if nobodys:
        source = _teller(up.head if up.dep_ == "acomp" else up)
    elif not passive and source is None:
        joined = up.head if up.dep_ == "acomp" else up
        joined = joined.head if joined.dep_ == "conj" else joined
        source = child(up, "nsubj") or child(up.head, "nsubj") or child(joined, "nsubj")
    told = next((c for c in verb.children if c.lower_ == "according"), None)
    if source is None and told is not None and (to := child(told, "prep")) is not None:
        source = child(to, "pobj")
    kids = [c for c in verb.children if c.dep_ in {"dobj", "ccomp", "nsubjpass", "oprd"}]
    kids += [c for c in up.children if c.dep_ in SUBJECTS] if due else []
    said = [t for c in kids for t in (_true_of(c) or c).subtree]
    if verb.dep_ == "relcl" and verb.head.pos_ == "NOUN" and all(t.lower_ in {"that", "which"} for t in said):
        said = [t for t in verb.head.subtree if t.i <= verb.head.i]
    if lemma == "establish" and passive and not any(_can_be_so(t) for t in said):
        return None  # "the office has not been established"
    return Cue(source, *parsed.word(verb), "unverified", offsets(parsed, said), lemma=lemma)


def too_soon(verb: Any) -> bool:
    """Say whether it is too soon, or rash, to say something: "it is too early to say", "would be premature to say"."""
    over = verb.head if verb.dep_ == "xcomp" else verb
    what = child(over, "acomp") if over.lemma_ == "be" else over
    return over != verb and what is not None and what.lower_ in _EARLY


def _asks(verb: Any) -> bool:
    """Say whether what a verb of saying would tell is an open question."""
    clause = child(verb, "ccomp")
    return clause is not None and any(t.lower_ in _ASKED for t in clause.subtree if t.i <= clause.i)


def _over(verb: Any) -> Any:
    """Give the word that says whether somebody could: "unable to confirm", "was not in a position to confirm"."""
    if verb.dep_ in {"acl", "relcl"} and verb.head.lower_ == "position" and verb.head.head.lower_ == "in":
        return verb.head.head.head
    return verb.head if verb.dep_ == "xcomp" else verb


def _still_to_be(verb: Any, up: Any) -> bool:
    """Say whether something is still to be done: "have yet to be confirmed", "needed to be verified"."""
    passive = verb.dep_ == "xcomp" and child(verb, "auxpass") is not None
    yet = up.lemma_ == "have" and any(c.lower_ == "yet" for c in up.children)
    return passive and (yet or up.lemma_ in {"need", "require", "remain"})


def _teller(verb: Any) -> Any:
    """Give who says the clause of a verb; None for the report itself."""
    over = verb.head if verb.dep_ == "ccomp" and effect_of(verb.head.lemma_.lower()) is not None else None
    return subject_of(over)[0] if over is not None else None


def _true_of(noun: Any) -> Any:
    """Give what "the authenticity of the video", "the veracity of the reports" are of; None for any other noun."""
    of = next((c for c in noun.children if c.lower_ == "of"), None) if noun.lemma_.lower() in _TRUTH else None
    return child(of, "pobj") if of is not None else None


def _can_be_so(token: Any) -> bool:
    """Say whether a word is one of what can be so or not: a verb, an act, a saying, a figure, a cause."""
    lemma, measures = token.lemma_.lower(), lexicon("measures")
    listed = {*lexicon("cues")["nouns"], *lexicon("cues")["accounts"], *measures["figures"], *measures["toll"]}
    return token.pos_ in {"VERB", "AUX"} or lemma in listed | {*lexicon("acting")["part"], *_SO} or happening(token)


def unclear(parsed: Parsed, token: Any) -> Cue | None:
    """Read "it was unclear who fired", "it is far from certain that": the author, or who says so, leaves it open."""
    top, far = _far_from(token)
    verb = top.head if top.dep_ in {"acomp", "oprd", "attr", "advmod"} else top
    clause = next((c for t in (verb, top, token) if (c := child(t, "ccomp")) is not None), None)
    if clause is None and (under := child(verb, "advcl")) is not None and child(under, "mark") is not None:
        clause = under  # "unclear if …"
    negated = far or any(c.dep_ == "neg" for c in verb.children)
    if clause is None or clause.i < token.i or verb.dep_ not in {"ROOT", "ccomp", "conj"}:
        return None
    # "It is not clear that rebels did it"; "it is not known that" says that it is so.
    asked = _ASKED | {"that"} if token.lower_ not in {"unclear", "known"} else _ASKED
    if negated == (token.lower_ in _UNSURE) or clause.left_edge.lower_ not in asked:
        return None
    subject = said_of(verb)
    if subject is None or subject.lower_ != "it":
        return None
    said = offsets(parsed, list(clause.subtree))
    return Cue(_teller(verb), *parsed.word(token), "unverified", said, lemma=token.lower_)


def _far_from(token: Any) -> tuple[Any, bool]:
    """Give the word over "far from certain", and whether it or "by no means" stands there; else the word itself."""
    over = token.head
    if over.lower_ == "from" and over.head.lower_ == "far":
        return over.head, True
    before = token.doc[max(token.i - 3, 0) : token.i].text.lower()
    return token, before.endswith("by no means")


def unconfirmed(parsed: Parsed, noun: Any) -> Cue | None:
    """Read "there was no independent confirmation of the claim", "X had no confirmation that …": what is left open.

    Who has or found none leaves it open, else the author does.
    """
    if noun.lemma_.lower() not in CONFIRMING:
        return None
    no = next((c for c in noun.children if c.lower_ == "no"), None)
    if no is None and noun.dep_ in {"dobj", "attr"} and noun.head.lemma_.lower() not in _WANTING:
        no = child(noun.head, "neg")  # "has not yet found confirmation that"
    if no is not None and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _WANTING - {"lack"}:
        return None  # "needs no confirmation"
    about = child(noun.head, "nsubj") if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _WANTING else None
    if about is not None and (about.lemma_.lower() in saying_nouns() or about.lower_ in {"it", "this", "that"}):
        content = offsets(parsed, list(about.subtree))  # "the information requires verification"
        return Cue(_teller(noun.head), *parsed.word(noun), "unverified", content, lemma="confirm")
    if no is None:
        return None
    of = next((c for c in noun.children if c.lower_ in {"of", "for"}), None)
    what = child(of, "pobj") if of is not None else None
    clause = child(noun, "acl", "ccomp") or (child(noun.head, "ccomp") if noun.dep_ == "dobj" else None)
    what = clause if what is None and clause is not None and clause.i > noun.i else what
    content = offsets(parsed, list(what.subtree) if what is not None else sorted([no, noun]))
    source = subject_of(noun.head)[0] if noun.dep_ == "dobj" else None
    return Cue(source, *parsed.word(noun), "unverified", content, lemma="confirm")


def unowned(parsed: Parsed, verb: Any) -> Cue | None:
    """Read "no group has claimed responsibility for it", "no one has claimed the raid": who did it is left open."""
    noun = child(verb, "dobj")
    if noun is None or not (noun.lemma_.lower() == "responsibility" or happening(noun)):
        return None
    content = offsets(parsed, list(noun.subtree))
    return Cue(None, *parsed.word(verb), "unverified", content, lemma="claim")


def unclaimed(parsed: Parsed, noun: Any) -> Cue | None:
    """Read "there was no immediate claim of responsibility for it": the author leaves open who did it."""
    of = next((c for c in noun.children if c.lower_ == "of"), None) if noun.lemma_.lower() == "claim" else None
    what = child(of, "pobj") if of is not None else None
    none = any(c.lower_ == "no" for c in noun.children) or child(noun.head, "neg") is not None
    if what is None or what.lemma_.lower() != "responsibility" or not none:
        return None
    near = [*noun.children, *noun.head.children]
    about = next((c for c in near if c.dep_ == "prep" and c.lower_ in {"for", "over"} and c.i > what.i), None)
    content = offsets(parsed, [*what.subtree, *(about.subtree if about is not None else ())])
    return Cue(None, *parsed.word(noun), "unverified", content, lemma="claim")
