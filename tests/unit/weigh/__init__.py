"""Tests of counterclaim.weigh."""
