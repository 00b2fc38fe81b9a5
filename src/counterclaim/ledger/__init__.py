"""The ledger: an append-only Merkle log of entries, signed checkpoints, and keys. It knows bytes, not claims."""

from counterclaim.ledger.checkpoint import Checkpoint, proven
from counterclaim.ledger.keys import Keys, Signer
from counterclaim.ledger.log import Log
from counterclaim.ledger.note import COSIGNATURE, BadNote, Note, Verifier, sign
from counterclaim.ledger.tiles import BadTile
from counterclaim.ledger.timestamp import BadStamp

__all__ = [
    "COSIGNATURE",
    "BadNote",
    "BadStamp",
    "BadTile",
    "Checkpoint",
    "Keys",
    "Log",
    "Note",
    "Signer",
    "Verifier",
    "proven",
    "sign",
]
