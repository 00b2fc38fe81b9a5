"""A dossier made up for the tests: invented outlets, an invented town, and hostile words among the honest ones."""

from __future__ import annotations

from typing import Any

from counterclaim.canonical import identifier, text_digest
from counterclaim.records.claim import Agent, Claim, Hop
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier, Moment, Sayable
from counterclaim.records.extent import NumberRange, Place, TimeRange
from counterclaim.records.judgement import (
    Answer,
    CoverageRow,
    Event,
    Finding,
    Grade,
    Lineage,
    Origin,
    Position,
    Question,
    RangeGroup,
    SpanRef,
    Tally,
    TraceStep,
    WatchCandidate,
)  # fmt: skip
from counterclaim.records.registry import Camp
from counterclaim.records.source import Report
from counterclaim.records.words import (
    AgentKind,
    Aspect,
    ClaimAct,
    DecisionKind,
    Factuality,
    LineageKind,
    Measure,
    Speech,
    Stance,
    Take,
    VictimClass,
)  # fmt: skip

HOSTILE = "<script>alert('x')</script>"
OVERRIDE = "\u202eterces\u202c"
DAY = TimeRange("2031-05-04", "2031-05-04", True)
TEXTS = {
    "Harbour Post": (
        "en",
        "The army said on Sunday that it had retaken Qasrin. Residents told the Harbour Post that at least six "
        "people were killed when shells hit the market. The old mill was destroyed.",
    ),
    "Valley Wire": (
        "en",
        "QASRIN (Valley Wire) – Between three and five people were killed in the market, a medic said. "
        f"The governor denied that the army shelled the town. {HOSTILE} A clerk wrote {OVERRIDE} on the wall.",
    ),
    "Morning Ledger": (
        "en",
        "Reporting by Valley Wire. Between three and five people were killed in the market, a medic said.",
    ),
    "صوت الوادي": ("ar", "قال السكان إن المدينة سُلِّمت ليلاً. ولم يُصب السوق بأذى."),
}


def agent(name: str, kind: AgentKind = AgentKind.OUTLET) -> Agent:
    return Agent(identifier("a", name), name, kind)


def report(name: str, **fields: Any) -> Report:
    language, text = TEXTS[name]
    values: dict[str, Any] = {
        "id": identifier("r", name), "capture": "0" * 64, "locator": "", "path": f"{name}.txt", "publisher": name,
        "author": None, "published": TimeRange("2031-05-05", "2031-05-05", True), "language": language,
        "title": f"Qasrin, as told by {name}", "text": text, "sha256": text_digest(text),
        "url": "javascript:alert(1)", "came_from": (("publisher", "front matter"), ("language", "content")),
    }  # fmt: skip
    return Report(**{**values, **fields})


def claim(outlet: str, words: str, who: Agent, aspect: Aspect, value: str, **fields: Any) -> Claim:
    start = TEXTS[outlet][1].index(words)
    author = Hop(agent=agent(outlet), speech=Speech.OWN, factuality=Factuality.UNCOMMITTED)
    first = Hop(agent=who, speech=Speech.INDIRECT, factuality=Factuality.CERTAIN, cue="said", cue_start=0, cue_end=4)
    values: dict[str, Any] = {
        "id": identifier("c", outlet, words, value), "report": identifier("r", outlet), "start": start,
        "end": start + len(words), "text": words, "chain": (author,) if who == author.agent else (first, author),
        "stance": Stance.ASSERT, "claim_act": ClaimAct.REPORT, "aspect": aspect, "value": value,
        "extractor": "rules 1", "event": identifier("e", "qasrin"),
    }  # fmt: skip
    return Claim(**{**values, **fields})


