"""What no proposition names: contents read as a whole, long quotations, scare quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.pointing import no_such, pointing
from counterclaim.extract.grammar.clauses import SUBJECTS, after, child, loaded
from counterclaim.extract.named.act import happening, noun_row
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.slots.made_up import offered
from counterclaim.extract.speakers.heard import SCARE_WORDS, WHOLE, Voices
from counterclaim.extract.stances.absence import absent, not_flown
from counterclaim.extract.stances.accused import accused, names, names_no_act
from counterclaim.extract.stances.anaphora import meant
from counterclaim.extract.stances.granted import beside_threat, not_its_own
from counterclaim.extract.stances.harm_owned import harm_owned
from counterclaim.extract.stances.laid_to import laid_to
from counterclaim.extract.stances.left_open import leaves_open, left_open
from counterclaim.extract.stances.narrow import manner_denied, narrowed
from counterclaim.extract.stances.own_part import own_part
from counterclaim.extract.stances.predicates import negator, predicate, root
from counterclaim.extract.stances.telling import by_whom, doer, held_to_have, main_clause, tells, told_of
from counterclaim.extract.stances.unharmed import unharmed
from counterclaim.extract.words.in_short import in_short
from counterclaim.extract.words.proposition import Proposition
from counterclaim.extract.words.spans import Spans
from counterclaim.extract.words.times import times
from counterclaim.lexicons import lexicon
from counterclaim.records.words import Aspect

_PURPOSE = re.compile(
    r"\b(in order to|attempt to|so as to|motive|aimed at|used for|being used|exploited to)\b", re.IGNORECASE
)
#: What bears on a thing said before though it only says "it".
_BEARING = frozenset({"denial", "conceding", "retracting", "unverified"})
_EDGES = " \t\n\r\"“”‘’'«»„,;:()[]–—-"
_LOOSE = re.compile(r"[\s,]+(?:and|but|or|while|as|that)$", re.IGNORECASE)
_APART = frozenset("–—-,(")
_PREDICATES = frozenset({"acomp", "attr", "oprd", "pobj", "ROOT"})
_CLAUSE = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis"})


def everything(voices: Voices, said: Sequence[Proposition]) -> list[Proposition]:
    """Give a report's propositions with those that only its voices show."""
    said = list(narrowed(voices, list(_unlabelled(said))))
    places = _triggers(said)
    named = [*said, *accused(voices, places), *left_open(voices, places), *absent(voices, places)]
    named += own_part(voices, places)
    none = list(unharmed(voices, places))
    # "Denied that anybody had been killed" denies no killing beside the dead.
    named = [p for p in named if not any(_told_by_verb(voices, p, n) for n in none)] + none
    named += harm_owned(voices, places)
    named += laid_to(voices, _triggers(named))
    whole = list(_uncovered(voices, named))
    named += whole
    named += list(held_to_have(voices, _triggers(named)))
    named += list(_long(voices, named))
    return [*named, *_scare(voices, said)]


def _told_by_verb(voices: Voices, said: Proposition, none: Proposition) -> bool:
    """Say whether a verb inside of other words tells a happening."""
    inside = said.aspect is Aspect.OCCURRENCE and none.start <= said.trigger_start < none.end
    return inside and (token := voices.token(said.trigger_start)) is not None and token.pos_ == "VERB"


