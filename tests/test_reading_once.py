"""A report that was read is not read again until something that can change its claims changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim import lexicons, reading
from counterclaim.errors import Damaged, UsageError
from counterclaim.extract import RuleExtractor
from counterclaim.settings import Settings
from counterclaim.store import CaseFolder
from tests.test_case import run


def read_now(folder: Path, story: Path) -> int:
    """Take a folder and give how many reports were read for it."""
    seen: list[int] = []
    whole = reading.read_batch

    def counting(batch: tuple[tuple[object, ...], Settings], by: object = None) -> object:
        seen.append(len(batch[0]))
        return whole(batch, by)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_batch", counting)
        assert run("take", folder, story, "--language", "en").exit_code == 0
    return sum(seen)


def test_a_report_is_read_once_until_a_lexicon_or_a_setting_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same again reads nothing; another entry of a lexicon, or another bound, reads all again."""
    story, folder = tmp_path / "a.txt", tmp_path / "case"
    story.write_text("The army took the town of Velm on Monday, the mayor said.")
    assert [read_now(folder, story) for _ in range(3)] == [1, 0, 0]
    before = RuleExtractor().name
    copied = tmp_path / "lexicons"
    (copied / "en").mkdir(parents=True)
    for name in ("cues", "hedges"):
        source = Path(str(lexicons.__file__)).parent / "en" / f"{name}.yaml"
        (copied / "en" / f"{name}.yaml").write_bytes(source.read_bytes())
    versions = [lexicons.digest_of(copied)]
    with (copied / "en" / "hedges.yaml").open("a") as more:
        more.write("# one line\n")
    versions.append(lexicons.digest_of(copied))
    assert len(set(versions)) == 2
    monkeypatch.setattr(lexicons, "version", lambda: versions[1])
    assert RuleExtractor().name != before
    assert [read_now(folder, story) for _ in range(2)] == [1, 0]
    assert RuleExtractor(Settings(passages_max=9)).name != RuleExtractor(Settings()).name


def test_another_program_of_the_same_version_is_told_as_such(demo: CaseFolder) -> None:
    """A settlement that differs is damage only when the same program made it."""
    held = demo.runs.run()
    with demo.writing(), pytest.raises(UsageError, match="another program of version"):
        demo.runs.store(replace(held, program="0" * 64, counts=()), {})
    with demo.writing(), pytest.raises(Damaged, match="as it was settled before"):
        demo.runs.store(replace(held, counts=()), {})