ARMY = agent("the army", AgentKind.ARMED_ACTOR)
RESIDENTS = agent("residents", AgentKind.UNNAMED_GROUP)
MEDIC = agent("a medic", AgentKind.UNNAMED_GROUP)
GOVERNOR = agent("the governor", AgentKind.OFFICIAL_BODY)
SUKKAN = agent("السكان", AgentKind.UNNAMED_GROUP)
POST, WIRE, LEDGER, VALLEY = (agent(name) for name in TEXTS)
PLACE = Place("Qasrin", 34.55, 38.28, 5000, "town", "Nowhere", 2)
TAKEN = claim("Harbour Post", "it had retaken Qasrin", ARMY, Aspect.CONTROL, "the army", loaded=("retaken",))
SIX = claim(
    "Harbour Post", "at least six people were killed when shells hit the market", RESIDENTS, Aspect.COUNT,
    "at least 6 killed", measure=Measure.KILLED, victim_class=VictimClass.UNKNOWN, range=NumberRange(6, None),
    place=PLACE, time=DAY, hedges=("at least",),
)  # fmt: skip
SHELLS = claim("Harbour Post", "shells hit the market. The old mill", RESIDENTS, Aspect.TARGET, "market")
FIVE, COPY = (
    claim(
        outlet, "Between three and five people were killed in the market", MEDIC, Aspect.COUNT, "3–5 killed",
        measure=Measure.KILLED, range=NumberRange(3, 5),
    )
    for outlet in ("Valley Wire", "Morning Ledger")
)  # fmt: skip
DENIED = claim(
    "Valley Wire", "the army shelled the town", GOVERNOR, Aspect.PERPETRATOR, "the army", stance=Stance.DENY,
    claim_act=ClaimAct.DENY_RESPONSIBILITY,
)  # fmt: skip
SCRIPT = claim("Valley Wire", HOSTILE, WIRE, Aspect.CHARACTERISATION, HOSTILE, label=HOSTILE)
HANDED = claim("صوت الوادي", "المدينة سُلِّمت ليلاً", SUKKAN, Aspect.MANNER, "handed over", against_interest=True)
CLAIMS = (TAKEN, SIX, SHELLS, FIVE, COPY, DENIED, SCRIPT, HANDED)


def origin(root: Agent, members: tuple[Claim, ...], *, shown: bool, reasons: tuple[str, ...] = ()) -> Origin:
    reports = tuple(dict.fromkeys(c.report for c in members))
    ids = tuple(c.id for c in members)
    return Origin(id=identifier("o", root.id), root=root, members=ids, reports=reports, shown=shown, reasons=reasons)


CREDIT = "Morning Ledger credits Valley Wire: “Reporting by Valley Wire”."
ORIGINS = (
    origin(ARMY, (TAKEN,), shown=True),
    origin(RESIDENTS, (SIX, SHELLS), shown=True),
    origin(MEDIC, (FIVE, COPY), shown=True, reasons=(CREDIT,)),
    origin(GOVERNOR, (DENIED,), shown=True),
    origin(SUKKAN, (HANDED,), shown=False),
)


def position(who: Agent, take: Take, *claims: Claim, against_interest: bool = False) -> Position:
    home = next(o.id for o in ORIGINS if claims[0].id in o.members)
    ids = tuple(c.id for c in claims)
    return Position(agent=who, take=take, claims=ids, origin=home, against_interest=against_interest)


def answer(value: str, positions: tuple[Position, ...], tally: tuple[int, int, int], **fields: Any) -> Answer:
    values: dict[str, Any] = {
        "id": identifier("w", value, positions[0].claims[0]), "value": value, "positions": positions,
        "tally": Tally(reports=tally[0], origins=tally[1], shown_independent=tally[2]), "against_interest": False,
        "claims": tuple(c for p in positions for c in p.claims),
    }  # fmt: skip
    return Answer(**{**values, **fields})


def question(aspect: Aspect, words: str, answers: tuple[Answer, ...], silent: tuple[Agent, ...], why: str) -> Question:
    return Question(
        id=identifier("q", words), aspect=aspect, about="", words=words, answers=answers, silent=silent,
        contested="not" in why, reason=why,
    )  # fmt: skip