def _unlabelled(said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give propositions where who says that an act did not happen does not call it by a name either.

    "The massacre never happened" and "there was no massacre" deny the happening and the word; a count of no massacre
    is none.
    """
    spots = {p.trigger_start: p for p in said if p.aspect is Aspect.OCCURRENCE}
    refused = {p.trigger_start for p in said if p.aspect is Aspect.CHARACTERISATION and p.negated and p.act_type}
    for one in said:
        if one.aspect is Aspect.PERPETRATOR and _nobody(one.value.casefold()):
            continue
        act = spots.get(one.trigger_start)
        if one.aspect is Aspect.CHARACTERISATION and act is not None and act.negated:
            yield replace(one, negated=True)
        elif (
            one.aspect is Aspect.COUNT
            and one.range is not None
            and one.range.high == 0
            and one.trigger_start in refused
        ):
            continue
        else:
            yield one
            if one.trigger_start in refused and act is None and one.aspect is Aspect.CHARACTERISATION:
                yield replace(one, aspect=Aspect.OCCURRENCE, label=None)


def _nobody(name: str) -> bool:
    """Say whether words that stand where a doer does name nobody: "each other", "whose planes", "which unit"."""
    matters = lexicon("matters")
    return name in matters["nobody"] or name.split()[:1] in [[word] for word in matters["open"]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Move a span's ends off spaces, quotation marks and stray punctuation."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES + ".!?":
        end -= 1
    end -= len(_LOOSE.findall(text[start:end])[0]) if _LOOSE.search(text[start:end]) else 0
    return start, end


def _uncovered(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give a proposition for each innermost content that no proposition covers, less the phrase that denies it."""
    places = _triggers(said)
    for one in voices.attributions:
        if one.cue.effect == WHOLE:
            continue
        inner = any(
            other is not one
            and one.start <= other.start
            and other.end <= one.end
            and (one.start <= other.cue.start < one.end or other.end - other.start < one.end - one.start)
            for other in voices.attributions.touching(one.start, one.end)
        )
        head = root(voices, one.start, one.end)
        # "Denied involvement in the incident, in which nine died": of what it denies nothing is told there.
        beside = places.touching(one.start, one.end)
        threat = all(beside_threat(voices, p, one) is not None for p in beside)
        granted = threat or all(not_its_own(voices, p, one) for p in beside)
        related = threat or pointing(head) is not None or all(_in_relative(voices, p, head) for p in beside)
        granted = granted and related
        if inner or (beside and not granted) or leaves_open(voices, one):
            continue
        if one.cue.source is None and one.cue.effect == "accusing":
            continue  # "the officers implicated in the crime", "those accused of helping them": nobody says more
        if _holds_source(voices, one, head) or _only_spoke(head) or (head is not None and offered(head)):
            continue
        if (
            one.cue.effect == "endorsing"
            and head is not None
            and head.pos_ in {"NOUN", "PROPN"}
            and not _quoted(voices, one)
        ):
            continue
        if (one.accused is not None or one.cue.effect == "accusing") and head is not None and names_no_act(head):
            continue  # "holds the army responsible (for this crime)", of which no act was told
        if (back := _back(voices, one, head, places)) is not None:
            yield from back
            continue
        denied = voices.denied.touching(one.start, one.end)
        last = _sentence_end(voices, one.start, one.end)
        after = next((low for low, high in denied if one.start < low and one.end <= high), one.start)
        start, end = _trim(voices.report.text, after, max(last, after))
        head = root(voices, start, end) if after > one.start else head
        start, end = _trim(voices.report.text, *main_clause(head, start - voices.token(start).idx, (start, end)))
        grounded = not_flown(head, one)
        narrated = one.cue.effect == "running" and told_of(head)  # "The mayor also requested that …"
        if not grounded and (narrated or not tells(voices, one, head, (start, end), places)):
            continue
        made = _made(voices, one, start, end)
        if grounded and made.aspect is Aspect.OCCURRENCE:
            when = next((w for w in times(voices.report.text[start:end], voices.report.published) if w.range), None)
            day, words = (when.range, when.words) if when is not None else (None, None)
            yield replace(made, actor=grounded, time=day, time_words=words)  # of which strike, other reports tell
            continue
        speaker = one.sources[0].name if one.sources and one.sources != (voices.author,) else None
        told = by_whom(made, head, places, speaker, bool(_quoted(voices, one))) or _of_act(made, head)
        yield told
        if told.act_type is not None and told.aspect is Aspect.OCCURRENCE:
            yield from (replace(told, aspect=Aspect.PERPETRATOR, value=name, actor=name) for name in names(one))


def _back(voices: Voices, one: Attribution, head: Any, places: Spans[Proposition]) -> list[Proposition] | None:
    """Give what a content means that points back, or of which there is no sign; None for one that tells something."""
    if (none := no_such(head)) is not None:
        return [replace(p, negated=one.cue.effect != "denial") for p in meant(voices, one, none, places)]
    if (manner := manner_denied(voices, one, places)) is not None:
        return [manner]
    if (noun := pointing(head)) is None:
        return None
    if (noun.pos_ == "PRON" or one.cue.effect == "neutral") and one.cue.effect not in _BEARING:
        return []  # "this was said in statements": what was said stands where it was said
    return list(meant(voices, one, noun, places))


def _only_spoke(head: Any) -> bool:
    """Say whether a content tells only that somebody spoke: "X said in a statement, the agency reports"."""
    if head is None or head.pos_ != "VERB" or head.lemma_.lower() not in {"say", "state", "speak"}:
        return False
    told = child(head, "ccomp", "dobj", "xcomp", "nsubjpass")
    return told is None or (told.dep_ == "ccomp" and told.i > head.i and effect_of(told.lemma_) is not None)


def _in_relative(voices: Voices, said: Proposition, head: Any) -> bool:
    """Say whether a proposition stands in a relative clause below a content's head, or in one that tells when."""
    token = voices.token(said.trigger_start)
    over = [token, *token.ancestors] if token is not None else []
    return head in over and any(t.dep_ == "relcl" or _tells_when(t) for t in over[: over.index(head)])


def _tells_when(verb: Any) -> bool:
    """Say whether a clause tells when: "had used it as a base when it was shelled"."""
    return verb.dep_ == "advcl" and any(c.lower_ in {"when", "before", "after"} for c in verb.children)


def _holds_source(voices: Voices, one: Attribution, head: Any) -> bool:
    """Say whether a content is only what leads up to who says it ("Asked about the raid, the mayor answered: …")."""
    source = one.cue.source
    if source is None or head is None or source.doc is not head.doc:
        return False
    return bool(one.start <= one.start - voices.token(one.start).idx + source.idx < one.end)


def _of_act(made: Proposition, head: Any) -> Proposition:
    """Give a content that only names an act ("denied the attack") the act's kind and name."""
    used = after(head, "of") if head is not None and head.lemma_ == "use" else None
    head = used or head  # "denied the use of poison gas"
    row = noun_row(head) if head is not None and happening(head) and made.aspect is Aspect.OCCURRENCE else None
    row = (
        None if row and row.get("object") == "place" and made.end - made.start < len(head.text) + 5 else row
    )  # "a fall"
    if row is None or head is None:
        return made
    none = any(c.lower_ == "no" and c.dep_ == "det" for c in head.children)  # "Ministry: 'no strike on school'"
    return replace(made, act_type=str(row["act"]), value=str(row["words"]), negated=made.negated or none)


def _sentence_end(voices: Voices, start: int, end: int) -> int:
    """Give where the first sentence of a content ends: one claim says one thing."""
    first = voices.sentence(start)
    return min(end, first.passage.end) if first is not None and first.passage.end > start else end


def _quoted(voices: Voices, one: Attribution) -> bool:
    """Say whether a content is quoted in part."""
    return bool(voices.quoted(one.start, one.end))


def _made(voices: Voices, one: Attribution, start: int, end: int) -> Proposition:
    """Make the proposition of a content that is read as a whole."""
    text = voices.report.text
    words = text[start:end]
    quoted = [text[q.start : q.end] for q in voices.quoted(start, end) if q.start >= start and q.end <= end + 1]
    aspect, label = Aspect.OCCURRENCE, None
    named = one.cue.lemma in lexicon("cues")["naming"] or (quoted and one.cue.lemma in lexicon("cues")["labelling"])
    if quoted and not _calls(voices, text, quoted[-1], start):
        named = False
    if named and one.cue.effect != "denial":
        aspect, label = Aspect.CHARACTERISATION, quoted[-1].strip(_EDGES + ".") if quoted else _as_what(words)
    elif _PURPOSE.search(words):
        aspect = Aspect.MOTIVE
    elif (
        quoted
        and doer(root(voices, start, end)) is None
        and len(quoted[0].split()) <= SCARE_WORDS
        and (_same(words, quoted[0]) or _called_so(voices, one, quoted[0]))
    ):
        aspect, label = Aspect.CHARACTERISATION, quoted[0].strip(_EDGES + ".")
    elif (judged := predicate(voices, start, end)) is not None:
        aspect, label = Aspect.CHARACTERISATION, text[judged[0] : judged[1]].strip(_EDGES + ".")
    no = None if label else negator(voices, start, end)
    shown = (voices.cased or voices.report).text  # a telex in ordinary case, of the same length
    at, last = (max(text.find(label, start), 0), len(label)) if label else (start, end - start)
    told = shown[at : at + last] if no is None else shown[start : no[0]] + " " + shown[no[1] : end]
    value = in_short(told if label is None or text[at : at + last] == label else label, shown)
    made = _whole(start, end, aspect, value, label)
    return replace(made, negated=no is not None, loaded=loaded(words))


def _as_what(words: str) -> str:
    """Give what something is described as: what stands after "as" ("the men as being dressed as soldiers")."""
    return re.split(r"\bas\b\s+", words, maxsplit=1, flags=re.IGNORECASE)[-1]


def _calls(voices: Voices, text: str, quoted: str, start: int) -> bool:
    """Say whether quoted words can be what something is called: they start with no preposition."""
    first = voices.token(text.find(quoted, start))
    return first is None or first.pos_ != "ADP"


def _same(words: str, quoted: str) -> bool:
    """Say whether a content is its quotation."""
    return words.strip(_EDGES + ".") == quoted.strip(_EDGES + ".")


def _called_so(voices: Voices, one: Attribution, quoted: str) -> bool:
    """Say whether quoted words call something by a name: they judge, or stand as a predicate, and tell nothing."""
    at = voices.report.text.find(quoted, one.start)
    tokens = [t for m in re.finditer(r"\w+", quoted) if (t := voices.token(at + m.start())) is not None]
    named = any(t.dep_ in _PREDICATES for t in tokens) or _judges(
        voices, *_trim(voices.report.text, at, at + len(quoted))
    )
    return named and not any(t.pos_ in {"VERB", "AUX"} for t in tokens)


def _whole(start: int, end: int, aspect: Aspect, value: str, label: str | None = None) -> Proposition:
    return Proposition(
        start=start, end=end, trigger_start=start, trigger_end=start, aspect=aspect, value=value, label=label
    )


def _long(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give the clause of each longer quotation in which nothing else was found, under whoever says it."""
    text, places = voices.report.text, _triggers(said)
    whole = Spans(_extent, (p for p in said if p.trigger_start == p.trigger_end))
    for quote in voices.quotes:
        start, end = _trim(text, quote.start, quote.end)
        if len(text[start:end].split()) <= SCARE_WORDS or not voices.at(start):
            continue
        if places.touching(start, end) or whole.touching(start, start + 1):
            continue
        first = _clause_start(voices, start)
        if text[: quote.start].rstrip(" \"“‘«„'")[-1:] in _APART and places.touching(first, start):
            continue  # "Two shells hit the market – “a rain of iron”": the clause is told already
        hung = voices.token(start)
        if hung is not None and hung.pos_ == "ADP" and hung.head.pos_ == "VERB" and places.touching(first, start):
            continue  # "was seized “from Lom on May 6”": what the words hang on is told
        one = voices.at(start)[0]
        first, last = _trim(text, max(first, one.start) if one.start <= start else start, end)
        if any(start <= a.cue.start < end for a in voices.attributions.touching(start, end)):
            continue  # what somebody in it says is told there, and what is left says nothing
        if first < start and told_of(root(voices, first, end)):
            continue  # "The mayor disclosed the existence of “a witness …”": that he did is not what he says
        if first < last and tells(voices, one, root(voices, first, last), (first, last), places):
            yield _made(voices, one, first, last)


def _clause_start(voices: Voices, offset: int) -> int:
    """Give where the clause of the word at an offset starts: the left edge of its verb's subject."""
    token = voices.token(offset)
    if token is None:
        return offset
    top = token
    while top.dep_ not in _CLAUSE and top.head != top:
        top = top.head
    subject = next((c for c in top.children if c.dep_ in SUBJECTS), None)
    if subject is None or subject.i > token.i:
        return offset
    return int(offset - token.idx + subject.left_edge.idx)


def _scare(voices: Voices, said: Sequence[Proposition]) -> Iterable[Proposition]:
    """Give a characterisation for each short quotation that nobody's saying explains: the author's scare quotes."""
    text = voices.report.text
    named = Spans(_trigger, (p for p in said if p.aspect is Aspect.CHARACTERISATION))
    for quote in voices.quotes:
        start, end = _trim(text, quote.start, quote.end)
        words = text[start:end]
        if (
            not words
            or set(words.casefold().split()) & set(lexicon("dismissal")["predicates"])
            or len(words.split()) > SCARE_WORDS
            or any(a.sources != (voices.author,) for a in voices.at(start))
            or not _judges(voices, start, end)
        ):
            continue
        if named.touching(start, end):
            continue
        yield replace(_whole(start, end, Aspect.CHARACTERISATION, in_short(words, text), words), loaded=loaded(words))


def _judges(voices: Voices, start: int, end: int) -> bool:
    """Say whether words in quotation marks judge a happening: one of them takes a side, and none is part of a name."""
    words = voices.report.text[start:end]
    head = root(voices, start, end)
    named = head is None or head.pos_ == "PROPN" or head.ent_type_ != ""
    return not named and (
        bool(loaded(words)) or any(re.search(rf"\b{re.escape(w)}\b", words.casefold()) for w in lexicon("labels"))
    )


def _triggers(said: Iterable[Proposition]) -> Spans[Proposition]:
    """File propositions by the place where their trigger starts."""
    return Spans(lambda p: (p.trigger_start, p.trigger_start + 1), said)


def _trigger(said: Proposition) -> tuple[int, int]:
    return said.trigger_start, max(said.trigger_end, said.trigger_start + 1)


def _extent(said: Proposition) -> tuple[int, int]:
    return said.start, said.end
