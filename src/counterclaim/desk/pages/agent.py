"""One agent: its names, its camp with basis and dates, all it said or passed on, and what it changed or took back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim import decide
from counterclaim.desk.answer import Page
from counterclaim.desk.asked import ROWS, Asked, Paging, paging
from counterclaim.desk.facets import Choice, Facet
from counterclaim.desk.material import judged
from counterclaim.desk.opened import Opened
from counterclaim.desk.pages.agents import AGENT_COLUMNS, AgentRow, agent_rows
from counterclaim.desk.rows import ClaimRow, claim_rows
from counterclaim.errors import NotInCase
from counterclaim.records.claim import Claim
from counterclaim.records.codec import to_plain
from counterclaim.records.judgement import History
from counterclaim.records.naming import normal_name
from counterclaim.records.registry import Camp, Letter, Tie

#: Changes of mind, and other agents of the same name, that a page shows.
HISTORIES_MAX, NAMESAKES_MAX = 50, 20
#: What is asked under `show`, and whether these claims are passed on.
_SHOWN = {"said": 0, "passed": 1}


@dataclass(frozen=True, slots=True)
class Changed:
    """What an agent said to one question over time, and the event and the question that it is about."""

    history: History
    event: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One agent, with one page of its claims. A camp is an interest in this case, never a judgement."""

    agent: AgentRow
    names: tuple[str, ...]
    namesakes: tuple[AgentRow, ...]
    camps: tuple[Camp, ...]
    letters: tuple[Letter, ...]
    ties: tuple[Tie, ...]
    shown: Facet
    claims: tuple[ClaimRow, ...]
    paging: Paging
    changed: tuple[Changed, ...]
    #: The number of the latest decision.
    seen: int


def view(case: Opened, asked: Asked) -> View:
    """Give the agent that is named. Raises NotInCase when no claim of the run has one of this id."""
    index, ident = case.index, asked.names["agent"]
    row = index.one(f"SELECT n, known_as, {AGENT_COLUMNS} FROM agents WHERE id = ?", (ident,))  # noqa: S608
    if row is None:
        raise NotInCase("an agent that speaks in this run", ident, "The list of those who speak has them all.")
    (agent,) = agent_rows([tuple(row)[2:]])
    known = row["known_as"]
    show = asked.one_of("show", tuple(_SHOWN) if agent.said else ("passed", "said"))
    found, skip = paging(asked, agent.passed if _SHOWN[show] else agent.said)
    sql = (
        "SELECT c.record FROM said s JOIN claims c ON c.n = s.claim WHERE s.agent = ? AND s.passed = ? "
        "ORDER BY s.claim LIMIT ? OFFSET ?"
    )
    claims = index.records(Claim, sql, (row["n"], _SHOWN[show], ROWS, skip))
    registry = judged(case)[1]
    sql = f"SELECT {AGENT_COLUMNS} FROM agents WHERE known_as = ? AND id <> ? ORDER BY n LIMIT ?"  # noqa: S608
    return View(
        agent=agent,
        names=_names(agent.name, known, registry.ties),
        namesakes=agent_rows(index.rows(sql, (known, ident, NAMESAKES_MAX))),
        camps=tuple(c for c in registry.camps if normal_name(c.agent) == known),
        letters=tuple(x for x in registry.letters if normal_name(x.agent) == known),
        ties=tuple(t for t in registry.ties if known in {normal_name(t.agent), normal_name(t.other)}),
        shown=_shown(asked, agent, show),
        claims=claim_rows(case, claims),
        paging=found,
        changed=_changed(case, ident),
        seen=decide.last(case.folder.decisions()),
    )


def _names(name: str, known: str, ties: tuple[Tie, ...]) -> tuple[str, ...]:
    """Give every spelling of an agent's name that the case or the registry has."""
    others = [t for tie in ties for t in (tie.agent, tie.other) if normal_name(t) == known]
    return tuple(dict.fromkeys([name, *others]))


def _shown(asked: Asked, agent: AgentRow, show: str) -> Facet:
    words = {"said": ("said", agent.said), "passed": ("passed on from others", agent.passed)}
    choices = [Choice(words[k][0], asked.link(show=k, page=1), k == show, words[k][1], k) for k in _SHOWN]
    return Facet("show", "Claims", tuple(choices), "", words[show][0])


def _changed(case: Opened, agent: str) -> tuple[Changed, ...]:
    sql = (
        "SELECT h.record, h.event, e.title FROM histories h JOIN events e ON e.id = h.event "
        "WHERE h.agent = ? ORDER BY e.n, h.n LIMIT ?"
    )
    rows = case.index.rows(sql, (agent, HISTORIES_MAX))
    return tuple(Changed(case.index.record(History, r[0]), r[1], r[2]) for r in rows)


def plain(view: View) -> dict[str, Any]:
    """Give the page as its twin says it, its claims as in the contract."""
    return {
        "agent": to_plain(view.agent),
        "names": list(view.names),
        "namesakes": [to_plain(a) for a in view.namesakes],
        "camps": [to_plain(c) for c in view.camps],
        "letters": [to_plain(x) for x in view.letters],
        "ties": [to_plain(t) for t in view.ties],
        "claims": [row.plain() for row in view.claims],
        "paging": to_plain(view.paging),
        "changed": [
            {"event": c.event, "event_title": c.title} | {"history": to_plain(c.history)} for c in view.changed
        ],
    }


#: What may be asked after its address.
ASKS = ("show", "page")
PAGE = Page(
    path="/agents/{agent}", section="agents", view=view, template="agent.html", plain=plain, asks=ASKS, apart=True
)
