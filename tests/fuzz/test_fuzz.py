"""A few seeded inputs for each parser; `python -m tests.fuzz KIND --minutes N` gives any number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.mutate import mutated
from tests.fuzz.run import KINDS, fuzz
from tests.fuzz.seeds import RECEIVED

INPUTS = 12


@pytest.mark.parametrize("kind", KINDS)
def test_no_input_ends_a_parser_or_hangs_it(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    seen = fuzz(kind, 20310507, count=INPUTS)
    assert [why for why, _ in seen.wrong] == []
    assert seen.inputs > INPUTS, "the seeds were not tried"
    assert list(tmp_path.iterdir()) == []


def test_a_parser_that_ends_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge itself is tried: on a parser that dies, on one that hangs, and on one that gives nothing."""
    from counterclaim import confined
    from counterclaim.receive import HERE, Parser
    from counterclaim.records.source import Refusal

    for reason in ("its parser was ended (signal 11)", "its parser did no work for 300 s"):
        gone = (Refusal(name="a", reason=reason, todo="t"),)
        monkeypatch.setattr(confined, "parser", lambda *_, gone=gone: Parser(HERE.picture, lambda *_: gone))
        assert fuzz("csv", 1, count=1).wrong[0][0] == reason
    monkeypatch.setattr(confined, "parser", lambda *_: Parser(HERE.picture, lambda *_: ()))
    assert fuzz("csv", 1, count=1).wrong


def test_a_seed_gives_the_same_inputs() -> None:
    import random

    for kind in ("zip", "html", "warc"):
        seeds, words = RECEIVED[kind][1](), [b"x"]
        one, other = (mutated(random.Random(7), seeds, words, packed=kind == "zip") for _ in range(2))
        assert kind == "zip" or one == other
