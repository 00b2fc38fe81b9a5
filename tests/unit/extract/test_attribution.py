"""Attributions as spans: the tagger with its shipped weights, linking, and direct quotation. All texts are invented."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.unit.builders import a_report

from counterclaim import read
from counterclaim.encoder import WIDTH, embedded, pack, trunk
from counterclaim.errors import ModelMismatch
from counterclaim.extract import attributions
from counterclaim.extract.attribution import labels, tagger
from counterclaim.extract.attribution.bounds import drawn, outermost
from counterclaim.extract.attribution.columns import COLUMNS, Window, windows
from counterclaim.extract.attribution.direct import complete, whole
from counterclaim.extract.attribution.linking import Piece, link
from counterclaim.extract.attribution.ruling import with_rules
from counterclaim.extract.attribution.saying import Saying
from counterclaim.extract.attribution.vectors import vectors
from counterclaim.extract.parsed.parse import parse
from counterclaim.extract.words.quotes import quotes
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


def test_a_short_quotation_that_no_word_explains_is_no_content() -> None:
    """What the tagger took for a content is left out where it is a title or a doubtful word, and kept after a cue."""
    text = "He reads “Two Rivers” daily. They said “no fire”."
    title, words = ((9, 21),), ((39, 48),)
    kept = Saying((), ((34, 38),), words)
    assert complete(text, quotes(text), [Saying((), (), title), kept]) == (kept,)


def test_whole_leaves_short_quotations() -> None:
    """Only a quotation of several tokens hides the labels in it."""
    text = "They said “no” twice."
    (window,) = windows(parse(read.passages(a_report(text), Settings())), quotes(text))
    given = [0, 3, 0, 0, 0, 0, 0]
    assert whole(text, window, quotes(text), given) == given


def piece(role: int, first: int, after: int, sentence: int = 0, quoted: bool = False) -> Piece:
    """Give a piece whose characters are ten times its tokens."""
    return Piece(role, first, after, sentence, (first * 10, after * 10), quoted)


def ends(text: str, *given: tuple[int, str], by: Callable[[Window, list[int]], list[int]] = drawn) -> list[str]:
    """Label the words of each (role, phrase) in a text, and give the phrases that `by` makes of them."""
    window = window_of(text)
    found = [0] * len(window.spans)
    for role, phrase in given:
        low = text.index(phrase)
        inside = [n for n, (a, b) in enumerate(window.spans) if low <= a and b <= low + len(phrase)]
        for n in inside:
            found[n] = 2 * role + (1 if n == inside[0] else 2)
    return [
        text[window.spans[first, 0] : window.spans[after - 1, 1]]
        for _, first, after in labels.pieces(by(window, found))
    ]


def test_a_clause_of_a_source_is_closed_by_its_comma() -> None:
    """A source with an apposition has the comma that closes it; a plain one has not."""
    text = "Ira Tolm, mayor of Tellin, said the road was closed."
    assert ends(text, (0, "Ira Tolm, mayor of Tellin")) == ["Ira Tolm, mayor of Tellin,"]
    text = "The mayor, asked again, said the road was closed."
    assert ends(text, (0, "The mayor")) == ["The mayor"]


def test_a_colon_belongs_to_the_cue_before_it() -> None:
    """A colon goes with its cue, is the cue where it follows a source, and is neither where nothing else is."""
    assert ends("Tolm: the road is closed.", (0, "Tolm")) == ["Tolm", ":"]
    assert ends("Two things: the road is closed.", (2, "the road is closed")) == ["the road is closed"]
    assert ends("The mayor said: the road is closed.", (1, "said")) == ["said:"]
    assert ends("The mayor said the road is closed.", (1, "said")) == ["said"]


def test_a_quotation_after_a_sentence_is_a_content_of_its_own() -> None:
    """To whom it was told is no part of it, nor is the sentence after it; what was told before it stays."""
    quotation = "“The road is closed to everyone.”"

    def by(text: str) -> list[str]:
        run = text[text.index("told ") + 5 :]
        return ends(text, (2, run), by=lambda window, found: whole(text, window, quotes(text), found))

    assert by(f"Tolm told reporters on the quay. {quotation} He left.") == [quotation]
    assert by(f"Tolm told them he was ill. {quotation}") == ["them he was ill.", quotation]


def test_what_is_said_before_its_cue_is_one_content() -> None:
    """All of it is, with what is said in it; a cue that the tagger did not see changes nothing."""
    text = "The army wants to leave the town, Tolm said."
    inner = ((0, "The army"), (1, "wants"), (2, "to leave the town"))
    assert ends(text, *inner, (0, "Tolm"), (1, "said"), by=outermost)[0] == "The army wants to leave the town"
    assert ends(text, *inner, by=outermost) == [phrase for _, phrase in inner]


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


def test_rules_speak_where_the_tagger_is_silent() -> None:
    """A cue gets the content the rules know for it; what else they find is added, never over what is found."""
    seen = Saying(((0, 5),), ((6, 10),), ())
    done = Saying(((50, 55),), ((56, 60),), ((61, 90),))
    rules = [
        Saying(((0, 5),), ((6, 10),), ((11, 40),)),
        Saying((), ((62, 66),), ((67, 80),)),
        Saying(((100, 104),), ((105, 110),), ((111, 130),)),
    ]
    assert with_rules([seen, done], rules) == [Saying(((0, 5),), ((6, 10),), ((11, 40),)), done, rules[2]]


def test_a_cue_that_nothing_completes_is_left_out() -> None:
    """Without a content there is no attribution."""
    assert with_rules([Saying(((0, 5),), ((6, 10),), ())], []) == []


def test_labels_to_pieces() -> None:
    """A first label starts a new piece, even right after one of the same role."""
    assert labels.pieces([1, 2, 0, 5, 6, 5, 3]) == [(0, 0, 2), (2, 3, 5), (2, 5, 6), (1, 6, 7)]


def test_the_best_sequence_is_lawful() -> None:
    """A further label never follows another role, whatever its score."""
    scores = np.zeros((3, labels.LABELS), dtype=np.float32)
    scores[1, 2] = 5
    scores[0, 0] = scores[2, 0] = 9
    steps = np.zeros((labels.LABELS, labels.LABELS), dtype=np.float32)
    assert labels.best(scores, steps)[1] != 2


def test_steps_weigh_in() -> None:
    """Of two labels of like score the one counts that better follows the label before."""
    steps = np.zeros((labels.LABELS, labels.LABELS), dtype=np.float32)
    steps[1, 3] = 1
    scores = np.full((2, labels.LABELS), -9, dtype=np.float32)
    scores[0, 1] = scores[1, 3] = scores[1, 5] = 0
    assert labels.best(scores, steps) == [1, 3]


def window_of(text: str) -> Window:
    """Give the only window of a text of one paragraph."""
    (window,) = windows(parse(read.passages(a_report(text), Settings())), quotes(text))
    return window


def test_a_token_has_the_mean_of_its_pieces() -> None:
    """A token that is one word piece has that piece's vector; each token has one, wherever the paragraph starts."""
    text = "Rain fell.\n\nThe mayor denied it."
    *_, window = windows(parse(read.passages(a_report(text), Settings())), ())
    found = vectors(text, window)
    known = trunk().vocabulary
    alone = embedded([known[word] for word in ("[CLS]", "the", "mayor", "denied", "it", ".", "[SEP]")])[1:-1]
    assert found.shape == (len(window.spans), WIDTH)
    assert np.allclose(found, alone, atol=1e-5)


