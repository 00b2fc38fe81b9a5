"""Voices: for any offset of a report, through whom its words come and how sure each of them is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from counterclaim.extract.cues.backwards import backwards
from counterclaim.extract.cues.certainty import denied, distanced
from counterclaim.extract.cues.contained import effect_of
from counterclaim.extract.cues.cues import NEXT_CHARACTERS, cues
from counterclaim.extract.cues.disbelief import DISBELIEVE
from counterclaim.extract.cues.mutual import EACH, one_another
from counterclaim.extract.cues.subjects import document_before, subject_of, tagged, titled
from counterclaim.extract.cues.taking_back import GONE
from counterclaim.extract.grammar.clauses import said_of
from counterclaim.extract.grammar.phrase import phrase_words
from counterclaim.extract.named import agents
from counterclaim.extract.named.authors import author
from counterclaim.extract.named.sentence import owner
from counterclaim.extract.named.speaking import can_speak, mute
from counterclaim.extract.parsed.attributed import Attribution
from counterclaim.extract.parsed.carriers import carrier, is_outlet
from counterclaim.extract.parsed.cue import Cue, disbelieved, overheard
from counterclaim.extract.parsed.doubted import doubted
from counterclaim.extract.parsed.makers import issued, maker_of
from counterclaim.extract.parsed.parse import Parsed, cased
from counterclaim.extract.parsed.together import citing, resting_on
from counterclaim.extract.parsed.transcripts import Turn, below, turns
from counterclaim.extract.speakers.heard import SCARE_WORDS, WHOLE, Voices
from counterclaim.extract.speakers.introduced import introduced
from counterclaim.extract.speakers.own_corrections import own_corrections, withdrawn
from counterclaim.extract.speakers.own_words import taken_back
from counterclaim.extract.speakers.passing_on import passed_on
from counterclaim.extract.speakers.relayed import relayed
from counterclaim.extract.speakers.sources import FIRST, Focus
from counterclaim.extract.speakers.tags import named_by
from counterclaim.extract.speakers.telling_on import Teller
from counterclaim.extract.words.gazetteer import countries
from counterclaim.extract.words.quotes import Quote, quotes
from counterclaim.extract.words.spans import Spans
from counterclaim.extract.words.telex import is_telex
from counterclaim.lexicons import lexicon
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind

_MEDIUM = re.compile(
    r"\b(?:TV|television|radio|Facebook|Twitter|Telegram|YouTube|Instagram|newspaper|magazine|blog|channel|agency)$",
    re.I,
)
#: How somebody was spoken to is no part of an outlet's name.
_BY_WIRE = re.compile(r"\s+(?:by|over|on|via) (?:the )?(?:tele)?(?:phone|email|e-mail|text message|video call)$", re.I)
#: A quotation without words of saying belongs to the speaker of at most this many sentences before.
RUNNING_SENTENCES = 3
#: A word of a name has at most this many letters: in a run of capitals without end every split would be tried.
_NAME = r"((?:[A-ZÀ-Þ][\w.’'-]{0,40}[ \t]?){1,3}[A-ZÀ-Þ][\w’'-]{1,40})"
_SIGNED = re.compile(rf"[\"”’'.,]*\s*[—–―-]{{1,2}}\s*{_NAME}(?=[\s,.(]|$)")
_LABELLED = re.compile(rf"(?:^|\n)\s*{_NAME}:\s*[\"“‘']$")
_FOLLOWING = re.compile(rf"(?:\w+\.?[ \n]+)?{_NAME}")
#: Pronouns of a speaker who stays a speaker where nothing tells whom they mean.
_SOMEBODY = frozenset({"he", "she", "they", "who", "it"})
#: Verbs by which a speaker goes on, through the same medium.
_GOING_ON = frozenset({"add", "continue", "go", "conclude"})
_SPEAKING = frozenset({"speak", "write", "post", "appear", "talk", "interview", "tweet", "testify"})


def voices(report: Report, parsed: Sequence[Parsed]) -> Voices:
    """Read the voices of a report, sentence after sentence, the sources in focus carried along."""
    found = Voices(report, author(report), parsed=tuple(parsed))
    found.quotes.extend(quotes(report.text))
    found.denied.extend([*denied(report.text), *doubted(parsed)])
    found.distanced.extend(distanced(report.text))
    found.cased = replace(report, text=cased(report.text, parsed)) if is_telex(report.text) else report
    reader = _Reader(found, Focus(found.cased, found.author, owner(report.text, countries(report.text))))
    found.attributions.extend(_turn(one, found) for one in turns(report.text))
    found.attributions.extend(_turn(one, found) for one in passed_on(report))
    opened = {s.passage.start: (a, b) for s, a, b in below(report.text, parsed)}
    for sentence in parsed:
        reader.focus.foresee(sentence.doc)
    for sentence in parsed:
        reader.read(sentence)
        if sentence.passage.start in opened:
            reader.open(sentence, opened[sentence.passage.start])
    found.attributions.extend(_own(reader.own, found))
    carried = relayed(found.report, found.author, found.attributions, found.at, parsed)
    if carried:
        changed = [replace(a, via=carried.get(a, a.via)) for a in found.attributions]
        found.attributions = Spans(lambda a: a.extent, changed)
    told = own_corrections(found.attributions, parsed, found.author, report.title or "")
    found.attributions = Spans(lambda a: a.extent, told)
    return found


def _own(own: Sequence[tuple[Cue, int, str | None]], found: Voices) -> list[Attribution]:
    """Give to who speaks in a quotation what its own words do not believe or whom they accuse ("I doubt that …")."""
    told = [(next((a for a in found.at(o[0].start) if a.sources != (found.author,)), None), *o) for o in own]
    return [Attribution(a.sources, cue, a.via, paragraph, whom) for a, cue, paragraph, whom in told if a is not None]


@dataclass(slots=True)
class _Reader:
    """What is carried from sentence to sentence: who is in focus, through which media, and who spoke last."""

    found: Voices
    focus: Focus
    media: dict[str, tuple[Agent, ...]] = field(default_factory=dict)
    last: Attribution | None = None
    before: Parsed | None = None
    last_sentence: int = -RUNNING_SENTENCES - 1
    own: list[tuple[Cue, int, str | None]] = field(default_factory=list)
    teller: Teller = field(default_factory=Teller)

    def read(self, sentence: Parsed) -> None:
        """Add the attributions of one sentence."""
        self._spoke(sentence)
        start, end = sentence.passage.start, sentence.passage.end
        new: list[Attribution] = []
        near = self.found.quoted(start, end + NEXT_CHARACTERS + 1)
        told_before = backwards(sentence, self.before)
        self.before = sentence
        told_here = (_outside(cue, sentence, near) for cue in cues(sentence, near))
        called: dict[int, str | None] = {}
        for cue in (withdrawn(c) for c in (*told_here, *([told_before] if told_before is not None else ()))):
            inside = any(q.start <= cue.start < q.end for q in near)
            accused = EACH if one_another(cue) else self._accused(cue, called)
            if cue.noun and cue.source is None and self.found.denied.touching(cue.start, cue.start + 1):
                continue
            hearer = self.focus.hearer(cue.hearer)
            going_on = self.teller.meant(cue, sentence, self.focus)
            sources = self._sources(cue, inside) if going_on is None else going_on
            if not sources:
                ones = inside and cue.source is not None and cue.source.lower_ in FIRST
                if ones and (disbelieved(cue) or accused is not None or cue.effect == "denial"):
                    self.own.append((cue, sentence.passage.paragraph, accused))
                continue
            goes_on = inside or cue.lemma in _GOING_ON or (cue.source is not None and cue.source.pos_ == "PRON")
            goes_on = goes_on or any(a.sources[0] == sources[0] for a in new)
            nobody = (_nobody(cue, self.found.report),) if overheard(cue, self.found.report.text) else ()
            if cited := self._cited(cue) or nobody:
                passing_on, sources = sources, cited
            else:
                passing_on = ()
            self.focus.issue(cue.via, sources[0])
            via = self._media(cue.via) or (self.media.get(sources[0].id, ()) if goes_on else ())
            passing = citing(cue.source) or carrier(cue.source)
            via = (*passing_on, *via, *(self.focus.sources(passing) if passing is not None else ()))
            via = tuple(v for v in via if v not in sources)
            self.media[sources[0].id] = via
            whole = _whole(taken_back(cue, self.found.author, self.found.attributions), self.found)
            new.append(Attribution(sources, whole, via, sentence.passage.paragraph, accused))
            new += self._heard(hearer, new[-1])
        self.teller.note(sentence, new)
        self.found.attributions.extend(new)
        new += self._signed(sentence)
        outer = [a for a in new if not self.found.at(a.cue.start)]
        outer = [a for a in outer if not self.found.quoted(a.cue.start, a.cue.start + 1)]
        free = [q for q in self.found.quoted(start, end + 1) if q.end <= end + 1 and not self.found.at(q.start)]
        # "The bishops “deplored the murder”": their own word of saying stands in the quotation.
        free = [
            q
            for q in free
            if not any(q.start <= a.cue.start < q.end and a.sources[0] != self.found.author for a in new)
        ]
        long = [q for q in free if self._is_saying(q)]
        if long:
            outer = self._run_on(sentence, long, outer)
        if outer and outer[-1].sources != (self.found.author,):
            self.last, self.last_sentence = outer[-1], self.focus.sentence
        self.focus.note(sentence.doc, [(q.start - start, q.end - start) for q in near])

    def open(self, sentence: Parsed, span: tuple[int, int]) -> None:
        """Give the paragraphs below "X said:" to X."""
        verbs = [t for t in sentence.doc if t.pos_ == "VERB" and effect_of(t.lemma_.lower()) is not None]
        verbs = [t for t in verbs if t.i + 1 < len(t.doc) and t.nbor().text == ":"] or verbs
        told = next(issued(sentence.doc), None) if not verbs else None  # "issues the following statement:"
        verbs = [told[0]] if told is not None else verbs
        source = told[1] if told is not None else subject_of(verbs[-1])[0] if verbs else None
        at = sentence.word(verbs[-1])[0] if verbs and source is not None and source.pos_ != "PRON" else -1
        told_here = (a.sources for a in self.found.attributions.touching(at, at + 1) if a.cue.start == at)
        sources = next(told_here, None) or (self.focus.sources(source) if source is not None else ())
        if sources and sources != (self.found.author,):
            cue = Cue(None, *sentence.word(verbs[-1]), WHOLE, span, lemma=verbs[-1].lemma_.lower())
            self.found.attributions.extend([Attribution(sources, cue, (), sentence.passage.paragraph)])

    def _accused(self, cue: Cue, called: dict[int, str | None]) -> str | None:
        """Give whom a charge names; "they" of a charge and of its denial are the same, whoever spoke in between."""
        if cue.accused is None:
            return None
        if called.get(cue.accused.i) is None:
            called[cue.accused.i] = self.focus.named(cue.accused, cue.source)
        return called[cue.accused.i]

    def _cited(self, cue: Cue) -> tuple[Agent, ...]:
        """Give whom the speaker of a saying cites for it; nobody whose own saying is told there."""
        noun = resting_on(cue.source) if cue.effect == "neutral" else None
        return self.focus.sources(noun) if noun is not None and can_speak(noun) else ()

    def _heard(self, hearer: Agent | None, told: Attribution) -> list[Attribution]:
        """Give the attribution to whoever was told something, where it is the one who has been speaking."""
        recent = self.focus.sentence - self.last_sentence <= RUNNING_SENTENCES
        speaking = self.last is not None and recent and hearer in self.last.sources
        if hearer is None or hearer in told.sources or not (speaking or hearer.id in self.media):
            return []
        start, end = min(told.start, told.cue.start), max(told.end, told.cue.end)
        cue = Cue(None, start, start, "", "running", (start, end))
        return [Attribution((hearer,), cue, self.media.get(hearer.id, ()), told.paragraph)]

    def _is_saying(self, quote: Quote) -> bool:
        """Tell whether a quotation is somebody's saying, by its length or as a whole sentence."""
        words = self.found.report.text[quote.start : quote.end]
        return len(words.split()) > SCARE_WORDS or (words[:1].isupper() and words[-1:] in ".!?" and " " in words)

    def _signed(self, sentence: Parsed) -> list[Attribution]:
        """Give the quotations that end in a sentence and carry a name after a dash, or before a colon."""
        text, found = self.found.report.text, []
        for quote in self.found.quoted(sentence.passage.start, sentence.passage.end + 1):
            if quote.end > sentence.passage.end + 1 or self.found.at(quote.start):
                continue
            after = _SIGNED.match(text, quote.end)
            before = _LABELLED.search(text, max(0, quote.start - 60), quote.start)
            name = after or before
            if name is None or agents.kind_of_noun(name[1].split()[-1]) is not None:
                continue
            agent = agents.resolve(name[1].strip(), self.found.report, "PERSON")
            cue = Cue(None, name.start(1), name.end(1), "", "neutral", (quote.start, quote.end), lemma="say")
            self.focus.spoke(agent)
            found.append(Attribution((agent,), cue, (), sentence.passage.paragraph))
        self.found.attributions.extend(found)
        return found

    def _sources(self, cue: Cue, inside: bool) -> tuple[Agent, ...]:
        """Give who a cue names; the first person in a quotation is its speaker and adds no step."""
        if cue.source is None:
            return self._unnamed(cue, inside)
        name = titled(cue.source) and _FOLLOWING.match(self.found.report.text, cue.end + 1)
        if name:
            agent = agents.resolve(name[1].strip(), self.found.report, "PERSON")
            self.focus.spoke(agent)
            return (agent,)
        if (
            mute(cue.source)
            or (cue.source.lemma_.lower() in lexicon("measures")["toll"] and maker_of(cue.source) is None)
            or (cue.lemma in lexicon("cues")["implying"] and not can_speak(cue.source))
            or (cue.lemma in {"show", "demonstrate", "imply", "mean", "prove"} and cue.source.lower_ == "it")
        ):
            return ()
        sources = self.focus.sources(cue.source, cue.until)
        if not sources and (document := document_before(cue.source)) is not None:
            sources = self.focus.sources(document)
        if not sources and cue.source.lower_ in _SOMEBODY:
            return (naming.agent(f"unnamed speaker ({cue.source.lower_})", AgentKind.GENERIC, self.found.report.id),)
        if sources == (self.found.author,):
            speaking = [a for a in self.found.at(cue.start) if a.cue.effect == WHOLE]
            return speaking[0].sources if speaking else () if inside else sources
        return sources

    def _unnamed(self, cue: Cue, inside: bool) -> tuple[Agent, ...]:
        """Give who says what names no source: the report's own voice, for what it leaves open or does not believe."""
        if cue.lemma == GONE:
            recent = self.last is not None and self.focus.sentence - self.last_sentence <= RUNNING_SENTENCES
            return self.last.sources if self.last is not None and recent else ()
        if cue.effect != "unverified" and cue.lemma != DISBELIEVE:
            return (_nobody(cue, self.found.report),)
        speaking = [a for a in self.found.at(cue.start) if a.cue.effect == WHOLE]
        own = (self.found.author,) if cue.effect == "unverified" or not inside else ()
        return speaking[0].sources if speaking and cue.lemma == DISBELIEVE else own

    def _run_on(self, sentence: Parsed, free: list[Quote], outer: list[Attribution]) -> list[Attribution]:
        """Give a quotation without words of saying to the sentence's own speaker, else to the last one."""
        first, last = free[0], free[-1]
        began = bisect_right(self.found.parsed, first.start, key=lambda p: p.passage.start) - 1
        near = self.last if began - self.last_sentence <= RUNNING_SENTENCES else None
        text = self.found.report.text
        one = outer[-1] if outer else near
        token = None if outer else tagged(sentence, last.end)
        if token is not None and (named := self.focus.sources(token)):
            one = Attribution(named, Cue(None, last.end, last.end, "", "neutral", (last.start, last.end)))
            self.last, self.last_sentence = one, self.focus.sentence
        if one is None and not outer and 0 < began < len(self.found.parsed):
            shown = introduced(self.found.parsed[began - 1], self.found.parsed[began], text[first.start : last.end])
            named = self.focus.sources(shown) if shown is not None else ()
            one = Attribution(named, Cue(None, first.start, first.start, "", "neutral", (0, 0))) if named else None
            if one is not None:
                self.last, self.last_sentence = one, self.focus.sentence
        if one is None:
            return outer
        lead, tail = text[sentence.passage.start : first.start], text[last.end : sentence.passage.end]
        whole = not outer and token is None and sentence.passage.start <= first.start
        mixed = whole and (re.search(r"\w", lead) is not None or re.search(r"\w", tail) is not None)
        span = (sentence.passage.start, sentence.passage.end) if mixed else (first.start, last.end)
        cue = Cue(None, span[0], span[0], "", "running", span)
        made = Attribution(one.sources, _whole(cue, self.found), one.via, sentence.passage.paragraph)
        self.found.attributions.extend([made])
        return [*outer, made]

    def _media(self, nouns: tuple[Any, ...]) -> tuple[Agent, ...]:
        """Give the outlets a saying came through ("told X", "said on Y television")."""
        found = []
        for noun in nouns:
            # "in dark terms on Y television": the medium is the noun that is one, not all the words up to it.
            inner = [t for t in noun.subtree if t.dep_ == "pobj" and _MEDIUM.search(t.text)]
            token = noun if not inner or _MEDIUM.search(noun.text) else inner[0]
            words = _BY_WIRE.sub("", phrase_words(token))
            known = agents.known(words)
            outlet = token.pos_ == "PROPN" and is_outlet(token)
            if (known is not None and known.kind is AgentKind.OUTLET) or outlet or _MEDIUM.search(words):
                found.append(naming.agent(agents.canonical(words), AgentKind.OUTLET, self.found.report.id))
        return tuple(dict.fromkeys(found))

    def _spoke(self, sentence: Parsed) -> None:
        """Remember through which medium a person spoke, for the sentences that follow ("X spoke on Y television")."""
        for token in sentence.doc:
            if token.lemma_ not in _SPEAKING or token.pos_ != "VERB":
                continue
            subject = said_of(token)
            objects = tuple(
                p for c in token.children if c.dep_ in {"prep", "agent"} for p in c.children if p.dep_ == "pobj"
            )
            carried = self._media(objects)
            if subject is not None and carried and (who := self.focus.sources(subject)):
                self.media[who[0].id] = carried


