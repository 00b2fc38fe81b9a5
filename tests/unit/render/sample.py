"""One invented event told by seven invented reports: a clinic, a denial, two counts, a copied wire, an admission."""

from __future__ import annotations

from counterclaim.records.claim import Agent, Claim
from counterclaim.records.coverage import CoverageRow, SpanRef, WatchCandidate
from counterclaim.records.decision import Decision
from counterclaim.records.dossier import Dossier, Moment, Sayable
from counterclaim.records.extent import NumberRange
from counterclaim.records.judgement import (
    Answer,
    Event,
    Finding,
    Grade,
    Lineage,
    Origin,
    Position,
    Question,
    RangeGroup,
    SharedSpan,
    Tally,
    TraceStep,
)
from counterclaim.records.registry import Camp
from counterclaim.records.source import Report
from counterclaim.records.words import (
    AgentKind,
    Aspect,
    ClaimAct,
    DecisionKind,
    LineageKind,
    Measure,
    Stance,
    Take,
    VictimClass,
)
from tests.unit.builders import a_claim, a_day, a_place, a_report, an_agent

WIRE_TEXT = (
    "Shells destroyed the clinic at Kesh on Monday, its director Ana Orlu said.\n\n"
    "At least 12 people were killed, she told Coastal Wire by telephone. Residents said the fire came from army "
    "positions on the northern ridge."
)
WIRE = a_report(WIRE_TEXT, "Coastal Wire", "2031-05-12", title="Clinic destroyed at Kesh, director says")
POST = a_report(
    WIRE_TEXT + "\n\nThe clinic was the last one open in the valley. (Coastal Wire)",
    "Harbour Post",
    "2031-05-13",
    title="Twelve dead as valley’s last clinic falls",
)
LEDGER = a_report(
    "Shells destroyed the clinic at Kesh on Monday, its director Ana Orlu said. (Coastal Wire)",
    "Northern Ledger",
    "2031-05-13",
)
RADIO = a_report(
    "The Defence Ministry said no clinic had been hit. The terrorists themselves shelled the building, a spokesman "
    "claimed, and it “may have been damaged” at most. The heroic liberation of the valley goes on.",
    "Ardania State Radio",
    "2031-05-12",
    title="Ministry: clinic story is an invention",
)
COUNT = a_report(
    "The Meridian Observatory documented 9 civilians killed at Kesh, among them 3 children. The building burnt out.",
    "Meridian Observatory",
    "2031-05-14",
    author="D. Faro",
    url="https://meridian.example/kesh?<script>alert(1)</script>",
)
COURIER = a_report(
    "A Defence Ministry officer conceded that one shell had gone astray and hit the clinic. Between 15 and 20 people "
    "died in the valley that week, the Relief Corps estimates. Neighbours fear reprisals once the road reopens.",
    "Valley Courier",
    "2031-05-17",
    came_from=(("publisher", "front matter"), ("published", "byline")),
)
HOSTILE = a_report(
    "<script>alert('x')</script><img src=x onerror=alert(1)> The clinic \u202egnidliub\u202c stands\u200b unharmed.",
    "Echo <b>Board</b>",
    "2031-05-15",
    title='"><svg onload=alert(2)>',
)
UNREAD = a_report(
    "قالت الممرضة إن العيادة دمرت.", "صوت الوادي", "2031-05-13", language="ar", title="عيادة كيش",
    read="language ar is not read yet",
)  # fmt: skip
REPORTS = (WIRE, POST, LEDGER, RADIO, COUNT, COURIER, HOSTILE)

ORLU = an_agent("Ana Orlu", AgentKind.PERSON)
RESIDENTS = an_agent("residents", AgentKind.UNNAMED_GROUP, WIRE.id)
MINISTRY = an_agent("Defence Ministry", AgentKind.OFFICIAL_BODY)
OBSERVATORY = an_agent("Meridian Observatory")
RELIEF = an_agent("Relief Corps", AgentKind.ORGANISATION)
CWIRE, HPOST, LEDGERS = an_agent("Coastal Wire"), an_agent("Harbour Post"), an_agent("Northern Ledger")
SRADIO, VCOURIER, ECHO = an_agent("Ardania State Radio"), an_agent("Valley Courier"), an_agent("Echo <b>Board</b>")

