"""Passkeys: what a device signs lets its holder in once, at this desk alone. A device made here; all names invented."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from counterclaim.errors import UsageError
from counterclaim.people import Accounts, Bad, Locked, Passkeys, Site
from counterclaim.people.accounts import TRIES
from counterclaim.people.passkeys import HOLDS, KEYS_MAX
from tests.unit.people.test_accounts import NAME, PASSWORD, Clock, joined

SITE = Site("https://desk.example", "desk.example")
PRESENT, VERIFIED, ATTESTED = 1, 4, 64


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Device:
    """What a browser and its authenticator do, as far as a server sees it (WebAuthn level 2, §6)."""

    address: str = SITE.address
    name: str = SITE.name
    verified: int = VERIFIED
    uses: int = 0
    id: bytes = b"device-one-000001"
    holder: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.address}).encode()

    def _data(self, flags: int) -> bytes:
        return sha256(self.name.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def make(self, asked: dict[str, Any]) -> str:
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(cose)
        data = self._data(PRESENT | self.verified | ATTESTED) + held
        self.holder = sha256(NAME.encode()).digest()
        told = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", asked["challenge"])
        return self._sent({"clientDataJSON": b64(client), "attestationObject": b64(told)})

    def prove(self, asked: dict[str, Any]) -> str:
        self.uses += 1
        data, client = self._data(PRESENT | self.verified), self._client("webauthn.get", asked["challenge"])
        signed = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        response = {"clientDataJSON": client, "authenticatorData": data, "signature": signed, "userHandle": self.holder}
        return self._sent({key: b64(value) for key, value in response.items()})

    def _sent(self, response: dict[str, str]) -> str:
        return json.dumps({"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    made = Accounts(tmp_path / "people" / "one.sqlite", clock)
    joined(made, clock)
    yield made
    made.close()


@pytest.fixture
def keys(accounts: Accounts) -> Passkeys:
    return Passkeys(accounts)


def added(keys: Passkeys, device: Device, label: str = "grey laptop") -> Device:
    keys.add(SITE, NAME, device.make(keys.begin(SITE, NAME, PASSWORD)), label)
    return device


def test_a_passkey_signs_its_holder_in_until_it_is_ended(keys: Passkeys, accounts: Accounts) -> None:
    device = added(keys, Device())
    other = added(keys, Device(id=b"device-two-000002"), "phone")
    assert [label for _, label in keys.of(NAME)] == ["grey laptop", "phone"]
    for one in (device, other, device):
        held = accounts.session(keys.sign_in(SITE, one.prove(keys.ask(SITE))))
        assert held is not None
        assert held.person == NAME
    keys.end("Somebody Else", keys.of(NAME)[0][0])
    assert len(keys.of(NAME)) == 2, "nobody ends another's"
    keys.end(NAME, keys.of(NAME)[0][0])
    with pytest.raises(Bad):
        keys.sign_in(SITE, device.prove(keys.ask(SITE)))
    assert keys.sign_in(SITE, other.prove(keys.ask(SITE)))
    accounts.shut_out(NAME)
    with pytest.raises(Bad):
        keys.sign_in(SITE, other.prove(keys.ask(SITE)))


def test_an_answer_serves_once_and_soon(keys: Passkeys, clock: Clock) -> None:
    device = added(keys, Device())
    answer = device.prove(keys.ask(SITE))
    keys.sign_in(SITE, answer)
    with pytest.raises(Bad):
        keys.sign_in(SITE, answer)
    late = device.prove(keys.ask(SITE))
    clock.now += HOLDS + 1
    with pytest.raises(Bad):
        keys.sign_in(SITE, late)


@pytest.mark.parametrize(
    "change",
    [
        {"address": "https://desk.example.evil"},
        {"name": "evil.example"},
        {"verified": 0},
        {"key": ec.generate_private_key(ec.SECP256R1())},
        {"uses": -1},
        {"holder": b"another"},
    ],
)
def test_what_another_page_or_device_says_proves_nothing(keys: Passkeys, change: dict[str, Any]) -> None:
    """Of another address or name, without a finger or PIN, with another key, a copied device, another holder."""
    device = added(keys, Device(uses=3))
    for key, value in change.items():
        setattr(device, key, value)
    with pytest.raises(Bad):
        keys.sign_in(SITE, device.prove(keys.ask(SITE)))


@pytest.mark.parametrize("change", [{"address": "https://evil.example"}, {"name": "evil.example"}, {"verified": 0}])
def test_a_passkey_of_elsewhere_is_not_kept(keys: Passkeys, change: dict[str, Any]) -> None:
    with pytest.raises(Bad):
        added(keys, Device(**change))
    assert keys.of(NAME) == ()


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", "[" * 5_000, '{"id":"x","rawId":"x","response":{}}', "\udc00"]
)
def test_what_is_no_answer_proves_nothing(keys: Passkeys, answer: str) -> None:
    with pytest.raises(Bad):
        keys.sign_in(SITE, answer)
    with pytest.raises(Bad):
        keys.add(SITE, NAME, answer, "x")


def test_a_challenge_to_make_one_is_its_owners_alone(keys: Passkeys, accounts: Accounts, clock: Clock) -> None:
    joined(accounts, clock, "Ben Tester")
    asked = keys.begin(SITE, NAME, PASSWORD)
    with pytest.raises(Bad):
        keys.add(SITE, "Ben Tester", Device().make(asked), "x")
    with pytest.raises(Bad):
        keys.begin(SITE, NAME, "not this one at all")
    device = added(keys, Device())
    with pytest.raises(Bad):
        keys.add(SITE, "Ben Tester", device.make(keys.begin(SITE, "Ben Tester", PASSWORD)), "x")


def test_tries_and_keys_are_bounded(keys: Passkeys) -> None:
    for n in range(KEYS_MAX):
        added(keys, Device(id=b"device-%08d" % n), f"device {n}")
    with pytest.raises(UsageError, match="at most"):
        keys.begin(SITE, NAME, PASSWORD)
    for _ in range(TRIES[0][0]):
        with pytest.raises(Bad):
            keys.sign_in(SITE, "{}", "192.0.2.7")
    with pytest.raises(Locked):
        keys.sign_in(SITE, "{}", "192.0.2.7")
