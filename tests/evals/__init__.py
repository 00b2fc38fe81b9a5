"""Tests of the evaluations: readers and scorers on invented data."""
