"""Other ways to group near-equal texts, each as its makers use it; they are no part of the product (extra `bench`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

_WORD = re.compile(r"\w+")
SHINGLE = 5
SLOTS = 128
#: The similarity from which on two texts are near-equal: the usual .7, and one that favours finding more.
THRESHOLDS = (0.7, 0.3)


def shingles(text: str) -> list[str]:
    """Give the runs of five words of a text, folded."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))]


def united(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Give the number of each text's group after joining pairs."""
    parent = list(range(count))

    def find(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        parent[high] = low
    return [find(n) for n in range(count)]


def datasketch(texts: Sequence[str], threshold: float) -> list[int]:
    """Group with datasketch: MinHash and its LSH index, each text asked for before it is put in."""
    from datasketch import MinHash, MinHashLSH

    index: Any = MinHashLSH(threshold=threshold, num_perm=SLOTS)
    pairs = []
    for n, text in enumerate(texts):
        sketch = MinHash(num_perm=SLOTS)
        sketch.update_batch([s.encode() for s in shingles(text)])
        pairs += [(int(m), n) for m in index.query(sketch)]
        index.insert(n, sketch)
    return united(len(texts), pairs)


def rensa(texts: Sequence[str], threshold: float) -> list[int]:
    """Group with rensa's MinHash (Rust), in bands, and checked by the share of equal slots."""
    from rensa import RMinHash

    sketches = RMinHash.digest_matrix_from_token_sets([shingles(t) for t in texts], num_perm=SLOTS, seed=42)
    return banded(np.array(sketches.to_rows(), np.uint64), threshold)


def rensa_words(texts: Sequence[str], threshold: float) -> list[int]:
    """Group with rensa on bare words, split at white space, as its makers show it: the quickest way from text."""
    from rensa import RMinHash

    sketches = RMinHash.digest_matrix_from_token_sets([t.split() for t in texts], num_perm=SLOTS, seed=42)
    return banded(np.array(sketches.to_rows(), np.uint64), threshold)


def fastsketch(texts: Sequence[str], threshold: float) -> list[int]:
    """Group with FastSketchLSH's sketches (C++) of the same shingles as rensa, in bands, and checked."""
    from FastSketchLSH import FastSimilaritySketch

    sketches = FastSimilaritySketch(size=SLOTS, seed=42).batch([shingles(t) for t in texts])
    return banded(np.asarray(sketches), threshold)


def daft(texts: Sequence[str], threshold: float) -> list[int]:
    """Group with daft's MinHash (Rust), which makes its own shingles, in bands, and checked."""
    from daft import col, from_pydict
    from daft.functions import minhash as daft_minhash
    from daft.functions import normalize

    folded = normalize(col("text"), remove_punct=True, lowercase=True)
    sketches = daft_minhash(folded, num_hashes=SLOTS, ngram_size=SHINGLE, seed=1, hash_function="xxhash")
    rows = from_pydict({"text": list(texts)}).select(sketches.alias("sketch")).to_arrow()["sketch"].combine_chunks()
    return banded(np.asarray(rows.flatten()).reshape(len(texts), SLOTS), threshold)


def gaoya(texts: Sequence[str], threshold: float) -> list[int]:
    """Group with gaoya's index (Rust), which makes its own shingles, bands and check."""
    from gaoya.minhash import MinHashStringIndex

    length = band_length(threshold)
    index = MinHashStringIndex(32, threshold, SLOTS // length, length, None, "word", True, (SHINGLE, SHINGLE), "vec")
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
    found = index.par_bulk_query(list(texts))
    return united(len(texts), ((n, int(m)) for n, alike in enumerate(found) for m in alike))


def minhash(texts: Sequence[str], threshold: float) -> list[int]:
    """Group as text-dedup's MinHash does: permutations over shingle hashes, bands, and groups without a check."""
    draw = np.random.default_rng(42)
    prime = np.uint64((1 << 61) - 1)
    a = draw.integers(1, 1 << 31, SLOTS, dtype=np.uint64)[:, None]
    b = draw.integers(0, 1 << 31, SLOTS, dtype=np.uint64)[:, None]
    rows = np.empty((len(texts), SLOTS), np.uint64)
    for n, text in enumerate(texts):
        hashes = np.array([hash_of(s) for s in set(shingles(text))], np.uint64)[None, :]
        rows[n] = ((a * hashes + b) % prime).min(axis=1)
    return banded(rows, threshold, check=False)


def hash_of(words: str) -> int:
    """Give 32 bits of a shingle."""
    import zlib

    return zlib.crc32(words.encode())


def band_length(threshold: float, slots: int = SLOTS) -> int:
    """Give the best length of a band for a threshold t: it solves (1 / bands) ** (1 / length) = t."""
    return min(range(1, 33), key=lambda r: abs((r / slots) ** (1 / r) - threshold))


def banded(rows: np.ndarray[Any, Any], threshold: float, *, check: bool = True) -> list[int]:
    """Join texts that agree in a band; bands as long as the threshold allows.

    In columns, so that a peer is not charged for loops of ours: each band of a text is one number.
    """
    count, slots = rows.shape
    length = band_length(threshold, slots)
    found = [np.zeros(0, np.int64)]
    for low in range(0, slots - length + 1, length):
        key = np.zeros(count, np.uint64)
        for slot in range(low, low + length):
            key = (key ^ rows[:, slot].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(32)
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        root = first[group]
        later = np.flatnonzero(root != np.arange(count))
        found.append(root[later] * count + later)
    pairs = np.unique(np.concatenate(found))
    a, b = pairs // max(count, 1), pairs % max(count, 1)
    if check:
        alike = [(rows[x] == rows[y]).mean(axis=1) >= threshold for x, y in _some(a, b)]
        kept = np.concatenate([np.zeros(0, np.bool_), *alike])
        a, b = a[kept], b[kept]
    return united(count, zip(a.tolist(), b.tolist(), strict=True))


def _some(a: Any, b: Any, many: int = 10_000) -> Iterable[tuple[Any, Any]]:
    return ((a[low : low + many], b[low : low + many]) for low in range(0, a.size, many))


PEERS: dict[str, Callable[[Sequence[str], float], list[int]]] = {
    "datasketch": datasketch,
    "rensa": rensa,
    "minhash": minhash,
}


def installed() -> tuple[str, ...]:
    """Name the peers that can run here."""
    return tuple(name for name in PEERS if name == "minhash" or find_spec(name) is not None)
