"""The encoder: word pieces keep their places, weights survive being kept, and vectors know their context."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.encoder import WIDTH, embedded, pack, pieces, read_arrays, trunk, unpack
from counterclaim.encoder.convert import read_safetensors
from counterclaim.encoder.layers import normalised
from counterclaim.errors import ModelMismatch

SMALL = {"[UNK]": 0, "fer": 1, "##ry": 2, "port": 3, "'": 4, "cafe": 5}


def test_pieces_are_the_longest_known_ones_with_their_places() -> None:
    cut = pieces("Ferry  PORT", SMALL)
    assert cut.ids == (1, 2, 3)
    assert list(zip(cut.starts, cut.ends, strict=True)) == [(0, 3), (3, 5), (7, 11)]


def test_case_and_accents_do_not_matter_and_offsets_count_the_text_as_it_is() -> None:
    assert pieces("CAFÉ", SMALL).ids == pieces("cafe\u0301", SMALL).ids == (5,)
    assert pieces("cafe\u0301 port", SMALL).starts == (0, 6)


def test_a_word_with_an_unknown_part_is_unknown_as_a_whole_and_marks_stand_alone() -> None:
    cut = pieces("ferx'port", SMALL)
    assert cut.ids == (0, 4, 3)
    assert (cut.starts[0], cut.ends[0]) == (0, 4)


def test_every_piece_of_the_shipped_vocabulary_lies_in_the_text() -> None:
    text = "ORNVEL, 4 MAY 31 -- Ärzte (the “Red Heron”) said: 3.5% — and more…"
    cut = pieces(text, trunk().vocabulary)
    assert all(text[a:b].strip() for a, b in zip(cut.starts, cut.ends, strict=True))
    assert list(cut.starts) == sorted(cut.starts)


def test_weights_survive_being_kept() -> None:
    rng = np.random.default_rng(7)
    arrays = {"large": rng.normal(size=(80, 90)).astype(np.float32), "small": np.arange(6, dtype=np.float32)}
    packed = pack(arrays)
    kept = unpack(packed)
    assert packed == pack(arrays)
    assert np.array_equal(kept["small"], arrays["small"])
    steps = np.abs(arrays["large"]).max(axis=1, keepdims=True) / 127
    assert (np.abs(kept["large"] - arrays["large"]) <= steps * 0.5001).all()


def test_changed_weights_are_refused() -> None:
    with pytest.raises(ModelMismatch, match="Install the package again"):
        read_arrays(pack({"a": np.zeros(3, dtype=np.float32)}), "0" * 64, "a.npz")


def test_a_published_file_is_read() -> None:
    values = np.array([[1.5, -2.0]], dtype=np.float32)
    header = b'{"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}'
    found = read_safetensors(len(header).to_bytes(8, "little") + header + values.tobytes())
    assert np.array_equal(found["w"], values)


def test_a_piece_has_another_vector_in_another_context() -> None:
    held = trunk().vocabulary
    one, other = (embedded([held["[CLS]"], held[w], held["bank"], held["[SEP]"]]) for w in ("river", "money"))
    assert one.shape == (4, WIDTH)
    assert np.abs(one[2] - other[2]).max() > 0.1


def test_normalised_vectors_have_mean_0_and_variance_1() -> None:
    x = np.array([[1.0, 2.0, 3.0, 6.0]], dtype=np.float32)
    found = normalised(x, np.array([[1.0] * 4, [0.0] * 4], dtype=np.float32))
    assert found.mean() == pytest.approx(0, abs=1e-6)
    assert (found * found).mean() == pytest.approx(1, abs=1e-5)
