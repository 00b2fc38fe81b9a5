"""The second extractor: a language model behind the port, whose every claim must stand in the text."""
