"""Tests against published tables."""
