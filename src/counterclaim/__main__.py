"""Lets `python -m counterclaim` do what `counterclaim` does."""

from counterclaim.cli import main

main()
