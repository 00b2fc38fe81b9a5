"""Archives of ProofMode, made and signed here: everything is kept, digests and signatures are checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterclaim import confined
from counterclaim.canonical import digest
from counterclaim.receive import HERE, Incoming, Parser, Supplied, capture, proofmode
from counterclaim.records.source import Artifact, Refusal
from counterclaim.settings import Settings
from tests.unit.receive.taking import zipped
from tests.unit.receive.test_artifacts import drawn

PICTURE = drawn(told=True)
HASH = digest(PICTURE)


def signed(**changed: bytes) -> dict[str, bytes]:
    """Give the members of a whole archive, signed by a key made here."""
    pysequoia: Any = pytest.importorskip("pysequoia", reason="the extra `proofmode` is not installed")
    key = pysequoia.Tsk.generate("Invented camera <c@orvane.example>")
    proof = json.dumps({"File Hash SHA256": HASH, "Location.Latitude": "1.0", "Proof Generated": "2031-05-07"}).encode()
    csv = f"File Hash SHA256,Location.Latitude\n{HASH},1.0\n".encode()

    def by(data: bytes) -> bytes:
        return bytes(pysequoia.sign(key.signer(), data, mode=pysequoia.SignatureMode.DETACHED))

    return {
        "IMG_1.jpg": PICTURE, f"{HASH}.asc": by(PICTURE), f"{HASH}.proof.json": proof, f"{HASH}.proof.csv": csv,
        f"{HASH}.proof.json.asc": by(proof), f"{HASH}.proof.csv.asc": by(csv), f"{HASH}.ots": b"\0OpenTimestamps",
        "pubkey.asc": bytes(str(key.extract_certificate()), "ascii"),
    } | changed  # fmt: skip


def take(members: dict[str, bytes], parser: Parser = HERE) -> tuple[dict[str, Artifact], list[Refusal]]:
    data = zipped(dict(members))
    taken = capture(Incoming("proof.zip", Path("proof.zip"), len(data)), data, "2031-05-07T10:00:00Z")
    found = parser.reports(taken, data, Supplied(), Settings())
    artifacts = {f.path.partition("!")[2]: f for f in found if isinstance(f, Artifact)}
    refused = [f for f in found if isinstance(f, Refusal)]
    assert len(artifacts) + len(refused) == len(found)
    return artifacts, refused


@pytest.mark.parametrize("parser", [HERE, confined.parser(120)], ids=["here", "confined"])
def test_all_is_kept_and_what_holds_is_said(parser: Parser) -> None:
    """The picture too is signed; no part of the proof becomes a report or is stripped."""
    members = signed()
    artifacts, refused = take(members, parser)
    assert refused == []
    assert {name: a.sha256 for name, a in artifacts.items()} == {n: digest(d) for n, d in members.items()}
    facts = {name: dict(a.facts) for name, a in artifacts.items()}
    assert facts["IMG_1.jpg"]["proofmode"] == "a proof names its digest"
    assert facts["IMG_1.jpg"]["signature"].startswith("holds; by the key ")
    assert facts["IMG_1.jpg"]["camera"] == "Orlu 3"
    for proof in (f"{HASH}.proof.json", f"{HASH}.proof.csv"):
        assert facts[proof]["proves"] == "IMG_1.jpg"
        assert facts[proof]["signature"].startswith("holds")
    assert facts[f"{HASH}.proof.json"]["digest in the proof"] == "as its name says"
    assert {a.role for n, a in artifacts.items() if n != "IMG_1.jpg"} == {"proof"}


def test_a_changed_picture_is_named() -> None:
    """It has another digest than the proof names."""
    artifacts, (refused,) = take(signed() | {"IMG_1.jpg": drawn()})
    assert HASH in refused.name
    assert "changed" in refused.reason
    assert "proofmode" not in dict(artifacts["IMG_1.jpg"].facts)
    assert dict(artifacts[f"{HASH}.proof.json"].facts)["proves"] == "no file that is here"


def test_a_changed_proof_or_another_key_is_told() -> None:
    members = signed()
    proof = members[f"{HASH}.proof.json"].replace(b"1.0", b"9.0").replace(HASH[:4].encode(), b"0000")
    facts = dict(take(members | {f"{HASH}.proof.json": proof})[0][f"{HASH}.proof.json"].facts)
    assert facts["signature"].startswith("does not hold")
    assert facts["digest in the proof"] == "another one inside than in its name"
    facts = dict(take(members | {"pubkey.asc": signed()["pubkey.asc"]})[0]["IMG_1.jpg"].facts)
    assert facts["signature"].startswith("does not hold")
    del members["pubkey.asc"]
    assert "no key here" in dict(take(members)[0]["IMG_1.jpg"].facts)["signature"]


def test_without_the_library_signatures_are_kept_and_said_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    members = signed()
    monkeypatch.setitem(__import__("sys").modules, "pysequoia", None)
    assert "not checked" in dict(take(members)[0]["IMG_1.jpg"].facts)["signature"]
    proofmode.warm_up()
