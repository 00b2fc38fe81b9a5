"""Tests of counterclaim.read."""
