"""The case folder: originals by content address, a SQLite record, Parquet runs; nothing received is ever lost."""

from counterclaim.store.checks import Check, Trust
from counterclaim.store.folder import CaseFolder
from counterclaim.store.lock import Busy
from counterclaim.store.made import Made
from counterclaim.store.parquet import Rows, written
from counterclaim.store.verify import verify
from counterclaim.store.verify_ledger import vouched

__all__ = ["Busy", "CaseFolder", "Check", "Made", "Rows", "Trust", "verify", "vouched", "written"]
