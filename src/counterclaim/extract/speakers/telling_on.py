"""Who goes on telling: in "The commission's report is grim: it details …" the report does, and so its commission.

"It" tells for the document or the body that was the subject last, in its own sentence or in the one before, and never
for one of another paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.extract.grammar.clauses import SUBJECTS, child, said_of
from counterclaim.extract.named import agents
from counterclaim.extract.parsed.cue import Cue
from counterclaim.extract.parsed.makers import issued
from counterclaim.extract.speakers.sources import Focus
from counterclaim.lexicons import lexicon
from counterclaim.records.claim import Agent
from counterclaim.records.words import BODIES

if TYPE_CHECKING:
    from counterclaim.extract.parsed.attributed import Attribution
    from counterclaim.extract.parsed.parse import Parsed


@dataclass(slots=True)
class Teller:
    """Who told last in a paragraph: a document's token, or the body that spoke."""

    paragraph: int = -1
    document: Any = None
    body: tuple[Agent, ...] = ()

    def meant(self, cue: Cue, sentence: Parsed, focus: Focus) -> tuple[Agent, ...] | None:
        """Give whom "it" means that details something: nobody where nothing told; None for any other cue."""
        it, lemma = cue.source, cue.lemma
        if it is None or it.lower_ != "it" or lemma not in lexicon("cues")["telling"]:
            return None
        here = document_before(it)
        if here is not None:
            return focus.sources(here)
        if self.paragraph == sentence.passage.paragraph and not _other_before(it):
            return focus.sources(self.document) if self.document is not None else self.body
        # "It recorded five deaths" is told only by what tells; with a clause ("it described how …") any body can.
        return () if lemma in lexicon("cues")["weak"] and child(it.head, "ccomp") is None else None

    def note(self, sentence: Parsed, new: Iterable[Attribution]) -> None:
        """Remember what or who tells, after a sentence with its attributions."""
        subject, paragraph = _subject(sentence.doc), sentence.passage.paragraph
        if subject is not None and subject.lower_ == "it" and paragraph == self.paragraph:
            return
        told = next((a.sources for a in new if subject is not None and a.cue.source == subject), ())
        body = bool(told) and all(_body(agent) for agent in told)
        self.document = next((noun for noun, _ in issued(sentence.doc)), None)
        if self.document is None and subject is not None and _document(subject):
            self.document = subject
        elif self.document is None and told and not body:
            self.document = _last_subject(sentence.doc)  # of a person nobody says "it"
        self.body = told if body and self.document is None else ()
        self.paragraph = paragraph if self.document is not None or self.body else -1


def _body(agent: Agent) -> bool:
    """Say whether an agent is a body, by its kind or by the noun that its name ends in."""
    return agent.kind in BODIES or agents.kind_of_noun(agent.name.split()[-1]) in BODIES


def document_before(it: Any) -> Any:
    """Give the document that is the last subject before "it" in its sentence, or None."""
    return _last_subject(it.doc[: it.i])


def _last_subject(tokens: Any) -> Any:
    """Give the last subject among some tokens, those of relative clauses aside, where it is a document, or None."""
    subjects = [t for t in tokens if t.dep_ in SUBJECTS and t.head.dep_ != "relcl"]
    return subjects[-1] if subjects and _document(subjects[-1]) else None


def _other_before(it: Any) -> bool:
    """Say whether something else is a subject before "it" in its sentence, which "it" can mean."""
    return any(t.dep_ in SUBJECTS and t.pos_ != "PRON" for t in it.doc[: it.i])


def _subject(doc: Any) -> Any:
    """Give the subject of a sentence's main verb; for "it", the document in the sentence that it means."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    found = said_of(root) if root is not None else None
    return (document_before(found) or found) if found is not None and found.lower_ == "it" else found


def _document(token: Any) -> bool:
    """Say whether a token is a document, and not a number or who speaks for somebody."""
    entries, measures = lexicon("cues"), lexicon("measures")
    lemma = token.lemma_.lower()
    counts = lemma in {*measures["toll"], "figure", "count", "number", "estimate"}
    return lemma in entries["documents"] and not counts and not lemma.startswith("spokes")
