"""Which words say that somebody says something, and what it is that is said."""
