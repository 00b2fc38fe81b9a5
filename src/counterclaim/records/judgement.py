"""The judgement layer: what `settle` rebuilds from claims and decisions. Every figure carries the claims behind it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from counterclaim.english import counted, listed
from counterclaim.records.claim import Agent
from counterclaim.records.counting import counted_words, share_words
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.words import Aspect, LineageKind, Take


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims that speak of the same happening.

    `title` is a phrase for a reader ("Taking of Palmyra, 27 March 2016"); `act_types` come most frequent first.
    """

    id: str
    title: str
    act_types: tuple[str, ...]
    place: Place | None
    time: TimeRange | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedSpan:
    """Words that stand in both texts: code-point offsets into text a and into text b, ends excluded."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """An edge between two reports (ids `r_`) or two claims (ids `c_`) that share an origin.

    `first` is the earlier of the two, or None when nothing shows which. `evidence` is a sentence a reader understands;
    `words` show it (a credit line), `spans` are the text they share, `share_a` and `share_b` how much of either that
    is. `one_speaker`: they are one speaker's, others keep what they say; `passage_only`: it ties
    no other words of b's report.
    """

    id: str
    kind: LineageKind
    a: str
    b: str
    first: str | None
    evidence: str
    words: str = ""
    spans: tuple[SharedSpan, ...] = ()
    one_speaker: bool = False
    passage_only: bool = False
    share_a: float = 0.0
    share_b: float = 0.0


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Why a voice is perhaps another one: what the two share, as a key, and a sentence for a reader."""

    doubt: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One voice: claims (or reports) joined by lineage.

    `root` is the agent it goes back to; `shown` says that it is named or typed and no hop of any member generic or
    missing; `reasons` has a sentence for each merge; `perhaps` are voices that one body can stand behind besides.
    `speakers` are its agents that are one speaker, by id: what others of them say is each one's own, and counts once.
    """

    id: str
    root: Agent | None
    members: tuple[str, ...]
    reports: tuple[str, ...]
    shown: bool
    reasons: tuple[str, ...]
    perhaps: tuple[Perhaps, ...] = ()
    speakers: tuple[tuple[str, ...], ...] = ()

    @property
    def independence(self) -> str:
        """Say whether it is shown to be independent; of one that can be another voice, that it is not of that one."""
        if not self.shown:
            return "not shown independent"
        return "shown independent, but not of whom it can be one with" if self.perhaps else "shown independent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The triple that every count of sources is given as.

    `parties` are how many of those shown independent are parties to what happened: told beside, never taken off.
    """

    reports: int
    origins: int
    shown_independent: int
    parties: int = 0

    @property
    def words(self) -> str:
        """Say in a sentence how many voices stand behind the reports, and why there are more or fewer of them."""
        reports, voices = counted(self.reports, "report"), counted(self.origins, "voice")
        carry = "carries" if self.reports == 1 else "carry"
        if self.origins < self.reports:
            go = "goes" if self.reports == 1 else "go"
            told = f"{reports} {go} back to {voices}, since some copy or quote the same source"
        elif self.origins == self.reports:
            told = f"{reports} {carry} {voices}"
        else:
            told = f"{reports} {carry} {voices}, since one report can quote several speakers"
        return f"{told}; {self._shown()}{self.of_parties}."

    @property
    def of_parties(self) -> str:
        """Say how many of the voices that are shown independent are parties to what happened; nothing where none is."""
        if not self.parties:
            return ""
        if self.shown_independent == 1:
            return ", and is a party to what happened"
        return f", of these {self.parties:,} {'is a party' if self.parties == 1 else 'are parties'} to what happened"

    def _shown(self) -> str:
        if self.origins < 2 or self.shown_independent in {0, self.origins}:
            every = "it is" if self.origins == 1 else "all are"
            none = "it is not" if self.origins == 1 else "none is"
            return f"{every if self.shown_independent else none} shown to be independent"
        verb = "is" if self.shown_independent == 1 else "are"
        return f"{self.shown_independent:,} of them {verb} shown to be independent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One agent's stand on one answer, with the claims and the origin it stands on.

    `taken_back` tells a hedge by which the agent takes back what it had said from any other reserve, `unverified` one
    by which it only could not confirm what somebody said: it does not give the answer. `speaks_for` is the body for
    which a report says that the agent speaks, where it denies, admits or explains something: the stand is the body's.
    """

    agent: Agent
    take: Take
    claims: tuple[str, ...]
    origin: str | None
    against_interest: bool = False
    taken_back: bool = False
    unverified: bool = False
    speaks_for: str = ""

    @property
    def called(self) -> str:
        """Give the name of whose stand it is, for a list: a body's with the one through whom it speaks."""
        return f"{self.speaks_for} (through {self.agent.name})" if self.speaks_for else self.agent.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One value given to a question, with every position on it.

    `group` names the set of comparable answers a number belongs to: measure, victim class, unit, for combatants the
    side they are of, and the area and period it is counted over where these are not the event's own. Ranges join only
    inside one group. Where claims give the answer in other words than `value`, `wordings` has each with its claims.
    `together` are the ids of other answers to who did it that a voice gives in one breath with it.
    """

    id: str
    value: str
    positions: tuple[Position, ...]
    tally: Tally
    against_interest: bool
    claims: tuple[str, ...]
    range: NumberRange | None = None
    group: str = ""
    origins: tuple[str, ...] = ()
    wordings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    together: tuple[str, ...] = ()

    def as_said(self, claims: Collection[str]) -> Answer:
        """Give the answer in the wording that some of its claims use; as it is where they use several, and it is one.

        Where it is called by a word of ours ("Karven side"), the most told of their wordings.
        """
        said = [words for words, ids in self.wordings if not set(ids).isdisjoint(claims)]
        return replace(self, value=said[0]) if said and (len(said) == 1 or not self.in_own_words) else self

    @property
    def in_own_words(self) -> bool:
        """Whether some claim gives the answer in the very words of `value`."""
        return not self.wordings or any(words == self.value for words, _ in self.wordings)

    @property
    def quoted(self) -> str:
        """Give the answer in quotation marks: in words that claims use, never in ours."""
        if self.in_own_words:
            return f"“{self.words}”"
        return " or ".join(f"“{words}”" for words, _ in self.wordings)

    @property
    def words(self) -> str:
        """Give the value for a reader; a count says whom it counts: "at least 400 combatants killed"."""
        if self.range is None or "|people" not in self.group:
            return (self.range and share_words(self.group, self.range.words())) or self.value
        return f"{self.range.words()} {counted_words(self.group, self.range.low == self.range.high == 1)}"


#: What a question is about that the accused, or who denies the harm, answers with another deed than the one charged.
ANOTHER_DEED = "another deed than the one charged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One aspect of one event (or of one asset of it), its answers, and who covered the event but is silent."""

    id: str
    aspect: Aspect
    about: str
    words: str
    answers: tuple[Answer, ...]
    silent: tuple[Agent, ...]
    contested: bool
    reason: str

    @property
    def asks_who(self) -> bool:
        """Whether it asks who did what the event is about, and not what the accused says of another deed of its own."""
        return self.aspect is Aspect.PERPETRATOR and not self.of_another_deed

    @property
    def of_another_deed(self) -> bool:
        """Whether the accused or who denies the harm answers it, of another deed."""
        return self.about == ANOTHER_DEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one source said at one time: the answer, its words for a reader, the claims, and the days it was said.

    `said` is the publication of the earliest report that carries it, or None where no report is dated; `last` that of
    the latest, which is later where an old answer is still passed on.
    """

    answer: str
    words: str
    take: Take
    claims: tuple[str, ...]
    said: TimeRange | None
    last: TimeRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What one source said to one question over time, oldest first.

    `camp` is set where two members of one camp give the stages; `agent` is then the first of them.
    `kind` is `revises` (each later answer takes the place of the one before), `retracts` (it took back what it had
    said), or `contradicts itself` (answers that cannot both be so, and nothing shows that one replaced the other).
    """

    question: str
    agent: Agent
    kind: str
    stages: tuple[Stage, ...]
    words: str
    camp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeGroup:
    """Numbers that count the same thing, joined; `not_comparable` says why it stands apart from the other groups.

    `superseded` are the answers that their sources have since replaced or taken back, `unheld` those that nobody gives,
    since they are only denied, doubted or not confirmed, and "none" where somebody gives a number, which it denies:
    shown, and not in the range.
    `area` and `period` are the words for them where the numbers do not count the event alone.
    """

    label: str
    measure: str
    victim_class: str
    unit: str
    range: NumberRange
    answers: tuple[str, ...]
    not_comparable: str
    contested: bool
    superseded: tuple[str, ...] = ()
    area: str = ""
    period: str = ""
    unheld: tuple[str, ...] = ()

    @property
    def current(self) -> tuple[str, ...]:
        """Give the answers that somebody still gives."""
        return tuple(a for a in self.answers if a not in self.superseded and a not in self.unheld)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """All answers to all questions of one event, with ranges, origins and the event's own tally.

    `first_reported_by` is who reported it first, and on which day; `first_too` are those whose reports appeared on that
    day as well, where nothing tells which was earlier. `parties` are who of the originators is a party to the event.
    """

    event: str
    questions: tuple[Question, ...]
    ranges: tuple[RangeGroup, ...]
    origins: tuple[Origin, ...]
    tally: Tally
    first_reported_by: tuple[str, str] | None
    sums: tuple[str, ...] = ()
    histories: tuple[History, ...] = ()
    first_too: tuple[str, ...] = ()
    parties: tuple[Agent, ...] = ()

    @property
    def first(self) -> str:
        """Say who reported the event first: a name, or all of one day; empty where no report is dated."""
        if self.first_reported_by is None:
            return ""
        names = (self.first_reported_by[0], *self.first_too)
        return f"{listed(names)}, on the same day" if self.first_too else names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One rule that was tried: its id, what it says, the inputs it read, and whether it fired, nearly fired or not.

    `missing` says for each condition that is not met what it asks for and what there is.
    """

    rule: str
    words: str
    outcome: str
    inputs: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What one published standard gives for one subject.

    `standard` and `mode` name the data file and its reading; `subject` is the agent or answer graded; `value` is a
    code of the standard; `needs_review` lists the human gates that stand open (standards §12.4); `machine_value`
    keeps what the rules gave when a person overrode it; `flags` are warnings that travel with the value.
    """

    id: str
    event: str
    standard: str
    mode: str
    subject: str
    value: str
    label: str
    rule: str
    trace: tuple[TraceStep, ...]
    would_change: tuple[str, ...]
    needs_review: tuple[str, ...] = ()
    machine_value: str = ""
    override: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One settlement of the whole case. `id` is a digest of evidence, decisions, settings and versions.

    `program` is the digest of the code and data that settled it: the same version can be another program. `renamed` are
    the events and grades that decisions name and that are called otherwise in it, each with what it is called;
    `unapplied` are the decisions that stand and change nothing in it, each with why.
    """

    id: str
    version: str
    settings: str
    evidence: str
    decisions: str
    extractor: str
    counts: tuple[tuple[str, int], ...]
    tables: tuple[tuple[str, str], ...]
    program: str = ""
    renamed: tuple[tuple[str, str], ...] = ()
    unapplied: tuple[tuple[int, str], ...] = ()
