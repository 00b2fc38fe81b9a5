"""Sentences parsed and put right, and who may stand behind words in them."""