_DESTROYED = "Shells destroyed the clinic at Kesh on Monday"
DESTROYED = [
    a_claim(r, _DESTROYED, Aspect.DAMAGE, "clinic destroyed", ORLU, asset="clinic") for r in (WIRE, POST, LEDGER)
]
SHELLED = a_claim(WIRE, "Shells destroyed the clinic", Aspect.OCCURRENCE, "shelled", ORLU)
TWELVE = a_claim(
    WIRE, "At least 12 people were killed", Aspect.COUNT, "at least 12", ORLU, range=NumberRange(12, None),
    measure=Measure.KILLED, victim_class=VictimClass.UNKNOWN, hedges=("at least",),
)  # fmt: skip
RIDGE = a_claim(WIRE, "the fire came from army positions", Aspect.PERPETRATOR, "army", RESIDENTS)
NO_HIT = a_claim(
    RADIO, "no clinic had been hit", Aspect.DAMAGE, "clinic destroyed", MINISTRY, stance=Stance.DENY,
    claim_act=ClaimAct.DENY_EVENT,
)  # fmt: skip
OTHERS = a_claim(
    RADIO, "The terrorists themselves shelled the building", Aspect.PERPETRATOR, "armed opposition", MINISTRY,
    loaded=("terrorists",),
)  # fmt: skip
MAYBE = a_claim(RADIO, "it “may have been damaged” at most", Aspect.DAMAGE, "damaged", MINISTRY, hedges=("may",))
NINE = a_claim(
    COUNT, "9 civilians killed at Kesh", Aspect.COUNT, "9", range=NumberRange(9, 9), measure=Measure.KILLED,
    victim_class=VictimClass.CIVILIAN,
)  # fmt: skip
BURNT = a_claim(COUNT, "The building burnt out", Aspect.DAMAGE, "clinic destroyed")
CHILDREN = a_claim(COUNT, "3 children", Aspect.VICTIM_IDENTITY, "children")
ASTRAY = a_claim(
    COURIER, "one shell had gone astray and hit the clinic", Aspect.PERPETRATOR, "army", MINISTRY,
    stance=Stance.CONCEDE, claim_act=ClaimAct.CONCEDE_HARM, against_interest=True,
)  # fmt: skip
WEEK = a_claim(
    COURIER, "Between 15 and 20 people died in the valley that week", Aspect.COUNT, "15–20", RELIEF,
    range=NumberRange(15, 20), measure=Measure.KILLED, victim_class=VictimClass.UNKNOWN,
)  # fmt: skip
UNHARMED = a_claim(
    HOSTILE, HOSTILE.text[HOSTILE.text.index("The clinic") :], Aspect.DAMAGE, "<i>no damage</i>", stance=Stance.ASSERT
)
CLAIMS: tuple[Claim, ...] = (
    *DESTROYED, SHELLED, TWELVE, RIDGE, NO_HIT, OTHERS, MAYBE, NINE, BURNT, CHILDREN, ASTRAY, WEEK, UNHARMED,
)  # fmt: skip


def _origin(key: str, root: Agent | None, claims: list[Claim], *reasons: str, shown: bool = True) -> Origin:
    members = tuple(c.id for c in claims)
    reports = tuple(dict.fromkeys(c.report for c in claims))
    return Origin(id=key, root=root, members=members, reports=reports, shown=shown, reasons=reasons)


O_ORLU = _origin(
    "o_orlu", ORLU, [*DESTROYED, SHELLED, TWELVE],
    "Harbour Post and Northern Ledger carry the Coastal Wire story under its credit line.",
)  # fmt: skip
O_RESIDENTS = _origin("o_residents", RESIDENTS, [RIDGE])
O_MINISTRY = _origin("o_ministry", MINISTRY, [NO_HIT, OTHERS, MAYBE, ASTRAY])
O_OBSERVATORY = _origin("o_obs", OBSERVATORY, [NINE, BURNT, CHILDREN])
O_RELIEF = _origin("o_relief", RELIEF, [WEEK])
O_ECHO = _origin("o_echo", None, [UNHARMED], shown=False)


def _at(agent: Agent, take: Take, origin: Origin, *claims: Claim, against: bool = False) -> Position:
    ids = tuple(c.id for c in claims)
    return Position(agent=agent, take=take, claims=ids, origin=origin.id, against_interest=against)


