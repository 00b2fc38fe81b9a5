"""What the coverage of an event dwells on and leaves out, by outlet and camp."""

from counterclaim.cover.covering import cover
from counterclaim.cover.unread import Told

__all__ = ["Told", "cover"]
