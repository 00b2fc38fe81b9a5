"""`python tools/build_trunk.py MODEL` makes encoder/trunk.npz and encoder/vocabulary.txt from all-MiniLM-L6-v2.

MODEL is a folder with its `model.safetensors` and `vocab.txt`. Prints the SHA-256 that encoder/trunk.py must hold.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

from counterclaim.encoder.convert import layer_arrays, read_safetensors
from counterclaim.encoder.stored import pack
from counterclaim.encoder.trunk import SHARED

OUT = Path(__file__).parents[1] / "src/counterclaim/encoder"


def main() -> int:
    """Convert the model in the folder that is named."""
    model = Path(sys.argv[1])
    held = read_safetensors((model / "model.safetensors").read_bytes())
    arrays = layer_arrays(held, range(SHARED))
    arrays["words"] = held["embeddings.word_embeddings.weight"]
    arrays["places"] = (
        held["embeddings.position_embeddings.weight"] + held["embeddings.token_type_embeddings.weight"][0]
    )
    arrays["norm"] = np.stack([held["embeddings.LayerNorm.weight"], held["embeddings.LayerNorm.bias"]])
    packed = pack(arrays)
    (OUT / "trunk.npz").write_bytes(packed)
    (OUT / "vocabulary.txt").write_text((model / "vocab.txt").read_text(encoding="utf-8"), encoding="utf-8")
    print(f"trunk.npz: {len(packed)} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
