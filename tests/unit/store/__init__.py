"""Tests of `counterclaim.store`."""