def _outside(cue: Cue, sentence: Parsed, near: Sequence[Quote]) -> Cue:
    """Give a cue with who says it named outside of what is quoted: nobody is named by words of the quotation itself."""
    at = sentence.offset(cue.source.idx) if cue.source is not None else None
    said = [q for q in near if at is not None and q.start <= at < q.end and not q.start <= cue.start < q.end]
    said = [q for q in said if q.start < cue.content[1] and cue.content[0] < q.end]
    token = tagged(sentence, said[0].end) if said else None
    return cue if token is None else replace(cue, source=token, until=None)


def _turn(one: Turn, found: Voices) -> Attribution:
    """Give the attribution of a statement to whom its header names, or of a turn to whom its tag names."""
    report = found.cased or found.report
    cue = Cue(None, *one.named, found.report.text[one.named[0] : one.named[1]], WHOLE, (one.start, one.end))
    return Attribution((named_by(one, report),), cue)


def _nobody(cue: Cue, report: Report) -> Agent:
    """Give the generic agent of a saying that names no source."""
    named = lexicon("vague_sources").get(cue.words.lower())
    return naming.agent(named or f"unnamed source ({cue.words})", AgentKind.GENERIC, report.id)


def _whole(cue: Cue, found: Voices) -> Cue:
    """Widen a content to the end of a quotation that goes on in later sentences."""
    start, end = cue.content
    for quote in found.quoted(start, end):
        if not quote.start <= cue.start < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    return cue if (start, end) == cue.content else replace(cue, content=(start, end))
