"""What is learned for incidents: the upper layers of the encoder and the heads over it, run on one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np

from counterclaim.encoder import Array, Layer, Pieces, embedded, gelu, layers, pieces, read_arrays, run, trunk
from counterclaim.encoder.trunk import SHARED
from counterclaim.encoder.wordpiece import END, START
from counterclaim.extract.incidents.phrases import Sentence
from counterclaim.extract.incidents.phrasing import Phrased, phrased
from counterclaim.extract.incidents.spans import ALL_ROLES, Span, mean_vectors, pair_features, windows
from counterclaim.extract.incidents.wording import Worded, worded

LAYERS = 6
KINDS = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")
#: What is asked of each span; "NONE" is a value: nothing is said. Of `KINDS` several may hold, of these one does.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "stage": ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"),
    "category": ("NONE", "TERRORIST ACT", "STATE-SPONSORED VIOLENCE"),
    "confidence": (
        *("REPORTED AS FACT", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        *("CLAIMED OR ADMITTED", "POSSIBLE"),
    ),
    "person": (
        *("CIVILIAN", "POLITICAL FIGURE", "GOVERNMENT OFFICIAL", "LAW ENFORCEMENT", "LEGAL OR JUDICIAL"),
        *("ACTIVE MILITARY", "SECURITY GUARD", "FORMER GOVERNMENT OFFICIAL", "DIPLOMAT", "FORMER ACTIVE MILITARY"),
    ),
    "fate": (
        *("NONE", "DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "REGAINED FREEDOM", "NO DEATH"),
        *("NO RESIGNATION", "RESIGNATION", "ESCAPED"),
    ),
    "thing": (
        *("COMMERCIAL", "OTHER", "TRANSPORT VEHICLE", "ENERGY", "GOVERNMENT OFFICE OR RESIDENCE"),
        *("ORGANIZATION OFFICE", "COMMUNICATIONS", "FINANCIAL", "CIVILIAN RESIDENCE"),
        *("DIPLOMAT OFFICE OR RESIDENCE", "TRANSPORTATION ROUTE", "POLITICAL FIGURE OFFICE OR RESIDENCE"),
        *("LAW ENFORCEMENT FACILITY", "WATER"),
    ),
    "damage": (
        *("NONE", "SOME DAMAGE", "DESTROYED", "NO DAMAGE", "PROPERTY TAKEN FROM TARGET"),
        *("MONEY TAKEN FROM TARGET", "TARGET TAKEN"),
    ),
    "tool": (
        *("NONE", "BOMB", "GUN", "DYNAMITE", "EXPLOSIVE", "MACHINE GUN", "VEHICLE BOMB", "MORTAR", "RIFLE", "GRENADE"),
        *("AERIAL BOMB", "TORTURE", "CUTTING DEVICE", "MOLOTOV COCKTAIL", "ROCKET", "FIRE", "MINE"),
    ),
    "count": ("ONE", "PLURAL", "NUMERAL"),
}
#: What is asked of two spans: do they belong to one incident, name the same, does one describe who the other names.
PAIR_QUESTIONS = ("incident", "same", "describes")
_SHA256 = "3a24401e414121ec4d0fab4e2ad010026b01c61d1d64f3466d9549f12d3970a9"


@dataclass(frozen=True, slots=True)
class Crown:
    """The upper layers, and the arrays of the heads by name."""

    layers: tuple[Layer, ...]
    heads: Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as the encoder sees it: pieces, their vectors, the chances of each tag, and what each window is about.

    `about` has a row for each piece: the vector of its window. `kinds` are the chances that the report tells of a kind.
    `worded` is what the words tell beside the encoder, `phrased` what the clauses tell.
    """

    text: str
    cut: Pieces
    hidden: Array
    tags: Array
    about: Array
    kinds: Array
    worded: Worded
    phrased: Phrased = field(default_factory=Phrased)


@cache
def shipped() -> Crown:
    """Give the crown that comes with the package. Raises ModelMismatch when its file changed."""
    arrays = read_arrays(
        (files(__package__) / "incidents.npz").read_bytes(), _SHA256, "extract/incidents/incidents.npz"
    )
    return crown(arrays)


def crown(arrays: Mapping[str, Array]) -> Crown:
    """Make a crown of its arrays."""
    return Crown(layers(arrays, SHARED, LAYERS), {n: a for n, a in arrays.items() if not n.startswith("layer.")})


def see(text: str, by: Crown, sentences: Sequence[Sentence] = ()) -> Seen:
    """Run a report through the encoder, window by window, and ask what its words and its parsed sentences tell."""
    held = trunk()
    cut = pieces(text, held.vocabulary)
    marks = held.vocabulary[START], held.vocabulary[END]
    hidden, about, kinds = [], [], []
    told = (worded(text, by.heads), phrased(sentences, by.heads))
    for first, last in windows(text, cut):
        x = run(embedded((marks[0], *cut.ids[first:last], marks[1])), by.layers)[1:-1]
        weight = _softmax((x @ by.heads["attend"]).T).T
        topic = (weight * x).sum(axis=0)
        hidden.append(x)
        about.append(np.repeat(topic[None], len(x), axis=0))
        kinds.append(_sigmoid(topic @ by.heads["kinds"] + by.heads["kinds_bias"]))
    if not hidden:
        empty = np.zeros((0, 1), dtype=np.float32)
        return Seen(text, cut, empty, empty, empty, np.zeros(len(KINDS), dtype=np.float32), *told)
    x = np.concatenate(hidden)
    tags = _softmax(x @ by.heads["tags"] + by.heads["tags_bias"])
    return Seen(text, cut, x, tags, np.concatenate(about), np.max(np.stack(kinds), axis=0), *told)


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers about the spans of a report, row by row: chances of each kind, of each answer, and of each pair."""

    kinds: Array
    answers: Mapping[str, Array]
    pairs: Mapping[str, Array]


def ask(seen: Seen, found: Sequence[Span], by: Crown) -> Asked:
    """Ask all questions about the spans of a report; `found` must not be empty."""
    heads = by.heads
    vectors = gelu(span_input(seen, found) @ heads["span"] + heads["span_bias"])
    logits = vectors @ heads["answers"] + heads["answers_bias"]
    kinds, at, answers = _sigmoid(logits[:, : len(KINDS)]), len(KINDS), {}
    for name, values in QUESTIONS.items():
        answers[name] = _softmax(logits[:, at : at + len(values)])
        at += len(values)
    left = vectors @ heads["left"]
    product = left[:, None, :] * left[None, :, :]
    x = gelu(np.concatenate([product, pair_features(found)], axis=-1) @ heads["pair"] + heads["pair_bias"])
    chances = _sigmoid(x @ heads["pairs"] + heads["pairs_bias"])
    chances = np.asarray((chances + chances.transpose(1, 0, 2)) / 2, dtype=np.float32)
    return Asked(kinds, answers, {name: chances[:, :, i] for i, name in enumerate(PAIR_QUESTIONS)})


def span_input(seen: Seen, found: Sequence[Span]) -> Array:
    """Give what the heads see of each span: its first, last and mean vector, its window's, and its role."""
    first, last = [s.first for s in found], [s.last - 1 for s in found]
    roles = np.array([[s.role == r for r in ALL_ROLES] for s in found], dtype=np.float32)
    parts = (seen.hidden[first], seen.hidden[last], mean_vectors(seen.hidden, found), seen.about[first], roles)
    return np.concatenate(parts, axis=1)


def _softmax(x: Array) -> Array:
    grown = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True))


def _sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))))
