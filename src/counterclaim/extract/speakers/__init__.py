"""Whose words they are: sources to agents, voices at every offset, and chains of hops."""
