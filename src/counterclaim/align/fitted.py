"""The figures of the identity kernel, fitted by `evals/ecb/train.py` (decisions 0014 and 0132).

On the training topics of ECB+ and on MEANTIME: they are figures, no text of those sets is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEATURES = (
    "same_head",
    "same_head_rare",
    "akin_head",
    "same_act",
    "sentence",
    "near",
    "names",
    "alike",
    "alike_squared",
    "one_document",
    "one_sentence",
    "same_head_sentence",
    "same_head_near",
    "same_head_alike",
    "distance",
    "same_head_one_document",
    "same_head_one_document_rare",
    "same_head_one_document_near",
    "meaning",
    "meaning_squared",
    "said",
    "said_again",
    "said_again_names",
    "said_again_near",
    "said_again_one_document",
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients of the features, and the probability from which two happenings are one.

    The threshold is for the mean over the mentions of both; cross-validation chose it.
    """

    threshold: float
    intercept: float
    coefficients: Mapping[str, float]


#: For documents of which nothing is known: that two are unlike says that they tell of two things.
ANY = Fitted(
    threshold=0.3,
    intercept=-9.01,
    coefficients={
        "same_head": 4.16,
        "same_head_rare": -0.09,
        "akin_head": 1.46,
        "same_act": 2.70,
        "sentence": 0.49,
        "near": 3.06,
        "names": 0.43,
        "alike": 22.11,
        "alike_squared": -24.38,
        "one_document": 0.30,
        "one_sentence": -3.16,
        "same_head_sentence": 2.11,
        "same_head_near": -2.16,
        "same_head_alike": 4.26,
        "distance": -2.43,
        "same_head_one_document": -1.70,
        "same_head_one_document_rare": -0.73,
        "same_head_one_document_near": 0.13,
        "meaning": 4.79,
        "meaning_squared": -2.31,
        "said": -1.44,
        "said_again": -1.33,
        "said_again_names": 0.84,
        "said_again_near": 1.77,
        "said_again_one_document": -0.65,
    },
)
#: For documents that are known to tell of one subject: pairs are compared inside such a group only.
ONE_SUBJECT = Fitted(
    threshold=0.35,
    intercept=-4.81,
    coefficients={
        "same_head": 4.90,
        "same_head_rare": -0.05,
        "akin_head": 1.69,
        "same_act": 2.48,
        "sentence": -0.49,
        "near": 3.09,
        "names": 0.26,
        "alike": 2.55,
        "alike_squared": -3.80,
        "one_document": 0.34,
        "one_sentence": -2.19,
        "same_head_sentence": 1.95,
        "same_head_near": -3.28,
        "same_head_alike": 2.71,
        "distance": -2.53,
        "same_head_one_document": -1.31,
        "same_head_one_document_rare": -0.67,
        "same_head_one_document_near": 1.65,
        "meaning": 5.88,
        "meaning_squared": -2.19,
        "said": -1.29,
        "said_again": -1.60,
        "said_again_names": 0.80,
        "said_again_near": 2.54,
        "said_again_one_document": -0.67,
    },
)
