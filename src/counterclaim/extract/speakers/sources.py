"""Source words to agents: names, descriptions and pronouns, with the last source in focus remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from counterclaim.extract.cues.subjects import going_on, leads, over_what, said_beside
from counterclaim.extract.grammar.clauses import SUBJECTS
from counterclaim.extract.grammar.phrase import charge_start, entity, phrase_words, words_until
from counterclaim.extract.named import agents
from counterclaim.extract.named.names import speaks
from counterclaim.extract.named.persons import bare_title, entitled, is_one, named_after, person_nouns, single_person
from counterclaim.extract.named.speaking import mute
from counterclaim.extract.named.titles import Titles
from counterclaim.extract.parsed.bodies import extended, named_beside, several
from counterclaim.extract.parsed.makers import gives_findings, issued, maker_of, spoken_for
from counterclaim.extract.parsed.together import bracketed, of_each, some_of, speakers
from counterclaim.extract.speakers.behind import told_first, weight
from counterclaim.extract.speakers.charged import answering, body_meant, charged, goes_on, leads_on
from counterclaim.extract.speakers.own_corrections import earlier_version
from counterclaim.extract.speakers.surnames import by_surname, mistagged, people
from counterclaim.extract.words.short_forms import shortened
from counterclaim.extract.words.wide_nouns import MODIFIERS, kinds_of
from counterclaim.lexicons import lexicon
from counterclaim.records import naming
from counterclaim.records.claim import Agent
from counterclaim.records.source import Report
from counterclaim.records.words import BODIES, AgentKind

_SHE, _HE = frozenset({"she", "her", "herself"}), frozenset({"he", "his", "him", "himself"})
_SINGULAR = _SHE | _HE | {"who", "whom"}
FIRST = frozenset({"i", "we", "us", "me", "myself", "ourselves"})
_NOBODY = frozenset(
    {"you", "there", "this", "that", "what", "which", "these", "those", "nothing", "everything", "anything"}
)
#: Who is nobody in particular: "some have said that …".
_SOME = frozenset({"some", "many", "others", "several"})
#: Bodies that find things out, and so are often what "it" means when something is found.
_INQUIRING = frozenset({"commission", "committee", "panel", "court", "tribunal", "inquiry", "jury", "board"})
#: Documents that give somebody's words of the moment: "the statement" is of who spoke last, "the inquiry" is not.
_OF_THE_MOMENT = frozenset(
    {"statement", "communique", "communiqué", "letter", "email", "e-mail", "post", "tweet", "message", "release"}
    | {"memo", "testimony", "comment", "remark", "broadcast", "bulletin", "note", "deposition", "declaration"}
    | {"announcement", "briefing", "dispatch"}
)
#: What the parser leaves of a list at the ends of a phrase.
_LOOSE = re.compile(r"^(?:and|or|but|date of publication)\b[\s,—–-]*|[\s,]+(?:and|or|but)$", re.IGNORECASE)
#: Who works for an outlet: "our correspondent".
_STAFF = frozenset({"correspondent", "reporter", "newsroom", "journalist", "stringer", "editor"})
_SINGLE = frozenset({AgentKind.PERSON, *naming.PER_REPORT})
#: "Our staff" of a body's own statement are the body.
_PEOPLE = frozenset({"staff", "team", "colleague"})
#: So many agents are remembered, those met last; more are met only in lists without end.
AGENTS_MAX = 200
#: "The priest" means a person of whom nothing is told but that he spoke, up to this many sentences before.
CLOSE_SENTENCES = 2
#: A person met this many sentences ago, or more, is no longer meant by "she".
FOCUS_SENTENCES = 12


@dataclass(slots=True)
class Focus:
    """Who was met so far in one report: `met` are sources, `persons` are persons with the sentence and their weight.

    `accused` are those whom the last sentence only accused; `owner` is the adjective of the government that the report
    names most: "the army" is that government's. The weight of a person is 2 as a source, 1 as a subject, 0 elsewhere;
    a pronoun means the person for whom the sentences passed, less the weight, are fewest.
    """

    report: Report
    author: Agent
    owner: str | None = None
    met: list[Agent] = field(default_factory=list)
    persons: list[tuple[int, int, Agent]] = field(default_factory=list)
    parties: list[Agent] = field(default_factory=list)
    accused: list[Agent] = field(default_factory=list)
    led: list[Agent] = field(default_factory=list)
    makers: dict[str, Agent] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)
    sentence: int = 0
    #: Who the last sentence with several people for its subject was about, and which it was.
    several: tuple[int, Agent] | None = None

    def note(self, doc: Any, quoted: Sequence[tuple[int, int]] = ()) -> None:
        """Remember the persons and parties a sentence names outside quotations, so that later words can mean them."""
        self.accused, self.led = [], []
        for ent in doc.ents:
            if any(a <= ent.start_char < b for a, b in quoted):
                continue
            subject = ent.root.dep_ in SUBJECTS or (ent.root.head.dep_ == "ROOT" and ent.root.dep_ == "agent")
            if ent.label_ == "PERSON" and not any(agents.known(f"{the}{ent.text}") for the in ("", "la ", "el ")):
                self._person(agents.resolve(ent.text, self.report, "PERSON"), subject + speaks(ent.root), ent)
            elif (subject or charged(ent.root)) and ent.label_ in {"ORG", "NORP", "GPE"}:
                party = agents.resolve(extended(ent.root, ent), self.report, ent.label_)
                _remember(self.parties, party)
                self.accused += [] if subject else [party]
                self.led += [party] if leads_on(ent.root) else []
        for token in doc:
            if token.dep_ in SUBJECTS and token.pos_ == "NOUN":
                if agents.known(phrase_words(token)) is not None or token.lower_ in _INQUIRING:
                    _remember(self.parties, self._unlisted(token, phrase_words(token)))
                elif single_person(token) and not any(a <= token.idx < b for a, b in quoted):
                    who = self._one(token)
                    if who is not None:
                        self._person(who, 1 + speaks(token))
        self._made(doc)
        self.sentence += 0 if doc.text.rstrip().endswith(";") else 1  # a list goes on
        self.persons = [p for p in self.persons if self.sentence - p[0] <= FOCUS_SENTENCES]

    def _made(self, doc: Any) -> None:
        """Remember whose documents a sentence names, and the people that it is about."""
        for many in several(doc):
            self.several = self.sentence, self._unlisted(many, phrase_words(many))
        for noun, by in issued(doc):
            if (who := self._one(by)) is not None:
                self.makers[noun.lemma_.lower()] = who

    def _person(self, agent: Agent, weight: int, ent: Any = None) -> None:
        """Remember a person; a title or a well-known given name tells by which pronoun."""
        if not agent.name:
            return  # the tagger's person was a mark: "'s"
        self.persons.append((self.sentence, weight, agent))
        if ent is not None:
            self._entitle(agent, ent)
        hint = lexicon("given_names")
        first = agent.name.split()[0].lower()
        before = ent.doc[ent.start - 1] if ent is not None and ent.start else None
        title = before.lower_.rstrip(".") if before is not None else ""
        if before is not None and before.pos_ == "PROPN" and before.lower_ not in agents.titles():
            first = before.lower_  # "Gregor Rosa Kent": the tagger cut the given name off
        for word in ("she", "he"):
            if title in hint[f"{word}_titles"] or (" " in agent.name and first in hint[word]):
                self.called.setdefault(agent.id, word)

    def _entitle(self, agent: Agent, ent: Any) -> None:
        """Remember by which nouns a person was described ("the Lom mayor Ann Bell", "Ann Bell, the mayor of Lom")."""
        entitled(agent, ent, self.titles.told)

    def foresee(self, doc: Any) -> None:
        """Remember by which nouns a sentence to come describes its persons: "Mayor: …" may mean one named below."""
        for ent in doc.ents:
            if ent.label_ == "PERSON" and " " in ent.text and agents.known(ent.text) is None:
                entitled(agents.resolve(ent.text, self.report, "PERSON"), ent, self.titles.coming)

    def _titled(self, noun: str, more: Sequence[str]) -> Agent | None:
        """Give the person whom a noun and the words beside it mean, as far as persons were told of, or None."""
        spoke = {p[2] for p in self.persons if p[1] and self.sentence - p[0] <= CLOSE_SENTENCES}
        return self.titles.meant(noun, more, self.met, [p[2] for p in self.persons], spoke)

    def sources(self, token: Any, until: int | None = None) -> tuple[Agent, ...]:
        """Give the agents a source token names; a co-ordination or a bracket of names gives each of them.

        Takes the token at the head of the source and, where the source's phrase ends before a relative clause, the
        index of the token it ends at.
        """
        # "Date of publication", before an article's words, says nothing.
        heads = [t for t in speakers(token) if t.lower_ != "date" and (t.i == token.i or not mute(t))]
        inside = bracketed(token)
        if inside:
            found = tuple(agents.resolve(words, self.report, "ORG") for words in inside)
        elif (some := some_of(token)) is not None:
            found = (self._unlisted(*some),)
        elif each := of_each(token):
            found = tuple(self._unlisted(token, words) for words in each)
        else:
            found = tuple(dict.fromkeys(a for a in (self._one(t, until) for t in heads) if a is not None))
        for agent in found:
            self.spoke(agent)
            if agent.kind is not AgentKind.PERSON and single_person(token):
                self._person(agent, 2)
        return found

    def spoke(self, agent: Agent) -> None:
        """Remember that an agent was a source."""
        _remember(self.met, agent)
        if agent.kind in BODIES:
            _remember(self.parties, agent)
        if agent.kind is AgentKind.PERSON:
            self._person(agent, 2)

    def issue(self, media: Sequence[Any], by: Agent) -> None:
        """Remember by whom a document is in which words are said: "X said in a statement"."""
        for noun in media:
            if noun.lower_ in _documents() and noun.lemma_.lower() in _OF_THE_MOMENT and maker_of(noun) is None:
                self.makers[noun.lemma_.lower()] = by

    def hearer(self, token: Any) -> Agent | None:
        """Give the person that "told her" means, without making it a source."""
        return self._pronoun(token) if token is not None and token.lower_ in _SINGULAR else None

    def named(self, token: Any, accuser: Any = None) -> str | None:
        """Give the name of whom an accusation names, without making it a source; None where the words tell nobody."""
        if token is None or token.lower_ == "other":  # "blamed each other"
            return None
        by = self._one(accuser) if accuser is not None and token.lower_ in {"him", "her"} else None
        if by is not None:
            # Whom an accusation means was named last; who spoke last is rarely the one, and never accuses itself.
            named = [e.root for e in token.doc.ents if e.label_ == "PERSON" and e.end <= token.i]
            here = [who for who in map(self._one, named) if who is not None and who != by]
            before = [p[2] for p in self.persons if p[2] != by]
            last = here[-1] if here else before[-1] if before else None
            return last.name if last is not None else None
        found = self._one(token, charge_start(token))
        return found.name if found is not None and found != self.author else None

    def _one(self, token: Any, until: int | None = None) -> Agent | None:
        token = over_what(token) or token
        pronoun = token.lower_ in _SINGULAR and token.tag_ != "NNP"  # "the WHO said"
        if token.pos_ == "PRON" or pronoun or self._ours(token):
            return self.author if self._ours(token) else self._pronoun(token)
        if (meant := mistagged(token, [p[2] for p in self.persons], self.report)) is not None:
            return meant
        named = entity(token) if token.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"} else None
        if named is not None and named.label_ != "PERSON" and token.lower_ in person_nouns() and token.text.islower():
            named = None  # "the Lom bishop"
        if named is not None and token.i == named.root.i:
            said = re.sub(r"^the ", "", named.text, flags=re.IGNORECASE)  # "the Observatory", "the defence ministry"
            short = (len(named) == 1 or said.islower()) and agents.kind_of_noun(token.text) is not None
            earlier = self._described(token.lower_, f"the {said.lower()}") if short else None
            found = earlier or agents.resolve(extended(token, named), self.report, named.label_)
            return self.author if self._own_name(found) else found
        body = named_beside(token)
        if (name := body or named_after(token)) is not None:
            told = agents.kind_of_noun(token.lower_)  # "the newspaper Al-Mada"
            person = body is None and told not in BODIES
            found = agents.resolve(name, self.report, "PERSON" if person else "ORG")
            return replace(found, kind=told) if told in BODIES and found.kind is AgentKind.ORGANISATION else found
        document = {token.lower_, token.lemma_} & _documents() or gives_findings(token)
        if document and (maker := self._made_by(token)) is not None:
            return maker
        described = self._noun(token, phrase_words(token) if until is None else words_until(token, until))
        plain = token.text.islower() and token.lower_ in _documents()  # "the post", of an outlet called the Post
        return self.author if described is not None and not plain and self._own_name(described) else described

    def _ours(self, token: Any) -> bool:
        """Say whether a source is the report's own: "our correspondent", "we doctors", "an earlier version of this"."""
        if token.pos_ in {"NOUN", "PROPN"} and token.left_edge.lower_ == "we":
            return True
        own = any(c.dep_ == "poss" and c.lower_ == "our" for c in token.children)
        staff = own and bool({token.lower_, token.lemma_.lower()} & (_documents() | _STAFF | _PEOPLE))
        return staff or earlier_version(token)

    def _own_name(self, agent: Agent) -> bool:
        """Say whether a source is the report's own outlet, by its name or last words ("the Post"), or works for it.

        Whatever it was taken for: a newspaper's name is often read as a person's.
        """
        short = naming.normal_name(agent.name).split()
        full = naming.normal_name(naming.without_remark(self.author.name)).split()
        if not short or not full:
            return False
        staff = short[: len(full)] == full and bool(_STAFF & set(short[len(full) :]))
        ends = agent.kind in BODIES and (full[-len(short) :] == short or shortened(short, full))
        return staff or short == full or ends

    def _made_by(self, token: Any) -> Agent | None:
        """Give who is behind a document: its maker in its own words, else for "the statement" whoever spoke last."""
        if (maker := maker_of(token) or spoken_for(token)) is not None:
            found = self._one(maker)
            if found is not None:
                self.makers[token.lemma_.lower()] = found
            return found
        pointing = token.doc[token.left_edge.i].lower_ in {"the", "this", "his", "her", "its", "their"}
        if not pointing or token.lower_ not in _documents() or token.lower_.startswith("spokes"):
            return None
        if (found := self.makers.get(token.lemma_.lower())) is not None:
            return found
        last = self.met[-1] if token.lemma_.lower() in _OF_THE_MOMENT and self.met else None
        alone = token.doc[token.left_edge.i].lower_ in {"his", "her"}  # no land is a he
        return last if last is None or not alone or last.kind in _SINGLE else None

    def _noun(self, token: Any, words: str) -> Agent | None:
        """Give the agent of a description: one named before that it can mean, else the description itself."""
        if token.doc[token.left_edge.i].tag_ == "PRP$" and single_person(token):
            words = self._theirs(token, words)
        if token.left_edge.i == token.i and (met := by_surname(words, (p[2] for p in self.persons))) is not None:
            return met
        # "The Foreign Secretary"; a noun in small letters is none that the tagger took for a name.
        titled = token.pos_ == "PROPN" and (token.lower_ in person_nouns() or token.text.islower())
        pointing = (token.pos_ == "NOUN" or titled) and words.lower().startswith(("the ", "this "))
        if agents.known(words) is None and (pointing or bare_title(token)):
            meant = words if pointing else f"the {words}"
            earlier = answering(token, self.parties) or self._described(token.lower_, meant)
            if earlier is not None:
                return earlier
        return self._unlisted(token, words)

    def _theirs(self, token: Any, words: str) -> str:
        """Give "its spokeswoman" the name of the body whose she is, where one was named."""
        body = next((a for a in [*reversed(self.parties), *reversed(self.met)] if a.kind in BODIES), None)
        rest = words.split(" ", 1)[-1]
        return f"{body.name} {rest}" if body is not None and token.doc[token.left_edge.i].lower_ == "its" else rest

    def _unlisted(self, token: Any, words: str) -> Agent:
        """Give the agent of a noun phrase that holds no recognised entity at its head."""
        if agents.known(words) is not None:
            return agents.resolve(words, self.report)
        kind = agents.kind_of_noun(token.text)
        side = f"{token.lower_}s" if kind is None and token.dep_ in {"compound", "amod", "nmod"} else ""
        if (theirs := agents.kind_of_noun(side)) is not None:
            return naming.agent(side, theirs, self.report.id)  # "rebel claims"
        first = token.i
        while token.pos_ == "PROPN" and first and token.doc[first - 1].pos_ == "PROPN":
            first -= 1
        run = str(token.doc[first : token.i + 1].text)
        words = _LOOSE.sub("", run if len(run) > len(words) else words)
        if token.pos_ == "PROPN" and kind is None:
            return agents.resolve(words, self.report, "PERSON" if len(words.split()) < 3 else "ORG")
        return naming.agent(agents.canonical(words), kind or AgentKind.UNNAMED_GROUP, self.report.id)

    def _pronoun(self, token: Any) -> Agent | None:
        """Give whom a pronoun means: the author for the first person, else the nearest that gender and number allow."""
        if (word := token.lower_) in _NOBODY | FIRST:
            return self.author if word in FIRST else None
        if word in _SOME:
            return naming.agent(word, AgentKind.GENERIC, self.report.id)
        if word in _SINGULAR:
            return self._singular(token, word)
        first = told_first(token)
        told = [self._unlisted(first, phrase_words(first))] if first is not None else []
        if word == "it":
            ents = [e for e in token.doc.ents if leads(e, token)]
            here = [agents.resolve(extended(e.root, e), self.report, e.label_) for e in ents] + goes_on(token, self.led)
            return body_meant(token, here, self.parties, self.met, self.accused) or next(iter(told), None)
        groups = (a for a in reversed(self.met) if a.kind is not AgentKind.PERSON and not is_one(a) and people(a))
        if self.several is not None and self.several[0] == self.sentence - 1:
            return self.several[1] if word == "they" else next(groups, None)
        they = word in {"they", "them", "themselves"}
        return next(groups, None) or next(iter(told), None) or self._people_beside(token) if they else None

    def _people_beside(self, token: Any) -> Agent | None:
        """Give the one group of people that a sentence names before "they": "contacted embassy officials, and they"."""
        many = [t for t in token.doc[: token.i] if t.tag_ == "NNS" and t.dep_ in {"dobj", "pobj", "nsubj"}]
        many = [t for t in many if agents.kind_of_noun(t.lower_) is AgentKind.UNNAMED_GROUP]
        return self._unlisted(many[0], phrase_words(many[0])) if len(many) == 1 else None

    def _singular(self, token: Any, word: str) -> Agent | None:
        """Give the person "she", "he" or "who" means; a person named earlier in the sentence counts as just met."""
        other = "he" if word in _SHE else "she" if word in _HE else ""
        said, own = said_beside(token), going_on(token)
        here = [
            (self.sentence, weight(e.root, own), agents.resolve(e.text, self.report, "PERSON"))
            for e in token.doc.ents
            if e.label_ == "PERSON"
            and e.end <= token.i
            and e.root.i not in said
            and agents.known(e.text) is None
            and e.root.dep_ != "poss"
        ]
        before = [t for t in token.doc[: token.i] if t.dep_ in SUBJECTS and t.i not in said and single_person(t)]
        here += [(self.sentence, 1, who) for t in before if (who := self._one(t)) is not None]
        fitting = [p for p in [*self.persons, *here] if self.called.get(p[2].id, word) != other]
        near = [p for p in fitting if self.sentence - p[0] <= FOCUS_SENTENCES]
        if not near:
            return None
        best = min(enumerate(near), key=lambda p: (self.sentence - p[1][0] - p[1][1], -p[1][0], -p[0]))[1][2]
        if word in _SHE | _HE:
            self.called.setdefault(best.id, "she" if word in _SHE else "he")
        return best

    def _described(self, noun: str, words: str) -> Agent | None:
        """Give the last named source that "the ministry" or "the monitoring group" can mean.

        A noun means the one whose name holds it; one that fits any body ("group") the last of the fitting kinds.
        """
        # "The British-based monitoring group": where a body has its seat tells not which it is.
        before, _, after = words.lower().partition(f" {noun}")
        _, *more = [w for w in before.split() if not w.endswith("-based")] or [""]
        of = after.split()[1:] if after.startswith(" of ") else []
        if (of or not after) and (person := self._titled(noun, [*more, *of])) is not None:
            return person
        named = [a for a in self.met if a.kind not in naming.PER_REPORT]
        parties = [a for a in self.parties if a.kind not in naming.PER_REPORT]
        plain = set(more) <= MODIFIERS
        for agent in [*reversed(named), *reversed(parties)]:
            # "The defence ministry" is that of the land whose it was before.
            if {noun, *more} <= set(agent.name.lower().split()) and (plain or agent.kind is AgentKind.OFFICIAL_BODY):
                return agent
        if self.owner and not more and (own := agents.known(f"{self.owner} {noun}")) is not None:
            return naming.agent(own.name, own.kind, self.report.id)
        kinds = kinds_of(noun, more) if not of else frozenset()
        return next((a for a in [*reversed(named), *reversed(parties)] if a.kind in kinds), None)


@cache
def _documents() -> frozenset[str]:
    return frozenset(lexicon("cues")["documents"])


def _remember(met: list[Agent], agent: Agent) -> None:
    """Make an agent the one met last."""
    if agent in met:
        met.remove(agent)
    met.append(agent)
    del met[:-AGENTS_MAX]
