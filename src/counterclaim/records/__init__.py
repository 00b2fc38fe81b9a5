"""Frozen values with no I/O and no behaviour beyond their own arithmetic."""