def _answer(key: str, value: str, tally: Tally, *positions: Position, numbers: NumberRange | None = None) -> Answer:
    claims = tuple(dict.fromkeys(c for p in positions for c in p.claims))
    against = any(p.against_interest for p in positions)
    return Answer(
        id=key, value=value, positions=positions, tally=tally, against_interest=against, claims=claims, range=numbers
    )


def _tally(reports: int, origins: int, shown: int) -> Tally:
    return Tally(reports=reports, origins=origins, shown_independent=shown)


ONE = _tally(1, 1, 1)
A_TWELVE = _answer(
    "n_12", "at least 12", _tally(1, 1, 1), _at(ORLU, Take.ASSERTS, O_ORLU, TWELVE),
    _at(CWIRE, Take.RELAYS, O_ORLU, TWELVE), numbers=NumberRange(12, None),
)  # fmt: skip
A_NINE = _answer(
    "n_9", "9", _tally(1, 1, 1), _at(OBSERVATORY, Take.ASSERTS, O_OBSERVATORY, NINE), numbers=NumberRange(9, 9)
)
A_WEEK = _answer(
    "n_15", "15–20", _tally(1, 1, 1), _at(RELIEF, Take.HEDGES, O_RELIEF, WEEK),
    _at(VCOURIER, Take.RELAYS, O_RELIEF, WEEK), numbers=NumberRange(15, 20),
)  # fmt: skip
DAMAGE = Question(
    id="q_damage", aspect=Aspect.DAMAGE, about="clinic", words="Was the clinic at Kesh destroyed?",
    answers=(
        _answer(
            "n_destroyed", "clinic destroyed", _tally(5, 3, 2),
            _at(ORLU, Take.ASSERTS, O_ORLU, DESTROYED[0], DESTROYED[1], DESTROYED[2]),
            _at(CWIRE, Take.RELAYS, O_ORLU, DESTROYED[0]), _at(HPOST, Take.RELAYS, O_ORLU, DESTROYED[1]),
            _at(LEDGERS, Take.RELAYS, O_ORLU, DESTROYED[2]), _at(OBSERVATORY, Take.ASSERTS, O_OBSERVATORY, BURNT),
            _at(MINISTRY, Take.DENIES, O_MINISTRY, NO_HIT), _at(SRADIO, Take.RELAYS, O_MINISTRY, NO_HIT),
        ),
        _answer(
            "n_damaged", "damaged", _tally(1, 1, 1), _at(MINISTRY, Take.HEDGES, O_MINISTRY, MAYBE),
            _at(SRADIO, Take.RELAYS, O_MINISTRY, MAYBE),
        ),
        _answer("n_none", "<i>no damage</i>", _tally(1, 1, 0), _at(ECHO, Take.ASSERTS, O_ECHO, UNHARMED)),
    ),
    silent=(RELIEF, VCOURIER, RESIDENTS), contested=True, reason="one origin denies what two assert",
)  # fmt: skip
PERPETRATOR = Question(
    id="q_who", aspect=Aspect.PERPETRATOR, about="", words="Who shelled the clinic?",
    answers=(
        _answer(
            "n_army", "army", _tally(2, 2, 2), _at(RESIDENTS, Take.ASSERTS, O_RESIDENTS, RIDGE),
            _at(CWIRE, Take.RELAYS, O_RESIDENTS, RIDGE),
            _at(MINISTRY, Take.ASSERTS, O_MINISTRY, ASTRAY, against=True),
            _at(VCOURIER, Take.RELAYS, O_MINISTRY, ASTRAY),
        ),
        _answer(
            "n_rebels", "armed opposition", _tally(1, 1, 1), _at(MINISTRY, Take.ASSERTS, O_MINISTRY, OTHERS),
            _at(SRADIO, Take.RELAYS, O_MINISTRY, OTHERS),
        ),
    ),
    silent=(OBSERVATORY, RELIEF, HPOST, LEDGERS), contested=True,
    reason="two answers, from different origins; one party gives both",
)  # fmt: skip
COUNTS = Question(
    id="q_count", aspect=Aspect.COUNT, about="", words="How many were killed?", answers=(A_TWELVE, A_NINE, A_WEEK),
    silent=(MINISTRY, SRADIO), contested=False, reason="the figures do not count the same thing",
)  # fmt: skip
WHOM = Question(
    id="q_whom", aspect=Aspect.VICTIM_IDENTITY, about="", words="Who was harmed?",
    answers=(_answer("n_child", "children", _tally(1, 1, 1), _at(OBSERVATORY, Take.ASSERTS, O_OBSERVATORY, CHILDREN)),),
    silent=(MINISTRY, CWIRE), contested=False, reason="",
)  # fmt: skip


