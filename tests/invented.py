"""A settled case of invented texts: one witness who must not be named, stamped by others and seen by a witness."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from counterclaim import receive
from counterclaim.case import settle, take
from counterclaim.ledger import timestamp
from counterclaim.progress import Quiet
from counterclaim.store import CaseFolder

NAME = "Samira Vantongeren"
TEXTS = {
    "harbour-post.txt": (
        "Orvane, 3 May 2031. Twelve people were killed when shells hit the market in Orvane, Samira Vantongeren "
        "said on Saturday. The army denied that it had shelled the market. Vantongeren said that she had counted the "
        "dead herself.\n\nResidents said that houses near the market were destroyed."
    ),
    "desk.txt": "Orvane, 4 May 2031. The mayor said nine people were killed in the shelling of the market in Orvane.",
    "ministry.txt": "Orvane, 4 May 2031. The ministry said that three soldiers were killed in Orvane on 3 May 2031.",
    "vantongeren.txt": "Samira Vantongeren's statement. The army shelled the market in Orvane on 3 May 2031.",
}


def clock() -> str:
    return "2031-05-05T12:00:00+00:00"


def settled(folder: Path) -> CaseFolder:
    """Take the texts and settle them; give the case, open."""
    inbox = folder.parent / f"{folder.name}-inbox"
    inbox.mkdir(parents=True)
    for name, text in TEXTS.items():
        (inbox / name).write_text(text, encoding="utf-8")
    case = CaseFolder.open(folder, create=True)
    take(case, [inbox], receive.supplied(None, None, None, None), clock, Quiet())
    settle(case, clock)
    shutil.rmtree(inbox)
    return case


def stamped(case: CaseFolder, place: Path) -> None:
    """Let a witness sign, and others stamp: OpenTimestamps by hand, and a local authority where openssl is there."""
    with case.writing():
        case.journal.witness(1_900_000_000)
        note = case.journal.hand_out()
        head = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e892940108")
        block = b"\x00" + bytes.fromhex("0588960d73d71901") + b"\x01\x07"
        case.journal.stamp(head + hashlib.sha256(note).digest() + b"\xf0\x04salt\x08" + block, (), ())
        if shutil.which("openssl"):
            from tests.authority import Authority

            authority = Authority(place / "authority")
            answer = authority.answer(timestamp.query(note), authority.middle)
            case.journal.stamp(answer, [authority.middle, authority.root], ())
