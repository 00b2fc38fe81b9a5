"""Passkeys (WebAuthn, level 2): a key that stays in a person's device proves who they are, and cannot be phished.

The device itself asks for a finger, a face or a PIN, so that a passkey is two factors in one; it names its holder, so
that nobody's name is asked for and none is told. Password and code stay beside it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from counterclaim.errors import UsageError
from counterclaim.people import proofs, tables
from counterclaim.people.accounts import Accounts, bad

if TYPE_CHECKING:
    from webauthn.helpers.structs import AuthenticationCredential, RegistrationCredential

#: Seconds that a challenge holds, challenges that are open at once, passkeys of one person, letters of an answer.
HOLDS, OPEN_MAX, KEYS_MAX, ANSWER_MAX = 300.0, 2_000, 12, 20_000
_LETTERS_MAX = 80
#: What failed tries are counted under until a key tells whose it is.
_SOMEBODY = "\x1epasskey"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a passkey serves: the desk's address as a browser has it (`https://desk.example.org`), and its name."""

    address: str
    name: str


class Passkeys:
    """The passkeys of the people with an account."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def of(self, name: str) -> tuple[tuple[str, str], ...]:
        """Give (number, label) of the passkeys of a person."""
        columns = tables.PASSKEYS.c
        with self._accounts.reading() as connection:
            found = connection.execute(select(columns.id, columns.label).filter_by(person=name).order_by(columns.label))
            return tuple((_number(key), label) for key, label in found)

    def begin(self, site: Site, name: str, password: str, origin: str = "") -> dict[str, Any]:
        """Give what a browser needs to make a passkey. Raises Bad for a wrong password, Locked, UsageError."""
        from webauthn import generate_registration_options, options_to_json
        from webauthn.helpers import structs

        self._accounts.known(name, password, origin)
        columns = tables.PASSKEYS.c
        with self._accounts.reading() as connection:
            held = list(connection.execute(select(columns.id).filter_by(person=name)).scalars())
        if len(held) >= KEYS_MAX:
            raise UsageError(f"at most {KEYS_MAX} passkeys", "another one", "End one that is not used any more.")
        options = generate_registration_options(
            rp_id=site.name,
            rp_name=f"Counterclaim at {site.name}",
            user_name=name,
            user_id=sha256(name.encode()).digest(),
            challenge=self._challenge(name),
            authenticator_selection=structs.AuthenticatorSelectionCriteria(
                resident_key=structs.ResidentKeyRequirement.REQUIRED,
                user_verification=structs.UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=key) for key in held],
        )
        return dict(json.loads(options_to_json(options)))

    def add(self, site: Site, name: str, answer: str, label: str, origin: str = "") -> None:
        """Keep the passkey that a browser made. Raises Bad where its answer proves nothing."""
        from webauthn import verify_registration_response
        from webauthn.helpers import parse_registration_credential_json
        from webauthn.helpers.exceptions import WebAuthnException

        try:
            made: RegistrationCredential = parse_registration_credential_json(answer[:ANSWER_MAX])
            found = verify_registration_response(
                credential=made,
                expected_challenge=self._answered(made.response.client_data_json, name),
                expected_rp_id=site.name,
                expected_origin=site.address,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError, RecursionError) as cause:
            raise bad() from cause
        row = {"id": found.credential_id, "key": found.credential_public_key, "uses": found.sign_count}
        with self._accounts.changing() as connection:
            if connection.execute(select(tables.PASSKEYS.c.label).filter_by(id=found.credential_id)).first():
                raise bad()
            connection.execute(insert(tables.PASSKEYS).values(**row, person=name, label=label[:_LETTERS_MAX]))
            self._accounts.note(connection, "made a passkey", name, origin)

    def end(self, name: str, number: str) -> None:
        """End a passkey of a person, by its number."""
        columns = tables.PASSKEYS.c
        with self._accounts.changing() as connection:
            mine = connection.execute(select(columns.id).filter_by(person=name)).scalars().all()
            for key in mine:
                if _number(key) == number:
                    connection.execute(delete(tables.PASSKEYS).filter_by(id=key, person=name))
            self._accounts.note(connection, "ended a passkey", name)

    def ask(self, site: Site) -> dict[str, Any]:
        """Give what a browser needs to prove who somebody is; it names nobody."""
        from webauthn import generate_authentication_options, options_to_json
        from webauthn.helpers import structs

        required = structs.UserVerificationRequirement.REQUIRED
        asked = generate_authentication_options(
            rp_id=site.name, challenge=self._challenge(""), user_verification=required
        )
        return dict(json.loads(options_to_json(asked)))

    def sign_in(self, site: Site, answer: str, origin: str = "") -> str:
        """Give the ticket of a new session to whoever's passkey answered. Raises Bad, Locked."""
        from webauthn import verify_authentication_response
        from webauthn.helpers import parse_authentication_credential_json
        from webauthn.helpers.exceptions import WebAuthnException

        with self._accounts.tried(_SOMEBODY, origin):
            try:
                given: AuthenticationCredential = parse_authentication_credential_json(answer[:ANSWER_MAX])
                with self._accounts.reading() as connection:
                    asked = select(tables.PASSKEYS).filter_by(id=given.raw_id)
                    row = connection.execute(asked).mappings().first()
                challenge = self._answered(given.response.client_data_json, "")
                if row is None or given.response.user_handle not in {None, sha256(row["person"].encode()).digest()}:
                    raise bad()
                found = verify_authentication_response(
                    credential=given,
                    expected_challenge=challenge,
                    expected_rp_id=site.name,
                    expected_origin=site.address,
                    credential_public_key=row["key"],
                    credential_current_sign_count=row["uses"],
                    require_user_verification=True,
                )
            except (WebAuthnException, ValueError, KeyError, TypeError, RecursionError) as cause:
                raise bad() from cause
            with self._accounts.changing() as connection:
                same = update(tables.PASSKEYS).filter_by(id=row["id"], uses=row["uses"])
                if not connection.execute(same.values(uses=found.new_sign_count)).rowcount:
                    raise bad()  # it was ended, or used at the same time
                return self._accounts.begun(connection, row["person"], origin)

    def _challenge(self, name: str) -> bytes:
        """Give random bytes that an answer has to hold, once and soon; with a name, its answer only."""
        made, now = secrets.token_bytes(32), self._accounts.now()
        table = tables.CHALLENGES
        with self._accounts.changing() as connection:
            connection.execute(delete(table).where(table.c.until < now))
            if (connection.execute(select(func.count()).select_from(table)).scalar() or 0) >= OPEN_MAX:
                raise bad()
            row = {"kept": proofs.digest(made.hex()), "person": name, "until": now + HOLDS}
            connection.execute(insert(table).values(**row))
        return made

    def _answered(self, client_data: bytes, name: str) -> bytes:
        """Give the challenge that an answer holds, which is then used up. Raises Bad where it is none of ours."""
        from webauthn.helpers import base64url_to_bytes

        told = json.loads(client_data)
        challenge = base64url_to_bytes(str(told["challenge"]))
        table = tables.CHALLENGES
        mine = delete(table).filter_by(kept=proofs.digest(challenge.hex()), person=name)
        with self._accounts.changing() as connection:
            if not connection.execute(mine.where(table.c.until >= self._accounts.now())).rowcount:
                raise bad()
        return challenge


def _number(key: bytes) -> str:
    return sha256(key).hexdigest()[:12]
