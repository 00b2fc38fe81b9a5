"""Accounts: inviting, signing in with password and code, sessions and tokens, and how often one may fail.

Nothing that is kept lets its reader sign in: passwords as Argon2id hashes, tickets as SHA-256 digests. The secrets of
codes are kept as they are, since codes are computed from them, or sealed where there is a key for it (`sealing`): the
file is its owner's alone.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text, update

from counterclaim import database
from counterclaim.errors import CounterclaimError, NotInCase, UsageError
from counterclaim.ledger import Checkpoint, Keys
from counterclaim.people import accounts_file, proofs, sealing, tables
from counterclaim.people.names import LETTERS_MAX, expect_name
from counterclaim.people.tables import FAILED

#: Seconds: an invitation, a session without and with use (ASVS 4.0.3, 3.3.2), a token at most.
INVITED, IDLE, WHOLE, TOKEN_MAX = 72 * 3600.0, 30 * 60.0, 12 * 3600.0, 366 * 86400.0
#: Seconds between two notes that a session is in use.
NOTED = 20.0
#: Failed tries in so many seconds: of a name from one address, from one address, of a name from anywhere.
TRIES = ((5, 15 * 60.0), (30, 15 * 60.0), (100, 3600.0))


class Bad(CounterclaimError):
    """What was shown proves nothing; why is not said."""


class Locked(CounterclaimError):
    """There were too many failed tries."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; `invited` until they have chosen a password."""

    name: str
    invited: bool


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, and what each of their forms carries."""

    person: str
    forms: str


class Accounts:
    """The accounts of one case's desk."""

    def __init__(self, place: Path | Engine, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        #: Is told what was noted (what, who, from where), once it is kept.
        self.told: Callable[[str, str, str], None] | None = None
        self._engine = place if isinstance(place, Engine) else accounts_file.opened(place)
        with self.changing() as connection:
            tables.METADATA.create_all(connection)

    @classmethod
    def of(cls, held: Checkpoint | None, clock: Callable[[], float] = time.time) -> Accounts:
        """Give the accounts of the case whose ledger holds a checkpoint: in the team's database where one is named,
        else in the user's folder of keys. Who had one there has it in the database too.

        Raises UsageError for a case without a ledger.
        """
        if held is None:
            raise UsageError("a case with a ledger", "one without", "`counterclaim take` makes one.")
        name = sha256(held.origin.encode()).hexdigest()[:32]
        file = Keys.own().folder / "people" / f"{name}.sqlite"
        if not database.configured():
            return cls(file, clock)
        made = cls(database.engine(f"people_{name}"), clock)
        if file.exists():
            made._take_over(file)
        return made

    def _take_over(self, file: Path) -> None:
        """Take the accounts of a file, where there are none yet."""
        with self.changing() as connection:
            if connection.execute(select(tables.PEOPLE.c.name)).first() is None:
                there = accounts_file.opened(file)
                with there.connect() as source:
                    for table in (tables.PEOPLE, tables.TOKENS, tables.PASSKEYS):
                        if rows := [dict(row) for row in source.execute(select(table)).mappings()]:
                            connection.execute(insert(table), rows)
                there.dispose()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    # Who there is -------------------------------------------------------------------------------------------------

    def people(self) -> tuple[Person, ...]:
        """Give everybody with an account, by name."""
        columns = tables.PEOPLE.c
        with self._engine.connect() as connection:
            rows = connection.execute(select(columns.name, columns.password).order_by(columns.name)).all()
        return tuple(Person(name, not password) for name, password in rows)

    def invite(self, name: str) -> str:
        """Give the invitation by which a person chooses a password; one who had one has it no more."""
        expect_name(name)
        made = proofs.Ticket.make()
        row = {"password": "", "secret": "", "step": 0, "invited": made.kept, "until": self._clock() + INVITED}
        with self.changing() as connection:
            connection.execute(delete(tables.PEOPLE).filter_by(name=name))
            connection.execute(insert(tables.PEOPLE).values(name=name, **row))
            self._end(connection, name)
            self.note(connection, "invited", name)
        return made.shown

    def shut_out(self, name: str) -> None:
        """End a person's account and all that goes with it. Raises NotInCase for one who has none."""
        with self.changing() as connection:
            if not connection.execute(delete(tables.PEOPLE).filter_by(name=name)).rowcount:
                raise NotInCase("somebody with an account", name, "`counterclaim people CASE list` names them.")
            self._end(connection, name)
            self.note(connection, "shut out", name)

    def welcomed(self, name: str, invitation: str, origin: str = "") -> str:
        """Give a secret for codes to somebody with an invitation. Raises Bad, Locked."""
        with self.tried(name, origin):
            row = self._row(name)
            if row is None or not self._invited(row, invitation):
                raise bad()
        return proofs.secret()

    def join(self, name: str, invitation: str, password: str, proof: tuple[str, str], origin: str = "") -> None:
        """Set the password and the secret of codes of somebody with an invitation, which is then used up.

        `proof` is the secret and a code of it. Raises Bad, Locked, UsageError for a password that is too easy.
        """
        secret, code = proof
        with self.tried(name, origin):
            row = self._row(name)
            if row is None or not self._invited(row, invitation):
                raise bad()
            step = proofs.step_of(secret, code, int(self._clock()), 0)
            if step is None:
                raise bad()
        kept = proofs.hashed(proofs.acceptable(password, name))
        with self.changing() as connection:
            whole = {
                "password": kept,
                "secret": sealing.sealed(secret, name),
                "step": step,
                "invited": "",
                "until": 0.0,
            }
            connection.execute(update(tables.PEOPLE).filter_by(name=name).values(**whole))
            self.note(connection, "joined", name, origin)

    # Signing in ---------------------------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str, code: str, origin: str = "") -> str:
        """Give the ticket of a new session. Raises Bad where anything is wrong, Locked after too many tries."""
        with self.tried(name, origin):
            row = self._row(name)
            right = proofs.fits(row["password"] if row else "", password)
            key = sealing.opened(row["secret"], name) if row and right else ""
            step = proofs.step_of(key, code, int(self._clock()), row["step"]) if row and right else None
            if row is None or step is None:
                raise bad()
        with self.changing() as connection:
            same = update(tables.PEOPLE).filter_by(name=name, step=row["step"])
            if not connection.execute(same.values(step=step)).rowcount:  # the code served another just now
                raise bad()
            return self.begun(connection, name, origin)

    def begin(self, name: str, origin: str = "") -> str:
        """Give the ticket of a new session to somebody who has proved who they are."""
        with self.changing() as connection:
            return self.begun(connection, name, origin)

    def session(self, ticket: str) -> Session | None:
        """Give the session of a ticket, if it still holds; it is then used, and holds on."""
        now, kept = self._clock(), proofs.digest(ticket)
        with self._engine.connect() as connection:
            row = connection.execute(select(tables.SESSIONS).filter_by(kept=kept)).mappings().first()
        if row is None or now - row["seen"] > IDLE or now - row["began"] > WHOLE:
            return None
        if now - row["seen"] > NOTED:
            with self.changing() as connection:
                connection.execute(update(tables.SESSIONS).filter_by(kept=kept).values(seen=now))
        return Session(row["person"], row["forms"])

    def sign_out(self, ticket: str) -> None:
        """End a session."""
        kept = proofs.digest(ticket)
        with self.changing() as connection:
            row = connection.execute(select(tables.SESSIONS.c.person).filter_by(kept=kept)).scalar()
            connection.execute(delete(tables.SESSIONS).filter_by(kept=kept))
            if row is not None:
                self.note(connection, "signed out", row)

    def end_sessions(self, name: str) -> None:
        """End all sessions of a person."""
        with self.changing() as connection:
            connection.execute(delete(tables.SESSIONS).filter_by(person=name))
            self.note(connection, "signed out everywhere", name)

    def known(self, name: str, password: str, origin: str = "") -> None:
        """Check the password of a person. Raises Bad, Locked."""
        with self.tried(name, origin):
            row = self._row(name)
            if not proofs.fits(row["password"] if row else "", password):
                raise bad()

    def sessions(self, name: str) -> tuple[tuple[str, float, float], ...]:
        """Give (number, when it began, when it was used last) of the sessions of a person that hold."""
        columns, now = tables.SESSIONS.c, self._clock()
        held = select(columns.kept, columns.began, columns.seen).filter_by(person=name).order_by(columns.began)
        with self._engine.connect() as connection:
            rows = connection.execute(held.where(columns.seen >= now - IDLE, columns.began >= now - WHOLE)).all()
        return tuple((kept[:12], *told) for kept, *told in rows)

    def end_session(self, name: str, number: str) -> None:
        """End one session of a person, by its number."""
        with self.changing() as connection:
            mine = delete(tables.SESSIONS).filter_by(person=name)
            connection.execute(mine.where(func.substr(tables.SESSIONS.c.kept, 1, 12) == number))
            self.note(connection, "ended a session", name)

    def change_password(self, name: str, old: str, new: str, origin: str = "") -> None:
        """Set another password and end all sessions. Raises Bad where the old one is wrong, Locked, UsageError."""
        self.known(name, old, origin)
        kept = proofs.hashed(proofs.acceptable(new, name))
        with self.changing() as connection:
            connection.execute(update(tables.PEOPLE).filter_by(name=name).values(password=kept))
            connection.execute(delete(tables.SESSIONS).filter_by(person=name))
            self.note(connection, "changed the password", name, origin)

    # Tokens of programs -------------------------------------------------------------------------------------------

    def token(self, name: str, label: str, seconds: float, *, reads: bool = False) -> str:
        """Give a token by which a program reads and acts as a person for so long, or with `reads` as a reader only."""
        made, now = proofs.Ticket.make(), self._clock()
        row = {"kept": made.kept, "person": name, "label": label[:LETTERS_MAX], "began": now}
        with self.changing() as connection:
            connection.execute(insert(tables.TOKENS).values(**row, until=now + min(seconds, TOKEN_MAX)))
            if reads:
                connection.execute(insert(tables.READING).values(kept=made.kept))
            self.note(connection, "made a token", name)
        return made.shown

    def tokens(self, name: str) -> tuple[tuple[str, str, float], ...]:
        """Give (number, label, until when) of the tokens of a person that hold."""
        columns = tables.TOKENS.c
        with self._engine.connect() as connection:
            held = select(columns.kept, columns.label, columns.until).filter_by(person=name).order_by(columns.began)
            return tuple((k[:12], *told) for k, *told in connection.execute(held.where(columns.until > self._clock())))

    def end_token(self, name: str, number: str) -> None:
        """End a token of a person, by its number."""
        with self.changing() as connection:
            mine = (
                delete(tables.TOKENS).filter_by(person=name).where(func.substr(tables.TOKENS.c.kept, 1, 12) == number)
            )
            connection.execute(mine)
            self.note(connection, "ended a token", name)

    def bearer(self, shown: str) -> str | None:
        """Give whose token this is, if it holds."""
        columns = tables.TOKENS.c
        with self._engine.connect() as connection:
            found = select(columns.person).filter_by(kept=proofs.digest(shown)).where(columns.until > self._clock())
            person = connection.execute(found).scalar()
        return str(person) if person is not None else None

    def only_reads(self, shown: str) -> bool:
        """Tell whether a token is one that only reads."""
        with self._engine.connect() as connection:
            found = connection.execute(select(tables.READING.c.kept).filter_by(kept=proofs.digest(shown)))
            return found.first() is not None

    def log(self, name: str = "", latest: int = 0) -> tuple[tuple[float, str, str, str], ...]:
        """Give (time, what, who, from where) of all that was tried and done with accounts, in order.

        With a name of that account alone, and with `latest` so many, the latest first.
        """
        columns = tables.LOG.c
        told = select(columns.at, columns.what, columns.who, columns.origin).order_by(columns.number)
        if name:
            told = told.where(columns.who == name)
        if latest:
            told = told.order_by(None).order_by(columns.number.desc()).limit(latest)
        with self._engine.connect() as connection:
            return tuple((r[0], r[1], r[2], r[3]) for r in connection.execute(told))

    # ----------------------------------------------------------------------------------------------------------------

    def begun(self, connection: Connection, name: str, origin: str) -> str:
        """Give the ticket of a new session, within a change."""
        made, now = proofs.Ticket.make(), self._clock()
        old = delete(tables.SESSIONS).where(tables.SESSIONS.c.began < now - WHOLE)
        connection.execute(old)
        row = {"kept": made.kept, "person": name, "forms": secrets.token_urlsafe(32), "began": now, "seen": now}
        connection.execute(insert(tables.SESSIONS).values(**row))
        self.note(connection, "signed in", name, origin)
        return made.shown

    def _invited(self, row: Any, invitation: str) -> bool:
        return (
            bool(row["invited"])
            and row["until"] > self._clock()
            and secrets.compare_digest(row["invited"], proofs.digest(invitation))
        )

    def _row(self, name: str) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(select(tables.PEOPLE).filter_by(name=name)).mappings().first()

    def _end(self, connection: Connection, name: str) -> None:
        held: tuple[Table, ...] = (tables.SESSIONS, tables.TOKENS, tables.PASSKEYS)
        for table in held:
            connection.execute(delete(table).filter_by(person=name))

    def note(self, connection: Connection, what: str, who: str, origin: str = "") -> None:
        """Note what was done or tried, within a change."""
        connection.execute(insert(tables.LOG).values(at=self._clock(), what=what, who=who, origin=origin))
        connection.info.setdefault("noted", []).append((what, who, origin))

    def now(self) -> float:
        """Give the time."""
        return self._clock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read with."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept all or not at all, one after the other."""
        with self._engine.execution_options(writing=True).begin() as connection:
            connection.info["noted"] = []
            if connection.dialect.name == "postgresql":  # as SQLite does: one change after the other
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 2))"))
            yield connection
            noted = connection.info.pop("noted")
        if self.told is not None:
            for one in noted:
                self.told(*one)

    @contextmanager
    def tried(self, name: str, origin: str) -> Iterator[None]:
        """Let somebody try. Raises Locked after too many; a try counts from its beginning until it was right.

        Who tries many times at once is counted like who tries one after another.
        """
        keys = (f"{name}\x1f{origin}", f"\x1f{origin}", f"{name}\x1f")
        now = self._clock()
        longest = max(seconds for _, seconds in TRIES)
        with self.changing() as connection:
            for key, (most, seconds) in zip(keys, TRIES, strict=True):
                count = select(func.count()).select_from(tables.TRIES).filter_by(of=key)
                if (connection.execute(count.where(tables.TRIES.c.at > now - seconds)).scalar() or 0) >= most:
                    raise Locked(
                        "fewer tries", f"{most} that failed", f"Wait {round(seconds / 60)} minutes, then try again."
                    )
            connection.execute(delete(tables.TRIES).where(tables.TRIES.c.at < now - longest))
            tried = [connection.execute(insert(tables.TRIES).values(of=key, at=now)) for key in keys]
            added = [done.inserted_primary_key[0] for done in tried if done.inserted_primary_key is not None]
        try:
            yield
        except Bad:
            with self.changing() as connection:
                self.note(connection, FAILED, name[:LETTERS_MAX], origin)
            raise
        with self.changing() as connection:
            connection.execute(delete(tables.TRIES).where(tables.TRIES.c.number.in_(added)))


def bad() -> Bad:
    """Give what is said of whatever proves nothing; it says nothing of why."""
    expected = "a name, a password and a code that belong together, or a passkey of this desk"
    return Bad(expected, "others", "Check them and try again.")
