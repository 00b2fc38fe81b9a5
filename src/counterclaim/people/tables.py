"""The tables of accounts, outside of every case: who can sign in, who has, and what was tried."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, String, Table

#: What is noted of a failed try, how each refusal begins, and of whoever sends more than people do.
FAILED, REFUSED, FLOOD = (
    "failed to sign in",
    "was refused ",
    "was refused more requests in a minute than a person sends",
)
#: How it begins where a form was of a session of before: whoever is asked to sign in anew while they write sends such
#: ones, so that no number of them is an alarm.
STALE = "sent a form of an earlier session to "

METADATA = MetaData()

#: A person. `invited` is of an invitation that is not used yet, good until `until`; `step` is of the last code used.
PEOPLE = Table(
    "people",
    METADATA,
    Column("name", String, primary_key=True),
    Column("password", String, nullable=False),
    Column("secret", String, nullable=False),
    Column("step", Integer, nullable=False),
    Column("invited", String, nullable=False),
    Column("until", Float, nullable=False),
)
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("kept", String, primary_key=True),
    Column("person", String, nullable=False, index=True),
    Column("forms", String, nullable=False),
    Column("began", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
#: What programs show instead of a session.
TOKENS = Table(
    "tokens",
    METADATA,
    Column("kept", String, primary_key=True),
    Column("person", String, nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("began", Float, nullable=False),
    Column("until", Float, nullable=False),
)
#: Tokens that only read, whatever their owner may do.
READING = Table("reading", METADATA, Column("kept", String, primary_key=True))
PASSKEYS = Table(
    "passkeys",
    METADATA,
    Column("id", LargeBinary, primary_key=True),
    Column("person", String, nullable=False, index=True),
    Column("key", LargeBinary, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("label", String, nullable=False),
)
#: What an answer of a passkey has to hold: the digest of random bytes, whose answer it may be, and until when.
CHALLENGES = Table(
    "challenges",
    METADATA,
    Column("kept", String, primary_key=True),
    Column("person", String, nullable=False),
    Column("until", Float, nullable=False),
)
#: Failed tries to sign in; `of` is a name, an address, or both.
TRIES = Table(
    "tries",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("of", String, nullable=False, index=True),
    Column("at", Float, nullable=False),
)
#: What each brought into the case, as it is counted against what one person may bring in a day.
BROUGHT = Table(
    "brought",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("person", String, nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("files", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
)
#: Who signed in and out, failed to, was invited or shut out, and when.
LOG = Table(
    "log",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("what", String, nullable=False),
    Column("who", String, nullable=False),
    Column("origin", String, nullable=False),
)