HELD = answer("the army", (position(ARMY, Take.ASSERTS, TAKEN), position(POST, Take.RELAYS, TAKEN)), (1, 1, 1))
AT_LEAST_SIX = answer(
    "at least 6 killed", (position(RESIDENTS, Take.ASSERTS, SIX), position(POST, Take.RELAYS, SIX)), (1, 1, 1),
    range=NumberRange(6, None),
)  # fmt: skip
THREE_TO_FIVE = answer(
    "3–5 killed",
    (position(MEDIC, Take.HEDGES, FIVE), position(WIRE, Take.RELAYS, FIVE), position(LEDGER, Take.RELAYS, COPY)),
    (2, 1, 1), range=NumberRange(3, 5),
)  # fmt: skip
SHELLED = answer("the army", (position(GOVERNOR, Take.DENIES, DENIED), position(WIRE, Take.RELAYS, DENIED)), (1, 1, 1))
OVER = answer(
    "handed over",
    (position(SUKKAN, Take.ASSERTS, HANDED, against_interest=True), position(VALLEY, Take.RELAYS, HANDED)),
    (1, 1, 0), against_interest=True,
)  # fmt: skip
QUESTIONS = (
    question(Aspect.CONTROL, "Who holds Qasrin?", (HELD,), (MEDIC, WIRE, LEDGER), "one answer only"),
    question(
        Aspect.COUNT, "How many people were killed?", (AT_LEAST_SIX, THREE_TO_FIVE), (ARMY, GOVERNOR, VALLEY),
        "the ranges do not overlap",
    ),
    question(Aspect.PERPETRATOR, "Who shelled the market?", (SHELLED,), (POST, LEDGER), "denied, not asserted"),
    question(Aspect.MANNER, f"How did Qasrin change hands? {HOSTILE}", (OVER,), (POST, WIRE), ""),
)  # fmt: skip
EVENT = Event(
    id=identifier("e", "qasrin"), title="Taking of Qasrin, 4 May 2031",
    act_types=("territory_change_force", "shelling"), place=PLACE, time=DAY, claims=tuple(c.id for c in CLAIMS),
    reports=tuple(identifier("r", name) for name in TEXTS),
)  # fmt: skip
KILLED = RangeGroup(
    label="people killed", measure="killed", victim_class="unknown", unit="persons", range=NumberRange(3, None),
    answers=(AT_LEAST_SIX.id, THREE_TO_FIVE.id), not_comparable="", contested=True,
)  # fmt: skip
FINDING = Finding(
    event=EVENT.id, questions=QUESTIONS, ranges=(KILLED,), origins=ORIGINS,
    tally=Tally(reports=4, origins=5, shown_independent=4),
    first_reported_by=(identifier("r", "Valley Wire"), "2031-05-05"),
)  # fmt: skip
TRACE = (
    TraceStep(rule="AW-1", words="Two or more origins and an admission", outcome="not", inputs=("origins 1",)),
    TraceStep(rule="AW-3", words="Claims differ", outcome="fired", inputs=(DENIED.id,)),
)
GRADE = Grade(
    id="g_1", event=EVENT.id, standard="airwars_style", mode="strict", subject="the army", value="contested",
    label="Claims of who did it differ", rule="AW-3", trace=TRACE,
    would_change=("One more shown-independent origin → Fair",), needs_review=("a person confirms the act was near",),
)  # fmt: skip
SPAN = SpanRef(report=TAKEN.report, start=TAKEN.start + 7, end=TAKEN.start + 14, words="retaken")


def measured(holder: str, measure: str, item: str, count: int, *spans: SpanRef) -> CoverageRow:
    return CoverageRow(
        holder=holder, holder_kind="agent", measure=measure, item=item, count=count, total=10, spans=spans
    )


COVERAGE = (
    measured("Harbour Post", "text_on", "objects", 4), measured("Harbour Post", "text_on", "people", 5),
    measured("Valley Wire", "text_on", "control", 6), measured("Valley Wire", "text_on", "people", 2),
    measured("Harbour Post", "loaded", "retaken", 1, SPAN), measured("Valley Wire", "left_out", "mill damage", 0),
)  # fmt: skip
LINEAGE = (
    Lineage(
        id="l_1", kind=LineageKind.WIRE_COPY, a=FIVE.report, b=COPY.report, first=FIVE.report, evidence=CREDIT,
        words="Reporting by Valley Wire",
    ),
)  # fmt: skip
KEPT = report(
    "Harbour Post", id="r_kept", publisher="Голос гавани", published=None, language="ru", title=None,
    text="Город был передан без боя.", read="no lexicon for ru",
)  # fmt: skip
WATCH = WatchCandidate(
    id="x_1", event=EVENT.id, words="Do reprisals follow?", act_types=("detention",), target="residents",
    place="Qasrin", days=90, span=SPAN,
)  # fmt: skip
ACCEPTED = Decision(
    number=3, kind=DecisionKind.ACCEPT, subject=SIX.id, fields=(), who="R. Analyst", at="2031-05-09T10:00:00Z",
    reason="heard the recording",
)  # fmt: skip
MOMENT = Moment(start=DAY.start, end=DAY.end, precise=True, words="Qasrin taken", kind="event", claims=(TAKEN.id,))


def dossier() -> Dossier:
    """Give the whole made-up dossier."""
    said = "Residents told the Harbour Post that at least six people were killed."
    return Dossier(
        event=EVENT, finding=FINDING, can_say=(Sayable(words=said, claims=(SIX.id,)),),
        agreed=(Sayable(words="Shells hit the market.", claims=(SHELLS.id,)),),
        contested=(Sayable(words=f"How many were killed {OVERRIDE}", claims=(SIX.id, FIVE.id)),),
        grades=(GRADE,), claims=CLAIMS, reports=tuple(report(name) for name in TEXTS), not_read=(KEPT,),
        origins=ORIGINS, lineage=LINEAGE, coverage=COVERAGE, watch=(WATCH,), timeline=(MOMENT,),
        decisions=(ACCEPTED,), camps=(Camp(agent="the governor", camp="government", basis="office held"),),
        run="run_0123", version="0.1.0", notice="Texts in this dossier are invented.",
    )  # fmt: skip
