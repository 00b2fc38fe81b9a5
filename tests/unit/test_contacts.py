"""By what a source can be reached is withheld with the source. All is invented; the numbers are nobody's."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from counterclaim.bundling import bundle
from counterclaim.case import dossiers, settle, take
from counterclaim.contacts import ways_to_reach
from counterclaim.ledger import Keys
from counterclaim.progress import Quiet
from counterclaim.receive import Supplied
from counterclaim.store import CaseFolder
from counterclaim.withholding import gate
from tests.conftest import clock

MAIL = (
    "From: Zelvira Quontrask <z@quontrask.example>\nSubject: Orvane\nDate: Tue, 6 May 2031 10:00:00 +0000\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    "Shelling killed 12 people in Orvane on 5 May 2031, the district hospital said.\n\nZelvira\n0555 017 441\n"
    "night.desk@orvane.example\n"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 0555 017 441.", {"0555 017 441"}),
        ("+963 (11) 555-01-74 is hers", {"+963 (11) 555-01-74"}),
        ("WhatsApp: 555 0174", {"555 0174"}),
        ("write to ana.b@orvane.example, please", {"ana.b@orvane.example"}),
        ("on 05-05-2031 10 people were killed", set()),
        ("on 05/05/2031 and 06/05/2031", set()),
        ("at 33.5138, 036.2765000 on the map", set()),
        ("12 000 000 displaced, 0.5 per cent, 2031-05-07 10:00:00 +0000", set()),
        ("the 0800 001 000th", set()),
    ],
)
def test_ways_to_reach_somebody_are_told_from_other_figures(text: str, found: set[str]) -> None:
    """Telephone numbers and mail addresses; not days, places on a map, sums or hours."""
    assert ways_to_reach(text) == found


@pytest.mark.parametrize("protect", [(), ("author",)])
def test_a_withheld_author_cannot_be_reached_by_what_goes_out(
    protect: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the signature's number nor its address stands in a bundle or in dossiers without persons."""
    monkeypatch.setenv("COUNTERCLAIM_KEYS", str(tmp_path / "keys"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "mail.eml").write_text(MAIL, encoding="utf-8")
    case = CaseFolder.open(tmp_path / "case", create=True)
    take(case, [tmp_path / "in"], Supplied(protect=protect), clock, Quiet())
    settle(case, clock)
    made = bundle(case, ["all"], [], Keys.own().signer(), persons=False).data
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        told = {name: held.read(name) for name in held.namelist()}
    let_out = json.dumps([repr(d) for d in gate(case, tuple(dossiers(case))).dossiers])
    case.close()
    for words in ("017 441", "night.desk", "Quontrask"):
        assert [name for name, data in told.items() if words.encode() in data] == []
        assert words not in let_out
