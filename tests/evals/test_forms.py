"""The set of made sentences: how they are made, and what is right, wrong and missing of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.forms.made import Ask, Sentence, families, report
from evals.forms.score import verdict

from counterclaim.records.claim import Claim
from counterclaim.records.words import AgentKind, Aspect, Stance
from evals import forms, sets
from tests.unit.builders import a_claim, an_agent

TEXT = "Activists said the army shelled the market in Lom."
DID = Ask(("perpetrator",), ("army",), ("assert",), ("activists",), None, never=False)
NEVER = Ask(("perpetrator",), ("army",), ("assert",), (), None, never=True)


def a_saying(*names: str, value: str = "the army", stance: Stance = Stance.ASSERT) -> Claim:
    """Give a claim of who did it, by those named, originator first."""
    who = [an_agent(name, AgentKind.GENERIC) for name in names]
    return a_claim(report(TEXT), "shelled", Aspect.PERPETRATOR, value, *who, stance=stance)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([a_saying("Activists")], {"right"}),
        ([a_saying("Activists", stance=Stance.QUESTION)], set()),
        ([a_saying("Activists", stance=Stance.DENY)], {"wrong"}),
        ([a_saying("Residents")], {"wrong"}),
        ([a_saying("Activists"), a_saying()], {"right", "wrong"}),
        ([a_saying("Activists", value="rebels")], {"missing"}),
        ([], {"missing"}),
    ],
)
def test_what_became_of_a_sentence(claims: list[Claim], words: set[str]) -> None:
    assert verdict(Sentence(TEXT, (DID,)), claims) == words


def test_what_must_not_be_said() -> None:
    assert verdict(Sentence(TEXT, (NEVER,)), []) == {"right"}
    assert verdict(Sentence(TEXT, (NEVER,)), [a_saying("Activists")]) == {"right"}
    assert verdict(Sentence(TEXT, (NEVER,)), [a_saying()]) == {"wrong"}


def test_the_sentences_are_whole_and_always_the_same() -> None:
    folder = sets.folder("forms")
    made = families(folder)
    assert made == families(folder)
    texts = [s.text for sentences in made.values() for s in sentences]
    assert 4_000 < len(texts) < 7_000
    assert not [t for t in texts if "{" in t or "[" in t or t[0].islower()]
    assert all(s.asks for sentences in made.values() for s in sentences)


def test_another_split_is_refused(tmp_path: Path) -> None:
    with pytest.raises(sets.Missing, match="split dev"):
        forms.evaluate("test", tmp_path)


def test_no_data_of_others_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COUNTERCLAIM_DATA", str(tmp_path / "none"))
    assert sets.folder("forms") == sets.HERE / "forms"
