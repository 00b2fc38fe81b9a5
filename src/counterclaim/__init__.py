"""Counterclaim: every claim beside its counterclaim, each traced to who said it, and counted once."""

from counterclaim import settings

__version__ = settings.VERSION

__all__ = ["__version__"]
