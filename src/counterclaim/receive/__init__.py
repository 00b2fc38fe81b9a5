"""Bytes and how they came, in; reports with every value's origin, out. Must never drop or alter a byte.

Numbered as the code goes: 1 find the items; 2 note the capture; 3 tell the media type from the bytes; 4 parse; 5 fill
what the item lacks from what the user supplied; 6 refuse what cannot be taken, by name and with what to do.
"""

from counterclaim.receive.claim_rows import ClaimRow, claim_rows, pair_rows
from counterclaim.receive.columns import columns_in, folder_of, is_column_map, nearest
from counterclaim.receive.find import Incoming, found
from counterclaim.receive.parse import capture, reports
from counterclaim.receive.rows import report_rows
from counterclaim.receive.supplied import Supplied, supplied

__all__ = [
    "ClaimRow",
    "Incoming",
    "Supplied",
    "capture",
    "claim_rows",
    "columns_in",
    "folder_of",
    "found",
    "is_column_map",
    "nearest",
    "pair_rows",
    "report_rows",
    "reports",
    "supplied",
]
