"""Tests of counterclaim.receive."""
