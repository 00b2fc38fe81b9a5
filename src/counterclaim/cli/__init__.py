"""The command line: `counterclaim VERB CASE …`. Results on standard output, progress and messages on standard error."""

from counterclaim.cli.app import main

__all__ = ["main"]