def _group(
    label: str, victims: str, numbers: NumberRange, answer: Answer, apart: str, *, contested: bool = False
) -> RangeGroup:
    return RangeGroup(
        label=label, measure="killed", victim_class=victims, unit="people", range=numbers, answers=(answer.id,),
        not_comparable=apart, contested=contested,
    )  # fmt: skip


FINDING = Finding(
    event="e_kesh",
    questions=(WHOM, COUNTS, DAMAGE, PERPETRATOR),
    ranges=(
        _group("killed, at Kesh on 12 May", "unknown", NumberRange(12, None), A_TWELVE, ""),
        _group(
            "civilians killed, at Kesh", "civilian", NumberRange(9, 9), A_NINE,
            "counts civilians only; the others count everybody",
        ),
        _group(
            "killed, in the valley that week", "unknown", NumberRange(15, 20), A_WEEK,
            "counts a week and the whole valley; the others count one day at one place",
        ),
    ),
    origins=(O_ORLU, O_RESIDENTS, O_MINISTRY, O_OBSERVATORY, O_RELIEF, O_ECHO),
    tally=_tally(7, 5, 4),
    first_reported_by=("Coastal Wire", "2031-05-12"),
    sums=("9 killed include 3 children; the parts do not exceed the whole.",),
)  # fmt: skip


def _report_origin(key: str, root: Agent | None, *reports: Report, reason: str = "", shown: bool = True) -> Origin:
    ids = tuple(r.id for r in reports)
    return Origin(id=key, root=root, members=ids, reports=ids, shown=shown, reasons=(reason,) if reason else ())


STEP = TraceStep(
    rule="aw-fair", words="two or more origins, and the belligerent was near", outcome="fired",
    inputs=(DESTROYED[0].id, BURNT.id),
)  # fmt: skip
NEAR_STEP = TraceStep(
    rule="aw-confirmed", words="the belligerent accepts responsibility", outcome="nearly fired", inputs=(ASTRAY.id,)
)
SHARED = "Shells destroyed the clinic at Kesh on Monday, its director Ana Orlu said."


def a_dossier() -> Dossier:
    """Give the whole dossier of the invented event."""
    return Dossier(
        event=Event(
            id="e_kesh", title="Shelling of the clinic at Kesh, 12 May 2031", act_types=("shelling",),
            place=a_place("Kesh", -41.27, 12.81, 2500), time=a_day("2031-05-12"), claims=tuple(c.id for c in CLAIMS),
            reports=tuple(r.id for r in REPORTS),
        ),
        finding=FINDING,
        can_say=(
            Sayable(
                words="The clinic at Kesh was destroyed by shelling on 12 May 2031, its director Ana Orlu and the "
                "Meridian Observatory say independently of each other; the Defence Ministry denies it.",
                claims=(DESTROYED[0].id, DESTROYED[1].id, BURNT.id, NO_HIT.id),
            ),
            Sayable(words="A Defence Ministry officer conceded that one shell hit it.", claims=(ASTRAY.id,)),
        ),
        agreed=(Sayable(words="People were killed at Kesh.", claims=(TWELVE.id, NINE.id)),),
        contested=(
            Sayable(words="Whether the clinic was destroyed.", claims=(DESTROYED[0].id, NO_HIT.id, UNHARMED.id)),
            Sayable(words="Who shelled it: the army or the armed opposition.", claims=(RIDGE.id, OTHERS.id)),
        ),
        grades=_grades(),
        claims=CLAIMS,
        reports=REPORTS,
        not_read=(UNREAD,),
        origins=(
            _report_origin(
                "o_r1", CWIRE, WIRE, POST, LEDGER,
                reason="Harbour Post and Northern Ledger print the Coastal Wire text and credit it.",
            ),
            _report_origin("o_r2", MINISTRY, RADIO), _report_origin("o_r3", OBSERVATORY, COUNT),
            _report_origin("o_r4", VCOURIER, COURIER), _report_origin("o_r5", None, HOSTILE, shown=False),
        ),
        lineage=(_copy("l_1", POST), _copy("l_2", LEDGER)),
        coverage=_coverage(),
        watch=(
            WatchCandidate(
                id="w_1", event="e_kesh", words="Reprisals in Kesh once the road reopens",
                act_types=("massacre_execution", "detention"), target="residents", place="Kesh", days=60,
                span=_span(COURIER, "Neighbours fear reprisals once the road reopens."),
            ),
        ),
        timeline=(
            Moment(
                start="2031-05-12", end="2031-05-12", precise=True, words="The clinic is shelled.", kind="event",
                claims=(SHELLED.id, DESTROYED[0].id),
            ),
            Moment(
                start="2031-05-12", end="2031-05-18", precise=False, words="15 to 20 people die in the valley.",
                kind="event", claims=(WEEK.id,),
            ),
            Moment(
                start="2031-05-13", end="2031-05-13", precise=True, words="Harbour Post carries the wire.",
                kind="report", claims=(POST.id,),
            ),
        ),
        decisions=(
            Decision(
                number=3, kind=DecisionKind.CAMP, subject=SRADIO.id, fields=(("camp", "government"),),
                who="I. Ferro", at="2031-05-20T09:30:00Z", reason="It is the government’s own station.",
            ),
        ),
        ties=(),
        elsewhere=(),
        camps=(Camp(agent=MINISTRY.id, camp="government", basis="part of it", start="2029-01-01"),),
        run="run_0123456789abcdef", version="0.1.0", notice="An exercise: every name and text here is invented.",
    )  # fmt: skip


