"""How tracing grows with the archive, and how fast it is beside what finds near-duplicates elsewhere."""
