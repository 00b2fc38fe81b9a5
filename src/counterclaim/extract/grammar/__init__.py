"""A parsed sentence and the small questions that one asks of its tree."""
