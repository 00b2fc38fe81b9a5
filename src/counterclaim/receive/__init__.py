"""Bytes and how they came, in; reports with every value's origin, out. Must never drop or alter a byte.

Numbered as the code goes: 1 find the items; 2 note the capture; 3 tell the media type from the bytes; 4 parse; 5 fill
what the item lacks from what the user supplied; 6 refuse what cannot be taken, by name and with what to do.
"""

from counterclaim.receive.build import misdated
from counterclaim.receive.cdxj import index
from counterclaim.receive.claim_columns import ClaimColumns, claim_columns
from counterclaim.receive.claim_rows import ClaimRow, LeftOut, claim_rows, pair_rows
from counterclaim.receive.columns import columns_in, nearest
from counterclaim.receive.find import Incoming, column_maps, content, found
from counterclaim.receive.names import shown
from counterclaim.receive.page_parts import page_parts
from counterclaim.receive.parse import HERE, Parser, capture, reports, warm_up
from counterclaim.receive.pictures import attached, beside, called_picture, picture_hash
from counterclaim.receive.rows import report_rows
from counterclaim.receive.scans import scanned
from counterclaim.receive.supplied import supplied, unapplied
from counterclaim.records.source import Supplied

__all__ = [
    "HERE",
    "ClaimColumns",
    "ClaimRow",
    "Incoming",
    "LeftOut",
    "Parser",
    "Supplied",
    "attached",
    "beside",
    "called_picture",
    "capture",
    "claim_columns",
    "claim_rows",
    "column_maps",
    "columns_in",
    "content",
    "found",
    "index",
    "misdated",
    "nearest",
    "page_parts",
    "pair_rows",
    "picture_hash",
    "report_rows",
    "reports",
    "scanned",
    "shown",
    "supplied",
    "unapplied",
    "warm_up",
]
