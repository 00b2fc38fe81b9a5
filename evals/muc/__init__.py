"""MUC-3/4: incidents of violence with perpetrators and how surely they are blamed, scored by the MUC-4 rules."""

from __future__ import annotations

from pathlib import Path

from counterclaim.encoder import unpack
from counterclaim.extract.incidents.crown import Crown, shipped
from counterclaim.extract.incidents_of import incidents_of
from evals.muc import reader, scorer, templates
from evals.sets import Beside, Missing

#: The shipped weights that weigh what the heads say have learned from tst1 and tst2 too (decision 0104).
SPLITS = {"dev": "development", "tst1": "development", "tst2": "development"} | dict.fromkeys(
    ("tst3", "tst4"), "untouched"
)
#: What weighs instead when one of them is scored: the same learned without it.
WITHOUT = {split: Path(__file__).with_name(f"without_{split}.npz") for split in ("tst1", "tst2")}

_OF_1992 = "Proceedings of the Fourth Message Understanding Conference, 1992: the best system of each figure"
BESIDE = tuple(
    Beside("best system of 1992", split, metric, value, _OF_1992)
    for split, figures in (
        ("tst3", {"overall_f1": 0.559, "perp_org_f1": 0.481, "perp_confidence_f1": 0.336}),
        ("tst4", {"overall_f1": 0.571, "perp_org_f1": 0.624, "perp_confidence_f1": 0.480}),
    )
    for metric, value in figures.items()
)


def evaluate(split: str, data: Path) -> dict[str, float]:
    """Score one split: the incidents that the product reads in each document against the key.

    Of tst1 and tst2 each is read with weights that have not seen it.

    Raises Missing for `dev`, whose key the shipped weights have seen.
    """
    if split == "dev":
        raise Missing(
            "Expected a split that the weights have not seen; got dev. Learn with --hold and read the part held out."
        )
    by = shipped()
    if split in WITHOUT:
        by = Crown(by.layers, {**by.heads, **unpack(WITHOUT[split].read_bytes())})
    found = [
        templates.template(doc.id, one)
        for doc in reader.documents(data, split)
        for one in incidents_of(*reader.report(doc), by)
    ]
    return scorer.metrics(scorer.score(found, reader.templates(data, split)))