def _copy(key: str, report: Report) -> Lineage:
    return Lineage(
        id=key, kind=LineageKind.WIRE_COPY, a=WIRE.id, b=report.id, first=WIRE.id,
        evidence="The later text credits the earlier one and shares its words.", words="(Coastal Wire)",
        spans=(SharedSpan(0, len(SHARED), 0, len(SHARED)),),
    )  # fmt: skip


def _grades() -> tuple[Grade, ...]:
    def airwars(mode: str, value: str, subject: str) -> Grade:
        return Grade(
            id=f"g_{mode}", event="e_kesh", standard="airwars_style", mode=mode, subject=subject, value=value,
            label="reported by two or more origins", rule="aw-fair", trace=(STEP, NEAR_STEP),
            would_change=("The ministry accepts responsibility in its own name → Confirmed.",),
            needs_review=("confirmed",) if mode == "literal" else (),
            machine_value="weak" if mode == "strict" else "",
            override="The officer was named to us; see decision 4." if mode == "strict" else "",
        )  # fmt: skip

    digit = Grade(
        id="g_digit", event="e_kesh", standard="admiralty", mode="digit", subject="n_destroyed", value="2",
        label="probably true", rule="stanag-2", trace=(), would_change=(),
    )  # fmt: skip
    return (airwars("literal", "fair", MINISTRY.id), airwars("strict", "fair", MINISTRY.id), digit)


def _span(report: Report, words: str) -> SpanRef:
    start = report.text.index(words)
    return SpanRef(report=report.id, start=start, end=start + len(words), words=words)


def _coverage() -> tuple[CoverageRow, ...]:
    def row(holder: str, measure: str, item: str, count: int, total: int, *spans: SpanRef) -> CoverageRow:
        return CoverageRow(
            holder=holder, holder_kind="agent", measure=measure, item=item, count=count, total=total, spans=spans
        )

    topics = [
        ("Coastal Wire", (2, 2, 0, 0)), ("Ardania State Radio", (0, 1, 2, 1)), ("Meridian Observatory", (1, 1, 0, 0)),
        ("Valley Courier", (2, 1, 0, 0)),
    ]  # fmt: skip
    items = ("people", "objects", "territory", "diplomacy")
    pairs = [(who, item, n, sum(counts)) for who, counts in topics for item, n in zip(items, counts, strict=True)]
    bars = [row(who, "text_on", item, n, total) for who, item, n, total in pairs]
    others = [
        row("Ardania State Radio", "loaded", "terrorists", 1, 4, _span(RADIO, "terrorists")),
        row("Ardania State Radio", "loaded", "liberation", 1, 4, _span(RADIO, "liberation")),
        row("Coastal Wire", "voices_by_role", "medical_staff", 2, 3, _span(WIRE, "its director Ana Orlu said")),
        row("Northern Ledger", "agentless_harm", "clinic destroyed", 1, 1, _span(LEDGER, _DESTROYED)),
        row("Ardania State Radio", "left_out", "How many were killed?", 4, 6),
    ]
    return tuple(bars + others)
