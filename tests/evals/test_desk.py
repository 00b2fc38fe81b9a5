"""The made case of the desk's bench: a case like any other, whose blocks share ids and names with no other."""

from pathlib import Path

from evals.desk import made, names

from counterclaim.progress import Quiet
from counterclaim.records.claim import Claim
from counterclaim.store import CaseFolder


def test_a_made_case_is_one_that_opens_and_whose_claims_stand_in_their_reports(tmp_path: Path) -> None:
    made.make(tmp_path / "made", 24, Quiet(), size=12)
    case = CaseFolder.open(tmp_path / "made")
    try:
        texts = {r.id: r.text for r in case.reports()}
        claims = case.runs.table("claims", Claim)
        assert len(texts) == 24
        assert len({c.id for c in claims}) == len(claims) == dict(case.runs.run().counts)["claims"]
        assert all(texts[c.report][c.start : c.end] == c.text for c in claims)
        assert {c.id for c in case.readings("made")[1]} == {c.id for c in claims}
        assert not case.unsealed()
    finally:
        case.close()


def test_a_mark_keeps_its_number_in_every_script() -> None:
    for language in ("", *names.SCRIPTS):
        mark = names.mark(71_234).translate(names.SCRIPTS.get(language, {}))
        assert names.numbered(mark) == 71_234
        assert len(names.like(mark, names.name(5))) == len(mark)
