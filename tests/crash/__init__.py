"""Kills in the middle of work: what was said to be kept is held, and the case opens whole."""
