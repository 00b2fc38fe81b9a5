"""What people decided and did, and what is held of the agents: rows that are only ever added, numbered without gaps."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from counterclaim.records.act import Act
from counterclaim.records.decision import Decision
from counterclaim.records.registry import Camp, Letter, Registry, Tie
from counterclaim.store import received, schema, seals
from counterclaim.store.record import Record, readable


class DecisionLayer:
    """What people added to one case, kept in its record."""

    _record: Record

    def add_decision(self, decision: Decision) -> Decision:
        """Append a decision; its number is given here, from 1, without gaps."""
        with self._record.changing() as connection:
            last = connection.execute(select(func.max(schema.DECISIONS.c.number))).scalar()
            numbered = replace(decision, number=(last or 0) + 1)
            row = {"number": numbered.number, "record": received.line(numbered)}
            seals.add(connection, schema.DECISIONS, row)
        return numbered

    def copy_decision(self, decision: Decision) -> None:
        """Add a decision of another case, with the number that it has there."""
        with self._record.changing() as connection:
            seals.add(connection, schema.DECISIONS, {"number": decision.number, "record": received.line(decision)})

    def copy_act(self, act: Act) -> None:
        """Add an act of another case, with the number that it has there."""
        with self._record.changing() as connection:
            seals.add(connection, schema.ACTS, {"number": act.number, "record": received.line(act)})

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions, in order."""
        return self._record.all(schema.DECISIONS, Decision, "number")

    def add_act(self, act: Act) -> Act:
        """Append an act; its number is given here, from 1, without gaps."""
        with self._record.changing() as connection:
            last = connection.execute(select(func.max(schema.ACTS.c.number))).scalar()
            numbered = replace(act, number=(last or 0) + 1)
            row = {"number": numbered.number, "record": received.line(numbered)}
            seals.add(connection, schema.ACTS, row)
        return numbered

    def acts(self) -> tuple[Act, ...]:
        """Give all acts, in order."""
        return self._record.all(schema.ACTS, Act, "number")

    def added(self) -> tuple[int, ...]:
        """Give how many decisions and acts there are, with the last number of each: others once one is added."""
        asked = (f for t in (schema.DECISIONS, schema.ACTS) for f in (func.count(t.c.number), func.max(t.c.number)))
        with self._record.reading() as connection:
            found = connection.execute(select(*(select(f).scalar_subquery() for f in asked))).one()
        return tuple(int(n or 0) for n in found)

    def add_registry(self, registry: Registry) -> int:
        """Append registry rows that are not there yet; give how many were new."""
        rows: list[tuple[str, Camp | Tie | Letter]] = [("camp", r) for r in registry.camps]
        rows += [("tie", r) for r in registry.ties]
        rows += [("letter", r) for r in registry.letters]
        with self._record.changing() as connection:
            held = {(k, r) for k, r in connection.execute(select(schema.REGISTRY.c.kind, schema.REGISTRY.c.record))}
            lines = dict.fromkeys((kind, received.line(row)) for kind, row in rows)
            new = [{"kind": kind, "record": row} for kind, row in lines if (kind, row) not in held]
            for row in new:
                seals.add(connection, schema.REGISTRY, row)
        return len(new)

    def registry(self) -> Registry:
        """Give all registry rows."""
        order = select(schema.REGISTRY.c.kind, schema.REGISTRY.c.record).order_by(schema.REGISTRY.c.number)
        with self._record.reading() as connection:
            rows = [(str(kind), str(row)) for kind, row in connection.execute(order)]
        return Registry(
            camps=tuple(readable(Camp, row, "registry") for kind, row in rows if kind == "camp"),
            ties=tuple(readable(Tie, row, "registry") for kind, row in rows if kind == "tie"),
            letters=tuple(readable(Letter, row, "registry") for kind, row in rows if kind == "letter"),
        )
