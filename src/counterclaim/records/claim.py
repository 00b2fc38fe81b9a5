"""A claim: one attributed proposition about one aspect of one happening, anchored to a span."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.english import Who, head, is_plural, with_a, with_the, without_capital
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.words import (
    AgentKind,
    Aspect,
    Basis,
    ClaimAct,
    Factuality,
    Measure,
    Speech,
    Stance,
    VictimClass,
)

#: A named body that ends so takes a verb in the plural ("Valley Defence Forces say").
_SEVERAL = frozenset({"forces", "troops", "rebels", "units", "brigades", "guards", "militias", "fighters", "police"})
#: Names of the people of a land end so ("Velnians say").
_PEOPLE = "ians"
#: Begins the `extractor` of a claim that an analyst drew; the name and the decision follow.
DRAWN = "analyst "
#: Ends the unit of a number that counts a part of one given beside it ("45 fighters, 12 of them foreigners").
PART = ", part of a larger number"


@dataclass(frozen=True, slots=True, order=True)
class Agent:
    """Whoever speaks or acts. `id` is a function of the normalised name, so that one name is one agent in a case."""

    id: str
    name: str
    kind: AgentKind

    @property
    def who(self) -> Who:
        """Give this agent as the subject of a sentence: a name as it is; who has none as "residents", "a source"."""
        if self.kind in {AgentKind.UNNAMED_GROUP, AgentKind.GENERIC}:
            return Who(with_a(without_capital(self.name)), is_plural(self.name))
        # A body that has no name: "the army denies", also where a headline leaves its article out.
        if self.name.islower() and self.kind is not AgentKind.OUTLET:
            return Who(with_the(self.name), is_plural(self.name) or self._several)
        # A name in "s" is mostly one body (an agency, a movement); these words are several wherever they end a name.
        people = self.kind is not AgentKind.PERSON and self.name.endswith(_PEOPLE)
        return Who(self.name, self._several or people)

    @property
    def _several(self) -> bool:
        return head(self.name).lower().rsplit(" ", 1)[-1] in _SEVERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a claim's chain: who holds it, by which words, and how sure this holder is.

    `cue_start` and `cue_end` are offsets into the report's text; all three cue fields are None where no word signals
    the step (a report's own author). `factuality` is this holder's commitment to the proposition.
    """

    agent: Agent
    speech: Speech
    factuality: Factuality
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attributed proposition about one aspect.

    `text` is exactly `report.text[start:end]` (code points). `chain` runs from the originator (hop 0) to the report's
    own author (last hop) and is never empty. `time` is None when the words give none or a relative one that no
    date resolves; `time_words` keeps them. `value` is the answer this claim gives, as a normalised phrase
    ("destroyed", "no damage", "handed over", "ISIS"): claims of one aspect of one event with one value share an answer.
    `asset` is the thing harmed; `label` is the word that characterises. `inferred` names the slots that are not in the
    claim's own sentence: its report tells them of the happening that the claim belongs to. Field list: design §6.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    chain: tuple[Hop, ...]
    stance: Stance
    claim_act: ClaimAct
    aspect: Aspect
    value: str
    extractor: str
    act_type: str | None = None
    actor: str | None = None
    target: str | None = None
    place: Place | None = None
    time: TimeRange | None = None
    time_words: str | None = None
    measure: Measure | None = None
    victim_class: VictimClass | None = None
    range: NumberRange | None = None
    unit: str | None = None
    asset: str | None = None
    label: str | None = None
    hedges: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    basis: Basis = Basis.UNDISCLOSED
    inferred: tuple[str, ...] = ()
    event: str | None = None
    against_interest: bool = False

    @property
    def drawn_by(self) -> str:
        """Give who drew the claim by hand and by which decision; nothing where a program read it."""
        return self.extractor.removeprefix(DRAWN) if self.extractor.startswith(DRAWN) else ""

    @property
    def originator(self) -> Agent:
        """Give the agent the claim starts from."""
        return self.chain[0].agent

    @property
    def relays(self) -> tuple[Agent, ...]:
        """Give the agents that pass the claim on, from the originator outwards."""
        return tuple(hop.agent for hop in self.chain[1:])
