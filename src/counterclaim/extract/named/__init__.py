"""Whom, where, which thing and which deed the words of a sentence name."""