def test_a_word_in_pieces() -> None:
    """A name that the vocabulary does not hold has the mean of its parts, and the tokens after it their own."""
    window = window_of("Qaravoddin said it.")
    found = vectors("Qaravoddin said it.", window)
    assert len(found) == len(window.spans)
    assert np.abs(found).sum(axis=1).min() > 0
    assert not np.allclose(found[0], found[1])


def test_a_paragraph_longer_than_the_encoder_takes() -> None:
    """A line of very many pieces is encoded part by part, none of its tokens left out."""
    text = "The mayor denied " + "qxzvkj " * 150
    for window in windows(parse(read.passages(a_report(text), Settings())), ()):
        assert np.abs(vectors(text, window)).sum(axis=1).min() > 0


def test_columns_have_their_own_places() -> None:
    """What one column says never falls on a place of another."""
    found = tagger.places(window_of("The mayor denied it."))
    assert (found // tagger.PLACES == np.arange(len(COLUMNS))).all()


def test_what_is_silent_is_not_encoded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph without a word of saying and without a quotation mark never reaches the encoder."""

    def refuse(*_: object) -> None:
        raise AssertionError("a silent paragraph was encoded")

    monkeypatch.setattr(tagger, "vectors", refuse)
    text = "Rain fell on the harbour."
    assert tagger.silent(window_of(text))
    assert tagger.tag(text, window_of(text), tagger.load()) == [0] * len(window_of(text).spans)
    with pytest.raises(AssertionError):
        tagger.tag("The mayor denied it.", window_of("The mayor denied it."), tagger.load())


def test_scores_are_the_mean_of_the_learners() -> None:
    """Each learner has its say; three times the same one says what it says alone."""
    window = window_of("The mayor denied it.")
    seen, where = vectors("The mayor denied it.", window), tagger.places(window)
    learners = tagger.load().learners
    alone = [
        tagger.Weights({f"0.{name}": held[n] for name, held in learners.items()}) for n in range(len(learners["norm"]))
    ]
    mean = np.mean([one.scores(seen, where) for one in alone], axis=0)
    assert np.allclose(tagger.load().scores(seen, where), mean, atol=1e-5)
    assert np.allclose(tagger.load().steps, np.mean([one.steps for one in alone], axis=0), atol=1e-6)


def test_other_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A named file of weights is used; one that is not there or holds something else is refused with what to do."""
    shipped = tagger.load()
    path = tmp_path / "w.npz"
    path.write_bytes(pack(shipped.arrays))
    tagger.load.cache_clear()
    monkeypatch.setenv(tagger.OTHER, str(path))
    assert (tagger.load().arrays["0.norm"] == shipped.arrays["0.norm"]).all()
    tagger.load.cache_clear()
    path.write_bytes(pack({"keys": np.zeros(3, dtype=np.float32)}))
    with pytest.raises(ModelMismatch, match="no weights of this tagger"):
        tagger.load()
    tagger.load.cache_clear()
    monkeypatch.setenv(tagger.OTHER, str(tmp_path / "none.npz"))
    with pytest.raises(ModelMismatch, match="no such file"):
        tagger.load()
    tagger.load.cache_clear()


def test_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped weights are checked against their hash."""
    tagger.load.cache_clear()
    monkeypatch.setattr(tagger, "SHIPPED_SHA256", "0" * 64)
    with pytest.raises(ModelMismatch):
        tagger.load()
    tagger.load.cache_clear()
