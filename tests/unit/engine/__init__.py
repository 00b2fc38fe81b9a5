"""Tests of `counterclaim.engine`."""
