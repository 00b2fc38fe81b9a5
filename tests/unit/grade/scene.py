"""A small invented event, told by invented outlets, with its finding put together by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from counterclaim.canonical import identifier
from counterclaim.grade import grade
from counterclaim.records.claim import Agent, Claim
from counterclaim.records.decision import Decision
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.independence import shown_independent
from counterclaim.records.judgement import Answer, Event, Finding, Grade, Origin, Question, Tally
from counterclaim.records.registry import Registry
from counterclaim.records.source import Report
from counterclaim.records.words import AgentKind, Aspect, ClaimAct, Factuality, Measure, Stance, VictimClass
from counterclaim.settings import Settings
from counterclaim.weigh import weigh
from tests.unit.builders import a_claim, a_day, a_report, an_agent

MINUS = Factuality.CERTAIN_NOT


@dataclass
class Scene:
    """Claims told so far, and the origin key of each."""

    claims: list[Claim] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)
    decisions: tuple[Decision, ...] = ()
    contested: frozenset[Aspect] = frozenset()
    told: list[Report] = field(default_factory=list)
    place: Place | None = None
    time: TimeRange | None = field(default_factory=lambda: a_day("2031-05-01"))

    def reports(self) -> list[Report]:
        """Give the reports told so far."""
        return self.told

    def say(self, outlet: str, aspect: Aspect, value: str, speaker: Agent | None = None, **fields: Any) -> Claim:
        """Let an outlet carry a claim; claims with one `origin` are one voice (default: the speaker's)."""
        origin = fields.pop("origin", None)
        day = fields.pop("day", "2031-05-02")
        report = a_report(f"{outlet}: {aspect.value} {value} {len(self.claims)}", outlet, day)
        self.told.append(report)
        claim = a_claim(report, report.text, aspect, value, *([speaker] if speaker else []), **fields)
        self.claims.append(claim)
        self.keys[claim.id] = origin or claim.originator.id
        return claim

    def blame(self, outlet: str, party: str, speaker: Agent | None = None, **fields: Any) -> Claim:
        """Let an outlet carry the claim that a party did it."""
        values = {"act_type": "shelling", "actor": party} | fields
        return self.say(outlet, Aspect.PERPETRATOR, party, speaker, **values)

    def killed(self, outlet: str, number: int, speaker: Agent | None = None, **fields: Any) -> Claim:
        """Let an outlet carry a number of people killed."""
        values: dict[str, Any] = {
            "measure": Measure.KILLED, "victim_class": VictimClass.CIVILIAN, "act_type": "shelling",
            "range": NumberRange(number, number), "claim_act": ClaimAct.GIVE_NUMBER,
        }  # fmt: skip
        return self.say(outlet, Aspect.COUNT, f"{number} killed (civilian)", speaker, **(values | fields))

    def denies(self, outlet: str, party: str, speaker: Agent) -> Claim:
        """Let a speaker deny that a party did it."""
        return self.blame(outlet, party, speaker, stance=Stance.DENY, claim_act=ClaimAct.DENY_RESPONSIBILITY)

    def accepts(self, outlet: str, party: str) -> Claim:
        """Let a party accept responsibility."""
        who = an_agent(party, AgentKind.ARMED_ACTOR)
        act = ClaimAct.ACCEPT_RESPONSIBILITY
        return self.say(outlet, Aspect.OCCURRENCE, "shelling", who, claim_act=act, act_type="shelling")

    def event(self) -> Event:
        """Give the event of all claims."""
        ids = tuple(sorted(c.id for c in self.claims))
        reports = tuple(sorted({c.report for c in self.claims}))
        return Event(id="e_1", title="Shelling", act_types=("shelling",), place=self.place, time=self.time,
                     claims=ids, reports=reports)  # fmt: skip

    def finding(self) -> Finding:
        """Give the finding of all claims."""
        origins = self.origins()
        tally = Tally(reports=len(self.claims), origins=len(origins), shown_independent=shown_independent(origins))
        questions = tuple(self._question(a) for a in sorted({c.aspect for c in self.claims}))
        return Finding(event="e_1", questions=questions, ranges=(), origins=origins, tally=tally,
                       first_reported_by=None)  # fmt: skip

    def origins(self) -> tuple[Origin, ...]:
        """Give one origin for each key."""
        out = []
        for key in sorted(set(self.keys.values())):
            members = [c for c in self.claims if self.keys[c.id] == key]
            generic = any(h.agent.kind is AgentKind.GENERIC for c in members for h in c.chain)
            root = members[0].originator
            out.append(Origin(id=f"o_{key}", root=root, members=tuple(sorted(c.id for c in members)), reports=(),
                              shown=not generic, reasons=()))  # fmt: skip
        return tuple(out)

    def _question(self, aspect: Aspect) -> Question:
        mine = [c for c in self.claims if c.aspect is aspect]
        values = sorted({c.value for c in mine})
        answers = tuple(self._answer(aspect, v, [c for c in mine if c.value == v]) for v in values)
        contested = aspect in self.contested
        return Question(id=f"q_{aspect}", aspect=aspect, about="e_1", words="?", answers=answers, silent=(),
                        contested=contested, reason="")  # fmt: skip

    def _answer(self, aspect: Aspect, value: str, claims: Sequence[Claim]) -> Answer:
        ids = tuple(sorted(c.id for c in claims))
        tally = Tally(reports=len(ids), origins=1, shown_independent=1)
        return Answer(id=identifier("w", aspect.value, value), value=value, positions=(), tally=tally,
                      against_interest=False, claims=ids, range=claims[0].range, group=aspect.value)  # fmt: skip

    def grades(self) -> tuple[Grade, ...]:
        """Grade the event."""
        return grade(self.event(), self.finding(), self.claims, self.registry, self.decisions)

    def value(self, subject: str, mode: str = "strict", standard: str = "airwars") -> str:
        """Give one grade's value."""
        return self.of(subject, mode, standard).value

    def of(self, subject: str, mode: str = "strict", standard: str = "airwars") -> Grade:
        """Give one grade."""
        found = [g for g in self.grades() if (g.standard, g.mode, g.subject) == (standard, mode, subject)]
        assert len(found) == 1, [(g.standard, g.mode, g.subject) for g in self.grades()]
        return found[0]

    def digit(self, value: str, aspect: Aspect = Aspect.PERPETRATOR, mode: str = "stanag2511") -> Grade:
        """Give the grade of one answer's credibility."""
        return self.of(identifier("w", aspect.value, value), mode, "admiralty_digit")


def person(name: str) -> Agent:
    """Give a named person."""
    return an_agent(name, AgentKind.PERSON)


def nobody(report: str) -> Agent:
    """Give unnamed sources, told apart by report."""
    return an_agent("sources", AgentKind.GENERIC, report)


def weighed(scene: Scene) -> tuple[Grade, ...]:
    """Grade a scene whose finding is made by weighing, with its ranges; its reports carry their dates."""
    finding = weigh(scene.event(), scene.claims, scene.reports(), scene.origins(), Settings())
    return grade(scene.event(), finding, scene.claims, scene.registry, scene.decisions, scene.reports())


def given(scene: Scene, standard: str, mode: str = "") -> Grade:
    """Give the one grade that a standard gives a weighed scene, in one reading where it has several."""
    found = [g for g in weighed(scene) if g.standard == standard and mode in {"", g.mode}]
    assert len(found) == 1, [(g.mode, g.subject, g.value) for g in found]
    return found[0]
