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
from counterclaim.name_matching import MARK, Names
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


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("follow @zq_orvane.", {"@zq_orvane", "zq_orvane", "t.me/zq_orvane"}),
        ("on https://t.me/zqorvane now", {"@zqorvane", "x.com/zqorvane"}),
        ("pay to GB33BUKB20201555555555 TODAY", {"GB33BUKB20201555555555"}),
        ("pay to GB33 BUKB 2020 1555 5555 55.", {"GB33 BUKB 2020 1555 5555 55"}),
        ("card 4111 1111 1111 1111", {"4111 1111 1111 1111"}),
        ("account no. 12-345-678-901", {"12-345-678-901"}),
        ("to 0x52908400098527886E0F7030069857D2E4169EE7", {"0x52908400098527886E0F7030069857D2E4169EE7"}),
    ],
)
def test_handles_and_accounts_reach_somebody_too(text: str, among: set[str]) -> None:
    assert ways_to_reach(text) >= among


@pytest.mark.parametrize(
    "text", ["GB34BUKB20201555555555", "1234 5678 1234 5678", "an account of 12 people, @ 9", "T 20"]
)
def test_what_does_not_check_is_no_account(text: str) -> None:
    assert ways_to_reach(text) == set()


def test_a_long_code_that_begins_as_an_account_is_read_at_once() -> None:
    """There is one way to read it: with several, these two hundred letters took longer than anybody waits."""
    assert ways_to_reach("GB82" + "A" * 200 + "z " + "-" * 200_000 + "====") == frozenset()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0555 017 441", "+963 (555) 017-441"),
        ("+963 555 017 441", "0555017441"),
        ("0555 017 441", "٠٥٥٥٠١٧٤٤١"),
        ("GB33BUKB20201555555555", "gb33 bukb 2020 1555 5555 55"),
    ],
)
def test_a_number_is_found_however_it_is_spaced(number: str, written: str) -> None:
    names = Names([], [number])
    assert (
        names.masked(f"call {written}, or 10555 017 4412 on 2031-05-03")
        == f"call {MARK}, or 10555 017 4412 on 2031-05-03"
    )


def test_a_title_that_is_a_day_is_no_number() -> None:
    assert Names([], ["2031-05-03"]).masked("on 2031/05/03") == "on 2031/05/03"


PAGE = (
    '<html><head><title>Market shelled</title><link rel="canonical" href="https://post.example/2031/market-8831">'
    '<meta name="author" content="Zelvira Quontrask"></head><body><article><p>Orvane, 3 May 2031. Shelling killed '
    "12 people in the market of Orvane, the district hospital said on Saturday.</p></article></body></html>"
)


@pytest.mark.parametrize("path", ["page.html", "post.example/2031/market-8831.html"])
def test_no_address_leads_from_a_redacted_bundle_to_a_page_with_the_name(path: str, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    (inbox / path).parent.mkdir(parents=True)
    (inbox / path).write_text(PAGE, encoding="utf-8")
    case = CaseFolder.open(tmp_path / "case", create=True)
    take(case, [inbox], Supplied(), clock, Quiet())
    settle(case, clock)
    whole, redacted = (
        bundle(case, ["all"], [], Keys.own().signer(), persons=persons).data for persons in (True, False)
    )
    shown = gate(case, tuple(dossiers(case))).dossiers[0].reports[0]
    case.close()
    assert b"post.example/2031/market-8831" in whole
    assert b"market-8831" not in redacted
    assert shown.url == "https://post.example/2031/market-8831", "who is named in public and not protected is by it"


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
