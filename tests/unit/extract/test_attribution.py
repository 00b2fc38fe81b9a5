"""Attributions as spans: the tagger with its shipped weights, linking, and direct quotation. All texts are invented."""

from pathlib import Path

import numpy as np
import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.errors import ModelMismatch
from counterclaim.extract import attributions
from counterclaim.extract.attribution import model
from counterclaim.extract.attribution.columns import COLUMNS, windows
from counterclaim.extract.attribution.direct import complete, whole
from counterclaim.extract.attribution.features import features, templates
from counterclaim.extract.attribution.linking import Piece, link
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.parse import parse
from counterclaim.extract.quotes import quotes
from counterclaim.settings import Settings


def said(text: str) -> set[tuple[str, str, str]]:
    """Give the attributions of a text as words."""
    found = attributions(text, parse(read.passages(a_report(text), Settings())))
    return {tuple(" … ".join(text[a:b] for a, b in role) for role in (s.source, s.cue, s.content)) for s in found}  # type: ignore[misc]


def test_a_plain_saying() -> None:
    """Source, cue and content are drawn without the stop."""
    assert said("The ministry said that two shells hit the market in Tellin.") == {
        ("The ministry", "said", "that two shells hit the market in Tellin")
    }


def test_according_to() -> None:
    """A phrase of attribution is a cue of two words."""
    ((source, cue, content),) = said("According to military sources, four rebels were killed near the bridge.")
    assert (source, cue) == ("military sources", "According to")
    assert content == "four rebels were killed near the bridge"


def test_telex() -> None:
    """A text in capitals is read like any other, with the same offsets."""
    ((source, cue, _),) = said("THE MINISTRY SAID THAT TWO SHELLS HIT THE MARKET IN TELLIN.")
    assert (source, cue) == ("THE MINISTRY", "SAID")


def test_a_quotation_is_one_content() -> None:
    """What is said inside a longer quotation is part of it, not a saying of its own."""
    contents = {c for _, _, c in said("“I think they said the road was closed to us,” Ms Orlen said.")}
    assert contents == {"“I think they said the road was closed to us,”"}


def test_nothing_is_said() -> None:
    """A text without attribution has none."""
    assert said("Rain fell on the harbour. Two boats lay at the quay.") == set()
    assert attributions("", ()) == ()


def test_a_quotation_that_no_word_explains() -> None:
    """A quotation that the tagger did not see still counts, marks included; a short one does not."""
    text = "He left. “The road is closed to everyone.” A “so” stood on the wall."
    (one,) = complete(text, quotes(text), [])
    assert [text[a:b] for a, b in one.content] == ["“The road is closed to everyone.”"]


def test_whole_leaves_short_quotations() -> None:
    """Only a quotation of several tokens hides the labels in it."""
    text = "They said “no” twice."
    (window,) = windows(parse(read.passages(a_report(text), Settings())), quotes(text))
    labels = [0, 3, 0, 0, 0, 0, 0]
    assert whole(text, window, quotes(text), labels) == labels


def piece(role: int, first: int, after: int, sentence: int = 0, quoted: bool = False) -> Piece:
    """Give a piece whose characters are ten times its tokens."""
    return Piece(role, first, after, sentence, (first * 10, after * 10), quoted)


def test_linking_takes_both_sides_of_a_cue() -> None:
    """ "P," X said, "Q" is one saying with two pieces of content."""
    (one,) = link([piece(2, 0, 3, quoted=True), piece(0, 4, 5), piece(1, 5, 6), piece(2, 7, 9, quoted=True)])
    assert one == Saying(((40, 50),), ((50, 60),), ((0, 30), (70, 90)))


def test_linking_keeps_two_sayings_apart() -> None:
    """Each cue gets the source and the content nearest to it."""
    found = link([piece(0, 0, 1), piece(1, 1, 2), piece(2, 2, 6), piece(0, 7, 8), piece(1, 8, 9), piece(2, 9, 12)])
    assert [(s.source, s.content) for s in found] == [(((0, 10),), ((20, 60),)), (((70, 80),), ((90, 120),))]


def test_a_content_far_from_every_cue_stands_alone() -> None:
    """A content in another sentence that is no quotation is not what the cue says."""
    found = link([piece(1, 1, 2), piece(2, 2, 6), piece(2, 20, 30, sentence=3)])
    assert [s.cue for s in found] == [((10, 20),), ()]


def test_labels_to_pieces() -> None:
    """A first label starts a new piece, even right after one of the same role."""
    assert model.pieces([1, 2, 0, 5, 6, 5, 3]) == [(0, 0, 2), (2, 3, 5), (2, 5, 6), (1, 6, 7)]


def test_the_best_sequence_is_lawful() -> None:
    """A further label never follows another role, whatever its score."""
    scores = np.zeros((3, model.LABELS), dtype=np.float32)
    scores[1, 2] = 5
    scores[0, 0] = scores[2, 0] = 9
    steps = np.zeros((model.LABELS, model.LABELS), dtype=np.float32)
    assert model.best(scores, steps)[1] != 2


def test_features_are_the_same_everywhere() -> None:
    """Numbers come from checksums and whole-number arithmetic only: two readings give the same."""
    text = "The mayor denied it."
    one, two = (next(windows(parse(read.passages(a_report(text), Settings())), ())) for _ in range(2))
    assert one.columns.shape[1] == len(COLUMNS)
    assert features(one).shape[1] == len(templates())
    assert (features(one) == features(two)).all()


def test_other_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named file of weights is used; one that is not there is refused with what to do."""
    shipped = model.load()
    path = tmp_path / "w.npz"
    path.write_bytes(model.dump(shipped))
    model.load.cache_clear()
    monkeypatch.setenv(model.OTHER, str(path))
    assert (model.load().keys == shipped.keys).all()
    model.load.cache_clear()
    monkeypatch.setenv(model.OTHER, str(tmp_path / "none.npz"))
    with pytest.raises(ModelMismatch, match="no such file"):
        model.load()
    model.load.cache_clear()


def test_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped weights are checked against their hash."""
    model.load.cache_clear()
    monkeypatch.setattr(model, "SHIPPED_SHA256", "0" * 64)
    with pytest.raises(ModelMismatch):
        model.load()
    model.load.cache_clear()
